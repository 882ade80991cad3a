"""Events on their line, and the shelf of what did not happen or may not have."""

from __future__ import annotations

from ..present.rows import fit
from ..present.themes import Theme
from ..present.timeline import ASCII, WIDE, Glyphs, TimelineRows, timeline_rows
from ..reading.desk import Desk
from ..store.query import Facet, Query
from .following_pane import FollowingPane


class TimelinePane(FollowingPane):
    """Shows all events, or those of the event list's filter, with the record in hand in sight."""

    def __init__(self, name: str, theme: Theme, ascii_only: bool) -> None:
        super().__init__(name, theme)
        self.ascii_only = ascii_only

    def follow(self, desk: Desk, width: int) -> None:
        """Show the events; rows are fetched as they are drawn."""
        query = desk.query if desk.place.view == "event" and not desk.problem else Query()
        if not self.is_shown((query, width)):
            line, shelf = (
                desk.library.numbers("event", query, Query(facets=(Facet("line", side),))) for side in ("on", "off")
            )
            glyphs = ASCII if self.ascii_only else Glyphs()
            self.show(timeline_rows(desk.library, line, shelf, width, glyphs), "", "no event matches")
        rows = self.source
        if not isinstance(rows, TimelineRows):
            return
        head = f"Timeline {rows.events} events"
        if rows.axis and width >= WIDE:
            scale = rows.axis.scale()
            head = fit(head, width - len(scale) + 1, self.ascii_only) + scale
        self.set_head(head)
        index = rows.index_of(desk.library.number(desk.place.record)) if desk.place.record else None
        on_rule = self.has_focus and self.current is not None and self.current.target is None
        if index is not None and not on_rule:
            self.reveal(index)
