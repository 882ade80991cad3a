"""What a find has found in a pane, hit by hit: which of how many the cursor is at, and where the next stands."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from .rows import Source


@dataclass(frozen=True)
class HitAt:
    """The hits that begin in one row: the first and the last of them, of so many in all, counted from 1."""

    row: int
    first: int
    last: int
    total: int

    def __str__(self) -> str:
        here = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return f"{here} of {self.total}"


class Hits:
    """Where hits begin among the rows of a source. Reads every row, once; what is asked after that is looked up."""

    def __init__(self, source: Source) -> None:
        counted = [(row, made.hits) for row in range(len(source)) if (made := source.row(row)) and made.hits]
        self._rows = [row for row, _ in counted]
        self._counts = [count for _, count in counted]
        self._upto = list(accumulate(self._counts))

    def __len__(self) -> int:
        return self._upto[-1] if self._upto else 0

    def near(self, row: int, step: int = 1) -> HitAt | None:
        """Return the hits of the nearest row at this one or after it, before it for a step of -1.

        Past the last it goes on from the first, and the other way round. None where nothing is found.
        """
        if not self._rows:
            return None
        index = bisect_left(self._rows, row) if step > 0 else bisect_left(self._rows, row + 1) - 1
        index %= len(self._rows)
        upto = self._upto[index]
        return HitAt(self._rows[index], upto - self._counts[index] + 1, upto, len(self))
