"""Talks move by move: what answers what, within a round and from one round to another, and what became of a threat or a deadline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..store.library import Library, Record, Row
from ..store.query import Facet, Query

WANT_ANSWER = frozenset(("demand", "offer", "counter_offer"))
"""Moves that leave something open when nothing answers them."""
HELD_OUT = frozenset(("threat", "deadline"))
"""Moves of which one asks what became of them."""
ASKS, REFUSES, ACCEPTS = WANT_ANSWER, frozenset(("reject", "walkout")), frozenset(("accept", "concede"))
NEAR = 20
"""Rounds of a side, before and after one, that are looked through for answers."""
MOST_ROUNDS = 500
"""Rounds of talks that are read for what goes over several of them."""


@dataclass
class Move:
    """A move in a round, the moves that answer it below it; `answers` is what it answers, also where that lies in another round."""

    round: str
    told: Record
    answers: Move | None = None
    below: list[Move] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What other rounds call it: `rnd:…/move`."""
        return f"{self.round}/{self.told['id']}"

    @property
    def topic(self) -> str:
        """Its topic, "" where none is coded."""
        return str(self.told.get("topic", ""))

    @property
    def cites(self) -> list[str]:
        """The paragraphs it rests on."""
        return list(self.told["cite"])

    @property
    def is_unanswered(self) -> bool:
        """Whether it asks for an answer, and none is told of."""
        return self.told["kind"] in WANT_ANSWER and not self.below

    def within(self, seen: frozenset[str] = frozenset()) -> Iterator[tuple[int, Move]]:
        """Yield it and what stands below it, each with how many answers deep; a ring of answers ends where it began."""
        if self.name not in seen:
            yield len(seen), self
            for move in self.below:
                yield from move.within(seen | {self.name})


def moves_in(library: Library, rounds: Iterable[str]) -> dict[str, Move]:
    """Return the moves of some rounds by name, tied to what they answer among them."""
    found = {
        move.name: move
        for name in rounds
        for move in (Move(name, told) for told in library.record(name).get("moves", ()))
    }
    for move in found.values():
        to = move.told.get("answers", "")
        asked = found.get(to if "/" in to else f"{move.round}/{to}") if to else None
        if asked is not None and asked is not move:
            move.answers = asked
            asked.below.append(move)
    return found


def beginnings(moves: Iterable[Move]) -> list[Move]:
    """Return those of some moves that answer none of them, and one of each ring; below them stand all the others."""
    moves = list(moves)
    there = {move.name for move in moves}
    roots = [move for move in moves if move.answers is None or move.answers.name not in there]
    reached = {move.name for root in roots for _, move in root.within()}
    for move in moves:
        if move.name not in reached:
            roots.append(move)
            reached |= {one.name for _, one in move.within()}
    return roots


def around_round(library: Library, name: str) -> list[str]:
    """Return the rounds that may answer a round or be answered by it, itself among them, in list order.

    They lead to one another, it answers them, or a side of it takes part: of these, for each side, the NEAR before and after it.
    """
    record, here = library.record(name), library.number(name) or 0
    near = {one for one in record.get("leads_to", ()) if one.startswith("rnd:")}
    near |= {link.row.id for link in library.linked_from(name, "round")}
    near |= {move["answers"].partition("/")[0] for move in record.get("moves", ()) if "/" in move.get("answers", "")}
    numbers = {here, *(n for n in map(library.number, near) if n is not None)}
    for side in record["sides"]:
        theirs = library.numbers("round", Query(facets=(Facet("actor", side),)))
        place = bisect_left(theirs, here)
        numbers |= set(theirs[max(place - NEAR, 0) : place + NEAR + 1])
    return [row.id for row in library.rows(sorted(numbers))]


@dataclass(frozen=True)
class Became:
    """An event told with a threat or a deadline, its outcome as told, and the events that are said to carry it out."""

    event: Row
    outcome: str
    done_by: tuple[tuple[str, Row], ...]
    """Each with how it is tied: `carries_out`, or `maybe_same_as`."""


def became_of(library: Library, move: Move) -> list[Became]:
    """Return what is told of a threat or a deadline: the events of its paragraphs that were held out or are threats, by who made it,
    and what these tell was held out; of a deadline all that this one did there, but for demands.

    Talks name no events for their moves; that they are the same is read off paragraph and doer, and a page says so.
    """
    found: dict[str, Became] = {}
    for row in dict.fromkeys(row for cite in move.cites for row in library.resting_on(cite)):
        if row.kind == "event" and _is_held_out(move, row):
            event = library.record(row.id)
            doers = {one["actor"] for one in event["participants"] if one["role"] in DOERS}
            if (doers | set(event.get("according_to", ()))) & set(move.told["by"]):
                for one in (row.id, *_reported(library, event)):
                    found.setdefault(one, _became(library, one))
    return list(found.values())


def _became(library: Library, name: str) -> Became:
    row = library.row(library.number(name) or 0)
    return Became(row, library.record(name).get("outcome", ""), tuple(done_by(library, name)))


def _reported(library: Library, event: Record) -> list[str]:
    """Return what was held out in an event that tells of it."""
    told = [link["target"] for link in event.get("links", ()) if link["rel"] == "reports"]
    return [one for one in told if one.startswith("evt:") and library.record(one)["factuality"] == "threatened"]


DOERS = frozenset(("speaker", "demander", "initiator", "attacker", "perpetrator", "grantor", "commander", "messenger"))
"""Roles in which an actor threatens, or does what was threatened or put off."""


def _is_held_out(move: Move, row: Row) -> bool:
    held_out = row.factuality == "threatened" or row.tag == "threat"
    return held_out or (move.told["kind"] == "deadline" and row.factuality == "happened" and row.tag != "demand")


def done_by(library: Library, name: str) -> Iterator[tuple[str, Row]]:
    """Yield the events that are said to carry out what an event held out, or that may be it, each with how it is tied."""
    for row in dict.fromkeys(link.row for link in library.linked_from(name, "event") if link.field == "links.target"):
        for link in library.record(row.id)["links"]:
            if link["target"] == name and link["rel"] in ("carries_out", "maybe_same_as"):
                yield link["rel"], row
