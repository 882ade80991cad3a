"""Word use: which word is whose, and for what; words for one thing stand in one block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

from ..corpus.kinds import kind_of
from ..reading.wording import DEALS, MOST, NAMES, QUESTIONS, SPEECH, TALKS, TIES, Sort, Use, differing, words_for
from ..store.library import Library
from ..store.sourcing import article_of
from .rows import Span, TextRow
from .sheet import Sheet, cited, counted, one_line

LEGEND = "≠ another speaker has another word for this · in: in whose text it stands, by whom is not coded"
BESIDE = 64
"""Cells from which word, speaker and paragraph stand in columns."""


def word_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the words that belong to a record, to the whole corpus with "". Raises KeyError where there is no such record."""
    yield from _Words(Sheet(library, width, find), name)


class _Words:
    """The rows for one record; iterating makes them one after another."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet, self.library, self.name = sheet, sheet.library, name
        self.differ: set[str] = set()
        if name:
            self.library.record(name)

    def __iter__(self) -> Iterator[TextRow]:
        sheet, words = self.sheet, words_for(self.library, self.name)
        head = f"words · {kind_of(self.name)}" if self.name else "words of the whole corpus"
        yield from sheet.lines([Span(head, "dim")])
        if self.name:
            yield from sheet.lines([sheet.name(self.name, "title")], 0, self.name)
        if not words.sections:
            yield from sheet.remark("no word of a source is coded here")
            return
        yield from () if sheet.is_linear else sheet.remark(LEGEND)
        if words.unread:
            left = f"of each kind the first {MOST:,} records are read; {words.unread:,} more are not"
            yield from sheet.lines([Span(left, "notice")])
        self.differ = differing(use for _, uses in words.sections for use in uses)
        for title, uses in words.sections:
            yield from sheet.heading(f"{title}")
            for sort, block in _blocks(uses):
                yield TextRow(())
                yield from self.block(sort, block)

    def block(self, sort: Sort, uses: Sequence[Use]) -> Iterator[TextRow]:
        """Yield the words for one thing: what it is, then each word with its speaker and where it stands."""
        sheet = self.sheet
        words, speakers = {use.term.casefold() for use in uses}, {self.teller(use) for use in uses}
        count = f"  {counted(len(words), 'word')}, {counted(len(speakers), 'voice')}"
        what = sort[1] if sort[0] in (NAMES, QUESTIONS) else None
        spans = [Span(self.called(sort), "heading"), Span(count, "dim")]
        yield from sheet.lines(spans, 0, what, next(iter(uses[0].cites), None), what)
        if sort[0] == QUESTIONS:
            yield from self.positions(sort[1], uses)
            return
        for same in _by_word(uses, self.teller):
            yield from self.word(same, 2)

    def positions(self, issue: str, uses: Sequence[Use]) -> Iterator[TextRow]:
        """Yield the positions of a question, each with its words; one of which none is coded says so."""
        for position in self.library.record(issue)["positions"]:
            own = [use for use in uses if use.label == position["label"]]
            at = position.get("cite", [])
            spans = [
                Span(position["label"], "title"),
                *([] if own else [*cited(at), Span("  no word of it is coded", "dim")]),
            ]
            yield from self.sheet.lines(spans, 2, issue, next(iter(at), None), f"{issue}/{position['label']}")
            for same in _by_word(own, self.teller):
                yield from self.word(same, 4)

    def word(self, uses: Sequence[Use], indent: int) -> Iterator[TextRow]:
        """Yield the uses of one word by one speaker, each with its paragraphs and what it is said of."""
        sheet, first = self.sheet, uses[0]
        who, term = self.who(first), [Span(f"“{first.term}”")]
        count = [Span(f" {len(uses)}", "dim")] if len(uses) > 1 else []
        if not sheet.has(BESIDE):
            cite = next(iter(first.cites), None)
            yield from sheet.lines([*term, Span("  "), *who, *count], indent, first.record, cite, f"{first.key}")
            indent = min(indent + 2, sheet.width // 3)
            for use in uses:
                line = self.said_of(use, sheet.width - indent)
                cite = next(iter(use.cites), None)
                yield from sheet.lines(line, indent, use.record, cite, f"{use.key}{use.record}")
            return
        first_column, second = max(20, min(28, sheet.width // 4)), max(16, min(24, sheet.width // 5))
        for place, use in enumerate(uses):
            left = sheet.width - first_column - second
            what = self.said_of(use, left - 1)
            said, by = ([*term, *count], who) if place == 0 else ([], [])
            widths = [indent, first_column - indent, second, left]
            yield from sheet.across(
                [[], said, by, what], widths, use.record, next(iter(use.cites), None), f"{use.key}{use.record}"
            )

    def said_of(self, use: Use, width: int) -> list[Span]:
        """Return the paragraphs of a use and what it is said of, that cut to what is left of a line."""
        spans = [*self.sign(use), *_at(use)]
        whole = sum(cell_len(span.text) for span in spans)
        return one_line([*spans, *self.of_what(use)], width) if whole <= width // 2 else [*spans, *self.of_what(use)]

    def sign(self, use: Use) -> list[Span]:
        """Return the sign of what others call otherwise."""
        return [Span("≠ ", "mark")] if use.record in self.differ else []

    def of_what(self, use: Use) -> list[Span]:
        """Return what a word is said of; of what someone is called, nothing: the block says it."""
        return [] if use.sort[0] == NAMES else [self.sheet.name(use.record)]

    def teller(self, use: Use) -> str:
        """Return by whom a word is used, or in whose text it stands."""
        if use.by or not use.cites:
            return use.by
        return str(self.library.record(article_of(use.cites[0]))["outlet"])

    def who(self, use: Use) -> list[Span]:
        """Return by whom a word is used."""
        teller = self.teller(use)
        if not teller:
            return [Span("n/s", "dim")]
        return [*([] if use.by else [Span("in ", "dim")]), self.sheet.name(teller)]

    def called(self, sort: Sort) -> str:
        """Return what a sort of things is called."""
        vocabulary, code = sort
        if vocabulary in (NAMES, QUESTIONS):
            return self.library.title(code)
        fixed = {DEALS: "agreements", TALKS: "rounds of talks", SPEECH: "what is said"}
        if vocabulary in fixed:
            return fixed[vocabulary]
        word = self.library.word("" if vocabulary == TIES else vocabulary, code)
        return f"tie: {word}" if vocabulary == TIES else f"term: {word}" if vocabulary == "topics" else word


def _at(use: Use) -> list[Span]:
    return [Span(" ".join(use.cites), "cite"), Span("  ")] if use.cites else []


def _by_word(uses: Sequence[Use], teller: Callable[[Use], str]) -> Iterator[list[Use]]:
    """Yield uses of one word by one speaker together."""
    for _, same in groupby(uses, lambda use: (use.term.casefold(), teller(use))):
        yield list(same)


def _blocks(uses: Sequence[Use]) -> Iterator[tuple[Sort, list[Use]]]:
    """Yield uses by what they name; first where most voices speak, then where most words are."""
    blocks: dict[Sort, list[Use]] = {}
    for use in uses:
        blocks.setdefault(use.sort, []).append(use)
    yield from sorted(((sort, _ordered(block)) for sort, block in blocks.items()), key=lambda one: _rank(one[1]))


def _rank(uses: Sequence[Use]) -> tuple[int, int]:
    return -len({use.by or article_of(use.cites[0]) for use in uses if use.by or use.cites}), -len(
        {use.term.casefold() for use in uses}
    )


def _ordered(uses: Sequence[Use]) -> list[Use]:
    """Return the uses of a block: by position, then the most frequent word first, one speaker's together."""
    positions = {label: place for place, label in enumerate(dict.fromkeys(use.label for use in uses))}
    counts: dict[str, int] = {}
    for use in uses:
        counts[use.term.casefold()] = counts.get(use.term.casefold(), 0) + 1
    return sorted(
        uses,
        key=lambda use: (positions[use.label], -counts[use.term.casefold()], use.term.casefold(), use.by, use.cites),
    )
