"""Building again: what was edited, and only that, yet byte for byte what a build from nothing gives."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import copied_with_more, edit

from tui.corpus import reader
from tui.corpus.sources import bytes_of
from tui.errors import CorpusError
from tui.paths import vocabulary_file
from tui.store import index as index_room
from tui.store import look as look_room
from tui.store import splice
from tui.store.build import Built, build, open_corpus, state
from tui.store.index import generation_of, index_path

LONG_AGO = 1_600_000_000


def age(folder: Path) -> None:
    """Let all files have been written long ago, so that their times can be trusted."""
    for number, path in enumerate(sorted(folder.rglob("*.yaml"))):
        os.utime(path, (LONG_AGO + number, LONG_AGO + number))


def dump(store: Path) -> dict[str, list[object]]:
    """Return all that an index says, but for when the files were written; of beginnings it need not keep the same."""
    found: dict[str, list[object]] = {}
    with closing(sqlite3.connect(f"file:{index_path(store, generation_of(store))}?mode=ro", uri=True)) as base:
        for table in ("info", "doc", "spot", "size", "kind", "month", "link", "name", "words", "warning"):
            found[table] = sorted(base.execute(f"SELECT * FROM {table}"), key=repr)
        found["posting"] = base.execute("SELECT * FROM posting ORDER BY 1, 2, 3").fetchall()
        found["source"] = base.execute("SELECT name, size, sha, ids FROM source ORDER BY 1").fetchall()
        for table in ("fts", "fts_name"):
            base.execute(f"CREATE VIRTUAL TABLE temp.v_{table} USING fts5vocab(main, {table}, instance)")
            found[table] = base.execute(f"SELECT * FROM v_{table} ORDER BY 1, 2, 3, 4").fetchall()
    return found


def outcome(folder: Path, store: Path) -> object:
    """Build, and return what came of it: the problems, or store, index and warnings."""
    try:
        built = build(folder, vocabulary_file(), store)
    except CorpusError as error:
        return [str(problem) for problem in error.problems]
    return store.read_bytes(), dump(store), [str(warning) for warning in built.warnings]


@pytest.fixture
def corpus(valleys_copy: Path, tmp_path: Path) -> Callable[[], Built]:
    """Build the copied valleys, and return what does so again."""
    age(valleys_copy)

    def again() -> Built:
        return build(valleys_copy, vocabulary_file(), tmp_path / "own.json")

    assert again().how == "whole"
    return again


EDITS = [
    pytest.param("claims.yaml", "nine days", "five days", id="words of a claim"),
    pytest.param("events/weir.yaml", "The gate stays shut", "The gate stays shut, and the sluice", id="a title"),
    pytest.param("events/weir.yaml", "factuality: disputed", "factuality: denied", id="a code of two records"),
    pytest.param("threads.yaml", "Was the accord kept?", "Was it kept?", id="a question"),
    pytest.param("articles.yaml", "the upper road; who stopped it", "the high road; who stopped it", id="a digest"),
    pytest.param("places.yaml", "lat: 46.5", "lat: 46.25", id="a number"),
    pytest.param("figures.yaml", "cite: hc31#5", "note: counted twice\n  cite: hc31#5", id="a note"),
    pytest.param("claims.yaml", "- id: clm:gate-shut", "# a remark\n- id: clm:gate-shut", id="nothing but a remark"),
]


@pytest.mark.parametrize(("file", "before", "after"), EDITS)
def test_an_edit_within_records_is_patched_in(
    file: str, before: str, after: str, corpus: Callable[[], Built], valleys_copy: Path, tmp_path: Path
) -> None:
    edit(valleys_copy / file, before, after)
    assert corpus().how == "patched"
    assert outcome(valleys_copy, tmp_path / "own.json") == outcome(valleys_copy, tmp_path / "cold.json")
    assert corpus().how == "unchanged"


REACHING = [
    pytest.param("events/weir.yaml", "- id: evt:lorry-turned-back", "- id: evt:lorry", "patched", id="an id"),
    pytest.param("events/accord.yaml", "[2031-04-01..2031-04-10]", "[2031-04-02..2031-04-10]", "patched", id="a date others hang on"),
    pytest.param("places.yaml", "{text: Orren}", "{text: Orrin}", "patched", id="a name"),
    pytest.param("claims.yaml", "cite: hc31#2", "cite: hc31#3", "patched", id="a citation"),
    pytest.param("outlets.yaml", "kind: newspaper", "kind: website", "whole", id="the kind of a speaker"),
    pytest.param("corpus.yaml", "Two valleys", "Three valleys", "whole", id="the corpus"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "how"), REACHING)
def test_an_edit_that_reaches_further_comes_to_the_same(
    file: str, before: str, after: str, how: str, corpus: Callable[[], Built], valleys_copy: Path, tmp_path: Path
) -> None:
    edit(valleys_copy / file, before, after)
    assert corpus().how == how
    assert outcome(valleys_copy, tmp_path / "own.json") == outcome(valleys_copy, tmp_path / "cold.json")


WORDS = (
    "gate",
    "the gate",
    "water",
    "disputed",
    "denied",
    "asserts",
    "2031-04-05",
    "hc31#4",
    "hc31#5",
    "act:ilse-marrow",
    "x",
)


@settings(max_examples=60)
@given(data=st.data())
def test_any_edits_and_removals_give_what_a_build_from_nothing_gives(
    data: st.DataObject, valleys: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("edits")
    folder = Path(shutil.copytree(valleys, place / "valleys"))
    age(folder)
    build(folder, vocabulary_file(), place / "own.json")
    for step in range(data.draw(st.integers(1, 3), label="steps")):
        path = data.draw(st.sampled_from(sorted(folder.rglob("*.yaml"))), label="file")
        lines = path.read_text("utf-8").split("\n")
        at = data.draw(st.integers(0, len(lines) - 1), label="line")
        words = lines[at].split(" ")
        which = data.draw(st.integers(0, len(words) - 1), label="word")
        match data.draw(st.sampled_from(("word", "words", "line", "note", "file")), label="edit"):
            case "word":
                words[which] = data.draw(st.sampled_from(WORDS))
                lines[at] = " ".join(words)
            case "words":
                words.insert(which + 1, data.draw(st.sampled_from(WORDS)))
                lines[at] = " ".join(words)
            case "line":
                del lines[at]
            case "note":
                lines.insert(at, "  note: looked at again")
        if lines:
            path.write_text("\n".join(lines), "utf-8")
        if data.draw(st.integers(0, 9), label="removed") == 0:
            path.unlink()
        if not (folder / "corpus.yaml").exists():
            break
        assert outcome(folder, place / "own.json") == outcome(folder, place / f"cold{step}.json")
    shutil.rmtree(place)


def records_in(path: Path) -> list[str]:
    """Return the text of each record of a file."""
    return re.split(r"^(?=- )", path.read_text("utf-8"), flags=re.MULTILINE)[1:]


def rename(record: str) -> str:
    """Return the text of a record under another id."""
    return re.sub(r"(?<=- id: )\S+", r"\g<0>-x", record, count=1)


def shift(data: st.DataObject, folder: Path, gone: dict[Path, str]) -> None:
    """Let a file or a record come, go or move."""
    paths = sorted(path for path in folder.rglob("*.yaml") if path.name != "corpus.yaml" and records_in(path))
    if not paths:
        return
    path = data.draw(st.sampled_from(paths), label="file")
    kind = path.stem if path.parent == folder else path.parent.name
    other = folder / kind / data.draw(st.sampled_from(("a.yaml", "weir.yaml", "z.yaml")), label="other")
    records = records_in(path)
    which = data.draw(st.integers(0, len(records) - 1), label="record")
    move = data.draw(st.sampled_from(("remove", "bring back", "rename", "drop", "move", "copy", "swap", "spell")))
    if move == "bring back":
        for there, text in gone.items():
            there.write_text(text, "utf-8")
        gone.clear()
    elif move == "remove":
        gone[path] = path.read_text("utf-8")
        path.unlink()
    elif move == "rename" and not other.exists():
        other.parent.mkdir(exist_ok=True)
        path.rename(other)
    elif move in ("move", "copy"):
        record = records[which] if move == "move" else rename(records[which])
        others = records_in(other) if other.exists() else []
        other.parent.mkdir(exist_ok=True)
        if move == "move":
            path.write_text("".join(records[:which] + records[which + 1 :]), "utf-8")
        if path != other:
            other.write_text("".join([*others, record]), "utf-8")
    elif move in ("drop", "swap", "spell"):
        first = records.pop(which)
        if move == "swap":
            records.append(first)
        elif move == "spell":
            records.append(first.replace("text: ", "text: Upper "))
        path.write_text("".join(records), "utf-8")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_records_and_files_that_come_go_and_move_give_what_a_build_from_nothing_gives(
    data: st.DataObject, valleys: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("shifts")
    folder = Path(shutil.copytree(valleys, place / "valleys"))
    age(folder)
    build(folder, vocabulary_file(), place / "own.json")
    gone: dict[Path, str] = {}
    for step in range(data.draw(st.integers(1, 4), label="steps")):
        shift(data, folder, gone)
        assert outcome(folder, place / "own.json") == outcome(folder, place / f"cold{step}.json")
    shutil.rmtree(place)


CODES = (
    ("polarity: asserts", "polarity: denies", "polarity: doubts"),
    ("status: open", "status: leaning", "status: settled"),
    ("status: agreed", "status: kept", "status: broken", "status: disputed", "status: not_stated"),
    ("kind: outcome", "kind: identity"),
    ("kind: person", "kind: population", "kind: unnamed"),
    ("kind: website", "kind: newspaper", "kind: unnamed"),
    ("kind: descriptor", "kind: alias"),
    ("type: quotes", "type: republishes", "type: takes_wire_from"),
    ("basis: inferred", "basis: external", "basis: stated"),
    ("offset: P3D", "offset: P1D", "offset: P1W", "offset: -P2W"),
    ('edtf: "2031-05-03/.."', 'edtf: "2031-05?"', 'edtf: "2031-05-12~"', 'edtf: "[2031-04-01..2031-04-10]"'),
    ("factuality: disputed", "factuality: happened", "factuality: threatened"),
    ("qualifier: exact", "qualifier: vague_word", "qualifier: not_stated"),
    ("rel: part_of", "rel: follows", "rel: breaks"),
    ("text: Mill Wire", "text: Orren Water Board", "text: Orren"),
    ("  parent: ", "  also_within: "),
    ("  according_to: ", "  note: by "),
    ("  disputes: ", "  note: on "),
    ("  speaks_for: ", "  note: for "),
    ("  part_of: ", "  note: in "),
    ("  via: ", "  note: via "),
    ("  republishes: ", "  note: from "),
)
"""What stands in the valleys and beyond them, and what may stand in its place."""
NAME = r"\b(?:out|art|act|plc|evt|agr|rnd|clm|fig|rel|iss|thr):[a-z0-9-]+|\b(?:hc31|ve31)#[a-z0-9]+"
OF_ANOTHER = re.compile(rf"(?<!- id: )(?:{NAME})|{'|'.join(re.escape(code) for codes in CODES for code in codes)}")


def swap(data: st.DataObject, folder: Path, names: list[str]) -> None:
    """Let a record, somewhere, name another than it does or say another code."""
    found: dict[str, list[tuple[Path, int]]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        for match in OF_ANOTHER.finditer(path.read_text("utf-8")):
            found.setdefault(match[0], []).append((path, match.start()))
    coded = data.draw(st.booleans(), label="a code")
    before = data.draw(st.sampled_from([one for one in sorted(found) if (one not in names) == coded]), label="before")
    path, at = data.draw(st.sampled_from(found[before]), label="where")
    alike = [code for codes in CODES if before in codes for code in codes]
    others = alike or [name for name in names if name[:3] == before[:3]]
    after = data.draw(st.sampled_from([one for one in others if one != before] or [before]), label="after")
    text = path.read_text("utf-8")
    path.write_text(text[:at] + after + text[at + len(before) :], "utf-8")


@settings(max_examples=25)
@given(data=st.data())
def test_whatever_else_is_named_or_said_gives_what_a_build_from_nothing_gives(
    data: st.DataObject, valleys: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("swaps")
    folder = copied_with_more(valleys, place)
    age(folder)
    names = sorted({name for path in folder.rglob("*.yaml") for name in re.findall(NAME, path.read_text("utf-8"))})
    build(folder, vocabulary_file(), place / "own.json")
    for step in range(data.draw(st.integers(1, 4), label="steps")):
        texts = {path: path.read_text("utf-8") for path in folder.rglob("*.yaml")}
        for _ in range(data.draw(st.integers(1, 3), label="swaps")):
            swap(data, folder, names)
        own = outcome(folder, place / "own.json")
        assert own == outcome(folder, place / f"cold{step}.json")
        if isinstance(own, list):  # what is no corpus is taken back
            for path, text in texts.items():
                path.write_text(text, "utf-8")
    shutil.rmtree(place)


def test_an_interrupt_in_the_midst_leaves_everything_as_it_was(
    corpus: Callable[[], Built], valleys_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    edit(valleys_copy / "places.yaml", "{text: Orren}", "{text: Orrin}")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(splice, "finish", interrupted)
        corpus()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert corpus().how == "patched"


# -- telling whether anything has changed


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from here on to know whether they have changed."""
    names: list[str] = []

    def noted(path: str) -> bytes:
        names.append(Path(path).name)
        return bytes_of(path)

    monkeypatch.setattr(look_room, "bytes_of", noted)
    return names


def test_an_unchanged_corpus_is_known_without_reading_it(
    corpus: Callable[[], Built], looked_into: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "read_yaml", lambda *_: pytest.fail("YAML was read"))
    assert corpus().how == "unchanged"
    assert looked_into == []


def test_a_file_written_to_while_the_clock_stood_still_is_read(
    valleys_copy: Path, tmp_path: Path, looked_into: list[str]
) -> None:
    age(valleys_copy)
    stamp = time.time_ns()
    claims = valleys_copy / "claims.yaml"
    os.utime(claims, ns=(stamp, stamp))
    build(valleys_copy, vocabulary_file(), tmp_path / "own.json")
    status = claims.stat()
    claims.write_bytes(claims.read_bytes().replace(b"nine days", b"five days"))
    os.utime(claims, ns=(stamp, stamp))
    assert claims.stat().st_size == status.st_size
    assert claims.stat().st_ino == status.st_ino
    assert state(valleys_copy, vocabulary_file(), tmp_path / "own.json") == "older than the corpus"
    assert looked_into == ["claims.yaml"]


def test_files_that_were_only_touched_are_noted_again(
    corpus: Callable[[], Built], valleys_copy: Path, tmp_path: Path, looked_into: list[str]
) -> None:
    before = (tmp_path / "own.json").read_bytes(), dump(tmp_path / "own.json")
    for path in valleys_copy.rglob("*.yaml"):
        os.utime(path, (LONG_AGO - 5, LONG_AGO - 5))
    assert corpus().how == "unchanged"
    assert len(looked_into) == len(list(valleys_copy.rglob("*.yaml")))
    looked_into.clear()
    assert corpus().how == "unchanged"
    assert looked_into == []
    assert ((tmp_path / "own.json").read_bytes(), dump(tmp_path / "own.json")) == before


@pytest.mark.parametrize("lost", ["store", "index"])
def test_what_is_damaged_is_built_again_though_nothing_was_edited(
    lost: str, corpus: Callable[[], Built], tmp_path: Path
) -> None:
    store = tmp_path / "own.json"
    path = store if lost == "store" else index_path(store, generation_of(store))
    whole = path.read_bytes()
    spoilt = bytearray(whole)
    spoilt[len(spoilt) // 2] ^= 1
    path.write_bytes(spoilt)
    assert corpus().how == "whole"
    assert lost == "index" or path.read_bytes() == whole


def test_warnings_are_told_again_where_nothing_has_changed(corpus: Callable[[], Built], valleys_copy: Path) -> None:
    edit(valleys_copy / "figures.yaml", "  according_to: out:harn-courier\n", "")
    first = corpus()
    assert [warning.code for warning in first.warnings] == ["no-speaker"]
    again = corpus()
    assert (again.how, again.warnings, again.records) == ("unchanged", first.warnings, first.records)
    edit(valleys_copy / "threads.yaml", "Was the accord kept?", "Was it kept?")
    patched = corpus()
    assert (patched.how, patched.warnings) == ("patched", first.warnings)


def test_an_open_reader_goes_on_through_a_patch(
    corpus: Callable[[], Built], valleys_copy: Path, tmp_path: Path
) -> None:
    reading = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "own.json")
    edit(valleys_copy / "events" / "weir.yaml", "The gate stays shut", "The gate is open again")
    assert corpus().how == "patched"
    assert reading.record("evt:gate-shut")["title"] == reading.title("evt:gate-shut") == "The gate stays shut"
    reading.close()


def test_common_beginnings_are_kept_up_to_date(
    valleys_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_room, "is_common", lambda count, size: True)
    age(valleys_copy)
    build(valleys_copy, vocabulary_file(), tmp_path / "own.json")
    edit(valleys_copy / "events" / "weir.yaml", "The gate stays shut", "The gate stays chained")
    assert build(valleys_copy, vocabulary_file(), tmp_path / "own.json").how == "patched"
    assert outcome(valleys_copy, tmp_path / "own.json") == outcome(valleys_copy, tmp_path / "cold.json")
