"""The record in hand: an actor, an event, an agreement …, or a paragraph with what rests on it."""

from __future__ import annotations

from itertools import chain

from ..present.direction import LATIN, alone
from ..present.own import note_rows, signs
from ..present.pages import of_corpus, page_rows, page_title
from ..present.rows import LazyRows, TextRow
from ..reading.desk import Desk
from .following_pane import FollowingPane


class DetailsPane(FollowingPane):
    """Shows the desk's record, field by field."""

    prose = True
    made_for: tuple[str | None, str, int] | None = None
    """Record, page and width that the rows were made for."""
    lead = 0
    """Rows that the notes on the record take above it."""

    def follow(self, desk: Desk, width: int) -> None:
        """Show the record; another find leaves the scroll alone."""
        name, page = desk.place.record, desk.place.page
        find = desk.find if desk.place.pane == "details" else ""
        gone_to = self.shown is None
        of_view = desk.current_view if desk.is_of_view else None
        if self.is_shown((name, page, width, find, desk.notebook.changes, of_view, self.way)):
            return
        if name is None and not page:
            self.show(LazyRows(iter(())), "Details", "nothing is selected")
            return
        of_record = name is not None and not of_corpus(name, page)
        notes = list(note_rows(desk.own, name, width, find)) if name and of_record else []
        own = f" {signs(desk.own, name)}" if name and of_record else ""
        made = chain(notes, page_rows(desk, width, find))
        rows = LazyRows(alone(made, width) if self.way == LATIN else made)
        stays = self.made_for == (name, page, width) or (desk.is_of_view and self._shows(page, width))
        here = (self.cursor, self.top) if stays else (0, None)
        cursor, top = desk.scroll_of("details") or here
        if not gone_to and self.made_for and self.made_for[:2] == (name, page) and self.made_for[2] != width:
            cursor, top = self._same_words(rows), None  # lines broken for another width: stay on the value
        elif self.made_for == (name, page, width):
            cursor += len(notes) - self.lead  # another note above leaves the cursor on what it is on
        self.made_for, self.lead = (name, page, width), len(notes)
        self.show(rows, f"{page_title(name, page)}{own}".rstrip(), "", cursor, top)

    def _shows(self, page: str, width: int) -> bool:
        """Say whether a page is shown, of whatever record."""
        return self.made_for is not None and self.made_for[1:] == (page, width)

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
