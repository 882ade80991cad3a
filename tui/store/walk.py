"""What a record points at: every id and citation in it, with the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern
from typing import Any

from ..corpus.kinds import DATE, KINDS
from ..corpus.shapes import Cite, ListOf, Ref, Shape, Struct, When


def targets(kind: str, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (field, id or citation) for each reference of a record, in the schema's order; a field is `terms.cite`."""
    yield from _targets(KINDS[kind].struct, record, "")


def _targets(shape: Shape, value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(shape, (Ref, Cite)):
        yield path, value
    elif isinstance(shape, ListOf):
        for item in value:
            yield from _targets(shape.item, item, path)
    elif isinstance(shape, (Struct, When)):
        for name, known in (DATE if isinstance(shape, When) else shape).fields.items():
            if name in value:
                yield from _targets(known.shape, value[name], intern(f"{path}.{name}") if path else name)
