"""Damage: whatever a disk does to a store or its index, a reader gets the truth, a mended store or a clear error."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import edit, everything
from tinydb import TinyDB

from tui.errors import KhabarError, StoreDamaged, StoreError
from tui.paths import vocabulary_file
from tui.store.build import build, open_corpus, open_store
from tui.store.index import generation_of, index_path
from tui.store.library import Library
from tui.store.query import Facet, Query


@dataclass(frozen=True, repr=False)
class Copy:
    """A built store with its index, whose bytes may be changed, and what it says while it is whole."""

    corpus: Path
    store: Path
    index: Path
    store_bytes: bytes
    index_bytes: bytes
    truth: dict[str, object]

    def lay(self, store: bytes | None = None, index: bytes | None = None) -> None:
        """Put both files there as they were built, or with other bytes."""
        self.store.write_bytes(self.store_bytes if store is None else store)
        self.index.write_bytes(self.index_bytes if index is None else index)

    def open_store(self) -> Library:
        """Open the store by itself."""
        return open_store(self.store)

    def open_corpus(self) -> Library:
        """Open the store as that of its corpus."""
        return open_corpus(self.corpus, vocabulary_file(), self.store)


@pytest.fixture(scope="module")
def copy(valleys: Path, valleys_store: Path, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    store = tmp_path_factory.mktemp("damage") / valleys_store.name
    index = index_path(valleys_store, generation_of(valleys_store))
    return Copy(
        valleys,
        store,
        store.with_name(index.name),
        valleys_store.read_bytes(),
        index.read_bytes(),
        everything(library),
    )


def read_all(opened: Library) -> dict[str, object]:
    """Ask a library for everything that it can be asked for, close it, and return what it says of each record."""
    try:
        opened.search("the gate")
        opened.numbers("event", Query("gate", (Facet("place", "harn"),), "2031-01-01", "2031-12-31"))
        opened.coverage()
        opened.extent(opened.numbers("event"))
        assert opened.about["title"]
        return everything(opened)
    finally:
        opened.close()


OPENINGS = [pytest.param(Copy.open_store, id="open_store"), pytest.param(Copy.open_corpus, id="open_corpus")]


# -- the index is derived, and made again without a word


def overwritten(data: bytes, at: int, by: bytes) -> bytes:
    return data[:at] + by + data[at + len(by) :]


def half_lost(data: bytes) -> bytes:
    return overwritten(data, len(data) // 2, bytes(len(data) - len(data) // 2))


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:1], id="one byte"),
        pytest.param(lambda data: data[:100], id="its header"),
        pytest.param(lambda data: data[: len(data) // 2], id="half of it"),
        pytest.param(lambda data: data[:-1], id="all but a byte"),
        pytest.param(lambda data: bytes(len(data)), id="zeros"),
        pytest.param(lambda data: random.Random(7).randbytes(len(data)), id="noise"),
        pytest.param(lambda data: overwritten(data, 100, bytes(4000)), id="its first page zeroed"),
        pytest.param(half_lost, id="its second half zeroed"),
    ],
)
def test_an_unfit_index_is_made_again(
    damage: Callable[[bytes], bytes], opening: Callable[[Copy], Library], copy: Copy
) -> None:
    copy.lay(index=damage(copy.index_bytes))
    assert read_all(opening(copy)) == copy.truth
    assert copy.store.read_bytes() == copy.store_bytes


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_missing_index_is_made_again(opening: Callable[[Copy], Library], copy: Copy) -> None:
    copy.lay()
    copy.index.unlink()
    assert read_all(opening(copy)) == copy.truth
    assert copy.index.is_file()


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize(
    ("before", "after"), [("nine days, against", "five days, against"), ("sure\n", "unspecified\n")]
)
def test_the_index_of_another_generation_is_made_again(
    before: str, after: str, opening: Callable[[Copy], Library], copy: Copy, valleys_copy: Path, tmp_path: Path
) -> None:
    edit(valleys_copy / "claims.yaml", before, after)
    build(valleys_copy, vocabulary_file(), tmp_path / "other.json")
    other = index_path(tmp_path / "other.json", generation_of(tmp_path / "other.json"))
    copy.lay(index=other.read_bytes())
    assert read_all(opening(copy)) == copy.truth


def holes(copy: Copy) -> Iterator[None]:
    """Put the index there with one hole after another in it."""
    for at in range(0, len(copy.index_bytes), 512):
        copy.lay(index=overwritten(copy.index_bytes, at, bytes(512)))
        yield


@pytest.mark.parametrize("opening", OPENINGS)
def test_an_index_with_a_hole_in_it_is_made_again(opening: Callable[[Copy], Library], copy: Copy) -> None:
    for _ in holes(copy):
        assert read_all(opening(copy)) == copy.truth


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every index for one that is too large to be checked whole when it is opened."""
    monkeypatch.setattr("tui.store.index.MOST_CHECKED", 0)


@pytest.mark.usefixtures("large")
def test_a_large_index_that_is_half_lost_is_an_error_once_and_made_again_at_the_next_start(copy: Copy) -> None:
    copy.lay(index=half_lost(copy.index_bytes))
    with pytest.raises(StoreDamaged, match="its index is damaged"):
        read_all(copy.open_store())
    assert read_all(copy.open_store()) == copy.truth


# -- the store

ANYWHERE = st.floats(0, 1, exclude_max=True)
"""Where in a file, as a part of its length."""


@given(at=ANYWHERE)
def test_a_store_cut_short_anywhere_is_refused_by_itself(copy: Copy, at: float) -> None:
    copy.lay(store=copy.store_bytes[: int(at * len(copy.store_bytes))])
    with pytest.raises(StoreDamaged):
        copy.open_store()
    copy.index.unlink()
    with pytest.raises(StoreDamaged):
        copy.open_store()


@pytest.mark.parametrize("lost", [1, 2, 4, 5, 50])
def test_a_store_that_lacks_its_last_bytes_is_refused_by_itself(lost: int, copy: Copy) -> None:
    copy.lay(store=copy.store_bytes[:-lost])
    with pytest.raises(StoreDamaged):
        copy.open_store()


@settings(max_examples=25)
@given(at=ANYWHERE)
def test_a_store_cut_short_anywhere_is_built_again_from_its_corpus(copy: Copy, at: float) -> None:
    copy.lay(store=copy.store_bytes[: int(at * len(copy.store_bytes))])
    assert read_all(copy.open_corpus()) == copy.truth
    assert copy.store.read_bytes() == copy.store_bytes


@given(at=ANYWHERE, by=st.integers(1, 255))
def test_a_changed_byte_anywhere_is_no_more_than_a_clear_error(copy: Copy, at: float, by: int) -> None:
    spoilt = bytearray(copy.store_bytes)
    spoilt[int(at * len(spoilt))] ^= by
    copy.lay(store=bytes(spoilt))
    try:
        read_all(copy.open_store())
    except KhabarError as error:
        assert "build it again" in str(error)


def with_changed_letter(copy: Copy, title: str) -> bytes:
    """Return the store with the second letter of a title changed."""
    return overwritten(copy.store_bytes, copy.store_bytes.index(b'"%s"' % title.encode()) + 2, b"~")


def test_a_changed_document_is_never_handed_out_and_the_others_are(copy: Copy) -> None:
    copy.lay(store=with_changed_letter(copy, "The gate stays shut"))
    opened = copy.open_store()
    with pytest.raises(StoreDamaged, match=r"has changed.+build it again"):
        opened.record("evt:gate-shut")
    assert opened.record("evt:gate-chained")["title"] == "The gate is chained"
    opened.close()


def test_a_changed_document_is_mended_from_the_corpus_while_it_is_read(copy: Copy) -> None:
    copy.lay(store=with_changed_letter(copy, "The gate stays shut"))
    assert read_all(copy.open_corpus()) == copy.truth
    assert copy.store.read_bytes() == copy.store_bytes


def test_a_changed_document_is_not_believed_because_the_index_is_gone(copy: Copy) -> None:
    copy.lay(store=with_changed_letter(copy, "The gate stays shut"))
    copy.index.unlink()
    with pytest.raises(StoreDamaged):
        read_all(copy.open_store())


NOT_A_STORE = [
    pytest.param(b"", id="nothing"),
    pytest.param(bytes(4096), id="zeros"),
    pytest.param(random.Random(7).randbytes(4096), id="noise"),
    pytest.param(b"{}", id="an empty object"),
    pytest.param(b"[" * 100_000, id="deep nesting"),
    pytest.param(b'{"_default": {"1": {"int": 1}}}', id="another TinyDB"),
    pytest.param(b'{"meta": {\n"1": {"format": 1}\n}\n}\n', id="no generation"),
    pytest.param(b'{"meta": {\n"1": {"generation": "../../x"}\n}\n}\n', id="a generation that is a path"),
    pytest.param(b"- id: evt:siege\n  title: YAML\n", id="YAML"),
    pytest.param(b'{"meta": {\n"1": {"generation": "1xabc"}\n}\n}\n', id="no tables"),
    pytest.param(
        b'{"meta": {\n"1": {"generation": "1xabc"}\n},\n"events": {\n"1": {"x": 1}\n}\n}\n', id="other fields"
    ),
]


@pytest.mark.parametrize("data", NOT_A_STORE)
def test_what_is_no_store_is_refused(data: bytes, tmp_path: Path) -> None:
    store = tmp_path / "valleys.json"
    store.write_bytes(data)
    with pytest.raises(StoreDamaged, match="build it again with khabar build"):
        read_all(open_store(store))
    assert list(tmp_path.iterdir()) == [store]


@pytest.mark.parametrize("data", NOT_A_STORE)
def test_what_is_no_store_is_built_over_from_the_corpus(data: bytes, copy: Copy) -> None:
    copy.lay(store=data)
    assert read_all(copy.open_corpus()) == copy.truth


def test_a_missing_store_is_an_error_by_itself_and_built_from_its_corpus(copy: Copy) -> None:
    copy.lay()
    copy.store.unlink()
    with pytest.raises(StoreError, match="build it with khabar build"):
        copy.open_store()
    assert read_all(copy.open_corpus()) == copy.truth


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("where", ["store", "index"])
def test_a_folder_in_the_place_of_a_file_is_a_clear_error(
    where: str, opening: Callable[[Copy], Library], copy: Copy
) -> None:
    copy.lay()
    path: Path = getattr(copy, where)
    path.unlink()
    path.mkdir()
    before = set(path.parent.iterdir())
    try:
        with pytest.raises(StoreError, match="directory"):
            opening(copy)
        assert set(path.parent.iterdir()) == before
    finally:
        path.rmdir()


def test_stock_tinydb_still_opens_what_was_mended(copy: Copy) -> None:
    copy.lay(store=copy.store_bytes[:1000])
    copy.open_corpus().close()
    with TinyDB(copy.store) as database:
        assert len(database.table("events")) == 6


def test_an_index_of_another_layout_is_made_again(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.lay()
    monkeypatch.setattr("tui.store.index.LAYOUT", 0)
    assert read_all(copy.open_store()) == copy.truth
    assert copy.index.read_bytes() != copy.index_bytes
