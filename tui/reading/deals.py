"""Agreements term by term: who speaks of which term, which were left out, what two of them have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, islice

from ..store.library import Library, Record

MOST_DEALS = 200
"""Agreements that are read for what compares them."""


def speakers(terms: Iterable[Record]) -> list[str]:
    """Return whoever gives the status of any of these terms, in the order in which they first do."""
    return list(dict.fromkeys(who for term in terms for line in log(term) for who in line["according_to"]))


def silent(term: Record, among: Iterable[str]) -> list[str]:
    """Return those of some speakers who say nothing of what became of a term."""
    said = set(speakers([term]))
    return [who for who in among if who not in said]


def log(term: Record) -> list[Record]:
    """Return the lines on what became of a term, in the order in which they are coded."""
    return list(term.get("status_log", ()))


def is_excluded(term: Record) -> bool:
    """Say whether a term was left out of an agreement, and nobody has it that it came in after all."""
    statuses = {line["status"] for line in log(term)}
    return "excluded" in statuses and statuses <= {"excluded", "not_stated"}


def differs(term: Record) -> bool:
    """Say whether speakers have it differently what became of a term: kept, kept in part or broken; or call it disputed."""
    fates: dict[str, set[str]] = {}
    for line in log(term):
        if line["status"] in ("kept", "partly_kept", "broken"):
            for who in line["according_to"]:
                fates.setdefault(who, set()).add(line["status"])
    disputed = any(line["status"] == "disputed" for line in log(term))
    return disputed or any(one != other for one, other in combinations(fates.values(), 2))


def statuses(term: Record, who: str = "") -> list[str]:
    """Return what is said to have become of a term, by one speaker or by all, each status once."""
    return list(dict.fromkeys(line["status"] for line in log(term) if not who or who in line["according_to"]))


def by_topic(terms: Iterable[Record]) -> dict[str, list[Record]]:
    """Return terms by topic, "" for those that have none, in the order in which the topics come up."""
    found: dict[str, list[Record]] = {}
    for term in terms:
        found.setdefault(term.get("topic", ""), []).append(term)
    return found


def deals_of(library: Library) -> list[str]:
    """Return the ids of the agreements, in list order, MOST_DEALS at the most."""
    return [row.id for row in library.rows(islice(library.numbers("agreement"), MOST_DEALS))]


def nearest(library: Library, name: str, others: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return other agreements with the topics they share with one, those that share most first."""
    own = by_topic(library.record(name)["terms"])
    shared = []
    for other in others:
        theirs = by_topic(library.record(other)["terms"])
        shared.append((other, [topic for topic in own if topic and topic in theirs]))
    return sorted(shared, key=lambda one: -len(one[1]))


def in_order(library: Library, topics: Iterable[str]) -> list[str]:
    """Return topics, each once, in the order of the vocabulary; "" for none comes last."""
    known = {topic: place for place, topic in enumerate(library.meta["vocabulary"].get("topics", {}))}
    return sorted(dict.fromkeys(topics), key=lambda topic: (topic == "", known.get(topic, len(known)), topic))
