"""The record in hand: an actor, an event, an agreement …, or a paragraph with what rests on it."""

from __future__ import annotations

from ..present.details import detail_rows
from ..present.rows import LazyRows
from ..reading.desk import Desk
from .following_pane import FollowingPane


class DetailsPane(FollowingPane):
    """Shows the desk's record, field by field."""

    name_shown: str | None = None

    def follow(self, desk: Desk, width: int) -> None:
        """Show the record; another find leaves the scroll alone."""
        name = desk.place.record
        find = desk.find if desk.place.pane == "details" else ""
        if self.is_shown((name, width, find)):
            return
        if name is None:
            self.show(LazyRows(iter(())), "Details", "nothing is selected")
            return
        here = (self.cursor, self.top) if self.name_shown == name else (0, None)
        self.name_shown = name
        cursor, top = desk.scroll_of("details") or here
        self.show(LazyRows(detail_rows(desk.library, name, width, find)), "Details", "", cursor, top)
