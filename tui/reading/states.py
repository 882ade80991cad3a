"""The states of a place over time: which stood by a source's word on what days, and the days between of which nothing is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..corpus.dates import parse_edtf
from ..corpus.kinds import FACTUALITY, ON_THE_LINE

ONLY_SAID = frozenset(FACTUALITY) - frozenset(ON_THE_LINE)
"""States of these names did not come about by being told: they stand apart from those that did."""
DAY = timedelta(1)


@dataclass(frozen=True)
class State:
    """One line of a history: the code of the state and the place of the line in the record.

    It stood at some time from `first` to `last` (None: that side is not told) and, where `sure` is not None, on all of those days.
    """

    code: str
    index: int
    first: date | None
    last: date | None
    sure: tuple[date, date] | None
    goes_on: bool = False
    """Whether it lasted and no end of it is told."""
    is_open: bool = False
    """Whether it went on when it was told."""
    doubted: bool = False

    @property
    def is_told(self) -> bool:
        """Whether it came about, as far as is told; else it was only threatened, planned and so on."""
        return self.code not in ONLY_SAID

    @property
    def begin(self) -> date | None:
        """The first day that it has to do with, by which it is sorted."""
        return self.first or self.last


@dataclass(frozen=True)
class Gap:
    """Days of which nothing is told, from the first to the last of them."""

    first: date
    last: date
    perhaps: bool = False
    """Whether something that stood before may have gone on: its end is not told."""

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1


def states(place: dict[str, Any]) -> list[State]:
    """Return the states of a place in the order of time; what has no day at all, last."""
    found = [_state(index, one) for index, one in enumerate(place.get("status", ()))]
    return sorted(found, key=lambda one: (one.begin or date.max, one.last or date.max, one.index))


def _state(index: int, one: dict[str, Any]) -> State:
    when = one["when"]
    first = date.fromisoformat(when["earliest"]) if when["earliest"] else None
    last = date.fromisoformat(when["latest"]) if when["latest"] else None
    edtf = when["edtf"]
    span = parse_edtf(edtf)
    doubted = span.approximate or span.uncertain
    if "/" not in edtf:
        sure = (first, last) if first and first == last and not doubted else None
        return State(one["state"], index, first, last, sure, doubted=doubted)
    begin, _, end = edtf.partition("/")
    begun = parse_edtf(begin).latest if begin not in ("", "..") else None
    ended = parse_edtf(end).earliest if end not in ("", "..") else None
    known = [day for day in (begun, ended) if day]
    sure = (min(known), max(known)) if known and not doubted else None
    if begun is None and ended:  # it had begun by then, and may have ended in the unit of that
        sure = None
    if sure and sure[0] > sure[1]:
        sure = None
    return State(one["state"], index, first, last, sure, end in ("", ".."), end == "..", doubted)


def with_gaps(found: Sequence[State]) -> Iterator[State | Gap]:
    """Yield states in the order of time, and between them the days that none of them can reach.

    What goes on without an end that is told reaches no further than the days in which it begins: that it lasted is not filled in.
    """
    reach: date | None = None
    going_on = False
    for place, one in enumerate(found):
        if reach and one.first and one.first > reach + DAY and not _may_reach(found[place:], reach + DAY):
            yield Gap(reach + DAY, one.first - DAY, going_on)
        yield one
        reach = max((day for day in (reach, reaches(one)) if day), default=None)
        going_on = going_on or one.goes_on


def _may_reach(found: Sequence[State], day: date) -> bool:
    """Say whether one of these states, whose begin is not told, may have stood on a day."""
    return any(one.first is None and one.last is not None and one.last >= day for one in found)


def reaches(one: State) -> date | None:
    """Return the last day that a state is told for: its last, or where that is open the last on which it can have begun."""
    if one.last and not one.goes_on:
        return one.last
    return max((day for day in (one.sure[1] if one.sure else None, one.first) if day), default=None)
