"""The notebook at the keyboard: stars, read marks, a dossier and notes, told as done when they are on disk."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from reader import MEDIUM, SMALL, WIDE, Reader, at_every_size, look, reading_at

from tui.notebook import journal
from tui.notebook.drafts import Draft, Drafts
from tui.notebook.journal import Journal
from tui.notebook.notebook import COLLECTED, READ, STARRED, Notebook
from tui.reading.desk import Desk
from tui.store.library import Library
from tui.store.selection import nothing


def opened(folder: Path) -> Notebook:
    """Return the notebook as a session has it that starts now."""
    made = Notebook(Journal(folder / "n" / "c.jsonl"), drafts=Drafts(folder / "n" / "c"))
    made.refresh()
    return made


@pytest.fixture
def own_desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a notebook of its own, before the events."""
    desk = Desk(library, notebook=opened(tmp_path))
    desk.view("event")
    yield desk
    library.take_own(nothing)


@at_every_size
async def test_marks_are_put_on_and_taken_off(own_desk: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading_at(own_desk, size) as reader:
        selected = own_desk.place.selected or ""
        for key, mark, sign, told in (
            ("*", STARRED, "*", "starred: "),
            ("r", READ, ".", "read: "),
            ("C", COLLECTED, "+", "in the dossier: "),
        ):
            await reader.press(key)
            assert reader.footer.startswith(told)
            assert opened(tmp_path).is_marked(selected, mark), "what is told is on disk"
            assert reader.cursor().endswith(f" {sign}")
            await reader.press(key)
            assert not opened(tmp_path).is_marked(selected, mark)
            assert not reader.cursor().endswith(sign)
        look(reader)


async def test_a_mark_is_on_what_the_cursor_is_on(own_desk: Desk, tmp_path: Path) -> None:
    async with reading_at(own_desk, WIDE) as reader:
        await reader.press("j", "*")
        second = own_desk.place.selected
        await reader.press("o", "j", "j", "j", "*")
        paragraph = own_desk.place.citation
        assert opened(tmp_path).marked(STARRED) == [second, paragraph]
        row = next(row for row in reader.all_rows() if row.block == paragraph)
        rows = reader.all_rows()
        assert rows[rows.index(row) + 1].text.startswith("  *")
        await reader.press("escape")
        await reader.go_to("details")
        await reader.press("C")
        assert opened(tmp_path).marked(COLLECTED) == [second]
        assert reader.head("details").split()[-1] == "*+"


async def write(reader: Reader, words: str) -> None:
    await reader.press("A", *words, "enter")


@at_every_size
async def test_a_note_is_written_changed_and_struck_out(own_desk: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading_at(own_desk, size) as reader:
        name = own_desk.place.selected or ""
        await write(reader, "who has the key?")
        assert reader.footer.startswith("noted: ")
        (note,) = opened(tmp_path).notes_on(name)
        assert note.text == "who has the key?"
        await reader.press("enter")
        await reader.go_to("details")
        assert reader.all_rows("details")[0].text.startswith('" who has')
        await reader.press("A")
        assert reader.footer.startswith("note: who has the key?") or size[0] < 80
        await reader.press(*" ask", "enter")
        (note,) = opened(tmp_path).notes_on(name)
        assert note.text == "who has the key? ask"
        await reader.press("A", "ctrl+u", "enter")
        assert reader.footer.startswith("strike the note out?")
        await reader.press("n", "enter")
        assert reader.footer == "the note stays as it was" and opened(tmp_path).notes
        await reader.press("A", "ctrl+u", "enter", *"yes", "enter")
        assert reader.footer.startswith("struck out: who has the key? ask"[: size[0] - 2])
        assert not opened(tmp_path).notes
        look(reader)


async def test_each_letter_outlives_the_session(own_desk: Desk, tmp_path: Path, library: Library) -> None:
    async with reading_at(own_desk) as reader:
        name = own_desk.place.selected or ""
        await reader.press("A", *"half a th")
        assert opened(tmp_path).drafts.all() == [Draft(name, "half a th")]
    desk = Desk(library, notebook=opened(tmp_path))
    desk.view("event")
    async with reading_at(desk, WIDE) as reader:
        assert reader.footer == f"a note on {library.title(name)} was being written; A goes on with it there"
        await reader.press("A", *"ought", "enter")
        assert [note.text for note in opened(tmp_path).notes_on(name)] == ["half a thought"]
        assert not opened(tmp_path).drafts.all()


async def test_escape_leaves_a_note_for_later(own_desk: Desk, tmp_path: Path) -> None:
    async with reading_at(own_desk) as reader:
        await reader.press("A", *"half", "escape")
        assert "A goes on with it here" in reader.footer
        assert not opened(tmp_path).notes
        await reader.press("B")
        assert "being written, on " in reader.rows("details")[1] and "half" in reader.rows("details")[1]
        await reader.press("escape", "A")
        assert reader.footer.startswith("note: half")
        await reader.press("ctrl+u", "enter")
        assert not opened(tmp_path).drafts.all() and not opened(tmp_path).notes
        await reader.press("A", "escape")
        assert "kept" not in reader.footer


async def test_where_there_is_no_room_the_text_stays_in_the_line(
    own_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with reading_at(own_desk) as reader:
        with monkeypatch.context() as patch:
            patch.setattr(journal, "_write", full)
            patch.setattr(os, "replace", full)
            await reader.press("*")
            assert "No space left on device" in reader.footer and "not kept yet" in reader.footer
            await reader.press("A", *"long thought")
            assert "not kept as you type" in reader.footer
            await reader.press("enter")
            assert "not kept yet" in reader.footer and reader.footer.endswith("note: long thought")
            assert not opened(tmp_path).notes and not own_desk.notebook.notes
        await reader.press("!", "enter")
        assert reader.footer.startswith("noted: ")
        assert [note.text for note in opened(tmp_path).notes.values()] == ["long thought!"]


async def test_a_notebook_that_cannot_be_read_is_told_once(own_desk: Desk, tmp_path: Path) -> None:
    async with reading_at(own_desk) as reader:
        (tmp_path / "n").write_text("no folder")
        await reader.press("j")
        assert "make it readable" in reader.footer
        await reader.press("j")
        assert "make it readable" not in reader.footer


async def test_two_sessions_see_each_others_marks_at_a_move(own_desk: Desk, tmp_path: Path) -> None:
    other = opened(tmp_path)
    async with reading_at(own_desk, WIDE) as reader:
        other.mark(own_desk.place.selected or "", STARRED)
        other.note(own_desk.place.citation or "", "from afar")
        await reader.press("j", "k")
        assert reader.cursor().endswith(" *")
        assert any("from afar" in row.text for row in reader.all_rows("article"))


async def test_a_note_that_two_sessions_change_is_kept_twice(own_desk: Desk, tmp_path: Path) -> None:
    name = own_desk.place.selected or ""
    note = own_desk.notebook.note(name, "one")
    assert note
    async with reading_at(own_desk) as reader:
        await reader.press("A", *" mine")
        opened(tmp_path).note(name, "one theirs", note.id)
        await reader.press("enter")
        assert "both are kept" in reader.footer
        assert [one.text for one in opened(tmp_path).notes_on(name)] == ["one theirs", "one mine"]
        await reader.press("A")
        assert ["1  one theirs" in row for row in reader.menu].count(True) == 1
        await reader.press("2", *" alone", "enter")
        assert [one.text for one in opened(tmp_path).notes_on(name)] == ["one theirs", "one mine alone"]


async def test_a_note_that_was_changed_elsewhere_is_not_struck_out_unseen(own_desk: Desk, tmp_path: Path) -> None:
    name = own_desk.place.selected or ""
    note = own_desk.notebook.note(name, "one")
    assert note
    async with reading_at(own_desk) as reader:
        await reader.press("A", "ctrl+u", "enter")
        opened(tmp_path).note(name, "two", note.id)
        await reader.press(*"yes", "enter")
        assert reader.footer == "another session has changed the note meanwhile: it stays"
        assert [one.text for one in opened(tmp_path).notes_on(name)] == ["two"]


async def test_the_line_says_what_the_note_is_on(own_desk: Desk, library: Library) -> None:
    async with reading_at(own_desk, WIDE) as reader:
        await reader.press("A")
        assert library.title(own_desk.place.selected or "") in reader.footer


async def test_the_notebook_is_listed_and_leads_back(own_desk: Desk, tmp_path: Path) -> None:
    async with reading_at(own_desk, WIDE) as reader:
        await reader.press("B")
        assert reader.head("details").strip().endswith("Notebook") and "nothing yet" in reader.cursor()
        await reader.press("*")
        assert reader.footer == "nothing here to put it on"
        await reader.press("escape", "*", "j", "j")
        await write(reader, "who has the key?")
        third = own_desk.place.selected
        await reader.press("B", "j", "enter")
        assert own_desk.place.record == third and own_desk.place.page == ""
        assert reader.all_rows("details")[0].text.startswith('" who has')
        await reader.press("[", *"/key", "enter")
        assert "who has the" in reader.cursor()
        await reader.press("C", "escape")
        assert opened(tmp_path).marked(COLLECTED) == [third]
        await reader.press("escape")
        assert own_desk.place.page == ""


async def test_what_the_corpus_has_no_longer_can_be_cleared_away(own_desk: Desk, tmp_path: Path) -> None:
    opened(tmp_path).mark("evt:gone", STARRED)
    async with reading_at(own_desk, MEDIUM) as reader:
        await reader.press("B", "j")
        for keys in ([], ["enter"], ["o"], [".", "escape"], ["y", "escape"]):
            await reader.press(*keys)
            assert "no longer in this corpus" in reader.cursor()
        await reader.press("*")
        assert opened(tmp_path).marked(STARRED) == []


async def test_a_list_of_what_is_not_read_yet_empties_as_one_reads(own_desk: Desk) -> None:
    async with reading_at(own_desk) as reader:
        await reader.press(*"/-mine:read", "enter")
        titles = [row.text for row in reader.all_rows("list")]
        await reader.press("r")
        assert [row.text for row in reader.all_rows("list")] == titles[1:]
        await reader.press("G", "r")
        assert [row.text for row in reader.all_rows("list")] == titles[1:-1]
        assert reader.cursor() == titles[-2].rstrip()


HARM = "\x1b]52;c;eA==\x07\u202e\ud83d [/b] [@click=x] two\nlines "


async def test_harm_in_a_note_reaches_no_screen(own_desk: Desk, tmp_path: Path) -> None:
    name, citation = own_desk.place.selected or "", own_desk.place.citation or ""
    own_desk.notebook.note(name, HARM + "x" * 19_000)
    own_desk.notebook.note(citation, HARM)
    own_desk.notebook.mark(HARM, STARRED)
    own_desk.notebook.drafts.keep(Draft(HARM, HARM))
    async with reading_at(own_desk, WIDE) as reader:
        look(reader)
        for key in ("A", "end", "escape", "o", "B", "j", "j", "pagedown", "G", "*", "A"):
            await reader.press(key)
            look(reader)


async def test_a_note_above_leaves_the_cursor_in_the_details_where_it_is(own_desk: Desk, tmp_path: Path) -> None:
    async with reading_at(own_desk) as reader:
        await reader.press("enter", "j", "j", "j")
        before = reader.cursor()
        await write(reader, "a note")
        assert reader.cursor() == before


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_any_keys_leave_screen_and_journal_whole(own_desk: Desk, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    keys = [*"*rCABjkGg2178[]q/n:.", "enter", "escape", "tab", "ctrl+u", "pagedown", *"yes note"]
    async with reading_at(own_desk, chance.choice([WIDE, MEDIUM, SMALL])) as reader:
        for _ in range(12):
            await reader.press(*chance.choices(keys, k=12))
            look(reader)
        await reader.press("escape", "escape", "j")
        kept = opened(tmp_path)
        assert (kept.marks, kept.notes) == (own_desk.notebook.marks, own_desk.notebook.notes)
