"""The journal: what is acknowledged is on disk, whoever writes beside, and whatever was cut off."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import StoreError
from tui.notebook import journal as journal_module
from tui.notebook.journal import Journal

HOSTILE = ["\x1b]52;c;eA==\x07", "\ud83d", "\u202e", "a\nb\r\n", "\x00", "[bold]", "شام", "x" * 10_000]


def entries(path: Path) -> list[dict[str, object]]:
    return Journal(path).new()[1]


def test_what_is_added_is_there_for_another_session(tmp_path: Path) -> None:
    path = tmp_path / "of" / "notebook.jsonl"
    mine, other = Journal(path), Journal(path)
    assert other.new() == (False, [])
    for number, text in enumerate(HOSTILE):
        mine.add({"text": text, "number": number})
    assert other.new() == (True, [{"text": text, "number": number} for number, text in enumerate(HOSTILE)])
    other.add({"number": 99})
    assert mine.new()[1][-1] == {"number": 99}
    assert mine.new() == (False, [])


def test_it_is_the_readers_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "of" / "notebook.jsonl"
    old = os.umask(0)
    try:
        Journal(path).add({})
    finally:
        os.umask(old)
    assert [one.stat().st_mode & 0o777 for one in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]


@given(cut=st.integers(0, 60), junk=st.binary(max_size=40))
def test_a_line_cut_off_or_not_ours_costs_no_other(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes
) -> None:
    path = tmp_path_factory.mktemp("journal") / "j"
    Journal(path).add({"n": 1})
    Journal(path).add({"n": 2, "text": "the one that is cut off"})
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    path.write_bytes(whole[: first + min(cut, len(whole) - first)] + junk)
    Journal(path).add({"n": 3})
    numbers = [entry["n"] for entry in entries(path) if "n" in entry]
    assert numbers[0] == 1 and numbers[-1] == 3 and set(numbers) <= {1, 2, 3}


def test_on_a_full_disk_nothing_is_acknowledged_and_nothing_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "j"
    Journal(path).add({"n": 1})

    def little_room(handle: int, data: bytes) -> int:
        if len(data) > 5:
            return real(handle, data[:5])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    real = os.write
    monkeypatch.setattr(journal_module.os, "write", little_room)
    with pytest.raises(StoreError, match=r"not kept yet: No space left.*make room"):
        Journal(path).add({"n": 22222})
    monkeypatch.undo()
    assert entries(path) == [{"n": 1}]
    Journal(path).add({"n": 3})
    assert entries(path) == [{"n": 1}, {"n": 3}]


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="XDG_DATA_HOME"):
        Journal(tmp_path / "file" / "of" / "j").add({})
    with pytest.raises(StoreError, match="no folder"):
        Journal(None).add({})


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / "j").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError):
        Journal(tmp_path / "j").add({"n": 1})
    assert (tmp_path / "elsewhere").read_text() == ""


def test_another_file_under_its_name_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    journal.add({"n": 1})
    journal.new()
    path.unlink()
    assert journal.new() == (True, [])
    Journal(path).add({"n": 2})
    assert journal.new() == (True, [{"n": 2}])


def test_a_session_that_does_not_let_go_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "j"
    Journal(path).add({"n": 1})
    monkeypatch.setattr(journal_module, "PATIENCE", 0.05)
    with path.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="another session"):
            Journal(path).add({"n": 2})
    assert entries(path) == [{"n": 1}]


WRITER = """
import sys
from pathlib import Path
from tui.notebook.journal import Journal
journal = Journal(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    journal.add({"who": sys.argv[2], "n": number})
    print(number, flush=True)
"""


def test_sessions_side_by_side_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "j"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, who, "100"], stdout=subprocess.DEVNULL) for who in "abc"
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    found = entries(path)
    assert Counter(entry["who"] for entry in found) == {"a": 100, "b": 100, "c": 100}
    for who in "abc":
        assert [entry["n"] for entry in found if entry["who"] == who] == list(range(100))


@pytest.mark.parametrize("after", [0.05, 0.1, 0.2])
def test_what_was_acknowledged_before_a_kill_is_there(tmp_path: Path, after: float) -> None:
    path = tmp_path / "j"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, path, "a", "100000"], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        said = writer.stdout.read().split("\n")
    acknowledged = [int(line) for line in said[:-1]]
    assert {entry["n"] for entry in entries(path)} >= set(acknowledged)
    Journal(path).add({"n": "after"})
    assert entries(path)[-1] == {"n": "after"}
