"""The events of the timeline in groups: the line or its lanes, then what has no date, then the shelf of what did not happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import overload

from ..store.library import Library
from ..store.numbers import Numbers
from ..store.query import ANY, Facet, Query, Saved
from ..store.selection import WHERE, WHO
from .around import WIDE_DATES, around
from .timeline import Look

MOST_LANES = 200
"""Lanes that are made; the events of others stand together in one."""

ON, OFF = (Query(facets=(Facet("line", side),)) for side in ("on", "off"))
_A_DATE = Query(facets=(Facet("date", ANY),))
_ANY_DAY = Query(facets=(Facet("aspect", "point"), Facet("gap", "begin", others=("end",))), inverse=True)
"""Leaves out what fell on one day that is bound on one side only, if at all: it may be any day before it, or after."""
DATED = Query(saved=(Saved("date", _A_DATE), Saved("day", _ANY_DAY)))
UNDATED = replace(DATED, inverse=True)


@dataclass(frozen=True)
class Group:
    """Events that stand together, under a title ("" for the line alone); `record` is what the title opens, `off` says of the
    shelf that they are off the line, `dated` whether they can be counted by day."""

    title: str
    numbers: Sequence[int]
    record: str | None = None
    off: bool = False
    dated: bool = True


class Told(Sequence[int]):
    """Events in the order in which they were first published, found as they are asked for."""

    def __init__(self, library: Library, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._coming = library.as_reported("event", numbers)
        self._come: list[int] = []
        self._places: dict[int, int] = {}

    @property
    def as_happened(self) -> Sequence[int]:
        """The same in the order in which they happened."""
        return self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        index = index + len(self) if index < 0 else index
        while len(self._come) <= index and self._one_more():
            pass
        return self._come[index]

    def __contains__(self, number: object) -> bool:
        return number in self._numbers

    def index(self, number: int, start: int = 0, stop: int | None = None) -> int:
        """Return the place of a number. Raises ValueError where it is not among them."""
        if number in self._numbers:
            while number not in self._places and self._one_more():
                pass
        if number not in self._places:
            raise ValueError(f"{number} is not among them")
        return self._places[number]

    def _one_more(self) -> bool:
        number = next(self._coming, None)
        if number is None:
            return False
        self._places[number] = len(self._come)
        self._come.append(number)
        return True


def groups(library: Library, query: Query, look: Look) -> Iterator[Group]:
    """Yield the groups that are shown of the events a query asks for, none of them empty; one event may stand in several lanes.

    Those without a date are there whatever days are asked for: no one says that they do not belong to them.
    """
    near = near_groups(library, look, query) if is_near(library, look) else None
    if near:
        made = near
    elif look.lanes:
        made = lanes(library, look.lanes, query, (query, ON, DATED))
    else:
        made = iter((Group("", library.numbers("event", query, ON, DATED)),))
    there: list[Sequence[int]] = []
    for one in made:
        yield from _made(library, look, one)
        if near:
            there.append(one.numbers)
    undated = undated_of(library, query)
    if isinstance(undated, Numbers):
        undated = undated.changed((n for n in chain(*there) if n in undated), ())
    yield from _made(
        library, look, Group("undated: no day is told, at most one before or after which it was", undated, dated=False)
    )
    if not near:
        shelf = library.numbers("event", query, OFF)
        title = "not on the line: {} threatened, planned, forecast, rumoured, denied or disputed"
        yield from _made(library, look, Group(title, shelf, off=True))


def undated_of(library: Library, query: Query) -> Sequence[int]:
    """Return the events on the line without a date that a query asks for, whatever days it asks for."""
    anyhow = query if query.inverse else replace(query, earliest=None, latest=None)
    return library.numbers("event", anyhow, ON, UNDATED)


def is_near(library: Library, look: Look) -> bool:
    """Say whether only what is near an event is shown: that it is asked for, and the event is there."""
    return bool(look.near) and library.number(look.near) is not None


def _made(library: Library, look: Look, one: Group) -> Iterator[Group]:
    if len(one.numbers):
        yield replace(one, numbers=Told(library, one.numbers)) if look.reported else one


def near_groups(library: Library, look: Look, query: Query) -> Iterator[Group]:
    """Yield an event, then what fell within some days of it, by how sure that is; then the same of what is off the line."""
    here = library.number(look.near)
    if here is None:
        return
    yield Group("", [here])
    named = f"{look.days} day{'s' * (look.days != 1)} of it"
    titles = f"surely within {named}", f"perhaps within {named}", f"perhaps, {WIDE_DATES}"
    for side in (ON, OFF):
        found = around(library, look.near, look.days, "event", query, side)
        for title, numbers in zip(titles, (found.sure, found.maybe, found.wide), strict=True):
            off = side is OFF
            yield Group("not on the line: " * off + title, numbers, off=off)


def lanes(library: Library, by: str, query: Query, asked: Sequence[Query]) -> Iterator[Group]:
    """Yield a lane for each place, actor, side or type, those with most events first, then one of what belongs to none."""
    there = library.numbers("event", *asked)
    rest = there
    for title, of, record in _LANES[by](library, by, query):
        lane = library.numbers("event", *asked, of)
        if len(lane):
            rest = without(rest, lane)
            yield Group(title, lane, record)
    told, others, none_told = _REST[by]
    has_any = Query(facets=(Facet(told, ANY),))
    some = rest if by == "side" else without(rest, without(rest, library.numbers("event", *asked, has_any)))
    yield Group(others, some)
    yield Group(none_told, without(rest, some))


def without(numbers: Sequence[int], others: Sequence[int]) -> Sequence[int]:
    """Return numbers that are not among others, both of what was asked for by some query."""
    return numbers.without((others,)) if isinstance(numbers, Numbers) else numbers


_REST = {
    "place": ("place", "elsewhere", "no place is told"),
    "actor": ("role", "others", "nobody is named"),
    "side": ("role", "no side is told", ""),
    "type": ("type", "others", "no type is told"),
}
"""Of what stands in no lane: the facet that it has or has not, and what it is called."""


Lane = tuple[str, Query, str | None]
"""What a lane is called, what asks for its events, and the record it is of."""


def _by_place(library: Library, by: str, query: Query) -> Iterator[Lane]:
    for name, _ in _most_had(library, by, query, MOST_LANES):
        has_within = len(library.numbers("place", Query(facets=(Facet(by, name),))))
        yield library.title(name), Query(facets=(Facet(WHERE if has_within else by, name),)), name


def _by_actor(library: Library, by: str, query: Query) -> Iterator[Lane]:
    counts = dict(library.values("event", by))
    for name, _ in _most_had(library, by, query, MOST_LANES):
        few = counts[name] <= MOST_LINKS
        yield library.title(name) + OR_NAMED * (not few), Query(facets=(Facet(WHO if few else by, name),)), name


def _by_code(library: Library, by: str, query: Query) -> Iterator[Lane]:
    for code, _ in _most_had(library, by, query, MOST_LANES):
        yield library.word("event_types", code), Query(facets=(Facet(by, code),)), None


def _by_side(library: Library, by: str, query: Query) -> Iterator[Lane]:
    """Yield the sides, each with its actors, of those that are named most."""
    counts = dict(library.values("event", "actor"))
    actors = [(name, library.number(name)) for name, _ in _most_had(library, "actor", query, MOST_LANES * 4)]
    for side, _ in library.values("actor", "side"):
        of_side = library.numbers("actor", Query(facets=(Facet("side", side),)))
        if names := [name for name, n in actors if n in of_side]:
            few = sum(counts[name] for name in names) <= MOST_LINKS
            asked = Facet(WHO if few else "actor", names[0], others=tuple(names[1:]))
            yield library.word("sides", side) + OR_NAMED * (not few), Query(facets=(asked,)), None


MOST_LINKS = 20_000
"""Events of an actor up to which it is looked up in which of them it took part."""
OR_NAMED = ", taking part or named"

_LANES = {"place": _by_place, "actor": _by_actor, "type": _by_code, "side": _by_side}


def _most_had(library: Library, facet: str, query: Query, most: int) -> list[tuple[str, int]]:
    """Return the values of a facet that most of the events have which a query asks for, with how many have them."""
    counted = ((facet, value, count) for value, count in library.values("event", facet))
    return [(value, count) for _, value, count in library.most_had("event", counted, query, most)]
