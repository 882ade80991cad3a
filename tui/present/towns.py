"""The places of a corpus by their states over time, side by side; where nothing is told, nothing is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.cells import cell_len

from ..reading.matrix import FROM_BEFORE, GOES_ON, Column, Matrix, letters, matrix, sizes
from ..reading.states import State, states
from ..store.library import Library
from .dates import label, when_label
from .rows import Span, TextRow, fit, found
from .sheet import Sheet, counted

MOST, SHOWN = 2_000, 400
"""Places that are looked at for a state, and those with one that are shown."""
NOTHING = "."
_SIGNS = {
    "small": "on some day of several, or doubted",
    FROM_BEFORE: "perhaps from before",
    GOES_ON: "its end is not told",
    NOTHING: "nothing told",
}
NAME, NARROW_NAME = 28, 12
"""Cells of a name at the most and at the least."""
NARROW = 50
"""Cells below which the legend stands under the table: above it there would be no table to be seen."""
YEAR = 12
"""Months from which on columns are so coarse that names rather stand above their rows than that they get coarser."""
WORDS = {
    1: "a month",
    3: "a quarter",
    6: "half a year",
    12: "a year",
    60: "five years",
    120: "a decade",
    600: "fifty years",
}


def towns_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the matrix of all places that have a state, `width` cells wide; `name` is not looked at, the page is of the corpus."""
    yield from _Towns(library, max(width, 1), find)


class _Towns:
    """The rows of the matrix."""

    def __init__(self, library: Library, width: int, find: str) -> None:
        self.library, self.sheet = library, Sheet(library, width, find)
        self.numbers = library.numbers("place")
        self.states: dict[str, list[State]] = {}
        self.cites: dict[str, str] = {}
        self.read = 0
        for number_of in self.numbers[:MOST]:
            row = library.row(number_of)
            place = library.record(row.id)
            if place.get("status") and len(self.states) == SHOWN:
                break
            self.read += 1
            if place.get("status"):
                self.states[row.id] = states(place)
                self.cites[row.id] = place["status"][0]["cite"][0]
        codes = list(library.meta["vocabulary"].get("place_states", {}))
        used = {one.code for found in self.states.values() for one in found}
        self.signs = letters([*codes, *sorted(used - set(codes))])
        self.used = [code for code in self.signs if code in used]

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.sheet.lines([Span("places by their states over time", "title")])
        if not self.states:
            yield from self.sheet.lines([Span("no place of this corpus has a state that is coded", "dim")])
            return
        without = self.read - len(self.states)
        number = f"{counted(len(self.states), 'place has', 'places have')} a state, {without} none that is told"
        yield from self.sheet.lines([Span(number, "dim")])
        if len(self.numbers) > self.read:
            yield from self.sheet.lines(
                [Span(f"of {len(self.numbers):,} places the first {self.read:,} are looked at", "dim")]
            )
        told = {name: kept for name, found in self.states.items() if (kept := [one for one in found if one.is_told])}
        shelf = {
            name: kept for name, found in self.states.items() if (kept := [one for one in found if not one.is_told])
        }
        narrow = self.sheet.width < NARROW
        if self.sheet.is_linear:
            pass
        elif narrow:
            yield from self.sheet.lines([Span("what the letters stand for: at the end, G", "dim")])
        else:
            yield from self.legend()
        yield TextRow(())
        yield from self.table(told)
        if shelf:
            yield TextRow(())
            yield from self.sheet.lines([Span("not on the line: only " + ", ".join(self.words(shelf)), "label")])
            yield from self.table(shelf)
        if narrow:
            yield TextRow(())
            yield from self.legend()

    def words(self, places: Mapping[str, Sequence[State]]) -> list[str]:
        """Return the words of the states that stand in some places."""
        codes = dict.fromkeys(one.code for found in places.values() for one in found)
        return [self.library.word("place_states", code) for code in codes]

    def legend(self) -> Iterator[TextRow]:
        """Yield what each letter and sign stands for."""
        spans: list[Span] = []
        for code in self.used:
            spans += [
                Span(f"{self.signs[code]} ", "code"),
                Span(f"{self.library.word('place_states', code)} · ", "dim"),
            ]
        for sign, words in _SIGNS.items():
            spans += [Span(f"{sign} ", "code"), Span(f"{words} · ", "dim")]
        spans.append(Span("who says so: Enter", "dim"))
        yield from self.sheet.lines(spans)

    # -- the table

    def table(self, places: Mapping[str, Sequence[State]]) -> Iterator[TextRow]:
        """Yield places by time, in the finest columns that there is room for; a block for each place where there is none for any."""
        if self.sheet.is_linear:
            yield from self.blocks(places)
            return
        longest = max(cell_len(self.library.title(name)) for name in places)
        for size in sizes(places):
            made = matrix(places, self.signs, size)
            widths = _widths(made, size)
            named = min(longest, NAME, self.sheet.width - sum(widths) - 1)
            if named >= min(longest, NARROW_NAME):
                yield from self.grid(made, widths, named, size)
                return
            if size >= YEAR and sum(widths) + 1 <= self.sheet.width:
                yield from self.grid(made, widths, 0, size)
                return
        yield from self.blocks(places)

    def grid(self, made: Matrix, widths: Sequence[int], named: int, size: int) -> Iterator[TextRow]:
        """Yield heads and rows; with names of no cells, each name stands above its row."""
        for head in _heads(made.columns, widths, size):
            cells = "".join(fit(text, one) for text, one in zip(head, widths, strict=True))
            yield TextRow((Span(" " * (named + 1)), Span(cells.rstrip(), "date")))
        for name, cells_of in made.cells.items():
            title = self.library.title(name)
            if named:
                short = fit(title, named).rstrip()
                spans = [*found([Span(short, "link")], self.sheet.find), Span(" " * (named + 1 - cell_len(short)))]
            else:
                yield from self.sheet.lines([Span(title, "link")], 0, name, self.cites[name])
                spans = [Span(" ")]
            for text, one in zip(cells_of, widths, strict=True):
                spans.append(Span(fit(text or NOTHING, one), "code" if text else "dim"))
            yield self.sheet.row(0, spans, name, self.cites[name])
        each = WORDS.get(size, f"{size // 12:,} years")
        yield from self.sheet.lines(
            [Span(f"a column is {each}, or a run of such that tell the same of every place", "dim")]
        )

    def blocks(self, places: Mapping[str, Sequence[State]]) -> Iterator[TextRow]:
        """Yield each place with its states below it."""
        for name, found_here in places.items():
            yield from self.sheet.lines([self.sheet.name(name)], 0, name, self.cites[name])
            status = self.library.record(name)["status"]
            for one in found_here:
                line_of = status[one.index]
                when = when_label(line_of["when"])
                code = self.library.word("place_states", one.code) if self.sheet.is_linear else self.signs[one.code]
                spans = [Span(f"{when} ", "date"), Span(code, "code")]
                yield from self.sheet.lines(spans, 1, name, line_of["cite"][0], f"{name}/{one.index}")


def _widths(made: Matrix, size: int) -> list[int]:
    """Return how wide each column is, a blank after it."""
    widest = [max(cell_len(row[place]) for row in made.cells.values()) for place in range(len(made.columns))]
    heads = [max(map(len, texts)) for texts in zip(*_heads(made.columns, [0] * len(widest), size), strict=True)]
    return [max(cell, head) + 1 for cell, head in zip(widest, heads, strict=True)]


def _heads(columns: Sequence[Column], widths: Sequence[int], size: int) -> list[list[str]]:
    """Return the lines that stand above columns: the year and month each begins in, then those that it ends in where it is longer."""
    ends = [f"-{_short(one.last)}" if one.last.year != one.first.year else "" for one in columns]
    if size % YEAR == 0:
        return [[str(one.first.year) for one in columns], *([ends] if any(ends) else [])]
    months = [_month(one.first) for one in columns]
    until = [f"-{_month(one.last)}" if _month(one.last) != first or end else ""
             for one, first, end in zip(columns, months, ends, strict=True)]  # fmt: skip
    lines = [until, ends] if any(ends) else [until] if any(until) else []
    return [_years(columns, widths), months, *lines]


def _years(columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """Return the year above the first of its columns: whole where it has room there, else its last digits."""
    years: list[str] = []
    for place, one in enumerate(columns):
        if place and columns[place - 1].first.year == one.first.year:
            years.append("")
        else:
            goes_on = any(after.first.year == one.first.year for after in columns[place + 1 : place + 2])
            whole = widths[place] >= len(str(one.first.year)) + (not goes_on)
            years.append(str(one.first.year) if whole else _short(one.first))
    return years


def _short(day: date) -> str:
    return f"'{day.year % 100:02}"


def _month(day: date) -> str:
    return label(f"{day.year:04}-{day.month:02}")[:3]
