"""Filters kept under a name: what the file says, what is wrong in it, and that keeping one loses nothing of it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import CorpusError, StoreError, UsageError
from tui.reading.desk import Desk
from tui.reading.filters import NAME
from tui.reading.filters_file import PLURALS, read_filters, with_filter
from tui.reading.saved_filters import SavedFilters
from tui.store.library import Library
from tui.store.query import Facet, Query, Saved

FILE = """\
# mine
events:   # what happened
  # all sieges
  sieges: "type:siege -line:off"   # not the threatened ones
  both: '@sieges 2018'

actors:
  unnamed: kind:unnamed
"""


@pytest.fixture
def saved(tmp_path: Path) -> SavedFilters:
    """The filters of a file that need not be there yet."""
    return SavedFilters(tmp_path / "config" / "filters.yaml")


def write(saved: SavedFilters, text: str) -> Path:
    assert saved.path
    saved.path.parent.mkdir(exist_ok=True)
    saved.path.write_text(text, "utf-8")
    return saved.path


def test_no_file_is_no_filters(saved: SavedFilters) -> None:
    assert saved.of("event") == {}
    assert saved.query("event", "gate") == Query("gate")
    with pytest.raises(UsageError, match="no filter of this list is kept as @x; none is kept for it"):
        saved.query("event", "@x")
    assert SavedFilters().of("event") == {}
    with pytest.raises(UsageError, match="no file"):
        SavedFilters().keep("event", "x", "gate")


def test_a_kind_has_its_own(saved: SavedFilters) -> None:
    write(saved, FILE)
    assert saved.of("event") == {"sieges": "type:siege -line:off", "both": "@sieges 2018"}
    sieges = Query(facets=(Facet("type", "siege"), Facet("line", "off", True)))
    assert saved.query("event", "-@sieges") == Query(saved=(Saved("sieges", sieges, True),))
    with pytest.raises(UsageError, match="no filter of this list is kept as @sieges; there are @unnamed"):
        saved.query("actor", "@sieges")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("evnets:\n  a: gate\n", [(1, 1, "no list is called 'evnets'; did you mean events?")]),
        ("x:\n  a: gate\n", [(1, 1, "no list is called 'x'; there are outlets articles")]),
        ("events:\n  a b: gate\n", [(2, 3, "'a b': a filter's name is of letters")]),
        ("events:\n  a:\n", [(2, 5, "a needs a filter in quotes")]),
        ("events:\n  a: [gate]\n", [(2, 6, "a needs a filter in quotes")]),
        ("events: gate\n", [(1, 9, "events needs names with filters below it")]),
        ("- gate\n", [(1, 1, "write a list's name")]),
        ("events:\n  a: @b\n", [(2, 6, "a filter with ! @ or # in it stands in quotes")]),
        ("events:\n  a: !gate\n", [(2, 6, "a filter with ! @ or # in it stands in quotes")]),
        ("events:\n  a: gate\n  a: shut\n", [(3, 3, "key 'a' stands in line 2 already")]),
        (
            'events:\n  a: "@b"\n  b: "@a"\n  c: tpye:x\n  d: "@e"\n',
            [
                (2, 6, "@a means itself, by way of @a @b"),
                (3, 6, "@b means itself"),
                (4, 6, "@c: no facet 'tpye'; did you mean type:?"),
                (5, 6, "no filter of this list is kept as @e"),
            ],
        ),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place(
    text: str, places: list[tuple[int, int, str]], saved: SavedFilters
) -> None:
    path = write(saved, text)
    with pytest.raises(CorpusError) as told:
        saved.of("event")
    problems = told.value.problems
    assert [(one.line, one.column) for one in problems] == [(line, column) for line, column, _ in places]
    for problem, (*_, said) in zip(problems, places, strict=True):
        assert said in problem.message
        assert problem.file == str(path)
    assert saved.query("event", "gate") == Query("gate")  # what names no filter needs no file
    with pytest.raises(CorpusError):
        saved.keep("event", "new", "gate")
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "events:\n", "events: {}\n"])
def test_a_file_with_nothing_in_it_is_no_mistake(text: str, saved: SavedFilters) -> None:
    write(saved, text)
    assert saved.of("event") == {}
    if "{" not in text:
        saved.keep("event", "a", "gate")
        assert saved.of("event") == {"a": "gate"}


def test_keeping_a_filter_leaves_all_else_as_it_was(saved: SavedFilters) -> None:
    path = write(saved, FILE)
    saved.keep("event", "calm", "!type:shelling")
    saved.keep("event", "sieges", 'place:"tell shihab" type:siege')
    saved.keep("event", "both", "@calm 2018")
    saved.keep("claim", "sure", "certainty:sure")
    assert (
        path.read_text("utf-8")
        == """\
# mine
events:   # what happened
  # all sieges
  calm: "!type:shelling"
  sieges: "place:\\"tell shihab\\" type:siege"   # not the threatened ones
  both: "@calm 2018"

actors:
  unnamed: kind:unnamed
claims:
  sure: "certainty:sure"
"""
    )
    assert saved.of("event")["sieges"] == 'place:"tell shihab" type:siege'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["filters.yaml"]


def test_the_first_filter_makes_the_file(saved: SavedFilters) -> None:
    saved.keep("paragraph", "درعا", "gate")
    assert saved.path and saved.path.read_text("utf-8") == 'paragraphs:\n  درعا: "gate"\n'
    assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600


def test_a_file_that_is_a_link_stays_one(saved: SavedFilters, tmp_path: Path) -> None:
    path = write(saved, FILE)
    real = path.rename(tmp_path / "elsewhere.yaml")
    path.symlink_to(real)
    saved.keep("event", "a", "gate")
    assert path.is_symlink()
    assert 'a: "gate"' in real.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a b", "gate", "'a b': a filter's name is of letters"),
        ("", "gate", "a filter's name"),
        ("-a", "gate", "a filter's name"),
        ("a\n", "gate", "a filter's name"),
        ("a" * 41, "gate", "at most 40"),
        ("a", " ", "there is no filter to keep"),
        ("a", "tpye:x", "@a: no facet 'tpye'"),
        ("a", "@a", "@a means itself"),
        ("sieges", "@both", "@sieges means itself, by way of @sieges @both"),
    ],
)
def test_what_cannot_be_kept_is_refused(name: str, text: str, said: str, saved: SavedFilters) -> None:
    path = write(saved, FILE)
    with pytest.raises(UsageError, match=said):
        saved.keep("event", name, text)
    assert path.read_text("utf-8") == FILE


@pytest.mark.parametrize(
    "text", ["events: {a: gate}\n", "{events: {a: gate}}\n", "events:\n  a: >\n    gate\n    shut\n", "events: {}\n"]
)
def test_a_file_in_another_form_is_left_to_its_writer(text: str, saved: SavedFilters) -> None:
    path = write(saved, text)
    with pytest.raises(UsageError, match='write there under events: a: "shut"'):
        saved.keep("event", "a", "shut")
    assert path.read_text("utf-8") == text


def test_a_file_that_cannot_be_read_or_written_is_told(saved: SavedFilters, tmp_path: Path) -> None:
    assert saved.path
    saved.path.mkdir(parents=True)
    with pytest.raises(StoreError, match="make it readable"):
        saved.of("event")
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        SavedFilters(tmp_path / "file" / "filters.yaml").keep("event", "a", "gate")


LINES = st.lists(
    st.sampled_from(
        ["events:", "actors:", "  a: gate", '  b: "@a"', "  c: 'gate'", "    d: x # e", "# f", "", "  g: {h: i}", "  j:",
         "   k: shut", "claims: {}", "l: [m", "\tn: o", "  a: >", "    folded"]
    )
    | st.text(max_size=10),
    max_size=8,
)  # fmt: skip


@given(
    lines=LINES,
    kind=st.sampled_from(sorted(PLURALS)),
    name=st.from_regex(NAME, fullmatch=True),
    ending=st.sampled_from(["\n", "\r\n", ""]),
)
def test_whatever_a_file_holds_keeping_a_filter_adds_that_and_loses_nothing(
    lines: list[str], kind: str, name: str, ending: str
) -> None:
    data = (ending or "\n").join(lines).encode("utf-8", "surrogatepass") + ending.encode()
    kept, problems = read_filters(data, "f")
    if problems:
        return
    added = with_filter(data, "f", kind, name, "gate -shut")
    if added is not None:
        kept.setdefault(kind, {})[name] = "gate -shut"
        assert read_filters(added, "f") == (kept, [])
        before, after = data.decode().split("\n"), added.decode().split("\n")
        lost = [line for line in before if line.strip() and line not in after]
        assert len(lost) <= 1


@given(st.binary(max_size=60))
def test_any_bytes_are_filters_or_problems(data: bytes) -> None:
    kept, problems = read_filters(data, "f")
    assert isinstance(kept, dict)
    assert all(problem.file == "f" and problem.line >= 1 and problem.column >= 1 for problem in problems)


def test_a_desk_follows_the_filters_that_are_kept(saved: SavedFilters, library: Library) -> None:
    desk = Desk(library, saved=saved)
    desk.view("event")
    desk.set_filter("@shut")
    assert desk.problem == "no filter of this list is kept as @shut; none is kept for it"
    assert len(desk.numbers) == library.count("event")
    saved.keep("event", "shut", "type:blockade")
    desk.set_filter("!@shut")
    assert (desk.problem, len(desk.numbers)) == ("", library.count("event") - 3)
    assert desk.query == saved.query("event", "!@shut")
    shown = list(desk.numbers)
    path = write(saved, "events: gate\n")
    desk.set_filter("@shut 2031")
    assert desk.problem.startswith(f"{path}:1:9: error[filter]: events needs names")
    assert list(desk.numbers) == shown  # as it was, with the reason told
    desk.view("claim")
    assert (desk.problem, desk.query) == ("", Query())
