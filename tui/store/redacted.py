"""A Library without the names of those who are not public. It answers as the one that it is laid over; names and ids are pseudonyms.

What is asked of it may name them: by a pseudonym, by an id of either kind, or by any spelling that a reader knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

from ..corpus.kinds import BY_PREFIX, DATE, KINDS, kind_of
from ..corpus.pseudonyms import NAMES, Named, Person, Pseudonyms
from ..corpus.shapes import Choice, ListOf, Number, Shape, Struct, When
from ..errors import UsageError
from .documents import preferred
from .library import Hit, Library, Record, Row
from .query import Facet, Query
from .selection import NAMED

_ID = re.compile(rf"\b(?:{'|'.join(BY_PREFIX)}):[a-z0-9]+(?:-[a-z0-9]+)*")


class Redacted(Library):
    """A Library laid over another, whose files it reads."""

    hides = True

    def __init__(self, plain: Library) -> None:
        self.plain = plain
        self.row = lru_cache(4096)(self._row)
        self.record = lru_cache(64)(self._record)
        self._text = lru_cache(8192)(self._shown_text)
        self._where = lru_cache(8)(self._whereabouts)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)  # its files, which it may open anew

    def close(self) -> None:
        """Give the files back."""
        self.plain.close()

    # -- who is hidden

    @cached_property
    def pseudonyms(self) -> Pseudonyms:
        """The persons who are not public, and what they are called."""
        return Pseudonyms(self._persons(), self._others())

    def _persons(self) -> Iterator[Person]:
        for row in self.plain.rows(self.plain.numbers("actor")):
            if row.tag == "person":
                record = self.plain.record(row.id)
                names = tuple((name["text"], _kind_of_name(name)) for name in record["names"])
                yield Person(row.id, record.get("sensitivity", "private"), preferred(record["names"]), names)

    def _others(self) -> Iterator[Named]:
        sql = "SELECT form, iif(doc.kind = 'actor', tag, doc.kind) AS what FROM name JOIN doc USING (n) WHERE spelling"
        with self._reading():
            for form, what in self._base.execute(f"{sql} AND what NOT IN ('person', 'unnamed', 'population')"):
                yield Named(form, what)

    @cached_property
    def _ids(self) -> dict[str, str]:
        """Pseudonyms by id, of all that is called by a name that is hidden. Short ids of articles stay: citations are made of them."""
        sql, of = "SELECT id FROM doc WHERE kind NOT IN ('paragraph', 'article')", self.pseudonyms.of
        with self._reading():
            every = (name for (name,) in self._base.execute(sql))
            some = [name for name in every if name in of or self.pseudonyms.may_be_in(name.partition(":")[2])]
        found: dict[str, str] = {}
        taken: set[str] = set()
        for name in sorted(some):
            prefix, _, slug = name.partition(":")
            shown = of[name].replace(" ", "-") if name in of else self.pseudonyms.typed(slug)
            if shown != slug:
                new, more = f"{prefix}:{shown}", 1
                while new in taken or self.plain.number(new) is not None:
                    more += 1
                    new = f"{prefix}:{shown}-{more}"
                taken.add(new)
                found[name] = new
        return found

    @cached_property
    def _real(self) -> dict[str, str]:
        return {shown: name for name, shown in self._ids.items()}

    def known_as(self, name: str) -> str:
        return self._ids.get(name, name)

    def real(self, name: str) -> str:
        return self._real.get(name, name)

    # -- words

    def masked(self, text: str) -> str:
        return self.pseudonyms.masked(text)

    def typed(self, text: str) -> str:
        return self.pseudonyms.typed(_ID.sub(lambda found: self.known_as(found[0]), text))

    def spelt(self, text: str) -> str:
        return self.pseudonyms.spelt(_ID.sub(lambda found: self.real(found[0]), text))

    @property
    def about(self) -> Record:
        """What `corpus.yaml` says."""
        return {
            name: self.masked(value) if isinstance(value, str) else value for name, value in self.plain.about.items()
        }

    # -- rows and records

    def _row(self, n: int) -> Row:
        row = self.plain.row(n)
        person = self.pseudonyms.of.get(row.id)
        return replace(row, id=self.known_as(row.id), title=f"[{person}]" if person else self.masked(row.title))

    def _record(self, name: str) -> Record:
        name = self.real(name)
        kind, record = kind_of(name) or "", self.plain.record(name)
        shown = self._shown(KINDS[kind].struct if kind in KINDS else None, record)
        if person := self.pseudonyms.of.get(name):
            shown["names"] = _without_names(shown["names"], record["names"], f"[{person}]")
        return dict(shown)

    def _document(self, table: str, number: int) -> Record:
        return self.plain._document(table, number)

    def _shown(self, shape: Shape | None, value: Any) -> Any:
        """Return a value of a record as it may be shown; `shape` is None where a record has what none should."""
        if isinstance(value, dict):
            known = (DATE if isinstance(shape, When) else shape).fields if isinstance(shape, (When, Struct)) else {}
            return {
                name: self._shown(known[name].shape if name in known else None, inner) for name, inner in value.items()
            }
        if isinstance(value, list):
            return [self._shown(shape.item if isinstance(shape, ListOf) else None, inner) for inner in value]
        if not isinstance(value, str) or isinstance(shape, (Choice, Number)):
            return value
        return self._text(value)

    def _shown_text(self, text: str) -> str:
        return self._ids.get(text) or (self.typed(text) if _is_slug(text) else self.masked(text))

    def number(self, name: str) -> int | None:
        return super().number(self.real(name))

    def called(self, kind: str, folded: str) -> list[str]:
        return list(map(self.known_as, super().called(kind, folded)))

    def near(self, name: str) -> list[str]:
        return list(map(self.known_as, super().near(name)))

    def belonging(self, name: str) -> dict[str, int]:
        return super().belonging(self.real(name))

    # -- asking

    def numbers(self, kind: str, *queries: Query | None) -> Sequence[int]:
        return super().numbers(kind, *(query and self._meant(query) for query in queries))

    def check(self, kind: str, query: Query) -> None:
        try:
            super().check(kind, self._meant(query))
        except UsageError as error:  # which says what was asked for
            raise UsageError(self.masked(str(error))) from None

    def meant(self, facet: str, name: str) -> list[str]:
        return list(map(self.known_as, super().meant(facet, self._value(facet, name))))

    def values(self, kind: str, facet: str, begin: str = "") -> list[tuple[str, int]]:
        return [(self.known_as(value), count) for value, count in super().values(kind, facet, begin)]

    def most_had(
        self, kind: str, counted: Iterable[tuple[str, str, int]], query: Query, most: int
    ) -> list[tuple[str, str, int]]:
        real = [(facet, self.real(value), count) for facet, value, count in counted]
        found = super().most_had(kind, real, self._meant(query), most)
        return [(facet, self.known_as(value), count) for facet, value, count in found]

    def _meant(self, query: Query) -> Query:
        """Return a query that asks the store for what one means here."""
        return replace(
            query,
            words=self.spelt(query.words),
            without=tuple(map(self.spelt, query.without)),
            facets=tuple(self._facet(facet) for facet in query.facets),
            saved=tuple(replace(one, query=self._meant(one.query)) for one in query.saved),
        )

    def _facet(self, facet: Facet) -> Facet:
        value, *others = (self._value(facet.name, value) for value in facet.values)
        return replace(facet, value=value, others=tuple(others))

    def _value(self, facet: str, value: str) -> str:
        ends = (f"{KINDS[kind].prefix}:{value.casefold()}" for kind in NAMED.get(facet, ()))
        return next((self._real[end] for end in (value, *ends) if end in self._real), None) or self.spelt(value)

    def search(self, text: str, kind: str | None = None, limit: int = 50) -> list[Hit]:
        return super().search(self.spelt(self.real(text.strip())), kind, limit)

    def _hit(self, n: int, where: str, form: str, text: str) -> Hit:
        row = self.row(n)
        form = row.title if self.real(row.id) in self.pseudonyms.of else self.masked(form)
        return super()._hit(n, where, form, self.masked(text))


def redacted(library: Library) -> Redacted:
    """Return a library without the names of those who are not public: itself where it is that, the same one each time."""
    if isinstance(library, Redacted):
        return library
    library.over = library.over or Redacted(library)
    assert isinstance(library.over, Redacted)
    return library.over


def shown(library: Library) -> Library:
    """Return a library with all names."""
    return library.plain if isinstance(library, Redacted) else library


def _kind_of_name(name: Record) -> str:
    return str(name.get("kind", "alias"))


def _without_names(shown: list[Record], names: list[Record], person: str) -> list[Record]:
    """Return the forms of a person's name as they may be shown: titles, and one name that stands for all others."""
    first = preferred(names)
    found: dict[str, Record] = {}
    for one, real in zip(shown, names, strict=True):
        is_name = real["text"] == first or _kind_of_name(real) in NAMES
        form = {**one, "text": person} if is_name else one
        found.setdefault(form["text"], form)
    return sorted(found.values(), key=lambda one: bool(one["text"] != person))


def _is_slug(text: str) -> bool:
    return text.isascii() and text.islower() and " " not in text
