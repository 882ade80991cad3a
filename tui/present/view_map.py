"""A map in characters of the places of the list as it is filtered: how many of its records name each, and where the one in hand was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import ceil

from rich.cells import cell_len

from ..corpus.kinds import KINDS, kind_of
from ..corpus.text import clean
from ..reading.desk import View
from ..reading.geography import Plane, Point, nearest, together
from ..store.library import Library
from ..store.whereabouts import Whereabouts
from .chart import Chart, Mark
from .map_page import (
    DISTANCES,
    MOST,
    OFF,
    OWN,
    OWN_AREA,
    WITHIN,
    MapRows,
    Place,
    height_for,
    points_of,
)
from .rows import Span, TextRow, fit, found, has_found
from .sheet import INDENT, counted

HEAD, ALONE = 3, 72
"""Rows that the head takes, and the width from which the page stands alone, so that head and drawing must share the screen."""
NEAR = 4
"""Places listed that are nearest to that of the record in hand."""


WEIGHTS, AREA, LONE, OTHER = ("▂", "▄", "▆", "█"), "▒", "▄", "·"
"""What places are drawn with: few to many records, areas, places that are not weighed, and others, which the list does not name.
Where there is no Unicode `ascii` has other signs for each."""

LEADS = {
    "actor": "that they took part in", "article": "that they tell of", "outlet": "that their articles tell of",
    "claim": "that they are about", "issue": "that they are about", "thread": "that they follow",
}  # fmt: skip
"""How records lead to those that say where."""


def view_map_rows(library: Library, view: View, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the map of the places of a list, `width` cells wide, with those of the record in hand marked."""
    yield from _ViewMap(library, view, width, find)


class _ViewMap(MapRows):
    """The rows of the map of a list. All that stands above the lists is as tall whichever record is in hand: a step moves no row."""

    def __init__(self, library: Library, view: View, width: int, find: str) -> None:
        super().__init__(library, width, find)
        self.view = view
        self.there = library.whereabouts(view.kind, view.numbers)
        self.unit = self._unit(self.there)

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.head()
        if self.view.record or not self.sheet.is_linear:
            yield self.in_hand()
        if self.plane and not self.sheet.is_linear:
            yield from self.drawing(self.plane)
        yield from self.of_record()
        yield from self.of_view()
        yield from self.left_out()

    # -- what there is

    @staticmethod
    def _unit(there: Whereabouts) -> tuple[str, str]:
        """Return what is counted at a place, one and many."""
        kinds = [kind for kind, _ in there.counted if kind != "place"]
        return (kinds[0], KINDS[kinds[0]].plural) if len(kinds) == 1 else ("record", "records")

    @cached_property
    def counts(self) -> dict[str, tuple[int, int]]:
        """How many name each place that is looked at, and how many of them are off the line."""
        return {self.library.row(n).id: (count, off) for n, count, off in self.there.places[:MOST]}

    @cached_property
    def places(self) -> list[Place]:
        """The places of the list, the most named first; those as often named by their names."""
        made = [
            self.place(name, [self.number(name)], is_off=count == off) for name, (count, off) in self.counts.items()
        ]
        return sorted(made, key=lambda one: (-self.counts[one.name][0], one.title))

    def number(self, name: str) -> str:
        """Say how many name a place; "" where that says nothing."""
        count, off = self.counts[name]
        aside = f", {off:,} off the line" if off else ""
        return f"{counted(count, *self.unit)}{aside}" if self.is_weighed else ""

    @property
    def is_weighed(self) -> bool:
        """Whether more than the places themselves is counted."""
        return any(kind != "place" for kind, _ in self.there.counted)

    @cached_property
    def drawn(self) -> list[Place]:
        """The places that are drawn: those that lie together."""
        known = [one for one in self.places if one.point]
        return [one for one, kept in zip(known, together(points_of(known)), strict=True) if kept]

    @cached_property
    def own(self) -> list[Place]:
        """The places of the record in hand, those first that it has most to do with."""
        name = self.view.record
        n = self.library.number(name) if name else None
        if not name or n is None:
            return []
        there = self.library.whereabouts(kind_of(name) or "", [n])
        return [self.place(self.library.row(one).id, is_off=count == off) for one, count, off in there.places[:MOST]]

    @cached_property
    def others(self) -> list[Place]:
        """Places that the list does not name, to see these among; none where there are too many."""
        if self.library.count("place") > MOST:
            return []
        rows = self.library.rows(self.library.numbers("place"))
        made = (self.place(row.id, is_own=False) for row in rows if row.id not in self.counts)
        return [one for one in made if one.point and not one.is_area]

    # -- the head

    def head(self) -> Iterator[TextRow]:
        """Yield which list it is, and how much of it cannot be drawn."""
        kind, count, words = self.view.kind, len(self.view.numbers), clean(self.view.words)[0]
        which = counted(count, kind, KINDS[kind].plural) if kind else counted(count, "record")
        whole = "all " if kind and count and count == self.library.count(kind) else ""
        found_by = [Span(f" · found: {words}" if not kind else f" · {words}", "code")] if words else []
        yield from self.sheet.lines([Span("map of ", "dim"), Span(f"{whole}{which}", "title"), *found_by])
        if count:
            yield from self.sheet.lines([Span(" · ".join(self.lacking()), "dim")])

    def lacking(self) -> Iterator[str]:
        """Yield what was looked at, and how much of it has no place, or none whose point is known."""
        there, kind = self.there, self.view.kind
        looked_at = [(one, count) for one, count in there.counted if one != kind]
        if looked_at:
            through = ", ".join(counted(count, one, KINDS[one].plural) for one, count in looked_at)
            yield f"by {through}{' ' * (kind in LEADS)}{LEADS.get(kind, '')}"
        if there.leading_nowhere:
            yield (
                f"{there.leading_nowhere:,} of the list without any" if looked_at else "none of them leads to a place"
            )
        if there.counted:
            yield f"{there.no_place:,} name no place"
            yield f"{there.no_point:,} only places whose point is not known"

    def in_hand(self) -> TextRow:
        """Return the row that says where the record in hand was: one, whatever there is to say."""
        name = self.view.record
        title = self.library.title(name) if name else ""
        shown: list[Span] = []
        if not name:
            shown = [Span("no record is in hand", "dim")]
        elif not self.own:
            shown = [Span("no place is told of ", "dim"), Span(title)]
        for one in self.own:
            sign = own_sign(one)
            aside = "" if self.plane and _on(self.plane, [one]) else " off the map" if one.point else " no point"
            shown += [Span(f"{sign} ", "mark"), Span(one.title, "link"), Span(f"{aside} ", "dim")]
        row = self.library.row_of(name) if name else None
        if row and self.own and name != self.own[0].name:
            off = [Span(f" · {row.factuality}", "mark")] if row.factuality not in ("", "happened") else []
            shown += [Span("· ", "dim"), Span(title, "dim"), *off]
        line = _fitted(found(shown, self.sheet.find), self.sheet.width)
        first = self.own[0].name if self.own else name
        return TextRow(line, first, self.cite(first), has_found(line))

    # -- the plane

    @cached_property
    def plane(self) -> Plane | None:
        """The plane that they are drawn on, None where none is."""
        height = height_for(self.sheet.width) - HEAD * (self.sheet.width >= ALONE)
        return Plane.of(points_of(self.drawn), self.sheet.width, height) if self.drawn else None

    def drawing(self, plane: Plane) -> Iterator[TextRow]:
        """Yield the drawing, with its scale and what its signs stand for."""
        marks = list(self.marks(plane))
        over = [Mark(*cell, own_sign(one), "", one.name, 0, "mark") for one, cell in _on(plane, self.own)]
        around = self.around(plane)
        chart = Chart(plane.width, plane.height, marks, over, around)
        yield TextRow(())
        for line in chart.lines(self.sheet.find):
            yield TextRow(line.spans, line.target, self.cite(line.target), line.hit)
        yield TextRow(())
        yield from self.sheet.lines([Span(text, "dim") for text in self.scale(plane)])
        yield from self.sheet.lines([*self.legend(bool(around)), *self.unnamed(len(marks) - len(chart.named))])

    def marks(self, plane: Plane) -> Iterator[Mark]:
        """Yield the marks of the places drawn, the most named first, areas last; of those in one cell the one of the record in hand
        comes first, so that its name stands beside its sign."""
        own = {one.name for one in self.own}
        cells: dict[tuple[int, int], list[Place]] = {}
        for one, cell in _on(plane, sorted(self.drawn, key=lambda one: one.is_area)):
            cells.setdefault(cell, []).append(one)
        for rank, (cell, some) in enumerate(cells.items()):
            for after, one in enumerate(sorted(some, key=lambda one: one.name not in own)):
                yield Mark(
                    *cell, self.weight(one), self.label(one), one.name, 1 + 2 * rank + (after > 0), self.style(one)
                )

    def around(self, plane: Plane) -> list[Mark]:
        """Return the marks of the places that the list does not name."""
        return [Mark(*cell, OTHER, "", one.name, 0, "dim") for one, cell in _on(plane, self.others)]

    @cached_property
    def steps(self) -> list[int]:
        """Up to how many records each weight stands for, the lightest first."""
        most = max((self.counts[one.name][0] for one in self.drawn), default=1)
        grades = len(WEIGHTS)
        if most <= grades:
            return [*range(1, grades), max(most, grades)]
        return sorted({ceil(most ** (grade / grades)) for grade in range(1, grades)} | {most})

    def weight(self, one: Place) -> str:
        """Return the sign of a place: how many name it, or that there is something to say before that."""
        if one.within or one.is_off:
            return self.sign(one)
        if one.is_area:
            return AREA
        if not self.is_weighed:
            return LONE
        count = self.counts[one.name][0]
        return next(sign for sign, upto in zip(WEIGHTS, self.steps, strict=False) if count <= upto)

    def label(self, one: Place) -> str:
        """Return what stands beside a place: how many name it, where that is more than one, and its name."""
        count = self.counts[one.name][0]
        return f"{count:,} {one.title}" if self.is_weighed and count > 1 else one.title

    @staticmethod
    def style(one: Place) -> str:
        """Return the style of a place of the list."""
        return "off_line" if one.is_off else "dim" if one.is_area else "label"

    def legend(self, has_others: bool) -> Iterator[Span]:
        """Yield what the signs stand for that are on the drawing."""
        yield Span("north is up", "dim")
        signs = {self.weight(one) for one in self.drawn}
        if signs & {*WEIGHTS, LONE}:
            yield Span(f" · {self.weights()}", "dim")
        if AREA in signs:
            yield Span(f" · {AREA} middle of an area", "dim")
        if OFF in signs:
            yield Span(f" · {OFF} only what did not happen, or may not have", "dim")
        if WITHIN in signs:
            yield Span(f" · {WITHIN} in or near this point", "dim")
        if has_others:
            yield Span(" · a dot: not in the list", "dim")
        if self.view.record:
            yield Span(" · ", "dim")
            yield Span(f"{OWN} ", "mark")
            yield Span(f"of the record in hand, {OWN_AREA} an area", "dim")

    def weights(self) -> str:
        """Say what the weights stand for."""
        if not self.is_weighed:
            return f"{LONE} a place of the list"
        low, said, most = 1, [], max(self.counts[one.name][0] for one in self.drawn)
        for sign, upto in zip(WEIGHTS, self.steps, strict=False):
            if low > most:
                break
            said.append(f"{sign} {low:,}" if low == upto else f"{sign} {low:,}-{upto:,}")
            low = upto + 1
        return f"{' '.join(said)} {self.unit[most > 1]}"

    def unnamed(self, count: int) -> Iterator[Span]:
        """Yield how many places of the list have no name on the drawing."""
        if count:
            yield Span(f" · {counted(count, 'name has', 'names have')} no room", "dim")

    # -- the lists below

    def of_record(self) -> Iterator[TextRow]:
        """Yield the places of the record in hand with their distances from the first of them, and what of the list is nearest to it."""
        here = next((one for one in self.own if one.point and not one.is_area), None)
        if here is None:
            return
        if here.within:
            here = self.place(here.within, is_own=False)
        own = {one.name for one in self.own}
        yield from self.sheet.heading(f"near {here.title}")
        others = {one.name: one for one in (*self.drawn, *self.own) if one.point and one.name != here.name}
        also = [one for one in others.values() if one.name in own]
        near = self.nearest_to(here, [one for one in others.values() if one.name not in own], NEAR)
        for one in (*also[:NEAR], *near):
            yield from self.told(one, self.away(here, one))

    def nearest_to(self, here: Place, others: Sequence[Place], most: int) -> list[Place]:
        """Return those of other places that are nearest to one, no areas."""
        by_name = {one.name: one for one in others}
        points = [(one.name, one.point) for one in others if one.point and not one.is_area and one.name != here.name]
        return [by_name[name] for _, name, _ in nearest(here.point, points, most)] if here.point else []

    def of_view(self) -> Iterator[TextRow]:
        """Yield the places drawn, each with the one that is nearest to it."""
        if not self.drawn:
            return
        order = "the most named first, " if self.is_weighed else ""
        yield from self.sheet.heading(f"places of the list, {order}each with the one nearest to it")
        for one in self.drawn:
            near = [] if one.is_area else self.nearest_to(one, self.drawn, 1)
            yield from self.told(one, self.away(near[0], one) if near else [])

    def left_out(self) -> Iterator[TextRow]:
        """Yield what is not on the map: too far off, or without a point."""
        names = {one.name for one in self.drawn}
        far = [one for one in self.places if one.point and one.name not in names]
        middle = _middle(self.drawn)
        if far:
            yield from self.sheet.heading("too far off to be drawn with the others")
        for one in far:
            yield from self.told(one, self.away(middle, one) if middle else [])
        without = [one for one in self.places if not one.point]
        if without:
            yield from self.sheet.heading(f"not drawn, no point is known ({len(without):,})")
        for one in without:
            yield from self.told(one, [])
        yield TextRow(())
        if not self.places:
            yield from self.sheet.lines(
                [Span("there is no place to draw" if self.view.numbers else "the list is empty", "dim")]
            )
        if len(self.there.places) > MOST:
            count = len(self.there.places)
            yield from self.sheet.lines([Span(f"of {count:,} places the {MOST:,} most named are looked at", "dim")])
        if self.places:
            yield from self.sheet.lines([Span(DISTANCES, "dim")])

    # -- rows

    def told(self, one: Place, spans: Iterable[Span]) -> Iterator[TextRow]:
        """Yield a place with how many name it and what else is said; a sign before it where it is of the record in hand."""
        own = {other.name for other in self.own}
        words = [Span(f"  {word}", "") for word in one.words if word]
        where = (
            [Span(f"  drawn where {self.library.title(one.within)} lies", "dim")] if one.within and one.point else []
        )
        line = [Span(one.title, "link"), *words, *spans, *where]
        for index, row in enumerate(self.sheet.lines(line, INDENT, one.name, self.cite(one.name))):
            if index == 0 and one.name in own and self.sheet.width >= 3 * INDENT:
                sign = Span(f"{own_sign(one)} ", "mark")
                yield TextRow((sign, *row.spans[1:]), row.target, row.cite, row.hit, row.block)
            else:
                yield row


def own_sign(one: Place) -> str:
    """Return what stands for a place of the record in hand, whatever else there is to say of it."""
    return "-" if not one.point else OWN_AREA if one.is_area else OWN


def _on(plane: Plane, places: Iterable[Place]) -> list[tuple[Place, tuple[int, int]]]:
    """Return the places that lie on a plane, each with its cell."""
    cells = ((one, plane.cell(one.point) if one.point else None) for one in places)
    return [(one, cell) for one, cell in cells if cell]


def _fitted(spans: Iterable[Span], width: int) -> tuple[Span, ...]:
    """Return as much of the spans as one line of `width` cells holds."""
    line: list[Span] = []
    for span in spans:
        size = cell_len(span.text)
        line.append(span if size <= width else Span(fit(span.text, width), span.style, span.begins))
        width -= size
        if width <= 0:
            break
    return tuple(line)


def _middle(places: Sequence[Place]) -> Place | None:
    """Return the place that is nearest to the middle of some, no area if there is anything else."""
    known = [one for one in places if one.point and not one.is_area] or [one for one in places if one.point]
    if not known:
        return None
    plane = Plane.of(points_of(known), 3, 3)
    by_name = {one.name: one for one in known}
    here = Point(plane.lat, (plane.lon + 180) % 360 - 180)
    return by_name[nearest(here, [(one.name, one.point) for one in known if one.point], 1)[0][1]]
