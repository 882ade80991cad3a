"""The derived index beside a store: one SQLite file, made from the store alone and thrown away at will.

It knows where each document lies, what each record links and is linked by, the facets to filter by, and the folded words
to search. Numbers run through all documents in the order of lists, a kind's in one row, so that an unfiltered list is a range,
and what a facet has is a set of bits.
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from ..corpus.fold import skeleton, words
from ..corpus.kinds import BY_PREFIX, KINDS, ON_THE_LINE
from ..errors import StoreDamaged
from ..progress import Progress
from . import tinydb_file
from .files import cannot_write, replacing
from .gaps import gaps
from .headline import TITLED, headline, tag
from .notes import Notes
from .numbers import bits_of, packed, places_of
from .sourcing import mark_bits, marks_in, needed, own_marks, told_marks

Record = dict[str, Any]

_KIND_OF = {kind.plural: name for name, kind in KINDS.items()} | {"paragraphs": "paragraph"}
_TABLE_OF = {kind: table for table, kind in _KIND_OF.items()}

LAYOUT = 3
"""Version of these tables; an index of another is made again."""

QUICK = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; BEGIN;"
"""How a file is written that nobody reads before it is done."""
TABLES = """
CREATE TABLE info (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE doc (n INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, number INT, title TEXT,
                  tag TEXT, factuality TEXT, edtf TEXT, earliest TEXT, latest TEXT, lasting INT, marks INT);
CREATE TABLE spot (tab TEXT, number INT, offset INT, length INT, crc INT, PRIMARY KEY (tab, number)) WITHOUT ROWID;
CREATE TABLE size (tab TEXT PRIMARY KEY, count INT) WITHOUT ROWID;
CREATE TABLE kind (name TEXT PRIMARY KEY, first INT, last INT) WITHOUT ROWID;
CREATE TABLE month (kind TEXT, month TEXT, first INT, last INT, PRIMARY KEY (kind, month)) WITHOUT ROWID;
CREATE TABLE link (src INT, seq INT, field TEXT, dst INT, PRIMARY KEY (src, seq)) WITHOUT ROWID;
CREATE TABLE posting (name TEXT, kind TEXT, value TEXT, count INT, numbers BLOB, PRIMARY KEY (name, kind, value)) WITHOUT ROWID;
CREATE TABLE name (bones TEXT, folded TEXT, n INT, form TEXT, spelling INT, PRIMARY KEY (n, form)) WITHOUT ROWID;
CREATE TABLE words (n INTEGER PRIMARY KEY, name TEXT, text TEXT);
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, size INT, changed INT, inode INT, sha TEXT, ids TEXT);
CREATE TABLE warning (file TEXT, line INT, column INT, code TEXT, message TEXT);
CREATE VIRTUAL TABLE fts USING fts5(name, text, content='', prefix='1 2 3', tokenize="ascii");
CREATE VIRTUAL TABLE fts_name USING fts5(name, content='', prefix='1 2 3', tokenize="ascii");
"""
INDEXES = """
INSERT INTO fts (rowid, name, text) SELECT n, name, text FROM words;
INSERT INTO fts_name (rowid, name) SELECT n, name FROM words WHERE name <> '';
CREATE UNIQUE INDEX doc_id ON doc (id);
CREATE INDEX link_dst ON link (dst, src);
CREATE INDEX name_bones ON name (bones);
CREATE INDEX name_folded ON name (folded);
CREATE INDEX doc_end ON doc (kind, coalesce(latest, earliest));
CREATE INDEX doc_lasting ON doc (n, earliest, latest) WHERE lasting;
INSERT INTO kind SELECT kind, min(n), max(n) FROM doc GROUP BY kind;
INSERT INTO month SELECT kind, substr(coalesce(earliest, latest), 1, 7) AS month, min(n), max(n) FROM doc
  WHERE coalesce(earliest, latest) IS NOT NULL GROUP BY kind, month;
"""


def index_path(store: Path, generation: str) -> Path:
    """Return where the index of a store's generation lies: its name carries the generation, so one rename swaps both."""
    return store.with_name(f"{store.stem}.{generation[:12]}.index")


def write_index(store: Path, path: Path, notes: Notes | None = None, progress: Progress | None = None) -> None:
    """Make the index of a store at `path`, with what its builder wants to remember.

    Raises StoreDamaged where the store is not whole, StoreError where it cannot be written.
    """
    try:
        with replacing(path) as temporary, closing(sqlite3.connect(temporary, isolation_level=None)) as base:
            base.executescript(QUICK + TABLES)
            _fill(base, store, progress)
            if notes:
                notes.write(base)
            base.executescript(INDEXES + "PRAGMA optimize;")  # commits what went before
            base.close()
            seal(temporary)
    except sqlite3.Error as error:
        raise cannot_write(path, str(error)) from error
    except (LookupError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise StoreDamaged(f"{store}: not a store that khabar built; build it again with khabar build") from error


_SEAL = slice(60, 64)
"""Where SQLite keeps the user's own version number in a file: here, the CRC-32 of the rest of it."""
MOST_CHECKED = 4 << 20
"""Bytes up to which an index is checked whole when it is opened, some 1.5 ms each MB; SQLite notices little of what is lost
within a page."""


def _crc(file: BinaryIO) -> bytes:
    crc = zlib.crc32(file.read(_SEAL.start))
    file.seek(_SEAL.stop)
    while data := file.read(1 << 20):
        crc = zlib.crc32(data, crc)
    return crc.to_bytes(4, "big")


def seal(index: Path) -> None:
    """Note in an index that is finished what it holds."""
    with open(index, "r+b") as file:
        crc = _crc(file)
        file.seek(_SEAL.start)
        file.write(crc)


def is_whole(index: Path) -> bool:
    """Say whether an index is what was written, every byte of it. Raises OSError where it cannot be read."""
    with open(index, "rb") as file:
        crc = _crc(file)
        file.seek(_SEAL.start)
        return file.read(4) == crc


def generation_of(store: Path) -> str:
    """Return the generation a store says it is. Raises StoreDamaged or StoreError."""
    return _generation_in(tinydb_file.head(store)[0], store)


def _generation_in(meta: Record, store: Path) -> str:
    generation = meta.get("generation")
    if not isinstance(generation, str) or not generation.isalnum():
        raise StoreDamaged(f"{store}: the store names no generation; build it again with khabar build")
    return generation


def open_index(store: Path) -> tuple[sqlite3.Connection, Record, tinydb_file.Spot]:
    """Open the index of a store, read-only; return it with the store's `meta` and where that lies.

    Raises StoreDamaged where there is none, or not this store's.
    """
    meta, spot = tinydb_file.head(store)
    path = index_path(store, _generation_in(meta, store))
    try:
        if path.stat().st_size <= MOST_CHECKED and not is_whole(path):
            raise StoreDamaged(f"{path}: the index is damaged; it is made again from the store")
    except OSError as error:
        raise StoreDamaged(f"{path}: no index; it is made again from the store") from error
    try:
        # never changed in place, so no locks are needed and none are left
        base = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        info = dict(base.execute("SELECT name, value FROM info"))
    except (sqlite3.Error, ValueError) as error:
        raise StoreDamaged(f"{path}: the index is damaged ({error}); it is made again from the store") from error
    size = info.get("size")
    if info.get("layout") != LAYOUT:
        base.close()
        raise StoreDamaged(f"{path}: the index of another khabar; it is made again from the store")
    if size != store.stat().st_size:
        base.close()
        raise StoreDamaged(
            f"{store}: {store.stat().st_size} bytes where {size} were written; build it again with khabar build"
        )
    return base, meta, spot


def _fill(base: sqlite3.Connection, store: Path, progress: Progress | None) -> None:
    filling, size = _Filling(base), store.stat().st_size
    for table, number, spot, record in tinydb_file.scan(store):
        filling.sizes[table] = number
        if progress and number % 1000 == 0:
            progress("indexing", spot.offset, size)
        base.execute("INSERT INTO spot VALUES (?,?,?,?,?)", (table, number, spot.offset, spot.length, spot.crc))
        if kind := _KIND_OF.get(table):
            filling.add(kind, number, record)
        elif table == "xref":  # the last table: every record has its number by now
            filling.link(record)
    filling.end()
    finish(base, size)


def finish(base: sqlite3.Connection, size: int) -> None:
    """Note of which store this is the index, and how much stands in it."""
    base.execute("INSERT INTO size SELECT tab, count(*) FROM spot GROUP BY tab")
    base.executemany("INSERT INTO info VALUES (?,?)", (("size", size), ("layout", LAYOUT)))


def table_of(kind: str) -> str:
    """Return the table of a store in which the documents of a kind stand."""
    return _TABLE_OF[kind]


class _Filling:
    """An index that is being filled, record by record."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.known = Known({}, {})
        self.marks = array("B", (0,))  # by number, which counts from 1
        self.sizes: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.postings: dict[tuple[str, str, str], array[int]] = {}
        self.beginnings: dict[str, dict[str, array[int]]] = {}
        self.words: set[str] = set()

    def add(self, kind: str, number: int, record: Record) -> None:
        """Put a record in, but for its links."""
        name = record["id"]
        n = self.numbers[name] = len(self.numbers) + 1
        self.first.setdefault(kind, n)
        title = headline(kind, record, lambda other: self.titles.get(other, other))
        if kind in TITLED:
            self.titles[name] = title
        self.known.note(kind, record)
        self.marks.append(mark_bits(own_marks(kind, record)))
        insert_doc(self.base, doc_row(n, kind, number, title, record, self.marks[n]))
        name_words, text_words = add_words(self.base, n, kind, record)
        self.post(kind, n, own_facets(kind, record))
        self.words.update(name_words.split(), text_words.split())
        known = self.beginnings.setdefault(kind, {})
        for word in beginnings(name_words, text_words):
            known.setdefault(word, array("I")).append(n - self.first[kind])

    def link(self, xref: Record) -> None:
        """Put the links of a record in."""
        n, kind = self.numbers[xref["id"]], BY_PREFIX.get(xref["id"].partition(":")[0])
        self.base.executemany(
            "INSERT INTO link VALUES (?,?,?,?)",
            [(n, i, path, self.numbers[target]) for i, (path, target) in enumerate(xref["links"])],
        )
        if kind and "#" not in xref["id"]:
            self.post(kind.name, n, link_facets(xref["links"], self.known))
            told = told_marks(kind.name, xref["links"], xref["linked_from"], self.known.others.__getitem__)
            self.marks[n] |= mark_bits(told)

    def post(self, kind: str, n: int, values: Iterable[tuple[str, str]]) -> None:
        """Note what a record can be filtered by."""
        place = n - self.first[kind]
        for name, value in with_any(values):
            places = self.postings.get((name, kind, value))
            if places is None:
                self.postings[name, kind, value] = array("I", (place,))
            elif places[-1] != place:
                places.append(place)

    def end(self) -> None:
        """Write what could only be written at the end."""
        self._mark()
        self.base.executemany("INSERT INTO word VALUES (?)", ((word,) for word in sorted(self.words)))
        for (name, kind, value), places in sorted(self.postings.items()):
            data = packed(places, self.sizes[_TABLE_OF[kind]])
            self.base.execute("INSERT INTO posting VALUES (?,?,?,?,?)", (name, kind, value, len(places), data))
        for kind, known in self.beginnings.items():
            size = self.sizes[_TABLE_OF[kind]]
            self.base.executemany(
                "INSERT INTO posting VALUES (?,?,?,?,?)",
                ((PREFIX, kind, prefix, len(places), packed(places, size)) for prefix, places in _common(known, size)),
            )

    def _mark(self) -> None:
        """Write the marks of all records, which follow from others too."""
        marked = ((MARKED | bits, n) for n, bits in enumerate(self.marks) if bits)
        self.base.executemany("UPDATE doc SET marks = ? WHERE n = ?", marked)
        for kind, first in self.first.items():
            for n in range(first, first + self.sizes[_TABLE_OF[kind]]):
                if self.marks[n]:
                    self.post(kind, n, (("mark", mark) for mark in marks_in(self.marks[n])))


LONGEST_PREFIX = 4
PREFIX = "^"
"""The name under which the index keeps what has a word that begins so; no facet is called that."""
RARE, SHARE = 1000, 64


def is_common(count: int, size: int) -> bool:
    """Say whether so many records of a kind of that size are too many to be fetched one by one as a reader types."""
    return count > max(RARE, size // SHARE)


def beginnings(*texts: str) -> set[str]:
    """Return the longest beginnings of folded words that are kept."""
    return {word[:LONGEST_PREFIX] for text in texts for word in text.split()}


def prefixes(*texts: str) -> set[tuple[str, str]]:
    """Return all beginnings of folded words that may be kept, as facets."""
    return {(PREFIX, word[:length]) for word in beginnings(*texts) for length in range(1, len(word) + 1)}


def _common(known: dict[str, array[int]], size: int) -> Iterator[tuple[str, array[int]]]:
    """Yield each beginning that is common, with the places of the records that have it."""
    for length in range(1, LONGEST_PREFIX + 1):
        long_enough = sorted(word for word in known if len(word) >= length)
        for prefix, group in groupby(long_enough, itemgetter(slice(length))):
            lists = [known[word] for word in group]
            if is_common(sum(map(len, lists)), size):
                places = places_of(bits_of(chain.from_iterable(lists), size))
                if is_common(len(places), size):
                    yield prefix, places


MARKED = 64
"""Set in the marks of every row, so that each takes a byte and can be written over in its place."""


def insert_doc(base: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    """Write the row of a record, in place of one that is there."""
    base.execute("REPLACE INTO doc VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", row)


def doc_row(n: int, kind: str, number: int, title: str, record: Record, marks: int) -> tuple[Any, ...]:
    """Return the row of a record in the table `doc`; `marks` are its marks as bits."""
    edtf, earliest, latest = _dates(record)
    lasting = edtf is not None and (
        earliest is None or latest is None or (date.fromisoformat(latest) - date.fromisoformat(earliest)).days > MONTH
    )
    factuality = record.get("factuality", "")
    about = n, record["id"], kind, number, title, tag(kind, record), factuality
    return *about, edtf, earliest, latest, lasting, MARKED | marks


MONTH = 31
"""Days beyond which, or where it is open, a date is looked for by itself; the others lie close to where they begin."""


def _dates(record: Record) -> tuple[str | None, str | None, str | None]:
    when = _main_date(record)
    return when.get("edtf"), when.get("earliest"), when.get("latest")


def _main_date(record: Record) -> Record:
    """Return the date by which a record is listed, empty where it has none."""
    return record.get("when") or record.get("as_of") or record.get("published") or {}


def words_of(kind: str, record: Record) -> tuple[str, str]:
    """Return the folded words of a record's names or title, and of its texts."""
    names = [name["text"] for name in record.get("names", [])]
    titles = [record["title"]] if kind in ("article", "event", "agreement", "round", "thread") else []
    return " ".join(word for name in [*titles, *names] for word in words(name)), " ".join(
        words(" ".join(texts(record)))
    )


def add_words(base: sqlite3.Connection, n: int, kind: str, record: Record) -> tuple[str, str]:
    """Make a record findable by its words, and return them."""
    names, text = words_of(kind, record)
    base.execute("INSERT INTO words VALUES (?,?,?)", (n, names, text))
    base.executemany(
        "INSERT OR IGNORE INTO name VALUES (?,?,?,?,?)",
        [
            (
                skeleton(name["text"]),
                " ".join(words(name["text"])),
                n,
                name["text"],
                name.get("kind", "alias") in _SPELLINGS,
            )
            for name in record.get("names", [])
        ],
    )
    return names, text


_SPELLINGS = ("preferred", "alias")
"""The kinds of name that are ways of writing one; a title or a descriptor is another word, not another spelling."""

# What is read as text when searching: not codes, ids, citations or dates.
_TEXTS = frozenset(
    (
        "title",
        "digest",
        "summary",
        "outcome",
        "note",
        "content",
        "term",
        "said",
        "measures",
        "question",
        "label",
        "view",
        "why",
        "outside",
        "size",
        "role",
        "venue",
        "process",
        "quantity",
    )
)


def texts(value: Any, name: str = "") -> Iterator[str]:
    """Yield the words of a record that a reader may search for, in its order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, name)
    elif isinstance(value, str) and name in _TEXTS:
        yield value


@dataclass(frozen=True)
class Known:
    """What facets and marks need of other records: what each place lies in, and of each the few fields that `sourcing` names."""

    parents: dict[str, list[str]]
    others: dict[str, Record]
    alike: dict[str, Record] = field(default_factory=dict)
    """One of all that say the same, by what it says: most claims go one of few ways."""

    def note(self, kind: str, record: Record) -> None:
        """Note what other records may need of this one."""
        if kind == "place":
            above = [record["parent"]] if "parent" in record else []
            self.parents[record["id"]] = [*above, *record.get("also_within", [])]
        if few := needed(kind, record):
            self.others[record["id"]] = self.alike.setdefault(repr(few), few)


_CODES = (
    "type", "kind", "factuality", "aspect", "side", "status", "polarity", "certainty", "qualifier", "known_from", "form", "language",
    "shape", "layer",
)  # fmt: skip


def own_facets(kind: str, record: Record) -> Iterator[tuple[str, str]]:
    """Yield (facet, value) of a record: what a list can be filtered by, as far as the record says it by itself."""
    for name in _CODES:
        if isinstance(record.get(name), str):
            yield name, record[name]
    if "factuality" in record:
        yield "line", "on" if record["factuality"] in ON_THE_LINE else "off"
    for participant in record.get("participants", []):
        yield "role", participant["role"]
    if kind != "paragraph":
        for gap in gaps(kind, record):
            yield "gap", gap
    if "outlet" in record:
        yield "by", record["outlet"]
    if when := _main_date(record):
        yield "date", when["basis"]


def with_any(values: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return facets with (facet, "") for each that has a value at all."""
    found = set(values)
    return found | {(name, "") for name, _ in found}


def link_facets(links: Iterable[Sequence[str]], known: Known) -> Iterator[tuple[str, str]]:
    """Yield (facet, value) of a record that follow from whom it names. A place counts for all that it lies in."""
    for path, target in links:
        field = path.rpartition(".")[2]
        if field in ("cite", "seen_in"):
            yield "article", "art:" + target.partition("#")[0]
            yield "cite", target
        elif target.startswith("plc:"):
            for place in {target} | set(_above(target, known.parents)):
                yield "place", place
        elif field in ("according_to", "speaker"):
            yield "by", target
            yield "said", known.others[target]["kind"]
        elif target.startswith(("act:", "out:")):
            yield "actor", target


def _above(place: str, parents: dict[str, list[str]]) -> Iterator[str]:
    seen: set[str] = set()
    waiting = list(parents.get(place, []))
    while waiting:
        up = waiting.pop()
        if up not in seen:
            seen.add(up)
            yield up
            waiting += parents.get(up, [])
