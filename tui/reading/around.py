"""What fell near a record in time: surely, or only perhaps, as far as the bounds of both dates tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..corpus.dates import parse_offset
from ..store.library import FEW, Library, Row
from ..store.numbers import Numbers
from ..store.query import ANY, Facet, Query
from ..store.selection import WIDE
from .before import Bounds, bounds, bounds_of

WIDE_DATES = "the date open or over a month"
"""What those are told apart by that come last."""


@dataclass(frozen=True)
class Around:
    """The numbers of records near another one: `sure` on any reading of the dates, `maybe` on some reading but not on all.

    `wide` are those that maybe are as well, but by dates that may be nearly anywhere: a side is open, or they take more than a
    month; the narrowest come first, as long as they are few.
    """

    sure: Sequence[int] = ()
    maybe: Sequence[int] = ()
    wide: Sequence[int] = ()


def around(library: Library, name: str, days: int, kind: str = "event", *asked: Query) -> Around:
    """Return the records of a kind that lie within so many days of a record, itself left out; none where it has no date.

    They are those that answer what else is `asked`. No more is read than the dates near it that last or are in doubt.
    """
    here = library.row_of(name)
    if here is None or here.edtf is None:
        return Around()
    first, last = (_day(day) if day else None for day in (here.earliest, here.latest))
    touching = Query(
        earliest=_moved(first, -days).isoformat() if first or not last else None,
        latest=_moved(last, days).isoformat() if last else None,
    )
    told = {n: abs(away) for one, away in told_offsets(library, name).items() if (n := library.number(one)) is not None}
    near = library.numbers(kind, touching, *asked)
    assert isinstance(near, Numbers)  # since something is asked
    near = near.changed([here.n, *(n for n, away in told.items() if away > days)], ())
    sure = _surely(library, here, days, kind, near).changed((), (n for n in told if n in near))
    wide = near.without((near.without((library.numbers(kind, Query(facets=(Facet(WIDE, ANY),))),)), sure))
    return Around(sure, near.without((sure, wide)), _narrowest_first(library, wide))


def _surely(library: Library, here: Row, days: int, kind: str, near: Numbers) -> Numbers:
    """Return those of some records that lie within so many days of a row on any reading of both dates."""
    sure, mine = near.without((near,)), bounds_of(here)
    if mine is None or not _is_clear(mine):
        return sure
    low, high = mine.begun[1] - days, mine.ended[0] + days
    first, last = (date.fromordinal(min(max(day, 1), date.max.toordinal())).isoformat() for day in (low, high))
    if low <= high:
        sure = near.without((near.without((library.numbers(kind, Query(earliest=first, latest=last, sure=True)),)),))
    # what lies within the days does so surely, but for a doubt; of the rest, only what lasted may surely reach them
    odd = [one for one in library.odd_dates(kind, first, last) if one[0] in near]
    doubtful = {n for n, edtf, *_ in odd if _DOUBT & set(edtf)}
    lasting = ((n, bounds(*told)) for n, *told in odd if n not in doubtful and n not in sure)
    reaching = [n for n, its in lasting if its and _is_clear(its) and its.begun[1] <= high and low <= its.ended[0]]
    return sure.changed(doubtful, reaching)


_DOUBT = frozenset("~?%")


def _is_clear(one: Bounds) -> bool:
    """Say whether a date can surely be near another: not where it is in doubt, nor where it may have been at any time before."""
    return one.earliest is not None and not one.doubt


def _narrowest_first(library: Library, numbers: Sequence[int]) -> Sequence[int]:
    if len(numbers) > FEW:
        return numbers

    def width(row: Row) -> tuple[bool, int]:
        is_bound = row.earliest is not None and row.latest is not None
        return not is_bound, (_day(row.latest or "") - _day(row.earliest or "")).days if is_bound else 0

    return [row.n for row in sorted(library.rows(numbers), key=width)]


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


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _moved(day: date | None, days: int) -> date:
    """Return the day so many days off, within the calendar."""
    ordinal = (day or date.min).toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
