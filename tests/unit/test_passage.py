"""What a search found in a text is shown in the list, and opens where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import edit, ids

from tui.corpus.fold import words
from tui.paths import vocabulary_file
from tui.present.article import article_rows
from tui.present.details import detail_rows
from tui.present.hits import Hits
from tui.present.lists import hit_spans
from tui.present.rows import LazyRows
from tui.reading.find import found_in
from tui.store.build import build, open_store
from tui.store.index import texts
from tui.store.library import Hit, Library, Row
from tui.store.passage import Passage, passage

LINES = ["The weir at Harn", "A gate, the upper road", "The gate at the upper weir", "درعا والسد"]


@pytest.mark.parametrize(
    ("text", "line", "find"),
    [
        ("gate", 1, "gate"),
        ("  UPPER   weir ", 2, "UPPER weir"),
        ("weir gate", 0, "weir"),
        ("weir upper", 2, "weir"),
        ("roads", None, ""),
        ("roa", 1, "roa"),
        ("gate harn", 0, "harn"),
        ("al-weir", 0, "weir"),
        ("السد", 3, "السد"),
        ("Deraa", 3, "درعا"),
        ("zebra", None, ""),
        ("", 0, ""),
    ],
)
def test_the_text_with_most_of_the_words_is_shown(text: str, line: int | None, find: str) -> None:
    spellings = {word: ["درعا"] if word == "deraa" else [] for word in words(text)}
    expected = Passage("A title with a gate" if line is None else LINES[line], find)
    assert passage("A title with a gate", LINES, text, spellings) == expected


def test_a_name_of_several_words_is_found_as_it_is_written() -> None:
    for line, find in (("near Umm al-Batna now", "umm"), ("near umm batna now", "umm batna")):
        assert passage("t", [line], "Om Batnah", {"om": ["umm batna"], "batnah": []}) == Passage(line, find)


@given(st.text(max_size=30), st.lists(st.text(max_size=60), max_size=4), st.text(max_size=20))
def test_whatever_is_searched_the_find_stands_in_the_line(title: str, lines: list[str], text: str) -> None:
    found = passage(title, lines, text, {word: [] for word in words(text)})
    assert found.line in (title, *lines)
    assert not words(found.find) or found_in(found.line, found.find)


# -- in a library


def opened_at(library: Library, hit: Hit) -> int:
    """Return how many hits a reader sees who opens what was found and finds its words."""
    if hit.row.kind == "paragraph":
        article = "art:" + hit.row.id.partition("#")[0]
        return len(Hits(LazyRows(article_rows(library, article, 60, find=hit.find))))
    return len(Hits(LazyRows(detail_rows(library, hit.row.id, 60, hit.find))))


def test_every_word_of_a_text_opens_where_it_stands(library: Library) -> None:
    seen = {word for name in ids(library) for text in texts(library.record(name)) for word in words(text)}
    for word in sorted(seen):
        for hit in library.search(word, limit=500):
            if hit.where == "text":
                assert found_in(hit.line, hit.find), (word, hit)
                assert opened_at(library, hit), (word, hit)


def test_a_name_that_was_found_starts_no_find(library: Library) -> None:
    assert all(hit.find == "" for hit in library.search("harn") if hit.where != "text")


def test_the_reasons_for_a_date_within_an_item_are_shown_where_they_are_found(
    valleys_copy: Path, tmp_path: Path
) -> None:
    edit(
        valleys_copy / "agreements.yaml",
        '{when: "2031-05-12", status: broken',
        '{when: {edtf: "2031-05-12", said: on the Monday, basis: inferred, why: reckoned from the almanac}, status: broken',
    )
    build(valleys_copy, vocabulary_file(), tmp_path / "store.json")
    library = open_store(tmp_path / "store.json")
    (hit,) = library.search("almanac")
    assert (hit.row.id, hit.find, opened_at(library, hit)) == ("agr:water-accord", "almanac", 1)
    assert not any("almanac" in row.text for row in detail_rows(library, "agr:water-accord", 60))
    (row,) = [row for row in detail_rows(library, "agr:water-accord", 60, "almanac") if row.hits]
    assert row.cite == "hc31#1"
    library.close()


@pytest.mark.parametrize("width", [34, 46, 80])
def test_a_row_of_what_was_found_shows_the_words(library: Library, width: int) -> None:
    for text in ("sluice", "lorry", "upper road", "gauge", "third of the"):
        for hit in library.search(text):
            shown = hit_spans(hit, width)
            assert shown[0].text.strip() == hit.row.kind
            if hit.where == "text":
                assert any(span.style == "found" for span in shown) or width == 34, (hit, shown)
                assert any(found_in("".join(span.text for span in shown), hit.find[:6])), (hit, shown)


def test_a_long_line_is_cut_around_the_words() -> None:
    row = Row(1, "evt:x", "event", "A title", "siege", "happened", None, None, None)
    hit = Hit(row, "text", lambda: Passage("word " * 200 + "sluice " + "more " * 200, "sluice"))
    text = "".join(span.text for span in hit_spans(hit, 46))
    assert text.startswith("event     A title · …word word") and "sluice more" in text and text.endswith("…")


def test_a_short_line_leaves_its_room_to_the_title() -> None:
    title = "A title that is much longer than half of the row in which it is to stand"
    row = Row(1, "evt:x", "event", title, "siege", "happened", None, None, None)
    text = "".join(span.text for span in hit_spans(Hit(row, "text", lambda: Passage("sluice", "sluice")), 60))
    assert text.rstrip() == "event     A title that is much longer than half o… · sluice"
