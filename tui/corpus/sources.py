"""The files of a corpus: which there are, what each holds, and how to tell whether one has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import StoreError, UsageError
from .kinds import BY_PLURAL

ABOUT = "corpus.yaml"

Stamp = tuple[int, int, int]
"""Size, time of the last change in nanoseconds, and inode: a file that keeps them has not been written to."""


class Source(NamedTuple):
    """A YAML file: its name within the folder, its path, the kind it holds ("" for corpus.yaml, "?" for none), its stamp."""

    name: str
    path: str
    kind: str
    stamp: Stamp


class Read(NamedTuple):
    """A file as it was read: its hash, and the ids of its records in order."""

    source: Source
    sha: str
    ids: tuple[str, ...] = ()


def source_files(folder: Path) -> list[Source]:
    """Return the YAML files of a corpus folder by name.

    Raises UsageError where it is no corpus, StoreError where it cannot be listed.
    """
    if not (folder / ABOUT).is_file():
        raise UsageError(f"{folder}: no corpus here; a corpus is a folder with {ABOUT}")
    try:
        found = list(_yaml_below(str(folder), ""))
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}; make it readable") from error
    return sorted(found, key=lambda source: source.name)


def _yaml_below(folder: str, above: str) -> Iterator[Source]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _yaml_below(entry.path, f"{above}{entry.name}/")
            elif entry.name.endswith((".yaml", ".yml")) and not entry.is_dir():
                name = above + entry.name
                plural = name.partition("/")[0] if above else name.rpartition(".")[0]
                kind = BY_PLURAL[plural].name if plural in BY_PLURAL else "?"
                yield Source(name, entry.path.removeprefix("./"), "" if name == ABOUT else kind, _stamp(entry))


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    status = entry.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


def bytes_of(path: str) -> bytes:
    """Return what a file holds. Raises StoreError where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; make it readable") from error


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of what a file holds, in hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of(vocabulary: Path, hashes: Iterable[tuple[str, str]]) -> str:
    """Return a SHA-256 over names and hashes of all sources: the same corpus gives the same digest anywhere."""
    whole = hashlib.sha256(hash_of(bytes_of(str(vocabulary))).encode())
    for name, sha in hashes:
        whole.update(f"\0{name}\0{sha}".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()
