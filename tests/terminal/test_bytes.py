"""What crosses the wire at 80×24, in bytes: exact, and so held here; times are only in tests/bench.

The limits are the budgets of the design where they are met, else what was reached. Newsboat, in the run kept in
tests/bench/RESULTS.md, sends 211 for a step in a list, 122 for a line, 1,320 for a page and 1,299 for opening.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pseudo_terminal import PseudoTerminal

LIST, LINE, PAGE, OPEN, LETTER, FIRST = 170, 175, 1_750, 1_700, 50, 2_200
AT_ONCE = 0.1
"""Seconds without a byte after which what comes is no longer the same answer: a pane that follows, a list below a filter."""


@pytest.fixture
def reader() -> Iterator[PseudoTerminal]:
    """The bundled corpus in a terminal with all colours that answers, its first screen drawn."""
    with PseudoTerminal(answers=True, COLORTERM="truecolor") as terminal:
        terminal.shows("? help")
        terminal.rest()
        yield terminal


def sent_for(terminal: PseudoTerminal, key: str) -> int:
    """Return the bytes sent at once for a key, and let what follows come."""
    before = len(terminal.sent)
    terminal.type(key)
    terminal.until(lambda: len(terminal.sent) > before, f"an answer to {key!r}")
    terminal.rest(AT_ONCE)
    at_once = len(terminal.sent) - before
    terminal.rest()
    return at_once


def test_the_first_screen(reader: PseudoTerminal) -> None:
    assert len(reader.sent) <= FIRST


def test_a_step_in_a_list(reader: PseudoTerminal) -> None:
    sent_for(reader, "2")
    assert max(sent_for(reader, key) for key in "jjjkjj") <= LIST


def test_a_step_in_the_timeline(reader: PseudoTerminal) -> None:
    for key in ("2", "\t", "\t", "\t"):
        sent_for(reader, key)
    assert "Timeline" in reader.lines[1]
    assert max(sent_for(reader, key) for key in "jjjkjjjjjj") <= LIST
    sent_for(reader, "L")
    sent_for(reader, "p")
    assert max(sent_for(reader, key) for key in "jjjkjjjjjj") <= LIST


def test_reading_an_article(reader: PseudoTerminal) -> None:
    assert sent_for(reader, "\r") <= OPEN
    sent_for(reader, "j")
    assert max(sent_for(reader, "j") for _ in range(30)) <= LINE
    assert max(sent_for(reader, " ") for _ in range(3)) <= PAGE


def test_a_typed_letter(reader: PseudoTerminal) -> None:
    sent_for(reader, "2")
    sent_for(reader, "/")
    sent_for(reader, "s")
    assert max(sent_for(reader, letter) for letter in "iege") <= LETTER


def test_a_held_key_is_merged(reader: PseudoTerminal) -> None:
    sent_for(reader, "2")
    before = len(reader.sent)
    for _ in range(20):
        reader.type("j")
    reader.rest(1)
    assert "Events 21/" in reader.lines[1]
    assert len(reader.sent) - before <= 20 * LIST


def test_nothing_is_sent_while_nothing_happens(reader: PseudoTerminal) -> None:
    sent_for(reader, "2")
    sent_for(reader, "/")
    assert reader.rest(5) == b""
