"""The desk: how one thing leads to the next, and the way back to where the reader was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ids

from tui.reading.desk import FOUND, PANES, VIEWS, Desk
from tui.store.library import Library


def listed(desk: Desk) -> list[str]:
    return [row.id for row in desk.library.rows(desk.numbers)]


# -- lists and the selection


def test_a_reader_begins_at_the_first_article(desk: Desk) -> None:
    assert desk.place.view == "article"
    assert listed(desk) == ["art:hc31"]
    assert desk.place.selected == desk.place.record == desk.article == "art:hc31"
    assert desk.place.citation == "hc31#title"
    assert not desk.past


@pytest.mark.parametrize("kind", VIEWS)
def test_a_view_lists_its_kind_from_the_first_record(kind: str, desk: Desk) -> None:
    desk.set_filter("weir")
    desk.view(kind)
    assert list(desk.numbers) == list(desk.library.numbers(kind))
    assert (desk.place.filter, desk.place.pane, desk.index) == ("", "list", 0)
    assert desk.place.record == listed(desk)[0]


def test_details_and_article_follow_the_selection(desk: Desk) -> None:
    desk.view("event")
    desk.select(1)
    assert desk.place.selected == desk.place.record == "evt:gate-chained"
    assert desk.place.citation == "hc31#4"
    assert desk.index == 1


def test_what_cites_nothing_leaves_the_article_where_it_was(desk: Desk) -> None:
    desk.view("event")
    desk.select(1)
    desk.show_beside("thr:water")
    assert desk.place.record == "thr:water"
    assert desk.place.citation == "hc31#4"


@pytest.mark.parametrize("index", [-1, 6, 1000])
def test_there_is_no_row_beyond_the_ends(index: int, desk: Desk) -> None:
    desk.view("event")
    before = desk.place
    desk.select(index)
    assert desk.place == before


def test_an_empty_corpus_is_a_desk_with_nothing_on_it(empty_library: Library) -> None:
    desk = Desk(empty_library)
    for kind in VIEWS:
        desk.view(kind)
        assert (len(desk.numbers), desk.index, desk.place.record, desk.article) == (0, 0, None, None)
    assert desk.citations(None) == []
    assert not desk.search("gate")


# -- narrowing


def test_a_filter_narrows_and_lifting_it_widens(desk: Desk) -> None:
    desk.view("event")
    desk.set_filter("type:blockade -factuality:threatened")
    assert listed(desk) == ["evt:gate-chained", "evt:gate-shut"]
    desk.set_filter("")
    assert len(desk.numbers) == 6


def test_a_filter_keeps_the_record_that_is_still_there(desk: Desk) -> None:
    desk.view("event")
    desk.select(3)
    desk.set_filter("gate")
    assert (desk.place.selected, desk.index) == ("evt:gate-shut", 1)
    desk.set_filter("")
    assert (desk.place.selected, desk.index) == ("evt:gate-shut", 3)


def test_a_filter_that_drops_the_record_selects_the_first(desk: Desk) -> None:
    desk.view("event")
    desk.set_filter("gate")
    assert desk.place.selected == desk.place.record == "evt:gate-chained"


def test_a_filter_that_nothing_answers_leaves_an_empty_list(desk: Desk) -> None:
    desk.view("event")
    desk.set_filter("zebra")
    assert listed(desk) == []
    assert desk.index == 0


def test_a_filter_that_cannot_be_read_leaves_the_list_and_says_why(desk: Desk) -> None:
    desk.view("event")
    desk.set_filter("gate")
    desk.set_filter("gate colour:red")
    assert listed(desk) == ["evt:gate-chained", "evt:gate-shut"]
    assert desk.problem.startswith("no facet 'colour'")
    desk.set_filter("gate")
    assert desk.problem == ""


def test_a_filter_lets_go_of_the_lists_scroll(desk: Desk) -> None:
    desk.note_scroll("list", 5, 3)
    desk.note_scroll("timeline", 2, 1)
    desk.set_filter("weir")
    assert desk.scroll_of("list") is None
    assert desk.scroll_of("timeline") == (2, 1)


# -- opening


def test_opening_a_record_goes_into_its_details_at_its_paragraph(desk: Desk) -> None:
    desk.open("act:men-from-orren")
    assert (desk.place.pane, desk.place.side) == ("details", "details")
    assert desk.place.record == "act:men-from-orren"
    assert desk.place.citation == "hc31#4"


def test_opening_an_article_goes_to_its_first_paragraph(desk: Desk) -> None:
    desk.view("event")
    desk.open("art:hc31")
    assert (desk.place.pane, desk.place.citation) == ("article", "hc31#title")


def test_opening_a_paragraph_shows_it_in_the_article_and_keeps_the_record(desk: Desk) -> None:
    desk.open("agr:water-accord")
    desk.open_paragraph("hc31#2")
    assert (desk.place.pane, desk.place.citation, desk.article) == ("article", "hc31#2", "art:hc31")
    assert desk.place.record == "agr:water-accord"


@pytest.mark.parametrize(
    "step",
    [
        lambda desk: desk.open("evt:rain"),
        lambda desk: desk.open_paragraph("hc31#99"),
        lambda desk: desk.open_paragraph(None),
        lambda desk: desk.show_beside("evt:rain"),
        lambda desk: desk.search("zebra"),
        lambda desk: desk.back(),
        lambda desk: desk.forward(),
    ],
)
def test_what_leads_nowhere_changes_nothing(step: Callable[[Desk], object], desk: Desk) -> None:
    before = desk.place
    assert not step(desk)
    assert desk.place == before
    assert not desk.past


def test_going_in_leads_from_the_list_into_what_is_selected(desk: Desk) -> None:
    desk.go_in()
    assert (desk.place.pane, desk.place.citation) == ("article", "hc31#title")
    desk.view("event")
    desk.go_in()
    assert (desk.place.pane, desk.place.record) == ("details", "evt:accord-made")


def test_showing_beside_is_no_step_of_the_way(desk: Desk) -> None:
    desk.show_beside("evt:gate-shut")
    desk.stand_on("hc31#3")
    assert (desk.place.record, desk.place.citation, desk.place.pane) == ("evt:gate-shut", "hc31#3", "list")
    assert not desk.past


def test_everything_can_be_opened(library: Library) -> None:
    desk = Desk(library)
    for name in ids(library):
        desk.open(name)
        assert name in (desk.place.record, desk.article)
        if name != desk.article and desk.citations(name):
            assert desk.place.citation == desk.citations(name)[0]


# -- the way back


def stand_somewhere(desk: Desk) -> None:
    """Leave the desk with a view, a filter, a selection and scroll that nothing gives by itself."""
    desk.view("event")
    desk.set_filter("gate")
    desk.select(1)
    desk.note_scroll("list", 1, 1)
    desk.note_scroll("details", 7, 4)


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda desk: desk.view("actor"), id="view"),
        pytest.param(lambda desk: desk.open("act:ilse-marrow"), id="open"),
        pytest.param(lambda desk: desk.open("art:hc31"), id="article"),
        pytest.param(lambda desk: desk.open_paragraph("hc31#5"), id="paragraph"),
        pytest.param(lambda desk: desk.search("harn"), id="search"),
    ],
)
def test_back_restores_view_filter_selection_and_scroll_and_forward_undoes_it(
    step: Callable[[Desk], object], desk: Desk
) -> None:
    stand_somewhere(desk)
    here, here_listed = desk.place, listed(desk)
    step(desk)
    there, there_listed = desk.place, listed(desk)
    assert here != there
    assert desk.back()
    assert (desk.place, listed(desk), desk.index) == (here, here_listed, 1)
    assert desk.scroll_of("details") == (7, 4)
    assert desk.forward()
    assert (desk.place, listed(desk)) == (there, there_listed)


def test_a_new_step_ends_the_way_forward(desk: Desk) -> None:
    desk.view("event")
    desk.back()
    assert desk.future
    desk.view("actor")
    assert not desk.forward()


def test_the_way_back_has_an_end(desk: Desk) -> None:
    for _ in range(150):
        desk.view("event")
        desk.view("actor")
    assert len(desk.past) == 200


def test_back_to_a_filter_that_cannot_be_read_shows_its_own_view(desk: Desk) -> None:
    desk.view("event")
    desk.set_filter("colour:red")
    desk.view("actor")
    desk.back()
    assert {row.kind for row in desk.library.rows(desk.numbers)} == {"event"}


STEPS: list[Callable[[Desk], object]] = [
    *(lambda desk, kind=kind: desk.view(kind) for kind in VIEWS),
    *(lambda desk, pane=pane: desk.focus(pane) for pane in PANES),
    *(lambda desk, text=text: desk.set_filter(text) for text in ("", "gate", "place:harn", "2031-05..", "zebra")),
    *(lambda desk, text=text: desk.search(text) for text in ("harn", "gate", "zebra")),
    *(lambda desk, name=name: desk.open(name) for name in ("evt:gate-shut", "art:hc31", "hc31#4", "agr:water-accord")),
    *(lambda desk, index=index: desk.select(index) for index in (0, 1, 5)),
    lambda desk: desk.open_paragraph("hc31#2"),
    lambda desk: desk.note_scroll(desk.place.pane, 3, 1),
    lambda desk: desk.out(),
    lambda desk: desk.back(),
    lambda desk: desk.forward(),
]


@given(st.lists(st.sampled_from(STEPS), max_size=25))
def test_wherever_a_reader_goes_the_whole_way_back_and_forward_leads_there_again(
    library: Library, steps: list[Callable[[Desk], object]]
) -> None:
    desk = Desk(library)
    for step in steps:
        step(desk)
        assert desk.place.pane in PANES
        assert {row.kind for row in library.rows(desk.numbers)} <= {desk.place.view} or desk.place.view == FOUND
        assert desk.place.selected is None or library.number(desk.place.selected)
    here, shown = desk.place, listed(desk)
    back = 0
    while desk.back():
        back += 1
    assert desk.place.view == "article"
    for _ in range(back):
        assert desk.forward()
    assert (desk.place, listed(desk)) == (here, shown)


# -- coming out


def test_out_takes_one_layer_after_another(desk: Desk) -> None:
    desk.view("event")
    desk.set_filter("gate")
    desk.open("evt:gate-shut")
    desk.find = "shut"
    assert desk.out()
    assert (desk.find, desk.place.pane) == ("", "details")
    assert desk.out()
    assert (desk.place.pane, desk.place.filter) == ("list", "gate")
    assert desk.out()
    assert (desk.place.filter, len(desk.numbers)) == ("", 6)
    assert not desk.out()
    assert desk.place.view == "event"


def test_out_of_what_was_found_leads_to_where_the_search_began(desk: Desk) -> None:
    stand_somewhere(desk)
    before = desk.place
    assert desk.search("harn")
    assert desk.out()
    assert desk.place == before


def test_out_comes_back_through_what_was_gone_into_and_then_out_of_the_search(desk: Desk) -> None:
    desk.view("event")
    desk.search("harn")
    desk.go_in()
    desk.open("plc:harn-weir")
    desk.open_paragraph("hc31#1")
    passed = []
    while desk.place.view == FOUND:
        passed.append((desk.place.pane, desk.place.record))
        assert desk.out()
    assert passed == [
        ("article", "plc:harn-weir"),
        ("details", "plc:harn-weir"),
        ("details", "plc:harn"),
        ("list", "plc:harn"),
    ]
    assert (desk.place.view, desk.place.pane) == ("event", "list")


@given(st.lists(st.sampled_from(STEPS), max_size=15))
def test_out_always_comes_to_an_end(library: Library, steps: list[Callable[[Desk], object]]) -> None:
    desk = Desk(library)
    for step in steps:
        step(desk)
    for _ in range(2 * len(steps) + 5):
        if not desk.out():
            break
    assert not desk.out()
    assert (desk.place.pane, desk.place.filter, desk.find) == ("list", "", "")


# -- searching


def test_a_search_lists_what_it_found_in_the_order_of_the_hits(desk: Desk) -> None:
    assert desk.search("harn")
    assert desk.place.view == FOUND
    assert listed(desk) == [hit.row.id for hit in desk.hits]
    assert desk.place.selected == desk.place.record == "plc:harn"


def test_a_search_can_be_opened_and_searched_again(desk: Desk) -> None:
    desk.search("harn")
    desk.search("gate shut")
    assert "evt:gate-shut" in listed(desk)
    assert desk.back()
    assert desk.place.filter == "harn"
    assert desk.hits[0].row.id == "plc:harn"


# -- what a record rests on


def test_a_record_rests_on_its_citations_and_a_paragraph_on_itself(desk: Desk) -> None:
    assert desk.citations("agr:water-accord") == ["hc31#1", "hc31#3", "hc31#2"]
    assert desk.citations("hc31#5") == ["hc31#5"]
    assert desk.citations(None) == desk.citations("evt:rain") == []
