"""What a Command is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..reading.desk import Desk

WhyNot = Callable[[Desk], str]

ANY = ("list", "article", "details", "timeline")
TEXTS = ("article", "details")


@dataclass(frozen=True)
class Command:
    """A behaviour: the keys that start it (Textual's names), where, what it is called, and why it cannot act just now.

    `why_not` returns "" where it can act. `footer` gives the short word for the footer, "" keeps it out of there.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    scope: tuple[str, ...] = ANY
    why_not: WhyNot = lambda desk: ""
    footer: str = ""
