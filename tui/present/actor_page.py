"""The page of an actor: its names, whom it belongs to and speaks for, its ties, what it did, what it says and what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ..reading.entries import Entry, values
from ..store.columns import parts
from ..store.headline import said
from ..store.library import Library, Row
from ..store.query import Facet
from .dates import row_label, when_label
from .named_page import LEGEND, NamedPage, by_date, on_line
from .rows import Span, TextRow
from .sheet import INDENT, NOTHING, cited, counted

MET = 15
"""Others that are named as met most."""


def actor_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the page of an actor, `width` cells wide. Raises KeyError where there is none."""
    yield from _Actor(library, name, width, find)


class _Actor(NamedPage):
    """The rows of one actor; iterating makes them one after another."""

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.head(*self.word("kind"), *self.word("side"))
        yield from self.at_a_glance()
        yield from self.names()
        yield from self.alike()
        yield from self.affiliated()
        yield from self.speaking()
        yield from self.under("standing ties", self.ties())
        yield from self.events()
        yield from self.under("what they say", self.claims())
        yield from self.under("what they call things", self.own_words())
        yield from self.under("what they ask and answer in talks", self.talks())
        yield from self.under("what is said of them", self.said_of())
        yield from self.under("whom they meet most", self.met())
        yield from self.under("agreements", self.agreements())
        yield from self.under("figures", self.figures())
        yield from self.told_by_it()
        yield from self.threads()
        yield from self.note()
        yield from self.rests_on()

    # -- who it is

    def at_a_glance(self) -> Iterator[TextRow]:
        """Yield how much there is of what is most asked for; a size and how careful a copy must be where they are given."""
        off = self.counted("event", "actor", Facet("line", "off"))
        words = [
            "in "
            + counted(self.counted("event", "actor"), "event")
            + (f", {off} of them not on the line" if off else ""),
            counted(self.counted("claim", "by"), "claim"),
            counted(self.counted("relation", "actor"), "tie"),
        ]
        yield from self.lines([Span(" · ".join(words), "dim")])
        if "size" in self.record or self.record["kind"] in _COUNTED:
            size = self.record.get("size")
            yield from self.lines([Span("size  ", "label"), Span(size or NOTHING, "" if size else "dim")])
        if "sensitivity" in self.record:
            yield from self.lines(
                [Span("copies  ", "label"), *(Span(word, "code") for word in self.word("sensitivity"))]
            )

    def affiliated(self) -> Iterator[TextRow]:
        """Yield what it belongs to in the order of time, then who belongs to it."""
        own = ((one["org"], one) for one in by_date(self.record.get("affiliations", [])))
        yield from self.under("belongs to, over time", self.belonging(own))
        people = dict.fromkeys(link.row.id for link in self.linked("actor", "affiliations.org"))
        there = [
            (one, each)
            for one in people
            for each in self.library.record(one)["affiliations"]
            if each["org"] == self.name
        ]
        order = by_date([each for _, each in there])
        there.sort(key=lambda pair: order.index(pair[1]))
        yield from self.under("belong to it, over time", self.belonging(iter(there)))

    def belonging(self, pairs: Iterator[tuple[str, dict[str, Any]]]) -> Iterator[TextRow]:
        """Yield the other side of affiliations, with the role and the paragraph."""
        for other, one in pairs:
            role = [Span(f"  {one['role']}")] if "role" in one else [Span(f"  role {NOTHING}", "dim")]
            cites = one.get("cite", [])
            spans = [Span(self.library.title(other), "link"), *role, *cited(cites)]
            yield from self.dated(
                when_label(one.get("when")), spans, other, next(iter(cites or self.library.cites(other)), None)
            )

    def speaking(self) -> Iterator[TextRow]:
        """Yield for whom it speaks, and who speaks for it."""
        rows = (self.library.row_of(one) for one in self.record.get("speaks_for", []))
        yield from self.records("speaks for", (row for row in rows if row))
        yield from self.records("who speaks for it", (link.row for link in self.linked("actor", "speaks_for")))

    def ties(self) -> Iterator[TextRow]:
        """Yield standing ties, in the order of time, each with who says so."""
        for name in self.naming("relation"):
            one = self.library.record(name)
            if self.name not in (one["from"], one["to"]):
                continue
            other = one["to"] if one["from"] == self.name else one["from"]
            word = one["type"].replace("_", " ")
            sides = [Span(f"{word} ", "code"), Span(self.library.title(other), "link")]
            if one["from"] != self.name:
                sides = [Span(self.library.title(other), "link"), Span(f" {word} ", "code"), Span("it")]
            terms = [f"“{each['term']}”" for each in one.get("framing", [])]
            framed = [Span(f"  {' '.join(terms)}", "dim")] if terms else []
            spans = [*sides, *self.says(name), *framed]
            yield from self.dated(when_label(one.get("when")), spans, name, one["cite"][0])

    def naming(self, kind: str) -> list[str]:
        """Return the records of a kind that name it other than as a source, as many as are read, in list order."""
        return [row.id for row in self.of(kind, "actor")[0]]

    # -- what it did

    @cached_property
    def taking_part(self) -> list[tuple[Row, list[str]]]:
        """The events that it takes part in, in the order of time, with its roles in each."""
        found = []
        for row in self.of("event", "actor")[0]:
            roles = [one["role"] for one in self.library.record(row.id)["participants"] if one["actor"] == self.name]
            if roles:
                found.append((row, list(dict.fromkeys(roles))))
        return found

    def events(self) -> Iterator[TextRow]:
        """Yield what it took part in by role; apart from that what did not happen, or may not have."""
        by_role: dict[str, list[Row]] = {}
        for row, roles in self.taking_part:
            for role in roles if on_line(row) else ():
                by_role.setdefault(role, []).append(row)
        if by_role:
            yield from self.sheet.heading("what happened, by role", self.sheet.legend(LEGEND))
        for role, rows in sorted(by_role.items(), key=lambda one: -len(one[1])):
            yield from self.lines(
                [Span(f"as {self.library.word('roles', role)} ", "code"), Span(f"({len(rows)})", "dim")]
            )
            for row in rows:
                yield from self.event(row)
        shelf = ((row, roles) for row, roles in self.taking_part if not on_line(row))
        yield from self.under("not on the line: did not happen, or may not have", self.shelf(shelf))
        yield from self.cut(self.counted("event", "actor"), "event", "actor")

    def shelf(self, taking_part: Iterator[tuple[Row, list[str]]]) -> Iterator[TextRow]:
        """Yield events with the roles in them."""
        for row, roles in taking_part:
            yield from self.event(row, [f"as {self.library.word('roles', role)}" for role in roles])

    def met(self) -> Iterator[TextRow]:
        """Yield who takes part in the same events most often; what did not happen is counted apart."""
        there: Counter[str] = Counter()
        off: Counter[str] = Counter()
        first: dict[str, Row] = {}
        for row, _ in self.taking_part:
            for other in {one["actor"] for one in self.library.record(row.id)["participants"]} - {self.name}:
                (there if on_line(row) else off)[other] += 1
                first.setdefault(other, row)
        ranked = sorted(first, key=lambda one: (-there[one], -off[one], self.library.title(one)))
        for other in ranked[:MET]:
            counts = counted(there[other], "event") + (f" +{off[other]} not on the line" if off[other] else "")
            cite = next(iter(self.library.cites(first[other].id)), None)
            since = Span(f"  first {row_label(first[other])}", "dim")
            spans = [Span(self.library.title(other), "link"), Span(f"  {counts}", "code"), since]
            yield from self.lines(spans, INDENT, other, cite)
        if len(ranked) > MET:
            yield from self.sheet.remark(f"and {len(ranked) - MET:,} more, less often", INDENT)

    # -- what it says

    def claims(self) -> Iterator[TextRow]:
        """Yield its claims with their polarity, what it passes on of others, and its own words for things."""
        rows, count = self.of("claim", "by")
        yield from self.in_time([(row, row.tag) for row in rows])
        yield from self.cut(count, "claim", "by")
        named = self.of("claim", "actor")[0]
        passed = [(row, row.tag) for row in named if self.name in self.library.record(row.id).get("via", [])]
        if passed:
            yield from self.lines([Span("passed on by them", "label")])
        yield from self.in_time(passed, speaker=True)

    def in_time(self, rows: list[tuple[Row, str]], speaker: bool = False) -> Iterator[TextRow]:
        """Yield claims in the order of the days on which they were made, those of which that is not told below."""
        dated = [one for one in rows if one[0].edtf]
        for row, word in dated:
            yield from self.claim(row, word, speaker)
        if dated and len(rows) > len(dated):
            yield from self.sheet.remark("on a day that is not stated", INDENT)
        for row, word in rows:
            if not row.edtf:
                yield from self.claim(row, word, speaker)

    def claim(self, row: Row, word: str, speaker: bool) -> Iterator[TextRow]:
        """Yield a claim: what is done with its content, the content, how sure it is, and through whom it comes."""
        one = self.library.record(row.id)
        certainty = one.get("certainty", "unspecified")
        sure = [Span(f" · {certainty}", "dim")] if certainty != "unspecified" else []
        via = (
            [Span(f" · via {', '.join(map(self.library.title, one['via']))}", "dim")]
            if one.get("via") and not speaker
            else []
        )
        who = [Span(f"{self.library.title(one['speaker'])}: ", "link")] if speaker else []
        terms = [f"“{each['term']}”" for each in one.get("framing", [])]
        framed = [Span(f"  {' '.join(terms)}", "dim")] if terms else []
        style = "off_line" if one["polarity"] in ("predicts", "threatens", "demands", "promises") else ""
        spans = [Span(f"{word} ", "code"), *who, Span(one["content"], style), *sure, *via, *framed]
        if row.edtf:
            yield from self.dated(row_label(row), spans, row.id, one["cite"][0])
        else:
            yield from self.lines(spans, INDENT, row.id, one["cite"][0])

    def talks(self) -> Iterator[TextRow]:
        """Yield the rounds of talks that it is in, with its moves."""
        for name in self.naming("round"):
            one = self.library.record(name)
            part = [word for field, word in _IN_TALKS.items() if self.name in one.get(field, [])]
            moves = [move for move in one.get("moves", []) if self.name in move["by"]]
            if not part and not moves:
                continue
            spans = [Span(one["title"], "link"), *([Span(f" · {', '.join(part)}", "dim")] if part else [])]
            yield from self.dated(when_label(one.get("when")), spans, name, one["cite"][0])
            for move in moves:
                to = [Span(f" to {', '.join(map(self.library.title, move['to']))}", "dim")] if move.get("to") else []
                says = (
                    [Span(f"  says {', '.join(map(self.library.title, move['according_to']))}", "dim")]
                    if move.get("according_to")
                    else []
                )
                words = [Span(f"{move['kind'].replace('_', ' ')} ", "code"), Span(move["content"]), *to, *says]
                yield from self.lines(words, 2 * INDENT, name, move["cite"][0], f"{name}/{move['id']}")

    def said_of(self) -> Iterator[TextRow]:
        """Yield the claims that are about it, blame it or credit it."""
        rows, count = self.of("claim", "actor")
        said = []
        for row in rows:
            one = self.library.record(row.id)
            words = ["about them"] if any(each["record"] == self.name for each in one.get("about", [])) else []
            words += [word for field, word in _SAID_OF.items() if self.name in one.get(field, [])]
            if words:
                said.append((row, f"{', '.join(words)}, {row.tag}:"))
        yield from self.in_time(said, speaker=True)
        yield from self.cut(count, "claim", "actor")

    def own_words(self) -> Iterator[TextRow]:
        """Yield what it calls things, beside the words in its claims."""
        for kind in ("event", "agreement", "round", "relation"):
            for name in self.naming(kind):
                for one in self.library.record(name).get("framing", []):
                    if one.get("by") == self.name:
                        cites = one.get("cite") or self.library.cites(name)
                        spans = [Span(f"“{one['term']}”"), Span(f"  of {self.library.title(name)}", "dim")]
                        yield from self.lines(spans, INDENT, name, next(iter(cites), None), f"{name}/{one['term']}")

    # -- the rest

    def agreements(self) -> Iterator[TextRow]:
        """Yield the agreements that it is party to, with what it owes and is owed in them."""
        for name in self.naming("agreement"):
            one = self.library.record(name)
            part = ["party"] if self.name in one["parties"] else []
            part += [
                f"third party: {each['role']}" for each in one.get("third_parties", []) if each["actor"] == self.name
            ]
            terms = [
                (word, term)
                for term in one["terms"]
                for field, word in _IN_TERMS.items()
                if self.name in term.get(field, [])
            ]
            if not part and not terms:
                continue
            spans = [Span(one["title"], "link"), *([Span(f" · {' · '.join(part)}", "dim")] if part else [])]
            yield from self.dated(when_label(one.get("when")), spans, name, one["cite"][0])
            for word, term in terms:
                words = [Span(f"{word} ", "code"), Span(term["content"])]
                yield from self.lines(words, 2 * INDENT, name, term["cite"][0], f"{name}/{term['id']}/{word}")

    def figures(self) -> Iterator[TextRow]:
        """Yield the numbers that are about it, each with who says so; they may overlap and are not added."""
        for name in self.naming("figure"):
            one = self.library.record(name)
            if self.name not in one.get("about", []):
                continue
            spans = [Span(f"{one['measures']}: "), Span(said(one), "title"), *self.says(name)]
            yield from self.dated(when_label(one.get("as_of")), spans, name, one["cite"][0])

    def told_by_it(self) -> Iterator[TextRow]:
        """Yield what is told on its word, beside its claims."""
        for kind, title in _ON_ITS_WORD.items():
            rows, count = self.of(kind, "by")
            if kind == "place":
                yield from self.under("tells the state of", self.states(rows))
            elif kind == "event":
                yield from self.under(title, (row for one in rows for row in self.event(one)))
            else:
                yield from self.records(title, rows)
            yield from self.cut(count, kind, "by")

    def states(self, rows: list[Row]) -> Iterator[TextRow]:
        """Yield the states of places that it tells of."""
        for row in rows:
            for part in parts(self.library, row.id, "status"):
                entry = Entry(row.id, part)
                who = [value for _, value in values(self.library, entry, ".according_to")]
                if self.name in who:
                    state = part[0][2]
                    spans = [
                        Span(row.title, "link"),
                        Span(f"  {self.library.word('place_states', state['state'])}", "code"),
                    ]
                    yield from self.dated(when_label(state.get("when")), spans, row.id, state["cite"][0])


_COUNTED = frozenset(("state_force", "armed_group", "alliance", "committee", "organisation", "clan", "population"))
"""The kinds of which it says something that no size is told."""
_IN_TALKS = {"sides": "a side", "mediators": "mediator", "hosts": "host"}
_IN_TERMS = {"obligor": "owes", "beneficiary": "is owed"}
_SAID_OF = {"blames": "blamed", "credits": "credited"}
_ON_ITS_WORD = {
    "event": "events on its word", "figure": "figures on its word", "relation": "ties on its word", "agreement": "source in agreements",
    "round": "source in talks", "place": "tells the state of",
}  # fmt: skip
"""What may be according to an actor, beside claims, by kind."""
