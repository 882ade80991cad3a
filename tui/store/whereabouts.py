"""Where the records of a list were: the places that they name, or that those name which lead there, counted by SQLite and not read."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..corpus.kinds import KINDS
from .numbers import Numbers, bits_of, flags, joined
from .selection import Selection

HAVE_PLACES = ("event", "agreement", "round", "figure", "relation")
"""The kinds that say themselves where they were; a place is where it is."""
LED_TO = ("event", "agreement", "round", "figure", "place")
"""The kinds that lead from a claim, an issue or a thread to places."""
FEW = 900
"""Records up to which each is looked up by itself; of more, all that is linked to places is gone through."""

Condition = tuple[str, tuple[int | bytes, ...]]
"""A condition of SQL and its values."""


@dataclass(frozen=True)
class Whereabouts:
    """Where the records of a list were."""

    counted: tuple[tuple[str, int], ...]
    """The kinds of record that were looked at for it, with how many of each: those of the list itself, or those it leads to."""
    leading_nowhere: int
    """How many of the list lead to no such record."""
    places: tuple[tuple[int, int, int], ...]
    """Numbers of places, the most named first: how many records name each, and how many of these are off the line."""
    no_place: int
    """How many of those looked at name no place."""
    no_point: int
    """How many name places, but none whose point is known."""


class Places:
    """What an index says of places. `kinds` gives the first and last number of each kind's records."""

    def __init__(self, base: sqlite3.Connection, kinds: Mapping[str, tuple[int, int]], selection: Selection) -> None:
        self._base, self._kinds, self._selection = base, kinds, selection

    def of(self, numbers: Mapping[str, Sequence[int]]) -> Whereabouts:
        """Return where records were, whose numbers are given by kind."""
        there: dict[str, int] = {}
        lost = 0
        for kind, some in numbers.items():
            if not len(some):
                continue
            bits = self._bits(kind, some)
            led, leading = self._led_to(kind, bits)
            lost += len(some) - leading
            for to, found in led.items():
                there[to] = there.get(to, 0) | found
        there = {kind: there[kind] for kind in KINDS if there.get(kind)}
        off = {"event": there.get("event", 0) & (self._selection.posting("line", "event", "off") or 0)}
        named, off_line = self._named(there), self._named(off)
        without = self._selection.posting("gap", "place", "position") or 0
        return Whereabouts(
            tuple((kind, bits.bit_count()) for kind, bits in there.items()),
            lost,
            tuple(
                (n, count, off_line.get(n, 0)) for n, count in sorted(named.items(), key=lambda one: (-one[1], one[0]))
            ),
            sum((bits & ~self._with_place(kind)).bit_count() for kind, bits in there.items()),
            sum(self._without_point(kind, bits & self._with_place(kind), without) for kind, bits in there.items()),
        )

    # -- from a list to what says where

    def _led_to(self, kind: str, bits: int) -> tuple[dict[str, int], int]:
        """Return the records by kind that say where those of a kind were, and how many of these lead to any."""
        if kind == "place" or kind in HAVE_PLACES:
            return {kind: bits}, bits.bit_count()
        if kind == "article":
            return self._told_in(bits)
        if kind == "outlet":
            told, _ = self._told_in(self._naming("article", kind, bits, "outlet"))
            return told, self._count_named(kind, bits, "article", "outlet")
        if kind in ("actor", "paragraph"):
            field = "participants.actor" if kind == "actor" else "cite"
            return {"event": self._naming("event", kind, bits, field)}, self._count_named(kind, bits, "event", field)
        led = {to: self._named_by(kind, bits, to) for to in LED_TO}
        return led, self._count_naming(kind, bits)

    def _told_in(self, articles: int) -> tuple[dict[str, int], int]:
        """Return the events that articles tell of, and how many of these tell of any."""
        where, values = self._among("doc.n", "article", articles)
        rows = self._base.execute(
            "SELECT posting.count, numbers FROM doc CROSS JOIN posting"
            f" ON name = 'article' AND posting.kind = 'event' AND value = id WHERE {where}",
            values,
        ).fetchall()
        return {"event": joined(rows, self._size("event"))}, len(rows)

    def _naming(self, kind: str, named: str, bits: int, field: str) -> int:
        """Return the records of a kind that name any of some of another, in a field."""
        where, values = self._among("dst", named, bits)
        first, last = self._kinds.get(kind, (1, 0))
        sql = f"SELECT DISTINCT src FROM link WHERE {where} AND +src BETWEEN ? AND ? AND field = ?"
        return bits_of((n - first for (n,) in self._base.execute(sql, (*values, first, last, field))), last + 1 - first)

    def _count_named(self, kind: str, bits: int, by: str, field: str) -> int:
        """Count those records of a kind that any of another names in a field."""
        where, values = self._among("n", kind, bits)
        sql = (
            f"SELECT count(*) FROM doc WHERE {where} AND EXISTS"
            " (SELECT 1 FROM link WHERE dst = n AND src BETWEEN ? AND ? AND field = ?)"
        )
        return int(self._base.execute(sql, (*values, *self._kinds.get(by, (1, 0)), field)).fetchone()[0])

    def _named_by(self, kind: str, bits: int, named: str) -> int:
        """Return the records of a kind (`named`) that any of some of another names."""
        where, values = self._among("src", kind, bits)
        first, last = self._kinds.get(named, (1, 0))
        rows = self._base.execute(
            f"SELECT DISTINCT dst FROM link WHERE {where} AND +dst BETWEEN ? AND ?", (*values, first, last)
        )
        return bits_of((n - first for (n,) in rows), last + 1 - first)

    def _count_naming(self, kind: str, bits: int) -> int:
        """Count those records of a kind that name any which leads to places."""
        where, values = self._among("n", kind, bits)
        spans = [self._kinds[to] for to in LED_TO if to in self._kinds]
        there = " OR ".join("+dst BETWEEN ? AND ?" for _ in spans) or "0"
        sql = f"SELECT count(*) FROM doc WHERE {where} AND EXISTS (SELECT 1 FROM link WHERE src = n AND ({there}))"
        return int(self._base.execute(sql, (*values, *(n for span in spans for n in span))).fetchone()[0])

    # -- from there to places

    def _named(self, there: Mapping[str, int]) -> dict[int, int]:
        """Return how many of some records, given as bits by kind, name each place, by its number; a place is where it is."""
        counted: dict[int, int] = {}
        for kind, bits in there.items():
            if not bits:
                continue
            if kind == "place":
                found = [(n, 1) for n in Numbers(self._first("place"), bits)]
            else:
                where, values = self._among("src", kind, bits)
                few = "+" if bits.bit_count() <= FEW else ""  # then by what is named, else by the records
                sql = (
                    f"SELECT dst, count(DISTINCT src) FROM link WHERE {where} AND {few}dst BETWEEN ? AND ? GROUP BY dst"
                )
                found = self._base.execute(sql, (*values, *self._kinds.get("place", (1, 0)))).fetchall()
            for n, count in found:
                counted[n] = counted.get(n, 0) + count
        return counted

    def _with_place(self, kind: str) -> int:
        """Return the records of a kind that name a place."""
        return self._every("place") if kind == "place" else self._selection.posting("place", kind, "") or 0

    def _without_point(self, kind: str, bits: int, without: int) -> int:
        """Count those of some records that name places, but only such as are `without` a point."""
        if kind == "place":
            return (bits & without).bit_count()
        if not bits or not without:
            return 0
        if without == self._every("place"):
            return bits.bit_count()
        where, values = self._among("src", kind, bits)
        few = "+" if bits.bit_count() <= FEW else ""
        to_none, nones = self._among(f"{few}dst", "place", without)
        to_some, somes = self._among("+dst", "place", self._every("place") & ~without)  # by the record, which names few
        sql = (
            f"SELECT count(*) FROM (SELECT DISTINCT src AS one FROM link WHERE {where} AND {to_none})"
            f" WHERE NOT EXISTS (SELECT 1 FROM link WHERE src = one AND {to_some})"
        )
        return int(self._base.execute(sql, (*values, *nones, *somes)).fetchone()[0])

    # -- bits

    def _first(self, kind: str) -> int:
        return self._kinds.get(kind, (1, 0))[0]

    def _size(self, kind: str) -> int:
        first, last = self._kinds.get(kind, (1, 0))
        return last + 1 - first

    def _every(self, kind: str) -> int:
        return (1 << self._size(kind)) - 1

    def _bits(self, kind: str, numbers: Sequence[int]) -> int:
        first = self._first(kind)
        if isinstance(numbers, range) and len(numbers) == self._size(kind):
            return self._every(kind)
        if isinstance(numbers, Numbers):
            return numbers.bits
        return bits_of((n - first for n in numbers), self._size(kind))

    def _among(self, column: str, kind: str, bits: int) -> Condition:
        """Return the condition that a column has one of some records of a kind."""
        first, last = self._kinds.get(kind, (1, 0))
        if bits == self._every(kind):
            return f"{column} BETWEEN ? AND ?", (first, last)
        if bits.bit_count() <= FEW:
            some = tuple(Numbers(first, bits))
            return f"{column} IN ({','.join('?' * len(some))})", some
        # one byte a record: SQLite finds that of each without going through them
        return f"{column} BETWEEN ? AND ? AND substr(?, {column} - ? + 1, 1) = x'31'", (
            first,
            last,
            flags(bits, last + 1 - first),
            first,
        )
