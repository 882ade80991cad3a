"""What a reader has made of a record or paragraph, as it stands beside it: signs, and the notes themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.text import clean
from ..notebook.notebook import COLLECTED, NOTED, READ, STARRED, Notebook
from ..store.library import Library
from .rows import Span, TextRow, found, has_found, wrapped

SIGNS = {STARRED: "*", NOTED: '"', COLLECTED: "+", READ: "."}
LEGEND = f"{SIGNS[STARRED]} starred · {SIGNS[NOTED]} noted · {SIGNS[COLLECTED]} in the dossier · {SIGNS[READ]} read"
LEAD = f"{SIGNS[NOTED]} "
NONE_KEPT = Notebook()
"""The notebook of one who has none."""


def signs(notebook: Notebook, on: str) -> str:
    """Return the signs of a record or paragraph, "" where nothing was made of it."""
    return "".join(SIGNS[sort] for sort in notebook.sorts(on))


def called(library: Library, on: str) -> str:
    """Return what to call what a note is on: its title, a citation as it is, and an id that the corpus no longer has with that said."""
    row = library.row_of(on)
    if row is None:
        return f"{clean(on)[0]} (no longer in this corpus)"
    return row.id if row.kind == "paragraph" else row.title


def note_rows(
    notebook: Notebook, on: str, width: int, find: str = "", cite: str | None = None, indent: str = ""
) -> Iterator[TextRow]:
    """Yield the rows of the notes on a record or paragraph, each note in lines of `width` cells after `indent`, with its day."""
    for note in notebook.notes_on(on):
        spans = [Span(clean(note.text)[0]), Span(f" · {clean(note.at)[0][:10]}", "dim")]
        for index, line in enumerate(wrapped(found(spans, find), width - len(LEAD))):
            lead = Span(indent + (LEAD if index == 0 else " " * len(LEAD)), "label")
            yield TextRow((lead, *line), cite=cite, hit=has_found(line), block=f"note:{note.id}")
