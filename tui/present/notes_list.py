"""The notebook as plain text and JSON lines, and the dossier as it can be handed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..corpus.fold import words
from ..corpus.text import clean
from ..notebook.notebook import COLLECTED, READ, Kept, Notebook
from ..store.library import Library
from .citation import record_text
from .own import called

WORDS = {COLLECTED: "in the dossier"}
"""How what it is is said, where that is not the word that asks for it."""


def listed(library: Library, notebook: Notebook, text: str, sorts: Iterable[str]) -> list[Kept]:
    """Return what the notebook has of any of some sorts and with all words (as beginnings), the newest first.

    Without sorts it is all but what is only read.
    """
    wanted, wanted_sorts = words(text), set(sorts)
    return [
        kept
        for kept in notebook.kept()
        if (wanted_sorts & set(kept.sorts) if wanted_sorts else kept.sorts != [READ])
        and (not wanted or _has(wanted, library, kept))
    ]


def _has(wanted: Iterable[str], library: Library, kept: Kept) -> bool:
    there = words(" ".join([kept.on, library.title(kept.on), *(note.text for note in kept.notes)]))
    return all(any(word.startswith(want) for word in there) for want in wanted)


def kept_lines(library: Library, kept: Kept) -> Iterator[str]:
    """Yield what there is on a record or paragraph: its id, what it is, its title; then its notes, one a line."""
    sorts, title = ", ".join(WORDS.get(sort, sort) for sort in kept.sorts), library.title(kept.on)
    on, what = clean(kept.on)[0], title if library.number(kept.on) is not None else "no longer in this corpus"
    yield f"{on}  {sorts}  {clean(kept.at)[0][:10]}  {what}"
    for note in kept.notes:
        yield f"  {clean(note.at)[0][:10]}  {clean(note.text)[0]}"


def kept_json(library: Library, kept: Kept) -> dict[str, Any]:
    """Return what there is on a record or paragraph for JSON; `title` is null where the corpus has it no longer."""
    row = library.row_of(kept.on)
    cites = [] if row is None else [row.id] if row.kind == "paragraph" else library.cites(row.id)
    return {
        "on": clean(kept.on)[0],
        "title": row.title if row else None,
        "cite": cites,
        "marks": {mark: clean(at)[0] for mark, at in kept.marks.items()},
        "notes": [{"id": clean(one.id)[0], "at": clean(one.at)[0], "text": clean(one.text)[0]} for one in kept.notes],
    }


def dossier_lines(library: Library, notebook: Notebook) -> Iterator[str]:
    """Yield the dossier, in the order in which it was collected: each record or paragraph as text with what it rests on.

    The reader's notes are not in it.
    """
    collected = notebook.marked(COLLECTED)
    yield f"{library.about['title']}: {len(collected)} collected"
    for number, on in enumerate(collected, 1):
        is_there = library.number(on) is not None
        yield ""
        yield f"{number} of {len(collected)}" + ("" if is_there else f": {called(library, on)}")
        if is_there:
            yield from record_text(library, on).split("\n")
