"""The Library: all that a pane or a command may ask of a store. It answers with no more than is shown."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache, partial
from operator import index
from pathlib import Path
from typing import Any

from ..corpus.fold import skeleton, words
from ..corpus.kinds import KINDS, kind_of
from ..corpus.text import has_rightward
from ..errors import StoreDamaged
from .documents import in_latin
from .gaps import GAPS
from .index import index_path, is_whole, open_index, texts
from .numbers import Numbers
from .passage import Passage, passage
from .query import Query
from .selection import NAMED, Dated, Own, Selection, nothing, unicode
from .sourcing import SIGNS
from .spellings import Spellings
from .tinydb_file import Spot, open_tables
from .whereabouts import Places, Whereabouts

Record = dict[str, Any]

AHEAD = 32
"""Rows that are fetched with one, where rows are asked for in order: a list shows a screenful."""
NAMED_ALIKE = ("outlet", "actor", "place")
"""The kinds whose title is one of their names."""
FEW = 900
"""Records that are looked at one by one."""
MOST_NUMBERS = 1 << 32
"""No index has more; what says so is damaged."""
ALL_MARKS = len(SIGNS) - 1
_ROW = "n, id, kind, title, tag, factuality, edtf, earliest, latest, marks"


@dataclass(frozen=True)
class Row:
    """A record as a list shows it. `edtf`, `earliest` and `latest` are of its main date, None where it has none; `marks` are the
    signs of its `sourcing.MARKS`, gravest first."""

    n: int
    id: str
    kind: str
    title: str
    tag: str
    factuality: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    marks: str = ""


@dataclass(frozen=True)
class Link:
    """One record naming another: the field it does so in, and the other."""

    field: str
    row: Row


@dataclass(frozen=True)
class Hit:
    """A record that a search found: in a `name`, by the `sound` of a name, or in its `text`."""

    row: Row
    where: str
    look: Callable[[], Passage] = field(compare=False, repr=False)

    @cached_property
    def passage(self) -> Passage:
        """Where it stands; looked for when it is asked for, since a reader sees a screenful."""
        return self.look()

    @property
    def line(self) -> str:
        """The name or text that was found."""
        return self.passage.line

    @property
    def find(self) -> str:
        """What to find in the record, or the paragraph, to come to the words; "" where a name was found."""
        return self.passage.find


@dataclass(frozen=True)
class Coverage:
    """How far an article is coded: its body paragraphs, those that nothing cites, and how many records of each kind cite it."""

    article: Row
    paragraphs: int
    uncited: tuple[str, ...]
    kinds: dict[str, int]


class _Reading:
    """A context in which what SQLite cannot read is told as damage; written out, since every row goes through it."""

    __slots__ = ("damaged",)

    def __init__(self, damaged: Callable[[str], StoreDamaged]) -> None:
        self.damaged = damaged

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(
            error, (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError, OverflowError)
        ):  # not what was packed
            raise self.damaged(str(error)) from error


class Library:
    """A store, open for reading. Raises StoreDamaged from any call where the bytes are not those that were built."""

    hides = False
    """Whether the names of those who are not public are hidden: see `redacted`."""
    over: Library | None = None
    """The one that hides them, once it has been asked for."""

    def __init__(self, store: Path, mend: Callable[[], None] | None = None) -> None:
        """Open a store. `mend` builds it again; it is called once, when a document turns out to be damaged."""
        self.path = store
        self._mend = mend
        self._own: Own = nothing
        self._open()
        self._ahead: dict[int, tuple[Any, ...]] = {}
        self._asked = -1
        self._in_latin = False
        self._rows = lru_cache(4096)(self._row)
        self.row = self._rows
        self.record = lru_cache(64)(self._record)
        self._where = lru_cache(8)(self._whereabouts)

    def _open(self) -> None:
        self._base, meta, spot = open_index(self.path)
        self.generation = str(meta["generation"])
        with self._reading():
            sizes = {tab: index(count) for tab, count in self._base.execute("SELECT tab, count FROM size")}
            self._kinds = {name: _bounds(*bounds) for name, *bounds in self._base.execute("SELECT * FROM kind")}
        self._spellings = Spellings(self._base, self._kinds)
        self._selection = Selection(self._base, self._kinds, self._spellings, self._own)
        self._places = Places(self._base, self._kinds, self._selection)
        self._tables = open_tables(self.path, self.spot, sizes)
        self._meta = meta if self.spot("meta", 1) == spot else self._document("meta", 1)

    def _reading(self) -> _Reading:
        return _Reading(self._damaged)

    def _damaged(self, why: str) -> StoreDamaged:
        """Throw the index away, so that it is made again at the next start, and return the error that says so."""
        index_path(self.path, self.generation).unlink(missing_ok=True)
        return StoreDamaged(f"{self.path}: its index is damaged ({why}); start khabar again")

    def damage(self) -> StoreDamaged | None:
        """Return what is to be said where the index is not what was written, which only a small one is looked through for at a start.

        It is thrown away then. Ask when something went wrong that cannot.
        """
        try:
            whole = is_whole(index_path(self.path, self.generation))
        except OSError:
            whole = False
        return None if whole else self._damaged("some of its bytes have changed")

    def spot(self, table: str, number: int) -> Spot | None:
        """Return where a document lies in the store, None where there is none of that number."""
        with self._reading():
            found = self._base.execute(
                "SELECT offset, length, crc FROM spot WHERE tab = ? AND number = ?", (table, number)
            ).fetchone()
            return Spot(*map(index, found)) if found else None

    def _document(self, table: str, number: int) -> Record:
        try:
            return self._read(table, number)
        except StoreDamaged:
            if self._mend is None:
                raise
        mend, self._mend, generation = self._mend, None, self.generation
        mend()
        self.close()
        self._open()
        if self.generation != generation:
            raise StoreDamaged(
                f"{self.path}: damaged, and built again from a corpus that has changed; start khabar again"
            )
        return self._read(table, number)

    def _read(self, table: str, number: int) -> Record:
        document = self._tables.table(table).get(doc_id=number)
        if not isinstance(document, dict):
            raise StoreDamaged(f"{self.path}: {table} has no document {number}; build it again with khabar build")
        return dict(document)

    def close(self) -> None:
        """Give the files back."""
        self._tables.close()
        self._base.close()

    # -- where names may be hidden

    def known_as(self, name: str) -> str:
        """Return by the id that something has in the corpus the one that it has here."""
        return name

    def real(self, name: str) -> str:
        """Return by the id that something has here, or in the corpus, the one in the corpus: to be kept, such as with a note."""
        return name

    def masked(self, text: str) -> str:
        """Return a text as it may be shown, such as a note: here as it is."""
        return text

    def typed(self, text: str) -> str:
        """Return a filter or a search as it may be shown, such that it asks the same: here as it is."""
        return text

    def spelt(self, text: str) -> str:
        """Return what `typed` gave as it can be asked of the corpus itself."""
        return text

    # -- the whole

    @property
    def about(self) -> Record:
        """What `corpus.yaml` says: title, description, language, licence."""
        return dict(self._meta["about"])

    @property
    def meta(self) -> Record:
        """The whole `meta` document: format, generation, what corpus, how many records, vocabulary."""
        return dict(self._meta)

    def word(self, vocabulary: str, code: str) -> str:
        """Return the title of a code of the vocabulary, such as `armed_clash`; the code itself where it has none."""
        entry = self._meta["vocabulary"].get(vocabulary, {}).get(code)
        return str(entry["title"]) if entry else code.replace("_", " ")

    def count(self, kind: str) -> int:
        """Return how many records there are of a kind."""
        return len(self.numbers(kind))

    def extent(self, numbers: Sequence[int]) -> tuple[str | None, str | None]:
        """Return the first and the last day (ISO) that any of these records, all of a kind, is bound by."""
        if not numbers:
            return None, None
        with self._reading():
            if len(numbers) <= FEW:
                return self._extent_of_few(numbers)
            # lists go by the first day: those without one stand last
            (kind, first), *_ = self._base.execute(
                "SELECT kind, coalesce(earliest, latest) FROM doc WHERE n = ?", (numbers[0],)
            )
            ends = self._base.execute(
                "SELECT n, coalesce(latest, earliest) FROM doc WHERE kind = ? ORDER BY coalesce(latest, earliest) DESC",
                (kind,),
            )
            return first, next((day for n, day in ends if n in numbers), None)

    def _extent_of_few(self, numbers: Sequence[int]) -> tuple[str | None, str | None]:
        sql = "SELECT min(coalesce(earliest, latest)), max(coalesce(latest, earliest)) FROM doc WHERE "
        if isinstance(numbers, range):
            return self._base.execute(sql + "n BETWEEN ? AND ?", (numbers[0], numbers[-1])).fetchone()  # type: ignore[no-any-return]
        marks = ",".join("?" * len(numbers))
        return self._base.execute(f"{sql}n IN ({marks})", tuple(numbers)).fetchone()  # type: ignore[no-any-return]

    def by_month(self, kind: str, numbers: Sequence[int]) -> dict[str, int]:
        """Count these records of a kind by the month (ISO) of their first day, or of their last where only that is known."""
        with self._reading():
            months = self._base.execute(
                "SELECT month, first, last FROM month WHERE kind = ? ORDER BY month", (kind,)
            ).fetchall()
        counted = {month: below(numbers, last + 1) - below(numbers, first) for month, first, last in months}
        return {month: count for month, count in counted.items() if count}

    # -- rows and records

    def numbers(self, kind: str, *queries: Query | None) -> Sequence[int]:
        """Return the numbers of a kind's records in list order, those that answer every query; cheap whatever the size."""
        first, last = self._kinds.get(kind, (1, 0))
        asked = [query for query in queries if query]
        if not asked:
            return range(first, last + 1)
        with self._reading():
            return Numbers(first, self._selection.bits(kind, *asked))

    def take_own(self, own: Own) -> None:
        """Take what `mine:` asks for from the reader's notebook; to be called again when that has changed."""
        self._own = own
        self._selection.take_own(own)

    def first_on(self, kind: str, day: str) -> int:
        """Return the number of the first record of a kind in list order that begins (or of which only that is known: ends) on a day
        (ISO) or later; the number after the last where none does."""
        with self._reading():
            return self._selection.first_on(day, *self._kinds.get(kind, (1, 0)))

    def odd_dates(self, kind: str, earliest: str, latest: str) -> list[Dated]:
        """Return the dates near some days that bounds alone do not tell all of: see `Selection.odd_dates`."""
        with self._reading():
            return self._selection.odd_dates(kind, earliest, latest)

    def check(self, kind: str, query: Query) -> None:
        """Raise UsageError where a facet is asked for a value that no record of a kind has, saying what there is."""
        with self._reading():
            self._selection.check(kind, query)

    def meant(self, facet: str, name: str) -> list[str]:
        """Return the ids of the records that a name asked of a facet may mean."""
        with self._reading():
            options = self._selection.options(facet, name)
        return [option for option in options if self.number(option) is not None]

    def facets(self, kind: str) -> list[tuple[str, int]]:
        """Return the facets that any record of a kind has, with how many have each."""
        with self._reading():
            return self._selection.facets(kind)

    def values(self, kind: str, facet: str, begin: str = "") -> list[tuple[str, int]]:
        """Return values of a facet that a kind's records have, each with how many have it: some hundreds at most.

        They are those that begin so or, where they are records, those of which a name does, in any spelling.
        """
        with self._reading():
            if facet in NAMED and begin:
                return self._selection.begun(kind, facet, begin)
            return self._selection.values(kind, facet, begin)

    def most_had(
        self, kind: str, counted: Iterable[tuple[str, str, int]], query: Query, most: int
    ) -> list[tuple[str, str, int]]:
        """Return those of some facets (name, value, how many have it) that most records have which answer a query, with how many.

        The value "" stands for any. The most frequent come first, then by value; what none of them has is left out.
        """
        order = sorted(counted, key=lambda one: (-one[2], one[1]))
        if query:
            with self._reading():
                counts = self._selection.narrowed(kind, order, query, most)
            order = [(name, value, count) for (name, value, _), count in zip(order, counts, strict=False) if count]
            order.sort(key=lambda one: (-one[2], one[1]))
        return order[:most]

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """Return the rows of these numbers, in their order."""
        return [self.row(n) for n in numbers]

    def _row(self, n: int) -> Row:
        found = self._ahead.pop(n, None)
        if found is None:
            last = n + AHEAD if n == self._asked + 1 else n
            with self._reading():
                rows = self._base.execute(f"SELECT {_ROW} FROM doc WHERE n BETWEEN ? AND ?", (n, last))
                self._ahead = {row[0]: (*row[:-1], SIGNS[row[-1] & ALL_MARKS]) for row in rows}
            found = self._ahead.pop(n, None)
        self._asked = n
        if found is None and any(first <= n <= last for first, last in self._kinds.values()):
            raise self._damaged("a row is missing")
        if found is None:
            raise KeyError(n)
        row = Row(*found)
        return replace(row, title=self._latin_title(row)) if self._in_latin and has_rightward(row.title) else row

    def call_in_latin(self, asked: bool) -> None:
        """Call actors, places and outlets by a Latin spelling where they have one, whatever name is their preferred one."""
        if asked != self._in_latin:
            self._in_latin = asked
            self._rows.cache_clear()

    def _latin_title(self, row: Row) -> str:
        return in_latin(self.record(row.id)["names"]) if row.kind in NAMED_ALIKE else row.title

    def number(self, name: str) -> int | None:
        """Return the number of a record or paragraph by id or citation, None where there is none."""
        with self._reading():
            found = self._base.execute("SELECT n FROM doc WHERE id = ?", (unicode(name),)).fetchone()
        return int(found[0]) if found else None

    def called(self, kind: str, folded: str) -> list[str]:
        """Return the ids of the records of a kind that have this folded name."""
        with self._reading():
            found = self._base.execute(
                "SELECT DISTINCT id FROM name JOIN doc USING (n) WHERE folded = ? AND doc.kind = ?", (folded, kind)
            )
            return [name for (name,) in found]

    def place_of(self, n: int) -> int:
        """Return the number that a record has in its table of the store. Raises KeyError where there is none."""
        with self._reading():
            found = self._base.execute("SELECT number FROM doc WHERE n = ?", (n,)).fetchone()
        if found is None:
            raise KeyError(n)
        return int(found[0])

    def first_report(self, n: int) -> Row | None:
        """Return the article in which a record was first published, of those it rests on; None where it rests on none."""
        with self._reading():
            found = self._base.execute(
                "SELECT n FROM doc WHERE id = (SELECT 'art:' || substr(id, 1, instr(id, '#') - 1) FROM doc WHERE n ="
                " (SELECT min(dst) FROM link WHERE src = ? AND dst BETWEEN ? AND ?))",
                (n, *self._kinds.get("paragraph", (1, 0))),
            ).fetchone()
        return self.row(found[0]) if found else None

    def as_reported(self, kind: str, numbers: Sequence[int]) -> Iterator[int]:
        """Yield these records of a kind as they were first published, which is the order of the paragraphs; the rest after them."""
        (first, last), span = self._kinds.get(kind, (1, 0)), self._kinds.get("paragraph", (1, 0))
        waiting = numbers if isinstance(numbers, (range, Numbers)) else frozenset(numbers)
        done = bytearray(last + 1 - first)
        if len(numbers) <= FEW:
            sql, values = f"src IN ({','.join('?' * len(numbers))}) AND +dst BETWEEN ? AND ?", (*numbers, *span)
        else:  # along the paragraphs: the rows come as they are asked for
            sql, values = "dst BETWEEN ? AND ? AND src BETWEEN ? AND ?", (*span, first, last)
        with self._reading():
            for (n,) in self._base.execute(f"SELECT src FROM link WHERE {sql} ORDER BY dst, src", values):
                if not done[n - first] and n in waiting:
                    done[n - first] = 1
                    yield n
        yield from (n for n in numbers if not done[n - first])

    def near(self, name: str) -> list[str]:
        """Return ids that a mistyped id may mean, the likeliest first: those alike, else what a search finds."""
        kind = kind_of(name)
        first, last = self._kinds.get(kind, (1, 0)) if kind else (1, 0)
        with self._reading():
            ids = [
                i
                for (i,) in self._base.execute("SELECT id FROM doc WHERE n BETWEEN ? AND ? LIMIT 20000", (first, last))
            ]
        prefixed = [
            f"{kind.prefix}:{name}" for kind in KINDS.values() if self.number(f"{kind.prefix}:{name}") is not None
        ]
        alike = prefixed or get_close_matches(name, ids, n=3, cutoff=0.75)
        return alike or [hit.row.id for hit in self.search(name.partition(":")[2] or name, limit=3)]

    def row_of(self, name: str) -> Row | None:
        """Return the row of an id or citation, None where there is none."""
        n = self.number(name)
        return None if n is None else self.row(n)

    def title(self, name: str) -> str:
        """Return what to call an id or citation on the screen."""
        row = self.row_of(name)
        return row.title if row else name

    def _record(self, name: str) -> Record:
        """Return the whole record of an id, or paragraph of a citation. Raises KeyError where there is none."""
        with self._reading():
            found = self._base.execute("SELECT kind, number FROM doc WHERE id = ?", (unicode(name),)).fetchone()
        if found is None:
            self._see_that_none_is(name)
            raise KeyError(name)
        kind, number = found
        return self._document("paragraphs" if kind == "paragraph" else KINDS[kind].plural, number)

    def _see_that_none_is(self, name: str) -> None:
        """Raise StoreDamaged where a record is not found by its id and yet stands there."""
        with self._reading():
            lost = self._base.execute("SELECT 1 FROM doc WHERE +id = ?", (unicode(name),)).fetchone()
        if lost:
            raise self._damaged("a record is not found by its id")

    # -- links

    def links(self, name: str) -> list[Link]:
        """Return what a record names, in the order of its fields, citations among them."""
        return self._links(name, "src", "dst", "seq")

    def linked_from(self, name: str, kind: str | None = None) -> list[Link]:
        """Return what names a record or rests on a paragraph, in list order: all, or what of it is of a kind."""
        return self._links(name, "dst", "src", "src, seq", kind)

    def _links(self, name: str, here: str, there: str, order: str, kind: str | None = None) -> list[Link]:
        n, sql, bounds = self.number(name), f"SELECT field, {there} FROM link WHERE {here} = ?", tuple[int, ...]()
        if kind:
            sql, bounds = f"{sql} AND {there} BETWEEN ? AND ?", self._kinds.get(kind, (1, 0))
        with self._reading():
            found = self._base.execute(f"{sql} ORDER BY {order}", (n, *bounds)).fetchall()
            return [Link(field, self.row(other)) for field, other in found]

    def belonging(self, name: str) -> dict[str, int]:
        """Return how many records of each kind belong to a record or paragraph, where there are any, in the order of kinds.

        These are what names it and what it names. To a place belongs as well all that is in what lies in it; to an article
        what cites it, and its paragraphs; to anything the articles that it cites, and their outlets. `of:` finds the same.
        """
        kinds = sorted(self._kinds, key=lambda kind: self._kinds[kind])
        with self._reading():
            found = {kind: self._selection.belonging.to(name, kind).bit_count() for kind in kinds}
        return {kind: count for kind, count in found.items() if count}

    def whereabouts(self, kind: str, numbers: Sequence[int]) -> Whereabouts:
        """Return where records of a kind were, or with "" of any kinds: what they name, or what leads there; kept for some lists."""
        return self._where(kind, tuple(numbers) if isinstance(numbers, list) else numbers)

    def _whereabouts(self, kind: str, numbers: Sequence[int]) -> Whereabouts:
        by_kind: dict[str, Sequence[int]] = {kind: numbers}
        if not kind:
            by_kind = {one: [row.n for row in self.rows(numbers) if row.kind == one] for one in self._kinds}
        with self._reading():
            return self._places.of(by_kind)

    def cites(self, name: str) -> list[str]:
        """Return the paragraphs that a record rests on: its own citations first, then those of its fields, each once."""
        links = [link for link in self.links(name) if link.row.kind == "paragraph"]
        return list(dict.fromkeys(link.row.id for link in sorted(links, key=lambda link: link.field != "cite")))

    def resting_on(self, citation: str) -> list[Row]:
        """Return the records that cite a paragraph, each once, in list order."""
        return list(dict.fromkeys(link.row for link in self.linked_from(citation)))

    def paragraphs(self, article: str) -> Sequence[int]:
        """Return the numbers of an article's paragraphs and blocks, in reading order."""
        short = article.partition(":")[2]
        with self._reading():
            # "$" follows "#"
            found = self._base.execute(
                "SELECT min(n), max(n) FROM doc WHERE id >= ? AND id < ?", (f"{short}#", f"{short}$")
            ).fetchone()
        return range(found[0], found[1] + 1) if found[0] else range(0)

    def cited_in(self, article: str) -> dict[str, int]:
        """Return how many citations rest on each paragraph of an article that has any."""
        numbers = self.paragraphs(article)
        with self._reading():
            found = self._base.execute(
                "SELECT dst, count(DISTINCT src) FROM link WHERE dst BETWEEN ? AND ? GROUP BY dst",
                (numbers[0], numbers[-1]) if numbers else (1, 0),
            ).fetchall()
            return {self.row(n).id: count for n, count in found}

    # -- finding

    def search(self, text: str, kind: str | None = None, limit: int = 50) -> list[Hit]:
        """Return what any spelling of these words finds: whole names first, then names, then names that sound alike, then text."""
        first, last = (
            self._kinds.get(kind, (1, 0)) if kind else (1, max((last for _, last in self._kinds.values()), default=0))
        )
        with self._reading():
            match, spelt = self._spellings.match(words(text)), " ".join(words(text))
        if not match:
            return []
        asked = (
            ("name", "SELECT n, form FROM name WHERE folded = ? AND n BETWEEN ? AND ? ORDER BY n LIMIT ?", spelt),
            (
                "name",
                "SELECT rowid, '' FROM fts_name WHERE fts_name MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?",
                match,
            ),
            (
                "sound",
                "SELECT n, form FROM name WHERE bones = ? AND bones <> '' AND n BETWEEN ? AND ? ORDER BY n LIMIT ?",
                skeleton(text),
            ),
            (
                "text",
                "SELECT rowid, '' FROM fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?",
                match,
            ),
        )
        found: dict[int, tuple[str, str]] = {}
        if (n := self.number(text.strip())) is not None and first <= n <= last:
            found[n] = "name", ""
        for where, sql, value in asked:
            with self._reading():
                for n, form in self._base.execute(sql, (value, first, last, limit + len(found))):
                    found.setdefault(n, (where, form))
            if len(found) >= limit:
                break
        return [self._hit(n, where, form, text) for n, (where, form) in list(found.items())[:limit]]

    def _hit(self, n: int, where: str, form: str, text: str) -> Hit:
        row = self.row(n)
        return Hit(
            row, where, partial(self._passage, row, text) if where == "text" else lambda: Passage(form or row.title)
        )

    def _passage(self, row: Row, text: str) -> Passage:
        spellings = {word: self._spellings.of(word) for word in words(text)}
        return passage(row.title, texts(self.record(row.id)), text, spellings)

    # -- what is there and what is not

    def coverage(self) -> list[Coverage]:
        """Return for each article how far it is coded."""
        return [self._coverage(article) for article in self.rows(self.numbers("article"))]

    def not_stated(self) -> dict[str, list[Row]]:
        """Return the shelf of what the reporting leaves open: for each sort of gap (see `gaps.GAPS`) the records that have it."""
        shelf: dict[str, list[Row]] = {}
        with self._reading():
            kinds = sorted(self._kinds, key=lambda kind: self._kinds[kind])
            found = {gap: [(kind, self._selection.posting("gap", kind, gap)) for kind in kinds] for gap in GAPS}
        for gap, postings in found.items():
            shelf[gap] = [
                row for kind, bits in postings if bits for row in self.rows(Numbers(self._kinds[kind][0], bits))
            ]
        return shelf

    def _coverage(self, article: Row) -> Coverage:
        cited = self.cited_in(article.id)
        body = [row.id for row in self.rows(self.paragraphs(article.id)) if row.tag.isdigit()]
        with self._reading():
            counted = {
                kind: count
                for kind in KINDS
                for (count,) in self._base.execute(
                    "SELECT count FROM posting WHERE name = 'article' AND kind = ? AND value = ?", (kind, article.id)
                )
            }
        return Coverage(
            article,
            len(body),
            tuple(c for c in body if c not in cited),
            {k: counted.get(k, 0) for k in KINDS if k != "article"},
        )


def _bounds(first: int, last: int) -> tuple[int, int]:
    """Return the numbers of a kind's records. Raises ValueError or TypeError where they are none."""
    if not 0 < index(first) <= index(last) <= MOST_NUMBERS:
        raise ValueError(f"no numbers: {first} to {last}")
    return first, last


def pairs(links: Iterable[Link]) -> list[tuple[str, str]]:
    """Return links as pairs of field and id or citation, as `sourcing` takes them."""
    return [(link.field, link.row.id) for link in links]


def below(numbers: Sequence[int], number: int) -> int:
    """Return how many of ascending numbers are less than one."""
    return numbers.below(number) if isinstance(numbers, Numbers) else bisect_left(numbers, number)
