"""What was surely, and what only possibly, before or after an event: from the bounds of both dates, and from sums told between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..corpus.dates import DateError, parse_edtf
from ..store.library import Row

BEFORE, MAYBE_BEFORE, SAME, ANY_ORDER, MAYBE_AFTER, AFTER, UNTOLD = "<", "(", "=", "~", ")", ">", "?"
MEANING = {
    BEFORE: "surely before",
    MAYBE_BEFORE: "before, or at the same time",
    SAME: "surely at the same time",
    ANY_ORDER: "before, after or at the same time",
    MAYBE_AFTER: "after, or at the same time",
    AFTER: "surely after",
    UNTOLD: "no date is told",
}
"""The signs of order, and what each says of an event beside the one under the cursor."""

_FIRST, _LAST = 0, date.max.toordinal() + 1
"""What stands for an open side: earlier and later than any day."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day (as ordinals) on which something can have begun, and can have ended.

    A point has begun and ended on one day; what `lasts` filled the days between. `doubt` is of a date that is
    about so, or unsure, `goes_on` of what is told to have no end.
    """

    begun: tuple[int, int]
    ended: tuple[int, int]
    lasts: bool = False
    doubt: bool = False
    goes_on: bool = False

    @property
    def core(self) -> tuple[int, int] | None:
        """The days that it surely filled; None where there are none."""
        end = _LAST if self.goes_on else self.ended[0]
        known = self.lasts and self.begun[0] > _FIRST and self.begun[1] <= end
        return (self.begun[1], end) if known else None

    @property
    def earliest(self) -> int | None:
        """The first day it can have been; None where that is open."""
        return self.begun[0] if self.begun[0] > _FIRST else None

    @property
    def latest(self) -> int | None:
        """The last day it can have been; None where that is open."""
        return self.ended[1] if self.ended[1] < _LAST else None


def bounds_of(row: Row) -> Bounds | None:
    """Return the bounds of a row's date, None where it has none."""
    return bounds(row.edtf, row.earliest, row.latest)


def bounds(edtf: str | None, earliest: str | None, latest: str | None) -> Bounds | None:
    """Return what a date leaves open: its EDTF, and the first and last day it is bound by (ISO, None: open). None for no date."""
    if not edtf:
        return None
    try:
        whole = parse_edtf(edtf)
        sides = edtf.partition("/")
        begin = parse_edtf(sides[0]) if sides[1] and sides[0] not in ("", "..") else None
        end = parse_edtf(sides[2]) if sides[1] and sides[2] not in ("", "..") else None
    except DateError:
        return None
    low = date.fromisoformat(earliest).toordinal() if earliest else _FIRST
    high = date.fromisoformat(latest).toordinal() if latest else _LAST
    doubt = whole.approximate or whole.uncertain
    if not sides[1]:
        return Bounds((low, high), (low, high), whole.lasts, doubt)
    begun = begin.latest.toordinal() if begin and begin.latest else high
    # what is told only to have been until a day need not have gone on to it (see `around`)
    ended = end.earliest.toordinal() if end and end.earliest and earliest else low
    return Bounds((low, max(min(begun, high), low)), (min(max(ended, low), high), high), True, doubt, whole.open_end)


def order(here: Bounds | None, there: Bounds | None) -> str:
    """Return the sign of how an event `there` stands to the one `here`: what holds on any reading of both dates, or on some.

    A doubt leaves nothing sure.
    """
    if here is None or there is None:
        return UNTOLD
    before = there.ended[0] < here.begun[1]
    after = here.ended[0] < there.begun[1]
    same = here.begun[0] <= there.ended[1] and there.begun[0] <= here.ended[1]
    if here.doubt or there.doubt:
        same = True
    if before and after:
        return ANY_ORDER
    if before:
        return MAYBE_BEFORE if same else BEFORE
    if after:
        return MAYBE_AFTER if same else AFTER
    return ANY_ORDER if here.doubt or there.doubt else SAME


def order_told(here: Row, there: Row, told: Mapping[str, int]) -> str:
    """Return the sign of how a row stands to another; `told` are days by which others are said to be later (see `told_offsets`)."""
    if there.id in told:
        days = told[there.id]
        return AFTER if days > 0 else BEFORE if days < 0 else SAME
    return order(bounds_of(here), bounds_of(there))
