"""The shelves: what accounts differ on, what is not stated, what is not coded, what rests on unnamed sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..corpus.kinds import KINDS
from ..store.gaps import GAPS
from ..store.library import Library, Row
from ..store.query import Facet, Query
from .dates import row_label
from .rows import BOUND, Span, TextRow
from .sheet import INDENT, Sheet, counted, first

_COLUMNS, _DATE = 60, 26
"""Cells from which dates have a column of their own, and the cells of that."""
MOST = 500
"""Records that a shelf shows of a sort; it says how many more there are, which a list with the filter shows."""


def contradiction_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the open questions between accounts: unsettled ones first, by what they are about, with their positions."""
    sheet = Sheet(library, width, find)
    numbers = library.numbers("issue")
    issues = [library.record(row.id) for row in library.rows(numbers[:MOST])]
    count = len(numbers)
    yield from _head(sheet, "what accounts differ on", counted(count, "question"), count)
    order = {"open": 0, "leaning": 1, "settled": 2}

    def sort(issue: dict[str, str]) -> tuple[int, str]:
        return order.get(issue["status"], 3), issue["kind"]

    for (_, kind), group in groupby(sorted(issues, key=sort), sort):
        listed = list(group)
        status = listed[0]["status"]
        yield TextRow(())
        yield from sheet.lines(
            [Span(f"{library.word('', status)} · {library.word('', kind)} ({len(listed)})", "label")]
        )
        for issue in listed:
            cites = library.cites(issue["id"])
            spans = [Span(issue["question"], "link"), Span(f"  {len(issue['positions'])}{BOUND}positions", "dim")]
            yield from sheet.lines(spans, INDENT, issue["id"], first(cites))


def unstated_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield what the reporting leaves open, sort by sort."""
    sheet, shelf = Sheet(library, width, find), library.not_stated()
    yield from _head(sheet, "what is not stated", f"{sum(map(len, shelf.values()))} gaps", 0)
    for gap, rows in shelf.items():
        if any(shelf.values()):
            yield TextRow(())
        yield from sheet.lines([Span(f"{GAPS[gap]} ", "label"), Span(f"({len(rows)}, gap:{gap})", "dim")])
        yield from _listed(library, sheet, rows)


def uncoded_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield how far each article is coded: what nothing rests on, and what sorts of record it gave none of."""
    sheet = Sheet(library, width, find)
    coverage = library.coverage()
    left = sum(len(one.uncited) for one in coverage)
    total = sum(one.paragraphs for one in coverage)
    yield from _head(sheet, "what is not coded", f"{left} of {total} body paragraphs are cited by no record", 0)
    for one in coverage:
        yield TextRow(())
        yield from sheet.lines([Span(one.article.title, "link")], 0, one.article.id)
        counts = ", ".join(
            f"{count} {KINDS[kind].plural if count != 1 else kind}" for kind, count in one.kinds.items() if count
        )
        yield from sheet.lines([Span("rests on it  ", "label"), Span(counts or "nothing")], INDENT, one.article.id)
        none = [
            KINDS[kind].plural for kind, count in one.kinds.items() if not count and kind not in ("outlet", "thread")
        ]
        if none:
            yield from sheet.lines([Span("none coded  ", "label"), Span(", ".join(none))], INDENT, one.article.id)
        for citation in one.uncited:
            spans = [Span(f"{citation}  ", "cite"), Span(library.title(citation), "dim")]
            yield from sheet.lines(spans, INDENT, citation, citation)
    dates = library.numbers("event", Query(facets=(Facet("date", "*", negated=True),)))
    yield TextRow(())
    yield from sheet.lines([Span("events without any date ", "label"), Span(f"({len(dates)})", "dim")])
    yield from _listed(library, sheet, library.rows(dates[:MOST]), len(dates))


def unnamed_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the sources without a name, with how much they say, then what rests on such sources only."""
    sheet, query = Sheet(library, width, find), Query(facets=(Facet("mark", "unnamed"),))
    unnamed = (row for row in library.rows(library.numbers("actor")) if "unnamed" in row.tag)
    sources = [(row, says) for row in unnamed if (says := _says(library, row))]
    yield from _head(sheet, "unnamed sources", f"{len(sources)} of them", 0)
    for row, says in sources:
        cites = library.cites(row.id)
        spans = [Span(row.title, "link"), Span(f"  {counted(says, 'claim')}", "dim")]
        yield from sheet.lines(spans, INDENT, row.id, first(cites))
    for kind in KINDS:
        numbers = library.numbers(kind, query)
        if numbers:
            yield TextRow(())
            head = f"{KINDS[kind].plural} that rest on unnamed sources only "
            yield from sheet.lines([Span(head, "label"), Span(f"({len(numbers)}, mark:unnamed)", "dim")])
            yield from _listed(library, sheet, library.rows(numbers[:MOST]), len(numbers))


def _says(library: Library, row: Row) -> int:
    """Return how many claims come from a source or through it."""
    return len(library.numbers("claim", Query(facets=(Facet("by", row.id),))))


def _head(sheet: Sheet, title: str, count: str, of: int) -> Iterator[TextRow]:
    yield from sheet.lines([Span(title, "title")])
    more = f"; the first {MOST} are shown" if of > MOST else ""
    yield from sheet.lines([Span(count + more, "dim")])


def _listed(library: Library, sheet: Sheet, rows: Iterable[Row], count: int | None = None) -> Iterator[TextRow]:
    """Yield records one under the other, each with its date; the first `MOST` of them."""
    listed = list(rows)
    shown = listed[:MOST]
    columns = (INDENT, _DATE, sheet.width - INDENT - _DATE)
    dated = sheet.has(_COLUMNS) and any(row.edtf for row in shown)
    for row in shown:
        cite = first(library.cites(row.id))
        date = [Span(row_label(row), "date")] if row.edtf else []
        title = Span(row.title, "link")
        if dated:
            yield from sheet.across([[], date or [Span("no date", "dim")], [title]], columns, row.id, cite, row.id)
        else:
            yield from sheet.lines([*date, Span("  " if date else ""), title], INDENT, row.id, cite)
    if (count or len(listed)) > MOST:
        yield from sheet.lines([Span(f"and {(count or len(listed)) - MOST:,} more", "dim")], INDENT)
