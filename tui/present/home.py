"""The home page: all threads by layer, the state of each on a day, and how many paragraphs stand behind it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ..store.library import Library, Row
from .dates import label, row_label
from .rows import Span, TextRow
from .sheet import INDENT, Sheet, counted


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
    yield from sheet.lines(
        [
            Span(
                f"{counted(len(threads), 'thread')}, " + (f"as they stood by {when}" if day else "as they stand"),
                "dim",
            )
        ]
    )
    if row and day:
        yield from sheet.lines([Span(row.title, "link")], INDENT, row.id)
    records = [library.record(row.id) for row in threads]
    for layer, group in groupby(
        sorted(records, key=lambda one: one.get("layer", "")), lambda one: one.get("layer", "")
    ):
        yield TextRow(())
        yield from sheet.lines([Span(layer or "without a layer", "label")])
        for thread in group:
            yield from _thread(library, sheet, thread, day)


def _thread(library: Library, sheet: Sheet, thread: dict[str, Any], day: str | None) -> Iterator[TextRow]:
    members = [(member, library.row_of(member["record"])) for member in thread["members"]]
    cites = dict.fromkeys(cite for member in thread["members"] for cite in library.cites(member["record"]))
    cite = next(iter(cites), None)
    yield from sheet.lines([Span(thread["title"], "link")], INDENT, thread["id"], cite)
    spans = _state(members, day)
    behind = f"{len(members)} records, {counted(len(cites), 'paragraph')}"
    yield from sheet.lines([*spans, Span(" · " if spans else ""), Span(behind, "dim")], 2 * INDENT, thread["id"], cite)


def _state(members: list[tuple[dict[str, Any], Row | None]], day: str | None) -> list[Span]:
    """Return the last state that a thread had come to by a day, with its date; nothing where it names none by then."""
    told = [
        (row.earliest, row, member["state"])
        for member, row in members
        if row and row.earliest and member.get("state") and (day is None or row.earliest <= day)
    ]
    if not told:
        return [Span("no state told by then", "dim")] if day and any(one.get("state") for one, _ in members) else []
    _, row, state = max(told, key=lambda one: one[0])
    perhaps = day is not None and (row.latest is None or row.latest > day)
    doubt = [Span("? ", "mark")] if perhaps else []
    return [*doubt, Span(state, "code"), Span(" "), Span(row_label(row), "date")]
