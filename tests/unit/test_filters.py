"""Filters: what a reader types becomes a Query, or a word on what may stand there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import UsageError
from tui.reading.filters import parse_filter
from tui.store.library import Library
from tui.store.query import FACETS, Facet, Query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("   ", Query()),
        ("gate", Query("gate")),
        ("  the   gate ", Query("the gate")),
        ('"the gate"', Query("the gate")),
        ('"the gate', Query("the gate")),
        ("درعا", Query("درعا")),
        ("-", Query("-")),
        ("..", Query("..")),
        ("12", Query("12")),
        ("hc31#4", Query("hc31#4")),
        ("type:siege", Query(facets=(Facet("type", "siege"),))),
        ("-type:siege", Query(facets=(Facet("type", "siege", negated=True),))),
        ("cite:hc31#4", Query(facets=(Facet("cite", "hc31#4"),))),
        ("place:plc:harn", Query(facets=(Facet("place", "plc:harn"),))),
        ('place:"tell shihab"', Query(facets=(Facet("place", "tell shihab"),))),
        ('place:"tell shihab', Query(facets=(Facet("place", "tell shihab"),))),
        ('-by:" russia "', Query(facets=(Facet("by", "russia", negated=True),))),
        ("type:siege type:threat", Query(facets=(Facet("type", "siege"), Facet("type", "threat")))),
        (
            'gate place:harn by:"the board" 2031-05 -line:off shut',
            Query(
                "gate shut",
                (Facet("place", "harn"), Facet("by", "the board"), Facet("line", "off", negated=True)),
                "2031-05-01",
                "2031-05-31",
            ),
        ),
    ],
)
def test_words_and_facets(text: str, query: Query) -> None:
    assert parse_filter(text) == query


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2018-06-07", "2018-06-07", "2018-06-07"),
        ("2018-06..2018-07", "2018-06-01", "2018-07-31"),
        ("2018-06-07..2019", "2018-06-07", "2019-12-31"),
        ("2018..", "2018-01-01", None),
        ("..2019", None, "2019-12-31"),
    ],
)
def test_days(text: str, earliest: str | None, latest: str | None) -> None:
    assert parse_filter(text) == Query(earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tpye:siege", r"no facet 'tpye'; did you mean type:\?"),
        ("colour:red", "no facet 'colour'; try place actor by"),
        ("type:", "type: needs a value"),
        ('type:""', "type: needs a value"),
        ("2018-13", r"2018-13: .+ is no day of the calendar"),
        ("2018-02-30..2018-03", r"2018-02-30\.\.2018-03: .+ is no day of the calendar"),
        ("2019..2018", r"2019\.\.2018: ends before it begins"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_may_stand_there(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_filter(text)


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_can_be_asked_for_and_left_out(name: str) -> None:
    assert parse_filter(f"{name}:x -{name}:y") == Query(facets=(Facet(name, "x"), Facet(name, "y", negated=True)))


PART = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["2018", "2018-06-07", "..", "-", '"', ":", "type:", "place:harn", "-by:x", "9999-99-99", "0000"]),
)


@given(st.lists(PART, max_size=6), st.sampled_from(["", " "]))
def test_whatever_is_typed_is_a_filter_that_can_be_asked_or_a_word_why_not(
    library: Library, parts: list[str], between: str
) -> None:
    try:
        found = library.numbers("event", parse_filter(between.join(parts)))
    except UsageError as error:
        assert str(error)
    else:
        assert set(found) <= set(library.numbers("event"))
