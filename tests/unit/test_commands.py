"""Commands: one key means one thing in a pane, and footer, help and README tell the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import tui
from tui.commands.command import ANY, Command
from tui.commands.commands import COMMANDS, DEFAULT, VIEW_TITLES, key_table
from tui.commands.keymap import KEPT, KeyMap, live
from tui.commands.keys import shown
from tui.reading.desk import FOUND, PANES, VIEWS, Desk
from tui.screens.acts import Acts
from tui.store.library import Library

README = Path(tui.__file__).parent.parent / "README.md"
EVERY = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)

PLAIN_KEYS = {"enter", "escape", "tab", "space", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"}
SIGNS = {
    "slash",
    "asterisk",
    "exclamation_mark",
    "question_mark",
    "colon",
    "left_square_bracket",
    "right_square_bracket",
    "full_stop",
    "apostrophe",
    "left_parenthesis",
    "right_parenthesis",
}


ROUNDABOUT = {"suspend", "palette", "previous_pane", "redraw", "quit"}
"""What has only a key of two: Tab goes round to the pane before, ? and / find what the palette finds, the others are not reading."""


def passes_every_terminal(key: str) -> bool:
    """Say whether SSH, tmux and PuTTY hand a key on as it is."""
    return key in PLAIN_KEYS | SIGNS or (len(key) == 1 and key.isascii() and key.isalnum())


def test_no_two_commands_have_one_id() -> None:
    assert [name for name, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []


def test_no_key_means_two_things_in_a_pane() -> None:
    meanings = Counter((key, pane) for command in COMMANDS for key in command.keys for pane in command.scope)
    assert [meaning for meaning, count in meanings.items() if count > 1] == []
    assert list(DEFAULT.clashes()) == []


@EVERY
def test_a_command_says_what_it_is_where_and_by_which_keys(command: Command) -> None:
    assert command.keys
    assert command.title
    assert command.help.endswith(".")
    assert set(command.scope) <= set(ANY) == set(PANES)
    assert all(DEFAULT.command_for(key, pane) is command for key in command.keys for pane in command.scope)
    assert DEFAULT.keys_of(command) == command.keys


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.id not in ROUNDABOUT], ids=lambda command: command.id)
def test_every_command_can_be_reached_over_any_link(command: Command) -> None:
    assert any(passes_every_terminal(key) for key in command.keys)


@EVERY
def test_there_is_an_act_for_every_command(command: Command) -> None:
    kind = command.id.removeprefix("view_")
    assert callable(getattr(Acts, command.id, None)) or kind in VIEWS


def test_the_digits_open_the_first_ten_views() -> None:
    for digit, kind in zip("1234567890", VIEWS, strict=False):
        command = DEFAULT.command_for(digit, "list")
        assert command is not None
        assert command.id == f"view_{kind}"
    assert set(VIEW_TITLES) == {*VIEWS, FOUND}


@pytest.mark.parametrize("pane", PANES)
def test_one_can_leave_ask_and_move_everywhere(pane: str) -> None:
    assert {"quit", "help", "out", "up", "down"} <= {command.id for command in live(COMMANDS, pane)}


@EVERY
def test_a_fresh_desk_can_be_asked_why_not(command: Command, desk: Desk, empty_library: Library) -> None:
    for fresh in (desk, Desk(empty_library)):
        assert isinstance(command.why_not(fresh), str)


def test_what_cannot_act_says_why_until_it_can(desk: Desk) -> None:
    def live_ids() -> set[str]:
        return {command.id for command in COMMANDS if not command.why_not(desk)}

    waiting = {"back", "forward", "out", "find_next", "find_previous"}
    assert not waiting & live_ids()
    desk.open("evt:gate-shut")
    desk.find = "shut"
    assert waiting - live_ids() == {"forward"}
    desk.back()
    assert "forward" in live_ids()


def test_nothing_can_be_opened_on_an_empty_desk(empty_library: Library) -> None:
    dead = {command.id for command in COMMANDS if command.why_not(Desk(empty_library))}
    assert {"enter", "paragraph"} <= dead


def test_the_readme_has_the_table_of_keys() -> None:
    _, _, rest = README.read_text("utf-8").partition("<!-- keys -->\n")
    table, _, _ = rest.partition("\n<!-- end -->")
    assert table == key_table()


def test_the_table_shows_every_command_with_its_keys() -> None:
    head, line, *rows = key_table().splitlines()
    assert (head, line) == ("| keys | what | where |", "|---|---|---|")
    assert len(rows) == len(COMMANDS)
    for command, row in zip(COMMANDS, rows, strict=True):
        assert all(f"`{shown(key)}`" in row for key in command.keys)
        assert command.help in row


def test_the_lines_name_the_ids_and_say_where_there_is_no_key() -> None:
    keymap = DEFAULT.with_keys({"filter": []})
    lines = list(keymap.lines())
    assert [line.partition(":")[0] for line in lines] == [command.id for command in COMMANDS]
    assert [line for line in lines if ": no key;" in line] == [line for line in lines if line.startswith("filter:")]
    assert sum(row.startswith("| none |") for row in keymap.table().splitlines()) == 1


def test_the_signs_of_markdown_stand_in_a_table_too() -> None:
    table = DEFAULT.with_keys({"back": ["vertical_line"], "forward": ["grave_accent"]}).table()
    assert "| `\\|` | **Back.**" in table
    assert "| `` ` `` | **Forward.**" in table


# -- other keys


def test_other_keys_take_the_place_of_the_default_ones() -> None:
    keymap = DEFAULT.with_keys({"down": ["n"], "up": ["p", "up", "p"]})
    ids = {key: command.id for key in ("n", "p", "up") if (command := keymap.command_for(key, "list"))}
    assert ids == {"n": "down", "p": "up", "up": "up"}
    assert keymap.command_for("j", "list") is keymap.command_for("down", "list") is None
    assert [command.id for command in keymap.live("list")] == [command.id for command in live(COMMANDS, "list")]
    down, up = COMMANDS[:2]
    assert (keymap.keys_of(down), keymap.keys_of(up)) == (("n",), ("p", "up"))
    assert keymap.with_keys({"down": down.keys, "up": up.keys}) == DEFAULT


def test_a_key_may_mean_two_things_only_where_the_panes_differ() -> None:
    assert not list(DEFAULT.with_keys({"filter": ["F"], "find": ["F"]}).clashes())
    clashes = DEFAULT.with_keys({"filter": ["F"], "first": ["F"], "find": ["F"]}).clashes()
    assert [(key, one.id, other.id) for key, one, other in clashes] == [
        ("F", "first", "filter"),
        ("F", "first", "find"),
    ]


@pytest.mark.parametrize("name", KEPT)
def test_the_ways_out_of_trouble_keep_their_keys(name: str) -> None:
    before = next(command.keys for command in COMMANDS if command.id == name)
    for given in ([], ["x"], [*before, "x"], ["x", *before]):
        keymap = DEFAULT.with_keys({name: given})
        command = next(one for one in keymap.commands if one.id == name)
        assert set(command.keys) == {*before, *given}
        assert len(command.keys) == len(set(command.keys))
        assert command.keys[0] == (given or before)[0]


def test_a_map_without_commands_has_no_keys() -> None:
    assert KeyMap(()).command_for("j", "list") is None
