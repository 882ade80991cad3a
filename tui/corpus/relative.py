"""Relative dates: each gets its sum from the date it hangs on, with the doubt of that one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..errors import Problem
from .check import DateSeen, settled_date
from .dates import DateError, Span, parse_offset

Report = Callable[[Problem], None]


def settle_dates(dates: Iterable[DateSeen], main: Mapping[str, DateSeen], report: Report) -> None:
    """Give every date its bounds, in place. `main` has the date of each record that others may hang on, by id.

    A ring of dates that hang on one another is reported once; its members keep what they give by themselves.
    """
    dates = list(dates)
    spans: dict[int, Span | None] = {}
    for date in dates:
        for one in reversed(_chain(date, main, spans, report)):
            target = _target(one)
            base = spans.get(id(main[target])) if target in main else None
            spans[id(one)] = _sum(one, base, report) if base else one.span
    for date in dates:
        settled_date(date.value, spans[id(date)] or Span(None, None))


def _target(date: DateSeen) -> str:
    relative = date.value.get("relative_to", {})
    return str(relative.get("event") or relative.get("article") or "")


def _chain(date: DateSeen, main: Mapping[str, DateSeen], spans: Mapping[int, object], report: Report) -> list[DateSeen]:
    """Return a date and those it hangs on that have no sum yet, nearest first."""
    chain: list[DateSeen] = []
    names: list[str] = []
    met: dict[int, int] = {}
    current: DateSeen | None = date
    while current is not None and id(current) not in spans:
        if id(current) in met:
            start = met[id(current)]
            ring = [*names[start:], names[start]] if start < len(names) else names
            if len(chain) - start > 1:  # one that names itself is told as that
                message = f"the dates {' → '.join(ring)} hang on one another; date one of them by itself"
                report(current.place.problem("date-cycle", message))
            break
        met[id(current)] = len(chain)
        chain.append(current)
        names.append(_target(current))
        current = main.get(names[-1])
    return chain


def _sum(date: DateSeen, base: Span, report: Report) -> Span | None:
    try:
        moved = base.shifted(parse_offset(date.value["relative_to"].get("offset", "P0D")))
    except DateError as error:
        report(date.place.problem("edtf", str(error)))
        return date.span
    return _both(moved, date, report)


def _both(moved: Span, date: DateSeen, report: Report) -> Span:
    """Return the sum narrowed by what is also given; they may not contradict each other."""
    given = date.span
    if given is None:
        return moved
    low = max((d for d in (moved.earliest, given.earliest) if d), default=None)
    high = min((d for d in (moved.latest, given.latest) if d), default=None)
    if low and high and low > high:
        message = (
            f"the sum gives {moved.earliest} to {moved.latest}, the date given {given.earliest} to {given.latest}; "
            "they share no day: mend one of them"
        )
        report(date.place.problem("date-conflict", message))
        return given
    approximate, uncertain = given.approximate or moved.approximate, given.uncertain or moved.uncertain
    return Span(low, high, given.lasts, given.open_end, approximate, uncertain)
