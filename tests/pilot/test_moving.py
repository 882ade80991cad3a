"""Moving in each pane, and the panes that follow what the cursor stands on."""

from __future__ import annotations

import re

import pytest
from reader import MEDIUM, SMALL, WIDE, Reader, Size, at_every_size, in_every_pane, reading, starred

from tui.store.library import Library


async def seat(reader: Reader, pane: str) -> None:
    """Open the events with the second of them in hand, at the top of a pane."""
    await reader.press("2", "j")
    await reader.go_to(pane)
    await reader.press("g")


def seen_at(reader: Reader) -> tuple[int, str]:
    """The cursor's row by number, and as it stands on the screen behind the mark."""
    return reader.screen.pane.cursor, unsigned(reader.cursor())


def unsigned(text: str) -> str:
    """Return a row without the sign of the timeline that says how it stands to the row under the cursor."""
    return re.sub(r" [<(=~)>?] ", "   ", text)


async def walk(reader: Reader, key: str, steps: int) -> list[tuple[int, str]]:
    places = []
    for _ in range(steps):
        await reader.press(key)
        places.append(seen_at(reader))
    return places


@in_every_pane
@at_every_size
async def test_j_passes_every_row_down_to_the_end_and_k_every_row_back(library: Library, size: Size, pane: str) -> None:
    async with reading(library, size) as reader:
        await seat(reader, pane)
        texts = [row.text for row in reader.all_rows()]
        last = len(texts) - 1
        down = await walk(reader, "j", last)
        assert [number for number, _ in down] == list(range(1, last + 1))
        assert [text for _, text in down] == [shown_of(reader, text) for text in texts[1:]]
        assert await walk(reader, "k", last) == [*down[-2::-1], (0, shown_of(reader, texts[0]))]


def shown_of(reader: Reader, text: str) -> str:
    """What of a row's words has room behind the cursor's mark."""
    return unsigned(text)[: reader.screen.pane.size.width - 2].rstrip()


async def test_the_cursor_stands_on_the_blank_rows_of_an_article_too(library: Library) -> None:
    async with reading(library, SMALL) as reader:
        await seat(reader, "article")
        blanks = [index for index, row in enumerate(reader.all_rows()) if not row.text]
        assert blanks
        last = len(reader.all_rows()) - 1
        visited = {number for number, _ in await walk(reader, "j", last)}
        assert visited >= set(blanks)


@in_every_pane
@at_every_size
async def test_g_goes_to_the_beginning_and_capital_g_to_the_end(library: Library, size: Size, pane: str) -> None:
    async with reading(library, size) as reader:
        await seat(reader, pane)
        texts = [row.text for row in reader.all_rows()]
        await reader.press("G", "j")
        assert seen_at(reader) == (len(texts) - 1, shown_of(reader, texts[-1]))
        await reader.press("g", "k")
        assert seen_at(reader) == (0, shown_of(reader, texts[0]))


@pytest.mark.parametrize("pane", ["list", "article", "details"])
@at_every_size
async def test_pages_go_by_what_is_seen_and_stop_at_the_ends(library: Library, size: Size, pane: str) -> None:
    async with reading(library, size) as reader:
        await seat(reader, pane)
        last, page = len(reader.all_rows()) - 1, len(reader.rows())
        down = [number for number, _ in await walk(reader, "pagedown", last // page + 2)]
        assert down == [min(page * n, last) for n in range(1, len(down) + 1)]
        up = [number for number, _ in await walk(reader, "pageup", last // page + 2)]
        assert up == [max(last - page * n, 0) for n in range(1, len(up) + 1)]


@pytest.mark.parametrize(
    ("key", "same_as"),
    [("down", "j"), ("up", "k"), ("end", "G"), ("home", "g"), ("space", "pagedown"), ("b", "pageup")],
)
async def test_a_second_key_does_the_same(library: Library, key: str, same_as: str) -> None:
    async with reading(library, SMALL) as reader:
        await seat(reader, "article")
        await reader.press("pagedown")
        start = seen_at(reader)
        await reader.press(same_as)
        there = seen_at(reader)
        assert there != start
        await reader.press("g", "pagedown", key)
        assert seen_at(reader) == there


@at_every_size
async def test_an_event_marks_its_paragraphs_and_shows_who_took_part(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        for row in library.rows(library.numbers("event")):
            event = library.record(row.id)
            await reader.press("2")
            await reader.cursor_to(row.title[:12])
            await reader.go_to("article")
            assert starred(reader.all_rows()) == set(event["cite"])
            assert any("|" in shown for shown in reader.rows()), "the marked paragraph is out of sight"
            await reader.go_to("details")
            details = " ".join(row.text for row in reader.all_rows())
            for participant in event["participants"]:
                assert library.title(participant["actor"]) in details


async def test_at_120_columns_article_details_and_timeline_follow_the_list_without_leaving_it(library: Library) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("2")
        await reader.cursor_to("A lorry is tu")
        assert reader.place.pane == "list"
        assert "hc31#6" in reader.head("article")
        assert reader.cursor("article").startswith("  6")
        assert "A lorry is turned back" in "\n".join(reader.rows("details"))
        assert "A lorry is turned back" in reader.cursor("timeline")


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_the_details_follow_the_timeline(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.go_to("timeline")
        await reader.press("G")
        assert "The upper road is closed" in reader.cursor()
        await reader.go_to("details")
        assert "The upper road is closed" in "\n".join(reader.rows())


@at_every_size
async def test_the_article_names_the_paragraph_under_the_cursor(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.go_to("article")
        await reader.cursor_to("A fortnight earlier")
        assert "hc31#6" in reader.head()
