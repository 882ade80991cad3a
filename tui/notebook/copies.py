"""What a copy of an article has of its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

FOUND, DIFFERS, MISSING, UNSURE = "found", "differs", "missing", "unsure"
"""Of a paragraph: its text stands in the copy; another text stands in its place; nothing does; it was coded without a hash."""


class Placed(NamedTuple):
    """What a copy has of a paragraph: one of the words above, and its text, or that which stands in its place."""

    state: str
    text: str = ""


NOTHING: Mapping[str, Placed] = MappingProxyType({})


class Copy(NamedTuple):
    """A copy of an article: what it has of each paragraph, by citation; or `trouble`, why it cannot be read."""

    article: str
    paragraphs: Mapping[str, Placed] = NOTHING
    trouble: str = ""

    def cited(self, state: str) -> list[str]:
        """Return the paragraphs that are in a state."""
        return [citation for citation, one in self.paragraphs.items() if one.state == state]

    @property
    def found(self) -> int:
        """How many paragraphs stand in it as they were coded."""
        return len(self.cited(FOUND))
