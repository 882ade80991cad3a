"""Where the reader was, from one start to the next."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from pathlib import Path

from ..store.files import replacing
from ..store.library import Library
from .desk import FOUND, PANES, VIEWS, Place

LARGEST = 100_000
"""Bytes; a place is some hundreds."""


def write_place(path: Path, place: Place) -> None:
    """Keep a place. Raises StoreError where it cannot be written."""
    with replacing(path) as temporary:
        temporary.write_text(json.dumps(asdict(replace(place, depth=0)), ensure_ascii=False), "utf-8")


def read_place(path: Path, library: Library) -> Place:
    """Return the place kept in a file as far as the library still has it; the beginning where there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
        kept = json.loads(data)
        place = Place(**{field.name: kept[field.name] for field in fields(Place)})
        scroll = tuple((str(pane), int(cursor), int(top)) for pane, cursor, top in place.scroll)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Place()
    names = place.selected, place.record, place.citation
    if (
        place.view not in (*VIEWS, FOUND)
        or place.pane not in PANES
        or place.side not in PANES
        or not isinstance(place.filter, str)
        or any(name is not None and (not isinstance(name, str) or library.number(name) is None) for name in names)
    ):
        return Place()
    return replace(place, scroll=scroll, depth=0)
