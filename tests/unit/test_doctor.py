"""What doctor says of terminals, letters and folders: what was found, what was chosen, why, and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.doctor import findings
from tui.wire.terminal import CAPABLE, LEAST, Terminal, terminal_for
from tui.wire.terminfo import entry

CHECKOUT = Path(__file__).parents[2]
TERMS = (
    "xterm",
    "xterm-256color",
    "tmux-256color",
    "screen",
    "putty",
    "linux",
    "vt100",
    "vt220",
    "dumb",
    "no-such-terminal",
)


@pytest.fixture
def found(valleys: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    def found(**environ: str) -> dict[str, str]:
        for name in ("TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "TMUX", "STY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        return dict(findings(valleys))

    return found


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, {
            "terminal": "xterm-256color, known to terminfo", "colours": "256, because of TERM=xterm-256color",
            "theme": "dark, as fits these colours", "letters": "UTF-8, because of LANG=C.UTF-8", "drawing": "Unicode",
        }),
        ({"TERM": "vt100", "LANG": "C", "COLORTERM": "truecolor"}, {
            "can": "moves the cursor, erases lines, scrolls a part of the screen", "colours": "none, because of TERM=vt100",
            "theme": "mono, as fits these colours", "letters": "ASCII, as LANG=C does not promise more",
            "lacks": "no screen besides the shell's, which is wiped at the end; moves by line and column only",
        }),
        ({"TERM": "linux", "COLORTERM": "truecolor", "LC_ALL": "de_DE.utf8"}, {
            "colours": "8, and bold, because of TERM=linux; COLORTERM=truecolor tells of another terminal",
            "letters": "UTF-8, because of LC_ALL=de_DE.utf8; a console's font may lack some signs", "theme": "sixteen, as fits",
        }),
        ({"TERM": "screen", "COLORTERM": "truecolor", "STY": "1.a"}, {"colours": "8, and bold, because of TERM=screen; COLORTERM"}),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, {"colours": "16,777,216, because of COLORTERM=truecolor"}),
        ({"TERM": "tomorrow"}, {"terminal": "tomorrow, not known to terminfo here", "letters": "ASCII, as no LC_ALL, LC_CTYPE"}),
        ({"TERM": "dumb"}, {"terminal": "dumb, which cannot show a screen: use khabar list, show or search, or set TERM=xterm"}),
        ({}, {"terminal": "TERM is not set: use khabar list"}),
        ({"TERM": "xterm", "KHABAR_WIRE": "0"}, {"terminal": "xterm, which is sent what Textual sends, because of KHABAR_WIRE=0"}),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items() if k.isupper()) or "said",
)  # fmt: skip
def test_what_is_found_of_a_terminal(environ: dict[str, str], said: dict[str, str], found) -> None:
    lines = found(**environ)
    assert {name: lines[name][: len(words)] for name, words in said.items()} == said


def test_where_copies_go_is_told(found) -> None:
    assert found(TERM="xterm", TMUX="/x,1,0")["copying"].startswith("to tmux and to the terminal's clipboard")
    assert found(TERM="linux")["copying"].startswith("to /")


def test_folders_that_cannot_be_used_are_told_with_what_to_do(found, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    there, none = tmp_path / "state", tmp_path / "file"
    lines = found(XDG_STATE_HOME=str(there), XDG_DATA_HOME=str(none), XDG_CONFIG_HOME=str(tmp_path))
    assert lines["state"] == f"{there}/khabar, where you read: can be written in, not there yet"
    assert lines["data"].endswith(f"{none} is no folder: none can be kept; set XDG_DATA_HOME")
    assert not there.exists()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="Linux tells what a process was started with")
@pytest.mark.parametrize(
    ("name", "value", "letters"), [("LC_CTYPE", "UTF-8", "UTF-8"), ("LANG", "C", "ASCII"), ("LC_ALL", "C", "ASCII")]
)
def test_what_python_makes_of_the_locale_is_not_what_was_said(name: str, value: str, letters: str) -> None:
    environ = {name: value, "PATH": os.environ["PATH"], "HOME": "/", "PYTHONPATH": str(CHECKOUT)}
    code = "from tui import surroundings as s; print(s.has_unicode(), *s.locale())"
    ran = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [str(letters == "UTF-8"), name, value]


# -- terminfo


@pytest.mark.parametrize("term", TERMS)
def test_terminfo_is_read_as_curses_reads_it(term: str) -> None:
    names = ("csr", "el", "hpa", "cup", "civis", "smcup", "ech", "rmul", "ind", "ri", "smam")
    code = (
        "import curses, sys\ntry: curses.setupterm(sys.argv[1], 1)\nexcept curses.error: sys.exit(print(None))\n"
        f"print({{n: curses.tigetstr(n) for n in {names} if curses.tigetstr(n)}}, curses.tigetnum('colors'), curses.tigetflag('bce'))"
    )
    ran = subprocess.run([sys.executable, "-c", code, term], capture_output=True, text=True, check=True)
    found = entry(term)
    flag = found and int("bce" in found.flags)
    said = (
        f"{dict(sorted(found.strings.items(), key=lambda item: names.index(item[0])))} {found.numbers.get('colors', -1)} {flag}"
        if found
        else "None"
    )
    assert said == ran.stdout.strip()


@pytest.mark.parametrize(
    "data", [b"", b"\x1a\x01", b"\x1a\x01" + b"\xff" * 40, b"\x1a\x01" + b"\x7f" * 10, b"no terminfo at all"]
)
def test_what_is_no_terminfo_is_passed_over(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "zterm").write_bytes(data)
    assert entry("zterm", {"TERMINFO": str(tmp_path)}) is None


@pytest.mark.parametrize("name", ["../x/xterm", "/etc/passwd", ".", "..", "x\0y", "", "ä", "\ud83d"])
def test_a_hostile_name_is_none(name: str) -> None:
    assert entry(name) is None
    assert terminal_for({"TERM": name}) in (None, LEAST)


def test_each_is_told_only_what_it_knows() -> None:
    vt220 = terminal_for({"TERM": "vt220"})
    assert vt220 and (vt220.enter, vt220.leave) == ("\x1b[?25l\x1b[?7l", "\x1b[m\x1b[H\x1b[J\x1b[?7h\x1b[?25h")
    assert not any(
        vt220.takes(words) for words in ("\x1b[?1049h", "\x1b[?2026$p", "\x1b[?1004h", "\x1b[<u", "\x1b]22;default\x07")
    )
    assert all(vt220.takes(words) for words in ("\x1b[?25h", "\x1b[?7l", "\x1b[2J", "words", "\x1b]52;c;eA==\x07"))
    assert CAPABLE.takes("\x1b[?2026$p") and CAPABLE.takes("\x1b[?2026hwords") and not CAPABLE.takes("\x1b[?1004h")
    assert Terminal().leave.endswith("\x1b[?7h\x1b[?1049l\x1b[?25h")
