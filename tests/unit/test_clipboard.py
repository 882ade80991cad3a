"""Copying: everywhere it can go, nothing raw to the terminal, and never a wait."""

from __future__ import annotations

import os
import re
import stat
import time
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.paths import copied_file
from tui.wire.clipboard import MOST, PATIENCE, PIECE, copy, osc_52, passed_on, pasteable

WORDS = "The sluice, “درعا”, 漢字\nsecond line"
XTERM = {"TERM": "xterm-256color"}
OSC = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")

# what a tmux on PATH does with its flags and its input
TMUX = 'echo "$@" >> $LOG; cat > $TAKEN'
OLD = 'echo "$@" >> $LOG; case "$*" in *-w*) exit 1;; esac; cat > $TAKEN'
GONE = 'echo "no server running" >&2; exit 1'
HANGS = 'echo "$@" >> $LOG; exec sleep 60'


class Terminal:
    """What was sent to a terminal."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def write(self, data: str) -> None:
        self.sent.append(data)

    @property
    def clipboard(self) -> str | None:
        """What OSC 52 has put there, None where nothing has."""
        found = OSC.fullmatch("".join(self.sent))
        return b64decode(found[1]).decode() if found else None


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "khabar" / "copied.txt"


def inside_tmux(folder: Path, does: str, **more: str) -> dict[str, str]:
    """Return the environment of a program in a tmux that does this."""
    tmux = folder / "bin" / "tmux"
    tmux.parent.mkdir()
    tmux.write_text(f"#!/bin/sh\n{does}\n")
    tmux.chmod(0o700)
    path = f"{tmux.parent}:{os.environ['PATH']}"
    return {"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "PATH": path, "LOG": str(folder / "log"),
            "TAKEN": str(folder / "taken"), **more}  # fmt: skip


def test_in_tmux_the_words_go_to_its_buffer_and_nothing_to_the_terminal(
    tmp_path: Path, file: Path, terminal: Terminal
) -> None:
    said = copy(WORDS, terminal.write, file, inside_tmux(tmp_path, TMUX))
    assert said == f"copied to the tmux buffer and written to {file}"
    assert (tmp_path / "taken").read_text("utf-8") == WORDS
    assert (tmp_path / "log").read_text() == "load-buffer -w -\n"
    assert terminal.sent == []


def test_an_old_tmux_keeps_the_words_and_hands_them_to_the_terminal(
    tmp_path: Path, file: Path, terminal: Terminal
) -> None:
    said = copy(WORDS, terminal.write, file, inside_tmux(tmp_path, OLD))
    assert said == f"copied to the tmux buffer and sent to the terminal's clipboard and written to {file}"
    assert (tmp_path / "taken").read_text("utf-8") == WORDS
    assert (tmp_path / "log").read_text() == "load-buffer -w -\nload-buffer -\n"
    assert terminal.sent == ["\x1bPtmux;\x1b" + osc_52(WORDS) + "\x1b\\"]


@pytest.mark.parametrize("does", [GONE, "exit 127"])
def test_where_tmux_does_not_take_it_the_terminal_is_asked(
    tmp_path: Path, file: Path, terminal: Terminal, does: str
) -> None:
    said = copy(WORDS, terminal.write, file, inside_tmux(tmp_path, does))
    assert said == f"sent to the terminal's clipboard and written to {file}"
    assert terminal.clipboard == WORDS


def test_no_tmux_at_all_is_none_that_takes_it(tmp_path: Path, file: Path, terminal: Terminal) -> None:
    said = copy(WORDS, terminal.write, file, {**XTERM, "TMUX": "/tmp/x,1,0", "PATH": str(tmp_path)})
    assert said == f"sent to the terminal's clipboard and written to {file}"
    assert terminal.clipboard == WORDS


def test_a_tmux_that_hangs_is_given_up(tmp_path: Path, file: Path, terminal: Terminal) -> None:
    assert PATIENCE <= 2
    environ, start = inside_tmux(tmp_path, HANGS), time.monotonic()
    said = copy(WORDS * 100_000, terminal.write, file, environ, patience=0.3)
    assert time.monotonic() - start < 20, "it sleeps a minute"
    assert (tmp_path / "log").read_text().count("load-buffer") == 1
    assert said.endswith(f"takes 74,994 bytes of {len((WORDS * 100_000).encode()):,}") and "written" in said


def test_without_tmux_the_terminal_is_asked(file: Path, terminal: Terminal) -> None:
    assert copy(WORDS, terminal.write, file, XTERM) == f"sent to the terminal's clipboard and written to {file}"
    assert len(terminal.sent) == 1 and terminal.clipboard == WORDS


def test_screen_is_given_pieces_that_it_can_pass_on(file: Path, terminal: Terminal) -> None:
    words = "weir " * 500
    copy(words, terminal.write, file, {"TERM": "screen", "STY": "1.pts"})
    (sent,) = terminal.sent
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sent, re.DOTALL)
    assert all(len(piece) <= PIECE for piece in pieces)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sent
    assert "".join(pieces) == osc_52(words)


@pytest.mark.parametrize("term", ["linux", "dumb", ""])
def test_a_terminal_without_a_clipboard_is_sent_nothing(file: Path, terminal: Terminal, term: str) -> None:
    assert copy(WORDS, terminal.write, file, {"TERM": term}) == f"written to {file}"
    assert terminal.sent == []


@pytest.mark.parametrize(("size", "fits"), [(MOST, True), (MOST + 1, False)])
def test_what_a_terminal_would_cut_is_not_sent(file: Path, terminal: Terminal, size: int, fits: bool) -> None:
    said = copy("w" * size, terminal.write, file, XTERM)
    assert bool(terminal.sent) == fits == ("too long" not in said)
    assert all(len(sent) <= 100_000 for sent in terminal.sent)
    assert file.read_text() == "w" * size + "\n"


def test_the_file_is_the_users_own_and_replaced(file: Path, terminal: Terminal) -> None:
    for words in ("first", "second"):
        copy(words, terminal.write, file, XTERM)
        assert file.read_text("utf-8") == words + "\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_file_that_cannot_be_written_stops_nothing_else(tmp_path: Path, terminal: Terminal) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    said = copy(WORDS, terminal.write, tmp_path / "data" / "copied.txt", XTERM)
    assert terminal.clipboard == WORDS
    assert said.startswith("sent to the terminal's clipboard; ") and str(tmp_path) in said


def test_nothing_half_written_is_left(tmp_path: Path, terminal: Terminal) -> None:
    (tmp_path / "copied.txt" / "in the way").mkdir(parents=True)
    said = copy(WORDS, terminal.write, tmp_path / "copied.txt", XTERM)
    assert "written to" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["copied.txt"]


def test_the_home_folder_is_not_spelt_out(tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    said = copy(WORDS, terminal.write, tmp_path / "da\x1bta" / "copied.txt", XTERM)
    assert said.endswith("written to ~/da\ufffdta/copied.txt")


def test_nothing_is_copied_where_there_is_nothing(file: Path, terminal: Terminal) -> None:
    assert copy("\n\x1b\n", terminal.write, file, XTERM) == "nothing to copy"
    assert terminal.sent == [] and not file.exists()


HOSTILE = st.text(
    st.one_of(st.sampled_from("\x1b\x07\x9b\x9c\u202e\ud800\n\r\t\x00 درعا漢e\u0301"), st.characters()), max_size=300
)


@given(HOSTILE, st.sampled_from([{}, {"STY": "1"}]), st.booleans())
def test_nothing_but_base64_leaves_for_the_terminal(text: str, environ: dict[str, str], old_tmux: bool) -> None:
    words = pasteable(text)
    assert all(c == "\n" or c.isprintable() for c in words) and words == words.strip("\n")
    sent = passed_on(osc_52(words), environ, old_tmux)
    inner = re.sub(r"\x1bP(?:tmux;(?=\x1b\x1b))?|\x1b\\", "", sent).replace("\x1b\x1b", "\x1b")
    found = OSC.fullmatch(inner)
    assert found and b64decode(found[1]).decode() == words
    assert all(c in "\x1b\x07" or " " <= c <= "~" for c in sent)


def test_lines_of_another_system_stay_lines() -> None:
    assert pasteable("a\r\nb\tc\n\n") == "a\nb c"


def test_the_file_lies_with_the_users_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for base, folder in ((str(tmp_path / "x"), "x"), ("", ".local/share"), ("relative", ".local/share")):
        monkeypatch.setenv("XDG_DATA_HOME", base)
        assert copied_file() == tmp_path / folder / "khabar" / "copied.txt"
