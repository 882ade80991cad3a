"""A thread in the shape it declares: log, table, feed, ladder, matrix, pairs, strip or cards. It knows fields, no subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rich.cells import cell_len

from ..corpus.columns import is_path_into
from ..corpus.shapes import When
from ..store.columns import column
from ..store.library import Library, kind_of
from .dates import label, row_label
from .rows import Span, TextRow, found, has_found, wrapped
from .values import value_spans

Record = dict[str, Any]
Member = dict[str, Any]
NOTHING = "n/s"
"""Not stated: an empty cell is said to be one."""


def thread_rows(library: Library, thread: Record, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield a thread's members in its shape, `width` cells wide."""
    yield from _SHAPES[thread["shape"]](_Thread(library, thread, width, find))


class _Thread:
    """A thread being drawn."""

    def __init__(self, library: Library, thread: Record, width: int, find: str) -> None:
        self.library, self.width, self.find = library, width, find
        self.members: list[Member] = thread["members"]
        self.columns: list[Record] = thread.get("columns", [])
        self.states: list[str] = thread.get("states", [])
        self.groups = list(dict.fromkeys(member.get("group", "") for member in self.members))

    def of_group(self, group: str) -> list[Member]:
        """Return the members of a group, in order."""
        return [member for member in self.members if member.get("group", "") == group]

    def date(self, member: Member) -> str:
        """Return the date of a member's record, "" where it has none."""
        row = self.library.row_of(member["record"])
        return row_label(row) if row and row.edtf else ""

    def cell(self, member: Member, path: str) -> list[Span]:
        """Return what a column shows of a member."""
        spans: list[Span] = []
        for shape, value in column(self.library, member["record"], path):
            if spans:  # a list of names has commas, sentences end by themselves
                spans.append(Span(" " if spans[-1].text.endswith(".") else ", ", "dim"))
            if isinstance(shape, When):
                spans.append(Span(label(value["edtf"], value["earliest"], value["latest"]), "date"))
            else:
                spans += value_spans(self.library, shape, value)
        return spans

    def lines(self, spans: list[Span], member: Member | None = None, indent: int = 0) -> Iterator[TextRow]:
        """Yield spans as rows that open their member."""
        name = member["record"] if member else None
        cites = self.library.cites(name) if name else []
        for line in wrapped(found(spans, self.find), self.width - indent):
            yield TextRow((Span(" " * indent), *line), name, cites[0] if cites else None, has_found(line), name)

    def heading(self, text: str) -> Iterator[TextRow]:
        """Yield the name of a group or state."""
        yield from self.lines([Span(text or "—", "label")])

    def summary(self, member: Member, titled: bool = True) -> list[Span]:
        """Return a member on one line: date, title, state, then the columns, each named; an empty one is said to be."""
        title = self.library.title(member["record"])
        parts = [[Span(self.date(member), "date")]] if self.date(member) else []
        parts += [[Span(title, "link")]] if titled else []
        parts += [[Span(member["state"], "code")]] if "state" in member else []
        kind = kind_of(member["record"]) or ""
        for one in self.columns:
            if not any(is_path_into(kind, path) for path in one["field"].split("|")):
                continue  # a kind that has no such field cannot leave it unsaid
            cell = self.cell(member, one["field"]) or [Span(NOTHING, "dim")]
            if "".join(span.text for span in cell) not in (title, self.date(member)):
                parts.append([Span(f"{one['title']} ", "label"), *cell])
        if "note" in member:
            parts.append([Span(member["note"], "dim")])
        spans: list[Span] = []
        for part in parts:
            spans += ([Span(" · ", "dim")] if spans else []) + part
        return spans


def _log(thread: _Thread) -> Iterator[TextRow]:
    for group in thread.groups:
        if group:
            yield from thread.heading(group)
        for member in thread.of_group(group):
            yield from thread.lines(thread.summary(member), member, 2 if group else 0)


def _feed(thread: _Thread) -> Iterator[TextRow]:
    for member in thread.members:
        yield from thread.lines([*thread.summary(member)], member)
        yield TextRow(())


def _cards(thread: _Thread) -> Iterator[TextRow]:
    for group in thread.groups:
        yield from thread.heading(f"[ {group} ]" if group else "")
        for member in thread.of_group(group):
            yield from thread.lines(thread.summary(member), member, 2)
        yield TextRow(())


def _ladder(thread: _Thread) -> Iterator[TextRow]:
    """A stair for each group: its members under the states, in the states' order; a state without any is shown empty."""
    for group in thread.groups:
        if group:
            yield from thread.heading(group)
        for state in [*thread.states, ""]:
            here = [m for m in thread.of_group(group) if m.get("state", "") == state]
            if not state and not here:
                continue
            yield from thread.lines([Span(state, "code"), *([] if here else [Span(f"  {NOTHING}", "dim")])], indent=2)
            for member in here:
                bare = {k: v for k, v in member.items() if k != "state"}
                yield from thread.lines(thread.summary(bare), member, 4)


def _matrix(thread: _Thread) -> Iterator[TextRow]:
    """Groups by states, with the dates of the members; a blank cell is not stated."""
    cells = {
        (group, state): [m for m in thread.of_group(group) if m.get("state", "") == state]
        for group in thread.groups
        for state in thread.states
    }
    first = max([cell_len(group) for group in thread.groups] + [4]) + 1
    yield from _grid(
        thread,
        first,
        [Span("", "label"), *(Span(state, "label") for state in thread.states)],
        [
            (
                [Span(group, "title"), *(_dates(thread, cells[group, state]) for state in thread.states)],
                thread.of_group(group)[0],
            )
            for group in thread.groups
        ],
    )


def _dates(thread: _Thread, members: list[Member]) -> Span:
    return Span(
        "; ".join(dict.fromkeys(thread.date(m) or "no date" for m in members)) or NOTHING, "date" if members else "dim"
    )


def _table(thread: _Thread) -> Iterator[TextRow]:
    """A row a member: its title and its columns; groups one under the other."""
    heads = [Span("", "label"), *(Span(one["title"], "label") for one in thread.columns)]
    longest = max((cell_len(thread.library.title(member["record"])) for member in thread.members), default=8)
    for group in thread.groups:
        if group:
            yield from thread.heading(group)
        rows = [(_table_row(thread, member), member) for member in thread.of_group(group)]
        yield from _grid(thread, min(longest + 1, max(thread.width // 3, 10)), heads, rows)


def _table_row(thread: _Thread, member: Member) -> list[Span]:
    cells = [thread.cell(member, one["field"]) or [Span(NOTHING, "dim")] for one in thread.columns]
    joined = [Span("".join(span.text for span in cell), cell[0].style) for cell in cells]
    return [Span(thread.library.title(member["record"]), "link"), *joined]


def _grid(thread: _Thread, first: int, heads: list[Span], rows: list[tuple[list[Span], Member]]) -> Iterator[TextRow]:
    """Yield a grid: a first column and others of one width; where that is too narrow, a block a row instead."""
    others = len(heads) - 1
    each = (thread.width - first) // max(others, 1)
    if each < NARROWEST:
        for block, of in rows:
            yield from thread.lines([block[0]], of)
            for head, cell in zip(heads[1:], block[1:], strict=True):
                yield from thread.lines([Span(f"{head.text}  ", "label"), cell], of, 2)
        return
    lines: list[tuple[list[Span], Member | None]] = [(heads, None), *rows]
    for row, member in lines:
        columns = [wrapped(found([cell], thread.find), (first if i == 0 else each) - 1) for i, cell in enumerate(row)]
        for index in range(max(map(len, columns))):
            spans: list[Span] = []
            for i, column_lines in enumerate(columns):
                line = column_lines[index] if index < len(column_lines) else ()
                size = sum(cell_len(span.text) for span in line)
                spans += [*line, Span(" " * ((first if i == 0 else each) - size))]
            name = member["record"] if member else None
            yield TextRow(tuple(spans), name, hit=has_found(spans), block=name)


NARROWEST = 9
"""Cells below which a column of a grid cannot be read."""


def _pairs(thread: _Thread) -> Iterator[TextRow]:
    """Groups side by side, each member in its own column, in order; one under the other where there is no room."""
    each = thread.width // max(len(thread.groups), 1)
    if each < 2 * NARROWEST:
        yield from _log(thread)
        return
    heads = found((Span(f"{group:<{each}}"[:each], "label") for group in thread.groups), thread.find)
    yield TextRow(tuple(heads), hit=has_found(heads))
    for member in thread.members:
        at = thread.groups.index(member.get("group", ""))
        cites = thread.library.cites(member["record"])
        for line in wrapped(found(thread.summary(member), thread.find), each - 2):
            name, cite = member["record"], cites[0] if cites else None
            yield TextRow((Span(" " * (each * at)), *line), name, cite, has_found(line), name)


def _strip(thread: _Thread) -> Iterator[TextRow]:
    """One mark a member along the line, then the source of each."""
    marks = [f"{thread.date(m) or 'no date'} {m.get('state', '')}".strip() for m in thread.members]
    spans: list[Span] = []
    for mark in marks:
        spans += ([Span(" → ", "dim")] if spans else []) + [Span(mark, "code")]
    yield from thread.lines(spans)
    yield TextRow(())
    yield from _log(thread)


_SHAPES: dict[str, Callable[[_Thread], Iterator[TextRow]]] = {
    "log": _log, "table": _table, "feed": _feed, "ladder": _ladder, "matrix": _matrix, "pairs": _pairs, "strip": _strip,
    "cards": _cards,
}  # fmt: skip
