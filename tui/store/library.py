"""The Library: all that a pane or a command may ask of a store. It answers with no more than is shown."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..corpus.fold import skeleton, words
from ..corpus.kinds import BY_PREFIX, KINDS
from ..errors import StoreDamaged, UsageError
from .gaps import GAPS
from .index import generation_of, index_path, open_index, texts
from .query import Facet, Query
from .tinydb_file import Spot, open_tables

Record = dict[str, Any]

_NAMED = {"actor": ("actor", "outlet"), "by": ("actor", "outlet"), "place": ("place",)}
_ROW = "n, id, kind, title, tag, factuality, edtf, earliest, latest"


@dataclass(frozen=True)
class Row:
    """A record as a list shows it. `edtf`, `earliest` and `latest` are of its main date, None where it has none."""

    n: int
    id: str
    kind: str
    title: str
    tag: str
    factuality: str
    edtf: str | None
    earliest: str | None
    latest: str | None


@dataclass(frozen=True)
class Link:
    """One record naming another: the field it does so in, and the other."""

    field: str
    row: Row


@dataclass(frozen=True)
class Hit:
    """A record that a search found: in a `name`, by the `sound` of a name, or in its `text`, and the line it stands in."""

    row: Row
    where: str
    line: str


@dataclass(frozen=True)
class Coverage:
    """How far an article is coded: its body paragraphs, those that nothing cites, and how many records of each kind cite it."""

    article: Row
    paragraphs: int
    uncited: tuple[str, ...]
    kinds: dict[str, int]


class Library:
    """A store, open for reading. Raises StoreDamaged from any call where the bytes are not those that were built."""

    def __init__(self, store: Path, mend: Callable[[], None] | None = None) -> None:
        """Open a store. `mend` builds it again; it is called once, when a document turns out to be damaged."""
        self.path = store
        self._mend = mend
        self._open()
        self.row = lru_cache(4096)(self._row)
        self.record = lru_cache(64)(self._record)

    def _open(self) -> None:
        self.generation = generation_of(self.path)
        self._base = open_index(self.path)
        with self._reading():
            sizes = dict(self._base.execute("SELECT tab, max(number) FROM spot GROUP BY tab"))
            self._kinds = {name: (first, last) for name, first, last in self._base.execute("SELECT * FROM kind")}
        self._tables = open_tables(self.path, self._spot, sizes)
        self._meta = self._document("meta", 1)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> StoreDamaged:
        """Throw the index away, so that it is made again at the next start, and return the error that says so."""
        index_path(self.path, self.generation).unlink(missing_ok=True)
        return StoreDamaged(f"{self.path}: its index is damaged ({why}); start khabar again")

    def _spot(self, table: str, number: int) -> Spot | None:
        with self._reading():
            found = self._base.execute(
                "SELECT offset, length, crc FROM spot WHERE tab = ? AND number = ?", (table, number)
            ).fetchone()
        return Spot(*found) if found else None

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

    # -- the whole

    @property
    def about(self) -> Record:
        """What `corpus.yaml` says: title, description, language, licence."""
        return dict(self._meta["about"])

    def word(self, vocabulary: str, code: str) -> str:
        """Return the title of a code of the vocabulary, such as `armed_clash`; the code itself where it has none."""
        entry = self._meta["vocabulary"].get(vocabulary, {}).get(code)
        return str(entry["title"]) if entry else code.replace("_", " ")

    def count(self, kind: str) -> int:
        """Return how many records there are of a kind."""
        return len(self.numbers(kind))

    def extent(self, numbers: Sequence[int]) -> tuple[str | None, str | None]:
        """Return the first and the last day (ISO) that any of these records is bound by."""
        if not numbers:
            return None, None
        chosen = "n BETWEEN ? AND ?" if isinstance(numbers, range) else f"n IN ({','.join(map(str, numbers))})"
        values = (numbers[0], numbers[-1]) if isinstance(numbers, range) else ()
        sql = "SELECT min(coalesce(earliest, latest)), max(coalesce(latest, earliest)) FROM doc WHERE "
        with self._reading():
            days = self._base.execute(sql + chosen, values).fetchone()
        return days[0], days[1]

    # -- rows and records

    def numbers(self, kind: str, query: Query | None = None) -> Sequence[int]:
        """Return the numbers of a kind's records in list order, those that answer the query; cheap whatever the size."""
        first, last = self._kinds.get(kind, (1, 0))
        if not query:
            return range(first, last + 1)
        where, values = ["n BETWEEN ? AND ?"], [first, last]
        bound: list[Any] = values
        match = self._match(query.words)
        if query.words and not match:
            return range(0)
        if match:
            where.append("n IN (SELECT rowid FROM fts WHERE fts MATCH ?)")
            bound.append(match)
        for facet in query.facets:
            options = self._options(facet)
            marks = ",".join("?" * len(options))
            where.append(f"n {'NOT ' * facet.negated}IN (SELECT n FROM facet WHERE name = ? AND value IN ({marks}))")
            bound += [facet.name, *options]
        # a record with no date at all touches no span; an open side reaches as far as it goes
        if query.earliest:
            where.append("edtf IS NOT NULL AND coalesce(latest, '9999') >= ?")
            bound.append(query.earliest)
        if query.latest:
            where.append("edtf IS NOT NULL AND coalesce(earliest, '0000') <= ?")
            bound.append(query.latest)
        with self._reading():
            found = self._base.execute(f"SELECT n FROM doc WHERE {' AND '.join(where)} ORDER BY n", bound)
            return array("q", (n for (n,) in found))

    def _options(self, facet: Facet) -> list[str]:
        """Return the values that a facet's value may mean."""
        value = _unicode(facet.value)
        return sorted({value, *self._named(value, _NAMED.get(facet.name, ()))})

    def check(self, kind: str, query: Query) -> None:
        """Raise UsageError where a facet is asked for a value that no record of a kind has, saying what there is."""
        first, last = self._kinds.get(kind, (1, 0))
        for facet in query.facets:
            with self._reading():
                found = self._base.execute(
                    "SELECT DISTINCT value FROM facet WHERE name = ? AND n BETWEEN ? AND ? ORDER BY value",
                    (facet.name, first, last),
                )
                known = [value for (value,) in found]
            named = facet.name in _NAMED
            if set(known) & set(self._options(facet)) or (
                named and any(self.number(option) is not None for option in self._options(facet))
            ):
                continue
            if named:
                raise UsageError(f"{facet.name}: nobody and nothing here is called {facet.value!r}")
            if not known:
                raise UsageError(f"{facet.name}: nothing here has one")
            near = get_close_matches(facet.value, known, n=1)
            there = (
                f"did you mean {near[0]}?" if near else f"there are {' '.join(known[:12])}{' …' * (len(known) > 12)}"
            )
            raise UsageError(f"{facet.name}: nothing has {facet.value!r}; {there}")

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """Return the rows of these numbers, in their order."""
        return [self.row(n) for n in numbers]

    def _row(self, n: int) -> Row:
        with self._reading():
            found = self._base.execute(f"SELECT {_ROW} FROM doc WHERE n = ?", (n,)).fetchone()
        if found is None and any(first <= n <= last for first, last in self._kinds.values()):
            raise self._damaged("a row is missing")
        if found is None:
            raise KeyError(n)
        return Row(*found)

    def number(self, name: str) -> int | None:
        """Return the number of a record or paragraph by id or citation, None where there is none."""
        with self._reading():
            found = self._base.execute("SELECT n FROM doc WHERE id = ?", (_unicode(name),)).fetchone()
        return int(found[0]) if found else None

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
            found = self._base.execute("SELECT kind, number FROM doc WHERE id = ?", (_unicode(name),)).fetchone()
        if found is None:
            raise KeyError(name)
        kind, number = found
        return self._document("paragraphs" if kind == "paragraph" else KINDS[kind].plural, number)

    # -- links

    def links(self, name: str) -> list[Link]:
        """Return what a record names, in the order of its fields, citations among them."""
        return self._links(name, "src", "dst", "seq")

    def linked_from(self, name: str) -> list[Link]:
        """Return what names a record or rests on a paragraph, in list order."""
        return self._links(name, "dst", "src", "src, seq")

    def _links(self, name: str, here: str, there: str, order: str) -> list[Link]:
        n = self.number(name)
        with self._reading():
            found = self._base.execute(
                f"SELECT field, {there} FROM link WHERE {here} = ? ORDER BY {order}", (n,)
            ).fetchall()
        return [Link(field, self.row(other)) for field, other in found]

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

    def _match(self, text: str) -> str:
        """Return an FTS5 expression for words that must all be there, each as a beginning or as a name's other spellings.

        "" where there are no words. Every word is quoted: what a reader types is no syntax.
        """
        every = (" OR ".join((f'"{word}"*', *(f'"{form}"' for form in self._spellings(word)))) for word in words(text))
        return " AND ".join(f"({one})" for one in every)

    def _spellings(self, word: str) -> list[str]:
        """Return the other spellings of the names that are spelt like this word, folded."""
        with self._reading():
            found = self._base.execute(
                "SELECT DISTINCT other.folded FROM name JOIN name AS other USING (n)"
                " WHERE name.folded = ? AND name.spelling AND other.spelling AND other.folded NOT IN ('', ?) ORDER BY 1",
                (word, word),
            )
            return [form for (form,) in found]

    def _named(self, name: str, kinds: tuple[str, ...]) -> Iterator[str]:
        """Yield the ids of these kinds that a name or the end of an id may mean."""
        if not kinds or ":" in name:
            return
        yield from (f"{KINDS[kind].prefix}:{name.casefold()}" for kind in kinds)
        spelt = " ".join(words(name))
        ways = (
            ("SELECT DISTINCT n FROM name WHERE n BETWEEN ? AND ? AND folded = ? AND folded <> ''", spelt),
            ("SELECT rowid FROM fts WHERE rowid BETWEEN ? AND ? AND fts MATCH ?", f"name : ({self._match(name)})"),
            ("SELECT DISTINCT n FROM name WHERE n BETWEEN ? AND ? AND bones = ? AND bones <> ''", skeleton(name)),
        )
        for kind in kinds if spelt else ():
            first, last = self._kinds.get(kind, (1, 0))
            for sql, value in ways:
                with self._reading():
                    found = self._base.execute(sql, (first, last, value)).fetchall()
                if found:
                    yield from (self.row(n).id for (n,) in found)
                    break

    def search(self, text: str, kind: str | None = None, limit: int = 50) -> list[Hit]:
        """Return what any spelling of these words finds: whole names first, then names, then names that sound alike, then text."""
        first, last = (
            self._kinds.get(kind, (1, 0)) if kind else (1, max((last for _, last in self._kinds.values()), default=0))
        )
        match, spelt = self._match(text), " ".join(words(text))
        if not match:
            return []
        asked = (
            ("name", "SELECT n, form FROM name WHERE folded = ? AND n BETWEEN ? AND ? ORDER BY n", spelt),
            (
                "name",
                "SELECT rowid, '' FROM fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT 200",
                f"name : ({match})",
            ),
            (
                "sound",
                "SELECT n, form FROM name WHERE bones = ? AND bones <> '' AND n BETWEEN ? AND ? ORDER BY n",
                skeleton(text),
            ),
            (
                "text",
                "SELECT rowid, '' FROM fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT 1000",
                match,
            ),
        )
        found: dict[int, tuple[str, str]] = {}
        if (n := self.number(text.strip())) is not None and first <= n <= last:
            found[n] = "name", ""
        for where, sql, value in asked:
            with self._reading():
                for n, form in self._base.execute(sql, (value, first, last)):
                    found.setdefault(n, (where, form))
            if len(found) >= limit:
                break
        return [self._hit(n, where, form, text) for n, (where, form) in list(found.items())[:limit]]

    def _hit(self, n: int, where: str, form: str, text: str) -> Hit:
        row = self.row(n)
        if where == "text" and (wanted := words(text)):
            record = self.record(row.id)
            form = next((line for line in texts(record) if any(w.startswith(wanted[0]) for w in words(line))), "")
        return Hit(row, where, form or row.title)

    # -- what is there and what is not

    def coverage(self) -> list[Coverage]:
        """Return for each article how far it is coded."""
        return [self._coverage(article) for article in self.rows(self.numbers("article"))]

    def not_stated(self) -> dict[str, list[Row]]:
        """Return the shelf of what the reporting leaves open: for each sort of gap (see `gaps.GAPS`) the records that have it."""
        with self._reading():
            found = self._base.execute("SELECT value, n FROM facet WHERE name = 'gap' ORDER BY n").fetchall()
        return {gap: [self.row(n) for value, n in found if value == gap] for gap in GAPS}

    def _coverage(self, article: Row) -> Coverage:
        cited = self.cited_in(article.id)
        body = [row.id for row in self.rows(self.paragraphs(article.id)) if row.tag.isdigit()]
        with self._reading():
            kinds = self._base.execute(
                "SELECT kind, count(*) FROM facet JOIN doc USING (n) WHERE name = 'article' AND value = ? GROUP BY kind",
                (article.id,),
            ).fetchall()
        counted = dict(kinds)
        return Coverage(
            article,
            len(body),
            tuple(c for c in body if c not in cited),
            {k: counted.get(k, 0) for k in KINDS if k != "article"},
        )


def _unicode(text: str) -> str:
    """Return text that SQLite can take: a byte that the shell could not read stands for nothing."""
    return text.encode("utf-8", "replace").decode()


def kind_of(name: str) -> str | None:
    """Return the kind that an id or citation belongs to, by its form; None where it is neither."""
    if "#" in name:
        return "paragraph"
    kind = BY_PREFIX.get(name.partition(":")[0]) if ":" in name else None
    return kind.name if kind else None
