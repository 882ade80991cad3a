"""The derived index beside a store: one SQLite file, made from the store alone and thrown away at will.

It knows where each document lies, what each record links and is linked by, the facets to filter by, and the folded words
to search. Numbers run through all documents in the order of lists, a kind's in one row, so that an unfiltered list is a range.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..corpus.fold import skeleton, words
from ..corpus.kinds import KINDS, ON_THE_LINE
from ..errors import StoreDamaged
from . import tinydb_file
from .files import cannot_write, replacing
from .gaps import gaps
from .headline import headline, tag
from .walk import targets

Record = dict[str, Any]

_KIND_OF = {kind.plural: name for name, kind in KINDS.items()} | {"paragraphs": "paragraph"}

_TABLES = """
CREATE TABLE info (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE doc (n INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, number INT, title TEXT,
                  tag TEXT, factuality TEXT, edtf TEXT, earliest TEXT, latest TEXT);
CREATE TABLE spot (tab TEXT, number INT, offset INT, length INT, crc INT, PRIMARY KEY (tab, number)) WITHOUT ROWID;
CREATE TABLE kind (name TEXT PRIMARY KEY, first INT, last INT) WITHOUT ROWID;
CREATE TABLE link (src INT, seq INT, field TEXT, dst INT, PRIMARY KEY (src, seq)) WITHOUT ROWID;
CREATE TABLE facet (name TEXT, value TEXT, n INT, PRIMARY KEY (name, value, n)) WITHOUT ROWID;
CREATE TABLE name (bones TEXT, folded TEXT, n INT, form TEXT, spelling INT, PRIMARY KEY (n, form)) WITHOUT ROWID;
CREATE VIRTUAL TABLE fts USING fts5(name, text, content='', prefix='1 2 3', tokenize="ascii");
"""
_INDEXES = """
CREATE UNIQUE INDEX doc_id ON doc (id);
CREATE INDEX link_dst ON link (dst, src);
CREATE INDEX name_bones ON name (bones);
CREATE INDEX name_folded ON name (folded);
"""


def index_path(store: Path, generation: str) -> Path:
    """Return where the index of a store's generation lies: its name carries the generation, so one rename swaps both."""
    return store.with_name(f"{store.stem}.{generation[:12]}.index")


def write_index(store: Path, path: Path) -> None:
    """Make the index of a store at `path`. Raises StoreDamaged where the store is not whole, StoreError where it cannot be written."""
    try:
        with replacing(path) as temporary, closing(sqlite3.connect(temporary, isolation_level=None)) as base:
            base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;" + _TABLES)
            _fill(base, store)
            base.executescript(_INDEXES + "PRAGMA optimize;")  # commits what went before
            base.close()
            _seal(temporary)
    except sqlite3.Error as error:
        raise cannot_write(path, str(error)) from error
    except (KeyError, TypeError, AttributeError, IndexError, UnicodeError) as error:
        raise StoreDamaged(f"{store}: not a store that khabar built; build it again with khabar build") from error


_SEAL = slice(60, 64)
"""Where SQLite keeps the user's own version number in a file: here, the CRC-32 of the rest of it."""
MOST_CHECKED = 16 << 20
"""Bytes up to which an index is checked whole when it is opened; SQLite notices little of what is lost within a page."""


def _crc(data: bytes | bytearray) -> int:
    return zlib.crc32(data[: _SEAL.start] + data[_SEAL.stop :])


def _seal(index: Path) -> None:
    data = bytearray(index.read_bytes())
    data[_SEAL] = _crc(data).to_bytes(4, "big")
    index.write_bytes(data)


def _is_whole(index: Path) -> bool:
    if index.stat().st_size > MOST_CHECKED:
        return True
    data = index.read_bytes()
    return data[_SEAL] == _crc(data).to_bytes(4, "big")


def generation_of(store: Path) -> str:
    """Return the generation a store says it is. Raises StoreDamaged or StoreError."""
    generation = tinydb_file.head(store).get("generation")
    if not isinstance(generation, str) or not generation.isalnum():
        raise StoreDamaged(f"{store}: the store names no generation; build it again with khabar build")
    return generation


def open_index(store: Path) -> sqlite3.Connection:
    """Open the index of a store, read-only. Raises StoreDamaged where there is none, or not this store's."""
    path = index_path(store, generation_of(store))
    try:
        if not _is_whole(path):
            raise StoreDamaged(f"{path}: the index is damaged; it is made again from the store")
    except OSError as error:
        raise StoreDamaged(f"{path}: no index; it is made again from the store") from error
    try:
        # never changed in place, so no locks are needed and none are left
        base = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        ((size,),) = base.execute("SELECT value FROM info WHERE name = 'size'").fetchall()
    except (sqlite3.Error, ValueError) as error:
        raise StoreDamaged(f"{path}: the index is damaged ({error}); it is made again from the store") from error
    if size != store.stat().st_size:
        base.close()
        raise StoreDamaged(
            f"{store}: {store.stat().st_size} bytes where {size} were written; build it again with khabar build"
        )
    return base


def _fill(base: sqlite3.Connection, store: Path) -> None:
    titles: dict[str, str] = {}
    known = Known({}, {})
    numbers: dict[str, int] = {}
    pending: list[tuple[int, str, Record]] = []
    for table, number, spot, record in tinydb_file.scan(store):
        base.execute("INSERT INTO spot VALUES (?,?,?,?,?)", (table, number, spot.offset, spot.length, spot.crc))
        kind = _KIND_OF.get(table)
        if kind is None:
            continue
        n = len(numbers) + 1
        numbers[record["id"]] = n
        titles[record["id"]] = headline(kind, record, lambda name: titles.get(name, name))
        if kind == "place":
            known.parents[record["id"]] = [
                *([record["parent"]] if "parent" in record else []),
                *record.get("also_within", []),
            ]
        base.execute(
            "INSERT INTO doc VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                n,
                record["id"],
                kind,
                number,
                titles[record["id"]],
                tag(kind, record),
                record.get("factuality", ""),
                *_dates(record),
            ),
        )
        if kind in ("actor", "outlet"):
            known.kinds[record["id"]] = record["kind"]
        _add_words(base, n, kind, record)
        if kind != "paragraph":
            pending.append((n, kind, record))
    for n, kind, record in pending:
        links = [(path, target) for path, target in targets(kind, record) if target in numbers]
        base.executemany(
            "INSERT INTO link VALUES (?,?,?,?)", [(n, i, path, numbers[t]) for i, (path, t) in enumerate(links)]
        )
        base.executemany(
            "INSERT OR IGNORE INTO facet VALUES (?,?,?)", [(f, v, n) for f, v in facets(kind, record, known)]
        )
    base.execute("INSERT INTO kind SELECT kind, min(n), max(n) FROM doc GROUP BY kind")
    base.execute("INSERT INTO info VALUES ('size', ?)", (store.stat().st_size,))


def _dates(record: Record) -> tuple[str | None, str | None, str | None]:
    when = record.get("when") or record.get("as_of") or record.get("published") or {}
    return when.get("edtf"), when.get("earliest"), when.get("latest")


def _add_words(base: sqlite3.Connection, n: int, kind: str, record: Record) -> None:
    names = [(name["text"], name.get("kind", "alias") in _SPELLINGS) for name in record.get("names", [])]
    titles = [record["title"]] if kind in ("article", "event", "agreement", "round", "thread") else []
    base.execute(
        "INSERT INTO fts (rowid, name, text) VALUES (?,?,?)",
        (
            n,
            " ".join(word for name in [*titles, *(text for text, _ in names)] for word in words(name)),
            " ".join(words(" ".join(texts(record)))),
        ),
    )
    base.executemany(
        "INSERT OR IGNORE INTO name VALUES (?,?,?,?,?)",
        [(skeleton(text), " ".join(words(text)), n, text, spelling) for text, spelling in names],
    )


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
    """What facets need of other records: what each place lies in, what kind each actor or outlet is."""

    parents: dict[str, list[str]]
    kinds: dict[str, str]


def facets(kind: str, record: Record, known: Known) -> Iterator[tuple[str, str]]:
    """Yield (facet, value) of a record: what a list can be filtered by. A place counts for all that it lies in."""
    for name in (
        "type",
        "kind",
        "factuality",
        "aspect",
        "side",
        "status",
        "polarity",
        "certainty",
        "qualifier",
        "known_from",
        "form",
        "language",
        "shape",
        "layer",
    ):
        if isinstance(record.get(name), str):
            yield name, record[name]
    if "factuality" in record:
        yield "line", "on" if record["factuality"] in ON_THE_LINE else "off"
    for path, target in targets(kind, record):
        field = path.rpartition(".")[2]
        if field in ("cite", "seen_in"):
            yield "article", "art:" + target.partition("#")[0]
            yield "cite", target
        elif target.startswith("plc:"):
            for place in {target} | set(_above(target, known.parents)):
                yield "place", place
        elif field in ("according_to", "speaker"):
            yield "by", target
            yield "said", known.kinds.get(target, "")
        elif target.startswith(("act:", "out:")):
            yield "actor", target
    for participant in record.get("participants", []):
        yield "role", participant["role"]
    for gap in gaps(kind, record):
        yield "gap", gap
    if "outlet" in record:
        yield "by", record["outlet"]


def _above(place: str, parents: dict[str, list[str]]) -> Iterator[str]:
    seen: set[str] = set()
    waiting = list(parents.get(place, []))
    while waiting:
        up = waiting.pop()
        if up not in seen:
            seen.add(up)
            yield up
            waiting += parents.get(up, [])
