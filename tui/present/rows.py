"""Rows: styled words on one line, what Enter opens there and which paragraph it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from rich.cells import cell_len, chop_cells, set_cell_size

from ..reading.find import found_in


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style; `style` is a name of the theme. `begins` says that what a find looks for begins here."""

    text: str
    style: str = ""
    begins: bool = False


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line of a pane. `target` is the id or citation that Enter opens, `cite` the paragraph that `o` opens, `hit` whether
    what a find looks for stands here, `block` what it is a line of: rows of one block are one thing to the cursor's mark.
    `again` says that its words stand on a row above already: it is for the eye, not to be copied."""

    spans: tuple[Span, ...]
    target: str | None = None
    cite: str | None = None
    hit: bool = False
    block: str | None = None
    again: bool = False

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(span.text for span in self.spans)

    @property
    def hits(self) -> int:
        """How many times what a find looks for begins here; what is broken over two lines begins in the first."""
        return sum(span.begins for span in self.spans)


class Source(Protocol):
    """Rows that a pane draws: it asks for no more of them than it shows."""

    def row(self, index: int) -> TextRow | None:
        """Return a row, None beyond the last."""

    def __len__(self) -> int:
        """Return how many rows there are; may cost a look at all of them."""


@dataclass
class LazyRows:
    """Rows made from an iterator as far as they are asked for."""

    making: Iterator[TextRow]
    made: list[TextRow] = field(default_factory=list)

    def row(self, index: int) -> TextRow | None:
        """Return a row, None beyond the last."""
        while len(self.made) <= index:
            following = next(self.making, None)
            if following is None:
                return None
            self.made.append(following)
        return self.made[index] if index >= 0 else None

    def __len__(self) -> int:
        self.made.extend(self.making)
        return len(self.made)


LINEAR = 100_000
"""The width of what is read out line by line: nothing is cut, broken or set beside something else."""


def fit(text: str, width: int) -> str:
    """Return text in exactly `width` cells, cut with an ellipsis where it is longer."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"


def marked(text: str, style: str, find: str) -> list[Span]:
    """Return the text as spans, with what a find is looking for in the style `found`."""
    return found([Span(text, style)], find)


def found(spans: Iterable[Span], find: str) -> list[Span]:
    """Return spans with what a find is looking for in the style `found`, also where it stands in several of them."""
    spans = [span for span in spans if span.text]
    places = found_in("".join(span.text for span in spans), find) if find else []
    if not places:
        return spans
    marked: list[Span] = []
    start = 0
    waiting = iter([*places, (sum(len(span.text) for span in spans),) * 2])
    first, last = next(waiting)
    for span in spans:
        end, at = start + len(span.text), start
        while at < end:
            if at >= last:
                first, last = next(waiting)
            if at < first:
                upto = min(first, end)
                marked.append(Span(span.text[at - start : upto - start], span.style))
            else:
                upto = min(last, end)
                marked.append(Span(span.text[at - start : upto - start], "found", begins=at == first))
            at = upto
        start = end
    return marked


def has_found(spans: Iterable[Span]) -> bool:
    """Say whether some of what a find is looking for stands in a line."""
    return any(span.style == "found" for span in spans)


BOUND = "\u00a0"
"""A blank at which no line is broken: before a sign that would stand alone."""


def wrapped(spans: Iterable[Span], width: int) -> list[tuple[Span, ...]]:
    """Return the spans broken at blanks into lines of at most `width` cells; a longer word is cut."""
    width = max(width, 1)
    lines: list[list[Span]] = [[]]
    room, begins = width, False
    for word in _words(spans):
        size = cell_len(word[0].text) if len(word) == 1 else sum(cell_len(piece.text) for piece in word)
        if word[0].text == " " and (room == width or size > room):
            begins = begins or word[0].begins
            continue  # no blank begins a line, none overflows one
        if begins:
            word[0], begins = replace(word[0], begins=True), False
        if size > width:
            for piece in word:
                begins_here = piece.begins
                for text in chop_cells(piece.text, width):
                    if cell_len(text) > room:
                        lines.append([])
                        room = width
                    lines[-1].append(Span(text, piece.style, begins_here))
                    room -= cell_len(text)
                    begins_here = False
            continue
        if size > room:
            lines.append([])
            room = width
        lines[-1] += word
        room -= size
    return [_joined(line) for line in lines if line] or [()]


def _words(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield words and the blanks between them; what follows a word without a blank is of it, in whatever style it is."""
    word: list[Span] = []
    for span in spans:
        begins, blank = span.begins, Span(" ", span.style)
        for part in _PARTS.findall(span.text):
            if part == " ":
                if word:
                    yield word
                    word = []
                yield [Span(" ", span.style, True) if begins else blank]
            else:
                word.append(Span(part, span.style, begins))
            begins = False
    if word:
        yield word


_PARTS = re.compile(" |[^ ]+")
"""A word, or a blank between words."""


def _joined(line: Sequence[Span]) -> tuple[Span, ...]:
    """Return a line with neighbours of one style as one span, without blanks at its end."""
    joined: list[Span] = []
    for span in line:
        if joined and joined[-1].style == span.style and not span.begins:
            joined[-1] = Span(joined[-1].text + span.text, span.style, joined[-1].begins)
        else:
            joined.append(span)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(replace(span, text=span.text.replace(BOUND, " ")) if BOUND in span.text else span for span in joined)
