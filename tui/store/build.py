"""Building: a corpus folder → its store and index, and opening what is built, building first where needed."""

from __future__ import annotations

import gc
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem, StoreDamaged
from ..progress import Progress
from .files import replacing
from .index import generation_of, index_path, seal, write_index
from .library import Library
from .look import Look, generation_for, look
from .notes import notes_of
from .tinydb_file import head, write_tables

MANY = 20
"""Files that had to be read to know them, from which on it is worth noting that they are as they were."""


@dataclass(frozen=True)
class Built:
    """What a build found or made: how many records, the warnings about them, and how: `unchanged`, `patched` or `whole`."""

    records: int
    warnings: list[Problem]
    how: str


def build(folder: Path, vocabulary: Path, store: Path, progress: Progress | None = None) -> Built:
    """Read and check a corpus and write its store and index, each in one step; a reader of the old ones goes on undisturbed.

    Where few words have changed only those are read and written. Raises CorpusError, UsageError or StoreError, and then
    leaves the store as it was.
    """
    looked = look(folder, vocabulary, store)
    if looked.is_sound():
        if looked.generation == looked.built:
            if looked.doubtful:
                _note_again(looked)
            return Built(_count(store), looked.noted.warnings(looked.sources), "unchanged")
        from .patch import patch  # what only building needs is loaded by it: most starts build nothing

        with _without_collector():
            warnings = patch(looked, progress)
        if warnings is not None:
            _only_index(store, looked.generation)
            return Built(_count(store), warnings, "patched")
    return _build_whole(looked, progress)


def _build_whole(looked: Look, progress: Progress | None) -> Built:
    from ..corpus.reader import read_corpus
    from .documents import documents

    with _without_collector():
        corpus = read_corpus(looked.folder, looked.vocabulary, progress)
        generation, warnings = generation_for(corpus.digest), corpus.warnings
        notes = notes_of(corpus.read, (one.source for one in corpus.read), warnings, looked.taken)
        with replacing(looked.store) as temporary:
            with open(temporary, "wb") as file:
                write_tables(file, documents(corpus, generation), progress)
            del corpus  # the index is made from the store alone
            # the index of the new generation first: with the store's rename both are there at once
            write_index(temporary, index_path(looked.store, generation), notes, progress)
    _only_index(looked.store, generation)
    return Built(_count(looked.store), warnings, "whole")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare the search for rings among records, which have none: it takes longer the more of them there are."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _count(store: Path) -> int:
    return sum(head(store)[0]["counts"].values())


def _only_index(store: Path, generation: str) -> None:
    """Take away the indexes of other generations; who reads with one goes on."""
    for old in store.parent.glob(f"{store.stem}.*.index"):
        if old != index_path(store, generation):
            old.unlink(missing_ok=True)


def _note_again(looked: Look) -> None:
    """Note that files whose stamps have changed are as they were, so that they need not be read the next time."""
    notes = looked.notes(looked.noted.ids(), looked.noted.warnings(looked.sources))
    with replacing(looked.index) as temporary:
        shutil.copyfile(looked.index, temporary)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as base:
            base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;")
            notes.write(base)
            base.execute("COMMIT")
        seal(temporary)


def state(folder: Path, vocabulary: Path, store: Path) -> str:
    """Say how a store stands to its corpus: current, missing, older than the corpus, or what is wrong with it.

    Raises UsageError where the folder is no corpus.
    """
    looked = look(folder, vocabulary, store)
    if looked.built is None:
        return looked.trouble or "missing"
    return "current" if looked.built == looked.generation else "older than the corpus"


def open_corpus(folder: Path, vocabulary: Path, store: Path, progress: Progress | None = None) -> Library:
    """Open the store of a corpus folder, building it first where it is missing, older than the YAML, or damaged.

    Raises CorpusError where the YAML has errors, UsageError where the folder is no corpus, StoreError where it cannot be written.
    """

    def mend() -> None:
        build(folder, vocabulary, store)

    looked = look(folder, vocabulary, store)
    if looked.built == looked.generation:
        if len(looked.doubtful) >= MANY and looked.is_sound():
            _note_again(looked)
        with suppress(StoreDamaged):
            return open_store(store, mend)
    build(folder, vocabulary, store, progress)
    return Library(store)


def open_store(store: Path, mend: Callable[[], None] | None = None) -> Library:
    """Open a store by itself, making its index again where that is missing or damaged. Raises StoreDamaged or StoreError.

    One without an index that is not to be mended by its corpus may be from elsewhere, and is looked through first.
    """
    try:
        return Library(store, mend)
    except StoreDamaged:
        if mend is None:
            from .elsewhere import check_store

            check_store(store)
        write_index(store, index_path(store, generation_of(store)))
        return Library(store, mend)
