"""What the pages of one record have in common: the record, the questions about it, the source's own words, and its foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..store.library import Library
from .dates import row_label, sum_of
from .rows import Span, TextRow
from .sheet import Sheet, cited, dotted, first, labelled


class RecordPage:
    """A page of one record, whose rows rest on its first paragraph, and open it, where they say nothing else.

    Without `opens` they open nothing then. Raises KeyError where there is no such record.
    """

    def __init__(self, library: Library, name: str, width: int, find: str, opens: bool = True, hang: int = 0) -> None:
        self.library, self.record = library, library.record(name)
        self.name = self.record["id"]  # as the library calls it
        self.cite = first(library.cites(name))
        self.sheet = Sheet(library, width, find, name if opens else None, self.cite, hang)
        self.lines = self.sheet.lines

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
            word = labelled("word", [Span(f"“{one['term']}”"), *cited(one.get("cite", ()))])
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
