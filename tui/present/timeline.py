"""The timeline: events on a line of what happened, with certainty drawn; below it the shelf of what did not, or may not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..corpus.dates import DateError, parse_edtf
from ..store.library import Library, Row
from .dates import row_label
from .lists import mark, mark_span
from .rows import Span, TextRow, fit

DATE_WIDTH = 25
WIDE, WITH_SIGNS = 100, 36


@dataclass(frozen=True)
class Glyphs:
    """What the line is drawn with."""

    day: str = "●"
    bounds: str = "─"
    left: str = "├"
    right: str = "┤"
    lasts: str = "━"
    onward: str = "▶"
    rule: str = "·"


ASCII = Glyphs("o", "-", "[", "]", "=", ">", ".")


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

    def scale(self) -> str:
        """Return the line's years, each where it begins; whole years have the first claim to room."""
        line = [" "] * self.width
        years = range(self.first.year, self.last.year + 1)
        for year in (*years[1:], years[0]):
            at = self.cell(max(date(year, 1, 1), self.first))
            text = str(year)
            if at + len(text) <= self.width and all(c == " " for c in line[max(at - 1, 0) : at + len(text) + 1]):
                line[at : at + len(text)] = text
        return "".join(line)


def bar(row: Row, axis: Axis, glyphs: Glyphs) -> str:
    """Return an event on the axis: a point only where its day is known, a bar for bounds, an arrow where it goes on or is open."""
    try:
        span = parse_edtf(row.edtf) if row.edtf else None
    except DateError:
        span = None
    if span is None:
        return " " * axis.width
    early = date.fromisoformat(row.earliest) if row.earliest else None
    late = date.fromisoformat(row.latest) if row.latest else None
    start = axis.cell(early or axis.first)
    end = axis.cell(late or axis.last)
    if not span.lasts and early == late:
        return glyphs.day.rjust(start + 1).ljust(axis.width)
    fill = glyphs.lasts if span.lasts else glyphs.bounds
    cells = [fill] * (end - start + 1)
    if not span.lasts:
        cells[0], cells[-1] = glyphs.left, glyphs.right
        if len(cells) == 1:
            cells = [glyphs.bounds]
    if early is None:
        cells[0] = "<"
    if late is None:
        cells[-1] = glyphs.onward
    return (" " * start + "".join(cells)).ljust(axis.width)


@dataclass
class TimelineRows:
    """Rows of the timeline: the line, a rule that counts the shelf, the shelf; each is fetched when it is drawn."""

    library: Library
    line: Sequence[int]
    shelf: Sequence[int]
    width: int
    axis: Axis | None
    glyphs: Glyphs = Glyphs()

    def __len__(self) -> int:
        return len(self.line) + (len(self.shelf) + 1 if self.shelf else 0)

    @property
    def events(self) -> int:
        """How many events there are on the line and on the shelf."""
        return len(self.line) + len(self.shelf)

    def row(self, index: int) -> TextRow | None:
        """Return a row, None beyond the last."""
        if 0 <= index < len(self.line):
            return self._event(self.library.row(self.line[index]))
        index -= len(self.line)
        if index == 0 and self.shelf:
            text = f" not on the line: {len(self.shelf)} threatened, planned, forecast, rumoured, denied or disputed "
            return TextRow(
                (Span(fit(self.glyphs.rule * 3 + text + self.glyphs.rule * self.width, self.width), "label"),)
            )
        if 1 <= index <= len(self.shelf):
            return self._event(self.library.row(self.shelf[index - 1]))
        return None

    def index_of(self, number: int | None) -> int | None:
        """Return the row of an event by its number, None where it is not shown."""
        for numbers, lead in ((self.line, 0), (self.shelf, len(self.line) + 1)):
            if number is not None and number in numbers:
                return lead + numbers.index(number)
        return None

    def _event(self, row: Row) -> TextRow:
        axis = self.axis if self.width >= WIDE else None
        before = mark_span(row) if self.width >= WITH_SIGNS else Span(mark(row), "mark")
        room = self.width - DATE_WIDTH - len(before.text) - 2 - (axis.width + 1 if axis else 0)
        spans = [Span(fit(row_label(row), DATE_WIDTH), "date"), Span(f" {before.text} ", before.style),
                 Span(fit(row.title, room), "off_line" if mark(row) not in " a" else "")]  # fmt: skip
        if axis:
            spans.append(Span(" " + bar(row, axis, self.glyphs), "axis"))
        return TextRow(tuple(spans), target=row.id, block=row.id)


def timeline_rows(
    library: Library, line: Sequence[int], shelf: Sequence[int], width: int, glyphs: Glyphs
) -> TimelineRows:
    """Return the timeline of these events at a width; the axis reaches from the first day to the last that any of them has."""
    days = [day for numbers in (line, shelf) for day in library.extent(numbers) if day]
    first, last = (min(days), max(days)) if days else (None, None)
    axis = None
    if first and last:
        axis = Axis(date.fromisoformat(first), date.fromisoformat(last), max((width - DATE_WIDTH) * 4 // 10, 20))
    return TimelineRows(library, line, shelf, width, axis, glyphs)
