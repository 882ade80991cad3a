"""The way back and forward: view, filter, selection and scroll come back as they were."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from reader import MEDIUM, SMALL, WIDE, Reader, Size, at_every_size, reading

from tui.store.library import Library


def seen(reader: Reader) -> tuple[str, str, list[str]]:
    """Which pane is in focus, and all that it shows, with the cursor's mark."""
    return reader.place.pane, reader.head(), reader.rows()


async def events(reader: Reader) -> None:
    await reader.press("2", "j")


async def events_on_the_line(reader: Reader) -> None:
    await reader.press(*"/-line:off", "enter", "j")


async def details_down(reader: Reader) -> None:
    await reader.press("enter", "j", "j", "j")


async def paragraph_down(reader: Reader) -> None:
    await reader.press("o", "j")


async def what_rests_on_it(reader: Reader) -> None:
    await reader.press("enter", "j")


async def found(reader: Reader) -> None:
    await reader.press(*"sweir", "enter", "j")


async def another_view(reader: Reader) -> None:
    await reader.press("8", "j", "j")


STEPS: tuple[Callable[[Reader], Awaitable[None]], ...] = (
    events, events_on_the_line, details_down, paragraph_down, what_rests_on_it, found, another_view,
)  # fmt: skip


@pytest.mark.parametrize("size", [WIDE, MEDIUM, SMALL])
async def test_back_and_forward_show_what_was_there(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        shown = [seen(reader)]
        for step in STEPS:
            await step(reader)
            shown.append(seen(reader))
        for there in shown[-2::-1]:
            await reader.press("[")
            assert seen(reader) == there
        for there in shown[1:]:
            await reader.press("]")
            assert seen(reader) == there


@at_every_size
async def test_back_and_forward_restore_view_filter_selection_and_record(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        places = [reader.place]
        for step in STEPS:
            await step(reader)
            places.append(reader.place)
        for place in places[-2::-1]:
            await reader.press("[")
            assert replace(reader.place, scroll=()) == replace(place, scroll=())
        for place in places[1:]:
            await reader.press("]")
            assert replace(reader.place, scroll=()) == replace(place, scroll=())


@pytest.mark.parametrize("way", [("enter", "8", "[", "["), ("enter", "escape"), ("tab", "shift+tab")], ids=" ".join)
@at_every_size
async def test_a_long_list_is_scrolled_as_it_was(long_library: Library, size: Size, way: tuple[str, ...]) -> None:
    async with reading(long_library, size) as reader:
        await reader.press("2", "G", *["pageup"] * 20, *"jjj")
        before = seen(reader)
        await reader.press(*way)
        assert seen(reader) == before


async def test_a_new_step_ends_the_way_forward(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("2", "8", "[")
        assert reader.place.view == "event"
        await reader.press("3", "]")
        assert reader.place.view == "actor"
        assert reader.footer.startswith("] Forward: no step back was taken")
