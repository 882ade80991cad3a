"""The article pane: the digest of each paragraph, its number, and how much rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Set

from ..store.library import Library
from .dates import label
from .rows import Span, TextRow, found, has_found, marked, wrapped

GUTTER = 8
MEASURE = 66
"""The most letters in a line of text: longer lines are hard to read, and cost more on a slow link."""
_BLOCKS = {
    "deck": "deck",
    "caption": "caption",
    "byline": "byline",
    "date": "date",
    "quote": "quote",
    "note": "note",
    "title": "title",
}


def article_rows(
    library: Library, article: str, width: int, marks: Set[str] = frozenset(), find: str = ""
) -> Iterator[TextRow]:
    """Yield the rows of an article: title and provenance, then block after block; those in `marks` carry a mark in the gutter.

    A gutter shows the paragraph's number and how many records rest on it.
    """
    record = library.record(article)
    numbers = library.paragraphs(article)
    first = library.row(numbers[0]).id if numbers else None
    for line in wrapped(marked(record["title"], "title", find), width):
        yield TextRow(line, cite=first, hit=has_found(line), block=None)
    for line in wrapped(marked(provenance(library, article), "dim", find), width):
        yield TextRow(line, target=record["outlet"], cite=first, hit=has_found(line))
    yield TextRow((), cite=first)
    cited = library.cited_in(article)
    room = min(max(width - GUTTER, 8), MEASURE)
    for row in map(library.row, numbers):  # one by one: a long article is laid out as far as it is seen
        yield from _block(row.id, row.tag, row.title, cited.get(row.id, 0), row.id in marks, room, find)


def _block(citation: str, at: str, digest: str, resting: int, chosen: bool, room: int, find: str) -> Iterator[TextRow]:
    heading = at.startswith("h")
    style = "heading" if heading else "" if at.isdigit() else "block"
    lead = "" if at.isdigit() or heading else f"{_BLOCKS.get(at.rstrip('0123456789'), at)}: "
    spans = found([Span(lead, "label"), Span(digest, style)], find)
    number = at if at.isdigit() else ""
    for index, line in enumerate(wrapped(spans, room)):
        gutter = f"{number:>3}{f'·{resting}' if resting else '':<4}" if index == 0 else " " * 7
        yield TextRow(
            (Span(gutter, "marked" if chosen else "gutter"), Span("*" if chosen else " ", "marked" if chosen else "gutter"), *line),
            target=citation, cite=citation, hit=has_found(line), block=citation,
        )  # fmt: skip
    yield TextRow((), cite=citation)


def provenance(library: Library, article: str) -> str:
    """Return who published an article, whose text it is, when, and how that is known."""
    record = library.record(article)
    published = record["published"]
    parts = [library.title(record["outlet"])]
    if "republishes" in record:
        parts.append(f"text of {library.title(record['republishes'])}")
    if "via" in record:
        parts.append("with " + ", ".join(map(library.title, record["via"])))
    if "authors" in record:
        parts.append("by " + ", ".join(map(library.title, record["authors"])))
    parts.append(f"{label(published['edtf'], published['earliest'], published['latest'])} ({published['basis']})")
    return " · ".join(parts)
