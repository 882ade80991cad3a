"""The pace: little on the way at a time, and no waiting for a terminal that does not answer."""

from __future__ import annotations

import pytest

from tui.wire.pace import MOST_SILENT, PATIENCE, QUESTION, WINDOW, Pace

SHORT, LONG = ["x" * 40], ["x" * 50] * 20
"""Frames that fit into the window, and one that does not."""


@pytest.fixture
def pace() -> Pace:
    """A pace that has had one answer, at second 0."""
    pace = Pace()
    pace.ask(SHORT, 0.0)
    pace.answered()
    return pace


def test_the_first_frame_asks_once_and_the_next_do_not_wait_for_a_terminal_that_may_not_answer() -> None:
    pace = Pace()
    assert pace.asks
    assert pace.ask(LONG, 0.0) == "".join(LONG) + QUESTION
    assert not pace.asks
    assert pace.wait(0.1) == 0


def test_after_an_answer_each_frame_asks(pace: Pace) -> None:
    assert pace.asks and pace.wait(1.0) == 0
    assert pace.ask(SHORT, 1.0) == SHORT[0] + QUESTION


def test_a_frame_may_follow_while_little_is_on_the_way(pace: Pace) -> None:
    sent = 0
    while not pace.wait(1.0):
        pace.ask(SHORT, 1.0)
        sent += len(SHORT[0])
    assert WINDOW < sent <= WINDOW + len(SHORT[0])
    assert pace.wait(1.5) == pytest.approx(PATIENCE - 0.5)
    pace.answered()
    assert pace.wait(1.6) == 0


def test_a_long_frame_asks_on_its_way_and_the_next_follows_on_its_heels(pace: Pace) -> None:
    sent = pace.ask(LONG, 1.0)
    assert sent.replace(QUESTION, "") == "".join(LONG)
    assert [len(part) for part in sent.split(QUESTION)] == [400, 400, 200, 0]
    answers = 0
    while pace.wait(1.1):
        pace.answered()
        answers += 1
    assert answers == 2  # 200 bytes are still on the way


def test_an_answer_that_does_not_come_is_given_up(pace: Pace) -> None:
    pace.ask(LONG, 1.0)
    assert pace.wait(1.1) > 0
    assert pace.wait(1.0 + PATIENCE) == 0


def test_a_terminal_that_falls_silent_is_asked_no_more(pace: Pace) -> None:
    for second in range(MOST_SILENT + 1):
        assert pace.asks
        pace.ask(LONG, second * PATIENCE)
    assert not pace.asks
    assert pace.wait(MOST_SILENT * PATIENCE + 0.1) > 0  # the last question is still given its time
    assert pace.wait((MOST_SILENT + 1) * PATIENCE) == 0


def test_answers_nobody_waits_for_do_no_harm(pace: Pace) -> None:
    for _ in range(3):
        pace.answered()
    pace.ask(LONG, 1.0)
    assert pace.wait(1.1) > 0
