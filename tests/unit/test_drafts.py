"""Drafts of notes: each letter is there for the next start, and nothing else is taken for one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import StoreError
from tui.notebook.drafts import Draft, Drafts


def test_a_draft_is_there_for_the_next_session(tmp_path: Path) -> None:
    Drafts(tmp_path / "khabar" / "notebook" / "c").keep(Draft("evt:a", "to be as", "1234", "before"))
    drafts = Drafts(tmp_path / "khabar" / "notebook" / "c")
    assert drafts.on("evt:a") == Draft("evt:a", "to be as", "1234", "before")
    assert drafts.on("evt:b") is None
    drafts.drop("evt:a")
    drafts.drop("evt:a")
    assert drafts.on("evt:a") is None and drafts.all() == []


def test_the_newest_comes_first_and_one_record_has_one(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "c")
    for second, (on, text) in enumerate([("evt:a", "one"), ("evt:b", "two"), ("evt:a", "three")]):
        drafts.keep(Draft(on, text))
        for path in tmp_path.glob("c/*.json"):
            if text in path.read_text():
                os.utime(path, (second, second))
    assert [(one.on, one.text) for one in drafts.all()] == [("evt:a", "three"), ("evt:b", "two")]


def test_they_are_for_their_writers_eyes_only(tmp_path: Path) -> None:
    Drafts(tmp_path / "khabar" / "notebook" / "c").keep(Draft("evt:a", "x"))
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes.pop("khabar") == modes.pop("notebook") == modes.pop("c") == 0o700
    assert set(modes.values()) == {0o600} and len(modes) == 1


def test_where_there_is_no_room_that_is_said_and_the_draft_before_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"make room there"):
        Drafts(tmp_path / "file" / "a" / "c").keep(Draft("evt:a", "x"))
    with pytest.raises(StoreError):
        Drafts().keep(Draft("evt:a", "x"))
    assert Drafts().on("evt:a") is None and Drafts().all() == []
    Drafts().drop("evt:a")


@pytest.mark.parametrize(
    "found", [b"", b"{", b"[]", b'{"on": 1}', b'{"on":"a","text":"","note":"","base":""}', b"\xff" * 9]
)
def test_what_is_no_draft_is_passed_over(tmp_path: Path, found: bytes) -> None:
    drafts = Drafts(tmp_path / "c")
    drafts.keep(Draft("evt:a", "x"))
    (path,) = tmp_path.glob("c/*.json")
    path.write_bytes(found)
    (tmp_path / "c" / "dir.json").mkdir()
    assert drafts.on("evt:a") is None and drafts.all() == []


@given(st.builds(Draft, st.text(), st.text(min_size=1), st.text(), st.text()))
def test_any_letters_can_be_kept(tmp_path_factory: pytest.TempPathFactory, draft: Draft) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("drafts"))
    drafts.keep(draft)
    assert drafts.on(draft.on) == draft


def test_surrogates_too(tmp_path: Path) -> None:
    draft = Draft("evt:\ud800", "\udcff\x1b]52;c;x\x07")
    Drafts(tmp_path).keep(draft)
    assert Drafts(tmp_path).all() == [draft]
