"""The whole way in a real terminal: start, read, quit, and the terminal is as it was."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyte
import pytest
from pseudo_terminal import CHECKOUT, PATIENCE, PseudoTerminal, command, environment

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Tmux:
    """A tmux server of its own with one window of 80x24, and in it a shell."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shell = ["env", "-i", *(f"{name}={value}" for name, value in environment(TERM="screen-256color").items()), "sh"]
        self.run(
            "-f", "/dev/null", "-u", "new-session", "-d", "-x", "80", "-y", "24", "-c", str(CHECKOUT), shlex.join(shell)
        )

    def run(self, *words: str) -> str:
        """Let this server do something; its socket lies in its own folder, out of the way of every other."""
        tmux, own = ["tmux", "-L", "khabar", *words], {**os.environ, "TMUX_TMPDIR": str(self.folder)}
        return subprocess.run(tmux, env=own, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout

    def type(self, *keys: str) -> None:
        """Press keys, by tmux's names or as they are."""
        self.run("send-keys", *keys)

    @property
    def lines(self) -> list[str]:
        return self.run("capture-pane", "-p").splitlines()

    def asked(self, *variables: str) -> list[str]:
        """Return what tmux says of its pane."""
        return self.run("display-message", "-p", " ".join(f"#{{{name}}}" for name in variables)).split()

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Look again and again until a condition holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                pytest.fail(f"{what} never came; the terminal shows\n" + "\n".join(self.lines))
            time.sleep(0.05)

    def shows(self, words: str) -> None:
        """Wait until words stand on the screen."""
        self.until(lambda: words in "\n".join(self.lines), repr(words))

    def does(self, shell_command: str) -> str:
        """Let the shell do something and return what it writes."""
        out, done = self.folder / "out", self.folder / "done"
        self.type("-l", f"{shell_command} > {out}; echo > {done}")
        self.type("Enter")
        self.until(done.exists, shell_command)
        done.unlink()
        return out.read_text()


@pytest.fixture
def tmux() -> Iterator[Tmux]:
    with TemporaryDirectory(prefix="khabar-") as folder:  # not tmp_path: a socket's path must be short
        terminal = Tmux(Path(folder))
        yield terminal
        terminal.run("kill-server")


def test_reading_from_start_to_quit(tmux: Tmux, valleys: Path) -> None:
    before = tmux.does("stty -a")
    tmux.type("-l", f"{shlex.join(command(str(valleys)))}; echo it ended with $?")
    tmux.type("Enter")

    tmux.shows("? help")
    assert tmux.asked("alternate_on", "cursor_flag") == ["1", "0"]
    assert tmux.lines[0].startswith(" khabar  Two valleys")
    assert tmux.lines[1].startswith(" Articles 1/1")

    tmux.type("2", "j", "j")
    tmux.shows("Events 3/6")
    tmux.shows("two weeks before this")

    tmux.type("o")
    tmux.shows("hc31#6")
    tmux.shows(">   6·2  |A fortnight")

    tmux.type("[")
    tmux.shows("two weeks before this")
    assert any(line.startswith("> 2031-04") and "A lorry" in line for line in tmux.lines)

    tmux.type("C-q")
    tmux.shows("it ended with 0")
    assert tmux.asked("alternate_on", "cursor_flag", "mouse_any_flag") == ["0", "1", "0"]
    assert "khabar  Two valleys" not in "\n".join(tmux.lines)
    assert tmux.does("stty -a") == before


def test_another_size_is_followed(tmux: Tmux, valleys: Path) -> None:
    tmux.type("-l", shlex.join(command(str(valleys))))
    tmux.type("Enter")
    tmux.shows("? help")
    tmux.type("2", "j", "j")
    tmux.shows("Events 3/6")
    tmux.run("resize-window", "-x", "120", "-y", "40")
    tmux.shows("Timeline 6 events")
    tmux.run("resize-window", "-x", "40", "-y", "15")
    tmux.until(lambda: "Timeline" not in "\n".join(tmux.lines), "a small screen")
    tmux.shows("Events 3/6")
    assert sum(line.startswith(">") for line in tmux.lines) == 1
    tmux.type("C-q")
    tmux.until(lambda: tmux.asked("alternate_on") == ["0"], "the end")


def seen(capture: str) -> list[list[tuple[object, ...]]]:
    """Return what a capture shows, cell by cell: of a blank, its background."""
    screen = pyte.Screen(120, 40)
    pyte.Stream(screen).feed(capture.rstrip("\n").replace("\n", "\r\n"))
    rows = [[screen.buffer[y][x] for x in range(120)] for y in range(40)]
    return [
        [
            (c.data, c.bg, c.reverse, *(() if c.data == " " and not c.reverse else (c.fg, c.bold, c.underscore)))
            for c in row
        ]
        for row in rows
    ]


WALK = ["2", "G", "/", "type:s", "Space", "2018", "Escape", "Tab", "G", "b", "Tab", "9", "G", "Enter", "G", "k", "b", "1", "Enter",
        "/", "the", "Enter", "n", "?", "G", "Escape", "f", "Escape", "Z", "Z"]  # fmt: skip


def test_what_stands_there_is_what_is_drawn_anew(tmux: Tmux) -> None:
    def still() -> list[list[tuple[object, ...]]]:
        before, now = "", "x"
        while now != before:
            time.sleep(0.2)
            before, now = now, tmux.run("capture-pane", "-p", "-e", "-N")
        return seen(now)

    tmux.run("resize-window", "-x", "120", "-y", "40")
    tmux.type("-l", shlex.join(command()))
    tmux.type("Enter")
    tmux.shows("? help")
    for key in WALK:
        tmux.type(key)
        time.sleep(0.4 * (key in ("Escape", "G")))  # one may be the beginning of another key, one brings a page late
        before = still()
        tmux.type("C-l")
        anew = still()
        differ = [(y, x, before[y][x], anew[y][x]) for y in range(40) for x in range(120) if before[y][x] != anew[y][x]]
        assert differ == [], (key, tmux.lines)
    tmux.type("C-q")
    tmux.until(lambda: tmux.asked("alternate_on") == ["0"], "the end")


def test_coming_back_from_the_shell_draws_everything_anew(tmux: Tmux, valleys: Path) -> None:
    tmux.type("-l", shlex.join(command(str(valleys))))
    tmux.type("Enter")
    tmux.shows("? help")
    tmux.type("2", "j", "j")
    tmux.shows("two weeks before this")
    before = tmux.lines
    for _ in range(2):
        tmux.type("C-z")
        tmux.until(lambda: tmux.asked("alternate_on", "cursor_flag") == ["0", "1"], "the shell")
        assert tmux.does("echo in the shell") == "in the shell\n"
        tmux.type("-l", "fg")
        tmux.type("Enter")
        tmux.until(lambda: tmux.lines == before, "the screen as it was")
    tmux.type("k")
    tmux.shows("Events 2/6")
    tmux.type("C-q")
    tmux.until(lambda: tmux.asked("alternate_on", "cursor_flag") == ["0", "1"], "the end")


def test_what_is_copied_reaches_tmux_and_its_terminal_whatever_programs_may_do_themselves(valleys: Path) -> None:
    with TemporaryDirectory(prefix="khabar-") as folder:
        tmux = ["tmux", "-L", "khabar", "-f", "/dev/null", "-u"]

        def run(*words: str) -> str:
            own = {**os.environ, "TMUX_TMPDIR": folder}
            return subprocess.run([*tmux, *words], env=own, capture_output=True, text=True, check=False).stdout

        with PseudoTerminal(str(valleys), before=[*tmux, "new-session"], TMUX_TMPDIR=folder, answers=True) as terminal:
            terminal.shows("? help")
            terminal.type("2j")
            for mode in ("on", "external", "off"):
                run("set-option", "-s", "set-clipboard", mode)
                before = len(terminal.sent)
                terminal.type("y\r")
                terminal.shows("copied to the tmux buffer")
                terminal.rest()
                copied = run("show-buffer")
                assert "The Harn Courier" in copied
                reached = re.findall(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]+)", terminal.sent[before:])
                assert [b64decode(words).decode() for words in reached] == [copied], mode
                terminal.type("q")
                terminal.until(lambda: "copied to" not in "\n".join(terminal.lines), "the end of what is copied")
            terminal.type("\x11")
            terminal.ends()
