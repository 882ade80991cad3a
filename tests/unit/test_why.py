"""Why khabar says something: each chain whole, each row with its way to a paragraph, and no ring without an end."""

from __future__ import annotations

from typing import Any, cast

import pytest
from rich.cells import cell_len
from support import ids

from tui.present.rows import TextRow
from tui.present.why import why_rows
from tui.reading.roots import told_by
from tui.store.library import Library, Record, kind_of
from tui.store.sourcing import WEIGHED


def text(library: Library, name: str, width: int = 200) -> list[str]:
    return [row.text for row in why_rows(library, name, width)]


def part(library: Library, name: str, heading: str) -> list[tuple[str, str | None, str | None]]:
    """The rows below a heading: words, what Enter opens, what is cited."""
    rows = list(why_rows(library, name, 200))
    (start,) = [i for i, row in enumerate(rows) if row.text.startswith(heading) and row.spans[0].style == "label"]
    found = []
    for row in rows[start + 1 :]:
        if not row.text:
            break
        found.append((row.text.strip(), row.target, row.cite))
    return found


@pytest.mark.parametrize("which", ["library", "daraa"])
def test_every_row_of_every_record_fits_opens_something_and_has_its_paragraph(
    which: str, request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(which)
    there = set(ids(library))
    for name in there:
        for width in (34, 66, 100):
            rows = list(why_rows(library, name, width))
            assert all(cell_len(row.text) <= width for row in rows)
            heads = [row for row in rows if not row.target]
            assert all(row.spans[0].style == "label" for row in heads if row.spans)
            rows = [row for row in rows if row not in heads]
            assert {row.target for row in rows} <= there
            assert {row.cite for row in rows} <= there
            assert all(kind_of(row.cite or "") == "paragraph" for row in rows)


@pytest.mark.parametrize("width", [1, 4, 9, 18])
def test_no_width_is_too_narrow(width: int, library: Library) -> None:
    for name in ids(library):
        assert all(isinstance(row, TextRow) for row in why_rows(library, name, width))


def test_there_is_no_why_of_nothing(library: Library) -> None:
    with pytest.raises(KeyError):
        list(why_rows(library, "evt:nowhere", 80))


def test_the_roots_are_those_that_the_marks_count(daraa: Library) -> None:
    for name in ids(daraa):
        if kind_of(name) in WEIGHED:
            assert f"independent roots: {len(told_by(daraa, name))}" in text(daraa, name)


def test_the_chain_of_attribution(library: Library) -> None:
    told = part(library, "evt:gate-shut", "who says so")
    assert told == [
        ("Farmers of the Lower Tasmel (population) ← The Harn Courier (newspaper) ← hc31#1", "clm:gate-shut", "hc31#1"),
        ("asserts, sure: The sluice has been shut for nine days, against the accord.", "clm:gate-shut", "hc31#1"),
        ("Ilse Marrow (person) ← The Harn Courier (newspaper) ← hc31#2", "clm:gate-opened", "hc31#2"),
        (
            "denies, how surely is not coded: The gate is opened every night and the accord kept.",
            "clm:gate-opened",
            "hc31#2",
        ),
        (
            "according to Farmers of the Lower Tasmel (population) ← The Harn Courier (newspaper) ← hc31#1",
            "act:tasmel-farmers",
            "hc31#1",
        ),
    ]


def test_what_no_claim_tells_is_in_the_outlets_own_voice(library: Library) -> None:
    assert part(library, "evt:accord-made", "who says so") == [
        ("in the outlet's own voice", "evt:accord-made", "hc31#3"),
        ("The Harn Courier (newspaper) ← hc31#3", "evt:accord-made", "hc31#3"),
    ]


def test_each_status_of_a_term_has_its_speaker(library: Library) -> None:
    told = part(library, "agr:water-accord", "who says so")
    content = "A third of the river passes the weir until the harvest is in."
    at = [line for line, *_ in told].index(content)
    assert told[at + 1 : at + 5] == [
        ("broken", "agr:water-accord", "hc31#1"),
        (
            "according to Farmers of the Lower Tasmel (population) ← The Harn Courier (newspaper) ← hc31#1",
            "act:tasmel-farmers",
            "hc31#1",
        ),
        ("kept", "agr:water-accord", "hc31#2"),
        (
            "according to Orren Water Board (organisation) ← The Harn Courier (newspaper) ← hc31#2",
            "act:orren-water-board",
            "hc31#2",
        ),
    ]


def test_the_chain_of_dates_goes_down_to_one_that_stands_by_itself(library: Library) -> None:
    assert part(library, "evt:gate-chained", "how the date is known") == [
        ("when 4..13 Apr 2031 · computed from the date it hangs on", "evt:gate-chained", "hc31#4"),
        ("not before 2031-04-04, not after 2031-04-13", "evt:gate-chained", "hc31#4"),
        ("said “three days after the accord”", "evt:gate-chained", "hc31#4"),
        ("sum 3 days after The two valleys agree on the water (1..10 Apr 2031)", "evt:accord-made", "hc31#4"),
        (
            "The two valleys agree on the water 1..10 Apr 2031 · inferred: the text does not print it",
            "evt:accord-made",
            "hc31#3",
        ),
        ("not before 2031-04-01, not after 2031-04-10", "evt:accord-made", "hc31#3"),
        ("said “early April”", "evt:accord-made", "hc31#3"),
        ("why the first ten days; the year of the article", "evt:accord-made", "hc31#3"),
    ]


def test_the_chain_of_dates_goes_down_to_a_day_of_publication(library: Library) -> None:
    found = part(library, "evt:lorry-turned-back", "how the date is known")
    assert found[-3:] == [
        (
            "Harn weir stays shut as two valleys trade blame, published 12 May 2031 · stated: the text prints it",
            "art:hc31",
            "hc31#date",
        ),
        ("on 2031-05-12", "art:hc31", "hc31#date"),
        ("said “12 May 2031”", "art:hc31", "hc31#date"),
    ]


def test_roots_name_who_is_counted_with_them(library: Library) -> None:
    assert part(library, "evt:gate-shut", "independent roots: 2") == [
        ("Farmers of the Lower Tasmel (population)", "act:tasmel-farmers", "hc31#1"),
        (
            "hc31#1  Farmers of the Lower Tasmel: The sluice has been shut for nine days, against the accord.",
            "clm:gate-shut",
            "hc31#1",
        ),
        ("Orren Water Board (organisation)", "act:orren-water-board", "hc31#2"),
        ("counted with it: Ilse Marrow (person)", "act:ilse-marrow", "hc31#2"),
        ("hc31#2  Ilse Marrow: The gate is opened every night and the accord kept.", "clm:gate-opened", "hc31#2"),
    ]


def test_what_disputes_it(library: Library) -> None:
    assert part(library, "evt:gate-shut", "what disputes it: 1 issue") == [
        ("Has the gate been shut for nine days? · outcome, open", "iss:is-the-gate-shut", "hc31#1"),
        ("- shut without a break  hc31#1", "iss:is-the-gate-shut", "hc31#1"),
        ("- opened every night  hc31#2", "iss:is-the-gate-shut", "hc31#2"),
        ("the event is coded as disputed", "evt:gate-shut", "hc31#1"),
        ("Ilse Marrow (person) denies it", "clm:gate-opened", "hc31#2"),
    ]
    assert part(library, "fig:families", "what disputes it: 0 issues") == [
        ("nothing that is coded", "fig:families", "hc31#5")
    ]


@pytest.mark.parametrize(
    ("name", "heading", "said"),
    [
        ("act:ilse-marrow", "how the date is known", "does not apply: a record of this kind (actor) has no date"),
        ("rel:marrow-represents-board", "how the date is known", "no date is coded"),
        ("clm:gate-opened", "independent roots", "a claim is one voice by itself; ask for what it is about"),
        ("hc31#4", "independent roots: does not apply", "no claim is about it"),
        ("art:hc31", "who says so", "outlet The Harn Courier (newspaper)"),
        ("thr:water", "who says so", "put in this order by the coder; each member has its own reasons"),
        ("iss:is-the-gate-shut", "what disputes it", "it is itself a question between accounts: open"),
    ],
)
def test_what_does_not_apply_is_said(name: str, heading: str, said: str, library: Library) -> None:
    assert said in [line for line, *_ in part(library, name, heading)]


def test_what_is_found_is_marked_and_a_hit(library: Library) -> None:
    rows = [row for row in why_rows(library, "evt:gate-shut", 66, "nine") if row.hit]
    assert rows
    assert all("nine" in row.text for row in rows)


class Changed:
    """A library in which some records are others."""

    def __init__(self, library: Library, records: dict[str, Record]) -> None:
        self._library, self._records = library, records

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def record(self, name: str) -> Record:
        return self._records.get(name) or self._library.record(name)


@pytest.mark.parametrize("ring", [["evt:accord-made"], ["evt:accord-made", "evt:gate-chained"]], ids=len)
def test_a_ring_of_dates_ends_where_it_began(ring: list[str], library: Library) -> None:
    hanging = {
        name: {
            **library.record(name),
            "when": {**library.record(name)["when"], "relative_to": {"event": ring[i - 1], "offset": "P3D"}},
        }
        for i, name in enumerate(ring)
    }
    rows = list(why_rows(cast(Library, Changed(library, hanging)), ring[0], 80))
    assert "a ring: these dates hang on one another" in [row.text.strip() for row in rows]
    assert len(rows) < 60


def test_a_ring_of_voices_ends(library: Library) -> None:
    marrow, board = (dict(library.record(name)) for name in ("act:ilse-marrow", "act:orren-water-board"))
    board |= {"kind": "person", "speaks_for": ["act:ilse-marrow"]}
    changed = Changed(library, {"act:ilse-marrow": marrow, "act:orren-water-board": board})
    assert list(why_rows(cast(Library, changed), "evt:gate-shut", 80))
