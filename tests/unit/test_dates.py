"""Dates: what an EDTF string can mean, with no doubt lost and none added."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tui.corpus.dates import DateError, Offset, Span, as_edtf, parse_edtf, parse_offset


def hidden(digits: str, mask: list[bool]) -> str:
    return "".join("X" if hide else digit for digit, hide in zip(digits, mask, strict=True))


def masks(width: int) -> st.SearchStrategy[list[bool]]:
    return st.lists(st.booleans(), min_size=width, max_size=width)


@st.composite
def masked_days(draw: st.DrawFn) -> tuple[date, str]:
    """A day, and the day written with X for some of its digits; a year is hidden whole or from its second digit on."""
    day = draw(st.dates())
    year, month, number = day.isoformat().split("-")
    years = [year[0] + hidden(year[1:], draw(masks(3))), "XXXX"]
    return day, f"{draw(st.sampled_from(years))}-{hidden(month, draw(masks(2)))}-{hidden(number, draw(masks(2)))}"


DAYS = st.dates(date(1000, 1, 1), date(8000, 12, 31))
WHOLE = st.builds(
    lambda day, end: day.isoformat()[:end], DAYS, st.sampled_from([len("2031"), len("2031-06"), len("2031-06-07")])
)
SINGLES = st.builds(
    "{}{}".format, WHOLE | masked_days().map(lambda pair: pair[1]), st.sampled_from(["", "~", "?", "%"])
)
OFFSETS = st.builds(Offset, months=st.integers(-1200, 1200), days=st.integers(-9999, 9999))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Any span with at least one side known."""
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    side = draw(st.sampled_from(["both", "earliest", "latest"]))
    lasts = draw(st.booleans())
    return Span(
        earliest=None if side == "latest" else first,
        latest=None if side == "earliest" else last,
        lasts=lasts,
        open_end=lasts and side == "earliest" and draw(st.booleans()),
        approximate=draw(st.booleans()),
        uncertain=draw(st.booleans()),
    )


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def bounds(text: str) -> tuple[str | None, str | None]:
    span = parse_edtf(text)
    return iso(span.earliest), iso(span.latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2031-06-07", "2031-06-07", "2031-06-07"),
        ("2031-06", "2031-06-01", "2031-06-30"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("2031-1X", "2031-10-01", "2031-12-31"),
        ("2031-06-1X", "2031-06-10", "2031-06-19"),
        ("2031-06-3X", "2031-06-30", "2031-06-30"),
        ("2031-XX-31", "2031-01-31", "2031-12-31"),
        ("203X-02-29", "2032-02-29", "2036-02-29"),
        ("XXXX", "0001-01-01", "9999-12-31"),
        ("2031-06-07/2031-06-09", "2031-06-07", "2031-06-09"),
        ("2031-05/2031-06-09", "2031-05-01", "2031-06-09"),
        ("2031-06-20/2031-06", "2031-06-20", "2031-06-30"),
        ("2031-06/..", "2031-06-01", None),
        ("2031-06/", "2031-06-01", None),
        ("../2031-06", None, "2031-06-30"),
        ("/2031-06", None, "2031-06-30"),
        ("[2031-06-01..2031-06-14]", "2031-06-01", "2031-06-14"),
        ("[..2031-06-14]", None, "2031-06-14"),
        ("[2031-06-14..]", "2031-06-14", None),
        ("[2031-06-20, 2031-06-07]", "2031-06-07", "2031-06-20"),
        ("[2031-01, 2031-06-07..]", "2031-01-01", None),
        ("{2031-06-07,2031-06-20}", "2031-06-07", "2031-06-20"),
    ],
)
def test_a_date_means_these_days(text: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "lasts", "open_end"),
    [
        ("2031-06", False, False),
        ("[2031-06-01..2031-06-14]", False, False),
        ("[2031-06-01..]", False, False),
        ("{2031-06-01,2031-06-14}", True, False),
        ("2031-06-01/2031-06-14", True, False),
        ("2031-06/", True, False),
        ("2031-06/..", True, True),
    ],
)
def test_what_lasted_and_what_goes_on_are_told_from_one_unknown_day(text: str, lasts: bool, open_end: bool) -> None:
    span = parse_edtf(text)
    assert (span.lasts, span.open_end) == (lasts, open_end)


@pytest.mark.parametrize("text", ["2031-06-07", "2031-06", "203X"])
@pytest.mark.parametrize(
    ("mark", "approximate", "uncertain"), [("~", True, False), ("?", False, True), ("%", True, True)]
)
def test_a_doubt_is_kept_and_widens_nothing(text: str, mark: str, approximate: bool, uncertain: bool) -> None:
    sure = parse_edtf(text)
    assert parse_edtf(text + mark) == Span(sure.earliest, sure.latest, approximate=approximate, uncertain=uncertain)


REFUSED = {
    "words": "early June",
    "a time": "2031-06-07T10:00",
    "a season": "2031-21",
    "slashes": "07/06/2031/1",
    "another order": "07-06-2031",
    "unpadded": "2031-6-7",
    "a hidden first digit": "X031",
    "an unclosed set": "[2031-06-01..2031-06-14",
    "three ends": "[2030..2031..2032]",
    "an interval in a set": "[2030/2031]",
    "trailing space": "2031-06-07 ",
    "nothing": "",
    "a long text": "[" + "2031-06-07," * 6 + "2031-06-08]",
    "30 February": "2031-02-30",
    "29 February in no leap year": "2031-02-29",
    "month 13": "2031-13",
    "month 0": "2031-00",
    "year 0": "0000",
    "an interval that ends before it begins": "2031-06-07/2031-06-01",
    "a set that ends before it begins": "[2031-06-07..2031-06-01]",
    "an empty member": "[2031-06-07,]",
    "a set of nothing": "[..]",
    "an interval of nothing": "../..",
    "a set open on both sides": "[..2031,2032..]",
    "a period open on both sides": "{..2031,2032..}",
    "Arabic digits": "٢٠٣١",
    "an Arabic month": "2031-٠٦",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_date_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(DateError, match=r"; \w+"):
        parse_edtf(text)


@given(st.text() | st.text("0123456789X-~?%/.,[]{} ", max_size=61))
@example("[")
@example("9999-12-31/")
@example("-")
def test_any_text_is_a_date_with_ordered_bounds_or_a_date_error(text: str) -> None:
    try:
        span = parse_edtf(text)
    except DateError:
        return
    assert span.earliest is None or span.latest is None or span.earliest <= span.latest


@given(masked_days())
def test_a_day_lies_within_the_bounds_of_its_masked_form(pair: tuple[date, str]) -> None:
    day, text = pair
    span = parse_edtf(text)
    assert span.earliest
    assert span.latest
    assert span.earliest <= day <= span.latest


@given(masked_days())
def test_the_bounds_of_a_masked_day_are_days_that_fit_it(pair: tuple[date, str]) -> None:
    _, text = pair
    for bound in bounds(text):
        assert bound
        assert hidden(bound, [sign == "X" for sign in text]) == text


@given(st.lists(SINGLES, min_size=1, max_size=4))
def test_a_set_reaches_from_its_first_member_to_its_last(members: list[str]) -> None:
    lows, highs = zip(*map(bounds, members), strict=True)
    joined = ",".join(members)
    assert bounds(f"[{joined}]") == bounds(f"{{{joined}}}") == (min(lows), max(highs))


@given(SINGLES, SINGLES)
def test_an_interval_reaches_from_the_first_day_of_its_start_to_the_last_of_its_end(start: str, end: str) -> None:
    (low, _), (_, high) = bounds(start), bounds(end)
    assert low
    assert high
    assume(low <= high)
    assert bounds(f"{start}/{end}") == bounds(f"[{start}..{end}]") == (low, high)


@given(spans())
def test_a_span_written_as_edtf_reads_back_the_same(span: Span) -> None:
    assert parse_edtf(as_edtf(span)) == span


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(date(2031, 6, 7), date(2031, 6, 7)), "2031-06-07"),
        (Span(date(2031, 6, 7), date(2031, 6, 9)), "[2031-06-07..2031-06-09]"),
        (Span(None, date(2031, 6, 9)), "[..2031-06-09]"),
        (Span(date(2031, 6, 7), date(2031, 6, 9), lasts=True), "2031-06-07/2031-06-09"),
        (Span(date(2031, 6, 7), None, lasts=True), "2031-06-07/"),
        (Span(date(2031, 6, 7), None, lasts=True, open_end=True), "2031-06-07/.."),
        (Span(date(31, 6, 7), date(31, 6, 7)), "0031-06-07"),
        (Span(date(2031, 6, 7), date(2031, 6, 7), approximate=True, uncertain=True), "2031-06-07%"),
        (Span(date(2031, 6, 7), None, approximate=True), "[2031-06-07~..]"),
    ],
)
def test_a_span_is_written_as_edtf(span: Span, text: str) -> None:
    assert as_edtf(span) == text


@pytest.mark.parametrize("text", ["XXXX", "XXXX-XX-XX", "XXXX-XX-31", "XXXX-02-29", "XXXX-02-30", "XXXX-XX-3X"])
def test_an_unknown_year_is_read_at_once(text: str) -> None:
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        parse_edtf(text)
    except DateError:
        assert text == "XXXX-02-30"
    finally:
        sys.setprofile(None)
    assert steps < 20_000, "not every day there is was looked at"


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("P3D", 0, 3),
        ("+P3D", 0, 3),
        ("-P1W", 0, -7),
        ("P1M", 1, 0),
        ("P1Y2M", 14, 0),
        ("-P1Y1M1W1D", -13, -8),
        ("PT36H", 0, 0),
        ("P1DT6H30M", 0, 1),
    ],
)
def test_an_offset_is_months_and_days(text: str, months: int, days: int) -> None:
    assert parse_offset(text) == Offset(months, days)


@pytest.mark.parametrize(
    "text", ["", "P", "-P", "PT", "P1DT", "3D", "P3", "P1D2M", "P1.5D", "three days", "P3D ", "P100000D"]
)
def test_what_is_no_offset_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_offset(text)


def test_an_offset_of_endless_digits_is_refused() -> None:
    with pytest.raises(DateError):
        parse_offset(f"P{'9' * 5000}D")


@given(st.text() | st.text("PYMWDTHS+-0123456789", max_size=40))
def test_any_text_is_an_offset_or_a_date_error(text: str) -> None:
    try:
        offset = parse_offset(text)
    except DateError:
        return
    assert text.lstrip("+-").startswith("P")
    assert text.startswith("-") or min(offset.months, offset.days) >= 0


@pytest.mark.parametrize(
    ("day", "offset", "moved"),
    [
        ("2031-06-07", "P3D", "2031-06-10"),
        ("2031-06-07", "-P1W", "2031-05-31"),
        ("2031-01-31", "P1M", "2031-02-28"),
        ("2032-01-31", "P1M", "2032-02-29"),
        ("2032-02-29", "-P1Y", "2031-02-28"),
        ("2031-12-15", "P1M", "2032-01-15"),
        ("2031-01-31", "P1M1D", "2031-03-01"),
    ],
)
def test_an_offset_moves_a_day_by_the_calendar(day: str, offset: str, moved: str) -> None:
    assert parse_offset(offset).after(date.fromisoformat(day)) == date.fromisoformat(moved)


@pytest.mark.parametrize(
    ("day", "offset"),
    [(date.max, "P1D"), (date.max, "P1M"), (date.min, "-P1D"), (date.min, "-P1M"), (date.max, "P99999Y99999W")],
)
def test_a_sum_outside_the_calendar_is_refused(day: date, offset: str) -> None:
    with pytest.raises(DateError, match="years 1 to 9999"):
        parse_offset(offset).after(day)


@given(DAYS, DAYS, OFFSETS)
def test_an_offset_keeps_the_order_of_days(one: date, other: date, offset: Offset) -> None:
    first, last = sorted((one, other))
    assert offset.after(first) <= offset.after(last)


@given(spans(), OFFSETS)
def test_a_shifted_span_keeps_its_order_its_unknown_sides_and_its_doubt(span: Span, offset: Offset) -> None:
    shifted = span.shifted(offset)
    assert (shifted.earliest is None, shifted.latest is None) == (span.earliest is None, span.latest is None)
    assert (shifted.approximate, shifted.uncertain) == (span.approximate, span.uncertain)
    if shifted.earliest and shifted.latest:
        assert shifted.earliest <= shifted.latest


@given(spans(), st.integers(-9999, 9999))
def test_a_span_shifted_by_days_is_as_wide_as_before(span: Span, days: int) -> None:
    shifted = span.shifted(Offset(0, days))
    for bound, moved in ((span.earliest, shifted.earliest), (span.latest, shifted.latest)):
        assert moved == (bound and bound + timedelta(days))
