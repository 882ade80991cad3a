"""What the pages of actors and places have in common: names, others of a like name, what names the record, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from rich.cells import cell_len

from ..corpus.kinds import KINDS, ON_THE_LINE, kind_of
from ..corpus.shapes import Choice
from ..reading.entries import Entry, values
from ..store.columns import Part
from ..store.library import Library, Link, Record, Row
from ..store.query import Facet, Query
from ..store.sourcing import MARKS
from .dates import row_label
from .record_page import RecordPage
from .rows import Span, TextRow, found, wrapped
from .sheet import INDENT, NOTHING, cited

MOST = 300
"""Records of a sort that are read for one page; where there are more, the page says so."""
DATE_WIDTH, WITH_DATES = 22, 60
"""Cells of the column of dates, and the width from which there is one."""
DIFFER = MARKS["disputed"]
LEGEND = f"{DIFFER} accounts differ"


class NamedPage(RecordPage):
    """A page of a record that has names."""

    def __init__(self, library: Library, name: str, width: int, find: str) -> None:
        super().__init__(library, name, max(width, 1), find, opens=False, hang=INDENT)

    # -- lines

    def dated(
        self,
        date: str,
        spans: Iterable[Span],
        target: str | None,
        cite: str | None,
        indent: int = INDENT,
        block: str | None = None,
    ) -> Iterator[TextRow]:
        """Yield spans after a date: in a column of dates where there is room for one, else on the same line."""
        if not self.sheet.has(WITH_DATES):
            yield from self.lines([Span(f"{date}  ", "date"), *spans], indent, target, cite, block)
            return
        dates = wrapped(found([Span(date, "date")], self.sheet.find), DATE_WIDTH)
        texts = wrapped(found(spans, self.sheet.find), self.sheet.width - indent - DATE_WIDTH - 1)
        for before, line in zip_longest(dates, texts, fillvalue=()):
            gap = DATE_WIDTH + 1 - sum(cell_len(span.text) for span in before)
            yield self.sheet.row(indent, (*before, Span(" " * gap), *line), target, cite, block)

    def under(self, title: str, rows: Iterator[TextRow], more: str = "") -> Iterator[TextRow]:
        """Yield rows under a heading; neither where there are none."""
        first = next(rows, None)
        if first is not None:
            yield from self.sheet.heading(title, more)
            yield first
            yield from rows

    # -- the record itself

    def head(self, *words: str) -> Iterator[TextRow]:
        """Yield the kind and what sorts the record, and its title."""
        yield from self.lines([Span(" · ".join([kind_of(self.name) or "", *words]), "dim")])
        yield from self.lines([Span(self.library.title(self.name), "title")])

    def word(self, field: str) -> list[str]:
        """Return the word for the code in a field of the record, none where it is not there."""
        shape = KINDS[kind_of(self.name) or ""].struct.fields[field].shape
        if field not in self.record or not isinstance(shape, Choice):
            return []
        return [self.library.word(shape.vocabulary, self.record[field])]

    def names(self) -> Iterator[TextRow]:
        """Yield every spelling: what sort of name it is, its script, and where it was seen; last those of no article."""
        yield from self.sheet.heading("names, and where each was seen")
        outside: list[Span] = []
        for index, one in enumerate(self.record["names"]):
            kind = one.get("kind", "preferred" if index == 0 else "alias").replace("_", " ")
            if one.get("basis") == "external" and index:
                sort = f" ({kind})" if kind != "alias" else ""
                outside += [Span(", ", "dim")] if outside else []
                outside += [Span(one["text"]), Span(sort, "dim")]
            else:
                yield from self._seen(index, one, kind)
        if outside:
            yield from self.lines([Span("in none of the articles: ", "dim"), *outside], INDENT)

    def _seen(self, index: int, one: Record, kind: str) -> Iterator[TextRow]:
        seen, script = one.get("seen_in", []), one.get("script", "latin")
        spans = [Span(one["text"]), Span(f"  {kind}{f' · {script}' if script != 'latin' else ''}", "dim")]
        if not seen:
            where = "in none of the articles" if one.get("basis") == "external" else "where is not coded"
            spans.append(Span(f"  {where}", "dim"))
        block, room = f"{self.name}/names.{index}", self.sheet.width - 2 * INDENT
        cite = next(iter(seen), None)
        line, indent = spans, INDENT
        for run in (list(one) for _, one in groupby(seen, key=lambda cite: cite.partition("#")[0])):
            here = _places(run)
            if cell_len("".join(span.text for span in (*line, here))) + 2 > room:
                yield from self.lines(line, indent, cite, cite, block)
                line, indent, cite = [here], 2 * INDENT, run[0]
            else:
                line = [*line, Span("  "), here]
        yield from self.lines(line, indent, cite, cite, block)

    def alike(self) -> Iterator[TextRow]:
        """Yield who or what it is not, or may be the same as, said here or there."""
        yield from self.under("not to be mistaken for", self._alike("not_same_as"))
        yield from self.under("may be the same as", self._alike("maybe_same_as"))

    def _alike(self, field: str) -> Iterator[TextRow]:
        own = self.record.get(field, [])
        for one in own:
            yield from self._other(one["id"], one)
        there = {link.row.id: link.row for kind in ("actor", "place") for link in self.linked(kind, f"{field}.id")}
        for name in there.keys() - {one["id"] for one in own}:
            for one in self.library.record(name)[field]:
                if one["id"] == self.name:
                    yield from self._other(name, one)

    def _other(self, name: str, one: Record) -> Iterator[TextRow]:
        why = [Span(f"  {one['why']}")] if "why" in one else [Span("  why: not coded", "dim")]
        kind = str(self.library.record(name)["kind"]).replace("_", " ")
        cites = one.get("cite", [])
        spans = [Span(self.library.title(name), "link"), Span(f" ({kind})", "dim"), *why, *cited(cites)]
        yield from self.lines(spans, INDENT, name, next(iter(cites), None))

    def note(self) -> Iterator[TextRow]:
        """Yield the coder's remark."""
        if "note" in self.record:
            yield from self.sheet.heading("coder's note")
            yield from self.lines([Span(self.record["note"])], INDENT)

    def rests_on(self) -> Iterator[TextRow]:
        """Yield the paragraphs that the record as a whole rests on, and its id."""
        cites = self.record.get("cite", [])
        if cites:
            yield from self.sheet.heading("rests on")
        for cite in cites:
            yield from self.sheet.paragraph(cite)
        yield TextRow(())
        yield from self.lines([Span("id  ", "label"), Span(self.name, "dim")])

    # -- who says so

    def says(self, name: str, part: Part = ()) -> list[Span]:
        """Return on whose word a record or a part of it stands."""
        entry = Entry(name, part)
        who = ", ".join(self.library.title(one) for _, one in values(self.library, entry, "=says"))
        return [Span("  says ", "dim"), Span(who or NOTHING, "" if who else "dim")]

    # -- what names it

    def linked(self, kind: str, field: str = "") -> list[Link]:
        """Return what of a kind names the record, in one field where it is given."""
        links = self.library.linked_from(self.name, kind)
        return [link for link in links if not field or link.field == field]

    def of(self, kind: str, facet: str) -> tuple[list[Row], int]:
        """Return the records of a kind that have the record for a facet, as many as are read, and how many there are."""
        numbers = self.library.numbers(kind, Query(facets=(Facet(facet, self.name),)))
        return self.library.rows(numbers[:MOST]), len(numbers)

    def counted(self, kind: str, facet: str, *others: Facet) -> int:
        """Return how many records of a kind have the record for a facet, and these others; none of them is read."""
        return len(self.library.numbers(kind, Query(facets=(Facet(facet, self.name), *others))))

    def cut(self, count: int, kind: str, facet: str) -> Iterator[TextRow]:
        """Yield that there are more than are shown, and where all of them are."""
        if count > MOST:
            plural = KINDS[kind].plural
            yield from self.sheet.remark(
                f"of {count:,} {plural} the first {MOST:,} in time are read here; all of them: /{facet}:{self.name}",
                INDENT,
            )

    def records(self, title: str, rows: Iterable[Row], more: str = "") -> Iterator[TextRow]:
        """Yield records under a heading, each with its date where it has one."""
        yield from self.under(title, self._records(rows), more)

    def _records(self, rows: Iterable[Row]) -> Iterator[TextRow]:
        for row in dict.fromkeys(rows):
            cite = next(iter(self.library.cites(row.id)), None)
            spans = [Span(row.title, "link")]
            if row.edtf:
                yield from self.dated(row_label(row), spans, row.id, cite)
            else:
                yield from self.lines(spans, INDENT, row.id, cite)

    def event(self, row: Row, words: Iterable[str] = ()) -> Iterator[TextRow]:
        """Yield an event: when, whether accounts differ, how far it happened where it did not, what, and what is said of it."""
        cite = next(iter(self.library.cites(row.id)), None)
        before = [Span(f"{DIFFER} ", "mark")] if DIFFER in row.marks else []
        before += [] if row.factuality == "happened" else [Span(f"{row.factuality}: ", "mark")]
        spans = [*before, Span(row.title, "" if on_line(row) else "off_line")]
        yield from self.dated(row_label(row), [*spans, *(Span(f" · {one}", "dim") for one in words)], row.id, cite)

    def threads(self) -> Iterator[TextRow]:
        """Yield the questions about the record and the threads that it is in."""
        yield from self.records("questions about it", [link.row for link in self.linked("issue", "about")])
        yield from self.records("threads", [link.row for link in self.linked("thread")])


def on_line(row: Row) -> bool:
    """Say whether an event stands on the line of what happened."""
    return row.factuality in ON_THE_LINE


def by_date(parts: Iterable[Record]) -> list[Record]:
    """Return parts of a record in the order of their dates, those without one last."""

    def key(part: Record) -> tuple[str, str]:
        when = part.get("when") or {}
        return when.get("earliest") or when.get("latest") or "9999", when.get("latest") or "9999"

    return sorted(parts, key=key)


def _places(cites: Sequence[str]) -> Span:
    """Return citations of one article with its short id said once: `eb18 #3 #4`."""
    short = cites[0].partition("#")[0]
    return Span(" ".join([short, *(f"#{cite.partition('#')[2]}" for cite in cites)]), "cite")
