"""In GNU screen: it knows less than tmux, takes ctrl+a for itself, and hands on what it is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pseudo_terminal import PseudoTerminal

pytestmark = pytest.mark.skipif(shutil.which("screen") is None, reason="screen is not installed")

CTRL_Q = "\x11"


@pytest.fixture
def screen(valleys: Path) -> Iterator[PseudoTerminal]:
    """khabar in a screen of its own, which has the shell's place: it ends with it."""
    with TemporaryDirectory(prefix="khabar-") as folder:  # not tmp_path: a socket's path must be short
        config = Path(folder, "screenrc")
        config.write_text("startup_message off\ndefutf8 on\nshelltitle ''\nvbell off\n")
        before = ["screen", "-U", "-c", str(config), "-S", "khabar"]
        with PseudoTerminal(str(valleys), before=before, SCREENDIR=folder, answers=True) as terminal:
            yield terminal


def test_reading_in_screen(screen: PseudoTerminal) -> None:
    screen.shows("? help")
    screen.type("2j\t")
    screen.shows("The gate is chained")
    for width, height in ((120, 40), (80, 24)):
        screen.resize(width, height)
        screen.until(lambda: screen.lines[-1].startswith(" ? help"), f"{width}x{height}")
        screen.rest(0.2)
        before = screen.lines
        screen.type("\x0c")
        screen.rest(0.2)
        assert screen.lines == before
    for key in ("\tG", "9", "G", "k", "1\r", " ", "b", "?"):
        screen.type(key)
        screen.rest(0.2)
        before = screen.lines
        screen.type("\x0c")
        screen.rest(0.2)
        assert screen.lines == before, key
    screen.type(CTRL_Q)
    assert screen.ends() == 0
    assert "khabar  Two valleys" not in "\n".join(screen.lines)
