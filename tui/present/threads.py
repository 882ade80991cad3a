"""A thread in the shape it declares: log, table, feed, ladder, matrix, pairs, strip or cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..reading.entries import Entry
from ..store.library import Library
from .rows import TextRow
from .tables import Column, Member, Table

Record = dict[str, Any]


def thread_rows(library: Library, thread: Record, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield a thread's members in its shape, `width` cells wide."""
    members = [
        Member(Entry(one["record"]), one.get("group", ""), one.get("state"), one.get("note", ""))
        for one in thread["members"]
    ]
    columns = [Column(one["title"], one["field"]) for one in thread.get("columns", [])]
    yield from Table(library, members, columns, width, find, thread.get("states", [])).rows(thread["shape"])
