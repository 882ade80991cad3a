"""What a query selects and how many records have what: the same as a look at every record gives."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from bench.generate import generate
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.fold import words
from tui.errors import UsageError
from tui.paths import vocabulary_file
from tui.store.build import build, open_store
from tui.store.index import own_facets, texts
from tui.store.library import Library
from tui.store.numbers import Among, bits_of, packed
from tui.store.query import FACETS, Facet, Query, Saved


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A small corpus of the generator's, built."""
    folder = tmp_path_factory.mktemp("ports")
    generate(30, folder / "corpus")
    build(folder / "corpus", vocabulary_file(), folder / "ports.json")
    opened = open_store(folder / "ports.json")
    yield opened
    opened.close()


def facets_of(library: Library, n: int) -> set[tuple[str, str]]:
    row = library.row(n)
    return set(own_facets(row.kind, library.record(row.id)))


def said(library: Library, n: int) -> list[str]:
    record = library.record(library.row(n).id)
    return [word for text in (record.get("title", ""), *texts(record)) for word in words(text)]


QUERIES = [
    Query(without=("fire",)),
    Query("the", without=("harbour", "boats fire")),
    Query(facets=(Facet("type", "shelling", others=("killing", "blockade")),)),
    Query(facets=(Facet("type", "shelling", True, ("killing", "nothing")),)),
    Query(facets=(Facet("role", "*"),)),
    Query(facets=(Facet("role", "*", True),)),
    Query("the", saved=(Saved("a", Query(facets=(Facet("type", "shelling"),), inverse=True)),)),
    Query("the", saved=(Saved("a", Query(facets=(Facet("type", "shelling"),)), negated=True),), inverse=True),
    Query(inverse=True),
]


def answers(library: Library, n: int, query: Query) -> bool:
    """Say by a look at the record itself whether it answers a query without days."""
    has, told = facets_of(library, n), said(library, n)

    def all_of(text: str) -> bool:
        return all(any(word.startswith(wanted) for word in told) for wanted in words(text))

    found = (
        (not query.words or all_of(query.words))
        and not any(all_of(text) for text in query.without)
        and all(
            any(name == facet.name and (value in facet.values or "*" in facet.values) for name, value in has)
            != facet.negated
            for facet in query.facets
        )
        and all(answers(library, n, saved.query) != saved.negated for saved in query.saved)
    )
    return found != query.inverse


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_what_is_selected_is_what_a_look_at_every_record_gives(query: Query, ports: Library) -> None:
    events = ports.numbers("event")
    assert list(ports.numbers("event", query)) == [n for n in events if answers(ports, n, query)]


def test_several_queries_are_all_answered(ports: Library) -> None:
    each = [set(ports.numbers("event", query)) for query in QUERIES[:3]]
    assert set(ports.numbers("event", *QUERIES[:3])) == each[0] & each[1] & each[2]
    assert ports.numbers("event", None, Query()) == ports.numbers("event")


@pytest.mark.parametrize("kind", ["event", "claim", "figure", "place", "article"])
def test_a_facet_counts_those_that_have_any_value(kind: str, ports: Library) -> None:
    own = {"type", "factuality", "role", "date", "kind", "qualifier", "polarity", "language", "side", "line"}
    plain = Counter(name for n in ports.numbers(kind) for name in {name for name, _ in facets_of(ports, n)})
    found = dict(ports.facets(kind))
    assert {name: found.get(name, 0) for name in own} == {name: plain[name] for name in own}
    for name, count in found.items():
        assert len(ports.numbers(kind, Query(facets=(Facet(name, "*"),)))) == count
        assert len(ports.numbers(kind, Query(facets=(Facet(name, "*", True),)))) == ports.count(kind) - count


@pytest.mark.parametrize("facet", ["type", "role", "factuality", "place", "actor", "cite"])
@pytest.mark.parametrize("query", [Query(), Query("the"), *QUERIES[2:4], Query(earliest="2110-01-01")], ids=str)
@pytest.mark.parametrize("most", [1, 3, 20])
def test_the_values_that_most_have_are_found(facet: str, query: Query, most: int, ports: Library) -> None:
    known = [(facet, value, count) for value, count in ports.values("event", facet)]
    plain = {value: len(ports.numbers("event", query, Query(facets=(Facet(facet, value),)))) for _, value, _ in known}
    found = ports.most_had("event", known, query, most)
    best = sorted((count for count in plain.values() if count), reverse=True)[:most]
    assert [count for *_, count in found] == best
    assert all(plain[value] == count for _, value, count in found)


def test_a_value_may_be_written_as_it_is_called(ports: Library) -> None:
    as_code, as_said = (
        ports.numbers("event", Query(facets=(Facet("type", v),))) for v in ("armed_clash", "Armed clash")
    )
    assert list(as_code) == list(as_said)
    assert len(as_code)


@pytest.mark.parametrize(
    ("facet", "said"),
    [
        (Facet("type", "shelling", others=("sheling",)), r"type: nothing has 'sheling'; did you mean shelling\?"),
        (Facet("polarity", "*"), "polarity: nothing here has one"),
        (Facet("by", "*"), "by: nothing here has one"),
    ],
)
def test_each_value_must_be_had(facet: Facet, said: str, ports: Library) -> None:
    with pytest.raises(UsageError, match=said):
        ports.check("event", Query(facets=(facet,)))
    with pytest.raises(UsageError, match=f"@mine: {said}"):
        ports.check("event", Query(saved=(Saved("mine", Query(facets=(facet,))),)))


def test_what_no_kind_has_is_counted_for_none(empty_library: Library) -> None:
    assert empty_library.facets("event") == []
    assert all(empty_library.values("event", name) == [] for name in FACETS)


@given(st.sets(st.integers(0, 2000)), st.sets(st.integers(0, 2000)))
def test_places_are_counted_among_bits(places: set[int], others: set[int]) -> None:
    among = Among(bits_of(others, 2001), 2001)
    assert among.count(packed(array("I", sorted(places)), 2001), len(places)) == len(places & others)


@given(st.dates(date(2100, 12, 1), date(2104, 1, 1)), st.integers(0, 400), st.sampled_from(["both", "from", "to"]))
def test_what_surely_lies_within_days_is_what_all_its_bounds_lie_within(
    ports: Library, first: date, days: int, sides: str
) -> None:
    earliest = first.isoformat() if sides != "to" else None
    latest = (first + timedelta(days)).isoformat() if sides != "from" else None
    rows = ports.rows(ports.numbers("event"))
    expected = [
        row.n
        for row in rows
        if (row.earliest or row.latest)
        and (earliest is None or (row.earliest is not None and row.earliest >= earliest))
        and (latest is None or (row.latest is not None and row.latest <= latest))
    ]
    assert list(ports.numbers("event", Query(earliest=earliest, latest=latest, sure=True))) == expected
