"""The list pane: one row a record, date and title, with the marks that a reader must not miss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from ..corpus.kinds import ON_THE_LINE
from ..notebook.notebook import Notebook
from ..reading.find import found_in
from ..store.library import Hit, Library, Row
from ..store.sourcing import MARKS, WEIGHED
from .own import signs as signs_of
from .rows import Span, TextRow, fit, marked

_DATED = ("event", "agreement", "round", "figure", "article", "claim")
DATE_WIDTH, MONTH_WIDTH = 10, 8


def mark(row: Row) -> str:
    """Return one letter for an event that cannot stand on the line of what happened, else a blank; never colour alone."""
    letters = {
        "attempted": "a",
        "threatened": "T",
        "planned": "P",
        "predicted": "F",
        "rumoured": "R",
        "denied": "N",
        "disputed": "D",
    }
    return letters.get(row.factuality, " ")


_IN_DOUBT, _SAID_BY = ("disputed", "open", "inferred"), ("unnamed", "single")
"""The marks that share a cell, gravest first: what there is to doubt, and who says so."""
_DOUBTED = WEIGHED | {"claim", "article", "actor", "place"}
_GRAVE = frozenset(MARKS[mark] for mark in ("disputed", "unnamed"))


def signs(row: Row) -> str:
    """Return the marks of a record in one or two cells, "" where its kind has none: what there is to doubt, then who says so.

    Each cell has the gravest of its marks; `mark:` filters by all of them.
    """
    doubt = next((MARKS[mark] for mark in _IN_DOUBT if MARKS[mark] in row.marks), " ") if row.kind in _DOUBTED else ""
    told = row.kind in WEIGHED or row.kind == "claim"
    return doubt + (next((MARKS[mark] for mark in _SAID_BY if MARKS[mark] in row.marks), " ") if told else "")


def mark_span(row: Row) -> Span:
    """Return what stands before a title: an event's letter, the signs of the marks; always as wide for a kind."""
    letter, found = mark(row) if row.kind == "event" else "", signs(row)
    grave = letter.strip() or _GRAVE & set(found)
    return Span(letter + found, "mark" if grave else "dim")


LEGEND = (
    "a attempted · T threatened · P planned · F forecast · R rumoured · N denied · D disputed · "
    "! accounts differ · _ something is left open · = date not printed but inferred · "
    "? told by unnamed sources only · 1 told by one source only"
)


@dataclass
class ListRows:
    """The rows of a list; each is fetched when it is drawn."""

    library: Library
    numbers: Sequence[int]
    width: int
    hits: Sequence[Hit] = ()
    notebook: Notebook = field(default_factory=Notebook)

    def row(self, index: int) -> TextRow | None:
        """Return a row, None beyond the last."""
        if not 0 <= index < len(self.numbers):
            return None
        row = self.library.row(self.numbers[index])
        own = signs_of(self.notebook, row.id)
        width = self.width - (len(own) + 1 if own else 0)
        spans = hit_spans(self.hits[index], width) if self.hits else list_spans(row, width, self.library)
        return TextRow((*spans, *([Span(f" {own}", "label")] if own else [])), target=row.id, block=row.id)

    def __len__(self) -> int:
        return len(self.numbers)


def list_spans(row: Row, width: int, library: Library) -> list[Span]:
    """Return one record as a line of `width` cells."""
    on_line = not row.factuality or row.factuality in ON_THE_LINE
    spans = []
    if row.kind in _DATED and width >= 26:
        size = DATE_WIDTH if width >= 34 else MONTH_WIDTH
        spans += [Span(short_date(row, size).ljust(size), "date"), Span(" ", "")]
        width -= size + 1
    before = mark_span(row)
    if before.text:
        spans.append(Span(before.text + " ", before.style))
        width -= len(before.text) + 1
    tail = (
        f" {library.word('', row.tag)}"
        if row.tag and row.kind not in ("event", "article", "thread") and width >= 36
        else ""
    )
    spans.append(Span(fit(row.title, width - len(tail)), "" if on_line else "off_line"))
    if tail:
        spans.append(Span(tail, "dim"))
    return spans


def short_date(row: Row, size: int, more: str = "…") -> str:
    """Return a date in `size` cells, 8 or more: the day where it is known and fits, the month, else the month that it begins in."""
    day, last = row.earliest, row.latest
    if not day:
        return f"<{last[:7]}" if last else "no date"
    if day == last and size >= len(day):
        return day
    return day[:7] if last and day[:7] == last[:7] else f"{day[:7]}{more}"


def hit_spans(hit: Hit, width: int) -> list[Span]:
    """Return what a search found as a line: the kind, the title, and the words where they are not in the title."""
    kind = fit(hit.row.kind, 9)
    rest = width - 10
    spans = [Span(kind + " ", "label")]
    title = hit.row.id if hit.row.kind == "paragraph" else hit.row.title
    if (hit.line and hit.line != hit.row.title) or hit.row.kind == "paragraph":
        short = rest - cell_len(hit.line) - len(" ·  ")  # a line that needs less leaves the title more
        size = min(cell_len(title), max(rest // 2, short, 8))
        line = fit(f" · {_excerpt(hit.line, hit.find, rest - size - 3)}", rest - size)
        return [*spans, Span(fit(title, size), ""), *marked(line, "dim", hit.find)]
    return [*spans, Span(fit(title, rest), "")]


def _excerpt(line: str, find: str, room: int) -> str:
    """Return a line from where the first of what was found is seen with some words on both sides; from its beginning if it can."""
    place = next(iter(found_in(line, find)), None)
    if place is None or cell_len(line[: place[1]]) < room:
        return line
    begin, end = place[0], place[1] + room // 4
    while (before := line.rfind(" ", 0, begin - 1) + 1) < begin and cell_len(line[before:end]) < room - 1:
        begin = before
    return "…" + line[begin:]
