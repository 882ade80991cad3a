"""Themes as they are listed and previewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.cells import cell_len
from rich.color import ColorSystem

from ..errors import CorpusError
from .contrast import AA, AAA, contrast
from .plain import printable
from .rows import Span, TextRow
from .themes import NAMES, Theme, available, read_theme

WIDTH = 66

_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
}


def theme_lines(bundled: Path, own: Path, worn: str) -> Iterator[str]:
    """Yield each theme with its title and where it is from; `worn` is the name of the one worn where none is asked for."""
    for file in available(bundled, own):
        parts = [str(file.path) if file.own else "comes with khabar"]
        if file.hides:
            parts.append("stands before the one that comes with khabar")
        if file.own:
            try:
                read_theme(file.path, bundled)
            except CorpusError:
                parts.append(f"cannot be worn: khabar themes {file.name} says why")
            except OSError as error:
                parts.append(f"cannot be read: {error.strerror}")
        if file.name == worn:
            parts.append("worn here")
        yield f"{file.name:<10} {file.title:<16} {', '.join(parts)}"


def preview(theme: Theme) -> Iterator[TextRow]:
    """Yield what each style is for, in that style, with its contrast; all rows are of one width."""
    contrasts = {name: contrast(theme.style(name)) for name in NAMES}
    yield _row(Span(theme.title, "title"))
    for name, purpose in NAMES.items():
        found = contrasts[name]
        told = f"{found[0]:.1f}:1" if found else "own"
        yield _row(Span(f"{name:<13} ", "label"), Span(f"{told:>6}  ", "dim"), Span(purpose, name))
    known = [found[0] for found in contrasts.values() if found]
    if known:
        grade = "AAA" if min(known) >= AAA else "AA" if min(known) >= AA else "less than AA"
        yield _row(Span(f"The least contrast is {min(known):.1f}:1, {grade} in WCAG 2.1.", "dim"))
    if len(known) < len(NAMES):
        yield _row(Span("own: in a colour of the terminal's own, which khabar cannot know.", "dim"))


def _row(*spans: Span) -> TextRow:
    filled = sum(cell_len(span.text) for span in spans)
    return TextRow((*spans, Span(" " * (WIDTH - filled))))


def coloured(row: TextRow, theme: Theme, system: str, colours: bool = True) -> str:
    """Return a row with what tells a terminal its styles; without colours bold, underline and reverse are left."""
    styles = ((span.text, theme.style(span.style)) for span in row.spans)
    return "".join(
        (style if colours else style.without_color).render(printable(text), color_system=_SYSTEMS[system])
        for text, style in styles
    )
