"""Columns of a thread: paths into its members' fields.

`when`, `participants[role=speaker,demander].actor`, `links[rel=responds_to].target`; `^links[rel=responds_to]` are the records
whose links name this one; of alternatives between bars the first that has a value counts: `said|low`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .kinds import DATE, KINDS
from .shapes import Field, ListOf, Shape, Struct, When

_STEP = r"[a-z_]+(?:\[[a-z_]+=[a-z0-9_,:-]+\])?"
_ONE = rf"\^?{_STEP}(?:\.{_STEP})*"
PATH = rf"{_ONE}(?:\|{_ONE})*"
"""What a path looks like."""


@dataclass(frozen=True)
class Step:
    """One step of a path: a field, and where it is a list, the values that a field of its items must have."""

    field: str
    key: str = ""
    values: tuple[str, ...] = ()


def steps_of(path: str) -> list[Step]:
    """Return the steps of one alternative of a path that has the right form."""
    found = []
    for part in path.split("."):
        field, _, rest = part.partition("[")
        key, _, values = rest.rstrip("]").partition("=")
        found.append(Step(field, key, tuple(values.split(",")) if key else ()))
    return found


def is_path_into(kind: str, path: str) -> bool:
    """Say whether an alternative of a path leads somewhere in records of a kind; what names them may be of any kind."""
    if path.startswith("^"):
        return True
    if kind not in KINDS:
        return False
    shape: Shape = KINDS[kind].struct
    for step in steps_of(path):
        fields = fields_of(shape)
        if step.field not in fields:
            return False
        shape = fields[step.field].shape
        if step.key and step.key not in fields_of(shape):
            return False
    return True


def fields_of(shape: Shape) -> Mapping[str, Field]:
    """Return the fields of a mapping, of the mappings in a list, or of a date; none for other shapes."""
    if isinstance(shape, ListOf):
        shape = shape.item
    if isinstance(shape, When):
        return DATE.fields
    return shape.fields if isinstance(shape, Struct) else {}
