"""A page in the making: what its rows have in common, whatever they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len

from ..corpus.kinds import ON_THE_LINE
from ..reading.find import found_in
from ..store.library import Library, Row
from ..store.sourcing import MARKS
from .dates import label, row_label, sum_of
from .rows import Span, TextRow, fit, found, has_found, wrapped

NOTHING = "n/s"
"""Not stated."""
INFERRED = " ="
"""After a date that no text prints; the sign of `sourcing.MARKS`."""
Cell = Sequence[Span]


@dataclass(frozen=True)
class Sheet:
    """A page of a library, so many cells wide, with what a find looks for."""

    library: Library
    width: int
    find: str = ""

    def lines(
        self,
        spans: Iterable[Span],
        indent: int = 0,
        target: str | None = None,
        cite: str | None = None,
        block: str | None = None,
    ) -> Iterator[TextRow]:
        """Yield spans as rows, broken where they must be: one block, that of their target unless another is named."""
        indent = min(indent, max(self.width, 1) // 2)
        for line in wrapped(found(spans, self.find), self.width - indent):
            pad = (Span(" " * indent),) if indent and line else ()
            yield TextRow((*pad, *line), target, cite, has_found(line), block or target)

    def heading(self, text: str, note: str = "") -> Iterator[TextRow]:
        """Yield an empty row and a heading, with a note beside it."""
        yield TextRow(())
        yield from self.lines([Span(text, "label"), *([Span(f"  {note}", "dim")] if note else [])])

    def across(
        self,
        cells: Sequence[Cell],
        widths: Sequence[int],
        target: str | None = None,
        cite: str | None = None,
        block: str | None = None,
    ) -> Iterator[TextRow]:
        """Yield cells side by side, each in its width, the last blank of which parts it from the next."""
        columns = [wrapped(found(cell, self.find), size - 1) for cell, size in zip(cells, widths, strict=True)]
        for index in range(max(map(len, columns), default=0)):
            spans: list[Span] = []
            for column, size in zip(columns, widths, strict=True):
                line = column[index] if index < len(column) else ()
                spans += [*line, Span(" " * (size - sum(cell_len(span.text) for span in line)))]
            yield TextRow(tuple(span for span in spans if span.text), target, cite, has_found(spans), block)

    def how_many(self, kind: str, most: int) -> str:
        """Return of how many records of a kind a page tells: all there are, or the first so many of them."""
        count = self.library.count(kind)
        return f"the first {most:,} of {counted(count, kind)}" if count > most else counted(count, kind)

    def name(self, name: str, style: str = "link") -> Span:
        """Return what a record is called."""
        return Span(self.library.title(name), style)

    def names(self, names: Iterable[str], style: str = "link") -> list[Span]:
        """Return what records are called, "n/s" where there are none."""
        spans: list[Span] = []
        for name in names:
            spans += [*([Span(", ", "dim")] if spans else []), self.name(name, style)]
        return spans or [Span(NOTHING, "dim")]

    def word(self, vocabulary: str, code: str) -> str:
        """Return a code as a word, what is not stated as such."""
        return NOTHING if code == "not_stated" else self.library.word(vocabulary, code)

    def date(self, when: dict[str, Any] | None) -> list[Span]:
        """Return a date, with the sign of one that is not printed; that none is stated where there is none."""
        if not when:
            return [Span(f"date {NOTHING}", "dim")]
        sign = [Span(INFERRED, "mark")] if when.get("basis", "stated") != "stated" else []
        return [Span(label(when.get("edtf"), when.get("earliest"), when.get("latest")), "date"), *sign]

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

    def paragraph(self, cite: str, indent: int = 2) -> Iterator[TextRow]:
        """Yield a paragraph on one line: where it stands and how its digest begins."""
        indent = min(indent, max(self.width, 1) // 2)
        spans = [Span(f"{cite}  ", "cite"), Span(self.library.title(cite), "dim")]
        line = wrapped(found(spans, self.find), self.width - indent)[0]
        yield TextRow((Span(" " * indent), *line), cite, cite, has_found(line), cite)

    def cites(self, cites: Sequence[str]) -> list[Span]:
        """Return paragraphs, to stand at the end of what rests on them."""
        return [Span("  "), Span(" ".join(cites), "cite")] if cites else []


class RecordPage:
    """A page of one record, whose rows open it and its first paragraph where they say nothing else."""

    def __init__(self, library: Library, name: str, width: int, find: str) -> None:
        self.library, self.name, self.sheet = library, name, Sheet(library, width, find)
        self.record = library.record(name)
        self.cite = first(library.cites(name))

    def lines(
        self,
        spans: Sequence[Span],
        indent: int = 0,
        target: str | None = None,
        cite: str | None = None,
        block: str | None = None,
    ) -> Iterator[TextRow]:
        """Yield spans as rows."""
        yield from self.sheet.lines(spans, indent, target or self.name, cite or self.cite, block or target)

    def issues(self, names: Iterable[str]) -> Iterator[TextRow]:
        """Yield issues, each with how it stands."""
        for name in names:
            issue = self.library.record(name)
            spans = dotted([[Span(issue["status"], "code")], [self.sheet.name(name)]])
            yield from self.lines(spans, 2, name, first(self.library.cites(name)))

    def framing(self, holder: dict[str, Any], block: str | None = None) -> Iterator[TextRow]:
        """Yield the source's own words for a record or a part of it."""
        for one in holder.get("framing", ()):
            by = [self.sheet.name(one["by"])] if "by" in one else []
            word = labelled("word", [Span(f"“{one['term']}”"), *self.sheet.cites(one.get("cite", ()))])
            yield from self.lines(dotted([word, by]), 2, one.get("by"), first(one.get("cite")), block)

    def foot(self) -> Iterator[TextRow]:
        """Yield how the record's date is known, the coder's note, its paragraphs and its id."""
        when = self.record.get("when", {})
        if when.keys() & {"said", "why", "relative_to"}:
            yield from self.sheet.heading("how its date is known")
            said = [Span(f"said “{when['said']}”")] if "said" in when else []
            why = [Span(when["why"], "dim")] if "why" in when else []
            base = when.get("relative_to", {})
            on = base.get("event") or base.get("article")
            row = self.library.row_of(on) if on else None
            hangs = [Span(sum_of(when, self.library.title, row_label(row)))] if row else []
            yield from self.lines(dotted([said, hangs, why]), 2, on, first(when.get("cite")))
        if "note" in self.record:
            yield from self.sheet.heading("note")
            yield from self.lines([Span(self.record["note"], "dim")], 2)
        yield from self.sheet.heading("rests on")
        for cite in self.record.get("cite", ()):
            yield from self.sheet.paragraph(cite)
        yield from self.lines(labelled("id", [Span(self.name, "dim")]))


def dotted(parts: Iterable[Sequence[Span]]) -> list[Span]:
    """Return the parts that have anything with dots between them."""
    spans: list[Span] = []
    for part in parts:
        if part:
            spans += [*([Span(" · ", "dim")] if spans else []), *part]
    return spans


def spaced(parts: Iterable[Sequence[Span]]) -> list[Span]:
    """Return parts with blanks between them: sentences, which end by themselves."""
    spans: list[Span] = []
    for part in parts:
        spans += [*([Span(" ")] if spans else []), *part]
    return spans


def labelled(title: str, spans: Sequence[Span]) -> list[Span]:
    """Return spans after the name of what they are."""
    return [Span(f"{title} ", "label"), *spans]


def first(cites: Sequence[str] | None) -> str | None:
    """Return the first of some paragraphs."""
    return cites[0] if cites else None


def counted(number: int, of: str) -> str:
    """Return a number of things: `1 term`, `2 terms`."""
    return f"{number:,} {of}{'s' * (number != 1)}"


def cut(title: str, width: int) -> str:
    """Return a title of which no word is wider than a column."""
    return " ".join(fit(word, width).rstrip() if cell_len(word) > width else word for word in title.split(" "))
