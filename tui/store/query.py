"""What a list can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

AS_OF = "asof"
"""The facet of what had surely been published by a day (ISO), its value: the article it rests on, or one of them, had been."""
ANY = "*"
"""The value that stands for whatever a record has: `place:*` is somewhere, `-place:*` is nowhere that is told."""


MINE = "mine"
"""The facet that asks what a reader has made of a record; no corpus has it."""
OWN = ("starred", "noted", "dossier", "read")
"""The values of `mine`."""


@dataclass(frozen=True)
class Facet:
    """A facet that a record must have, or with `negated` must not; `value` is a code, an id, any spelling of a name, or `*`.

    One of `others` does as well as the value; with `negated` none of them may be there.
    """

    name: str
    value: str
    negated: bool = False
    others: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The value and the others."""
        return self.value, *self.others


@dataclass(frozen=True)
class Saved:
    """A filter kept under a name, as a part of another; with `negated`, what it finds is left out."""

    name: str
    query: Query
    negated: bool = False


@dataclass(frozen=True)
class Query:
    """Words that must all be there (as beginnings), facets, and days that a record's date must touch (ISO, inclusive).

    What has all words of one text of `without` is left out. With `inverse`, all that the rest hides is asked for instead.
    """

    words: str = ""
    facets: tuple[Facet, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    without: tuple[str, ...] = ()
    saved: tuple[Saved, ...] = ()
    inverse: bool = False
    sure: bool = False
    """Whether a date must lie within the days on every reading of it."""

    def __bool__(self) -> bool:
        return self != _ALL

    def asks(self, name: str) -> bool:
        """Say whether a facet is asked for, here or in a filter kept under a name."""
        return any(facet.name == name for facet in self.facets) or any(one.query.asks(name) for one in self.saved)


_ALL = Query()

TITLES = {
    "place": "where, with all that lies there", "type": "what sort of event or relation", "actor": "who takes part or is named",
    "by": "who says so", MINE: "what you starred, noted, read or put into the dossier",
    "said": "what kind of source says so", "factuality": "whether it happened", "role": "in what role",
    "gap": "what is left open", "kind": "what sort of one it is", "side": "whose side", "status": "how an issue stands",
    "polarity": "says, denies, doubts …", "certainty": "how sure the speaker is", "qualifier": "how exact a number is",
    "article": "which article says so", "date": "how the date is known", "line": "on the line of what happened, or off",
    "mark": "what there is to doubt", "of": "what belongs to that record or paragraph",
    "aspect": "a point in time, or a state that lasts", "form": "how it was said", "known_from": "how its text is known",
    "language": "the language it is in", "shape": "the shape of a thread", "layer": "the layer of a thread",
    AS_OF: "what had been published by a day", "cite": "which paragraph says so",
}  # fmt: skip
"""The facets there are, the most used first, with what each asks; an actor, article, place or speaker goes by any spelling."""

FACETS = tuple(TITLES)
