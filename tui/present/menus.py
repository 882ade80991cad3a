"""A menu as rows: the key, what it picks, what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from ..reading.menu import Choice, Menu
from .rows import Span, TextRow, fit, wrapped

GAP = 2
MOST_KEYS = 14
"""Cells that keys may take before the words."""


def menu_rows(menu: Menu, width: int) -> Iterator[TextRow]:
    """Yield the choices, one a row, or whole and wrapped where the menu has all the screen; then what stands below them.

    The target of a choice's rows is its place among those shown.
    """
    shown = menu.shown
    keys = min(max((len(choice.keys) for choice in menu.choices), default=0), MOST_KEYS)
    for index, choice in enumerate(shown):
        lead = keys + GAP if keys else 0
        spans = _words(choice, menu.whole)
        lines = wrapped(spans, max(width - lead, 10)) if menu.whole else [_cut(spans, width - lead)]
        for at, line in enumerate(lines):
            key = Span(f"{choice.keys if at == 0 else '':<{lead}}", "cite")
            yield TextRow((*([key] if lead else []), *line), target=str(index), block=str(index))
    if menu.foot and not menu.words:
        if shown:
            yield TextRow(())
        for name, meaning in menu.foot:
            for line in wrapped([*([Span(f"{name} ", "label")] if name else []), Span(meaning)], width):
                yield TextRow(line)


def _words(choice: Choice, whole: bool) -> list[Span]:
    title = Span(
        choice.title + (". " if whole else ""), "off_line" if choice.why_not and not whole else "title" * whole
    )
    note = choice.note if whole or not choice.note else f"  {choice.note}"
    why = Span(f" Not now: {choice.why_not}." if whole else f"  {choice.why_not}", "off_line")
    return [title, Span(note, "" if whole else "dim"), *([why] if choice.why_not else [])]


def _cut(spans: list[Span], width: int) -> tuple[Span, ...]:
    """Return as much of the spans as one line holds."""
    line: list[Span] = []
    for span in spans:
        if width <= 0:
            break
        text = span.text if len(span.text) < width else fit(span.text, width).rstrip()
        line.append(Span(text, span.style))
        width -= len(text)
    return tuple(line)
