"""A screen of cells: what stands where, and in which look."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import get_character_cell_size

from .looks import PLAIN, Look

Cell = tuple[str, Look]
"""The characters of a cell: one, or one with marks that combine with it; "" in the right half of a wide one."""
Row = list[Cell]
MOST = 9
"""Characters of a cell: a letter and what combines with it. No script needs as many; each is sent."""

BLANK: Cell = (" ", PLAIN.of_blank)


def cells_of(runs: Iterable[tuple[str, Look]]) -> Row:
    """Return the cells that runs of text take. Control characters have no place here and become blanks."""
    cells: Row = []
    for text, look in runs:
        blank = " ", look.of_blank
        if text.isascii() and text.isprintable():
            cells += [blank if character == " " else (character, look) for character in text]
            continue
        for character in text:
            width = get_character_cell_size(character) if character.isprintable() or ord(character) > 0x9F else 1
            if width == 0 and cells:
                base = -1 if cells[-1][0] or len(cells) < 2 else -2
                if len(cells[base][0]) < MOST:
                    cells[base] = (cells[base][0] + character, cells[base][1])
            elif width:
                cells.append((character, look) if character > " " and not "\x7f" <= character <= "\x9f" else blank)
                cells += [("", look)] * (width - 1)
    return cells


def _blank(cell: Cell) -> Cell:
    return " ", cell[1].of_blank


def lay(row: Row, x: int, cells: Row) -> None:
    """Lay cells over a row from column `x` on; a wide character that is cut leaves a blank, never half of itself."""
    if x < 0:
        cells, x = cells[-x:], 0
        if cells and cells[0][0] == "":
            cells = [_blank(cells[0]), *cells[1:]]
    end = min(x + len(cells), len(row))
    if x >= end:
        return
    if x and row[x][0] == "":
        row[x - 1] = _blank(row[x - 1])
    if end < len(row) and row[end][0] == "":
        row[end] = _blank(row[end])
    row[x:end] = cells[: end - x]
    if end - x < len(cells) and cells[end - x][0] == "":
        row[end - 1] = _blank(row[end - 1])
    if row[x][0] == "" and x == 0:
        row[0] = _blank(row[0])


class Cells:
    """A screen of `width` by `height` cells, blank at first."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows: list[Row] = [[BLANK] * width for _ in range(height)]

    def put(self, y: int, x: int, runs: Iterable[tuple[str, Look]], end: int | None = None) -> None:
        """Write runs of text on row `y` from column `x` on, up to column `end`; what lies outside is dropped."""
        if 0 <= y < self.height:
            cells = cells_of(runs)
            if end is not None and len(cells) > end - x:
                cut = max(end - x, 0)
                halved = cut and cells[cut][0] == ""
                cells = cells[:cut]
                if halved:
                    cells[-1] = _blank(cells[-1])
            row = list(self.rows[y])
            lay(row, x, cells)
            self.rows[y] = row

    def copy(self) -> list[Row]:
        """Return the rows as they stand; rows are never changed in place, so only the list is new."""
        return list(self.rows)
