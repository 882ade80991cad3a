"""What goes to the terminal goes on a thread of its own: a link that takes nothing never holds the reader up."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import TextIO

FULL = 1 << 16
"""Bytes waiting from which on no frame is made: what happens meanwhile becomes one frame when the link takes bytes again."""
PIECE = 1 << 12
"""Bytes written at a time, so that what waits is known."""
PATIENCE = 0.5
"""Seconds that the last bytes have to leave."""


class Writer(threading.Thread):
    """Writes to a terminal, in order; stands in for Textual's WriterThread, whose queue holds up whoever writes into it."""

    def __init__(self, file: TextIO) -> None:
        super().__init__(daemon=True, name="terminal-output")
        self._handle = file.fileno()
        self._waiting = bytearray()
        self._change = threading.Condition()
        self._ending = self._broken = False
        self.when_drained: Callable[[], None] | None = None
        """Called once, on this thread, when little waits again; ask for it anew each time."""

    @property
    def is_full(self) -> bool:
        """Whether so much waits that nothing but what must be sent should be added."""
        return len(self._waiting) >= FULL

    def write(self, text: str) -> None:
        """Add to what is to be sent."""
        with self._change:
            if not self._broken:
                self._waiting += text.encode("utf-8", "replace")  # a terminal of other letters gets only ASCII
                self._change.notify()

    def flush(self) -> None:
        """Do nothing: everything is sent as soon as it can be."""

    def run(self) -> None:
        """Send what waits until there is an end to it."""
        while piece := self._next():
            try:
                sent = os.write(self._handle, piece)
            except OSError:
                sent = 0
            with self._change:
                self._broken = self._broken or not sent
                del self._waiting[: sent or None]
                drained = None if self.is_full else self.when_drained
                if drained:
                    self.when_drained = None
                self._change.notify_all()
            if drained:
                drained()

    def _next(self) -> bytes:
        with self._change:
            self._change.wait_for(lambda: self._waiting or self._ending)
            return bytes(self._waiting[:PIECE])

    def drop(self) -> None:
        """Forget what waits, and take nothing more."""
        with self._change:
            self._broken = self._ending = True
            self._waiting.clear()
            self._change.notify_all()

    def stop(self) -> None:
        """Send what waits, as far as the link takes it soon, and end."""
        with self._change:
            self._ending = True
            self._change.notify_all()
            self._change.wait_for(lambda: not self._waiting, PATIENCE)
        self.join(PATIENCE)
