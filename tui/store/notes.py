"""What an index remembers of the corpus it was built from: its files, and the warnings about them."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ..corpus.sources import Read, Source, Stamp
from ..errors import Problem

FRESH = 2_000_000_000
"""Nanoseconds within which a file may be written to twice without its time telling; such a one is read to know it again."""


@dataclass(frozen=True)
class Notes:
    """Files as they were read, and all warnings; `taken` is when their stamps were, in nanoseconds."""

    read: list[Read]
    warnings: list[Problem]
    taken: int

    def write(self, base: sqlite3.Connection) -> None:
        """Put the notes into an index; those of other files stay, the warnings take the place of older ones."""
        base.execute("DELETE FROM warning")
        rows = []
        for one in self.read:
            size, changed, inode = one.source.stamp
            trusted = changed if changed < self.taken - FRESH else -1
            rows.append((os.fsencode(one.source.name), size, trusted, inode, one.sha, json.dumps(one.ids)))
        base.executemany("REPLACE INTO source VALUES (?,?,?,?,?,?)", rows)
        base.executemany(
            "INSERT INTO warning VALUES (?,?,?,?,?)",
            [(os.fsencode(w.file), w.line, w.column, w.code, w.message) for w in self.warnings],
        )


def notes_of(read: list[Read], sources: Iterable[Source], warnings: list[Problem], taken: int) -> Notes:
    """Return the notes of a build; warnings name their files within the folder, wherever it lies."""
    names = {source.path: source.name for source in sources}
    inside = [Problem(names.get(w.file, w.file), w.line, w.column, w.code, w.message, w.severity) for w in warnings]
    return Notes(read, inside, taken)


@dataclass(frozen=True)
class Noted:
    """What an index says of the corpus: stamp and hash of each file by name."""

    path: Path
    files: dict[str, tuple[Stamp, str]]

    def hash_of(self, source: Source) -> str | None:
        """Return the hash of a file that has surely not changed, else None."""
        stamp, sha = self.files.get(source.name, (None, None))
        return sha if stamp == source.stamp else None

    def ids(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the records that stood in each file, in order. Raises sqlite3.Error."""
        with closing(_opened(self.path)) as base:
            return {
                os.fsdecode(name): tuple(json.loads(ids)) for name, ids in base.execute("SELECT name, ids FROM source")
            }

    def warnings(self, sources: Iterable[Source]) -> list[Problem]:
        """Return the warnings about these files. Raises sqlite3.Error."""
        paths = {os.fsencode(source.name): source.path for source in sources}
        with closing(_opened(self.path)) as base:
            rows = base.execute("SELECT * FROM warning").fetchall()
        return sorted(
            Problem(paths[file], line, column, code, message, "warning")
            for file, line, column, code, message in rows
            if file in paths
        )


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)


def noted_in(index: Path) -> Noted:
    """Return what an index remembers; nothing where there is none, or it was made from a store alone."""
    files: dict[str, tuple[Stamp, str]] = {}
    if index.is_file():
        try:
            with closing(_opened(index)) as base:
                for name, size, changed, inode, sha in base.execute(
                    "SELECT name, size, changed, inode, sha FROM source"
                ):
                    files[os.fsdecode(name)] = ((size, changed, inode), sha)
        except (sqlite3.Error, TypeError, ValueError):
            files = {}
    return Noted(index, files)


def now() -> int:
    """Return the time in nanoseconds, to be taken before files are looked at."""
    return time.time_ns()
