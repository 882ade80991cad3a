"""A fault of khabar's own says where it was, and nothing of what was read."""

from __future__ import annotations

from pathlib import Path

from tui.crash import MOST_STEPS, crash_report

SECRET = "act:somebody \x1b]52;c;eA==\x07"


def fault(depth: int) -> None:
    if depth:
        fault(depth - 1)
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ZeroDivisionError(SECRET) from error


def caught(depth: int = 0) -> Exception:
    try:
        fault(depth)
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_it_names_the_place_and_keeps_the_steps(tmp_path: Path) -> None:
    said = crash_report(caught(), tmp_path)
    assert said.startswith("a fault of khabar itself: ZeroDivisionError in test_crash.py:")
    kept = (tmp_path / "crash.txt").read_text()
    assert "KeyError" in kept and " fault\n" in kept
    assert str(Path.home()) not in kept and "somebody" not in kept + said and "\x1b" not in kept + said
    assert (tmp_path / "crash.txt").stat().st_mode & 0o777 == 0o600


def test_it_is_short_however_deep_it_was(tmp_path: Path) -> None:
    assert len(crash_report(caught(500), tmp_path)) < 2000
    assert (tmp_path / "crash.txt").read_text().count(" fault\n") <= 2 * MOST_STEPS


def test_where_nothing_can_be_kept_it_is_said_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert crash_report(caught(), tmp_path / "file").endswith("; please report it")
