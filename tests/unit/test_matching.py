"""Matching: a coded paragraph is found however a copy is broken; what differs or is missing is said, and nothing is guessed."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.text import sha8
from tui.notebook.copies import DIFFERS, FOUND, MISSING, UNSURE, Placed
from tui.notebook.matching import Coded, placed, quick_hashes

TEXTS = (
    "Farmers of the lower valley said that the sluice had been shut for nine days.",
    "The board rejects this; the gate, it says, was opened every night and the accord kept to the litre.",
    "Nobody has said by whom the lorry was turned back on the upper road.",
    "Between forty and sixty families draw their water below the weir, by the count of the abbot and of the miller.",
)


def coded(*texts: str, with_length: bool = True) -> list[Coded]:
    return [Coded(f"hc31#{n}", sha8(text), len(text) if with_length else 0) for n, text in enumerate(texts, 1)]


def states(lines: list[str], paragraphs: list[Coded]) -> list[tuple[str, str]]:
    return [(one.state, one.text) for one in placed(lines, paragraphs).values()]


BROKEN = {
    "lines": list(TEXTS),
    "blocks": [line for text in TEXTS for line in (text, "")],
    "wrapped": [line for text in TEXTS for line in (*textwrap.wrap(text, 30), "")],
    "wrapped, no blanks": [line for text in TEXTS for line in textwrap.wrap(text, 30)],
    "a blank after each line": [line for text in TEXTS for part in textwrap.wrap(text, 30) for line in (part, "")],
    "boilerplate between": ["Menu", "", *(line for text in TEXTS for line in ("Read also: more", text, "Share", ""))],
}


@pytest.mark.parametrize("with_length", [True, False])
@pytest.mark.parametrize("lines", BROKEN.values(), ids=BROKEN)
def test_paragraphs_are_found_in_any_structure(lines: list[str], with_length: bool) -> None:
    assert states(lines, coded(*TEXTS, with_length=with_length)) == [(FOUND, text) for text in TEXTS]


def test_paragraphs_run_together_are_found_by_their_lengths() -> None:
    assert states([f"By A. Writer {' '.join(TEXTS)} The end"], coded(*TEXTS)) == [(FOUND, text) for text in TEXTS]


@pytest.mark.parametrize("with_length", [True, False])
def test_order_does_not_matter_to_what_is_found(with_length: bool) -> None:
    assert {state for state, _ in states(list(reversed(TEXTS)), coded(*TEXTS, with_length=with_length))} == {FOUND}


def test_a_changed_paragraph_is_told_with_what_stands_in_its_place() -> None:
    changed = TEXTS[1].replace("night", "evening")
    for lines in (
        [TEXTS[0], changed, *TEXTS[2:]],
        ["Menu", *TEXTS[:1], "Share", changed, "Read also", *TEXTS[2:], "End"],
    ):
        assert states(lines, coded(*TEXTS)) == [(FOUND, TEXTS[0]), (DIFFERS, changed), *((FOUND, t) for t in TEXTS[2:])]


def test_two_changed_paragraphs_keep_their_order() -> None:
    first, second = TEXTS[1].upper(), TEXTS[2].upper()
    lines = [TEXTS[0], first, second, TEXTS[3]]
    assert states(lines, coded(*TEXTS))[1:3] == [(DIFFERS, first), (DIFFERS, second)]


def test_a_changed_paragraph_of_several_lines_is_told_whole() -> None:
    changed = TEXTS[1].replace("night", "evening")
    for blank in ([""], []):
        lines = [line for text in (TEXTS[0], changed, *TEXTS[2:]) for line in (*textwrap.wrap(text, 30), *blank)]
        assert states(lines, coded(*TEXTS))[1] == (DIFFERS, changed)


@pytest.mark.parametrize("between", [[], ["Share"], ["An advertisement " * 30]])
def test_what_is_not_there_is_missing_and_no_boilerplate_is_taken_for_it(between: list[str]) -> None:
    assert states([TEXTS[0], *between, *TEXTS[2:]], coded(*TEXTS))[1] == (MISSING, "")


def test_a_found_paragraph_is_not_taken_for_another() -> None:
    twice = [TEXTS[0], TEXTS[2], TEXTS[3]]
    assert states(twice, coded(TEXTS[0], TEXTS[1][: len(TEXTS[2])], TEXTS[2], TEXTS[3]))[1] == (MISSING, "")


def test_without_lengths_a_place_is_told_only_where_there_is_one_for_each() -> None:
    assert states([TEXTS[0], "Changed.", *TEXTS[2:]], coded(*TEXTS, with_length=False))[1] == (DIFFERS, "Changed.")
    assert states([TEXTS[0], "Share", "Changed.", *TEXTS[2:]], coded(*TEXTS, with_length=False))[1] == (MISSING, "")


def test_where_nothing_is_found_nothing_is_told_to_differ() -> None:
    assert {state for state, _ in states([text.upper() for text in TEXTS], coded(*TEXTS))} == {MISSING}


def test_a_paragraph_without_a_hash_is_not_looked_for() -> None:
    assert placed([TEXTS[0]], [Coded("hc31#1", "")]) == {"hc31#1": Placed(UNSURE)}


def test_quick_hashes_know_lines_and_blocks() -> None:
    wrapped = textwrap.wrap(TEXTS[0], 30)
    assert {sha8(TEXTS[0]), sha8(wrapped[0])} <= quick_hashes([*wrapped, "", "Share"])


WORD = st.text("abcde", min_size=1, max_size=8)
PARAGRAPHS = st.lists(st.lists(WORD, min_size=3, max_size=12).map(" ".join), min_size=1, max_size=8, unique=True)


@given(PARAGRAPHS, st.integers(10, 40), st.booleans(), st.booleans(), st.data())
def test_every_paragraph_of_a_whole_copy_is_found(
    texts: list[str], width: int, blanks: bool, with_length: bool, data: st.DataObject
) -> None:
    lines: list[str] = []
    for text in texts:
        if data.draw(st.booleans()):
            lines += ["- advertisement -", ""]
        lines += [*textwrap.wrap(text, width, break_on_hyphens=False), *([""] if blanks else [])]
    assert [text for _, text in states(lines, coded(*texts, with_length=with_length))] == texts


@given(PARAGRAPHS, st.sets(st.integers(0, 7)))
def test_nothing_that_was_taken_out_is_found(texts: list[str], out: set[int]) -> None:
    lines = [text for n, text in enumerate(texts) if n not in out]
    for n, (state, text) in enumerate(states(lines, coded(*texts))):
        if state == FOUND:
            assert text == texts[n]
        if n not in out:
            assert state == FOUND


@given(
    st.lists(st.text(max_size=20).map(lambda text: " ".join(text.split())), max_size=12),
    st.lists(st.integers(0, 30), max_size=5),
)
def test_any_copy_answers_for_every_paragraph(lines: list[str], lengths: list[int]) -> None:
    paragraphs = [Coded(f"hc31#{n}", "00000000", length) for n, length in enumerate(lengths, 1)]
    assert list(placed(lines, paragraphs)) == [one.citation for one in paragraphs]
