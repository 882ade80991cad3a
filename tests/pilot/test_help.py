"""What says which keys there are, and why one of them cannot act."""

from __future__ import annotations

import re

import pytest
from reader import MEDIUM, Reader, Size, at_every_size, reading

from tui.commands.commands import COMMANDS, live, shown
from tui.reading.desk import PANES
from tui.store.library import Library


def entries(reader: Reader) -> dict[str, str]:
    """What the help lists: keys → what is said of them."""
    source = reader.screen.choosing.pane.source
    assert source is not None
    listed: dict[str, str] = {}
    for index in range(len(source)):
        row = source.row(index)
        if row is None or not row.text:
            break
        keys, words = row.spans[0].text, "".join(span.text for span in row.spans[1:])
        if keys.strip():
            listed[keys.strip()] = words
        else:
            listed[list(listed)[-1]] += f" {words}"
    return listed


@at_every_size
async def test_the_help_lists_the_live_commands_and_why_one_cannot_act(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        for pane in PANES:
            await reader.go_to(pane)
            expected = {}
            for command in live(COMMANDS, pane):
                why = command.why_not(reader.app.desk)
                words = f"{command.title}. {command.help}" + (f" Not now: {why}." if why else "")
                expected[" ".join(map(shown, command.keys))] = words
            await reader.press("?")
            assert entries(reader) == expected
            assert f"Keys in the {pane}" in reader.lines[1]
            await reader.press("escape")


def test_keys_are_called_as_they_look() -> None:
    assert [key for command in COMMANDS for key in map(shown, command.keys) if "_" in key] == []


async def test_the_help_says_what_can_act_meanwhile(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("?")
        assert "Not now: nothing to go back to yet." in entries(reader)["["]
        await reader.press("escape", "2", "?")
        assert "Not now" not in entries(reader)["["]


@at_every_size
async def test_the_help_can_be_read_to_its_end(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("?")
        seen = set(reader.lines)
        for _ in range(40):
            await reader.press("j")
            seen |= set(reader.lines)
        await reader.press("G")
        seen |= set(reader.lines)
        assert any("ctrl+q" in line for line in seen)
        assert any("12·3" in line for line in seen)


@pytest.mark.parametrize("key", ["escape", "q", "?", "ctrl+c"])
async def test_the_help_is_left_for_where_one_was(library: Library, key: str) -> None:
    async with reading(library) as reader:
        await reader.press("2", "j", "tab")
        before = reader.lines
        await reader.press("?")
        assert reader.lines != before
        await reader.press(key)
        assert reader.lines == before


async def test_ctrl_q_quits_from_the_help(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("?", "ctrl+q")
        assert reader.app.return_code == 0


async def test_the_help_is_searched_and_does_what_is_chosen(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("2", "?", *"/paragraph value written", "enter")
        assert reader.place.pane == "article"
        await reader.press("?", *"/talks rounds", "enter")
        assert reader.place.view == "round"


async def test_what_can_be_done_is_found_by_words_and_done(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("ctrl+p", *"storylines")
        await reader.until(lambda: "Threads" in reader.rows("")[0] or len(entries(reader)) == 1)
        await reader.press("enter")
        assert reader.place.view == "thread"


async def test_what_cannot_act_says_why_in_the_help_too(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("ctrl+p", *"step back filter", "enter")
        assert reader.footer == "Back: nothing to go back to yet"
        await reader.press("escape")
        assert "? help" in reader.footer


async def test_a_search_in_the_help_that_finds_nothing_says_so(library: Library) -> None:
    async with reading(library) as reader:
        before = reader.lines
        await reader.press("?", *"/zebra", "enter")
        assert any("nothing here has “zebra”" in line for line in reader.lines)
        await reader.press("escape")
        assert reader.lines == before


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("[", "[ Back: nothing to go back to yet"),
        ("]", "] Forward: no step back was taken"),
        ("q", "q Come out: this is the outermost layer; ctrl+q quits"),
        ("tab n", "n Next found: find something first: / and a word"),
        ("tab N", "N Found before: find something first: / and a word"),
        ("9 o", "o Paragraph: this record cites no paragraph"),
    ],
)
async def test_a_key_that_cannot_act_says_why(library: Library, keys: str, why: str) -> None:
    async with reading(library) as reader:
        await reader.press(*keys.split())
        assert reader.footer == why
        await reader.press("j")
        assert why not in reader.footer


@pytest.mark.parametrize(
    ("key", "why"), [("enter", "Enter Go in: nothing is selected"), ("o", "o Paragraph: this record cites")]
)
async def test_in_an_empty_corpus_a_key_says_that_nothing_is_there(empty_library: Library, key: str, why: str) -> None:
    async with reading(empty_library) as reader:
        await reader.press(key)
        assert reader.footer.startswith(why)


async def test_ctrl_c_says_how_to_quit(library: Library) -> None:
    async with reading(library) as reader:
        for pane in PANES:
            await reader.go_to(pane)
            await reader.press("ctrl+c")
            assert reader.footer == "ctrl+q quits"
            assert reader.app.return_code is None


async def test_a_key_without_a_command_says_so_and_does_nothing_else(library: Library) -> None:
    async with reading(library) as reader:
        before = reader.lines
        for key in ("u", "f5", "ctrl+x", "Ω", "ctrl+y", "ctrl+backslash"):
            await reader.press(key)
            assert reader.lines[:-1] == before[:-1], key
            assert reader.footer.endswith("does nothing here; ? shows the keys"), key


@pytest.mark.parametrize("pane", ["list", "article"])
@at_every_size
async def test_the_footer_names_keys_that_are_live_here(library: Library, size: Size, pane: str) -> None:
    async with reading(library, size) as reader:
        await reader.go_to(pane)
        keys = {(shown(command.keys[0]), command.footer) for command in live(COMMANDS, pane)}
        named = re.split(r"  +", reader.footer)
        assert named[0] == "? help"
        assert len(named) >= 4
        assert {tuple(name.split(" ", 1)) for name in named} <= keys


async def test_redrawing_shows_the_same_screen(library: Library) -> None:
    async with reading(library, MEDIUM) as reader:
        await reader.press("2", "j", "tab", "j")
        before = reader.lines
        await reader.press("ctrl+l")
        assert reader.lines == before
