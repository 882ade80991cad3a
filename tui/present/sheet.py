"""A page in the making: how its rows are drawn, whatever they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rich.cells import cell_len

from ..corpus.kinds import ON_THE_LINE
from ..reading.find import found_in
from ..store.library import Library, Row
from ..store.sourcing import MARKS, is_unnamed
from .dates import row_label, when_label
from .rows import BOUND, LINEAR, Span, TextRow, fit, found, has_found, wrapped

INDENT = 2
NOTHING = "n/s"
"""Not stated."""
INFERRED = f"{BOUND}="
"""After a date that no text prints; the sign of `sourcing.MARKS`."""
Cell = Sequence[Span]


@dataclass(frozen=True)
class Sheet:
    """A page of a library, so many cells wide, with what a find looks for.

    `opens` and `cite` are what a row opens and rests on that does not say it; `hang` is how much further in the rows of an indented
    line stand after its first.
    """

    library: Library
    width: int
    find: str = ""
    opens: str | None = None
    cite: str | None = None
    hang: int = 0

    @property
    def is_linear(self) -> bool:
        """Whether the page is read out, one thing a line, rather than looked at."""
        return self.width >= LINEAR

    def has(self, cells: int) -> bool:
        """Say whether things can stand side by side that take so many cells."""
        return cells <= self.width and not self.is_linear

    def legend(self, signs: str) -> str:
        """Return what signs mean; nothing where they are read out as words."""
        return "" if self.is_linear else signs

    def lines(
        self,
        spans: Iterable[Span],
        indent: int = 0,
        target: str | None = None,
        cite: str | None = None,
        block: str | None = None,
    ) -> Iterator[TextRow]:
        """Yield spans as rows, broken where they must be: one block, that of their target unless another is named."""
        indent = self._within(indent)
        hang = self._within(indent + self.hang) if indent else 0
        for index, line in enumerate(wrapped(found(spans, self.find), self.width - hang)):
            yield self.row(hang if index else indent, line, target, cite, block)

    def row(
        self, indent: int, line: Sequence[Span], target: str | None, cite: str | None, block: str | None = None
    ) -> TextRow:
        """Return a row."""
        pad = (Span(" " * indent),) if indent and line else ()
        return TextRow((*pad, *line), target or self.opens, cite or self.cite, has_found(line), block or target)

    def _within(self, indent: int) -> int:
        """Return an indent that leaves room for words: half of the page at the most."""
        return min(indent, self.width // 2) if self.width > 3 else 0

    def heading(self, text: str, note: str = "") -> Iterator[TextRow]:
        """Yield an empty row and a heading, with a note beside it; it opens nothing and rests on nothing."""
        yield TextRow(())
        spans = [Span(text, "label"), *([Span(f"  {note}", "dim")] if note else [])]
        yield from Sheet(self.library, self.width, self.find).lines(spans)

    def remark(self, text: str, indent: int = 0) -> Iterator[TextRow]:
        """Yield a remark of khabar's own."""
        yield from self.lines([Span(text, "dim")], indent)

    def across(
        self,
        cells: Sequence[Cell],
        widths: Sequence[int],
        target: str | None = None,
        cite: str | None = None,
        block: str | None = None,
    ) -> Iterator[TextRow]:
        """Yield cells side by side, each in its width, the last blank of which parts it from the next; on one line where that
        is read out."""
        if self.is_linear:
            yield from self.lines(dotted(cells), 0, target, cite, block)
            return
        columns = [wrapped(found(cell, self.find), size - 1) for cell, size in zip(cells, widths, strict=True)]
        for index in range(max(map(len, columns), default=0)):
            spans: list[Span] = []
            for column, size in zip(columns, widths, strict=True):
                line = column[index] if index < len(column) else ()
                spans += [*line, Span(" " * (size - sum(cell_len(span.text) for span in line)))]
            while spans and not spans[-1].text.strip():
                spans.pop()
            yield self.row(0, [span for span in spans if span.text], target, cite, block)

    def how_many(self, kind: str, most: int) -> str:
        """Return of how many records of a kind a page tells: all there are, or the first so many of them."""
        count = self.library.count(kind)
        return f"the first {most:,} of {counted(count, kind)}" if count > most else counted(count, kind)

    def name(self, name: str, style: str = "link") -> Span:
        """Return what a record is called."""
        return Span(self.library.title(name), style)

    def names(self, names: Iterable[str], style: str = "link") -> list[Span]:
        """Return what records are called, "n/s" where there are none."""
        return joined([[self.name(name, style)] for name in names], ", ") or [Span(NOTHING, "dim")]

    def source(self, name: str) -> list[Span]:
        """Return an actor or outlet with the kind of source it is."""
        style = "mark" if is_unnamed(name, self.library.record) else "dim"
        kind = self.library.word("", self.library.record(name)["kind"])
        return [self.name(name), Span(f" ({kind})", style)]

    def word(self, vocabulary: str, code: str) -> str:
        """Return a code as a word, what is not stated as such."""
        return NOTHING if code == "not_stated" else self.library.word(vocabulary, code)

    def date(self, when: dict[str, Any] | None) -> list[Span]:
        """Return a date, with the sign of one that is not printed; that none is stated where there is none."""
        if not when:
            return [Span(f"date {NOTHING}", "dim")]
        sign = [Span(INFERRED, "mark")] if when.get("basis", "stated") != "stated" else []
        return [Span(when_label(when), "date"), *sign]

    def row_date(self, row: Row) -> list[Span]:
        """Return the date of a record, with the sign of one that is not printed; nothing where it has none."""
        sign = [Span(INFERRED, "mark")] if MARKS["inferred"] in row.marks else []
        return [Span(row_label(row), "date"), *sign] if row.edtf else []

    def date_notes(self, when: dict[str, Any], indent: int, **row: str | None) -> Iterator[TextRow]:
        """Yield how a date is known where a find looks for it; else there is no room for it, and `why` tells it."""
        for title, text in (("said", when.get("said", "")), ("why", when.get("why", ""))):
            if found_in(text, self.find):
                yield from self.lines([Span(f"{title} ", "label"), Span(text, "dim")], indent, **row)

    def event(self, row: Row, dated: bool = True) -> list[Span]:
        """Return an event's title, that it was only held out or is disputed where it is off the line, and its date."""
        off, said = row.factuality not in ON_THE_LINE, f" ({row.factuality})"
        held = [Span(said, "off_line")] if off and not row.title.endswith(said) else []
        date = [Span(" · ", "dim"), *self.row_date(row)] if dated and row.edtf else []
        return [Span(row.title, "off_line" if off else "link"), *held, *date]

    def paragraph(self, cite: str, indent: int = INDENT) -> Iterator[TextRow]:
        """Yield a paragraph on one line: where it stands and how its digest begins."""
        indent = self._within(indent)
        spans = [Span(f"{cite}  ", "cite"), Span(self.library.title(cite), "dim")]
        yield self.row(indent, tuple(found(one_line(spans, self.width - indent), self.find)), cite, cite)


def joined(parts: Iterable[Sequence[Span]], between: str, style: str = "dim") -> list[Span]:
    """Return the parts that have anything with words between them."""
    spans: list[Span] = []
    for part in parts:
        if part:
            spans += [*([Span(between, style)] if spans else []), *part]
    return spans


def dotted(parts: Iterable[Sequence[Span]]) -> list[Span]:
    """Return the parts that have anything with dots between them."""
    return joined(parts, " · ")


def spaced(parts: Iterable[Sequence[Span]]) -> list[Span]:
    """Return parts with blanks between them: sentences, which end by themselves."""
    return joined(parts, " ", "")


def ended(parts: Iterable[Sequence[Span]], mark: str) -> list[Span]:
    """Return parts with a mark at the end of each but the last, so that no line begins with one."""
    spans: list[Span] = []
    for part in parts:
        if spans:
            spans[-1:] = [replace(spans[-1], text=f"{spans[-1].text}{mark}"), Span(" ")]
        spans += part
    return spans


def commas(spans: Iterable[Span]) -> list[Span]:
    """Return spans with a comma at the end of each but the last."""
    return ended(([span] for span in spans), ",")


def labelled(title: str, spans: Sequence[Span]) -> list[Span]:
    """Return spans after the name of what they are."""
    return [Span(f"{title} ", "label"), *spans]


def cited(cites: Iterable[str]) -> list[Span]:
    """Return paragraphs, to stand at the end of what rests on them."""
    text = " ".join(cites)
    return [Span("  "), Span(text, "cite")] if text else []


def first(cites: Sequence[str] | None) -> str | None:
    """Return the first of some paragraphs."""
    return cites[0] if cites else None


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number of things: `1 term`, `2 terms`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cut(title: str, width: int) -> str:
    """Return a title of which no word is wider than a column."""
    return " ".join(fit(word, width).rstrip() if cell_len(word) > width else word for word in title.split(" "))


def one_line(spans: Iterable[Span], width: int) -> list[Span]:
    """Return spans cut with an ellipsis where they are wider than a line."""
    kept: list[Span] = []
    left = width
    for span in spans:
        size = cell_len(span.text)
        if size > left:
            return [*kept, Span(fit(span.text, left).rstrip(), span.style)]
        kept.append(span)
        left -= size
    return kept
