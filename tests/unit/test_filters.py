"""Filters: what a reader types becomes a Query, or a word on what may stand there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import UsageError
from tui.reading.filters import MOST_SAVED, parse_filter, quoted, turned_round, unparse
from tui.store.library import Library
from tui.store.query import ANY, AS_OF, FACETS, Facet, Query, Saved


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("=2031-04", Query(earliest="2031-04-01", latest="2031-04-30", sure=True)),
        ("gate =2031-04-02..", Query("gate", earliest="2031-04-02", sure=True)),
        ("=", Query("=")),
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
        ("TYPE:siege", Query(facets=(Facet("type", "siege"),))),
        ("type:siege,threat", Query(facets=(Facet("type", "siege", others=("threat",)),))),
        ("-type:,siege,siege,threat,", Query(facets=(Facet("type", "siege", True, ("threat",)),))),
        ('by:"a, b",c', Query(facets=(Facet("by", "a, b", others=("c",)),))),
        ("place:*", Query(facets=(Facet("place", ANY),))),
        ("gate -shut", Query("gate", without=("shut",))),
        ('-"the gate" -shut', Query(without=("the gate", "shut"))),
        ('-"2018"', Query(without=("2018",))),
        ('"2018" "-shut" "@x" "type:siege"', Query("2018 -shut @x type:siege")),
        ("!", Query(inverse=True)),
        (" ! gate", Query("gate", inverse=True)),
        ("!-gate", Query(without=("gate",), inverse=True)),
        ("gate !shut", Query("gate !shut")),
        ("@", Query("@")),
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
        ("2018 2019", "2019: days are given already; write one stretch, as in 2018-06..2018-07"),
        ("gate -2018-06", "-2018-06: days cannot be left out; ! before the whole filter turns it round"),
        ("type:,,", "type: needs a value"),
        ("@x", "no filter of this list is kept as @x; none is kept for it"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_may_stand_there(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_filter(text)


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_can_be_asked_for_and_left_out(name: str) -> None:
    x, y = ("2018-06-30", "2019-01-01") if name == AS_OF else ("x", "y")
    assert parse_filter(f"{name}:{x} -{name}:{y}") == Query(facets=(Facet(name, x), Facet(name, y, negated=True)))


# -- kept under a name

SAVED = {
    "gate": "gate -line:off",
    "both": "@gate type:blockade",
    "not": "!@gate",
    "ring": "shut @gnir",
    "gnir": "@ring",
    "me": "-@me",
    "wrong": "tpye:siege",
    "far": "@wrong",
}


def test_a_filter_kept_under_a_name_is_part_of_another() -> None:
    gate = Query("gate", (Facet("line", "off", True),))
    assert parse_filter("2031 -@gate", SAVED) == Query(
        earliest="2031-01-01", latest="2031-12-31", saved=(Saved("gate", gate, True),)
    )
    both = Query(facets=(Facet("type", "blockade"),), saved=(Saved("gate", gate),))
    assert parse_filter("@both", SAVED) == Query(saved=(Saved("both", both),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@gat", r"no filter of this list is kept as @gat; did you mean @gate\?"),
        ("@zebra", "no filter of this list is kept as @zebra; there are @gate, @both, @not"),
        ("@ring", "@ring means itself, by way of @ring @gnir; mend one of them"),
        ("@gnir", "@gnir means itself, by way of @gnir @ring"),
        ("@me", "@me means itself, by way of @me"),
        ("@far", r"@wrong: no facet 'tpye'; did you mean type:\?"),
    ],
)
def test_a_name_that_cannot_be_followed_is_told(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_filter(text, SAVED)


def test_names_that_name_two_each_come_to_an_end() -> None:
    doubling = {f"n{i}": f"@n{i + 1} -@n{i + 1}" for i in range(40)} | {"n40": "gate"}
    with pytest.raises(UsageError, match=f"more than {MOST_SAVED} filters inside one another"):
        parse_filter("@n0", doubling)


def test_a_filter_turned_round_twice_is_itself() -> None:
    assert turned_round("gate") == "!gate"
    assert turned_round(" ! gate") == "gate"


# -- properties

PART = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["2018", "2018-06-07", "..", "-", '"', ":", "type:", "place:harn", "-by:x", "9999-99-99", "0000", "!", ",", "@gate",
         "@not", "-@both", "@", "*", "line:on,off", "-gate", "type:blockade", "2031-05", "harn", "role:*"]
    ),
)  # fmt: skip
TYPED = st.builds(str.join, st.sampled_from(["", " "]), st.lists(PART, max_size=6))


@given(TYPED)
def test_a_filter_that_is_written_out_reads_as_it_was(text: str) -> None:
    try:
        query = parse_filter(text, SAVED)
    except UsageError as error:
        assert str(error)
    else:
        assert parse_filter(unparse(query), SAVED) == query
        assert parse_filter(turned_round(unparse(query)), SAVED) == replace(query, inverse=not query.inverse)


@given(st.text())
def test_any_value_can_be_written(value: str) -> None:
    value = " ".join(value.replace('"', " ").split())
    if value:
        assert parse_filter(f"by:{quoted(value)}") == Query(facets=(Facet("by", value),))


@given(TYPED)
def test_whatever_is_typed_is_a_filter_that_can_be_asked_or_a_word_why_not(library: Library, text: str) -> None:
    try:
        found = library.numbers("event", parse_filter(text, SAVED))
    except UsageError as error:
        assert str(error)
    else:
        assert set(found) <= set(library.numbers("event"))


@pytest.mark.parametrize("kind", ["event", "place", "claim", "paragraph"])
@given(text=TYPED)
def test_what_a_filter_shows_and_what_it_hides_are_all_and_nothing_twice(
    kind: str, text: str, library: Library
) -> None:
    try:
        query = parse_filter(text, SAVED)
    except UsageError:
        return
    shown, rest = (set(library.numbers(kind, replace(query, inverse=inverse))) for inverse in (False, True))
    assert shown | rest == set(library.numbers(kind))
    assert not shown & rest
