"""What fell near a record in time: surely, or only perhaps, as far as the bounds of both dates tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..corpus.dates import parse_edtf
from ..store.library import Library, Row
from ..store.query import Query


@dataclass(frozen=True)
class Around:
    """Records near another one: `sure` on any reading of the dates, `maybe` on some reading but not on all."""

    sure: list[Row]
    maybe: list[Row]


def around(library: Library, name: str, days: int, kind: str = "event") -> Around:
    """Return the records of a kind that lie within so many days of a record, itself left out; none where it has no date."""
    here = library.row_of(name)
    if here is None or here.edtf is None:
        return Around([], [])
    reach = timedelta(days)
    near = Query(
        earliest=(_day(here.earliest) - reach).isoformat() if here.earliest else None,
        latest=(_day(here.latest) + reach).isoformat() if here.latest else None,
    )
    found = Around([], [])
    for row in library.rows(library.numbers(kind, near)):
        if row.id != name and row.edtf is not None:
            (found.sure if _surely(here, row, reach) else found.maybe).append(row)
    return found


def _surely(one: Row, other: Row, reach: timedelta) -> bool:
    first, second = _inner(one), _inner(other)
    if first is None or second is None:
        return False
    return first[0] - reach <= second[1] and second[0] - reach <= first[1]


def _inner(row: Row) -> tuple[date, date] | None:
    """Return the last day it can have begun and the first it can have ended; None where the bounds leave one open.

    Of a point, these are its bounds, exchanged; an interval is known to fill what lies between them. A doubt (`~`, `?`) leaves
    nothing sure. An interval whose end is not known lasted on the day it began, one without a beginning on the day it ended.
    """
    edtf = row.edtf or ""
    whole = parse_edtf(edtf)
    if whole.approximate or whole.uncertain:
        return None
    if not whole.lasts or "/" not in edtf:
        return (_day(row.latest), _day(row.earliest)) if row.earliest and row.latest else None
    begin, _, end = edtf.partition("/")
    begun = parse_edtf(begin) if begin not in ("", "..") else None
    ended = parse_edtf(end) if end not in ("", "..") else None
    last_begin = begun.latest if begun else ended.latest if ended else None
    first_end = ended.earliest if ended else begun.earliest if begun else None
    if last_begin is None or first_end is None:
        return None
    if row.latest:
        last_begin = min(last_begin, _day(row.latest))
    if row.earliest:
        first_end = max(first_end, _day(row.earliest))
    return last_begin, first_end


def _day(text: str | None) -> date:
    assert text is not None
    return date.fromisoformat(text)
