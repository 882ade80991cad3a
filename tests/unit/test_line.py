"""The line being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reading.line import MOST, Line

KEYS = (
    "backspace", "ctrl+h", "delete", "ctrl+d", "ctrl+u", "ctrl+w", "left", "right", "home", "ctrl+a", "end", "ctrl+e",
)  # fmt: skip


def line(marked: str) -> Line:
    """Return a line from its text with a bar where the cursor is."""
    return Line(marked.replace("|", ""), marked.index("|"))


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("ga|te", "backspace", "g|te"),
        ("|gate", "backspace", "|gate"),
        ("ga|te", "ctrl+h", "g|te"),
        ("ga|te", "delete", "ga|e"),
        ("gate|", "delete", "gate|"),
        ("ga|te", "ctrl+d", "ga|e"),
        ("the ga|te", "ctrl+u", "|te"),
        ("the ga|te", "ctrl+w", "the |te"),
        ("the gate  |", "ctrl+w", "the |"),
        ("gate|", "ctrl+w", "|"),
        ("|gate", "ctrl+w", "|gate"),
        ("ga|te", "left", "g|ate"),
        ("|gate", "left", "|gate"),
        ("ga|te", "right", "gat|e"),
        ("gate|", "right", "gate|"),
        ("ga|te", "home", "|gate"),
        ("ga|te", "ctrl+a", "|gate"),
        ("ga|te", "end", "gate|"),
        ("ga|te", "ctrl+e", "gate|"),
    ],
)
def test_keys_edit_at_the_cursor(before: str, key: str, after: str) -> None:
    typed = line(before)
    assert typed.key(key)
    assert typed == line(after)


@pytest.mark.parametrize("key", ["a", "enter", "escape", "tab", "ctrl+q", "f1"])
def test_other_keys_are_not_the_lines(key: str) -> None:
    typed = line("ga|te")
    assert not typed.key(key)
    assert typed == line("ga|te")


@pytest.mark.parametrize(
    ("before", "put", "after"),
    [
        ("g|te", "a", "ga|te"),
        ("the|gate", " ", "the |gate"),
        ("|", "درعا", "درعا|"),
        ("|", "two\nlines\there", "two lines here|"),
        ("|", "\x1b[31mred\x07", "[31mred|"),
        ("|", "\u202eabc", "abc|"),
        ("ga|te", "\x1b", "ga|te"),
        ("ga|te", "", "ga|te"),
    ],
)
def test_words_go_in_at_the_cursor_and_nothing_but_words(before: str, put: str, after: str) -> None:
    typed = line(before)
    typed.put(put)
    assert typed == line(after)


def test_a_line_has_an_end() -> None:
    typed = Line()
    typed.put("x" * (MOST - 1))
    typed.put("yyy")
    typed.put("z")
    assert typed == Line("x" * (MOST - 1) + "y", MOST)


@given(st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=80)), max_size=30))
def test_the_cursor_never_leaves_the_line(steps: list[str]) -> None:
    typed = Line()
    for step in steps:
        if not typed.key(step):
            typed.put(step)
        assert 0 <= typed.at <= len(typed.text) <= MOST
        assert typed.text.isprintable()
