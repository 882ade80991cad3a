"""What a record does not say: gaps are facts of the reporting, counted and listed like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

GAPS = {
    "begin": "when it began, or the first day it can be",
    "end": "when it ended, or the last day it can be",
    "place": "where it was",
    "doer": "who did it",
    "number": "how many",
    "status": "what became of a term",
    "venue": "where talks were held",
    "position": "where a place lies",
}
"""The sorts of gap, by code: a list can be filtered by them, as in `gap:end`."""

_DONE_BY_SOMEONE = frozenset(
    ("killing", "assassination", "abduction", "air_strike", "shelling", "ground_attack", "ill_treatment")
)
_DOERS = frozenset(("perpetrator", "attacker", "initiator"))


def gaps(kind: str, record: dict[str, Any]) -> Iterator[str]:
    """Yield the codes of what a record leaves open."""
    when = record.get("when")
    if kind in ("event", "agreement", "round") and when:
        if when["earliest"] is None:
            yield "begin"
        if when["latest"] is None and not when["edtf"].endswith("/.."):
            yield "end"
    for gap, is_open in _OPEN.get(kind, {}).items():
        if is_open(record):
            yield gap


def _nobody_did_it(event: dict[str, Any]) -> bool:
    roles = {participant["role"] for participant in event["participants"]}
    return event["type"] in _DONE_BY_SOMEONE and not roles & _DOERS


def _no_number(figure: dict[str, Any]) -> bool:
    return figure["qualifier"] in ("not_stated", "vague_word") and not {"low", "high", "best"} & set(figure)


def _term_left_open(agreement: dict[str, Any]) -> bool:
    return any(line["status"] == "not_stated" for term in agreement["terms"] for line in term.get("status_log", ()))


_OPEN: dict[str, dict[str, Callable[[dict[str, Any]], bool]]] = {
    "event": {"place": lambda event: not event.get("where"), "doer": _nobody_did_it},
    "figure": {"number": _no_number},
    "agreement": {"status": _term_left_open},
    "round": {"venue": lambda talks: not talks.get("where") and not talks.get("venue")},
    "place": {"position": lambda place: "lat" not in place},
}
