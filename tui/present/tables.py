"""Records and parts of records side by side, in one of several shapes: what a thread and an answer look like. It knows fields, no
subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations, islice
from typing import Any

from rich.cells import cell_len

from ..corpus.columns import OF_MEMBER, is_path_into
from ..corpus.kinds import kind_of
from ..corpus.shapes import When
from ..reading.before import bounds_of
from ..reading.entries import COMPUTED, Entry, values
from ..store.library import Library
from .axis import ASCII, GLYPH_MEANING, Axis, bar
from .dates import label, row_label
from .rows import Span, TextRow, found, has_found, wrapped
from .values import value_spans

NOTHING = "n/s"
"""Not stated: an empty cell is said to be one."""
_REMARKS = frozenset(("note", "why", "kind"))
"""What a coder adds, or need not: where there is none, nothing is left unsaid."""
NARROWEST, READABLE = 9, 18
"""Cells below which no column of dates can be read, and none that has sentences; others need their longest word."""
SAMPLE = 200
"""Members that the widths of a grid are made for: a long one is drawn as far as it is seen."""
_UNSEEN = ("told", "sooner", "later")
"""Signs of a line of days that no bar needs here: all days are on it."""
MOST_BESIDE = 12
"""Groups that are set side by side, each with each."""
Cells = list[list[Span]]
"""What stands in each column of a row."""

ARROW = "→"
"""What the title of a column begins with that goes on from the one before it."""
CARD = 4
"""The share of a card's width, one in so many, that the states may take to stand in a column of their own."""
BELOW = "→ "
"""Before what stands under another."""


@dataclass(frozen=True)
class Column:
    """What is shown of each member: a title and a path."""

    title: str
    field: str


@dataclass(frozen=True)
class Member:
    """What a table shows on a row: a record or a part of one, in a group, in a state of a process; `state` None: in none that is
    said. `opens` is what Enter opens, the record if it is empty."""

    entry: Entry
    group: str = ""
    state: str | None = None
    note: str = ""
    opens: str = ""


class Table:
    """Members to be drawn. With `titled` each is named by its record and its date, else by its first column."""

    def __init__(
        self,
        library: Library,
        members: Sequence[Member],
        columns: Sequence[Column],
        width: int,
        find: str = "",
        states: Sequence[str] = (),
        titled: bool = True,
    ) -> None:
        self.library, self.members, self.width, self.find = library, members, max(width, 1), find
        self.states, self.titled = states, titled
        self.head = None if titled else columns[0]
        self.columns = columns if titled else columns[1:]
        self.by_group: dict[str, list[Member]] = {}
        for member in members:
            self.by_group.setdefault(member.group, []).append(member)

    def rows(self, shape: str) -> Iterator[TextRow]:
        """Yield the rows of a shape."""
        yield from _SHAPES[shape](self)

    def date(self, member: Member) -> str:
        """Return the date of a member's record, "" where it has none."""
        row = self.library.row_of(member.entry.record)
        return row_label(row) if row and row.edtf else ""

    def title(self, member: Member) -> list[Span]:
        """Return what names a member."""
        if self.head is None:
            return [Span(self.library.title(member.entry.record), "link")]
        below = [Span(BELOW, "dim")] if member.entry.depth else []
        return [*below, *self.filled(member, self.head.field)]

    def cell(self, member: Member, path: str) -> list[Span]:
        """Return what a column shows of a member."""
        if path in OF_MEMBER:
            text = member.group if path == "=group" else member.state
            return [Span(text, "code")] if text else []
        spans: list[Span] = []
        for shape, value in values(self.library, member.entry, path):
            if spans:  # a list of names has commas, sentences end by themselves
                comma = "" if spans[-1].text.endswith(".") else ","
                spans[-1:] = [Span(spans[-1].text + comma, spans[-1].style), Span(" ")]
            if isinstance(shape, When):
                spans.append(Span(label(value["edtf"], value["earliest"], value["latest"]), "date"))
            else:
                spans += value_spans(self.library, shape, value)
        return spans

    def filled(self, member: Member, path: str) -> list[Span]:
        """Return what a column shows of a member: that it is not stated where its kind could say it and it does not."""
        kind, ways = kind_of(member.entry.record) or "", [one for one in path.split("|") if one not in COMPUTED]
        could = any(is_path_into(kind, member.entry.absolute(one)) for one in ways)
        remark = any(one.rpartition(".")[2] in _REMARKS for one in ways)
        return self.cell(member, path) or ([Span(NOTHING, "dim")] if could and not remark else [])

    def cite(self, member: Member) -> str | None:
        """Return the paragraph that a member rests on first."""
        return next(iter(member.entry.cites(self.library)), None)

    def lines(self, spans: Iterable[Span], member: Member | None = None, indent: int = 0) -> Iterator[TextRow]:
        """Yield spans as rows that open their member."""
        indent = min(indent, self.width // 2)
        for line in wrapped(found(spans, self.find), self.width - indent):
            yield self.row((Span(" " * indent), *line), member)

    def row(self, spans: tuple[Span, ...], member: Member | None = None) -> TextRow:
        """Return a row that opens its member."""
        hit = has_found(spans)
        if member is None:
            return TextRow(spans, hit=hit)
        name = member.entry.record
        block = "/".join([name, *(f"{field}.{index}" for field, index, _ in member.entry.part)])
        return TextRow(spans, member.opens or name, self.cite(member), hit, block)

    def heading(self, text: str) -> Iterator[TextRow]:
        """Yield the name of a group or state."""
        yield from self.lines([Span(text or "—", "label")])

    def summary(self, member: Member, stated: bool = True) -> list[Span]:
        """Return a member on one line: date, title, state, then the columns, each named; an empty one is said to be."""
        title = self.title(member)
        date = self.date(member) if self.titled else ""
        parts = [[Span(date, "date")]] if date else []
        parts += [title] if title else []
        parts += [[Span(member.state, "code")]] if stated and member.state is not None else []
        for one in self.columns:
            cell = self.filled(member, one.field)  # a kind that has no such field cannot leave it unsaid
            if cell and one.title.startswith(ARROW):
                parts[-1] += _arrow(one, cell)
            elif cell and _text(cell) not in (_text(title), date):
                parts.append([*([Span(f"{one.title} ", "label")] if one.title else []), *cell])
        if member.note:
            parts.append([Span(member.note, "dim")])
        spans: list[Span] = []
        for part in parts:
            spans += ([Span(" · ", "dim")] if spans else []) + part
        return spans


def _log(table: Table) -> Iterator[TextRow]:
    for group, members in table.by_group.items():
        if group:
            yield from table.heading(group)
        for member in members:
            yield from table.lines(table.summary(member), member, (2 if group else 0) + 2 * member.entry.depth)


def _arrow(column: Column, cell: Sequence[Span]) -> list[Span]:
    """Return what a column shows, set on from the one before it."""
    named = column.title.removeprefix(ARROW).strip()
    return [Span(f" {ARROW} ", "label"), *([Span(f"{named} ", "label")] if named else []), *cell]


def _chain(table: Table) -> Iterator[TextRow]:
    """Each member with a line of what leads to what: the columns up to the last that begins with an arrow; then the others."""
    last = max((place for place, one in enumerate(table.columns) if one.title.startswith(ARROW)), default=-1)
    others = Table(table.library, table.members, table.columns[last + 1 :], table.width, table.find, table.states)
    for group, members in table.by_group.items():
        if group:
            yield from table.heading(group)
        for member in members:
            yield from table.lines(others.summary(member), member, 2)
            spans: list[Span] = []
            for column in table.columns[: last + 1]:
                cell = table.filled(member, column.field) or [Span(NOTHING, "dim")]
                before = [Span(" ")] if spans else []
                leads = [*before, Span(f"{column.title} ", "label"), *cell]
                spans += _arrow(column, cell) if column.title.startswith(ARROW) else leads
            yield from table.lines(spans, member, 4)


def _feed(table: Table) -> Iterator[TextRow]:
    for member in table.members:
        yield from table.lines(table.summary(member), member)
        yield TextRow(())


def _cards(table: Table) -> Iterator[TextRow]:
    for group, members in table.by_group.items():
        yield from table.heading(f"[ {group} ]" if group else "")
        widest = max(cell_len(member.state or "") for member in members)
        beside = 0 < widest <= table.width // CARD
        for member in members:
            if not beside:
                yield from table.lines(table.summary(member), member, 2 + 2 * member.entry.depth)
                continue
            lead = found([Span(member.state or "", "code")], table.find)
            indent = 2 + widest + 2
            for line in wrapped(found(table.summary(member, stated=False), table.find), table.width - indent):
                gap = indent - 2 - sum(cell_len(span.text) for span in lead)
                yield table.row((Span("  "), *lead, Span(" " * gap), *line), member)
                lead = []
        yield TextRow(())


def _ladder(table: Table) -> Iterator[TextRow]:
    """A stair for each group: its members under the states, in the states' order; a state without any is shown empty."""
    for group, members in table.by_group.items():
        if group:
            yield from table.heading(group)
        for state in [*table.states, ""]:
            here = [member for member in members if (member.state or "") == state]
            if not state and not here:
                continue
            yield from table.lines([Span(state, "code"), *([] if here else [Span(f"  {NOTHING}", "dim")])], indent=2)
            for member in here:
                yield from table.lines(table.summary(member, stated=False), member, 4)


def _matrix(table: Table) -> Iterator[TextRow]:
    """Groups by states, with the dates of the members, or with what the columns say of them; a blank cell is not stated."""
    heads: Cells = [[], *([Span(state, "label")] for state in table.states)]
    by_group = table.by_group

    def cells(member: Member) -> Cells:
        of_group = by_group[member.group]
        dates = (_dates(table, [one for one in of_group if (one.state or "") == state]) for state in table.states)
        apart = ([Span(one.text.replace("..", " .. "), one.style) for one in each] for each in dates)
        return [[Span(member.group, "title")], *apart]

    yield from _grid(table, heads, {"": [members[0] for members in by_group.values()]}, cells, NARROWEST)


def _beside(table: Table) -> Iterator[TextRow]:
    """Groups two by two, each with each, a line a state: where both have it, where one alone has."""
    groups = [(group, members) for group, members in table.by_group.items() if any(one.state for one in members)]
    if len(groups) > MOST_BESIDE:
        yield from table.lines([Span(f"of {len(groups)} groups the first {MOST_BESIDE} are set side by side", "dim")])
    for (one, ours), (other, theirs) in combinations(groups[:MOST_BESIDE], 2):
        yield from table.lines([Span(one, "title"), Span(" | ", "dim"), Span(other, "title")])
        widest = max(map(cell_len, table.states), default=0) + 1
        each = (table.width - 2 - widest) // 2
        untold = []
        for state in table.states:
            here, there = ([member for member in members if member.state == state] for members in (ours, theirs))
            opens = next(iter((*here, *there)), None)
            if opens is None:
                untold.append(state)
                continue
            sides = [_dates(table, here), _dates(table, there)]
            if each < NARROWEST:
                yield from table.lines([Span(f"{state} ", "label"), *sides[0], Span(" | ", "dim"), *sides[1]], opens, 2)
            else:
                yield from _line(table, [[Span(state, "label")], *sides], [widest, each, each], 2, opens)
        if untold:
            yield from table.lines([Span("not stated of either: ", "dim"), Span(", ".join(untold), "label")], None, 2)
        yield TextRow(())


def _bars(table: Table) -> Iterator[TextRow]:
    """A bar a member on one line of days, under its place or what its first column says, and its title."""
    rows = {member.entry.record: table.library.row_of(member.entry.record) for member in table.members}
    bounds = [found_here for row in rows.values() if row and (found_here := bounds_of(row))]
    days = [day for one in bounds for day in (one.earliest, one.latest) if day is not None]
    indent = Span(" " * (2 if table.width > NARROWEST else 0))
    size = table.width - len(indent.text)
    axis = Axis(date.fromordinal(min(days)), date.fromordinal(max(days)), size) if days else None
    for group, members in table.by_group.items():
        if group:
            yield from table.heading(group)
        if axis:
            yield table.row((indent, *found([Span(axis.scale(), "dim")], table.find)))
        for member in members:
            yield from table.lines(table.summary(member), member, 2)
            row = rows[member.entry.record]
            if axis and row and row.edtf:
                yield table.row((indent, *found([Span(bar(row, axis, ASCII), "date")], table.find)), member)
    if axis:
        signs = (f"{getattr(ASCII, name)} {what}" for name, what in GLYPH_MEANING.items() if name not in _UNSEEN)
        yield from table.lines([Span("; ".join(signs), "dim")])


def _dates(table: Table, members: list[Member]) -> list[Span]:
    said = [_said(table, member) for member in members]
    dates = [table.date(member) or "no date" for member in members]
    dates = list(dict.fromkeys(text for text in said if text) or dict.fromkeys(dates))
    return [Span("; ".join(dates) or NOTHING, "date" if members else "dim")]


def _said(table: Table, member: Member) -> str:
    cells = (_text(table.cell(member, column.field)) for column in table.columns)
    return ", ".join(filter(None, cells))


def _table(table: Table) -> Iterator[TextRow]:
    """A row a member: its title and its columns; groups one under the other."""
    heads = [
        [Span(table.head.title if table.head else "", "label")],
        *([Span(one.title, "label")] for one in table.columns),
    ]
    empty = [Span(NOTHING, "dim")] if table.titled else []

    def cells(member: Member) -> Cells:
        return [table.title(member), *(table.filled(member, one.field) or empty for one in table.columns)]

    yield from _grid(table, heads, table.by_group, cells)


def _grid(
    table: Table,
    heads: Cells,
    groups: Mapping[str, Sequence[Member]],
    cells: Callable[[Member], Cells],
    most: int | None = None,
) -> Iterator[TextRow]:
    """Yield members, in their groups, side by side under their heads; where a column would be too narrow for its longest word, or for
    `most` cells of it (not the first), a block each."""
    indent = 2 if any(groups) else 0
    sample = list(islice(chain.from_iterable(groups.values()), SAMPLE))
    widths = _widths([heads, *map(cells, sample)], table.width - indent, most)
    if widths and sample:
        yield from _line(table, heads, widths, indent)
    for group, members in groups.items():
        if group:
            yield from table.heading(group)
        for member in members:
            row = cells(member)
            yield from (
                _line(table, row, widths, indent, member) if widths else _block(table, heads, row, indent, member)
            )
            if member.note and table.titled and heads[0]:
                yield from table.lines([Span(member.note, "dim")], member, indent + 2)


def _least(cell: Sequence[Span]) -> int:
    """Return the cells that a column needs for a cell to be read: its longest word, or what sentences need."""
    text = _text(cell)
    return READABLE if text.endswith(".") else max(map(cell_len, text.split()), default=0) + 1


def _widths(rows: Sequence[Cells], width: int, most: int | None) -> list[int]:
    """Return how wide each column of a grid is, a blank after it: as wide as it needs or its share of what is left; none where too
    little is left."""
    needs = [
        max(sum(cell_len(span.text) for span in cell) for cell in column) + 1 for column in zip(*rows, strict=True)
    ]
    leasts = [
        min(need, max(map(_least, column)), most if most and place else need)
        for place, (need, column) in enumerate(zip(needs, zip(*rows, strict=True), strict=True))
    ]
    left, widths = width - sum(leasts), dict[int, int]()
    if left < 0:
        return []
    for place, need in sorted(enumerate(needs), key=lambda one: one[1] - leasts[one[0]]):
        widths[place] = min(need, leasts[place] + left // (len(needs) - len(widths)))
        left -= widths[place] - leasts[place]
    return [widths[place] for place in range(len(needs))]


def _line(
    table: Table, row: Cells, widths: Sequence[int], indent: int, member: Member | None = None
) -> Iterator[TextRow]:
    """Yield the cells of a row side by side."""
    columns = [wrapped(found(cell, table.find), size - 1) for cell, size in zip(row, widths, strict=True)]
    for index in range(max(map(len, columns))):
        spans = [Span(" " * indent)]
        for column, size in zip(columns, widths, strict=True):
            line = column[index] if index < len(column) else ()
            spans += [*line, Span(" " * (size - sum(cell_len(span.text) for span in line)))]
        yield table.row(tuple(spans), member)


def _block(table: Table, heads: Cells, row: Cells, indent: int, member: Member) -> Iterator[TextRow]:
    """Yield the cells of a row one under the other, each but the first with the title of its column; none says the same again."""
    first, *others = row
    yield from table.lines(first, member, indent)
    for head, cell in zip(heads[1:], others, strict=True):
        if cell and _text(cell) != _text(first):
            named = [*head, Span("  ")] if _text(head) else []
            yield from table.lines([*named, *cell], member, indent + 2)


def _text(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def _pairs(table: Table) -> Iterator[TextRow]:
    """Groups side by side, each member in its own column, in order; one under the other where there is no room."""
    groups = list(table.by_group)
    each = table.width // max(len(groups), 1)
    if each < 2 * NARROWEST:
        yield from _log(table)
        return
    yield table.row(tuple(found((Span(f"{group:<{each}}"[:each], "label") for group in groups), table.find)))
    for member in table.members:
        at = groups.index(member.group)
        for line in wrapped(found(table.summary(member), table.find), each - 2):
            yield table.row((Span(" " * (each * at)), *line), member)


def _strip(table: Table) -> Iterator[TextRow]:
    """One mark a member along the line, then the source of each."""
    marks = [f"{table.date(member) or 'no date'} {member.state or ''}".strip() for member in table.members]
    spans: list[Span] = []
    for mark in marks:
        spans += ([Span(" → ", "dim")] if spans else []) + [Span(mark, "code")]
    yield from table.lines(spans)
    yield TextRow(())
    yield from _log(table)


def counted(table: Table, counts: Sequence[Mapping[str, Any]]) -> Iterator[TextRow]:
    """Yield how many groups have a member in one of the states `with` and none in those `without`, and which."""
    for count in counts:
        groups = [
            members
            for members in table.by_group.values()
            if any(one.state in count["with"] for one in members)
            and not any(one.state in count.get("without", ()) for one in members)
        ]
        yield from table.lines([Span(f"{count['title']}: ", "label"), Span(f"{len(groups)}", "title")])
        for members in groups:
            first = next(one for one in members if one.state in count["with"])
            yield from table.lines([Span(first.group, "link")], first, 2)
    if counts:
        yield TextRow(())


_SHAPES: dict[str, Callable[[Table], Iterator[TextRow]]] = {
    "log": _log, "table": _table, "feed": _feed, "ladder": _ladder, "matrix": _matrix, "pairs": _pairs, "strip": _strip,
    "cards": _cards, "bars": _bars, "chain": _chain, "beside": _beside,
}  # fmt: skip
