"""What an edit of a corpus changes, where it keeps within the records that were edited; else it is declined.

It is declined wherever it could matter to another record: another id, order, date, name, link or paragraph, a warning about
two records, or any error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..corpus.advise import about_one, uncoded, unnamed_participants
from ..corpus.check import Coded, DateSeen, Pending, Place
from ..corpus.dates import Span
from ..corpus.kinds import KINDS, kind_of
from ..corpus.reader import records_of
from ..corpus.relative import settle_dates
from ..corpus.settle import keep_rules
from ..corpus.sources import bytes_of, hash_of
from ..corpus.vocabulary import read_vocabulary
from ..errors import Problem
from .documents import paragraphs_of, without_text
from .library import Library
from .look import Look
from .sourcing import needed
from .walk import targets

Record = dict[str, Any]


class Declined(Exception):
    """The edit may reach further than the records that were edited."""


@dataclass(frozen=True)
class Change:
    """A document that is another now: its kind and its number among all, what it was and what it is."""

    kind: str
    n: int
    old: Record
    new: Record


class _Records(Mapping[str, Coded]):
    """All records by id: those read anew, the others as the store has them, without their places."""

    def __init__(self, library: Library, new: Mapping[str, Coded]) -> None:
        self.library, self.new = library, new

    def __getitem__(self, name: str) -> Coded:
        if name in self.new:
            return self.new[name]
        kind = KINDS[kind_of(name) or ""]
        return Coded(kind, self.library.record(name), Place("", 1, 1), Pending())

    def __iter__(self) -> Iterator[str]:
        raise Declined

    def __len__(self) -> int:
        raise Declined


class _Digests(Mapping[str, str]):
    """The digests of all paragraphs by citation: those read anew, the others as the store has them."""

    def __init__(self, library: Library, new: Mapping[str, str]) -> None:
        self.library, self.new = library, new

    def __getitem__(self, cite: str) -> str:
        return self.new[cite] if cite in self.new else str(self.library.record(cite)["digest"])

    def __iter__(self) -> Iterator[str]:
        raise Declined

    def __len__(self) -> int:
        raise Declined


class Edit:
    """The edited files: their records as they are now beside what the store says. Every method may raise Declined."""

    def __init__(self, looked: Look, library: Library) -> None:
        self.looked, self.library = looked, library
        self.found: dict[str, Coded] = {}
        self.records = _Records(library, self.found)
        self.problems: list[Problem] = []

    def report(self, problem: Problem) -> None:
        """Take a problem; an error is for a whole build to tell."""
        if problem.severity == "error":
            raise Declined
        self.problems.append(problem)

    def read(self) -> None:
        """Read the edited files and check each record with those it names."""
        vocabulary = read_vocabulary(self.looked.vocabulary)
        if self.library.meta["vocabulary"] != vocabulary:
            raise Declined
        for source in self.looked.edited:
            data = bytes_of(source.path)
            problems: list[Problem] = []
            found = records_of(data, source, vocabulary, problems)
            if hash_of(data) != self.looked.hashes[source.name]:
                raise Declined  # written to in between
            for problem in problems:
                self.report(problem)
            if tuple(one.value.get("id") for one in found) != self.looked.noted.ids(source.name):
                raise Declined
            self.found.update((one.value["id"], one) for one in found)
        for one in self.found.values():
            self._names(one)
        self._dates()
        for one in self.found.values():
            keep_rules(one, self.records, self.report)

    def _names(self, one: Coded) -> None:
        """See that what a record names is there."""
        for name, kinds, _ in one.pending.refs:
            kind = kind_of(name)
            itself = name == one.value["id"] and one.kind.name != "claim"
            if itself or kind not in (kinds or KINDS) or self.library.number(name) is None:
                raise Declined
        if any(self.library.number(cite) is None for cite, _ in one.pending.cites):
            raise Declined

    def _dates(self) -> None:
        dates = [date for one in self.found.values() for date in one.pending.dates]
        own = {id(one.value[field]): name for name, one in self.found.items() for field in _MAIN if field in one.value}
        main = {own[id(date.value)]: date for date in dates if id(date.value) in own}
        for one in list(dates):
            relative = one.value.get("relative_to", {})
            target = relative.get("event") or relative.get("article")
            if target and target not in main:
                main[target] = self._date_of(target)
                dates.append(main[target])
        settle_dates(dates, main, self.report)

    def _date_of(self, name: str) -> DateSeen:
        """Return the date of a record that was not edited, as another date can hang on it."""
        record = self.library.record(name)
        value = record["when"] if "when" in record else record["published"]
        if "relative_to" in value:  # its doubt may be that of a date further on
            raise Declined
        low, high = (date.fromisoformat(value[side]) if value[side] else None for side in ("earliest", "latest"))
        doubt = set(value["edtf"])
        span = Span(low, high, approximate=bool(doubt & {"~", "%"}), uncertain=bool(doubt & {"?", "%"}))
        return DateSeen(dict(value), span, Place("", 1, 1))

    # -- what has changed

    def changes(self) -> list[Change]:
        """Return the documents that are another now."""
        found = []
        for name, one in self.found.items():
            old = self.library.record(name)
            paragraphs = _paragraphs(one)
            if [self.library.row(n).id for n in self.library.paragraphs(name)] != [p["id"] for p in paragraphs]:
                raise Declined
            for new in paragraphs:
                found += self._change("paragraph", self.library.record(new["id"]), new)
            new = without_text(one.value) if one.kind.name == "article" else one.value
            if change := self._change(one.kind.name, old, new):
                if _outside(one.kind.name, old) != _outside(one.kind.name, new):
                    raise Declined
                self._still_spoken_of(one)
                found += change
        return found

    def _change(self, kind: str, old: Record, new: Record) -> list[Change]:
        row = self.library.row_of(new["id"])
        if row is None or row.kind != kind:
            raise Declined
        return [Change(kind, row.n, old, new)] if json.dumps(old) != json.dumps(new) else []

    def _still_spoken_of(self, one: Coded) -> None:
        """See that the fields that claims are about are still there."""
        for link in self.library.linked_from(one.value["id"]):
            if link.row.kind == "claim" and link.field == "about.record":
                keep_rules(self.records[link.row.id], self.records, self.report)

    # -- what is to be asked

    def warnings(self) -> list[Problem]:
        """Return the warnings about the whole corpus as it is now."""
        edited = {source.path for source in self.looked.edited}
        before = self.looked.noted.warnings(self.looked.sources)
        if any(warning.code in ("spelling", "root") and warning.file in edited for warning in before):
            raise Declined  # these are about two records
        new = {p["id"]: p["digest"] for one in self.found.values() for p in _paragraphs(one)}
        digests = _Digests(self.library, new)
        for one in self.found.values():
            for place, code, message in about_one(one, self.records, digests):
                self.report(place.problem(code, message, "warning"))
            for paragraph, part in zip(_paragraphs(one), one.value.get("paragraphs", ()), strict=True):
                if part["at"].isdigit() and not self._is_coded(paragraph["id"]):
                    place = one.pending.places[id(part)]
                    self.report(place.problem(*uncoded(paragraph["id"]), "warning"))
        self._others_stay(new)
        return sorted({*self.problems, *(warning for warning in before if warning.file not in edited)})

    def _is_coded(self, cite: str) -> bool:
        return any(link.row.kind not in ("article", "outlet") for link in self.library.linked_from(cite))

    def _others_stay(self, digests: Mapping[str, str]) -> None:
        """See that nothing else is to be asked about records that cite paragraphs that read otherwise now."""
        was, now = _Digests(self.library, {}), _Digests(self.library, digests)
        for cite, digest in digests.items():
            if digest != was[cite]:
                for row in self.library.resting_on(cite):
                    if row.id not in self.found:
                        one = self.records[row.id]
                        before, after = (list(unnamed_participants(one, self.records, some)) for some in (was, now))
                        if before != after:
                            raise Declined


_MAIN = ("when", "published")


def _paragraphs(one: Coded) -> list[Record]:
    return list(paragraphs_of(one.value)) if one.kind.name == "article" else []


def _outside(kind: str, record: Record) -> str:
    """Return, as text, all of a record on which others, or its place among them, depend."""
    seen: list[Any] = [
        list(targets(kind, record)),
        [record.get(field) for field in (*_MAIN, "as_of", "names", "links")],
        needed(kind, record),
    ]
    match kind:
        case "agreement":
            seen.append(record["title"])
        case "actor" | "outlet":
            seen.append(record["kind"])
        case "round":
            seen.append([move["id"] for move in record.get("moves", ())])
        case "claim":
            seen.append([record["polarity"], record.get("about"), "note" in record])
    return json.dumps(seen)
