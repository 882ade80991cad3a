"""A pane asks the Library for what it shows and little more, and for nothing while it is hidden."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from reader import MEDIUM, SMALL, Reader, Size, at_every_size, reading

from tui.screens import reading_screen
from tui.store.library import Library, Row

MARGIN = 12
"""Rows beyond those shown: the selected record, where it is written, and what a move up or down brings."""


class Asked:
    """What was asked of a Library since it was last looked at."""

    def __init__(self, library: Library) -> None:
        self.rows: list[int] = []
        self.records: list[str] = []
        ask_row, ask_record = library.row, library.record

        def row(n: int) -> Row:
            self.rows.append(n)
            return ask_row(n)

        def record(name: str) -> dict[str, object]:
            self.records.append(name)
            return ask_record(name)

        library.row, library.record = row, record  # type: ignore[assignment]

    def forget(self) -> None:
        """Begin to count anew."""
        self.rows.clear()
        self.records.clear()

    @property
    def different(self) -> int:
        """How many different rows were asked for."""
        return len(set(self.rows))


@pytest.fixture
def asked(long_library: Library) -> Iterator[Asked]:
    yield Asked(long_library)


def shown(reader: Reader) -> int:
    """How many rows all panes show."""
    return sum(len(reader.rows(pane)) for pane in reader.shown_panes)


@pytest.mark.parametrize("keys", ["2", "2G", "2 b", "2Gbbb", "2jjjkk"])
@at_every_size
async def test_a_list_asks_for_what_the_panes_show(long_library: Library, asked: Asked, size: Size, keys: str) -> None:
    async with reading(long_library, size) as reader:
        await reader.press("2")
        for key in keys[1:]:
            asked.forget()
            await reader.press(key)
        assert reader.head("list").strip().endswith("/2006")
        assert asked.different <= shown(reader) + MARGIN


@pytest.mark.parametrize("key", ["j", "k"])
async def test_a_step_in_a_list_asks_for_a_few_rows(long_library: Library, asked: Asked, key: str) -> None:
    async with reading(long_library, SMALL) as reader:
        await reader.press("2", *"jjj")
        asked.forget()
        await reader.press(key)
        assert 1 <= asked.different <= MARGIN


async def test_the_timeline_asks_for_what_it_shows(long_library: Library, asked: Asked) -> None:
    async with reading(long_library, MEDIUM) as reader:
        asked.forget()
        await reader.press("shift+tab", "G", "pageup")
        assert "2006 events" in reader.head("timeline")
        assert asked.different <= 3 * shown(reader) + MARGIN


async def test_a_long_article_asks_for_what_it_shows(long_library: Library, asked: Asked) -> None:
    async with reading(long_library, MEDIUM) as reader:
        asked.forget()
        await reader.press("j")
        assert "lg31#1" in reader.head("article")
        assert asked.different <= shown(reader) + MARGIN


async def test_hidden_panes_ask_for_nothing(long_library: Library, asked: Asked) -> None:
    async with reading(long_library, SMALL) as reader:
        await reader.press("2", *"jjjG", "pageup")
        assert asked.records == []
        assert [name for name, pane in reader.screen.panes.items() if pane.source is not None] == ["list"]
        await reader.go_to("details")
        assert asked.records


async def test_the_pane_beside_waits_for_the_keys_to_rest(
    long_library: Library, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(long_library, MEDIUM) as reader:
        await reader.press("2", "enter", "q")
        monkeypatch.setattr(reading_screen, "TRAIL", 0.05)
        before = reader.lines
        asked.forget()
        await reader.press(*"jjj")
        assert asked.records == [] and reader.rows("list") != before
        title = reader.screen.desk.library.title(reader.place.record or "")
        await reader.until(lambda: title[:12] in "\n".join(reader.rows(reader.place.side)))


async def test_what_is_not_a_move_does_not_wait(long_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_screen, "TRAIL", 3_600)
    async with reading(long_library, MEDIUM) as reader:
        await reader.press("2", "j", "j", "enter")
        title = reader.screen.desk.library.title(reader.place.record or "")
        assert reader.place.pane == "details" and title[:12] in "\n".join(reader.rows())


@pytest.mark.parametrize("pane", ["article", "details"])
@at_every_size
async def test_a_step_in_one_pane_makes_no_pane_anew(long_library: Library, size: Size, pane: str) -> None:
    async with reading(long_library, size) as reader:
        await reader.press("2")
        await reader.go_to(pane)
        made = {name: shown.source for name, shown in reader.screen.panes.items()}
        await reader.press("j")
        assert {name: shown.source for name, shown in reader.screen.panes.items()} == made
