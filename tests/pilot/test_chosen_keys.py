"""A reader with keys of their own: what they chose works, is shown, and the ways out of trouble are where they were."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from reader import MEDIUM, Reader, Size, app_for, at_every_size

from tui.app import KhabarApp
from tui.commands.commands import COMMANDS, DEFAULT
from tui.commands.own_keys import with_own_keys
from tui.store.library import Library


@asynccontextmanager
async def reading_with(library: Library, keys: str, size: Size = MEDIUM) -> AsyncIterator[Reader]:
    """Sit a reader down who has a file of keys."""
    plain = app_for(library)
    app = KhabarApp(plain.desk, plain.theme_styles, keymap=with_own_keys(keys.encode(), "keys.yaml", DEFAULT))
    async with app.run_test(size=size) as pilot:
        yield Reader(app, pilot)


async def test_the_chosen_keys_work_and_the_ones_given_up_do_not(library: Library) -> None:
    async with reading_with(library, "down: ctrl+n\nfilter: F2\nfind: F2\nview_event: u\n") as reader:
        await reader.press("2")
        assert reader.app.desk.place.view == "article"
        await reader.press("u")
        assert reader.app.desk.place.view == "event"
        start = reader.app.desk.place.record
        await reader.press("j")
        assert reader.app.desk.place.record == start
        await reader.press("ctrl+n")
        assert reader.app.desk.place.record != start
        await reader.press("f2")
        assert reader.app.screen.is_typing


async def test_the_footer_and_the_help_show_the_chosen_keys(library: Library) -> None:
    async with reading_with(library, "down: u\nfilter: F2\nfind: F2\nhelp: F1\n") as reader:
        assert "F2 filter" in reader.footer
        assert "F1 help" in reader.footer
        before = reader.lines
        for key in ("f1", "?"):
            await reader.press(key)
            assert any(re.search(r"\bu +Down\.", line) for line in reader.lines)
            await reader.press("escape")
            assert reader.lines == before


@at_every_size
async def test_khabar_is_left_even_where_every_key_was_taken_away(library: Library, size: Size) -> None:
    nothing = "".join(f"{command.id}: []\n" for command in COMMANDS if command.id not in ("quit", "help", "redraw"))
    async with reading_with(library, nothing, size) as reader:
        assert "ctrl+q quit" in reader.footer
        await reader.press(*"jk/:[]1", "enter", "escape", "tab", "?", "?", "ctrl+l")
        assert reader.app.return_code is None
        await reader.press("ctrl+q")
        assert reader.app.return_code == 0
