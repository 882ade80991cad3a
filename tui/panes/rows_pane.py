"""A pane of rows with a cursor, on Textual's line API: it draws the lines that are seen and refreshes those that changed."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ..present.direction import LATIN, shown
from ..present.rows import Source, Span, TextRow, fit, wrapped
from ..present.themes import Theme

HEAD = 1
"""Rows that the pane's head takes."""
EDGE = 2
"""Cells before the words: the rule between panes or the cursor's mark, and a blank."""


class RowsPane(Widget, can_focus=True):
    """A head and rows. The cursor is a row; `top` the first row seen.

    `theme_styles` gives the colours; it is set by the screen, as is `head`.
    """

    DEFAULT_CSS = "RowsPane { width: 1fr; height: 1fr; min-width: 6; }"
    way = LATIN
    """How letters that run from right to left are shown; set by the screen."""
    prose = False
    """Whether a row of them alone stays as it is in any way: in a text, not in a list."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(id=name)
        self.theme_styles = theme
        self.head = ""
        self.empty = ""
        self.source: Source | None = None
        self.cursor = 0
        self.top = 0
        self.laid_height = 0
        """The height the pane is about to have; Textual gives it its size only later."""
        self.labels: Mapping[int, str] = {}
        """Hint letters before rows."""

    # -- what is shown

    def show(self, source: Source, head: str, empty: str, cursor: int = 0, top: int | None = None) -> None:
        """Show other rows with the cursor on one of them, in sight."""
        self.source, self.head, self.empty = source, head, empty
        self.cursor = cursor
        while self.cursor > 0 and source.row(self.cursor) is None:
            self.cursor -= 1
        self.top = min(top, self.cursor) if top is not None else max(0, self.cursor - self.page // 3)
        self._keep_in_sight()
        self.refresh()

    def set_head(self, head: str) -> None:
        """Write another head."""
        if head != self.head:
            self.head = head
            self.refresh_rows(-1)

    @property
    def page(self) -> int:
        """How many rows are seen."""
        return max((self.laid_height or self.size.height) - HEAD, 1)

    @property
    def current(self) -> TextRow | None:
        """The row under the cursor."""
        return self.source.row(self.cursor) if self.source is not None else None

    def refresh_rows(self, *indexes: int) -> None:
        """Draw some rows again; -1 is the head."""
        width = self.size.width
        regions = [
            Region(0, y, width, 1)
            for y in (0 if i < 0 else i - self.top + HEAD for i in indexes)
            if 0 <= y < self.size.height
        ]
        if regions:
            self.refresh(*regions)

    def openable_rows(self) -> list[int]:
        """Return the rows in sight that lead somewhere, the first of each thing."""
        seen, found = set(), []
        for index in range(self.top, self.top + self.page):
            row = self.source.row(index) if self.source is not None else None
            if row is None:
                break
            thing = row.block or row.target
            if row.target and thing not in seen:
                found.append(index)
            seen.add(thing)
        return found

    def set_labels(self, labels: Mapping[int, str]) -> None:
        """Show hint letters before rows."""
        before, self.labels = self.labels, labels
        self.refresh_rows(*(index for index in {*before, *labels} if before.get(index) != labels.get(index)))

    # -- moving

    def go(self, index: int) -> None:
        """Put the cursor on a row, the nearest there is, and scroll no more than it takes."""
        if self.source is None:
            return
        index = max(index, 0)
        if self.source.row(index) is None:
            index = max(len(self.source) - 1, 0)
        if index == self.cursor:
            return
        before, top = self.cursor, self.top
        self.cursor = index
        self._keep_in_sight()
        if self.top != top:
            self.refresh()
        else:
            self.refresh_rows(before, index)

    def turn(self, pages: int) -> None:
        """Move the cursor and what is seen by pages."""
        self.top = max(self.top + pages * self.page, 0)
        self.go(self.cursor + pages * self.page)
        self.fill(self.laid_height)

    def go_block(self, by: int) -> None:
        """Put the cursor on the first row of the next block, or of the one before."""
        if self.source is None:
            return
        index, here = self.cursor, self.current
        block = here.block if here else None
        while (row := self.source.row(index + by)) is not None and index + by >= 0:
            index += by
            if row.block is not None and row.block != block:
                break
        found = self.source.row(index)
        while (
            found and index > 0 and (before := self.source.row(index - 1)) and before.block == found.block is not None
        ):
            index -= 1
        self.go(index)

    def reveal(self, index: int) -> None:
        """Put the cursor on a row; one that was out of sight comes a third down, with what stands around it."""
        if not self.top <= index < self.top + self.page:
            self.top = max(0, index - self.page // 3)
            self.refresh()
        self.go(index)

    def _keep_in_sight(self) -> None:
        if self.cursor < self.top:
            self.top = self.cursor
        elif self.cursor >= self.top + self.page:
            self.top = self.cursor - self.page + 1

    def fill(self, height: int) -> None:
        """Take a new height: the cursor stays in sight, and no row is left blank while there are rows above."""
        self.laid_height = height
        if self.top and self.source is not None and self.source.row(self.top + self.page - 1) is None:
            self.top = max(len(self.source) - self.page, 0)
        self._keep_in_sight()
        self.refresh()

    def on_focus(self) -> None:
        """Show the head and the cursor as those of the pane in focus."""
        self.refresh_rows(-1, self.cursor)

    def on_blur(self) -> None:
        """Show the head and the cursor as those of a pane that waits."""
        self.refresh_rows(-1, self.cursor)

    # -- drawing

    def head_of(self, width: int) -> str:
        """Return the head in so many cells."""
        return fit(self.head, width)

    def render_line(self, y: int) -> Strip:
        """Return a line of the pane: its head, a row, or blanks."""
        theme, width = self.theme_styles, self.size.width
        if y < HEAD:
            style = theme.style("header_focus" if self.has_focus else "header")
            head = shown([Span(f" {self.head_of(width - 1)}")], self.way)
            return Strip(Segment(span.text, style) for span in head).adjust_cell_length(width, style)
        index = self.top + y - HEAD
        row = self.source.row(index) if self.source is not None else None
        base = theme.style("base")
        if row is None:
            words = wrapped([Span(self.empty)], width - EDGE - 1) if self.empty and self.top == 0 else []
            line = shown(words[index], self.way) if index < len(words) and not self.cursor else ()
            text = "".join(span.text for span in line)
            return Strip([Segment(f"  {text}", theme.style("dim"))]).adjust_cell_length(width, base)
        spans = shown(row.spans, self.way, self.prose)
        segments = [Segment("  ", base), *(Segment(span.text, theme.style(span.style)) for span in spans)]
        if index == self.cursor:
            # the mark and the date that the row begins with, not all of it: a step is then a few cells, not two rows
            mark = "cursor" if self.has_focus else "selected"
            dated = bool(spans) and spans[0].style == "date"
            segments[0] = Segment("> ", theme.style(mark if dated or not self.has_focus else "pointer"))
            if dated:
                segments[1] = Segment(spans[0].text, theme.style(mark))
        if label := self.labels.get(index):
            segments[0] = Segment(f"{label:<{EDGE}}", theme.style("key"))
        return Strip(segments).adjust_cell_length(width, base)
