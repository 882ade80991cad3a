"""Files that are replaced in one step, so that no reader ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import StoreError


@contextmanager
def replacing(path: Path, durable: bool = True) -> Iterator[Path]:
    """Give a path to write to; what stands there becomes `path`, whole and on disk, when the block ends well. Else nothing changes.

    Where it need not be `durable` the system may write it to disk later: it outlives the program, but not a loss of power.
    The file is the user's own (0600). Raises StoreError where it cannot be written.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        os.close(handle)
        yield temporary
        if durable:
            _sync(temporary)
        os.replace(temporary, path)
        temporary = None
        if durable:
            with suppress(OSError):  # some file systems do not sync folders; the rename itself is done
                _sync(path.parent)
    except OSError as error:
        raise cannot_write(path, error.strerror or str(error)) from error
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def cannot_write(path: Path, why: str) -> StoreError:
    """Return the error for a file that cannot be written, with what to do."""
    return StoreError(f"{path}: {why}; make room or write elsewhere (khabar build CORPUS -o FILE)")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
