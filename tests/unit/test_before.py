"""What is surely, and what only possibly, before or after: held against every reading of both dates, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.corpus.dates import parse_edtf
from tui.reading.around import around, told_offsets
from tui.reading.before import (
    AFTER,
    ANY_ORDER,
    BEFORE,
    MAYBE_AFTER,
    MAYBE_BEFORE,
    MEANING,
    SAME,
    UNTOLD,
    Bounds,
    bounds,
    bounds_of,
    order,
    order_told,
)  # fmt: skip
from tui.store.library import Library

FIRST = date(2031, 1, 1)
DAYS = 9
FAR = 12
"""Days beyond which an open side is not looked at: more than any other date is off."""

DAY = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(n))
FORMS = ["{0}", "[{0}..{1}]", "{0}/{1}", "{0}/..", "{0}/", "../{1}", "/{1}", "[{0}..]", "[..{1}]"]
EDTF = st.tuples(st.sampled_from(FORMS), DAY, DAY).map(lambda made: made[0].format(min(made[1:]), max(made[1:])))


def of(edtf: str) -> Bounds:
    """Return the bounds of a date by itself."""
    span = parse_edtf(edtf)
    earliest, latest = (day.isoformat() if day else None for day in (span.earliest, span.latest))
    found = bounds(edtf, earliest, latest)
    assert found is not None
    return found


def readings(edtf: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last day of all that a date can mean, as days from FIRST."""
    span = parse_edtf(edtf)
    low = (span.earliest - FIRST).days if span.earliest else -FAR
    high = (span.latest - FIRST).days if span.latest else DAYS + FAR
    if not span.lasts:
        yield from ((day, day) for day in range(low, high + 1))
        return
    begins = [low] if span.earliest else range(low, high + 1)
    # an end is surely that day only where the beginning is told
    ends = [high] if span.latest and span.earliest else range(low, high + 1)
    yield from ((begin, end) for begin, end in product(begins, ends) if begin <= end)


def by_hand(here: str, there: str) -> str:
    """Return the sign that all readings of two dates leave."""
    ways = {
        "before" if other[1] < one[0] else "after" if one[1] < other[0] else "same"
        for one, other in product(readings(here), readings(there))
    }
    if {"before", "after"} <= ways:
        return ANY_ORDER
    if "before" in ways:
        return MAYBE_BEFORE if "same" in ways else BEFORE
    if "after" in ways:
        return MAYBE_AFTER if "same" in ways else AFTER
    return SAME


@settings(max_examples=600)
@given(EDTF, EDTF)
def test_the_sign_is_what_every_reading_says(here: str, there: str) -> None:
    assert order(of(here), of(there)) == by_hand(here, there)


TURNED = {BEFORE: AFTER, AFTER: BEFORE, MAYBE_BEFORE: MAYBE_AFTER, MAYBE_AFTER: MAYBE_BEFORE}


@given(EDTF, EDTF)
def test_seen_from_the_other_event_the_sign_is_turned_round(here: str, there: str) -> None:
    sign = order(of(there), of(here))
    assert order(of(here), of(there)) == TURNED.get(sign, sign)


@given(EDTF, EDTF, st.sampled_from("~?%"))
def test_a_doubt_leaves_nothing_sure(here: str, there: str, doubt: str) -> None:
    sure, doubted = of(here), of(there)
    unsure = Bounds(doubted.begun, doubted.ended, doubted.lasts, doubt=True)
    assert order(sure, unsure) not in (BEFORE, SAME, AFTER)
    assert of(f"2031-01-05{doubt}").doubt


@pytest.mark.parametrize(
    ("here", "there", "sign"),
    [
        ("2018-06-14", "2018-06-13", "<"),
        ("2018-06-14", "2018-06-14", "="),
        ("2018-06-14", "2018-06", "~"),
        ("2018-06-30", "2018-06", "("),
        ("2018-06-01", "2018-06", ")"),
        ("2018-06", "2018-07", ">"),
        ("2018-06", "2018-05/2018-07", "="),
        ("2018-06", "2018-06/2018-07", ")"),
        ("2018-06-14", "2018-06-14/", "="),
        ("2018-06-14", "2018-06-01/", "("),
        ("2018-06-14", "/2018-06-19", "~"),
        ("2018-06-14", "2018-06-13~", "("),
    ],
)
def test_examples(here: str, there: str, sign: str) -> None:
    assert order(of(here), of(there)) == sign


def test_what_has_no_date_is_in_no_order() -> None:
    assert bounds(None, None, None) is None
    assert order(None, of("2018")) == order(of("2018"), None) == UNTOLD


@given(EDTF)
def test_bounds_are_in_order_and_the_core_lies_within(edtf: str) -> None:
    found = of(edtf)
    assert found.begun[0] <= found.begun[1] <= found.ended[1]
    assert found.begun[0] <= found.ended[0] <= found.ended[1]
    if found.core:
        assert found.lasts and found.begun[0] <= found.core[0] <= found.core[1] <= found.ended[1]


def test_a_sum_that_is_told_is_surer_than_the_bounds(library: Library) -> None:
    accord, chained = library.row_of("evt:accord-made"), library.row_of("evt:gate-chained")
    assert accord and chained
    assert order(bounds_of(accord), bounds_of(chained)) == ANY_ORDER
    assert told_offsets(library, accord.id) == {chained.id: 3}
    assert told_offsets(library, chained.id) == {accord.id: -3}
    assert order_told(accord, chained, told_offsets(library, accord.id)) == AFTER
    assert order_told(chained, accord, told_offsets(library, chained.id)) == BEFORE


def test_what_is_surely_at_the_same_time_is_surely_near(library: Library) -> None:
    rows = library.rows(library.numbers("event"))
    for here in rows:
        near = around(library, here.id, 0)
        for there in library.rows(near.sure):
            assert order_told(here, there, told_offsets(library, here.id)) == SAME


def test_every_sign_has_a_meaning() -> None:
    assert list(MEANING) == list("<(=~)>?")
