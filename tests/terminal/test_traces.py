"""What a laptop that is searched would show: what khabar writes, where, for whose eyes; and that it asks nobody on any network."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pseudo_terminal import CHECKOUT, PseudoTerminal, command, environment

CTRL_Q = "\x11"
WATCH = """
import os, sys
_log = os.open(os.environ["TRACES"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
_SOCKETS = {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
            "socket.sendto", "socket.sendmsg", "urllib.Request", "http.client.connect", "ftplib.connect", "webbrowser.open"}
_MADE = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "sqlite3.connect"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def _watch(event, arguments):
    if event in _SOCKETS or event == "subprocess.Popen":
        os.write(_log, f"{event}\\t{arguments[0]}\\n".encode("utf-8", "replace"))
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES and not isinstance(arguments[0], int):
        os.write(_log, f"write\\t{os.path.abspath(os.fsdecode(arguments[0]))}\\n".encode("utf-8", "replace"))
    elif event in _MADE:
        for one in arguments[:2]:
            if isinstance(one, (str, bytes, os.PathLike)) and "mode=ro" not in str(one) and str(one) != ":memory:":
                os.write(_log, f"write\\t{os.path.abspath(os.fsdecode(one))}\\n".encode("utf-8", "replace"))
sys.addaudithook(_watch)
"""


@dataclass(frozen=True)
class Laptop:
    """A home, and a log of what khabar did in it."""

    home: Path
    log: Path

    def changes(self) -> dict[str, str]:
        home = self.home
        return {
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "XDG_CACHE_HOME": None,
            "XDG_CONFIG_HOME": None,
            "XDG_STATE_HOME": None,
            "XDG_DATA_HOME": None,
            "TRACES": str(self.log),
            "PYTHONPATH": f"{home / 'watch'}:{CHECKOUT}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # type: ignore[dict-item]

    def told(self) -> list[tuple[str, str]]:
        lines = self.log.read_text("utf-8").splitlines()
        return [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    home = tmp_path / "home"
    (home / "watch").mkdir(parents=True)
    (home / "tmp").mkdir()
    (home / "watch" / "sitecustomize.py").write_text(WATCH)
    old = os.umask(0)  # khabar's files are private by their own doing
    yield Laptop(home, tmp_path / "log")
    os.umask(old)


def run(laptop: Laptop, *words: str) -> str:
    done = subprocess.run(
        command(*words),
        env=environment(**laptop.changes()),
        cwd=laptop.home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def holds(laptop: Laptop) -> None:
    """Assert that nobody was asked, and that what was written lies in the reader's own folders, for them alone."""
    told = laptop.told()
    assert told, "the watch is on"
    assert [one for one in told if one[0] not in ("write", "subprocess.Popen")] == []
    assert [what for event, what in told if event == "subprocess.Popen" and not what.endswith("tmux")] == []
    own = [laptop.home / ".cache/khabar", laptop.home / ".local/state/khabar", laptop.home / ".local/share/khabar",
           laptop.home / ".config/khabar"]  # fmt: skip
    outside = {
        path
        for event, path in told
        if event == "write" and not path.startswith("/dev/")
        if not any(Path(path).is_relative_to(folder) or folder.is_relative_to(path) for folder in own)
    }
    assert outside == set()
    assert list((laptop.home / "tmp").iterdir()) == []
    for folder in own:
        for path in folder.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_reading_marking_copying_and_keeping(laptop: Laptop, valleys: Path) -> None:
    with PseudoTerminal(str(valleys), answers=True, **laptop.changes()) as terminal:
        terminal.shows("? help")
        for keys in [
            "2j",
            "yc",
            "\x1b",
            "ma",
            "3",
            "/a\r",
            "Sone\r",
            "T",
            "j\r",
            "?",
            "\x1b",
            "pM",
            "\x1b",
            "Qh",
            "\x1b",
            "9\r",
            "w",
        ]:
            terminal.type(keys)
            terminal.rest(0.2)
        terminal.rest(1.2)
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
    holds(laptop)
    assert {path.name for path in (laptop.home / ".local/share/khabar").rglob("*")} >= {"copied.txt"}


def test_the_command_line(laptop: Laptop, valleys: Path) -> None:
    corpus = ("--corpus", str(valleys))
    for words in (
        ["build", str(valleys)], ["check", str(valleys)], ["list", "events", *corpus], ["search", "gate", *corpus],
        ["coverage", *corpus], ["keys"], ["themes"], ["doctor", *corpus], ["ask", *corpus], ["show", "art:hc31", *corpus],
    ):  # fmt: skip
        run(laptop, *words)
    holds(laptop)


def test_names_that_were_hidden_stay_hidden_and_are_in_no_file_of_the_place(laptop: Laptop, valleys: Path) -> None:
    changes = laptop.changes()
    state = laptop.home / ".local/state/khabar"

    def kept() -> str:
        return "".join(path.read_text("utf-8", "replace") for path in state.iterdir()).lower()

    with PseudoTerminal(str(valleys), answers=True, **changes) as terminal:
        terminal.shows("? help")
        terminal.type(":abbot of\r")
        terminal.shows("Abbot of Saint Oda")
        terminal.rest(1.5)
        assert "abbot" in kept()
        terminal.type("H")
        terminal.shows("names hidden")
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
    assert "abbot" not in kept()
    with PseudoTerminal(str(valleys), answers=True, **changes) as terminal:
        terminal.shows("[person 1]")
        terminal.type("j")
        terminal.rest(1.5)
        terminal.signal(signal.SIGHUP)
        terminal.ends()
    assert b"bbot" not in terminal.sent
    assert "abbot" not in kept()
    assert "abbot" not in run(laptop, "list", "actors", "--corpus", str(valleys)).lower()
    holds(laptop)
