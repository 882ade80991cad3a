"""The line by which a list knows a record: its title, and one tag."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .documents import preferred

Record = dict[str, Any]
NameOf = Callable[[str], str]

TITLED = ("outlet", "actor", "place", "agreement")
"""The kinds that other records' titles are made of."""


def headline(kind: str, record: Record, name_of: NameOf) -> str:
    """Return the title of a record for lists; `name_of` gives the title of another record by id."""
    if "names" in record and kind in ("outlet", "actor", "place"):
        return preferred(record["names"])
    match kind:
        case "claim":
            return f"{name_of(record['speaker'])}: {record['content']}"
        case "figure":
            return f"{record['measures']}: {said(record)}"
        case "relation":
            return f"{name_of(record['from'])} {record['type'].replace('_', ' ')} {name_of(record['to'])}"
        case "issue":
            return str(record["question"])
        case "paragraph":
            return str(record["digest"])
    return str(record.get("title", record.get("id", "")))


def tag(kind: str, record: Record) -> str:
    """Return the one word that sorts a record within its kind: an event's type, an actor's kind, an issue's status."""
    match kind:
        case "event" | "relation":
            return str(record["type"])
        case "claim":
            return str(record["polarity"])
        case "figure":
            return str(record["qualifier"])
        case "agreement":
            return f"{len(record['terms'])} terms"
        case "round":
            return f"{len(record.get('moves', []))} moves"
        case "issue":
            return str(record["status"])
        case "thread":
            return str(record["shape"])
        case "paragraph":
            return str(record["at"])
        case "article":
            return str(record["language"])
    return str(record.get("kind", ""))


def said(figure: Record) -> str:
    """Return a figure as a reader says it: the source's own words, else its bounds; never a number nobody gave."""
    if "said" in figure:
        return str(figure["said"])
    if "best" in figure:
        return f"{figure['best']:,}"
    low, high = figure.get("low"), figure.get("high")
    if low is None and high is None:
        return str(figure["qualifier"]).replace("_", " ")
    if low is None or high is None:
        return f"at least {low:,}" if high is None else f"at most {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
