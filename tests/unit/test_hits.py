"""Which hit of how many: every one is counted once, however its line is broken and whatever styles it runs through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support import ids

from tui.present.article import article_rows
from tui.present.details import detail_rows
from tui.present.hits import HitAt, Hits
from tui.present.rows import LazyRows, Span, TextRow, found, has_found, wrapped
from tui.present.threads import thread_rows
from tui.reading.find import found_in
from tui.store.library import Library

WORDS = st.text(st.sampled_from("ab AÉ’درعا漢\u0301-"), max_size=30)
SPANS = st.lists(st.builds(Span, WORDS, st.sampled_from(["", "link", "dim"])), max_size=5)


def rows(*lines: str, find: str = "x") -> LazyRows:
    return LazyRows(TextRow(tuple(found([Span(line)], find))) for line in lines)


@given(SPANS, st.text("abد漢é ", max_size=3))
@example([Span("the ga"), Span("te", "link")], "gate")
@example([Span("aa"), Span("aaa", "link")], "aa")
def test_marking_finds_what_stands_in_several_spans(spans: list[Span], find: str) -> None:
    marked = found(spans, find)
    text = "".join(span.text for span in spans)
    assert "".join(span.text for span in marked) == text
    places, at, begun = [], 0, []
    for span in marked:
        if span.begins:
            begun.append(at)
        if span.style == "found":
            places += range(at, at + len(span.text))
        at += len(span.text)
    assert begun == [start for start, _ in found_in(text, find)]
    assert places == [i for start, end in found_in(text, find) for i in range(start, end)]


@given(SPANS, st.text("abد漢é ", max_size=3), st.integers(2, 40))
@example([Span("the gate is shut")], "gate is", 8)
@example([Span("unbreakable")], "break", 4)
@example([Span("gatgatgat")], "gat", 60)
@example([Span("a"), Span(" a", "link")], "a", 3)
def test_what_is_broken_over_lines_is_counted_once(spans: list[Span], find: str, width: int) -> None:
    lines = [TextRow(line) for line in wrapped(found(spans, find), width)]
    text = "".join(span.text for span in spans)
    assert sum(row.hits for row in lines) == len(found_in(text, find))
    assert all(has_found(row.spans) for row in lines if row.hits)


@given(SPANS, st.text("abد漢é", max_size=2))
def test_marking_keeps_the_styles_of_the_rest(spans: list[Span], find: str) -> None:
    before = [style for span in spans for style in [span.style] * len(span.text)]
    after = [style for span in found(spans, find) for style in [span.style] * len(span.text)]
    assert all(new in (old, "found") for old, new in zip(before, after, strict=True))


def test_hits_are_told_by_their_places() -> None:
    hits = Hits(rows("", "x", "", "x x x", "y", "x"))
    assert len(hits) == 5
    told = [str(hits.near(row)) for row in range(-1, 8)]
    assert told == ["1 of 5", "1 of 5", "1 of 5", "2-4 of 5", "2-4 of 5", "5 of 5", "5 of 5", "1 of 5", "1 of 5"]
    back = [at.row for row in range(-1, 8) if (at := hits.near(row, -1))]
    assert back == [5, 5, 1, 1, 3, 3, 5, 5, 5]


def test_where_nothing_is_found_there_is_no_hit() -> None:
    for none in (rows(), rows("y", "")):
        assert Hits(none).near(0) is None and Hits(none).near(3, -1) is None and len(Hits(none)) == 0


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(-2, 15))
def test_every_hit_is_reached_in_turn(counts: list[int], start: int) -> None:
    hits = Hits(rows(*("x " * count for count in counts)))
    where = [row for row, count in enumerate(counts) if count]
    row, met = start, list[HitAt]()
    for _ in where:
        at = hits.near(row)
        assert at and at.last - at.first + 1 == counts[at.row]
        met.append(at)
        row = at.row + 1
    assert sorted(at.row for at in met) == where
    assert sorted(n for at in met for n in range(at.first, at.last + 1)) == list(range(1, sum(counts) + 1))


def test_a_long_text_is_read_once() -> None:
    asked = []

    class Counting(LazyRows):
        def row(self, index: int) -> TextRow | None:
            asked.append(index)
            return super().row(index)

    hits = Hits(Counting(TextRow((Span("x", begins=n % 9 == 0),)) for n in range(1_000)))
    before = len(asked)
    for row in range(1_000):
        hits.near(row)
    assert len(asked) == before <= 1_001


# -- in the panes


@pytest.mark.parametrize("width", [14, 18, 34, 66, 100])
@pytest.mark.parametrize("find", ["gate", "the gate", "until harvest", "farmers and the board", "weir"])
def test_an_article_has_as_many_hits_at_every_width(library: Library, width: int, find: str) -> None:
    blocks = [library.row(n).title for n in library.paragraphs("art:hc31")]
    expected = sum(len(found_in(text, find)) for text in [library.title("art:hc31"), *blocks])
    assert len(Hits(LazyRows(article_rows(library, "art:hc31", width, find=find)))) == expected > 0


def detail_words(library: Library, name: str, width: int) -> Iterator[str]:
    for row in detail_rows(library, name, width):
        yield from row.text.split()


def test_every_word_that_details_show_is_found_in_them(library: Library) -> None:
    for name in ids(library):
        for word in sorted(set(detail_words(library, name, 100)))[::2]:
            if found_in(word, word):
                assert len(Hits(LazyRows(detail_rows(library, name, 100, word)))), (name, word)


def test_every_word_that_a_thread_shows_is_found_in_it(library: Library) -> None:
    for row in library.rows(library.numbers("thread")):
        for shape in (
            "log",
            "table",
            "feed",
            "ladder",
            "matrix",
            "pairs",
            "strip",
            "cards",
            "grid",
            "arrows",
            "entries",
            "bars",
            "chain",
            "beside",
        ):
            thread = {**library.record(row.id), "shape": shape}
            for width in (34, 90):
                shown = {word for made in thread_rows(library, thread, width) for word in made.text.split()}
                for word in sorted(shown)[::2]:
                    if found_in(word, word):
                        assert len(Hits(LazyRows(thread_rows(library, thread, width, word)))), (row.id, shape, word)


def test_a_row_that_shows_a_hit_says_so(library: Library) -> None:
    for name in ids(library):
        for made in detail_rows(library, name, 30, "the"):
            assert made.hit == has_found(made.spans)
    assert any(
        made.hit for made in article_rows(library, "art:hc31", 30, find="valleys trade") if made.cite == "hc31#title"
    )
