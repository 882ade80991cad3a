"""Links that drop, stall and garble: nothing is lost, the terminal is left as it was, and the end comes in time."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pseudo_terminal import PseudoTerminal, tokens

CTRL_Q = "\x11"
IN_TIME = 4.0
"""Seconds in which a session whose link is gone has ended."""


@pytest.fixture
def state(tmp_path: Path) -> str:
    return str(tmp_path / "state")


def held_up(terminal: PseudoTerminal) -> None:
    """Make khabar write, and read none of it, until it cannot write more."""
    for _ in range(200):
        terminal.type("\x0c")
        time.sleep(0.01)


ENDS: dict[str, tuple[Callable[[PseudoTerminal], None], int]] = {
    "TERM": (lambda terminal: terminal.signal(signal.SIGTERM), 143),
    "HUP": (lambda terminal: terminal.signal(signal.SIGHUP), 129),
    "closed": (lambda terminal: terminal.hang_up(), 129),
}


@pytest.mark.parametrize("unread", [False, True], ids=["idle", "unread"])
@pytest.mark.parametrize("how", ENDS)
def test_a_session_that_is_ended_goes_on_where_it_was(valleys: Path, state: str, how: str, unread: bool) -> None:
    end, code = ENDS[how]
    with PseudoTerminal(str(valleys), XDG_STATE_HOME=state) as terminal:
        before = terminal.attributes()
        terminal.shows("? help")
        terminal.type("2jj")
        terminal.shows("Events 3/6")
        if unread:
            held_up(terminal)
        started = time.monotonic()
        end(terminal)
        assert terminal.exit_status(within=IN_TIME + 6) == code
        assert time.monotonic() - started < IN_TIME + 1, "one second is for a machine that has other things to do"
        if how != "closed":
            assert terminal.attributes() == before
            terminal.rest()
            assert switched_on(terminal.sent) == set()
    with PseudoTerminal(str(valleys), XDG_STATE_HOME=state) as terminal:
        terminal.shows("Events 3/6")


def switched_on(sent: bytes) -> set[bytes]:
    """Return the modes that were set, a cursor that was hidden among them, and not put back."""
    start = sent.rfind(b"\x1b[?1049h")
    on: set[bytes] = set()
    for token in tokens(sent[start:]):
        if token.sort == "csi" and token.body[:1] == b"?":
            number, way = token.body[1:-1], token.body[-1:]
            if number in (b"7", b"25"):
                way = {b"h": b"l", b"l": b"h"}.get(way, way)
            if way == b"h":
                on.add(number)
            elif way == b"l":
                on.discard(number)
    return on


def test_a_kill_loses_nothing(valleys: Path, state: str) -> None:
    with PseudoTerminal(str(valleys), XDG_STATE_HOME=state) as terminal:
        terminal.shows("? help")
        terminal.type("2jjj")
        terminal.shows("Events 4/6")
        terminal.signal(signal.SIGKILL)
        assert terminal.exit_status(within=10) == -signal.SIGKILL
    with PseudoTerminal(str(valleys), XDG_STATE_HOME=state) as terminal:
        terminal.shows("Events 4/6")


def test_where_hang_ups_are_ignored_the_lost_link_is_seen(valleys: Path) -> None:
    with PseudoTerminal(str(valleys), before=["sh", "-c", 'trap "" HUP; setsid -w "$0" "$@"; exit $?']) as terminal:
        terminal.shows("? help")
        terminal.hang_up()
        assert terminal.exit_status(within=IN_TIME + 6) == 129


def test_output_that_nobody_reads_for_a_while_becomes_one_screen(valleys: Path) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.type("2")
        for key in "jjjkkk" * 40:
            terminal.type(key + "\x0c")
            time.sleep(0.02)
        terminal.type("jj")
        time.sleep(5)
        waited = len(terminal.sent)
        terminal.shows("Events 3/6")
        terminal.rest(1)
        late = len(terminal.sent) - waited
        before = terminal.lines
        terminal.type("\x0c")
        terminal.rest(1)
        assert terminal.lines == before
        assert late < 120_000, "what waited is what had gone out before the link stalled, and one screen"


def test_a_process_told_to_go_on_that_never_stopped_goes_on(valleys: Path) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.rest()
        threads = len(os.listdir(f"/proc/{terminal.process}/task"))
        for _ in range(3):
            terminal.signal(signal.SIGCONT)
            time.sleep(0.1)
        terminal.type("2j")
        terminal.shows("Events 2/6")
        assert len(os.listdir(f"/proc/{terminal.process}/task")) <= threads
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_noise_on_the_line_is_survived(valleys: Path, seed: int) -> None:
    noise = random.Random(seed).randbytes(20_000).replace(b"\x11", b"").replace(b"\x1a", b"")
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        for at in range(0, len(noise), 500):
            terminal.type_bytes(noise[at : at + 500])
            terminal.rest(0.01)
        terminal.rest(0.5)
        terminal.type("\x1b")
        terminal.rest(0.5)
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
        assert b"Traceback" not in terminal.sent


def test_one_wrong_byte_is_no_end(valleys: Path) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.type_bytes(b"\xff\xfe\xc3(2")
        terminal.type("2")
        terminal.shows("Events 1/6")


@pytest.mark.parametrize("columns", ["0", "200", "-3", "x"])
def test_the_size_is_the_terminals_own(valleys: Path, columns: str) -> None:
    with PseudoTerminal(str(valleys), COLUMNS=columns, LINES=columns) as terminal:
        terminal.shows("? help")
        assert terminal.lines[-1].startswith(" ?")


def test_a_fault_of_khabar_itself_is_two_lines_and_no_word_of_the_corpus(
    valleys: Path, tmp_path: Path, state: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Fault:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'tui.present.map_page':\n"
        "            raise ZeroDivisionError('Upper Valley')\n"
        "sys.meta_path.insert(0, Fault())\n"
    )
    path = f"{tmp_path}:{Path(__file__).parents[2]}"
    with PseudoTerminal(str(valleys), XDG_STATE_HOME=state, PYTHONPATH=path) as terminal:
        terminal.shows("? help")
        terminal.type("pM")
        assert terminal.ends() == 3
        end = terminal.sent[terminal.sent.rfind(b"\x1b[?1049l") :].decode()
        assert "a fault of khabar itself: ZeroDivisionError in" in end and "Upper Valley" not in end
        assert len(end) < 2000
    assert "Upper" not in (Path(state) / "khabar" / "crash.txt").read_text()
