"""How a corpus folder stands to what was built from it, found out by looking at no more files than it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..corpus.sources import Read, Source, bytes_of, digest_of, hash_of, source_files
from ..errors import Problem, StoreError
from . import tinydb_file
from .documents import FORMAT
from .index import generation_of, index_path, open_index
from .notes import Noted, Notes, noted_in, notes_of, now


@dataclass(frozen=True)
class Look:
    """A corpus as it lies there, and the store built from it, if there is one.

    `hashes` are those of the files by name, `doubtful` the files that had to be read to know them; `generation` is that
    which the corpus would have, `built` that of the store. Where there is no store no file is looked into.
    """

    folder: Path
    vocabulary: Path
    store: Path
    taken: int
    sources: list[Source]
    noted: Noted
    hashes: dict[str, str]
    doubtful: list[Source]
    generation: str
    built: str | None
    trouble: str
    """What is wrong with the store, where it is not one."""

    @property
    def edited(self) -> list[Source]:
        """The files that are not what they were when the store was built."""
        noted = self.noted.files
        return [s for s in self.doubtful if s.name not in noted or noted[s.name][1] != self.hashes[s.name]]

    @property
    def index(self) -> Path:
        """The index of the store that is there."""
        return index_path(self.store, self.built or "")

    def notes(self, ids: Mapping[str, tuple[str, ...]], warnings: list[Problem]) -> Notes:
        """Return what is to be noted of the files that had to be read, by the ids of their records, and of all warnings."""
        read = [Read(one, self.hashes[one.name], ids[one.name]) for one in self.doubtful]
        return notes_of(read, self.sources, warnings, self.taken)

    def is_sound(self) -> bool:
        """Say whether the store is as it was written, every byte of it, and has an index that opens."""
        try:
            if self.built is None or not tinydb_file.is_whole(self.store):
                return False
            open_index(self.store)[0].close()
        except StoreError:
            return False
        return True


def look(folder: Path, vocabulary: Path, store: Path) -> Look:
    """Look at a corpus and its store. Raises UsageError where the folder is no corpus, StoreError where a file cannot be read."""
    taken, sources = now(), source_files(folder)
    built, trouble = None, ""
    if store.exists():
        try:
            built = generation_of(store)
        except StoreError as error:
            trouble = str(error)
    noted = noted_in(index_path(store, built or ""))
    hashes: dict[str, str] = {}
    doubtful = []
    for source in sources if built else ():
        sha = noted.hash_of(source)
        if sha is None:
            doubtful.append(source)
            sha = hash_of(bytes_of(source.path))
        hashes[source.name] = sha
    generation = generation_for(digest_of(vocabulary, hashes.items()))
    return Look(folder, vocabulary, store, taken, sources, noted, hashes, doubtful, generation, built, trouble)


def generation_for(digest: str) -> str:
    """Return the generation of what is built from sources of a digest."""
    return f"{FORMAT}x{digest[:30]}"
