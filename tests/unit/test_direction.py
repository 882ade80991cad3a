"""Letters from right to left: the three ways of showing them, each in as many cells as the stored text has."""

from __future__ import annotations

import time
import unicodedata

import pytest
from corpora.letters.generate import COUNCIL, DIGEST, GUARD, MIXED, TITLE
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.corpus.text import clean, has_rightward
from tui.present.arabic import romanised, shaped
from tui.present.bidi import levels, mirrored, order
from tui.present.direction import (
    LATIN,
    LOGICAL,
    LRM,
    STORED,
    VISUAL,
    WAYS,
    alone,
    as_visual,
    shown,
    stands_alone,
    typed,
)
from tui.present.rows import Span, TextRow, found, wrapped

LETTERS = "ابتلأهوگـ לאבג abc 12 ٣٤ ()[]«»<>.,،؟:-+$% · → \u064e\u0651\u0301漢"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=40) | st.text(max_size=30).map(lambda text: clean(text)[0])
ROWS = st.lists(st.builds(Span, TEXTS, st.sampled_from(["", "dim", "found", "caret"])), max_size=6)
IN_EVERY_WAY = pytest.mark.parametrize("way", WAYS)


def text_of(spans: list[Span] | tuple[Span, ...] | object) -> str:
    return "".join(span.text for span in spans)


def names(text: str) -> list[str]:
    return [unicodedata.name(letter) for letter in text]


@pytest.mark.parametrize(
    ("stored", "joined"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),
        ("لا", "\ufefb"),
        ("سلام", "\ufeb3\ufefc\ufee1"),
        ("دار", "\ufea9\ufe8d\ufead"),
        ("بَـب", "\ufe91\u064e\u0640\ufe90"),
        ("گپ", "\ufb94\ufb57"),
        ("شيء", "\ufeb7\ufef2\ufe80"),
        ("ب2ب", "\ufe8f2\ufe8f"),
        ("لَا", "\ufefb\u064e"),
    ],
)
def test_letters_take_the_form_that_joins(stored: str, joined: str) -> None:
    assert names("".join(shaped(stored))) == names(joined)


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("אבג abc", "abc גבא"),
        ("abc אבג", "גבא abc"),
        ("אב 12 גד", "דג 12 בא"),
        ("ب 1-2 ب", "ب 2-1 ب"),  # after an Arabic letter these are two numbers
        ("א 1-2 א", "א 1-2 א"),
        ("ب 1,2 ب", "ب 1,2 ب"),
        ("א (ב) a", "a (ב) א"),
        ("א (a) ב", "ב (a) א"),
        ("א [A (B", "A (B] א"),
        ("א.", ".א"),
        ("a 5%", "a 5%"),
        ("א 5%", "5% א"),
        ("א ", " א"),
    ],
)
def test_a_line_is_ordered_as_unicode_has_it(stored: str, seen: str) -> None:
    found = levels(stored)
    assert "".join(mirrored(stored[at]) if found[at] % 2 else stored[at] for at in order(found)) == seen


@given(TEXTS)
def test_an_order_has_every_place_once(text: str) -> None:
    assert sorted(order(levels(text))) == list(range(len(text)))


@pytest.mark.parametrize(
    ("way", "stored", "seen"),
    [
        (VISUAL, "a (لا) b", "a (\ufefb ) b"),
        (VISUAL, "(لا)", "(\ufefb) "),
        (VISUAL, "אב · גד", "בא · דג"),
        (VISUAL, "אב   גד", "בא   דג"),
        (VISUAL, "אב → גד", "בא → דג"),
        (VISUAL, "אב, גד", "דג ,בא"),
        (VISUAL, "אב abc", "בא abc"),
        (VISUAL, "אבגד abc גד", "דגבא abc דג"),
        (VISUAL, "אבגד Abc גד", "דג Abc דגבא"),
        (VISUAL, "said אב (12), גד.", "said דג ,(12) בא."),
        (VISUAL, "קרא אב (12).", ".(12) בא ארק"),
        (LOGICAL, "אב · גד", f"אב{LRM} · גד{LRM}"),
        (LOGICAL, "אב גד 12", f"אב גד 12{LRM}"),
        (LOGICAL, "a אב גד 12", f"a אב גד{LRM} 12"),
        (LOGICAL, "אב (גד) x", f"אב (גד){LRM} x"),
        (LOGICAL, "x (גד) x", f"x (גד{LRM}) x"),
        (LOGICAL, "אב «גד».", f"אב «גד»{LRM}."),
        (LATIN, "x قوات y", "x qwāt y"),
        (LATIN, "أب ٣، ش؟", "ʾb 3, š?"),
        (LATIN, "مُحَمَّد של", "mḥmd šl"),
        (STORED, "x قوات y", "x قوات y"),
    ],
)
def test_each_way_shows_a_text(way: str, stored: str, seen: str) -> None:
    assert text_of(shown([Span(stored)], way)) == seen


def test_two_values_never_change_places() -> None:
    pair = [Span(GUARD, "link"), Span(" → ", "dim"), Span(COUNCIL, "link")]
    columns = [Span(GUARD, "link"), Span(" "), Span(COUNCIL, "link")]
    for row in (pair, columns):
        drawn = shown(row, VISUAL)
        assert text_of(drawn).startswith(as_visual(GUARD)) and text_of(drawn).rstrip().endswith(
            as_visual(COUNCIL).rstrip()
        )
        assert [span.text for span in shown(row, LOGICAL)].count(LRM) == 2


def test_what_a_find_cuts_stays_one_text() -> None:
    row = found([Span(TITLE)], "اتفاق")
    assert len(row) == 3
    assert text_of(shown(row, VISUAL)) == as_visual(TITLE)
    assert [names(span.text) for span in shown(row, VISUAL) if span.style == "found"] == [names(as_visual("اتفاق"))]
    assert text_of(shown(row, LOGICAL)).count(LRM) == 1


def test_a_line_being_typed_keeps_its_letters() -> None:
    line = [Span(" find: ", "key"), Span(GUARD, "bar"), Span(" ", "caret")]
    assert text_of(typed(line, LATIN)).replace(LRM, "") == text_of(line)
    assert text_of(typed(line, VISUAL)) == " find:  " + as_visual(GUARD)  # the cursor stands where the next letter will


@IN_EVERY_WAY
@pytest.mark.parametrize("prose", [True, False])
@given(row=ROWS)
def test_a_row_takes_the_cells_it_was_measured_at(row: list[Span], way: str, prose: bool) -> None:
    drawn = shown(row, way, prose)
    assert cell_len(text_of(drawn)) == cell_len(text_of(row))


@IN_EVERY_WAY
@given(cells=st.lists(TEXTS, min_size=1, max_size=4))
def test_columns_never_drift(cells: list[str], way: str) -> None:
    """Behind each column stands a sign of its own, always in the same cell."""
    cells = [cell.replace("#", "") for cell in cells]
    row = [span for cell in cells for span in (Span(cell), Span(" " * (60 - cell_len(cell))), Span("#", "dim"))]
    drawn = text_of(shown(row, way))
    ends = [index for index, letter in enumerate(drawn) if letter == "#"]
    assert [cell_len(drawn[:end]) for end in ends] == [60 + 61 * index for index in range(len(cells))]


@given(ROWS)
def test_reordering_keeps_every_letter_that_does_not_join(row: list[Span]) -> None:
    def bare(text: str) -> list[str]:
        plain = unicodedata.normalize("NFKD", text)
        return sorted(letter for letter in plain if mirrored(letter) == letter != " ")

    assert bare(text_of(shown(row, VISUAL))) == bare(text_of(row))


@IN_EVERY_WAY
@given(text=TEXTS)
def test_latin_letters_alone_are_left_alone(text: str, way: str) -> None:
    row = [Span("".join(letter for letter in text if not has_rightward(letter)))]
    assert shown(row, way) is row


@given(TEXTS)
def test_romanised_text_has_nothing_from_right_to_left(text: str) -> None:
    assert not has_rightward(romanised(text))
    assert cell_len(romanised(text)) == cell_len(text)


@IN_EVERY_WAY
def test_ten_thousand_marks_take_no_time(way: str) -> None:
    row = [Span("ب" + "\u064e" * 10_000 + " x " + "לا(" * 1_000)]
    begun = time.process_time()
    drawn = shown(row, way)
    assert time.process_time() - begun < 2
    assert cell_len(text_of(drawn)) == cell_len(row[0].text)


# -- alone on a row


@pytest.mark.parametrize(
    ("spans", "is_alone"),
    [
        ([Span("  "), Span(GUARD)], True),
        ([Span("  3·1 ", "dim"), Span(f"{GUARD} 12 (UN)")], True),
        ([Span(GUARD), Span("  alias", "dim")], False),
        ([Span(GUARD), Span(" "), Span(COUNCIL)], False),
        ([Span(f"{GUARD}  {COUNCIL}")], False),
        ([Span(MIXED)], False),
        ([Span(f"{GUARD} opposes {COUNCIL}")], False),
    ],
)
def test_what_stands_alone(spans: list[Span], is_alone: bool) -> None:
    assert stands_alone(spans) is is_alone
    seen = text_of(shown(spans, LATIN, prose=True)).replace(LRM, "")
    assert seen == (text_of(spans) if is_alone else romanised(text_of(spans)))
    assert not has_rightward(text_of(shown(spans, LATIN)))


def test_after_words_beside_others_the_arabic_comes_once_alone() -> None:
    lines = [TextRow(line, "t", "c", block="b") for line in wrapped([Span(MIXED)], 40)]
    rows = list(alone([*lines, TextRow((Span("next", "label"),)), TextRow((Span(f"again {GUARD}"),))], 40))
    assert [row.text.strip() for row in rows if row.again] == [GUARD, COUNCIL]
    assert [row.again for row in rows] == [False] * len(lines) + [True] * 2 + [False] * 2
    assert {(row.target, row.cite, row.block) for row in rows if row.again} == {("t", "c", "b")}
    assert not any(row.hits for row in rows if row.again)


def test_a_name_that_is_broken_over_two_rows_comes_whole() -> None:
    lines = [TextRow(line, "t") for line in wrapped([Span(f"names: Guard, {GUARD} (alias)")], 20)]
    assert [GUARD in line.text for line in lines] == [False] * len(lines)
    assert [row.text.strip() for row in alone(lines, 20) if row.again] == [GUARD]


@given(st.lists(ROWS, max_size=6), st.integers(4, 60))
def test_the_rows_themselves_stay(rows: list[list[Span]], width: int) -> None:
    made = [TextRow(line) for row in rows for line in wrapped(row, width)]
    more = list(alone(made, width))
    assert [row for row in more if not row.again] == made
    for row in more:
        assert cell_len(row.text) <= width
        assert not row.again or (stands_alone(row.spans) or not any(map(str.isalpha, row.text)))


def test_arabic_prose_is_left_in_its_order() -> None:
    lines = [TextRow(line) for line in wrapped([Span(DIGEST)], 50)]
    assert list(alone(lines, 50)) == lines
