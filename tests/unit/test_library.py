"""The Library: what a list can be asked for, what hangs together, what a search finds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support import edit, ids

from tui.corpus.kinds import KINDS, ON_THE_LINE, kind_of
from tui.errors import UsageError
from tui.paths import vocabulary_file
from tui.store.build import build, open_store
from tui.store.library import Library
from tui.store.query import FACETS, Facet, Query

NOT_UNICODE = pytest.param("gate\udcff", id="a byte that is not UTF-8, as the shell hands it over")


def asked(library: Library, kind: str, query: Query) -> list[str]:
    return [row.id.partition(":")[2] for row in library.rows(library.numbers(kind, query))]


def facet(name: str, value: str, negated: bool = False) -> Query:
    return Query(facets=(Facet(name, value, negated),))


# -- lists

EVENTS = ["accord-made", "gate-chained", "lorry-turned-back", "gate-shut", "marrow-warns", "road-closed"]
BY_THE_WEIR = ["gate-chained", "gate-shut"]
IN_HARN = ["accord-made", *BY_THE_WEIR]


def test_a_list_unasked_is_all_of_its_kind_by_date(library: Library) -> None:
    assert asked(library, "event", Query()) == EVENTS
    assert library.numbers("event") == library.numbers("event", Query())
    assert library.count("event") == 6


def test_what_has_a_name_stands_by_its_name(library: Library) -> None:
    assert asked(library, "place", Query()) == ["harn", "harn-weir", "tasmel", "orren", "upper-road"]
    assert asked(library, "actor", Query())[:3] == ["abbot-of-saint-oda", "tasmel-farmers", "ilse-marrow"]


def test_a_kind_that_there_is_not_has_an_empty_list(library: Library, empty_library: Library) -> None:
    assert len(library.numbers("river")) == 0
    assert all(empty_library.count(kind) == 0 for kind in (*KINDS, "paragraph"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gate", BY_THE_WEIR),
        ("GATE", BY_THE_WEIR),
        ("chai", ["gate-chained"]),
        ("gate shut", ["gate-shut"]),
        ("shut gate", ["gate-shut"]),
        ("gates", []),
        ("gate zebra", []),
        ("?!", []),
    ],
)
def test_words_must_all_be_there_as_beginnings(words: str, expected: list[str], library: Library) -> None:
    assert asked(library, "event", Query(words)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(facet("type", "blockade"), ["gate-chained", "gate-shut", "road-closed"], id="a code"),
        pytest.param(facet("type", "blockade", True), ["accord-made", "lorry-turned-back", "marrow-warns"], id="not a code"),
        pytest.param(
            Query(facets=(Facet("type", "blockade"), Facet("factuality", "threatened"))), ["road-closed"], id="both"
        ),
        pytest.param(
            Query(facets=(Facet("type", "blockade"), Facet("factuality", "threatened", True))), BY_THE_WEIR, id="one, not the other"
        ),
        pytest.param(Query("gate", (Facet("aspect", "state"),)), ["gate-shut"], id="a word and a code"),
        pytest.param(facet("line", "off"), ["gate-chained", "gate-shut", "road-closed"], id="off the line"),
        pytest.param(facet("role", "mediator"), ["accord-made"], id="a role"),
        pytest.param(facet("cite", "hc31#5"), ["marrow-warns", "road-closed"], id="a paragraph"),
        pytest.param(facet("article", "art:hc31"), EVENTS, id="an article"),
    ],
)  # fmt: skip
def test_facets(query: Query, expected: list[str], library: Library) -> None:
    assert asked(library, "event", query) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("place", "plc:harn-weir", BY_THE_WEIR),
        ("place", "harn-weir", BY_THE_WEIR),
        ("place", "Harn Weir", BY_THE_WEIR),
        ("place", "plc:harn", IN_HARN),
        ("place", "HARN", IN_HARN),
        ("place", "Härn", IN_HARN),
        ("place", "هرن", IN_HARN),
        ("place", "Haren", IN_HARN),
        ("place", "Tasmel", IN_HARN),
        ("place", "orren", IN_HARN),
        ("actor", "act:ilse-marrow", ["marrow-warns"]),
        ("actor", "ilse marrow", ["marrow-warns"]),
        ("actor", "Ilsa Maro", ["marrow-warns"]),
        ("actor", "Orren Water Board", ["accord-made", "road-closed"]),
        ("by", "ilse-marrow", ["road-closed"]),
        ("by", "farmers of the lower tasmel", BY_THE_WEIR),
    ],
)
def test_places_actors_and_speakers_go_by_any_spelling_and_a_place_counts_for_all_it_lies_in(
    name: str, value: str, expected: list[str], library: Library
) -> None:
    assert asked(library, "event", facet(name, value)) == expected
    assert asked(library, "event", facet(name, value, True)) == [one for one in EVENTS if one not in expected]


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (None, "2031-03-31", ["marrow-warns"]),  # [..2031-05-12] reaches back without end
        ("2031-04-10", "2031-04-10", ["accord-made", "gate-chained", "marrow-warns"]),
        ("2031-04-28", "2031-04-28", ["lorry-turned-back", "marrow-warns"]),
        ("2031-05-01", "2031-05-02", ["marrow-warns"]),
        ("2031-05-03", None, ["gate-shut", "marrow-warns", "road-closed"]),
        ("2031-05-13", None, ["gate-shut", "road-closed"]),  # 2031-05-03/.. and [2031-05-12..] go on
        ("2099-01-01", None, ["gate-shut", "road-closed"]),
        (None, None, EVENTS),
    ],
)
def test_days_touch_what_may_have_fallen_on_them(
    earliest: str | None, latest: str | None, expected: list[str], library: Library
) -> None:
    assert asked(library, "event", Query(earliest=earliest, latest=latest)) == expected


def test_what_has_no_date_touches_no_days(library: Library) -> None:
    assert asked(library, "figure", Query(earliest="0001-01-01", latest="9999-12-31")) == []
    assert asked(library, "figure", Query()) == ["families", "men-from-orren"]


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("type", "rain", "type: nothing has 'rain'; there are agreement blockade questioning threat"),
        ("type", "blockad", r"did you mean blockade\?"),
        ("polarity", "denies", "polarity: nothing here has one"),
        ("place", "Atlantis", "place: nobody and nothing here is called 'Atlantis'"),
        ("by", "\udcff", "by: nobody and nothing here is called"),
    ],
)
def test_a_value_that_nothing_has_is_refused_with_what_there_is(
    name: str, value: str, said: str, negated: bool, library: Library
) -> None:
    with pytest.raises(UsageError, match=said):
        library.check("event", facet(name, value, negated))


@pytest.mark.parametrize("side", ["on", "off"])
def test_on_and_off_the_line_can_be_asked_of_any_corpus(side: str, empty_library: Library) -> None:
    assert len(empty_library.numbers("event", facet("line", side))) == 0


@given(words=st.text(), name=st.sampled_from(FACETS), value=st.text(), negated=st.booleans())
@pytest.mark.parametrize("kind", ["event", "place", "paragraph"])
def test_whatever_is_asked_a_list_answers_with_some_of_its_own_or_says_why_not(
    kind: str, words: str, name: str, value: str, negated: bool, library: Library
) -> None:
    assert set(library.numbers(kind, Query(words))) <= set(library.numbers(kind))
    with suppress(UsageError):
        assert set(library.numbers(kind, Query(words, (Facet(name, value, negated),)))) <= set(library.numbers(kind))


# -- rows and records


def test_numbers_names_and_rows_agree_for_everything(library: Library) -> None:
    for name in ids(library):
        n = library.number(name)
        assert n is not None
        assert library.row(n) == library.row_of(name)
        assert library.row(n).id == library.record(name)["id"] == name
        assert library.row(n).kind == kind_of(name)
        assert library.title(name) == library.row(n).title


def test_a_row_is_what_a_list_shows(library: Library) -> None:
    row = library.row_of("evt:gate-chained")
    assert row is not None
    assert (row.title, row.tag, row.factuality) == ("The gate is chained", "blockade", "disputed")
    assert (row.earliest, row.latest) == ("2031-04-04", "2031-04-13")


@pytest.mark.parametrize("n", [0, -1, 10**6])
def test_an_unknown_number_has_no_row(n: int, library: Library) -> None:
    with pytest.raises(KeyError):
        library.row(n)


@pytest.mark.parametrize("name", ["evt:rain", "hc31#99", "hc31", "", "evt:", "'; DROP TABLE doc; --", NOT_UNICODE])
def test_an_unknown_name_has_nothing(name: str, library: Library) -> None:
    assert library.number(name) is None
    assert library.row_of(name) is None
    assert library.title(name) == name
    assert not library.links(name) + library.linked_from(name)
    assert not library.resting_on(name)
    assert not library.cites(name)
    with pytest.raises(KeyError):
        library.record(name)


def test_the_corpus_and_its_words_are_told(library: Library) -> None:
    assert library.about["licence"] == "CC0 1.0"
    assert library.word("event_types", "blockade") == "Closing of roads or checkpoints"
    assert library.word("event_types", "no_such_code") == "no such code"


# -- what hangs together


def test_links_go_by_the_schema_and_name_their_field(library: Library) -> None:
    assert [(link.field, link.row.id) for link in library.links("evt:gate-chained")] == [
        ("when.relative_to.event", "evt:accord-made"),
        ("where", "plc:harn-weir"),
        ("participants.actor", "act:men-from-orren"),
        ("according_to", "act:tasmel-farmers"),
        ("links.target", "agr:water-accord"),
        ("cite", "hc31#4"),
    ]


def test_linked_from_is_links_seen_from_the_other_end(library: Library) -> None:
    there = {(name, link.field, link.row.id) for name in ids(library) for link in library.links(name)}
    back = {(link.row.id, link.field, name) for name in ids(library) for link in library.linked_from(name)}
    assert there == back
    assert ("thr:water", "members.record", "evt:gate-shut") in there


def test_what_rests_on_a_paragraph_stands_there_once_in_list_order(library: Library) -> None:
    assert [row.id for row in library.resting_on("hc31#6")] == ["plc:upper-road", "evt:lorry-turned-back"]
    rows = library.resting_on("hc31#1")
    assert [row.n for row in rows] == sorted({row.n for row in rows})


def test_a_record_rests_on_its_own_citations_first(library: Library) -> None:
    assert library.cites("agr:water-accord") == ["hc31#1", "hc31#3", "hc31#2"]
    assert library.cites("act:ilse-marrow") == ["hc31#2", "hc31#5"]
    assert library.cites("thr:water") == []


def test_paragraphs_stand_in_reading_order(library: Library) -> None:
    assert [row.id for row in library.rows(library.paragraphs("art:hc31"))] == [
        f"hc31#{at}" for at in ("title", "date", 1, 2, 3, 4, 5, 6)
    ]
    assert len(library.paragraphs("art:none")) == len(library.paragraphs("evt:gate-shut")) == 0


def test_cited_in_counts_what_rests_on_each_paragraph(library: Library) -> None:
    cited = library.cited_in("art:hc31")
    assert cited == {
        row.id: len(library.resting_on(row.id))
        for row in library.rows(library.paragraphs("art:hc31"))
        if library.resting_on(row.id)
    }
    assert "hc31#title" not in cited
    assert library.cited_in("art:none") == {}


def test_coverage_counts_what_is_coded_and_names_what_is_not(valleys_copy: Path, tmp_path: Path) -> None:
    edit(valleys_copy / "places.yaml", "cite: [hc31#5, hc31#6]", "cite: hc31#5")
    edit(valleys_copy / "events" / "weir.yaml", "cite: hc31#6", "cite: hc31#5")
    build(valleys_copy, vocabulary_file(), tmp_path / "gap.json")
    gap = open_store(tmp_path / "gap.json")
    (one,) = gap.coverage()
    gap.close()
    assert (one.article.id, one.paragraphs, one.uncited) == ("art:hc31", 6, ("hc31#6",))
    assert one.kinds["event"] == 6
    assert one.kinds["thread"] == 0


def test_nothing_to_cover_is_no_coverage(empty_library: Library) -> None:
    assert empty_library.coverage() == []


def test_what_is_not_stated_is_counted_and_can_be_asked_for(library: Library, empty_library: Library) -> None:
    shelf = library.not_stated()
    assert {gap: [row.id for row in rows] for gap, rows in shelf.items() if rows} == {
        "begin": ["evt:marrow-warns"],
        "end": ["evt:road-closed"],
        "place": ["evt:marrow-warns"],
        "number": ["fig:men-from-orren"],
        "position": ["plc:harn-weir", "plc:tasmel", "plc:orren", "plc:upper-road"],
    }
    assert asked(library, "event", facet("gap", "begin")) == ["marrow-warns"]
    assert not any(empty_library.not_stated().values())


def test_extent_is_from_the_first_bound_to_the_last(library: Library) -> None:
    events = library.numbers("event")
    assert library.extent(events) == ("2031-04-01", "2031-05-12")
    assert library.extent(library.numbers("event", facet("place", "harn-weir"))) == ("2031-04-04", "2031-05-03")
    assert library.extent([]) == library.extent(library.numbers("place")) == (None, None)


def test_what_is_on_the_line_and_what_is_off_it_are_all(library: Library) -> None:
    on, off = (set(asked(library, "event", facet("line", side))) for side in ("on", "off"))
    assert on | off == set(EVENTS)
    assert not on & off
    factuality = {row.id.partition(":")[2]: row.factuality for row in library.rows(library.numbers("event"))}
    assert on == {name for name in EVENTS if factuality[name] in ON_THE_LINE}


# -- search


@pytest.mark.parametrize("spelling", ["harn", "HARN", "Härn", "Ha\u0308rn", "هرن", "هَرْن", "al-Harn", "H'arn"])
def test_any_spelling_finds_the_whole_name_first(spelling: str, library: Library) -> None:
    hit = library.search(spelling)[0]
    assert (hit.row.id, hit.where) == ("plc:harn", "name")


def test_names_come_before_what_sounds_alike_and_that_before_text(library: Library) -> None:
    tiers = [("name", "sound", "text").index(hit.where) for hit in library.search("harn")]
    assert tiers == sorted(tiers)
    assert len(set(tiers)) > 1


def test_a_name_that_is_spelt_by_ear_is_found_by_sound(library: Library) -> None:
    (hit,) = library.search("Ilsa Maro")
    assert (hit.row.id, hit.where, hit.line) == ("act:ilse-marrow", "sound", "Ilse Marrow")


def test_a_word_of_the_text_is_found_with_its_line(library: Library) -> None:
    hits = library.search("sluice")
    assert [hit.row.id for hit in hits] == ["clm:gate-shut", "hc31#1"]
    assert all(hit.where == "text" and "sluice" in hit.line for hit in hits)


def test_a_search_keeps_to_its_kind_and_its_limit(library: Library) -> None:
    everywhere = library.search("the")
    assert {hit.row.kind for hit in library.search("the", "event")} == {"event"}
    assert library.search("the", limit=3) == everywhere[:3]
    assert len({hit.row.id for hit in everywhere}) == len(everywhere)


def test_a_search_finds_nothing_where_there_is_nothing(library: Library, empty_library: Library) -> None:
    assert library.search("zebra") == library.search("") == library.search(" !? ") == []
    assert empty_library.search("gate") == []


@pytest.mark.parametrize("name", ["evt:gate-shut", "hc31#4", "art:hc31"])
def test_an_id_or_citation_finds_what_it_names_first(name: str, library: Library) -> None:
    assert library.search(name)[0].row.id == name


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("plc:harn-weir-2", "plc:harn-weir"),
        ("evt:gate-shutt", "evt:gate-shut"),
        ("gate-shut", "evt:gate-shut"),
        ("lorry turned", "evt:lorry-turned-back"),
    ],
)
def test_a_mistyped_id_is_near_what_it_may_mean(name: str, near: str, library: Library) -> None:
    assert library.near(name)[0] == near


def test_what_is_like_nothing_is_near_nothing(library: Library, empty_library: Library) -> None:
    assert library.near("plc:zebra") == empty_library.near("plc:harn") == []


@pytest.mark.parametrize(
    ("text", "plainly"),
    [
        ('"gate"', "gate"),
        ('"gate', "gate"),
        ("^gate", "gate"),
        ("gate*", "gate"),
        ("-gate", "gate"),
        ("(gate", "gate"),
        ("{gate}", "gate"),
        ("gate; --", "gate"),
        ("\0gate\n", "gate"),
        pytest.param("gate " * 500, "gate", id="500 words"),
        ("text:gate", "text gate"),
        ("gate OR levy", "gate or levy"),
        ("NOT gate", "not gate"),
        ("NEAR(gate shut, 2)", "near gate shut 2"),
    ],
)
def test_what_looks_like_syntax_is_words(text: str, plainly: str, library: Library) -> None:
    assert library.search(text) == library.search(plainly)
    assert list(library.numbers("event", Query(text))) == list(library.numbers("event", Query(plainly)))


@given(st.text())
@example("gate\0shut")
def test_no_text_is_too_much_for_a_search(library: Library, text: str) -> None:
    assert all(library.number(hit.row.id) == hit.row.n for hit in library.search(text))
