"""Rows of pages: words broken to a width, each row with its way on and its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .rows import Span, TextRow, found, has_found, wrapped


@dataclass(frozen=True)
class Lines:
    """What makes the rows of a page, `width` cells wide, with what a find is looking for marked in them."""

    width: int
    find: str = ""

    def of(
        self, spans: Iterable[Span], indent: int = 0, target: str | None = None, cite: str | None = None
    ) -> Iterator[TextRow]:
        """Yield words as rows; those of one call are one thing."""
        indent = min(indent, self.width // 2)
        pad = (Span(" " * indent),) if indent else ()
        for line in wrapped(found(spans, self.find), self.width - indent):
            yield TextRow((*pad, *line), target=target, cite=cite, hit=has_found(line), block=target or cite)
