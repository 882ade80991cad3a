"""What is drawn has a theme's styles and no other, so that what is asserted of them holds of the screen."""

from __future__ import annotations

import pytest
from reader import MEDIUM, WIDE, Size, reading

from tui.paths import themes_folder
from tui.present.themes import find_theme
from tui.store.library import Library

KEYS = [
    "2",
    "j",
    "enter",
    "j",
    "tab",
    "tab",
    "G",
    "/",
    "w",
    "enter",
    "escape",
    "escape",
    "4",
    "enter",
    ":",
    "w",
    "enter",
    "?",
]


@pytest.mark.parametrize("size", [MEDIUM, WIDE], ids="{0[0]}x{0[1]}".format)
async def test_every_pair_on_the_screen_is_one_of_the_themes(library: Library, size: Size) -> None:
    theme = find_theme("dark", themes_folder())
    known = {(s.color, s.bgcolor, s.bold, s.italic, s.underline, s.reverse) for s in theme.styles.values()}
    strangers, seen = set(), set()
    async with reading(library, size) as reader:
        for key in ("", *KEYS):
            if key:
                await reader.press(key)
                await reader.pilot.pause()
            for segment in (segment for strip in reader.strips for segment in strip):
                style = segment.style
                if not segment.text.strip() or style is None:
                    continue
                look = (style.color, style.bgcolor, style.bold, style.italic, style.underline, style.reverse)
                seen.add(look)
                if look not in known:
                    strangers.add((key, segment.text, str(style)))
    assert not strangers
    assert len(seen) > 10
