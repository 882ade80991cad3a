"""The start: the screen last read stands there at once, Textual goes on from it, and what cannot go on gives it back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from pseudo_terminal import CHECKOUT, PseudoTerminal, environment

CTRL_Q = "\x11"

AT_THE_PAINT = {"gc", "__future__", "tui", "tui.start", "tui.wire", "tui.wire.first", "zlib", "termios"}
"""What a start has imported, beyond what Python itself has, when the last screen is painted."""

NEVER = {"tui.corpus.check", "tui.corpus.settle", "tui.corpus.advise", "tui.corpus.jsonschema", "curses.panel", "numpy"}
"""What a start on a built store has no use for."""


@pytest.fixture
def state(tmp_path: Path) -> str:
    return str(tmp_path / "state")


def read_and_leave(corpus: Path, state: str, keys: str) -> list[str]:
    """Read with some keys, leave, and return the last screen."""
    with PseudoTerminal(str(corpus), answers=True, XDG_STATE_HOME=state) as terminal:
        terminal.shows("? help")
        terminal.type(keys)
        terminal.rest(0.6)
        lines = terminal.lines
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
    return lines


def test_the_place_last_read_is_painted_at_once_and_gone_on_from(valleys: Path, state: str) -> None:
    before = read_and_leave(valleys, state, "2jj")
    with PseudoTerminal(str(valleys), answers=True, XDG_STATE_HOME=state) as terminal:
        terminal.until(lambda: terminal.lines == before, "the last screen")
        painted = len(terminal.sent)
        terminal.rest(1)
        taken_over = terminal.sent[painted:]
        assert b"\x1b[2J" not in taken_over and b"\x1b[?1049h" not in taken_over
        assert not any(word in taken_over for word in (b"gate", b"Events", b"khabar"))
        terminal.type("k")
        terminal.shows("Events 2/6")
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0


def test_only_its_owner_may_read_what_is_kept(valleys: Path, state: str) -> None:
    read_and_leave(valleys, state, "2")
    kept = list((Path(state) / "khabar").iterdir())
    assert sorted(path.name.partition("-")[0] for path in kept) == ["place", "screen"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert kept[0].parent.stat().st_mode & 0o777 == 0o700


def test_keys_typed_before_it_is_live_are_not_lost_and_not_shown(valleys: Path, state: str) -> None:
    before = read_and_leave(valleys, state, "2")
    with PseudoTerminal(str(valleys), answers=True, XDG_STATE_HOME=state) as terminal:
        terminal.until(lambda: terminal.lines == before, "the last screen")
        terminal.type("jjj")
        terminal.shows("Events 4/6")
        assert "jjj" not in "\n".join(terminal.lines)
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0


def test_another_size_is_drawn_anew(valleys: Path, state: str) -> None:
    read_and_leave(valleys, state, "2jj")
    with PseudoTerminal(str(valleys), size=(100, 30), answers=True, XDG_STATE_HOME=state) as terminal:
        terminal.shows("Events 3/6")
        assert b"\x1b[2J" in terminal.sent
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0


def test_a_corpus_that_is_gone_gives_the_screen_back_and_says_so(valleys: Path, state: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(valleys, corpus)
    read_and_leave(corpus, state, "2jj")
    shutil.rmtree(corpus)
    with PseudoTerminal(str(corpus), answers=True, XDG_STATE_HOME=state) as terminal:
        flags = termios.tcgetattr(terminal._handle)[3]
        assert terminal.ends() == 2
        assert b"no such folder" in terminal.sent.partition(b"\x1b[?1049l")[2]
        assert flags & termios.ECHO or termios.tcgetattr(terminal._handle)[3] & termios.ECHO


def test_the_terminal_is_as_it_was_in_the_end(valleys: Path, state: str) -> None:
    read_and_leave(valleys, state, "2")
    with PseudoTerminal(str(valleys), answers=True, XDG_STATE_HOME=state) as terminal:
        terminal.shows("Events 1/6")
        terminal.rest(1)
        terminal.type(CTRL_Q)
        terminal.ends()
        assert termios.tcgetattr(terminal._handle)[3] & (termios.ECHO | termios.ICANON | termios.ISIG)


def imported(code: str, *arguments: str) -> set[str]:
    """Return the modules that a program has imported at its end, beyond those of a bare Python."""

    def modules(program: str) -> set[str]:
        run = subprocess.run(
            [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)", *arguments],
            capture_output=True, text=True, check=True, cwd=CHECKOUT, env=environment() | {"PATH": os.environ["PATH"]},
        )  # fmt: skip
        return set(run.stdout.split())

    return modules(code) - modules("")


def test_the_paint_imports_next_to_nothing() -> None:
    code = "from tui.wire import first\nimport tui.start\nfirst.file_for([]); first.key([], (80, 24))\nimport termios"
    assert imported(code) <= AT_THE_PAINT


def test_a_start_loads_nothing_that_it_does_not_need(valleys: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom tui.paths import *\nfrom tui.store.build import open_corpus\n"
        "import tui.app, tui.reading.kept_place, tui.wire.terminal\n"
        "open_corpus(Path(sys.argv[1]), vocabulary_file(), store_for(Path(sys.argv[1])))"
    )
    subprocess.run([sys.executable, "-c", code, str(valleys)], check=True, cwd=CHECKOUT, env=environment())
    assert imported(code, str(valleys)) & NEVER == set()
