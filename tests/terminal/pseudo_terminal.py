"""khabar in a pseudo-terminal of its own: what is typed goes in, every byte that comes out is kept and can be asked about."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte
import pytest

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 30
"""Seconds after which something that was to come is said not to come; no machine needs them."""

TOKEN = re.compile(
    rb"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b(?P<esc>[^\[\]])|(?P<control>[\x00-\x1f\x7f])"
    rb"|(?P<text>[^\x00-\x1f\x7f]+)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A piece of what a program sends: `csi`, `osc`, `esc`, `control` or `text`, and its bytes."""

    sort: str
    body: bytes
    raw: bytes


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the pieces of what was sent. Raises ValueError where it ends within one."""
    at = 0
    while at < len(data):
        match = TOKEN.match(data, at)
        if match is None or match.lastgroup is None:
            raise ValueError(f"no piece of terminal output: {data[at : at + 40]!r}")
        yield Token(match.lastgroup, match[match.lastgroup], match[0])
        at = match.end()


def command(*arguments: str) -> list[str]:
    """Return the words that start khabar: the script beside this Python, or the module where it is not installed."""
    script = Path(sys.executable).with_name("khabar")
    return [*([str(script)] if script.exists() else [sys.executable, "-m", "tui"]), *arguments]


def environment(**changes: str | None) -> dict[str, str]:
    """Return a plain environment in which khabar can be started from anywhere; a change to None leaves a name out."""
    wanted: Mapping[str, str | None] = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        "XDG_CONFIG_HOME": os.environ["XDG_CONFIG_HOME"],
        # nothing is remembered from one test to the next
        "XDG_STATE_HOME": tempfile.mkdtemp(dir=os.environ["XDG_CACHE_HOME"]),
        "XDG_DATA_HOME": tempfile.mkdtemp(dir=os.environ["XDG_CACHE_HOME"]),
        "PYTHONPATH": str(CHECKOUT),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **changes,
    }
    return {name: value for name, value in wanted.items() if value is not None}


class _Screen(pyte.Screen):
    """pyte's screen, deaf to what it would misread: private questions and keyboard modes. It knows REP."""

    last = ""

    def draw(self, data: str) -> None:
        self.last = data[-1:]
        super().draw(data)

    def repeat(self, count: int = 1) -> None:
        self.draw(self.last * count)

    def report_device_attributes(self, *_: object, **__: object) -> None:
        pass


class _Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "b": "repeat"}  # noqa: RUF012 - as pyte has it
    events = pyte.ByteStream.events | {"repeat"}


class PseudoTerminal:
    """khabar running in a pseudo-terminal; a context that ends it."""

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        answers: bool = False,
        before: Sequence[str] = (),
        **changes: str | None,
    ) -> None:
        self.sent = b""
        self.answers = answers
        """Whether questions for the cursor's place are answered, when what went before is on the screen."""
        self._screen = _Screen(*size)
        self._stream = _Stream(self._screen)
        self._left = b""
        self._closed = False
        self.process, self._handle = pty.fork()
        if self.process == 0:
            _become([*before, *command(*arguments)], environment(**changes))
        self.exit_code: int | None = None
        self.resize(*size)

    def __enter__(self) -> PseudoTerminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.exit_code is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self.hang_up()

    # -- typing and looking

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(height, width)
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, keys: str) -> None:
        """Send keys as a terminal does."""
        self.type_bytes(keys.encode())

    def type_bytes(self, keys: bytes) -> None:
        """Send bytes, whatever they are."""
        os.write(self._handle, keys)

    @property
    def lines(self) -> list[str]:
        """What the terminal shows."""
        return [line.rstrip() for line in self._screen.display]

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Read what is sent until a condition holds of it."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if not self._read(end - time.monotonic()):
                pytest.fail(f"{what} never came; the terminal shows\n" + "\n".join(self.lines))

    def shows(self, words: str) -> None:
        """Wait until words stand on the screen."""
        self.until(lambda: words in "\n".join(self.lines), repr(words))

    def rest(self, seconds: float = 0.3) -> bytes:
        """Read until nothing has been sent for a while, and return what was."""
        start = len(self.sent)
        while self._read(seconds):
            pass
        return self.sent[start:]

    def listen(self, seconds: float) -> None:
        """Read what is sent for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def answer(self) -> bytes:
        """Wait for what is sent next, read until no more comes, and return it."""
        start = len(self.sent)
        self.until(lambda: len(self.sent) > start, "an answer")
        self.rest()
        return self.sent[start:]

    def ends(self) -> int:
        """Read to the end and return the exit code."""
        self.until(lambda: self._closed, "the end")
        self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        return self.exit_code

    def exit_status(self, within: float) -> int:
        """Wait for the end without reading anything, so many seconds at the most, and return the exit code."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self.exit_code = os.waitstatus_to_exitcode(status)
                return self.exit_code
            time.sleep(0.02)
        pytest.fail(f"it has not ended in {within} s")

    def signal(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.process, number)

    def hang_up(self) -> None:
        """Close the terminal's end."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def attributes(self) -> list[object]:
        """Return how the terminal is set."""
        return termios.tcgetattr(self._handle)

    def _read(self, seconds: float) -> bool:
        """Read what there is or comes in time, the end too; False where nothing does."""
        ready, _, _ = select.select([self._handle], [], [], max(seconds, 0))
        if not ready or self._closed:
            return False
        try:
            data = os.read(self._handle, 1 << 16)
        except OSError:  # Linux's way to say that the other end is closed
            data = b""
        self._closed = not data
        self.sent += data
        self._show(data)
        return True

    def _show(self, data: bytes) -> None:
        """Let the screen take in what was sent, except what pyte would print instead of understanding."""
        data = self._left + data
        cut = data.rfind(b"\x1b")
        whole = data if cut < 0 or TOKEN.match(data, cut) else data[:cut]
        self._left = data[len(whole) :]
        for token in tokens(whole):
            if token.body == b"6n" and token.sort == "csi" and self.answers:
                os.write(self._handle, f"\x1b[{self._screen.cursor.y + 1};{self._screen.cursor.x + 1}R".encode())
            elif not _not_for_pyte(token):
                self._stream.feed(token.raw)


def _not_for_pyte(token: Token) -> bool:
    return token.sort == "osc" or (token.sort == "csi" and (token.body[:1] in b"<>=" or token.body.endswith(b"$p")))


def _become(words: list[str], environment: dict[str, str]) -> None:
    try:
        os.chdir(CHECKOUT)
        os.execvpe(words[0], words, environment)
    finally:
        os._exit(127)
