"""Word use: which word is whose, for what, and in which paragraph; words for one thing stand in one block."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support import drawn

from tui.present.pages import page_of
from tui.present.words_page import word_rows
from tui.reading import wording
from tui.reading.wording import Use, differing, in_question, is_named, names_of, uses_of, words_for
from tui.store.library import Library

REMOVAL = "iss:word-for-removal"


rows, texts = drawn(word_rows, 96)


def sections(library: Library, name: str) -> dict[str, tuple[Use, ...]]:
    return dict(words_for(library, name).sections)


def test_who_says_deportation_transfer_or_evacuation_is_one_block(daraa: Library) -> None:
    found = [(use.label.partition(" (")[0], use.term, use.by, use.cites) for use in in_question(daraa, REMOVAL)]
    assert sorted(found) == sorted(
        [
            ("Deportation, expulsion", "deportation", "out:enab-baladi", ("eb21#h1",)),
            ("Deportation, expulsion", "deportation", "out:enab-baladi", ("eb21#10",)),
            ("Deportation, expulsion", "deportation", "out:enab-baladi", ("eb21#1",)),
            ("Deportation, expulsion", "expulsion", "out:enab-baladi", ("eb21#6",)),
            ("Population transfers", "population transfers", "out:unnamed-af18", ("af18#13",)),
            ("Safe passage", "safe passage", "out:unnamed-af18", ("af18#11",)),
            ("Forced displacement", "forced displacement", "out:enab-baladi", ("eb18#24",)),
            ("To evacuate", "evacuate", "out:the-new-arab", ("na21#3",)),
        ]
    )
    page = rows(daraa, "", 118)
    head = next(row for row in page if row.target == REMOVAL)
    assert head.text.startswith("What is the leaving of people for the north called")
    block = page[page.index(head) :]
    said = next(row for row in block if "“evacuate”" in row.text)
    assert "The New Arab" in said.text and said.cite == "na21#3"


def test_the_words_of_one_sort_of_event_stand_together(daraa: Library) -> None:
    block = [use for use in sections(daraa, "")["by what it names"] if use.sort == ("event_types", "removal")]
    assert {(use.term.casefold(), use.by) for use in block} >= {
        ("deportation", "out:enab-baladi"),
        ("expulsion", "out:enab-baladi"),
        ("safe passage", "out:unnamed-af18"),
    }


def test_a_word_is_whose_it_is_and_not_the_outlets_that_quotes_it(daraa: Library) -> None:
    """S17: the wording of the sender is the sender's."""
    own = sections(daraa, "act:bashar-al-assad")["its own words"]
    assert {(use.term, use.by) for use in own} >= {("terrorists", "act:bashar-al-assad")}
    assert all(use.by == "act:bashar-al-assad" for use in own)
    outlet = sections(daraa, "out:enab-baladi")
    assert all(use.by == "out:enab-baladi" for use in outlet["in its own voice"])
    assert ("terrorists", "act:bashar-al-assad") in {
        (use.term, use.by) for use in outlet["words of others in its articles"]
    }


def test_what_an_actor_is_called_is_told_by_the_text_it_stands_in(daraa: Library) -> None:
    called = {(use.term, use.cites[0].partition("#")[0], use.by) for use in names_of(daraa, "act:russia")}
    assert ("the Russian enemy", "af18", "") in called and ("Moscow", "af18", "") in called
    lines = [text for text in texts(daraa, "act:russia") if "“Moscow”" in text]
    assert len(lines) == 1 and "in Unnamed outlet" in lines[0] and "af18#1" in lines[0]


def test_an_article_shows_only_what_stands_in_it(daraa: Library) -> None:
    for title, uses in words_for(daraa, "art:na21").sections:
        if title != "questions of wording":
            assert uses and all(any(cite.startswith("na21#") for cite in use.cites) for use in uses)
    asked = sections(daraa, "art:na21")["questions of wording"]
    assert REMOVAL in {use.sort[1] for use in asked}
    assert any(cite.startswith("eb21#") for use in asked for cite in use.cites)


def test_a_position_of_which_no_word_is_coded_says_so(daraa: Library) -> None:
    found = " ".join(" ".join(texts(daraa, "", 118)).split())
    assert "Supervisor of the government's return (na21) na21#12 no word of it is coded" in found


def test_the_words_of_an_issue_stand_by_position(daraa: Library) -> None:
    positions = [use.label for use in sections(daraa, "iss:who-broke-the-deal-of-24-july-2021")["by position"]]
    assert list(dict.fromkeys(positions)) == [
        one["label"] for one in daraa.record("iss:who-broke-the-deal-of-24-july-2021")["positions"]
    ]


def test_a_word_of_a_term_stands_under_its_topic(daraa: Library) -> None:
    uses = uses_of(daraa, "agr:umm-batnah-2021")
    assert ("topics", "removal") in {use.sort for use in uses}


def test_words_of_the_valleys(library: Library) -> None:
    assert texts(library, "", 78) == [
        "words of the whole corpus",
        "≠ another speaker has another word for this · in: in whose text it stands, by",
        "whom is not coded",
        "",
        "by what it names",
        "",
        "Closing of roads or checkpoints  1 word, 1 voice",
        "  “to the litre”    Ilse Marrow     hc31#2  Ilse Marrow: The gate is opened …",
    ]
    line = rows(library, "", 78)[-1]
    assert (line.target, line.cite) == ("clm:gate-opened", "hc31#2")
    assert texts(library, "out:harn-courier")[-1].strip().startswith("“to the litre”")
    assert texts(library, "iss:is-the-gate-shut", 34)[-2:] == [
        "    “to the litre”  Ilse Marrow",
        "      hc31#2  Ilse Marrow: The ga…",
    ]


def test_what_has_no_words_says_so(library: Library, empty_library: Library) -> None:
    assert texts(library, "act:men-from-orren")[-1] == "no word of a source is coded here"
    assert texts(empty_library, "")[-1] == "no word of a source is coded here"


def test_no_use_is_told_twice(daraa: Library) -> None:
    for name in ("", "art:eb21", "out:enab-baladi", "act:syrian-government"):
        for title, uses in words_for(daraa, name).sections:
            keys = [(use.key, use.sort, use.label, use.record) for use in uses]
            assert len(keys) == len(set(keys)), (name, title)


def test_each_use_opens_its_record_and_its_paragraph(daraa: Library) -> None:
    whole = sections(daraa, "")["by what it names"]
    shown = {(row.target, row.cite) for row in word_rows(daraa, "", 118)}
    assert {(use.record, use.cites[0]) for use in whole} <= shown


def test_where_more_is_coded_than_is_read_the_page_says_so(daraa: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "MOST", 20)
    found = words_for(daraa, "")
    counts = [daraa.count(kind) for kind in wording.KINDS_WITH_WORDS]
    assert found.unread == sum(max(count - 20, 0) for count in counts)
    assert any(f"{found.unread:,} more are not" in text for text in texts(daraa, "", 118))


def test_the_page_is_there_for_what_has_words() -> None:
    for name in ("out:harn-courier", "art:hc31", "act:ilse-marrow", "iss:is-the-gate-shut", None):
        page = page_of(name, "words")
        assert page and page.id == "words"


@pytest.mark.parametrize("width", range(10, 121, 5))
def test_no_row_is_wider_than_the_pane(daraa: Library, width: int) -> None:
    for name in ("art:na21", "act:bashar-al-assad", REMOVAL):
        assert all(cell_len(row.text) <= width for row in rows(daraa, name, width))


def test_a_find_is_found_where_it_stands(daraa: Library) -> None:
    hits = [row.text for row in rows(daraa, REMOVAL, 118, "evacuate") if row.hit]
    assert hits and all("evacuat" in hit.casefold() for hit in hits)


def test_hostile_values_are_drawn_within_the_pane(raw: Library) -> None:
    kinds = ("outlet", "article", "actor", "issue")
    names = ["", *(row.id for kind in kinds for row in raw.rows(raw.numbers(kind)))]
    for name, width in product(names, (10, 34, 78, 118)):
        assert all(cell_len(row.text) <= width for row in word_rows(raw, name, width))


@pytest.mark.parametrize(
    ("term", "asked", "named"),
    [
        ("militant", {"militants"}, True),
        ("safe passage", {"safe", "passage", "wish"}, True),
        ("safe passage", {"passage"}, False),
        ("storm", {"stormed"}, True),
        ("war", {"warned"}, False),
        ("form", {"formalities"}, False),
    ],
)
def test_a_term_is_named_but_for_how_it_ends(term: str, asked: set[str], named: bool) -> None:
    assert is_named(term, asked) is named


USES = st.lists(
    st.builds(
        Use,
        st.sampled_from(["Truce", "truce", "deal"]),
        st.sampled_from(["", "act:a", "act:b"]),
        st.sampled_from(["evt:x", "evt:y", "rnd:z"]),
        st.just(("x1#1",)),
        st.just(("event_types", "agreement")),
    )
)


@given(USES)
def test_a_record_differs_where_two_speakers_share_no_word(uses: list[Use]) -> None:
    said: dict[Any, set[str]] = {}
    for use in uses:
        said.setdefault((use.record, use.by), set()).add(use.term.lower())
    found = {
        record
        for record in ("evt:x", "evt:y")
        if {(record, "act:a"), (record, "act:b")} <= set(said) and not said[record, "act:a"] & said[record, "act:b"]
    }
    assert differing(uses) == found
