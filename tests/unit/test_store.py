"""The store: a file that stock TinyDB opens, the same for the same YAML, replaced whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from support import TABLE_OF, edit, everything, ids, records
from tinydb import TinyDB

import tui
from tui.corpus.kinds import KINDS
from tui.errors import CorpusError, KhabarError, StoreError
from tui.paths import vocabulary_file
from tui.store.build import build, open_corpus, open_store, state
from tui.store.documents import TABLES
from tui.store.index import generation_of, index_path
from tui.store.library import Library, Record
from tui.store.tinydb_file import SEAL, Document, FileStorage, Spot, open_tables, scan


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# -- what stock TinyDB sees


@pytest.fixture(scope="module")
def stock(valleys_store: Path) -> Iterator[TinyDB]:
    """The store in TinyDB as it comes, which knows nothing of khabar."""
    with TinyDB(valleys_store) as database:
        yield database


@pytest.mark.parametrize("kind", TABLE_OF)
def test_stock_tinydb_and_the_library_give_the_same_documents_in_the_same_order(
    kind: str, stock: TinyDB, library: Library
) -> None:
    documents = stock.table(TABLE_OF[kind]).all()
    assert documents
    assert documents == records(library, kind)
    assert [document.doc_id for document in documents] == list(range(1, len(documents) + 1))


def test_xref_says_what_the_library_says_of_links_both_ways(stock: TinyDB, library: Library) -> None:
    xref = {document["id"]: document for document in stock.table("xref").all()}
    for name in ids(library):
        said: Record = xref.get(name, {"links": [], "linked_from": []})
        assert [[link.field, link.row.id] for link in library.links(name)] == said["links"]
        assert [[link.field, link.row.id] for link in library.linked_from(name)] == said["linked_from"]


def test_each_link_of_xref_stands_at_both_its_ends(stock: TinyDB) -> None:
    xref = stock.table("xref").all()
    there = Counter((one["id"], field, target) for one in xref for field, target in one["links"])
    back = Counter((source, field, one["id"]) for one in xref for field, source in one["linked_from"])
    assert there == back
    assert there["evt:gate-shut", "links.target", "evt:gate-chained"] == 1


def test_the_tables_stand_in_their_order_and_meta_first(valleys_store: Path) -> None:
    assert tuple(json.loads(valleys_store.read_bytes())) == (*TABLES, SEAL)
    assert TABLES[0] == "meta"


def test_meta_says_what_corpus_and_how_many_records(stock: TinyDB) -> None:
    (meta,) = stock.table("meta").all()
    assert meta["about"]["title"].startswith("Two valleys")
    assert meta["counts"] == {kind: len(stock.table(TABLE_OF[kind])) for kind in KINDS}
    assert set(meta["vocabulary"]["event_types"]) >= {"blockade", "threat"}


def test_the_file_reads_alike_in_every_encoding(valleys_store: Path) -> None:
    assert valleys_store.read_bytes().isascii()  # stock TinyDB opens it in the locale's


# -- the same YAML, the same bytes


def test_neither_folder_nor_dates_of_the_files_change_a_byte(
    valleys: Path, valleys_store: Path, tmp_path: Path
) -> None:
    elsewhere = Path(shutil.copytree(valleys, tmp_path / "another name"))
    for age, path in enumerate(sorted(elsewhere.rglob("*.yaml"), reverse=True)):
        os.utime(path, (age * 1e6, age * 1e6))
    build(elsewhere, vocabulary_file(), tmp_path / "other.json")
    assert (tmp_path / "other.json").read_bytes() == valleys_store.read_bytes()


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_no_hash_seed_changes_a_byte(seed: str, valleys: Path, valleys_store: Path, tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "tui", "build", str(valleys), "-o", str(tmp_path / "seeded.json")],
        cwd=Path(tui.__file__).parent.parent,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "seeded.json").read_bytes() == valleys_store.read_bytes()


def test_another_word_is_another_generation(valleys_copy: Path, valleys_store: Path, tmp_path: Path) -> None:
    edit(valleys_copy / "claims.yaml", "nine days", "five days")
    build(valleys_copy, vocabulary_file(), tmp_path / "edited.json")
    assert generation_of(tmp_path / "edited.json") != generation_of(valleys_store)


# -- building and building again


@pytest.fixture
def own_store(valleys_copy: Path, tmp_path: Path) -> Path:
    """A store of the copied valleys, alone with its index in a folder."""
    store = tmp_path / "built" / "own.json"
    build(valleys_copy, vocabulary_file(), store)
    return store


def test_store_and_index_are_for_the_user_alone(valleys_copy: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        build(valleys_copy, vocabulary_file(), tmp_path / "built" / "own.json")
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "built").iterdir()} == {0o600}


def test_open_corpus_builds_what_is_missing_or_old_and_nothing_else(valleys_copy: Path, own_store: Path) -> None:
    def opened() -> int:
        open_corpus(valleys_copy, vocabulary_file(), own_store).close()
        return own_store.stat().st_ino

    first = opened()
    assert opened() == first
    edit(valleys_copy / "threads.yaml", "Was the accord kept?", "Was it kept?")
    second = opened()
    assert second != first
    own_store.unlink()
    assert opened()


def test_state_says_how_a_store_stands_to_its_corpus(valleys_copy: Path, own_store: Path) -> None:
    def said() -> str:
        return state(valleys_copy, vocabulary_file(), own_store)

    assert said() == "current"
    edit(valleys_copy / "threads.yaml", "Was the accord kept?", "Was it kept?")
    assert said() == "older than the corpus"
    own_store.write_bytes(b"nothing of ours")
    assert "damaged" in said()
    own_store.unlink()
    assert said() == "missing"


def test_a_reader_goes_on_undisturbed_through_a_rebuild(valleys_copy: Path, own_store: Path) -> None:
    reader, witness = open_store(own_store), open_store(own_store)
    before = everything(witness)
    witness.close()
    edit(valleys_copy / "events" / "weir.yaml", "The gate stays shut", "The gate is open again")
    build(valleys_copy, vocabulary_file(), own_store)
    assert everything(reader) == before
    assert reader.search("gate stays shut")
    reader.close()
    newcomer = open_store(own_store)
    assert newcomer.title("evt:gate-shut") == "The gate is open again"
    newcomer.close()


def test_a_rebuild_leaves_one_store_and_one_index(valleys_copy: Path, own_store: Path) -> None:
    edit(valleys_copy / "threads.yaml", "Was the accord kept?", "Was it kept?")
    build(valleys_copy, vocabulary_file(), own_store)
    assert set(own_store.parent.iterdir()) == {own_store, index_path(own_store, generation_of(own_store))}


# -- builds that fail


def no_room(*_: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def wrong_yaml(folder: Path, store: Path, patch: pytest.MonkeyPatch) -> None:
    edit(folder / "claims.yaml", "hc31#1", "hc31#99")


def full_disk_at_fsync(folder: Path, store: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(os, "fsync", no_room)


def full_disk_at_rename(folder: Path, store: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(os, "replace", no_room)


def full_disk_at_the_index(folder: Path, store: Path, patch: pytest.MonkeyPatch) -> None:
    replace = os.replace
    patch.setattr(
        os, "replace", lambda here, there: no_room() if str(there).endswith(".index") else replace(here, there)
    )


def read_only_folder(folder: Path, store: Path, patch: pytest.MonkeyPatch) -> None:
    store.parent.chmod(0o500)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (wrong_yaml, CorpusError),
        (full_disk_at_fsync, StoreError),
        (full_disk_at_rename, StoreError),
        (full_disk_at_the_index, StoreError),
        pytest.param(
            read_only_folder,
            StoreError,
            marks=pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere"),
        ),
    ],
)
def test_a_build_that_fails_leaves_everything_as_it_was(
    spoil: Callable[[Path, Path, pytest.MonkeyPatch], None],
    error: type[KhabarError],
    valleys_copy: Path,
    own_store: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = contents(own_store.parent)
    edit(valleys_copy / "threads.yaml", "Was the accord kept?", "Was it kept?")
    with monkeypatch.context() as patch:
        spoil(valleys_copy, own_store, patch)
        with pytest.raises(error):
            build(valleys_copy, vocabulary_file(), own_store)
    own_store.parent.chmod(0o700)
    assert contents(own_store.parent) == before


# -- the storage on TinyDB's own seam


@pytest.fixture
def tables(valleys_store: Path) -> Iterator[TinyDB]:
    """The store in TinyDB through khabar's storage."""
    spots = {(table, number): spot for table, number, spot, _ in scan(valleys_store)}
    sizes = Counter(table for table, _ in spots)
    database = open_tables(valleys_store, lambda table, number: spots.get((table, number)), sizes)
    yield database
    database.close()


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Spot]:
    """Every document that the storage hands out from here on."""
    handed_out: list[Spot] = []
    document = FileStorage.document

    def counted(storage: FileStorage, spot: Spot) -> Document:
        handed_out.append(spot)
        return document(storage, spot)

    monkeypatch.setattr(FileStorage, "document", counted)
    return handed_out


def test_a_document_is_parsed_when_it_is_asked_for_and_no_other(tables: TinyDB, parsed: list[Spot]) -> None:
    assert len(tables.table("events")) == 6
    assert parsed == []
    event = tables.table("events").get(doc_id=2)
    assert isinstance(event, dict)
    assert event["id"] == "evt:gate-chained"
    assert len(parsed) == 1
    assert tables.table("events").get(doc_id=7) is None
    assert len(parsed) == 1


def test_the_library_parses_one_document_for_a_record_and_none_for_rows(
    valleys_store: Path, parsed: list[Spot]
) -> None:
    reader = open_store(valleys_store)
    parsed.clear()
    assert [row.kind for row in reader.rows(reader.numbers("event"))] == ["event"] * 6
    assert reader.linked_from("evt:gate-shut")
    assert parsed == []
    assert reader.record("evt:gate-shut")["title"] == "The gate stays shut"
    assert len(parsed) == 1
    reader.close()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda db: db.table("events").insert({"id": "evt:forged"}), id="insert"),
        pytest.param(lambda db: db.table("events").update({"title": "Forged"}), id="update"),
        pytest.param(lambda db: db.table("events").remove(doc_ids=[1]), id="remove"),
        pytest.param(lambda db: db.drop_tables(), id="drop"),
    ],
)
def test_the_storage_refuses_writes(change: Callable[[TinyDB], object], tables: TinyDB, valleys_store: Path) -> None:
    before = valleys_store.read_bytes()
    with pytest.raises(StoreError, match="read-only; edit the YAML and build it again"):
        change(tables)
    assert valleys_store.read_bytes() == before
