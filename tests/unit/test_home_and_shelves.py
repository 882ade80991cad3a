"""The pages of the whole corpus: all threads with their state on a day, and the shelves of what is doubtful or missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from rich.cells import cell_len

from tui.present import shelves
from tui.present.home import home_rows
from tui.present.pages import EVERY, PAGES, page_of, pages_of
from tui.present.rows import TextRow
from tui.present.shelves import contradiction_rows, uncoded_rows, unnamed_rows, unstated_rows
from tui.store.library import Library

Make = Callable[[Library, str, int, str], Iterator[TextRow]]
SHELVES: list[Make] = [contradiction_rows, unstated_rows, uncoded_rows, unnamed_rows]


def texts(rows: Iterator[TextRow]) -> list[str]:
    return [row.text.strip() for row in rows]


def test_all_threads_are_at_home_under_their_layers(daraa: Library) -> None:
    rows = list(home_rows(daraa, "", 100))
    targets = [row.target for row in rows if row.target]
    assert set(targets) == {row.id for row in daraa.rows(daraa.numbers("thread"))}
    layers = {str(daraa.record(one)["layer"]) for one in set(targets) if one}
    assert layers <= {row.text for row in rows}
    for row in rows:
        if row.target:
            assert row.cite in daraa.cites(str(daraa.record(row.target)["members"][0]["record"]))


def test_the_paragraphs_behind_a_thread_are_counted_once_each(daraa: Library) -> None:
    thread = daraa.record("thr:s01-deescalation-guarantee")
    cites = {cite for member in thread["members"] for cite in daraa.cites(member["record"])}
    assert any(
        f"{len(thread['members'])} records, {len(cites)} paragraphs" in t for t in texts(home_rows(daraa, "", 70))
    )
    for width, numbers in (
        (78, f" {len(thread['members'])}, {len(cites)}"),
        (118, f" {len(thread['members'])}  {len(cites)}"),
    ):
        row = next(row for row in home_rows(daraa, "", width) if row.target == thread["id"])
        assert " ".join(row.text.split()).endswith(" ".join(numbers.split()))


def test_layers_stand_in_the_order_in_which_the_threads_name_them(daraa: Library) -> None:
    threads = [daraa.record(row.id) for row in daraa.rows(daraa.numbers("thread"))]
    layers = list(dict.fromkeys(thread["layer"] for thread in threads))
    assert [row.text for row in home_rows(daraa, "", 78) if row.text in layers] == layers


@pytest.mark.parametrize("width", [72, 78, 100, 118])
def test_threads_stand_in_columns_that_line_up(daraa: Library, width: int) -> None:
    rows = list(home_rows(daraa, "", width))
    heads = next(row.text for row in rows if "last state told" in row.text)
    state, when = heads.index("last state told"), heads.index("when")
    for row in rows:
        if row.target:
            assert {at: row.text.ljust(width)[at] for at in (state - 1, when - 1)} == {state - 1: " ", when - 1: " "}
    firsts = {row.target: row.text for row in reversed(rows) if row.target}
    assert all(text[state] != " " for text in firsts.values())


def test_home_stands_as_of_the_date_of_the_record_in_hand(daraa: Library) -> None:
    early = texts(home_rows(daraa, "art:so18", 100))
    late = texts(home_rows(daraa, "", 100))
    assert early[1].startswith("31 threads, as they stood by ") and " 2018 · " in early[1]
    assert not any(" 2021 " in line for line in early[3:])
    assert any(" 2021 " in line for line in late)
    assert any("none by then" in line for line in early)


def test_a_state_that_may_be_later_is_marked(daraa: Library) -> None:
    rows = list(home_rows(daraa, "evt:daraa-al-balad-siege-2021", 100))
    assert any(span.text == "? " and span.style == "mark" for row in rows for span in row.spans)


def test_every_question_stands_on_the_shelf_of_contradictions_once(daraa: Library) -> None:
    rows = list(contradiction_rows(daraa, "", 64))
    blocks = list(dict.fromkeys(row.target for row in rows if row.target))
    assert sorted(map(str, blocks)) == sorted(row.id for row in daraa.rows(daraa.numbers("issue")))
    headings = [row.text for row in rows if not row.target and "(" in row.text]
    assert [one.split(" ")[0] for one in headings] == sorted(
        (one.split(" ")[0] for one in headings), key=["open", "leaning", "settled"].index
    )


def test_the_shelf_of_gaps_is_what_coverage_prints(daraa: Library) -> None:
    listed = [row.target for row in unstated_rows(daraa, "", 200) if row.target]
    assert listed == [row.id for rows in daraa.not_stated().values() for row in rows]


def test_what_is_not_coded_is_counted(daraa: Library) -> None:
    lines = texts(uncoded_rows(daraa, "", 200))
    assert lines[1] == "0 of 130 body paragraphs are cited by no record"
    assert any(line.startswith("events without any date") for line in lines)


def test_what_rests_on_unnamed_sources_only_is_what_the_filter_finds(daraa: Library) -> None:
    rows = list(unnamed_rows(daraa, "", 200))
    events = {row.target for row in rows if row.target and row.target.startswith("evt:")}
    assert events == {row.id for row in daraa.rows(daraa.numbers("event")) if "?" in row.marks}
    claims = {row.target: row.text for row in rows if row.target and row.target.startswith("act:")}
    assert claims and all("claim" in text for text in claims.values())


@pytest.mark.parametrize("make", [home_rows, *SHELVES], ids=lambda make: make.__name__)
def test_no_row_is_wider_than_asked_on_any_corpus(make: Make, library: Library, daraa: Library) -> None:
    for one in (library, daraa):
        for width in (10, 34, 64, 118):
            for row in make(one, "", width, "e"):
                assert cell_len(row.text) <= width
                assert row.text.isprintable()


def test_every_page_can_be_shown_of_every_kind_it_names(daraa: Library) -> None:
    first = {kind: daraa.row(daraa.numbers(kind)[0]).id for kind in EVERY}
    for kind, name in first.items():
        assert {page.id for page in pages_of(name)} == {
            page.id for page in PAGES if kind in page.kinds or "" in page.kinds
        }
        assert page_of(name, "no such page") is not None
    assert page_of(None, "fields") is None


def test_a_long_shelf_says_how_many_there_are_and_shows_the_first(
    daraa: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "MOST", 5)
    rows = list(contradiction_rows(daraa, "", 100))
    assert rows[1].text == f"{daraa.count('issue')} questions; the first 5 are shown"
    assert len({row.target for row in rows if row.target}) == 5


@pytest.mark.parametrize("width", [60, 78, 118])
def test_dates_of_a_shelf_stand_in_a_column(daraa: Library, width: int) -> None:
    rows = [row for row in unstated_rows(daraa, "", width) if row.target and row.target.startswith("evt:")]
    firsts = {row.target: row.text for row in reversed(rows)}
    for name, text in firsts.items():
        assert text[27] == " " and daraa.title(str(name)).startswith(text[28:].split()[0])
    assert any(row.text.startswith("  no date ") for row in unnamed_rows(daraa, "", width))
