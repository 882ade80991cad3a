"""Reading as of a day: what had been published by then, in any list, in the filter language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from bench.generate import generate
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.kinds import KINDS
from tui.errors import UsageError
from tui.paths import vocabulary_file
from tui.reading.complete import complete
from tui.reading.desk import Desk
from tui.reading.filters import as_of, parse_filter, turned_round, unparse, with_as_of
from tui.reading.hidden import hidden
from tui.store.build import build, open_corpus, open_store
from tui.store.library import Library
from tui.store.query import Facet, Query


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A corpus of the generator's: its places and outlets rest on no paragraph."""
    folder = tmp_path_factory.mktemp("ports")
    generate(40, folder / "corpus")
    build(folder / "corpus", vocabulary_file(), folder / "ports.json")
    opened = open_store(folder / "ports.json")
    yield opened
    opened.close()


def ids(library: Library, kind: str, text: str) -> list[str]:
    return [row.id for row in library.rows(library.numbers(kind, parse_filter(text)))]


def published(library: Library, day: str) -> set[str]:
    return {one.id for one in library.rows(library.numbers("article")) if one.latest and one.latest <= day}


def told(library: Library, name: str, known: set[str]) -> bool:
    """Say of a record that rests on paragraphs whether one of them stands in a known article."""
    return any("art:" + cite.partition("#")[0] in known for cite in library.cites(name))


@given(st.data())
def test_it_is_what_a_look_at_every_record_gives(daraa: Library, ports: Library, data: st.DataObject) -> None:
    library = data.draw(st.sampled_from((daraa, ports)))
    days = [one.latest for one in library.rows(library.numbers("article")) if one.latest]
    day = (date.fromisoformat(data.draw(st.sampled_from(days))) + timedelta(data.draw(st.integers(-2, 2)))).isoformat()
    known = published(library, day)
    assert set(ids(library, "article", f"asof:{day}")) == known
    for kind in ("event", "claim", "figure", "actor"):
        rows = library.rows(library.numbers(kind))
        assert ids(library, kind, f"asof:{day}") == [row.id for row in rows if told(library, row.id, known)]


@pytest.mark.parametrize("day", ["2100-01-01", "2103-07-01", "2112-01-01", "2130-01-01"])
def test_what_rests_on_no_paragraph_is_there_as_of_what_belongs_to_it(ports: Library, day: str) -> None:
    known = published(ports, day)
    outlets = {ports.record(name)["outlet"] for name in known}
    assert set(ids(ports, "outlet", f"asof:{day}")) == outlets
    events = ids(ports, "event", f"asof:{day}")
    figures = ids(ports, "figure", f"asof:{day}")
    where = {link.row.id for name in (*events, *figures) for link in ports.links(name) if link.row.kind == "place"}
    above = {ports.record(name).get("parent") for name in where}
    assert set(ids(ports, "place", f"asof:{day}")) == (where | above) - {None}


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_takes_it(daraa: Library, kind: str) -> None:
    last = max(one.latest or "" for one in daraa.rows(daraa.numbers("article")))
    assert ids(daraa, kind, "asof:1999") == []
    assert len(ids(daraa, kind, f"asof:{last}")) == daraa.count(kind) == len(ids(daraa, kind, "asof:*"))
    some = ids(daraa, kind, "asof:2018-06-30")
    assert 0 < len(some) < daraa.count(kind) and len(some) + len(ids(daraa, kind, "-asof:2018-06-30")) == daraa.count(
        kind
    )
    assert dict(daraa.facets(kind))["asof"] == daraa.count(kind)


def test_a_thread_is_there_as_of_the_first_of_what_it_is_made_of(daraa: Library) -> None:
    for name in ids(daraa, "thread", "asof:2018-06-30"):
        known = published(daraa, "2018-06-30")
        assert any(told(daraa, link.row.id, known) for link in (*daraa.links(name), *daraa.linked_from(name)))


@pytest.mark.parametrize(
    ("text", "day"), [("2018", "2018-12-31"), ("2018-02", "2018-02-28"), ("2018-07-04", "2018-07-04")]
)
def test_a_month_or_year_is_read_as_of_its_last_day(text: str, day: str) -> None:
    assert parse_filter(f"asof:{text}").facets == (Facet("asof", day),)
    assert unparse(parse_filter(f"siege -asof:{text}")) == f"siege -asof:{day}"


@pytest.mark.parametrize(
    "text", ["asof:soon", "asof:", "asof:2018-13", "asof:2018..", "asof:2018/..", "asof:2018-07-04,x"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="asof:"):
        parse_filter(text)


def test_undated_articles_are_left_out_and_counted(valleys_copy: Path, tmp_path: Path) -> None:
    path = next(
        path for path in sorted(valleys_copy.rglob("*.yaml")) if "published:" in path.read_text(encoding="utf-8")
    )
    text = path.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.strip().startswith("published:"))
    path.write_text(
        text.replace(line, line.partition("published:")[0] + 'published: {edtf: "2001-01-01/..", said: since then}'),
        encoding="utf-8",
    )
    library = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "valleys.json")
    lost = [one.id for one in library.rows(library.numbers("article")) if not one.latest]
    assert len(lost) == 1
    assert lost[0] not in ids(library, "article", "asof:9999")
    assert lost[0] in ids(library, "article", "-asof:9999")
    query = parse_filter("asof:9999")
    assert "1 unpublished" in hidden(library, "article", library.numbers("article", query), query)


# -- the filter's text


WORDS = st.lists(
    st.sampled_from(("siege", '"two words"', "by:russia", "-line:off", "2018-06", "@mine", "-asof:2017")), max_size=4
)


@given(WORDS, WORDS, st.sampled_from(("2018-07-04", "2018")), st.sampled_from(("2019", "")))
def test_the_day_is_put_into_a_filter_and_taken_out_again(one: list[str], two: list[str], day: str, then: str) -> None:
    text = " ".join((*one, f"asof:{day}", *two))
    assert as_of(text) == f"asof:{day}"
    assert with_as_of(text, "") == " ".join((*one, *two))
    assert as_of(with_as_of(text, then)) == (f"asof:{then}" if then else "")
    assert as_of(turned_round(text)) == ""


def test_the_days_of_publication_are_offered_with_what_had_been_told_by_then(daraa: Library) -> None:
    found = complete(daraa, "event", "asof:", 5)
    days = sorted({one.latest or "" for one in daraa.rows(daraa.numbers("article"))}, reverse=True)
    assert [one.text for one in found] == [f"asof:{day}" for day in days]
    assert [one.count for one in found] == [len(ids(daraa, "event", one.text)) for one in found]
    assert [one.text for one in complete(daraa, "event", "siege asof:2018-0", 16)] == [
        f"asof:{day}" for day in days if day.startswith("2018-0")
    ]
    assert complete(daraa, "event", "aso", 3)[0].text == "asof:"
    assert complete(daraa, "event", "asof:x", 6) == []


def test_of_many_articles_the_months_are_offered_and_then_the_days(ports: Library) -> None:
    months = complete(ports, "event", "asof:2101", 9)
    assert months and all(len(one.text) == len("asof:2101-01") for one in months)
    days = complete(ports, "event", months[0].text, len(months[0].text))
    assert days and all(one.text.startswith(months[0].text) and len(one.text) == len("asof:2101-01-01") for one in days)


# -- the desk


def test_the_day_goes_along_from_list_to_list(daraa: Library) -> None:
    desk = Desk(daraa)
    desk.view("event")
    desk.set_filter("siege")
    desk.read_as_of("2018-06-30")
    assert desk.place.filter == "siege asof:2018-06-30"
    whole = desk.events
    assert whole == desk.query
    desk.view("claim")
    assert desk.place.filter == "asof:2018-06-30" and 0 < len(desk.numbers) < daraa.count("claim")
    assert desk.events == Query(facets=(Facet("asof", "2018-06-30"),))
    name = desk.place.record or ""
    desk.show_belonging("paragraph" if not daraa.belonging(name).get("event") else "event", name)
    assert desk.place.filter.endswith("asof:2018-06-30")
    desk.read_as_of("")
    assert "asof" not in desk.place.filter
    assert desk.back() and desk.as_of == "asof:2018-06-30"


def test_a_filter_turned_round_reads_as_of_no_day(daraa: Library) -> None:
    desk = Desk(daraa)
    desk.view("event")
    desk.read_as_of("2018-06-30")
    desk.invert_filter()
    assert desk.as_of == "" and len(desk.numbers) == len(daraa.numbers("event", parse_filter("-asof:2018-06-30")))
    desk.view("claim")
    assert desk.place.filter == ""
