"""Digest, source or both, and from coded paragraph to coded paragraph, by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from reader import Reader, Size, at_every_size, reading

from tui.notebook.attached import attached_to
from tui.notebook.attaching import bytes_of, fits
from tui.reading.desk import HOW_TO_ATTACH
from tui.store.library import Library


@pytest.fixture
def attached(library: Library, valleys: Path, tmp_path: Path):
    """Sit down before the valleys with a copy of the article attached."""
    shelf = attached_to(library, tmp_path / "attached")
    (one,) = fits(library, shelf, bytes_of(valleys / "weir.txt"), "weir.txt")
    shelf.keep(one.copy.article, one.page)

    @asynccontextmanager
    async def sit(size: Size) -> AsyncIterator[Reader]:
        async with reading(library, size) as reader:
            reader.app.desk.attached = shelf
            yield reader

    return sit


@at_every_size
async def test_without_a_copy_the_key_says_how_to_attach_one(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("x")
        assert HOW_TO_ATTACH.split(",")[0] in reader.footer
        assert reader.place.text == ""


@at_every_size
async def test_x_turns_round_and_the_cursor_stays_on_its_paragraph(attached, size: Size) -> None:
    async with attached(size) as reader:
        await reader.press("enter", "J", "J", "J")
        here = reader.place.citation
        for words in ("The Orren", "The Orren", "Orren's board"):
            await reader.press("x")
            assert reader.place.citation == here == "hc31#2"
            assert words in reader.cursor()
        assert reader.head().strip().startswith("hc31#2 · The Harn Courier")


@at_every_size
async def test_a_find_goes_through_source_and_digest(attached, size: Size) -> None:
    async with attached(size) as reader:
        await reader.press("enter", "x", "x", *"/board", "enter")
        seen = set()
        for _ in range(12):
            row = reader.screen.pane.current
            assert row is not None and row.hit
            seen.add((reader.place.citation, row.text.strip()[:1]))
            await reader.press("n")
        assert len(seen) > 3


@at_every_size
async def test_back_comes_to_the_text_as_it_was(attached, size: Size) -> None:
    async with attached(size) as reader:
        await reader.press("enter", "x", "J", "J", "J", "enter")
        assert reader.place.pane == "details"
        await reader.press("[")
        assert (reader.place.text, reader.place.citation) == ("source", "hc31#2")
        assert "The Orren" in reader.cursor()


@at_every_size
async def test_a_copy_attached_meanwhile_is_seen(attached, size: Size) -> None:
    async with attached(size) as reader:
        shelf, reader.app.desk.attached = reader.app.desk.attached, type(reader.app.desk.attached)()
        await reader.press("enter", "x")
        assert reader.place.text == ""
        reader.app.desk.attached = shelf
        await reader.press("x")
        assert any("Farmers of the" in row.text for row in reader.all_rows())


@at_every_size
async def test_parentheses_go_over_what_nothing_rests_on(library: Library, size: Size) -> None:
    coded = library.cited_in("art:hc31")
    order = [row.id for row in library.rows(library.paragraphs("art:hc31")) if row.id in coded]
    async with reading(library, size) as reader:
        await reader.press("enter", "g")
        gone = []
        for _ in order:
            await reader.press(")")
            gone.append(reader.place.citation)
            row = reader.screen.pane.current
            assert row is not None and row.block == reader.place.citation
            assert reader.cursor()
        assert gone == order
        await reader.press(")")
        assert "nothing rests on any paragraph further on" in reader.footer
        for citation in order[-2::-1]:
            await reader.press("(")
            assert reader.place.citation == citation
        await reader.press("(")
        assert "nothing rests on any paragraph before this one" in reader.footer
