"""The page of a place: its names, where it lies, its states over time with the gaps between, what happened there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

from ..reading.states import Gap, State, states, with_gaps
from ..store.headline import said
from ..store.library import Library, Row
from .dates import label, when_label
from .named_page import LEGEND, NamedPage, on_line
from .rows import Span, TextRow
from .sheet import INDENT, NOTHING, counted

PRECISION = {
    "exact": "the point of the place itself",
    "near": "the place is near this point",
    "area": "a point that stands for an area",
    "unknown": "how far the point may be trusted is not known",
}
"""What is meant by how far a point may be trusted."""
GAP = "..."
"""What stands in a history for days of which nothing is told."""


def place_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the page of a place, `width` cells wide. Raises KeyError where there is none."""
    yield from _Place(library, name, width, find)


def position(place: dict[str, Any]) -> str:
    """Return where a place lies: its degrees and how far they may be trusted, or that it is not known."""
    if "lat" not in place or "lon" not in place:
        return "where it lies is not known"
    north, east = place["lat"], place["lon"]
    point = f"{abs(north)} {'S' if north < 0 else 'N'}, {abs(east)} {'W' if east < 0 else 'E'}"
    precision = place.get("precision", "unknown")
    return f"{point} ({precision}: {PRECISION[precision]})"


class _Place(NamedPage):
    """The rows of one place; iterating makes them one after another."""

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.head(*self.word("kind"))
        yield from self.at_a_glance()
        yield from self.lies()
        yield from self.names()
        yield from self.alike()
        yield from self.history()
        yield from self.under("disputes about it", self.disputes())
        yield from self.events()
        yield from self.under("figures", self.figures(), "they may overlap; none is added to another")
        yield from self.records("agreements", self.of("agreement", "place")[0])
        yield from self.records("talks", self.of("round", "place")[0])
        yield from self.under("ties to it", self.ties())
        yield from self.records("claims about it", [link.row for link in self.linked("claim")])
        yield from self.under("what lies in it", self.within())
        yield from self.records("threads", [link.row for link in self.linked("thread")])
        yield from self.note()
        yield from self.rests_on()

    def at_a_glance(self) -> Iterator[TextRow]:
        """Yield how much there is of what is most asked for."""
        told = len(self.record.get("status", ()))
        words = [counted(self.here[1], "event"), counted(told, "line of its history", "lines of its history")]
        yield from self.lines([Span(" · ".join(words), "dim")])

    def lies(self) -> Iterator[TextRow]:
        """Yield what it lies in, upwards, and its point."""
        seen, here = [self.name], self.record.get("parent")
        while here and here not in seen:
            seen.append(here)
            here = self.library.record(here).get("parent")
        for index, one in enumerate(seen[1:]):
            yield from self.lines([Span("in  " if index == 0 else "  in  ", "label"), Span(self.library.title(one), "link")],
                                  target=one)  # fmt: skip
        if not seen[1:]:
            yield from self.lines([Span("in  ", "label"), Span(NOTHING, "dim")])
        for one in self.record.get("also_within", []):
            yield from self.lines([Span("also within  ", "label"), Span(self.library.title(one), "link")], target=one)
        known = "lat" in self.record
        yield from self.lines([Span("point  ", "label"), Span(position(self.record), "" if known else "dim")])
        if "pcode" in self.record:
            yield from self.lines([Span("p-code  ", "label"), Span(self.record["pcode"])])

    # -- its states

    def history(self) -> Iterator[TextRow]:
        """Yield its states in the order of time, the gaps between them, and apart from them what was only threatened."""
        found = states(self.record)
        yield from self.sheet.heading("its states over time")
        told = [one for one in found if one.is_told]
        if not told:
            yield from self.sheet.remark("none is told", INDENT)
        for one in with_gaps(told):
            yield from self.gap(one) if isinstance(one, Gap) else self.state(one)
        shelf = (row for one in found if not one.is_told for row in self.state(one))
        yield from self.under("not on the line", shelf)

    def state(self, one: State) -> Iterator[TextRow]:
        """Yield a line of the history: when, the state, who says so."""
        line = self.record["status"][one.index]
        when = line["when"]
        basis = [Span(f"  ({when['basis']})", "dim")] if when["basis"] != "stated" else []
        word = Span(self.library.word("place_states", one.code), "code" if one.is_told else "off_line")
        end = ", going on when it was told" if one.is_open else ", its end is not told"
        ends = [Span(end, "dim")] if one.goes_on else []
        who = self.says(self.name, (("status", one.index, line),))
        spans = [word, *ends, *who, *basis, Span(f"  {' '.join(line['cite'])}", "cite")]
        block = f"{self.name}/status.{one.index}"
        yield from self.dated(when_label(line.get("when")), spans, line["cite"][0], line["cite"][0], block=block)

    def gap(self, gap: Gap) -> Iterator[TextRow]:
        """Yield that nothing is told of some days."""
        words = f"nothing told of {counted(gap.days, 'day')}, {_day(gap.first)} to {_day(gap.last)}"
        words += "; what is told before may reach into them" if gap.perhaps else ""
        yield from self.dated(GAP, [Span(words, "dim")], None, None)

    def disputes(self) -> Iterator[TextRow]:
        """Yield the questions about it, and how they stand."""
        own = self.record.get("disputes", [])
        for name in dict.fromkeys([*own, *(link.row.id for link in self.linked("issue"))]):
            one = self.library.record(name)
            spans = [Span(one["question"], "link"), Span(f" · {one['status']}", "dim")]
            yield from self.lines(spans, INDENT, name, one["cite"][0])

    # -- what happened

    @cached_property
    def here(self) -> tuple[list[Row], int]:
        """The events here and in what lies in it, as many as are read, and how many there are."""
        return self.of("event", "place")

    def events(self) -> Iterator[TextRow]:
        """Yield what happened here, what lies in it marked; apart from that what did not happen, or may not have."""
        rows, count = self.here
        for title, kept in (
            ("what happened here", (row for row in rows if on_line(row))),
            ("not on the line: did not happen, or may not have", (row for row in rows if not on_line(row))),
        ):
            yield from self.under(
                title,
                (line for row in kept for line in self.event(row, self.whereabouts(row))),
                self.sheet.legend(LEGEND),
            )
        yield from self.cut(count, "event", "place")

    def whereabouts(self, row: Row) -> Iterator[str]:
        """Yield how an event has to do with the place: that it goes from here or to here, or that it is in what lies in it."""
        event = self.library.record(row.id)
        if self.name in event.get("where", []):
            return
        for field, word in (("origin", "from"), ("destination", "to")):
            if self.name in event.get(field, []):
                yield f"{word} here"
                return
        places = [*event.get("where", []), *event.get("origin", []), *event.get("destination", [])]
        inside = [one for one in dict.fromkeys(places) if self._is_above(one)]
        if inside:
            yield "in " + ", ".join(map(self.library.title, inside))

    def _is_above(self, name: str) -> bool:
        """Say whether a place lies in this one, however deep."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                place = self.library.record(here)
                waiting += [*([place["parent"]] if "parent" in place else []), *place.get("also_within", [])]
        return self.name in seen

    def figures(self) -> Iterator[TextRow]:
        """Yield the numbers that are of here or of what lies in it, with who says so."""
        rows, count = self.of("figure", "place")
        for row in rows:
            one = self.library.record(row.id)
            inside = [one for one in one.get("where", []) if one != self.name]
            there = (
                [Span(f" · in {', '.join(map(self.library.title, inside))}", "dim")]
                if inside and self.name not in one.get("where", [])
                else []
            )
            spans = [Span(f"{one['measures']}: "), Span(said(one), "title"), *there, *self.says(row.id)]
            yield from self.dated(when_label(one.get("as_of")), spans, row.id, one["cite"][0])
        yield from self.cut(count, "figure", "place")

    def ties(self) -> Iterator[TextRow]:
        """Yield who is tied to it, with who says so."""
        for name in dict.fromkeys(link.row.id for link in self.linked("relation", "to")):
            one = self.library.record(name)
            spans = [
                Span(self.library.title(one["from"]), "link"),
                Span(f" {one['type'].replace('_', ' ')} ", "code"),
                Span("it"),
            ]
            yield from self.dated(when_label(one.get("when")), [*spans, *self.says(name)], name, one["cite"][0])

    def within(self) -> Iterator[TextRow]:
        """Yield the places in it, each with the kind it is of."""
        for name in dict.fromkeys(
            link.row.id for link in self.linked("place") if link.field in ("parent", "also_within")
        ):
            kind = str(self.library.record(name)["kind"])
            yield from self.lines([Span(self.library.title(name), "link"), Span(f"  {kind}", "dim")], INDENT, name,
                                  next(iter(self.library.cites(name)), None))  # fmt: skip


def _day(day: date) -> str:
    return label(day.isoformat())
