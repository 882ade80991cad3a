"""What a reader types to narrow a list → a Query: words in any spelling, facets, days.

`siege place:deraa type:shelling by:russia 2018-06..2018-07 -factuality:threatened`
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from ..corpus.dates import DateError, parse_edtf
from ..errors import UsageError
from ..store.query import FACETS, Facet, Query

_TOKEN = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_FACET = re.compile(r"(-?)([a-z_]+):(.*)", re.DOTALL)
_DAYS = re.compile(r"(\d{4}(?:-\d\d){0,2})?(\.\.)?(\d{4}(?:-\d\d){0,2})?")


def parse_filter(text: str) -> Query:
    """Read a filter. Raises UsageError that says which part is wrong and what may stand there.

    A word is the beginning of a word; quotes keep blanks in a value; `2018-06`, `2018-06..2018-07`, `2018..` and `..2019` are days.
    """
    plain: list[str] = []
    facets: list[Facet] = []
    earliest = latest = None
    for token in _TOKEN.findall(text):
        if match := _FACET.fullmatch(token):
            facets.append(_facet(*match.groups()))
        elif (days := _DAYS.fullmatch(token)) and (days[1] or days[3]) and not (days[1] and days[3] and not days[2]):
            earliest, latest = _days(token, days)
        elif token.startswith("-") and len(token) > 1:
            raise UsageError(f"{token}: only a facet can be left out, as in -type:siege")
        else:
            plain.append(token.strip('"'))
    return Query(" ".join(plain), tuple(facets), earliest, latest)


def _facet(minus: str, name: str, value: str) -> Facet:
    if name not in FACETS:
        close = get_close_matches(name, FACETS, n=1)
        raise UsageError(
            f"no facet {name!r}; "
            + (f"did you mean {close[0]}:?" if close else "try place actor by said type role line gap")
        )
    value = value.strip('"').strip()
    if not value:
        raise UsageError(f"{name}: needs a value, as in {name}:…")
    return Facet(name, value, bool(minus))


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
