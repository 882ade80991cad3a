"""How the timeline is looked at: in what lanes, how near, by which clock. A value, and its short text form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

LANES = ("place", "actor", "side", "type")
SHORTEST = 7
"""Days that the line shows at least."""
MOST_DAYS = 3660
"""Days around an event that can be asked for."""

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")

Window = tuple[date, date]
"""The first and last day that the line shows."""


@dataclass(frozen=True)
class Look:
    """`lanes` is what the events are grouped by, "" for one line; `zoom` the days shown, None for all; `reported` whether they go
    by when they were first published; `near` an event to stay within `days` of."""

    lanes: str = ""
    zoom: Window | None = None
    reported: bool = False
    near: str = ""
    days: int = 0

    def __str__(self) -> str:
        parts = {
            "lane": self.lanes,
            "zoom": f"{self.zoom[0]}..{self.zoom[1]}" if self.zoom else "",
            "clock": "reported" if self.reported else "",
            "near": f"{self.near}/{self.days}" if self.near else "",
        }
        return " ".join(f"{name}={value}" for name, value in parts.items() if value)


def read_look(text: str) -> Look:
    """Read what `str` of a Look writes. What cannot be read is left as it is at first: a kept place must never fail for it."""
    parts = dict(part.split("=", 1) for part in text.split() if "=" in part)
    near, _, days = parts.get("near", "").rpartition("/")
    reach = int(days) if days.isascii() and days.isdigit() and len(days) < 5 else -1
    is_near = bool(near) and 0 <= reach <= MOST_DAYS
    lanes = parts.get("lane", "")
    return Look(
        lanes if lanes in LANES else "",
        _window(parts.get("zoom", "")),
        parts.get("clock") == "reported",
        near if is_near else "",
        reach if is_near else 0,
    )


def _window(text: str) -> Window | None:
    match = _DAYS.fullmatch(text)
    first, last = (_day(match[1]), _day(match[2])) if match else (None, None)
    return (first, last) if first and last and first < last else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def zoomed(shown: Window, whole: Window, middle: date, nearer: bool) -> Window | None:
    """Return the days to show, half as many or twice as many, with a day in their middle; None where that is all there are."""
    length = (shown[1] - shown[0]).days + 1
    length = max(length // 2, SHORTEST) if nearer else length * 2
    if length >= (whole[1] - whole[0]).days + 1:
        return None
    return moved(middle - _days(length // 2, middle), length)


def moved(first: date, length: int) -> Window:
    """Return so many days from a day on, as far as there are days."""
    start = min(first.toordinal(), date.max.toordinal() - length + 1)
    return date.fromordinal(start), date.fromordinal(start + length - 1)


def panned(shown: Window, first: date | None, last: date | None) -> Window:
    """Return as many days, moved no more than it takes for an event bound by two days (None: open) to be seen among them."""
    length = (shown[1] - shown[0]).days + 1
    if first and first > shown[1]:
        return moved(first - _days(length // 3, first), length)
    if last and last < shown[0]:
        return moved(last - _days(2 * length // 3, last), length)
    return shown


def _days(count: int, before: date) -> timedelta:
    """Return so many days, fewer where the calendar begins sooner."""
    return timedelta(min(count, before.toordinal() - 1))
