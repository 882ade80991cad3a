"""What several tests of the rooms do: edit a corpus, read all of a store."""

from __future__ import annotations

import shutil
from pathlib import Path

from tui.corpus.kinds import KINDS
from tui.store.library import Library, Record

TABLE_OF = {name: kind.plural for name, kind in KINDS.items()} | {"paragraph": "paragraphs"}
"""The table of a store in which the records of a kind stand."""


def edit(path: Path, before: str, after: str) -> None:
    """Put one text for another in a file, which must have it."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def copied_with_more(valleys: Path, place: Path) -> Path:
    """Return a copy of the valleys that has, beside them, what hangs together over several files, hop by hop."""
    folder = Path(shutil.copytree(valleys, place / "valleys"))
    return Path(shutil.copytree(valleys.parent / "beyond", folder, dirs_exist_ok=True))


def records(library: Library, kind: str) -> list[Record]:
    """Return all records of a kind in list order."""
    return [library.record(row.id) for row in library.rows(library.numbers(kind))]


def ids(library: Library) -> list[str]:
    """Return the ids and citations of everything, in list order."""
    return [row.id for kind in TABLE_OF for row in library.rows(library.numbers(kind))]


def everything(library: Library) -> dict[str, object]:
    """Return all that a library says of every record and paragraph: its row, document and links both ways."""
    return {
        name: (library.row_of(name), library.record(name), library.links(name), library.linked_from(name))
        for name in ids(library)
    }
