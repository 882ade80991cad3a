"""The reader's notebook on one corpus: stars, read marks, a dossier, notes. On any record or paragraph, never in the corpus."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..store.library import Library
from .attached import corpus_name
from .journal import Journal

STARRED, READ, COLLECTED = "starred", "read", "collected"
MARKS = (STARRED, READ, COLLECTED)
"""What a record or paragraph can be, beside noted: `collected` is in the dossier."""
NOTED = "noted"
LONGEST = 20_000
"""Letters of a note."""


@dataclass(frozen=True)
class Note:
    """What a reader wrote of a record or paragraph; `at` when they last did (ISO 8601, UTC)."""

    id: str
    on: str
    text: str
    at: str


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

    def refresh(self) -> bool:
        """Take in what any session has written since; say whether there was anything. Raises StoreError."""
        anew, entries = self.journal.new()
        if anew:
            self.marks = {mark: {} for mark in MARKS}
            self.notes = {}
        for entry in entries:
            self._take(entry)
        return anew or bool(entries)

    def is_marked(self, on: str, mark: str) -> bool:
        """Say whether a record or paragraph has a mark, or a note where the mark is `noted`."""
        return next(self.notes_on(on), None) is not None if mark == NOTED else on in self.marks[mark]

    def notes_on(self, on: str) -> Iterator[Note]:
        """Yield the notes on a record or paragraph."""
        return (note for note in self.notes.values() if note.on == on)

    def marked(self, mark: str) -> list[str]:
        """Return all that have a mark, each once, the oldest first."""
        return list(dict.fromkeys(note.on for note in self.notes.values()) if mark == NOTED else self.marks[mark])

    def mark(self, on: str, mark: str, off: bool = False) -> None:
        """Give a record or paragraph a mark, or take it off. Raises StoreError where it cannot be put on disk."""
        self._add({"do": mark, "on": on, **({"off": True} if off else {})})

    def note(self, on: str, text: str, note_id: str = "") -> Note | None:
        """Write a note, or another text for one; without a text it is struck out. Raises StoreError; then it is as it was."""
        note_id = note_id or secrets.token_hex(4)
        self._add({"do": NOTED, "on": on, "note": note_id, "text": text[:LONGEST]})
        return self.notes.get(note_id)

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
        elif do == NOTED:
            note_id, text = entry.get("note"), entry.get("text")
            if isinstance(note_id, str) and isinstance(text, str):
                if text:
                    self.notes[note_id] = Note(note_id, on, text[:LONGEST], at)
                else:
                    self.notes.pop(note_id, None)


def notebook_of(library: Library, folder: Path) -> Notebook:
    """Return the notebook on a library's corpus, an empty one where there is none; `folder` holds those of all corpora.

    Raises StoreError where it cannot be read.
    """
    notebook = Notebook(Journal(folder / f"{corpus_name(library)}.jsonl"))
    notebook.refresh()
    return notebook
