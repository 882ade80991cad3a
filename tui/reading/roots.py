"""Where a telling comes from: many claims may rest on one root, and that is no more than one witness."""

from __future__ import annotations

from itertools import pairwise

from ..store.library import Library, Record


def root(library: Library, claim: Record) -> str:
    """Return whose word a claim is in the end: the actor nearest to the reader in the chain, else its first outlet.

    What one is said to have said is the word of the one who tells it, and what an outlet only quotes from another outlet is that
    one's report. A person who speaks for one body is that body, someone on an outlet's staff is the outlet, and an outlet that
    republishes another is the other.
    """
    chain: list[str] = [claim["speaker"], *claim.get("via", [])]
    for teller, quoting in pairwise(chain):
        if teller in _tied(library, quoting, "quotes"):
            return teller
    actors = [name for name in chain if name.startswith("act:")]
    return _origin(library, actors[-1] if actors else chain[0], set())


def roots(library: Library, name: str) -> dict[str, list[str]]:
    """Return the claims about a record by root, in list order; as many roots as tell of it independently."""
    found: dict[str, list[str]] = {}
    for claim in dict.fromkeys(
        link.row.id for link in library.linked_from(name) if link.field == "about.record" and link.row.kind == "claim"
    ):
        found.setdefault(root(library, library.record(claim)), []).append(claim)
    return found


def _origin(library: Library, name: str, seen: set[str]) -> str:
    """Follow a speaker to the one it stands for; a ring ends where it began."""
    record = library.record(name)
    seen.add(name)
    further: list[str] = []
    if name.startswith("out:"):
        further = _tied(library, name, "republishes")
    elif record["kind"] == "person":
        further = list(record.get("speaks_for", []))
    further = further or [one["org"] for one in record.get("affiliations", []) if one["org"].startswith("out:")]
    if len(further) == 1 and further[0] not in seen:
        return _origin(library, further[0], seen)
    return name


def _tied(library: Library, name: str, tie: str) -> list[str]:
    """Return the outlets that an outlet republishes or quotes; none for an actor."""
    relations = library.record(name).get("relations", []) if name.startswith("out:") else []
    return [one["outlet"] for one in relations if one["type"] == tie]
