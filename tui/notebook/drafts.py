"""Notes as they are being typed: each letter outlives khabar, though it is no note before the reader says so."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..errors import StoreError
from ..store.files import replacing

LARGEST = 200_000
"""Bytes of a draft at the most; a longer file is not ours."""


class Draft(NamedTuple):
    """What was typed of a note on a record or paragraph; `note` is the id of the one that is being changed, `base` its text then."""

    on: str
    text: str
    note: str = ""
    base: str = ""


class Drafts:
    """The drafts of a corpus, a file for each record or paragraph; none where there is no folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of the one on the same. Raises StoreError where it cannot be kept."""
        path = self._path(draft.on)
        if path is None:
            raise StoreError("there is no folder to keep notes in")
        try:
            for folder in (path.parents[2], path.parents[1], path.parent):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with replacing(path, durable=False) as temporary:  # at each letter: a loss of power may take the last ones
                temporary.write_text(json.dumps(draft._asdict()), "utf-8")
        except (OSError, StoreError) as error:
            cause = error if isinstance(error, OSError) else error.__cause__
            raise StoreError(f"{path.parent}: {getattr(cause, 'strerror', None) or error}; make room there") from error

    def on(self, name: str) -> Draft | None:
        """Return the draft on a record or paragraph."""
        path = self._path(name)
        draft = _read(path) if path else None
        return draft if draft and draft.on == name else None

    def drop(self, name: str) -> None:
        """Throw the draft on a record or paragraph away, where there is one."""
        if path := self._path(name):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def all(self) -> list[Draft]:
        """Return all drafts, the newest first."""
        return [draft for path in sorted(self._files(), key=_changed, reverse=True) if (draft := _read(path))]

    def _files(self) -> Iterator[Path]:
        with suppress(OSError):
            if self.folder:
                yield from (self.folder / name for name in os.listdir(self.folder) if name.endswith(".json"))

    def _path(self, name: str) -> Path | None:
        mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return self.folder / f"{mark}.json" if self.folder else None


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _read(path: Path) -> Draft | None:
    """Return the draft in a file, None where there is none."""
    try:
        with path.open("rb") as file:
            kept = json.loads(file.read(LARGEST))
        values = [kept[name] for name in ("on", "text", "note", "base")]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return Draft(*values) if all(isinstance(value, str) for value in values) and values[1] else None
