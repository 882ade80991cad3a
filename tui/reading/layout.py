"""Which panes are shown at a size, and how large: all four, a list beside one other, or one alone."""

from __future__ import annotations

from dataclasses import dataclass

WIDE = 110, 30
MEDIUM = 72, 12
SMALLEST = 20, 4
"""Columns and rows below which nothing can be read; khabar then says so, and shows all again when there is room."""


@dataclass(frozen=True)
class Layout:
    """Widths of list, article and details (0 is hidden), and the height of the timeline below them.

    `height` is what is left for the panes between the title row and the footer row.
    """

    list: int
    article: int
    details: int
    upper: int
    timeline: int


def layout(width: int, height: int, pane: str, side: str, zoom: bool = False, article: bool = True) -> Layout:
    """Return the layout for a screen, with `pane` in focus and `side` beside the list; with `zoom` the pane has it all.

    Where there is no `article` to show beside another pane, the details have its room.
    """
    article = article or pane == "article"
    room = max(height - 2, 1)
    if not zoom and width >= WIDE[0] and height >= WIDE[1]:
        first, last = width // 3, width * 3 // 10
        timeline = max(room * 3 // 10, 8)
        if not article:
            return Layout(first, 0, width - first, room - timeline, timeline)
        return Layout(first, width - first - last, last, room - timeline, timeline)
    if pane == "timeline":
        return Layout(0, 0, 0, 0, room)
    if not zoom and pane == "list" and width >= MEDIUM[0] and height >= MEDIUM[1]:
        article = article and side != "details"
        # titles of records need more room than what stands beside them, which Enter shows in all the width
        column = width * (48 if article else 55) // 100
        return Layout(column, (width - column) * article, (width - column) * (not article), room, 0)
    # what one reads has all the width: longer lines, and a terminal can scroll it, which it cannot do to half a screen
    alone = {name: width * (name == pane) for name in ("list", "article", "details")}
    return Layout(**alone, upper=room, timeline=0)
