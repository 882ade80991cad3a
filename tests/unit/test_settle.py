"""What only all records together show: dates that hang on other dates, and records that hang on themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tui.corpus.dates import parse_edtf
from tui.corpus.reader import read_corpus
from tui.errors import CorpusError
from tui.paths import vocabulary_file

Record = dict[str, Any]
When = str | Record
Linked = Callable[[str, str], Record]
"""Makes a record of this name that is part of one of that name."""

PUBLISHED = "2031-05-12"


class Folder:
    """A corpus of one paragraph in a folder, to which records are added."""

    def __init__(self, path: Path) -> None:
        self.path = path
        article = {"id": "art:hc31", "outlet": "out:courier", "title": "Harn", "language": "en", "published": PUBLISHED}
        self.add("outlets", {"id": "out:courier", "names": [{"text": "The Courier"}], "kind": "newspaper"})
        self.add("articles", article | {"paragraphs": [{"at": "1", "digest": "The gate is shut."}]})
        about = {"title": "Harn", "description": "Harn", "language": "en", "licence": "CC0", "schema": 1}
        (path / "corpus.yaml").write_text(json.dumps(about))

    def add(self, plural: str, *records: Record) -> None:
        (self.path / f"{plural}.yaml").write_text(json.dumps(records))  # JSON is YAML

    def add_events(self, whens: dict[str, When]) -> None:
        self.add("events", *(event(name, when=when) for name, when in whens.items()))

    def dates(self) -> dict[str, Record]:
        events = read_corpus(self.path, vocabulary_file()).records["event"]
        return {event["id"].removeprefix("evt:"): event["when"] for event in events}

    def codes(self) -> list[str]:
        try:
            return [problem.code for problem in read_corpus(self.path, vocabulary_file()).warnings]
        except CorpusError as error:
            return [problem.code for problem in error.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def event(name: str, when: When = "2031", **more: Any) -> Record:
    record = {"id": f"evt:{name}", "title": name, "type": "statement", "aspect": "state", "when": when}
    return record | {"participants": [], "factuality": "happened", "cite": "hc31#1"} | more


def after(name: str, offset: str = "P3D", **more: str) -> Record:
    """A date that hangs on that of an event."""
    return {"relative_to": {"event": f"evt:{name}", "offset": offset}, **more}


@pytest.mark.parametrize(
    ("base", "edtf", "earliest", "latest"),
    [
        pytest.param("2031-04-10", "2031-04-13", "2031-04-13", "2031-04-13", id="a day"),
        pytest.param(
            "[2031-04-01..2031-04-10]", "[2031-04-04..2031-04-13]", "2031-04-04", "2031-04-13", id="one of several days"
        ),
        pytest.param("2031-04", "[2031-04-04..2031-05-03]", "2031-04-04", "2031-05-03", id="a month"),
        pytest.param("[..2031-04-10]", "[..2031-04-13]", None, "2031-04-13", id="no first day"),
        pytest.param("2031-04-10/..", "[2031-04-13..]", "2031-04-13", None, id="no last day"),
        pytest.param("2031-04-01/2031-04-10", "[2031-04-04..2031-04-13]", "2031-04-04", "2031-04-13", id="what lasted"),
    ],
)
def test_a_sum_keeps_both_bounds_of_its_base(
    folder: Folder, base: str, edtf: str, earliest: str | None, latest: str | None
) -> None:
    folder.add_events({"accord": base, "chain": after("accord")})
    when = folder.dates()["chain"]
    assert (when["edtf"], when["earliest"], when["latest"], when["basis"]) == (edtf, earliest, latest, "computed")
    assert when["relative_to"] == {"event": "evt:accord", "offset": "P3D"}


@pytest.mark.parametrize(("mark", "doubt"), [("~", (True, False)), ("?", (False, True)), ("%", (True, True))])
def test_a_sum_shows_the_doubt_of_its_base(folder: Folder, mark: str, doubt: tuple[bool, bool]) -> None:
    folder.add_events({"accord": f"2031-04-10{mark}", "chain": after("accord")})
    span = parse_edtf(folder.dates()["chain"]["edtf"])
    assert (span.approximate, span.uncertain) == doubt


def test_a_date_may_hang_on_the_day_of_publication(folder: Folder) -> None:
    folder.add_events({"lorry": {"relative_to": {"article": "art:hc31", "offset": "-P2W"}}})
    assert folder.dates()["lorry"]["edtf"] == "2031-04-28"


@pytest.mark.parametrize("order", permutations(["accord", "chain", "lorry"]), ids="-".join)
def test_sums_add_up_whatever_is_read_first(folder: Folder, order: tuple[str, ...]) -> None:
    whens: dict[str, When] = {
        "accord": "[2031-04-01..2031-04-10]",
        "chain": after("accord"),
        "lorry": after("chain", "P1M"),
    }
    folder.add_events({name: whens[name] for name in order})
    assert folder.dates()["lorry"]["edtf"] == "[2031-05-04..2031-05-13]"


def test_a_date_inside_a_record_hangs_on_an_event_too(folder: Folder) -> None:
    folder.add_events({"accord": "2031-04-10"})
    status = {"when": after("accord"), "state": "closed", "cite": "hc31#1"}
    folder.add("places", {"id": "plc:weir", "kind": "building", "names": [{"text": "Harn weir"}], "status": [status]})
    (weir,) = read_corpus(folder.path, vocabulary_file()).records["place"]
    assert weir["status"][0]["when"]["edtf"] == "2031-04-13"


@pytest.mark.parametrize(
    ("given", "earliest", "latest"),
    [
        pytest.param({"edtf": "[2031-04-06..2031-04-09]"}, "2031-04-06", "2031-04-09", id="both sides"),
        pytest.param({"edtf": "[2031-04-06..]"}, "2031-04-06", "2031-04-13", id="one side"),
        pytest.param({"latest": "2031-04-06"}, "2031-04-04", "2031-04-06", id="one bound"),
        pytest.param({"edtf": "2031"}, "2031-04-04", "2031-04-13", id="what is given cannot widen"),
    ],
)
def test_a_sum_is_narrowed_by_what_else_is_known(
    folder: Folder, given: dict[str, str], earliest: str, latest: str
) -> None:
    folder.add_events({"accord": "[2031-04-01..2031-04-10]", "chain": after("accord", **given)})
    when = folder.dates()["chain"]
    assert (when["earliest"], when["latest"]) == (earliest, latest)


def test_what_hangs_on_a_narrowed_sum_is_narrowed_with_it(folder: Folder) -> None:
    folder.add_events(
        {
            "accord": "[2031-04-01..2031-04-10]",
            "chain": after("accord", latest="2031-04-06"),
            "lorry": after("chain", "P1D"),
        }
    )
    assert folder.dates()["lorry"]["edtf"] == "[2031-04-05..2031-04-07]"


def test_a_sum_that_shares_no_day_with_what_is_given_is_told(folder: Folder) -> None:
    folder.add_events({"accord": "[2031-04-01..2031-04-10]", "chain": after("accord", edtf="2031-04-14")})
    assert folder.codes() == ["date-conflict"]


def test_a_sum_outside_the_calendar_is_told(folder: Folder) -> None:
    folder.add_events({"accord": "9999-12-31", "chain": after("accord")})
    assert folder.codes() == ["edtf"]


@pytest.mark.parametrize(
    "ring",
    [
        {"a": after("b"), "b": after("a")},
        {"a": after("b"), "b": after("c"), "c": after("a")},
        {"a": after("b"), "b": after("c"), "c": after("b")},
        {"a": after("b", edtf="2031"), "b": after("a", edtf="2031")},
    ],
    ids=["two", "three", "two and one that hangs on them", "two with dates of their own"],
)
def test_a_ring_of_dates_is_told_once(folder: Folder, ring: dict[str, When]) -> None:
    folder.add_events(ring)
    assert folder.codes() == ["date-cycle"]


def test_a_long_chain_of_dates_is_settled(folder: Folder) -> None:
    last = 2_000
    folder.add_events({f"e{i}": after(f"e{i + 1}", "P1D") for i in range(last)} | {f"e{last}": "2031-01-01"})
    assert folder.dates()["e0"]["edtf"] == "2036-06-23"


def place(name: str, parent: str) -> Record:
    return {"id": f"plc:{name}", "kind": "area", "names": [{"text": name}], "parent": f"plc:{parent}", "cite": "hc31#1"}


def figure(name: str, whole: str) -> Record:
    record = {
        "id": f"fig:{name}",
        "measures": "families",
        "unit": "families",
        "qualifier": "not_stated",
        "cite": "hc31#1",
    }
    return record | {"part_of": f"fig:{whole}"}


def part(name: str, whole: str) -> Record:
    return event(name, links=[{"rel": "part_of", "target": f"evt:{whole}"}])


@pytest.mark.parametrize(
    ("plural", "record"),
    [("places", place), ("figures", figure), ("events", part)],
    ids=["places", "figures", "events"],
)
class TestRings:
    """Places within places, figures and events that are part of others."""

    def test_a_ring_is_told_once(self, folder: Folder, plural: str, record: Linked) -> None:
        folder.add(plural, record("a", "b"), record("b", "c"), record("c", "a"))
        assert folder.codes() == ["cycle"]

    def test_a_ring_is_told_once_when_others_hang_on_it(self, folder: Folder, plural: str, record: Linked) -> None:
        folder.add(plural, record("x", "a"), record("a", "b"), record("b", "a"), record("y", "b"))
        assert folder.codes() == ["cycle"]

    def test_each_ring_is_told(self, folder: Folder, plural: str, record: Linked) -> None:
        folder.add(plural, record("a", "b"), record("b", "a"), record("c", "d"), record("d", "c"))
        assert folder.codes() == ["cycle", "cycle"]

    def test_one_that_points_at_itself_is_told_once(self, folder: Folder, plural: str, record: Linked) -> None:
        folder.add(plural, record("a", "a"), record("b", "a"))
        assert folder.codes() == ["self-reference"]

    def test_one_that_points_at_itself_is_told_once_though_read_last(
        self, folder: Folder, plural: str, record: Linked
    ) -> None:
        folder.add(plural, record("b", "a"), record("a", "a"))
        assert folder.codes() == ["self-reference"]


def test_a_long_row_of_places_is_no_ring(folder: Folder) -> None:
    rows = [place(f"p{i}", f"p{i + 1}") for i in range(2_000)]
    folder.add("places", *rows, {key: value for key, value in place("p2000", "").items() if key != "parent"})
    assert folder.codes() == []


def test_a_move_cannot_answer_itself(folder: Folder) -> None:
    move = {
        "id": "levy",
        "by": "act:board",
        "kind": "demand",
        "content": "A levy.",
        "answers": "levy",
        "cite": "hc31#1",
    }
    folder.add("actors", {"id": "act:board", "kind": "body", "names": [{"text": "The board"}], "cite": "hc31#1"})
    folder.add(
        "rounds",
        {"id": "rnd:mill", "title": "Mill", "when": "2031", "sides": "act:board", "moves": [move], "cite": "hc31#1"},
    )
    assert len(folder.codes()) == 1


@pytest.mark.parametrize(
    ("field", "told"),
    [("=says", ""), ("when|=note", ""), ("=sais", "column"), ("=says.when", "column")],
)
def test_a_column_of_a_thread_may_be_no_field_if_it_is_one_of_a_few(field: str, told: str, folder: Folder) -> None:
    folder.add("events", event("shut"))
    columns = [{"title": "told by", "field": field}]
    section = {"title": "All", "groups": ["gate"], "shape": "table", "columns": columns}
    members = [{"record": "evt:shut", "group": "gate"}]
    thread = {"id": "thr:gate", "title": "Gate", "question": "Who shut it?", "shape": "log", "members": members}
    folder.add("threads", thread | {"sections": [section]})
    assert ("column" in folder.codes()) == bool(told)
