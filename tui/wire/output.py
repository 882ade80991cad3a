"""Under Textual: its updates become frames of cells. The one place that knows Textual's private parts.

Textual is pinned to a minor release for this: an update of its compositor is read here, and its driver is told to write.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.color import ColorSystem
from rich.console import RenderableType
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.events import CursorPosition
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from .cells import Cells
from .driver import WireDriver
from .first import Painted
from .kept import from_json, to_json
from .looks import look_of
from .pace import Pace
from .painter import Painter
from .terminal import CAPABLE, Terminal

SYNCHRONIZED = 1000
"""Bytes from which on a frame is sent as one (mode 2026) where the terminal can."""

Piece = tuple[int, int, Strip, int | None]
"""Row, column, what to write there, and the column where it ends at the latest."""


def pieces(update: CompositorUpdate) -> Iterator[Piece]:
    """Yield what a compositor's update writes, in its order."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip, None
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, x1, x2 in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and x <= x2 and end > x1:
                    yield y, x, chop, min(end, x2)


class WireApp(App[str]):
    """An App that sends frames of cells, where `wire` says what the terminal can do; None sends what Textual sends."""

    def __init__(self, wire: Terminal | None = None, painted: Painted | None = None, **more: Any) -> None:
        self.terminal = wire or CAPABLE
        """What the terminal may be told."""
        self.painted = painted if wire else None
        """The screen that was painted before Textual was imported; the first frame goes on from it."""
        super().__init__(driver_class=WireDriver, **more)
        self._painter = Painter(wire) if wire else None
        self._wanted: Cells | None = None
        self._pace = Pace()
        self._waiting: Timer | None = None
        self._tried: int | None = None
        """The column where the cursor stands after REP was tried, if the terminal repeats."""
        self.frames = 0
        """Frames sent."""
        self.fault: Exception | None = None
        """What went wrong in the program itself and ended it."""
        self.bytes_sent = 0
        """Bytes of the frames, questions included."""

    def on_mount(self) -> None:
        """Draw everything anew when the reader comes back from the shell."""
        self.app_resume_signal.subscribe(self, self._come_back)

    def _come_back(self, _: object = None) -> None:
        self.forget_screen()
        self.refresh(layout=True)

    def forget_screen(self) -> None:
        """Draw everything anew at the next frame: something else has written to the terminal."""
        if self._painter:
            self._painter.forget()

    def send(self, data: str) -> None:
        """Send what moves nothing on the screen, such as words for the clipboard."""
        if self._driver:
            self._driver.write(data)
            self._driver.flush()

    def ending(self, error: Exception) -> tuple[str, int] | None:
        """Return with which message and exit code an error ends the program, None where it is a fault."""
        return None

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public way to end with a message instead of a traceback, which would be a hundred kB with all that is read
        if ending := self.ending(error):
            self.exit(ending[0], return_code=ending[1])
        elif self.is_headless:
            super()._handle_exception(error)
        else:
            self.fault = self.fault or error
            self.exit()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        if (
            not self._painter
            or not isinstance(renderable, (LayoutUpdate, ChopsUpdate))
            or self._batch_count
            or not self._running
            or self._closed
            or self.is_headless
            or driver is None
            or driver.is_inline
        ):
            if renderable is not None and not self._batch_count:
                self.forget_screen()
            if isinstance(driver, WireDriver) and driver.is_full:
                driver.when_drained(self._come_back)
            else:
                super()._display(screen, renderable)
            return
        try:
            self._take(renderable)
            self._send(driver)
        finally:
            self.post_display_hook()

    def _take(self, update: CompositorUpdate) -> None:
        width, height = self.size
        if self._wanted is None or (self._wanted.width, self._wanted.height) != (width, height):
            first = self._wanted is None
            self._wanted = Cells(width, height)
            self.forget_screen()
            if first and self.painted and self._painter:
                self._painter.shown = from_json(self.painted.cells, width, height)
        system = self.console._color_system or ColorSystem.TRUECOLOR
        for y, x, strip, end in pieces(update):
            runs = [(text, look_of(style, system)) for text, style, control in strip if not control]
            self._wanted.put(y, x, runs, end)

    def _send(self, driver: Driver) -> None:
        """Send what differs, or let it wait for the answer to the last frame."""
        assert self._painter and self._wanted
        if isinstance(driver, WireDriver) and driver.is_full:
            driver.when_drained(self._go_on)
            return
        now = time.monotonic()
        wait = self._pace.wait(now)
        if wait:
            if not self._waiting:
                self._waiting = self.set_timer(wait, self._go_on)
            return
        frame = self._painter.frame(self._wanted.copy())
        if not frame:
            return
        if self._sync_available and sum(map(len, frame)) > SYNCHRONIZED:
            frame = ["\x1b[?2026h", *frame, "\x1b[?2026l"]
        if self._pace.asks and isinstance(driver, WireDriver):
            if not self._pace.answers and self._painter.terminal.alternate:
                trial, self._tried = self._painter.try_repeat()
                frame.append(trial)
            sent = self._pace.ask(frame, now)
            driver.ask(sent)
        else:
            sent = "".join(frame)
            driver.write(sent)
        driver.flush()
        self.frames += 1
        self.bytes_sent += len(sent.encode())

    def kept_screen(self) -> tuple[tuple[int, int], str, str, str] | None:
        """Return what a next start needs to paint this screen: its size, the bytes, those that leave it, the cells.

        None where nothing is drawn so.
        """
        if not self._painter or not self._wanted:
            return None
        # whether REP works is found out anew by each start
        terminal = replace(self._painter.terminal, repeat=False)
        frame = terminal.enter + "".join(Painter(terminal).frame(self._wanted.copy()))
        return (self._wanted.width, self._wanted.height), frame, terminal.leave, to_json(self._wanted.rows)

    def _go_on(self) -> None:
        if self._waiting:
            self._waiting.stop()
            self._waiting = None
        if self._wanted and self._driver and self._running and not self._closed:
            self._send(self._driver)

    async def on_cursor_position(self, event: CursorPosition) -> None:
        """Take the terminal's answer, and send what has waited for it."""
        event.stop()
        self._pace.answered()
        if self._tried is not None and self._painter:
            self._painter.terminal = replace(self._painter.terminal, repeat=event.x == self._tried)
            self._tried = None
        self._go_on()
