"""Events on their line, and the shelf of what did not happen or may not have."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..corpus.kinds import kind_of
from ..present.axis import MOST_DAYS
from ..present.dates import between
from ..present.rows import fit
from ..present.themes import Theme
from ..present.timeline import MARKED, WITH_DATES, Axis, Glyphs, TimelineRows, span_of, timeline_rows
from ..reading.around import told_offsets
from ..reading.before import bounds_of
from ..reading.desk import Desk
from ..reading.lanes import DATED, OFF, ON, Group, groups, is_near, undated_of
from ..reading.timeline import Look, Window, moved, panned, read_look
from ..store.library import Row
from ..store.query import Facet, Query
from .following_pane import FollowingPane

NONE_UNDATED = "0 undated"


class TimelinePane(FollowingPane):
    """Shows all events, or those of the event list's filter, with the record in hand in sight."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, theme)
        self.whole: Window | None = None
        """The days that all events take, None where none has a date."""
        self.zoomed: Window | None = None
        """The days that were asked for."""
        self.left_for_shelf = 0
        self.tally = self.undated = self.off = self.as_of = self.marks = ""

    @property
    def shown_days(self) -> Window | None:
        """The days on the axis, None where there is none."""
        axis = self.source.axis if isinstance(self.source, TimelineRows) else None
        return (axis.first, axis.last) if axis else None

    def follow(self, desk: Desk, width: int) -> None:
        """Show the events; rows are fetched as they are drawn."""
        query = desk.events
        look = read_look(desk.place.line)
        made = replace(look, zoom=None)
        if not self.is_shown((query, width, made)):
            self._make(desk, query, look, width)
        self._zoom(look.zoom)
        self._write_head(look, width)
        name = desk.place.record
        if self.current is not None and (self.current.target == name or (self.has_focus and not self._on_event)):
            return
        is_event = name and kind_of(name) == "event"
        index = self._rows.index_of(desk.library.number(name)) if name and is_event and self._rows else None
        if index is not None:
            self.reveal(index)

    def rest(self, desk: Desk) -> None:
        """Show what stands before and after the event in hand, and the days around it; of another record, which events are its."""
        rows, name = self._rows, desk.place.record
        if rows is None or rows.in_hand == name:
            return
        row = desk.library.row_of(name) if name else None
        here = row if row and row.kind == "event" else None
        rows.in_hand, rows.here, rows.told = name, here, told_offsets(desk.library, here.id) if here else {}
        its = Query(facets=(Facet("of", name),)) if name and row and not here else None
        rows.marked = desk.library.numbers("event", desk.events, its) if its else ()
        self.marks = f"{MARKED} {len(rows.marked)} of this {row.kind}" if row and its else ""
        if row and its and rows.marked and not self.has_focus:
            on_line = desk.library.numbers("event", desk.events, its, ON, DATED)
            self._show_nearest(rows, on_line or rows.marked, row)
        self._pan(rows)
        self._write_head(read_look(desk.place.line), rows.width)
        self.refresh_rows(*range(self.top, self.top + self.page))

    # -- moving

    def next_group(self, by: int) -> int | None:
        """Return the first row of the next lane or shelf, or of the one before."""
        return self._rows.next_group(self.cursor, by) if self._rows else None

    def shelf_or_back(self) -> int | None:
        """Return the first row of the shelf; from there, the row that was left for it; None where there is none."""
        rows = self._rows
        shelf = rows.shelf() if rows else None
        if shelf is not None and self.cursor >= shelf:
            return self.left_for_shelf
        self.left_for_shelf = self.cursor
        return shelf

    def to_top(self, row: int) -> None:
        """Put the cursor on a row, with the title above it and as much as there is room for below it."""
        if not self.top < row < self.top + self.page // 2:
            self.top = max(row - 1, 0)
            self.refresh()
        self.go(row)
        self.fill(self.laid_height)

    @property
    def middle_day(self) -> date:
        """The day that the days shown are to be around: of the event under the cursor or below it, else of the line itself."""
        rows = self._rows
        number = rows.number_at(self.cursor) or rows.number_at(self.cursor + 1) if rows else None
        found = bounds_of(rows.library.row(number)) if rows and number else None
        days = [day for day in (found.earliest, found.latest) if day] if found else []
        days = days or [day.toordinal() for day in self.shown_days or (date.min, date.max)]
        return date.fromordinal(sum(days) // len(days))

    # -- what is shown

    @property
    def _rows(self) -> TimelineRows | None:
        return self.source if isinstance(self.source, TimelineRows) else None

    @property
    def _on_event(self) -> bool:
        return self._rows is not None and self._rows.number_at(self.cursor) is not None

    def _make(self, desk: Desk, query: Query, look: Look, width: int) -> None:
        library = desk.library
        asked = library.numbers("event", query)
        self.whole = near_days(desk, look) or span_of(library, [Group("", asked)])
        if self.whole and look.reported:
            published = span_of(library, [Group("", library.numbers("article"))]) or self.whole
            self.whole = min(self.whole[0], published[0]), max(self.whole[1], published[1])
        off, undated = len(library.numbers("event", query, OFF)), undated_of(library, query)
        self.tally, self.undated, self.off = f"{len(asked)} events", f"{len(undated)} undated", f"{off} off the line"
        if is_near(library, look):
            self.tally = f"within {look.days} days of {library.title(look.near)}"
        self.as_of, self.marks = desk.as_of.partition(":")[2], ""
        rows = timeline_rows(library, groups(library, query, look), width, Glyphs(), self.whole, look.reported)
        cursor, top = desk.scroll_of("timeline") or (0, None)
        self.zoomed = None
        self.show(rows, "", "no event matches", cursor, top)

    def _zoom(self, zoom: Window | None) -> None:
        """Show these days, or all, where the axis shows others because they were asked for."""
        rows = self._rows
        if rows is None or rows.axis is None or self.whole is None or self.zoomed == zoom:
            return
        self.zoomed = zoom
        self._show_days(rows, zoom or self.whole)

    def _show_nearest(self, rows: TimelineRows, among: Sequence[int], row: Row) -> None:
        """Bring one of some events in sight, where none is: that nearest to the date of a record, or to what is seen."""
        seen = range(self.top, self.top + self.page)
        if any((number := rows.number_at(index)) and number in among for index in seen):
            return
        index = rows.nearest(among, row.earliest or row.latest, self.cursor)
        if index is not None:
            self.reveal(index)

    def _pan(self, rows: TimelineRows) -> None:
        """Move the days shown to the event in hand, or to that under the cursor where it is one of several."""
        number = rows.number_at(self.cursor) if rows.marked else None
        shown = rows.library.row(number) if number else rows.here
        found = bounds_of(shown) if shown else None
        if rows.axis is None or found is None:
            return
        first, last = (date.fromordinal(day) if day else None for day in (found.earliest, found.latest))
        self._show_days(rows, panned((rows.axis.first, rows.axis.last), first, last))

    def _show_days(self, rows: TimelineRows, days: Window) -> None:
        if rows.axis and (rows.axis.first, rows.axis.last) != days:
            rows.axis = Axis(*days, rows.axis.width)
            self.refresh()

    def _write_head(self, look: Look, width: int) -> None:
        axis = self._rows.axis if self._rows else None
        parts = [f"Timeline as of {self.as_of}: {self.tally}" if self.as_of else f"Timeline {self.tally}"]
        if self.marks:
            parts.append(self.marks)
        if look.lanes:
            parts.append(f"by {look.lanes}")
        if look.reported:
            parts.append("as published, then as it happened")
        if axis and (self.zoomed or not axis.in_years):
            days = axis.first, axis.last
            parts.append(between(*(whole_months(days) if axis.days > MOST_DAYS else days)))
        first = self.undated != NONE_UNDATED
        counts = [
            self.off,
            *[self.undated] * (not first),
            *["2nd date: published"] * (width >= WITH_DATES and not look.reported),
        ]
        head = " · ".join((parts[0], *[self.undated] * first, *parts[1:], *counts))
        if axis:
            scale = axis.scale()
            head = fit(head, width - len(scale)) + " " + scale
        self.set_head(head)


def whole_months(days: Window) -> Window:
    """Return the first day of the month of one day, and the last of that of another."""
    first, last = days
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def near_days(desk: Desk, look: Look) -> Window | None:
    """Return twice the days around the event that only what is near is shown of; None where no event is, or its date is open."""
    here = desk.library.row_of(look.near) if is_near(desk.library, look) else None
    if here is None or not (here.earliest and here.latest):
        return None
    reach = 2 * max(look.days, 3)
    first, last = (date.fromisoformat(day).toordinal() for day in (here.earliest, here.latest))
    return moved(date.fromordinal(max(first - reach, 1)), last - first + 2 * reach + 1)
