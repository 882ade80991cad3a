"""Where a telling comes from: many claims may rest on one root, and that is no more than one witness."""

from __future__ import annotations

from ..store import sourcing
from ..store.library import Library, Record, pairs


def root(library: Library, claim: Record) -> str:
    """Return whose word a claim is in the end; see `sourcing.root`."""
    return sourcing.root(sourcing.chain_of(claim), library.record)


def roots(library: Library, name: str) -> dict[str, list[str]]:
    """Return the claims about a record by root, in list order; as many roots as make a claim of it independently."""
    found: dict[str, list[str]] = {}
    for claim in sourcing.claims_about(pairs(library.linked_from(name))):
        found.setdefault(root(library, library.record(claim)), []).append(claim)
    return found


def told_by(library: Library, name: str) -> dict[str, list[str]]:
    """Return all roots that tell of a record, with their claims, be they none; what `mark:single` counts. See `sourcing.told_by`."""
    return sourcing.told_by(pairs(library.links(name)), pairs(library.linked_from(name)), library.record)
