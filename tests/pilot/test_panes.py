"""Which panes there are at a size, how they are reached, and what each kind shows in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reader import MEDIUM, SMALL, WIDE, Size, at_every_size, in_every_pane, reading

from tui.commands.commands import VIEW_TITLES
from tui.reading.desk import PANES, VIEWS
from tui.store.library import Library

SHOWN = {
    WIDE: {pane: set(PANES) for pane in PANES},
    MEDIUM: {"list": {"list", "article"}, "article": {"article"}, "details": {"details"}, "timeline": {"timeline"}},
    SMALL: {pane: {pane} for pane in PANES},
}  # fmt: skip
"""The panes seen while one is in focus."""

DIGITS = list(zip("1234567890", VIEWS, strict=False))


@pytest.mark.parametrize(("key", "round_"), [("tab", [*PANES, "list"]), ("shift+tab", ["list", *PANES[::-1]])])
@at_every_size
async def test_tab_goes_round_the_panes(library: Library, size: Size, key: str, round_: list[str]) -> None:
    async with reading(library, size) as reader:
        gone = [reader.place.pane]
        for _ in PANES:
            await reader.press(key)
            gone.append(reader.place.pane)
            assert reader.screen.focused is reader.screen.pane
        assert gone == round_


@at_every_size
async def test_the_pane_in_focus_and_its_neighbours_are_seen(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        for pane in PANES:
            await reader.go_to(pane)
            assert set(reader.shown_panes) == SHOWN[size][pane]
            assert sum(reader.screen.panes[name].region.area for name in reader.shown_panes) == size[0] * (size[1] - 2)
            assert all(reader.rows(name)[0].strip() for name in reader.shown_panes)


async def test_a_page_of_the_corpus_has_the_room_of_the_article_until_one_is_opened(library: Library) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("2", "p", "T")
        assert reader.shown_panes == ["list", "details", "timeline"]
        await reader.cursor_to("Harn")
        await reader.press("o")
        assert (reader.place.pane, reader.shown_panes) == ("article", list(PANES))
        await reader.press("escape", "escape")
        assert reader.shown_panes == list(PANES)


async def test_tab_passes_by_an_article_where_none_is_open(library: Library) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("9")
        assert reader.shown_panes == ["list", "details", "timeline"]
        gone = []
        for _ in range(3):
            await reader.press("tab")
            gone.append(reader.place.pane)
        assert gone == ["details", "timeline", "list"]


@pytest.mark.parametrize("size", [(1, 1), (6, 3), (20, 5), (72, 12), (300, 100)], ids="{0[0]}x{0[1]}".format)
async def test_no_size_is_too_odd(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        for _ in PANES:
            await reader.press("tab", "j", "pagedown", "G", "g")
        await reader.press("?", "G", "escape", *"2/gate", "enter", "enter", "o")
        assert len(reader.strips) == size[1]


# -- another size


@pytest.mark.parametrize(
    ("pane", "words"),
    [
        ("list", "A lorry"),
        ("article", "A fortnight"),
        ("details", "participants"),
        ("timeline", "A lorry"),
    ],
)
async def test_another_size_keeps_place_and_focus(library: Library, pane: str, words: str) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("2", "j", "j")
        await reader.go_to(pane)
        await reader.cursor_to(words)
        place = replace(reader.place, scroll=())
        for size in (SMALL, MEDIUM, WIDE):
            await reader.resize(size)
            assert replace(reader.place, scroll=()) == place
            assert reader.screen.focused is reader.screen.panes[pane]
            assert words in reader.cursor()


@in_every_pane
async def test_the_cursor_stays_in_sight_when_the_screen_grows_smaller(long_library: Library, pane: str) -> None:
    async with reading(long_library, WIDE) as reader:
        await reader.press("4" if pane == "details" else "2")
        await reader.go_to(pane)
        await reader.press("g", "pagedown")
        for size in (MEDIUM, SMALL):
            await reader.resize(size)
            reader.cursor()  # fails where it is out of sight; the row itself may be an empty one


async def test_the_cursor_stays_on_its_value_when_lines_break_anew(library: Library) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("4", "enter")
        await reader.cursor_to("kept")
        await reader.resize(SMALL)
        row = reader.screen.pane.current
        assert row is not None and "kept" in row.text


@pytest.mark.xfail(
    strict=True, reason="a notice of two rows is laid over the last row of the panes, and the cursor's with it"
)
async def test_a_long_notice_leaves_the_cursor_in_sight(library: Library) -> None:
    async with reading(library, SMALL) as reader:
        await reader.press("4", "enter", "G", "n")
        assert "find something first" in reader.footer
        assert reader.cursor()


# -- kinds


@at_every_size
async def test_a_digit_lists_a_kind(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        for digit, kind in DIGITS:
            await reader.go_to("details")
            await reader.press(digit)
            assert reader.place.pane == "list"
            assert reader.head().strip() == f"{VIEW_TITLES[kind]} 1/{library.count(kind)}"
            titles = [row.title for row in library.rows(library.numbers(kind))]
            shown = [row for row in reader.rows() if row]
            assert all(title[:8] in row for title, row in zip(titles, shown, strict=True))


@at_every_size
async def test_a_kind_without_records_says_so(empty_library: Library, size: Size) -> None:
    async with reading(empty_library, size) as reader:
        for digit, kind in DIGITS:
            await reader.press(digit)
            assert reader.head().strip() == f"{VIEW_TITLES[kind]} 0/0"
            assert [row.strip() for row in reader.rows() if row] == ["none coded in this corpus yet"]


@at_every_size
async def test_an_empty_corpus_can_be_walked_through(empty_library: Library, size: Size) -> None:
    async with reading(empty_library, size) as reader:
        for _ in PANES:
            await reader.press("j", "k", "G", "g", "pagedown", "enter", "o", "tab")
        await reader.press(*"/gate", "enter", "escape", *"sgate", "enter")
        assert reader.footer == "nothing found for “gate”"


async def test_where_nothing_is_listed_nothing_is_shown_beside(library: Library) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("2", *"/zebra", "enter")
        assert [row.strip() for row in reader.rows("details") if row] == ["nothing is selected"]
        assert [row.strip() for row in reader.rows("article") if row] == ["no article is open"]
