"""What the columns of a thread or an answer show of its members."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..corpus.columns import MOST_HOPS, Step, fields_of, steps_of
from ..corpus.kinds import KINDS, kind_of
from ..corpus.shapes import ListOf, Ref, Shape
from .library import Library

Found = tuple[Shape, Any]
"""A value with its shape."""
Part = tuple[tuple[str, int, Any], ...]
"""A part of a record: the lists that lead to it, each with the place of the item in it and the item."""

MOST_VALUES = 1000
"""Values that are shown of one member: paths through records that name many have no other end."""


def column(library: Library, name: str, path: str, part: Part = ()) -> list[Found]:
    """Return what a column shows of a record: the values of the first alternative that has any.

    Of a `part`, a path that goes the way to it sees that part alone of each list: `terms.content` is the content of its term.
    """
    for one in path.split("|"):
        along = _reversed(library, name, one[1:]) if one.startswith("^") else _along(library, name, one, part)
        if found := list(islice(along, MOST_VALUES)):
            return found
    return []


def parts(library: Library, name: str, path: str) -> Iterator[Part]:
    """Yield the parts of a record that a path of lists leads to, in order."""
    kind = kind_of(name) or ""
    if kind in KINDS:
        yield from _parts(KINDS[kind].struct, library.record(name), steps_of(path))


def _parts(shape: Shape, value: Any, steps: list[Step]) -> Iterator[Part]:
    if not steps:
        yield ()
        return
    step, rest = steps[0], steps[1:]
    known = fields_of(shape).get(step.field)
    if known is None or not isinstance(known.shape, ListOf) or not isinstance(value, dict):
        return
    for index, item in enumerate(value.get(step.field, ())):
        if step.takes(item):
            for further in _parts(known.shape.item, item, rest):
                yield ((step.field, index, item), *further)


def _along(library: Library, name: str, path: str, part: Part = ()) -> Iterator[Found]:
    kind = kind_of(name) or ""
    if kind in KINDS:
        yield from _walk(library, KINDS[kind].struct, library.record(name), steps_of(path), part, MOST_HOPS)


def _walk(library: Library, shape: Shape, value: Any, steps: list[Step], part: Part, hops: int) -> Iterator[Found]:
    if not steps:
        yield shape, value
        return
    if isinstance(shape, Ref):
        kind = kind_of(value) or ""
        if not hops or kind not in KINDS:
            return
        shape, value, part, hops = KINDS[kind].struct, library.record(value), (), hops - 1
    step, rest = steps[0], steps[1:]
    known = fields_of(shape).get(step.field)
    if known is None or not isinstance(value, dict) or step.field not in value:
        return
    inner = value[step.field]
    on_the_way = part[1:] if part and part[0][0] == step.field else ()
    if isinstance(known.shape, ListOf):
        for item in [part[0][2]] if part and part[0][0] == step.field else inner:
            if step.takes(item):
                yield from _walk(library, known.shape.item, item, rest, on_the_way, hops)
    elif step.takes(inner):
        yield from _walk(library, known.shape, inner, rest, on_the_way, hops)


def _reversed(library: Library, name: str, path: str) -> Iterator[Found]:
    step, *rest = steps_of(path)
    others = dict.fromkeys(
        link.row.id for link in library.linked_from(name) if link.field.partition(".")[0] == step.field
    )
    for other in others:
        if not step.tests or _names(library.record(other), step, name):
            yield from _walk(library, Ref(), other, rest, (), MOST_HOPS)


def _names(record: dict[str, Any], step: Step, name: str) -> bool:
    """Say whether an item of a record's list has the wanted value and names another record."""
    return any(
        isinstance(item, dict) and step.takes(item) and name in item.values() for item in record.get(step.field, [])
    )
