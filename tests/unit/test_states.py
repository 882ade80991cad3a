"""States of places over time and their matrix: gaps stay gaps, what is not sure is not drawn as sure, no letter from nowhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.dates import parse_edtf
from tui.reading.matrix import SIZES, letters, matrix
from tui.reading.states import Gap, State, states, with_gaps

DAY = timedelta(1)


def place(*lines: tuple[str, str]) -> dict[str, Any]:
    """Return a place with these states, each an EDTF date and a code."""
    status = []
    for edtf, state in lines:
        span = parse_edtf(edtf)
        when = {
            "edtf": edtf,
            "earliest": span.earliest.isoformat() if span.earliest else None,
            "latest": span.latest.isoformat() if span.latest else None,
            "basis": "stated",
        }
        status.append({"when": when, "state": state, "cite": ["hc31#1"]})
    return {"status": status}


def cells(size: int, *lines: tuple[str, str]) -> dict[str, str]:
    """Return the cells of one place by the month that each column begins in."""
    made = matrix({"p": states(place(*lines))}, letters(["held", "closed"]), size)
    return {
        f"{one.first:%Y-%m}..{one.last:%Y-%m}": cell
        for one, cell in zip(made.columns, made.cells["p"], strict=True)
        if cell
    }


days = st.dates(date(2000, 1, 1), date(2009, 12, 31))
months = days.map(lambda day: f"{day:%Y-%m}")
spans = st.tuples(days, days).map(sorted)
edtf = (
    days.map(str)
    | months
    | days.map(lambda day: str(day.year))
    | spans.map(lambda two: f"{two[0]}/{two[1]}")
    | spans.map(lambda two: f"[{two[0]}..{two[1]}]")
    | days.map(lambda day: f"{day}/")
    | days.map(lambda day: f"{day}/..")
    | days.map(lambda day: f"/{day}")
    | days.map(lambda day: f"[..{day}]")
    | days.map(lambda day: f"[{day}..]")
    | months.map(lambda month: f"{month}~")
)
histories = st.lists(st.tuples(edtf, st.sampled_from(["held", "closed", "threatened"])), max_size=6)


def test_the_days_between_two_states_are_a_gap() -> None:
    found = list(with_gaps(states(place(("2031-05-01", "held"), ("2031-03-01/2031-03-09", "closed")))))
    assert [one.code if isinstance(one, State) else one for one in found] == [
        "closed",
        Gap(date(2031, 3, 10), date(2031, 4, 30)),
        "held",
    ]
    assert isinstance(found[1], Gap) and found[1].days == 52


def test_what_has_no_end_that_is_told_fills_no_gap() -> None:
    _, gap, _ = with_gaps(states(place(("2031-03-01/", "closed"), ("2031-05-01", "held"))))
    assert gap == Gap(date(2031, 3, 2), date(2031, 4, 30), perhaps=True)


def test_there_is_no_gap_where_a_state_whose_begin_is_not_told_may_have_stood() -> None:
    assert not any(
        isinstance(one, Gap) for one in with_gaps(states(place(("2031-03-01", "held"), ("/2031-05-01", "closed"))))
    )


@given(histories)
def test_a_gap_is_out_of_reach_of_every_state(lines: list[tuple[str, str]]) -> None:
    found = states(place(*lines))
    shown = list(with_gaps(found))
    assert [one for one in shown if isinstance(one, State)] == found
    for gap in (one for one in shown if isinstance(one, Gap)):
        assert gap.first <= gap.last
        for one in found:
            if one.last and not one.goes_on:
                assert one.last < gap.first or (one.first and one.first > gap.last)


@given(histories)
def test_states_come_in_the_order_of_time_and_none_is_lost(lines: list[tuple[str, str]]) -> None:
    found = states(place(*lines))
    assert sorted(one.index for one in found) == list(range(len(lines)))
    begins = [one.begin for one in found if one.begin]
    assert begins == sorted(begins)
    assert all(one.is_told == (one.code != "threatened") for one in found)
    for one in found:
        for first, last in (one.drawn, *one.within, *([one.through] if one.through else [])):
            assert first <= last
            assert one.drawn[0] <= first and last <= one.drawn[1]


@pytest.mark.parametrize(
    ("edtf", "drawn"),
    [
        ("2031-05-03", {"2031-05..2031-05": "H"}),
        ("2031-05", {"2031-05..2031-05": "H"}),
        ("[2031-05-03..2031-05-20]", {"2031-05..2031-05": "H"}),
        ("[2031-05-03..2031-07-20]", {"2031-05..2031-07": "h"}),
        ("2031-05-03/2031-07-20", {"2031-05..2031-07": "H"}),
        ("2031-05/", {"2031-05..2031-05": "H>"}),
        ("2031-05-03/..", {"2031-05..2031-05": "H>"}),
        ("[..2031-05-03]", {"2031-05..2031-05": "<h"}),
        ("[2031-05-03..]", {"2031-05..2031-05": "h>"}),
        ("/2031-05", {"2031-05..2031-05": "<H"}),
        ("2031-05~", {"2031-05..2031-05": "h"}),
        ("2031-05-03~/2031-07", {"2031-05..2031-07": "h"}),
        ("2031-05/2031-08", {"2031-05..2031-08": "H"}),
        ("2031/2031", {"2031-01..2031-12": "h"}),
        ("2031/", {"2031-01..2031-11": "h", "2031-12..2031-12": "h>"}),
    ],
)
def test_a_large_letter_is_sure_and_a_small_one_may_be(edtf: str, drawn: dict[str, str]) -> None:
    assert cells(1, (edtf, "held")) == drawn


def test_a_coarse_column_has_what_its_months_have_in_the_order_of_time() -> None:
    assert cells(12, ("2031-07", "closed"), ("2031-03", "held"), ("2033", "held")) == {
        "2031-01..2031-12": "HC",
        "2033-01..2033-12": "H",
    }


@given(histories, histories, st.sampled_from(SIZES))
def test_columns_follow_one_another_and_a_sure_letter_is_told_there(
    one: list[tuple[str, str]], two: list[tuple[str, str]], size: int
) -> None:
    places = {"one": states(place(*one)), "two": states(place(*two))}
    signs = letters(["held", "closed", "threatened"])
    made = matrix(places, signs, size)
    assert all(before.last + DAY == after.first for before, after in zip(made.columns, made.columns[1:], strict=False))
    for name, row in made.cells.items():
        assert len(row) == len(made.columns)
        for column, cell in zip(made.columns, row, strict=True):
            for letter in filter(str.isupper, cell):
                assert any(
                    signs[found.code] == letter
                    and (found.first is None or found.first <= column.last)
                    and (found.last is None or found.last >= column.first)
                    for found in places[name]
                )


@given(histories, st.sampled_from(SIZES))
def test_every_state_with_a_day_is_somewhere_in_the_matrix(lines: list[tuple[str, str]], size: int) -> None:
    signs = letters(["held", "closed", "threatened"])
    found = states(place(*lines))
    drawn = "".join("".join(row) for row in matrix({"p": found}, signs, size).cells.values()).upper()
    assert {signs[one.code] for one in found} == set(drawn) - set("<>")


@given(st.lists(st.text("abz_", min_size=1), unique=True, max_size=40))
def test_every_code_has_a_letter_of_its_own(codes: list[str]) -> None:
    found = letters(codes)
    assert list(found) == codes
    assert len(set(found.values())) == len(codes)
