"""The command line: what it prints, where, and with which exit code; never a traceback, never a raw control character."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import edit
from tinydb import TinyDB

import tui
from tui.cli import main
from tui.commands.commands import DEFAULT
from tui.corpus.kinds import KINDS
from tui.corpus.reader import read_corpus
from tui.errors import NO_ACCESS, PROBLEMS_FOUND, WRONG_USAGE, StoreDamaged
from tui.paths import keys_file, store_for, themes_folder, vocabulary_file
from tui.store.documents import documents
from tui.store.index import index_path, write_index
from tui.store.tinydb_file import write_tables

DONE = 0
PLURALS = [kind.plural for kind in KINDS.values()]


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines that were printed."""
        return self.out.splitlines()

    @property
    def objects(self) -> list[Any]:
        """The lines that were printed, as JSON."""
        return [json.loads(line) for line in self.lines]


Khabar = Callable[..., Ran]


@pytest.fixture
def khabar(capsys: pytest.CaptureFixture[str]) -> Khabar:
    """Run a command; whatever it was, it ended in order and printed nothing that a terminal could act on."""

    def run(*argv: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        ran = Ran(code, *capsys.readouterr())
        told = ran.out + ran.err
        assert "Traceback" not in told
        assert "a fault of khabar itself" not in ran.err, ran.err
        assert [line for line in told.split("\n") if not line.isprintable()] == []
        assert (code == DONE) or ran.err or ran.out
        return ran

    return run


@pytest.fixture
def ask(khabar: Khabar, valleys: Path) -> Khabar:
    """Run a command that asks the valleys."""
    return lambda command, *words: khabar(command, *words, "--corpus", valleys)


# -- list


@pytest.mark.parametrize("kind", [*PLURALS, *KINDS, "paragraphs", "paragraph"])
def test_list_prints_a_line_a_record(kind: str, ask: Khabar) -> None:
    ran = ask("list", kind)
    assert ran.code == DONE
    assert len(ran.lines) == len(ask("list", kind, "--json").lines) > 0


def test_a_line_of_a_list_says_id_date_factuality_title_sort_and_marks(ask: Khabar) -> None:
    ran = ask("list", "events", "type:blockade", "2031-05")
    assert ran.lines[0] == (
        "evt:gate-shut  since 3 May 2031  disputed  The gate stays shut  Closing of roads or checkpoints  "
        "accounts differ  its date is not printed, but inferred"
    )
    assert len(ran.lines) == 2


def test_a_value_with_a_blank_may_come_as_one_word_from_the_shell(ask: Khabar) -> None:
    assert ask("list", "events", "place:harn weir").lines == ask("list", "events", 'place:"harn weir"').lines
    assert len(ask("list", "events", "place:harn weir").lines) == 2


def test_a_list_without_answers_is_no_mistake(ask: Khabar) -> None:
    assert ask("list", "events", "zebra") == Ran(DONE, "", "")


def test_an_empty_corpus_is_no_mistake(khabar: Khabar, valleys: Path, tmp_path: Path) -> None:
    shutil.copy(valleys / "corpus.yaml", tmp_path)
    for command in (["list", "events"], ["search", "gate"], ["coverage"], ["coverage", "--json"]):
        assert khabar(*command, "--corpus", tmp_path).code == DONE


@pytest.mark.parametrize(
    "words",
    [
        ["list", "events", "type:blockade", "--corpus", "{}"],
        ["list", "--corpus", "{}", "events", "type:blockade"],
        ["list", "events", "--corpus", "{}", "type:blockade"],
        ["list", "events", "type:blockade", "-line:on", "--corpus", "{}"],
        ["list", "--corpus={}", "events", "--", "-line:on"],
    ],
)
def test_filters_may_stand_anywhere(words: list[str], khabar: Khabar, valleys: Path) -> None:
    ran = khabar(*(word.format(valleys) for word in words))
    assert [line.partition(" ")[0] for line in ran.lines] == ["evt:gate-chained", "evt:gate-shut", "evt:road-closed"]


# -- JSON


def sources(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the records as they stand in the YAML, by id."""
    read = (yaml.safe_load(path.read_bytes()) for path in folder.rglob("*.yaml") if path.name != "corpus.yaml")
    return {record["id"]: record for records in read for record in records}


def values_of(name: str, value: Any) -> Iterator[Any]:
    """Yield the values of a field, wherever in a record it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == name:
                yield inner
            yield from values_of(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from values_of(name, inner)


@pytest.mark.parametrize("kind", KINDS)
def test_json_has_the_fields_of_the_yaml(kind: str, ask: Khabar, valleys: Path) -> None:
    written = sources(valleys)
    listed = ask("list", kind, "--json").objects
    assert {record["id"] for record in listed} == {name for name in written if name.startswith(KINDS[kind].prefix)}
    for record in listed:
        assert set(record) == set(written[record["id"]]) - {"paragraphs"}
        assert ask("show", record["id"], "--json").objects == [record]


@pytest.mark.parametrize("kind", KINDS)
def test_json_has_cite_as_a_list_and_every_date_with_its_bounds(kind: str, ask: Khabar) -> None:
    for record in ask("list", kind, "--json").objects:
        for cite in values_of("cite", record):
            assert isinstance(cite, list)
            assert all(isinstance(one, str) and "#" in one for one in cite)
        for field in ("when", "as_of", "published", "deadline"):
            assert all({"edtf", "earliest", "latest"} <= set(when) for when in values_of(field, record))


def test_json_of_a_paragraph_names_its_article(ask: Khabar) -> None:
    paragraphs = ask("list", "paragraphs", "--json").objects
    assert [paragraph["id"] for paragraph in paragraphs][:3] == ["hc31#title", "hc31#date", "hc31#1"]
    assert {paragraph["article"] for paragraph in paragraphs} == {"art:hc31"}
    assert ask("show", "hc31#1", "--json").objects == [paragraphs[2]]


def test_json_keeps_letters_of_any_script(ask: Khabar) -> None:
    assert "هرن" in ask("show", "plc:harn", "--json").out


# -- show


def test_show_prints_a_record_with_what_it_rests_on(ask: Khabar) -> None:
    ran = ask("show", "evt:gate-shut")
    assert ran.code == DONE
    assert "The gate stays shut" in ran.lines
    assert any(line.strip().startswith("hc31#1, ") for line in ran.lines)


def test_show_prints_a_paragraph_with_what_rests_on_it(ask: Khabar) -> None:
    out = ask("show", "hc31#6").out
    assert "rests on it: 2" in out
    assert "A lorry is turned back" in out


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("act:ilse-marow", "did you mean act:ilse-marrow?"),
        ("evt:gate-chain", "did you mean evt:gate-chained"),
        ("plc:zebra", "khabar search"),
        ("plc:harn-weir-2", "did you mean plc:harn-weir"),
        ("gate-shut", "did you mean evt:gate-shut, clm:gate-shut?"),
        ("hc31#99", "art:hc31 has the paragraphs title date 1 2 3 4 5 6"),
    ],
)
def test_an_unknown_id_is_told_with_what_may_be_meant(name: str, meant: str, ask: Khabar) -> None:
    ran = ask("show", name)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert repr(name) in ran.err
    assert meant in ran.err


# -- search, coverage


def test_search_finds_any_spelling_and_says_where(ask: Khabar) -> None:
    assert ask("search", "Härn").lines[0] == "plc:harn  Harn"
    assert ask("search", "هرن").lines[0] == "plc:harn  Harn  found: هرن"
    found = ask("search", "sluice", "--json").objects
    assert [one["id"] for one in found] == ["clm:gate-shut", "hc31#1"]
    assert all(set(one) == {"id", "kind", "title", "where", "line"} for one in found)


def test_search_takes_words_and_a_kind(ask: Khabar) -> None:
    assert {one["kind"] for one in ask("search", "the", "gate", "--kind", "events", "--json").objects} == {"event"}


def test_search_without_hits_says_so_beside_the_output(ask: Khabar) -> None:
    assert ask("search", "zebra") == Ran(DONE, "", "khabar: nothing found\n")


def test_coverage_counts_what_is_coded_and_what_is_not_stated(ask: Khabar) -> None:
    assert "6 of 6 body paragraphs are cited" in ask("coverage").out
    article, shelf = ask("coverage", "--json").objects
    assert article["article"] == "art:hc31"
    assert (article["paragraphs"], article["uncited"], article["records"]["event"]) == (6, [], 6)
    assert shelf["not_stated"]["number"] == ["fig:men-from-orren"]


# -- build, check


def test_build_writes_a_store_that_tinydb_opens(khabar: Khabar, valleys: Path, tmp_path: Path) -> None:
    store = tmp_path / "own.json"
    ran = khabar("build", valleys, "-o", store)
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out == f"{store}: {len(sources(valleys))} records\n"
    with TinyDB(store) as database:
        assert len(database.table("events")) == 6


def test_build_goes_to_the_users_cache_and_list_finds_it_there(khabar: Khabar, valleys: Path, cache: Path) -> None:
    ran = khabar("build", valleys)
    assert ran.out.startswith(str(cache))
    before = store_for(valleys).stat().st_ino
    assert khabar("list", "events", "--corpus", valleys).code == DONE
    assert store_for(valleys).stat().st_ino == before


def test_list_builds_again_what_was_edited(khabar: Khabar, valleys_copy: Path) -> None:
    assert khabar("list", "threads", "--corpus", valleys_copy).lines == ["thr:water  The water of Harn  log"]
    edit(valleys_copy / "threads.yaml", "The water of Harn", "Water")
    assert khabar("list", "threads", "--corpus", valleys_copy).lines == ["thr:water  Water  log"]


def test_a_built_store_can_be_asked_by_itself(khabar: Khabar, ask: Khabar, valleys_store: Path) -> None:
    assert khabar("list", "events", "--corpus", valleys_store) == ask("list", "events")


def test_check_of_a_good_corpus_is_done(khabar: Khabar, valleys: Path) -> None:
    ran = khabar("check", valleys)
    assert ran.code == DONE
    assert "no errors" in ran.out


@pytest.mark.parametrize("command", [["check"], ["build"], ["list", "events", "--corpus"], ["coverage", "--corpus"]])
def test_a_corpus_of_mistakes_is_told_place_by_place(command: list[str], khabar: Khabar, thirty: Path) -> None:
    ran = khabar(*command, thirty)
    assert ran.code == PROBLEMS_FOUND
    told = (ran.out + ran.err).splitlines()
    assert len(told) >= 30
    assert all(line.startswith(f"{thirty}/") for line in told)
    assert any(line.startswith(f"{thirty}/outlets.yaml:3:9: error[choice]: ") for line in told)


# -- keys, themes, doctor


@pytest.fixture
def keys_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Write a file of keys where the user's is looked for."""

    def write(text: str) -> Path:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        keys_file().parent.mkdir()
        keys_file().write_text(text, "utf-8")
        return keys_file()

    return write


def test_keys_prints_the_keys_and_says_where_others_can_be_chosen(khabar: Khabar) -> None:
    ran = khabar("keys")
    assert (ran.code, ran.out) == (DONE, "\n".join(DEFAULT.lines()) + "\n")
    assert ran.err == f"khabar: {keys_file()}: not there, these are the default keys\n"


def test_keys_prints_the_keys_in_force(khabar: Khabar, keys_of: Callable[[str], Path]) -> None:
    path = keys_of("down: [ctrl+n]\n")
    ran = khabar("keys")
    assert f"khabar: {path}: these are its keys\n" == ran.err
    assert "down: ctrl+n; Down. Go to the next row. Everywhere." in ran.lines


def test_a_file_of_keys_with_a_mistake_is_told_by_its_place(khabar: Khabar, keys_of: Callable[[str], Path]) -> None:
    path = keys_of("down: [j]\ndwon: [n]\n")
    told = f"{path}:2:1: error[unknown-command]: no command 'dwon'; did you mean down?\n"
    assert khabar("keys") == Ran(PROBLEMS_FOUND, "", told)


def test_a_file_of_keys_that_cannot_be_read_is_no_access(khabar: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", os.devnull)
    assert khabar("keys").code == DONE
    monkeypatch.setattr("tui.surroundings.keys_file", lambda: Path("/"))
    assert khabar("keys") == Ran(NO_ACCESS, "", "khabar: /: Is a directory\n")


def test_themes_lists_the_themes(khabar: Khabar) -> None:
    names = [line.split()[0] for line in khabar("themes").lines]
    assert names == sorted(path.stem for path in themes_folder().glob("*.yaml"))


def test_doctor_says_what_was_found(khabar: Khabar, valleys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    khabar("build", valleys)
    ran = khabar("doctor", "--corpus", valleys)
    found = dict(line.split(maxsplit=1) for line in ran.lines)
    assert ran.code == DONE
    assert found["store"] == f"{store_for(valleys)}, current"
    assert found["theme"].startswith("mono, ")
    assert found["colours"] == "none, because of NO_COLOR=1"


def test_version_and_help_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--version", "--help"):
        with pytest.raises(SystemExit) as ended:
            main([option])
        assert ended.value.code == DONE
        assert "khabar" in capsys.readouterr().out


# -- the reader


@pytest.mark.parametrize("argv", [[], ["read"], ["{}"], ["read", "{}"]])
def test_the_reader_refuses_without_a_terminal_and_names_what_to_use(
    argv: list[str], khabar: Khabar, valleys: Path
) -> None:
    ran = khabar(*(word.format(valleys) for word in argv))
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "needs a terminal" in ran.err
    assert "khabar list, show or search" in ran.err


@pytest.mark.parametrize("term", ["dumb", ""])
def test_the_reader_refuses_a_terminal_that_cannot_show_a_screen(
    term: str, khabar: Khabar, valleys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    for stream in ("stdin", "stdout", "__stderr__"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True, raising=False)
    ran = khabar("read", valleys)
    assert ran.code == WRONG_USAGE
    assert "TERM" in ran.err
    assert "khabar list, show or search" in ran.err


# -- what goes wrong


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["list"], "list what? there are outlets, articles"),
        (["list", "evnts", "--corpus", "{valleys}"], "did you mean events?"),
        (["list", "rivers", "--corpus", "{valleys}"], "there are outlets, articles"),
        (["list", "events", "colour:red", "--corpus", "{valleys}"], "no facet 'colour'"),
        (["list", "events", "2031-13", "--corpus", "{valleys}"], "no day of the calendar"),
        (["search", "gate", "--kind", "river", "--corpus", "{valleys}"], "no kind 'river'"),
        (["search", "--corpus", "{valleys}"], "WORDS"),
        (["show", "--corpus", "{valleys}"], "ID|CITATION"),
        (["list", "events", "--colour"], "--colour"),
        (["list", "events", "--corpus", "{tmp}/none"], "no such folder or store"),
        (["list", "events", "--corpus", "{tmp}"], "no corpus here"),
        (["show", "evt:x", "--corpus", "/dev/null"], "no such folder or store"),
        (["build", "{tmp}/none"], "no such folder"),
        (["build", "{tmp}"], "no corpus here"),
        (["check", "{tmp}/none"], "no such folder"),
        (["check", "{valleys}/corpus.yaml"], "no such folder"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_with_what_to_do(
    argv: list[str], said: str, khabar: Khabar, valleys: Path, tmp_path: Path
) -> None:
    ran = khabar(*(word.format(valleys=valleys, tmp=tmp_path) for word in argv))
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err.startswith("khabar: ")
    assert said in ran.err


def test_a_folder_in_the_place_of_a_store_is_told(khabar: Khabar, valleys: Path, tmp_path: Path) -> None:
    ran = khabar("build", valleys, "-o", tmp_path)
    assert ran.code == NO_ACCESS
    assert f"{tmp_path}: Is a directory" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_told(khabar: Khabar, valleys: Path) -> None:
    ran = khabar("list", "events", "--corpus", valleys / "weir.txt")
    assert ran.code == NO_ACCESS
    assert "the store is damaged" in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["build"],
        ["list", "events", "--corpus"],
        ["doctor", "--corpus"],
    ],
)
def test_a_file_that_cannot_be_read_is_told(command: list[str], khabar: Khabar, valleys_copy: Path) -> None:
    lost = valleys_copy / "events" / "lost.yaml"
    lost.symlink_to(valleys_copy / "nowhere")
    ran = khabar(*command, valleys_copy)
    assert f"{lost}: No such file or directory" in ran.out + ran.err
    assert ran.code == NO_ACCESS or command[0] == "doctor"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(khabar: Khabar, valleys_copy: Path) -> None:
    (valleys_copy / "claims.yaml").chmod(0)
    ran = khabar("check", valleys_copy)
    assert ran.code == NO_ACCESS
    assert "Permission denied; make it readable" in ran.err


def outside(words: list[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *words],
        cwd=Path(tui.__file__).parent.parent,
        stderr=subprocess.PIPE,
        check=False,
        **how,
    )


def test_a_reader_that_has_had_enough_is_no_mistake(valleys_store: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as closed:
        ran = outside(["list", "events", "--corpus", str(valleys_store)], stdout=closed)
    assert (ran.returncode, ran.stderr) == (DONE, b"")


def test_a_terminal_that_has_not_the_letters_is_no_mistake(valleys_store: Path) -> None:
    ran = outside(
        ["show", "plc:harn", "--corpus", str(valleys_store)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (ran.returncode, ran.stderr) == (DONE, b"")
    assert b"???" in ran.stdout


# -- what is hostile

HOSTILE = "\x1b]0;owned\x07\x9b31m\u202e\u2066\x00\x7f\u200b[2J"
LINE_BREAK = "\nevt:forged  a line of its own"
NOT_UNICODE = "\udcff"
"""A byte that is not UTF-8, as the shell hands it over."""


@pytest.mark.parametrize(
    "asked",
    [HOSTILE, LINE_BREAK, pytest.param(NOT_UNICODE, id="not Unicode")],
)
@pytest.mark.parametrize(
    "argv",
    [
        ["{asked}"],
        ["check", "{asked}"],
        ["list", "{asked}", "--corpus", "{valleys}"],
        ["list", "events", "{asked}", "--corpus", "{valleys}"],
        ["list", "events", "colour:{asked}", "--corpus", "{valleys}"],
        ["list", "events", "--corpus", "{valleys}/{asked}"],
        ["search", "{asked}", "--corpus", "{valleys}"],
        ["search", "gate", "--kind", "{asked}", "--corpus", "{valleys}"],
    ],
)
def test_what_is_asked_is_never_printed_raw(argv: list[str], asked: str, khabar: Khabar, valleys: Path) -> None:
    ran = khabar(*(word.format(asked=asked, valleys=valleys) for word in argv))
    assert ran.code in (DONE, WRONG_USAGE)


@pytest.mark.parametrize("asked", [HOSTILE, LINE_BREAK, NOT_UNICODE])
@pytest.mark.parametrize("argv", [["show", "{}"], ["list", "events", "place:{}"]])
def test_a_hostile_name_is_a_name_nobody_has(argv: list[str], asked: str, ask: Khabar) -> None:
    ran = ask(*(word.format(asked) for word in argv))
    assert ran.out == ""


@pytest.mark.parametrize("field", ["title", '"\\e[31mtitle"'])
def test_a_hostile_corpus_is_checked_without_printing_it_raw(field: str, khabar: Khabar, valleys_copy: Path) -> None:
    edit(valleys_copy / "threads.yaml", "title: The water of Harn", f'{field}: "\\e[2J\\x9b31m\\u202ewater\\0"')
    assert khabar("check", valleys_copy).code in (DONE, PROBLEMS_FOUND)
    assert khabar("list", "threads", "--corpus", valleys_copy).code in (DONE, PROBLEMS_FOUND)


def poisoned(value: Any, poison: str, name: str = "") -> Any:
    """Return a document with poison after every value that is words."""
    if isinstance(value, dict):
        return {key: poisoned(inner, poison, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [poisoned(inner, poison, name) for inner in value]
    words = ("title", "text", "digest", "content", "term", "role", "measures", "question", "said", "why", "label")
    return value + poison if name in words else value


@pytest.fixture
def foreign_store(valleys: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Make a store as nobody builds it: its words poisoned, and cleaned by no checker. It brings its index, else it is refused."""

    def make(poison: str) -> Path:
        store = tmp_path / "foreign.json"
        tables = documents(read_corpus(valleys, vocabulary_file()), "1xforeign")
        with store.open("wb") as file:
            write_tables(file, ((name, poisoned(list(table), poison)) for name, table in tables))
        with suppress(StoreDamaged):
            write_index(store, index_path(store, "1xforeign"))
        return store

    return make


ASKING = [*(["list", kind] for kind in (*PLURALS, "paragraphs")), ["show", "evt:gate-shut"], ["show", "hc31#4"],
          ["search", "gate"], ["coverage"]]  # fmt: skip


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("command", ASKING, ids=" ".join)
def test_a_store_from_elsewhere_is_never_printed_raw(
    command: list[str], form: list[str], khabar: Khabar, foreign_store: Callable[[str], Path]
) -> None:
    ran = khabar(*command, *form, "--corpus", foreign_store(HOSTILE))
    assert ran.code == DONE
    assert len(ran.lines) >= 1


@pytest.mark.parametrize("command", [["list", "events"], ["show", "evt:gate-shut"], ["search", "gate"], ["coverage"]])
def test_a_store_from_elsewhere_cannot_forge_a_line(
    command: list[str], khabar: Khabar, foreign_store: Callable[[str], Path]
) -> None:
    ran = khabar(*command, "--corpus", foreign_store(LINE_BREAK))
    assert [line for line in ran.lines if line.startswith("evt:forged")] == []


def test_a_store_from_elsewhere_that_is_not_unicode_is_no_fault(
    khabar: Khabar, foreign_store: Callable[[str], Path]
) -> None:
    assert khabar("list", "events", "--corpus", foreign_store(NOT_UNICODE)).code in (DONE, NO_ACCESS)
