"""What a filter hides is counted, and what it hides only because nothing is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reading.filters import parse_filter
from tui.reading.hidden import ROOM, beyond, hidden, lacking_what
from tui.store.library import Library

SAVED = {"may": "2031-05", "weir": "place:harn-weir", "not-may": "!2031-05"}


def told(library: Library, kind: str, text: str, wide: bool = True) -> str:
    query = parse_filter(text, SAVED)
    return hidden(library, kind, library.numbers(kind, query), query, wide)


@pytest.mark.parametrize(
    ("kind", "text", "narrow", "wide"),
    [
        ("event", "", "6", "6 of 6"),
        ("event", "type:blockade", "3/6", "3 of 6; hidden: 3"),
        ("event", "place:harn", "3/6 · 1 no place", "3 of 6; hidden: 3, of them 1 without a place"),
        ("event", "place:*", "5/6", "5 of 6; hidden: 1"),
        ("event", "-place:harn", "3/6", "3 of 6; hidden: 3"),
        ("event", "!place:harn", "3/6 · 1 no place", "3 of 6, of them 1 without a place; hidden: 3"),
        ("event", "gap:end", "1/6", "1 of 6; hidden: 5"),
        ("event", "2031-04", "4/6", "4 of 6, 1 of them not only in these days; hidden: 2"),
        ("event", "2031-04-28", "2/6", "2 of 6, 1 of them not only in these days; hidden: 4"),
        ("event", "@may place:harn", "1/6 · 1 no place", "1 of 6; hidden: 5, of them 1 without a place"),
        ("claim", "2031-05", "1/2 · 1 undated", "1 of 2; hidden: 1, of them 1 without a date"),
        ("claim", "@may", "1/2 · 1 undated", "1 of 2; hidden: 1, of them 1 without a date"),
        ("claim", "-@may", "1/2", "1 of 2; hidden: 1"),
        ("claim", "@not-may", "1/2", "1 of 2; hidden: 1"),
        ("claim", "!2031-05", "1/2 · 1 undated", "1 of 2, of them 1 without a date; hidden: 1"),
        ("claim", "polarity:denies 2031", "0/2 · 1 undated", "0 of 2; hidden: 2, of them 1 without a date"),
        ("figure", "2031", "0/2 · 2 undated", "0 of 2; hidden: 2, of them 2 without a date"),
        ("river", "2031", "0/0", "0 of 0; hidden: 0"),
    ],
)
def test_what_is_said(kind: str, text: str, narrow: str, wide: str, library: Library) -> None:
    assert told(library, kind, text, wide=False) == narrow
    assert told(library, kind, text) == wide


PARTS = ["2031-05", "2031-04-10..", "..2031-05-03", "place:harn", "by:ilse", "said:person", "type:blockade", "-place:orren",
         "polarity:denies", "gate", "@may", "-@may", "@weir", "@not-may", "role:speaker", "aspect:state", "gap:end"]  # fmt: skip


@pytest.mark.parametrize("kind", ["event", "claim", "figure", "place", "relation"])
@given(parts=st.lists(st.sampled_from(PARTS), max_size=5, unique=True), inverse=st.booleans())
def test_what_lacks_something_is_where_the_line_says(
    kind: str, parts: list[str], inverse: bool, library: Library
) -> None:
    days = [part for part in parts if re.match(r"[\d.]", part)]
    text = " ".join(part for part in parts if part not in days[1:])
    query = replace(parse_filter(text, SAVED), inverse=inverse)
    numbers = library.numbers(kind, query)
    left = library.count(kind) - len(numbers)
    for name, count in lacking_what(library, kind, query):
        assert 0 < count <= (len(numbers) if inverse else left), name
    found = {row.id: (row.earliest, row.latest) for row in library.rows(numbers)}
    reaching = [
        one
        for one, (first, last) in found.items()
        if (query.earliest and (first or "") < query.earliest)
        or (query.latest and (last or "9999-12-31") > query.latest)
    ]
    assert beyond(library, kind, query) == (0 if inverse else len(reaching))
    for wide in (False, True):
        line = hidden(library, kind, numbers, query, wide)
        assert line.isprintable()
        assert wide or len(line) <= ROOM


def test_the_ends_of_the_calendar_have_nothing_beyond(library: Library) -> None:
    for text in ("0001-01-01..", "..9999-12-31", "0001..9999"):
        assert beyond(library, "event", parse_filter(text)) == 0
