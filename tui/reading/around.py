"""What fell near a record in time: surely, or only perhaps, as far as the bounds of both dates tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..corpus.dates import parse_edtf, parse_offset
from ..store.library import Library, Row
from ..store.query import Query


@dataclass(frozen=True)
class Around:
    """Records near another one: `sure` on any reading of the dates, `maybe` on some reading but not on all.

    `open` are those that only a side left open lets in: when they began or ended is not told at all.
    """

    sure: list[Row]
    maybe: list[Row]
    open: list[Row]


def around(library: Library, name: str, days: int, kind: str = "event") -> Around:
    """Return the records of a kind that lie within so many days of a record, itself left out; none where it has no date."""
    found = Around([], [], [])
    here = library.row_of(name)
    if here is None or here.edtf is None:
        return found
    reach = timedelta(days)
    near = Query(
        earliest=(_day(here.earliest) - reach).isoformat() if here.earliest else None,
        latest=(_day(here.latest) + reach).isoformat() if here.latest else None,
    )
    told = {other: abs(days) for other, days in told_offsets(library, name).items()}
    for row in library.rows(library.numbers(kind, near)):
        if row.id == name or row.edtf is None or told.get(row.id, 0) > days:
            continue
        if row.id in told or _surely(here, row, reach):
            found.sure.append(row)
        else:
            (found.maybe if row.earliest and row.latest else found.open).append(row)
    return found


def told_offsets(library: Library, name: str) -> dict[str, int]:
    """Return by how many days the records are later (less than 0: earlier) that this one's date hangs on, or that hang on its."""
    pairs = [(name, link.row.id) for link in library.links(name) if link.field == _HANGS_ON]
    pairs += [(link.row.id, name) for link in library.linked_from(name) if link.field == _HANGS_ON]
    offsets = {}
    for hangs, base in pairs:
        offset = parse_offset(library.record(hangs)["when"]["relative_to"]["offset"])
        days = offset.months * 31 + offset.days
        offsets[base if hangs == name else hangs] = -days if hangs == name else days
    return offsets


_HANGS_ON = "when.relative_to.event"


def _surely(one: Row, other: Row, reach: timedelta) -> bool:
    first, second = _inner(one), _inner(other)
    if first is None or second is None:
        return False
    return first[0] - reach <= second[1] and second[0] - reach <= first[1]


def _inner(row: Row) -> tuple[date, date] | None:
    """Return the last day it can have begun and the first it can have ended; None where the bounds leave one open.

    Of a point, these are its bounds, exchanged; an interval is known to fill what lies between them. A doubt (`~`, `?`) leaves
    nothing sure, nor does an interval whose beginning is not told; one whose end is not told lasted on the day it began.
    """
    edtf = row.edtf or ""
    whole = parse_edtf(edtf)
    if whole.approximate or whole.uncertain or row.earliest is None:
        return None
    first, last = _day(row.earliest), _day(row.latest) if row.latest else None
    if not whole.lasts or "/" not in edtf:
        return (last, first) if last else None
    begin, _, end = edtf.partition("/")
    begun = parse_edtf(begin).latest if begin not in ("", "..") else None
    ended = parse_edtf(end).earliest if end not in ("", "..") else None
    if begun is None:
        return None
    return min(begun, last or begun), max(ended or first, first)


def _day(text: str) -> date:
    return date.fromisoformat(text)
