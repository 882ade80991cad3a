"""The timeline: events on a line of what happened, with certainty drawn, in lanes where they are asked for; below them what has no
date, and the shelf of what did not happen, or may not have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from rich.cells import cell_len

from ..reading.before import order_told
from ..reading.lanes import Group, Told
from ..store.library import Library, Row, below
from ..store.query import Facet, Query
from .axis import ASCII, Axis, Glyphs, bar, how_many
from .dates import row_label
from .lists import DATE_WIDTH, mark, mark_span, short_date
from .rows import Span, TextRow, fit

__all__ = ("ASCII", "Axis", "Glyphs", "TimelineRows", "axis_width", "bar", "span_of", "timeline_rows")

LONG_DATE = 25
"""Cells of a date in full."""
WITH_AXIS, WITH_DATES = 60, 104
"""Cells from which there is an axis, and from which dates are in full and both clocks are always side by side."""
MARKED = "*"
"""Before the events of the record in hand."""
WITH_DATE, WITH_SIGNS, WITH_BOTH = 26, 36, 46
"""Cells from which there is a date, all marks, and both clocks where events go by when they were published."""


@dataclass
class TimelineRows:
    """Rows of the timeline, each fetched when it is drawn. `making` gives the groups, as far as they are asked for."""

    library: Library
    making: Iterator[Group]
    width: int
    axis: Axis | None = None
    glyphs: Glyphs = field(default_factory=Glyphs)
    reported: bool = False
    here: Row | None = None
    """The event to which others are before or after; None where the record in hand is none."""
    told: Mapping[str, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    """The first row of each group, and of what comes next."""

    in_hand: str | None = None
    """The record whose events are marked."""
    marked: Sequence[int] = ()

    def __post_init__(self) -> None:
        self._steps: tuple[Axis | None, list[int]] = None, []
        self.states = self.library.numbers("event", Query(facets=(Facet("aspect", "state"),)))

    def __len__(self) -> int:
        while self._make():
            pass
        return self.starts[-1]

    def _make(self) -> bool:
        """Make one more group."""
        one = next(self.making, None)
        if one is None:
            return False
        self.groups.append(one)
        self.starts.append(self.starts[-1] + bool(one.title) + len(one.numbers))
        return True

    def _group_at(self, index: int) -> int | None:
        """Return which group has a row."""
        while self.starts[-1] <= index and self._make():
            pass
        return bisect_right(self.starts, index) - 1 if 0 <= index < self.starts[-1] else None

    def row(self, index: int) -> TextRow | None:
        """Return a row, None beyond the last."""
        at = self._group_at(index)
        if at is None:
            return None
        group, place = self.groups[at], index - self.starts[at]
        if group.title and not place:
            return self._heading(group)
        return self._event(self.library.row(group.numbers[place - bool(group.title)]))

    def number_at(self, index: int) -> int | None:
        """Return the number of the event of a row, None where it is none."""
        at = self._group_at(index)
        if at is None:
            return None
        group = self.groups[at]
        place = index - self.starts[at] - bool(group.title)
        return group.numbers[place] if place >= 0 else None

    def index_of(self, number: int | None) -> int | None:
        """Return the first row of an event by its number, None where it is not shown."""
        at = 0
        while number is not None and (at < len(self.groups) or self._make()):
            group = self.groups[at]
            if number in group.numbers:
                return self.starts[at] + bool(group.title) + group.numbers.index(number)
            at += 1
        return None

    def next_group(self, index: int, by: int) -> int | None:
        """Return the first row of the group after that of a row, or of the one before; None where there is none."""
        at = self._group_at(index)
        if at is None:
            return None
        if by < 0 and index > self.starts[at]:
            return self.starts[at]
        at += by
        while at >= len(self.groups) and self._make():
            pass
        return self.starts[at] if 0 <= at < len(self.groups) else None

    def shelf(self) -> int | None:
        """Return the first event that is off the line, None where there is none."""
        len(self)
        return next((start + 1 for start, one in zip(self.starts, self.groups, strict=False) if one.off), None)

    def nearest(self, among: Sequence[int], day: str | None, row: int) -> int | None:
        """Return the row of the event among some that begins nearest to a day, or where none is given stands nearest to a row."""
        here = self.library.first_on("event", day) if day else self.number_at(row) or self.number_at(row + 1) or 0
        at = below(among, here)
        near = [among[i] for i in (at - 1, at) if 0 <= i < len(among)]

        def away(number: int) -> int:
            found = self.library.row(number)
            begins = found.earliest or found.latest
            if not day or not begins:
                return abs(number - here)
            return abs((date.fromisoformat(begins) - date.fromisoformat(day)).days)

        return self.index_of(min(near, key=away)) if near else None

    # -- rows

    def _heading(self, group: Group) -> TextRow:
        count = f"{len(group.numbers):,}"
        title = group.title.format(count) if "{}" in group.title and group.off else f"{group.title} · {count}"
        rule = self.glyphs.rule
        words = f"{rule * 3} {title} "
        axis = self.axis if self.width >= WITH_AXIS and group.dated else None
        if axis and cell_len(words) >= self.width - axis.width:
            axis = None  # what it says goes before how many begin where
        room = self.width - (axis.width + 1 if axis else 0)
        words = fit(words + rule * (room - cell_len(words)), room) + (" " + self._density(group, axis) if axis else "")
        return TextRow((Span(words, "label"),), target=group.record, block=f"group {group.title}")

    def _density(self, group: Group, axis: Axis) -> str:
        """Return how many events of a group begin in each cell of the line."""
        if self._steps[0] is not axis:
            days = [axis.first_day(cell) for cell in range(axis.width)]
            ends = [*days[1:], axis.last + timedelta(1)] if axis.last < date.max else [*days[1:], date.max]
            self._steps = axis, [self.library.first_on("event", day.isoformat()) for day in (days[0], *ends)]
        numbers = group.numbers.as_happened if isinstance(group.numbers, Told) else group.numbers
        counts = [below(sorted(numbers) if isinstance(numbers, list) else numbers, n) for n in self._steps[1]]
        return "".join(how_many(more - less, self.glyphs.rule) for less, more in pairwise(counts))

    def _event(self, row: Row) -> TextRow:
        long, axis = self.width >= WITH_DATES, self.axis if self.width >= WITH_AXIS else None
        report = self.library.first_report(row.n) if self.reported or long else None
        happened = fit(row_label(row), LONG_DATE) if long else fit(short_date(row, DATE_WIDTH), DATE_WIDTH)
        published = fit(short_date(report, DATE_WIDTH) if report else "n/s", DATE_WIDTH)
        dates = [published, happened] if self.reported else [happened, published]
        shown = 2 if long or (self.reported and self.width >= WITH_BOTH) else 1 if self.width >= WITH_DATE else 0
        spans = [Span(f"{' ' * (at > 0)}{day}", "dim" if at else "date") for at, day in enumerate(dates[:shown])]
        sign = order_told(self.here, row, self.told) if self.here and self.here.id != row.id else " "
        if row.n in self.marked:
            sign = MARKED
        marks = mark_span(row) if self.width >= WITH_SIGNS else Span(mark(row), "mark")
        spans += [Span(f" {sign} ", "marked" if sign == MARKED else "axis"), Span(f"{marks.text} ", marks.style)]
        room = self.width - sum(cell_len(span.text) for span in spans) - (axis.width + 1 if axis else 0)
        spans.append(Span(fit(row.title, room), "off_line" if mark(row) not in " a" else ""))
        if axis:
            told = report.latest if report and self.reported else None
            spans.append(Span(" " + bar(row, axis, self.glyphs, row.n in self.states, told), "axis"))
        return TextRow(tuple(spans), target=row.id, block=row.id)


def axis_width(width: int, reported: bool = False) -> int:
    """Return the cells of the axis in a timeline of a width, 0 where there is none; fewer where both clocks leave little room."""
    share = 34 if width >= WITH_DATES else 26 if reported else 36
    return 0 if width < WITH_AXIS else max(width * share // 100, 18)


def span_of(library: Library, found: Iterable[Group]) -> tuple[date, date] | None:
    """Return the first and last day by which any event of some groups is bound, None where none is."""
    days = [day for one in found for day in library.extent(one.numbers) if day]
    return (date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None


def timeline_rows(
    library: Library,
    groups: Iterable[Group],
    width: int,
    glyphs: Glyphs,
    days: tuple[date, date] | None = None,
    reported: bool = False,
) -> TimelineRows:
    """Return the timeline of these groups at a width, on an axis of these days; `reported` has each begin with its publication."""
    cells = axis_width(width, reported)
    axis = Axis(*days, cells) if days and cells else None
    return TimelineRows(library, iter(groups), width, axis, glyphs, reported)
