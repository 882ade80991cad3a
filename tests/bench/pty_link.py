"""A program behind a link: a line with a baud and a delay, a terminal that answers as xterm does, and the session between."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

SIZE = (80, 24)
PAUSE = 0.1
"""Seconds without a byte after which more is no longer the same answer."""
QUIET = 0.4
"""Seconds without a byte after which a program has settled; on a slow link the round trip is added."""
PATIENCE = 180
SLICE, WHOLE = 32, 1 << 16
"""What is read off the program at a time, on a slow line and on one without a baud."""

ASKED = re.compile(rb"\x1b\[(?:(?P<position>6n)|(?P<status>5n)|0?(?P<first>c)|>0?(?P<second>c)|\?(?P<mode>\d+)\$p)")
OSC = rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
UNREAD = re.compile(rb"\x1b\[[<=>][0-?]*[ -/]*[@-~]|" + OSC)
"""What pyte would take for something else: keyboard modes, titles, colours of the palette."""
ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|" + OSC)
CUT = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?)?\Z")
MODES = {b"1": 2, b"7": 1, b"25": 1, b"1000": 2, b"1002": 2, b"1003": 2, b"1004": 2, b"1006": 2, b"1049": 1, b"2004": 2}
"""What xterm says of its private modes: 1 on, 2 off; 0 of those it has not, such as 2026 and 2048."""


class Line:
    """One direction of a link: bytes come out in order, after a delay and no faster than the baud. Only its clock moves it."""

    def __init__(self, baud: float = 0, delay: float = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self.baud, self.delay, self._clock = baud, delay, clock
        self._free = 0.0
        self._under_way: deque[tuple[float, bytes]] = deque()

    def put(self, data: bytes) -> None:
        """Send bytes, ten bits each: eight, a start and a stop."""
        self._free = max(self._clock(), self._free) + (len(data) * 10 / self.baud if self.baud else 0)
        self._under_way.append((self._free + self.delay, data))

    def take(self) -> list[tuple[float, bytes]]:
        """Return what has arrived by now, each piece with the time of its last bit."""
        now, arrived = self._clock(), []
        while self._under_way and self._under_way[0][0] <= now:
            arrived.append(self._under_way.popleft())
        return arrived

    def room(self) -> int:
        """Return how many bytes the line takes now: none while it is sending, so that the sender is held back."""
        return 0 if self._free > self._clock() else SLICE if self.baud else WHOLE

    def next(self) -> float:
        """Return the time at which something arrives or there is room again; infinity where nothing is under way."""
        times = [*([self._under_way[0][0]] if self._under_way else []), *([] if self.room() else [self._free])]
        return min(times, default=float("inf"))


class _Screen(pyte.Screen):
    """pyte's screen with what it lacks: scrolling a region, and a character repeated."""

    _last = " "

    def draw(self, data: str) -> None:
        self._last = data[-1:] or self._last
        super().draw(data)

    def repeat(self, count: int = 1, **_: object) -> None:
        self.draw(self._last * (count or 1))

    def scroll_up(self, count: int = 1, **_: object) -> None:
        self._scroll(count, self.margins.bottom if self.margins else self.lines - 1, self.index)

    def scroll_down(self, count: int = 1, **_: object) -> None:
        self._scroll(count, self.margins.top if self.margins else 0, self.reverse_index)

    def _scroll(self, count: int, edge: int, move: Callable[[], None]) -> None:
        kept, self.cursor.y = self.cursor.y, edge
        for _ in range(count or 1):
            move()
        self.cursor.y = kept


class _Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "S": "scroll_up", "T": "scroll_down", "b": "repeat"}  # noqa: RUF012 pyte's way


class Terminal:
    """A terminal that shows what is sent and answers as xterm does. It reads on only when asked, to cost no time meanwhile."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        self._screen = _Screen(*size)
        self._stream = _Stream(self._screen)
        self._left, self._unread = b"", b""

    def feed(self, data: bytes) -> bytes:
        """Take what was sent and return the answers to what it asks."""
        data, answers, at = self._left + data, b"", 0
        whole = data[: cut.start()] if (cut := CUT.search(data)) else data
        self._left = data[len(whole) :]
        for asked in ASKED.finditer(whole):
            self._unread, at = self._unread + whole[at : asked.end()], asked.end()
            answers += self._answer(asked)
        self._unread += whole[at:]
        return answers

    def text(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(self._read().display)

    def _read(self) -> _Screen:
        unread, self._unread = self._unread, b""
        self._stream.feed(UNREAD.sub(b"", unread))
        return self._screen

    def _answer(self, asked: re.Match[bytes]) -> bytes:
        match asked.lastgroup:
            case "position":
                cursor = self._read().cursor
                return b"\x1b[%d;%dR" % (cursor.y + 1, min(cursor.x, self._screen.columns - 1) + 1)
            case "status":
                return b"\x1b[0n"
            case "first":
                return b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"
            case "second":
                return b"\x1b[>41;379;0c"
        return b"\x1b[?%s;%d$y" % (asked["mode"], MODES.get(asked["mode"], 0))


class Session:
    """A program in a pseudo-terminal behind a link; a context that ends it. Raises EOFError where it ends by itself."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self.log: list[tuple[float, bytes]] = []
        """What has arrived, each piece with its time."""
        self.terminal = Terminal()
        self.link()
        self.began = time.monotonic()
        self.process, self._handle = pty.fork()
        if self.process == 0:
            _become(words, environment, folder)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._handle)

    def link(self, baud: float = 0, round_trip: float = 0) -> None:
        """Put another link between; what is under way on the one before is lost."""
        self._round_trip = round_trip
        self._down, self._up = Line(baud, round_trip / 2), Line(baud, round_trip / 2)

    def press(self, keys: str) -> None:
        """Send keys as a terminal does."""
        self._up.put(keys.encode())

    def run(self, until: float) -> bool:
        """Carry bytes both ways until some arrive at the terminal, or it is so late. Returns whether some did."""
        while True:
            for _, data in self._up.take():
                os.write(self._handle, data)
            arrived = self._down.take()
            for at, data in arrived:
                self.log.append((at, data))
                if answers := self.terminal.feed(data):
                    self._up.put(answers)
            now = time.monotonic()
            if arrived or now >= until:
                return bool(arrived)
            wait = max(0, min(until, self._up.next(), self._down.next()) - now)
            readable, _, _ = select.select([self._handle] if self._down.room() else [], [], [], wait)
            if readable:
                self._down.put(self._output())

    def settle(self) -> None:
        """Run until nothing has come for a while; no longer than the patience lasts."""
        end = time.monotonic() + PATIENCE
        while (now := time.monotonic()) < end and self.run(now + QUIET + self._round_trip):
            pass

    def act(self, keys: Sequence[str], apart: float = 0) -> tuple[int, int, float]:
        """Press keys so far apart, and settle.

        Returns the bytes that came, those of them that came at once, and the seconds from the last key to the last of them.
        """
        first, pressed = len(self.log), time.monotonic()
        for number, key in enumerate(keys):
            while number and self.run(pressed + apart):
                pass
            pressed = time.monotonic()
            self.press(key)
        self.settle()
        came = self.log[first:]
        return sum(len(data) for _, data in came), _at_once(came), max(0.0, came[-1][0] - pressed) if came else 0.0

    def listen(self, seconds: float) -> int:
        """Return how many bytes come in so many seconds in which nothing is pressed."""
        first, end = len(self.log), time.monotonic() + seconds
        while self.run(end):
            pass
        return sum(len(data) for _, data in self.log[first:])

    def shows(self, word: str) -> None:
        """Run until a word has come; the screen, which takes time to draw, is only looked at in pauses. Raises TimeoutError."""
        first, end = len(self.log), time.monotonic() + PATIENCE / 3
        while word.encode() not in ESCAPES.sub(b"", b"".join(data for _, data in self.log[first:])):
            if time.monotonic() > end:
                raise TimeoutError(f"{word!r} never came; the terminal shows\n{self.terminal.text()}")
            if not self.run(time.monotonic() + QUIET) and word in self.terminal.text():
                break

    def shown(self, word: str) -> tuple[float, int]:
        """Return after how many seconds and bytes a word that has come stood on the screen."""
        terminal, sent = Terminal(), b""
        for at, data in self.log:
            terminal.feed(data)
            if word in terminal.text():
                stood = bisect_left(range(len(data)), True, key=lambda count: word in _text(sent + data[:count]))
                return at - self.began, len(sent) + stood
            sent += data
        raise ValueError(f"{word!r} has not come")

    def _output(self) -> bytes:
        try:
            data = os.read(self._handle, self._down.room())
        except OSError:  # Linux's way to say that the other end is closed
            data = b""
        if not data:
            raise EOFError(f"the program ended; the terminal shows\n{self.terminal.text()}")
        return data


def _at_once(came: Sequence[tuple[float, bytes]]) -> int:
    """Return how many bytes came before the first pause."""
    count = 0
    for index, (at, data) in enumerate(came):
        if index and at - came[index - 1][0] > PAUSE:
            break
        count += len(data)
    return count


def _text(data: bytes) -> str:
    terminal = Terminal()
    terminal.feed(data)
    return terminal.text()


def _become(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        os.chdir(folder)
        os.execvpe(words[0], list(words), dict(environment))
    finally:
        os._exit(127)
