"""The notebook: stars, read marks, a dossier and notes, on any record or paragraph, of all sessions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import StoreError
from tui.notebook.drafts import Draft, Drafts
from tui.notebook.journal import Journal
from tui.notebook.notebook import COLLECTED, LONGEST, MARKS, NOTED, READ, STARRED, Note, Notebook, notebook_of
from tui.store.library import Library


def notebook(path: Path, at: str = "2026-01-01T00:00:00Z") -> Notebook:
    made = Notebook(Journal(path), lambda: at)
    made.refresh()
    return made


def test_marks_and_notes_are_there_for_the_next_session(tmp_path: Path) -> None:
    first = notebook(tmp_path / "n")
    first.mark("evt:a", STARRED)
    first.mark("pr18#3", READ)
    first.mark("evt:a", COLLECTED)
    first.mark("evt:a", COLLECTED, off=True)
    note = first.note("evt:a", "to be asked \x1b[31m\nagain")
    assert note == Note(note.id, "evt:a", "to be asked \x1b[31m\nagain", "2026-01-01T00:00:00Z") if note else False
    other = notebook(tmp_path / "n")
    assert other.marks == {
        STARRED: {"evt:a": "2026-01-01T00:00:00Z"},
        READ: {"pr18#3": "2026-01-01T00:00:00Z"},
        COLLECTED: {},
    }
    assert list(other.notes_on("evt:a")) == [note]
    assert other.is_marked("evt:a", NOTED) and other.is_marked("evt:a", STARRED) and not other.is_marked("evt:a", READ)
    assert other.marked(NOTED) == ["evt:a"] and other.marked(COLLECTED) == []


def test_a_note_is_written_anew_and_struck_out(tmp_path: Path) -> None:
    mine, other = notebook(tmp_path / "n"), notebook(tmp_path / "n", "2026-01-02T00:00:00Z")
    note = mine.note("evt:a", "one")
    assert note
    other.refresh()
    other.note("evt:a", "two", note.id)
    assert mine.refresh() and [one.text for one in mine.notes_on("evt:a")] == ["two"]
    assert not mine.refresh()
    assert mine.note("evt:a", "", note.id) is None
    other.refresh()
    assert not other.notes


def test_a_mark_keeps_its_first_day(tmp_path: Path) -> None:
    notebook(tmp_path / "n", "2026-01-01T00:00:00Z").mark("evt:a", READ)
    notebook(tmp_path / "n", "2026-01-02T00:00:00Z").mark("evt:a", READ)
    assert notebook(tmp_path / "n").marks[READ] == {"evt:a": "2026-01-01T00:00:00Z"}


def test_what_cannot_be_kept_is_not_shown_as_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    mine = Notebook(Journal(tmp_path / "file" / "n" / "n"))
    with pytest.raises(StoreError):
        mine.mark("evt:a", STARRED)
    with pytest.raises(StoreError):
        mine.note("evt:a", "text")
    assert not mine.is_marked("evt:a", STARRED) and not mine.notes


def test_a_corpus_has_its_own(library: Library, tmp_path: Path) -> None:
    notebook_of(library, tmp_path).mark("evt:a", STARRED)
    assert notebook_of(library, tmp_path).is_marked("evt:a", STARRED)
    assert [path.suffix for path in tmp_path.iterdir()] == [".jsonl"]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "do": st.sampled_from([*MARKS, NOTED]) | ANY,
            "on": st.sampled_from(["a", "b"]) | ANY,
            "at": st.just("2026-01-01T00:00:00Z") | ANY,
            "off": ANY,
            "note": st.sampled_from(["1", "2"]) | ANY,
            "text": st.text(max_size=10) | ANY,
        },
    ),
    max_size=20,
)


@given(ENTRIES)
def test_whatever_stands_in_the_journal_it_is_read(
    tmp_path_factory: pytest.TempPathFactory, written: list[object]
) -> None:
    path = tmp_path_factory.mktemp("notebook") / "n"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in written), "utf-8")
    read = notebook(path)
    assert all(isinstance(note.text, str) and note.text and len(note.text) <= LONGEST for note in read.notes.values())
    assert all(
        set(read.marked(mark)) <= {str(one.get("on")) for one in written if isinstance(one, dict)} for mark in MARKS
    )


# -- all that there is


def test_what_was_put_down_last_comes_first(tmp_path: Path) -> None:
    days = iter(f"2026-01-0{day}T00:00:00Z" for day in range(1, 10))
    mine = Notebook(Journal(tmp_path / "n"), lambda: next(days))
    mine.mark("evt:a", STARRED)
    mine.mark("evt:b", READ)
    mine.mark("evt:c", COLLECTED)
    mine.note("evt:d", "text")
    mine.mark("evt:a", READ)  # to have read it once more is nothing new
    mine.mark("evt:c", STARRED)
    mine.mark("evt:c", STARRED, off=True)
    assert [(one.on, one.sorts, one.at[:10]) for one in mine.kept()] == [
        ("evt:d", [NOTED], "2026-01-04"),
        ("evt:c", [COLLECTED], "2026-01-03"),
        ("evt:b", [READ], "2026-01-02"),
        ("evt:a", [STARRED, READ], "2026-01-01"),
    ]
    assert mine.sorts("evt:a") == [STARRED, READ] and mine.sorts("evt:z") == []
    assert mine.on("evt:z") is None


def test_in_one_second_the_journal_says_what_came_last(tmp_path: Path) -> None:
    mine = notebook(tmp_path / "n")
    for name in ("evt:b", "evt:a", "evt:c", "evt:a"):
        mine.mark(name, STARRED)
    assert [one.on for one in mine.kept()] == ["evt:a", "evt:c", "evt:b"]


def test_every_change_of_any_session_is_counted(tmp_path: Path) -> None:
    mine, other = notebook(tmp_path / "n"), notebook(tmp_path / "n")
    mine.mark("evt:a", STARRED)
    assert (mine.changes, other.changes) == (1, 0)
    other.refresh()
    other.refresh()
    assert other.changes == 1


@given(ENTRIES)
def test_what_is_on_a_record_is_what_a_look_at_all_notes_finds(
    tmp_path_factory: pytest.TempPathFactory, written: list[object]
) -> None:
    path = tmp_path_factory.mktemp("notebook") / "n"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in written), "utf-8")
    read = notebook(path)
    named = {str(one.get("on")) for one in written if isinstance(one, dict)}
    for on in named:
        noted = [note for note in read.notes.values() if note.on == on]
        assert sorted(read.notes_on(on), key=repr) == sorted(noted, key=repr)
        assert read.is_marked(on, NOTED) == bool(noted) == (NOTED in read.sorts(on))
    assert {one.on for one in read.kept()} == {on for on in named if read.sorts(on)}
    assert all(one.sorts == read.sorts(one.on) and one.at for one in read.kept() if one.marks or one.notes)


def test_a_draft_that_has_become_a_note_is_none(tmp_path: Path) -> None:
    mine = Notebook(Journal(tmp_path / "n"), drafts=Drafts(tmp_path / "d"))
    mine.drafts.keep(Draft("evt:a", "who has  the key? "))
    mine.drafts.keep(Draft("evt:b", " "))
    assert [draft.on for draft in mine.being_written()] == ["evt:a"]
    assert mine.draft_on("evt:a") and not mine.draft_on("evt:b") and not mine.draft_on("evt:c")
    mine.note("evt:a", "who has the key?")
    assert mine.being_written() == [] and mine.draft_on("evt:a") is None
