"""The pace: one frame on the way at a time, and no waiting for a terminal that does not answer."""

from __future__ import annotations

import pytest

from tui.wire.pace import MOST_SILENT, PATIENCE, Pace


@pytest.fixture
def pace() -> Pace:
    """A pace that has had one answer, at second 0."""
    pace = Pace()
    pace.sent(0.0)
    pace.answered()
    return pace


def test_the_first_frame_asks_and_the_next_do_not_wait_for_a_terminal_that_may_not_answer() -> None:
    pace = Pace()
    assert pace.asks
    pace.sent(0.0)
    assert not pace.asks
    assert pace.wait(0.1) == 0


def test_after_an_answer_each_frame_asks_and_waits(pace: Pace) -> None:
    assert pace.asks and pace.wait(1.0) == 0
    pace.sent(1.0)
    assert pace.wait(1.5) == pytest.approx(PATIENCE - 0.5)
    pace.answered()
    assert pace.wait(1.6) == 0


def test_an_answer_that_does_not_come_is_given_up(pace: Pace) -> None:
    pace.sent(1.0)
    assert pace.wait(1.0 + PATIENCE) == 0


def test_a_terminal_that_falls_silent_is_asked_no_more(pace: Pace) -> None:
    for second in range(MOST_SILENT + 1):
        assert pace.asks
        pace.sent(second * PATIENCE)
    assert not pace.asks
    assert pace.wait(0.1) > 0  # the last question is still given its time
    assert pace.wait((MOST_SILENT + 1) * PATIENCE) == 0


def test_late_answers_do_not_let_frames_pile_up(pace: Pace) -> None:
    pace.sent(1.0)
    pace.sent(1.0 + PATIENCE)
    pace.answered()
    assert pace.wait(1.1 + PATIENCE) > 0
    pace.answered()
    pace.answered()
    assert pace.open == 0
