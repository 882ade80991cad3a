"""`khabar notes`: the notebook without a screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.cli import main

Notes = Callable[..., tuple[int, str, str]]
GATE = "evt:gate-chained"


@pytest.fixture
def notes(
    valleys_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Notes:
    """Run `khabar notes`; return the exit code, and what was printed and complained."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def run(*words: str, command: str = "notes") -> tuple[int, str, str]:
        code = main([command, *words, "--corpus", str(valleys_store)])
        out, err = capsys.readouterr()
        assert all(line.isprintable() for line in (out + err).split("\n"))
        return code, out, err

    return run


def test_what_is_put_down_is_listed_searched_and_taken_off(notes: Notes) -> None:
    assert notes() == (0, "", "khabar: nothing is noted, starred or collected yet\n")
    code, out, err = notes("--on", GATE, "who", "has the key?\n\x1b[31m", "--starred")
    assert (code, err) == (0, "") and out.startswith(f"{GATE}  starred, noted  20") and "who has the key? [31m" in out
    assert notes("--on", "hc31#3", "--dossier", "--read")[0] == 0
    assert notes()[1].split("\n")[0].startswith("hc31#3  in the dossier, read  ")
    assert notes("key")[1] == notes("--starred")[1] == notes("--noted")[1] == notes("--on", GATE)[1] == out
    assert notes("--noted", "--dossier")[1].count("\n  ") == 1
    assert notes("zebra") == (0, "", "khabar: nothing there\n")
    assert notes("mine:starred", command="list") == (2, "", notes("mine:starred", command="list")[2])
    assert notes("events", "mine:starred", command="list")[1].startswith(f"{GATE} ")
    assert "noted" not in notes("--on", GATE, "--off", "--noted")[1]
    assert notes("--on", GATE, "--off", "--starred") == (0, "", "khabar: nothing there\n")
    assert notes("--starred")[1] == ""


def test_json_has_one_object_a_line(notes: Notes) -> None:
    notes("--on", GATE, "a note")
    notes("--on", "hc31#3", "--dossier")
    objects = [json.loads(line) for line in notes("--json")[1].splitlines()]
    assert [one["on"] for one in objects] == ["hc31#3", GATE] or [one["on"] for one in objects] == [GATE, "hc31#3"]
    assert {one["on"]: (list(one["marks"]), len(one["notes"])) for one in objects} == {
        "hc31#3": (["dossier"], 0),
        GATE: ([], 1),
    }
    assert [json.loads(line)["on"] for line in notes("--dossier", "--json")[1].splitlines()] == ["hc31#3"]


def test_the_dossier_is_printed_to_be_handed_on(notes: Notes) -> None:
    assert notes("--dossier")[1:] == (
        "",
        "khabar: the dossier is empty; khabar notes --on ID --dossier puts a record or paragraph into it\n",
    )
    notes("--on", GATE, "--dossier", "my own word")
    _, out, err = notes("--dossier")
    assert "\n1 of 1\nevent · " in out and "\nsources\n" in out and "[hc31]" in out
    assert "my own word" not in out
    assert err.endswith("khabar: your notes on these are not in it (1); khabar notes --noted lists them\n")


def test_what_the_corpus_no_longer_has_is_kept_and_can_be_taken_off(
    notes: Notes, tmp_path: Path, valleys_store: Path
) -> None:
    notes("--on", GATE, "--dossier")
    (path,) = (tmp_path / "data").rglob("*.jsonl")
    path.write_text(path.read_text().replace(GATE, "evt:gone"))
    assert notes()[1].endswith("no longer in this corpus\n")
    assert "1 of 1: evt:gone (no longer in this corpus)" in notes("--dossier")[1]
    assert notes("--on", "evt:gone", "--off", "--dossier")[0] == 0
    assert notes()[1] == ""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--off"], "--off needs --on ID"),
        (["--off", "--starred"], "--off needs --on ID"),
        (["--on", GATE, "--off"], "--off what?"),
        (["--on", GATE, "--off", "--noted", "word"], "--off takes no words"),
        (["--on", GATE, "--noted"], f"write the note as well: khabar notes --on {GATE} TEXT"),
        (["--on", GATE, "x" * 20_001], "a note holds 20,000 letters, this one has 20,001"),
        (["--on", "evt:gate-chaind", "x"], "no record 'evt:gate-chaind'; did you mean evt:gate-chained"),
    ],
)
def test_what_makes_no_sense_is_said(notes: Notes, words: list[str], why: str) -> None:
    code, out, err = notes(*words)
    assert (code, out) == (2, "") and why in err
    assert notes()[1] == ""


def test_where_it_cannot_be_kept_that_is_said(notes: Notes, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    code, out, err = notes("--on", GATE, "x")
    assert (code, out) == (3, "") and "make it readable, or set XDG_DATA_HOME elsewhere" in err
