"""Whose word a claim is in the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit

from tui.paths import vocabulary_file
from tui.reading.roots import root, roots
from tui.store.build import build, open_store
from tui.store.library import Library

TWO_OUTLETS = """
- id: out:valley-echo
  names: [{text: The Valley Echo}]
  kind: website
  relations: [{type: %s, outlet: out:harn-courier, cite: "hc31#1"}]
"""
CLAIM = """
- id: clm:one-more
  speaker: %s
  via: [%s]
  form: unknown
  about: [evt:gate-shut]
  content: The gate is shut.
  polarity: asserts
  cite: hc31#1
"""


@pytest.fixture
def told(valleys_copy: Path, tmp_path: Path):
    """A corpus with a second outlet, tied to the first, and one more claim; returns the claim's root."""

    def ask(tie: str, speaker: str, *via: str) -> str:
        for file, more in (("outlets", TWO_OUTLETS % tie), ("claims", CLAIM % (speaker, ", ".join(via)))):
            path = valleys_copy / f"{file}.yaml"
            path.write_text(path.read_text("utf-8") + more, "utf-8")
        build(valleys_copy, vocabulary_file(), tmp_path / "echo.json")
        library = open_store(tmp_path / "echo.json")
        found = root(library, library.record("clm:one-more"))
        library.close()
        return found

    return ask


def test_a_body_and_its_spokeswoman_are_one_root(library: Library) -> None:
    assert roots(library, "evt:gate-shut") == {
        "act:tasmel-farmers": ["clm:gate-shut"],
        "act:orren-water-board": ["clm:gate-opened"],
    }


def test_what_nobody_tells_of_has_no_root(library: Library) -> None:
    assert roots(library, "evt:accord-made") == {}


def test_what_one_is_said_to_have_said_is_the_tellers_word(told) -> None:
    assert told("quotes", "act:orren-water-board", "act:tasmel-farmers", "out:valley-echo") == "act:tasmel-farmers"


def test_a_republished_text_is_the_others(told) -> None:
    assert told("republishes", "out:valley-echo") == "out:harn-courier"


def test_what_is_quoted_from_an_outlet_is_its_report(told) -> None:
    assert told("quotes", "act:tasmel-farmers", "out:harn-courier", "out:valley-echo") == "out:harn-courier"


def test_an_outlet_that_quotes_another_still_speaks_for_itself(told) -> None:
    assert told("quotes", "out:valley-echo") == "out:valley-echo"


def test_one_on_the_staff_is_the_outlet(valleys_copy: Path, told) -> None:
    board, paper = "[{org: act:orren-water-board, role: speaks", "[{org: out:harn-courier, role: writes"
    edit(valleys_copy / "actors.yaml", board, paper)
    edit(valleys_copy / "actors.yaml", "  speaks_for: act:orren-water-board\n", "")
    assert told("quotes", "act:ilse-marrow", "out:valley-echo") == "out:harn-courier"
