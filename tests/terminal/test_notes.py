"""Notes at the end of a bad link: each letter outlives a kill, what is told as done is on disk, and two sessions see each other."""

from __future__ import annotations

import signal
from pathlib import Path

from pseudo_terminal import PseudoTerminal

from tui.notebook.drafts import Draft, Drafts
from tui.notebook.journal import Journal
from tui.notebook.notebook import COLLECTED, NOTED, STARRED, Notebook

CTRL_Q = "\x11"
HARM = "\x1b]52;c;eA==\x07\x1b[2J\x9b31m\u202e\ud83d [/b] end"
FEW = 400
"""Bytes for a star: the row's sign and the words in the footer, which the next key takes away."""


def notebook_in(data: Path) -> Notebook:
    """Return the one notebook that lies in a data folder."""
    (path,) = (data / "khabar" / "notebook").glob("*.jsonl")
    notebook = Notebook(Journal(path), drafts=Drafts(path.with_suffix("")))
    notebook.refresh()
    return notebook


def test_a_session_that_is_killed_loses_no_letter(valleys: Path, tmp_path: Path) -> None:
    state, data = str(tmp_path / "state"), tmp_path / "data"
    with PseudoTerminal(str(valleys), XDG_STATE_HOME=state, XDG_DATA_HOME=str(data)) as terminal:
        terminal.shows("? help")
        terminal.type("2j")
        terminal.shows("Events 2/6")
        terminal.rest()
        before = len(terminal.sent)
        terminal.type("*")
        terminal.shows(" starred: ")
        terminal.rest()
        assert len(terminal.sent) - before <= FEW
        (starred,) = notebook_in(data).marked(STARRED)
        terminal.type("Awho has the key?\r")
        terminal.shows(" noted: ")
        assert notebook_in(data).marked(NOTED) == [starred]
        terminal.type("jA\u0639\u0646\u062f half a th")
        terminal.shows("half a th")
        terminal.signal(signal.SIGKILL)
        assert terminal.exit_status(within=10) == -signal.SIGKILL
    (draft,) = notebook_in(data).drafts.all()
    assert draft.text == "\u0639\u0646\u062f half a th" and draft.on != starred

    notebook_in(data).note(starred, HARM + "x" * 19_900)
    notebook_in(data).drafts.keep(Draft("evt:none", HARM))
    with PseudoTerminal(str(valleys), XDG_STATE_HOME=state, XDG_DATA_HOME=str(data)) as terminal:
        terminal.shows("was being written; A goes on")
        terminal.shows("Events 3/6")
        terminal.type("Aought\r")
        terminal.shows(" noted: ")
        assert [note.text for note in notebook_in(data).notes_on(draft.on)] == ["\u0639\u0646\u062f half a thought"]
        # another session
        with PseudoTerminal(str(valleys), XDG_DATA_HOME=str(data)) as other:
            other.shows("was being written")
            other.type("2jj")
            other.shows("Events 3/6")
            other.type("C")
            other.shows(" in the dossier: ")
            other.signal(signal.SIGHUP)
            assert other.exit_status(within=10) == 129
        terminal.type("kj")
        terminal.until(
            lambda: any(line[:46].rstrip().endswith('"+') for line in terminal.lines[2:]), "the other's mark"
        )
        assert notebook_in(data).marked(COLLECTED) == [draft.on]
        terminal.type("B")
        terminal.shows("1 starred")
        terminal.shows("evt:none (no longer in this corpus)")
        terminal.type("GAxx\x1b")
        terminal.rest()
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
        assert b"\x1b]52" not in terminal.sent and b"\x9b" not in terminal.sent
        assert "\u202e".encode() not in terminal.sent and b"[/b] end" in terminal.sent


def test_what_the_disk_has_no_room_for_stays_in_the_line(valleys: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with PseudoTerminal(str(valleys), XDG_DATA_HOME=str(data)) as terminal:  # the store is built
        terminal.shows("? help")
        terminal.type("2*")
        terminal.shows(" starred: ")
        terminal.type(CTRL_Q)
        assert terminal.ends() == 0
    full = ["sh", "-c", 'ulimit -f 0; exec "$0" "$@"']
    with PseudoTerminal(str(valleys), before=full, XDG_DATA_HOME=str(data)) as terminal:
        terminal.shows("? help")
        terminal.type("2A")
        terminal.shows(" note: ")
        terminal.type("a long thought")
        terminal.shows("not kept as you type")
        terminal.type("\r")
        terminal.shows("not kept yet: File too large")
        terminal.shows(" note: a long thought")
        assert not notebook_in(data).notes and len(notebook_in(data).marked(STARRED)) == 1
        terminal.type("\x1b")
        terminal.rest(0.5)
        terminal.type(CTRL_Q)
        terminal.ends()
