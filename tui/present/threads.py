"""A thread in the shape it declares: log, table, feed, ladder, matrix, pairs, strip, cards, grid, arrows,
entries, bars, beside or chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..reading.entries import Entry
from ..store.library import Library
from .rows import Span, TextRow
from .tables import Column, Member, Table, counted

Record = dict[str, Any]


def thread_rows(library: Library, thread: Record, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield a thread's members, `width` cells wide: those of its sections in the shapes of these, then what to beware of, then the
    others in its own."""
    blank = True
    for row in _rows(library, thread, width, find):
        if row.text or not blank:  # some shapes end with a blank row, as sections do
            yield row
        blank = not row.text


def _rows(library: Library, thread: Record, width: int, find: str) -> Iterator[TextRow]:
    members = [
        Member(
            Entry(one["record"]),
            one.get("group", ""),
            one.get("state"),
            one.get("note", ""),
            label=one.get("label", ""),
        )
        for one in thread["members"]
    ]
    sections, states = thread.get("sections", []), thread.get("states", [])
    whole = list(dict.fromkeys(member.group for member in members))
    drawn = {group for section in sections for group in section.get("groups", whole)}
    yield from counted(Table(library, members, [], width, find), thread.get("counts", []))
    for section in sections:
        groups = section.get("groups", whole)
        here = [member for member in members if member.group in groups]
        found = {member.state for member in here}
        shown = section.get("states") or [state for state in states if state in found]
        columns = _columns(section if "columns" in section else thread)
        table = Table(library, here, columns, width, find, shown, True, groups, section.get("head", ""))
        yield from table.lines([Span(section["title"], "title")])
        if "note" in section:
            yield from table.lines([Span(section["note"], "dim")])
        yield from table.rows(section["shape"])
        yield TextRow(())
    rest = [member for member in members if member.group not in drawn]
    table = Table(library, rest, _columns(thread), width, find, states)
    note = [Span("note  ", "label"), Span(thread["note"])] if "note" in thread else []
    if sections and note:
        yield from table.lines(note)
        yield TextRow(())
    if rest:
        yield from table.rows(thread["shape"])
    if note and not sections:
        yield from table.lines(note)


def _columns(shown: Record) -> list[Column]:
    return [Column(one["title"], one["field"]) for one in shown.get("columns", [])]
