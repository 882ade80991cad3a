"""Commands: one key means one thing in a pane, and footer, help and README tell the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import tui
from tui.commands.commands import ANY, COMMANDS, VIEW_TITLES, Command, command_for, key_table, live, shown
from tui.reading.desk import FOUND, PANES, VIEWS, Desk
from tui.screens.acts import Acts
from tui.store.library import Library

README = Path(tui.__file__).parent.parent / "README.md"
EVERY = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)

PLAIN_KEYS = {"enter", "escape", "tab", "space", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"}
SIGNS = {"slash", "question_mark", "colon", "left_square_bracket", "right_square_bracket", "full_stop", "apostrophe"}


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


@EVERY
def test_a_command_says_what_it_is_where_and_by_which_keys(command: Command) -> None:
    assert command.keys
    assert command.title
    assert command.help.endswith(".")
    assert set(command.scope) <= set(ANY) == set(PANES)
    assert all(command_for(key, pane) is command for key in command.keys for pane in command.scope)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.id not in ROUNDABOUT], ids=lambda command: command.id)
def test_every_command_can_be_reached_over_any_link(command: Command) -> None:
    assert any(passes_every_terminal(key) for key in command.keys)


@EVERY
def test_there_is_an_act_for_every_command(command: Command) -> None:
    kind = command.id.removeprefix("view_")
    assert callable(getattr(Acts, command.id, None)) or kind in VIEWS


def test_the_digits_open_the_first_ten_views() -> None:
    for digit, kind in zip("1234567890", VIEWS, strict=False):
        command = command_for(digit, "list")
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
