"""Text for terminals without other letters: as wide as it was, cell by cell, and nothing of khabar's own is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

import tui
from tui.present import ascii
from tui.present.ascii import UNKNOWN, in_ascii

SCRIPTS = ("fold.py", "pseudonyms.py", "calibration.py", "arabic.py", "bidi.py")
"""What knows letters of other scripts; a terminal that has none of them is shown none from there."""
UNLIKE = set("™£¢∞ªº؟○")
"""What a Mac's Option key types, see `app`, which is never shown; and what is a question mark."""


@given(st.text())
@example("漢字 é ﷺ ｆ ½ 👩‍👩‍👧")
@example("\u0301\u200d")
def test_a_text_is_as_wide_as_it_was(text: str) -> None:
    said = in_ascii(text)
    assert said.isascii()
    printable = "".join(c for c in text if c.isprintable())
    assert cell_len(in_ascii(printable)) == sum(map(get_character_cell_size, printable))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dar‘ā – “the gate”…", 'Dar\'a - "the gate"+'), ("٣٠ و ۴", "30 ? 4"), ("漢", "??"), ("Ａb", "A b"), ("e\u0301", "e"),
        ("½", "?"), ("─│┼", "-|+"), ("plain\tas it is", "plain\tas it is"),
    ],
)  # fmt: skip
def test_signs_are_like_those_they_stand_for(text: str, said: str) -> None:
    assert in_ascii(text) == said


def test_every_sign_of_khabars_own_has_one() -> None:
    signs = {
        c
        for path in Path(tui.__file__).parent.rglob("*.py")
        if path.name not in SCRIPTS
        for c in path.read_text("utf-8")
    }
    assert {c for c in signs if c > "~" and in_ascii(c) == UNKNOWN} <= UNLIKE


def test_a_stream_of_ascii_writes_so() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, "ascii", errors=ascii.__name__)
    stream.write("a–b é 漢 \ud83d")
    stream.flush()
    assert raw.getvalue() == b"a-b e ?? ?"
