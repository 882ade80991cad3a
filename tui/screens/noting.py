"""Marking what the cursor is on, and writing a note on it. What is told as done is on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..corpus.text import clean
from ..errors import StoreError
from ..notebook.drafts import Draft
from ..notebook.notebook import COLLECTED, LONGEST, READ, STARRED, Note, Notebook
from ..present.own import called
from ..reading.menu import Choice, Menu, keyed
from ..store.library import Library
from .asking import Asking

if TYPE_CHECKING:
    from .reading_screen import ReadingScreen

DONE = {
    STARRED: ("starred", "no longer starred"),
    READ: ("read", "no longer read"),
    COLLECTED: ("in the dossier", "out of the dossier"),
}
NOTHING = "nothing here to put it on"
CHANGED = "another session has changed the note meanwhile"
FULL = f"a note holds {LONGEST:,} letters; what is more is left out"


def turn_mark(screen: ReadingScreen, on: str, mark: str) -> None:
    """Put a mark on a record or paragraph, or take it off, and say so."""
    if not on:
        screen.notice = NOTHING
        return
    notebook, library = screen.desk.notebook, screen.desk.library
    try:
        notebook.refresh()
        off = notebook.is_marked(on, mark)
        notebook.mark(on, mark, off)
    except StoreError as error:
        screen.notice = clean(str(error))[0]
        return
    screen.notice = f"{DONE[mark][off]}: {called(library, on)}"


def write_note(screen: ReadingScreen, on: str) -> None:
    """Open the line for a note on a record or paragraph: for the one there is, for one of several, or for a new one."""
    if not on:
        screen.notice = NOTHING
        return
    notes = list(screen.desk.notebook.notes_on(on))
    if len(notes) < 2 or screen.desk.notebook.draft_on(on):
        screen.typing.ask(WriteNote(screen, on, notes[0] if notes else None))
        return
    menu = Menu(
        "which note is to be changed?", keyed(Choice(clean(note.text)[0], note.at[:10], note.id) for note in notes)
    )
    by_id = {note.id: note for note in notes}
    screen.choosing.open(menu, lambda choice: screen.typing.ask(WriteNote(screen, on, by_id[choice.value])))


def left_open(library: Library, drafts: Sequence[Draft]) -> str:
    """Return what is said at a start of notes that were being written when khabar ended, the newest first."""
    more = f" (and {len(drafts) - 1} more: B lists them)" if len(drafts) > 1 else ""
    return f"a note on {called(library, drafts[0].on)} was being written; A goes on with it there{more}"


class WriteNote(Asking):
    """Takes a note. Each letter is kept as a draft, until the note is on disk or the reader leaves it as it was."""

    purpose, most = "note", LONGEST

    def __init__(self, screen: ReadingScreen, on: str, note: Note | None) -> None:
        super().__init__(screen)
        self.on, self.notebook = on, screen.desk.notebook
        self.hint = f"Enter keeps it, Esc leaves it for later; on {called(screen.desk.library, on)}"
        self.draft = self.notebook.draft_on(on) or Draft(on, "", note.id if note else "", note.text if note else "")

    @property
    def begin(self) -> str:
        return clean(self.draft.text or self.draft.base)[0]

    def typed(self, text: str) -> None:
        self.draft = Draft(self.on, text, self.draft.note, self.draft.base)
        try:
            self.notebook.drafts.keep(self.draft)
            self.screen.prompt.tell(FULL if len(text) >= LONGEST else "")
        except StoreError as error:
            self.screen.prompt.tell(f"not kept as you type: {clean(str(error))[0]}")

    def entered(self, text: str) -> None:
        draft, title = self.draft, called(self.desk.library, self.on)
        if not text:
            self.notebook.drafts.drop(self.on)
            if draft.note in self.notebook.notes:
                self.screen.typing.ask(StrikeOut(self.screen, draft))
            return
        if text == clean(draft.base)[0]:
            self.given_up()
            return
        try:
            beside = write(self.notebook, draft, text)
        except StoreError as error:
            self.screen.typing.refused[self.purpose] = text
            self.screen.typing.ask(self)
            self.screen.prompt.tell(clean(str(error))[0])
            return
        self.screen.notice = f"noted: {title}" + (f"; {CHANGED}: both are kept" if beside else "")

    def given_up(self) -> None:
        if self.notebook.draft_on(self.on):
            self.screen.notice = "not a note yet; what is typed is kept, and A goes on with it here"
        else:
            self.notebook.drafts.drop(self.on)


def write(notebook: Notebook, draft: Draft, text: str) -> bool:
    """Make a note of a draft; say whether another session has changed the note that it is of: then both are kept.

    Raises StoreError where it cannot be put on disk.
    """
    notebook.refresh()
    before = notebook.notes.get(draft.note)
    beside = bool(before and before.text != draft.base)
    notebook.note(draft.on, text, "" if beside or not before else before.id)
    notebook.drafts.drop(draft.on)
    return beside


class StrikeOut(Asking):
    """Strikes a note out when that is asked for by a word."""

    purpose, hint = "strike the note out?", "yes and Enter; anything else keeps it"

    def __init__(self, screen: ReadingScreen, draft: Draft) -> None:
        super().__init__(screen)
        self.draft = draft

    def entered(self, text: str) -> None:
        draft, notebook = self.draft, self.desk.notebook
        if text.casefold() not in ("yes", "y"):
            self.given_up()
            return
        try:
            notebook.refresh()
            before = notebook.notes.get(draft.note)
            if before and before.text != draft.base:
                self.screen.notice = f"{CHANGED}: it stays"
                return
            notebook.note(draft.on, "", draft.note)
        except StoreError as error:
            self.screen.notice = clean(str(error))[0]
            return
        self.screen.notice = f"struck out: {clean(draft.base)[0]}"

    def given_up(self) -> None:
        self.screen.notice = "the note stays as it was"
