"""A reader at the keyboard: presses keys, and says what stands on the screen."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from tui.app import KhabarApp
from tui.corpus.text import has_rightward
from tui.paths import themes_folder
from tui.present.direction import LRM
from tui.present.rows import TextRow
from tui.present.themes import find_theme
from tui.present.wardrobe import Wardrobe
from tui.reading.desk import PANES, Desk, Place
from tui.screens.reading_screen import ReadingScreen
from tui.store.library import Library

Size = tuple[int, int]
WIDE, MEDIUM, SMALL = (120, 40), (80, 24), (40, 15)
SIZES = (WIDE, MEDIUM, SMALL)
at_every_size = pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
in_every_pane = pytest.mark.parametrize("pane", PANES)

MOST_TRIES = 1_000
"""Turns of the loop that a condition is waited for: more than any machine needs, few enough to end."""


def app_for(library: Library, theme: str = "dark") -> KhabarApp:
    """Return khabar before a library, not yet running."""
    return KhabarApp(Desk(library), find_theme(theme, themes_folder()))


@asynccontextmanager
async def reading(library: Library, size: Size = MEDIUM) -> AsyncIterator[Reader]:
    """Sit a reader down before a library."""
    async with reading_at(Desk(library), size) as reader:
        yield reader


@asynccontextmanager
async def reading_at(
    desk: Desk, size: Size = MEDIUM, wardrobe: Wardrobe | None = None, copied: Path | None = None
) -> AsyncIterator[Reader]:
    """Sit a reader down at a desk, with a wardrobe of themes and a file to copy to where these are given."""
    app = KhabarApp(desk, find_theme("dark", themes_folder()), wardrobe=wardrobe, copied=copied)
    async with app.run_test(size=size) as pilot:
        yield Reader(app, pilot)


@dataclass
class Reader:
    """What a reader does and sees. A pane's rows are what the terminal would be sent, cut at the right."""

    app: KhabarApp
    pilot: Pilot[str]

    # -- doing

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has been answered; a character or a name of Textual's each."""
        for key in keys:
            self.type_ahead(key)
            await self.pilot.pause(0)  # Pilot.press also waits for the processor to rest, 40 ms a key

    async def type(self, words: str) -> None:
        """Type words."""
        await self.press(*words)

    def type_ahead(self, *keys: str) -> None:
        """Press keys faster than any can be answered."""
        for key in keys:
            name, character = (_character_to_key(key), key) if len(key) == 1 else (key, None)
            self.app.post_message(Key(name, character))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        for _ in range(MOST_TRIES):
            if condition():
                return
            await self.pilot.pause(0.005)
        pytest.fail("it never came about; the screen shows\n" + "\n".join(self.lines))

    async def go_to(self, pane: str) -> None:
        """Go round the panes to one of them."""
        for _ in PANES:
            if self.place.pane == pane:
                return
            await self.press("tab")
        pytest.fail(f"Tab does not reach the {pane}")

    async def cursor_to(self, words: str) -> None:
        """Go down to the first row with these words in the pane in focus."""
        await self.press("g")
        index = next((i for i, row in enumerate(self.all_rows()) if words in row.text), None)
        if index is None:
            pytest.fail(
                f"no row says {words!r} in the {self.place.pane}\n" + "\n".join(r.text for r in self.all_rows())
            )
        await self.press(*["j"] * index)

    async def resize(self, size: Size) -> None:
        """Make the terminal another size."""
        await self.pilot.resize_terminal(*size)
        await self.until(lambda: self.screen.size == size)
        await self.pilot.pause()

    # -- seeing

    @property
    def screen(self) -> ReadingScreen:
        """The reading room, which must be in front."""
        assert isinstance(self.app.screen, ReadingScreen)
        return self.app.screen

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return self.app.desk.place

    @property
    def strips(self) -> list[Strip]:
        """The lines that leave for the terminal."""
        return self.app.screen._compositor.render_strips()

    @property
    def lines(self) -> list[str]:
        """What the whole screen shows."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def footer(self) -> str:
        """What stands below the panes: keys, a notice, or the line that is being typed."""
        below = self.screen.prompt if self.screen.prompt.display else self.screen.footer_bar
        return " ".join(line.strip() for line in self.lines[below.region.y :])

    @property
    def shown_panes(self) -> list[str]:
        """The panes that have room on the screen."""
        return [name for name in PANES if self.screen.panes[name].display and self.screen.panes[name].region.area]

    def head(self, pane: str = "") -> str:
        """The row above a pane's rows."""
        return self._pane_lines(pane)[0]

    def rows(self, pane: str = "") -> list[str]:
        """What a pane shows, row by row; the pane in focus where none is named."""
        return self._pane_lines(pane)[1:]

    def cursor(self, pane: str = "") -> str:
        """The row that the cursor's mark stands before; it must be in sight."""
        marked = [row[2:] for row in self.rows(pane) if row.startswith(">")]
        assert len(marked) == 1, "the cursor is out of sight:\n" + "\n".join(self.lines)
        return marked[0]

    def all_rows(self, pane: str = "") -> list[TextRow]:
        """Every row of a pane, those out of sight too."""
        source = self.screen.panes[pane or self.place.pane].source
        assert source is not None
        rows = [source.row(index) for index in range(len(source))]
        return [row for row in rows if row is not None]

    @property
    def menu(self) -> list[str]:
        """What the open menu shows: its title, then its rows."""
        assert self.screen.choosing.pane.display, "no menu is open:\n" + "\n".join(self.lines)
        region = self.screen.choosing.pane.region
        return self.lines[region.y : region.bottom]

    def menu_rows(self) -> list[TextRow]:
        """Every row of the open menu, those out of sight too."""
        source = self.screen.choosing.pane.source
        assert source is not None
        return [row for row in map(source.row, range(len(source))) if row is not None]

    def _pane_lines(self, pane: str) -> list[str]:
        region = self.screen.panes[pane or self.place.pane].region
        return [strip.crop(region.x, region.right).text.rstrip() for strip in self.strips[region.y : region.bottom]]


def starred(rows: Iterable[TextRow]) -> set[str | None]:
    """Return the paragraphs whose rows carry the mark of the record in the details."""
    return {row.block for row in rows if len(row.spans) > 1 and row.spans[1].text == "|"}


ACTED_ON = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What a terminal acts on, or shows other than as a letter."""


def look(reader: Reader) -> None:
    """Look at every line that leaves: nothing in it acts, and it is as wide as the screen."""
    strips = reader.strips
    assert_harmless(strips)
    assert len(strips) == reader.app.size.height
    assert {sum(cell_len(segment.text) for segment in strip) for strip in strips} == {reader.app.size.width}


def assert_harmless(strips: list[Strip]) -> None:
    """Assert that nothing in lines acts on a terminal, but for the mark behind what runs from right to left."""
    for strip in strips:
        texts = [segment.text for segment in strip]
        for before, text in pairwise(["", *texts]):
            is_ours = text == LRM and has_rightward(before)
            assert is_ours or not ACTED_ON.search(text), repr(text)
        for segment in strip:
            assert segment.style is None or (not segment.style.link and not segment.style.meta)
