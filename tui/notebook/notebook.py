"""The reader's notebook on one corpus: stars, read marks, a dossier, notes. On any record or paragraph, never in the corpus."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from ..corpus.text import clean
from ..store.library import Library
from ..store.query import OWN
from .attached import corpus_name
from .drafts import Draft, Drafts
from .journal import Journal

STARRED, NOTED, COLLECTED, READ = OWN
"""What a record or paragraph can be; COLLECTED is in the dossier."""
MARKS = (STARRED, READ, COLLECTED)
"""What is put on it, or taken off, with a single word."""
LONGEST = 20_000
"""Letters of a note."""


class Note(NamedTuple):
    """What a reader wrote of a record or paragraph; `at` when they last did (ISO 8601, UTC)."""

    id: str
    on: str
    text: str
    at: str


class Kept(NamedTuple):
    """All that the notebook has on one record or paragraph: its marks, each since when, and its notes, the oldest first."""

    on: str
    marks: Mapping[str, str]
    notes: tuple[Note, ...]

    @property
    def sorts(self) -> list[str]:
        """What it is, in the order of `OWN`."""
        return [sort for sort in OWN if sort in self.marks or (sort == NOTED and self.notes)]

    @property
    def at(self) -> str:
        """When something was last put down on it; that it was read counts only where nothing else was."""
        put = [at for mark, at in self.marks.items() if mark != READ] + [note.at for note in self.notes]
        return max(put or self.marks.values())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Notebook:
    """What a reader has made of a corpus, as the journal tells it. All that is changed is on disk when the call returns."""

    journal: Journal = field(default_factory=lambda: Journal(None))
    clock: Callable[[], str] = _now
    marks: dict[str, dict[str, str]] = field(default_factory=lambda: {mark: {} for mark in MARKS})
    """Mark → id or citation → since when, in the order in which they were made."""
    notes: dict[str, Note] = field(default_factory=dict)
    """By their ids, in the order in which they were first written."""
    drafts: Drafts = field(default_factory=Drafts)
    changes: int = 0
    """How often it has changed: what was made of it is made anew where this is another number."""
    _noted: dict[str, dict[str, None]] = field(default_factory=dict)
    """Id or citation → the ids of its notes."""
    _last: dict[str, None] = field(default_factory=dict)
    """All that anything was put down on, that of which it was last done at the end."""

    def refresh(self) -> bool:
        """Take in what any session has written since; say whether there was anything. Raises StoreError."""
        anew, entries = self.journal.new()
        if anew:
            self.marks = {mark: {} for mark in MARKS}
            self.notes, self._noted, self._last = {}, {}, {}
        for entry in entries:
            self._take(entry)
        changed = anew or bool(entries)
        self.changes += changed
        return changed

    def is_marked(self, on: str, mark: str) -> bool:
        """Say whether a record or paragraph has a mark, or a note where the mark is `noted`."""
        return on in (self._noted if mark == NOTED else self.marks[mark])

    def sorts(self, on: str) -> list[str]:
        """Return what a record or paragraph is, in the order of `OWN`."""
        return [sort for sort in OWN if self.is_marked(on, sort)]

    def notes_on(self, on: str) -> Iterator[Note]:
        """Yield the notes on a record or paragraph, the oldest first."""
        return (self.notes[note_id] for note_id in self._noted.get(on, ()))

    def marked(self, mark: str) -> list[str]:
        """Return all that have a mark, each once, the oldest first."""
        return list(self._noted if mark == NOTED else self.marks[mark])

    def on(self, on: str) -> Kept | None:
        """Return what there is on a record or paragraph, None where there is nothing."""
        marks = {mark: since[on] for mark, since in self.marks.items() if on in since}
        notes = tuple(self.notes_on(on))
        return Kept(on, marks, notes) if marks or notes else None

    def kept(self) -> list[Kept]:
        """Return all that there is, the newest first."""
        found = [kept for on in reversed(self._last) if (kept := self.on(on))]
        return sorted(found, key=lambda kept: kept.at, reverse=True)

    def seen_in(self, library: Library) -> Notebook:
        """Return it as it may be shown beside a library: itself where that hides no names, else without them and without drafts."""
        if not library.hides:
            return self
        called, shown = library.known_as, library.masked
        return Notebook(
            marks={mark: {called(on): at for on, at in since.items()} for mark, since in self.marks.items()},
            notes={key: note._replace(on=called(note.on), text=shown(note.text)) for key, note in self.notes.items()},
            changes=self.changes,
            _noted={called(on): ids for on, ids in self._noted.items()},
            _last=dict.fromkeys(map(called, self._last)),
        )

    def mark(self, on: str, mark: str, off: bool = False) -> None:
        """Give a record or paragraph a mark, or take it off. Raises StoreError where it cannot be put on disk."""
        self._add({"do": mark, "on": on, **({"off": True} if off else {})})

    def note(self, on: str, text: str, note_id: str = "") -> Note | None:
        """Write a note, or another text for one; without a text it is struck out. Raises StoreError; then it is as it was."""
        note_id = note_id or os.urandom(4).hex()
        self._add({"do": NOTED, "on": on, "note": note_id, "text": text[:LONGEST]})
        return self.notes.get(note_id)

    def being_written(self) -> list[Draft]:
        """Return the drafts that are no notes yet, the newest first; khabar may have been killed before it threw the others away."""
        return [draft for draft in self.drafts.all() if self._is_left(draft)]

    def draft_on(self, on: str) -> Draft | None:
        """Return the draft on a record or paragraph, where it is no note yet."""
        draft = self.drafts.on(on)
        return draft if draft and self._is_left(draft) else None

    def _is_left(self, draft: Draft) -> bool:
        text = clean(draft.text)[0]
        return bool(text) and all(clean(note.text)[0] != text for note in self.notes_on(draft.on))

    def _add(self, entry: dict[str, Any]) -> None:
        self.journal.add({"at": self.clock(), **entry})
        self.refresh()  # with what others have written before it

    def _take(self, entry: dict[str, Any]) -> None:
        do, on, at = (entry.get(name) for name in ("do", "on", "at"))
        if not (isinstance(do, str) and isinstance(on, str) and isinstance(at, str)):
            return
        if do in MARKS:
            if entry.get("off"):
                self.marks[do].pop(on, None)
            else:
                self.marks[do].setdefault(on, at)
                self._put_last(on)
        elif do == NOTED:
            note_id, text = entry.get("note"), entry.get("text")
            if isinstance(note_id, str) and isinstance(text, str):
                self._take_note(note_id, on, text[:LONGEST], at)

    def _take_note(self, note_id: str, on: str, text: str, at: str) -> None:
        before = self.notes.get(note_id)
        if before and (before.on != on or not text):
            noted = self._noted[before.on]
            del noted[note_id], self.notes[note_id]
            if not noted:
                del self._noted[before.on]
        if text:
            self.notes[note_id] = Note(note_id, on, text, at)
            self._noted.setdefault(on, {})[note_id] = None
            self._put_last(on)

    def _put_last(self, on: str) -> None:
        self._last.pop(on, None)
        self._last[on] = None


def notebook_of(library: Library, folder: Path) -> Notebook:
    """Return the notebook on a library's corpus, an empty one where there is none; `folder` holds those of all corpora.

    Raises StoreError where it cannot be read.
    """
    notebook = unread_notebook(library, folder)
    notebook.refresh()
    return notebook


def unread_notebook(library: Library, folder: Path) -> Notebook:
    """Return the notebook on a library's corpus with nothing in it until it is refreshed."""
    name = corpus_name(library)
    return Notebook(Journal(folder / f"{name}.jsonl"), drafts=Drafts(folder / name))
