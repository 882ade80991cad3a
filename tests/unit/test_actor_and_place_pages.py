"""The pages of actors and places, the matrix of towns and the map: what they show, where it is written, what breaks none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support import ids

from tui.corpus.kinds import kind_of
from tui.present import actor_page, chart, map_page, named_page, place_page, towns, view_map
from tui.present.actor_page import actor_rows
from tui.present.chart import Chart, Mark
from tui.present.map_page import map_rows
from tui.present.pages import FIRST, PAGES, page_of, pages_of
from tui.present.place_page import place_rows
from tui.present.rows import TextRow
from tui.present.towns import towns_rows
from tui.present.view_map import view_map_rows
from tui.reading.desk import View
from tui.store.library import Library

DEAL = "agr:daraa-al-balad-2021-07-24"
MAPPED = ("place", "event", "agreement", "round", "figure", "actor")


def every_place(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the map of a record, or for "" of the list of all places."""
    if name:
        return map_rows(library, name, width, find)
    return view_map_rows(library, View("place", library.numbers("place")), width, find)


MAKERS: dict[str, Callable[[Library, str, int, str], Iterator[TextRow]]] = {
    "actor": actor_rows,
    "place": place_rows,
    "map": every_place,
    "towns": towns_rows,
}


def shown(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each page with each record that it shows, "" for the corpus."""
    yield from (("towns", ""), ("map", ""))
    for name in ids(library):
        kind = kind_of(name) or ""
        if kind in ("actor", "place"):
            yield kind, name
        if kind in MAPPED:
            yield "map", name


def text(rows: Iterator[TextRow]) -> list[str]:
    """Return rows as text without blanks at the end."""
    return [row.text.rstrip() for row in rows]


def under(lines: list[str], title: str) -> list[str]:
    """Return what stands under a heading, up to the next blank row."""
    start = next(place for place, line in enumerate(lines) if line.startswith(title)) + 1
    rest = lines[start:]
    return rest[: rest.index("")] if "" in rest else rest


def opening(rows: list[TextRow], words: str) -> TextRow:
    """Return the first row with some words."""
    return next(row for row in rows if words in row.text)


# -- the pages there are


def test_each_page_is_there_for_its_kinds_and_the_fields_stay_within_reach() -> None:
    assert FIRST["actor"] == "actor" and FIRST["place"] == "place"
    for name, page in (("act:x", "actor"), ("plc:x", "place")):
        opened = page_of(name, "")
        assert opened and opened.id == page
        assert {"fields", page, "map", "towns"} <= {one.id for one in pages_of(name)}
    assert {one.id for one in pages_of(None)} >= {"map", "towns"}
    assert [one.id for one in PAGES if one.id in MAKERS] == ["actor", "place", "map", "towns"]


# -- an actor


def test_names_stand_with_their_kind_and_where_each_was_seen(daraa: Library) -> None:
    rows = list(actor_rows(daraa, "act:daraa-central-committee", 78))
    assert under([row.text.rstrip() for row in rows], "names") == [
        "  Daraa Central Committee  preferred  eb21 #2",
        "  DCC  alias  eb21 #2 #4 #5 #7 #19",
        "  in none of the articles: Central Committee in Daraa, اللجنة المركزية في",
        "    درعا",
    ]
    assert opening(rows, "  DCC").cite == opening(rows, "  DCC").target == "eb21#2"


def test_a_name_of_several_articles_has_a_row_for_each(daraa: Library) -> None:
    rows = [row for row in actor_rows(daraa, "act:russia", 78) if row.block == "act:russia/names.2"]
    assert [(row.text, row.cite) for row in rows] == [
        ("  the Russians  alias  eb18 #30  eb21 #4 #19", "eb18#30"),
    ]


def test_where_a_name_was_seen_opens_the_article_that_its_row_begins_with(daraa: Library) -> None:
    rows = [row for row in actor_rows(daraa, "act:russia", 40) if row.block == "act:russia/names.2"]
    assert [(row.text, row.target) for row in rows] == [
        ("  the Russians  alias  eb18 #30", "eb18#30"),
        ("    eb21 #4 #19", "eb21#4"),
    ]


def test_who_it_is_not_and_may_be_is_said_with_why(daraa: Library) -> None:
    lines = text(actor_rows(daraa, "act:daraa-central-committee", 78))
    assert under(lines, "not to be mistaken for")[:2] == [
        "  Quneitra Reconciliation Committee (committee)  its counterpart in",
        "    Quneitra, named beside it  eb21#2",
    ]
    assert under(lines, "may be the same as")[0].startswith("  Daraa's negotiating committee (committee)")


def test_affiliations_and_who_speaks_for_whom_go_both_ways(daraa: Library) -> None:
    lines = text(actor_rows(daraa, "act:russia", 78))
    assert any("Sergei Lavrov  foreign minister  af18#27" in line for line in under(lines, "belong to it, over time"))
    assert under(lines, "who speaks for it") == ["  Russian delegation", "  Sergei Lavrov", "  Vladimir Putin"]
    lavrov = text(actor_rows(daraa, "act:sergei-lavrov", 78))
    assert under(lavrov, "speaks for") == ["  Russia"]
    assert "Russia  foreign minister  af18#27" in "\n".join(under(lavrov, "belongs to, over time"))


def test_ties_say_who_says_so(daraa: Library) -> None:
    rows = list(actor_rows(daraa, "act:daraa-central-committee", 110))
    tie = opening(rows, "mediates between")
    assert tie.target and tie.target.startswith("rel:") and tie.cite == daraa.record(tie.target)["cite"][0]
    assert "says Enab Baladi" in tie.text


def test_events_stand_by_role_in_the_order_of_time_and_what_did_not_happen_apart(daraa: Library) -> None:
    lines = text(actor_rows(daraa, "act:al-zoubi-clan", 78))
    assert under(lines, "what happened, by role") == [
        "as party (2)",
        "  until 2021             Civilian deaths in the clan fighting at Tafas",
        "  until 2021             Clan fighting in Tafas, al-Zoubi against Kiwan",
    ]
    assert under(lines, "not on the line") == [
        "  24 Jan 2021 or later   ! planned: Anti-aircraft guns of Tafas to be given up",
        "                         (agreed) · as subject",
    ]


@pytest.mark.parametrize("width", [34, 78])
def test_no_event_that_did_not_happen_stands_among_those_that_did(daraa: Library, width: int) -> None:
    for row in daraa.rows(daraa.numbers("actor")):
        rows = list(actor_rows(daraa, row.id, width))
        titles = [one.text for one in rows]
        on = [place for place, line in enumerate(titles) if line.startswith("what happened, by role")]
        if not on:
            continue
        events = rows[on[0] + 1 : next(place for place in range(on[0], len(rows)) if not titles[place])]
        for one in events:
            found = daraa.row_of(one.target) if one.target else None
            assert found is None or found.factuality in ("happened", "attempted")


def test_every_event_of_an_actor_is_on_its_page_once_for_each_role(daraa: Library) -> None:
    for row in daraa.rows(daraa.numbers("actor")):
        rows = list(actor_rows(daraa, row.id, 100))
        shown = {one.target for one in rows if one.target and one.target.startswith("evt:")}
        named = {link.row.id for link in daraa.linked_from(row.id, "event") if link.field == "participants.actor"}
        assert named <= shown
        claims = {
            link.row.id
            for link in daraa.linked_from(row.id, "claim")
            if link.field != "framing.by" or link.row.id in {one.target for one in rows}
        }
        assert claims <= {one.target for one in rows}


def test_what_it_says_and_what_is_said_of_it_have_their_polarity(daraa: Library) -> None:
    lines = text(actor_rows(daraa, "act:military-sources-eb18", 78))
    assert under(lines, "what they say")[0].startswith("  19 Jun 2018 or before  predicts ")
    blamed = next(link for link in daraa.linked_from("act:syrian-government", "claim") if link.field == "blames")
    rows = list(actor_rows(daraa, "act:syrian-government", 100))
    row = next(one for one in rows if one.target == blamed.row.id and "blamed" in one.text)
    assert row.cite == daraa.record(blamed.row.id)["cite"][0]
    assert f"blamed, {blamed.row.tag}:" in row.text


def test_whom_it_meets_most_is_counted_over_the_events_both_are_in(daraa: Library) -> None:
    lines = under(text(actor_rows(daraa, "act:daraa-central-committee", 78)), "whom they meet most")
    assert lines[0].startswith("  Russia  5 events  first ")
    mine, theirs = (
        {
            link.row.id
            for link in daraa.linked_from(name, "event")
            if link.field == "participants.actor" and link.row.factuality in ("happened", "attempted")
        }
        for name in ("act:daraa-central-committee", "act:russia")
    )
    assert len(mine & theirs) == 5


def test_an_actor_with_many_events_says_how_many_are_read(daraa: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named_page, "MOST", 5)
    count = len([one for one in daraa.rows(daraa.numbers("event")) if "act:russia" in _named(daraa, one.id)])
    lines = " ".join(text(actor_rows(daraa, "act:russia", 200)))
    assert f"of {count} events the first 5 in time are read here" in lines


def _named(library: Library, name: str) -> set[str]:
    return {link.row.id for link in library.links(name) if link.field.rpartition(".")[2] == "actor"}


# -- a place


def test_a_place_says_where_it_lies_and_how_far_to_trust_it(daraa: Library) -> None:
    lines = text(place_rows(daraa, "plc:al-sanamayn", 78))
    assert "point  33.07148 N, 36.18331 E (exact: the point of the place itself)" in lines
    assert "point  where it lies is not known" in text(place_rows(daraa, "plc:death-triangle", 78))
    assert [line for line in lines if line.startswith("in  ")] == [
        "in  northern countryside of Daraa",
        "in  Daraa governorate",
        "in  Southern Syria",
        "in  Syria",
    ]


def test_homonyms_are_set_apart_both_ways(daraa: Library) -> None:
    for name, other in (("plc:al-karak", "Karak"), ("plc:karak-daraa-al-balad", "al-Karak")):
        assert any(line.startswith(f"  {other} (") for line in under(text(place_rows(daraa, name, 78)), "not to be"))


def test_the_states_of_a_place_have_gaps_between_them(daraa: Library) -> None:
    rows = list(place_rows(daraa, "plc:daraa-al-balad", 110))
    history = under([row.text.rstrip() for row in rows], "its states over time")
    assert [line[:24].strip() for line in history if line[:24].strip()] == [
        "8 Nov 2020 or before", "...", "2021 → ?", "24 Jul 2021", "since 27 Jul 2021", "since 27 Jul 2021",
    ]  # fmt: skip
    assert "nothing told of 173 days, 9 Nov 2020 to 30 Apr 2021" in history[1]
    besieged = opening(rows, "besieged")
    assert "says The New Arab" in besieged.text and besieged.cite == "na21#4"


def test_what_was_only_threatened_is_no_state_of_the_line(daraa: Library) -> None:
    lines = text(place_rows(daraa, "plc:tafas", 78))
    assert not any("threatened" in line for line in under(lines, "its states over time"))
    assert "threatened" in " ".join(under(lines, "not on the line"))


def test_what_happened_in_a_place_is_marked_where_it_lies_in_it(daraa: Library) -> None:
    lines = text(place_rows(daraa, "plc:al-sanamayn", 78))
    events = under(lines, "what happened here")
    assert "  Jul 2018..Mar 2020     Al-Sanamayn's settlement with the government" in events
    assert any("· in 9th Division base" in line for line in events)
    assert "  Mar 2020..Dec 2021     Removed fighters enter by the Abu al-Zendan crossing" in events
    assert "                         · from here" in events


def test_every_event_figure_and_agreement_of_a_place_is_on_its_page(daraa: Library) -> None:
    for row in daraa.rows(daraa.numbers("place")):
        shown = {one.target for one in place_rows(daraa, row.id, 100)}
        kinds = ("event", "figure", "agreement", "round", "issue", "place", "claim")
        named = {link.row.id for kind in kinds for link in daraa.linked_from(row.id, kind)}
        assert named <= shown, row.id


# -- the matrix


def test_the_matrix_has_every_place_with_a_state_and_no_other(daraa: Library) -> None:
    told = {row.id for row in daraa.rows(daraa.numbers("place")) if daraa.record(row.id).get("status")}
    for width in (34, 78, 118):
        assert {row.target for row in towns_rows(daraa, "", width) if row.target} == told


@pytest.mark.parametrize(("width", "first"), [(38, False), (78, True)])
def test_a_legend_stands_where_it_leaves_the_towns_in_sight(daraa: Library, width: int, first: bool) -> None:
    rows = list(towns_rows(daraa, "", width))
    legend = next(index for index, row in enumerate(rows) if "held by" in row.text)
    table = next(index for index, row in enumerate(rows) if row.target)
    assert (legend < table) is first
    assert table < 12


def test_towns_by_status_at_80_columns(daraa: Library) -> None:
    lines = text(towns_rows(daraa, "", 78))
    head = next(place for place, line in enumerate(lines) if line.strip().startswith("2017"))
    assert [line[29:] for line in lines[head : head + 3]] == [
        "2017 2018      2019 2020       2021",
        "Jul  Jan  Jul  Jan  Jan   Jul  Jan  Jul",
        "-Dec -Jun -Dec -Dec -Jun  -Dec -Jun -Dec",
    ]
    by_name = {line[:28].strip(): line[29:] for line in lines[head + 3 :]}
    assert by_name["Daraa al-Balad"] == ".    .    .    .    .     <u   b    BSU>"
    assert by_name["Daraa governorate"] == ".    OU>  GSC> .    .     .    .    ."
    assert by_name["al-Sanamayn"] == ".    .    us   us   <usCB .    .    ."
    assert by_name["Umm Batnah"] == ".    .    .    .    .     .    US>  u"


def test_threats_are_no_rows_of_the_matrix(daraa: Library) -> None:
    lines = text(towns_rows(daraa, "", 118))
    shelf = lines.index("not on the line: only threatened")
    assert not any(line.startswith("Busra al-Harir") for line in lines[:shelf])
    assert any(line.startswith("Busra al-Harir") and line.rstrip(" .").endswith("H") for line in lines[shelf:])


def test_the_matrix_of_another_corpus(library: Library) -> None:
    rows = list(towns_rows(library, "", 50))
    weir = opening(rows, "Harn weir")
    assert weir.text.split() == ["Harn", "weir", "E>"]
    assert (weir.target, weir.cite) == ("plc:harn-weir", "hc31#1")


def test_no_state_at_all_is_said(empty_library: Library) -> None:
    assert text(towns_rows(empty_library, "", 80))[1] == "no place of this corpus has a state that is coded"


# -- the map


def test_a_place_lies_among_its_neighbours(daraa: Library) -> None:
    rows = list(map_rows(daraa, "plc:tafas", 78))
    lines = [row.text.rstrip() for row in rows]
    drawn = [row.text for row in rows if len(row.text) == 78 and not row.block]
    row = next(line for line in drawn if "*" in line)
    daraa_row = next(line for line in drawn if ".Daraa" in line and "al-Balad" not in line)
    assert drawn.index(row) < drawn.index(daraa_row) and row.index("*") < daraa_row.index(".Daraa")
    assert under(lines, "nearest to Tafas")[0] == "  Da'el  about 6.3 km E (071) of Tafas"
    assert "  Daraa  13 km S (166) of Tafas" in lines


def test_a_place_without_a_point_is_drawn_where_that_lies_which_it_is_a_part_of(daraa: Library) -> None:
    lines = text(map_rows(daraa, "plc:tafas-southern-farms", 110))
    assert any("?" in line for line in lines[2:20])
    assert "  farms to the south of Tafas  where it lies is not known; drawn where Tafas lies" in lines
    assert "where its places lie is not known" in text(map_rows(daraa, "plc:death-triangle", 78))


def test_of_many_places_those_are_looked_at_that_lie_in_the_same(
    daraa: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_page, "MOST", 40)
    lines = text(map_rows(daraa, "plc:tafas", 110))
    count = daraa.count("place")
    assert f"of {count} places those in Daraa governorate are looked at" in lines
    assert under(lines, "nearest to Tafas")[0] == "  Da'el  about 6.3 km E (071) of Tafas"


def test_the_map_of_all_places_leaves_out_what_lies_far_off_and_says_so(daraa: Library) -> None:
    lines = text(every_place(daraa, "", 78))
    far = under(lines, "too far off")
    assert any(line.startswith("  Moscow  about 2,5") for line in far)
    without = [row.id for row in daraa.rows(daraa.numbers("place")) if "lat" not in daraa.record(row.id)]
    assert lines[1] == f"0 name no place · {len(without)} only places whose point is not known"
    inside = sum(
        "  drawn where " in " ".join(lines[at : at + 2]) and not line.startswith("   ") for at, line in enumerate(lines)
    )
    left = next(line for line in lines if line.startswith("not drawn, no point is known"))
    assert 0 < len(under(lines, left)) < len(without) and inside
    listed = {row.target for row in every_place(daraa, "", 78)}
    assert {row.id for row in daraa.rows(daraa.numbers("place"))} <= listed


def test_the_ends_of_a_movement_have_a_distance(daraa: Library) -> None:
    lines = text(map_rows(daraa, "evt:quneitra-deportees-enter-idlib", 110))
    assert lines[0].startswith("map: ")
    ends = under(lines, "its places")
    record = daraa.record("evt:quneitra-deportees-enter-idlib")
    places = {place for field in ("where", "origin", "destination") for place in record.get(field, [])}
    assert len(ends) == len(places)


def test_a_map_of_what_did_not_happen_says_so(daraa: Library) -> None:
    planned = next(row for row in daraa.rows(daraa.numbers("event")) if row.factuality == "threatened")
    assert text(map_rows(daraa, planned.id, 200))[0].endswith("· threatened")


marks = st.builds(
    Mark, st.integers(0, 19), st.integers(0, 5), st.sampled_from("*."), st.text("ab漢é\u0301", max_size=30),
    st.uuids().map(str), st.integers(0, 2),
)  # fmt: skip


@given(st.lists(marks, max_size=12, unique_by=lambda mark: mark.target))
def test_a_name_covers_no_mark_and_no_other_name(found: list[Mark]) -> None:
    chart = Chart(20, 6, found)
    lines = ["".join(span.text for span in line.spans) for line in chart.lines()]
    assert len(lines) == 6 and all(cell_len(line) == 20 for line in lines)
    signs = sum(line.count(sign) for line in lines for sign in "*.")
    assert signs == len({(mark.column, mark.row) for mark in found})
    assert chart.named | chart.hidden <= {mark.target for mark in found}
    assert not chart.named & chart.hidden


# -- any page of any corpus


@pytest.mark.parametrize("width", [1, 2, *range(10, 121, 10), 34, 64, 78, 118])
@pytest.mark.parametrize("corpus", ["valleys", "hostile", "empty"])
def test_every_row_fits_and_opens_what_there_is(
    corpus: str, width: int, library: Library, hostile: Library, empty_library: Library
) -> None:
    here = {"valleys": library, "hostile": hostile, "empty": empty_library}[corpus]
    for page, name in shown(here):
        for row in MAKERS[page](here, name, width, ""):
            assert row.text.isprintable()
            assert cell_len(row.text) <= max(width, 2), (page, name, row.text)
            assert row.target is None or here.number(row.target)
            assert row.cite is None or here.number(row.cite)


@pytest.mark.parametrize("width", range(10, 121, 11))
def test_every_row_of_the_bundled_corpus_fits(width: int, daraa: Library) -> None:
    for page, name in shown(daraa):
        if page != "map" or kind_of(name) in (None, "place") or width in (10, 65, 120):
            for row in MAKERS[page](daraa, name, width, ""):
                assert cell_len(row.text) <= width, (page, name, row.text)


def test_every_value_opens_its_paragraph(daraa: Library, library: Library) -> None:
    for here in (daraa, library):
        for page, name in shown(here):
            if page in ("actor", "place", "towns"):
                for row in MAKERS[page](here, name, 78, ""):
                    assert not row.target or row.cite, (page, name, row.text)


def test_a_store_from_elsewhere_breaks_no_page(raw: Library) -> None:
    for page, name in shown(raw):
        for width in (10, 34, 78):
            assert list(MAKERS[page](raw, name, width, "a"))


def test_what_is_found_is_marked(daraa: Library) -> None:
    for page, name, find in (
        ("actor", "act:russia", "delegation"), ("place", "plc:tafas", "besieged"), ("towns", "", "nawa"), ("map", "", "nawa"),
        ("map", "plc:tafas", "sheikh"),
    ):  # fmt: skip
        rows = [row for row in MAKERS[page](daraa, name, 78, find) if row.hit]
        assert rows and all(any(span.style == "found" for span in row.spans) for row in rows)


def test_a_page_of_nobody_raises(daraa: Library) -> None:
    for make in (actor_rows, place_rows, map_rows):
        with pytest.raises(KeyError):
            list(make(daraa, "act:nobody-at-all", 34, ""))


def test_the_first_rows_of_a_page_need_few_records(daraa: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    record = daraa.record
    monkeypatch.setattr(daraa, "record", lambda name: read.append(name) or record(name))
    rows = place_rows(daraa, "plc:daraa-governorate", 34)
    for _ in range(20):
        next(rows)
    assert len(set(read)) < 10


def test_pages_name_no_place_person_or_body(daraa: Library) -> None:
    names = {
        form["text"].casefold()
        for kind in ("actor", "place")
        for row in daraa.rows(daraa.numbers(kind))
        for form in daraa.record(row.id)["names"]
        if form.get("kind") not in ("descriptor", "weak_alias") and len(form["text"]) > 4
    }
    for module in (actor_page, chart, map_page, place_page, named_page, towns, view_map):
        source = Path(module.__file__ or "").read_text("utf-8").casefold()
        assert not [name for name in names if f" {name} " in source]
