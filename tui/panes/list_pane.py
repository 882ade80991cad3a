"""The list of a kind, or of what a search found."""

from __future__ import annotations

from ..commands.commands import VIEW_TITLES
from ..present.lists import ListRows
from ..reading.desk import FOUND, MOST_FOUND, Desk
from .following_pane import FollowingPane


class ListPane(FollowingPane):
    """Shows the desk's list with the selected record in sight."""

    def follow(self, desk: Desk, width: int) -> None:
        """Show the list; rows are fetched as they are drawn."""
        place, count = desk.place, len(desk.numbers)
        head = f"{VIEW_TITLES[place.view]} {desk.index + 1 if count else 0}/{count}"
        if place.view == FOUND and count == MOST_FOUND:
            head += "+"
        if place.filter:
            head += f" · not in force: {place.filter}" if desk.problem else f" · {place.filter}"
        if self.is_shown((id(desk.numbers), place.view, width)):
            self.set_head(head)
            self.reveal(desk.index)
            return
        empty = "nothing matches; Esc lifts the filter" if place.filter else "none coded in this corpus yet"
        rows = ListRows(desk.library, desk.numbers, width, desk.hits if place.view == FOUND else ())
        _, top = desk.scroll_of("list") or (0, None)
        self.show(rows, head, empty, desk.index, top)
