"""Agreements beside one another by topic: all of a corpus, or one with each other, those first that have most in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from ..reading.deals import MOST_DEALS, by_topic, deals_of, differs, in_order, log, nearest, speakers, statuses
from ..store.library import Library, Record
from .rows import Span, TextRow
from .sheet import NOTHING, Cell, Sheet, cited, counted, cut, dotted, first, joined, labelled

NARROWEST = 13
"""Cells that an agreement needs in the matrix."""
TWO = 60
"""Cells from which on two agreements stand side by side."""
NO_TERM = "-"
"""No term on a topic is told of."""


def beside_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows for an agreement, or with "" for all of them. Raises KeyError where there is none."""
    yield from _Beside(library, name, width, find)


class _Beside:
    """Agreements side by side; iterating makes the rows one after another."""

    def __init__(self, library: Library, name: str, width: int, find: str) -> None:
        self.library, self.name, self.sheet = library, name, Sheet(library, width, find)
        others = [deal for deal in deals_of(library) if deal != name]
        self.shared = nearest(library, name, others) if name else []
        self.others = [other for other, _ in self.shared] if name else others
        self.deals = [name, *self.others] if name else self.others
        self.topics = {deal: by_topic(library.record(deal)["terms"]) for deal in self.deals}
        self.order = in_order(library, (topic for each in self.topics.values() for topic in each))

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.sheet.lines([Span("agreements beside one another, by topic", "dim")], target=self.name or None)
        if self.name:
            cite = first(self.library.cites(self.name))
            yield from self.sheet.lines([Span(self.library.title(self.name), "title")], 0, self.name, cite)
        shown = self.sheet.how_many("agreement", MOST_DEALS)
        legend = f"{NO_TERM} no term on it is told of · {NOTHING} not stated · ; between terms · ! accounts differ · = date not printed"
        legend += " · * the one in hand" * bool(self.name)
        yield from self.sheet.lines([Span(f"{shown} · {self.sheet.legend(legend)}", "dim")])
        if not self.deals:
            return
        yield from self.matrix()
        if not self.name:
            for topic in self.order:
                yield from self.everyone(topic)
            return
        for other, shared in self.shared:
            yield from self.pair(other, shared)
        if not self.others:
            yield from self.sheet.lines([Span("there is no other agreement", "dim")])

    def topic(self, topic: str) -> str:
        return self.sheet.word("topics", topic) if topic else "no topic is coded"

    def date(self, deal: str) -> list[Span]:
        row = self.library.row_of(deal)
        return self.sheet.row_date(row) if row else []

    # -- all of them

    def matrix(self) -> Iterator[TextRow]:
        """Yield topics by agreements, in as many bands as it takes, the one in hand first in each; nothing where there is no room.

        A row opens the first agreement of its band, but for the one in hand, that has a term on the topic.
        """
        if self.sheet.is_linear:
            yield from self.fates() if self.name else ()
            return
        width = self.sheet.width
        left = min(max(cell_len(self.topic(topic)) for topic in self.order) + 1, width // 4, 26)
        most = (width - left) // NARROWEST
        held = [self.name] if self.name else []
        step = most - len(held)
        if step < 1 or most < 3:
            return
        rest = self.others
        for start in range(0, max(len(rest), 1), step):
            band = [*held, *rest[start : start + step]]
            column = min((width - left) // len(band), 2 * NARROWEST)
            yield TextRow(())
            yield from self.band(band, [left, *[column] * len(band)])

    def fates(self) -> Iterator[TextRow]:
        """Yield, topic by topic, what became of the terms of each agreement that has any on it."""
        for topic in self.order:
            having = [deal for deal in self.deals if topic in self.topics[deal]]
            yield from self.sheet.heading(self.topic(topic), counted(len(having), "agreement"))
            for deal in having:
                named = dotted([self.date(deal), [self.sheet.name(deal)], self.fate(self.topics[deal][topic])])
                yield from self.sheet.lines(
                    named, 2, deal, first(self.topics[deal][topic][0]["cite"]), f"{topic}/{deal}"
                )

    def band(self, deals: Sequence[str], widths: Sequence[int]) -> Iterator[TextRow]:
        heads: list[Cell] = [[Span("topic", "label")]]
        for deal in deals:
            star = [Span("* ", "mark")] if deal == self.name else []
            heads.append([*star, Span(cut(self.library.title(deal), widths[1] - 1), "label")])
        yield from self.sheet.across(
            heads, widths, deals[-1], first(self.library.cites(deals[-1])), f"head/{deals[-1]}"
        )
        cells: list[Cell] = [[], *(self.date(deal) for deal in deals)]
        yield from self.sheet.across(
            cells, widths, deals[-1], first(self.library.cites(deals[-1])), f"head/{deals[-1]}"
        )
        none = [self.topic(topic) for topic in self.order if not any(topic in self.topics[deal] for deal in deals)]
        for topic in self.order:
            having = [deal for deal in deals if topic in self.topics[deal]]
            if not having:
                continue
            opens = next((deal for deal in having if deal != self.name), having[0])
            cite = first(self.topics[opens][topic][0]["cite"])
            cells = [[Span(self.topic(topic))], *(self.fate(self.topics[deal].get(topic, [])) for deal in deals)]
            yield from self.sheet.across(cells, widths, opens, cite, f"{topic}/{deals[-1]}")
        if none:
            yield from self.sheet.lines([Span(f"{NO_TERM} in all of these: {', '.join(none)}", "dim")])

    def fate(self, terms: Sequence[Record]) -> Cell:
        """Return what became of an agreement's terms on a topic, each status once for each term."""
        spans: list[Span] = []
        for term in terms:
            spans[-1:] = [Span(f"{spans[-1].text}; ", "code")] if spans else []
            spans += [Span("! ", "mark")] if differs(term) else []
            said = [self.sheet.word("", status) for status in statuses(term)] or [NOTHING]
            spans.append(Span(", ".join(said), "code"))
        return spans or [Span(NO_TERM, "dim")]

    def everyone(self, topic: str) -> Iterator[TextRow]:
        """Yield all terms on a topic, agreement by agreement."""
        having = [deal for deal in self.deals if topic in self.topics[deal]]
        yield from self.sheet.heading(self.topic(topic), counted(len(having), "agreement"))
        for deal in having:
            yield from self.sheet.lines(
                dotted([self.date(deal), [self.sheet.name(deal)]]), 2, deal, first(self.library.cites(deal)), deal
            )
            for term in self.topics[deal][topic]:
                block = f"{deal}/{term['id']}"
                for cell in self.cells(term, _stated(term)):
                    yield from self.sheet.lines(cell, 4, deal, first(term["cite"]), block)

    # -- two of them

    def pair(self, other: str, shared: Sequence[str]) -> Iterator[TextRow]:
        """Yield the agreement in hand and another topic by topic; a row opens the other, where that has something on it."""
        note = f"{counted(len(shared), 'topic')} in common"
        yield from self.sheet.heading("beside", note)
        cite = first(self.library.cites(other))
        wide = self.sheet.has(TWO)
        half = self.sheet.width // 2
        names = [Span(f"* {self.library.title(self.name)}", "title")], [Span(self.library.title(other), "link")]
        dates = [self.date(deal) for deal in (self.name, other)]
        if wide:
            yield from self.sheet.across(names, [half, half], other, cite, other)
            yield from self.sheet.across(dates, [half, half], other, cite, other)
        else:
            yield from self.sheet.lines(dotted([names[1], dates[1]]), 0, other, cite, other)
        for topic in in_order(self.library, [*self.topics[self.name], *self.topics[other]]):
            block = f"{other}/{topic}"
            yield from self.sheet.lines([Span(self.topic(topic), "label")], 0, other, cite, block)
            mine, theirs = self.topics[self.name].get(topic, []), self.topics[other].get(topic, [])
            if not wide:
                yield from self.stack(mine, self.name, "* ", block)
                yield from self.stack(theirs, other, "", block)
                continue
            for index in range(max(len(mine), len(theirs))):
                yield from self.two(mine[index : index + 1], theirs[index : index + 1], index == 0, other, half, block)

    def two(
        self, mine: Sequence[Record], theirs: Sequence[Record], is_first: bool, other: str, half: int, block: str
    ) -> Iterator[TextRow]:
        """Yield a term of each side by side."""
        none: list[Cell] = [[Span(f"  {NO_TERM}" if is_first else "", "dim")]]
        fields = _stated(*mine, *theirs)
        left, right = (self.cells(one[0], fields) if one else none for one in (mine, theirs))
        cite = first((theirs or mine)[0]["cite"])
        for index in range(max(len(left), len(right))):
            both = [side[index] if index < len(side) else [] for side in (left, right)]
            pads: list[Cell] = [[], both[0], [], both[1]]
            yield from self.sheet.across(pads, [2, half - 2, 2, half - 2], other if theirs else self.name, cite, block)

    def stack(self, terms: Sequence[Record], deal: str, sign: str, block: str) -> Iterator[TextRow]:
        """Yield the terms of one agreement on a topic, one under the other."""
        for term in terms:
            for index, cell in enumerate(self.cells(term, _stated(term))):
                mark = [Span(sign, "mark")] if sign and index == 0 else []
                yield from self.sheet.lines([*mark, *cell], 2, deal, first(term["cite"]), block)
        if not terms:
            none = f"no term on it is told of in {self.library.title(deal)}"
            spans = [Span(none if self.sheet.is_linear else f"{sign}{NO_TERM}", "dim")]
            yield from self.sheet.lines(spans, 2, deal, first(self.library.cites(deal)), block)

    def cells(self, term: Record, fields: Sequence[str]) -> list[Cell]:
        """Return a term in a few lines: what it says, who owes it to whom, these fields, what became of it according to whom."""
        mark = [Span("! ", "mark")] if differs(term) else []
        lines: list[Cell] = [[*mark, Span(term["content"]), *cited(term["cite"])]]
        bound = [
            *self.sheet.names(term.get("obligor", ())),
            Span(" → ", "dim"),
            *self.sheet.names(term.get("beneficiary", ())),
        ]
        lines.append(labelled("who", bound))
        lines += [labelled(_FIELDS[field], self.said(term, field)) for field in fields]
        unsaid = [title for field, title in _FIELDS.items() if field not in fields]
        lines += [[Span(f"{', '.join(unsaid)} {NOTHING}", "dim")]] if unsaid else []
        for who in speakers([term]):
            dated = [
                (self.sheet.word("", line["status"]), line.get("when"))
                for line in log(term)
                if who in line["according_to"]
            ]
            said = [
                [Span(status, "code"), *([Span(" "), *self.sheet.date(when)] if when else [])] for status, when in dated
            ]
            lines.append([self.sheet.name(who), Span(": ", "dim"), *joined(said, ", ")])
        return lines if log(term) else [*lines, [Span(f"status {NOTHING}", "dim")]]

    def said(self, term: Record, field: str) -> list[Span]:
        if field not in term:
            return [Span(NOTHING, "dim")]
        return self.sheet.date(term[field]) if field == "deadline" else [Span(term[field])]


_FIELDS = {"quantity": "quantity", "conditional_on": "condition", "deadline": "deadline"}


def _stated(*terms: Record) -> list[str]:
    """Return the fields that one of some terms states."""
    return [field for field in _FIELDS if any(field in term for term in terms)]
