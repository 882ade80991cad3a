"""The home page: all threads by layer, the state of each on a day, and how many paragraphs stand behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..store.library import Library, Row
from .dates import label, row_label
from .rows import Span, TextRow
from .sheet import INDENT, NOTHING, Sheet, counted, dotted

_COLUMNS, _WIDE = 72, 100
"""Cells from which threads stand in columns, and from which those are as wide as their heads."""
_DOUBT = "?"
_HEADS = ("last state told", "when", "records", "paragraphs")


def home_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the threads, layer by layer, as they stand at the end; of a record with a date, as they stood by then.

    A state that may be later than that day, as far as its date tells, is marked `?`.
    """
    sheet, day, when = Sheet(library, width, find), None, ""
    row = library.row_of(name) if name else None
    if row and row.edtf:
        day = row.latest or row.earliest
        when = label(day, day, day)
    threads = library.rows(library.numbers("thread"))
    yield from sheet.lines([Span(str(library.about["title"]), "title")])
    stand = f"as they stood by {when}" if day else "as they stand"
    signs = sheet.legend(f" · {NOTHING} not stated" + f" · {_DOUBT} perhaps only later" * bool(day))
    if not threads:
        yield from sheet.lines([Span("no thread is coded", "dim")])
        return
    yield from sheet.lines([Span(f"{counted(len(threads), 'thread')}, {stand}{signs}", "dim")])
    if row and day:
        yield from sheet.lines([Span(row.title, "link")], INDENT, row.id)
    layers: dict[str, list[dict[str, Any]]] = {}
    for one in threads:
        thread = library.record(one.id)
        layers.setdefault(thread.get("layer", "without a layer"), []).append(thread)
    widths = _widths(sheet)
    if widths:
        yield TextRow(())
        heads = _HEADS if width >= _WIDE else (*_HEADS[:2], f"{_HEADS[2]}, {_HEADS[3]}")
        yield from sheet.across([[], [], *([Span(head, "label")] for head in heads)], widths)
    for layer, group in layers.items():
        yield TextRow(())
        yield from sheet.lines([Span(layer, "label")])
        for thread in group:
            yield from _thread(library, sheet, thread, day, widths)


def _widths(sheet: Sheet) -> tuple[int, ...]:
    """Return the columns' widths; none where there is no room for columns."""
    if not sheet.has(_COLUMNS):
        return ()
    rest = (22, 22, 10, 11) if sheet.width >= _WIDE else (17, 12, 12)
    return INDENT, sheet.width - INDENT - sum(rest), *rest


def _thread(
    library: Library, sheet: Sheet, thread: dict[str, Any], day: str | None, widths: tuple[int, ...]
) -> Iterator[TextRow]:
    members = [(member, library.row_of(member["record"])) for member in thread["members"]]
    cites = dict.fromkeys(cite for member in thread["members"] for cite in library.cites(member["record"]))
    cite = next(iter(cites), None)
    state, when = _state(members, day)
    if widths:
        wide = len(widths) > len(_HEADS) + 1
        counts = [f"{len(members):,}", f"{len(cites):,}"]
        numbers = [[Span(count, "dim")] for count in (counts if wide else [", ".join(counts)])]
        cells = [[], [Span(thread["title"], "link")], state, when, *numbers]
        yield from sheet.across(cells, widths, thread["id"], cite, thread["id"])
        return
    yield from sheet.lines([Span(thread["title"], "link")], INDENT, thread["id"], cite)
    behind = f"{counted(len(members), 'record')}, {counted(len(cites), 'paragraph')}"
    lead = [Span(f"{_HEADS[0]} ", "label")] if sheet.is_linear else []
    yield from sheet.lines(dotted([[*lead, *state], when, [Span(behind, "dim")]]), 2 * INDENT, thread["id"], cite)


def _state(members: list[tuple[dict[str, Any], Row | None]], day: str | None) -> tuple[list[Span], list[Span]]:
    """Return the last state that a thread had come to by a day, and its date; nothing where it names none by then."""
    told = [
        (row.earliest, row, member["state"])
        for member, row in members
        if row and row.earliest and member.get("state") and (day is None or row.earliest <= day)
    ]
    if not told:
        none = day and any(one.get("state") for one, _ in members)
        return [Span("none by then" if none else NOTHING, "dim")], []
    _, row, state = max(told, key=lambda one: one[0])
    perhaps = day is not None and (row.latest is None or row.latest > day)
    doubt = [Span(f"{_DOUBT} ", "mark")] if perhaps else []
    return [*doubt, Span(state, "code")], [Span(row_label(row), "date")]
