"""Where a telling comes from: many claims may rest on one root, and that is no more than one witness."""

from __future__ import annotations

from ..store import sourcing
from ..store.library import Library, Record, pairs


def root(library: Library, claim: Record) -> str:
    """Return whose word a claim is in the end; see `sourcing.root`."""
    return sourcing.root(sourcing.chain_of(claim), library.record)


def roots(library: Library, name: str) -> dict[str, list[str]]:
    """Return the claims about a record by root, in list order; as many roots as make a claim about it independently."""
    found: dict[str, list[str]] = {}
    for claim in claims_about(library, name):
        found.setdefault(root(library, library.record(claim)), []).append(claim)
    return found


def told_by(library: Library, name: str) -> dict[str, list[str]]:
    """Return all roots that tell of a record, with their claims, be they none: what `mark:single` counts; see `sourcing.told_by`."""
    linked_from = pairs(library.linked_from(name, "claim"))
    return sourcing.told_by(pairs(library.links(name)), linked_from, library.record)


def claims_about(library: Library, name: str) -> list[str]:
    """Return the claims about a record, in list order."""
    return sourcing.claims_about(pairs(library.linked_from(name, "claim")))


def issues_on(library: Library, name: str) -> list[str]:
    """Return the issues about a record, or with a claim among their positions, in list order."""
    return sourcing.issues_on(pairs(library.links(name)), pairs(library.linked_from(name, "issue")))
