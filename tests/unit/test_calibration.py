"""Which way of showing letters from right to left a terminal has: asked once, kept for it, told by the doctor."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui import surroundings
from tui.errors import StoreError
from tui.present.calibration import MOST, SAMPLE, Calibration, sample_menu
from tui.present.direction import LATIN, LOGICAL, VISUAL, WAYS
from tui.wire import first


def test_a_way_is_kept_for_each_terminal(tmp_path: Path) -> None:
    file = tmp_path / "state" / "letters"
    one, other = Calibration(file, "TERM=xterm"), Calibration(file, "TERM=linux")
    assert one.way == other.way == LATIN and "not tried yet" in one.why
    assert "TERM=xterm" in one.keep(VISUAL)
    other.keep(LOGICAL)
    assert (one.way, other.way) == (VISUAL, LOGICAL) and "chosen for" in one.why
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "kept", [b"", b"[]", b"{", b'{"": "upside down"}', b'{"": 7}', b"\xff", b"[" * MOST, b'{"": ["latin"]}', b'"latin"']
)
def test_a_file_that_is_none_counts_for_nothing(tmp_path: Path, kept: bytes) -> None:
    file = tmp_path / "letters"
    file.write_bytes(kept)
    found = Calibration(file)
    assert found.way == LATIN
    found.keep(VISUAL)
    assert found.way == VISUAL


def test_where_nothing_can_be_kept_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        Calibration(tmp_path / "file" / "letters").keep(VISUAL)


def test_the_same_words_stand_in_each_way_on_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    menu = sample_menu()
    assert [choice.value for choice in menu.choices] == list(WAYS) and menu.as_stored
    assert len({len(choice.title) for choice in menu.choices}) == 1
    assert SAMPLE in menu.choices[1].title and "\ufefb" in menu.choices[2].title


def test_a_terminal_is_known_by_what_the_environment_tells_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*first.NAMED, *first.MARKED):
        monkeypatch.delenv(name, raising=False)
    assert surroundings.calibration().terminal == ""
    monkeypatch.setenv("TERM", "xterm-256color")
    bare, key = surroundings.calibration().terminal, first.key([], (80, 24))
    monkeypatch.setenv("VTE_VERSION", "7200")
    vte, vte_key = surroundings.calibration().terminal, first.key([], (80, 24))
    monkeypatch.setenv("VTE_VERSION", "7300")
    assert bare != vte == surroundings.calibration().terminal
    assert key != vte_key == first.key([], (80, 24))
    monkeypatch.setitem(os.environ, "TERM_PROGRAM", "tmux")
    assert surroundings.calibration().terminal == "TERM=xterm-256color TERM_PROGRAM=tmux VTE_VERSION"
