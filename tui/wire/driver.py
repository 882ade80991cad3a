"""Textual's driver, which does not leave the terminal while it owes an answer: the shell would be handed it as typing."""

from __future__ import annotations

import threading
import time
from typing import Any

from textual.drivers.linux_driver import LinuxDriver
from textual.events import CursorPosition
from textual.message import Message

from .first import Painted
from .pace import QUESTION

ENTER = "\x1b[?1049h"
"""How Textual enters the alternate screen, clearing it."""

LEAVE = 1.0
"""Seconds to wait at the most before leaving."""
GIVEN_UP = 5.0
"""Seconds after which no answer is expected any more."""


class WireDriver(LinuxDriver):
    """Input and output of a terminal that is asked questions."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._owed = 0
        self._paid = threading.Condition()
        self._asked_at = 0.0
        self._painted: Painted | None = getattr(self._app, "painted", None)
        """The screen that stands there already, which is not to be entered anew."""

    def start_application_mode(self) -> None:
        """Enter the alternate screen, unless what was painted before Textual came stands on it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._painted:
            self.attrs_before = self._painted.attributes

    def write(self, data: str) -> None:
        """Write, but do not clear what stands there already."""
        if self._painted and data == ENTER:
            return
        super().write(data)

    def stop_application_mode(self) -> None:
        """Leave the alternate screen; coming back, it is entered as ever."""
        super().stop_application_mode()
        self._painted = None

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
