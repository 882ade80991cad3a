"""A thread in the shape it declares: log, table, feed, ladder, matrix, pairs, strip or cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..reading.entries import Entry
from ..store.library import Library
from .rows import Span, TextRow
from .tables import Column, Member, Table, counted

Record = dict[str, Any]


def thread_rows(library: Library, thread: Record, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield a thread's members in its shape, `width` cells wide; its sections first, each in its own."""
    blank = False
    for row in _rows(library, thread, width, find):
        if row.text or not blank:
            yield row
        blank = not row.text


def _rows(library: Library, thread: Record, width: int, find: str = "") -> Iterator[TextRow]:
    members = [
        Member(Entry(one["record"]), one.get("group", ""), one.get("state"), one.get("note", ""))
        for one in thread["members"]
    ]
    groups = list(dict.fromkeys(member.group for member in members))
    sections = thread.get("sections", [])
    drawn = {group for section in sections for group in section.get("groups", groups)}
    rest = [group for group in groups if group not in drawn]
    whole = {"shape": thread["shape"], "groups": rest}
    yield from counted(Table(library, members, [], width, find), thread.get("counts", []))
    for section in [*sections, *([whole] if rest or not sections else [])]:
        within = section.get("groups", groups)
        here = [member for group in within for member in members if member.group == group]
        columns = section.get("columns", thread.get("columns", []))
        table = Table(library, here if sections else members, _columns(columns), width, find, thread.get("states", []))
        if section.get("title"):
            yield from table.lines([Span(section["title"], "title")])
        yield from table.rows(section["shape"])
        if sections:
            yield TextRow(())


def _columns(given: Sequence[Mapping[str, str]]) -> list[Column]:
    return [Column(one["title"], one["field"]) for one in given]
