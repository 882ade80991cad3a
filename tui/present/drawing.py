"""Rows of a page: spans put under an indent or side by side, with what they open and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from ..store.library import Library
from ..store.sourcing import is_unnamed
from .rows import Span, TextRow, fit, found, has_found, wrapped

NOT_STATED = "n/s"
Cell = tuple[Sequence[Span], int]
"""What stands in a column, and how wide that is."""


@dataclass(frozen=True)
class Drawing:
    """A page being drawn: of what, how wide, what is looked for, and what a row opens and rests on that does not say it."""

    library: Library
    width: int
    find: str = ""
    name: str | None = None
    cite: str | None = None

    def lines(
        self,
        spans: Iterable[Span],
        indent: int = 0,
        target: str | None = None,
        cite: str | None = None,
        block: str | None = None,
    ) -> Iterator[TextRow]:
        """Yield spans as rows under an indent, which a narrow page makes smaller."""
        indent = min(indent, self.width // 2)
        for line in wrapped(found(spans, self.find), self.width - indent):
            pad = (Span(" " * indent),) if indent else ()
            yield self._row((*pad, *line), target, cite, block)

    def beside(
        self, cells: Sequence[Cell], target: str | None = None, cite: str | None = None, block: str | None = None
    ) -> Iterator[TextRow]:
        """Yield cells side by side, each broken into its own column, with a blank after it."""
        columns = [wrapped(found(spans, self.find), max(size - 1, 1)) for spans, size in cells]
        for index in range(max(map(len, columns), default=0)):
            line: list[Span] = []
            for column, (_, size) in zip(columns, cells, strict=True):
                part = column[index] if index < len(column) else ()
                line += [*part, Span(" " * (size - sum(cell_len(span.text) for span in part)))]
            while line and not line[-1].text.strip():
                line.pop()
            yield self._row(tuple(line), target, cite, block)

    def heading(self, text: str, target: str | None = None) -> Iterator[TextRow]:
        """Yield a blank row and the name of a part of the page."""
        yield TextRow(())
        yield from self.lines([Span(text, "label")], target=target, block=target)

    def remark(self, text: str, indent: int = 0) -> Iterator[TextRow]:
        """Yield a remark of khabar's own."""
        yield from self.lines([Span(text, "dim")], indent)

    def _row(self, spans: tuple[Span, ...], target: str | None, cite: str | None, block: str | None) -> TextRow:
        return TextRow(spans, target or self.name, cite or self.cite, has_found(spans), block)

    def title(self, name: str, style: str = "link") -> Span:
        """Return a record by its title."""
        return Span(self.library.title(name), style)

    def source(self, name: str) -> list[Span]:
        """Return an actor or outlet with the kind of source it is."""
        style = "mark" if is_unnamed(name, self.library.record) else "dim"
        kind = self.library.word("", self.library.record(name)["kind"])
        return [self.title(name), Span(f" ({kind})", style)]


def cites(names: Iterable[str]) -> list[Span]:
    """Return citations as they stand at the end of a line."""
    text = " ".join(names)
    return [Span("  "), Span(text, "cite")] if text else []


def commas(parts: Iterable[Span]) -> list[Span]:
    """Return spans with commas between them, each at the end of what it follows."""
    spans: list[Span] = []
    for part in parts:
        if spans:
            spans[-1:] = [Span(f"{spans[-1].text},", spans[-1].style), Span(" ")]
        spans.append(part)
    return spans


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
