"""What fell near a record in time: surely, perhaps, or only since its date is open or wide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from bench.generate import generate
from hypothesis import given
from hypothesis import strategies as st

from tui.paths import vocabulary_file
from tui.reading.around import Around, around, told_offsets
from tui.reading.before import bounds_of
from tui.store.build import build, open_store
from tui.store.library import Library
from tui.store.query import Facet, Query


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A corpus of the generator's, with dates of every sort."""
    folder = tmp_path_factory.mktemp("ports")
    generate(60, folder / "corpus")
    build(folder / "corpus", vocabulary_file(), folder / "ports.json")
    opened = open_store(folder / "ports.json")
    yield opened
    opened.close()


def names(library: Library, found: Around) -> tuple[list[str], list[str], list[str]]:
    """The ids found, without their prefix."""
    sure, maybe, wide = (
        [row.id.removeprefix("evt:") for row in library.rows(numbers)]
        for numbers in (found.sure, found.maybe, found.wide)
    )
    return sure, maybe, wide


def test_near_on_any_reading_is_sure(library: Library) -> None:
    # the lorry was turned back on 28 April, the gate was shut from 3 May on
    assert names(library, around(library, "evt:lorry-turned-back", 5)) == (["gate-shut"], [], ["marrow-warns"])
    assert names(library, around(library, "evt:lorry-turned-back", 4)) == ([], [], ["marrow-warns"])


def test_a_told_distance_is_sure_although_neither_day_is(library: Library) -> None:
    # three days after a day between 1 and 10 April
    assert names(library, around(library, "evt:accord-made", 3))[0] == ["gate-chained"]
    assert names(library, around(library, "evt:gate-chained", 3))[0] == ["accord-made"]


def test_a_told_distance_beyond_reach_is_not_even_perhaps(library: Library) -> None:
    assert names(library, around(library, "evt:accord-made", 2)) == ([], [], ["marrow-warns"])


def test_near_on_some_reading_is_perhaps(library: Library) -> None:
    # 28 April is 15 to 24 days from a day between 4 and 13 April
    assert names(library, around(library, "evt:lorry-turned-back", 15))[1] == ["gate-chained"]
    assert "gate-chained" in names(library, around(library, "evt:lorry-turned-back", 24))[0]


def test_what_goes_on_may_reach_any_later_day(library: Library) -> None:
    # its beginning is known, its end is not; the road was closed on 12 May or later
    sure, _, wide = names(library, around(library, "evt:road-closed", 0))
    assert sure == []
    assert wide == ["gate-shut", "marrow-warns"]


@pytest.mark.parametrize("name", ["evt:nothing", "act:ilse-marrow"])
def test_what_has_no_date_has_nothing_near(name: str, library: Library) -> None:
    assert around(library, name, 7) == Around()


def test_other_kinds_can_be_asked_for(library: Library) -> None:
    found = around(library, "evt:accord-made", 0, "agreement")
    assert [library.row(n).id for n in (*found.sure, *found.maybe)] == ["agr:water-accord"]


def looked_at(library: Library, name: str, days: int) -> tuple[set[int], set[int], set[int]]:
    """The same, by a look at the bounds of every event."""
    here = library.row_of(name)
    mine = bounds_of(here) if here else None
    sure, maybe, wide = set[int](), set[int](), set[int]()
    told = told_offsets(library, name)
    for row in library.rows(library.numbers("event")):
        its = bounds_of(row)
        if mine is None or its is None or row.id == name or abs(told.get(row.id, 0)) > days:
            continue
        if its.ended[1] < mine.begun[0] - days or its.begun[0] > mine.ended[1] + days:
            continue
        # what is told to have begun and nothing of how long it went on lasted on that day at least
        surely = mine.begun[1] - days <= its.ended[0] and its.begun[1] - days <= mine.ended[0]
        known = not (mine.doubt or its.doubt or mine.earliest is None or its.earliest is None)
        if row.id in told or (surely and known):
            sure.add(row.n)
        elif its.earliest and its.latest and its.latest - its.earliest <= 31:
            maybe.add(row.n)
        else:
            wide.add(row.n)
    return sure, maybe, wide


@given(st.data())
def test_it_is_what_a_look_at_every_event_gives(daraa: Library, ports: Library, data: st.DataObject) -> None:
    library = data.draw(st.sampled_from((daraa, ports)))
    name = library.row(data.draw(st.sampled_from(library.numbers("event")))).id
    days = data.draw(st.sampled_from((0, 1, 7, 30, 400, 3660)))
    found = around(library, name, days)
    assert (set(found.sure), set(found.maybe), set(found.wide)) == looked_at(library, name, days)
    assert len(found.sure) + len(found.maybe) + len(found.wide) == len({*found.sure, *found.maybe, *found.wide})


@pytest.mark.parametrize("days", [7, 90])
def test_what_else_is_asked_narrows_it(ports: Library, days: int) -> None:
    name = ports.row(ports.numbers("event")[300]).id
    asked = Query(facets=(Facet("line", "on"),))
    there, whole, found = (
        ports.numbers("event", asked),
        around(ports, name, days),
        around(ports, name, days, "event", asked),
    )
    assert list(found.sure) == [n for n in whole.sure if n in there]
    assert list(found.maybe) == [n for n in whole.maybe if n in there]
    assert list(found.wide) == [n for n in whole.wide if n in there]


def test_of_the_wide_dates_the_narrowest_come_first(daraa: Library) -> None:
    wide = daraa.rows(around(daraa, "evt:umm-batnah-deal", 7).wide)
    spans = [
        (date.fromisoformat(row.latest) - date.fromisoformat(row.earliest))
        if row.latest and row.earliest
        else timedelta.max
        for row in wide
    ]
    assert len(spans) > 10 and spans == sorted(spans)
