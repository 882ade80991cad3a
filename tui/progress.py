"""Long work tells how far it is: on a terminal, on one line of its own; nothing into a pipe, nor where each word would be read out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is, 0 where that is not known."""

PATIENCE, PAUSE = 0.5, 0.25
"""Seconds of work before anything is said, and between two words: links are slow."""


@contextmanager
def progress_on(stream: TextIO | None, before: Callable[[], None] | None = None) -> Iterator[Progress | None]:
    """Give what tells progress on a stream, None where that is no terminal, or one that prints line by line (TERM=dumb): its line
    is written over again and again, and wiped at the end, however it ends.

    `before` is called before the first word.
    """
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    line = _Line(stream, before)
    try:
        yield line.tell
    finally:
        line.write("")


class _Line:
    def __init__(self, stream: TextIO, before: Callable[[], None] | None) -> None:
        self.stream, self.before = stream, before
        self.due = time.monotonic() + PATIENCE
        self.width = 0

    def tell(self, what: str, done: int, of: int) -> None:
        if time.monotonic() >= self.due:
            self.due = time.monotonic() + PAUSE
            self.write(f"{what} {done * 100 // of} %" if of else f"{what} {done:,}")

    def write(self, text: str) -> None:
        """Put a text, short and ASCII, in the place of the one before."""
        if self.before and text:
            self.before()
        if text or self.width:
            self.stream.write(f"\r{text.ljust(self.width)}" + ("" if text else "\r"))
            self.stream.flush()
            self.width = len(text)
