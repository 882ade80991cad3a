"""Presenting: rows that fit, lose nothing and say no more than is known."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from support import ids

from tui.corpus.dates import parse_edtf
from tui.corpus.kinds import FACTUALITY, KINDS
from tui.present.article import article_rows
from tui.present.dates import label
from tui.present.details import detail_rows
from tui.present.lists import ListRows, hit_spans, list_spans, mark, short_date
from tui.present.rows import BOUND, LazyRows, Span, TextRow, fit, found, marked, wrapped
from tui.present.threads import thread_rows
from tui.store.library import Library, Record, Row

NARROWEST = 18
"""What a pane has for words on a screen of 20 columns."""


def cells(spans: Iterable[Span]) -> int:
    return sum(cell_len(span.text) for span in spans)


def letters(spans: Iterable[Span]) -> list[tuple[str, str]]:
    """Return every character that is not blank, with its style."""
    return [(character, span.style) for span in spans for character in span.text if not character.isspace()]


def row(edtf: str | None, factuality: str = "happened", title: str = "An event") -> Row:
    """Return an event's row with this date."""
    span = parse_edtf(edtf) if edtf else None
    first, last = (span.earliest, span.latest) if span else (None, None)
    days = (day.isoformat() if day else None for day in (first, last))
    return Row(1, "evt:x", "event", title, "siege", factuality, edtf, *days)


# -- wrapping and fitting

TEXT = st.one_of(
    st.text(st.sampled_from("ab  cd漢字かな 한글 درعا مُحَ e\u0301o\u0308\u200d👩🌊 -()"), max_size=60),
    st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=40),
)
SPANS = st.lists(st.builds(Span, TEXT, st.sampled_from(["", "link", "found"])), max_size=5)


@settings(max_examples=400)
@given(SPANS, st.integers(2, 60))
@example([Span("漢字漢字", "link")], 3)
@example([Span("a word", ""), Span("漢" * 50, "found"), Span(" end", "")], 5)
@example([Span("e" + "\u0301" * 9)], 2)
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(spans: list[Span], width: int) -> None:
    lines = wrapped(spans, width)
    assert all(cells(line) <= width for line in lines)
    assert letters(span for line in lines for span in line) == letters(spans)


def texts(lines: Iterable[Iterable[Span]]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


@pytest.mark.parametrize("find", ["ria", "ern s", "southern syria", "mar 2018"])
def test_a_find_breaks_no_line_elsewhere(find: str) -> None:
    spans = [Span("in Southern Syria, until Mar 2018", "link"), Span(", as told.")]
    for width in range(9, 40):
        assert texts(wrapped(found(spans, find), width)) == texts(wrapped(spans, width))


def test_what_follows_a_word_without_a_blank_stays_with_it() -> None:
    names = [Span("Harn", "link"), Span(", ", "dim"), Span("Orren", "link")]
    assert texts(wrapped(names, 4 + 1)) == ["Harn,", "Orren"]
    assert texts(wrapped([Span("May 2031", "date"), Span(f"{BOUND}=", "mark")], 9)) == ["May", "2031 ="]


@given(SPANS, st.integers(1, 60))
def test_no_wrapped_line_begins_or_ends_with_a_blank(spans: list[Span], width: int) -> None:
    for line in wrapped(spans, width):
        text = "".join(span.text for span in line)
        assert text == text.strip(" ")


@given(SPANS, st.integers(2, 60))
def test_every_wrapped_line_but_the_only_one_has_words(spans: list[Span], width: int) -> None:
    lines = wrapped(spans, width)
    assert lines == [()] or all(letters(line) for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("the gate is shut", 8, ["the gate", "is shut"]),
        ("the gate is shut", 16, ["the gate is shut"]),
        ("the   gate", 10, ["the   gate"]),
        ("the   gate", 4, ["the", "gate"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("an unbreakable", 6, ["an", "unbrea", "kable"]),
        ("水門は閉", 5, ["水門", "は閉"]),
        ("سد هرن مغلق", 6, ["سد هرن", "مغلق"]),
        ("ab", 0, ["a", "b"]),
        ("", 5, [""]),
        ("   ", 5, [""]),
    ],
)
def test_wrapping_breaks_at_blanks(text: str, width: int, lines: list[str]) -> None:
    assert ["".join(span.text for span in line) for line in wrapped([Span(text)], width)] == lines


def test_neighbours_of_one_style_are_one_span() -> None:
    assert wrapped([Span("the ", "link"), Span("gate", "link"), Span(" is", "")], 20) == [
        (Span("the gate", "link"), Span(" is", ""))
    ]


@given(TEXT, st.integers(0, 60))
@example("漢字", 3)
@example("漢字", 2)
def test_fitted_text_has_the_width_to_the_cell(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [("gate", 6, "gate  "), ("gate", 4, "gate"), ("gates", 4, "gat…"), ("漢字漢", 4, "漢 …"), ("gate", 1, "…")],
)
def test_what_is_cut_says_so(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@given(TEXT, st.text("abد漢é", max_size=3))
def test_marking_what_was_found_changes_no_letter(text: str, find: str) -> None:
    assert "".join(span.text for span in marked(text, "link", find)) == text


def test_what_was_found_is_marked() -> None:
    assert marked("Härn weir", "link", "harn") == [Span("Härn", "found", begins=True), Span(" weir", "link")]


def test_lazy_rows_make_no_more_than_is_asked_for() -> None:
    made: list[int] = []

    def making() -> Iterable[TextRow]:
        for n in range(10):
            made.append(n)
            yield TextRow((Span(str(n)),))

    rows = LazyRows(iter(making()))
    second = rows.row(1)
    assert second is not None
    assert second.text == "1"
    assert made == [0, 1]
    assert rows.row(-1) is rows.row(10) is None
    assert len(rows) == 10


# -- dates


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        (None, "no date"),
        ("2018-06-14", "14 Jun 2018"),
        ("2018-06", "Jun 2018"),
        ("2018", "2018"),
        ("201X", "2010..2019"),
        ("[2018-06-01..2018-06-10]", "1..10 Jun 2018"),
        ("[2018-06-29..2018-07-02]", "29 Jun..2 Jul 2018"),
        ("[2018-12-30..2019-01-02]", "30 Dec 2018..2 Jan 2019"),
        ("[2018-06..2018-07]", "Jun..Jul 2018"),
        ("[2018-11..2019-02]", "Nov 2018..Feb 2019"),
        ("[2018..2019]", "2018..2019"),
        ("2017-07/2018-07", "Jul 2017 → Jul 2018"),
        ("2018-06-14/2018-06-20", "14 Jun 2018 → 20 Jun 2018"),
        ("2018-06/2018-06", "within Jun 2018"),
        ("2018-06-14/2018-06-14", "14 Jun 2018"),
        ("2018/2018", "within 2018"),
        ("2018/..", "since 2018"),
        ("2018/", "2018 → ?"),
        ("../2018", "until 2018"),
        ("2018-06~", "Jun 2018~"),
        ("2018-06?", "Jun 2018?"),
        ("2018-06%", "Jun 2018~?"),
        ("not edtf", "not edtf"),
    ],
)
def test_a_date_says_what_is_known(edtf: str | None, said: str) -> None:
    assert label(edtf) == said


def test_bounds_that_are_narrower_than_the_date_are_shown() -> None:
    assert label("2018-06", "2018-06-10", "2018-06-14") == "10..14 Jun 2018"


@pytest.mark.parametrize(("edtf", "wrong"), [("[..2018-06-14]", "before 14 Jun"), ("[2018-06-14..]", "after 14 Jun")])
def test_an_open_date_does_not_leave_its_own_day_out(edtf: str, wrong: str) -> None:
    assert not label(edtf).startswith(wrong)


@pytest.mark.parametrize(
    ("edtf", "size", "said"),
    [
        ("2018-06-14", 10, "2018-06-14"),
        ("2018-06", 10, "2018-06"),
        (None, 10, "no date"),
    ],
)
def test_a_list_has_a_short_date(edtf: str | None, size: int, said: str) -> None:
    assert short_date(row(edtf), size) == said


# -- lists


@pytest.mark.parametrize("kind", [*KINDS, "paragraph"])
def test_list_rows_have_the_width_to_the_cell(kind: str, library: Library) -> None:
    numbers = library.numbers(kind)
    for width in range(4, 121):
        rows = ListRows(library, numbers, width)
        for index in range(len(rows)):
            shown = rows.row(index)
            assert shown is not None
            assert cells(shown.spans) == width
            assert shown.target == library.row(numbers[index]).id


def test_rows_of_what_was_found_have_the_width_to_the_cell(library: Library) -> None:
    hits = [*library.search("harn"), *library.search("sluice"), *library.search("the")]
    for width in range(NARROWEST, 121):
        assert {cells(hit_spans(hit, width)) for hit in hits} == {width}


@given(title=TEXT, width=st.integers(4, 120), factuality=st.sampled_from(FACTUALITY))
def test_no_title_changes_the_width_of_a_list_row(library: Library, title: str, width: int, factuality: str) -> None:
    assert cells(list_spans(row("2018-06-14", factuality, title), width, library)) == width


def test_there_is_no_row_beyond_the_ends_of_a_list(library: Library) -> None:
    rows = ListRows(library, library.numbers("event"), 40)
    assert rows.row(-1) is rows.row(len(rows)) is None


def test_a_letter_and_not_colour_alone_says_what_did_not_simply_happen() -> None:
    marks = {factuality: mark(row(None, factuality)) for factuality in FACTUALITY}
    assert marks.pop("happened") == " "
    assert len(set(marks.values())) == len(marks)
    assert all(letter.isalpha() for letter in marks.values())


# -- articles and details


def test_an_article_shows_every_digest_whole_at_any_width(library: Library) -> None:
    digests = {one.id: one.title.replace(" ", "") for one in library.rows(library.paragraphs("art:hc31"))}
    for width in range(4, 121):
        shown = dict.fromkeys(digests, "")
        for line in article_rows(library, "art:hc31", width):
            if line.block:
                shown[line.block] += "".join(span.text for span in line.spans[2:]).replace(" ", "")
        assert {name: text.removeprefix("title:").removeprefix("date:") for name, text in shown.items()} == digests


def gutters(library: Library, marks: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return what stands before each paragraph."""
    rows = reversed(list(article_rows(library, "art:hc31", 300, marks)))  # of each paragraph, the first row counts
    return {line.block: line.spans[0].text + line.spans[1].text for line in rows if line.block}


def test_an_article_marks_the_paragraphs_of_the_record_in_hand(library: Library) -> None:
    marked_ones = {name for name, gutter in gutters(library, frozenset(["hc31#4"])).items() if gutter.endswith("|")}
    assert marked_ones == {"hc31#4"}


def test_a_gutter_has_the_paragraphs_number_and_counts_what_rests_on_it(library: Library) -> None:
    assert gutters(library)["hc31#6"] == "  6·2   "
    assert gutters(library)["hc31#title"] == "        "


@pytest.mark.parametrize(
    ("find", "widths"),
    [
        pytest.param("", range(4, 121), id="any width"),
        pytest.param("gate", (4, 18, 40, 120), id="with a find"),
        pytest.param("ا", (4, 18, 40, 120), id="with an Arabic find"),
    ],
)
def test_the_details_of_everything_show(find: str, widths: Iterable[int], library: Library) -> None:
    for name in ids(library):
        for width in widths:
            rows = list(detail_rows(library, name, width, find))
            assert rows
            assert all(line.cite is None or library.number(line.cite) for line in rows)
            assert all(line.target is None or library.number(line.target) for line in rows)


@pytest.mark.parametrize(
    "width",
    [
        NARROWEST,
        38,
        42,
    ],
)
def test_no_row_of_the_details_is_cut(width: int, library: Library) -> None:
    too_long = [
        line.text for name in ids(library) for line in detail_rows(library, name, width) if cells(line.spans) > width
    ]
    assert too_long == []


def test_details_know_no_record_that_there_is_not(library: Library) -> None:
    with pytest.raises(KeyError):
        list(detail_rows(library, "evt:rain", 80))


def text_of(library: Library, name: str) -> str:
    return "\n".join(line.text for line in detail_rows(library, name, 100))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("evt:gate-shut", ["The gate stays shut", "since 3 May 2031", "“nine days”", "Farmers of the Lower Tasmel", "disputed"]),
        ("evt:gate-chained", ["3 days after The two valleys agree on the water (1..10 Apr 2031)"]),
        ("evt:lorry-turned-back", ["14 days before", "28 Apr 2031"]),
        ("agr:water-accord", ["A third of the river passes", "broken", "kept", "Orren Water Board"]),
        ("rnd:mill-talks", ["Forty days of labour a year instead.", "counter offer", "answers levy"]),
        ("clm:gate-opened", ["to the litre", "denies"]),
        ("fig:families", ["between 40 and 60"]),
        ("iss:is-the-gate-shut", ["Both may be right about different hours.", "opened every night"]),
        ("plc:harn", ["هرن", "Lower Tasmel"]),
        ("hc31#6", ["A lorry is turned back", "The upper road", "rests on it: 2"]),
        ("hc31#title", ["nothing is coded from it"]),
    ],
)  # fmt: skip
def test_details_say(name: str, said: list[str], library: Library) -> None:
    text = text_of(library, name)
    assert [words for words in said if words not in text] == []


def test_every_value_of_a_record_with_a_citation_opens_a_paragraph(library: Library) -> None:
    rows = [line for line in detail_rows(library, "agr:water-accord", 100) if line.text.strip()]
    assert all(line.cite for line in rows)
    kept = next(line for line in rows if line.text.strip().startswith("kept"))
    assert kept.cite == "hc31#2"


def thread(shape: str) -> Record:
    """Return a thread with groups, states and columns, and a member that has none of them."""
    return {
        "shape": shape,
        "states": ["talks", "accord", "peace"],
        "columns": [{"title": "Who", "field": "participants.actor|parties"}, {"title": "When", "field": "when"}],
        "members": [
            {"record": "rnd:mill-talks", "group": "Orren", "state": "talks"},
            {"record": "agr:water-accord", "group": "Tasmel", "state": "accord"},
            {"record": "evt:gate-chained", "group": "Tasmel", "state": "accord"},
            {"record": "iss:is-the-gate-shut"},
        ],
    }


SHAPES = [
    "log",
    "table",
    "feed",
    "pairs",
    "strip",
    "cards",
    "ladder",
    "grid",
    "arrows",
    "entries",
    "bars",
    "chain",
    "matrix",
    "beside",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_thread_shows_in_every_shape_at_any_width(shape: str, library: Library) -> None:
    for width in range(4, 121):
        for drawn in (thread(shape), {**thread(shape), "columns": [], "states": []}):
            assert all(one.target is None or library.number(one.target) for one in thread_rows(library, drawn, width))


@pytest.mark.parametrize("shape", SHAPES[:-2])
def test_a_thread_shows_every_member(shape: str, library: Library) -> None:
    targets = {one.target for one in thread_rows(library, thread(shape), 100)}
    assert {member["record"] for member in thread(shape)["members"]} <= targets


def test_an_empty_cell_of_a_thread_says_not_stated(library: Library) -> None:
    for shape in ("ladder", "matrix", "grid", "table"):
        assert "n/s" in "\n".join(one.text for one in thread_rows(library, thread(shape), 100))
