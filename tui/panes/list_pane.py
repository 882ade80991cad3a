"""The list of a kind, or of what a search found."""

from __future__ import annotations

from ..commands.commands import VIEW_TITLES
from ..present.lists import ListRows
from ..reading.desk import FOUND, MOST_FOUND, Desk
from ..reading.hidden import hidden
from .following_pane import FollowingPane


class ListPane(FollowingPane):
    """Shows the desk's list with the selected record in sight."""

    counted: object = None
    """What was counted; it is counted anew only where it changes."""
    tally = lacking = ""
    signed = 0
    """The change of the notebook up to which its signs were drawn."""

    @staticmethod
    def count(desk: Desk) -> str:
        """Return how many there are of the list, and how many a filter hides."""
        if desk.place.view == FOUND:
            return f"{len(desk.numbers)}{'+' * (len(desk.numbers) == MOST_FOUND)}"
        return hidden(desk.library, desk.place.view, desk.numbers, desk.query)

    def follow(self, desk: Desk, width: int) -> None:
        """Show the list; rows are fetched as they are drawn."""
        place, count = desk.place, len(desk.numbers)
        if self.counted is not desk.numbers:
            self.counted = desk.numbers
            self.tally, dot, lacking = self.count(desk).partition(" · ")
            self.lacking = dot + lacking
        head = f"{VIEW_TITLES[place.view]} {desk.index + 1 if count else 0}/{self.tally}"
        if place.filter:
            head += f" · not in force: {place.filter}" if desk.problem else f" · {place.filter}"
        head += self.lacking
        changes, self.signed = desk.notebook.changes - self.signed, desk.notebook.changes
        if self.is_shown((id(desk.numbers), place.view, width)):
            self.set_head(head)
            self.reveal(desk.index)
            if changes:
                self.refresh()
            return
        empty = "nothing matches; Esc lifts the filter" if place.filter else "none coded in this corpus yet"
        hits = desk.hits if place.view == FOUND else ()
        rows = ListRows(desk.library, desk.numbers, width, hits, desk.own)
        _, top = desk.scroll_of("list") or (0, None)
        self.show(rows, head, empty, desk.index, top)
