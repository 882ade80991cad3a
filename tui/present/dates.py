"""Dates as a reader sees them: what is known, what is doubted, what it hangs on."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..corpus.dates import DateError, parse_edtf, parse_offset
from ..store.library import Row

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def label(edtf: str | None, earliest: str | None = None, latest: str | None = None) -> str:
    """Return a date in few cells: `14 Jun 2018`, `Jun 2018`, `1..10 Jun 2018`, `Jul 2017 → Jul 2018`, `within Jun 2018`, `since 2018`.

    A trailing `~` or `?` is kept: approximate, uncertain. "no date" where there is none.
    """
    if not edtf:
        return "no date"
    try:
        span = parse_edtf(edtf)
    except DateError:
        return edtf
    mark = "~" * span.approximate + "?" * span.uncertain
    if span.lasts and "/" in edtf:
        start, _, end = edtf.partition("/")
        first, last = label(start) if start not in ("", "..") else "", label(end) if end not in ("", "..") else ""
        if not last:
            return f"since {first}" if end == ".." else f"{first} → ?"
        if first == last:  # a day, or no one knows which days of a month or a year
            return last if last[0].isdigit() and " " in last else f"within {last}"
        return f"{first} → {last}" if first else f"until {last}"
    return between(_day(earliest) or span.earliest, _day(latest) or span.latest) + mark


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def between(first: date | None, last: date | None) -> str:
    """Return the days from one to another in few cells: `Jun 2018`, `1..10 Jun 2018`; None is an open side."""
    if first is None or last is None:
        return f"{_one(first)} or later" if first else f"{_one(last)} or before" if last else "no date"
    if first == last:
        return _one(first)
    if first.month == 1 and first.day == 1 and last.month == 12 and last.day == 31:
        return str(first.year) if first.year == last.year else f"{first.year}..{last.year}"
    whole = first.day == 1 and last == _month_end(last)
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}..{_one(last)}"
    if whole:
        start = MONTHS[first.month - 1] + ("" if first.year == last.year else f" {first.year}")
        return f"{start}..{MONTHS[last.month - 1]} {last.year}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}..{_one(last)}"
    return f"{_one(first)}..{_one(last)}"


def _one(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def row_label(row: Row) -> str:
    """Return the date of a row in few cells."""
    return label(row.edtf, row.earliest, row.latest)


def when_label(when: Mapping[str, Any] | None) -> str:
    """Return the date of a record or of a part of one in few cells, "no date" where there is none."""
    return label(when.get("edtf"), when.get("earliest"), when.get("latest")) if when else label(None)


def sum_of(when: dict[str, Any], title: Callable[[str], str], base: str) -> str:
    """Return the sum that a relative date is: `3 days before Killing on the road (1..10 Jun 2018)`; `base` is that one's date."""
    relative = when["relative_to"]
    target = relative.get("event") or relative.get("article")
    offset = parse_offset(relative["offset"])
    parts = [
        f"{abs(n)} {unit}{'s' * (abs(n) != 1)}" for n, unit in ((offset.months, "month"), (offset.days, "day")) if n
    ]
    side = "before" if offset.months < 0 or offset.days < 0 else "after"
    distance = f"{' '.join(parts)} {side}" if parts else "the day of"
    return f"{distance} {title(target)}" + (f" ({base})" if base else "")
