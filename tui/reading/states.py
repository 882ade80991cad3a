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
Stretch = tuple[date, date]
"""The first and the last of some days."""


@dataclass(frozen=True)
class State:
    """One line of a history: the code of the state and the place of the line in the record.

    It stood at some time from `first` to `last` (None: that side is not told), and as far as that is told in the days of `drawn`.
    """

    code: str
    index: int
    first: date | None
    last: date | None
    drawn: Stretch
    within: tuple[Stretch, ...] = ()
    """Stretches in each of which it surely stood at some time: in the month in which it began, for one."""
    through: Stretch | None = None
    """Days on all of which it surely stood."""
    goes_on: bool = False
    """Whether it lasted and no end of it is told."""
    is_open: bool = False
    """Whether it went on when it was told."""

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
    """Whether something that is told before may reach into them: its end is not told."""

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1


def states(place: dict[str, Any]) -> list[State]:
    """Return the states of a place in the order of time."""
    found = [_state(index, one) for index, one in enumerate(place.get("status", ()))]
    return sorted(found, key=lambda one: (one.begin or date.max, one.last or date.max, one.index))


def _state(index: int, one: dict[str, Any]) -> State:
    when = one["when"]
    first = date.fromisoformat(when["earliest"]) if when["earliest"] else None
    last = date.fromisoformat(when["latest"]) if when["latest"] else None
    span = parse_edtf(when["edtf"])
    sure = not (span.approximate or span.uncertain)
    begin, slash, end = when["edtf"].partition("/")
    if not slash:
        drawn = (first or last or date.min, last or first or date.max)
        found = (drawn,) if sure and first and last else ()
        return State(one["state"], index, first, last, drawn, found)
    begun = parse_edtf(begin).latest if begin not in ("", "..") else None
    ended = parse_edtf(end).earliest if end not in ("", "..") else None
    begins = (first, max(begun, first)) if begun and first else None
    ends = (min(ended, last), last) if ended and last else None
    start, stop = begins or ends, ends or begins
    drawn = (start[0], stop[1]) if start and stop else (first or last or date.min, last or first or date.max)
    through = (begun, ended) if begun and ended and begun <= ended else None
    if begun and end == "..":
        through = begun, begun
    within = tuple(stretch for stretch in (begins, ends) if stretch)
    return State(one["state"], index, first, last, drawn, within if sure else (), through if sure else None,
                 end in ("", ".."), end == "..")  # fmt: skip


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
        reach = max(reach or reaches(one), reaches(one))
        going_on = going_on or one.goes_on or one.last is None


def _may_reach(found: Sequence[State], day: date) -> bool:
    """Say whether one of these states, whose begin is not told, may have stood on a day."""
    return any(one.first is None and one.last is not None and one.last >= day for one in found)


def reaches(one: State) -> date:
    """Return the last day that a state is told for: its last, or where that is open the last on which it can have begun."""
    return one.last if one.last and not one.goes_on else one.drawn[1]
