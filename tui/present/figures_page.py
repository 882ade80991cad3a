"""The figure ledger: what is counted, by whom, as of when, in whose words. Figures that overlap are marked; nothing is added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.cells import cell_len

from ..corpus.kinds import kind_of
from ..reading.counted import Counted, figures_for, ledger
from ..store.library import Library
from .dates import when_label
from .rows import Span, TextRow
from .sheet import NOTHING, Cell, Sheet, cited, commas, counted, dotted

Record = dict[str, Any]
Column = tuple[Cell, int]
"""What stands in a column, and how wide that is."""

LEGEND = (
    "< part of the one above · ~ one unit, one event: whether they overlap is not coded · - no such bound is given · "
    "n/s no number is given"
)
NO_TOTALS = "nothing is added up: figures overlap, and how far is seldom told"
BOUNDS = ("low", "best", "high")
BESIDE = 64
"""Cells from which numbers stand in columns of their own."""
MOST_OTHERS = 6
"""Figures that are named as not to be added to one; more are counted."""
_NUMBER = 9
_QUALIFIERS = {
    "exact": "", "about": "about ", "at_least": "at least ", "more_than": "more than ", "up_to": "up to ", "range": "",
}  # fmt: skip


def number(value: float) -> str:
    """Return a number as it is read: `270,000`."""
    return f"{value:,}"


def said_of(figure: Record) -> str:
    """Return a figure in few words: `at least 4 people`, `270,000 to 330,000 people`, `n/s (“hundreds”) people`."""
    given = [figure[bound] for bound in BOUNDS if bound in figure]
    said = f" (“{figure['said']}”)" if "said" in figure and not given else ""
    text = " to ".join(map(number, dict.fromkeys(given))) or NOTHING
    return f"{_QUALIFIERS.get(figure['qualifier'], '')}{text}{said} {figure['unit']}"


def figures_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the figures about or for a record, of the whole corpus with "". Raises KeyError where there is no such record."""
    yield from _Ledger(Sheet(library, width, find), name)


class _Ledger:
    """The rows for one record; iterating makes them one after another."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet, self.library, self.name = sheet, sheet.library, name
        if name:
            self.library.record(name)

    def __iter__(self) -> Iterator[TextRow]:
        sheet, sections = self.sheet, figures_for(self.library, self.name)
        head = f"figures · {kind_of(self.name)}" if self.name else "figures of the whole corpus"
        yield from sheet.lines([Span(head, "dim")])
        if self.name:
            yield from sheet.lines([sheet.name(self.name, "title")], 0, self.name)
        if not sections:
            yield from sheet.remark("no figure is coded about it or for it")
        else:
            yield from sheet.remark(NO_TOTALS)
            yield from sheet.remark(LEGEND) if sheet.has(BESIDE) else ()
        for section in sections:
            if section.title:
                yield from sheet.heading(section.title)
            if section.left:
                yield from sheet.lines(
                    [Span(f"the first {len(section.figures):,}; {section.left:,} more are not compared here", "notice")]
                )
            figures = [self.library.record(one) for one in section.figures]
            if sheet.has(BESIDE):
                heads = (([Span(bound, "label")], bound) for bound in BOUNDS)
                yield TextRow(())
                yield from sheet.across(*_columns(cell for spans, bound in heads for cell in _right(spans, bound)))
            for unit, groups in ledger(figures).items():
                count = sum(map(len, groups))
                if not sheet.has(BESIDE) or unit != next(iter(figures))["unit"]:
                    yield TextRow(())
                yield from sheet.lines([Span(unit, "heading"), Span(f"  {counted(count, 'figure')}", "dim")])
                for group in groups:
                    for one in group:
                        yield from self.figure(one)
        yield from self.terms()
        if sections and not sheet.has(BESIDE) and not sheet.is_linear:
            yield TextRow(())
            yield from sheet.remark(LEGEND)

    def figure(self, one: Counted) -> Iterator[TextRow]:
        """Yield a figure: its numbers, what they count, then how it is said, by whom and as of when; then what it overlaps with."""
        sheet, record = self.sheet, self.library.record(one.figure)
        numbers = {bound: number(record[bound]) if bound in record else "-" for bound in BOUNDS}
        if set(numbers.values()) == {"-"}:
            numbers["best"] = NOTHING
        sign = "< " * min(one.depth, 3) or ("~ " if one.overlaps else "")
        what = [*([Span(sign, "mark")] if sign else []), Span(record["measures"], "link")]
        first, target = record["cite"][0], one.figure
        if not sheet.has(BESIDE) or max(map(cell_len, numbers.values())) > _NUMBER:
            yield from sheet.lines(what, 0, target, first, target)
            told = [[Span(f"{bound} ", "label"), Span(text)] for bound, text in numbers.items() if text != "-"]
            yield from sheet.lines(dotted(told), 2, target, first, target)
        else:
            columns = [
                cell for text in numbers.values() for cell in _right([Span(text, "dim" if text == "-" else "")], text)
            ]
            left = sheet.width - sum(size for _, size in columns) - 1
            yield from sheet.across(*_columns([*columns, ([], 1), (what, left)]), target, first, target)
        yield from self.notes(one, record, 2 if not sheet.has(BESIDE) else len(BOUNDS) * (_NUMBER + 1) + 1)

    def notes(self, one: Counted, record: Record, indent: int) -> Iterator[TextRow]:
        """Yield how a figure is said, by whom, as of when and where; then those that it overlaps with, and the coder's remark."""
        sheet, first = self.sheet, record["cite"][0]

        def lines(spans: list[Span], target: str = one.figure) -> Iterator[TextRow]:
            return sheet.lines(spans, indent, target, first, one.figure)

        when = record.get("as_of")
        day = when_label(when) if when else NOTHING
        said = [Span(f"“{record['said']}”")] if "said" in record else [Span(f"words {NOTHING}", "dim")]
        speakers = commas(sheet.name(speaker) for speaker in record.get("according_to", ()))
        parts = [
            [Span(record["qualifier"].replace("_", " "), "code")],
            said,
            [Span("says ", "label"), *(speakers or [Span(NOTHING, "dim")])],
            [Span("as of ", "label"), Span(day, "date" if when else "dim")],
        ]
        yield from lines([*dotted(parts), *cited(record["cite"])])
        for whole in one.wholes:
            yield from lines([Span("< ", "mark"), Span("part of ", "label"), *self.other(whole)], whole)
        for other in one.overlaps[:MOST_OTHERS]:
            yield from lines([Span("~ ", "mark"), Span("not to be added to ", "label"), *self.other(other)], other)
        if (more := len(one.overlaps) - MOST_OTHERS) > 0:
            yield from lines([Span("~ ", "mark"), Span(f"nor to {more:,} more of this unit", "dim")])
        if "note" in record:
            yield from lines([Span("note ", "label"), Span(record["note"])])

    def other(self, name: str) -> list[Span]:
        """Return a figure that another one overlaps with."""
        record = self.library.record(name)
        return [Span(f"{said_of(record)} · "), Span(record["measures"], "link")]

    def terms(self) -> Iterator[TextRow]:
        """Yield the quantities that an agreement's terms give in words."""
        if kind_of(self.name) != "agreement":
            return
        record = self.library.record(self.name)
        terms = [term for term in record["terms"] if "quantity" in term]
        if terms:
            yield from self.sheet.heading("quantities in its terms, as worded")
        for term in terms:
            spans = [Span(f"{term['quantity']}  "), Span(term["content"], "dim"), *cited(term["cite"])]
            yield from self.sheet.lines(spans, 2, self.name, term["cite"][0], term["id"])


def _columns(columns: Iterable[Column]) -> tuple[list[Cell], list[int]]:
    """Return what stands in columns, and how wide they are."""
    cells, widths = zip(*columns, strict=True)
    return list(cells), list(widths)


def _right(spans: list[Span], text: str) -> list[Column]:
    """Return a column of numbers, which end where it ends."""
    size = cell_len(text)
    return [([], _NUMBER - size), (spans, size + 1)]
