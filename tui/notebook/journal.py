"""A file that is only ever added to: what a reader has noted is on disk before it is acknowledged, whoever else writes into it."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..errors import StoreError

PATIENCE = 2.0
"""Seconds to wait for another session; a write takes milliseconds."""
LONGEST = 1 << 18
"""Bytes of an entry at the most; a longer line is not ours."""


class Journal:
    """Entries in the order in which they were written, by all sessions of an account. Nothing is kept where there is no path.

    An entry is a JSON object on a line of its own. A line that was cut off by a crash, or is none of ours, is passed over and
    left where it is.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._read_to = 0
        self._file: tuple[int, int] | None = None
        """The file that was read so far: it may be another one under the same name."""

    def add(self, entry: Mapping[str, Any]) -> None:
        """Put an entry on disk. Raises StoreError where that cannot be; then there is nothing of it."""
        if self.path is None:
            raise StoreError("there is no folder to keep notes in")
        line = json.dumps(entry, separators=(",", ":")).encode() + b"\n"
        try:
            with _locked(self.path) as handle:
                end = os.lseek(handle, 0, os.SEEK_END)
                torn = end > 0 and os.pread(handle, 1, end - 1) != b"\n"
                try:
                    _write(handle, b"\n" + line if torn else line)
                    os.fsync(handle)
                except OSError:
                    with suppress(OSError):
                        os.ftruncate(handle, end)
                    raise
        except OSError as error:
            what = error.strerror or str(error)
            raise StoreError(
                f"not kept yet: {what} ({self.path}); make room there, or set XDG_DATA_HOME to another folder"
            ) from error

    def new(self) -> tuple[bool, list[dict[str, Any]]]:
        """Return the entries since they were last asked for, and whether these are all: the file is another one, or the first time.

        Raises StoreError where they cannot be read.
        """
        if self.path is None:
            return False, []
        try:
            with self.path.open("rb") as file:
                status = os.fstat(file.fileno())
                known = status.st_dev, status.st_ino
                anew = known != self._file or status.st_size < self._read_to
                if anew:
                    self._file, self._read_to = known, 0
                elif status.st_size == self._read_to:
                    return False, []
                file.seek(self._read_to)
                data = file.read()
        except FileNotFoundError:
            anew, self._file, self._read_to = self._file is not None, None, 0
            return anew, []
        except OSError as error:
            raise StoreError(
                f"{self.path}: {error.strerror}; make it readable, or set XDG_DATA_HOME elsewhere"
            ) from error
        whole = data.rfind(b"\n") + 1  # what follows is being written, or was never finished
        self._read_to += whole
        return anew, list(_entries(data[:whole]))


def _entries(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.split(b"\n"):
        if line and len(line) <= LONGEST:
            with suppress(ValueError, RecursionError):
                entry = json.loads(line)
                if isinstance(entry, dict):
                    yield entry


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """Give a handle that only one session has at a time, to read and to add to."""
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        _lock(handle)
        yield handle
        if is_new:
            with suppress(OSError):  # some file systems do not sync folders
                _sync_folder(path.parent)
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Have a file for ourselves. Raises OSError where another session does not let go of it, stopped as it may be."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise OSError(errno.EBUSY, "another session of khabar is writing into it and does not end") from None
            time.sleep(0.005)


def _write(handle: int, data: bytes) -> None:
    while data:
        sent = os.write(handle, data)
        if not sent:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        data = data[sent:]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
