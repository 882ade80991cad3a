"""How letters that run from right to left are shown: terminals disagree, and none of them says what it does.

`latin` writes them as Latin letters, and leaves them as they are only where they stand alone on a row. `logical` shows them
as they are stored, for terminals that reorder and join them. `visual` reorders and joins them for those that do not.
Each takes the cells that the stored text was measured at, so that nothing beside it moves; what is stored, searched and
copied stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

from ..corpus.text import RIGHTWARD, has_rightward
from .rows import Span, TextRow

LATIN, LOGICAL, VISUAL, STORED = "latin", "logical", "visual", "stored"
WAYS = {
    LATIN: "in Latin letters; the Arabic alone on a row of the details",
    LOGICAL: "as it is stored, where the terminal reorders it",
    VISUAL: "reordered and joined, where the terminal does not",
}
"""The ways a reader can choose from. `STORED` is none of them: nothing is done, not even what keeps two runs apart."""

LRM = "\u200e"
"""Left-to-right mark: behind a run it keeps a terminal from taking what follows for a part of it."""

_PARTED = re.compile("(  +| ?[·→←↔|] ?)")
"""What parts one value from another within a span: a gap between columns, a sign that khabar writes."""
_RUN = re.compile(rf"[{RIGHTWARD}](?:(?:(?!  )[^\w·→←↔|]|[\d_])*[{RIGHTWARD}])*")
_TAIL = re.compile(rf"[^\w{RIGHTWARD})\]}}»”]+$")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_GOES_ON = frozenset(("found", "caret"))
"""Styles that stand in the middle of words: their span is one text with its neighbours."""


def shown(spans: Sequence[Span], way: str, prose: bool = False) -> Sequence[Span]:
    """Return a row's spans as they are to be drawn; `prose` says that in the way `latin` a row alone stays as it is."""
    if way == STORED or not any(has_rightward(span.text) for span in spans):
        return spans
    if way == LATIN and not (prose and stands_alone(spans)):
        from .arabic import romanised

        return [Span(romanised(span.text), span.style) for span in spans]
    make = _visual if way == VISUAL else _logical
    return [one for unit in _units(spans) for one in (make(unit) if _has_any(unit) else unit)]


def as_visual(text: str) -> str:
    """Return a text as the way `visual` shows it."""
    return _text(shown([Span(text)], VISUAL))


def typed(spans: Sequence[Span], way: str) -> Sequence[Span]:
    """Return the spans of a line being typed: it stays in the letters that are typed."""
    return shown(spans, LOGICAL if way == LATIN else way)


def stands_alone(spans: Sequence[Span]) -> bool:
    """Say whether the only words of a row run from right to left: nothing in Latin letters, no second column."""
    from .bidi import is_rightward

    texts = [part for unit in _units(spans) for part in _PARTED.split(_text(unit)) if any(map(str.isalpha, part))]
    return len(texts) == 1 and is_rightward(texts[0])


def alone(rows: Iterable[TextRow], width: int) -> Iterator[TextRow]:
    """Yield rows, and after those that have words from right to left beside others these words once more, alone on a row.

    They come behind the rows of one thing, or before what goes on with them; each only once.
    """
    told: set[str] = set()
    waiting: list[TextRow] = []
    before: TextRow | None = None
    for row in rows:
        runs = list(_apart(row.spans)) if _has_any(row.spans) else []
        lonely = bool(runs) and stands_alone(row.spans)
        goes_on = before is not None and _goes_on(before, row)
        if waiting and runs and before and goes_on and _broken(before, waiting[-1].text.strip(), row, runs[0]):
            whole = f"{waiting[-1].text.strip()} {runs[0]}"
            if cell_len(whole) <= width and stands_alone([Span(whole)]):
                waiting[-1] = _again(whole, waiting[-1], width)
                told.add(runs[0])
        if waiting and (lonely or not goes_on):
            yield from waiting
            waiting = []
        yield row
        before = row
        if lonely:
            told.add(row.text.strip())
            continue
        for run in runs:
            if run not in told:
                told.add(run)
                waiting.append(_again(run, row, width))
    yield from waiting


def _again(words: str, of: TextRow, width: int) -> TextRow:
    """Return words of a row alone on one more row."""
    pad = Span(" " * max(min(2, width - cell_len(words)), 0))
    return TextRow((pad, Span(words)), of.target, of.cite, block=of.block, again=True)


def _broken(before: TextRow, end: str, row: TextRow, start: str) -> bool:
    """Say whether words at the end of a row go on at the start of the next."""
    return before.text.rstrip().endswith(end) and row.text.strip().startswith(start)


def _goes_on(before: TextRow, row: TextRow) -> bool:
    """Say whether a row is one more line of what stands on the one before."""
    first = next((span for span in row.spans if span.text.strip()), None)
    same = (before.target, before.cite, before.block) == (row.target, row.cite, row.block)
    return same and first is not None and first.style not in ("label", "date")


def _apart(spans: Sequence[Span]) -> Iterator[str]:
    """Yield each of the texts of a row that run from right to left."""
    for unit in _units(spans):
        yield from (_text(unit)[start:end] for start, end in _stretches(unit))


def _units(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the spans that are one text: each by itself, but for those that a find or a cursor has cut."""
    unit: list[Span] = []
    for span in spans:
        if unit and not (_cut_by(unit[-1], span) or _cut_by(span, unit[-1])):
            yield unit
            unit = []
        unit.append(span)
    if unit:
        yield unit


def _cut_by(mark: Span, beside: Span) -> bool:
    return mark.style in _GOES_ON and (beside.style in _GOES_ON or not beside.text.isspace())


def _text(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def _has_any(spans: Iterable[Span]) -> bool:
    return any(has_rightward(span.text) for span in spans)


def _stretches(unit: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the places [start, end) in a text that run from right to left: all of a part that reads so, else each run of letters."""
    from .bidi import is_rightward

    text, start = _text(unit), 0
    for part in _PARTED.split(text):
        if is_rightward(part):
            inside = part.strip(" ")
            first = start + part.index(inside)
            at_cursor = unit[-1].style == "caret" and first + len(inside) + 1 == len(text)
            yield first, first + len(inside) + at_cursor
        else:
            yield from (
                (start + match.start(), start + _with_brackets(part, *match.span())) for match in _RUN.finditer(part)
            )
        start += len(part)


def _logical(unit: Sequence[Span]) -> Iterator[Span]:
    """Yield a text as it is stored, with a mark behind the last letter or number of each stretch."""
    text = _text(unit)
    ends = [start + len(_TAIL.sub("", text[start:end])) for start, end in _stretches(unit)]
    at = 0
    for span in unit:
        start = 0
        for end in ends:
            if at < end <= at + len(span.text):
                yield Span(span.text[start : end - at], span.style)
                yield Span(LRM, span.style)
                start = end - at
        if start < len(span.text):
            yield Span(span.text[start:], span.style)
        at += len(span.text)


def _with_brackets(text: str, start: int, end: int) -> int:
    """Return the end of a run with the brackets that close behind it what was opened within it."""
    opened = [letter for letter in text[start:end] if letter in _BRACKETS]
    while end < len(text) and text[end] in _BRACKETS.values() and any(_BRACKETS[one] == text[end] for one in opened):
        opened.remove(next(one for one in opened if _BRACKETS[one] == text[end]))
        end += 1
    return end


def _visual(unit: Sequence[Span]) -> Iterator[Span]:
    """Yield a text with its stretches reordered and joined."""
    letters = [(letter, span.style) for span in unit for letter in span.text]
    glyphs: list[tuple[str, str]] = []
    at = 0
    for start, end in _stretches(unit):
        glyphs += [*letters[at:start], *_reordered(letters[start:end])]
        at = end
    for style, run in groupby([*glyphs, *letters[at:]], key=lambda glyph: glyph[1]):
        yield Span("".join(text for text, _ in run), style)


def _reordered(letters: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the glyphs of a stretch with their styles as they stand from left to right, in as many cells as the letters had."""
    from .arabic import shaped
    from .bidi import levels, mirrored, order

    text = "".join(letter for letter, _ in letters)
    clusters: list[tuple[str, str]] = []
    leading: list[int] = []
    for glyph, (_, style), level in zip(shaped(text), letters, levels(text), strict=True):
        if clusters and cell_len(glyph) == 0:
            clusters[-1] = clusters[-1][0] + glyph, clusters[-1][1]
        else:
            clusters.append((mirrored(glyph) if level % 2 else glyph, style))
            leading.append(level)
    glyphs = [clusters[place] for place in order(leading)]
    left = cell_len(text) - sum(cell_len(glyph) for glyph, _ in glyphs)
    return [*glyphs, *[(" ", letters[-1][1])] * left]
