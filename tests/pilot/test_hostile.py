"""Text that means harm is shown harmlessly, in every pane, wherever it stands: from a corpus, and from a store nobody cleaned."""

from __future__ import annotations

from dataclasses import replace

import pytest
from corpora.hostile.generate import HARM
from reader import Reader, Size, assert_harmless, at_every_size, look, reading
from textual.events import Paste

from tui.reading.desk import PANES
from tui.store.library import Library


async def go_through(reader: Reader, digit: int) -> None:
    """Look at a view with its panes, from the first row to the last, and at the way in and back."""
    for key in (
        str(digit),
        "G",
        "enter",
        *["tab", "g", "pagedown", "G"] * len(PANES),
        "g",
        "enter",
        "o",
        "[",
        "[",
        "]",
    ):
        await reader.press(key)
        look(reader)


@at_every_size
@pytest.mark.parametrize("digit", range(10))
async def test_every_view_and_pane(hostile: Library, size: Size, digit: int) -> None:
    async with reading(hostile, size) as reader:
        await go_through(reader, digit)


async def test_the_corpus_as_it_is_built(cleaned: Library) -> None:
    async with reading(cleaned) as reader:
        for digit in (1, 2, 4, 9):
            await go_through(reader, digit)


@at_every_size
async def test_what_is_typed_and_what_is_said_of_it(hostile: Library, size: Size) -> None:
    async with reading(hostile, size) as reader:
        await reader.press("?")
        look(reader)
        await reader.press("escape")
        for opening in ("/", ":", "s", "tab /"):
            for harm in HARM:
                await reader.press(*opening.split())
                reader.app.post_message(Paste(harm))
                await reader.pilot.pause(0)
                look(reader)
                await reader.press("enter")  # applied, refused or not found: the notice says so with what was typed
                look(reader)
                await reader.press("escape", "escape")


@at_every_size
async def test_the_text_stays_readable(hostile: Library, size: Size) -> None:
    async with reading(hostile, size) as reader:
        assert "about" in reader.lines[0]
        for digit, name in ((1, "title"), (2, "title"), (3, "text"), (6, "question"), (7, "measures")):
            await reader.press(str(digit))
            assert name in " ".join(reader.rows("list"))
        await reader.press("1")
        await reader.go_to("article")
        body = "".join(row.text for row in reader.all_rows())
        assert "[@click=app.quit]x[/]" in body and "[/nope]" in body and "[bold" in body
        assert "漢字" in body
        assert "w" * 20 in body


async def test_a_find_goes_through_it(hostile: Library) -> None:
    async with reading(hostile) as reader:
        await reader.press("tab", *"/harm", "enter")
        for _ in range(8):
            await reader.press("n")
            look(reader)
        assert any(row.hit for row in reader.all_rows())


async def test_lone_surrogates_are_left_out(hostile: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """No reader of YAML or JSON lets them pass to here; the way out does not rely on that."""
    row, record = hostile.row, hostile.record
    monkeypatch.setattr(hostile, "row", lambda n: replace(row(n), title="title \ud83d"))
    monkeypatch.setattr(hostile, "record", lambda name: {**record(name), "note": "note \ud83d"})
    async with reading(hostile) as reader:
        await reader.press("2", "enter", "G")
        assert_harmless(reader.strips)
        assert "note" in "\n".join(reader.rows())
