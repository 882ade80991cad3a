"""A line of days in cells: its scale, and what an event is drawn as on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..reading.before import bounds_of
from ..store.library import Row
from .dates import MONTHS

MOST_MONTHS, MOST_DAYS = 900, 120
"""Days of a line on which months, and days, are still told apart."""


@dataclass(frozen=True)
class Glyphs:
    """What the line is drawn with: each sign means one thing, without colour too."""

    day: str = "●"
    about: str = "○"
    bounds: str = "─"
    left: str = "├"
    right: str = "┤"
    lasts: str = "▄"
    within: str = "▁"
    onward: str = "▶"
    before: str = "◀"
    sooner: str = "‹"
    later: str = "›"
    told: str = "'"
    rule: str = "·"


ASCII = Glyphs("o", "?", "-", "[", "]", "=", ":", ">", "<", "{", "}", "'", ".")

GLYPH_MEANING = {
    "day": "the day", "about": "a day in doubt", "bounds": "one unknown day of these", "lasts": "lasted",
    "within": "lasted, which days of these is not told", "onward": "goes on, or its end is open", "before": "its beginning is open",
    "sooner": "before the days shown", "later": "after them", "told": "first published",
}  # fmt: skip


def how_many(count: int, none: str) -> str:
    """Return a count in one cell: a digit, X for ten or more, C for a hundred, M for a thousand."""
    return str(count) if 0 < count < 10 else none if not count else "XCM"[min(len(str(count)), 4) - 2]


@dataclass(frozen=True)
class Axis:
    """A line of days drawn in `width` cells."""

    first: date
    last: date
    width: int

    def cell(self, day: date) -> int:
        """Return the cell of a day, within the line."""
        days = max((self.last - self.first).days, 1)
        return min(max((day - self.first).days * (self.width - 1) // days, 0), self.width - 1)

    def first_day(self, cell: int) -> date:
        """Return the first day of a cell."""
        return self.first + timedelta(-(-cell * (self.last - self.first).days // max(self.width - 1, 1)))

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    @property
    def in_years(self) -> bool:
        """Say whether its scale tells no more than years."""
        return self._ticks() is None

    def scale(self) -> str:
        """Return the line's days, months or years, whichever is the finest that has room, each where it begins."""
        line = [" "] * self.width
        ticks = self._ticks() or self._years()
        for day, text in ticks:
            at = self.cell(day)
            if at + len(text) <= self.width and all(c == " " for c in line[max(at - 1, 0) : at + len(text) + 1]):
                line[at : at + len(text)] = text
        return "".join(line)

    def _years(self) -> list[tuple[date, str]]:
        """Return the years; whole ones have the first claim to room."""
        years = range(self.first.year, self.last.year + 1)
        return [(max(date(year, 1, 1), self.first), f"{year:04}") for year in (*years[1:], years[0])]

    def _ticks(self) -> list[tuple[date, str]] | None:
        """Return days or months that have room, None where only years do."""
        if self.days <= MOST_DAYS:
            for step in (1, 7):
                ticks = list(self._days(step))
                if self._have_room(ticks, len("31")):
                    return ticks
        if self.days <= MOST_MONTHS:
            for step in (1, 3, 6):
                ticks = list(self._months(step))
                if len(ticks) > 1 and self._have_room(ticks, len("Jun")):
                    return ticks
        return None

    def _days(self, step: int) -> Iterator[tuple[date, str]]:
        month = 0
        for number in range(0, self.days, step):
            day = self.first + timedelta(number)
            named = day.month != month
            month = day.month
            yield day, f"{day.day} {MONTHS[month - 1]}" if named else str(day.day)

    def _months(self, step: int) -> Iterator[tuple[date, str]]:
        first = self.first.year * 12 + self.first.month - (self.first.day == 1)
        for number in range(first, self.last.year * 12 + self.last.month):
            if number % step == 0:
                year, month = divmod(number, 12)
                yield date(year, month + 1, 1), MONTHS[month] if month else f"{year:04}"

    def _have_room(self, ticks: list[tuple[date, str]], size: int) -> bool:
        """Say whether there is a blank between words of a size at each tick; a longer one may push out the next."""
        cells = [self.cell(day) for day, _ in ticks]
        return all(at + size < following for at, following in pairwise(cells[1:]))


def bar(row: Row, axis: Axis, glyphs: Glyphs, lasted: bool = False, told: str | None = None) -> str:
    """Return an event on the axis: a point only where its day is known, a bar for bounds, filled for the days it surely lasted, an
    arrow where it goes on or is open, and a sign at the edge where it lies beyond.

    `lasted` says of what has only bounds that it was a state; `told` is the day on which it was first published, to be shown.
    """
    cells = [" "] * axis.width
    if told and axis.first <= date.fromisoformat(told) <= axis.last:
        cells[axis.cell(date.fromisoformat(told))] = glyphs.told
    found = bounds_of(row)
    if found is None:
        return "".join(cells)
    first, last, low, high = axis.first.toordinal(), axis.last.toordinal(), found.earliest, found.latest
    if high is not None and high < first:
        cells[0] = glyphs.sooner
        return "".join(cells)
    if low is not None and low > last:
        cells[-1] = glyphs.later
        return "".join(cells)
    start, end = _cell(axis, low if low is not None else first), _cell(axis, high if high is not None else last)
    if not found.lasts and low == high:
        cells[start] = glyphs.about if found.doubt else glyphs.lasts if lasted else glyphs.day
        return "".join(cells)
    core = found.core
    vague = (found.lasts or lasted) and core is None
    cells[start : end + 1] = [glyphs.within if vague else glyphs.bounds] * (end - start + 1)
    if core and core[0] <= last and core[1] >= first:
        filled = _cell(axis, core[0]), _cell(axis, core[1])
        cells[filled[0] : filled[1] + 1] = [glyphs.lasts] * (filled[1] - filled[0] + 1)
    loose = (glyphs.bounds, glyphs.within)
    if end > start and low is not None and low >= first and cells[start] in loose:
        cells[start] = glyphs.left
    if end > start and high is not None and high <= last and cells[end] in loose:
        cells[end] = glyphs.right
    if low is None:
        cells[start] = glyphs.before
    if high is None:
        cells[end] = glyphs.onward
    return "".join(cells)


def _cell(axis: Axis, day: int) -> int:
    return axis.cell(date.fromordinal(min(max(day, axis.first.toordinal()), axis.last.toordinal())))
