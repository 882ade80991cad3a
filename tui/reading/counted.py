"""Figures set out so that they can be compared: by what they count, with those that may count the same people or things marked.

Nothing is added up here, nor anywhere: two figures may overlap, and the reporting seldom says how far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..corpus.kinds import kind_of
from ..store.library import Library
from ..store.query import Facet, Query

Record = dict[str, Any]

MOST = 300
"""Figures of a section that are read and compared; more are counted, and said to be left."""


@dataclass(frozen=True)
class Section:
    """Figures of one way of belonging to a record: a title and their ids, and how many were left."""

    title: str
    figures: tuple[str, ...]
    left: int = 0


@dataclass(frozen=True)
class Counted:
    """A figure with its place among others: `depth` how many it is said to be part of above it, `wholes` all those it is said to be
    part of, `overlaps` others that may count some of the same."""

    figure: str
    depth: int
    wholes: tuple[str, ...]
    overlaps: tuple[str, ...]


def figures_for(library: Library, name: str) -> list[Section]:
    """Return the figures that belong to a place, actor, event or agreement, or with "" to the whole corpus."""
    if not name:
        names = (row.id for row in library.rows(library.numbers("figure")[:MOST]))
        whole = _section("", names, library.count("figure"))
        return [whole] if whole.figures else []
    linked = library.linked_from(name, "figure")
    about = dict.fromkeys(link.row.id for link in linked if link.field in ("about", "where"))
    given = dict.fromkeys(link.row.id for link in linked if link.field == "according_to")
    sections = [_section("", about, len(about))]
    match kind_of(name):
        case "place":
            within = library.numbers("figure", Query(facets=(Facet("place", name),)))
            others = [row.id for row in library.rows(within[: MOST + len(about)]) if row.id not in about]
            sections.append(_section("for what lies in it", others, len(within) - len(about)))
        case "actor":
            others = [one for one in given if one not in about]
            sections.append(_section("given by it, about others", others, len(others)))
        case "agreement":
            linked_events = [link.row.id for link in library.linked_from(name, "event")]
            linked_events += [link.row.id for link in library.links(name) if link.row.kind == "event"]
            others = _about_any(library, linked_events, about)
            sections.append(_section("about the events tied to it", others, len(others)))
        case "event":
            parts = [link.row.id for link in library.linked_from(name, "event") if _is_part(library, link.row.id, name)]
            others = _about_any(library, parts, about)
            sections.append(_section("about its parts", others, len(others)))
    return [one for one in sections if one.figures]


def _section(title: str, names: Iterable[str], count: int) -> Section:
    shown = tuple(islice(names, MOST))
    return Section(title, shown, max(count - len(shown), 0))


def _about_any(library: Library, events: Iterable[str], known: Iterable[str]) -> list[str]:
    found = (
        link.row.id for event in dict.fromkeys(events) for link in library.linked_from(event, "figure")
        if link.field == "about"
    )  # fmt: skip
    return [one for one in dict.fromkeys(found) if one not in set(known)]


def _is_part(library: Library, event: str, whole: str) -> bool:
    links = library.record(event).get("links", ())
    return any(link["rel"] == "part_of" and link["target"] == whole for link in links)


def ledger(figures: Sequence[Record]) -> dict[str, list[list[Counted]]]:
    """Return figures by unit, the most frequent first, in groups of those that are compared: each whole before its parts.

    Two belong to a group where one is part of the other, or they have one unit and either measure the same or are about the same
    event or agreement; these last overlap, as far as can be told.
    """
    known = {one["id"]: one for one in figures}
    order = {name: place for place, name in enumerate(known)}
    near: dict[str, set[str]] = {name: set() for name in known}
    for one in known.values():
        near[one["id"]] |= {other for other in one.get("part_of", ()) if other in known}
    for name, wholes in list(near.items()):
        for whole in list(wholes):
            near[whole].add(name)
    wholes_of = {name: _wholes(known, name) for name in known}
    overlaps = {name: set[str]() for name in known}
    for alike in _alike(known.values()):
        for name in alike:
            overlaps[name] |= {other for other in alike if name not in wholes_of[other]} - {name} - wholes_of[name]
            near[name] |= set(alike) - {name}
    by_unit: dict[str, list[list[Counted]]] = {}
    placed: set[str] = set()
    for name in known:
        if name in placed:
            continue
        group = sorted(_reached(near, name), key=order.__getitem__)
        placed |= set(group)
        lines = list(_nested(known, group, overlaps, order))
        by_unit.setdefault(known[lines[0].figure]["unit"], []).append(lines)
    return dict(sorted(by_unit.items(), key=lambda one: -sum(map(len, one[1]))))


def _alike(figures: Iterable[Record]) -> Iterator[list[str]]:
    """Yield the figures of one unit that measure the same, or are about the same event or agreement."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in figures:
        about = (name for name in one.get("about", ()) if kind_of(name) in ("event", "agreement"))
        for what in dict.fromkeys((one["measures"].casefold(), *about)):
            found.setdefault((one["unit"], what), []).append(one["id"])
    return (alike for alike in found.values() if len(alike) > 1)


def _wholes(known: dict[str, Record], name: str) -> set[str]:
    """Return all that a figure is part of, at any remove; a ring ends where it began."""
    found, waiting = set[str](), [name]
    while waiting:
        for whole in known[waiting.pop()].get("part_of", ()):
            if whole in known and whole not in found:
                found.add(whole)
                waiting.append(whole)
    return found - {name}


def _reached(near: dict[str, set[str]], name: str) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        new = near[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _nested(
    known: dict[str, Record], group: list[str], overlaps: dict[str, set[str]], order: dict[str, int]
) -> Iterator[Counted]:
    """Yield the figures of a group, each under the first whole that it is part of."""
    placed: set[str] = set()

    def under(name: str, depth: int) -> Iterator[Counted]:
        if name in placed:
            return
        placed.add(name)
        said = tuple(sorted(overlaps[name], key=order.__getitem__))
        yield Counted(name, depth, tuple(known[name].get("part_of", ())), said)
        for other in group:
            if name in known[other].get("part_of", ()):
                yield from under(other, depth + 1)

    for name in group:
        if not any(whole in known for whole in known[name].get("part_of", ())):
            yield from under(name, 0)
    for name in group:  # a ring has no first
        yield from under(name, 0)
