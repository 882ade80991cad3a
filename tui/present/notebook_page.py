"""All that a reader has noted, starred and collected, the newest first, with what it is on."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.text import clean
from ..notebook.notebook import COLLECTED, NOTED, READ, STARRED, Notebook
from ..store.library import Library
from .own import SIGNS, called, note_rows
from .rows import Span, TextRow, fit, found, has_found, wrapped

COUNTED = {STARRED: "starred", NOTED: "noted", COLLECTED: "in the dossier", READ: "read"}
NOTHING = "nothing yet: * stars, A notes, C puts into the dossier what the cursor is on"
_INDENT = 5


def notebook_rows(library: Library, notebook: Notebook, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield how much there is, what is being written, then each record or paragraph with its signs and notes.

    What is only read is counted: `mine:read` lists it.
    """
    counts = [f"{count} {what}" for sort, what in COUNTED.items() if (count := len(notebook.marked(sort)))]
    for line in wrapped([Span(" · ".join(counts) or NOTHING, "dim")], width):
        yield TextRow(line)
    for draft in notebook.being_written():
        lead = f"being written, on {called(library, draft.on)}: "
        for line in wrapped(found([Span(lead, "label"), Span(clean(draft.text)[0])], find), width):
            yield _row(library, line, draft.on)
    for kept in notebook.kept():
        if kept.sorts == [READ]:
            continue
        own = "".join(SIGNS[sort] for sort in kept.sorts)
        row = library.row_of(kept.on)
        words = f"{kept.on} {row.title}" if row and row.kind == "paragraph" else called(library, kept.on)
        kind = f"  {row.kind}" if row and row.kind != "paragraph" and width >= 50 else ""
        day = f"{clean(kept.at)[0][:10]} " if width >= 50 else ""
        title = fit(words, width - _INDENT - len(day) - len(kind)).rstrip()
        spans = [
            Span(f"{own:<{_INDENT}}"[:width], "label"),
            Span(day, "date"),
            Span(title, "link" if row else "off_line"),
        ]
        yield _row(library, wrapped(found([*spans, Span(kind, "dim")], find), width)[0], kept.on)
        for note in note_rows(notebook, kept.on, max(width - _INDENT, 1), find, indent=" " * min(_INDENT, width - 1)):
            yield _row(library, note.spans, kept.on)


def _row(library: Library, spans: tuple[Span, ...], on: str) -> TextRow:
    is_there = library.number(on) is not None
    cites = [on] if "#" in on else library.cites(on)
    return TextRow(
        spans,
        target=on if is_there else None,
        cite=cites[0] if is_there and cites else None,
        hit=has_found(spans),
        block=on,
    )
