"""Columns of a thread or of an answer: paths into the fields of their members.

`when`, `participants[role=speaker,demander].actor`, `links[rel=responds_to].target`; a path goes on through a record that a field
names, `leads_to.where`; `^links[rel=responds_to]` are the records whose links name this one, and what follows goes on from those;
`names[kind=alias][basis!=external].text` must have the one and not the other; of alternatives between bars the first
that has a value counts: `said|low`. In a thread a column may be no field: `=title`, `=says` (on
whose word it stands), or the thread's own `=state` and `=note`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .kinds import DATE, KINDS
from .shapes import Field, ListOf, Ref, Shape, Struct, When

_STEP = r"[a-z_]+(?:\[[a-z_]+!?=[a-z0-9_,:-]+\])*"
_ONE = rf"(?:=[a-z]+|\^?{_STEP}(?:\.{_STEP})*)"
PATH = rf"{_ONE}(?:\|{_ONE})*"
"""What a path looks like."""
NO_FIELD = frozenset(("=title", "=says", "=state", "=note"))
"""What a column of a thread may show that is no field of its members."""
MOST_HOPS = 2
"""Records that a path may go on through: each may name many others."""


@dataclass(frozen=True)
class Step:
    """One step of a path: a field, and of fields of what stands there the values that each must have (False: must not)."""

    field: str
    tests: tuple[tuple[str, tuple[str, ...], bool], ...] = ()

    def takes(self, item: Any) -> bool:
        """Say whether something that stands there is meant."""
        return all(isinstance(item, Mapping) and (item.get(key) in wanted) == has for key, wanted, has in self.tests)


def steps_of(path: str) -> list[Step]:
    """Return the steps of one alternative of a path that has the right form."""
    found = []
    for part in path.split("."):
        field, *tests = part.replace("]", "").split("[")
        asked = (test.partition("=") for test in tests)
        found.append(
            Step(field, tuple((key.rstrip("!"), tuple(values.split(",")), key[-1:] != "!") for key, _, values in asked))
        )
    return found


def is_path_into(kind: str, path: str) -> bool:
    """Say whether an alternative of a path leads somewhere in records of a kind; what names them may be of any kind."""
    return lost_at(kind, path) is None


def lost_at(kind: str, path: str) -> tuple[str, list[str]] | None:
    """Return at which word an alternative of a path is lost in records of a kind, and the fields there are; None where it is not."""
    steps = steps_of(path.removeprefix("^"))
    if path.startswith("^"):
        shapes: list[Shape] = [each.struct for each in KINDS.values()]
        if not any(steps[0].field in fields_of(shape) for shape in shapes):
            return steps[0].field, sorted({field for shape in shapes for field in fields_of(shape)})
        steps, hops = steps[1:], 1
    else:
        shapes, hops = [KINDS[kind].struct] if kind in KINDS else [], 0
    for step in steps:
        if any(isinstance(_item(shape), Ref) for shape in shapes):
            hops += 1
        entered = _entered(shapes) if hops <= MOST_HOPS else []
        within = {id(found): found for shape in entered if (found := fields_of(shape).get(step.field))}
        if not within:
            return step.field, sorted({field for shape in entered for field in fields_of(shape)})
        shapes = [known.shape for known in within.values()]
        for key, _, _ in step.tests:
            if not any(key in fields_of(shape) for shape in shapes):
                return key, sorted({field for shape in shapes for field in fields_of(shape)})
    return None


def _item(shape: Shape) -> Shape:
    return shape.item if isinstance(shape, ListOf) else shape


def _entered(shapes: list[Shape]) -> list[Shape]:
    """Return the shapes with, for one that names records, those of the kinds it may name."""
    entered: dict[int, Shape] = {}
    for shape in map(_item, shapes):
        named = [KINDS[kind].struct for kind in shape.kinds or KINDS] if isinstance(shape, Ref) else [shape]
        entered |= {id(one): one for one in named}
    return list(entered.values())


def fields_of(shape: Shape) -> Mapping[str, Field]:
    """Return the fields of a mapping, of the mappings in a list, or of a date; none for other shapes."""
    shape = _item(shape)
    if isinstance(shape, When):
        return DATE.fields
    return shape.fields if isinstance(shape, Struct) else {}
