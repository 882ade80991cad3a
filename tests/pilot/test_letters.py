"""Arabic beside Latin on the screens: in each way nothing moves, no two names change places, and what is stored is found and copied."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from corpora.letters.generate import COUNCIL, DIGEST, GUARD, TITLE, write_letters
from reader import SMALL, WIDE, Reader, Size, at_every_size, look, reading_at

from tui.corpus.text import has_rightward
from tui.paths import vocabulary_file
from tui.present.arabic import romanised
from tui.present.calibration import Calibration
from tui.present.direction import LATIN, LOGICAL, LRM, VISUAL, WAYS, as_visual
from tui.present.rows import TextRow
from tui.reading.desk import PANES, Desk
from tui.store.build import build, open_store
from tui.store.library import Library


@pytest.fixture(scope="module")
def letters(valleys: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A corpus coded in Arabic beside Latin."""
    folder = write_letters(tmp_path_factory.mktemp("letters") / "corpus", valleys)
    build(folder, vocabulary_file(), folder.with_name("letters.json"))
    library = open_store(folder.with_name("letters.json"))
    yield library
    library.close()


@asynccontextmanager
async def reading_in(
    way: str, library: Library, size: Size = (80, 24), file: Path | None = None
) -> AsyncIterator[Reader]:
    """Sit a reader down whose terminal shows letters from right to left in a way."""
    async with reading_at(Desk(library), size, copied=file) as reader:
        reader.screen.turn_letters(way)
        reader.screen.sync()
        yield reader


def rightward(lines: list[str]) -> list[str]:
    return [line for line in lines if has_rightward(line)]


@at_every_size
async def test_no_screen_moves(letters: Library, size: Size) -> None:
    async with reading_in(LATIN, letters, size) as reader:
        for way in WAYS:
            reader.screen.turn_letters(way)
            for key in (
                "1",
                "G",
                "enter",
                "G",
                *"23",
                "G",
                *["tab", "G"] * len(PANES),
                *"0/",
                *COUNCIL,
                "enter",
                *"?",
                "escape",
            ):
                await reader.press(key)
                look(reader)


@at_every_size
async def test_lists_and_heads_are_in_latin_letters(letters: Library, size: Size) -> None:
    async with reading_in(LATIN, letters, size) as reader:
        for view in "12357980":
            await reader.press(view)
            await reader.go_to("list")
            assert not rightward([reader.head(), *reader.rows()])
            for pane in reader.shown_panes:
                if pane == "timeline":
                    assert not rightward(reader.rows(pane))
        await reader.press("3", "/", *GUARD, "enter")
        assert romanised(GUARD) in reader.head() and reader.cursor().strip().startswith("Harbour Guard")


@pytest.mark.parametrize("size", [WIDE, (80, 24), SMALL])
async def test_what_a_record_has_in_arabic_stands_alone_in_its_details(letters: Library, size: Size) -> None:
    async with reading_in(LATIN, letters, size) as reader:
        await reader.press("2", "G", "enter")
        await reader.go_to("details")
        for row in rightward(reader.rows()):
            assert not any(letter.isascii() and letter.isalpha() for letter in row)
        alone = [row for row in reader.all_rows() if row.again]
        assert COUNCIL in [row.text.strip() for row in alone]


async def test_a_name_that_has_a_latin_spelling_is_called_by_it(letters: Library) -> None:
    async with reading_in(LATIN, letters) as reader:
        await reader.press("3")
        assert any("Harbour Guard" in row for row in reader.rows("list"))
        reader.screen.turn_letters(LOGICAL)
        reader.screen.sync()
        assert any(GUARD in row for row in reader.rows("list"))
    letters.call_in_latin(False)
    assert letters.title("act:harbour-guard") == GUARD


@pytest.mark.parametrize(("way", "first"), [(LOGICAL, GUARD), (VISUAL, as_visual(GUARD).rstrip())])
async def test_of_two_names_the_first_stays_the_first(letters: Library, way: str, first: str) -> None:
    async with reading_in(way, letters, WIDE) as reader:
        reader.app.desk.open("rel:guard-council")
        reader.screen.sync()
        await reader.go_to("details")
        title = next(row for row in reader.rows() if " opposes " in row)
        assert title.index(first) < title.index("opposes")
        assert title.count(LRM) == (2 if way == LOGICAL else 0)


async def test_find_search_and_copy_take_the_stored_text(letters: Library, tmp_path: Path) -> None:
    async with reading_in(VISUAL, letters, file=tmp_path / "copied") as reader:
        await reader.press("s", *"مجلس الطاحون", "enter")
        assert reader.place.view == "found" and "Found 1/" in reader.head("list")
        await reader.press("escape", "1", "G", "tab", "/", *"السد", "enter")
        assert [row.hits for row in reader.all_rows() if row.hits] == [1]
        await reader.press("y", "s")
        copied = (tmp_path / "copied").read_text()
        assert TITLE in copied and DIGEST.split(" ")[5] in copied and LRM not in copied
        assert any(TITLE in line for line in reader.lines), "what was copied is shown as it is"


async def test_rows_that_repeat_are_neither_found_nor_copied_twice(letters: Library, tmp_path: Path) -> None:
    async with reading_in(LATIN, letters, file=tmp_path / "copied") as reader:
        await reader.press("2", "G", "enter", "/", *"الطاحون", "enter")
        rows = reader.all_rows()
        assert any(row.again for row in rows)
        assert len(reader.screen.acts.hits()) == sum(_has(row) for row in rows if not row.again)
        await reader.press("y", "s")
        kept = (tmp_path / "copied").read_text().rstrip().split("\n")
        assert kept == [row.text.rstrip() for row in rows if not row.again]


def _has(row: TextRow) -> int:
    return row.text.count("الطاحون")


async def test_what_is_typed_is_shown_as_it_is_typed(letters: Library) -> None:
    async with reading_in(LATIN, letters) as reader:
        await reader.press("3", "/", *COUNCIL)
        assert COUNCIL in reader.footer
        assert reader.rows("list")[0].strip().endswith(romanised(COUNCIL)) or len(reader.rows("list")) > 1
        await reader.press("enter")
        assert romanised(COUNCIL) in reader.cursor()


async def test_the_reader_is_asked_and_the_answer_kept(letters: Library, tmp_path: Path) -> None:
    async with reading_in(LATIN, letters, WIDE) as reader:
        reader.screen.calibration = Calibration(tmp_path / "letters", "TERM=xterm")
        await reader.press("1", "G", "X")
        await reader.press("3")
        assert Calibration(tmp_path / "letters", "TERM=xterm").way == VISUAL
        assert "kept for TERM=xterm" in reader.footer
        assert as_visual(TITLE).strip() in reader.cursor("list")
        await reader.press("X")
        assert reader.menu[3].startswith(">"), "the way in force is where the cursor stands"
        await reader.press("escape")
        assert as_visual(TITLE).strip() in reader.cursor("list")
