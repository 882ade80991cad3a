"""What belongs to a record: by links either way, as a filter of any list and as counts."""

from __future__ import annotations

import pytest
from support import ids

from tui.corpus.kinds import KINDS
from tui.errors import UsageError
from tui.reading.filters import parse_filter
from tui.store.library import Library, kind_of
from tui.store.query import Facet, Query

ALL = (*KINDS, "paragraph")


def of(library: Library, name: str, kind: str) -> list[str]:
    return [row.id for row in library.rows(library.numbers(kind, Query(facets=(Facet("of", name),))))]


def linked(library: Library, name: str) -> set[str]:
    """What a record names and what names it, by a look at its links."""
    return {link.row.id for link in (*library.links(name), *library.linked_from(name))} - {name}


def plainly(library: Library, name: str) -> set[str]:
    """What belongs to a record, by the words of `Library.belonging`; not of a place."""
    found = linked(library, name)
    if kind_of(name) == "article":
        cited = [row.id for row in library.rows(library.paragraphs(name))]
        found |= set(cited) | {row.id for cite in cited for row in library.resting_on(cite)}
    paragraphs = {link.row.id for link in library.links(name) if link.row.kind == "paragraph"}
    paragraphs |= {name} if kind_of(name) == "paragraph" else set()
    articles = {"art:" + cite.partition("#")[0] for cite in paragraphs}
    return found | articles | {library.record(article)["outlet"] for article in articles}


@pytest.mark.parametrize("which", ["library", "daraa"])
def test_what_belongs_is_what_is_linked_either_way(which: str, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(which)
    for name in ids(library):
        if kind_of(name) == "place":
            continue
        found = {one for kind in ALL for one in of(library, name, kind)}
        assert found == plainly(library, name) - {name}, name


def test_to_a_place_belongs_all_that_is_in_what_lies_in_it(daraa: Library) -> None:
    for name in (row.id for row in daraa.rows(daraa.numbers("place"))):
        inside, waiting = {name}, [name]
        while waiting:
            for link in daraa.linked_from(waiting.pop(), "place"):
                if link.field in ("parent", "also_within") and link.row.id not in inside:
                    inside.add(link.row.id)
                    waiting.append(link.row.id)
        expected = {link.row.id for one in inside for link in daraa.linked_from(one) if link.row.kind == "event"}
        expected |= {link.row.id for link in daraa.links(name) if link.row.kind == "event"}
        assert set(of(daraa, name, "event")) == expected
        assert inside - {name} <= set(of(daraa, name, "place"))


@pytest.mark.parametrize("which", ["library", "daraa"])
def test_the_counts_are_those_of_the_lists(which: str, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(which)
    for name in ids(library):
        lists = {kind: len(of(library, name, kind)) for kind in ALL}
        assert library.belonging(name) == {kind: count for kind, count in lists.items() if count}


def test_what_belongs_to_a_record(library: Library) -> None:
    assert library.belonging("evt:gate-shut") == {
        "outlet": 1, "article": 1, "actor": 1, "place": 1, "event": 1, "agreement": 1, "claim": 2, "issue": 1, "thread": 1,
        "paragraph": 1,
    }  # fmt: skip
    assert of(library, "agr:water-accord", "event") == ["evt:accord-made", "evt:gate-chained", "evt:gate-shut"]
    assert of(library, "hc31#5", "event") == ["evt:marrow-warns", "evt:road-closed"]
    assert of(library, "hc31#5", "article") == ["art:hc31"]
    assert of(library, "out:harn-courier", "article") == ["art:hc31"]


@pytest.mark.parametrize("value", ["agr:water-accord", '"water accord"', "Accord"])
def test_of_stands_in_any_filter_and_goes_by_names(value: str, library: Library) -> None:
    query = parse_filter(f"of:{value} type:blockade -factuality:threatened")
    library.check("event", query)
    if value.startswith("agr:"):
        assert [library.row(n).id for n in library.numbers("event", query)] == ["evt:gate-chained", "evt:gate-shut"]


def test_of_somebody_goes_by_any_spelling(library: Library) -> None:
    query = parse_filter("of:ilse -of:upper-road")
    library.check("event", query)
    assert [library.row(n).id for n in library.numbers("event", query)] == ["evt:marrow-warns"]


@pytest.mark.parametrize("value", ["evt:nowhere", "xx#9", "nobody at all", "evt:' OR 1=1 --", "of:of:", "\u0000"])
def test_what_is_not_there_has_nothing_and_is_said_not_to_be(value: str, library: Library) -> None:
    query = Query(facets=(Facet("of", value),))
    assert list(library.numbers("event", query)) == []
    assert library.belonging(value) == {}
    with pytest.raises(UsageError, match=r"^of: "):
        library.check("event", query)


def test_a_record_to_which_none_of_a_kind_belong_is_no_mistake(library: Library) -> None:
    query = parse_filter("of:thr:water")
    library.check("figure", query)
    assert list(library.numbers("figure", query)) == []
