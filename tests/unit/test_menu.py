"""Menus: what a key or a word picks, and how they are drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.present.menus import menu_rows
from tui.reading.hints import LETTERS, labels, left
from tui.reading.menu import PICKS, Choice, Menu, keyed

CHOICES = (
    Choice("Märrow", "an actor", "act:1", "1"),
    Choice("The weir", "a place of Märrow", "plc:1", "2"),
    Choice("Back", "a step", "", "[", "nothing to go back to"),
)
MENU = Menu("what", CHOICES)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("", ["Märrow", "The weir", "Back"]),
        ("marrow", ["Märrow", "The weir"]),
        ("place we", ["The weir"]),
        ("plc", []),
        ("[", ["Märrow", "The weir", "Back"]),
        ("zebra", []),
    ],
)
def test_words_narrow_by_beginnings_titles_first(words: str, titles: list[str]) -> None:
    assert [choice.title for choice in MENU.narrowed(words).shown] == titles


def test_a_key_picks_only_what_is_shown() -> None:
    assert MENU.picked_by("2") == CHOICES[1]
    assert MENU.narrowed("actor").picked_by("2") is None
    assert MENU.picked_by("9") is None


def test_in_a_menu_that_has_all_the_screen_keys_are_only_shown() -> None:
    assert Menu("keys", CHOICES, whole=True).picked_by("2") is None


@given(st.integers(0, 60))
def test_each_choice_has_a_key_of_its_own_as_long_as_there_are_any(count: int) -> None:
    keys = [choice.key for choice in keyed([Choice(str(n)) for n in range(count)])]
    given_keys = [key for key in keys if key]
    assert len(set(given_keys)) == len(given_keys) == min(count, len(PICKS))
    assert not set(given_keys) & set("gjkq/")


@given(
    st.lists(st.builds(Choice, st.text(), st.text(), st.just(""), st.text(max_size=3), st.text())), st.integers(1, 90)
)
def test_every_choice_has_its_rows(choices: list[Choice], width: int) -> None:
    for whole in (False, True):
        rows = list(menu_rows(Menu("m", tuple(choices), whole=whole), width))
        assert list(dict.fromkeys(row.target for row in rows)) == [str(n) for n in range(len(choices))]


@given(st.integers(0, len(LETTERS) ** 2))
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    known = labels(count)
    assert len(set(known)) == count
    assert len({len(label) for label in known}) <= 1
    for label in known[:3]:
        assert left(known, label) == [label]
