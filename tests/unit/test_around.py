"""What fell near a record in time: surely, perhaps, or only since a side is open."""

from __future__ import annotations

import pytest

from tui.reading.around import Around, around
from tui.store.library import Library


def names(found: Around) -> tuple[list[str], list[str], list[str]]:
    """The ids found, without their prefix."""
    sure, maybe, open_ = (
        [row.id.removeprefix("evt:") for row in rows] for rows in (found.sure, found.maybe, found.open)
    )
    return sure, maybe, open_


def test_near_on_any_reading_is_sure(library: Library) -> None:
    # the lorry was turned back on 28 April, the gate was shut from 3 May on
    assert names(around(library, "evt:lorry-turned-back", 5)) == (["gate-shut"], [], ["marrow-warns"])
    assert names(around(library, "evt:lorry-turned-back", 4)) == ([], [], ["marrow-warns"])


def test_a_told_distance_is_sure_although_neither_day_is(library: Library) -> None:
    # three days after a day between 1 and 10 April
    assert names(around(library, "evt:accord-made", 3))[0] == ["gate-chained"]
    assert names(around(library, "evt:gate-chained", 3))[0] == ["accord-made"]


def test_a_told_distance_beyond_reach_is_not_even_perhaps(library: Library) -> None:
    assert names(around(library, "evt:accord-made", 2)) == ([], [], ["marrow-warns"])


def test_near_on_some_reading_is_perhaps(library: Library) -> None:
    # 28 April is 15 to 24 days from a day between 4 and 13 April
    assert names(around(library, "evt:lorry-turned-back", 15))[1] == ["gate-chained"]
    assert "gate-chained" in names(around(library, "evt:lorry-turned-back", 24))[0]


def test_what_goes_on_may_reach_any_later_day(library: Library) -> None:
    # its beginning is known, its end is not; the road was closed on 12 May or later
    sure, _, open_ = names(around(library, "evt:road-closed", 0))
    assert sure == []
    assert open_ == ["gate-shut", "marrow-warns"]


@pytest.mark.parametrize("name", ["evt:nothing", "act:ilse-marrow"])
def test_what_has_no_date_has_nothing_near(name: str, library: Library) -> None:
    assert around(library, name, 7) == Around([], [], [])


def test_other_kinds_can_be_asked_for(library: Library) -> None:
    found = around(library, "evt:accord-made", 0, "agreement")
    assert [row.id for row in (*found.sure, *found.maybe)] == ["agr:water-accord"]
