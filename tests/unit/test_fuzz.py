"""A few inputs of each target of `fuzz/`, which says what a million found; and each of those, mended."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fuzz.__main__ import fault_in, inputs
from fuzz.targets import TARGETS
from textual.events import Key

from tui.app import KhabarApp
from tui.corpus.dates import DateError, parse_edtf
from tui.errors import StoreDamaged
from tui.notebook.saved_page import pages_in
from tui.paths import themes_folder
from tui.present.themes import find_theme
from tui.reading.desk import Desk
from tui.reading.filters import parse_filter, turned_round
from tui.store import index as index_module
from tui.store.build import open_store
from tui.store.index import generation_of, index_path, seal, write_index
from tui.store.library import Library
from tui.store.tinydb_file import scan, write_tables
from tui.wire.cells import MOST, cells_of
from tui.wire.keyboard import Keyboard
from tui.wire.looks import PLAIN

FEW = {"sealed_store": 20, "odd_corpus": 4, "index": 6}
"""How many inputs are run of a target for which each is slow."""


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found(name: str) -> None:
    target = TARGETS[name]
    for data in inputs(target, FEW.get(name, 120), seed=3):
        assert not fault_in(target, data), data


def test_a_fault_would_be_found() -> None:
    def fault(data: bytes) -> None:
        raise KeyError(data)

    assert fault_in(type(TARGETS["dates"])(fault, list), b"x").startswith("KeyError")


# -- what was found


SIZE = "\x1b[48;50000;50000;0;0t"


@pytest.mark.parametrize("written", ["\x1b[99999999u", "\x1b[97;1;55296u", "\x1b[48;24;80;0;0t\x1b[<0;9;9M", SIZE])
def test_what_a_terminal_never_says_neither_ends_the_keyboard_nor_gives_a_size(written: str) -> None:
    keyboard = Keyboard()
    assert [event for event in keyboard.feed(written) if not isinstance(event, Key)] == []
    assert [event.key for event in keyboard.feed("j") if isinstance(event, Key)] == ["j"]


def test_a_size_within_what_is_pasted_is_no_size() -> None:
    (pasted,) = Keyboard().feed(f"\x1b[200~{SIZE}\x1b[201~")
    assert type(pasted).__name__ == "Paste"


@pytest.mark.parametrize("page", ["<p>a<![CD", "<p>a<![x[ b ]]>", "<p>a<![if IE]>", "<![", "<p>a<![CDATA[ b ]]>"])
def test_html_with_a_section_that_nobody_knows_is_read(page: str) -> None:
    assert all("a" in saved.text or "<!" in page for saved in pages_in(page.encode(), "a.html"))


@pytest.mark.parametrize("text", ["!!gate", "! ! gate", "!!!gate"])
def test_each_sign_before_a_filter_turns_it_round(text: str) -> None:
    assert parse_filter(text) == parse_filter("!" * (text.count("!") % 2) + "gate")
    assert parse_filter(turned_round(text)) == parse_filter("!" * (1 - text.count("!") % 2) + "gate")


def test_a_day_that_is_in_no_year_is_not_looked_for_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("tui.corpus.dates.monthrange", lambda year, _: asked.append(year) or (0, 29))
    with pytest.raises(DateError, match="no day of the calendar"):
        parse_edtf("XXXX-02-30")
    assert len(asked) <= 4


def test_a_cell_has_no_more_marks_than_a_script_needs() -> None:
    (cell,) = cells_of([("e" + "\u0301" * 10_000, PLAIN)])
    assert len(cell[0]) == MOST


# -- a store from elsewhere


def forged(whole: Path, target: Path, table: str, **changes: object) -> Path:
    """Write a store with other values in the first document of a table, sealed as if it had been built."""
    tables: dict[str, list[dict[str, object]]] = {}
    for name, _, _, document in scan(whole):
        tables.setdefault(name, []).append(document)
    tables[table][0] |= changes
    with open(target, "wb") as file:
        write_tables(file, tables.items())
    return target


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("events", {"title": "\x1b[2J"}),
        ("events", {"title": 5}),
        ("events", {"when": {"edtf": "2031", "earliest": "2030-01-01", "latest": "2031-12-31", "basis": "stated"}}),
        ("events", {"surplus": "x"}),
        ("places", {"parent": "plc:nowhere"}),
        ("paragraphs", {"digest": "w" * 1_000_000}),
        ("xref", {"links": []}),
        ("meta", {"counts": {}}),
        ("meta", {"vocabulary": {"event_types": {"x": {"title": "\u202e"}}}}),
        ("meta", {"about": {"title": "\x1b]0;x\x07"}}),
    ],
)  # fmt: skip
def test_a_store_that_is_not_what_would_be_built_is_refused(
    table: str, changes: dict[str, object], valleys_store: Path, tmp_path: Path
) -> None:
    store = forged(valleys_store, tmp_path / "forged.json", table, **changes)
    with pytest.raises(StoreDamaged, match="not a store that khabar built"):
        open_store(store)
    assert list(tmp_path.iterdir()) == [store]


def test_a_store_that_is_so_is_opened(valleys_store: Path, tmp_path: Path) -> None:
    open_store(forged(valleys_store, tmp_path / "same.json", "events")).close()


# -- an index in which something is wrong


@pytest.fixture
def spoilt(valleys_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with an index that is too large to be checked whole."""
    store = tmp_path / "valleys.json"
    store.write_bytes(valleys_store.read_bytes())
    write_index(store, index_path(store, generation_of(store)))
    monkeypatch.setattr(index_module, "MOST_CHECKED", 0)
    return store


def change_index(store: Path, sql: str) -> None:
    with closing(sqlite3.connect(index_path(store, generation_of(store)), isolation_level=None)) as base:
        base.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE kind SET last = 4611686018427387905 WHERE name = 'event'",
        "UPDATE kind SET first = 'x' WHERE name = 'event'",
        "UPDATE size SET count = x'00'",
        "UPDATE spot SET offset = -1",
        "UPDATE spot SET length = 4611686018427387905",
        "UPDATE spot SET offset = x'00'",
        "UPDATE link SET dst = -31",
    ],
)  # fmt: skip
def test_an_index_that_says_what_cannot_be_is_damaged(sql: str, spoilt: Path) -> None:
    change_index(spoilt, sql)
    with pytest.raises(StoreDamaged):
        library = Library(spoilt)
        for row in library.rows(library.numbers("event")):
            library.record(row.id)
            library.links(row.id)
        library.coverage()
    assert open_store(spoilt).count("event") == 6


def test_a_fault_because_of_a_damaged_index_is_told_as_that(spoilt: Path) -> None:
    change_index(spoilt, "UPDATE doc SET earliest = '2031-99-99'")
    library = open_store(spoilt)
    app = KhabarApp(Desk(library), find_theme("dark", themes_folder()))
    assert app.ending(KeyError("x")) is not None
    assert not index_path(spoilt, library.generation).exists()


def test_a_fault_beside_a_whole_index_is_a_fault(spoilt: Path) -> None:
    library = open_store(spoilt)
    seal(index_path(spoilt, library.generation))
    assert KhabarApp(Desk(library), find_theme("dark", themes_folder())).ending(KeyError("x")) is None
