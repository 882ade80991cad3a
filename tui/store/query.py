"""What a list can be asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facet:
    """A facet that a record must have, or with `negated` must not; `value` is a code, an id, or any spelling of a name."""

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True)
class Query:
    """Words that must all be there (as beginnings), facets, and days that a record's date must touch (ISO, inclusive)."""

    words: str = ""
    facets: tuple[Facet, ...] = ()
    earliest: str | None = None
    latest: str | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.facets or self.earliest or self.latest)


FACETS = (
    "actor", "article", "aspect", "by", "certainty", "cite", "factuality", "form", "gap", "kind", "known_from", "language", "layer",
    "line", "mark", "of", "place", "polarity", "qualifier", "role", "said", "shape", "side", "status", "type",
)  # fmt: skip
"""The facets there are; values of actor, by and place may be any spelling of a name; `said` is the kind of who says so,
`mark` one of `sourcing.MARKS`, `of` any id or citation: what belongs to it (see `Library.belonging`)."""
