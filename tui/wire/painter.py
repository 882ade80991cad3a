"""From the screen a terminal shows to the one it should show, in the fewest bytes: curses' idea."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rich.cells import get_character_cell_size

from .cells import Cell, Row
from .looks import PLAIN, Look, change
from .terminal import Terminal

GAP = 4
"""Cells between two changes that are sent again rather than jumped over: a jump takes three bytes and more."""
ERASED = 4
"""Blanks from which on erasing is shorter than writing them."""
REPEATED = 6
"""Equal characters from which on repeating is shorter."""
UNKNOWN: Cell = ("\0", PLAIN)
"""A cell of which nobody knows what it shows; none that is wanted is like it."""
_LAM, _TAKEN_IN = "\u0644", frozenset("\u0622\u0623\u0625\u0627")
"""Arabic letters that some terminals show in one cell, the first and those that follow it."""
MOVED = 3
"""Rows that must have moved together before scrolling is tried."""


class Pen(NamedTuple):
    """Where the terminal's cursor stands and how it writes; None is not known."""

    y: int | None = None
    x: int | None = None
    look: Look | None = None


@dataclass
class Painter:
    """Keeps what a terminal shows, and makes it show something else.

    `shown` is None where that is not known: at first, and after anything else has written to the terminal.
    """

    terminal: Terminal
    shown: list[Row] | None = None
    pen: Pen = field(default_factory=Pen)

    def forget(self) -> None:
        """Know no more what the terminal shows: the next frame clears it."""
        self.shown, self.pen = None, Pen()

    def frame(self, wanted: list[Row]) -> list[str]:
        """Return what makes the terminal show these rows, nothing where it does; the rows must be as many as before.

        The pieces are whole: something else that moves nothing may be sent between any two.
        """
        shown = self.shown
        draft = _cleared(self.terminal, wanted) if shown is None else _Draft(self.terminal, self.pen, shown)
        rows = [
            y for y, (new, old) in enumerate(zip(wanted, draft.shown, strict=True)) if new is not old and new != old
        ]
        moved = _moved(draft.shown, wanted, rows) if self.terminal.scroll and len(rows) > MOVED else None
        other = draft.copy() if moved else None
        draft.draw(wanted, rows)
        if other and moved:
            other.scroll(*moved, wanted)
            other.draw(wanted, range(len(wanted)))
            draft = min(draft, other, key=_Draft.size)
        self.shown, self.pen = wanted, draft.pen
        return [piece for piece in draft.out if piece]

    def try_repeat(self) -> tuple[str, int | None]:
        """Return what writes two blanks over two blanks, the second by REP, and the column where the cursor then is if it worked.

        Nothing is seen of it. "" and None where no two blanks stand side by side.
        """
        for y, row in enumerate(self.shown or ()):
            for x in range(len(row) - 3):
                if _erasable(row[x]) and row[x] == row[x + 1]:
                    draft = _Draft(self.terminal, self.pen, [])
                    draft.move(y, x)
                    draft.wear(row[x][1])
                    draft.out.append(" \x1b[b")
                    self.pen = Pen(look=draft.pen.look)
                    return "".join(draft.out), x + 2
        return "", None


def _cleared(terminal: Terminal, wanted: list[Row]) -> _Draft:
    """Return a draft that clears the screen, to the commonest blank where the terminal can paint with it."""
    look = PLAIN.of_blank
    if terminal.paints:
        blanks = Counter(cell[1] for row in wanted for cell in row if _erasable(cell))
        look = blanks.most_common(1)[0][0] if blanks else look
    blank = [(" ", look)] * (len(wanted[0]) if wanted else 0)
    draft = _Draft(terminal, Pen(), [blank] * len(wanted))
    draft.wear(look)
    draft.out.append("\x1b[2J")
    return draft


def _erasable(cell: Cell) -> bool:
    return cell[0] == " " and not cell[1].shows_in_blanks


@dataclass
class _Draft:
    """One way to the next screen: the bytes so far, and what they leave the terminal with."""

    terminal: Terminal
    pen: Pen
    shown: list[Row]
    out: list[str] = field(default_factory=list)

    def copy(self) -> _Draft:
        return replace(self, shown=list(self.shown), out=list(self.out))

    def size(self) -> int:
        return len("".join(self.out).encode())

    # -- the pen

    def wear(self, look: Look) -> None:
        before = self.pen.look
        if before is None or not before.draws(look):
            look = look.for_pen(before)
            self.out.append(change(before, look, self.terminal.unmarks))
            self.pen = self.pen._replace(look=look)

    def move(self, y: int, x: int) -> None:
        at = self.pen
        if (at.y, at.x) == (y, x):
            return
        if at.y == y and at.x is not None and 0 < x - at.x < 10:
            step = f"\x1b[{x - at.x if x - at.x > 1 else ''}C"
        elif at.y == y and x == 0:
            step = "\r"
        elif at.y == y and self.terminal.columns:
            step = f"\x1b[{x + 1}G"
        elif x == 0 and at.y is not None and y == at.y + 1:
            step = "\r\n"
        else:
            step = f"\x1b[{y + 1}{f';{x + 1}' if x else ''}H"
        self.out.append(step)
        self.pen = at._replace(y=y, x=x)

    # -- rows

    def draw(self, wanted: list[Row], rows: Iterable[int]) -> None:
        for y in rows:
            if wanted[y] is not self.shown[y]:
                self.draw_row(y, wanted[y], self.shown[y])

    def draw_row(self, y: int, new: Row, old: Row) -> None:
        tail = self.tail_of(new)
        for start, end in _runs(new, old):
            self.move(y, start)
            if end > tail and len(new) - max(start, tail) >= ERASED:
                self.write(y, start, new[start:tail])
                self.move(y, max(start, tail))
                self.wear(new[-1][1])
                self.out.append("\x1b[K")
                return
            self.write(y, start, new[start:end])
            if end == len(new):  # whether the cursor waits behind the last column or on it differs
                self.pen = self.pen._replace(x=None)

    def tail_of(self, row: Row) -> int:
        """Return the column from which on a row can be erased to its end."""
        last, tail = row[-1], len(row)
        if self.terminal.erase_line and _erasable(last) and (self.terminal.paints or last[1].paper == PLAIN.paper):
            while tail and row[tail - 1] == last:
                tail -= 1
        return tail

    def write(self, y: int, x: int, cells: Row) -> None:
        index = 0
        while index < len(cells):
            cell = cells[index]
            text, look = cell
            count = 1
            while index + count < len(cells) and cells[index + count] == cell:
                count += 1
            self.wear(look)
            if (
                count > 2 * ERASED
                and self.terminal.erase_cells
                and _erasable(cell)
                and (self.terminal.paints or look.paper == PLAIN.paper)
            ):
                self.out.append(f"\x1b[{count}X")
                index += count
                if index < len(cells):
                    self.move(y, x + index)
                continue
            if text[:1] in _TAKEN_IN and index and cells[index - 1][0][:1] == _LAM:
                self.out.append(" ")  # a terminal that joins the two leaves this cell as it was
                self.pen = self.pen._replace(x=None)
                self.move(y, x + index)
            if text and text.isascii() and count >= REPEATED and self.terminal.repeat:  # tmux repeats no other
                self.out.append(f"{text}\x1b[{count - 1}b")
            else:
                self.out.append(text * count)
            index += count
            self.pen = self.pen._replace(x=x + index)
            if text and not _sure(text):  # a terminal may give it another width: say where the next one goes
                count = 2 if index < len(cells) and cells[index][0] == "" else 1
                index += count - 1
                self.pen = self.pen._replace(x=None)
                if index < len(cells):
                    self.move(y, x + index)

    # -- bands of rows

    def scroll(self, top: int, bottom: int, up: int, wanted: list[Row]) -> None:
        """Move the rows from `top` to `bottom` up, or down where `up` is below zero.

        What comes in is blank where the terminal paints it with the colour that is wanted there, else not known.
        """
        blank = wanted[bottom if up > 0 else top][-1]
        known = (
            self.terminal.paints and _erasable(blank) and self.pen.look is not None and self.pen.look.draws(blank[1])
        )
        new = [[blank if known else UNKNOWN] * len(self.shown[0])] * abs(up)
        band = self.shown[top : bottom + 1]
        self.shown[top : bottom + 1] = [*band[up:], *new] if up > 0 else [*new, *band[:up]]
        self.out.append(f"\x1b[{top + 1};{bottom + 1}r")
        # a line feed on the last row of the band, or its reverse on the first, moves it by one; SU and SD are not everywhere
        self.out.append(f"\x1b[{bottom + 1}H" + "\n" * up if up > 0 else f"\x1b[{top + 1}H" + "\x1bM" * -up)
        self.out.append("\x1b[r")
        self.pen = self.pen._replace(y=None, x=None)


def _runs(new: Row, old: Row) -> Iterator[tuple[int, int]]:
    """Yield the columns [start, end) to write: what differs, over gaps too short to jump."""
    width, x = len(new), 0
    while x < width:
        if new[x] == old[x]:
            x += 1
            continue
        start = x - 1 if new[x][0] == "" and x else x
        end = x + 1
        while (step := next((i for i in range(end, min(end + GAP + 1, width)) if new[i] != old[i]), None)) is not None:
            if not all(new[end - 1][1].draws(new[i][1]) for i in range(end, step)):
                break
            end = step + 1
        while end < width and new[end][0] == "":
            end += 1
        yield start, end
        x = end


def _moved(shown: list[Row], wanted: list[Row], rows: list[int]) -> tuple[int, int, int] | None:
    """Return the band of rows (top, bottom, by how many up) that most rows seem to have moved with; None for none.

    A row counts as moved where its words stood elsewhere, and only once; its ends may have changed, where a cursor is marked.
    """
    places: dict[str, int | None] = {}
    for y, row in enumerate(shown):
        words = _words(row)
        places[words] = None if words in places else y
    moves: dict[int, list[int]] = {}
    for y in rows:
        origin = places.get(_words(wanted[y]))
        if origin is not None and origin != y:
            moves.setdefault(origin - y, []).append(y)
    if not moves:
        return None
    up, there = max(moves.items(), key=lambda move: len(move[1]))
    if len(there) < MOVED:
        return None
    return (min(there), max(there) + up, up) if up > 0 else (min(there) + up, max(there), up)


def _words(row: Row) -> str:
    return "".join([text for text, _ in row[2:-1]])


def _sure(text: str) -> bool:
    """Whether all terminals give a cell's characters the same width."""
    if len(text) != 1:
        return False
    code = ord(text)
    return code < 0x300 or _same_everywhere(code, text)


def _same_everywhere(code: int, text: str) -> bool:
    return get_character_cell_size(text) == 1 and (
        0x370 <= code < 0x530  # Greek, Cyrillic
        or 0x2010 <= code < 0x2028  # dashes, quotation marks, dots
        or 0x2190 <= code < 0x2194  # arrows
        or 0x2500 <= code < 0x25A0  # lines and blocks
        or 0x2800 <= code < 0x2900  # braille
    )
