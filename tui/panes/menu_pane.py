"""A menu over the lower part of the room, or over all of it."""

from __future__ import annotations

from ..present.direction import LATIN, STORED
from ..present.menus import menu_rows
from ..present.rows import LazyRows, fit
from ..present.themes import Theme
from ..reading.menu import Choice, Menu
from .rows_pane import EDGE, HEAD, RowsPane

LEAST = 20
"""Rows that a menu may take on any screen that has them; on a higher one it leaves half."""


class MenuPane(RowsPane):
    """Shows a menu; hidden where there is none."""

    DEFAULT_CSS = "MenuPane { layer: over; dock: bottom; margin-bottom: 1; }"

    def __init__(self, theme: Theme) -> None:
        super().__init__("menu", theme)
        self.display = False
        self.menu: Menu | None = None
        self.usual = LATIN
        """How letters from right to left are shown in a menu that does not say it."""

    def open(self, menu: Menu, width: int, room: int, cursor: int = 0) -> None:
        """Show a menu in as many rows as it needs, half the room or `LEAST` at the most, or in all of it."""
        self.menu, self.way = menu, STORED if menu.as_stored else self.usual
        rows = LazyRows(menu_rows(menu, width - EDGE - 1))
        most = room if menu.whole else max(room // 2, min(room, LEAST))
        height = most if menu.whole else min(max(len(rows), 1) + HEAD, most)
        self.styles.height = height
        self.fill(height)
        self.show(rows, menu.title, f"nothing here has “{menu.words}”" if menu.words else menu.empty, cursor)
        self.fill(height)
        self.display = True

    def head_of(self, width: int) -> str:
        """Return the title; where not all rows are in sight, which of how many are."""
        count = len(self.source) if self.source is not None else 0
        if count <= self.page:
            return super().head_of(width)
        seen = f" {self.top + 1}-{min(self.top + self.page, count)}/{count}"
        return fit(self.head, width - len(seen)) + seen

    def close(self) -> None:
        """Take the menu away."""
        self.menu, self.display = None, False

    @property
    def choice(self) -> Choice | None:
        """The choice under the cursor."""
        row = self.current
        if self.menu is None or row is None or row.target is None:
            return None
        return self.menu.shown[int(row.target)]
