"""One row across the screen: the title above, the keys or a notice below."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from ..present.rows import Span
from ..present.themes import Theme


class Bar(Widget):
    """A row of spans, cut at the right."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(id=name)
        self.theme_styles = theme
        self.spans: tuple[Span, ...] = ()

    def show(self, spans: tuple[Span, ...]) -> None:
        """Show other words; nothing is drawn where they are the same."""
        if spans != self.spans:
            self.spans = spans
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        theme = self.theme_styles
        base = theme.style("bar")
        return Strip([Segment(span.text, theme.style(span.style or "bar")) for span in self.spans]).adjust_cell_length(
            self.size.width, base
        )
