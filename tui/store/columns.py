"""What the columns of a thread show of its members."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..corpus.columns import Step, fields_of, steps_of
from ..corpus.kinds import KINDS, kind_of
from ..corpus.shapes import ListOf, Ref, Shape
from .library import Library

Found = tuple[Shape, Any]
"""A value with its shape."""


def column(library: Library, name: str, path: str) -> list[Found]:
    """Return what a column shows of a member: the values of the first alternative that has any."""
    for one in path.split("|"):
        found = _reversed(library, name, one[1:]) if one.startswith("^") else _along(library, name, one)
        if found:
            return found
    return []


def _along(library: Library, name: str, path: str) -> list[Found]:
    kind = kind_of(name) or ""
    if kind not in KINDS:
        return []
    return list(_walk(KINDS[kind].struct, library.record(name), steps_of(path)))


def _walk(shape: Shape, value: Any, steps: list[Step]) -> Iterator[Found]:
    if not steps:
        yield shape, value
        return
    step, rest = steps[0], steps[1:]
    known = fields_of(shape).get(step.field)
    if known is None or not isinstance(value, dict) or step.field not in value:
        return
    inner = value[step.field]
    if isinstance(known.shape, ListOf):
        for item in inner:
            if not step.key or (isinstance(item, dict) and item.get(step.key) in step.values):
                yield from _walk(known.shape.item, item, rest)
    else:
        yield from _walk(known.shape, inner, rest)


def _reversed(library: Library, name: str, path: str) -> list[Found]:
    (step, *_) = steps_of(path)
    others = dict.fromkeys(
        link.row.id for link in library.linked_from(name) if link.field.partition(".")[0] == step.field
    )
    return [(Ref(), other) for other in others if not step.key or _names(library.record(other), step, name)]


def _names(record: dict[str, Any], step: Step, name: str) -> bool:
    """Say whether an item of a record's list has the wanted value and names another record."""
    return any(
        isinstance(item, dict) and item.get(step.key) in step.values and name in item.values()
        for item in record.get(step.field, [])
    )
