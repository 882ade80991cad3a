"""How much of a list a filter hides, and what it hides only because nothing is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..store.library import Library
from ..store.query import ANY, AS_OF, MINE, Facet, Query

ROOM = 34
"""Cells that the short form takes at most."""

_LACKS = {"date": ("undated", "a date"), "place": ("no place", "a place"), "by": ("no speaker", "a speaker"),
          "said": ("no speaker", "a speaker"), "actor": ("no actor", "an actor"), "aspect": ("no aspect", "an aspect"),
          AS_OF: ("unpublished", "a day of publication")}  # fmt: skip
"""What it is to lack a facet, shortly and at length, where its name does not say it."""
_TELLING = frozenset(("gap", "mark", "of", "line", MINE))
"""The facets that are never left open: to lack one is an answer."""


def hidden(library: Library, kind: str, numbers: Sequence[int], query: Query, wide: bool = False) -> str:
    """Return how many of a kind's records a filter shows, and how many lack what it asks for, such as a date.

    `40 of 299 · 12 undated`; wide, `40 of 299, 7 of them not only in these days; hidden: 259, of them 12 without a date`. Those
    that lack it are counted where all else of the filter finds them: it hides them (shows them, with `!`), though nobody says
    that they do not belong there.
    """
    shown, total = len(numbers), library.count(kind)
    lacking = [(*_words(name), count) for name, count in lacking_what(library, kind, query)]
    if not wide:
        line = f"{shown} of {total}" if query else f"{total}"
        for lacks, _, count in lacking:
            part = f" · {count} {lacks}"
            line += part if len(line) + len(part) <= ROOM else ""
        return line
    head, tail = f"{shown:,} of {total:,}", f"; hidden: {total - shown:,}" if query else ""
    more = beyond(library, kind, query)
    head += f", {more:,} of them not only in these days" if more else ""
    told = ", ".join(f"{count:,} without {lacks}" for _, lacks, count in lacking)
    told = f", of them {told}" if told else ""
    return head + told + tail if query.inverse else head + tail + told


def _words(name: str) -> tuple[str, str]:
    plain = name.replace("_", " ")
    return _LACKS.get(name, (f"no {plain}", f"a {plain}"))


def lacking_what(library: Library, kind: str, query: Query) -> list[tuple[str, int]]:
    """Return (facet, count) for what a filter asks of records that have none of it, though all else of it finds them."""
    found = []
    for name in dict.fromkeys(_asked(query)):
        lacks = Query(facets=(Facet(name, ANY, negated=True),))
        if count := len(library.numbers(kind, replace(_without(query, name), inverse=False), lacks)):
            found.append((name, count))
    return found


def _asked(query: Query) -> Iterator[str]:
    """Yield the facets that a record must have a value of; dates first."""
    inner = [name for part in query.saved if _takes(part.negated, part.query) for name in _asked(part.query)]
    asked = [facet.name for facet in query.facets if not facet.negated and ANY not in facet.values]
    if query.earliest or query.latest or "date" in inner:
        yield "date"
    yield from (name for name in [*asked, *inner] if name not in _TELLING)


def _takes(negated: bool, query: Query) -> bool:
    """Say whether a part of a filter takes what its query finds, not what that leaves."""
    return not (negated or query.inverse)


def _without(query: Query, name: str) -> Query:
    """Return a query that does not ask for one facet; `date` stands for the days as well."""
    return replace(
        query,
        earliest=None if name == "date" else query.earliest,
        latest=None if name == "date" else query.latest,
        facets=tuple(facet for facet in query.facets if facet.negated or facet.name != name),
        saved=tuple(
            replace(part, query=_without(part.query, name)) if _takes(part.negated, part.query) else part
            for part in query.saved
        ),
    )


def beyond(library: Library, kind: str, query: Query) -> int:
    """Return how many records that a filter finds touch days before or after its own as well: they last, or only may lie there."""
    first, last = _day(query.earliest, -1), _day(query.latest, 1)
    outside = [Query(latest=first)] * (first is not None) + [Query(earliest=last)] * (last is not None)
    if query.inverse or not outside:
        return 0
    either = sum(len(library.numbers(kind, query, one)) for one in outside)
    return either - (len(library.numbers(kind, query, *outside)) if len(outside) == 2 else 0)


def _day(day: str | None, by: int) -> str | None:
    """Return the day before or after one, None where there is none."""
    try:
        return (date.fromisoformat(day) + timedelta(by)).isoformat() if day else None
    except OverflowError:
        return None
