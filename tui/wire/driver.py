"""Textual's driver, for links that are slow, stall and drop, and for terminals that are asked questions.

It does not leave the terminal while it owes an answer: the shell would be handed it as typing.
"""

from __future__ import annotations

import codecs
import os
import signal
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import CursorPosition
from textual.message import Message

from .first import Painted
from .guard import Guard
from .keyboard import Keyboard
from .pace import QUESTION
from .terminal import CAPABLE, CLEAR, Terminal
from .writer import Writer

# Textual makes these by their names: its writer holds up whoever writes when the link stalls, its decoder dies of one wrong byte,
# its parser of a number
linux_driver.WriterThread = Writer  # type: ignore[attr-defined, assignment]
linux_driver.XTermParser = Keyboard  # type: ignore[attr-defined]
linux_driver.getincrementaldecoder = lambda name: partial(codecs.getincrementaldecoder(name), errors="replace")  # type: ignore[attr-defined]

ENTER = "\x1b[?1049h"
"""How Textual enters the alternate screen, clearing it."""

LEAVE = 1.0
"""Seconds to wait at the most before leaving."""
GIVEN_UP = 5.0
"""Seconds after which no answer is expected any more."""
TRIES = 30
"""Hundredths of a second that a stalled terminal gets to be put right."""


class WireDriver(LinuxDriver):
    """Input and output of a terminal that is asked questions."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._owed = 0
        self._paid = threading.Condition()
        self._asked_at = 0.0
        self._painted: Painted | None = getattr(self._app, "painted", None)
        """The screen that stands there already, which is not to be entered anew."""
        self._terminal: Terminal = getattr(self._app, "terminal", CAPABLE)
        self._stopped = False
        self._screen = self._file.fileno() if self._file else -1
        self._guard = Guard(self.fileno, self._end, self._restore)

    def start_application_mode(self) -> None:
        """Enter the alternate screen, unless what was painted before Textual came stands on it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._painted:
            self.attrs_before = self._painted.attributes
        self._stopped = False
        self._guard.watch()

    def write(self, data: str) -> None:
        """Write, but do not clear what stands there already, and nothing that the terminal might print."""
        if self._terminal.takes(data) and not (self._painted and data == ENTER):
            super().write(data)

    def stop_application_mode(self) -> None:
        """Leave the alternate screen; coming back, it is entered as ever."""
        self._stopped = True
        self.write(CLEAR)
        super().stop_application_mode()
        self._painted = None

    def close(self) -> None:
        """Send what is left. Where the link takes no more, drop it, for what leaves the terminal as it was."""
        super().close()
        if self.writer and self.writer.is_alive():
            self._restore()
        self._guard.rest()

    @property
    def writer(self) -> Writer | None:
        """What sends, while there is a screen."""
        return self._writer_thread  # type: ignore[return-value]

    @property
    def is_full(self) -> bool:
        """Whether the link takes no more for now."""
        return self.writer is not None and self.writer.is_full

    def when_drained(self, then: Callable[[], None]) -> None:
        """Do something, on the loop's thread, when the link takes bytes again."""
        if self.writer:
            self.writer.when_drained = lambda: self._soon(then)

    def _soon(self, then: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(then)

    def _end(self, code: int) -> None:
        self._soon(lambda: self._app.exit(return_code=code))

    def _restore(self) -> None:
        """Put the terminal right without waiting long: what it has not read yet is dropped."""
        if self.writer:
            self.writer.drop()
        with suppress(OSError, termios.error):
            termios.tcflush(self.fileno, termios.TCOFLUSH)
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(self._screen, False)
            for _ in range(TRIES):
                with suppress(BlockingIOError):  # the writer still has the terminal for itself
                    os.write(self._screen, self._terminal.leave.encode())
                    break
                time.sleep(0.01)
            os.set_blocking(self._screen, True)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:  # there is nothing to read from any more
            self._guard.end(128 + signal.SIGHUP)

    def _sigcont_application(self, *_: object) -> None:
        """Come back, if this was left: who is told to go on without having stopped goes on."""
        if self._stopped:
            super()._sigcont_application()

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the size that the terminal has, not the one that COLUMNS and LINES were set to when something else was its size."""
        try:
            size = os.get_terminal_size(self._screen)
        except OSError:
            return super()._get_terminal_size()
        return size.columns or 80, size.lines or 24

    def ask(self, frame: str) -> None:
        """Write a frame with questions."""
        self._asked_at = time.monotonic()
        with self._paid:
            self._owed += frame.count(QUESTION)
        self.write(frame)

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal says, on the thread that reads it."""
        if isinstance(message, CursorPosition):
            with self._paid:
                self._owed = max(self._owed - 1, 0)
                self._paid.notify()
        super().process_message(message)

    def disable_input(self) -> None:
        """Stop reading when the last answer has come, or does not seem to come."""
        patience = min(LEAVE, max(self._asked_at + GIVEN_UP - time.monotonic(), 0))
        with self._paid:
            self._paid.wait_for(lambda: not self._owed, patience)
            self._owed = 0
        super().disable_input()
