"""The ledger of an agreement: term by term what became of it, according to whom, when, and by which event.

Where there is room, speakers stand side by side; where there is none, a block a term.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..reading.deals import differs, is_excluded, log, silent, speakers, statuses
from ..reading.roots import issues_on
from ..store.library import Library, Record, Row
from ..store.sourcing import article_of
from .record_page import RecordPage
from .rows import Span, TextRow
from .sheet import NOTHING, cited, counted, cut, dotted, first, labelled

WIDE = 90
"""Cells from which on speakers stand side by side."""
LEFT, COLUMN, WIDEST = 24, 10, 17
"""Cells that a date needs at least, a speaker at least and at most."""
ROOMY = 40
"""Cells from which on event and words stand beside the statuses, else below them."""
_KNOWN_FROM = {
    "text": "its text",
    "party_statement": "a party's words; its text is not at hand",
    "reporting_only": "reporting only; its text is not at hand",
}
_DIFFER = Span("! ", "mark")


def ledger_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows of an agreement. Raises KeyError where there is none."""
    yield from _Ledger(library, name, width, find)


class _Ledger(RecordPage):
    """The rows of one agreement; iterating makes them one after another."""

    def __init__(self, library: Library, name: str, width: int, find: str) -> None:
        super().__init__(library, name, width, find)
        terms = self.record["terms"]
        self.out = [term for term in terms if is_excluded(term)]
        self.terms = [term for term in terms if not is_excluded(term)]
        self.speakers = speakers(terms)
        self.differ = {term["id"] for term in terms if differs(term)}
        self.shown: set[str] = set()
        """The events that stand in a status log."""

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.head()
        yield from self.sheet.heading(
            f"{counted(len(self.terms), 'term')}, {counted(len(self.speakers), 'speaker')}",
            self.sheet.legend("n/s not stated · ! accounts differ · = date inferred"),
        )
        yield from self.glance()
        for term in self.terms:
            yield from self.term(term)
        if self.out:
            yield from self.sheet.heading("left out of it", "in no term of it, according to those who say so")
            for term in self.out:
                yield from self.term(term)
        yield from self.whole()
        yield from self.disputes()
        yield from self.named_by()
        yield from self.called()
        yield from self.foot()

    # -- above the terms

    def head(self) -> Iterator[TextRow]:
        record = self.record
        yield from self.lines([Span(record["title"], "title")])
        cite = first(record["when"].get("cite"))
        yield from self.lines(labelled("when", self.sheet.date(record["when"])), cite=cite)
        for place in record.get("where", ()):
            yield from self.lines(labelled("where", [self.sheet.name(place)]), target=place)
        yield from self.lines([Span("made by", "label")])
        for actor in record["parties"]:
            yield from self.lines([self.sheet.name(actor)], 2, actor)
        yield from self.third_parties()
        yield from self.lines(labelled("known from", [Span(_KNOWN_FROM[record["known_from"]])]))
        outcome = [Span(record["outcome"])] if "outcome" in record else [Span(NOTHING, "dim")]
        yield from self.lines(labelled("outcome", outcome))

    def third_parties(self) -> Iterator[TextRow]:
        """Yield who else had a part in it, as the articles put it; where they differ, who is not named in which."""
        named: dict[str, list[Record]] = {}
        for one in self.record.get("third_parties", ()):
            named.setdefault(one["actor"], []).append(one)
        if not named:
            yield from self.lines(labelled("third parties", [Span(f"{NOTHING}: none is named", "dim")]))
            return
        told = {
            actor: {_article(cite) for one in each for cite in one.get("cite", ())} for actor, each in named.items()
        }
        articles = sorted(set().union(*told.values()))
        sets_differ = len({frozenset(each) for each in told.values()}) > 1
        differ = [_DIFFER, Span("the articles name different ones", "dim")] if sets_differ else []
        yield from self.lines([Span("third parties ", "label"), Span("in the source's words ", "dim"), *differ])
        for actor, each in named.items():
            roles = [[Span(one["role"]), *cited(one.get("cite", ()))] for one in each]
            unnamed = [article for article in articles if article not in told[actor]]
            missing = [[Span(f"{NOTHING} in {', '.join(unnamed)}", "dim")]] if sets_differ and unnamed else []
            cite = first(each[0].get("cite"))
            yield from self.lines(dotted([[self.sheet.name(actor)], *roles, *missing]), 2, actor, cite)

    # -- terms

    def glance(self) -> Iterator[TextRow]:
        """Yield all terms by all speakers, where there is room: each status once, in the order of the log. The dates follow below."""
        widths = self.widths()
        if not widths:
            return
        heads = [[Span(cut(self.library.title(who), widths[-1] - 1), "label")] for who in self.speakers]
        yield from self.sheet.across(
            [[], [Span("term", "label")], *heads], widths, self.name, self.cite, f"{self.name}/glance"
        )
        for term in [*self.terms, *self.out]:
            lines = log(term)
            said = {who: statuses(term, who) for who in self.speakers}
            cells = [
                [Span(", ".join(self.sheet.word("", one) for one in said[who]), "code")]
                if said[who]
                else [Span(NOTHING, "dim")]
                for who in self.speakers
            ]
            opens = _opens(lines[-1]) if lines else self.name
            mark = [_DIFFER] if term["id"] in self.differ else []
            left = [*mark, Span(term["content"])]
            here = f"{self.name}/glance/{term['id']}"
            yield from self.sheet.across([[], left, *cells], widths, opens, first(term["cite"]), here)

    def term(self, term: Record) -> Iterator[TextRow]:
        """Yield a term: what it says, whom it binds, and what became of it."""
        block = f"{self.name}/{term['id']}"
        cite = first(term["cite"])
        yield TextRow(())
        differ = [_DIFFER] if term["id"] in self.differ else []
        topic = [Span(f"  {self.sheet.word('topics', term['topic'])}", "code")] if "topic" in term else []
        yield from self.lines(
            [*differ, Span(term["content"], "title"), *topic, *cited(term["cite"])], 0, None, cite, block
        )
        yield from self.bound(term, cite, block)
        widths = self.widths()
        if widths:
            yield from self.grid(term, widths, block)
        else:
            yield from self.stack(term, block)
        yield from self.framing(term, block)
        if "note" in term:
            yield from self.lines([Span(term["note"], "dim")], 2, None, cite, block)

    def bound(self, term: Record, cite: str | None, block: str) -> Iterator[TextRow]:
        """Yield who owes a term to whom, and how much, on what condition and until when; what is not said is said to be so."""
        obligor, to = term.get("obligor", ()), term.get("beneficiary", ())
        if obligor or to:
            spans = [*self.sheet.names(obligor), Span(" → ", "dim"), *self.sheet.names(to)]
        else:
            spans = [Span(f"{NOTHING}: neither who owes it nor to whom", "dim")]
        yield from self.lines(labelled("who → to whom", spans), 2, first((*obligor, *to)), cite, block)
        unsaid = []
        for field, title in (("quantity", "quantity"), ("conditional_on", "condition")):
            if field in term:
                yield from self.lines(labelled(title, [Span(term[field])]), 2, None, cite, block)
            else:
                unsaid.append(title)
        if "deadline" in term:
            when = term["deadline"]
            said = [Span(f"said “{when['said']}”")] if "said" in when else []
            spans = labelled("deadline", dotted([self.sheet.date(when), said]))
            yield from self.lines(spans, 2, None, first(when.get("cite")) or cite, block)
            yield from self.sheet.date_notes(when, 4, target=self.name, cite=cite, block=block)
        else:
            unsaid.append("deadline")
        if unsaid:
            yield from self.lines([Span(f"{', '.join(unsaid)} {NOTHING}", "dim")], 2, None, cite, block)

    def widths(self) -> list[int]:
        """Return how wide the columns of date and speakers are; none where there is no use or no room for them."""
        width, count = self.sheet.width - 2, len(self.speakers)
        if not self.sheet.has(WIDE) or count < 2 or (width - LEFT) // count < COLUMN:
            return []
        column = min(WIDEST, (width - max(LEFT, width * 2 // 5)) // count)
        column = max(column, COLUMN)
        return [2, width - column * count, *[column] * count]

    def grid(self, term: Record, widths: list[int], block: str) -> Iterator[TextRow]:
        """Yield the lines of a term's log, the status in the column of who says so."""
        cite = first(term["cite"])
        heads = [[Span(cut(self.library.title(who), widths[-1] - 1), "label")] for who in self.speakers]
        yield from self.sheet.across([[], [], *heads], widths, self.name, cite, block)
        mute = set(silent(term, self.speakers))
        if mute:
            cells = [[Span(NOTHING, "dim")] if who in mute else [] for who in self.speakers]
            left = [Span("no status by those who speak of other terms", "dim")]
            yield from self.sheet.across(
                [[], left, *cells], widths, next(iter(silent(term, self.speakers))), cite, block
            )
        for index, line in enumerate(log(term)):
            status = Span(self.sheet.word("", line["status"]), "code")
            cells = [[status] if who in line["according_to"] else [] for who in self.speakers]
            date, here = self.sheet.date(line.get("when")), f"{block}/{index}"
            beside = widths[1] >= ROOMY
            left = dotted([date, *self.told(line)]) if beside else date
            yield from self.sheet.across([[], left, *cells], widths, _opens(line), first(line["cite"]), here)
            if not beside:
                yield from self.lines(dotted(self.told(line)), 4, _opens(line), first(line["cite"]), here)
            yield from self.reaction(line, 4, here)

    def stack(self, term: Record, block: str) -> Iterator[TextRow]:
        """Yield the lines of a term's log one under the other, then who has none."""
        for index, line in enumerate(log(term)):
            who = self.sheet.names(line["according_to"])
            head = [Span(self.sheet.word("", line["status"]), "code"), Span(" · "), *who]
            here = f"{block}/{index}"
            yield from self.stacked([head, self.sheet.date(line.get("when"))], line, here)
            yield from self.reaction(line, 4, here)
        mute = silent(term, self.speakers)
        if mute:
            spans = [Span(f"{NOTHING} by ", "dim"), *self.sheet.names(mute), Span(", though of other terms", "dim")]
            yield from self.lines(spans, 2, mute[0], first(term["cite"]), block)
        if not self.speakers:
            yield from self.lines(
                [Span(f"status {NOTHING}: nobody is told to have said", "dim")], 2, None, first(term["cite"]), block
            )

    def stacked(self, head: list[list[Span]], line: Record, block: str) -> Iterator[TextRow]:
        """Yield a line of a log: how it stands, then what is told, on a row of its own where that is more than its paragraphs."""
        told = self.told(line)
        above, below = (head + told, []) if len(told) == 1 else (head, told)
        yield from self.lines(dotted(above), 2, _opens(line), first(line["cite"]), block)
        if below:
            yield from self.lines(dotted(below), 4, _opens(line), first(line["cite"]), block)

    def told(self, line: Record) -> list[list[Span]]:
        """Return what a line of a log says besides its status: the event, what was said of it, the paragraphs."""
        parts: list[list[Span]] = []
        if "event" in line and (row := self.library.row_of(line["event"])):
            self.shown.add(row.id)
            parts.append(self.sheet.event(row, dated="when" not in line))
        parts += [[Span(line["content"])]] if "content" in line else []
        parts += [[Span(line["note"], "dim")]] if "note" in line else []
        parts.append([Span(" ".join(line["cite"]), "cite")])
        return parts

    def reaction(self, line: Record, indent: int, block: str) -> Iterator[TextRow]:
        """Yield what is coded to respond to the event that broke a term."""
        yield from self.sheet.date_notes(
            line.get("when", {}), indent, target=_opens(line), cite=first(line["cite"]), block=block
        )
        if line["status"] != "broken" or "event" not in line:
            return
        rows = list(self.responses(line["event"]))
        for row in rows:
            spans = [Span("answered by ", "label"), *self.sheet.event(row)]
            yield from self.lines(spans, indent, row.id, first(self.library.cites(row.id)), block)
        if not rows:
            spans = [Span("answered by ", "label"), Span(f"{NOTHING}: no response is coded", "dim")]
            yield from self.lines(spans, indent, _opens(line), first(line["cite"]), block)

    def responses(self, event: str) -> Iterator[Row]:
        for row in dict.fromkeys(
            link.row for link in self.library.linked_from(event, "event") if link.field == "links.target"
        ):
            links = self.library.record(row.id)["links"]
            if any(one["rel"] == "responds_to" and one["target"] == event for one in links):
                yield row

    # -- below the terms

    def whole(self) -> Iterator[TextRow]:
        lines = log(self.record)
        yield from self.sheet.heading(
            "as a whole", "" if lines else f"{NOTHING}: nobody is told to have said what became of it"
        )
        for index, line in enumerate(lines):
            here = f"{self.name}/{index}"
            head = [
                [Span(line["status"], "code")],
                self.sheet.names(line["according_to"]),
                self.sheet.date(line.get("when")),
            ]
            yield from self.stacked(head, line, here)
            yield from self.sheet.date_notes(
                line.get("when", {}), 4, target=_opens(line), cite=first(line["cite"]), block=here
            )

    def disputes(self) -> Iterator[TextRow]:
        issues = issues_on(self.library, self.name)
        events = (link.row.id for event in sorted(self.shown) for link in self.library.linked_from(event, "issue"))
        further = [name for name in dict.fromkeys(events) if name not in issues]
        yield from self.sheet.heading("what disputes it", "" if issues or self.differ else "no issue about it is coded")
        for term in self.record["terms"]:
            if term["id"] in self.differ:
                spans = [_DIFFER, Span("what became of: ", "dim"), Span(term["content"])]
                yield from self.lines(spans, 2, None, first(term["cite"]), f"{self.name}/differ/{term['id']}")
        yield from self.issues(issues)
        if further:
            yield from self.sheet.heading("what disputes an event above")
            yield from self.issues(further)

    def named_by(self) -> Iterator[TextRow]:
        """Yield what names it: talks, events by how they are tied to it, what is said of it, figures, ties, threads."""
        links = [link for link in self.library.linked_from(self.name) if link.row.kind != "issue"]
        rows = {link.row.id: link.row for link in links}
        for kind, title in _NAMED_BY.items():
            here = [row for row in rows.values() if row.kind == kind and row.id not in self.shown]
            if not here:
                continue
            yield from self.sheet.heading(title, counted(len(here), kind) if kind != "event" else "")
            for row in here:
                cite = first(self.library.cites(row.id))
                if kind == "event":
                    rels = [
                        one["rel"] for one in self.library.record(row.id).get("links", ()) if one["target"] == self.name
                    ]
                    tie = [Span(_TIES.get(rel, rel), "code") for rel in rels]
                    yield from self.lines(dotted([*([one] for one in tie), self.sheet.event(row)]), 2, row.id, cite)
                else:
                    yield from self.lines(
                        dotted([self.sheet.row_date(row), [Span(row.title, "link")]]), 2, row.id, cite
                    )

    def called(self) -> Iterator[TextRow]:
        """Yield its names and the words that are used for it."""
        record = self.record
        if "names" in record or "framing" in record:
            yield from self.sheet.heading("what it is called")
        for name in record.get("names", ()):
            seen = name.get("seen_in", ())
            kind = [Span(self.sheet.word("", name["kind"]), "code")] if "kind" in name else []
            spans = dotted([[Span(name["text"])], kind, [Span(" ".join(seen), "cite")] if seen else []])
            yield from self.lines(spans, 2, None, first(seen))
        yield from self.framing(record)


_NAMED_BY = {
    "round": "talks that led to it", "event": "events tied to it that no line above names", "claim": "what is said of it",
    "figure": "figures on it", "relation": "standing ties to it", "thread": "threads it stands in", "actor": "actors that name it",
    "agreement": "agreements that name it",
}  # fmt: skip


_TIES = {
    "part_of": "a part of it", "follows": "follows it", "responds_to": "responds to it", "carries_out": "carries it out",
    "begins": "begins it", "ends": "ends it", "breaks": "breaks it", "keeps": "keeps it", "prepares": "prepares it",
    "reports": "tells of it", "maybe_same_as": "may be the same",
}  # fmt: skip
"""How an event is tied to an agreement that it names."""


def _opens(line: Record) -> str:
    """Return what Enter opens on a line of a log: its event, else who says so."""
    return str(line.get("event") or line["according_to"][0])


def _article(cite: str) -> str:
    return article_of(cite).partition(":")[2]
