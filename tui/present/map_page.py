"""A map in characters of the places of a record: by their coordinates, with nothing behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..corpus.kinds import kind_of
from ..reading.geography import Plane, Point, bearing, compass, distance, nearest, together
from ..store.library import Library
from ..store.query import Facet, Query
from .chart import Chart, Mark
from .named_page import on_line
from .place_page import position
from .rows import Span, TextRow
from .sheet import INDENT, Sheet, counted

MOST, MOST_EVENTS = 600, 300
"""Places that are looked at for one map, and events of an actor."""
NEIGHBOURS, LISTED = 12, 8
"""Places around those of a record that are drawn with them, and that are listed."""
OWN, OWN_AREA, OFF, WITHIN, OTHER, AREA = "*", "@", "+", "?", ".", "o"
DISTANCES = (
    "distances along the ground from point to point (haversine, a sphere of 6,371 km); a point tells no more than its precision "
    "says; roads are longer"
)
FIELDS = {"where": "", "origin": "from", "destination": "to"}


def map_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the map of a record's places, `width` cells wide. Raises KeyError where there is no such record."""
    library.record(name)
    yield from _Map(library, name, max(width, 1), find)


@dataclass(frozen=True)
class Place:
    """A place with its point, None where it is not known; `words` say what a record has to do with it."""

    name: str
    title: str
    point: Point | None
    precision: str
    words: tuple[str, ...] = ()
    is_off: bool = False
    """Whether the record has to do with it only by what did not happen, or may not have."""
    within: str = ""
    """The place that it lies in, where only of that the point is known, and drawn for it."""

    @property
    def is_area(self) -> bool:
        """Whether its point stands for an area."""
        return self.precision == "area"


class MapRows:
    """What maps are made of: places, their signs and distances, rows."""

    def __init__(self, library: Library, width: int, find: str) -> None:
        self.library, self.sheet = library, Sheet(library, max(width, 1), find, hang=INDENT)

    # -- places

    def cite(self, name: str | None) -> str | None:
        """Return the paragraph that a place rests on first."""
        return next(iter(self.library.cites(name)), None) if name else None

    def place(self, name: str, words: Iterable[str] = (), is_off: bool = False, is_own: bool = True) -> Place:
        """Return a place as the map needs it; one of the record (`is_own`) is drawn where that lies which it is a part of, if no nearer
        point is known."""
        one = self.library.record(name)
        found = Place(
            name, self.library.title(name), point_of(one), one.get("precision", "unknown"), tuple(words), is_off
        )
        seen = {name}
        while is_own and not found.point and (above := one.get("parent", name)) not in seen:
            seen.add(above)
            one = self.library.record(above)
            if one.get("precision") == "area":
                break
            found = replace(found, point=point_of(one), within=above, precision="near")
        return found

    def sign(self, one: Place) -> str:
        """Return what stands for a place of the record."""
        return WITHIN if one.within else OFF if one.is_off else OWN_AREA if one.is_area else OWN

    def scale(self, plane: Plane) -> Iterator[str]:
        """Yield a bar and how long it is: a round number of kilometres in about a quarter of the width."""
        wanted = plane.km * max(plane.width / 4, 1)
        size = max((step for step in _ROUND if step <= wanted), default=_ROUND[0])
        cells = round(size / plane.km)
        if 1 <= cells <= plane.width - 2:
            yield f"|{'-' * max(cells - 1, 0)}| {size:,} km · "
        yield f"a cell is {_km(plane.km)} wide and {_km(plane.km * 2)} tall"

    def away(self, here: Place | None, there: Place) -> list[Span]:
        """Return how far and in which direction a place lies from another."""
        if here is None or not here.point or not there.point or here.name == there.name:
            return []
        far = distance(here.point, there.point)
        if far < 0.05:
            return [Span(f"  at the point of {here.title}", "date")]
        towards = bearing(here.point, there.point)
        about = "about " if {here.precision, there.precision} - {"exact"} else ""
        return [
            Span(f"  {about}{_km(far)} {compass(towards)}", "date"),
            Span(f" ({towards:03.0f}) of {here.title}", "dim"),
        ]

    # -- rows

    def listed(self, one: Place, spans: Iterable[Span]) -> Iterator[TextRow]:
        """Yield a place with what is said of it."""
        line = [Span(one.title, "link"), *spans]
        yield from self.sheet.lines(line, INDENT, one.name, self.cite(one.name))


class _Map(MapRows):
    """The rows of the map of a record."""

    def __init__(self, library: Library, name: str, width: int, find: str) -> None:
        super().__init__(library, width, find)
        self.name, self.kind = name, kind_of(name) or ""
        self.read = 0
        """Events that were looked at, of how many."""
        self.count = 0
        self.around = ""
        """What all places lie in that are looked at, "" where they are all there are, or the first."""

    def __iter__(self) -> Iterator[TextRow]:
        title, row = self.library.title(self.name), self.library.row_of(self.name)
        off = [Span(f" · {row.factuality}", "mark")] if row and row.factuality not in ("", "happened") else []
        yield from self.sheet.lines([Span("map: ", "dim"), Span(title, "title"), *off])
        own = [one for one in self.own if one.point]
        if not own:
            yield from self.sheet.lines([Span(self._none(), "dim")])
        drawn = self.drawn(own)
        if drawn:
            yield from () if self.sheet.is_linear else self.plane(drawn)
        yield from self.of_record(own)
        yield from self.left_out(drawn)

    def _none(self) -> str:
        """Say why there is no point of the record."""
        if not self.own:
            return "no place is told of it"
        return "where its places lie is not known"

    # -- what there is

    @cached_property
    def every(self) -> dict[str, Place]:
        """The places of the corpus; where they are too many, those that lie with the record's in something larger, or the first."""
        numbers, self.around = self.library.numbers("place"), ""
        if len(numbers) > MOST:
            for above in self.above():
                inside = self.library.numbers("place", Query(facets=(Facet("place", above),)))
                if len(inside) > MOST:
                    break
                numbers, self.around = inside, above
        return {row.id: self.place(row.id, is_own=False) for row in self.library.rows(numbers[:MOST])}

    def above(self) -> Iterator[str]:
        """Yield what the first of the record's places lies in, from the nearest upwards."""
        here = self.own[0].name if self.own else ""
        seen = {here}
        while here and (here := self.library.record(here).get("parent", "")) not in seen:
            seen.add(here)
            if here:
                yield here

    @cached_property
    def own(self) -> list[Place]:
        """The places of the record, those first that it has most to do with."""
        if self.kind == "place":
            return [self.place(self.name)]
        if self.kind == "actor":
            return self.of_actor()
        found: dict[str, list[str]] = {}
        record = self.library.record(self.name)
        for field, word in FIELDS.items():
            for place in record.get(field, []):
                found.setdefault(place, []).extend([word] if word else [])
        return [self.place(place, words) for place, words in found.items()]

    def of_actor(self) -> list[Place]:
        """Return the places of what an actor took part in, with how often: those first where it most often did."""
        numbers = self.library.numbers("event", Query(facets=(Facet("actor", self.name),)))
        self.read, self.count = min(len(numbers), MOST_EVENTS), len(numbers)
        times: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        for row in self.library.rows(numbers[:MOST_EVENTS]):
            event = self.library.record(row.id)
            if any(one["actor"] == self.name for one in event["participants"]):
                times[on_line(row)].update({place for field in FIELDS for place in event.get(field, [])})
        happened, off = times[True], times[False]
        ranked = sorted({*happened, *off}, key=lambda one: (-happened[one], -off[one], self.library.title(one)))
        return [
            self.place(
                one,
                [
                    *([counted(happened[one], "event")] if happened[one] else []),
                    *([f"{off[one]} not on the line"] if off[one] else []),
                ],
                not happened[one],
            )
            for one in ranked
        ]

    def drawn(self, own: Sequence[Place]) -> list[Place]:
        """Return the places that are drawn: those of the record and what lies around them."""
        known = [one for one in self.every.values() if one.point]
        kept = [one for one, is_near in zip(own, together(points_of(own)), strict=True) if is_near]
        names = {one.name for one in kept}
        around = [one for one in known if one.name not in names and not one.is_area]
        if not kept:
            return []
        plane = Plane.of(points_of(kept), 3, 3)
        middle = Point(plane.lat, (plane.lon + 180) % 360 - 180)
        by_name = {one.name: one for one in around}
        near = nearest(middle, [(one.name, one.point) for one in around if one.point], NEIGHBOURS)
        return kept + [by_name[name] for _, name, _ in near]

    # -- the plane

    def plane(self, drawn: Sequence[Place]) -> Iterator[TextRow]:
        """Yield the drawing, with its scale and what its signs stand for."""
        by_name = {one.name: one for one in self.own}
        names = by_name.keys()
        plane = Plane.of(points_of(drawn), self.sheet.width, height_for(self.sheet.width))
        marks = []
        for one in drawn:
            cell = plane.cell(one.point) if one.point else None
            if cell:
                own = one.name in names
                sign = self.sign(by_name[one.name]) if own else AREA if one.is_area else OTHER
                marks.append(Mark(*cell, sign, one.title, one.name, 0 if own else 2 if one.is_area else 1))
        chart = Chart(plane.width, plane.height, marks)
        yield TextRow(())
        for line in chart.lines(self.sheet.find):
            yield TextRow(line.spans, line.target, self.cite(line.target), line.hit)
        yield TextRow(())
        yield from self.sheet.lines([Span(text, "dim") for text in self.scale(plane)])
        signs = [Span("north is up · ", "dim")]
        own_signs = {self.sign(one) for one in drawn if one.name in names}
        if OWN in own_signs:
            signs += [Span(f"{OWN} ", "mark"), Span("of this record · ", "dim")]
        if OWN_AREA in own_signs:
            signs += [Span(f"{OWN_AREA} ", "mark"), Span("of this record, the middle of an area · ", "dim")]
        if WITHIN in own_signs:
            signs += [Span(f"{WITHIN} ", "mark"), Span("of this record, somewhere in or near this point · ", "dim")]
        if OFF in own_signs:
            signs += [Span(f"{OFF} ", "mark"), Span("only of what did not happen, or may not have · ", "dim")]
        signs.append(Span(f"{OTHER} another place", "dim"))
        if any(one.name not in names and one.is_area for one in drawn):
            signs.append(Span(f" · {AREA} the middle of an area", "dim"))
        unnamed = len(marks) - len(chart.named)
        if unnamed:
            signs.append(Span(f" · {counted(unnamed, 'name has', 'names have')} no room here", "dim"))
        yield from self.sheet.lines(signs)

    # -- the lists below

    def of_record(self, own: Sequence[Place]) -> Iterator[TextRow]:
        """Yield the places of the record with their distances from the first of them, then what lies nearest to that."""
        here = next((one for one in own if not one.is_area), next(iter(own), None))
        if here and here.within:
            here = self.place(here.within, is_own=False)
        if self.own:
            yield from self.sheet.heading("its places" if self.kind != "place" else "the place")
        if self.count > self.read:
            yield from self.sheet.lines(
                [Span(f"of {self.count:,} events the first {self.read:,} in time are read", "dim")], INDENT
            )
        for one in self.own:
            words = [Span(f" · {word}", "dim") for word in one.words]
            far = self.away(here, one) if here and self.kind != "actor" and one.within != here.name else []
            inside = f"; drawn where {self.library.title(one.within)} lies" if one.within and one.point else ""
            where = [Span(f"  {position(self.library.record(one.name))}{inside}", "dim")]
            yield from self.listed(one, [*words, *far, *where])
        if not here or not here.point or self.kind == "actor":
            return  # what is near to one of many places says little of an actor
        others = [one for one in self.every.values() if one.point and one.name != here.name]
        by_name = {one.name: one for one in others}
        points = [one for one in others if not one.is_area]
        listed = NEIGHBOURS if self.sheet.is_linear else LISTED  # what is not drawn is named
        yield from self.sheet.heading(f"nearest to {here.title}")
        for _, name, _ in nearest(here.point, [(one.name, one.point) for one in points if one.point], listed):
            yield from self.listed(by_name[name], self.away(here, by_name[name]))
        if not points:
            yield from self.sheet.lines([Span("of no other place the point is known", "dim")], INDENT)

    def left_out(self, drawn: Sequence[Place]) -> Iterator[TextRow]:
        """Yield what is not on the map: too far off, or without a point."""
        names = {one.name for one in drawn}
        far = [one for one in self.own if one.point and one.name not in names]
        if far:
            yield from self.sheet.heading("too far off to be drawn with the others")
        middle = next((one for one in self.own if one.name in names), None)
        for one in far:
            yield from self.listed(one, self.away(middle, one) if middle else [])
        count = self.library.count("place")
        yield TextRow(())
        if count > MOST:
            which = f"those in {self.library.title(self.around)}" if self.around else f"the first {len(self.every):,}"
            yield from self.sheet.lines([Span(f"of {count:,} places {which} are looked at", "dim")])
        yield from self.sheet.lines([Span(DISTANCES, "dim")])


_ROUND = [step * 10**power for power in range(5) for step in (1, 2, 5)]


def height_for(width: int) -> int:
    """Return how many rows a drawing may have, so that it is seen whole with its scale in a pane of that width."""
    return max(min(width // 3, 12 + width // 13), 5)


def point_of(place: dict[str, Any]) -> Point | None:
    """Return where a place lies, None where that is not known."""
    return Point(place["lat"], place["lon"]) if "lat" in place and "lon" in place else None


def points_of(places: Iterable[Place]) -> list[Point]:
    """Return the points of those places that have one."""
    return [one.point for one in places if one.point]


def _km(far: float) -> str:
    return f"{far:,.1f} km" if far < 10 else f"{far:,.0f} km"
