"""Warnings: what is well formed and may still mislead. Each can be answered by mending it, or by a note that says why it stays.

A record's `note` is the answer to a warning about that record: a decision that is written down need not be asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..errors import Problem
from .check import Coded, Place
from .fold import words

Report = Callable[[Problem], None]

SHORTEST, LONGEST = 0.35, 1.6
"""A digest's length beside its paragraph's, outside which it has likely lost or added something."""

UNDATED = 10
"""Years between the bounds of a date from which on it says nothing."""


def advise(coded: list[Coded], report: Report) -> None:
    """Report as warnings what a careful second reader would ask about. For corpora without errors."""

    def warn(place: Place, code: str, message: str) -> None:
        report(place.problem(code, message, "warning"))

    by_id = {one.value["id"]: one for one in coded}
    digests = {cite: digest for cite, digest, _ in _paragraphs(coded)}
    cited = {cite for one in coded for cite, _ in one.pending.cites if one.kind.name not in ("article", "outlet")}
    for cite, _, place in _paragraphs(coded):
        if cite.partition("#")[2].isdigit() and cite not in cited:
            warn(place, *uncoded(cite))
    for one in coded:
        for place, code, message in about_one(one, by_id, digests):
            warn(place, code, message)
    for place, code, message in between(coded):
        warn(place, code, message)


Found = Iterator[tuple[Place, str, str]]


def between(coded: Iterable[Coded]) -> Found:
    """Yield what is to be asked about two records, at the one that comes later."""
    coded = list(coded)
    for place, message in _shared_spellings(coded):
        yield place, "spelling", message
    for place, message in _same_roots(coded):
        yield place, "root", message


def uncoded(cite: str) -> tuple[str, str]:
    """Return code and message of the warning about a paragraph that no record cites."""
    return "uncoded", f"no record cites {cite}; code what it says, or say in a note of the article why not"


def about_one(one: Coded, by_id: Mapping[str, Coded], digests: Mapping[str, str]) -> Found:
    """Yield what is to be asked about a record, its participants and the paragraphs that it cites."""
    for rule in (_undated, _terms, _unattributed, _about_nothing, _digest_length):
        yield from rule(one)
    for place, message in unnamed_participants(one, by_id, digests):
        yield place, "participant", message


def _paragraphs(coded: Iterable[Coded]) -> Iterator[tuple[str, str, Place]]:
    for one in coded:
        if one.kind.name == "article":
            short = one.value["id"].partition(":")[2]
            for paragraph in one.value["paragraphs"]:
                yield f"{short}#{paragraph['at']}", paragraph["digest"], one.place_of(paragraph)


def _undated(one: Coded) -> Found:
    """Yield a date of an event that could be in any year, and does not say why no more is known."""
    when = one.value.get("when")
    if one.kind.name != "event" or not when or "note" in one.value or "why" in when:
        return
    years = [int(when[side][:4]) for side in ("earliest", "latest") if when[side]]
    if (len(years) < 2 and one.value["aspect"] == "point") or years[-1] - years[0] >= UNDATED:
        message = "could be in any year; bound it by what comes before or after, or say why not (why, or a note)"
        yield one.place_of(when), "undated", message


def _terms(one: Coded) -> Found:
    for term in one.value.get("terms", ()):
        if not term.get("status_log") and "note" not in term:
            yield (
                one.place_of(term),
                "no-status",
                f"term {term['id']!r} has no status; say who says what became of it, if only agreed",
            )


def _unattributed(one: Coded) -> Found:
    if one.kind.name == "figure" and not one.value.get("according_to") and "note" not in one.value:
        yield one.place, "no-speaker", "nobody gives this figure; name the speaker, or the outlet where it is its own"


def _about_nothing(one: Coded) -> Found:
    if one.kind.name == "claim" and not one.value.get("about") and "note" not in one.value:
        yield (
            one.place,
            "about-nothing",
            "the claim is about no record; name what it is about, or say in a note why there is none",
        )


def _digest_length(one: Coded) -> Found:
    if one.kind.name == "article":
        for paragraph in one.value["paragraphs"]:
            length = paragraph.get("length")
            share = len(paragraph["digest"]) / length if length else 1.0
            if paragraph["at"].isdigit() and not SHORTEST <= share <= LONGEST:
                message = f"the digest of {paragraph['at']} is {share:.1f} times its paragraph's length; see what it lost or added"
                yield one.place_of(paragraph), "digest", message


def unnamed_participants(
    one: Coded, by_id: Mapping[str, Coded], digests: Mapping[str, str]
) -> Iterator[tuple[Place, str]]:
    """Yield participants of whom no name, nor any descriptor, stands in the digests that the event cites."""
    if one.kind.name != "event" or "note" in one.value:
        return
    whole = {word for cite in one.value["cite"] for word in words(digests.get(cite, ""))}
    for participant in one.value["participants"]:
        cites = [*one.value["cite"], *participant.get("cite", ())]
        more = {word for cite in participant.get("cite", ()) for word in words(digests.get(cite, ""))}
        told = whole | more if more else whole
        names = [words(name["text"]) for name in by_id[participant["actor"]].value["names"]]
        if not any(told.issuperset(name) for name in names if name):
            yield (
                one.place_of(participant),
                f"no name of {participant['actor']} stands in {' '.join(cites)}; "
                "cite where it does, add the name used there, or say why in a note",
            )


def _shared_spellings(coded: Sequence[Coded]) -> Iterator[tuple[Place, str]]:
    """Yield names by which two records of a kind are called that do not name each other as another or maybe the same."""
    spelt: dict[tuple[str, str], Coded] = {}
    apart = {one.value["id"]: _apart_from(one) for one in coded}
    for one in coded:
        for folded, name in _spelt(one.kind.name, one.value):
            other = spelt.setdefault((one.kind.name, folded), one)
            these = one.value["id"], other.value["id"]
            if other is not one and these[1] not in apart[these[0]] and these[0] not in apart[these[1]]:
                yield (
                    one.place_of(name),
                    f"{name['text']!r} is also a name of {other.value['id']}; merge them, or say not_same_as or maybe_same_as",
                )


def spellings(kind: str, record: dict[str, Any]) -> list[str]:
    """Return the folded names of a record that no other of its kind should have."""
    return [folded for folded, _ in _spelt(kind, record)]


def _spelt(kind: str, record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in record.get("names", ()) if kind in ("actor", "place", "outlet") else ():
        if name.get("kind", "alias") in ("preferred", "alias"):
            yield " ".join(words(name["text"])), name


def _apart_from(one: Coded) -> frozenset[str]:
    """Return the ids of the records that one names as another or maybe the same."""
    return frozenset(entry["id"] for field in ("not_same_as", "maybe_same_as") for entry in one.value.get(field, ()))


def _same_roots(coded: Iterable[Coded]) -> Iterator[tuple[Place, str]]:
    """Yield claims that may be one statement counted twice: of one speaker, about the same, of the same polarity."""
    seen: dict[tuple[object, ...], Coded] = {}
    for one in coded:
        if key := root_of(one.kind.name, one.value):
            other = seen.setdefault(key, one)
            if other is not one:
                yield (
                    one.place,
                    f"the same speaker says the same of the same as in {other.value['id']}; merge them, or tell them apart in a note",
                )


def root_of(kind: str, record: dict[str, Any]) -> tuple[object, ...] | None:
    """Return what claims that may be one statement have in common; None where a record is no claim, or has its answer."""
    if kind != "claim" or not record.get("about") or "note" in record:
        return None
    about = tuple(sorted((a["record"], a.get("field", "")) for a in record["about"]))
    return record["speaker"], about, record["polarity"]
