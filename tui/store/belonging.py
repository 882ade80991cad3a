"""What belongs to a record: what names it, what it names, and where that is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping

from ..corpus.kinds import kind_of
from .numbers import bits_of

_POSTED = {"actor": ("actor", "by"), "outlet": ("actor", "by"), "place": ("place",), "article": ("article",)}
"""The facets under which the index has what names a record of a kind, however much that is."""
_ALL_POSTED = ("actor", "outlet", "place")
"""The kinds of which these facets have all that names them."""


class Belonging:
    """The links of an index. `kinds` gives the first and last number of each kind's records, `posting` those with a facet."""

    def __init__(
        self,
        base: sqlite3.Connection,
        kinds: Mapping[str, tuple[int, int]],
        posting: Callable[[str, str, str], int | None],
    ) -> None:
        self._base, self._kinds, self._posting = base, kinds, posting

    def to(self, name: str, kind: str) -> int:
        """Return as bits the records of a kind that belong to a record or paragraph.

        These are what names it and what it names. To a place belongs as well all that is in what lies in it; to an article
        what cites it, and its paragraphs; to anything the articles that it cites, and their outlets.
        """
        n, bits = self._number(name), 0
        first, last = self._kinds.get(kind, (1, 0))
        if n is None or last < first:
            return 0
        numbers = self._column("SELECT dst FROM link WHERE src = ? AND dst BETWEEN ? AND ?", n, first, last)
        for facet in _POSTED.get(kind_of(name) or "", ()):
            bits |= self._posting(facet, kind, name) or 0
        if kind_of(name) not in _ALL_POSTED:
            numbers |= self._column("SELECT src FROM link WHERE dst = ? AND src BETWEEN ? AND ?", n, first, last)
        if kind in ("article", "outlet"):
            numbers.update(self._standing_in(name, n, kind))
        elif kind == "paragraph" and name.startswith("art:"):
            short = name.partition(":")[2]  # "$" follows "#"
            numbers |= self._column("SELECT n FROM doc WHERE id >= ? AND id < ?", f"{short}#", f"{short}$")
        bits |= bits_of((one - first for one in numbers), last + 1 - first)
        return bits & ~(1 << n - first) if first <= n <= last else bits  # nothing belongs to itself

    def _standing_in(self, name: str, n: int, kind: str) -> Iterator[int]:
        """Yield the articles, or their outlets, in which the paragraphs stand that a record rests on, or a paragraph itself."""
        rows = self._base.execute(
            "SELECT DISTINCT substr(id, 1, instr(id, '#') - 1) FROM link JOIN doc ON n = dst WHERE src = ? AND dst BETWEEN ? AND ?",
            (n, *self._kinds.get("paragraph", (1, 0))),
        )
        shorts = {short for (short,) in rows} | ({name.partition("#")[0]} if "#" in name else set())
        for short in shorts:
            if kind == "article":
                yield self._number(f"art:{short}") or n
            else:
                outlet = "SELECT dst FROM doc JOIN link ON src = n WHERE id = ? AND field = 'outlet'"
                yield from self._column(outlet, f"art:{short}")

    def _number(self, name: str) -> int | None:
        found = self._base.execute("SELECT n FROM doc WHERE id = ?", (name,)).fetchone()
        return int(found[0]) if found else None

    def _column(self, sql: str, *values: int | str) -> set[int]:
        return {one for (one,) in self._base.execute(sql, values)}
