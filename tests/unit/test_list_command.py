"""`khabar list` takes the whole filter language, as a shell gives it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.cli import main
from tui.errors import PROBLEMS_FOUND, WRONG_USAGE

Asked = Callable[..., tuple[int, list[str], str]]
EVENTS = {"accord-made", "gate-chained", "lorry-turned-back", "gate-shut", "marrow-warns", "road-closed"}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the user's filters."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "khabar"
    folder.mkdir()
    return folder / "filters.yaml"


@pytest.fixture
def events(capsys: pytest.CaptureFixture[str], valleys: Path, config: Path) -> Asked:
    """List events of the valleys: exit code, names, what was said beside."""

    def run(*words: str) -> tuple[int, list[str], str]:
        code = main(["list", "events", "--corpus", str(valleys), *words])
        out, err = capsys.readouterr()
        return code, [line.split(" ")[0].removeprefix("evt:") for line in out.splitlines()], err

    return run


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["!"], set()),
        (["!type:blockade"], {"accord-made", "lorry-turned-back", "marrow-warns"}),
        (["! type:blockade"], {"accord-made", "lorry-turned-back", "marrow-warns"}),
        (["!", "type:blockade", "-line:off"], EVENTS),
        (["type:blockade,threat"], {"gate-chained", "gate-shut", "road-closed", "marrow-warns"}),
        (["type:blockade", "-road"], {"gate-chained", "gate-shut"}),
        (["--", "type:blockade", "-road"], {"gate-chained", "gate-shut"}),
        (["type:blockade", "--", "-h"], {"gate-chained", "gate-shut", "road-closed"}),
        (["place:harn weir,upper road", "-type:questioning,blockade"], set()),
        (["place:harn weir,upper road"], {"gate-chained", "gate-shut", "lorry-turned-back", "road-closed"}),
        (["type:blockade place:upper-road"], {"road-closed"}),  # a whole filter in one word
        (["-place:*"], {"marrow-warns"}),
        (["date:computed"], {"gate-chained", "lorry-turned-back"}),
    ],
)
def test_the_whole_language(words: list[str], found: set[str], events: Asked) -> None:
    code, names, _ = events(*words)
    assert (code, set(names)) == (0, found)


def test_what_is_passed_over_is_said_beside_the_list(events: Asked) -> None:
    assert events("type:blockade")[2] == ""
    assert events("place:harn")[2] == "khabar: 3 of 6; hidden: 3, of them 1 without a place\n"
    assert events("2031-04")[2] == "khabar: 4 of 6, 1 of them not only in these days; hidden: 2\n"


def test_filters_kept_under_a_name(events: Asked, config: Path) -> None:
    code, _, said = events("@shut")
    assert (code, said) == (WRONG_USAGE, "khabar: no filter of this list is kept as @shut; none is kept for it\n")
    config.write_text('events:\n  shut: type:blockade\n  told: "@shut -line:off"\n')
    assert set(events("@shut")[1]) == {"gate-chained", "gate-shut", "road-closed"}
    assert set(events("-@told")[1]) == EVENTS - set(events("@told")[1])
    config.write_text("events:\n  shut: @x\n")
    code, names, said = events("@shut")
    assert (code, names) == (PROBLEMS_FOUND, [])
    assert said.startswith(f"{config}:2:9: error[syntax]: ")
    assert events("type:blockade")[0] == 0


def test_the_filter_of_the_handbook_can_be_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "place:daraa type:siege 2018-06..2018-07 by:russia said:unnamed -factuality:threatened"
    assert main(["list", "events", *text.split()]) == 0
    assert main(["list", "events", *text.split()[:3]]) == 0
    assert capsys.readouterr().out.count("\n") > 1
