"""Records and parts of records side by side, in one of several shapes: what a thread and an answer look like. It knows fields, no
subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations, islice
from typing import Any

from rich.cells import cell_len

from ..corpus.columns import is_path_into
from ..corpus.kinds import ON_THE_LINE, kind_of
from ..corpus.shapes import When
from ..reading.before import bounds_of
from ..reading.entries import COMPUTED, Entry, values
from ..store.library import Library
from .axis import ASCII, GLYPH_MEANING, Axis, bar
from .dates import row_label, when_label
from .rows import Span, TextRow, found, wrapped
from .sheet import NOTHING, Sheet, dotted
from .values import value_spans

_REMARKS = frozenset(("note", "why", "kind", "term", "text", "not_same_as", "maybe_same_as"))
"""What a coder adds, or need not: where there is none, nothing is left unsaid."""
NARROWEST, BRIEF, READABLE = 9, 14, 18
"""Cells below which no column of a grid can be read, none that has a few words, and none that has sentences."""
TIES = {
    "responds_to": "in answer", "follows": "then", "ends": "ends it", "breaks": "breaks it", "keeps": "keeps it",
    "carries_out": "carried out", "part_of": "in it",
}  # fmt: skip
"""What is said beside the arrow of `arrows`, by how an event is linked to an earlier one."""
SAMPLE = 200
"""Members that the widths of a grid are made for: a long one is drawn as far as it is seen."""
MOST_BESIDE = 12
"""Groups that are set side by side, each with each."""
_UNSEEN = ("told", "sooner", "later")
"""Signs of a line of days that no bar needs here: all days are on it."""
Cells = list[list[Span]]
"""What stands in each column of a row."""

TITLE, NOTE = "=title", "=note"
"""Columns that put a member's title, and what the thread notes of it, in a place of their own."""
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
    said. `opens` is what Enter opens, the record if it is empty; `label` what it is called, its title if it is empty."""

    entry: Entry
    group: str = ""
    state: str | None = None
    note: str = ""
    opens: str = ""
    label: str = ""


class Table:
    """Members to be drawn. With `titled` each is named by its record and its date, else by its first column. `groups` are those that
    are drawn first, also where they have no members; `group_title` says what they are."""

    def __init__(
        self,
        library: Library,
        members: Sequence[Member],
        columns: Sequence[Column],
        width: int,
        find: str = "",
        states: Sequence[str] = (),
        titled: bool = True,
        groups: Sequence[str] = (),
        group_title: str = "",
    ) -> None:
        self.library, self.members, self.sheet = library, members, Sheet(library, max(width, 1), find)
        self.states, self.titled, self.group_title = states, titled, group_title
        self.head = None if titled else columns[0]
        self.columns = columns if titled else columns[1:]
        self.by_group: dict[str, list[Member]] = {group: [] for group in groups}
        for member in members:
            self.by_group.setdefault(member.group, []).append(member)

    def rows(self, shape: str) -> Iterator[TextRow]:
        """Yield the rows of a shape."""
        yield from _SHAPES[shape](self)

    def date(self, member: Member) -> str:
        """Return the date of a member's record, "" where it has none."""
        row = self.library.row_of(member.entry.record)
        return row_label(row) if row and row.edtf else ""

    def dated(self, member: Member) -> list[Span]:
        """Return the date of a member's record, where it has one, and its title."""
        date = self.date(member)
        return [*([Span(date, "date"), Span(" · ", "dim")] if date else []), *self.title(member)]

    def all_states(self) -> list[str]:
        """Return the states there are, then those of members that are none of them."""
        return list(dict.fromkeys([*self.states, *(member.state or "" for member in self.members)]))

    def title(self, member: Member) -> list[Span]:
        """Return what names a member."""
        if self.head is None and member.label:
            return self.labelled(member)
        if self.head is None:
            return [Span(self.library.title(member.entry.record), "link")]
        below = [Span(BELOW, "dim")] if member.entry.depth else []
        return [*below, *self.filled(member, self.head.field)]

    def labelled(self, member: Member) -> list[Span]:
        """Return what a member is called here; what did not happen is said to be so, as in its title."""
        row = self.library.row_of(member.entry.record)
        if row is None or row.kind != "event" or row.factuality in ON_THE_LINE:
            return [Span(member.label, "link")]
        said = "" if member.label.endswith(")") else f" ({row.factuality})"
        return [Span(f"{member.label}{said}", "off_line")]

    def cell(self, member: Member, path: str) -> list[Span]:
        """Return what a column shows of a member: the first alternative that has anything."""
        for one in path.split("|"):
            own = {"=state": member.state, "=note": member.note}.get(one)
            if spans := [Span(own, "code" if one == "=state" else "")] if own else self._values(member, one):
                return spans
        return []

    def _values(self, member: Member, path: str) -> list[Span]:
        spans: list[Span] = []
        for item in self.items(member, path):
            if spans:  # a list of names has commas, sentences end by themselves
                comma = "" if spans[-1].text.endswith(".") else ","
                spans[-1:] = [Span(spans[-1].text + comma, spans[-1].style), Span(" ")]
            spans += item
        return spans

    def items(self, member: Member, path: str) -> Cells:
        """Return each value that a path finds in a member's record."""
        return [
            [Span(when_label(value), "date")] if isinstance(shape, When) else value_spans(self.library, shape, value)
            for shape, value in values(self.library, member.entry, path)
        ]

    def filled(self, member: Member, path: str) -> list[Span]:
        """Return what a column shows of a member: that it is not stated where its kind could say it and it does not."""
        kind, ways = kind_of(member.entry.record) or "", [one for one in path.split("|") if one not in COMPUTED]
        could = any(is_path_into(kind, member.entry.absolute(one)) for one in ways)
        return self.cell(member, path) or ([Span(NOTHING, "dim")] if could and not _is_remark(path) else [])

    def lines(self, spans: Iterable[Span], member: Member | None = None, indent: int = 0) -> Iterator[TextRow]:
        """Yield spans as rows that open their member."""
        yield from self.sheet.lines(spans, indent, *self.way(member))

    def row(self, spans: Sequence[Span], member: Member | None = None) -> TextRow:
        """Return a row that opens its member."""
        return self.sheet.row(0, spans, *self.way(member))

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

    def summary(
        self, member: Member, stated: bool = True, said: str = "", columns: Sequence[Column] | None = None
    ) -> list[Span]:
        """Return a member on one line: date, title, state, then the columns, each named; an empty one is said to be. A date that
        has just been said is left out."""
        title = self.title(member)
        columns = self.columns if columns is None else columns
        date = self.date(member) if self.titled else ""
        date = "" if date == said else date
        parts = [[Span(date, "date")]] if date else []
        parts += [title] if title else []
        parts += [[Span(member.state, "code")]] if stated and member.state is not None else []
        for one in columns:
            cell = self.filled(member, one.field)  # a kind that has no such field cannot leave it unsaid
            if cell and _text(cell) not in (_text(title), date):
                parts.append([*([Span(f"{one.title} ", "label")] if one.title else []), *cell])
        if member.note and _noteless(columns):
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
        widest = max((cell_len(member.state or "") for member in members), default=0)
        beside = 0 < widest <= table.sheet.width // CARD and not table.sheet.is_linear
        for member in members:
            if not beside:
                yield from table.lines(table.summary(member), member, 2 + 2 * member.entry.depth)
                continue
            lead = found([Span(member.state or "", "code")], table.sheet.find)
            indent = 2 + widest + 2
            for line in wrapped(
                found(table.summary(member, stated=False), table.sheet.find), table.sheet.width - indent
            ):
                yield table.row((Span("  "), *lead, Span(" " * (indent - 2 - _size(lead))), *line), member)
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
    heads: Cells = [[Span(table.group_title, "label")], *([Span(state, "label")] for state in table.states)]
    by_group = {group: members for group, members in table.by_group.items() if members}

    def cells(member: Member) -> Cells:
        of_group = by_group[member.group]
        dates = (_dates(table, [one for one in of_group if (one.state or "") == state]) for state in table.states)
        apart = ([Span(one.text.replace("..", " .. "), one.style) for one in each] for each in dates)
        return [[Span(member.group, "title")], *apart]

    yield from _grid(table, heads, {"": [members[0] for members in by_group.values()]}, cells, most=NARROWEST)


def _two_by_two(table: Table) -> Iterator[TextRow]:
    """Groups two by two, each with each, a line a state: where both have it, where one alone has."""
    groups = [(group, members) for group, members in table.by_group.items() if any(one.state for one in members)]
    if len(groups) > MOST_BESIDE:
        yield from table.lines([Span(f"of {len(groups)} groups the first {MOST_BESIDE} are set side by side", "dim")])
    widest = max(map(cell_len, table.states), default=0) + 1
    each = (table.sheet.width - 2 - widest) // 2
    for (one, ours), (other, theirs) in combinations(groups[:MOST_BESIDE], 2):
        yield from table.lines([Span(one, "title"), Span(" | ", "dim"), Span(other, "title")])
        untold = []
        for state in table.states:
            here, there = ([member for member in members if member.state == state] for members in (ours, theirs))
            opens = next(iter((*here, *there)), None)
            if opens is None:
                untold.append(state)
                continue
            sides = [_dates(table, here), _dates(table, there)]
            if each < NARROWEST or table.sheet.is_linear:
                yield from table.lines([Span(f"{state} ", "label"), *sides[0], Span(" | ", "dim"), *sides[1]], opens, 2)
            else:
                yield from _line(table, [[Span(state, "label")], *sides], [widest, each, each], 2, opens)
        if untold:
            yield from table.lines([Span("not stated of either: ", "dim"), Span(", ".join(untold), "label")], None, 2)
        yield TextRow(())


def _bars(table: Table) -> Iterator[TextRow]:
    """A bar a member on one line of days, below what is said of it."""
    rows = {member.entry.record: table.library.row_of(member.entry.record) for member in table.members}
    bounds = [found_here for row in rows.values() if row and (found_here := bounds_of(row))]
    days = [day for one in bounds for day in (one.earliest, one.latest) if day is not None]
    indent = Span(" " * (2 if table.sheet.width > NARROWEST else 0))
    size = table.sheet.width - len(indent.text)
    axis = (
        Axis(date.fromordinal(min(days)), date.fromordinal(max(days)), size)
        if days and not table.sheet.is_linear
        else None
    )
    for group, members in table.by_group.items():
        if group:
            yield from table.heading(group)
        if axis:
            yield table.row((indent, *found([Span(axis.scale(), "dim")], table.sheet.find)))
        for member in members:
            yield from table.lines(table.summary(member), member, 2)
            row = rows[member.entry.record]
            if axis and row and row.edtf:
                yield table.row((indent, *found([Span(bar(row, axis, ASCII), "date")], table.sheet.find)), member)
    if axis:
        signs = (f"{getattr(ASCII, name)} {what}" for name, what in GLYPH_MEANING.items() if name not in _UNSEEN)
        yield from table.lines([Span("; ".join(signs), "dim")])


def _chain(table: Table) -> Iterator[TextRow]:
    """Each member with a line of what leads to what: the columns up to the last that begins with an arrow; then the others."""
    last = max((place for place, one in enumerate(table.columns) if one.title.startswith(ARROW)), default=-1)
    for group, members in table.by_group.items():
        if group:
            yield from table.heading(group)
        for member in members:
            yield from table.lines(table.summary(member, columns=table.columns[last + 1 :]), member, 2)
            spans: list[Span] = []
            for column in table.columns[: last + 1]:
                named = column.title.removeprefix(ARROW).strip()
                arrow = "·" if named and table.sheet.is_linear else ARROW
                before = f" {arrow} " if column.title.startswith(ARROW) else " " if spans else ""
                cell = table.filled(member, column.field) or [Span(NOTHING, "dim")]
                spans += [Span(before, "label"), Span(f"{named} " if named else "", "label"), *cell]
            yield from table.lines(spans, member, 4)


def _dates(table: Table, members: list[Member]) -> list[Span]:
    said = [_said(table, member) for member in members]
    dates = [table.date(member) or "no date" for member in members]
    dates = list(dict.fromkeys(text for text in said if text) or dict.fromkeys(dates))
    return [Span("; ".join(dates) or NOTHING, "date" if members else "dim")]


def _said(table: Table, member: Member) -> str:
    cells = (_text(table.cell(member, column.field)) for column in table.columns)
    return ", ".join(filter(None, cells))


def _cross(table: Table) -> Iterator[TextRow]:
    """Groups by states, with the members themselves side by side; where there is no room, a block for each group.

    Several members stand on one line: it opens the one that no line has opened yet and whose words end first, so that each has one.
    """
    states = table.all_states()
    heads: Cells = [[Span(table.group_title, "label")], *([Span(state, "label")] for state in states)]
    rows = [(group, _states(table, members, states)) for group, members in table.by_group.items()]
    longest = [
        [[Span(group)], *(max((spans for _, spans in cell), key=_size, default=[]) for cell in row)]
        for group, row in rows[:SAMPLE]
    ]
    widths = [] if table.sheet.is_linear else _widths([heads, *longest], table.sheet.width, BRIEF)
    if widths:
        yield from _line(table, heads, widths, 0)
    for index, (group, row) in enumerate(rows):
        yield from [TextRow(())] if index else []
        yield from _beside(table, group, row, widths) if widths else _below(table, group, zip(states, row, strict=True))


Told = list[tuple[Member, list[Span]]]
"""Members with what is said of them."""


def _states(table: Table, members: Sequence[Member], states: Sequence[str]) -> list[Told]:
    """Return the members of a group in each state; a date that was said last is not said again."""
    row: list[Told] = []
    said = ""
    for state in states:
        row.append([])
        for member in members:
            if (member.state or "") == state:
                row[-1].append((member, table.summary(member, False, said)))
                said = table.date(member)
    return row


def _beside(table: Table, group: str, row: Sequence[Told], widths: Sequence[int]) -> Iterator[TextRow]:
    """Yield a group and, in a column for each state, its members."""
    columns: list[list[tuple[tuple[Span, ...], Member | None]]] = [
        [(line, None) for line in wrapped(found([Span(group, "title")], table.sheet.find), widths[0] - 1)]
    ]
    for cell, size in zip(row, widths[1:], strict=True):
        dash = [Span("- ", "dim")] * (len(cell) > 1)
        lines = [(wrapped(found([*dash, *spans], table.sheet.find), size - 1), one) for one, spans in cell]
        columns.append(
            [(line, one) for made, one in lines for line in made]
            or [(tuple(found((Span(NOTHING, "dim"),), table.sheet.find)), None)]
        )
    last: dict[str, int] = {}
    for index, one in ((index, one) for column in columns for index, (_, one) in enumerate(column) if one):
        last[one.entry.record] = max(index, last.get(one.entry.record, 0))
    opened: set[str] = set()
    for index in range(max(map(len, columns))):
        spans: list[Span] = []
        here: list[Member] = []
        for column, size in zip(columns, widths, strict=True):
            line, member = column[index] if index < len(column) else ((), None)
            spans += [*line, Span(" " * (size - _size(line)))]
            here += [member] if member else []
        opens = min(here, key=lambda one: (one.entry.record in opened, last[one.entry.record]), default=None)
        opened |= {opens.entry.record} if opens else set()
        yield table.row(tuple(spans), opens)
    unopened = {one.entry.record: one for cell in row for one, _ in cell if one.entry.record not in opened}
    for one in unopened.values():
        yield from table.lines([Span(BELOW, "dim"), *table.title(one)], one, widths[0])


def _below(table: Table, group: str, row: Iterable[tuple[str, Told]]) -> Iterator[TextRow]:
    """Yield a group and its members one under the other, each after its state."""
    title = [Span(f"{table.group_title}  ", "dim")] if table.group_title else []
    yield from table.lines([*title, Span(group or "—", "label")])
    for state, cell in row:
        named = [Span(f"{state}  ", "code")] if state else []
        for member, spans in cell:
            yield from table.lines([*named, *spans], member, 2)
        if not cell:
            yield from table.lines([*named, Span(NOTHING, "dim")], indent=2)


def _table(table: Table) -> Iterator[TextRow]:
    """A row a member: its date and title, first or where a column puts them, and its columns; groups one under the other."""
    columns = _columns(table)
    heads = [[Span(one.title, "label")] for one in columns]
    yield from _grid(
        table, heads, table.by_group, lambda one: _cells(table, columns, one), _noteless(columns), table.titled
    )


def _entries(table: Table) -> Iterator[TextRow]:
    """A block a member: each column on a line of its own, and each of several long values; none that its kind cannot have."""
    columns = [one for one in table.columns if one.field != TITLE]
    for group, members in table.by_group.items():
        indent = 2 if group else 0
        if group:
            yield from table.heading(group)
        for member in members:
            yield from table.lines(table.dated(member) if table.titled else table.title(member), member, indent)
            for column in columns:
                items = table.items(member, column.field)
                if len(items) > 1 and max(map(_size, items)) > 2 * READABLE:
                    yield from table.lines([Span(column.title, "label")], member, indent + 2)
                    for item in items:
                        yield from table.lines([Span("- ", "dim"), *item], member, indent + 4)
                elif cell := table.filled(member, column.field):
                    yield from table.lines([Span(f"{column.title}  ", "label"), *cell], member, indent + 2)
            if member.note and _noteless(columns):
                yield from table.lines([Span(member.note, "dim")], member, indent + 2)
        yield TextRow(())


_TITLE = Column("", TITLE)
"""Stands first where no column says where the title stands; the note is beside it."""


def _columns(table: Table) -> list[Column]:
    """Return the columns of a grid, with one for the titles of members where none is declared."""
    named = not table.titled or any(one.field == TITLE for one in table.columns)
    head = [table.head] if table.head else [] if named else [_TITLE]
    return [*head, *table.columns]


def _cells(table: Table, columns: Sequence[Column], member: Member) -> Cells:
    if not table.titled:
        return [table.title(member), *(table.filled(member, one.field) for one in columns[1:])]
    empty = [Span(NOTHING, "dim")]
    return [
        table.title(member) + ([Span(" · ", "dim"), Span(member.note, "dim")] if member.note else [])
        if one is _TITLE
        else table.dated(member)
        if one.field == TITLE
        else table.filled(member, one.field) or ([] if _is_remark(one.field) else empty)
        for one in columns
    ]


def _is_remark(path: str) -> bool:
    """Say whether where a column has nothing, nothing is left unsaid."""
    return any(one == NOTE or one.rpartition(".")[2] in _REMARKS for one in path.split("|"))


def _noteless(columns: Sequence[Column]) -> bool:
    return _TITLE not in columns and not any(NOTE in one.field.split("|") for one in columns)


def _grid(
    table: Table,
    heads: Cells,
    groups: Mapping[str, Sequence[Member]],
    cells: Callable[[Member], Cells],
    noted: bool = False,
    together: bool = False,
    most: int | None = None,
) -> Iterator[TextRow]:
    """Yield members, in their groups, side by side under their heads; where the columns would be too narrow, a block each, its cells
    one after the other if they go `together`. With `noted` the note of each below it; with `most` no column but the first must have
    more cells than these."""
    indent = 2 if any(groups) else 0
    sample = list(islice(chain.from_iterable(groups.values()), SAMPLE))
    shown = [heads, *map(cells, sample)]
    room = table.sheet.width - indent
    widths = [] if table.sheet.is_linear else _widths(shown, room) or _squeezed(shown, room, most)
    if widths and sample:
        yield from _line(table, heads, widths, indent)
    for group, members in groups.items():
        if group:
            yield from table.heading(group)
        for member in members:
            row = cells(member)
            yield from (
                _line(table, row, widths, indent, member)
                if widths
                else _block(table, heads, row, indent, member, together)
            )
            if noted and member.note:
                yield from table.lines([Span(member.note, "dim")], member, indent + 2)


def _widths(rows: Sequence[Cells], width: int, least: int = READABLE) -> list[int]:
    """Return how wide each column of a grid is, a blank after it: as wide as it needs or its share of what is left; none where less
    than the least is left."""
    needs = [
        max(sum(cell_len(span.text) for span in cell) for cell in column) + 1 for column in zip(*rows, strict=True)
    ]
    left, widths = width, dict[int, int]()
    for place, need in sorted(enumerate(needs), key=lambda one: one[1]):
        share = left // (len(needs) - len(widths))
        if share < min(need, least):
            return []
        widths[place] = min(need, share)
        left -= widths[place]
    return [widths[place] for place in range(len(needs))]


def _squeezed(rows: Sequence[Cells], width: int, most: int | None) -> list[int]:
    """Return how wide each column is where none has room to spare: its longest word (but for the first at the most so many cells), what
    sentences need, and its share of what is left."""
    columns = list(zip(*rows, strict=True))
    needs = [max(map(_size, column)) + 1 for column in columns]
    leasts = [
        min(need, max(map(_longest, column)), most if most and place else need)
        for place, (need, column) in enumerate(zip(needs, columns, strict=True))
    ]
    left, widths = width - sum(leasts), dict[int, int]()
    if left < 0:
        return []
    for place, need in sorted(enumerate(needs), key=lambda one: one[1] - leasts[one[0]]):
        widths[place] = min(need, leasts[place] + left // (len(needs) - len(widths)))
        left -= widths[place] - leasts[place]
    return [widths[place] for place in range(len(needs))]


def _longest(cell: Sequence[Span]) -> int:
    """Return the cells that a column needs for a cell to be read: its longest word, or what sentences need."""
    text = _text(cell)
    return READABLE if text.endswith(".") else max(map(cell_len, text.split()), default=0) + 1


def _line(
    table: Table, row: Cells, widths: Sequence[int], indent: int, member: Member | None = None
) -> Iterator[TextRow]:
    """Yield the cells of a row side by side."""
    yield from table.sheet.across([[], *row], [indent, *widths], *table.way(member))


def _block(
    table: Table, heads: Cells, row: Cells, indent: int, member: Member, together: bool = False
) -> Iterator[TextRow]:
    """Yield the cells of a row one under the other, or `together`, each but the first with the title of its column; none says the
    same again."""
    first, *others = row
    yield from table.lines(first, member, indent)
    named = [
        [*([*head, Span("  ")] if _text(head) else []), *cell]
        for head, cell in zip(heads[1:], others, strict=True)
        if cell and _text(cell) != _text(first)
    ]
    if together:
        named = [[span for cell in named for span in (Span(" · ", "dim"), *cell)][1:]] if named else []
    for line in named:
        yield from table.lines(line, member, indent + 2)


def _size(spans: Iterable[Span]) -> int:
    return sum(cell_len(span.text) for span in spans)


def _text(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def _pairs(table: Table) -> Iterator[TextRow]:
    """Groups side by side, each member in its own column, in order; one under the other where there is no room."""
    groups = list(table.by_group)
    each = table.sheet.width // max(len(groups), 1)
    if each < 2 * NARROWEST or table.sheet.is_linear:
        yield from _log(table)
        return
    yield from table.lines([Span(f"{group:<{each}}"[:each], "label") for group in groups])
    for member in table.members:
        before = [each * groups.index(member.group), each - 1]
        yield from table.sheet.across([[], table.summary(member)], before, *table.way(member))


def _strip(table: Table) -> Iterator[TextRow]:
    """A mark a member in the column of its state, with what stands behind it beside; the states name their columns as stairs."""
    states = table.all_states()
    fits = 2 * len(states) < table.sheet.width // 2 and not table.sheet.is_linear
    wide = 2 * len(states) + 1 if fits else 0
    for index, state in enumerate(states if wide else ()):
        yield from table.lines([Span(". " * index, "dim"), Span(state or "—", "label")])
    for member in table.members:
        at = states.index(member.state or "")
        lane = [Span(". " * at, "dim"), Span("* ", "mark"), Span(". " * (len(states) - at - 1) + " ", "dim")]
        undated = [Span("no date · ", "dim")] if table.titled and not table.date(member) else []
        lines = wrapped(found([*undated, *table.summary(member, not wide)], table.sheet.find), table.sheet.width - wide)
        for index, line in enumerate(lines):
            before = (found(lane, table.sheet.find) if index == 0 else [Span(" " * wide)]) if wide else []
            yield table.row((*before, *line), member)


def _arrows(table: Table) -> Iterator[TextRow]:
    """Each member under the earlier one of its group that it answers or follows, an arrow before it that says how; first what the
    first column has of it, such as the place, without a name."""
    for group, members in table.by_group.items():
        if group:
            yield from table.heading(group)
        for member, depth, tie in _tied(table.library, members):
            arrow = [Span(f"{BELOW}{tie}  ", "code")] if tie else []
            lead = [span for one in table.columns[:1] for span in table.filled(member, one.field)]
            line = [
                *arrow,
                *lead,
                *([Span(" · ", "dim")] if lead else []),
                *table.summary(member, columns=table.columns[1:]),
            ]
            yield from table.lines(line, member, min((2 if group else 0) + 2 * depth, table.sheet.width // 3))
        yield TextRow(())


def _tied(library: Library, members: Sequence[Member]) -> Iterator[tuple[Member, int, str]]:
    """Yield members, each after the one it is tied to, with how many are above it and how it is tied to the next above: by a link to
    that record, or to the deal that it begins."""
    stands, above = dict[str, int](), dict[int, list[tuple[int, str]]]()
    for place, member in enumerate(members):
        links = library.record(member.entry.record).get("links", [])
        ties = [
            (stands[one["target"]], TIES[one["rel"]]) for one in links if one["target"] in stands and one["rel"] in TIES
        ]
        over, tie = max(ties, key=lambda one: one[0], default=(-1, ""))
        above.setdefault(over, []).append((place, tie))
        stands |= {one["target"]: place for one in links if one["rel"] == "begins"} | {member.entry.record: place}
    waiting = [(place, 0, tie) for place, tie in reversed(above.get(-1, []))]
    while waiting:
        place, depth, tie = waiting.pop()
        yield members[place], depth, tie
        waiting += [(below, depth + 1, how) for below, how in reversed(above.get(place, []))]


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
    "cards": _cards, "grid": _cross, "arrows": _arrows, "entries": _entries,
    "bars": _bars, "beside": _two_by_two, "chain": _chain,
}  # fmt: skip
