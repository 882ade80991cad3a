"""Names and words in any spelling → what FTS5 looks for, and the records that are meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from ..corpus.fold import skeleton, words
from ..corpus.kinds import KINDS

SHORT, MOST_NAMED = 3, 30
"""Letters of the beginnings that FTS5 keeps by themselves, and the most words that are looked for by name instead."""


class Spellings:
    """The names in an index. `kinds` gives the first and last number of each kind's records."""

    def __init__(self, base: sqlite3.Connection, kinds: Mapping[str, tuple[int, int]]) -> None:
        self._base = base
        self._kinds = kinds

    def match(self, folded: Iterable[str]) -> str:
        """Return an FTS5 expression for folded words that must all be there, each as a beginning or as a name's other spellings.

        "" where there are no words. Every word is quoted: what a reader types is no syntax.
        """
        every = (" OR ".join((self._beginning(word), *(f'"{form}"' for form in self.of(word)))) for word in folded)
        return " AND ".join(f"({one})" for one in every)

    def _beginning(self, word: str) -> str:
        """Return an FTS5 expression for all that begins so.

        Where few words do, they are named: FTS5 gathers what a beginning finds before it gives the first of it.
        """
        if len(word) > SHORT:
            sql = "SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY word LIMIT ?"
            found = [one for (one,) in self._base.execute(sql, (word, word + "\U0010ffff", MOST_NAMED + 1))]
            if 0 < len(found) <= MOST_NAMED:
                return " OR ".join(f'"{one}"' for one in found)
        return f'"{word}"*'

    def of(self, word: str) -> list[str]:
        """Return the other spellings of the names that are spelt like this word, folded."""
        found = self._base.execute(
            "SELECT DISTINCT other.folded FROM name JOIN name AS other USING (n)"
            " WHERE name.folded = ? AND name.spelling AND other.spelling AND other.folded NOT IN ('', ?) ORDER BY 1",
            (word, word),
        )
        return [form for (form,) in found]

    def named(self, name: str, kinds: tuple[str, ...]) -> Iterator[str]:
        """Yield the ids of these kinds that a name or the end of an id may mean."""
        if not kinds or ":" in name:
            return
        yield from (f"{KINDS[kind].prefix}:{name.casefold()}" for kind in kinds)
        spelt = " ".join(words(name))
        ways = (
            ("SELECT DISTINCT n FROM name WHERE n BETWEEN ? AND ? AND folded = ? AND folded <> ''", spelt),
            ("SELECT rowid FROM fts_name WHERE rowid BETWEEN ? AND ? AND fts_name MATCH ?", self.match(words(name))),
            ("SELECT DISTINCT n FROM name WHERE n BETWEEN ? AND ? AND bones = ? AND bones <> ''", skeleton(name)),
        )
        for kind in kinds if spelt else ():
            for sql, value in ways:
                if found := self._ids(sql, (*self._kinds.get(kind, (1, 0)), value)):
                    yield from found
                    break

    def begun(self, name: str, kinds: tuple[str, ...], most: int) -> list[str]:
        """Return the ids of these kinds that a name being typed may become, at most so many of each kind."""
        found: list[str] = []
        for kind in kinds:
            first, last = self._kinds.get(kind, (1, 0))
            prefix = KINDS[kind].prefix + ":"
            begin = name.casefold() if name.startswith(prefix) else prefix + name.casefold()
            sql = "SELECT n FROM doc WHERE id >= ? AND id < ? LIMIT ?"
            found += self._ids(sql, (begin, begin + "\U0010ffff", most))
            if match := self.match(words(name)):
                sql = "SELECT rowid FROM fts_name WHERE rowid BETWEEN ? AND ? AND fts_name MATCH ? LIMIT ?"
                found += self._ids(sql, (first, last, match, most))
        return list(dict.fromkeys(found))

    def _ids(self, sql: str, values: tuple[int | str, ...]) -> list[str]:
        found = self._base.execute(sql, values).fetchall()
        return [self._base.execute("SELECT id FROM doc WHERE n = ?", n).fetchone()[0] for n in found]
