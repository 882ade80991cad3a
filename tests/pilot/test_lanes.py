"""The timeline under a reader's hands: lanes, zoom, the shelf, two clocks, a day to look back from, the days around an event."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader import MEDIUM, SMALL, WIDE, Reader, Size, at_every_size, reading

from tui.corpus.kinds import kind_of
from tui.present.timeline import TimelineRows
from tui.reading.kept_place import read_desk, write_desk
from tui.store.library import Library
from tui.store.query import Facet, Query


async def seat(reader: Reader) -> None:
    """Go to the first event on the timeline."""
    await reader.press("2")
    await reader.go_to("timeline")
    await reader.press("g")


def source(reader: Reader) -> TimelineRows:
    found = reader.screen.panes["timeline"].source
    assert isinstance(found, TimelineRows)
    return found


@at_every_size
async def test_lanes_are_picked_and_put_away(daraa: Library, size: Size) -> None:
    async with reading(daraa, size) as reader:
        await seat(reader)
        plain = reader.rows()
        for key, name in (("p", "place"), ("a", "actor"), ("s", "side"), ("t", "type")):
            await reader.press("L", key)
            assert reader.place.line == f"lane={name}"
            assert any(one.title and not one.off for one in source(reader).groups)
        await reader.press("L", "n")
        assert reader.place.line == "" and reader.rows() == plain


@at_every_size
async def test_an_event_stays_in_hand_from_lane_to_lane(daraa: Library, size: Size) -> None:
    async with reading(daraa, size) as reader:
        await seat(reader)
        await reader.press("j", "j", "L", "p")
        name = reader.place.record
        current = reader.screen.pane.current
        assert current is not None and current.target == name
        await reader.press("g", "e")
        assert source(reader).number_at(reader.screen.pane.cursor) is None
        await reader.press("j", "j", "j")
        cursor, current = reader.screen.pane.cursor, reader.screen.pane.current
        assert current is not None and current.target == reader.place.record
        assert reader.screen.pane.cursor == cursor
        await reader.press("E")
        assert reader.screen.pane.cursor <= cursor


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_zoom_goes_from_years_to_days_and_back(daraa: Library, size: Size) -> None:
    async with reading(daraa, size) as reader:
        await seat(reader)
        await reader.press(*"jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj")
        whole = source(reader).axis
        assert whole is not None and whole.in_years
        steps = 0
        while (axis := source(reader).axis) and axis.days > 7:
            await reader.press("+" if steps % 2 else "i")
            steps += 1
            assert steps < 20
        await reader.press("+")
        axis = source(reader).axis
        assert axis and axis.days == 7 and not axis.in_years
        before = reader.lines
        await reader.press("G")
        moved = source(reader).axis
        assert moved and moved.days == 7
        await reader.press("g")
        assert source(reader).axis != moved
        assert before != reader.lines
        for _ in range(steps):
            await reader.press("-")
        assert source(reader).axis == whole and reader.place.line == ""
        await reader.press("-")
        assert "all days" in reader.footer


async def test_a_screen_without_the_line_says_so(daraa: Library) -> None:
    async with reading(daraa, SMALL) as reader:
        await seat(reader)
        await reader.press("+")
        assert "too narrow" in reader.footer


@at_every_size
async def test_the_shelf_is_one_key_away_and_back(daraa: Library, size: Size) -> None:
    async with reading(daraa, size) as reader:
        await seat(reader)
        await reader.press("j", "j")
        before = reader.screen.pane.cursor
        await reader.press("v")
        assert source(reader).shelf() == reader.screen.pane.cursor
        assert daraa.row_of(reader.place.record or "").factuality not in ("happened", "attempted")  # type: ignore[union-attr]
        await reader.press("j", "v")
        assert reader.screen.pane.cursor == before


@at_every_size
async def test_the_other_clock_and_back_again(daraa: Library, size: Size) -> None:
    async with reading(daraa, size) as reader:
        await seat(reader)
        await reader.press("c", "g")
        days = [daraa.first_report(daraa.number(one.target) or 0) for one in reader.all_rows()[:40] if one.target]
        order = [day.earliest for day in days if day]
        assert order == sorted(order)
        assert "as published" in reader.head() or size == SMALL
        await reader.press("[")
        assert reader.place.line == ""


@at_every_size
async def test_as_of_a_day_is_said_in_the_head(daraa: Library, size: Size) -> None:
    async with reading(daraa, size) as reader:
        await seat(reader)
        await reader.press("D", *"2018-06-25", "enter")
        assert reader.head().strip().startswith("Timeline as of 2018-06-25")
        assert 0 < len(reader.all_rows()) < 100
        shown = [row.target for row in reader.all_rows()]
        await reader.press("D", *["backspace"] * 10, *"never", "enter")
        assert reader.place.filter == "asof:2018-06-25" and "is no day" in reader.footer
        await reader.press("4")
        assert reader.place.filter == "asof:2018-06-25" and len(reader.app.desk.numbers) < daraa.count("agreement")
        await reader.go_to("timeline")
        assert [row.target for row in reader.all_rows()] == shown
        await reader.press("D", *["backspace"] * 10, "enter")
        assert reader.place.filter == "" and len(reader.app.desk.numbers) == daraa.count("agreement")


async def test_of_what_a_search_found_or_a_filter_turned_round_no_day_can_be_asked(daraa: Library) -> None:
    async with reading(daraa, MEDIUM) as reader:
        await reader.press("2", "D", *"2018-06-25", "enter", "!")
        assert reader.place.filter == "!asof:2018-06-25"
        await reader.press("D")
        assert "turned round" in reader.footer
        await reader.press("s", *"siege", "enter", "D")
        assert "takes no day" in reader.footer


@at_every_size
async def test_the_days_around_an_event(daraa: Library, size: Size) -> None:
    async with reading(daraa, size) as reader:
        await seat(reader)
        await reader.press("v", "v", *"jjj", "a", "backspace", "3", "0", "enter")
        name = reader.place.record
        assert reader.place.line == f"near={name}/30"
        first = source(reader).row(0)
        assert first is not None and first.target == name
        assert reader.head().strip().startswith("Timeline within 30 days")
        await reader.press("a")
        assert reader.place.line == ""
        await reader.press("a", *"x", "enter")
        assert "number of days" in reader.footer


async def test_how_it_is_looked_at_survives_views_steps_and_restarts(daraa: Library, tmp_path: Path) -> None:
    async with reading(daraa, MEDIUM) as reader:
        await seat(reader)
        await reader.press("L", "s", "c", "3")
        assert reader.place.line == "lane=side clock=reported"
        await reader.press("[", "[")
        assert reader.place.line == "lane=side"
        await reader.press("]")
        assert reader.place.line == "lane=side clock=reported"
        write_desk(tmp_path / "place.json", reader.app.desk)
        assert read_desk(tmp_path / "place.json", daraa).place == reader.place


async def test_what_is_before_and_after_follows_the_cursor(daraa: Library) -> None:
    async with reading(daraa, MEDIUM) as reader:
        await seat(reader)
        assert all(row[13] in " >" for row in reader.rows()[:3])
        await reader.press("j", "j")
        assert reader.rows()[0][13] == "<" and reader.cursor()[11] == " "


def marked(reader: Reader) -> list[str]:
    """Return the events in sight on the timeline that are marked."""
    pane, rows = reader.screen.panes["timeline"], source(reader)
    seen = (rows.row(index) for index in range(pane.top, pane.top + pane.page))
    return [one.target or "" for one in seen if one and any(span.text == " * " for span in one.spans)]


@pytest.mark.parametrize("key", ["1", "3", "4", "5", "7", "8", "9", "0"])
async def test_what_is_selected_in_any_list_marks_its_events_and_brings_one_in_sight(daraa: Library, key: str) -> None:
    async with reading(daraa, WIDE) as reader:
        await reader.press(key)
        for _ in range(4):
            await reader.press("j")
            await reader.until(lambda: reader.screen.trailing is None)
            name = reader.place.record or ""
            its = {row.id for row in daraa.rows(daraa.numbers("event", Query(facets=(Facet("of", name),))))}
            found = marked(reader)
            assert set(found) <= its and bool(found) == bool(its)
            kind = kind_of(name)
            assert f"* {len(its)} of this {kind}" in reader.head("timeline")


async def test_an_event_takes_the_marks_away(daraa: Library) -> None:
    async with reading(daraa, WIDE) as reader:
        await reader.press("3", "j", "j")
        await reader.until(lambda: bool(marked(reader)))
        await reader.press("2", "j")
        await reader.until(lambda: reader.screen.trailing is None)
        assert marked(reader) == [] and "of this" not in reader.head("timeline")


async def test_marked_events_leave_the_cursor_of_the_timeline_alone_while_it_is_in_focus(daraa: Library) -> None:
    async with reading(daraa, WIDE) as reader:
        await seat(reader)
        await reader.press("L", "p", "g", "e")
        before = reader.screen.pane.cursor
        await reader.until(lambda: reader.screen.trailing is None)
        assert source(reader).number_at(before) is None and reader.screen.pane.cursor == before
