"""What a record rests on, as it goes into a footnote or a bibliography: plain, BibTeX, CSL-JSON, or the record as text."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile
from typing import Any
from urllib.parse import quote

from ..corpus.dates import DateError, parse_edtf
from ..corpus.kinds import kind_of
from ..corpus.text import clean
from ..store.library import Library
from .dates import label
from .plain import printable, record_lines

NOT_NAMED = "[outlet not named]"
NO_DATE = "no date"
_IN_A_PAPER = frozenset(("newspaper", "agency", "unnamed"))
"""Kinds of outlet whose texts are cited as articles of a newspaper; those of the others are pages of a site."""
_BLOCKS = {"h": "heading"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""What BibTeX calls the months; each style prints them its own way."""

Parts = tuple[int, ...]
"""A year, a month of it, a day of that, as far as they are known."""


@dataclass(frozen=True)
class Published:
    """The day of publication: in words, and as one date or as the first and last that it may be; none where a bound is open."""

    words: str = NO_DATE
    basis: str = "stated"
    parts: tuple[Parts, ...] = ()
    doubted: bool = False
    """Whether it is not known for sure to be one day, month or year."""

    @property
    def common(self) -> Parts:
        """What is the same of the first and the last day that it may be: a year, a month of it, a day of that."""
        same = takewhile(lambda pair: pair[0] == pair[1], zip(*(self.parts or ((),)), strict=False))
        return self.parts[0] if len(self.parts) == 1 else tuple(first for first, _ in same)

    @property
    def said(self) -> str:
        """The words, with how they are known where the article does not state it."""
        return self.words if self.basis == "stated" else f"{self.words} ({self.basis})"

    @property
    def is_plain(self) -> bool:
        """Whether it is a day, stated and not doubted: fields for the date say all of it."""
        return self.basis == "stated" and not self.doubted and len(self.parts) == 1 and len(self.parts[0]) == 3


@dataclass(frozen=True)
class Source:
    """An article, with the paragraphs of it that something rests on; all of it where none is named."""

    key: str
    outlet: str
    title: str
    paper: bool = True
    published: Published = Published()
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    text_of: str = ""
    url: str = ""
    language: str = ""
    paragraphs: tuple[str, ...] = ()

    @property
    def located(self) -> str:
        """The paragraphs in words: `paras. 3, 5-7, heading 2`."""
        numbers = [int(at) for at in self.paragraphs if at.isdigit()]
        blocks = [_block(at) for at in self.paragraphs if not at.isdigit()]
        body = [f"para{'s' * (len(numbers) > 1)}. {', '.join(_runs(numbers))}"] if numbers else []
        return ", ".join([*body, *blocks])

    @property
    def origin(self) -> list[str]:
        """Whose reporting and whose text it carries."""
        with_agencies = [f"with {', '.join(self.agencies)}"] if self.agencies else []
        return [*with_agencies, *([f"text of {self.text_of}"] if self.text_of else [])]

    @property
    def notes(self) -> list[str]:
        """What the fields of a bibliography have no place for."""
        return [*([] if self.published.is_plain else [f"published: {self.published.said}"]), *self.origin]


def sources(library: Library, name: str) -> list[Source]:
    """Return the articles that a record rests on, each once, with their paragraphs in reading order; an article or a paragraph
    rests on itself, a thread on what its members rest on. Raises KeyError where there is no such record."""
    kind, record = kind_of(name), library.record(name)
    if kind == "article":
        return [_source(library, name, ())]
    members = [member["record"] for member in record["members"]] if kind == "thread" else [name]
    cites = [name] if kind == "paragraph" else [cite for member in members for cite in library.cites(member)]
    articles: dict[str, list[str]] = {}
    for cite in dict.fromkeys(cites):
        articles.setdefault("art:" + cite.partition("#")[0], []).append(cite)
    return [
        _source(library, article, tuple(cite.partition("#")[2] for cite in sorted(of, key=lambda c: library.number(c) or 0)))
        for article, of in articles.items()
    ]  # fmt: skip


def plain(library: Library, name: str) -> str:
    """Return a line for each article: author, title, outlet, day of publication, whose text, address, paragraphs, its short id."""
    return "\n".join(map(plain_line, sources(library, name)))


def bibtex(library: Library, name: str) -> str:
    """Return a BibTeX entry for each article. The key is the article's short id, whatever paragraphs of it are cited."""
    return "\n\n".join(map(bibtex_entry, sources(library, name)))


def csl_json(library: Library, name: str) -> str:
    """Return a JSON array with a CSL item for each article, as input for a citation processor (CSL 1.0)."""
    return json.dumps([csl_item(source) for source in sources(library, name)], ensure_ascii=False, indent=1)


def record_text(library: Library, name: str) -> str:
    """Return a record or paragraph as text, with what it rests on at its end. Raises KeyError where there is none."""
    lines = [printable(line) for line in record_lines(library, name)]
    cited = [plain_line(source) for source in sources(library, name)]
    return "\n".join([*lines, *(["", "sources", *cited] if cited else [])])


# -- what is known of an article


def _source(library: Library, article: str, paragraphs: tuple[str, ...]) -> Source:
    record = library.record(article)
    kind = library.record(record["outlet"])["kind"]
    return Source(
        key=article.partition(":")[2],
        outlet=NOT_NAMED if kind == "unnamed" else _text(library.title(record["outlet"])),
        title=_text(record["title"]),
        paper=kind in _IN_A_PAPER,
        published=published(record["published"]),
        authors=tuple(_text(library.title(author)) for author in record.get("authors", [])),
        agencies=tuple(_text(library.title(outlet)) for outlet in record.get("via", [])),
        text_of=_text(library.title(record["republishes"])) if "republishes" in record else "",
        url=_url(record.get("url", "")),
        language=_text(record["language"]),
        paragraphs=paragraphs,
    )


def published(when: dict[str, Any]) -> Published:
    """Return a day of publication no more precisely than it is known."""
    edtf = when.get("edtf")
    if not edtf:
        return Published()
    first, last = when.get("earliest"), when.get("latest")
    words = _text(label(edtf, first, last))
    if ".." in words and first and last:
        words = f"between {label(first)} and {label(last)}"
    parts = _parts(date.fromisoformat(first), date.fromisoformat(last)) if first and last else ()
    return Published(words, _text(when.get("basis", "stated")), parts, len(parts) > 1 or _doubted(edtf))


def _doubted(edtf: str) -> bool:
    try:
        span = parse_edtf(edtf)
    except DateError:
        return True
    return span.approximate or span.uncertain


def _parts(first: date, last: date) -> tuple[Parts, ...]:
    """Return one day, month or year where the bounds are those of one, else both bounds as coarsely as they allow."""
    months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    years = months and first.month == 1 and last.month == 12
    size = 1 if years else 2 if months else 3
    bounds = [(day.year, day.month, day.day)[:size] for day in (first, last)]
    return tuple(dict.fromkeys(bounds))


def _text(text: str) -> str:
    return clean(text)[0]


def _url(url: str) -> str:
    """Return an address in ASCII without anything that ends a group of TeX or a word."""
    return quote(_text(url), safe="%/:?#[]@!$&'()*+,;=~-._")


def _block(at: str) -> str:
    word = at.rstrip("0123456789")
    return f"{_BLOCKS.get(word, word)} {at.removeprefix(word)}".rstrip()


def _runs(numbers: Iterable[int]) -> Iterator[str]:
    """Yield numbers, those that follow one another as `5-7`."""
    ordered = sorted(set(numbers))
    starts = [ordered[0], *(b for a, b in pairwise(ordered) if b > a + 1)] if ordered else []
    ends = [*(a for a, b in pairwise(ordered) if b > a + 1), *ordered[-1:]]
    for start, end in zip(starts, ends, strict=True):
        yield str(start) if start == end else f"{start}-{end}"


# -- the forms


def plain_line(source: Source) -> str:
    """Return an article as one line for a footnote."""
    parts = [*source.authors, f"“{source.title}”", source.outlet, source.published.said, *source.origin]
    return ", ".join(part for part in (*parts, source.url, source.located) if part) + f" [{source.key}]"


def bibtex_entry(source: Source) -> str:
    """Return an article as a BibTeX entry. Names and titles stand in braces of their own: BibTeX shall not part or lower them."""
    day = source.published.common
    notes = "; ".join(filter(None, [*source.notes, source.located]))
    fields = {
        "author": "{" + " and ".join(f"{{{_tex(author)}}}" for author in source.authors) + "}" if source.authors else "",
        "title": f"{{{{{_tex(source.title)}}}}}",
        "journal" if source.paper else "howpublished": f"{{{{{_tex(source.outlet)}}}}}",
        "year": f"{{{day[0]}}}" if day else "",
        "month": _MONTHS[day[1] - 1] if len(day) > 1 else "",
        "day": f"{{{day[2]}}}" if len(day) > 2 else "",
        "url": f"{{{source.url}}}" if source.url else "",
        "language": f"{{{_tex(source.language)}}}" if source.language else "",
        "note": f"{{{_tex(notes)}}}" if notes else "",
    }  # fmt: skip
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@{'article' if source.paper else 'misc'}{{{source.key},", *lines, "}"])


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "%&$#_"},
}  # fmt: skip
"""Signs that TeX acts on. A brace has its long name: BibTeX counts `\\{` as a brace that opens."""


def _tex(text: str) -> str:
    return re.sub(r"[\\{}~^%&$#_]", lambda sign: _TEX[sign[0]], _text(text))


def csl_item(source: Source) -> dict[str, Any]:
    """Return an article as a CSL item. Names are literal: which part of one is the family's is not ours to guess."""
    when = source.published
    item: dict[str, Any] = {
        "id": source.key,
        "type": "article-newspaper" if source.paper else "webpage",
        "title": source.title,
        "container-title": source.outlet,
    }
    if source.authors:
        item["author"] = [{"literal": author} for author in source.authors]
    if when.parts:
        item["issued"] = {
            "date-parts": [list(parts) for parts in when.parts],
            **({"circa": True} if when.doubted else {}),
        }
    elif when.words != NO_DATE:
        item["issued"] = {"literal": when.words}
    if source.text_of:
        item["original-publisher"] = source.text_of
    if source.url:
        item["URL"] = source.url
    if source.language:
        item["language"] = source.language
    if source.located:
        item["locator"] = source.located
    if source.notes:
        item["note"] = "; ".join(source.notes)
    return item
