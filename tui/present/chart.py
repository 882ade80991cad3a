"""A plane of cells with marks and names on it, in plain ASCII signs; a name stands beside its mark or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len, set_cell_size

from .rows import Span, found, has_found

EMPTY = " "
LONGEST, CUT = 20, 8
"""Cells of a name at the most, and those that are left of it where there is no room for all."""


@dataclass(frozen=True)
class Mark:
    """A sign in a cell, its name, and what Enter opens; those of a lower `rank` are drawn over others and named first."""

    column: int
    row: int
    sign: str
    name: str
    target: str
    rank: int = 0
    style: str = ""
    """Of the sign; that of its rank where none is given."""


@dataclass(frozen=True)
class Line:
    """A line of a chart; `target` is of the first of its marks, by rank and from the left."""

    spans: tuple[Span, ...]
    target: str | None
    hit: bool


class Chart:
    """Marks on a plane of so many cells, with as many of their names as find room."""

    def __init__(
        self, width: int, height: int, marks: Sequence[Mark], over: Sequence[Mark] = (), under: Sequence[Mark] = ()
    ) -> None:
        """Draw marks with their names; then signs that move no name: of those `over` marks, and of those `under` them where nothing
        stands."""
        self.width = width
        self._cells = [[(EMPTY, "")] * width for _ in range(height)]
        self._marks = sorted(marks, key=lambda mark: (mark.rank, mark.row, mark.column, mark.name))
        self.named: set[str] = set()
        """The targets of the marks whose names are on the plane."""
        self.hidden: set[str] = set()
        """The targets of the marks that another one covers."""
        taken: dict[tuple[int, int], str] = {}
        for mark in self._marks:
            if (mark.column, mark.row) in taken:
                self.hidden.add(mark.target)
                continue
            taken[mark.column, mark.row] = mark.target
            self._cells[mark.row][mark.column] = mark.sign, mark.style or ("mark" if mark.rank == 0 else "dim")
        for mark in self._marks:
            if mark.target not in self.hidden and self._has_named(mark):
                self.named.add(mark.target)
        for mark in (*over, *under):
            is_free = self._cells[mark.row][mark.column][0] == EMPTY
            if is_free or taken.get((mark.column, mark.row)) == mark.target:
                self._cells[mark.row][mark.column] = mark.sign, mark.style
        self._first = [*over, *self._marks, *under]

    def lines(self, find: str = "") -> Iterator[Line]:
        """Yield the lines from the top down."""
        for row, cells in enumerate(self._cells):
            spans = [Span("".join(sign for sign, _ in run), style) for style, run in _runs(cells)]
            words = found([Span(one.text, one.style) for one in spans], find)
            here = next((mark.target for mark in self._first if mark.row == row), None)
            yield Line(tuple(words), here, has_found(words))

    def _has_named(self, mark: Mark) -> bool:
        """Put a name beside its mark, whole or cut; say whether there was room. One of the first rank may stand above or below."""
        for name in dict.fromkeys((_short(mark.name, LONGEST), _short(mark.name, CUT))):
            size = cell_len(name)
            beside = [(mark.row, mark.column + 1), (mark.row, mark.column - size)]
            if mark.rank == 0:
                beside += [
                    (mark.row + down, mark.column - left) for down in (-1, 1) for left in (0, size // 2, size - 1)
                ]
            for row, begin in beside:
                if self._is_free(row, begin, size, mark):
                    style = "title" if mark.rank == 0 else ""
                    self._cells[row][begin : begin + size] = [(sign, style) for sign in _signs(name)]
                    return True
        return False

    def _is_free(self, row: int, begin: int, size: int, mark: Mark) -> bool:
        """Say whether cells are on the plane and empty, and one on each side of them; the mark's own does not count."""
        if not 0 <= row < len(self._cells) or begin < 0 or begin + size > self.width:
            return False
        span = range(max(begin - 1, 0), min(begin + size + 1, self.width))
        return all((row, one) == (mark.row, mark.column) or self._cells[row][one][0] == EMPTY for one in span)


def _runs(cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for style, run in groupby(cells, key=lambda cell: cell[1]):
        yield style, list(run)


def _short(name: str, most: int) -> str:
    if cell_len(name) <= most:
        return name
    return set_cell_size(name, most - 1).rstrip() + "~"


def _signs(name: str) -> list[str]:
    """Return a name cell by cell: what is two cells wide is followed by nothing, what has no width joins the one before."""
    signs: list[str] = []
    for letter in name:
        size = cell_len(letter)
        if size == 0 and signs:
            signs[-1] += letter
        else:
            signs += [letter, *[""] * (size - 1)]
    return signs
