"""Dates as sources give them: EDTF (ISO 8601-2:2019, level 1 and the parts of level 2 a coder needs) with bounds.

A date here is a span of days within which something fell, or which it filled. Bounds are never widened for `~` or `?`: a
doubt is shown, not guessed at in days. Seasons are refused, since they name different months in different places.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DATE = re.compile(r"[?~%]?([0-9][0-9X]{3}|X{4})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?)?)?")
_N = "[0-9]{1,5}"
_OFFSET = re.compile(
    rf"([-+]?)P(?=.)(?:({_N})Y)?(?:({_N})M)?(?:({_N})W)?(?:({_N})D)?(?:T(?:{_N}H)?(?:{_N}M)?(?:{_N}S)?)?"
)

_WRITE = "write 2018-06-07, 2018-06, 2018, a/b or [a..b]"


class DateError(ValueError):
    """Not a date that can be used; the message says why and what to write."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days a date can mean. None is an open or unknown side. `lasts` for an interval: it fills its days."""

    earliest: date | None
    latest: date | None
    lasts: bool = False
    open_end: bool = False
    approximate: bool = False
    uncertain: bool = False

    def shifted(self, offset: Offset) -> Span:
        """Return the span moved by an offset, both bounds alike."""
        return Span(
            offset.after(self.earliest) if self.earliest else None,
            offset.after(self.latest) if self.latest else None,
            approximate=self.approximate,
            uncertain=self.uncertain,
        )


@dataclass(frozen=True)
class Offset:
    """A signed ISO 8601 duration in whole calendar units; what is shorter than a day moves nothing."""

    months: int
    days: int

    def after(self, day: date) -> date:
        """Return the day moved; 31 January and a month is the last day of February. Raises DateError outside years 1-9999."""
        month = day.year * 12 + day.month - 1 + self.months
        try:
            year, index = divmod(month, 12)
            moved = date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))
            return moved + timedelta(days=self.days)
        except (ValueError, OverflowError) as error:
            raise DateError("the sum lies outside the years 1 to 9999; mend the offset") from error


def parse_offset(text: str) -> Offset:
    """Read an ISO 8601 duration such as P3D, -P1W, P1Y2M. Raises DateError."""
    match = _OFFSET.fullmatch(text)
    if not match or text.endswith("T"):
        raise DateError(f"offset {text!r} is not an ISO 8601 duration; write P3D, -P1W, P1M")
    sign = -1 if match[1] == "-" else 1
    years, months, weeks, days = (int(part or 0) for part in match.groups()[1:])
    return Offset(sign * (years * 12 + months), sign * (weeks * 7 + days))


def parse_edtf(text: str) -> Span:
    """Read an EDTF string. Raises DateError with what to write instead.

    `2018-06-07`, `2018-06`, `2018`, digits as X, `?` `~` `%`; `a/b` lasted, `../b` and `a/..` are open, `/b` and `a/` unknown
    on that side; `[a..b]` and `[a,b]` are one unknown day of those, `{a,b}` all of them.
    """
    if not text or len(text) > 60:
        raise DateError(f"{'an empty date' if not text else 'a date of more than 60 characters'}; {_WRITE}")
    doubt = {"approximate": "~" in text or "%" in text, "uncertain": "?" in text or "%" in text}
    if text[0] in "[{":
        if text[-1] != {"[": "]", "{": "}"}[text[0]]:
            raise DateError(f"{text!r} opens with {text[0]} and does not close; write [a..b]")
        earliest, latest = _members(text)
        return Span(earliest, latest, lasts=text[0] == "{", **doubt)
    if "/" in text:
        start, _, end = text.partition("/")
        if "/" in end:
            raise DateError(f"{text!r} has more than one slash; write start/end")
        first = None if start in ("", "..") else _day_range(start)
        last = None if end in ("", "..") else _day_range(end)
        if not first and not last:
            raise DateError(f"{text!r} says nothing on either side; give a day on one of them")
        if first and last and first[0] > last[1]:
            raise DateError(f"{text!r} ends before it begins; exchange the two")
        return Span(first[0] if first else None, last[1] if last else None, True, end == "..", **doubt)
    earliest, latest = _day_range(text)
    return Span(earliest, latest, **doubt)


def _members(text: str) -> tuple[date | None, date | None]:
    lows: list[date | None] = []
    highs: list[date | None] = []
    for part in text[1:-1].split(","):
        start, dots, end = part.strip().partition("..")
        low = _day_range(start) if start else None
        high = _day_range(end) if end else (None if dots else low)
        if not start and not end:
            raise DateError(f"{text!r} has an empty member; give a day or leave the comma out")
        if low and high and low[0] > high[1]:
            raise DateError(f"{part!r} ends before it begins; exchange the two")
        lows.append(low[0] if low else None)
        highs.append(high[1] if high else None)
    known_low, known_high = [d for d in lows if d], [d for d in highs if d]
    if len(known_low) < len(lows) and len(known_high) < len(highs):
        raise DateError(f"{text!r} is open on both sides and says nothing; close one of them")
    return (min(known_low) if len(known_low) == len(lows) else None,
            max(known_high) if len(known_high) == len(highs) else None)  # fmt: skip


_LEAP = "2000"


def _day_range(text: str) -> tuple[date, date]:
    """Return the first and last day that one EDTF date can mean."""
    match = _DATE.fullmatch(text)
    if not match:
        raise DateError(f"{text!r} is not an EDTF date; {'write the day without a time' if 'T' in text else _WRITE}")
    year, month, day = match[1], match[2] or "XX", match[3] or "XX"
    if month.isdigit() and int(month) in range(21, 42):
        raise DateError(f"{text!r} is a season, which names other months in other places; give bounds as [a..b]")
    some_year = any(_days(_LEAP, month, day, 1))  # else every year there is would be looked at
    first = next(_days(year, month, day, 1), None) if some_year else None
    last = next(_days(year, month, day, -1), None) if some_year else None
    if first is None or last is None:
        raise DateError(f"{text!r} is no day of the calendar; mend the month or the day")
    return first, last


def _fitting(pattern: str, numbers: range) -> Iterator[int]:
    """Yield the numbers whose digits fit a pattern with X for any digit."""
    if pattern.isdigit():
        if int(pattern) in numbers:
            yield int(pattern)
        return
    width = len(pattern)
    low, high = int(pattern.replace("X", "0")), int(pattern.replace("X", "9"))
    for number in numbers:
        if low <= number <= high and all(p in ("X", d) for p, d in zip(pattern, f"{number:0{width}}", strict=True)):
            yield number


def _days(year: str, month: str, day: str, step: int) -> Iterator[date]:
    """Yield the days that fit, forwards or backwards."""

    def ordered(first: int, last: int) -> range:
        return range(first, last + 1) if step > 0 else range(last, first - 1, -1)

    barren: set[bool] = set()  # a common or leap year without such a day: no other of its sort has it
    for y in _fitting(year, ordered(1, 9999)):
        if isleap(y) in barren:
            if len(barren) == 2:
                return
            continue
        barren.add(isleap(y))
        for m in _fitting(month, ordered(1, 12)):
            for d in _fitting(day, ordered(1, monthrange(y, m)[1])):
                barren.discard(isleap(y))
                yield date(y, m, d)


def as_edtf(span: Span) -> str:
    """Write a span as EDTF: the day, or one unknown day of several; for what lasted, the interval. Doubt is kept."""
    doubt = "%" if span.approximate and span.uncertain else "~" * span.approximate + "?" * span.uncertain
    low = span.earliest.isoformat() + doubt if span.earliest else ""
    high = span.latest.isoformat() + doubt if span.latest else ""
    if span.lasts:
        return f"{low}/{high or ('..' if span.open_end else '')}"
    return low if low == high else f"[{low}..{high}]"
