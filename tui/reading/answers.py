"""The answer to a standing question: rows out of the Library, in groups, and what was looked through for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from itertools import product
from typing import Any

from ..corpus.dates import parse_edtf
from ..corpus.kinds import KINDS, ON_THE_LINE, kind_of
from ..corpus.shapes import When
from ..store.columns import Found, parts
from ..store.library import Library, Record
from .around import WIDE_DATES, around
from .entries import Entry, values
from .filters import parse_filter
from .questions import BLANK, HERE, Asked, Condition, Question, Source, ask_of

MOST_READ, MOST_ROWS = 5_000, 1_000
"""Records of a source that are looked at one by one, and rows of it that are kept: an answer is read, and it must come at once."""


@dataclass(frozen=True)
class Group:
    """Rows that stand together: by a value (None: they have none), or all of them; `over` is what recurs among them."""

    value: Found | None
    entries: tuple[Entry, ...]
    over: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The rows of an answer in their groups. `looked_through` says in words what was looked through, `cut` that there was more of
    it than is looked through at a time."""

    asked: Asked
    groups: tuple[Group, ...]
    looked_through: tuple[str, ...]
    cut: bool = False

    @property
    def entries(self) -> list[Entry]:
        """Each row once, in order."""
        return list({entry.key: entry for group in self.groups for entry in group.entries}.values())


def answer(library: Library, question: Question, name: str | None = None) -> Answer:
    """Answer a question about a record, or where none is given or it is not of a kind that is asked about, about the corpus.

    A question that only a record can be asked about has no rows without one. Raises KeyError where there is no such record.
    """
    if name is not None and library.number(name) is None:
        raise KeyError(name)
    asked = ask_of(question, library, name)
    if asked.why_not:
        return Answer(asked, (), ())
    asking = _Asking(library, question, asked.name)
    entries = asking.entries()
    return Answer(asked, tuple(asking.groups(entries)), tuple(asking.looked_through), asking.cut)


def opens(library: Library, question: Question, entry: Entry) -> str:
    """Return what Enter opens on a row."""
    found = values(library, entry, question.opens) if question.opens else []
    return next((value for _, value in found if isinstance(value, str) and library.number(value)), entry.record)


class _Asking:
    """A question being answered about a record."""

    def __init__(self, library: Library, question: Question, name: str | None) -> None:
        self.library, self.question, self.name = library, question, name
        self.looked_through: dict[str, None] = {}
        self.cut = False
        self.here: dict[str, frozenset[int]] = {}
        """What belongs to the record in hand, by kind, as far as it was asked for."""

    # -- rows

    def entries(self) -> list[Entry]:
        """Return the rows, sorted."""
        found: dict[Any, Entry] = {}
        for source in self.question.take:
            for taken, entry in enumerate(self.of(source)):
                if taken == MOST_ROWS:
                    self.cut = True
                    break
                found.setdefault(entry.key, entry)
        entries = list(found.values())
        if self.question.sort:
            entries.sort(key=lambda entry: [self.sort_key(entry, path) for path in self.question.sort])
            if any("=untold" in column.field for column in self.question.columns):
                entries = list(_with_gaps(self.library, entries, self.question.sort[0]))
        return list(self.under(entries)) if self.question.under else entries

    def of(self, source: Source) -> Iterator[Entry]:
        """Yield the rows of a source that its conditions let in; none where a blank of it cannot be filled."""
        path = self.fill(source.parts)
        having, lacking, every = (self.filled(each) for each in (source.having, source.lacking, source.every))
        if path is None or having is None or lacking is None or every is None:
            return
        for read, (name, near) in enumerate(self.records(source)):
            if read == MOST_READ:
                self.cut = True
                return
            for part in parts(self.library, name, path) if path else [()]:
                entry = Entry(name, part, source.called, near)
                if (
                    all(any(self.meets(entry, one)) for one in having)
                    and not any(any(self.meets(entry, one)) for one in lacking)
                    and all((met := list(self.meets(entry, one))) and all(met) for one in every)
                ):
                    yield entry

    def meets(self, entry: Entry, wanted: Condition) -> Iterator[bool]:
        """Yield of each value whether it is one of those wanted."""
        for _, value in values(self.library, entry, wanted.path):
            yield not wanted.among or any(fnmatchcase(str(value), one) for one in wanted.among)

    def records(self, source: Source) -> Iterator[tuple[str, str]]:
        """Yield the records of a source, each with how near in time it is where that is asked."""
        library = self.library
        if not source.kind and not source.along:
            if self.name:
                self.look_at_record(source)
                yield self.name, ""
            return
        self.look(_counted(library, source.kind) if source.kind else "what is linked with it")
        wanted = self.numbers(source.kind, source.filters) if source.kind else ()
        among = wanted if isinstance(wanted, range) else frozenset(wanted)
        if source.along:
            for name in self.led_to(source):
                if not source.kind or library.number(name) in among:
                    yield name, ""
        elif source.around:
            near = around(library, self.name, source.around, source.kind) if self.name else None
            found = (("surely", near.sure), ("maybe", near.maybe), (f"maybe, {WIDE_DATES}", near.wide)) if near else ()
            for how, numbers in found:
                yield from ((library.row(n).id, how) for n in numbers if n in among)
        else:
            for n in wanted:
                yield library.row(n).id, ""

    def led_to(self, source: Source) -> Iterator[str]:
        """Yield the records that a path leads to, each once."""
        begin: Iterable[str] = [self.name] if self.name else []
        if source.start and source.start.kind:
            self.look(_counted(self.library, source.start.kind))
            begin = (self.library.row(n).id for n in self.numbers(source.start.kind, source.start.filters))
        elif source.start:
            begin = self.along(begin, source.start.along)
        yield from self.along(begin, source.along)

    def along(self, begin: Iterable[str], path: str) -> Iterator[str]:
        """Yield what a path leads to from any of these records, each once."""
        filled, seen = self.fill(path), set[str]()
        for start in begin if filled else ():
            for _, value in values(self.library, Entry(start), filled or ""):
                if isinstance(value, str) and value not in seen and kind_of(value):
                    seen.add(value)
                    yield value

    def numbers(self, kind: str, filters: tuple[str, ...]) -> Sequence[int]:
        """Return the records of a kind that any of the filters finds."""
        library = self.library
        own = library.number(self.name) if self.name and kind_of(self.name) == kind else None
        found: list[Sequence[int]] = []
        for text in filters:
            for filled in self.ways(text):
                whole = filled.replace(_HERE, "")
                if self.name is None or whole == filled:
                    found.append(library.numbers(kind, parse_filter(whole)))
                    continue
                found.append(library.numbers(kind, parse_filter(filled.replace(_HERE, f'of:"{self.name}"'))))
                if own is not None and own in library.numbers(kind, parse_filter(whole)):
                    found.append([own])  # nothing belongs to itself, and this is of the record in hand
        if not filters:
            return library.numbers(kind)
        return found[0] if len(found) == 1 else sorted({n for numbers in found for n in numbers})

    # -- blanks

    def blank(self, field: str) -> list[str]:
        """Return what stands in a field of the record in hand."""
        if self.name is None:
            return []
        return [
            str(value) for _, value in values(self.library, Entry(self.name), field) if isinstance(value, (str, int))
        ]

    def ways(self, text: str) -> Iterator[str]:
        """Yield a filter with its blanks filled in, once for each value; not at all where there is none."""
        fields = [field for field in dict.fromkeys(BLANK.findall(text)) if field != HERE]
        quoted = [
            [f'"{value}"' for one in self.blank(field) if (value := one.replace('"', "").strip())] for field in fields
        ]
        for chosen in product(*quoted):
            known = dict(zip(fields, chosen, strict=True)) | {HERE: _HERE}
            yield BLANK.sub(lambda blank, known=known: known[blank[1]], text)  # type: ignore[misc]

    def fill(self, text: str) -> str | None:
        """Return a path with its blanks filled in, None where there is nothing to fill one with."""
        fields = {field: ",".join(self.blank(field)) for field in BLANK.findall(text)}
        return BLANK.sub(lambda blank: fields[blank[1]], text) if all(fields.values()) else None

    def filled(self, conditions: Iterable[Condition]) -> list[Condition] | None:
        """Return conditions with their blanks filled in, None where there is nothing to fill one with."""
        filled = []
        for one in conditions:
            path, among = self.fill(one.path), self.fill(",".join(one.among))
            if path is None or among is None:
                return None
            filled.append(Condition(path, tuple(among.split(",")) if among else ()))
        return filled

    # -- what was looked through

    def look(self, what: str) -> None:
        self.looked_through[what] = None

    def look_at_record(self, source: Source) -> None:
        """Note what of the record in hand is looked through: `its terms (6)`."""
        kind, field = kind_of(self.name or "") or "", source.parts.partition(".")[0].partition("[")[0]
        if not field:
            self.look("the record itself")
        elif kind in KINDS and field in KINDS[kind].struct.fields:
            count = len(self.library.record(self.name or "").get(field, ()))
            self.look(f"its {field.replace('_', ' ')} ({count})")

    # -- order

    def sort_key(self, entry: Entry, path: str) -> tuple[int, float, str]:
        """Return by what a row goes: the first value of a path; what has none comes last."""
        for _, value in values(self.library, entry, path):
            match value:
                case {"edtf": _, "earliest": earliest, "latest": latest}:
                    return (0, 0, f"{earliest or latest} {latest or '~'}") if earliest or latest else (2, 0, "")
                case int() | float():
                    return 0, value, ""
                case str():
                    return 0, 0, (self.library.title(value) if kind_of(value) else value).casefold()
        return 2, 0, ""

    def under(self, entries: list[Entry]) -> Iterator[Entry]:
        """Yield the rows with each below the one it stands under, which is brought in from where it stands."""
        known = {_named(entry): entry for entry in entries}
        below: dict[tuple[str, str], list[Entry]] = {}
        first: list[Entry] = []
        waiting = list(known.values())
        for entry in waiting:  # grows as it goes
            above = self.above(entry)
            if above is None:
                first.append(entry)
                continue
            below.setdefault(_named(above), []).append(entry)
            if _named(above) not in known:
                known[_named(above)] = above
                waiting.append(above)
        seen: set[tuple[str, str]] = set()
        for entry in (*first, *known.values()):  # the latter for rings, in which every one stands under another
            stack = [(entry, 0)]
            while stack:
                one, depth = stack.pop()
                if _named(one) not in seen:
                    seen.add(_named(one))
                    yield replace(one, depth=depth)
                    stack += [(lower, depth + 1) for lower in reversed(below.get(_named(one), []))]

    def above(self, entry: Entry) -> Entry | None:
        """Return the part that a part stands under, None where it stands under none."""
        for _, value in values(self.library, entry, self.question.under):
            record, _, wanted = str(value).rpartition("/")
            record = record or entry.record
            path = ".".join(field for field, _, _ in entry.part)
            if self.library.number(record) is not None and kind_of(record) == kind_of(entry.record) and path:
                for part in parts(self.library, record, path):
                    if _named(Entry(record, part)) == (record, wanted):
                        return Entry(record, part, entry.source)
        return None

    def groups(self, entries: list[Entry]) -> Iterator[Group]:
        """Yield the rows in their groups, in the order of the first row of each; a row stands in as many as it has values."""
        question = self.question
        path = question.group or ("=source" if any(source.called for source in question.take) else "")
        grouped: dict[str, tuple[Found | None, list[Entry]]] = {}
        for entry in entries:
            found: list[Found | None] = [*values(self.library, entry, path)] if path else []
            for one in found or [None]:
                grouped.setdefault(str(one[1]) if one else "", (one, []))[1].append(entry)
        groups = (Group(value, tuple(members), tuple(self.over(members))) for value, members in grouped.values())
        if question.over:
            recurring = [group for group in groups if len(group.over) >= question.least and self.touches(group)]
            yield from sorted(recurring, key=lambda group: -len(group.over))
        else:
            yield from groups

    def over(self, entries: list[Entry]) -> list[Found]:
        """Return what differs within a group that must recur."""
        if not self.question.over:
            return []
        found = (one for entry in entries for one in values(self.library, entry, self.question.over))
        return list({str(value): (shape, value) for shape, value in found}.values())

    def touches(self, group: Group) -> bool:
        """Say whether something of a group belongs to the record in hand, where there is one."""
        if self.name is None:
            return True
        for entry in group.entries:
            kind = kind_of(entry.record) or ""
            if kind not in self.here:
                self.here[kind] = frozenset(self.numbers(kind, (_HERE,)))
            if self.library.number(entry.record) in self.here[kind]:
                return True
        return False


_HERE = f"{{{HERE}}}"


def _counted(library: Library, kind: str) -> str:
    count = library.count(kind)
    plural = KINDS[kind].plural if kind in KINDS else f"{kind}s"
    return f"{count:,} {plural if count != 1 else kind}"


def _named(entry: Entry) -> tuple[str, str]:
    """Return by what another part names this one: its record and its id within it."""
    item = entry.part[-1][2] if entry.part else None
    return entry.record, str(item["id"]) if isinstance(item, dict) and "id" in item else f"/{entry.key[1]}"


def _with_gaps(library: Library, entries: list[Entry], path: str) -> Iterator[Entry]:
    """Yield rows in order of time, each with the days before it of which surely nothing is told.

    What did not happen closes no gap; what has no end that is told lasted, for all one knows, on the day it began.
    """
    reach: date | None = None
    for entry in entries:
        when = next((value for shape, value in values(library, entry, path) if isinstance(shape, When)), None)
        row = library.row_of(entry.record)
        if when is None or (row and row.factuality and row.factuality not in ON_THE_LINE):
            yield entry
            continue
        first, last = _first(when), _last(when)
        untold = (first - reach).days - 1 if first and reach and reach < first else 0
        yield replace(entry, untold=max(untold, 0))
        reach = max((day for day in (reach, last) if day), default=None)


def _first(when: Record) -> date | None:
    return date.fromisoformat(when["earliest"]) if when["earliest"] else None


def _last(when: Record) -> date | None:
    """Return the last day that something lasts, for all that is told."""
    if when["latest"]:
        return date.fromisoformat(when["latest"])
    start, _, end = when["edtf"].partition("/")
    if end == "..":
        return date.max
    return parse_edtf(start).latest if start not in ("", "..") else _first(when)
