"""How the screen looks, one picture a screen.

After a change that is meant: `pytest --snapshot-update tests/looks`, and look at what has changed.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tui.app import KhabarApp
from tui.paths import themes_folder
from tui.present.pages import PAGES
from tui.present.themes import find_theme
from tui.reading.desk import Desk
from tui.screens.reading_screen import ReadingScreen
from tui.store.library import Library

SCREENS = {
    "articles": ["1"],
    "an-open-article": ["1", "enter", "pagedown"],
    "events": ["2", "j", "j"],
    "event-details": ["2", "enter", "j", "j"],
    "actors": ["3", "G"],
    "agreement-details": ["4", "enter", "pagedown"],
    "timeline": ["shift+tab", "G"],
    "search": ["s", *"weir", "enter", "j"],
    "help": ["2", "?", "j"],
    "filter-offers": ["2", "/", *"place:"],
    "belonging": ["2", "j", "."],
    "why": ["2", "j", "w"],
    "hints": ["2", "f"],
    "filter-prompt": ["2", "/", *"-line:off", "enter", "/"],
}
"""A screen and the keys that lead to it; each ends at rest, with no timer running."""

Compare = Callable[..., bool]


def app_for(library: Library, theme: str, colours: bool = True) -> KhabarApp:
    return KhabarApp(Desk(library), find_theme(theme, themes_folder()), colours)


def pressing(keys: list[str]) -> Callable[[Pilot[str]], object]:
    """Return what presses keys and waits until all is drawn."""

    async def press(pilot: Pilot[str]) -> None:
        await pilot.press(*keys)
        room = pilot.app.screen
        assert isinstance(room, ReadingScreen)
        while room.typing.timer:  # what is typed takes hold when the keys rest
            await pilot.pause(0.02)
        await pilot.pause()

    return press


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare: Compare, library: Library, screen: str, size: tuple[int, int]) -> None:
    assert snap_compare(app_for(library, "dark"), terminal_size=size, run_before=pressing(SCREENS[screen]))


OF_KIND = {
    "": "1", "agreement": "4", "round": "5", "event": "2 j", "issue": "6", "actor": "3 j j", "place": "8 j", "article": "1",
    "outlet": "1",
}  # fmt: skip
"""The keys that go to a record of a kind."""
SHOWN = [
    (page.id, next(kind for kind in (*OF_KIND, "") if kind in page.kinds)) for page in PAGES if page.id != "fields"
]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize(("page", "kind"), SHOWN, ids=[page for page, _ in SHOWN])
def test_page(snap_compare: Compare, library: Library, page: str, kind: str, size: tuple[int, int]) -> None:
    key = next(one.key for one in PAGES if one.id == page)
    keys = [*OF_KIND[kind].split(), "p", key if kind else key.upper(), "Z"]
    assert snap_compare(app_for(library, "dark"), terminal_size=size, run_before=pressing(keys))


@pytest.mark.parametrize("theme", ["light", "contrast", "sixteen", "mono"])
def test_theme(snap_compare: Compare, library: Library, theme: str) -> None:
    app = app_for(library, theme, colours=theme != "mono")
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing(SCREENS["event-details"]))
