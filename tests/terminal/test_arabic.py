"""Arabic beside Latin in a terminal: whichever way it is shown, no column moves; the way chosen is there at the next start."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from corpora.letters.generate import GUARD, TITLE, write_letters
from pseudo_terminal import CHECKOUT, PseudoTerminal, command, environment

from tui.present.arabic import romanised
from tui.present.direction import as_visual

CTRL_Q = "\x11"
OURS = re.compile("[\u0600-\u06ff\\d)]\u200e(?=[\x1b\r])")
"""The mark behind a run, where it may stand."""


def columns(lines: list[str]) -> list[tuple[int, ...]]:
    """Return where the words in Latin letters stand that no way changes: dates, marks, words and brackets around a name."""
    return [
        tuple(
            match.start()
            for match in re.finditer(r"\d{4}-\d\d-\d\d|Boats|held|\(12\)|Articles|Events|guard|council", line)
        )
        for line in lines
    ]


def test_no_column_moves_and_the_way_is_kept(valleys: Path, tmp_path: Path) -> None:
    corpus, state = write_letters(tmp_path / "letters", valleys), str(tmp_path / "state")
    seen = {}
    with PseudoTerminal(str(corpus), size=(120, 40), XDG_STATE_HOME=state) as terminal:
        terminal.shows("? help")
        for key, shown in (("1", romanised(TITLE)), ("2", TITLE), ("3", as_visual(TITLE).rstrip())):
            terminal.type(f"X{key}")
            terminal.shows("kept for TERM=xterm-256color")
            terminal.type("2Gk")
            terminal.shows("Events 8/9")
            terminal.rest(0.5)
            events = terminal.lines
            terminal.type("1G\t")
            terminal.shows(shown)
            terminal.rest(0.5)
            seen[key] = columns([*events, *terminal.lines])
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
    assert any(len(places) > 2 for places in seen["1"])
    assert seen["1"] == seen["2"] == seen["3"]
    text = terminal.sent.decode()
    assert OURS.search(text) and "\u200e" not in OURS.sub("", text)

    with PseudoTerminal(str(corpus), XDG_STATE_HOME=state) as terminal:
        terminal.shows(as_visual(TITLE).rstrip())
        terminal.type("3G")
        terminal.shows(as_visual(GUARD))
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0

    with PseudoTerminal(str(corpus), XDG_STATE_HOME=state, TERM="linux") as terminal:
        terminal.shows("Harbour Guard")
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
    run = subprocess.run(
        command("doctor"),
        env=environment(XDG_STATE_HOME=state),
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Arabic     visual, chosen for TERM=xterm-256color" in run.stdout
