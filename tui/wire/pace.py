"""When the next frame may go: a frame is asked after, and the next waits for the terminal's answer.

So a slow link never has a backlog: what happens meanwhile becomes one frame. A terminal that has not answered the first
question is never asked again.
"""

from __future__ import annotations

PATIENCE = 5.0
"""Seconds after which a frame goes though no answer has come: it may have been lost."""
MOST_SILENT = 3
"""Answers missed in a row after which nothing is asked any more."""

QUESTION = "\x1b[6n"
"""Where is the cursor (DSR 6): answered by every terminal that can be driven at all, when it has drawn what went before."""


class Pace:
    """Counts questions and answers. Times are seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self.open = 0
        self.silent = 0
        self.answers = False
        self.asked_at: float | None = None

    @property
    def asks(self) -> bool:
        """Whether the next frame carries a question: the first does, and all after it once one was answered."""
        return self.silent < MOST_SILENT and (self.answers or self.asked_at is None)

    def wait(self, now: float) -> float:
        """Return the seconds that the next frame has to wait: 0 if it may go, PATIENCE at the most."""
        if not (self.open and self.answers) or self.asked_at is None:
            return 0.0
        left = self.asked_at + PATIENCE - now
        return max(left, 0.0)

    def sent(self, now: float) -> None:
        """Take note that a frame with a question went out."""
        if self.open and self.answers:  # the one before was given up
            self.silent += 1
        self.open += 1
        self.asked_at = now

    def answered(self) -> None:
        """Take note of an answer."""
        self.answers = True
        self.open = max(self.open - 1, 0)
        self.silent = 0
