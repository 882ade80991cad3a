"""Finding letters in a text, whatever the spelling of either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.fold import fold
from tui.reading.find import found_in


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The gate is shut", "gate", ["gate"]),
        ("The gate is shut", "GATE IS", ["gate is"]),
        ("The gate, the GATE", "gate", ["gate", "GATE"]),
        ("Härn weir", "harn", ["Härn"]),
        ("Ha\u0308rn weir", "harn", ["Ha\u0308rn"]),
        ("Harn weir", "Härn", ["Harn"]),
        ("Dar'a and Dar’a", "dara", ["Dar'a", "Dar’a"]),
        ("في القُنيطرة", "قنيطره", ["قُنيطرة"]),
        ("Straße", "strasse", ["Straße"]),
        ("Œuvre", "oeu", ["Œu"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("The gate", "weir", []),
        ("The gate", "", []),
        ("The gate", "  ", []),
        ("The gate", "’", []),
        ("", "gate", []),
    ],
)
def test_a_find_ignores_spelling_and_keeps_places(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in found_in(text, wanted)] == found


LETTERS = st.text("abAé ḥß’درعاأةُ漢", max_size=20)


@given(LETTERS, LETTERS, LETTERS)
def test_what_stands_in_a_text_is_found_there(before: str, wanted: str, after: str) -> None:
    assert bool(found_in(before + wanted + after, wanted)) == bool(fold(wanted).strip())


@given(st.text(), st.text(max_size=3))
def test_places_lie_within_the_text_one_after_another(text: str, wanted: str) -> None:
    end = 0
    for start, after in found_in(text, wanted):
        assert end <= start < after <= len(text)
        end = after
