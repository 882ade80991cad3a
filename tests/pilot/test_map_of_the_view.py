"""The map of the list as it is filtered, at the keyboard: it follows the list, its filter and its cursor, and few cells change."""

from __future__ import annotations

from reader import MEDIUM, WIDE, Size, at_every_size, look, reading

from tui.reading.desk import OF_VIEW
from tui.store.library import Library


@at_every_size
async def test_the_map_is_of_the_list_as_it_is_filtered(daraa: Library, size: Size) -> None:
    async with reading(daraa, size) as reader:
        await reader.press("2", "/")
        await reader.type("type:siege 2018")
        await reader.press("enter", "p", "M")
        assert reader.head().strip() == "Map"
        assert "3 events" in reader.rows()[0]
        look(reader)
        await reader.press("escape")
        assert reader.head("list").strip().startswith("Events 1/3") and reader.place.page == ""


async def test_a_step_in_the_list_marks_other_places_and_moves_no_row(daraa: Library) -> None:
    async with reading(daraa, WIDE) as reader:
        await reader.press("2", "p", "M")
        await reader.go_to("list")
        await reader.until(lambda: reader.screen.trailing is None)
        before = reader.rows("details")
        for _ in range(4):
            await reader.press("j")
            await reader.until(lambda: reader.screen.trailing is None)
        after = reader.rows("details")
        assert reader.place.page == f"{OF_VIEW}map" and reader.head("details").strip() == "Map"
        assert before != after
        assert sum(one != other for one, other in zip(before, after, strict=True)) <= 8
        title = daraa.title(reader.place.record or "")
        assert title[:8] in "".join(row.text for row in reader.all_rows("details")[:5])


async def test_a_filter_typed_beside_the_map_changes_it(daraa: Library) -> None:
    async with reading(daraa, WIDE) as reader:
        await reader.press("4", "p", "M")
        assert "all" in reader.rows("details")[0] and "agreements" in reader.rows("details")[0]
        await reader.go_to("list")
        await reader.press("/")
        await reader.type("place:tafas")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.trailing is None)
        assert "place:tafas" in "".join(reader.rows("details")[:2])


async def test_the_timeline_marks_its_event_on_the_map(daraa: Library) -> None:
    async with reading(daraa, WIDE) as reader:
        await reader.press("2", "p", "M")
        await reader.go_to("timeline")
        await reader.press("j", "j", "j")
        await reader.until(lambda: reader.screen.trailing is None)
        assert reader.place.page == f"{OF_VIEW}map"
        title = daraa.title(reader.place.record or "")
        assert title[:6] in "".join(row.text for row in reader.all_rows("details")[:5])


async def test_another_list_opens_without_the_map(daraa: Library) -> None:
    async with reading(daraa, MEDIUM) as reader:
        await reader.press("2", "p", "M", "3")
        assert not reader.place.page
        await reader.press("p", "M")
        assert "actors" in reader.rows()[0]


async def test_enter_on_a_place_of_the_map_opens_it_and_back_comes_back(daraa: Library) -> None:
    async with reading(daraa, MEDIUM) as reader:
        await reader.press("2", "p", "M")
        await reader.cursor_to("Tafas  21 events")
        await reader.press("enter")
        assert reader.place.record == "plc:tafas" and not reader.place.page
        await reader.press("[")
        assert reader.place.page == f"{OF_VIEW}map" and "Tafas  21 events" in reader.cursor()
