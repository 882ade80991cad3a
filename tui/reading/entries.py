"""The rows of an answer: records, or parts of them, with what can be read off them by a path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..corpus.kinds import kind_of
from ..corpus.shapes import Ref, Text
from ..store.columns import Found, Part, column
from ..store.gaps import GAPS, gaps
from ..store.library import Library
from ..store.sourcing import WEIGHED
from .roots import root, told_by


@dataclass(frozen=True)
class Entry:
    """A record or a `part` of it. `source` is what its source is called, `near` how surely it is near in time, `depth` how many
    others it stands under, `untold` the days before it of which nothing is told."""

    record: str
    part: Part = ()
    source: str = ""
    near: str = ""
    depth: int = 0
    untold: int = 0

    @property
    def key(self) -> tuple[str, tuple[tuple[str, int], ...]]:
        """What tells it from others."""
        return self.record, tuple((field, index) for field, index, _ in self.part)

    def absolute(self, path: str) -> str:
        """Return one alternative of a path as it goes from the record: `.status` is `terms.status` of a term, nothing of a record."""
        if not path.startswith("."):
            return path
        return ".".join([*(field for field, _, _ in self.part), path[1:]]) if self.part else ""

    def holders(self, library: Library) -> list[dict[str, Any]]:
        """Return the part, what it is part of, and so on out to the record."""
        return [*(item for _, _, item in reversed(self.part) if isinstance(item, dict)), library.record(self.record)]

    def cites(self, library: Library) -> list[str]:
        """Return the paragraphs that it rests on: its own, else those of what it is part of; of an article at least its first."""
        if kind_of(self.record) == "paragraph":
            return [self.record]
        for holder in self.holders(library):
            if found := holder.get("cite") or holder.get("seen_in"):
                return list(found)
        first = library.paragraphs(self.record)[:1] if kind_of(self.record) == "article" else ()
        return library.cites(self.record) or [library.row(n).id for n in first]


def values(library: Library, entry: Entry, path: str) -> list[Found]:
    """Return what a column shows of a row: each value of the first alternative that has any; `=says` and the like are
    computed."""
    for one in path.split("|"):
        computed = COMPUTED.get(one)
        way = entry.absolute(one)
        found = computed(library, entry) if computed else column(library, entry.record, way, entry.part)
        if found:
            return list({str(value): (shape, value) for shape, value in found}.values())
    return []


def _says(library: Library, entry: Entry) -> list[Found]:
    """Return on whose word it stands in the end: who is named for it, the roots of a claim or of a position's claims, else the
    outlets whose paragraphs it rests on: of a body that is another's, that other."""
    for holder in entry.holders(library):
        if "speaker" in holder:
            return [(Ref(), root(library, holder))]
        if "claims" in holder:
            return [(Ref(), root(library, library.record(claim))) for claim in holder["claims"]]
        if "according_to" in holder:
            return [(Ref(), name) for name in holder["according_to"]]
        if "cite" in holder or "seen_in" in holder:
            break
    told = (cite.partition("#") for cite in entry.cites(library) if "#" in cite)
    whose = [
        (library.record(f"art:{short}"), at.isdecimal())
        for short, _, at in told
        if library.number(f"art:{short}") is not None
    ]
    outlets = (article.get("republishes", article["outlet"]) if body else article["outlet"] for article, body in whose)
    return [(Ref(), name) for name in dict.fromkeys(outlets)]


def _roots(library: Library, entry: Entry) -> list[Found]:
    return [(Ref(), name) for name in told_by(library, entry.record)] if kind_of(entry.record) in WEIGHED else []


def _open(library: Library, entry: Entry) -> list[Found]:
    found = gaps(kind_of(entry.record) or "", library.record(entry.record))
    return [(Text(), GAPS[gap]) for gap in dict.fromkeys(found)]


def _named(library: Library, entry: Entry) -> list[Found]:
    return [(Ref(), link.row.id) for link in library.linked_from(entry.record)]


def _untold(_: Library, entry: Entry) -> list[Found]:
    return [(Text(), f"{entry.untold} day{'s' * (entry.untold != 1)} untold before")] if entry.untold else []


def _words(text: str) -> list[Found]:
    return [(Text(), text)] if text else []


COMPUTED: dict[str, Callable[[Library, Entry], list[Found]]] = {
    "=title": lambda _, entry: [(Ref(), entry.record)],
    "=kind": lambda _, entry: _words(kind_of(entry.record) or ""),
    "=source": lambda _, entry: _words(entry.source),
    "=near": lambda _, entry: _words(entry.near),
    "=says": _says,
    "=roots": _roots,
    "=open": _open,
    "=named": _named,
    "=untold": _untold,
}
"""What is no field of a record: its title and kind, its source, how surely it is near, on whose word it stands in the end, the roots
that tell of it, what it leaves open, what names it, the days before it of which nothing is told."""
