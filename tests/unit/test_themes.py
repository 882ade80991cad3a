"""Themes: every pair of colours in use can be read."""

from __future__ import annotations

import pytest
from rich.color import Color

from tui.paths import themes_folder
from tui.present.themes import NAMES, Theme, find_theme, theme_files

AA = 4.5
"""The least contrast for text (WCAG 2.1, 1.4.3)."""


def luminance(color: Color) -> float:
    """Return the relative luminance of WCAG 2.1."""
    shares = [value / 255 for value in color.get_truecolor()]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(theme: Theme, name: str) -> float:
    style = theme.style(name)
    assert style.color and style.bgcolor
    lighter, darker = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_pair_of_colours_can_be_read(theme: str, name: str) -> None:
    assert contrast(find_theme(theme, themes_folder()), name) >= AA


def test_every_theme_can_be_worn() -> None:
    assert {path.stem for path in theme_files(themes_folder())} == {"dark", "light", "sixteen", "mono"}
    for path in theme_files(themes_folder()):
        assert set(find_theme(path.stem, themes_folder()).styles) == set(NAMES)
