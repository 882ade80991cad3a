"""What an edit of a corpus changes: files edited, added or removed → the documents that are another, new or gone.

Only those files are read, and with them such as hold records that the edit reaches: by a date that hangs on another, by a
name shared with another, by a citation without which a paragraph is uncoded. It is declined, for a whole build to do, where
there is any error, and where what actors, outlets and places are told to be has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from ..corpus.advise import about_one, between, root_of, spellings, uncoded, unnamed_participants
from ..corpus.check import Coded, DateSeen, Pending, Place
from ..corpus.dates import Span
from ..corpus.kinds import KINDS, kind_of
from ..corpus.reader import MOST_FILES, records_of
from ..corpus.relative import settle_dates
from ..corpus.settle import keep_rules, no_rings
from ..corpus.sources import bytes_of, hash_of
from ..corpus.vocabulary import read_vocabulary
from ..errors import Problem
from .documents import AS_WRITTEN, paragraphs_of, without_text
from .headline import TITLED, headline
from .library import Library
from .look import Look
from .sourcing import needed
from .walk import targets

Record = dict[str, Any]


class Declined(Exception):
    """The edit may reach further than the records that were read."""


@dataclass(frozen=True)
class Change:
    """A document that is another now: its kind and id, what it was (None: it is new) and what it is (None: it is gone)."""

    kind: str
    name: str
    old: Record | None
    new: Record | None


class _Records(Mapping[str, Coded]):
    """All records by id: those read anew, the others as the store has them, without their places."""

    def __init__(self, edit: Edit) -> None:
        self.edit = edit

    def __getitem__(self, name: str) -> Coded:
        if name in self.edit.found:
            return self.edit.found[name]
        if name in self.edit.before:
            raise KeyError(name)
        kind = KINDS[kind_of(name) or ""]
        return Coded(kind, self.edit.library.record(name), Place("", 1, 1), Pending())

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
    """The files that were read: their records as they are now beside what the store says. Every method may raise Declined.

    `before` are the documents that stood in them by id, each with its paragraphs; `found` the records that do now, in order;
    `retitled` those that are called by the name of another, which has changed; `new` the digests by citation, `cited` what
    makes a paragraph coded.
    """

    def __init__(self, looked: Look, library: Library) -> None:
        self.looked, self.library = looked, library
        self.sources = {source.name: source for source in looked.sources}
        self.noted = looked.noted.ids()
        self.ids = dict(self.noted)
        self.home = {name: file for file, names in self.noted.items() for name in names}
        self.removed = self.noted.keys() - self.sources.keys()
        self.files = {source.name for source in looked.edited} | self.removed
        self.found: dict[str, Coded] = {}
        self.before: dict[str, tuple[Record, list[Record]]] = {}
        self.retitled: set[str] = set()
        self.new: dict[str, str] = {}
        self.cited: set[str] = set()
        self.problems: list[Problem] = []
        self.records = _Records(self)
        if len(self.sources) > MOST_FILES:
            raise Declined

    def report(self, problem: Problem) -> None:
        """Take a problem; an error is for a whole build to tell."""
        if problem.severity == "error":
            raise Declined
        self.problems.append(problem)

    def read(self) -> None:
        """Read the files that have changed, check each record with those it names, and go on to the files that they reach."""
        vocabulary = read_vocabulary(self.looked.vocabulary)
        if self.library.meta["vocabulary"] != vocabulary:
            raise Declined
        count = -1
        while count < len(self.files):
            count = len(self.files)
            self._read_files(vocabulary)
            for one in self.found.values():
                self._names(one)
            self._dates()
            for one in self.found.values():
                keep_rules(one, self.records, self.report)
            no_rings(self.found.values(), self.records, self.report)
            self._reach()

    def _read_files(self, vocabulary: Mapping[str, Any]) -> None:
        self.found.clear()
        self.before.clear()
        self.retitled.clear()
        self.problems.clear()
        for file in sorted(self.files):
            for name in self.noted.get(file, ()):
                numbers = self.library.paragraphs(name) if kind_of(name) == "article" else ()
                texts = [self.library.record(row.id) for row in self.library.rows(numbers)]
                self.before[name] = self.library.record(name), texts
            self.ids.pop(file, None)
            if file not in self.sources:
                continue
            source = self.sources[file]
            data = bytes_of(source.path)
            problems: list[Problem] = []
            found = records_of(data, source, vocabulary, problems)
            if hash_of(data) != self.looked.hashes[file]:
                raise Declined  # written to in between
            for problem in problems:
                self.report(problem)
            self.ids[file] = tuple(one.value["id"] for one in found)
            for one in found:
                if one.value["id"] in self.found:
                    raise Declined  # two of one id
                self.found[one.value["id"]] = one
        if any(self.library.number(name) is not None for name in self.found.keys() - self.before.keys()):
            raise Declined  # it stands elsewhere, too
        self.new = {p["id"]: p["digest"] for one in self.found.values() for p in paragraphs(one)}
        self.cited = {
            cite
            for one in self.found.values()
            for cite, _ in one.pending.cites
            if one.kind.name not in ("article", "outlet")
        }

    def _names(self, one: Coded) -> None:
        """See that what a record names is there."""
        for name, kinds, _ in one.pending.refs:
            itself = name == one.value["id"] and one.kind.name != "claim"
            if itself or kind_of(name) not in (kinds or KINDS) or not self._is_there(name):
                raise Declined
        if not all(self._is_there(cite) for cite, _ in one.pending.cites):
            raise Declined

    def _is_there(self, name: str) -> bool:
        if name in self.found or name in self.new:
            return True
        article = "art:" + name.partition("#")[0] if "#" in name else name
        return article not in self.before and self.library.number(name) is not None

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
        """Return the date of a record that was not read, as another date can hang on it."""
        value = _date(self.library.record(name)) or {}
        if "relative_to" in value:  # its doubt may be that of a date further on
            self._go_on_to(name)
        low, high = (date.fromisoformat(value[side]) if value[side] else None for side in ("earliest", "latest"))
        doubt = set(value["edtf"])
        span = Span(low, high, approximate=bool(doubt & {"~", "%"}), uncertain=bool(doubt & {"?", "%"}))
        return DateSeen(dict(value), span, Place("", 1, 1))

    # -- what it reaches

    def _go_on_to(self, name: str) -> None:
        """Have the file of a record read, too."""
        self.files.add(self.home[name])

    def _reach(self) -> None:
        """Go on to every file in which a record, or a warning about one, may be another now."""
        for record in chain((one.value for one in self.found.values()), (record for record, _ in self.before.values())):
            for other in self._alike(kind_of(record["id"]) or "", record):
                self._go_on_to(other)
        for name in self.changed():
            old, now = self.before.get(name, (None, []))[0], self.found.get(name)
            new = now.value if now else None
            self._still_there(name, old, new)
            self._still_dated(name, old, new)
            self._still_called(kind_of(name) or "", name, old, new)
            self._still_speaks(kind_of(name) or "", old, new)
            self._still_coded(kind_of(name) or "", old, new)
        self._still_told()

    def changed(self) -> Iterator[str]:
        """Yield the ids of what is another than it was, new or gone."""
        for name in {**self.before, **self.found}:
            one = self.found.get(name)
            if json.dumps(self.before.get(name)) != json.dumps((_document(one), paragraphs(one)) if one else None):
                yield name

    def _alike(self, kind: str, record: Record) -> Iterator[str]:
        """Yield the ids of the records with which a record may share a warning."""
        for folded in spellings(kind, record):
            yield from self.library.called(kind, folded)
        if root := root_of(kind, record):
            rows = (link.row for link in self.library.linked_from(record["about"][0]["record"]))
            yield from (row.id for row in rows if root == root_of(row.kind, self.library.record(row.id)))

    def _others(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield (id, field) of the records that name this one in the store and were not read."""
        for link in self.library.linked_from(name):
            if link.row.id not in self.before:
                yield link.row.id, link.field

    def _still_there(self, name: str, old: Record | None, new: Record | None) -> None:
        """See that nothing that others name is gone."""
        gone = [p["id"] for p in self.before[name][1] if p["id"] not in self.new] if old else []
        if any(next(self._others(one), None) for one in (gone if new else [*gone, name])):
            raise Declined
        for other, field in self._others(name):
            if field == "about.record":  # it may be about a field that is gone
                keep_rules(self.records[other], self.records, self.report)
        if kind_of(name) == "round":
            for row in self.library.rows(self.library.numbers("round")):
                if row.id not in self.before:
                    keep_rules(self.records[row.id], self.records, self.report)

    def _still_dated(self, name: str, old: Record | None, new: Record | None) -> None:
        """Go on to the dates that hang on one that may be another."""
        was, now = (_date(record) if record else None for record in (old, new))
        if was != now or (now and "relative_to" in now):
            for other, field in self._others(name):
                if field.endswith(("relative_to.event", "relative_to.article")):
                    self._go_on_to(other)

    def _still_called(self, kind: str, name: str, old: Record | None, new: Record | None) -> None:
        """Go on to what calls others by their names."""
        if old is None or new is None or kind not in TITLED:
            return
        if any(old.get(field) != new.get(field) for field in ("parent", "also_within")) or (
            kind != "place" and old.get("kind") != new.get("kind")
        ):
            raise Declined  # the facets of all that name it
        if headline(kind, old, str) != headline(kind, new, str):
            self.retitled |= {
                link.row.id for link in self.library.linked_from(name) if link.field in ("speaker", "from", "to")
            }
        if old.get("names") != new.get("names"):
            for other, field in self._others(name):
                if field == "participants.actor" and self._asks_otherwise(other):
                    self._go_on_to(other)

    def _still_speaks(self, kind: str, old: Record | None, new: Record | None) -> None:
        """See that whose word it is that a speaker or an article gives is as it was: marks far off hang on it."""
        if old and new and kind in ("actor", "outlet", "article") and needed(kind, old) != needed(kind, new):
            raise Declined

    def _still_coded(self, kind: str, old: Record | None, new: Record | None) -> None:
        """Go on to the articles of which a paragraph is cited now that was not, or the other way round."""
        cites = [
            {target for _, target in targets(kind, record) if "#" in target} if record else set()
            for record in (old, new)
        ]
        for cite in cites[0] ^ cites[1]:
            article = "art:" + cite.partition("#")[0]
            if article not in self.found and article not in self.before:
                was = any(link.row.kind not in ("article", "outlet") for link in self.library.linked_from(cite))
                if was != self._is_coded(cite):
                    self._go_on_to(article)

    def _is_coded(self, cite: str) -> bool:
        return cite in self.cited or any(kind_of(name) not in ("article", "outlet") for name, _ in self._others(cite))

    def _still_told(self) -> None:
        """Go on to the records that rest on paragraphs which read otherwise now."""
        for _, texts in self.before.values():
            for paragraph in texts:
                if self.new.get(paragraph["id"]) != paragraph["digest"]:
                    for name, _ in self._others(paragraph["id"]):
                        if self._asks_otherwise(name):
                            self._go_on_to(name)

    def _asks_otherwise(self, name: str) -> bool:
        """Say whether a record that was not read is to be asked other things about now."""
        one = Coded(KINDS[kind_of(name) or ""], self.library.record(name), Place("", 1, 1), Pending())
        was = list(unnamed_participants(one, _Stored(self.library), _Digests(self.library, {})))
        return was != list(unnamed_participants(one, self.records, _Digests(self.library, self.new)))

    # -- what has changed

    def changes(self) -> list[Change]:
        """Return the documents that are another now, that are new or gone, or are called otherwise."""
        found = []
        for name in {**self.before, **self.found}:
            kind, one = kind_of(name) or "", self.found.get(name)
            old, texts = self.before.get(name, (None, []))
            new = _document(one) if one else None
            if json.dumps(old) != json.dumps(new) or (kind in AS_WRITTEN and self.ids != self.noted):
                found.append(Change(kind, name, old, new))
            was, now = ({p["id"]: p for p in some} for some in (texts, paragraphs(one) if one else []))
            for cite in {**was, **now}:
                if json.dumps(was.get(cite)) != json.dumps(now.get(cite)):
                    found.append(Change("paragraph", cite, was.get(cite), now.get(cite)))
        for name in self.retitled - {change.name for change in found}:
            record = self.records[name].value
            found.append(Change(kind_of(name) or "", name, record, record))
        return found

    def keeps_within(self, changes: list[Change]) -> bool:
        """Say whether every document stands where it stood, and names and is named by what it was."""
        return (
            self.ids == self.noted
            and not self.retitled
            and all(
                [p["id"] for p in self.before[name][1]] == [p["id"] for p in paragraphs(one)]
                for name, one in self.found.items()
            )
            and all(c.old and c.new and _outside(c.kind, c.old) == _outside(c.kind, c.new) for c in changes)
        )

    # -- what is to be asked

    def warnings(self) -> list[Problem]:
        """Return the warnings about the whole corpus as it is now."""
        read = {self.sources[file].path for file in self.files & self.sources.keys()}
        digests = _Digests(self.library, self.new)
        for one in self.found.values():
            for place, code, message in about_one(one, self.records, digests):
                self.report(place.problem(code, message, "warning"))
            for paragraph, part in zip(paragraphs(one), one.value.get("paragraphs", ()), strict=False):
                if part["at"].isdigit() and not self._is_coded(paragraph["id"]):
                    place = one.place_of(part)
                    self.report(place.problem(*uncoded(paragraph["id"]), "warning"))
        for place, code, message in between(self.found.values()):
            self.report(place.problem(code, message, "warning"))
        others = (warning for warning in self.looked.noted.warnings(self.looked.sources) if warning.file not in read)
        return sorted({*self.problems, *others})


class _Stored(_Records):
    """All records by id as the store has them."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __getitem__(self, name: str) -> Coded:
        return Coded(KINDS[kind_of(name) or ""], self.library.record(name), Place("", 1, 1), Pending())


_MAIN = ("when", "published")


def _document(one: Coded) -> Record:
    return without_text(one.value) if one.kind.name == "article" else one.value


def _date(record: Record) -> Record | None:
    """Return the date of a record that others may hang on."""
    found: Record | None = record.get("when") or record.get("published")
    return found


def paragraphs(one: Coded) -> list[Record]:
    """Return the documents of a record's paragraphs, where it is an article."""
    return list(paragraphs_of(one.value)) if one.kind.name == "article" else []


def _outside(kind: str, record: Record) -> str:
    """Return, as text, all of a record on which others, or its place among them, depend."""
    if kind == "paragraph":
        return ""
    dates_and_names = [record.get(field) for field in (*_MAIN, "as_of", "names")]
    return json.dumps([list(targets(kind, record)), dates_and_names, needed(kind, record)])
