"""What may stand where the cursor is in a filter: facets, their values, months, filters kept under a name, each with a count."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..corpus.fold import words
from ..errors import UsageError
from ..store.gaps import GAPS
from ..store.library import Library
from ..store.query import AS_OF, TITLES, Query
from ..store.selection import NAMED
from .filters import FACET, TOKEN, VALUE, parse_filter, quoted, unquoted

MOST = 20
MANY, FEW = 100_000, 5
"""Records of a kind beyond which only so many months are tried: each takes as long as a filter."""

MOST_ARTICLES = 200
"""Articles of a month whose days are offered."""
SHORTEST = 2
"""Letters of a word from which on it may become a value."""

_BY_WORD = ("type", "place", "actor", "by")
"""The facets whose values a word may become, without the facet's name."""
_LISTS = {"type": "event_types", "role": "roles", "side": "sides"}
"""The lists of the vocabulary that have titles for the codes of a facet."""
_BLANK = re.compile(r"\s")
_MONTH = re.compile(r"(=|=?.*\.\.)?(\d{4}(?:-\d{0,2})?|\d{1,3})", re.DOTALL)


@dataclass(frozen=True)
class Completion:
    """A token that may stand in place of the one under the cursor: what it is called, and how many records it would find.

    They are counted among those that the rest of the filter finds, before any `!` turns it round.
    """

    text: str
    title: str
    count: int


def complete(
    library: Library, kind: str, text: str, at: int, saved: Mapping[str, str] | None = None
) -> list[Completion]:
    """Return what may stand at a cursor in a filter of a kind's list, at most `MOST`: what finds most first, then by name.

    Facets come in the order of their use. `saved` are the filters that `@name` may mean.
    """
    start, end = token_at(text, at)
    token, rest = text[start:at], _rest(text[:start], text[end:], saved or {})
    sign = "!" if not text[:start].strip() and token.startswith("!") else ""
    sign += "-" * token.startswith("-", len(sign))
    typed = token[len(sign) :]
    if typed.startswith("@"):
        found = _saved(library, kind, typed[1:], rest, saved or {})
    elif (facet := FACET.fullmatch(typed)) and facet[2].lower() == AS_OF:
        found = _published(library, kind, facet[3], rest)
    elif facet:
        found = _values(library, kind, facet[2].lower(), facet[3], rest)
    elif (days := _MONTH.fullmatch(typed)) and "-" not in sign:
        found = _months(library, kind, days[1] or "", days[2], rest)
    else:
        found = _facets(library, kind, typed, rest)
        if not typed:
            found += _saved(library, kind, "", rest, saved or {})
        elif len(typed) >= SHORTEST and "," not in typed:
            found += _ordered([one for name in _BY_WORD for one in _values(library, kind, name, typed, rest)])
    return [replace(one, text=sign + one.text) for one in found[:MOST]]


def token_at(text: str, at: int) -> tuple[int, int]:
    """Return where the token at a cursor starts and ends: both the cursor where it stands in none."""
    for token in TOKEN.finditer(text):
        if token.start() <= at <= token.end():
            closed = token[0].count('"') % 2 == 0
            blank = _BLANK.search(text, at)
            return token.start(), token.end() if closed or not blank else blank.start()
    return at, at


def completed(text: str, at: int, completion: Completion) -> tuple[str, int]:
    """Return a filter with a completion in it, and where the cursor stands then: ready for a value or for the next token."""
    start, end = token_at(text, at)
    whole = completion.text.endswith(":")
    after = text[end:] if whole or text[end : end + 1].isspace() else " " + text[end:]
    return text[:start] + completion.text + after, start + len(completion.text) + (not whole)


def _rest(before: str, after: str, saved: Mapping[str, str]) -> Query:
    """Return what the rest of a filter asks for; all, where it cannot be read yet."""
    try:
        return replace(parse_filter(f"{before} {after}", saved), inverse=False)
    except UsageError:
        return Query()


def _facets(library: Library, kind: str, typed: str, rest: Query) -> list[Completion]:
    """Return the facets that begin so, those first that are used most: nearly all have each of them."""
    begun = [(name, "", count) for name, count in library.facets(kind) if name.startswith(typed.lower())]
    counted = {name: count for name, _, count in library.most_had(kind, begun, rest, len(TITLES))}
    return [Completion(f"{name}:", title, counted[name]) for name, title in TITLES.items() if name in counted]


def _saved(library: Library, kind: str, typed: str, rest: Query, saved: Mapping[str, str]) -> list[Completion]:
    found = []
    for name in [name for name in saved if name.casefold().startswith(typed.casefold())][:MOST]:
        try:
            query = parse_filter(f"@{name}", saved)
        except UsageError:
            continue
        found.append(Completion(f"@{name}", library.masked(saved[name]), len(library.numbers(kind, query, rest))))
    return sorted(found, key=lambda one: (-one.count, one.text))


def _months(library: Library, kind: str, before: str, typed: str, rest: Query) -> list[Completion]:
    """Return the months that begin so; `before` is the beginning of a stretch of days that they end."""
    numbers = library.numbers(kind, rest)
    begun = library.by_month(kind, numbers)
    likely = sorted((month for month in begun if month.startswith(typed)), key=lambda month: (-begun[month], month))
    found = []
    for month in likely[: MOST if library.count(kind) < MANY else FEW]:
        try:
            query = parse_filter(before + month)
        except UsageError:
            continue  # it lies before the beginning
        found.append(Completion(before + month, _month_title(month), len(library.numbers(kind, query, rest))))
    return _ordered(found)


def _published(library: Library, kind: str, typed: str, rest: Query) -> list[Completion]:
    """Return the days, or where they are many the months, by which articles had been published, the latest first."""
    months = library.by_month("article", library.numbers("article"))
    known = sorted(months)
    if sum(months.values()) <= MOST or typed[:7] in months:
        stretch = parse_filter(typed[:7]) if typed[:7] in months else Query()
        days = (row.latest for row in library.rows(library.numbers("article", stretch)[:MOST_ARTICLES]))
        known = sorted({day for day in days if day})
    found = []
    for value in [one for one in known if one.startswith(typed)][-(MOST if library.count(kind) < MANY else FEW) :]:
        query = parse_filter(f"{AS_OF}:{value}")
        found.append(Completion(f"{AS_OF}:{value}", "published by then", len(library.numbers(kind, query, rest))))
    return found[::-1]


def _ordered(found: list[Completion]) -> list[Completion]:
    return sorted(found, key=lambda one: (-one.count, one.title, one.text))


def _month_title(month: str) -> str:
    return date.fromisoformat(f"{month}-01").strftime("%B ") + month[:4].lstrip("0")


def _values(library: Library, kind: str, name: str, typed: str, rest: Query) -> list[Completion]:
    """Return values of a facet; those before the last comma stay, the one after it is being typed."""
    parts = [(one.start(), one.end()) for one in VALUE.finditer(typed)]
    start = parts[-1][0] if parts and parts[-1][1] == len(typed) else len(typed)
    head, value = f"{name}:{typed[:start]}", unquoted(typed[start:])
    title = _title_of(library, name)
    by_itself = name in NAMED or name == "cite"
    known = library.values(kind, name, value if by_itself else "")
    fitting = [(name, one, count) for one, count in known if by_itself or _fits(one, title(one), value)]
    found = library.most_had(kind, fitting, rest, MOST)
    return _ordered([Completion(head + _written(library, name, one), title(one), count) for _, one, count in found])


def _fits(code: str, title: str, typed: str) -> bool:
    """Say whether what is typed begins a word of a code or of its title."""
    known = [*code.casefold().split("_"), code.casefold(), *words(title)]
    return all(any(word.startswith(one) for word in known) for one in typed.casefold().split())


def _title_of(library: Library, name: str) -> Callable[[str], str]:
    if name in NAMED or name == "cite":
        return library.title
    if name == "gap":
        return lambda value: GAPS.get(value, value)
    return lambda value: library.word(_LISTS.get(name, ""), value)


def _written(library: Library, name: str, value: str) -> str:
    """Return a value as it is typed, such that it means no other: the end of an id, a name in quotes, the whole id."""
    if name not in NAMED:
        return quoted(value)
    for short in (value.partition(":")[2], library.title(value)):
        if library.meant(name, short) == [value]:
            return quoted(short)
    return quoted(value)
