"""Rows of cells as JSON and back: what a terminal is known to show outlives the program that drew it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .cells import Row, cells_of
from .looks import Look


def to_json(rows: list[Row]) -> str:
    """Return rows as looks and runs of text in them."""
    looks: dict[Look, int] = {}
    runs = [[[text, looks.setdefault(look, len(looks))] for text, look in _runs(row)] for row in rows]
    return json.dumps([[[look.ink, look.paper, sorted(look.marks)] for look in looks], runs], ensure_ascii=False)


def _runs(row: Row) -> Iterator[tuple[str, Look]]:
    """Yield runs of text that one pen can draw."""
    run, pen = "", row[0][1]
    for text, look in row:
        if not pen.draws(look):
            yield run, pen
            run, pen = "", look
        run += text
    yield run, pen


def from_json(data: bytes, width: int, height: int) -> list[Row] | None:
    """Return the rows, None where they are not of this size or no rows at all."""
    try:
        looks, kept = json.loads(data)
        known = [Look(ink, paper, frozenset(marks)) for ink, paper, marks in looks]
        rows = [cells_of((text, known[number]) for text, number in row) for row in kept]
    except (ValueError, TypeError, IndexError, RecursionError):
        return None
    return rows if len(rows) == height and all(len(row) == width for row in rows) else None
