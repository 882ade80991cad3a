"""`mine:`: what the reader has made of a record, asked for in the language of all filters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import UsageError
from tui.notebook.journal import Journal
from tui.notebook.notebook import COLLECTED, MARKS, READ, STARRED, Notebook
from tui.reading.complete import complete
from tui.reading.desk import NOTEBOOK, Desk
from tui.reading.filters import parse_filter
from tui.reading.hidden import hidden
from tui.reading.kept_place import read_desk, write_desk
from tui.store.library import Library
from tui.store.selection import nothing


@pytest.fixture(autouse=True)
def nothing_is_left(library: Library) -> Iterator[None]:
    """Leave the corpus of all tests without a notebook."""
    yield
    library.take_own(nothing)


@pytest.fixture
def events(library: Library) -> list[str]:
    return [row.id for row in library.rows(library.numbers("event"))]


@pytest.fixture
def notebook(library: Library, events: list[str], tmp_path: Path) -> Notebook:
    """The first event starred and read, the second noted and in the dossier; and what is gone from the corpus."""
    made = Notebook(Journal(tmp_path / "n"))
    made.mark(events[0], STARRED)
    made.mark(events[0], READ)
    made.note(events[1], "text")
    made.mark(events[1], COLLECTED)
    made.mark("hc31#3", STARRED)
    made.mark("evt:gone", STARRED)
    made.mark("evt:\ud800", READ)
    library.take_own(made.marked)
    return made


def found(library: Library, text: str, kind: str = "event") -> list[str]:
    query = parse_filter(text, {"seen": "mine:read"})
    library.check(kind, query)
    return [row.id for row in library.rows(library.numbers(kind, query))]


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("mine:starred", [0]),
        ("mine:read", [0]),
        ("mine:noted", [1]),
        ("mine:dossier", [1]),
        ("mine:Dossier", [1]),
        ("mine:starred,noted", [0, 1]),
        ("mine:starred mine:noted", []),
        ("mine:*", [0, 1]),
        ("-mine:read", [1, 2, 3, 4, 5]),
        ("-mine:*", [2, 3, 4, 5]),
        ("!mine:*", [2, 3, 4, 5]),
        ("!-mine:starred", [0]),
        ("-@seen", [1, 2, 3, 4, 5]),
        ("!@seen", [1, 2, 3, 4, 5]),
    ],
)
def test_it_is_a_facet_like_any_other(library: Library, events: list[str], text: str, which: list[int]) -> None:
    assert found(library, text) == [events[at] for at in which]


@pytest.mark.usefixtures("notebook")
def test_paragraphs_and_articles_have_it_too(library: Library) -> None:
    assert found(library, "mine:starred", "paragraph") == ["hc31#3"]
    assert found(library, "mine:starred", "article") == []


def test_where_nothing_is_starred_nothing_is_found(library: Library) -> None:
    library.take_own(nothing)
    assert found(library, "mine:starred") == []
    with pytest.raises(UsageError, match=r"'stared' is nothing .* starred noted dossier read"):
        found(library, "mine:stared")


@pytest.mark.usefixtures("notebook")
def test_it_is_completed_and_counted(library: Library) -> None:
    def offered(text: str) -> list[tuple[str, int]]:
        return [(one.text, one.count) for one in complete(library, "event", text, len(text))]

    assert offered("mi") == [("mine:", 2)]
    assert sorted(offered("mine:")) == [("mine:dossier", 1), ("mine:noted", 1), ("mine:read", 1), ("mine:starred", 1)]
    assert offered("-mine:st") == [("-mine:starred", 1)]
    assert offered("mine:read mine:s") == [("mine:starred", 1)]
    assert offered("mine:read mine:n") == []
    assert offered("mine:rubbish mine:n") == []  # it is no mistake while it is typed
    library.take_own(nothing)
    assert offered("mi") == offered("mine:") == []


@pytest.mark.usefixtures("notebook")
def test_what_is_not_starred_lacks_nothing(library: Library) -> None:
    query = parse_filter("mine:starred")
    assert hidden(library, "event", library.numbers("event", query), query) == "1 of 6"


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_of_any_session_is_found_at_once(library: Library, tmp_path: Path, mark: str, events: list[str]) -> None:
    mine, other = Notebook(Journal(tmp_path / "n")), Notebook(Journal(tmp_path / "n"))
    desk = Desk(library, notebook=mine)
    desk.view("event")
    desk.set_filter(f"mine:{mark}")
    assert list(desk.numbers) == [] and not desk.problem
    other.mark(events[3], mark)
    desk.take_in_notes()
    assert [row.id for row in library.rows(desk.numbers)] == [events[3]] == [desk.place.record]
    other.mark(events[3], mark, off=True)
    desk.take_in_notes()
    assert list(desk.numbers) == []


def test_what_leaves_the_list_gives_the_cursor_to_the_next(library: Library, tmp_path: Path, events: list[str]) -> None:
    desk = Desk(library, notebook=Notebook(Journal(tmp_path / "n")))
    desk.view("event")
    desk.set_filter("-mine:read")
    desk.select(1)
    for seen, following in ((1, 2), (2, 3)):
        desk.notebook.mark(events[seen], READ)
        desk.take_in_notes()
        assert desk.place.selected == desk.place.record == events[following]
    desk.select(len(desk.numbers) - 1)
    desk.notebook.mark(events[-1], READ)
    desk.take_in_notes()
    assert desk.place.selected == events[-2]


def test_what_lies_open_stays_open_when_it_leaves_the_list(library: Library, tmp_path: Path, events: list[str]) -> None:
    desk = Desk(library, notebook=Notebook(Journal(tmp_path / "n")))
    desk.view("event")
    desk.set_filter("-mine:read")
    desk.go_in()
    desk.notebook.mark(events[0], READ)
    desk.take_in_notes()
    assert (desk.place.record, desk.place.selected) == (events[0], events[1])


MOVES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5), st.sampled_from(MARKS), st.booleans()), max_size=12)
FILTERS = st.sampled_from(
    ["mine:starred", "-mine:read", "mine:dossier,starred -mine:read", "!mine:*", "type:blockade -mine:starred"]
)


@given(moves=MOVES, text=FILTERS, inside=st.booleans())
def test_the_list_is_always_what_its_filter_says(
    library: Library,
    tmp_path_factory: pytest.TempPathFactory,
    moves: list[tuple[int, int, str, bool]],
    text: str,
    inside: bool,
) -> None:
    path = tmp_path_factory.mktemp("notebook") / "n"
    sessions = [Notebook(Journal(path)), Notebook(Journal(path))]
    desk = Desk(library, notebook=sessions[0])
    desk.view("event")
    events = list(desk.numbers)
    desk.set_filter(text)
    if inside:
        desk.go_in()
    for session, event, mark, off in moves:
        sessions[session].mark(library.row(events[event]).id, mark, off)
        shown = desk.place.record
        desk.take_in_notes()
        desk.library.take_own(sessions[0].marked)
        assert list(desk.numbers) == list(library.numbers("event", parse_filter(text)))
        selected = library.number(desk.place.selected or "")
        assert selected in desk.numbers or not desk.numbers
        assert shown == desk.place.record or desk.place.pane == "list"


def test_a_start_goes_on_in_the_notebook_and_in_a_list_of_what_is_marked(library: Library, tmp_path: Path) -> None:
    desk = Desk(library, notebook=Notebook(Journal(tmp_path / "n")))
    desk.view("event")
    events = [row.id for row in library.rows(desk.numbers)]
    for name in events[1:4]:
        desk.notebook.mark(name, STARRED)
    desk.take_in_notes()
    desk.set_filter("mine:starred")
    desk.select(2)
    desk.turn_page(NOTEBOOK)
    desk.note_scroll("details", 2, 1)
    write_desk(tmp_path / "place", desk)
    notebook = Notebook(Journal(tmp_path / "n"))
    notebook.refresh()
    back = read_desk(tmp_path / "place", library, notebook=notebook)
    back.take_in_notes()
    assert back.place == desk.place and back.past == desk.past
    assert [row.id for row in library.rows(back.numbers)] == events[1:4] and back.index == 2
