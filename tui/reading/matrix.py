"""Places by their states over time, as cells: what is told of each in each span of time, and nothing where nothing is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .states import DAY, State

SIZES = (1, 3, 6, 12, 60, 120, 600, 1200, 12_000)
"""Months that a column may stand for, the finest first."""
GOES_ON, FROM_BEFORE = ">", "<"


@dataclass(frozen=True)
class Column:
    """A stretch of time: from the first day of a month to the last of another."""

    first: date
    last: date


@dataclass(frozen=True)
class Matrix:
    """Columns of time, and for each place what stands in each: letters of states, "" where nothing is told.

    A letter is large where the state surely stood at some time in the column, small where it only may have. `<` says that one of
    them may have begun before, `>` that one went on and no end of it is told.
    """

    columns: tuple[Column, ...]
    cells: Mapping[str, tuple[str, ...]]


def letters(codes: Sequence[str]) -> dict[str, str]:
    """Return a letter for each code: the first of a word of it that is free, else of all its letters, else of the alphabet; a number
    where all are taken."""
    found: dict[str, str] = {}
    for code in codes:
        words = code.upper().split("_")
        wanted = "".join(word[:1] for word in words) + "".join(words) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        free = (sign for sign in wanted if "A" <= sign <= "Z" and sign not in found.values())
        found[code] = next(free, str(len(found)))
    return found


def matrix(places: Mapping[str, Sequence[State]], signs: Mapping[str, str], size: int) -> Matrix:
    """Return the states of places in columns of so many months; neighbours that tell the same of all places are one column."""
    columns = list(_columns([one for found in places.values() for one in found], size))
    rows = {name: [_cell(found, column, signs) for column in columns] for name, found in places.items()}
    kept: list[tuple[Column, tuple[str, ...]]] = []
    for place, column in enumerate(columns):
        here = tuple(row[place] for row in rows.values())
        if kept and kept[-1][1] == here:
            kept[-1] = Column(kept[-1][0].first, column.last), here
        else:
            kept.append((column, here))
    return Matrix(
        tuple(column for column, _ in kept),
        {name: tuple(here[place] for _, here in kept) for place, name in enumerate(rows)},
    )


def _columns(found: Sequence[State], size: int) -> Iterator[Column]:
    """Yield the stretches from the first day that any state has to the last."""
    days = [day for one in found for day in one.drawn]
    if not days:
        return
    month, last = _months(min(days)) // size * size, _months(max(days))
    while month <= last:
        end = month + size
        yield Column(_day(month), _day(end) - DAY if end < _months(date.max) else date.max)
        month = end


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(months: int) -> date:
    return date(max(months // 12, 1), months % 12 + 1, 1)


def _cell(found: Sequence[State], column: Column, signs: Mapping[str, str]) -> str:
    here: dict[str, bool] = {}
    before = after = False
    for one in found:
        first, last = one.drawn
        if first > column.last or last < column.first:
            continue
        here[one.code] = here.get(one.code, False) or _surely(one, column)
        ends_here = column.first <= last <= column.last
        before = before or (one.first is None and column.first <= first <= column.last)
        after = after or ((one.goes_on or one.last is None) and ends_here)
    text = "".join(signs[code] if sure else signs[code].lower() for code, sure in here.items())
    return FROM_BEFORE * before + text + GOES_ON * after


def _surely(one: State, column: Column) -> bool:
    """Say whether a state stood at some time in a column, however its days are read."""
    if one.through and one.through[0] <= column.last and column.first <= one.through[1]:
        return True
    return any(column.first <= first and last <= column.last for first, last in one.within)
