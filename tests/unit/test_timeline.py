"""The timeline: what is drawn of a date, the scale, the lanes, the two clocks, and the days around an event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from corpora.hostile.generate import write_hostile
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.corpus.dates import parse_edtf
from tui.corpus.kinds import ON_THE_LINE
from tui.corpus.text import clean
from tui.paths import vocabulary_file
from tui.present.axis import ASCII, GLYPH_MEANING, Axis, Glyphs, bar, how_many
from tui.present.rows import Span
from tui.present.timeline import MARKED, WITH_AXIS, WITH_DATES, TimelineRows, span_of, timeline_rows
from tui.reading.around import around
from tui.reading.filters import parse_filter
from tui.reading.lanes import DATED, OFF, ON, Told, groups, undated_of
from tui.reading.timeline import LANES, MOST_DAYS, SHORTEST, Look, moved, panned, read_look, zoomed
from tui.store.build import open_corpus
from tui.store.library import Library, Row
from tui.store.query import Query

FIRST = date(2031, 1, 1)
LAST = date(2031, 12, 31)
DAY = st.integers(0, 364).map(lambda n: FIRST + timedelta(days=n))
EDTF = st.tuples(
    st.sampled_from(["{0}", "[{0}..{1}]", "{0}/{1}", "{0}/..", "{0}/", "../{1}", "/{1}", "[{0}..]", "[..{1}]"]),
    DAY,
    DAY,
).map(lambda made: made[0].format(min(made[1:]), max(made[1:])))
MONTH = st.integers(1, 12).map(lambda n: f"2031-{n:02}")
WIDTHS = (*range(10, 70), WITH_AXIS - 1, WITH_AXIS, WITH_DATES - 1, WITH_DATES, 118, 120)
"""What a pane has for words, and more."""


def row(edtf: str | None, title: str = "An event") -> Row:
    """Return an event's row with this date."""
    span = parse_edtf(edtf) if edtf else None
    days = (day.isoformat() if day else None for day in ((span.earliest, span.latest) if span else (None, None)))
    return Row(1, "evt:x", "event", title, "siege", "happened", edtf, *days)


def cells(spans: Iterable[Span]) -> int:
    return sum(cell_len(span.text) for span in spans)


def shown(library: Library, look: Look, width: int = 78, query: str = "") -> TimelineRows:
    """Return the rows of a look at a width."""
    asked = parse_filter(query)
    days = look.zoom or span_of(library, groups(library, asked, Look()))
    return timeline_rows(library, groups(library, asked, look), width, Glyphs(), days, look.reported)


def texts(rows: TimelineRows) -> list[str]:
    return [one.text for index in range(len(rows)) if (one := rows.row(index))]


# -- the state


@given(
    st.builds(
        Look,
        st.sampled_from(("", *LANES)),
        st.none() | st.tuples(st.dates(), st.integers(SHORTEST, 9999)).map(lambda one: moved(*one)),
        st.booleans(),
    ),
    st.none() | st.integers(0, MOST_DAYS),
)
def test_a_look_reads_as_it_was_written(look: Look, days: int | None) -> None:
    if days is not None:
        look = Look(look.lanes, look.zoom, look.reported, "evt:some-day", days)
    assert read_look(str(look)) == look


@given(st.text(max_size=60) | st.from_regex(r"(lane|zoom|clock|near)=\S{0,20}( \S+)?", fullmatch=True))
def test_any_text_is_a_look(text: str) -> None:
    assert read_look(str(read_look(text))) == read_look(text)


def test_the_form_is_short() -> None:
    text = "lane=place zoom=2018-06-01..2018-08-31 clock=reported near=evt:x/7"
    assert str(read_look(text)) == text
    assert str(Look()) == ""


@given(st.dates(), st.integers(SHORTEST, 100_000), st.dates(), st.booleans())
def test_zoom_halves_and_doubles_within_the_calendar(first: date, length: int, middle: date, nearer: bool) -> None:
    shown_days = moved(first, length)
    whole = (date.min, date.max)
    found = zoomed(shown_days, whole, middle, nearer)
    assert found is not None
    days = (found[1] - found[0]).days + 1
    assert days == (max(length // 2, SHORTEST) if nearer else length * 2)
    assert zoomed(shown_days, shown_days, middle, False) is None
    if days < middle.toordinal() < date.max.toordinal() - days:
        assert found[0] <= middle <= found[1]


@given(st.dates(), st.integers(SHORTEST, 1000), st.dates() | st.none(), st.integers(0, 999) | st.none())
def test_panning_brings_an_event_in_sight_and_no_more(
    first: date, length: int, begin: date | None, lasted: int | None
) -> None:
    days = moved(first, length)
    end = None if lasted is None else moved(begin or first, lasted + 1)[1]
    found = panned(days, begin, end)
    assert found[1] - found[0] == days[1] - days[0]
    assert (begin is None or begin <= found[1]) and (end is None or end >= found[0] or end < (begin or end))
    if (begin is None or begin <= days[1]) and (end is None or end >= days[0]):
        assert found == days


# -- what is drawn


@given(st.one_of(EDTF, MONTH), st.integers(20, 120), st.sampled_from([Glyphs(), ASCII]))
def test_a_point_stands_only_where_the_day_is_known(edtf: str, width: int, glyphs: Glyphs) -> None:
    axis, event = Axis(FIRST, LAST, width), row(edtf)
    drawn, span = bar(event, axis, glyphs), parse_edtf(edtf)
    known = span.earliest is not None and span.earliest == span.latest and not span.lasts
    assert (glyphs.day in drawn) == known
    assert cell_len(drawn) == width
    covered = [cell for cell, sign in enumerate(drawn) if sign != " "]
    first, last = axis.cell(span.earliest or axis.first), axis.cell(span.latest or axis.last)
    assert covered == list(range(first, last + 1))


@given(EDTF, st.integers(20, 120))
def test_an_open_side_is_drawn_as_one(edtf: str, width: int) -> None:
    drawn, span = bar(row(edtf), Axis(FIRST, LAST, width), ASCII), parse_edtf(edtf)
    assert ("<" in drawn) == (span.earliest is None)
    assert (">" in drawn) == (span.latest is None)


@given(EDTF, DAY, st.integers(SHORTEST, 60), st.integers(20, 60), st.booleans())
def test_in_a_part_of_the_line_a_bar_is_cut_or_says_that_it_lies_beyond(
    edtf: str, first: date, length: int, width: int, lasted: bool
) -> None:
    axis, span = Axis(*moved(first, length), width), parse_edtf(edtf)
    drawn = bar(row(edtf), axis, ASCII, lasted)
    assert len(drawn) == width
    sooner = span.latest is not None and span.latest < axis.first
    later = span.earliest is not None and span.earliest > axis.last
    assert (drawn.strip() == "{" and drawn[0] == "{") == sooner
    assert (drawn.strip() == "}" and drawn[-1] == "}") == later


@pytest.mark.parametrize("glyphs", [Glyphs(), ASCII])
def test_each_sign_is_another_and_has_a_meaning(glyphs: Glyphs) -> None:
    signs = [getattr(glyphs, name) for name in GLYPH_MEANING]
    assert len(set(signs)) == len(signs)
    assert all(cell_len(sign) == 1 for sign in signs)
    assert glyphs != ASCII or all(sign.isascii() for sign in signs)


@pytest.mark.parametrize(
    ("edtf", "lasted", "drawn"),
    [
        ("2031-01-05", False, "    o               "),
        ("2031-01-05~", False, "    ?               "),
        ("[2031-01-03..2031-01-06]", False, "  [--]              "),
        ("2031-01-03/2031-01-06", True, "  ====              "),
        ("2031-01-05", True, "    =               "),
        ("[2031-01-03..2031-01-06]", True, "  [::]              "),
        ("2031-01-03/..", True, "  =================>"),
        ("2031-01-03/", True, "  =---------------->"),
        ("2031-01/..", True, "[------------------>"),
        ("/2031-01-06", True, "<::::]              "),
        ("[..2031-01-06]", False, "<----]              "),
        ("[2031-01-03..]", False, "  [---------------->"),
        ("2031", False, "[-------------------"),
        ("2030/2031-01-04", True, "====                "),
        ("2030", False, "{                   "),
        ("2032", False, "                   }"),
        (None, False, "                    "),
    ],
)
def test_bars_are_told_apart_without_colour(edtf: str | None, lasted: bool, drawn: str) -> None:
    assert bar(row(edtf), Axis(FIRST, date(2031, 1, 20), 20), ASCII, lasted) == drawn


def test_the_day_of_publication_stands_beside_a_bar() -> None:
    drawn = bar(row("2031-01-05"), Axis(FIRST, date(2031, 1, 20), 20), ASCII, told="2031-01-08")
    assert drawn == "    o  '            "


# -- the scale


def test_the_scale_writes_each_year_where_it_begins() -> None:
    axis = Axis(date(2017, 7, 1), date(2021, 9, 1), 60)
    scale = axis.scale()
    assert scale.split() == ["2017", "2018", "2019", "2020", "2021"]
    assert all(scale.index(str(year)) == axis.cell(date(year, 1, 1)) for year in range(2018, 2022))


@pytest.mark.parametrize(
    ("first", "last", "width", "scale"),
    [
        (date(2018, 6, 1), date(2018, 6, 7), 60, ["1 Jun", "2", "3", "4", "5", "6"]),
        (date(2018, 6, 10), date(2018, 7, 20), 60, ["10 Jun", "17", "24", "1 Jul", "8", "15"]),
        (date(2018, 1, 1), date(2018, 12, 31), 60, ["2018", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]),
        (date(2017, 7, 1), date(2018, 12, 31), 28, ["Jul", "Oct", "2018", "Jul"]),
    ],
)
def test_the_scale_goes_from_days_to_months(first: date, last: date, width: int, scale: list[str]) -> None:
    axis = Axis(first, last, width)
    drawn = axis.scale()
    assert len(drawn) == width and not axis.in_years
    assert " ".join(drawn.split()).startswith(" ".join(scale))
    assert drawn.startswith(scale[0])


@given(st.dates(), st.integers(1, 40_000), st.integers(18, 60))
def test_any_scale_fits_and_says_something(first: date, length: int, width: int) -> None:
    drawn = Axis(*moved(first, length), width).scale()
    assert len(drawn) == width
    assert drawn.strip()


# -- the rows


@pytest.mark.parametrize("look", [Look(), Look("place"), Look("side", reported=True), Look("type"), Look("actor")])
def test_rows_fill_the_width(look: Look, library: Library, daraa: Library) -> None:
    for width in WIDTHS:
        rows = shown(library, look, width)
        assert all(one is not None and cells(one.spans) == width for one in map(rows.row, range(len(rows))))
        assert rows.row(-1) is rows.row(len(rows)) is None
    for width in (34, 78, 118):
        rows = shown(daraa, look, width)
        assert all(one is not None and cells(one.spans) == width for one in map(rows.row, range(len(rows))))


@pytest.mark.parametrize("look", [Look(), Look("place"), Look("side"), Look("actor", reported=True)])
def test_hostile_titles_and_names_keep_to_their_row(look: Look, tmp_path: Path) -> None:
    folder = write_hostile(tmp_path / "corpus")
    library = open_corpus(folder, vocabulary_file(), tmp_path / "hostile.json")
    for width in (10, 34, 78, 118):
        rows = shown(library, look, width)
        for one in map(rows.row, range(len(rows))):
            assert one is not None and cells(one.spans) == width
            assert "".join(clean(one.text)[0].split()) == "".join(one.text.split())


def test_line_and_shelf(library: Library) -> None:
    rows = shown(library, Look(), 120)
    targets = [(one := rows.row(index)) and one.target for index in range(len(rows))]
    rule = targets.index(None, targets.index(None) + 1)
    assert len(rows) == 8 and rows.shelf() == rule + 1
    factuality = {one.id: one.factuality for one in library.rows(library.numbers("event"))}
    assert all(factuality[str(name)] in ON_THE_LINE for name in targets[:rule] if name)
    assert not any(factuality[str(name)] in ON_THE_LINE for name in targets[rule + 1 :])
    counted = rows.row(rule)
    assert counted is not None and "not on the line: 3 threatened" in counted.text
    for n in library.numbers("event"):
        at = rows.index_of(n)
        assert at is not None and rows.number_at(at) == n


def test_a_timeline_without_events_has_no_rows(empty_library: Library) -> None:
    rows = shown(empty_library, Look())
    assert len(rows) == 0
    assert rows.row(0) is rows.axis is rows.index_of(None) is rows.shelf() is rows.next_group(0, 1) is None


@pytest.mark.parametrize(("query", "line"), [("", 2), ("2031-04-29", 0), ("2032", 0), ("warns", 0)])
def test_what_has_no_day_is_listed_last_whatever_days_are_asked_for(library: Library, query: str, line: int) -> None:
    rows = texts(shown(library, Look(), 78, query))
    heading = next(at for at, one in enumerate(rows) if "undated: no day is told" in one)
    assert heading == line and "Ilse Marrow warns" in rows[heading + 1]


def test_the_undated_are_points_that_a_side_is_open_of(daraa: Library) -> None:
    lone = [
        row.id
        for row in daraa.rows(daraa.numbers("event", ON))
        if not (row.earliest and row.latest) and daraa.record(row.id)["aspect"] == "point"
    ]
    assert [daraa.row(n).id for n in undated_of(daraa, Query())] == lone
    assert len(lone) == 20


def test_order_is_seen_from_the_event_in_hand(library: Library) -> None:
    rows = shown(library, Look())
    rows.here = library.row_of("evt:accord-made")
    made = [one for index in range(len(rows)) if (one := rows.row(index))]
    signs = {one.target: one.text[11] for one in made}
    assert signs["evt:accord-made"] == " "
    assert signs["evt:lorry-turned-back"] == ">"
    assert signs["evt:marrow-warns"] == signs["evt:gate-chained"] == "~"
    rows.told = {"evt:gate-chained": 3}
    told = rows.row(rows.index_of(library.number("evt:gate-chained")) or 0)
    assert told is not None and told.text[11] == ">"


# -- lanes


@pytest.mark.parametrize("by", LANES)
def test_every_event_stands_in_the_lanes_it_belongs_to_and_none_is_lost(by: str, daraa: Library) -> None:
    made = list(groups(daraa, Query(), Look(by)))
    on_line = set(daraa.numbers("event", ON))
    assert {n for one in made if not one.off for n in one.numbers} == on_line
    assert [n for one in made if one.off for n in one.numbers] == list(daraa.numbers("event", OFF))
    assert all(len(one.numbers) for one in made)
    for one in made:
        if by == "place" and one.record:
            for n in one.numbers:
                event = daraa.record(daraa.row(n).id)
                named = [place for field in ("where", "origin", "destination") for place in event.get(field, ())]
                assert one.record in named
        elif by == "actor" and one.record:
            assert all(
                one.record in {part["actor"] for part in daraa.record(daraa.row(n).id)["participants"]}
                for n in one.numbers
            )


def test_lanes_by_side_follow_the_actors(daraa: Library) -> None:
    for one in groups(daraa, Query(), Look("side")):
        if one.title == "no side is told":
            sides = {
                daraa.record(part["actor"]).get("side")
                for n in one.numbers
                for part in daraa.record(daraa.row(n).id)["participants"]
            }
            assert sides <= {None}
            return
    pytest.fail("some events have no side")


def test_going_from_lane_to_lane(library: Library) -> None:
    rows = shown(library, Look("place"))
    starts, at = [0], 0
    while (following := rows.next_group(at, 1)) is not None:
        starts.append(at := following)
    assert starts == rows.starts[:-1]
    assert rows.next_group(1, -1) == 0 and rows.next_group(0, -1) is None


# -- the clocks


def published(library: Library, name: str) -> str:
    """Return the first day on which an event was published, from its record."""
    days = [library.record("art:" + cite.partition("#")[0])["published"] for cite in library.cites(name)]
    return min(str(day["earliest"]) for day in days)


def test_the_second_clock_is_the_first_of_the_articles_cited(daraa: Library) -> None:
    order = list(Told(daraa, daraa.numbers("event", ON)))
    assert sorted(order) == list(daraa.numbers("event", ON))
    days = [published(daraa, daraa.row(n).id) for n in order]
    assert days == sorted(days)
    for n, day in zip(order, days, strict=True):
        report = daraa.first_report(n)
        assert report is not None and report.earliest == day


def test_few_and_many_are_reported_in_one_order(daraa: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = daraa.numbers("event")
    many = list(daraa.as_reported("event", numbers))
    monkeypatch.setattr("tui.store.library.FEW", 0)
    assert list(daraa.as_reported("event", numbers)) == many
    told = Told(daraa, numbers)
    assert [told.index(n) for n in reversed(many)] == list(reversed(range(len(many))))
    with pytest.raises(ValueError, match="not among"):
        told.index(0)


@pytest.mark.parametrize("day", ["2018-04-01", "2018-06-20", "2018-07-04", "2021-07-27", "2022-01-01", "9999-12-31"])
def test_as_of_a_day_is_what_had_surely_been_published(daraa: Library, day: str) -> None:
    known = {one.id for one in daraa.rows(daraa.numbers("article")) if one.latest and one.latest <= day}
    for kind in ("event", "claim"):
        expected = [
            one.id
            for one in daraa.rows(daraa.numbers(kind))
            if any("art:" + cite.partition("#")[0] in known for cite in daraa.cites(one.id))
        ]
        assert [one.id for one in daraa.rows(daraa.numbers(kind, parse_filter(f"asof:{day}")))] == expected


def test_as_of_a_day_before_all_there_is_nothing(daraa: Library) -> None:
    assert list(groups(daraa, parse_filter("asof:2000"), Look())) == []


# -- how many begin where


@given(DAY, st.integers(1, 400), st.integers(2, 60))
def test_a_cell_begins_with_the_first_of_its_days(first: date, length: int, width: int) -> None:
    axis = Axis(first, first + timedelta(length), width)
    days = [first + timedelta(n) for n in range(length + 1)]
    for cell in range(width):
        assert [day for day in days if axis.first_day(cell) <= day and axis.cell(day) == cell] == [
            day for day in days if axis.cell(day) == cell
        ]
        assert all(axis.cell(day) < cell for day in days if day < axis.first_day(cell))


@pytest.mark.parametrize(
    ("count", "sign"),
    [(0, "."), (1, "1"), (9, "9"), (10, "X"), (99, "X"), (100, "C"), (999, "C"), (1000, "M"), (10**6, "M")],
)
def test_how_many_takes_one_cell(count: int, sign: str) -> None:
    assert how_many(count, ".") == sign


@pytest.mark.parametrize(
    "look", [Look("place"), Look("actor", (date(2018, 6, 1), date(2018, 6, 30))), Look("type", None, True)], ids=str
)
@pytest.mark.parametrize("width", [WITH_AXIS, 78, 118])
def test_the_heading_of_a_lane_says_how_many_begin_in_each_cell(look: Look, width: int, daraa: Library) -> None:
    rows = shown(daraa, look, width)
    assert len(rows) and rows.axis
    for at, group in zip(rows.starts, rows.groups, strict=False):
        heading = rows.row(at)
        assert heading is not None and cell_len(heading.text) == width
        found = heading.text[-rows.axis.width :]
        if not group.dated or len(group.title) > width - rows.axis.width - 12:
            continue  # there is no day to count by, or no room
        begun = [one.earliest or one.latest for one in daraa.rows(group.numbers)]
        counted = [0] * rows.axis.width
        for day in (date.fromisoformat(one) for one in begun if one):
            if rows.axis.first <= day <= rows.axis.last:
                counted[rows.axis.cell(day)] += 1
        assert found == "".join(how_many(count, Glyphs().rule) for count in counted)
    narrow = shown(daraa, look, WITH_AXIS - 1).row(0)
    assert narrow is None or not narrow.block or not narrow.text.endswith(tuple("123456789XCM"))


# -- the events of what is in hand


@pytest.mark.parametrize("name", ["agr:daraa-al-balad-2021-07-24", "act:russia", "plc:daraa-governorate"])
def test_of_a_record_the_event_nearest_to_a_day_or_a_row_is_found(name: str, daraa: Library) -> None:
    rows = shown(daraa, Look())
    its = daraa.numbers("event", parse_filter(f'of:"{name}"'), ON, DATED)
    if not its:
        assert rows.nearest(its, "2018-06-01", 0) is None
        return
    for day in ("2001-01-01", "2018-06-01", "2018-07-10", "2021-05-03", "2030-01-01"):
        found = rows.nearest(its, day, 0)
        assert found is not None

        def away(n: int, day: str = day) -> int:
            begins = daraa.row(n).earliest or daraa.row(n).latest or ""
            return abs((date.fromisoformat(begins) - date.fromisoformat(day)).days)

        assert away(rows.number_at(found) or 0) == min(map(away, its))
    for row in (0, 50, len(rows) - 1):
        found, here = rows.nearest(its, None, row), rows.number_at(row) or 0
        assert found is not None and abs((rows.number_at(found) or 0) - here) == min(abs(n - here) for n in its)


def test_what_belongs_to_what_is_in_hand_is_marked(daraa: Library) -> None:
    rows = shown(daraa, Look())
    rows.marked = daraa.numbers("event", parse_filter("of:russia"))
    marked = [index for index in range(len(rows)) if (one := rows.row(index)) and f" {MARKED} " in one.text[:20]]
    assert marked == [index for index in range(len(rows)) if rows.number_at(index) in rows.marked]
    assert 0 < len(marked) < len(rows)


# -- around an event


@pytest.mark.parametrize("days", [0, 7, 90])
def test_around_an_event_what_is_sure_stands_first(daraa: Library, days: int) -> None:
    name = next(one.id for one in daraa.rows(daraa.numbers("event", ON)) if one.earliest == one.latest)
    made = list(groups(daraa, Query(), Look(near=name, days=days)))
    found = around(daraa, name, days)
    assert [daraa.row(n).id for n in made[0].numbers] == [name]
    listed = [daraa.row(n).id for one in made[1:] for n in one.numbers]
    assert sorted(listed) == sorted(daraa.row(n).id for n in (*found.sure, *found.maybe, *found.wide))
    sure = [one for one in made if "surely" in one.title and not one.off]
    assert {daraa.row(n).id for one in sure for n in one.numbers} <= {daraa.row(n).id for n in found.sure}


def test_an_event_that_is_gone_leaves_the_whole_line(daraa: Library) -> None:
    made = list(groups(daraa, Query(), Look(near="evt:never-was", days=7)))
    assert sum(len(one.numbers) for one in made) == len(daraa.numbers("event"))
