"""What keeps the store quick at any size: the generated corpus is sound, answers are those of a plain look at every record,
and no question makes SQLite read a whole table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.generate import EVENTS, PARAGRAPHS, generate

from tui.corpus.fold import words
from tui.corpus.kinds import KINDS
from tui.corpus.reader import read_corpus
from tui.paths import vocabulary_file
from tui.store import index as index_room
from tui.store.build import build, open_store
from tui.store.index import texts
from tui.store.library import Library
from tui.store.query import Facet, Query

ARTICLES = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus of the generator's."""
    made = tmp_path_factory.mktemp("ports")
    generate(ARTICLES, made)
    return made


@pytest.fixture(scope="module", params=["rare", "common"])
def ports(folder: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Library]:
    """That corpus, built; as a small one, and as if every beginning of a word were common."""
    store = tmp_path_factory.mktemp("store") / "ports.json"
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "common":
            patch.setattr(index_room, "is_common", lambda count, size: True)
        build(folder, vocabulary_file(), store)
    opened = open_store(store)
    yield opened
    opened.close()


def test_the_generated_corpus_has_no_mistake_and_is_always_the_same(folder: Path, tmp_path: Path) -> None:
    corpus = read_corpus(folder, vocabulary_file())
    assert corpus.warnings == []
    assert len(corpus.records["event"]) == EVENTS * ARTICLES
    assert all(len(article["paragraphs"]) == PARAGRAPHS + 1 for article in corpus.records["article"])
    generate(ARTICLES, tmp_path / "again")
    assert read_corpus(tmp_path / "again", vocabulary_file()).digest == corpus.digest


# -- answers


QUERIES = [
    Query("the"),
    Query("ha"),
    Query("harbour the"),
    Query("fire", (Facet("line", "on"),)),
    Query(facets=(Facet("type", "shelling"), Facet("factuality", "happened", True))),
    Query(facets=(Facet("role", "target"),), earliest="2103-05-01", latest="2110-01-31"),
    Query(earliest="2119-12-20"),
    Query(latest="2101-01-15"),
    Query(earliest="2108-02-03", latest="2108-02-03"),
    Query("t", (Facet("aspect", "state"),), earliest="2110-01-01"),
]


def answers(library: Library, n: int, query: Query) -> bool:
    """Say by a look at the record itself whether it answers a query."""
    row = library.row(n)
    record = library.record(row.id)
    told = [word for text in (record.get("title", ""), *texts(record)) for word in words(text)]
    of_facet = {
        "line": ["on" if record["factuality"] in ("happened", "attempted") else "off"],
        "role": [participant["role"] for participant in record["participants"]],
    }
    return (
        all(any(word.startswith(wanted) for word in told) for wanted in words(query.words))
        and all((f.value in of_facet.get(f.name, [record.get(f.name)])) != f.negated for f in query.facets)
        and (query.earliest is None or (row.latest or "9999") >= query.earliest)
        and (query.latest is None or (row.earliest or "0000") <= query.latest)
    )


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_list_is_what_a_look_at_every_record_gives(query: Query, ports: Library) -> None:
    found = ports.numbers("event", query)
    plain = [n for n in ports.numbers("event") if answers(ports, n, query)]
    assert list(found) == plain
    rows = ports.rows(plain)
    months = Counter((row.earliest or row.latest or "")[:7] for row in rows)
    assert ports.by_month("event", found) == ports.by_month("event", plain) == dict(sorted(months.items()))
    bounds = [day for row in rows for day in (row.earliest, row.latest) if day]
    assert ports.extent(found) == ((min(bounds), max(bounds)) if bounds else (None, None))


def test_the_extent_of_many_is_that_of_few(ports: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = [ports.numbers(kind, query) for kind in ("event", "article", "place") for query in (None, *QUERIES[:5])]
    few = [ports.extent(numbers) for numbers in lists]
    monkeypatch.setattr("tui.store.library.FEW", 0)
    assert [ports.extent(numbers) for numbers in lists] == few


# -- how SQLite finds them


def test_nothing_that_is_asked_reads_a_whole_table(folder: Path, tmp_path: Path) -> None:
    build(folder, vocabulary_file(), tmp_path / "ports.json")
    library = open_store(tmp_path / "ports.json")
    asked: set[str] = set()
    base = library._base
    base.set_trace_callback(asked.add)
    first = library.row(library.numbers("event")[0]).id
    for query in QUERIES:
        library.check("event", query)
        library.extent(library.numbers("event", query))
    library.by_month("event", library.numbers("event"))
    library.numbers("event", Query(facets=(Facet("actor", "guard"), Facet("place", "vra"))))
    for text in ("t", "th", "harbour", "the harbour qu", first):
        library.search(text)
    library.record(first)
    library.links(first)
    library.linked_from("a0#1")
    library.cited_in("art:a3")
    library.resting_on("a0#1")
    library.coverage()
    for name in (
        first,
        "a0#1",
        "art:a3",
        library.row(library.numbers("place")[0]).id,
        library.row(library.numbers("actor")[0]).id,
    ):
        library.belonging(name)
    library.check("event", Query(facets=(Facet("of", "art:a3"), Facet("mark", "single"))))
    base.set_trace_callback(None)
    scans = {
        (sql, step)
        for sql in asked
        if sql.startswith("SELECT")
        for *_, step in base.execute(f"EXPLAIN QUERY PLAN {sql}")
        if re.match(r"SCAN (?!(main\.)?fts)", step)
    }
    assert scans == set()
    library.close()


def test_numbers_of_every_kind_are_one_stretch(ports: Library) -> None:
    stretches = [ports.numbers(kind) for kind in (*KINDS, "paragraph")]
    every = [n for stretch in stretches for n in stretch]
    assert every == list(range(1, len(every) + 1))
