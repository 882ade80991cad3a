"""The ladder of a round of talks: who asked what of whom, what was offered for it and answered, topic by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..reading.roots import issues_on
from ..reading.talks import ACCEPTS, HELD_OUT, REFUSES, Became, Move, around_round, became_of, beginnings, moves_in
from ..store.library import Library
from .record_page import RecordPage
from .rows import Span, TextRow
from .sheet import NOTHING, Cell, Sheet, cited, counted, cut, dotted, first, labelled, spaced

WIDE, MOST_SIDES = 90, 3
"""Cells from which on sides stand side by side, and how many do at the most."""
DEEPEST = 6
"""Answers below which no further indent is made."""


def ladder_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows of a round of talks. Raises KeyError where there is none."""
    yield from _Ladder(library, name, width, find)


@dataclass(frozen=True)
class Rungs:
    """Draws moves, each with its answers below it."""

    sheet: Sheet
    topic: str = ""
    """The topic that need not be said again."""
    home: str = ""
    """The round that need not be said again."""

    def rows(self, beginning: Move, indent: int) -> Iterator[TextRow]:
        """Yield a move and all that answers it."""
        if beginning.answers is not None:
            asked = beginning.answers
            spans = dotted(
                [[Span("answers ", "label"), *self.who(asked)], [Span(asked.told["content"])], self.where(asked)]
            )
            yield from self.sheet.lines(spans, indent, asked.round, first(asked.cites), asked.name)
            indent += 2
        for depth, move in beginning.within():
            yield from self.move(move, indent + 2 * min(depth, DEEPEST), depth > 0)

    def move(self, move: Move, indent: int, is_answer: bool) -> Iterator[TextRow]:
        """Yield one move: of what kind, who to whom, when, what, in whose words; what is open about it."""
        told, cite = move.told, first(move.cites)
        opens = next((one for one in told["by"]), move.round)
        arrow = [Span("> ", "mark")] if is_answer else []
        topic = [Span(self.sheet.word("topics", move.topic), "code")] if move.topic and move.topic != self.topic else []
        when = self.sheet.date(told["when"]) if "when" in told else []
        says = labelled("according to", self.sheet.names(told["according_to"])) if "according_to" in told else []
        head = [*arrow, *self.who(move)]
        block = move.name
        yield from self.sheet.lines(dotted([head, topic, when, self.where(move)]), indent, opens, cite, block)
        further = indent + 2
        yield from self.sheet.lines([Span(told["content"]), *cited(move.cites)], further, move.round, cite, block)
        if says:
            yield from self.sheet.lines(says, further, told["according_to"][0], cite, block)
        yield from self.sheet.date_notes(told.get("when", {}), further, target=move.round, cite=cite, block=block)
        if "note" in told:
            yield from self.sheet.lines([Span(told["note"], "dim")], further, move.round, cite, block)
        if move.is_unanswered:
            spans = [Span("answer ", "label"), Span(f"{NOTHING}: none is told", "dim")]
            yield from self.sheet.lines(spans, further, move.round, cite, block)
        if told["kind"] in HELD_OUT:
            yield from self.became(move, further)

    def who(self, move: Move) -> list[Span]:
        """Return of what kind a move is, and who made it to whom."""
        kind = Span(f"{self.sheet.word('', move.told['kind'])}  ", "code")
        return [
            kind,
            *self.sheet.names(move.told["by"]),
            Span(" → ", "dim"),
            *self.sheet.names(move.told.get("to", ())),
        ]

    def where(self, move: Move) -> list[Span]:
        """Return in which round a move was made, where it is another one."""
        return [] if move.round == self.home else [Span("in ", "dim"), self.sheet.name(move.round)]

    def became(self, move: Move, indent: int) -> Iterator[TextRow]:
        """Yield what is told of a threat or a deadline: the events told with it, by the same side, and what of them was
        carried out. That they are the same is for the reader to judge."""
        if move.told["kind"] == "deadline":
            ended = self.sheet.library.record(move.round).get("outcome")
            spans = [Span("the talks ended ", "label"), Span(ended) if ended else Span(NOTHING, "dim")]
            yield from self.sheet.lines(spans, indent, move.round, first(move.cites), move.name)
        found = became_of(self.sheet.library, move)
        for one in found:
            yield from self.event(one, move, indent)
        if not found:
            spans = [Span("what became of it ", "label"), Span(f"{NOTHING}: no event is coded for it", "dim")]
            yield from self.sheet.lines(spans, indent, move.round, first(move.cites), move.name)

    def event(self, one: Became, move: Move, indent: int) -> Iterator[TextRow]:
        cite = first(self.sheet.library.cites(one.event.id)) or first(move.cites)
        spans = [Span("told with it ", "label"), *self.sheet.event(one.event)]
        yield from self.sheet.lines(spans, indent, one.event.id, cite, move.name)
        outcome = Span(one.outcome) if one.outcome else Span(NOTHING, "dim")
        yield from self.sheet.lines([Span("outcome ", "label"), outcome], indent + 2, one.event.id, cite, move.name)
        if one.event.factuality != "threatened":
            return
        for rel, row in one.done_by:
            tie = "carried out by " if rel == "carries_out" else "may be carried out by "
            spans = [Span(tie, "label"), *self.sheet.event(row)]
            yield from self.sheet.lines(spans, indent + 2, row.id, first(self.sheet.library.cites(row.id)), move.name)
        if not one.done_by:
            spans = [Span("carried out ", "label"), Span(f"{NOTHING}: no event is said to carry it out", "dim")]
            yield from self.sheet.lines(spans, indent + 2, one.event.id, cite, move.name)


def left_open(moves: Sequence[Move]) -> list[str]:
    """Return what moves on a topic leave open, in words: what has no answer, and what was refused or agreed to."""
    kinds = {move.told["kind"] for move in moves}
    found = ["refused"] if kinds & REFUSES else []
    found += ["agreed to"] if kinds & ACCEPTS else []
    unanswered = sum(move.is_unanswered for move in moves)
    found += [f"{counted(unanswered, 'move')} without an answer"] if unanswered else []
    return found or [f"{NOTHING}: neither refused nor agreed to"]


class _Ladder(RecordPage):
    """The rows of one round; iterating makes them one after another."""

    def __init__(self, library: Library, name: str, width: int, find: str) -> None:
        super().__init__(library, name, width, find)
        moves = moves_in(library, around_round(library, name))
        self.moves = [move for move in moves.values() if move.round == name]

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.head()
        open_ones = sum(move.is_unanswered for move in self.moves)
        yield from self.sheet.heading(
            counted(len(self.moves), "move"),
            f"{open_ones} without an answer, as far as is told"
            f"{self.sheet.legend(' · > answers what stands above it · = date inferred')}" * bool(self.moves),
        )
        if not self.moves:
            yield from self.lines([Span(f"{NOTHING}: who asked, offered or answered what is not told", "dim")], 2)
        roots = beginnings(self.moves)
        yield from self.table(roots)
        for topic in dict.fromkeys(root.topic for root in roots):
            yield from self.sheet.heading(self.sheet.word("topics", topic) if topic else "no topic is coded")
            rungs = Rungs(self.sheet, topic, self.name)
            for root in roots:
                if root.topic == topic:
                    yield from rungs.rows(root, 2)
        yield from self.end()

    def head(self) -> Iterator[TextRow]:
        record = self.record
        how = [self.sheet.word("", record[field]) for field in ("channel", "publicity") if field in record]
        how = [
            f"{field} {NOTHING}" if said in (NOTHING, "unknown") else said
            for field, said in zip(("channel", "publicity"), how, strict=False)
        ]
        yield from self.lines([Span(" · ".join(["round of talks", *how]), "dim")])
        yield from self.lines([Span(record["title"], "title")])
        if "process" in record and record["process"] != record["title"]:
            yield from self.lines(labelled("process", [Span(record["process"])]))
        yield from self.lines(labelled("when", self.sheet.date(record["when"])), cite=first(record["when"].get("cite")))
        places = record.get("where", ())
        for place in places:
            yield from self.lines(labelled("where", [self.sheet.name(place)]), target=place)
        if "venue" in record:
            yield from self.lines(labelled("venue", [Span(record["venue"])]))
        elif not places:
            yield from self.lines(labelled("venue", [Span(NOTHING, "dim")]))
        for field in ("sides", "mediators", "hosts"):
            if field in record:
                yield from self.actors(field, record[field])
        unsaid = [field for field in ("mediators", "hosts") if field not in record]
        if unsaid:
            yield from self.lines([Span(f"{', '.join(unsaid)} {NOTHING}", "dim")])

    def actors(self, title: str, actors: Sequence[str]) -> Iterator[TextRow]:
        if len(actors) < 2:
            yield from self.lines(labelled(title, self.sheet.names(actors)), target=first(actors))
            return
        yield from self.lines([Span(title, "label")])
        for actor in actors:
            yield from self.lines([self.sheet.name(actor)], 2, actor)

    def table(self, roots: Sequence[Move]) -> Iterator[TextRow]:
        """Yield, where there is room, what each of those who made a move asked, offered or said on each topic, and what is left open.

        A row opens who made the first move on its topic; the moves themselves stand below, each with its paragraph.
        """
        if self.sheet.is_linear:
            yield from self.open_topics(roots)
            return
        who = list(dict.fromkeys(tuple(move.told["by"]) for move in self.moves))
        if not self.sheet.has(WIDE) or not 2 <= len(who) <= MOST_SIDES:
            return
        left, last = self.sheet.width // 7, self.sheet.width // 6
        widths = [left, *[(self.sheet.width - left - last) // len(who)] * len(who), last]
        heads: list[Cell] = [[Span("topic", "label")]]
        heads += [[Span(cut(", ".join(map(self.library.title, one)), widths[1] - 1), "label")] for one in who]
        heads.append([Span("left open", "label")])
        yield from self.sheet.across(heads, widths, self.name, self.cite, f"{self.name}/table")
        for topic, here in self.by_topic(roots):
            cells: list[Cell] = [[Span(self.sheet.word("topics", topic) if topic else NOTHING, "code")]]
            for one in who:
                said = [move for move in here if tuple(move.told["by"]) == one]
                parts = [
                    [Span(f"{self.sheet.word('', move.told['kind'])}: ", "code"), Span(move.told["content"])]
                    for move in said
                ]
                cells.append(spaced(parts) or [Span(NOTHING, "dim")])
            cells.append([Span("; ".join(left_open(here)), "dim")])
            cite = first(here[0].cites) if here else self.cite
            yield from self.sheet.across(
                cells, widths, here[0].told["by"][0] if here else self.name, cite, f"{self.name}/{topic}"
            )

    def open_topics(self, roots: Sequence[Move]) -> Iterator[TextRow]:
        """Yield what is left open on each topic."""
        for topic, here in self.by_topic(roots):
            spans = [Span(self.sheet.word("topics", topic) if topic else NOTHING, "code"), Span("; left open: ", "dim")]
            yield from self.lines([*spans, Span("; ".join(left_open(here)), "dim")], 2)

    def by_topic(self, roots: Sequence[Move]) -> Iterator[tuple[str, list[Move]]]:
        """Yield topics, each with the moves of this round on it."""
        for topic in dict.fromkeys(root.topic for root in roots):
            moves = (move for root in roots if root.topic == topic for _, move in root.within())
            yield topic, [move for move in moves if move.round == self.name]

    def end(self) -> Iterator[TextRow]:
        """Yield how it ended, what it led to, what is open about it and what else names it."""
        record = self.record
        yield from self.sheet.heading("outcome")
        outcome = Span(record["outcome"]) if "outcome" in record else Span(NOTHING, "dim")
        yield from self.lines([outcome], 2)
        yield from self.sheet.heading("what it led to", "" if "leads_to" in record else NOTHING)
        yield from self.others(record.get("leads_to", ()))
        links = {
            link.row.id: link
            for link in self.library.linked_from(self.name)
            if link.row.kind not in ("issue", "paragraph")
        }
        before = [name for name, link in links.items() if link.field == "leads_to"]
        if before:
            yield from self.sheet.heading("what led to it")
            yield from self.others(before)
        issues = issues_on(self.library, self.name)
        yield from self.sheet.heading("what disputes it", "" if issues else "no issue about it is coded")
        yield from self.issues(issues)
        further = [name for name in links if name not in before]
        if further:
            yield from self.sheet.heading("what else names it")
            yield from self.others(further)
        if "framing" in record:
            yield from self.sheet.heading("in the source's words")
            yield from self.framing(record)
        yield from self.foot()

    def others(self, names: Iterable[str]) -> Iterator[TextRow]:
        for name in names:
            row = self.library.row_of(name)
            if row is None:
                continue
            title = (
                self.sheet.event(row)
                if row.kind == "event"
                else dotted([[Span(row.title, "link")], self.sheet.row_date(row)])
            )
            yield from self.lines([Span(f"{row.kind} ", "dim"), *title], 2, name, first(self.library.cites(name)))
