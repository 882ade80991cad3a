"""The bytes that leave: nothing from a corpus is acted on, what is switched on is switched off, and little is sent."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allowed import foreign
from corpora.hostile.generate import build_raw, write_hostile
from pseudo_terminal import CHECKOUT, PATIENCE, PseudoTerminal, command, environment, tokens

from tui.paths import vocabulary_file
from tui.store.build import build
from tui.wire.pace import WINDOW

CTRL_Q, CTRL_C = "\x11", "\x03"
MOUSE = {b"9", b"1000", b"1001", b"1002", b"1003", b"1005", b"1006", b"1015", b"1016"}
QUESTION = b"\x1b[6n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that means harm."""
    return write_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile_store(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of it that nobody cleaned."""
    return build_raw(hostile, tmp_path_factory.mktemp("raw") / "store.json")


@pytest.fixture(scope="module")
def sent(hostile: Path) -> bytes:
    """All that was sent while somebody read it."""
    return read_everything(hostile)


def switched(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each private mode that was switched, on (h) or off (l)."""
    for token in tokens(data):
        if token.sort == "csi" and token.body[:1] == b"?" and token.body[-1:] in b"hl":
            yield token.body[1:-1], token.body[-1:]


def colours(data: bytes) -> set[int]:
    """Return the codes that set a colour."""
    codes = {
        int(code)
        for token in tokens(data)
        if token.sort == "csi" and token.body.endswith(b"m")
        for code in token.body[:-1].split(b";")
        if code
    }
    return codes & {*range(30, 50), *range(90, 108)}


def read_everything(*arguments: str | Path, **how: Any) -> bytes:
    """Go through each view, pane and prompt, letting each be drawn; return what was sent from start to end."""
    with PseudoTerminal(*map(str, arguments), **how) as terminal:
        terminal.shows("? help")
        for digit in "1234567890":
            for keys in (digit, "G\r", "\tG", "\tG\tG", "go"):
                terminal.type(keys)
                terminal.rest(0.03)
        for keys in ("1\t/harm\r", "nN", ":harm", "\r", "2/-harm", "\r", "?"):
            terminal.type(keys)
            terminal.rest(0.03)
        terminal.shows("Keys in the")
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
    return terminal.sent


def test_nothing_from_a_corpus_is_acted_on(sent: bytes) -> None:
    assert not foreign(sent)


@pytest.mark.parametrize("size", [(120, 40), (40, 15)], ids="{0[0]}x{0[1]}".format)
def test_nothing_from_a_store_that_was_not_cleaned_is_acted_on(hostile_store: Path, size: tuple[int, int]) -> None:
    sent = read_everything(hostile_store, size=size)
    assert not foreign(sent)


def test_what_is_switched_on_is_switched_off(sent: bytes) -> None:
    last = dict(switched(sent))
    assert last == {b"7": b"h", b"25": b"h", b"1049": b"l", b"2004": b"l"}


def test_the_mouse_is_never_asked_for(sent: bytes) -> None:
    modes = {mode for mode, _ in switched(sent)}
    assert b"1049" in modes
    assert not MOUSE & modes


DEFAULT_COLOURS = {39, 49}


@pytest.fixture(scope="module")
def sent_without_colour(valleys: Path) -> bytes:
    return read_everything(valleys, "--theme", "dark", NO_COLOR="1", COLORTERM="truecolor")


def test_no_colour_is_sent_where_none_is_wanted(sent_without_colour: bytes) -> None:
    assert colours(sent_without_colour) <= DEFAULT_COLOURS


def test_not_even_the_default_colours_are_named(sent_without_colour: bytes) -> None:
    assert not colours(sent_without_colour)


def test_colours_are_sent_else(sent: bytes) -> None:
    assert colours(sent) - DEFAULT_COLOURS


# -- where there is no terminal


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("elsewhere", ["a pipe", "nowhere"])
def test_without_a_terminal_one_line_names_the_command_to_use(valleys: Path, stream: str, elsewhere: str) -> None:
    leader, follower = os.openpty()
    other = subprocess.PIPE if elsewhere == "a pipe" else subprocess.DEVNULL
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), follower) | {stream: other}
    with subprocess.Popen(command(str(valleys)), **streams, env=environment(), cwd=CHECKOUT) as process:
        os.close(follower)
        piped = process.communicate(timeout=PATIENCE)[1] or b""
    said = piped + read_all(leader)
    assert process.returncode == 2
    if (stream, elsewhere) == ("stderr", "nowhere"):
        assert said == b""
    else:
        assert said.decode().strip() == (
            "khabar: the reader needs a terminal for input, output and errors; for pipes use khabar list, show or search"
        )


def read_all(handle: int) -> bytes:
    said = b""
    try:
        while data := os.read(handle, 1 << 16):
            said += data
    except OSError:  # Linux's way to say that the other end is closed
        pass
    finally:
        os.close(handle)
    return said


@pytest.mark.parametrize(
    ("term", "said"), [("dumb", "TERM is dumb"), ("", "TERM is not set"), (None, "TERM is not set")]
)
def test_a_terminal_that_cannot_show_a_screen_is_told_so(valleys: Path, term: str | None, said: str) -> None:
    with PseudoTerminal(str(valleys), TERM=term) as terminal:
        assert terminal.ends() == 2
    (line,) = terminal.sent.decode().splitlines()
    assert line == f"khabar: {said}, which cannot show a screen; use khabar list, show or search, or set TERM=xterm"


def test_with_a_file_of_keys_that_cannot_be_followed_the_reader_is_not_opened(valleys: Path, tmp_path: Path) -> None:
    (tmp_path / "khabar").mkdir()
    file = tmp_path / "khabar" / "keys.yaml"
    file.write_text("quit: alt+q\n")
    with PseudoTerminal(str(valleys), XDG_CONFIG_HOME=str(tmp_path)) as terminal:
        assert terminal.ends() == 1
    (line,) = terminal.sent.decode().splitlines()
    assert line == f"{file}:1:7: error[not-a-key]: quit: a terminal sends alt+q as Esc and a key after it; write `q`"


def test_the_keys_of_the_file_are_the_ones_that_work(valleys: Path, tmp_path: Path) -> None:
    (tmp_path / "khabar").mkdir()
    (tmp_path / "khabar" / "keys.yaml").write_text("quit: W\nview_event: ش\n")
    with PseudoTerminal(str(valleys), XDG_CONFIG_HOME=str(tmp_path)) as terminal:
        terminal.shows("W quit")
        terminal.type("ش")
        terminal.shows("Events")
        terminal.type("W")
        assert terminal.ends() == 0


# -- what goes wrong


def test_keys_typed_before_the_first_screen_are_kept(valleys: Path) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.type("2jj")
        terminal.shows("Events 3/6")
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0


def test_enter_that_arrives_as_a_line_feed_is_enter(valleys: Path) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.type("1\n")
        terminal.shows("/ find")  # in the article, not / filter in the list


def test_a_store_that_is_damaged_while_one_reads_ends_with_one_line(valleys: Path, tmp_path: Path) -> None:
    store = tmp_path / "valleys.json"
    build(valleys, vocabulary_file(), store)
    with PseudoTerminal(str(store)) as terminal:
        terminal.shows("? help")
        os.truncate(store, 1_000)
        terminal.type("4G\r3G\r")
        assert terminal.ends() == 3
    assert b"Traceback" not in terminal.sent
    last = terminal.sent.rpartition(b"\x1b[?25h")[2].decode().strip()
    assert last.startswith(f"khabar: {store}: the store is damaged")
    assert len(last.splitlines()) == 1


def test_ctrl_c_does_not_quit(valleys: Path) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.type(CTRL_C)
        terminal.shows("ctrl+q quits")
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0


# -- how much is sent; the budgets proper are held in tests/bench


def test_nothing_is_sent_while_nobody_types(valleys: Path) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.type("2j/gate")
        terminal.shows("1/2 of 6 · gate")
        terminal.rest()
        assert terminal.rest(5) == b""


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((40, 15), "2", id="a list alone"),
        pytest.param((80, 24), "2\t", id="details"),
        pytest.param((80, 24), "1\t", id="an article"),
        pytest.param((80, 24), "2", id="a list beside its details"),
    ],
)  # fmt: skip
def test_a_step_down_is_cheap(valleys: Path, size: tuple[int, int], keys: str) -> None:
    with PseudoTerminal(str(valleys), size=size) as terminal:
        terminal.shows("? help")
        terminal.type(keys)
        for _ in range(2):  # the first step may bring what the start still owed
            terminal.rest()
            terminal.type("j")
            sent = len(terminal.answer())
    print(f"a step down after {keys!r} at {size}: {sent} bytes")
    assert 0 < sent <= 2_000


@pytest.mark.parametrize("opening", ["2/", "1\t/"])
def test_a_typed_character_is_cheap(valleys: Path, opening: str) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.type(opening + "ga")
        terminal.rest()
        terminal.type("t")
        sent = terminal.answer()
    on_the_line = bytes_on_row(sent, 24)
    print(f"a character typed after {opening!r}: {on_the_line} bytes on its line, {len(sent)} with what follows")
    assert 0 < on_the_line <= 400


def bytes_on_row(data: bytes, wanted: int) -> int:
    """Return how many bytes were sent for one row of the screen."""
    row, count = 0, 0
    for token in tokens(data):
        if token.sort == "csi" and token.body.endswith(b"H"):
            row = int(token.body.rstrip(b"H").partition(b";")[0] or 1)
        count += len(token.raw) if row == wanted else 0
    return count


# -- the pace


def test_frames_wait_for_answers_when_much_is_on_the_way(valleys: Path) -> None:
    with PseudoTerminal(str(valleys), size=(40, 15), answers=True) as terminal:
        terminal.shows("ctrl+q quit")
        terminal.type("2")
        terminal.shows("Events 1/6")
        terminal.rest()
        terminal.answers = False
        sent = b""
        for key in "jkjkjkjkjkjj":
            terminal.type(key)
            answer = terminal.rest(0.1)
            sent += answer
        assert answer == b"" and WINDOW < len(sent) < 2 * WINDOW
        terminal.answers = True
        terminal.type("\x1b[1;1R" * sent.count(QUESTION))
        assert len(terminal.answer()) < WINDOW
        terminal.shows("Events 3/6")


def test_a_terminal_that_never_answers_is_asked_once_and_not_waited_for(valleys: Path) -> None:
    with PseudoTerminal(str(valleys), size=(40, 15)) as terminal:
        terminal.shows("ctrl+q quit")
        terminal.type("2")
        terminal.shows("Events 1/6")
        for key in "jjj":
            terminal.type(key)
            assert terminal.answer()
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
        assert terminal.sent.count(b"\x1b[6n") == 1


def test_the_terminal_is_not_left_before_its_answer_has_come(valleys: Path) -> None:
    with PseudoTerminal(str(valleys), size=(40, 15), answers=True) as terminal:
        terminal.shows("ctrl+q quit")
        terminal.type("2")
        terminal.shows("Events 1/6")
        terminal.rest()
        terminal.answers = False
        terminal.type("j")
        terminal.answer()
        terminal.type(CTRL_Q)
        assert b"\x1b[?1049l" not in terminal.rest(0.4)
        terminal.type("\x1b[1;1R")
        assert terminal.ends() == 0


@pytest.mark.parametrize("answers", [True, False], ids=["with pacing", "without"])
def test_the_screen_is_the_same_with_the_wire_and_without(valleys: Path, answers: bool) -> None:
    screens = []
    for wire in ("1", "0"):
        with PseudoTerminal(str(valleys), answers=answers, KHABAR_WIRE=wire) as terminal:
            terminal.shows("? help")
            seen = []
            for key in ["2", "j", "\t", "j", " ", "3", "G", "/", "a", "\r", "?", "q", "\x0c"]:
                terminal.type(key)
                terminal.rest(0.3)
                seen.append(terminal.lines)
            screens.append(seen)
    assert screens[0] == screens[1]


def test_without_a_shell_to_come_back_from_it_does_not_stop(valleys: Path) -> None:
    with PseudoTerminal(str(valleys)) as terminal:
        terminal.shows("? help")
        terminal.type("\x1a")
        terminal.shows("no shell started khabar")
        terminal.type("2")
        terminal.shows("Events 1/6")
