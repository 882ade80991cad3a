"""One row across the screen: the title above, the keys or a notice below."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from ..present.direction import LATIN, shown
from ..present.rows import Span
from ..present.themes import Theme


class Bar(Widget):
    """A row of spans, cut at the right; more rows where there is more to say."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"
    way = LATIN
    """How letters that run from right to left are shown; set by the screen."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(id=name)
        self.theme_styles = theme
        self.lines: tuple[tuple[Span, ...], ...] = ()

    def show(self, *lines: tuple[Span, ...]) -> None:
        """Show other words; nothing is drawn where they are the same."""
        if lines != self.lines:
            if len(lines) != len(self.lines):
                self.styles.height = max(len(lines), 1)
            self.lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a row."""
        theme = self.theme_styles
        spans = self.lines[y] if y < len(self.lines) else ()
        segments = [Segment(span.text, theme.style(span.style or "bar")) for span in self.drawn(spans)]
        return Strip(segments).adjust_cell_length(self.size.width, theme.style("bar"))

    def drawn(self, spans: Sequence[Span]) -> Sequence[Span]:
        """Return the spans of a row as they are drawn."""
        return shown(spans, self.way)
