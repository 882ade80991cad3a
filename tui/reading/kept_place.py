"""Where the reader was, from one start to the next: the place, the way back and forward, the marks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from ..errors import StoreError
from ..notebook.notebook import Notebook
from ..store.files import replacing
from ..store.library import Library
from .desk import FOUND, PANES, TEXT_MODES, VIEWS, Desk, Place
from .saved_filters import SavedFilters

LARGEST = 200_000
"""Bytes; a place is some hundreds."""
NONE_SAVED = SavedFilters()
MOST_STEPS = 50
"""Steps of the way that are kept."""


def write_desk(path: Path, desk: Desk, durable: bool = True) -> None:
    """Keep where a reader is; so that it outlives khabar, and where `durable` a loss of power too.

    Raises StoreError where it cannot be written.
    """
    kept = {
        "place": asdict(desk.place),
        "past": [asdict(place) for place in desk.past[-MOST_STEPS:]],
        "future": [asdict(place) for place in desk.future[-MOST_STEPS:]],
        "marks": {letter: asdict(place) for letter, place in desk.marks.items()},
    }
    with replacing(path, durable) as temporary:
        temporary.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def keep_hidden(desk: Desk) -> None:
    """Let the next start hide names, or show them, as this one does. Raises StoreError where that cannot be kept."""
    if desk.hidden_file is None:
        return
    try:
        if not desk.library.hides:
            desk.hidden_file.unlink(missing_ok=True)
            return
        try:
            with replacing(desk.hidden_file):
                pass
        finally:
            for screen in desk.hidden_file.parent.glob("screen-*"):  # those that were kept show names
                screen.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}; take it away yourself") from error


def read_desk(
    path: Path,
    library: Library,
    saved: SavedFilters = NONE_SAVED,
    questions: Sequence[Path] = (),
    notebook: Notebook | None = None,
) -> Desk:
    """Return the desk as it was kept in a file, as far as the library still has it; a new one where there is none."""
    own = notebook or Notebook()
    try:
        with path.open("rb") as file:
            kept = json.loads(file.read(LARGEST))
        place = _place(kept["place"], library)
        past, future = _places(kept["past"], library), _places(kept["future"], library)
        marks = {str(letter): _place(one, library) for letter, one in kept["marks"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Desk(library, saved=saved, notebook=own, question_files=questions)
    if place is None:
        return Desk(library, saved=saved, notebook=own, question_files=questions)
    kept_marks = {letter: one for letter, one in marks.items() if one}
    return Desk(
        library, place, past=past, future=future, marks=kept_marks, saved=saved, notebook=own, question_files=questions
    )


def _places(kept: Iterable[Mapping[str, Any]], library: Library) -> list[Place]:
    return [place for one in kept if (place := _place(one, library))]


def _place(kept: Mapping[str, Any], library: Library) -> Place | None:
    """Return a place, None where the library no longer has what it names. Raises ValueError, TypeError or KeyError for no place."""
    given = {field.name: kept[field.name] for field in fields(Place) if field.name not in ("scroll", "text")}
    scroll = tuple((str(pane), int(cursor), int(top)) for pane, cursor, top in kept["scroll"])
    place = Place(**given, scroll=scroll, text=kept.get("text", ""))  # which an older khabar did not keep
    names = place.selected, place.record, place.citation
    fits = (
        place.view in (*VIEWS, FOUND)
        and place.pane in PANES
        and place.side in PANES
        and isinstance(place.filter, str)
        and isinstance(place.page, str)
        and place.text in TEXT_MODES
        and isinstance(place.line, str)
        and isinstance(place.depth, int)
        and isinstance(place.zoom, bool)
        and all(name is None or (isinstance(name, str) and library.number(name) is not None) for name in names)
    )
    if not fits:
        return None
    # as the library calls them, which may hide names that it did not then
    selected, record, citation = (name and library.row(library.number(name) or 0).id for name in names)
    words, line = library.typed(place.filter), library.typed(place.line)
    return replace(place, selected=selected, record=record, citation=citation, filter=words, line=line)
