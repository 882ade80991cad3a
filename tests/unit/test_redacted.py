"""A library without the names of those who are not public: none leaves it, on no page; all that it gives can be asked of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import edit, ids

from tui.cli import main
from tui.corpus.fold import fold, words
from tui.corpus.kinds import KINDS, kind_of
from tui.errors import UsageError
from tui.notebook.attached import corpus_name
from tui.notebook.journal import Journal
from tui.notebook.notebook import Notebook
from tui.paths import hidden_file, vocabulary_file
from tui.present.citation import bibtex, csl_json, plain, record_text
from tui.present.notes_list import dossier_lines
from tui.present.pages import page_rows, pages_of
from tui.reading.answers import answer
from tui.reading.complete import complete
from tui.reading.desk import Desk, Place
from tui.reading.filters import parse_filter
from tui.reading.kept_place import keep_hidden, read_desk, write_desk
from tui.reading.lanes import groups
from tui.reading.questions import asked_of, standing
from tui.reading.timeline import Look
from tui.store.build import build, open_store
from tui.store.library import Library
from tui.store.query import Facet, Query
from tui.store.redacted import redacted, shown
from tui.wire import first

MURKY = ("plc:busra-al-harir", "act:al-zoubi-clan")
"""What has a name that is a person's surname too: it is left to them."""


@pytest.fixture(scope="module")
def over(daraa: Library) -> Library:
    return redacted(daraa)


@pytest.fixture(scope="module")
def names(daraa: Library) -> re.Pattern[str]:
    """What finds any name of somebody who is not public in folded words; told from the records alone."""
    found, public, clans = set(), set(), set()
    for row in daraa.rows(daraa.numbers("actor")):
        record = daraa.record(row.id)
        forms = [
            words(one["text"]) for one in record["names"] if one.get("kind", "alias") not in ("title", "descriptor")
        ]
        if row.tag == "clan":
            clans |= {word for form in forms for word in form}
        if row.tag == "person" and record.get("sensitivity", "private") == "public":
            public |= {word for form in forms for word in form}
        elif row.tag == "person":
            found |= {" ".join(form) for form in forms} | {form[-1] for form in forms if form[:1] != ["abu"]}
    found -= public | clans | {"zaid"}  # of Aba Zaid, which is one name
    assert len(found) > 60
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(found, key=len, reverse=True))})s?(?!\w)")


def named(names: re.Pattern[str], *texts: object) -> set[str]:
    """Return the names in texts, however their lines are broken; the place that is called like a surname has that to itself."""
    folded = " ".join(words("\n".join(map(str, texts)))).replace("busra hariri", "busra")
    return set(names.findall(folded))


def touched(over: Library) -> list[str]:
    """Return all that names anybody who is hidden, by the ids that it has then."""
    return [name for name in ids(over) if re.search(r"\b(victim|person)[- ]\d", json.dumps(over.record(name)))]


def test_nothing_leaves_it_that_names_anybody(over: Library, daraa: Library, names: re.Pattern[str]) -> None:
    assert named(names, *(json.dumps(daraa.record(name), ensure_ascii=False) for name in ids(daraa)))
    for name in ids(over):
        record = {key: value for key, value in over.record(name).items() if name not in MURKY or key != "names"}
        links = over.links(name), over.linked_from(name)
        assert (
            named(names, json.dumps(record, ensure_ascii=False), over.row_of(name), links, over.belonging(name))
            == set()
        ), name
    for kind in [*KINDS, "paragraph"]:
        for facet, _ in over.facets(kind):
            assert named(names, *(value for value, _ in over.values(kind, facet))) == set(), facet
    assert named(names, over.about, over.not_stated(), over.coverage()) == set()


@pytest.mark.parametrize("width", [34, 78])
def test_no_page_of_what_names_somebody_does(over: Library, names: re.Pattern[str], width: int) -> None:
    desk, told = Desk(over), touched(over)
    assert len(told) > 180
    for name in told:
        for page in pages_of(name):
            if kind_of(name) in page.kinds and page.id != "home":  # which is of the whole corpus
                desk.place = Place(record=name, page=page.id)
                rows = list(page_rows(desk, width))
                assert named(names, *(row.text for row in rows)) == set() or name in MURKY, (name, page.id)
                assert named(names, *((row.target, row.cite, row.block) for row in rows)) == set(), (name, page.id)


@pytest.mark.parametrize("width", [34, 78])
def test_no_page_of_the_corpus_and_no_answer_does(over: Library, names: re.Pattern[str], width: int) -> None:
    desk = Desk(over)
    for page in pages_of(None):
        desk.place = Place(page=page.id)
        assert named(names, *(row.text for row in page_rows(desk, width))) == set(), page.id


def test_what_is_given_can_be_asked(over: Library, daraa: Library) -> None:
    for name in ids(over):
        n = over.number(name)
        assert n is not None
        assert shown(over).row(n).id in (name, over.real(name))  # type: ignore[attr-defined]
        assert over.row(n).id == name
    assert len(set(ids(over))) == len(ids(daraa))
    assert over.number("act:mousa-qanbas") == over.number("act:victim-4") == daraa.number("act:mousa-qanbas")
    assert list(over.numbers("event", Query(facets=(Facet("of", "act:victim-4"),)))) == list(
        daraa.numbers("event", Query(facets=(Facet("of", "act:mousa-qanbas"),)))
    )
    for text in ("actor:victim-4", "actor:qanbas", 'actor:"[victim 4]"', "qanbas", "victim-4"):
        query = parse_filter(text)
        over.check("event", query)
        assert [over.row(n).id for n in over.numbers("event", query)] == ["evt:victim-4-killing"], text
    with pytest.raises(UsageError, match=r"^(?!.*qanbas).*role"):
        over.check("event", parse_filter("role:victim-4"))
    assert redacted(over) is over is redacted(daraa)
    assert corpus_name(over) == corpus_name(daraa)


@pytest.mark.parametrize(
    "text", ["Mousa Qanbas", "qanbas", "موسى قنبس", "act:mousa-qanbas", "act:victim-4", "[victim 4]", "victim 4"]
)
def test_whoever_knows_a_name_finds_by_it(over: Library, text: str) -> None:
    hit = over.search(text)[0]
    assert (hit.row.id, hit.row.title, hit.line) == ("act:victim-4", "[victim 4]", "[victim 4]")


def test_what_a_search_finds_and_a_filter_offers_names_nobody(
    over: Library, daraa: Library, names: re.Pattern[str]
) -> None:
    for row in daraa.rows(daraa.numbers("actor")):
        for form in daraa.record(row.id)["names"] if row.tag == "person" else ():
            hits = over.search(form["text"], limit=20)
            assert named(names, *((hit.row, hit.line, hit.find) for hit in hits if hit.row.id not in MURKY)) == set(), (
                form
            )
    offered = [
        complete(over, "event", text, len(text), {"one": "qanbas"})
        for text in ("actor:qa", "qanb", "by:hou", "@o", "of:tawfiq")
    ]
    assert all(offered)
    assert named(names, offered) == set()


@pytest.mark.parametrize(
    "name", ["act:mousa-qanbas", "evt:qanbas-killing", "clm:na21-hourani-will-fight", "eb18#18", "na21#18"]
)
def test_what_is_cited_names_nobody(over: Library, names: re.Pattern[str], name: str) -> None:
    for cite in (plain, bibtex, csl_json, record_text):
        assert named(names, cite(over, name)) == set()


def test_answers_name_nobody(over: Library, names: re.Pattern[str]) -> None:
    from tui.paths import questions_files
    from tui.present.answers import answer_lines

    questions = standing(questions_files())
    for name in ("evt:victim-4-killing", "act:person-7", "thr:killings-of-brokers"):
        if over.number(name) is None:
            continue
        for asked in asked_of(questions, over, name):
            if not asked.why_not:
                lines = list(answer_lines(over, answer(over, asked.question, name)))
                assert named(names, *lines) == set(), asked.question.id


def test_lanes_by_actor_hold_the_same_events(over: Library, daraa: Library, names: re.Pattern[str]) -> None:
    look = Look(lanes="actor")
    with_names, without = (list(groups(library, Query(), look)) for library in (daraa, over))
    assert [list(one.numbers) for one in without] == [list(one.numbers) for one in with_names]
    assert named(names, *(one.title for one in without)) == set()


# -- the desk


def test_a_desk_goes_over_with_all_that_lies_on_it(daraa: Library) -> None:
    desk = Desk(daraa)
    desk.view("event")
    desk.set_filter("of:act:mousa-qanbas qanbas")
    desk.open("act:mousa-qanbas")
    desk.mark("a")
    desk.look_as(near="evt:qanbas-killing", days=3)
    before = desk.place, desk.past, desk.marks
    desk.hide_names(True)
    assert desk.library.hides
    assert desk.place.record == "act:victim-4"
    assert desk.place.filter == "of:act:victim-4 victim-4"
    assert [desk.library.row(n).id for n in desk.numbers] == ["evt:victim-4-killing"]
    assert not re.search("qanbas", repr((desk.place, desk.past, desk.future, desk.marks)))
    desk.set_filter("Qanbas")
    assert desk.place.filter == "victim-4"
    desk.set_filter("of:act:victim-4 qanbas")
    desk.open("act:victim-4")
    desk.hide_names(False)
    assert desk.library is daraa
    assert (desk.place.record, desk.marks) == (before[0].record, before[2])
    assert desk.place.filter == "of:act:mousa-qanbas qanbas"


def test_what_was_kept_with_names_is_read_without(daraa: Library, over: Library, tmp_path: Path) -> None:
    desk = Desk(daraa)
    desk.set_filter("qanbas")
    desk.open("evt:qanbas-killing")
    write_desk(tmp_path / "place", desk)
    kept = read_desk(tmp_path / "place", over)
    assert (kept.place.record, kept.place.filter) == ("evt:victim-4-killing", "victim-4")


def test_that_names_are_hidden_is_kept_and_screens_that_show_them_are_not(daraa: Library, tmp_path: Path) -> None:
    (tmp_path / "screen-1").write_text("Mousa Qanbas")
    desk = Desk(daraa, hidden_file=tmp_path / "hidden-daraa")
    desk.hide_names(True)
    keep_hidden(desk)
    assert [one.name for one in tmp_path.iterdir()] == ["hidden-daraa"]
    desk.hide_names(False)
    keep_hidden(desk)
    assert list(tmp_path.iterdir()) == []


# -- other corpora


def test_ids_that_would_be_the_same_stay_apart(valleys_copy: Path, tmp_path: Path) -> None:
    edit(
        valleys_copy / "actors.yaml",
        "{text: Abbot of Saint Oda, kind: title}",
        "{text: Anselm Veyl}, {text: Brother Anselm Veyl}",
    )
    events = "".join(
        f"\n- {{id: 'evt:{slug}', title: Veyl is heard, type: meeting, aspect: point, when: '2031-05-01',"
        " participants: [], factuality: happened, cite: 'hc31#1'}\n"
        for slug in ("veyl-heard", "anselm-veyl-heard", "person-1-heard")
    )
    (valleys_copy / "events" / "heard.yaml").write_text(events, "utf-8")
    build(valleys_copy, vocabulary_file(), tmp_path / "store.json")
    plain_library = open_store(tmp_path / "store.json")
    over = redacted(plain_library)
    found = [one for one in ids(over) if "heard" in one]
    assert sorted(found) == ["evt:person-1-heard", "evt:person-1-heard-2", "evt:person-1-heard-3"]
    assert len({over.number(one) for one in found}) == 3
    assert over.record("act:abbot-of-saint-oda")["names"][0]["text"] == "[person 1]"
    over.close()


def test_hostile_and_raw_corpora_can_be_redacted(hostile: Library, raw: Library) -> None:
    for library in (hostile, raw):
        over = redacted(library)
        for name in ids(over):
            assert fold(over.row_of(name).title) is not None  # type: ignore[union-attr]
            assert over.record(name)["id"] == name


# -- the command line


@pytest.fixture
def left_hidden(valleys_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept = hidden_file(first.state_folder(), valleys_store)
    kept.parent.mkdir()
    kept.touch()
    yield str(valleys_store)


@pytest.mark.parametrize(
    "command",
    [["list", "actors"], ["list", "claims"], ["show", "act:abbot-of-saint-oda"], ["search", "abbot"], ["coverage"], ["ask"],
     ["list", "actors", "--json"], ["show", "act:abbot-of-saint-oda", "--json"], ["search", "abbot", "--json"]],
)  # fmt: skip
def test_the_command_line_hides_names_where_the_reader_was_left_so(
    command: list[str], left_hidden: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--corpus", left_hidden]) == 0
    out, err = capsys.readouterr()
    assert out
    assert "abbot" not in out.lower()
    assert "names of who is not public are hidden" in err


# -- the notebook


def test_notes_and_marks_are_shown_without_names_and_kept_with_them(
    daraa: Library, over: Library, names: re.Pattern[str], tmp_path: Path
) -> None:
    notebook = Notebook(Journal(tmp_path / "notes" / "daraa.jsonl"))
    notebook.note(over.real("act:victim-4"), "ask the brother of Qanbas")
    notebook.mark("evt:qanbas-killing", "starred")
    notebook.mark("act:mousa-qanbas", "dossier")
    seen = notebook.seen_in(over)
    assert [note.text for note in seen.notes_on("act:victim-4")] == ["ask the brother of [victim 4]"]
    assert seen.marked("starred") == ["evt:victim-4-killing"]
    assert named(names, seen.kept(), *dossier_lines(over, seen)) == set()
    assert named(names, *dossier_lines(daraa, notebook.seen_in(daraa)))
    desk = Desk(daraa, notebook=notebook)
    desk.hide_names(True)
    desk.place = Place(page="notebook")
    assert named(names, *(row.text for row in page_rows(desk, 78))) == set()


def test_the_dossier_is_printed_without_names_unless_they_are_asked_for(
    valleys_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    corpus = ["--corpus", str(valleys_store)]
    assert main(["notes", "--on", "act:abbot-of-saint-oda", "--dossier", *corpus]) == 0
    capsys.readouterr()
    assert main(["notes", "--dossier", *corpus]) == 0
    out, err = capsys.readouterr()
    assert "[person 1]" in out
    assert "abbot" not in out.lower()
    assert "--names" in err
    assert main(["notes", "--dossier", "--names", *corpus]) == 0
    assert "Abbot of Saint Oda" in capsys.readouterr().out
