"""What was negotiated over, topic by topic: who asked and who answered, round by round, and what agreements have on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ..reading.deals import MOST_DEALS, deals_of, differs, in_order, log
from ..reading.talks import ACCEPTS, ASKS, MOST_ROUNDS, REFUSES, Move, beginnings, moves_in
from ..store.library import Library, Record
from .ladder import Rungs
from .rows import Span, TextRow
from .sheet import NOTHING, Sheet, cited, counted, dotted, first, labelled


def topic_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows of all topics of a corpus, in the order of the vocabulary; `name` is "", for there is no record to show."""
    yield from _Topics(library, width, find)


class _Topics:
    """All topics; iterating makes their rows one after another."""

    def __init__(self, library: Library, width: int, find: str) -> None:
        self.library, self.sheet = library, Sheet(library, width, find)
        rounds = [row.id for row in library.rows(islice(library.numbers("round"), MOST_ROUNDS))]
        self.moves = list(moves_in(library, rounds).values())
        self.terms = [(deal, term) for deal in deals_of(library) for term in library.record(deal)["terms"]]

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.sheet.lines([Span("topics of talks and agreements", "title")])
        words = [self.sheet.how_many("round", MOST_ROUNDS), self.sheet.how_many("agreement", MOST_DEALS)]
        legend = "n/s not stated · > answers what stands above it · = date not printed · ! accounts differ"
        yield from self.sheet.lines([Span(f"{', '.join(words)} · {self.sheet.legend(legend)}", "dim")])
        topics = [*(move.topic for move in self.moves), *(term.get("topic", "") for _, term in self.terms)]
        for topic in in_order(self.library, topics):
            yield from self.topic(topic)
        if not topics:
            yield from self.sheet.lines([Span("no move of any talks and no term of any agreement is coded", "dim")])

    def topic(self, topic: str) -> Iterator[TextRow]:
        moves = [move for move in self.moves if move.topic == topic]
        terms: dict[str, list[Record]] = {}
        for deal, term in self.terms:
            if term.get("topic", "") == topic:
                terms.setdefault(deal, []).append(term)
        roots: dict[str, list[Move]] = {}
        for root in beginnings(moves):
            roots.setdefault(root.round, []).append(root)
        here = [counted(len({move.round for move in moves}), "round"), counted(len(terms), "agreement")]
        yield from self.sheet.heading(
            self.sheet.word("topics", topic) if topic else "no topic is coded", ", ".join(here)
        )
        for title, kinds in (
            ("asked or offered by", ASKS),
            ("refused by", REFUSES),
            ("agreed to or conceded by", ACCEPTS),
        ):
            yield from self.actors(title, [move for move in moves if move.told["kind"] in kinds])
        for name in sorted({*roots, *terms}, key=self.when):
            yield from self.named(name)
            rungs = Rungs(self.sheet, topic, name)
            for root in roots.get(name, ()):
                yield from rungs.rows(root, 4)
            for term in terms.get(name, ()):
                yield from self.term(name, term)

    def when(self, name: str) -> tuple[str, int]:
        """Return by what a record is put in time order."""
        row = self.library.row_of(name)
        return (row.earliest or row.latest or "9999", row.n) if row else ("9999", 0)

    def actors(self, title: str, moves: Iterable[Move]) -> Iterator[TextRow]:
        """Yield who made these moves; "n/s" where nobody is told to have."""
        moves = list(moves)
        who = list(dict.fromkeys(actor for move in moves for actor in move.told["by"]))
        cite = first(moves[0].cites) if moves else None
        yield from self.sheet.lines(labelled(title, self.sheet.names(who)), 2, first(who), cite)

    def named(self, name: str) -> Iterator[TextRow]:
        """Yield the round or agreement that the rows below are of."""
        row = self.library.row_of(name)
        if row is not None:
            spans = dotted([self.sheet.row_date(row), [Span(row.title, "link")], [Span(row.kind, "dim")]])
            yield from self.sheet.lines(spans, 2, name, first(self.library.cites(name)), name)

    def term(self, deal: str, term: Record) -> Iterator[TextRow]:
        """Yield a term of an agreement with what became of it, according to whom."""
        cite, block = first(term["cite"]), f"{deal}/{term['id']}"
        mark = [Span("! ", "mark")] if differs(term) else []
        yield from self.sheet.lines(
            [*mark, Span("term  ", "code"), Span(term["content"]), *cited(term["cite"])],
            4,
            deal,
            cite,
            block,
        )
        bound = [
            *self.sheet.names(term.get("obligor", ())),
            Span(" → ", "dim"),
            *self.sheet.names(term.get("beneficiary", ())),
        ]
        how_much = labelled("quantity", [Span(term["quantity"]) if "quantity" in term else Span(NOTHING, "dim")])
        opens = first((*term.get("obligor", ()), *term.get("beneficiary", ()))) or deal
        yield from self.sheet.lines(dotted([bound, how_much]), 6, opens, cite, block)
        for line in log(term):
            status = [Span(self.sheet.word("", line["status"]), "code")]
            spans = dotted(
                [
                    status,
                    self.sheet.names(line["according_to"]),
                    self.sheet.date(line["when"]) if "when" in line else [],
                ]
            )
            opens = line.get("event") or line["according_to"][0]
            yield from self.sheet.lines(spans, 6, opens, first(line["cite"]), block)
        if not log(term):
            yield from self.sheet.lines([Span(f"status {NOTHING}", "dim")], 6, deal, cite, block)
