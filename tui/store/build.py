"""Building: a corpus folder → its store and index, and opening what is built, building first where needed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..corpus.reader import Corpus, digest_of, read_corpus, source_files
from ..errors import StoreDamaged, StoreError
from .documents import FORMAT, documents
from .files import replacing
from .index import generation_of, index_path, write_index
from .library import Library
from .tinydb_file import write_tables


def build(folder: Path, vocabulary: Path, store: Path) -> Corpus:
    """Read and check a corpus and write its store and index, each in one step; a reader of the old ones goes on undisturbed.

    Returns the corpus, with warnings if any. Raises CorpusError, UsageError or StoreError, and then leaves the store as it was.
    """
    corpus = read_corpus(folder, vocabulary)
    generation = _generation(corpus.digest)
    with replacing(store) as temporary:
        with open(temporary, "wb") as file:
            write_tables(file, documents(corpus, generation))
        # the index of the new generation first: with the store's rename both are there at once
        write_index(temporary, index_path(store, generation))
    for old in store.parent.glob(f"{store.stem}.*.index"):
        if old != index_path(store, generation):
            old.unlink(missing_ok=True)
    return corpus


def _generation(digest: str) -> str:
    return f"{FORMAT}x{digest[:30]}"


def state(folder: Path, vocabulary: Path, store: Path) -> str:
    """Say how a store stands to its corpus: current, missing, older than the corpus, or what is wrong with it.

    Raises UsageError where the folder is no corpus.
    """
    wanted = _generation(digest_of(folder, vocabulary, source_files(folder)))
    if not store.exists():
        return "missing"
    try:
        return "current" if generation_of(store) == wanted else "older than the corpus"
    except StoreError as error:
        return str(error)


def open_corpus(folder: Path, vocabulary: Path, store: Path) -> Library:
    """Open the store of a corpus folder, building it first where it is missing, older than the YAML, or damaged.

    Raises CorpusError where the YAML has errors, UsageError where the folder is no corpus, StoreError where it cannot be written.
    """

    def mend() -> None:
        build(folder, vocabulary, store)

    if state(folder, vocabulary, store) == "current":
        with suppress(StoreDamaged):
            return open_store(store, mend)
    mend()
    return Library(store)


def open_store(store: Path, mend: Callable[[], None] | None = None) -> Library:
    """Open a store by itself, making its index again where that is missing or damaged. Raises StoreDamaged or StoreError."""
    try:
        return Library(store, mend)
    except StoreDamaged:
        write_index(store, index_path(store, generation_of(store)))
        return Library(store, mend)
