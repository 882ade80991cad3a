"""Records and parts of records side by side, in one of several shapes: what a thread and an answer look like. It knows fields, no
subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from rich.cells import cell_len

from ..corpus.columns import is_path_into
from ..corpus.kinds import kind_of
from ..corpus.shapes import When
from ..reading.entries import COMPUTED, Entry, values
from ..store.library import Library
from .dates import row_label, when_label
from .rows import Span, TextRow
from .sheet import NOTHING, Sheet, dotted, joined
from .values import value_spans

_REMARKS = frozenset(("note", "why", "kind"))
"""What a coder adds, or need not: where there is none, nothing is left unsaid."""
NARROWEST, READABLE = 9, 18
"""Cells below which no column of a grid can be read, and none that has sentences."""
SAMPLE = 200
"""Members that the widths of a grid are made for: a long one is drawn as far as it is seen."""
Cells = list[list[Span]]
"""What stands in each column of a row."""

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
        self.library, self.members, self.sheet = library, members, Sheet(library, max(width, 1), find)
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
        spans: list[Span] = []
        for shape, value in values(self.library, member.entry, path):
            if spans:  # a list of names has commas, sentences end by themselves
                comma = "" if spans[-1].text.endswith(".") else ","
                spans[-1:] = [Span(spans[-1].text + comma, spans[-1].style), Span(" ")]
            if isinstance(shape, When):
                spans.append(Span(when_label(value), "date"))
            else:
                spans += value_spans(self.library, shape, value)
        return spans

    def filled(self, member: Member, path: str) -> list[Span]:
        """Return what a column shows of a member: that it is not stated where its kind could say it and it does not."""
        kind, ways = kind_of(member.entry.record) or "", [one for one in path.split("|") if one not in COMPUTED]
        could = any(is_path_into(kind, member.entry.absolute(one)) for one in ways)
        remark = any(one.rpartition(".")[2] in _REMARKS for one in ways)
        return self.cell(member, path) or ([Span(NOTHING, "dim")] if could and not remark else [])

    def lines(self, spans: Iterable[Span], member: Member | None = None, indent: int = 0) -> Iterator[TextRow]:
        """Yield spans as rows that open their member."""
        yield from self.sheet.lines(spans, indent, *self.way(member))

    def way(self, member: Member | None) -> tuple[str | None, str | None, str | None]:
        """Return what the rows of a member open, what they rest on, and which block they are."""
        if member is None:
            return None, None, None
        name = member.entry.record
        block = "/".join([name, *(f"{field}.{index}" for field, index, _ in member.entry.part)])
        return member.opens or name, next(iter(member.entry.cites(self.library)), None), block

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
            if cell and _text(cell) not in (_text(title), date):
                parts.append([*([Span(f"{one.title} ", "label")] if one.title else []), *cell])
        if member.note:
            parts.append([Span(member.note, "dim")])
        return dotted(parts)


def _log(table: Table) -> Iterator[TextRow]:
    for group, members in table.by_group.items():
        if group:
            yield from table.heading(group)
        for member in members:
            yield from table.lines(table.summary(member), member, (2 if group else 0) + 2 * member.entry.depth)


def _feed(table: Table) -> Iterator[TextRow]:
    for member in table.members:
        yield from table.lines(table.summary(member), member)
        yield TextRow(())


def _cards(table: Table) -> Iterator[TextRow]:
    for group, members in table.by_group.items():
        yield from table.heading(f"[ {group} ]" if group else "")
        for member in members:
            yield from table.lines(table.summary(member), member, 2 + 2 * member.entry.depth)
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
    """Groups by states, with the dates of the members; a blank cell is not stated."""
    heads: Cells = [[], *([Span(state, "label")] for state in table.states)]
    by_group = table.by_group

    def cells(member: Member) -> Cells:
        of_group = by_group[member.group]
        dates = (_dates(table, [one for one in of_group if (one.state or "") == state]) for state in table.states)
        return [[Span(member.group, "title")], *dates]

    yield from _grid(table, heads, {"": [members[0] for members in by_group.values()]}, cells)


def _dates(table: Table, members: list[Member]) -> list[Span]:
    dates = dict.fromkeys(table.date(member) or "no date" for member in members)
    return [Span("; ".join(dates) or NOTHING, "date" if members else "dim")]


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
    table: Table, heads: Cells, groups: Mapping[str, Sequence[Member]], cells: Callable[[Member], Cells]
) -> Iterator[TextRow]:
    """Yield members, in their groups, side by side under their heads; where the columns would be too narrow, a block each."""
    indent = 2 if any(groups) else 0
    sample = list(islice(chain.from_iterable(groups.values()), SAMPLE))
    widths = _widths([heads, *map(cells, sample)], table.sheet.width - indent)
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


def _widths(rows: Sequence[Cells], width: int) -> list[int]:
    """Return how wide each column of a grid is, a blank after it: as wide as it needs or its share of what is left; none where too
    little is left."""
    needs = [
        max(sum(cell_len(span.text) for span in cell) for cell in column) + 1 for column in zip(*rows, strict=True)
    ]
    left, widths = width, dict[int, int]()
    for place, need in sorted(enumerate(needs), key=lambda one: one[1]):
        share = left // (len(needs) - len(widths))
        if share < min(need, READABLE):
            return []
        widths[place] = min(need, share)
        left -= widths[place]
    return [widths[place] for place in range(len(needs))]


def _line(
    table: Table, row: Cells, widths: Sequence[int], indent: int, member: Member | None = None
) -> Iterator[TextRow]:
    """Yield the cells of a row side by side."""
    yield from table.sheet.across([[], *row], [indent, *widths], *table.way(member))


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
    each = table.sheet.width // max(len(groups), 1)
    if each < 2 * NARROWEST:
        yield from _log(table)
        return
    yield from table.lines([Span(f"{group:<{each}}"[:each], "label") for group in groups])
    for member in table.members:
        before = [each * groups.index(member.group), each - 1]
        yield from table.sheet.across([[], table.summary(member)], before, *table.way(member))


def _strip(table: Table) -> Iterator[TextRow]:
    """One mark a member along the line, then the source of each."""
    marks = [f"{table.date(member) or 'no date'} {member.state or ''}".strip() for member in table.members]
    yield from table.lines(joined(([Span(mark, "code")] for mark in marks), " → "))
    yield TextRow(())
    yield from _log(table)


_SHAPES: dict[str, Callable[[Table], Iterator[TextRow]]] = {
    "log": _log, "table": _table, "feed": _feed, "ladder": _ladder, "matrix": _matrix, "pairs": _pairs, "strip": _strip,
    "cards": _cards,
}  # fmt: skip
