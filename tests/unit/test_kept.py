"""What is kept from one start to the next: the screen as it stood, and the reader's place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reading.desk import Desk, Place
from tui.reading.kept_place import MOST_STEPS, read_desk, write_desk
from tui.store.library import Library
from tui.wire import first
from tui.wire.cells import Cells
from tui.wire.kept import from_json, to_json
from tui.wire.looks import PLAIN, Look

LOOKS = [PLAIN, Look("31", "44", frozenset("17")), Look("38;2;1;2;3", "48;5;200")]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 19), st.text(max_size=9), st.sampled_from(LOOKS))))
def test_rows_of_cells_come_back_as_they_were(writes: list[tuple[int, int, str, Look]]) -> None:
    cells = Cells(20, 8)
    for y, x, text, look in writes:
        cells.put(y, x, [(text.encode("utf-8", "replace").decode(), look)])
    assert from_json(to_json(cells.rows).encode(), 20, 8) == cells.rows


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"[[], []]", b"[1, 2]", b'[[], [[["a", 9]]]]', b"\xff"])
def test_what_is_no_screen_is_none(data: bytes) -> None:
    assert from_json(data, 20, 8) is None


def test_a_screen_of_another_size_is_none() -> None:
    assert from_json(to_json(Cells(20, 8).rows).encode(), 20, 9) is None
    assert from_json(to_json(Cells(20, 8).rows).encode(), 21, 8) is None


class TestPlace:
    """The place in a file."""

    def test_all_of_it_comes_back(self, library: Library, tmp_path: Path) -> None:
        desk = Desk(library)
        desk.view("event")
        desk.mark("a")
        desk.set_filter("gate")
        desk.go_in()
        desk.turn_page("why")
        desk.zoom()
        desk.note_scroll("details", 1, 0)
        desk.mark("b")
        desk.back()
        write_desk(tmp_path / "state" / "place", desk)
        back = read_desk(tmp_path / "state" / "place", library)
        assert (back.place, back.past, back.future, back.marks) == (desk.place, desk.past, desk.future, desk.marks)
        assert list(back.numbers) == list(desk.numbers)

    def test_a_long_way_is_kept_in_part(self, library: Library, tmp_path: Path) -> None:
        desk = Desk(library)
        for _ in range(90):
            desk.view("event")
            desk.view("actor")
        write_desk(tmp_path / "place", desk)
        assert read_desk(tmp_path / "place", library).past == desk.past[-MOST_STEPS:]

    def test_only_its_owner_may_read_it(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "state" / "place"
        write_desk(path, Desk(library))
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        assert [p.name for p in path.parent.iterdir()] == ["place"]

    @pytest.mark.parametrize(
        "text",
        ["", "[]", "{}", "null", '{"view": "event"}', "\x00", "[" * 5_000, '{"place": 1, "past": 2}'],
        ids=["empty", "list", "object", "null", "part", "control", "deep", "numbers"],
    )
    def test_what_is_no_place_is_the_beginning(self, library: Library, tmp_path: Path, text: str) -> None:
        (tmp_path / "place").write_text(text)
        assert read_desk(tmp_path / "place", library).place == Desk(library).place

    @pytest.mark.parametrize(
        "change",
        [
            {"view": "nonsense"},
            {"pane": "roof"},
            {"record": "evt:gone"},
            {"citation": "hc31#99"},
            {"filter": 3},
            {"zoom": 3},
            {"page": None},
            {"scroll": 3},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_what_the_corpus_no_longer_has_is_the_beginning(
        self, library: Library, tmp_path: Path, change: dict[str, object]
    ) -> None:
        desk = Desk(library)
        desk.place = replace(Place("event"), **change)  # type: ignore[arg-type]
        write_desk(tmp_path / "place", desk)
        assert read_desk(tmp_path / "place", library).place == Desk(library).place

    def test_a_mark_or_step_that_the_corpus_no_longer_has_is_left_out(self, library: Library, tmp_path: Path) -> None:
        desk = Desk(library)
        desk.mark("a")
        desk.marks["b"] = replace(desk.place, record="evt:gone")
        desk.past = [replace(desk.place, selected="evt:gone"), desk.place]
        write_desk(tmp_path / "place", desk)
        back = read_desk(tmp_path / "place", library)
        assert (list(back.marks), back.past) == (["a"], [desk.place])

    def test_where_none_was_kept_it_is_the_beginning(self, library: Library, tmp_path: Path) -> None:
        assert read_desk(tmp_path / "none", library).place == Desk(library).place


class TestScreen:
    """The screen in a file."""

    def test_it_is_kept_for_the_words_the_size_and_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        here = first.key([], (80, 24))
        assert first.key([], (80, 24)) == here
        assert first.key(["x"], (80, 24)) != here
        assert first.key([], (81, 24)) != here
        monkeypatch.setenv("NO_COLOR", "1")
        assert first.key([], (80, 24)) != here

    def test_no_line_feed_of_its_own_stands_in_it(self) -> None:
        kept = first.kept([], (80, 24), "frame\r\nof rows", "leave", "[]")
        assert kept == first.key([], (80, 24)).encode() + b"\nframe\r\vof rows\nleave\n[]"

    def test_without_a_terminal_nothing_is_painted(self) -> None:
        first.paint([])
        assert first.take() is None
