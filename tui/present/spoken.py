"""Rows as they are read out: signs, dates and separators in words, one thing a line, broken where a line must end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..store.library import Row
from ..store.sourcing import MARKS
from .dates import MONTHS
from .rows import LINEAR, Span, TextRow, wrapped

MARK_WORDS = {
    "disputed": "accounts differ",
    "unnamed": "told by unnamed sources only",
    "single": "told by one source only",
    "open": "something is left open",
    "inferred": "its date is not printed, but inferred",
}
"""What the marks of a record say."""
SIGNS = {
    "!": "accounts differ:",
    "=": "(inferred, not printed)",
    "≠": "differs from others:",
    "+": "told by this one alone:",
    "( )": "whose word it is is not coded:",
    "*": "the one in hand:",
    "@": "of the one in hand, an area:",
    "-": "of the one in hand, no point known:",
    "<": "part of the one above:",
    "~": "may overlap with others:",
    "?": "perhaps only later:",
    ">": "answer:",
}
"""What a sign says that stands before something, or after a date."""


@dataclass(frozen=True)
class Line:
    """A thing that is read out: how far in it stands, what can be shown next by its name, and the paragraph it rests on."""

    text: str
    indent: int = 0
    opens: str | None = None
    cite: str | None = None
    is_heading: bool = False


_HEADS = ("label", "heading")


def lines_of(rows: Iterable[TextRow], about: str | None = None, rests_on: str | None = None) -> Iterator[Line]:
    """Yield rows of a page that is as wide as `LINEAR`, as lines. `about` is the record of the page and `rests_on` its first
    paragraph, which are not named again and again.

    What a line opens and rests on is told by the last of the lines of one thing, and only where no word of it says so.
    """
    before_blank, waiting = True, None
    for row in rows:
        text = spoken(row.spans)
        if not text:
            before_blank = True
            continue
        first = next(span for span in row.spans if span.text.strip())
        indent = len(row.text) - len(row.text.lstrip(" "))
        target = None if row.target == about else row.target
        cite = None if row.cite in (row.target, rests_on) else row.cite
        alone = before_blank or all(span.style in _HEADS for span in row.spans)
        is_heading = alone and not (target or cite or indent) and first.style in _HEADS
        line = Line(text, indent, target, cite, is_heading)
        if waiting:
            again = (waiting.opens, waiting.cite) == (line.opens, line.cite) and not is_heading
            yield Line(waiting.text, waiting.indent) if again else waiting
        waiting, before_blank = (None, False) if is_heading else (line, False)
        if is_heading:
            yield line
    if waiting:
        yield waiting


def spoken(spans: Iterable[Span]) -> str:
    """Return a row in words."""
    parts: list[str] = []
    spans = [span for span in spans if span.text]
    for at, span in enumerate(spans):
        text = span.text
        if span.style == "mark":
            noted = at + 1 < len(spans) and spans[at + 1].style in ("label", "dim")
            text = _sign(text, noted)
        elif span.style == "date":
            text = _DOUBT.sub(lambda doubt: _DOUBTS[doubt[0]], text)
        elif (
            span.style == "label"
            and at + 1 < len(spans)
            and f"{text}{spans[at + 1].text}".startswith(f"{text.rstrip()}  ")
        ):
            text = f"{text.rstrip()}: "
        parts.append(text)
    return in_words("".join(parts))


def _sign(text: str, noted: bool) -> str:
    """Return a sign in words; nothing of one that the words after it explain."""
    sign = text.strip()
    if sign in ("<", "~") and noted:
        return ""
    if sign in SIGNS:
        words = f" {SIGNS[sign]} " if sign == "=" else f"{SIGNS[sign]} "
        return words
    return " ".join([*(SIGNS.get(one, one) for one in text.split()), ""]) if text.endswith(" ") else text


_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAY = rf"(?:\d{{1,2}}(?: {_MONTH})?(?: \d{{4}})?|{_MONTH}(?: \d{{4}})?|\d{{4}}(?:-\d\d){{0,2}})"
_REPLACED = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^\[ (.+) \]$", r"\1"),
        (r"^\.\.\. ", ""),
        (rf"(?<![\w.])({_DAY}) ?\.\. ?({_DAY})(?![\w.])", r"between \1 and \2"),
        (r"<(?=\d{4}-\d\d\b)", "by "),
        (r" → \?", " to an end not stated"),
        (r" → to ", ", to "),
        (r" → ", " to "),
        (r"(?:^|(?<= ))→ ", ""),
        (r" ?← ", " from "),
        (r"\bn/s\b", "not stated"),
        (r" [·|] ", "; "),
        (r"^\s*[·|] | [·|]\s*$", ""),
        (r"(?<=[:.?!])\s{2,}", " "),
        (r"(?<=\)) ;", ";"),
        (r"(?<=\S)\s{2,}(?=\S)", ", "),
        (r"([,;:]) ?[,;](?= )", r"\1"),
    )
)


_DOUBT = re.compile(r"(?<=\d)[~?]+")
_DOUBTS = {"~": " (about)", "?": " (unsure)", "~?": " (about, unsure)"}


def in_words(text: str) -> str:
    """Return a line without the signs and gaps by which the eye parts and orders words."""
    text = text.strip()
    for pattern, words in _REPLACED:
        text = pattern.sub(words, text)
    return text.strip()


def date_in_words(label: str) -> str:
    """Return a date as `dates` writes it in words: `between 1 and 10 Jun 2018`, `2018 (about)`."""
    return in_words(_DOUBT.sub(lambda doubt: _DOUBTS[doubt[0]], label))


def marks_in_words(row: Row) -> list[str]:
    """Return what the marks of a record say."""
    return [MARK_WORDS[mark] for mark, sign in MARKS.items() if sign in row.marks and mark in MARK_WORDS]


def printed(lines: Iterable[Line], width: int = 0) -> Iterator[str]:
    """Yield lines as they are printed: headings said, with an empty line before; what a line opens and rests on at its end.

    No line is longer than `width` cells, where it is not 0.
    """
    for index, line in enumerate(lines):
        if line.is_heading and index:
            yield ""
        text = f"heading: {line.text}" if line.is_heading else line.text
        ways = [
            one
            for one in (line.opens, line.cite)
            if one and not re.search(rf"(?<![\w:#-]){re.escape(one)}(?![\w-])", text)
        ]
        text += f" [{' '.join(ways)}]" if ways else ""
        yield from broken(text, width, line.indent)


def broken(text: str, width: int, indent: int = 0) -> Iterator[str]:
    """Yield a line, in several of so many cells where that is not 0."""
    indent = min(indent, width // 4) if width else indent
    for part in wrapped([Span(text)], max(width - indent, 1) if width else LINEAR):
        yield " " * indent + "".join(span.text for span in part)
