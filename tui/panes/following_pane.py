"""A pane that shows its part of the desk and makes nothing twice."""

from __future__ import annotations

from ..present.themes import Theme
from ..reading.desk import Desk
from .rows_pane import RowsPane


class FollowingPane(RowsPane):
    """Rows made from the desk. `shown` says what they were made from; None makes them anew."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, theme)
        self.shown: object = None

    def follow(self, desk: Desk, width: int) -> None:
        """Show this pane's part of the desk, with `width` cells for words."""
        raise NotImplementedError

    def rest(self, desk: Desk) -> None:
        """Show what may wait until the keys rest, in the pane in focus too."""

    def is_shown(self, key: object) -> bool:
        """Say whether the rows are made from this already, and note that they are now."""
        same = self.shown == key
        self.shown = key
        return same
