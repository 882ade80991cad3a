"""What is typed: a filter, a find, a name to go to; and keys that come faster than the screen."""

from __future__ import annotations

import pytest
from reader import MEDIUM, SMALL, WIDE, Size, at_every_size, reading

from tui.screens import asking
from tui.store.library import Library

EVENTS = ["The two valleys", "The gate is", "A lorry is", "The gate stays", "Ilse Marrow", "The upper road"]
LORRY = "A lorry is turned back"


@pytest.fixture
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let typing never rest long enough."""
    monkeypatch.setattr(asking, "REST", 3_600)


def titles(rows: list[str]) -> list[str]:
    """Which of the events a list shows."""
    return [title for row in rows for title in EVENTS if title[:10] in row]


# -- filter


@at_every_size
async def test_a_filter_takes_hold_when_typing_rests(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", *"/lorry")
        await reader.until(lambda: titles(reader.rows("list")) == ["A lorry is"])
        assert reader.footer == "filter: lorry"
        assert "1/1 · lorry" in reader.head("list")


@pytest.mark.usefixtures("no_rest")
async def test_while_one_types_the_list_stands_still(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("2", *"/lorry")
        assert titles(reader.rows("list")) == EVENTS
        await reader.press("enter")
        assert titles(reader.rows("list")) == ["A lorry is"]


@at_every_size
async def test_enter_keeps_a_filter_and_the_list_can_be_gone_through(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", *"/-line:off", "enter", "G")
        assert titles(reader.rows()) == ["The two valleys", "A lorry is", "Ilse Marrow"]
        assert "Ilse Marrow" in reader.cursor()
        assert not reader.footer.startswith("filter:")


@at_every_size
async def test_escape_puts_the_list_back(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", *"/-line:off", "enter", "/", "ctrl+u", *"lorry")
        await reader.until(lambda: titles(reader.rows("list")) == ["A lorry is"])
        await reader.press("escape")
        assert titles(reader.rows("list")) == ["The two valleys", "A lorry is", "Ilse Marrow"]
        assert "-line:off" in reader.head("list")


async def test_escape_puts_the_cursor_back(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("2", "G", *"/lorry")
        await reader.until(lambda: titles(reader.rows("list")) == ["A lorry is"])
        await reader.press("escape")
        assert "The upper road" in reader.cursor()


@pytest.mark.parametrize(
    ("filter_", "why"),
    [
        ("tipe:siege", "no facet 'tipe'; did you mean type:?"),
        ("type:", "type: needs a value, as in type:…"),
        ("-siege", "-siege: only a facet can be left out, as in -type:siege"),
        ("2031-05..2031-04", "2031-05..2031-04: ends before it begins"),
    ],
)
async def test_a_wrong_filter_says_why_and_leaves_the_list(library: Library, filter_: str, why: str) -> None:
    async with reading(library) as reader:
        await reader.press("2", *"/-line:off", "enter")
        before = reader.head("list"), reader.rows("list")
        await reader.press("/", "ctrl+u", *filter_, "enter")
        assert reader.footer == why
        assert (reader.head("list"), reader.rows("list")) == before
        await reader.press("j")
        assert why not in reader.footer


@pytest.mark.parametrize(
    ("size", "filter_", "advice"), [(SMALL, "-siege", "as in -type:siege"), (MEDIUM, "zebra", "Esc lifts the filter")]
)
async def test_advice_can_be_read_whole(library: Library, size: Size, filter_: str, advice: str) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", "/", *filter_, "enter")
        assert advice in " ".join([*map(str.strip, reader.rows("list")), reader.footer])


async def test_a_filter_finds_any_spelling(library: Library) -> None:
    async with reading(library) as reader:
        for spelling in ("härn", "harn", "HARN", "هرن", "al-harn"):
            await reader.press("8", "/", *spelling, "enter")
            assert any("Harn" in row for row in reader.rows("list")), spelling
            await reader.press("2", *"/place:", *spelling, "enter")
            assert titles(reader.rows("list")) == ["The two valleys", "The gate is", "The gate stays"], spelling


async def test_a_filter_that_matches_nothing_says_so_and_how_to_lift_it(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("2", *"/zebra", "enter")
        assert "0/0" in reader.head()
        assert reader.rows()[0].strip().startswith("nothing matches")
        await reader.press("escape")
        assert titles(reader.rows()) == EVENTS


async def test_the_timeline_shows_the_events_of_the_filter(library: Library) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("2", *"/lorry", "enter")
        assert [row for row in reader.rows("timeline") if row.strip()] == [
            row for row in reader.rows("timeline") if LORRY in row
        ]


# -- find


@pytest.mark.parametrize("pane", ["article", "details"])
@at_every_size
async def test_find_goes_to_each_place_and_round_again(library: Library, size: Size, pane: str) -> None:
    async with reading(library, size) as reader:
        await reader.press("4")
        await reader.go_to(pane)
        await reader.press("g", *"/ORRÉN", "enter")
        hits = [index for index, row in enumerate(reader.all_rows()) if "orren" in row.text.lower()]
        assert len(hits) > 1
        gone = [reader.screen.pane.cursor]
        for _ in hits:
            await reader.press("n")
            gone.append(reader.screen.pane.cursor)
            assert "orren" in reader.cursor().lower()
        assert gone == [*hits, hits[0]]
        await reader.press("N")
        assert reader.screen.pane.cursor == hits[-1]


@pytest.mark.parametrize("pane", ["article", "details"])
async def test_a_find_of_what_is_not_there_says_so(library: Library, pane: str) -> None:
    async with reading(library) as reader:
        await reader.go_to(pane)
        await reader.press("g", *"/zebra", "enter")
        assert reader.footer == "no “zebra” in this text"
        await reader.press("g", "N")
        assert reader.footer == "no “zebra” in this text"


async def test_what_is_found_is_marked_while_one_types(library: Library) -> None:
    async with reading(library) as reader:
        await reader.go_to("article")
        await reader.press(*"/gate")
        await reader.until(lambda: any(row.hit for row in reader.all_rows()))
        found = {span.text.lower() for row in reader.all_rows() for span in row.spans if span.style == "found"}
        assert found == {"gate"}
        await reader.press("escape")
        assert not any(row.hit for row in reader.all_rows())


# -- go to


@at_every_size
async def test_search_lists_what_was_found(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("9", *"sMärrow", "enter")
        assert reader.head("list").startswith(" Found 1/")
        await reader.cursor_to("actor")
        await reader.press("enter")
        assert (reader.place.pane, reader.place.record) == ("details", "act:ilse-marrow")


async def test_search_says_when_nothing_is_found_and_changes_nothing(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("8", "j")
        before = reader.place
        await reader.press(*"szebra", "enter")
        assert reader.footer == "nothing found for “zebra”"
        assert reader.place == before


async def test_go_to_can_be_given_up(library: Library) -> None:
    async with reading(library) as reader:
        before = reader.lines
        await reader.press(*":marrow", "escape")
        assert reader.lines == before


# -- the line itself


async def test_the_line_can_be_edited(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press(*"slory", "left", "r", "end", "s", "backspace")
        assert reader.footer == "search: lorry"
        await reader.press(*" and pipes", "ctrl+w", "ctrl+w", "home", "delete", "l", "enter")
        assert reader.place.view == "found"
        assert reader.place.filter == "lorry"


@pytest.mark.parametrize("keys", ["/", ":", "s", "?/", "3/ilse"])
async def test_ctrl_q_quits_while_one_types(library: Library, keys: str) -> None:
    async with reading(library) as reader:
        await reader.press(*keys, "ctrl+q")
        assert reader.app.return_code == 0


# -- typed ahead


@at_every_size
async def test_keys_typed_ahead_reach_what_they_were_meant_for(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        reader.type_ahead(*"3/ilse", "enter", "enter", "o", "j", *"/gate", "enter")
        await reader.until(lambda: reader.app.desk.find == "gate")
        assert (reader.place.view, reader.place.filter, reader.place.selected) == ("actor", "ilse", "act:ilse-marrow")
        assert reader.place.pane == "article"
        assert "gate" in reader.cursor()


async def test_keys_typed_ahead_pass_through_the_help(library: Library) -> None:
    async with reading(library) as reader:
        reader.type_ahead("?", "j", "j", "escape", *"8j?", "q", "enter")
        await reader.until(lambda: reader.place.pane == "details")
        assert reader.place.record == reader.place.selected == "plc:harn-weir"


async def test_a_held_key_goes_as_far_as_it_was_pressed(long_library: Library) -> None:
    async with reading(long_library) as reader:
        reader.type_ahead("2", *"j" * 300, *"k" * 100)
        await reader.until(lambda: "201/" in reader.head("list"))
        assert reader.screen.pane.cursor == 200
