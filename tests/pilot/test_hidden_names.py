"""H hides the names of persons who are not public, everywhere on the screen, and shows them again; copies are without, by default."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reader import MEDIUM, SMALL, WIDE, Reader, reading_at

from tui.notebook.attached import attached_to
from tui.notebook.saved_page import pages_in
from tui.reading.desk import Desk
from tui.reading.saved_filters import SavedFilters
from tui.store.library import Library

PERSON = "act:abbot-of-saint-oda"


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    yield Desk(library, saved=SavedFilters(tmp_path / "filters.yaml"), hidden_file=tmp_path / "state" / "hidden")


def named(reader: Reader) -> list[str]:
    """Return the lines that name the abbot."""
    shown = [line.lower() for line in reader.lines]
    return [line for line in shown if "abbot" in line or "saint-oda" in line]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, SMALL], ids=str)
async def test_one_key_hides_them_everywhere_and_shows_them_again(desk: Desk, size: tuple[int, int]) -> None:
    async with reading_at(desk, size) as reader:
        await reader.type(":abbot of")
        await reader.press("enter")
        assert named(reader)
        before = reader.lines
        await reader.press("H")
        assert "names hidden" in reader.lines[0]
        assert "[person 1]" in "\n".join(reader.lines)
        assert desk.hidden_file and desk.hidden_file.exists()
        for keys in ("3", "0", "9", "5", "j", ".", "escape", "p", "d", "Q", "escape", "w", "2", "tab", "tab", "?", "escape",
                     "[", "]", "ma", "'", "escape", "y", "escape"):  # fmt: skip
            await reader.press(*([keys] if len(keys) > 2 else keys))
            assert named(reader) == [], keys
        await reader.press("H")
        assert "names hidden" not in reader.lines[0]
        assert not desk.hidden_file.exists()
        assert before


async def test_the_same_place_comes_back_without_and_with_names(desk: Desk) -> None:
    async with reading_at(desk) as reader:
        await reader.type(":abbot of")
        await reader.press("enter")
        before = reader.lines
        await reader.press("H", "H")
        assert reader.lines == before


async def test_whoever_types_a_name_finds_it_and_sees_the_pseudonym(desk: Desk, tmp_path: Path) -> None:
    async with reading_at(desk) as reader:
        await reader.press("H")
        await reader.type(":abbot of saint oda")
        await reader.until(lambda: reader.screen.choosing.pane.display)
        assert "[person 1]" in reader.menu[1]
        await reader.press("enter")
        assert reader.place.record == "act:person-1"
        await reader.type("/abbot of saint oda")
        await reader.press("enter")
        assert "“[person 1]”" in reader.footer
        await reader.press("escape", "escape", "escape", "3")
        await reader.type("/abbot of saint oda")
        await reader.press("enter")
        assert "1/1 of" in reader.head("list")
        assert reader.place.filter == "person-1"
        assert named(reader) == []
        await reader.type("Sone")
        await reader.press("enter")
        assert (
            "abbot-saint-oda" in (tmp_path / "filters.yaml").read_text()
            or "abbot-of-saint-oda" in (tmp_path / "filters.yaml").read_text()
        )


async def test_what_is_copied_names_nobody_unless_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    copied = tmp_path / "copied.txt"
    async with reading_at(desk, copied=copied) as reader:
        await reader.type(":abbot of")
        await reader.press("enter")
        shown = reader.lines
        for way in "ts":
            await reader.press("y", way)
            assert "[person 1]" in copied.read_text("utf-8")
            assert "abbot" not in copied.read_text("utf-8").lower()
            await reader.press("escape")
            assert reader.lines == shown
            await reader.press("y", "H")
            assert "with all names" in reader.menu[0]
            await reader.press(way)
            assert "Abbot of Saint Oda" in copied.read_text("utf-8")
            await reader.press("escape")
        await reader.press("H", "y")
        assert "with all names" not in "\n".join(reader.menu)


async def test_an_attached_text_names_nobody(desk: Desk, tmp_path: Path, valleys: Path) -> None:
    text = (valleys / "weir.txt").read_text("utf-8")
    desk.attached = attached_to(desk.library, tmp_path / "attached")
    for page in pages_in(text.encode(), "weir.txt"):
        desk.attached.keep("art:hc31", page)
    async with reading_at(desk, WIDE) as reader:
        await reader.press("x")
        with_names = [row.text for row in reader.all_rows("article")]
        await reader.press("H")
        without = " ".join(row.text for row in reader.all_rows("article")).lower()
        assert "abbot of saint oda" not in without
        await reader.press("H")
        assert [row.text for row in reader.all_rows("article")] == with_names


async def test_where_it_cannot_be_kept_names_are_hidden_all_the_same(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    desk = Desk(library, hidden_file=tmp_path / "file" / "hidden")
    async with reading_at(desk) as reader:
        await reader.press("H")
        assert "names hidden" in reader.lines[0]
        assert "the next start does not know of it" in reader.footer
