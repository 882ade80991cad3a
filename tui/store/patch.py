"""A rebuild that reads only what was edited: written in place where records keep their places and links, else spliced in.

It gives byte for byte the store that a whole build gives, or nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate

from ..corpus.kinds import KINDS
from ..errors import Problem, StoreDamaged
from ..progress import Progress
from .edit import Change, Declined, Edit
from .files import replacing
from .headline import headline
from .index import (
    PREFIX,
    doc_row,
    index_path,
    insert_doc,
    is_whole,
    own_facets,
    prefixes,
    seal,
    table_of,
    with_any,
    words_of,
)
from .library import Library, pairs
from .look import Look
from .numbers import packed_bits, unpacked
from .sourcing import mark_bits, own_marks, told_marks
from .splice import splice
from .tinydb_file import Spot, encoded, replace_documents


def patch(looked: Look, progress: Progress | None = None) -> list[Problem] | None:
    """Bring the store and index of an edited corpus up to date. Returns all warnings, or None where it declines: then nothing is done.

    Raises StoreError where it cannot write.
    """
    if not all(source.kind in KINDS for source in looked.edited) or 2 * len(looked.edited) > len(looked.sources):
        return None  # where most is another, a whole build is no slower
    if not is_whole(looked.index):  # what is lost in it would be handed on
        return None
    try:
        library = Library(looked.store)
    except StoreDamaged:
        return None
    try:
        edit = Edit(looked, library)
        edit.read()
        changes, warnings = edit.changes(), edit.warnings()
        if edit.keeps_within(changes):
            _write(looked, library, edit, changes, warnings)
        else:
            splice(looked, library, edit, changes, warnings, progress)
    except (Declined, StoreDamaged, KeyError, ValueError, sqlite3.Error):
        return None
    finally:
        library.close()
    return warnings


@dataclass(frozen=True)
class Moved:
    """A document of the store in the place of another: its table and number there, where the other lies, what it is."""

    table: str
    number: int
    spot: Spot
    body: bytes


def _write(looked: Look, library: Library, edit: Edit, changes: list[Change], warnings: list[Problem]) -> None:
    """Write store and index beside the old ones and put them in their place."""
    numbers = [library.number(change.name) or 0 for change in changes]
    documents = [("meta", 1, {**library.meta, "generation": looked.generation})]
    documents += [
        (table_of(change.kind), library.place_of(n), change.new or {})
        for n, change in zip(numbers, changes, strict=True)
    ]
    moved = [
        Moved(table, number, spot, encoded(document))
        for table, number, document in documents
        if (spot := library.spot(table, number))
    ]
    moved.sort(key=lambda one: one.spot.offset)
    with replacing(looked.store) as temporary:
        with open(temporary, "wb") as file:
            if not replace_documents(looked.store, file, [(one.spot, one.body) for one in moved]):
                raise Declined
        with replacing(index_path(looked.store, looked.generation)) as index:
            shutil.copyfile(looked.index, index)
            with closing(sqlite3.connect(index, isolation_level=None)) as base:
                base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;")
                _move_spots(base, moved, temporary.stat().st_size)
                for n, change in zip(numbers, changes, strict=True):
                    _index(base, n, change, library)
                looked.notes(edit.ids, warnings).write(base)
                base.execute("COMMIT")
            seal(index)


def _move_spots(base: sqlite3.Connection, moved: list[Moved], size: int) -> None:
    """Write where documents lie now: what stands after a longer one has moved on."""
    by = accumulate(len(one.body) - one.spot.length for one in moved)
    base.execute("CREATE TEMP TABLE shift (after INTEGER PRIMARY KEY, by INT)")
    base.executemany("INSERT INTO shift VALUES (?,?)", zip((one.spot.offset for one in moved), by, strict=True))
    base.execute(
        "UPDATE spot SET offset = offset + (SELECT by FROM shift WHERE after < offset ORDER BY after DESC LIMIT 1)"
        " WHERE offset > ?",
        (moved[0].spot.offset,),
    )
    base.executemany(
        "UPDATE spot SET length = ?, crc = ? WHERE tab = ? AND number = ?",
        [(len(one.body), zlib.crc32(one.body), one.table, one.number) for one in moved],
    )
    base.execute("UPDATE info SET value = ? WHERE name = 'size'", (size,))


def _index(base: sqlite3.Connection, n: int, change: Change, library: Library) -> None:
    """Put what the index says of a document in place of what it said."""
    kind, old, new = change.kind, change.old or {}, change.new or {}
    # what others say of it, and it of them, is as it was
    links, linked_from = pairs(library.links(change.name)), pairs(library.linked_from(change.name))
    told = set(told_marks(kind, links, linked_from, library.record))
    before, after = (told | set(own_marks(kind, record)) for record in (old, new))
    title = headline(kind, new, library.title)
    insert_doc(base, doc_row(n, kind, library.place_of(n), title, new, mark_bits(after)))
    was, now = words_of(kind, old), words_of(kind, new)
    if was != now:
        base.execute("REPLACE INTO words VALUES (?,?,?)", (n, *now))
        base.execute("INSERT INTO fts (fts, rowid, name, text) VALUES ('delete',?,?,?)", (n, *was))
        base.execute("INSERT INTO fts (rowid, name, text) VALUES (?,?,?)", (n, *now))
    if was[0] != now[0]:
        base.execute("INSERT INTO fts_name (fts_name, rowid, name) VALUES ('delete',?,?)", (n, was[0]))
        base.execute("INSERT INTO fts_name (rowid, name) VALUES (?,?)", (n, now[0]))
    base.executemany("INSERT OR IGNORE INTO word VALUES (?)", [(word,) for text in now for word in text.split()])
    kept = with_any({*own_facets(kind, new), *(("mark", mark) for mark in after)}) | prefixes(*now)
    gone = with_any({*own_facets(kind, old), *(("mark", mark) for mark in before)}) | prefixes(*was)
    numbers = library.numbers(kind)
    for facet in sorted(kept ^ gone):  # what a record has by its links stays as they stay
        _post(base, kind, facet, n - numbers[0], len(numbers), facet in kept)


def _post(base: sqlite3.Connection, kind: str, facet: tuple[str, str], place: int, size: int, there: bool) -> None:
    """Put a record among those that have a facet, or take it out."""
    key = (facet[0], kind, facet[1])
    found = base.execute("SELECT count, numbers FROM posting WHERE name = ? AND kind = ? AND value = ?", key).fetchone()
    if found is None and facet[0] == PREFIX:
        return  # too few to be kept
    bits = unpacked(found[1], found[0], size) if found else 0
    bits = bits | 1 << place if there else bits & ~(1 << place)
    count = bits.bit_count()
    if count == 0:
        base.execute("DELETE FROM posting WHERE name = ? AND kind = ? AND value = ?", key)
    else:
        base.execute("REPLACE INTO posting VALUES (?,?,?,?,?)", (*key, count, packed_bits(bits, size)))
