"""Where the reader was, from one start to the next."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path

from ..store.library import Library
from .desk import FOUND, PANES, VIEWS, Place

LARGEST = 100_000
"""Bytes; a place is some hundreds."""


def write_place(path: Path, place: Place) -> None:
    """Keep a place. Raises OSError where it cannot be written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(replace(place, depth=0)), file, ensure_ascii=False)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


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
