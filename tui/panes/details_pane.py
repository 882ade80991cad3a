"""The record in hand: an actor, an event, an agreement …, or a paragraph with what rests on it."""

from __future__ import annotations

from ..present.direction import LATIN, alone
from ..present.pages import page_rows, page_title
from ..present.rows import LazyRows, TextRow
from ..reading.desk import Desk
from .following_pane import FollowingPane


class DetailsPane(FollowingPane):
    """Shows the desk's record, field by field."""

    prose = True
    made_for: tuple[str | None, str, int] | None = None
    """Record, page and width that the rows were made for."""

    def follow(self, desk: Desk, width: int) -> None:
        """Show the record; another find leaves the scroll alone."""
        name, page = desk.place.record, desk.place.page
        find = desk.find if desk.place.pane == "details" else ""
        gone_to = self.shown is None
        if self.is_shown((name, page, width, find, self.way)):
            return
        if name is None and not page:
            self.show(LazyRows(iter(())), "Details", "nothing is selected")
            return
        made = page_rows(desk, width, find)
        rows = LazyRows(alone(made, width) if self.way == LATIN else made)
        here = (self.cursor, self.top) if self.made_for == (name, page, width) else (0, None)
        cursor, top = desk.scroll_of("details") or here
        if not gone_to and self.made_for and self.made_for[:2] == (name, page) and self.made_for[2] != width:
            cursor, top = self._same_words(rows), None  # lines broken for another width: stay on the value
        self.made_for = name, page, width
        self.show(rows, page_title(name, page), "", cursor, top)

    def _same_words(self, rows: LazyRows) -> int:
        """Return the row that shows what the cursor is on now: as many letters stand before it."""
        before = (
            sum(_letters(row) for row in map(self.source.row, range(self.cursor)) if row)
            if self.source is not None
            else 0
        )
        index = 0
        while (row := rows.row(index)) is not None and before >= _letters(row):
            before -= _letters(row)
            index += 1
        return index


def _letters(row: TextRow) -> int:
    return len(row.text.replace(" ", ""))
