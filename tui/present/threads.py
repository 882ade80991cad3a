"""A thread in the shape it declares, some of its groups in another: log, table, feed, ladder, matrix, pairs, strip, cards, chain or
entries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
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
    ways = {group: way for way in thread.get("drawn", []) for group in way["groups"]}
    last = ""
    for way, run in groupby(members, lambda member: ways.get(member.group, thread)):
        columns = [Column(one["title"], one["field"]) for one in way.get("columns", thread.get("columns", []))]
        states = way.get("states", thread.get("states", []))
        if last:
            yield TextRow(())
        last = ""
        for row in Table(library, list(run), columns, width, find, states).rows(way["shape"]):
            last = row.text.strip()
            yield row
