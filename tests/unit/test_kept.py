"""What is kept from one start to the next: the screen as it stood, and the reader's place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reading.desk import Place
from tui.reading.kept_place import read_place, write_place
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

    def test_it_comes_back_but_for_the_way_in(self, library: Library, tmp_path: Path) -> None:
        place = Place(
            "event", "gate", "evt:gate-shut", "evt:gate-shut", "hc31#1", "details", "details", 2, (("list", 1, 0),)
        )
        write_place(tmp_path / "state" / "place", place)
        assert read_place(tmp_path / "state" / "place", library) == replace(place, depth=0)

    def test_only_its_owner_may_read_it(self, tmp_path: Path) -> None:
        path = tmp_path / "state" / "place"
        write_place(path, Place())
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        assert [p.name for p in path.parent.iterdir()] == ["place"]

    @pytest.mark.parametrize(
        "text",
        ["", "[]", "{}", "null", '{"view": "event"}', "\x00", "[" * 5_000],
        ids=["empty", "list", "object", "null", "part", "control", "deep"],
    )
    def test_what_is_no_place_is_the_beginning(self, library: Library, tmp_path: Path, text: str) -> None:
        (tmp_path / "place").write_text(text)
        assert read_place(tmp_path / "place", library) == Place()

    @pytest.mark.parametrize(
        "change",
        [
            {"view": "nonsense"},
            {"pane": "roof"},
            {"record": "evt:gone"},
            {"citation": "hc31#99"},
            {"filter": 3},
            {"scroll": 3},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_what_the_corpus_no_longer_has_is_the_beginning(
        self, library: Library, tmp_path: Path, change: dict[str, object]
    ) -> None:
        write_place(tmp_path / "place", replace(Place("event"), **change))  # type: ignore[arg-type]
        assert read_place(tmp_path / "place", library) == Place()

    def test_where_none_was_kept_it_is_the_beginning(self, library: Library, tmp_path: Path) -> None:
        assert read_place(tmp_path / "none", library) == Place()


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
        kept = first.kept([], (80, 24), "frame\r\nof rows", "[]")
        assert kept == first.key([], (80, 24)).encode() + b"\nframe\r\x1b[Eof rows\n[]"

    def test_without_a_terminal_nothing_is_painted(self) -> None:
        first.paint([])
        assert first.take() is None
