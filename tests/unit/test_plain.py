"""What the screen shows, read out: nothing of it is missing, nothing is drawn, and a new page or key needs its command."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.cli import main
from tui.commands.commands import COMMANDS
from tui.corpus.kinds import KINDS
from tui.errors import WRONG_USAGE
from tui.present.pages import PAGES, Page, made_by, page_rows
from tui.present.plain_pages import lines_called, page_lines, page_names, text_lines
from tui.present.rows import Span, TextRow
from tui.present.spoken import Line, broken, date_in_words, in_words, lines_of, printed
from tui.present.tellings import TITLES
from tui.progress import progress_on
from tui.reading.desk import Desk
from tui.store.library import Library

TABLE = (Path(__file__).parents[1] / "PLAIN.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if line.startswith("| ")][
    1:
]
NAMED = {name for row in ROWS for name in row[1].split()}
EXAMPLES = [command for row in ROWS for command in re.findall(r"`(khabar [^`]+)`", row[2])]
ASKS_NO_CORPUS = ("keys", "themes")

SIGNS = re.compile(r"[·≠←→│─|…█▄▂▆▒]|(?<!\w)n/s(?!\w)|\.\.(?!\.)|(?<!\S)[!<>=~_*@+](?!\S)")
"""What the eye reads, and no word says."""


# -- what the screen has, and the command that reads it out


def test_every_page_and_every_key_has_a_command_or_needs_none() -> None:
    assert {page.id for page in PAGES} | {command.id for command in COMMANDS} == NAMED


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_command_of_the_table_runs(
    example: str,
    valleys_store: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for folder in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(folder, str(tmp_path))
    _, command, *words = shlex.split(example)
    corpus = [] if command in ASKS_NO_CORPUS else ["--corpus", str(valleys_store)]
    assert main([command, *words, *corpus]) == 0
    assert capsys.readouterr().out or words == []  # an empty notebook


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_page_is_named_where_it_can_be_read(page: Page, library: Library) -> None:
    for kind in page.kinds:
        name = first_of(library, kind) if kind else None
        assert page.id in page_names(name)


def first_of(library: Library, kind: str) -> str:
    return library.row(library.numbers(kind)[0]).id


# -- nothing is missing


def everything(library: Library) -> Iterator[str]:
    for kind in (*KINDS, "paragraph"):
        yield from (row.id for row in library.rows(library.numbers(kind)))


def shown(library: Library, name: str | None, page: Page) -> Iterator[TextRow]:
    """The rows that the screen shows of a page."""
    if not name and page.view_rows:
        yield from page_rows(Desk(library, view_of(library, page)), WIDE)
    else:
        yield from made_by(page.rows)(library, name or "", WIDE, "")


def view_of(library: Library, page: Page) -> object:
    from dataclasses import replace

    desk = Desk(library)
    desk.view("place")
    return replace(desk.place, page=f"view:{page.id}", record=None)


WIDE = 118
WORD = re.compile(r"[^\W\d_]{3,}")
DRAWN = {"map", "towns"}
"""Pages of which the screen draws a part: what the drawing says is said in other words."""


def words_of(lines: Iterator[str] | list[str]) -> set[str]:
    """The words of some lines, without those that an ellipsis has cut."""
    text = " ".join(re.sub(r"\S*…\S*", " ", line) for line in lines)
    return {word.casefold() for word in WORD.findall(text)}


@pytest.mark.parametrize("page", [page for page in PAGES if page.id not in DRAWN], ids=lambda page: page.id)
def test_every_word_of_a_page_is_read_out(page: Page, library: Library) -> None:
    asked = [name for name in everything(library) if library.row_of(name).kind in page.kinds]
    for name in [*asked, *([None] if "" in page.kinds else [])]:
        assert left_out(library, name, page) == set(), name


@pytest.mark.parametrize("page", [page for page in PAGES if page.id not in DRAWN | {"home"}], ids=lambda page: page.id)
def test_nothing_of_a_larger_corpus_is_left_out_either(page: Page, daraa: Library) -> None:
    asked = [name for name in everything(daraa) if daraa.row_of(name).kind in page.kinds]
    for name in asked[:: len(asked) // 4 + 1] or [None]:
        assert left_out(daraa, name, page) == set(), name
        assert [line.text for line in page_lines(daraa, name, page) if SIGNS.search(line.text)] == []


def left_out(library: Library, name: str | None, page: Page) -> set[str]:
    """The words that the screen shows of a page and that are not read out."""
    read_out = words_of([line.text for line in page_lines(library, name, page)])
    otherwise = WORDS_OF_SIGNS | words_of([SAID_OTHERWISE.get(page.id, "")])
    return words_of([row.text for row in shown(library, name, page)]) - read_out - otherwise


SAID_OTHERWISE = {
    "ledger": "no status by those who speak of other terms",
    "accounts": " ".join(TITLES.values()),
    "ladder": "topic neither refused nor agreed to left open",
    "home": "when",
    "beside": "in all of these",
}
"""Heads of columns that a line says in other words."""
WORDS_OF_SIGNS = words_of(
    [
        "not stated accounts differ date not printed inferred answers what stands above it part of the one above one unit, "
        "one event: whether they overlap is not coded no such bound is given number perhaps only later between terms "
        "no term on it is told of the one in hand another speaker has another word for this one asserts what another denies or doubts "
        "they differ this one alone others speak there too: whose word it is is not coded nothing of it is coded for this one "
        "in: in whose text it stands, by whom is not coded surely or inside told sooner later low best high",
    ]
)
"""What a page says of its signs, which are words here."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_no_sign_is_left_for_the_eye(page: Page, library: Library) -> None:
    for name in [*(name for name in everything(library) if library.row_of(name).kind in page.kinds)][:30]:
        for line in page_lines(library, name, page):
            assert SIGNS.search(line.text) is None, line.text


def test_the_map_names_places_with_their_distances(daraa: Library) -> None:
    place = next(row for row in daraa.rows(daraa.numbers("place")) if "lat" in daraa.record(row.id))
    lines = [line.text for line in lines_called(daraa, place.id, "map", lambda _: None)]
    near = [line for line in lines if re.search(rf"\d km [NESW]+.* of {re.escape(place.title)}", line)]
    drawn = [row.text for row in made_by("map_page.map_rows")(daraa, place.id, WIDE, "")]
    assert len(near) == 12
    assert len(drawn) > len(lines)


def test_towns_say_their_states_in_words(library: Library) -> None:
    lines = [line.text for line in lines_called(library, None, "towns", lambda _: None)]
    words = [library.word("place_states", code) for code in library.meta["vocabulary"]["place_states"]]
    assert any(line.endswith(tuple(words)) for line in lines)


def test_a_text_has_each_paragraph_with_all_that_rests_on_it(library: Library) -> None:
    article = first_of(library, "article")
    lines = list(text_lines(library, article))
    for row in library.rows(library.paragraphs(article)):
        at = next(index for index, line in enumerate(lines) if line.is_heading and row.id in line.text)
        end = next((index for index in range(at + 1, len(lines)) if lines[index].is_heading), len(lines))
        assert lines[at + 1].text.endswith(row.title)
        assert [line.opens for line in lines[at + 2 : end]] == [one.id for one in library.resting_on(row.id)]


# -- how it is printed


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("page", ["fields", "ledger", "why"])
def test_no_line_is_wider_than_asked(page: str, width: int, library: Library) -> None:
    lines = list(printed(lines_called(library, "agr:water-accord", page, lambda _: None), width))
    assert max(map(cell_len, lines)) <= width
    whole = " ".join(printed(lines_called(library, "agr:water-accord", page, lambda _: None), 0))
    assert " ".join(lines).split() == whole.split() or any(len(word) > width // 2 for word in whole.split())


def test_a_width_of_none_gives_a_line_a_thing(library: Library) -> None:
    lines = list(lines_called(library, "agr:water-accord", "ledger", lambda _: None))
    assert len([line for line in printed(lines, 0) if line]) == len(lines)


def test_a_heading_is_said_and_stands_alone() -> None:
    rows = [
        TextRow((Span("Title", "title"),)),
        TextRow(()),
        TextRow((Span("who says so", "label"), Span("  2", "dim"))),
    ]
    assert list(printed(lines_of(rows))) == ["Title", "", "heading: who says so: 2"]


def test_what_a_line_opens_and_rests_on_stands_at_its_end_unless_it_says_so() -> None:
    lines = [Line("Gate", 2, "evt:gate", "a#1"), Line("Gate a#1", 2, "evt:gate", "a#1"), Line("a#1", 0, "a#1")]
    assert list(printed(lines)) == ["  Gate [evt:gate a#1]", "  Gate a#1 [evt:gate]", "a#1"]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1..10 Jun 2018", "between 1 and 10 Jun 2018"),
        ("Jul..Aug 2018", "between Jul and Aug 2018"),
        ("2017..2018~", "between 2017 and 2018 (about)"),
        ("Jul 2017 → ?", "Jul 2017 to an end not stated"),
        ("Jul 2017 → 3 Jul 2018", "Jul 2017 to 3 Jul 2018"),
        ("14 Jun 2018?", "14 Jun 2018 (unsure)"),
        ("Jul 2018 .. Mar 2020", "between Jul 2018 and Mar 2020"),
        ("since 2018", "since 2018"),
    ],
)
def test_dates_are_said_in_words(date: str, words: str) -> None:
    assert date_in_words(date) == words


@pytest.mark.parametrize("text", ["Was it so in 2018?", "a plain sentence, with its commas; and more.", "18:30..."])
def test_words_stay_as_they_are(text: str) -> None:
    assert in_words(text) == text


@given(st.text(), st.integers(1, 60), st.integers(0, 12))
def test_nothing_breaks_the_printer(text: str, width: int, indent: int) -> None:
    for line in broken(in_words(text), width, indent):
        assert cell_len(line) <= max(width, 2) + indent


def test_hostile_words_are_read_out_without_a_control_character(
    hostile: Library, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for kind in ("event", "article", "actor"):
        name = first_of(hostile, kind)
        for page in list(page_names(name))[:4]:
            for line in lines_called(hostile, name, page, lambda _: None):
                assert "\x1b" not in line.text


# -- the commands


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, list[str], str]:
    code = main(list(argv))
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err


def test_a_page_that_is_not_there_names_those_that_are(valleys_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "show", "evt:gate-shut", "--page", "ledger", "--corpus", str(valleys_store))
    assert (code, out) == (WRONG_USAGE, [])
    assert "no page 'ledger' of evt:gate-shut; there are fields, accounts" in err


def test_a_page_is_an_object_a_line_as_well(valleys_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "show", "evt:gate-shut", "--page", "why", "--json", "--corpus", str(valleys_store))
    objects = [json.loads(line) for line in out]
    assert code == 0
    assert {frozenset(one) for one in objects} == {frozenset(("text", "indent", "heading", "opens", "cite"))}
    assert any(one["opens"] for one in objects)


@pytest.mark.parametrize("width", ["forty", "-1", "1000000", "٤٠"])
def test_a_width_is_a_number_of_cells(width: str, valleys_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "show", "evt:gate-shut", f"--width={width}", "--corpus", str(valleys_store))
    assert code == WRONG_USAGE
    assert "--width" in err


def test_the_timeline_is_in_order_then_its_shelf(valleys_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "timeline", "--width", "0", "--corpus", str(valleys_store))
    headings = [line for line in out if line.startswith("heading: ")]
    assert code == 0
    assert headings[-1].startswith("heading: not on the line")
    assert sum("[evt:" in line for line in out) == 6


def test_what_is_near_an_event_says_how_sure_that_is(valleys_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "timeline", "--near", "evt:gate-shut", "--days=30", "--width=0", "--corpus", str(valleys_store)
    )
    assert code == 0
    assert any(line.startswith("heading: surely within 30 days of it") for line in out)
    assert any("surely " in line or "before, " in line for line in out if "[evt:" in line)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--near", "plc:harn"], "is no event"),
        (["--near", "evt:none"], "no record 'evt:none'"),
        (["--near", "evt:gate-shut", "--days", "99999"], "--days takes a number"),
        (["--lanes", "river"], "--lanes"),
        (["colour:red"], "no facet 'colour'"),
    ],
)
def test_a_timeline_that_cannot_be_told_says_why(
    argv: list[str], said: str, valleys_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "timeline", *argv, "--corpus", str(valleys_store))
    assert (code, out) == (WRONG_USAGE, [])
    assert said in err


def test_a_list_says_its_marks_in_words(valleys_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list", "events", "mark:disputed", "--corpus", str(valleys_store))
    assert out
    assert all("accounts differ" in line for line in out)


def test_a_list_ends_its_lines_only_where_a_width_is_asked_for(
    valleys_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, whole, _ = run(capsys, "list", "events", "--corpus", str(valleys_store))
    _, narrow, _ = run(capsys, "list", "events", "--width", "30", "--corpus", str(valleys_store))
    assert len(whole) == 6
    assert max(map(cell_len, narrow)) <= 30
    assert len(narrow) > len(whole)


def test_texts_of_a_copy_say_that_none_is_attached(valleys_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "show", "art:hc31", "--page", "source", "--width", "0", "--corpus", str(valleys_store))
    assert code == 0
    assert any("khabar attach" in line for line in out)


def test_headings_are_never_two_in_a_row_without_words(library: Library) -> None:
    for page in PAGES:
        if "" in page.kinds:
            lines = list(page_lines(library, None, page))
            assert all(not (one.is_heading and other.text == one.text) for one, other in pairwise(lines))


@pytest.mark.parametrize(("term", "told"), [("dumb", False), ("xterm", True), ("", True)])
def test_progress_is_not_written_over_where_it_is_read_out(
    term: str, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", term)
    with progress_on(Terminal()) as progress:
        assert (progress is not None) == told


def test_the_pages_that_there_are_can_each_be_shown(valleys_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = ["--corpus", str(valleys_store)]
    for about in (["art:hc31"], ["hc31#1"], []):
        _, pages, _ = run(capsys, "show", *about, "--pages", *corpus)
        for page in pages:
            code, out, _ = run(capsys, "show", *about, "--page", page.split()[0], *corpus)
            assert (code, bool(out)) == (0, True), page


def test_a_citation_is_printed_as_it_is_whatever_the_width(
    valleys_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = ["--corpus", str(valleys_store)]
    _, out, _ = run(capsys, "show", "art:hc31", "--page", "csl", "--width", "20", *corpus)
    assert json.loads("\n".join(out))
