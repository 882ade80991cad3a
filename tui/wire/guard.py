"""The end that the reader did not ask for: the link drops, the system goes down. It is an orderly end, and it is in time."""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable

GRACE = 3.0
"""Seconds for an orderly end; then the process is ended as it is. What was read, noted and starred is on disk already."""
HUNG_UP = select.POLLHUP | select.POLLERR | select.POLLNVAL


class Guard:
    """Watches over a session in a terminal. `leave` starts an orderly end with an exit code, from any thread; `restore`
    puts the terminal right without waiting for anything."""

    def __init__(self, handle: int, leave: Callable[[int], None], restore: Callable[[], None]) -> None:
        self._handle, self._leave, self._restore = handle, leave, restore
        self._ending = threading.Lock()
        self._left = threading.Event()
        self._watching = False

    def watch(self) -> None:
        """Begin, or begin again after the shell. Call it from the main thread, the only one that signals reach."""
        self._left.clear()
        for number in (signal.SIGHUP, signal.SIGTERM):
            # Python's own handlers run between two steps of the program; those of asyncio wait for a loop that may be held up
            signal.signal(number, lambda number, _: self.end(128 + number))
        if not self._watching:
            self._watching = True
            threading.Thread(target=self._watch_link, daemon=True, name="link").start()

    def rest(self) -> None:
        """Take note that the terminal was left in good order."""
        self._left.set()

    def end(self, code: int) -> None:
        """End the session, once, whatever holds it up."""
        if self._ending.acquire(blocking=False):
            threading.Thread(target=self._end_anyway, args=(code,), daemon=True, name="end").start()
            self._leave(code)

    def _end_anyway(self, code: int) -> None:
        if not self._left.wait(GRACE):
            self._restore()
        time.sleep(GRACE / 4)  # Python waits at its end for whoever still reads or writes
        os._exit(code)

    def _watch_link(self) -> None:
        """End the session when the terminal is gone. A hang-up is told to the session's leader only, and can be ignored."""
        link = select.poll()
        link.register(self._handle, 0)
        while not any(event & HUNG_UP for _, event in link.poll()):
            pass
        self.end(128 + signal.SIGHUP)
