"""A rebuild where documents come, go or move: what stays is carried over as it is, under another number.

The store is byte for byte that of a whole build; the index answers as one does.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from urllib.parse import quote

from ..corpus.kinds import KINDS
from ..errors import Problem
from ..progress import Progress
from .edit import Change, Declined, Edit
from .files import replacing
from .headline import headline
from .index import (
    INDEXES,
    MARKED,
    PREFIX,
    QUICK,
    TABLES,
    Known,
    add_words,
    doc_row,
    finish,
    index_path,
    insert_doc,
    link_facets,
    own_facets,
    prefixes,
    seal,
    table_of,
    with_any,
)
from .library import Library
from .look import Look
from .numbers import Stretch, bits_of, moved_bits, moved_places, packed, packed_bits, unpacked
from .order import Order
from .sourcing import mark_bits, marks_in, own_marks, told_marks
from .tinydb_file import Spot, encoded, write_bodies
from .walk import targets


def splice(
    looked: Look,
    library: Library,
    edit: Edit,
    changes: Sequence[Change],
    warnings: list[Problem],
    progress: Progress | None = None,
) -> None:
    """Write store and index beside the old ones and put them in their place. Raises Declined where the old ones are not sound."""
    order = Order(library, edit, changes)
    meta = {**library.meta, "generation": looked.generation, "counts": {kind: order.size[kind] for kind in KINDS}}
    with replacing(looked.store) as store, replacing(index_path(looked.store, looked.generation)) as index:
        with closing(sqlite3.connect(f"file:{quote(str(index))}", isolation_level=None, uri=True)) as base:
            base.execute("ATTACH ? AS old", (f"file:{quote(str(looked.index))}?mode=ro&immutable=1",))
            base.executescript(QUICK + TABLES)
            work = _Splice(base, library, edit, order, changes)
            work.carry()
            work.add()
            work.post()
            base.executescript(INDEXES + "BEGIN;")  # commits what went before
            work.mark()
            with open(store, "wb") as file, open(looked.store, "rb") as old:
                tables = work.tables(encoded(meta), old.fileno())
                spots = write_bodies(file, tables, progress)
                rows = ((table, number, spot.offset, spot.length, spot.crc) for table, number, spot in spots)
                base.executemany("INSERT INTO spot VALUES (?,?,?,?,?)", rows)
            finish(base, store.stat().st_size)
            base.executemany("DELETE FROM source WHERE name = ?", [(os.fsencode(name),) for name in edit.removed])
            looked.notes(edit.ids, warnings).write(base)
            base.executescript("PRAGMA main.optimize;")  # commits what went before
        seal(index)


_MOVED = "(SELECT {0} + r.by FROM run AS r WHERE r.start <= {0} ORDER BY r.start DESC LIMIT 1)"
_CARRIED = (
    (
        "doc",
        "n",
        "n + by, id, kind, number + by_in_kind, title, tag, factuality, edtf, earliest, latest, lasting, marks",
    ),
    ("words", "n", "n + by, name, text"),
    ("name", "n", "bones, folded, n + by, form, spelling"),
    ("link", "src", "src + by, seq, field, " + _MOVED.format("dst")),
)
"""The tables of which most rows are taken over: the number by which they go, and their columns under the new ones."""


class _Splice:
    """An index that is made from the one before, attached to it as `old`."""

    def __init__(
        self, base: sqlite3.Connection, library: Library, edit: Edit, order: Order, changes: Sequence[Change]
    ) -> None:
        self.base, self.library, self.edit, self.order = base, library, edit, order
        self.anew = {order.number(change.name): change for change in changes if change.new is not None}
        self.left = sorted(n for change in changes if (n := library.number(change.name)) is not None)
        self.first = {kind: numbers[0] for kind in order.first if (numbers := library.numbers(kind))}
        self.added: dict[str, dict[tuple[str, str], list[int]]] = {}

    def carry(self) -> None:
        """Take over what the index says of all that is as it was."""
        self.base.execute("CREATE TEMP TABLE run (start INTEGER PRIMARY KEY, stop INT, by INT, by_in_kind INT)")
        self.base.executemany(
            "INSERT INTO run VALUES (?,?,?,?)",
            [
                (run.start, run.stop, run.by, run.by + self.first[run.kind] - self.order.first[run.kind])
                for run in self.order.runs
            ],
        )
        self.base.execute("CREATE TEMP TABLE leave (n INTEGER PRIMARY KEY)")
        self.base.executemany("INSERT INTO leave VALUES (?)", [(n,) for n in self.left])
        for table, key, columns in _CARRIED:
            self.base.execute(
                f"INSERT INTO {table} SELECT {columns} FROM run CROSS JOIN old.{table} ON {key} BETWEEN start AND stop"
                f" WHERE {key} NOT IN (SELECT n FROM leave)"
            )
        for table in ("word", "source"):
            self.base.execute(f"INSERT INTO {table} SELECT * FROM old.{table}")

    def add(self) -> None:
        """Put in what is new, or is another now."""
        for n, change in self.anew.items():
            kind, record = change.kind, change.new or {}
            number = n - self.order.first[kind] + 1
            insert_doc(self.base, doc_row(n, kind, number, headline(kind, record, self._title), record, 0))
            found = add_words(self.base, n, kind, record)
            self.base.executemany(
                "INSERT OR IGNORE INTO word VALUES (?)", [(w,) for text in found for w in text.split()]
            )
            links = list(targets(kind, record)) if kind in KINDS else []
            self.base.executemany(
                "INSERT INTO link VALUES (?,?,?,?)",
                [(n, i, path, self.order.number(target)) for i, (path, target) in enumerate(links)],
            )
            facets = with_any({*own_facets(kind, record), *link_facets(links, self._known(links))}) | prefixes(*found)
            for facet in facets:
                self.added.setdefault(kind, {}).setdefault(facet, []).append(n - self.order.first[kind])

    def _title(self, name: str) -> str:
        one = self.edit.found.get(name)
        return headline(one.kind.name, one.value, str) if one else self.library.title(name)

    def _known(self, links: Iterable[tuple[str, str]]) -> Known:
        """Return what facets need to know of the records that are named."""
        known = Known({}, {})
        waiting = [target for _, target in links if target.startswith(("act:", "out:", "plc:"))]
        while waiting:
            name = waiting.pop()
            if name not in known.parents:
                one = self.edit.records[name]
                known.note(one.kind.name, one.value)
                waiting += known.parents.get(name, ())
        return known

    # -- what the records of a kind can be filtered by

    def post(self) -> None:
        """Write which records have a facet: for those that are as they were by where they stood."""
        for kind, first in self.order.first.items():
            runs = [
                Stretch(part.start - self.first[kind], len(part), part.start + run.by - first)
                for run in self.order.runs
                if run.kind == kind
                for part in _without(range(run.start, run.stop + 1), self.left)
            ]
            was, size = len(self.library.numbers(kind)), self.order.size[kind]
            if runs == [Stretch(0, size, 0)] and was == size:
                self.base.execute("INSERT INTO posting SELECT * FROM old.posting WHERE kind = ?", (kind,))
            else:
                self._post(kind, runs, was, size)

    def _post(self, kind: str, runs: Sequence[Stretch], was: int, size: int) -> None:
        added = self.added.get(kind, {})
        new_places = moved_places(runs, was)
        rows = self.base.execute("SELECT name, value, count, numbers FROM old.posting WHERE kind = ?", (kind,))
        for name, value, count, data in rows:
            more = added.pop((name, value), [])
            if len(data) == 4 * count:
                places = array("I")
                places.frombytes(data)
                kept = sorted([*more, *(new for old in places if (new := new_places[old]) >= 0)])
                self._write_posting(kind, name, value, packed(array("I", kept), size), len(kept))
            else:
                bits = moved_bits(unpacked(data, count, was), runs) | bits_of(more, size)
                self._write_posting(kind, name, value, packed_bits(bits, size), bits.bit_count())
        for (name, value), more in added.items():
            if name != PREFIX:  # too few to be kept
                self._write_posting(kind, name, value, packed(array("I", sorted(more)), size), len(more))

    def _write_posting(self, kind: str, name: str, value: str, data: bytes, count: int) -> None:
        if count:
            self.base.execute("INSERT INTO posting VALUES (?,?,?,?,?)", (name, kind, value, count, data))

    def mark(self) -> None:
        """Write which marks there are on what is new, on all that it names and named, and on what names an issue of these."""
        flips: dict[tuple[str, str], int] = {}
        for n in self._touched() | self._disputing():
            ((name, kind, was),) = self.base.execute("SELECT id, kind, marks FROM doc WHERE n = ?", (n,))
            if kind in KINDS:
                told = told_marks(kind, *self._links(n), lambda other: self.edit.records[other].value)
                marks = mark_bits({*own_marks(kind, self.edit.records[name].value), *told})
                self.base.execute("UPDATE doc SET marks = ? WHERE n = ?", (MARKED | marks, n))
                before, after = (with_any(("mark", one) for one in marks_in(bits)) for bits in (was & ~MARKED, marks))
                for _, mark in before ^ after:  # of what is new, nothing was posted
                    flips[kind, mark] = flips.get((kind, mark), 0) ^ 1 << n - self.order.first[kind]
        for (kind, mark), flipped in flips.items():
            key, size = ("mark", kind, mark), self.order.size[kind]
            bits, sql = flipped, "FROM posting WHERE name = ? AND kind = ? AND value = ?"
            for count, data in self.base.execute(f"SELECT count, numbers {sql}", key).fetchall():
                self.base.execute(f"DELETE {sql}", key)
                bits ^= unpacked(data, count, size)
            self._write_posting(kind, "mark", mark, packed_bits(bits, size), bits.bit_count())

    # -- the store

    def tables(self, meta: bytes, old: int) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield each table of the store with its documents, those that are as they were from the old one."""
        yield "meta", iter([meta])
        for kind in self.order.first:
            yield table_of(kind), self._of_kind(kind, old)
        yield "xref", self._xref(old)

    def _of_kind(self, kind: str, old: int) -> Iterator[bytes]:
        at, end = self.order.first[kind], self.order.first[kind] + self.order.size[kind]
        for run in sorted((run for run in self.order.runs if run.kind == kind), key=lambda run: run.start + run.by):
            yield from (self._new(n) for n in range(at, run.start + run.by))
            numbers = (run.start - self.first[kind] + 1, run.stop - self.first[kind] + 1)
            for at, spot in enumerate(self._spots(table_of(kind), *numbers), run.start + run.by):
                yield self._new(at) if at in self.anew else _body(old, spot)
            at = run.stop + run.by + 1
        yield from (self._new(n) for n in range(at, end))

    def _new(self, n: int) -> bytes:
        return encoded(self.anew[n].new or {})

    def _spots(self, table: str, first: int, last: int) -> Iterator[Spot]:
        rows = self.base.execute(
            "SELECT offset, length, crc FROM old.spot WHERE tab = ? AND number BETWEEN ? AND ? ORDER BY number",
            (table, first, last),
        )
        return (Spot(*row) for row in rows)

    def _xref(self, old: int) -> Iterator[bytes]:
        """Yield who links whom: anew for what was left or added, and for all that it names and named."""
        named = "SELECT src FROM {0}link UNION SELECT dst FROM {0}link ORDER BY 1"
        spots = self._spots("xref", 1, 1 << 62)
        was = {
            new: spot
            for (n,), spot in zip(self.base.execute(named.format("old.")), spots, strict=True)
            if (new := self.order.moved(n)) is not None
        }
        anew = self._touched()
        for (n,) in self.base.execute(named.format("")):
            yield self._linked(n) if n in anew or n not in was else _body(old, was[n])

    def _touched(self) -> set[int]:
        """Return what is new or another, all that it names, and what it named that is still there."""
        named = (self.order.moved(n) for n in self._ends("old.link", self.left))
        return {*self.anew, *self._ends("link", self.anew), *(n for n in named if n is not None)}

    def _disputing(self) -> set[int]:
        """Return what names issues that are new or another: it may be disputed by them though they are not about it."""
        issues = [n for n, change in self.anew.items() if change.kind == "issue"]
        return {src for n in issues for (src,) in self.base.execute("SELECT src FROM link WHERE dst = ?", (n,))}

    def _ends(self, table: str, numbers: Iterable[int]) -> set[int]:
        return {dst for n in numbers for (dst,) in self.base.execute(f"SELECT dst FROM {table} WHERE src = ?", (n,))}

    def _linked(self, n: int) -> bytes:
        ((name,),) = self.base.execute("SELECT id FROM doc WHERE n = ?", (n,))
        links, linked_from = self._links(n)
        return encoded({"id": name, "links": links, "linked_from": linked_from})

    def _links(self, n: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Return what a document names and what names it, by field."""
        out = "SELECT field, id FROM link JOIN doc ON n = dst WHERE src = ? ORDER BY seq"
        into = "SELECT field, id FROM link JOIN doc ON n = src WHERE dst = ? ORDER BY src, seq"
        return self.base.execute(out, (n,)).fetchall(), self.base.execute(into, (n,)).fetchall()


def _without(numbers: range, left: Sequence[int]) -> Iterator[range]:
    """Yield the stretches between those that are left out, given in order."""
    start = numbers.start
    for stop in (*left[bisect_left(left, start) : bisect_left(left, numbers.stop)], numbers.stop):
        if stop > start:
            yield range(start, stop)
        start = stop + 1


def _body(file: int, spot: Spot) -> bytes:
    body = os.pread(file, spot.length, spot.offset)
    if zlib.crc32(body) != spot.crc:
        raise Declined
    return body
