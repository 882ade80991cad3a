"""Names of keys: what a reader writes is what Textual calls the key, and only what every terminal sends is a key."""

from __future__ import annotations

import re
import string
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys, _character_to_key

from tui.app import _AFTER_ESCAPE
from tui.commands.command import Command
from tui.commands.commands import COMMANDS
from tui.commands.keys import SHOWN, NotAKey, key_named, shown

CTRL_LOST = "hijms"
LETTERS = string.ascii_letters + string.digits
WITH_CTRL = [f"ctrl+{letter}" for letter in string.ascii_lowercase if letter not in CTRL_LOST]
SENDABLE = [*LETTERS, *(sign for sign in string.punctuation if sign != "~"), "é", "Ж", "ش", "٣"]
NAMED = {key for key in SHOWN if len(SHOWN[key]) > 1 or not SHOWN[key].isascii()}


def typed(sequence: str) -> list[Key]:
    """Return the keys that Textual makes of what a terminal sends."""
    return [event for event in XTermParser().feed(sequence) if isinstance(event, Key)]


def refusal(written: str) -> str:
    """Return why something is not taken as a key."""
    with pytest.raises(NotAKey) as caught:
        key_named(written)
    return str(caught.value)


# -- Textual's names


@pytest.mark.parametrize("sign", SENDABLE)
def test_a_character_is_the_key_that_textual_makes_of_it(sign: str) -> None:
    assert [event.key for event in typed(sign)] == [key_named(sign)] == [_character_to_key(sign)]
    assert shown(key_named(sign)) == sign


@pytest.mark.parametrize("key", sorted(NAMED))
def test_a_named_key_is_one_that_textual_knows_and_a_terminal_sends(key: str) -> None:
    assert key in {one.value for one in Keys}
    sent = [sequence for sequence, keys in ANSI_SEQUENCES_KEYS.items() if isinstance(keys, tuple) and key in keys]
    assert sent
    assert key in {event.key for sequence in sent for event in typed(sequence)}


@pytest.mark.parametrize("key", WITH_CTRL)
def test_ctrl_and_a_letter_is_the_control_character(key: str) -> None:
    assert key_named(key) == key
    assert [event.key for event in typed(chr(ord(key[-1]) - 96))] == [key]


def test_what_ctrl_makes_the_same_as_another_key_is_that_key_to_textual() -> None:
    became = {letter: typed(chr(ord(letter) - 96))[0].key for letter in "him"}
    assert {letter: shown(key) for letter, key in became.items()} == {"h": "Backspace", "i": "Tab", "m": "Enter"}
    for letter, key in became.items():
        assert f"write `{shown(key)}`" in refusal(f"ctrl+{letter}")


@pytest.mark.parametrize("sign", _AFTER_ESCAPE)
def test_what_textual_makes_of_esc_and_a_digit_is_no_key(sign: str) -> None:
    assert "comes over every terminal" in refusal(sign)


# -- both ways


@pytest.mark.parametrize("key", sorted({*SHOWN, *LETTERS, *WITH_CTRL} - {"tilde"}))
def test_a_key_is_found_by_what_is_shown_of_it_and_by_its_name(key: str) -> None:
    assert key_named(shown(key)) == key
    if key in NAMED:
        assert key_named(key) == key_named(key.upper()) == key_named(f" {shown(key).lower()} ") == key


def test_no_two_keys_look_alike() -> None:
    assert len({seen.lower() for seen in SHOWN.values()}) == len(SHOWN)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_default_keys_can_be_written_in_a_file_of_keys(command: Command) -> None:
    assert [key_named(shown(key)) for key in command.keys] == list(command.keys)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("PgDn", "pagedown"), ("pgdown", "pagedown"), ("PageDown", "pagedown"), ("ENTER", "enter"), ("Return", "enter"),
        ("esc", "escape"), ("Del", "delete"), ("backtab", "shift+tab"), ("Shift-Tab", "shift+tab"), ("f5", "f5"), ("F12", "f12"),
        ("Ctrl+D", "ctrl+d"), ("ctrl-d", "ctrl+d"), ("Control+d", "ctrl+d"), (" ", "space"), (" j ", "j"), ("J", "J"),
        ("+", "plus"), ("-", "minus"), ("e\u0301", "é"), ("←", "left"),
    ],
)  # fmt: skip
def test_a_key_may_be_written_in_more_ways_than_one(written: str, key: str) -> None:
    assert key_named(written) == key


# -- what is refused


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("shift+j", "write `J`"), ("Shift+J", "write `J`"), ("shift+1", "write `1`, or the sign"), ("shift+enter", "write `Enter`"),
        ("shift+up", "write `↑`"), ("ctrl+up", "write `↑`"), ("ctrl+shift+x", "write `ctrl+x`"), ("ctrl+shift+i", "write `i`"),
        ("ctrl+1", "write `1`"), ("ctrl++", "write `+`"), ("ctrl+enter", "write `Enter`"), ("ctrl+j", "write `Enter`"),
        ("ctrl+[", "write `Esc`"), ("ctrl+s", "write `s`"), ("ctrl+space", "write `Space`"), ("ctrl+é", "write `é`"),
        ("alt+x", "write `x`"), ("meta+PgDn", "write `PgDn`"), ("ctrl+alt+x", "write `x`"), ("super+x", "write `x`"),
        ("cmd-alt-F4", "write `F4`"), ("alt+~", "choose another key"), ("alt+gg", "choose another key"),
        ("~", "choose another sign"), ("pgdwn", "did you mean `PgDn`?"), ("Entre", "did you mean `Enter`?"),
        ("question mark", "write `?`, in quotes"), ("slash", "write `/`, in quotes"), ("f13", "write one of `F1` to `F12`"),
        ("gg", "write one letter, digit or sign"), ("", "write one letter"), ("m+x", "write one letter"),
        ("\x1b", "write a letter"), ("\u202e", "write a letter"), ("½", "write a letter"), ("👩", "write a letter"),
        ("ﻻ", "write a letter"), ("\u0301", "write a letter"), ("\ud83d", "write a letter"),
    ],
)  # fmt: skip
def test_what_not_every_terminal_sends_is_refused_with_what_to_write(written: str, instead: str) -> None:
    assert instead in refusal(written)


words = st.text(max_size=12) | st.lists(
    st.sampled_from(["ctrl", "Shift", "alt", "cmd", "x", "S", "[", "~", "Enter", "pgdn", "F5", "F50", "é", "", " "]),
    max_size=4,
).map("+".join)


@given(words)
@example("+" * 10_000)
@example("ctrl+" * 10_000)
@example("x" * 100_000)
def test_whatever_is_written_is_a_key_or_refused_with_a_key_that_is_one(written: str) -> None:
    try:
        key = key_named(written)
    except NotAKey as error:
        message = str(error)
        assert len(message) < 250
        offered = re.findall(r"(?:write|did you mean) `(.+?)`", message)
        assert all(key_named(one) for one in offered)
    else:
        assert key_named(shown(key)) == key
        assert key == unicodedata.normalize("NFC", key)
        assert "+" not in key or key in {*WITH_CTRL, "shift+tab"}
