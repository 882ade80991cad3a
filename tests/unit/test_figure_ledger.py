"""The figure ledger: by what is counted, with speaker, date and words; figures that overlap are marked, none are added."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support import drawn, records

from tui.paths import vocabulary_file
from tui.present.figures_page import BOUNDS, figures_rows, number, said_of
from tui.present.pages import page_of
from tui.reading import counted
from tui.reading.counted import Counted, figures_for, ledger
from tui.store.build import open_corpus
from tui.store.library import Library

DEAL = "agr:daraa-al-balad-2021-07-24"
Record = dict[str, Any]


rows, texts = drawn(figures_rows, 78)


def flat(units: dict[str, list[list[Counted]]]) -> list[Counted]:
    return [one for groups in units.values() for group in groups for one in group]


def test_each_figure_has_its_bounds_its_words_its_speaker_its_date_and_its_paragraph(library: Library) -> None:
    assert texts(library, "", 78)[4:] == [
        "",
        "      low      best      high",
        "families  1 figure",
        "       40         -        60  families that draw their water below the weir",
        "                               range · “between 40 and 60” · says The Harn",
        "                               Courier · as of n/s  hc31#5",
        "",
        "men  1 figure",
        "        -       n/s         -  men who put a chain on the gate",
        "                               vague word · “dozens” · says Farmers of the",
        "                               Lower Tasmel · as of n/s  hc31#4",
    ]


def test_in_a_narrow_pane_the_bounds_are_named(library: Library) -> None:
    found = texts(library, "plc:harn-weir", 34)
    assert found[found.index("families  1 figure") :][:7] == [
        "families  1 figure",
        "families that draw their water",
        "below the weir",
        "  low 40 · high 60",
        "  range · “between 40 and 60” ·",
        "  says The Harn Courier · as of",
        "  n/s  hc31#5",
    ]


def test_nothing_is_added_up(daraa: Library) -> None:
    """Every number in the columns is coded in that figure, and each figure has its own."""
    shown: dict[str, list[str]] = {}
    for row in rows(daraa, "", 118):
        if row.block and row.block not in shown:
            shown[row.block] = row.text.split()[:3]
    assert shown == {
        one["id"]: [number(one[bound]) if bound in one else "-" for bound in BOUNDS]
        if any(bound in one for bound in BOUNDS)
        else ["-", "n/s", "-"]
        for one in records(daraa, "figure")
    }
    assert any("nothing is added up" in text for text in texts(daraa, ""))


def test_a_part_stands_under_its_whole_and_is_marked(daraa: Library) -> None:
    found = rows(daraa, "evt:sanamayn-removal", 78)
    lines = [row.text for row in found]
    whole = next(n for n, text in enumerate(lines) if "former FSA fighters removed" in text)
    part = next(n for n, text in enumerate(lines) if "< wounded among the fighters" in text)
    assert whole < part and lines[whole].split()[:3] == ["-", "21", "-"] and lines[part].split()[:3] == ["-", "3", "-"]
    named = next(row for row in found if "< part of 21 people" in row.text)
    assert (named.target, named.cite) == ("fig:eb21-sanamayn-removed", "eb21#10")


def test_hundreds_and_scores_of_one_event_are_set_beside_each_other(daraa: Library) -> None:
    """S22: the numbers of the arrested are words, and may count the same people."""
    found = texts(daraa, "evt:arrests-after-settlement")
    text = " ".join(" ".join(found).split())
    assert "~ not to be added to n/s (“scores”) people · pardoned residents" in text
    assert "~ not to be added to n/s (“hundreds”) people · people arrested" in text
    assert sum("n/s" in line.split()[:2] for line in found) == 2


def test_the_funnel_of_removals_has_its_two_numbers(daraa: Library) -> None:
    """S21: 150 and 21, each by its deal, with speaker and paragraph."""
    for deal, figure, said, cite in (
        ("agr:umm-batnah-2021", "fig:eb21-umm-batnah-removed", "150", "eb21#6"),
        ("evt:sanamayn-removal", "fig:eb21-sanamayn-removed", "21", "eb21#10"),
    ):
        line = next(row for row in rows(daraa, deal) if row.target == figure)
        assert (line.text.split()[1], line.cite) == (said, cite)


def test_how_strong_a_force_is_stands_with_who_says_so(daraa: Library) -> None:
    """S27: the strength of the enclave's holders, by the Observatory."""
    found = [
        row.text for row in rows(daraa, "act:jaish-khaled-bin-walid", 118) if row.target == "fig:so18-jkbw-strength"
    ]
    assert found[0].split()[:3] == ["-", "1,200", "-"]
    assert "about · “some 1,200 fighters” · says Syrian Observatory for Human Rights" in " ".join(found)


def test_a_quantity_ladder_of_weapons_keeps_what_is_not_stated(daraa: Library) -> None:
    """S19: how many arms were due is not stated; about 60 were given."""
    found = [" ".join(text.split()) for text in texts(daraa, DEAL, 118)]
    assert "- n/s - light weapons owed under the deal" in found
    assert "- 60 - weapons that residents handed in" in found
    assert "quantities in its terms, as worded" in found


def test_an_asserted_zero_is_no_gap(daraa: Library) -> None:
    raids = [row.text for row in rows(daraa, "", 118) if row.target == "fig:so18-raid-casualties"]
    assert raids[0].split()[:3] == ["-", "0", "-"] and "zero asserted" in raids[1]


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("agr:umm-batnah-2021", [("", ("fig:eb21-umm-batnah-removed",)),
                                 ("about the events tied to it", ("fig:eb21-detainees-freed",))]),
        ("evt:tafas-negotiations", [("", ("fig:eb21-sides",)), ("about its parts", ("fig:eb21-named-people",))]),
        ("act:eighth-brigade", [("", ("fig:eb21-brigade-mediations",))]),
    ],
)  # fmt: skip
def test_figures_by_how_they_belong(daraa: Library, name: str, sections: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.title, one.figures) for one in figures_for(daraa, name)] == sections


def test_a_place_has_its_own_figures_and_apart_those_of_what_lies_in_it(daraa: Library) -> None:
    own, within = figures_for(daraa, "plc:tafas")
    assert set(own.figures) == {
        "fig:eb21-named-people",
        "fig:eb21-guns",
        "fig:eb21-clan-deaths",
        "fig:eb21-clans",
        "fig:eb21-sides",
    }
    assert (within.title, within.figures) == ("for what lies in it", ("fig:eb21-farms",))


def test_what_a_body_gives_stands_apart_from_what_is_counted_of_it(library: Library) -> None:
    assert [(one.title, one.figures) for one in figures_for(library, "act:tasmel-farmers")] == [
        ("given by it, about others", ("fig:men-from-orren",))
    ]


def test_what_has_no_figure_says_so(library: Library, empty_library: Library) -> None:
    assert texts(library, "evt:lorry-turned-back")[-1] == "no figure is coded about it or for it"
    assert texts(empty_library, "")[-1] == "no figure is coded about it or for it"


def test_a_long_ledger_says_what_it_leaves(daraa: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counted, "MOST", 10)
    found = texts(daraa, "")
    assert f"the first 10; {daraa.count('figure') - 10} more are not compared here" in found


def test_every_row_of_a_figure_opens_it_and_its_paragraph(daraa: Library) -> None:
    shown = set()
    for row in rows(daraa, "", 118):
        if row.target and row.target.startswith("fig:"):
            assert row.cite in daraa.record(row.block or "")["cite"]
            shown.add(row.block)
    assert shown == {one["id"] for one in records(daraa, "figure")}


def test_the_page_is_there_for_what_has_figures(daraa: Library) -> None:
    for name in ("plc:tafas", "act:eighth-brigade", "evt:sanamayn-removal", DEAL, None):
        page = page_of(name, "figures")
        assert page and page.id == "figures"


@pytest.mark.parametrize("width", range(10, 121, 5))
def test_no_row_is_wider_than_the_pane(daraa: Library, width: int) -> None:
    for name in ("", DEAL, "act:jaish-khaled-bin-walid"):
        assert all(cell_len(row.text) <= width for row in rows(daraa, name, width))


def test_a_find_is_found_where_it_stands(library: Library) -> None:
    hits = [row.text.strip() for row in rows(library, "", 78, "chain") if row.hit]
    assert [text.rpartition("  ")[2] for text in hits] == ["men who put a chain on the gate"]


def test_hostile_values_are_drawn_within_the_pane(raw: Library) -> None:
    names = [
        "",
        *(row.id for kind in ("place", "actor", "event", "agreement") for row in raw.rows(raw.numbers(kind))),
    ]
    for name, width in product(names, (10, 34, 78, 118)):
        assert all(cell_len(row.text) <= width for row in figures_rows(raw, name, width))


def test_a_number_of_many_digits_is_not_cut(valleys_copy: Path, tmp_path: Path) -> None:
    figures = valleys_copy / "figures.yaml"
    figures.write_text(figures.read_text("utf-8").replace("high: 60", "high: 40123456789"), "utf-8")
    library = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "store.json")
    assert "  low 40 · high 40,123,456,789" in texts(library, "", 78)
    library.close()


NAMES = [f"fig:{letter}" for letter in "abcdefg"]


@st.composite
def figures(draw: st.DrawFn) -> list[Record]:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=7))
    return [
        {
            "id": name,
            "unit": draw(st.sampled_from(["people", "days"])),
            "measures": draw(st.sampled_from(["m", "n", name])),
            "about": draw(st.lists(st.sampled_from(["evt:one", "evt:two", "act:x"]), unique=True, max_size=2)),
            "part_of": draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=2)),
        }
        for name in names
    ]


@given(figures())
def test_each_figure_stands_once_and_overlaps_go_both_ways(drawn: list[Record]) -> None:
    found = flat(ledger(drawn))
    assert sorted(one.figure for one in found) == sorted(one["id"] for one in drawn)
    overlaps = {one.figure: set(one.overlaps) for one in found}
    assert all(name in overlaps[other] for name, others in overlaps.items() for other in others)
    assert all(name not in others for name, others in overlaps.items())


@given(figures())
def test_what_may_count_the_same_is_never_in_two_groups(drawn: list[Record]) -> None:
    group_of = {
        one.figure: place
        for place, group in enumerate(group for groups in ledger(drawn).values() for group in groups)
        for one in group
    }
    for one, other in combinations(drawn, 2):
        part = other["id"] in one["part_of"] or one["id"] in other["part_of"]
        events = [set(two["about"]) - {"act:x"} for two in (one, other)]
        alike = one["unit"] == other["unit"] and (one["measures"] == other["measures"] or events[0] & events[1])
        if part or alike:
            assert group_of[one["id"]] == group_of[other["id"]]


@given(figures())
def test_a_whole_comes_before_its_parts(drawn: list[Record]) -> None:
    order = [one.figure for one in flat(ledger(drawn))]
    for one in flat(ledger(drawn)):
        if one.depth:
            assert any(whole in order[: order.index(one.figure)] for whole in one.wholes)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"qualifier": "exact", "best": 3, "unit": "people"}, "3 people"),
        ({"qualifier": "at_least", "low": 4, "unit": "people"}, "at least 4 people"),
        ({"qualifier": "range", "low": 270000, "high": 330000, "unit": "people"}, "270,000 to 330,000 people"),
        ({"qualifier": "vague_word", "said": "scores", "unit": "people"}, "n/s (“scores”) people"),
        ({"qualifier": "not_stated", "unit": "guns"}, "n/s guns"),
        ({"qualifier": "zero_asserted", "best": 0, "unit": "people"}, "0 people"),
    ],
)
def test_a_figure_in_few_words(figure: Record, said: str) -> None:
    assert said_of(figure) == said
