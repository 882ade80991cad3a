"""Which records of a kind answer a query, as sets of bits; which values they have, and how many have each."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache, reduce
from heapq import heappush, heappushpop
from operator import or_

from ..corpus.fold import words
from ..errors import UsageError
from .belonging import Belonging
from .index import LONGEST_PREFIX, MONTH, PREFIX
from .numbers import Among, bits_of, places_of, unpacked
from .query import ANY, AS_OF, FACETS, MINE, OWN, Facet, Query
from .spellings import Spellings

NAMED = {
    "actor": ("actor", "outlet"),
    "by": ("actor", "outlet"),
    "place": ("place",),
    "article": ("article",),
    "of": ("actor", "outlet", "place", "agreement"),
}
"""The facets whose values are records of these kinds, and may be written as any spelling of a name."""
FEW, FEW_OF = 900, 60
"""Values that are weighed against each other, or that a message can be made of; and such as nothing is posted for."""

WHERE, WHO, WIDE = "where", "who", "wide"
"""What asks for a place itself, without all that lies there, for who took part, and for dates that are open or take more than
`MONTH` days; no facets are called that."""
LAST_DAY = "9999-12-31"
_FOUND = ("of", AS_OF, MINE)
"""The facets that are found when they are asked for; the others are posted."""

Dated = tuple[int, str, str | None, str | None]
"""A record's number, its date as EDTF, and the first and last day that it is bound by."""
Counted = list[tuple[str, int]]
"""Values, each with how many records have it."""
Own = Callable[[str], Iterable[str]]
"""One of `OWN` → the ids and citations of which it is true, whether the corpus has them or not."""


def nothing(_: str) -> Iterable[str]:
    """Return that nothing is the reader's own."""
    return ()


class Selection:
    """The queries that an index can be asked. `kinds` gives the first and last number of each kind's records."""

    def __init__(
        self, base: sqlite3.Connection, kinds: Mapping[str, tuple[int, int]], spellings: Spellings, own: Own = nothing
    ) -> None:
        self._base = base
        self._own = own
        self._kinds = kinds
        self._spellings = spellings
        self.belonging = Belonging(base, kinds, self.posting)
        self.bits = lru_cache(8)(self._bits)
        """The records of a kind that answer all of some queries; the list, what it hides and completion ask the same."""
        self.mine = lru_cache(64)(self._mine)
        """The records of a kind of which one of `OWN` is true, or with "" any."""
        self.told_by = lru_cache(16)(self._told_by)
        """The records of a kind that had surely been published by a day."""
        self._cited: dict[str, tuple[int, int]] = {}
        """Of each kind what was last found to rest on some articles, with these: of a later day only what came since is looked for."""

    def take_own(self, own: Own) -> None:
        """Ask another notebook, or one that has changed."""
        self._own = own
        self.bits.cache_clear()
        self.mine.cache_clear()

    def _size(self, kind: str) -> int:
        first, last = self._kinds.get(kind, (1, 0))
        return last + 1 - first

    # -- what answers

    def _bits(self, kind: str, *queries: Query) -> int:
        every = bits = (1 << self._size(kind)) - 1
        for query in queries:
            found = self._answering(kind, query, every)
            bits &= every & ~found if query.inverse else found
        return bits

    def _answering(self, kind: str, query: Query, bits: int) -> int:
        if query.words:
            bits &= self._with_words(query.words, kind)
        for text in query.without:
            bits &= ~self._with_words(text, kind)
        for facet in query.facets:
            found = self._with_facet(facet, kind)
            bits &= ~found if facet.negated else found
        for saved in query.saved:
            found = self.bits(kind, saved.query)
            bits &= ~found if saved.negated else found
        if query.earliest or query.latest:
            bits &= self._in_days(query.earliest, query.latest, kind)
            if query.sure and query.earliest:
                bits &= ~self._in_days(None, _day(query.earliest, -1), kind)
            if query.sure and query.latest:
                bits &= ~self._in_days(_day(query.latest, 1), None, kind)
        return bits

    def posting(self, name: str, kind: str, value: str) -> int | None:
        """Return the records of a kind that have a facet, None where no record has."""
        if name == "of":
            return self.belonging.to(value, kind) or None
        if name in (WHERE, WHO):
            return self._naming(value, kind, "participants.actor" if name == WHO else "") or None
        if name == MINE:
            return self.mine(value, kind) or None
        if name == AS_OF:
            day = value or LAST_DAY
            return (_is_day(day) and self.told_by(kind, day)) or None
        if name == WIDE:
            return self._wide(kind) or None
        found = self._base.execute(
            "SELECT count, numbers FROM posting WHERE name = ? AND kind = ? AND value = ?", (name, kind, value)
        ).fetchone()
        return None if found is None else unpacked(found[1], found[0], self._size(kind))

    def _mine(self, value: str, kind: str) -> int:
        first, last = self._kinds.get(kind, (1, 0))
        names = {unicode(name) for sort in OWN if value in (sort, "") for name in self._own(sort)}
        found = (self._base.execute("SELECT n FROM doc WHERE id = ?", (name,)).fetchone() for name in names)
        return bits_of((n - first for (n,) in filter(None, found) if first <= n <= last), last + 1 - first)

    def _with_facet(self, facet: Facet, kind: str) -> int:
        options = {option for value in facet.values for option in self.options(facet.name, value)}
        return reduce(or_, (self.posting(facet.name, kind, option) or 0 for option in options), 0)

    def options(self, name: str, value: str) -> list[str]:
        """Return the values that what was asked of a facet may mean."""
        if value == ANY:
            return [""]
        value = unicode(value)
        as_code = value.casefold().replace(" ", "_")
        return sorted({value, as_code, *self._spellings.named(value, NAMED.get(name, ()))})

    def _with_words(self, text: str, kind: str) -> int:
        """Return the records of a kind that have all words; none where there are no words."""
        first, last = self._kinds.get(kind, (1, 0))
        found, rare = (1 << (last + 1 - first)) - 1, []
        for word in dict.fromkeys(words(text)):
            forms = self._spellings.of(word)
            common = self.posting(PREFIX, kind, word) if len(word) <= LONGEST_PREFIX and not forms else None
            if common is None:
                rare.append(word)
            else:
                found &= common
        if rare:
            sql = "SELECT rowid FROM fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?"
            rows = self._base.execute(sql, (self._spellings.match(rare), first, last))
            found &= bits_of((n - first for (n,) in rows), last + 1 - first)
        return found if words(text) else 0

    def _in_days(self, earliest: str | None, latest: str | None, kind: str) -> int:
        """Return the records whose dates touch the days; an open side reaches as far as it goes, no date touches none."""
        first, last = self._kinds.get(kind, (1, 0))
        # lists go by the first day, so that most answers are one stretch; what lasts long is looked for by itself
        start, end = (self.first_on(day, first, last) for day in (earliest or "", (latest or "9999-12-31") + "~"))
        bits = _stretch(start - first, end - first)
        lasting = self._base.execute(
            "SELECT n FROM doc WHERE lasting AND n BETWEEN ? AND ?"
            " AND coalesce(latest, '~') >= ? AND coalesce(earliest, '0000') <= ?",
            (first, last, earliest or "", latest or "9999-12-31"),
        )
        found = [n for (n,) in lasting]
        if earliest:
            day = date.fromisoformat(earliest).toordinal()
            before = date.fromordinal(max(day - MONTH, 1)).isoformat()
            near = range(self.first_on(before, first, last), min(start, end))
            rows = self._base.execute(
                "SELECT n FROM doc WHERE n >= ? AND n < ? AND latest >= ?", (near.start, near.stop, earliest)
            )
            found += [n for (n,) in rows]
        return bits | bits_of((n - first for n in found), last + 1 - first)

    def first_on(self, day: str, first: int, last: int) -> int:
        """Return the number of the first record whose first bound (its last where that is all) is that day or later."""

        def bound(n: int) -> str:
            (found,) = self._base.execute(
                "SELECT coalesce(earliest, latest, '~') FROM doc WHERE n = ?", (n,)
            ).fetchone()
            return str(found)

        return bisect_left(range(first, last + 1), day, key=bound) + first

    def _wide(self, kind: str) -> int:
        """Return the records whose dates are looked for by themselves."""
        first, last = self._kinds.get(kind, (1, 0))
        rows = self._base.execute("SELECT n FROM doc WHERE lasting AND n BETWEEN ? AND ?", (first, last))
        return bits_of((n - first for (n,) in rows), last + 1 - first)

    def odd_dates(self, kind: str, earliest: str, latest: str) -> list[Dated]:
        """Return of the dates of a kind that are in doubt or last those that can begin within some days, or lead up to the first
        of them having begun by the last; the days may be the wrong way round."""
        first, last = self._kinds.get(kind, (1, 0))
        start, end = self.first_on(earliest, first, last), self.first_on(latest + "~", first, last)
        before = self.first_on(_day(earliest, -MONTH), first, last)
        asked: tuple[tuple[str, tuple[int | str, ...]], ...] = (
            ("n >= ? AND n < ?", (start, end)),
            ("n >= ? AND n < ? AND latest >= ?", (before, min(start, end), earliest)),
            (
                "lasting AND n BETWEEN ? AND ? AND latest >= ? AND earliest < ? AND earliest <= ?",
                (first, last, earliest, earliest, latest),
            ),
        )
        sql = "SELECT n, edtf, earliest, latest FROM doc WHERE {} AND edtf GLOB '*[~?%/]*'"
        return [row for where, values in asked for row in self._base.execute(sql.format(where), values)]

    def _naming(self, name: str, kind: str, field: str) -> int:
        """Return the records of a kind that name a record itself, in a field or ("") in any."""
        first, last = self._kinds.get(kind, (1, 0))
        sql = "SELECT src FROM link WHERE dst = (SELECT n FROM doc WHERE id = ?) AND src BETWEEN ? AND ?"
        if field:
            sql += " AND field = ?"
        rows = self._base.execute(sql, (name, first, last, *[field] * bool(field)))
        return bits_of((n - first for (n,) in rows), last + 1 - first)

    def _told_by(self, kind: str, day: str) -> int:
        """Return the records of a kind that rest on an article that was surely published by a day; of what rests on no paragraph
        by itself, such as a thread, those to which any such belongs."""
        if kind == "article":
            return self.bits(kind, Query(latest=day, sure=True))
        found = self._citing_by(kind, day)
        first, last = self._kinds.get(kind, (1, 0))
        bare = ((1 << last + 1 - first) - 1) & ~(self.posting("cite", kind, "") or 0)
        if kind == "paragraph" or not bare:
            return found
        known = [("article", self.told_by("article", day))]
        known += [(other, self._citing_by(other, day)) for other in ("event", "claim", "figure")]
        told = []
        for at in places_of(bare):
            (name,) = self._base.execute("SELECT id FROM doc WHERE n = ?", (first + at,)).fetchone()
            if any(self.belonging.to(name, other) & bits for other, bits in known):
                told.append(at)
        return found | bits_of(told, last + 1 - first)

    def _citing_by(self, kind: str, day: str) -> int:
        """Return the records of a kind that rest on a paragraph of an article that was surely published by a day."""
        first, last = self._kinds.get(kind, (1, 0))
        published = self.told_by("article", day)
        if published.bit_count() == self._size("article"):
            return self.posting("cite", kind, "") or 0
        sql = "SELECT src FROM link WHERE dst BETWEEN ? AND ? AND src BETWEEN ? AND ?"
        known, found = self._cited.get(kind, (0, 0))
        if known & ~published:
            known = found = 0
        for start, end in self._paragraphs(published & ~known):
            rows = self._base.execute(sql, (start, end, first, last))
            found |= bits_of((n - first for (n,) in rows), last + 1 - first)
        self._cited[kind] = published, found
        return found

    def _paragraphs(self, articles: int) -> Iterator[tuple[int, int]]:
        """Yield the first and last paragraph of each row of articles that follow one another, given as bits: so do theirs."""
        first, _ = self._kinds.get("article", (1, 0))
        places = places_of(articles)
        for at, place in enumerate(places):
            if not at or places[at - 1] + 1 != place:
                start = place
            if at + 1 == len(places) or places[at + 1] != place + 1:
                (begin,), (end,) = (
                    self._base.execute(
                        f"SELECT {which}(n) FROM doc WHERE id >= (SELECT substr(id, 5) || '#' FROM doc WHERE n = ?1)"
                        " AND id < (SELECT substr(id, 5) || '$' FROM doc WHERE n = ?1)",
                        (first + one,),
                    ).fetchone()
                    for which, one in (("min", start), ("max", place))
                )
                if begin is not None and end is not None:
                    yield begin, end

    # -- what there is to ask for

    def check(self, kind: str, query: Query) -> None:
        """Raise UsageError where a facet is asked for a value that no record of a kind has, saying what there is."""
        for facet in query.facets:
            for value in facet.values:
                self._check(kind, facet.name, value)
        for saved in query.saved:
            try:
                self.check(kind, saved.query)
            except UsageError as error:
                raise UsageError(f"@{saved.name}: {error}") from error

    def _check(self, kind: str, name: str, value: str) -> None:
        if name == AS_OF:
            if value != ANY and not _is_day(value):
                raise UsageError(f"{name}: {value!r} is no day; write one, as in {name}:2018-07-04")
            return  # a day by which nothing had been published is no mistake
        options = self.options(name, value)
        if name == MINE and not any(option in ("", *OWN) for option in options):
            raise UsageError(f"{name}: {value!r} is nothing that you can make of a record; there are {' '.join(OWN)}")
        if name == MINE or any(self._count(name, kind, option) for option in options):
            return  # what is starred may change at any time: that nothing is now is no mistake
        if name in NAMED and any(self._is_there(option) for option in options):
            return
        if name in NAMED and value != ANY:
            raise UsageError(f"{name}: nobody and nothing here is called {value!r}")
        known = sorted(value for value, _ in self.values(kind, name))
        if not known:
            raise UsageError(f"{name}: nothing here has one")
        near = get_close_matches(value, known, n=1)
        there = f"did you mean {near[0]}?" if near else f"there are {' '.join(known[:12])}{' …' * (len(known) > 12)}"
        raise UsageError(f"{name}: nothing has {value!r}; {there}")

    def _count(self, name: str, kind: str, value: str) -> int:
        if name in _FOUND:
            return (self.posting(name, kind, value) or 0).bit_count()
        found = self._base.execute(
            "SELECT count FROM posting WHERE name = ? AND kind = ? AND value = ?", (name, kind, value)
        ).fetchone()
        return int(found[0]) if found else 0

    def _is_there(self, name: str) -> bool:
        return self._base.execute("SELECT 1 FROM doc WHERE id = ?", (name,)).fetchone() is not None

    def values(self, kind: str, name: str, begin: str = "") -> Counted:
        """Return the values of a facet that begin so: the `FEW` most frequent (of paragraphs, which are too many, the first)."""
        if name == MINE:
            return [
                (sort, count) for sort in OWN if sort.startswith(begin) and (count := self._count(name, kind, sort))
            ]
        order = "value" if name == "cite" else "count DESC, value"
        found = self._base.execute(
            "SELECT value, count FROM posting WHERE name = ? AND kind = ? AND value >= ? AND value < ? AND value <> ''"
            f" ORDER BY {order} LIMIT ?",
            (name, kind, unicode(begin), unicode(begin) + "\U0010ffff", FEW),
        )
        return found.fetchall()

    def begun(self, kind: str, name: str, text: str) -> Counted:
        """Return the values of a facet whose records have a name that is typed so far, at most `FEW` of each kind."""
        ids = self._spellings.begun(unicode(text), NAMED.get(name, ()), FEW_OF if name == "of" else FEW)
        return [(one, count) for one in ids if (count := self._count(name, kind, one))]

    def facets(self, kind: str) -> Counted:
        """Return the facets that any record of a kind has, with how many have each."""
        return [(name, count) for name in FACETS if (count := self._count(name, kind, ""))]

    def narrowed(self, kind: str, counted: Iterable[tuple[str, str, int]], query: Query, most: int) -> list[int]:
        """Return for facets (name, value, how many have it), the most frequent first, how many answer a query as well.

        It ends where no more can be among the `most` that answer it most often.
        """
        bits = self.bits(kind, query)
        among = Among(bits, self._size(kind))
        best: list[int] = []
        found = []
        for name, value, whole in counted:
            if len(best) == most and whole <= best[0]:
                break  # no more answers can have it than records have
            if name in _FOUND:
                count = ((self.posting(name, kind, value) or 0) & bits).bit_count()
            else:
                count = among.count(self._packed(name, kind, value), whole)
            found.append(count)
            (heappush if len(best) < most else heappushpop)(best, count)
        return found

    def _packed(self, name: str, kind: str, value: str) -> bytes:
        sql = "SELECT numbers FROM posting WHERE name = ? AND kind = ? AND value = ?"
        return bytes(self._base.execute(sql, (name, kind, value)).fetchone()[0])


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _day(day: str, by: int) -> str:
    """Return the day so many days off, within what a date can be."""
    ordinal = date.fromisoformat(day).toordinal() + by
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()


def _stretch(start: int, end: int) -> int:
    """Return bits from a place up to, not with, another."""
    return (1 << end) - (1 << start) if start < end else 0


def unicode(text: str) -> str:
    """Return text that SQLite can take: a byte that the shell could not read stands for nothing."""
    return text.encode("utf-8", "replace").decode()
