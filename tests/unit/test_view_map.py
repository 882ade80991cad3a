"""The map of the list as it is filtered: what is counted at a place, what is drawn, and what a step in the list changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from corpora.hostile.generate import build_raw, write_hostile
from rich.cells import cell_len

from tui.corpus.kinds import KINDS, ON_THE_LINE, kind_of
from tui.paths import bundled_corpus, vocabulary_file
from tui.present import view_map
from tui.present.ascii import in_ascii
from tui.present.chart import Chart, Mark
from tui.present.pages import page_of, page_rows
from tui.present.rows import TextRow
from tui.present.view_map import view_map_rows
from tui.reading.desk import FOUND, OF_VIEW, Desk, Place, View
from tui.store import whereabouts
from tui.store.build import open_corpus, open_store
from tui.store.library import Library

SIEGES = "type:siege 2018"
HAS = {"event": ("where", "origin", "destination"), "agreement": ("where",), "round": ("where",)}


@pytest.fixture(scope="module")
def daraa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = open_corpus(bundled_corpus(), vocabulary_file(), tmp_path_factory.mktemp("daraa") / "daraa.json")
    yield library
    library.close()


@pytest.fixture(scope="module", params=["hostile", "raw"])
def harmful(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A corpus that means harm, cleaned or not."""
    folder = tmp_path_factory.mktemp(request.param)
    corpus = write_hostile(folder / "corpus")
    if request.param == "raw":
        library = open_store(build_raw(corpus, folder / "raw.json"))
    else:
        library = open_corpus(corpus, vocabulary_file(), folder / "hostile.json")
    yield library
    library.close()


def listed(library: Library, kind: str, words: str = "") -> Desk:
    """Return a desk with a list, its first record in hand."""
    desk = Desk(library, Place(view=kind, filter=words))
    desk.select(0)
    assert not desk.problem
    return desk


def lines(desk: Desk, width: int = 78) -> list[str]:
    """Return the map of a desk's list as text."""
    return [row.text.rstrip() for row in view_map_rows(desk.library, desk.current_view, width)]


def named(record: dict[str, object], kind: str) -> set[str]:
    """Return the places that a record of a kind names itself."""
    found: set[str] = set()
    for field in HAS[kind]:
        some = record.get(field, [])
        assert isinstance(some, list)
        found.update(some)
    return found


def counted(library: Library, names: Sequence[str]) -> tuple[Counter[str], Counter[str], int, int]:
    """Count what records name: all, those off the line, those with no place, those with none whose point is known."""
    every, off = Counter[str](), Counter[str]()
    no_place = no_point = 0
    for name in names:
        record = library.record(name)
        places = named(record, kind_of(name) or "")
        every.update(places)
        if record.get("factuality", "happened") not in ON_THE_LINE:
            off.update(places)
        no_place += not places
        no_point += bool(places) and not any("lat" in library.record(place) for place in places)
    return every, off, no_place, no_point


@pytest.mark.parametrize("few", [0, 900], ids=["gone through", "looked up"])
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("event", ""),
        ("event", SIEGES),
        ("event", "line:off"),
        ("event", "place:tafas"),
        ("agreement", ""),
        ("round", ""),
    ],
)
def test_places_are_counted_as_the_records_name_them(
    daraa: Library, kind: str, words: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whereabouts, "FEW", few)
    daraa._where.cache_clear()
    numbers = listed(daraa, kind, words).numbers
    there = daraa.whereabouts(kind, numbers)
    every, off, no_place, no_point = counted(daraa, [row.id for row in daraa.rows(numbers)])
    assert {daraa.row(n).id: count for n, count, _ in there.places} == every
    assert {daraa.row(n).id: count for n, _, count in there.places if count} == off
    assert (there.no_place, there.no_point, there.leading_nowhere) == (no_place, no_point, 0)
    assert [count for _, count, _ in there.places] == sorted(every.values(), reverse=True)


@pytest.mark.parametrize("few", [0, 900], ids=["gone through", "looked up"])
def test_actors_and_articles_were_where_the_events_were_that_they_lead_to(
    daraa: Library, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whereabouts, "FEW", few)
    daraa._where.cache_clear()
    events = [row.id for row in daraa.rows(daraa.numbers("event"))]
    groups = listed(daraa, "actor", "kind:armed_group").numbers
    names = {row.id for row in daraa.rows(groups)}
    took_part = [one for one in events if names & {who["actor"] for who in daraa.record(one)["participants"]}]
    there = daraa.whereabouts("actor", groups)
    assert there.counted == (("event", len(took_part)),)
    assert {daraa.row(n).id: count for n, count, _ in there.places} == counted(daraa, took_part)[0]
    idle = {name for name in names if not any(name in str(daraa.record(one)["participants"]) for one in events)}
    assert there.leading_nowhere == len(idle)

    first = daraa.rows(daraa.numbers("article"))[0]
    told = [one for one in events if any(f"art:{c.partition('#')[0]}" == first.id for c in daraa.cites(one))]
    there = daraa.whereabouts("article", [first.n])
    assert there.counted == (("event", len(told)),)
    assert {daraa.row(n).id: count for n, count, _ in there.places} == counted(daraa, told)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_has_whereabouts(library: Library, kind: str) -> None:
    there = library.whereabouts(kind, library.numbers(kind))
    assert all(library.row(n).kind == "place" and count >= off >= 0 for n, count, off in there.places)
    assert there.no_place + there.no_point <= sum(count for _, count in there.counted)
    assert library.whereabouts(kind, []).places == ()


def test_the_head_says_which_list_it_is_and_what_cannot_be_drawn(daraa: Library) -> None:
    assert lines(listed(daraa, "event"))[:2] == [
        f"map of all {daraa.count('event')} events",
        "47 name no place · 30 only places whose point is not known",
    ]
    assert lines(listed(daraa, "event", SIEGES))[0] == f"map of 3 events · {SIEGES}"
    assert lines(listed(daraa, "article"))[1].startswith(
        f"by {daraa.count('event')} events that they tell of · 47 name no"
    )
    desk = Desk(daraa)
    assert desk.search("tafas") and desk.place.view == FOUND
    assert lines(desk)[0] == f"map of {len(desk.numbers)} records · found: tafas"
    assert lines(listed(daraa, "event", "place:tafas -place:tafas"))[-1] == "the list is empty"


def test_a_filter_is_seen_on_the_map(daraa: Library) -> None:
    shown = lines(listed(daraa, "event", SIEGES))
    listing = shown[shown.index("places of the list, the most named first, each with the one nearest to it") + 1 :][:3]
    assert {line[2:].split("  ")[0] for line in listing} == {"Lajat", "Tafas", "al-Sanamayn"}
    desk = listed(daraa, "event", SIEGES)
    desk.select(1)
    assert any("@Lajat" in line for line in shown) and any("+Lajat" in line for line in lines(desk))
    assert "  Tafas  1 event  39 km S (196) of al-Sanamayn" in shown


def test_more_events_are_a_heavier_sign_and_a_number(daraa: Library) -> None:
    blocks = lines(listed(daraa, "event"))
    plain = [in_ascii(line) for line in blocks]
    assert any("█31 Daraa al-Balad" in line for line in blocks) and any("#31 Daraa al-Balad" in line for line in plain)
    assert any("▂Sa'sa'" in line for line in blocks) and any(":Sa'sa'" in line for line in plain)
    assert any("▂ 1-3 ▄ 4-8 ▆ 9-22 █ 23-58 events" in line for line in blocks)
    assert not any(sign in line for line in plain for sign in "▂▄▆█▒")


def test_the_places_of_the_record_in_hand_are_marked_and_told(daraa: Library) -> None:
    desk = listed(daraa, "event", SIEGES)
    desk.select(1)
    shown = lines(desk)
    title = daraa.title(desk.place.record or "")
    assert shown[2] == f"* Tafas · {title}"
    assert any("*Tafas" in line for line in shown[4:20])
    near = shown[shown.index("near Tafas") + 1 :]
    assert near[0].startswith("  al-Sanamayn  1 event  39 km N (016) of Tafas")
    assert "* Tafas  1 event  39 km S (196) of al-Sanamayn" in shown


def test_what_did_not_happen_is_told_beside_the_record_in_hand(daraa: Library) -> None:
    desk = listed(daraa, "event", "factuality:threatened place:*")
    assert any(lines(desk, 200)[2].endswith(" · threatened") for _ in [0])


def test_a_step_in_the_list_moves_no_row_of_the_drawing(daraa: Library) -> None:
    desk = listed(daraa, "event")
    seen = []
    for index in range(0, 60, 3):
        desk.select(index)
        seen.append(lines(desk, 34)[:16])
    drawn = [sum(one != other for one, other in zip(a, b, strict=True)) for a, b in pairwise(seen)]
    assert max(drawn) <= 6  # the row of the record in hand, and those in which a sign or a name is another
    assert {tuple(one[:3]) for one in seen} == {tuple(seen[0][:3])}


def test_another_list_is_another_map_and_the_page_stays(daraa: Library) -> None:
    desk = listed(daraa, "event")
    desk.turn_page(f"{OF_VIEW}map")
    first = [row.text for row in page_rows(desk, 78)]
    desk.focus("list")
    desk.select(20)
    assert desk.place.page == f"{OF_VIEW}map" and desk.is_of_view
    desk.set_filter(SIEGES)
    assert desk.is_of_view
    other = [row.text.rstrip() for row in page_rows(desk, 78)]
    assert first != other and other[0] == f"map of 3 events · {SIEGES}"
    desk.open(desk.place.record or "")
    assert not desk.is_of_view
    assert desk.back() and desk.is_of_view


def test_a_filter_that_cannot_be_read_is_not_said_to_be_in_force(daraa: Library) -> None:
    desk = Desk(daraa, Place(view="event", filter="type:no-such-thing"))
    assert desk.problem
    assert lines(desk)[0] == f"map of all {daraa.count('event')} events"


def test_the_page_is_the_map_for_any_record(library: Library) -> None:
    for name in (None, "act:tasmel-farmers", "iss:is-the-gate-shut"):
        page = page_of(name, f"{OF_VIEW}map")
        assert page is not None and page.id == "map"


def test_of_many_places_the_most_named_are_looked_at(daraa: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_map, "MOST", 5)
    shown = lines(listed(daraa, "event"))
    assert (
        f"of {len(daraa.whereabouts('event', daraa.numbers('event')).places)} places the 5 most named are looked at"
        in shown
    )
    assert not any("not in the list" in line for line in shown)


@pytest.mark.parametrize("width", [1, 2, *range(10, 121, 10), 34, 64, 78, 118])
def test_every_row_fits_and_opens_what_there_is(library: Library, harmful: Library, width: int) -> None:
    for here in (library, harmful):  # one from elsewhere is cleaned only where it is drawn
        is_clean = not harmful.path.name.startswith("raw") or here is library
        for kind in KINDS:
            view = View(
                kind,
                here.numbers(kind),
                "a\x1b[31m\u202e",
                here.row(here.numbers(kind)[0]).id if here.count(kind) else None,
            )
            for row in view_map_rows(here, view, width, "a"):
                assert_fits(here, row, width, is_clean)


def assert_fits(library: Library, row: TextRow, width: int, is_clean: bool) -> None:
    """Assert that a row is no wider than asked, acts on no terminal, and leads where there is something."""
    assert row.text.isprintable() or not is_clean
    assert not is_clean or cell_len(row.text) <= max(width, 2), row.text
    assert row.target is None or library.number(row.target)
    assert row.cite is None or library.number(row.cite)


@pytest.mark.parametrize("width", [10, 34, 64, 78, 118])
def test_every_row_of_the_bundled_corpus_fits(daraa: Library, width: int) -> None:
    for kind in KINDS:
        desk = listed(daraa, kind)
        for index in (0, len(desk.numbers) // 2, len(desk.numbers) - 1):
            desk.select(index)
            rows = list(view_map_rows(daraa, desk.current_view, width))
            assert sum(bool(row.target and row.cite) for row in rows) > 3
            for row in rows:
                assert cell_len(row.text) <= width, row.text


def test_what_is_found_is_marked(daraa: Library) -> None:
    rows = list(view_map_rows(daraa, listed(daraa, "event").current_view, 78, "nawa"))
    assert sum(row.hit for row in rows) > 1


def test_a_sign_over_others_covers_no_name() -> None:
    marks = [Mark(2, 0, "#", "Tall tower", "a", 1), Mark(9, 1, "#", "b", "b", 2)]
    over = [Mark(5, 0, "*", "", "c"), Mark(9, 1, "@", "", "b"), Mark(9, 1, "!", "", "d")]
    chart = Chart(20, 2, marks, over, [Mark(4, 0, ".", "", "e"), Mark(0, 1, ".", "", "e")])
    assert ["".join(span.text for span in line.spans).rstrip() for line in chart.lines()] == [
        "  #Tall tower",
        ".        @b",
    ]


def test_what_the_module_says_names_no_place(daraa: Library) -> None:
    source = Path(view_map.__file__ or "").read_text("utf-8").casefold()
    names = {row.title.casefold() for row in daraa.rows(daraa.numbers("place"))}
    assert not [name for name in names if name in source]
