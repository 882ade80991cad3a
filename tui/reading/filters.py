"""What a reader types to narrow a list → a Query, and back.

`siege -tribal place:NAME type:shelling,air_strike by:NAME 2018-06..2018-07 -factuality:threatened @mine`; `!` before it all
turns it round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches

from ..corpus.dates import DateError, parse_edtf
from ..errors import UsageError
from ..store.query import ANY, AS_OF, FACETS, Facet, Query, Saved

TOKEN = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
"""What stands between blanks; quotes keep blanks together, to the end where they are not closed."""
VALUE = re.compile(r'(?:[^,"]|"[^"]*"?)+')
"""What stands between the commas of a facet's values."""
FACET = re.compile(r"(-?)([A-Za-z_]+):(.*)", re.DOTALL)
_TURNS = re.compile(r"[\s!]*")
"""What a filter may begin with: each `!` turns it round."""
_SAVED = re.compile(r'(-?)@([^"]+)')
_DAYS = re.compile(r"(\d{4}(?:-\d\d){0,2})?(\.\.)?(\d{4}(?:-\d\d){0,2})?")
_PLAIN = re.compile(r'[^\s",]+')

NAME = re.compile(r"\w[\w.-]{0,39}")
"""What a filter may be called."""
NAME_IS = "a filter's name is of letters, digits, . - and _, at most 40"
MOST_SAVED = 50
"""Saved filters that one filter may come to mean, with those inside them."""


def parse_filter(text: str, saved: Mapping[str, str] | None = None) -> Query:
    """Read a filter; `saved` are those that `@name` may mean. Raises UsageError that says which part is wrong and what may stand there.

    A word is the beginning of a word; `-` before a word or facet leaves out what has it; quotes keep blanks in a value; one of
    several values does; `2018-06`, `2018-06..2018-07`, `2018..` and `..2019` are days that a date can have fallen on, with `=` before
    them days that it surely lies within; `!` before it all asks for what it hides.
    """
    return _Parser(saved or {}).read(text, ())


class _Parser:
    def __init__(self, saved: Mapping[str, str]) -> None:
        self.known = saved
        self.left = MOST_SAVED

    def read(self, text: str, within: tuple[str, ...]) -> Query:
        """Return the Query of a text that stands in the filters of these names, the innermost last."""
        signs = _TURNS.match(text)
        assert signs
        inverse = signs[0].count("!") % 2 == 1
        plain: list[str] = []
        without: list[str] = []
        facets: list[Facet] = []
        saved: list[Saved] = []
        days: tuple[str | None, str | None] | None = None
        sure = False
        for token in TOKEN.findall(text, signs.end()):
            if match := FACET.fullmatch(token):
                facets.append(_facet(*match.groups()))
            elif match := _SAVED.fullmatch(token):
                saved.append(Saved(match[2], self.saved(match[2], within), bool(match[1])))
            elif match := _as_days(token):
                if days:
                    raise UsageError(f"{token}: days are given already; write one stretch, as in 2018-06..2018-07")
                days, sure = _days(token, match), token.startswith("=")
            elif token.startswith("-") and len(token) > 1:
                without.append(_left_out(token[1:]))
            else:
                plain.append(unquoted(token))
        return Query(
            " ".join(word for word in plain if word),
            tuple(facets),
            *(days or (None, None)),
            tuple(text for text in without if text),
            tuple(saved),
            inverse,
            sure,
        )

    def saved(self, name: str, within: tuple[str, ...]) -> Query:
        if name in within:
            raise UsageError(
                f"@{name} means itself, by way of {' '.join(f'@{one}' for one in within)}; mend one of them"
            )
        if name not in self.known:
            close = get_close_matches(name, self.known, n=1)
            there = ", ".join(f"@{one}" for one in list(self.known)[:12])
            raise UsageError(
                f"no filter of this list is kept as @{name}; "
                + (f"did you mean @{close[0]}?" if close else f"there are {there}" if there else "none is kept for it")
            )
        self.left -= 1
        if self.left < 0:
            raise UsageError(f"@{name}: more than {MOST_SAVED} filters inside one another; write it out")
        try:
            return self.read(self.known[name], (*within, name))
        except UsageError as error:
            # the innermost name is where to look
            raise error if str(error).startswith("@") else UsageError(f"@{name}: {error}") from error


def unquoted(text: str) -> str:
    """Return a word or value without its quotes, with single blanks."""
    return " ".join(text.replace('"', " ").split())


def quoted(text: str) -> str:
    """Return a value in quotes where it needs them."""
    return text if _PLAIN.fullmatch(text) else f'"{text}"'


def _facet(minus: str, name: str, text: str) -> Facet:
    name = name.lower()
    if name not in FACETS:
        close = get_close_matches(name, FACETS, n=1)
        raise UsageError(
            f"no facet {name!r}; "
            + (f"did you mean {close[0]}:?" if close else "try place actor by said type role line gap")
        )
    values = list(dict.fromkeys(value for part in VALUE.findall(text) if (value := unquoted(part))))
    if not values:
        raise UsageError(f"{name}: needs a value, as in {name}:…")
    if name == AS_OF:
        values = [value if value == ANY else by_day(value) for value in values]
    return Facet(name, values[0], bool(minus), tuple(values[1:]))


def _left_out(word: str) -> str:
    if _as_days(word):
        raise UsageError(f"-{word}: days cannot be left out; ! before the whole filter turns it round")
    return unquoted(word)


def _as_days(token: str) -> re.Match[str] | None:
    days = _DAYS.fullmatch(token.removeprefix("="))
    return days if days and (days[1] or days[3]) and not (days[1] and days[3] and not days[2]) else None


def _days(token: str, match: re.Match[str]) -> tuple[str | None, str | None]:
    try:
        first = parse_edtf(match[1]).earliest if match[1] else None
        last_text = match[3] or ("" if match[2] else match[1])
        last = parse_edtf(last_text).latest if last_text else None
    except DateError as error:
        raise UsageError(f"{token}: {error}") from error
    if first and last and first > last:
        raise UsageError(f"{token}: ends before it begins")
    return first.isoformat() if first else None, last.isoformat() if last else None


def unparse(query: Query) -> str:
    """Return a filter that reads as this query, where the same filters are kept."""
    return "!" * query.inverse + " ".join(_parts(query))


def _parts(query: Query) -> Iterator[str]:
    for word in query.words.split():
        yield word if _is_plain(word) else f'"{word}"'
    for text in query.without:
        yield f"-{text}" if len(text.split()) == 1 and _is_plain(text) else f'-"{text}"'
    for facet in query.facets:
        yield "-" * facet.negated + f"{facet.name}:" + ",".join(map(quoted, facet.values))
    for saved in query.saved:
        yield "-" * saved.negated + f"@{saved.name}"
    if query.earliest or query.latest:
        one_day = query.earliest == query.latest
        days = query.earliest or "" if one_day else f"{query.earliest or ''}..{query.latest or ''}"
        yield "=" * query.sure + days


def _is_plain(word: str) -> bool:
    """Say whether a word reads as that word without quotes."""
    return not (word.startswith(("-", "@", "!")) or FACET.fullmatch(word) or _as_days(word))


def by_day(text: str) -> str:
    """Return the last day (ISO) of what is given to read as of. Raises UsageError where that is no day, month or year."""
    with suppress(DateError):
        if last := parse_edtf(text).latest:
            return last.isoformat()
    raise UsageError(f"{AS_OF}: {text} is no day; write one, as in {AS_OF}:2018-07-04")


def as_of(text: str) -> str:
    """Return the parts of a filter that say as of which day it reads; "" where none does, or the filter is turned round."""
    whole = "" if text.lstrip().startswith("!") else text
    return " ".join(one for one in TOKEN.findall(whole) if one.lower().startswith(f"{AS_OF}:"))


def with_as_of(text: str, day: str) -> str:
    """Return a filter that reads as of a day ("": of none), and is else the same."""
    kept = [one for one in TOKEN.findall(text) if not one.lower().startswith(f"{AS_OF}:")]
    return " ".join((*kept, *[f"{AS_OF}:{day}"] * bool(day)))


def turned_round(text: str) -> str:
    """Return a filter that shows what this one hides."""
    text = text.lstrip()
    return text[1:].lstrip() if text.startswith("!") else f"!{text}"
