"""The clock: every threat and deadline, of talks, of terms and of what was only said, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..reading.deals import MOST_DEALS, deals_of, log
from ..reading.talks import DOERS, HELD_OUT, MOST_ROUNDS, Move, became_of, done_by, moves_in
from ..store.library import Library, Record
from ..store.query import Facet, Query
from .ladder import Rungs
from .rows import Span, TextRow
from .sheet import NOTHING, Sheet, cited, counted, dotted, first, labelled

MOST_EVENTS = 300
"""Events that are looked at."""


def deadline_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows of all threats and deadlines of a corpus; `name` is "", for there is no record to show."""
    yield from _Clock(library, width, find)


class _Clock:
    """All threats and deadlines; iterating makes their rows one after another."""

    def __init__(self, library: Library, width: int, find: str) -> None:
        self.library, self.sheet = library, Sheet(library, width, find)
        rounds = [row.id for row in library.rows(islice(library.numbers("round"), MOST_ROUNDS))]
        moves = list(moves_in(library, rounds).values())
        self.held_out = [move for move in moves if move.told["kind"] in HELD_OUT]
        self.demands = [move for move in moves if move.told["kind"] == "demand"]
        self.terms = [
            (deal, term) for deal in deals_of(library) for term in library.record(deal)["terms"] if "deadline" in term
        ]

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.sheet.lines([Span("threats and deadlines", "title")])
        most = [self.sheet.how_many("round", MOST_ROUNDS), self.sheet.how_many("agreement", MOST_DEALS)]
        legend = f"{NOTHING} not stated · = date not printed"
        yield from self.sheet.lines([Span(f"{', '.join(most)} · {self.sheet.legend(legend)}", "dim")])
        yield from self.sheet.heading("in talks", counted(len(self.held_out), "move"))
        for move in sorted(self.held_out, key=self.when):
            yield from self.move(move)
        yield from self.sheet.heading("in agreements", counted(len(self.terms), "term"))
        for deal, term in self.terms:
            yield from self.term(deal, term)
        yield from self.elsewhere()

    def when(self, move: Move) -> str:
        """Return by what a move is put in time order: its own date, else that of its round."""
        row, own = self.library.row_of(move.round), move.told.get("when", {})
        days = [own.get("earliest"), own.get("latest"), *((row.earliest, row.latest) if row else ())]
        return next((day for day in days if day), "9999")

    def move(self, move: Move) -> Iterator[TextRow]:
        yield TextRow(())
        yield from Rungs(self.sheet).move(move, 2, is_answer=False)
        here = [one for one in self.demands if one.round == move.round and set(one.told["by"]) & set(move.told["by"])]
        for demand in here:
            spans = labelled("demand by the same", [Span(demand.told["content"]), *cited(demand.cites)])
            yield from self.sheet.lines(spans, 4, demand.round, first(demand.cites), demand.name)
        if not here:
            spans = labelled("demand by the same", [Span(f"{NOTHING}: none in these talks", "dim")])
            yield from self.sheet.lines(spans, 4, move.round, first(move.cites), move.name)

    def term(self, deal: str, term: Record) -> Iterator[TextRow]:
        """Yield a term with a deadline, and what became of it."""
        cite, block = first(term["cite"]), f"{deal}/{term['id']}"
        yield TextRow(())
        when = term["deadline"]
        said = [Span(f"said “{when['said']}”")] if "said" in when else []
        spans = dotted([[Span("deadline  ", "code"), *self.sheet.date(when)], said, [self.sheet.name(deal)]])
        yield from self.sheet.lines(spans, 2, deal, first(when.get("cite")) or cite, block)
        yield from self.sheet.lines([Span(term["content"]), *cited(term["cite"])], 4, deal, cite, block)
        for line in log(term):
            row = self.library.row_of(line["event"]) if "event" in line else None
            status = [Span(self.sheet.word("", line["status"]), "code")]
            event = self.sheet.event(row, dated="when" not in line) if row else []
            date = self.sheet.date(line["when"]) if "when" in line else []
            spans = dotted([status, self.sheet.names(line["according_to"]), date, event])
            yield from self.sheet.lines(
                spans, 4, row.id if row else line["according_to"][0], first(line["cite"]), block
            )
        if not log(term):
            yield from self.sheet.lines([Span(f"status {NOTHING}", "dim")], 4, deal, cite, block)

    def elsewhere(self) -> Iterator[TextRow]:
        """Yield the events that were held out, or are threats, and that no move above is told with."""
        asked = (Facet("type", "threat"), Facet("factuality", "threatened"))
        each = [self.library.numbers("event", Query(facets=(facet,))) for facet in asked]
        numbers = sorted({n for found in each for n in islice(found, MOST_EVENTS)})
        shown = {one.event.id for move in self.held_out for one in became_of(self.library, move)}
        rows = [row for row in self.library.rows(numbers) if row.id not in shown]
        more = any(len(found) > MOST_EVENTS for found in each)
        first_ones = f"; of each sort the first {MOST_EVENTS} are looked at" * more
        yield from self.sheet.heading("told apart from talks", counted(len(rows), "event") + first_ones)
        for row in rows:
            event = self.library.record(row.id)
            who = [one["actor"] for one in event["participants"] if one["role"] in DOERS]
            cite = first(event["cite"])
            yield from self.sheet.lines(
                dotted([self.sheet.event(row), labelled("by", self.sheet.names(who))]), 2, row.id, cite, row.id
            )
            outcome = Span(event["outcome"]) if "outcome" in event else Span(NOTHING, "dim")
            yield from self.sheet.lines(labelled("outcome", [outcome]), 4, row.id, cite, row.id)
            for rel, other in done_by(self.library, row.id):
                tie = "carried out by" if rel == "carries_out" else "may be the same as"
                spans = labelled(tie, self.sheet.event(other))
                yield from self.sheet.lines(spans, 4, other.id, first(self.library.cites(other.id)), other.id)
