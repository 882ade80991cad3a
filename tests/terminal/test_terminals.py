"""Any terminal: each TERM is sent only what it knows, in the colours and letters that it has, at any size; or nothing, and told why."""

from __future__ import annotations

import os
import random
import re
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from pseudo_terminal import CHECKOUT, PATIENCE, PseudoTerminal, command, environment, tokens

CTRL_Q = "\x11"
WALK = ("2j", "\t", "p", "\x1b", "9G", "?", "\x1b", "1\r", "jjj", "/the\r", "n")

PLAIN = {"", "0", "1", "3", "4", "7"}
SINGLY = {"22", "23", "24", "27"}
EIGHT = {*map(str, (*range(30, 38), 39, *range(40, 48), 49))}


@dataclass(frozen=True)
class Known:
    """What a kind of terminal knows: the ends of CSI sequences, private modes, the parameters of SGR."""

    csi: str
    modes: frozenset[str] = frozenset("7")
    sgr: frozenset[str] = frozenset(PLAIN)
    alternate: bool = False
    indexed: bool = False


XTERM = frozenset(("7", "25", "1049", "2004"))
VT100 = Known("CHJKmr")
VT220 = Known("CHJKXmr", frozenset(("7", "25")), frozenset(PLAIN | SINGLY))
CONSOLE = Known("CGHJKXmr", frozenset(("7", "25")), frozenset(PLAIN | SINGLY | EIGHT))
LIKE_XTERM = Known("CGHJKXbmr", XTERM, frozenset(PLAIN | SINGLY | EIGHT), alternate=True)
INDEXED = Known("CGHJKXbmr", XTERM, frozenset(PLAIN | SINGLY | {"39", "49"}), alternate=True, indexed=True)
NOBODY = Known("CHJm", frozenset(("7", "25", "1049")), frozenset(PLAIN | EIGHT))

TERMS = {
    "vt100": VT100, "vt220": VT220, "linux": CONSOLE, "xterm": LIKE_XTERM, "screen": LIKE_XTERM, "putty": LIKE_XTERM,
    "xterm-256color": INDEXED, "tmux-256color": INDEXED, "screen-256color": INDEXED, "putty-256color": INDEXED,
    "terminal-of-tomorrow": NOBODY,
}  # fmt: skip
"""mosh gives xterm-256color."""
ELSE = {
    "C": {"LANG": "C"}, "latin": {"LANG": "en_US.ISO-8859-1", "TERM": "linux"}, "no locale": {"LANG": None},
    "empty": {"NO_COLOR": ""}, "none": {"NO_COLOR": "1"},
}  # fmt: skip
"""Other environments, of xterm-256color where they name no other."""


@pytest.fixture(scope="module")
def ended(valleys: Path) -> Iterator[dict[str, PseudoTerminal]]:
    """Sessions that went through the same walk to their end, side by side."""
    environments = {**{term: {"TERM": term} for term in TERMS}, **ELSE}
    with ExitStack() as stack:
        sessions = {
            name: stack.enter_context(PseudoTerminal(str(valleys), answers=True, **changes))
            for name, changes in environments.items()
        }
        for session in sessions.values():
            session.shows("? help")
        for keys in WALK:
            for session in sessions.values():
                session.type(keys)
            for session in sessions.values():
                session.rest(0.02)
        for session in sessions.values():
            session.shows("next")
            session.type(CTRL_Q)
        for session in sessions.values():
            assert session.ends() == 0
        yield sessions


def unknown(sent: bytes, known: Known) -> Iterator[bytes]:
    """Yield what a terminal of this kind would print, or take for something else."""
    for token in tokens(sent):
        body = token.body.decode()
        if token.sort == "csi":
            if found := re.fullmatch(r"\?(\d+)[hl]", body):
                good = found[1] in known.modes
            elif re.fullmatch(r"\?(2026|2048)\$p", body):
                good = known.alternate
            elif found := re.fullmatch(r"([\d;]*)m", body):
                rest = re.sub(r"[34]8;5;\d+(;|$)", "", found[1]) if known.indexed else found[1]
                good = set(rest.rstrip(";").split(";")) <= known.sgr
            else:
                good = body == "6n" or re.fullmatch(rf"[\d;]*[{known.csi}]", body) is not None
        elif token.sort == "esc":
            good = body == "M" and "r" in known.csi
        else:
            good = token.sort == "text" or token.raw in b"\r\n"
        if not good:
            yield token.raw


@pytest.mark.parametrize("term", TERMS)
def test_a_terminal_is_sent_nothing_that_it_might_print(ended: dict[str, PseudoTerminal], term: str) -> None:
    assert set(unknown(ended[term].sent, TERMS[term])) == set()


@pytest.mark.parametrize("term", TERMS)
def test_nothing_that_was_read_is_left_on_the_screen(ended: dict[str, PseudoTerminal], term: str) -> None:
    assert set(ended[term].lines) == {""}, "where the other screen is left, too: it may be the shell's"


@pytest.mark.parametrize("name", ["C", "latin", "no locale"])
def test_where_no_other_letters_are_known_all_is_ascii(ended: dict[str, PseudoTerminal], name: str) -> None:
    assert ended[name].sent.isascii()
    assert not ended["xterm-256color"].sent.isascii()


def test_an_empty_no_color_does_not_count(ended: dict[str, PseudoTerminal]) -> None:
    assert all(colour in ended["empty"].sent for colour in (b"48;5;234", b"48;5;24m", b"38;5;221"))
    marks = [
        token.body[:-1] for token in tokens(ended["none"].sent) if token.sort == "csi" and token.body.endswith(b"m")
    ]
    assert {code for body in marks for code in body.decode().split(";")} <= PLAIN | SINGLY


# -- sizes


SIZES = {
    (1, 1): ["!"], (2, 2): ["!", ""], (10, 3): ["too small:", "20x4", ""],
    (30, 3): ["too small to read in: make it", "20x4 at least", ""], (20, 5): [], (40, 15): [], (500, 200): [],
}  # fmt: skip


def test_any_size_is_drawn_or_said_to_be_too_small(valleys: Path) -> None:
    with PseudoTerminal(str(valleys), answers=True) as terminal:
        terminal.shows("? help")
        terminal.type("2j")
        terminal.shows("Events 2/6")
        terminal.rest()  # the details follow when the keys rest
        before = terminal.lines
        for (width, height), said in SIZES.items():
            terminal.resize(width, height)
            if said:
                terminal.until(lambda said=said: terminal.lines == said, f"{width}x{height}")
                terminal.type("jjG5")  # which nobody would see
            else:
                terminal.until(lambda: terminal.lines[-1].startswith(" ? help"), f"{width}x{height}")
                assert "Events 2/6" in terminal.lines[1]
        terminal.resize(80, 24)
        terminal.until(lambda: terminal.lines == before, "the screen as it was")

        chance = random.Random(5)
        for _ in range(100):
            terminal.resize(chance.randint(1, 200), chance.randint(1, 60))
            terminal.rest(0.01)
        terminal.resize(80, 24)
        terminal.until(lambda: terminal.lines == before, "the screen as it was, after a storm")
        terminal.rest()
        terminal.type("\x0c")
        terminal.rest()
        assert terminal.lines == before
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0


@pytest.mark.parametrize("size", [(1, 1), (10, 3)], ids=str)
def test_a_start_in_a_screen_too_small_says_so(valleys: Path, size: tuple[int, int]) -> None:
    with PseudoTerminal(str(valleys), size=size) as terminal:
        terminal.until(lambda: terminal.lines == SIZES[size], "that it is too small")
        terminal.resize(80, 24)
        terminal.shows("? help")


# -- keys that come in pieces


def test_an_escape_split_from_its_letters_neither_quits_nor_loses(valleys: Path) -> None:
    def left(pause: float) -> None:
        terminal.type("\x1b")
        time.sleep(pause)
        terminal.type("[D")

    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.type("2/gat")
        terminal.shows("filter: gat")
        left(0.15)
        terminal.type("X")
        terminal.shows("filter: gaXt")
        left(0.3)
        left(1)  # no delay covers this; it gives the line up, and no more
        terminal.type("\x1b")
        terminal.rest(0.5)
        terminal.type("2")
        terminal.shows("Events")
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0


# -- no terminal


STREAMS = {
    "input is null": "</dev/null", "input is closed": "<&-", "output is closed": ">&-", "output is full": ">/dev/full",
    "errors are closed": "2>&-", "errors are full": "2>/dev/full", "errors are a file": "2>errors",
    "input is null, errors are full": "</dev/null 2>/dev/full",
}  # fmt: skip


@pytest.mark.parametrize("how", STREAMS)
def test_without_a_terminal_it_ends_at_once_and_says_what_to_use(valleys: Path, tmp_path: Path, how: str) -> None:
    shell = ["sh", "-c", f'cd {tmp_path} && "$0" "$@" {STREAMS[how]}']
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with PseudoTerminal(str(valleys), before=shell) as terminal:
        assert terminal.ends() == 2
        said = terminal.sent.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said += (tmp_path / "errors").read_text() if "file" in how else ""
    assert said.strip() == (
        "khabar: the reader needs a terminal for input, output and errors; for pipes use khabar list, show or search"
    )
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


def test_a_terminal_that_moves_its_cursor_in_another_way_is_told_so(valleys: Path, tmp_path: Path) -> None:
    source = tmp_path / "strange.ti"
    source.write_text("strange|another way to move, cols#80, lines#24, cup=\\EY%p1%' '%+%c%p2%' '%+%c,\n")
    subprocess.run(["tic", "-o", tmp_path, source], check=True, capture_output=True)
    with PseudoTerminal(str(valleys), TERM="strange", TERMINFO=str(tmp_path)) as terminal:
        assert terminal.ends() == 2
    assert terminal.sent.startswith(b"khabar: TERM is strange, which cannot show a screen; use khabar list")


def test_output_that_nobody_takes_is_told(valleys: Path) -> None:
    with open("/dev/full", "w") as full:
        listed = [*command("list", "events", "--corpus"), str(valleys)]
        ran = subprocess.run(
            listed, stdout=full, stderr=subprocess.PIPE, env=environment(), cwd=CHECKOUT, timeout=PATIENCE, check=False
        )
    assert (ran.returncode, ran.stderr) == (3, b"khabar: the output: No space left on device\n")


# -- other programs


def test_no_browser_is_ever_run(valleys: Path, tmp_path: Path) -> None:
    for name in ("w3m", "lynx", "links", "xdg-open", "x-www-browser", "sensible-browser", "open", "firefox"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/ran\n")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    with PseudoTerminal(str(valleys), PATH=path, BROWSER="w3m", DISPLAY=":9", XDG_DATA_HOME=str(tmp_path)) as terminal:
        terminal.shows("? help")
        for keys in ("1\ro", "y", "\r", "\x1b", ".", "\r", "w\ty", "\r", "u", "O", "U"):
            terminal.type(keys)
            terminal.rest(0.05)
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
    assert not (tmp_path / "ran").exists()
