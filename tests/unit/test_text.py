"""Text as it may be kept: nothing left that a terminal obeys, and a hash that white space does not change."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.corpus.text import MOST_MARKS, clean, sha8

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # surrogates too


@pytest.mark.parametrize(
    ("text", "kept", "sort"),
    [
        pytest.param("a\x00b", "ab", "C0", id="NUL"),
        pytest.param("a\x07b", "ab", "C0", id="bell"),
        pytest.param("a\x7fb", "ab", "C0", id="DEL"),
        pytest.param("\x1b[31mred", "[31mred", "ESC", id="escape sequence"),
        pytest.param("\x9b31mred", "31mred", "C1", id="one-byte CSI"),
        pytest.param("\u202eabc", "abc", "bidi", id="right-to-left override"),
        pytest.param("\u2067abc", "abc", "bidi", id="isolate"),
        pytest.param("ab\u200f", "ab", "bidi", id="right-to-left mark"),
        pytest.param("a\ud800b", "ab", "surrogate", id="surrogate"),
        pytest.param("a\u200bb", "ab", "invisible", id="zero-width space"),
        pytest.param("a\u00adb", "ab", "invisible", id="soft hyphen"),
        pytest.param("\ufeffab", "ab", "invisible", id="byte order mark"),
        pytest.param("a\ue000b", "ab", "invisible", id="private use"),
        pytest.param("a\u0378b", "ab", "invisible", id="unassigned"),
        pytest.param("a\U000e0041b", "ab", "invisible", id="tag character"),
        pytest.param("x" + "\u0301" * (MOST_MARKS + 1), "x" + "\u0301" * MOST_MARKS, "marks", id="too many marks"),
    ],
)
def test_what_a_reader_could_be_fooled_by_is_taken_out_and_counted(text: str, kept: str, sort: str) -> None:
    assert clean(text) == (kept, Counter({sort: 1}))


def test_every_sort_is_counted_by_itself() -> None:
    assert clean("\x1b\x1b\x00\x80\u202e\u200b") == ("", Counter(ESC=2, C0=1, C1=1, bidi=1, invisible=1))


@pytest.mark.parametrize("space", [*"\t\n\r\x0b\x0c\x1c\x85\xa0\u2003\u2028\u2029\u3000", "  ", " \r\n\t"])
def test_white_space_of_any_kind_becomes_one_space_and_none_at_the_ends(space: str) -> None:
    assert clean(f"{space}a{space}b{space}") == ("a b", Counter())


@pytest.mark.parametrize("text", ["The mill at Harn", "Härn", "مُحَمَّدٌ", "水門", "🌊", "x\u0301\u0323"])
def test_good_text_is_left_alone(text: str) -> None:
    assert clean(unicodedata.normalize("NFC", text)) == (unicodedata.normalize("NFC", text), Counter())


def test_text_is_composed() -> None:
    assert clean("Ha\u0308rn") == ("Härn", Counter())


def test_a_mark_joins_its_letter_when_what_stood_between_is_gone() -> None:
    assert clean("a\u200b\u0308") == ("ä", Counter(invisible=1))


@pytest.mark.parametrize(
    "pile",
    [
        pytest.param("\u05b0" * 50, id="Hebrew points"),
        pytest.param("\u06dc" * 50, id="Quranic marks"),
        pytest.param("\u20dd" * 50, id="enclosing circles"),
        pytest.param(("\u0301" * MOST_MARKS + "\u034f") * 10, id="joiners in between"),
    ],
)
def test_no_letter_carries_a_pile_of_marks(pile: str) -> None:
    kept, removed = clean(f"x{pile}")
    assert len(kept) == 1 + MOST_MARKS
    assert removed == Counter(marks=len(pile) - MOST_MARKS)


@given(ANY_TEXT)
@example("\x85\x1b \u2028\u202e")
def test_clean_text_is_printable_on_one_line_and_composed(text: str) -> None:
    kept, _ = clean(text)
    assert kept.isprintable()
    assert kept == " ".join(kept.split())
    assert unicodedata.is_normalized("NFC", kept)


@given(ANY_TEXT)
@example("a\u200b\u0301\u0301\u0301\u0301\u0301\u0301")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    kept, _ = clean(text)
    assert clean(kept) == (kept, Counter())


@pytest.mark.parametrize("paragraph", ["The mill at Harn.", "Härn, هرن", ""])
def test_sha8_is_the_start_of_the_sha_256_of_the_paragraph(paragraph: str) -> None:
    assert sha8(paragraph) == hashlib.sha256(paragraph.encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("The\xa0mill at\u202fHarn.", id="no-break spaces"),
        pytest.param("The  mill\n   at\tHarn.", id="runs of white space"),
        pytest.param("\n The mill at Harn. \r\n", id="ends"),
    ],
)
def test_sha8_does_not_see_white_space(paragraph: str) -> None:
    assert sha8(paragraph) == sha8("The mill at Harn.")


def test_sha8_does_not_see_how_an_accent_is_written() -> None:
    assert sha8("Ha\u0308rn") == sha8("Härn")


@pytest.mark.parametrize(
    "paragraph", ["the mill at Harn.", "The mill at Harn", "The millat Harn.", "The mill at Härn."]
)
def test_sha8_sees_every_other_change(paragraph: str) -> None:
    assert sha8(paragraph) != sha8("The mill at Harn.")


@given(ANY_TEXT)
def test_sha8_of_any_text_is_eight_hex_digits(paragraph: str) -> None:
    assert len(sha8(paragraph)) == 8
    assert int(sha8(paragraph), 16) >= 0
