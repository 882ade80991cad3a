"""When the next frame may go: the terminal is asked what has arrived, and little is ever on the way.

So a slow link never has a backlog: what happens meanwhile becomes one frame. A long frame asks on its way, so that the
next one can follow on its heels. A terminal that has not answered the first question is never asked again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

PATIENCE = 5.0
"""Seconds after which a frame goes though no answer has come: it may have been lost."""
MOST_SILENT = 3
"""Answers missed in a row after which nothing is asked any more."""
WINDOW = 384
"""Bytes that may be on the way, unanswered for, when another frame goes; and after which a long frame asks.

At 9,600 baud and 300 ms some 300 bytes fill the way there and back.
"""

QUESTION = "\x1b[6n"
"""Where is the cursor (DSR 6): answered by every terminal that can be driven at all, when it has drawn what went before."""


class Pace:
    """Counts what was sent and what was answered for. Times are seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self.open: deque[int] = deque()
        """Bytes before each question that waits for its answer."""
        self.silent = 0
        self.answers = False
        self.asked_at: float | None = None

    @property
    def asks(self) -> bool:
        """Whether the next frame carries questions: the first does, and all after it once one was answered."""
        return self.silent < MOST_SILENT and (self.answers or self.asked_at is None)

    def wait(self, now: float) -> float:
        """Return the seconds that the next frame has to wait: 0 if it may go, PATIENCE at the most."""
        if not self.answers or self.asked_at is None or sum(self.open) <= WINDOW:
            return 0.0
        return max(self.asked_at + PATIENCE - now, 0.0)

    def ask(self, frame: Iterable[str], now: float) -> str:
        """Return a frame with its questions, the last at its end, and take note that it was sent."""
        if self.answers and sum(self.open) > WINDOW:  # what was on the way is given up
            self.silent += 1
            self.open.clear()
        self.asked_at = now
        return "".join(self._with_questions(frame))

    def _with_questions(self, frame: Iterable[str]) -> Iterator[str]:
        size = 0
        for piece in frame:
            if size >= WINDOW and self.answers:
                yield QUESTION
                self.open.append(size)
                size = 0
            yield piece
            size += len(piece.encode())
        yield QUESTION
        self.open.append(size)

    def answered(self) -> None:
        """Take note of an answer."""
        self.answers = True
        self.silent = 0
        if self.open:
            self.open.popleft()
