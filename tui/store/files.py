"""Files that are replaced in one step, so that no reader ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import StoreError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that becomes `path`, whole and on disk, when the block ends well; else nothing changes.

    The file is the user's own (0600). Raises StoreError where it cannot be written.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        temporary = ""
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(
            f"{path}: {error.strerror or error}; make room or write elsewhere (khabar build CORPUS -o FILE)"
        ) from error
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # some file systems do not sync folders; the rename itself is done
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
