"""Nodes → values of their shape, with every problem that one file shows by itself.

What needs other records (ids, citations, relative dates) is noted here with its place and settled in `settle`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from sys import intern
from typing import Any

from ..errors import Problem
from .dates import DateError, Span, as_edtf, parse_edtf, parse_offset
from .kinds import BLOCK, DATE, SHORT
from .shapes import Choice, Cite, Kind, ListOf, Number, Ref, Shape, Struct, Text, When
from .text import clean
from .vocabulary import Vocabulary
from .yaml_reader import NUMBER, Mapping, Node, Scalar, Sequence, implied

Record = dict[str, Any]

CITATION = re.compile(rf"({SHORT})#([1-9][0-9]{{0,3}}|{BLOCK})")

_QUOTE = "quote it: '{}'"
_IMPLIED = {
    "nothing": ("empty", "an unquoted {} means nothing to YAML; leave the key out, or " + _QUOTE),
    "boolean": ("implicit-boolean", "an unquoted {} is a truth value to YAML; " + _QUOTE),
    "date": ("bare-date", "an unquoted {} is a date to some YAML readers; " + _QUOTE),
    "time": ("implicit-number", "an unquoted {} is a number in base 60 to YAML; " + _QUOTE),
    "octal": ("implicit-number", "an unquoted {} is octal to some YAML readers; " + _QUOTE),
    "number": ("implicit-number", "an unquoted {} is a number to YAML; " + _QUOTE),
}


class Missing:
    """Stands where a value could not be had; its problem has been reported."""


MISSING = Missing()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line, column."""

    file: str
    line: int
    column: int

    def problem(self, code: str, message: str, severity: str = "error") -> Problem:
        """Return a problem at this place."""
        return Problem(self.file, self.line, self.column, code, message, severity)


class Part(dict[str, Any]):
    """A mapping in a record, or the record itself, that knows where it stands."""

    __slots__ = ("column", "line")

    def __init__(self, node: Node) -> None:
        self.line, self.column = node.line, node.column


@dataclass(slots=True)
class DateSeen:
    """A date value to be settled: its mapping (changed in place), its span so far, and where it stands."""

    value: dict[str, Any]
    span: Span | None
    place: Place


@dataclass(slots=True)
class Pending:
    """What a record points at, with places, for `settle`."""

    refs: list[tuple[str, tuple[str, ...], Place]] = field(default_factory=list)
    cites: list[tuple[str, Place]] = field(default_factory=list)
    dates: list[DateSeen] = field(default_factory=list)


@dataclass(slots=True)
class Coded:
    """A record as read: its kind and values, where it stands, what it points at."""

    kind: Kind
    value: Record
    place: Place
    pending: Pending

    def place_of(self, part: Record) -> Place:
        """Return where a part of the record stands, as far as that is known."""
        return Place(self.place.file, part.line, part.column) if isinstance(part, Part) else self.place


class Checker:
    """Turns the nodes of one file into values. `report` takes each problem; `pending` collects what points elsewhere."""

    def __init__(self, file: str, vocabulary: Vocabulary, report: Callable[[Problem], None]) -> None:
        self.file = file
        self.vocabulary = vocabulary
        self.report = report
        self.pending = Pending()

    def place(self, node: Node) -> Place:
        """Return where a node stands."""
        return Place(self.file, node.line, node.column)

    def fail(self, node: Node, code: str, message: str) -> Missing:
        """Report a problem at a node."""
        self.report(self.place(node).problem(code, message))
        return MISSING

    def value(self, shape: Shape, node: Node, name: str) -> Any:
        """Return the value of a node in this shape, or MISSING; `name` is what messages call it."""
        if isinstance(node, Scalar) and node.told:
            return MISSING
        match shape:
            case Text():
                return self.text(shape, node, name)
            case Number():
                return self.number(shape, node, name)
            case Choice():
                return self.choice(shape, node, name)
            case Ref():
                return self.ref(shape, node, name)
            case Cite():
                return self.cite(node, name)
            case When():
                return self.when(node, name)
            case ListOf():
                return self.list_of(shape, node, name)
            case Struct():
                return self.struct(shape, node, name)

    def words(self, node: Node, name: str, number_ok: bool = False) -> str | Missing:
        """Return cleaned text of a scalar that is text beyond doubt."""
        if not isinstance(node, Scalar):
            return self.fail(node, "type", f"{name} must be one value, not a {_called(node)}")
        if (what := implied(node)) and not (number_ok and what == "number"):
            code, message = _IMPLIED[what]
            if not node.text:
                return self.fail(node, code, f"{name} has no value; give one or leave the key out")
            return self.fail(node, code, f"{name}: " + message.format(node.text[:40], node.text[:40]))
        text, removed = clean(node.text)
        if removed:
            what = ", ".join(f"{count} {sort}" for sort, count in sorted(removed.items()))
            self.report(self.place(node).problem("cleaned", f"{name}: taken out of the text: {what}", "warning"))
        if not text:
            return self.fail(node, "empty", f"{name} is empty; give a value or leave the key out")
        return text

    def text(self, shape: Text, node: Node, name: str) -> str | Missing:
        text = self.words(node, name, number_ok=shape.number_too)
        if isinstance(text, Missing):
            return text
        if len(text) > shape.limit:
            return self.fail(node, "too-long", f"{name} has {len(text)} characters; shorten it to {shape.limit}")
        if shape.pattern and not re.fullmatch(shape.pattern, text):
            return self.fail(node, "form", f"{name} is {text[:60]!r}; write {shape.hint}")
        return text

    def number(self, shape: Number, node: Node, name: str) -> int | float | Missing:
        if not isinstance(node, Scalar) or not node.plain or not NUMBER.fullmatch(node.text):
            said = repr(node.text[:40]) if isinstance(node, Scalar) else f"a {_called(node)}"
            return self.fail(node, "number", f"{name} must be an unquoted number such as 21 or 32.62, not {said}")
        number = float(node.text) if "." in node.text else int(node.text)
        if shape.whole and not isinstance(number, int):
            return self.fail(node, "number", f"{name} must be a whole number, not {node.text}")
        if (shape.low is not None and number < shape.low) or (shape.high is not None and number > shape.high):
            return self.fail(node, "range", f"{name} is {node.text}; it must lie between {shape.low} and {shape.high}")
        return number

    def choice(self, shape: Choice, node: Node, name: str) -> str | Missing:
        allowed = tuple(self.vocabulary[shape.vocabulary]) if shape.vocabulary else shape.values
        text = self.words(node, name)
        if isinstance(text, Missing) or text in allowed:
            return text if isinstance(text, Missing) else intern(text)
        where = f" (vocabulary.yaml: {shape.vocabulary})" if shape.vocabulary else ""
        return self.fail(node, "choice", f"{name} cannot be {text[:40]!r}; {_instead(text, allowed)}{where}")

    def ref(self, shape: Ref, node: Node, name: str) -> str | Missing:
        text = self.words(node, name)
        if not isinstance(text, Missing):
            text = intern(text)  # an id stands in many records
            self.pending.refs.append((text, shape.kinds, self.place(node)))
        return text

    def cite(self, node: Node, name: str) -> str | Missing:
        text = self.words(node, name)
        if isinstance(text, Missing):
            return text
        if not CITATION.fullmatch(text):
            return self.fail(
                node, "cite-form", f"{text[:40]!r} is not a citation; write SHORT#N such as eb18#12, or SHORT#title"
            )
        text = intern(text)
        self.pending.cites.append((text, self.place(node)))
        return text

    def list_of(self, shape: ListOf, node: Node, name: str) -> list[Any] | Missing:
        if not isinstance(node, Sequence):
            if not shape.bare or (isinstance(node, Scalar) and not node.text):
                said = "has no value" if isinstance(node, Scalar) and not node.text else f"is a {_called(node)}"
                return self.fail(node, "type", f"{name} {said}; write a list")
            node = Sequence([node], node.line, node.column)
        if len(node.items) < shape.least:
            return self.fail(node, "empty", f"{name} is an empty list; give at least {shape.least}")
        values = [(item, self.value(shape.item, item, name)) for item in node.items]
        if isinstance(shape.item, Struct) and shape.item.key:
            self.differ(shape.item.key, values, name)
        elif isinstance(shape.item, (Ref, Cite)):
            self.once(values, name)
        return [value for _, value in values if value is not MISSING]

    def differ(self, key: str, values: Iterable[tuple[Node, Any]], name: str) -> None:
        seen: set[str] = set()
        for node, value in values:
            if isinstance(value, dict) and key in value:
                if value[key] in seen:
                    self.fail(
                        node, "duplicate-id", f"{name}: {key} {value[key]!r} stands here twice; keep one or rename it"
                    )
                seen.add(value[key])

    def once(self, values: Iterable[tuple[Node, Any]], name: str) -> None:
        seen: set[str] = set()
        for node, value in values:
            if isinstance(value, str):
                if value in seen:
                    self.fail(node, "repeated", f"{name} names {value} twice; keep one")
                seen.add(value)

    def struct(self, shape: Struct, node: Node, name: str) -> dict[str, Any] | Missing:
        if isinstance(node, Scalar) and shape.short and node.text:
            inner = self.value(shape.fields[shape.short].shape, node, name)
            if isinstance(inner, Missing):
                return inner
            short = Part(node)
            short[shape.short] = inner
            return short
        if not isinstance(node, Mapping):
            said = "has no value" if isinstance(node, Scalar) and not node.text else f"is a {_called(node)}"
            return self.fail(node, "type", f"{name} {said}; write a mapping of {', '.join(list(shape.fields)[:5])} …")
        built = Part(node)
        for key, (key_node, value_node) in node.entries.items():
            known = shape.fields.get(key)
            if known is None:
                self.fail(
                    key_node, "unknown-key", f"{name} has no field {key[:40]!r}; {_instead(key, tuple(shape.fields))}"
                )
                continue
            value = self.value(known.shape, value_node, key)
            if value is not MISSING:
                built[intern(key)] = value  # it stands in many records
        missing = [key for key, known in shape.fields.items() if known.required and key not in node.entries]
        if missing:
            self.fail(
                node, "missing-key", f"{name} lacks {', '.join(missing)}; add {'it' if len(missing) == 1 else 'them'}"
            )
        return built

    def when(self, node: Node, name: str) -> dict[str, Any] | Missing:
        value = self.struct(DATE, node, name)
        if isinstance(value, Missing):
            return value
        written = set(node.entries) if isinstance(node, Mapping) else {"edtf"}
        if not written & {"edtf", "relative_to"}:
            message = f"{name} gives neither edtf nor relative_to; write a quoted EDTF date"
            return self.fail(node, "date-missing", message)
        if not {"edtf", "relative_to"} & written <= set(value):
            return MISSING  # told where it stands
        span = None
        try:
            if "edtf" in value:
                span = parse_edtf(value["edtf"])
        except DateError as error:
            return self.fail(self.inside(node, "edtf"), "edtf", f"{name}: {error}")
        if "relative_to" in value and not self.relative(value["relative_to"], self.inside(node, "relative_to"), name):
            return MISSING
        bounded = self.bounds(value, span, node, name)
        if isinstance(bounded, Missing):
            return MISSING
        self.pending.dates.append(DateSeen(value, bounded, self.place(node)))
        return value

    def relative(self, value: dict[str, Any], node: Node, name: str) -> bool:
        """Say whether a `relative_to` can be reckoned with; report where not."""
        written = set(node.entries) if isinstance(node, Mapping) else set()
        if ("event" in written) == ("article" in written):
            self.fail(node, "relative", f"{name}: relative_to needs one of event and article; write one of them")
            return False
        if not written & {"event", "article", "offset"} <= set(value) or "offset" not in value:
            return False  # told where it stands
        try:
            parse_offset(value["offset"])
        except DateError as error:
            self.fail(self.inside(node, "offset"), "edtf", f"{name}: {error}")
            return False
        return True

    def bounds(self, value: dict[str, Any], span: Span | None, node: Node, name: str) -> Span | Missing | None:
        """Return the span with explicit bounds. They may narrow a date; only `~`, `?` or `%` lets them be wider."""
        given: dict[str, Span] = {}
        for side in ("earliest", "latest"):
            if side in value:
                try:
                    given[side] = parse_edtf(value[side])
                    if given[side].earliest != given[side].latest:
                        raise DateError(f"{value[side]!r} is not one day; write it as 2018-06-07")
                except DateError as error:
                    return self.fail(self.inside(node, side), "bounds", f"{name}: {side}: {error}")
        if not given:
            return span
        known = span or Span(None, None)
        low = given["earliest"].earliest if "earliest" in given else known.earliest
        high = given["latest"].latest if "latest" in given else known.latest
        if low and high and low > high:
            return self.fail(node, "bounds", f"{name}: earliest {low} is after latest {high}; exchange or mend them")
        wider = (low and known.earliest and low < known.earliest) or (high and known.latest and high > known.latest)
        apart = (low and known.latest and low > known.latest) or (high and known.earliest and high < known.earliest)
        if span and (apart or (wider and not (span.approximate or span.uncertain))):
            message = f"{name}: the bounds {low} to {high} lie outside {value['edtf']!r}; mend them, or add ~ where it is not exact"
            return self.fail(node, "bounds", message)
        return Span(low, high, known.lasts, known.open_end, known.approximate, known.uncertain)

    @staticmethod
    def inside(node: Node, key: str) -> Node:
        """Return the node of a field where there is one, else the node itself."""
        return node.entries[key][1] if isinstance(node, Mapping) and key in node.entries else node


def settled_date(value: dict[str, Any], span: Span) -> None:
    """Write bounds and basis into a date value, in place, so that every date has the same fields."""
    value.setdefault("edtf", as_edtf(span))
    value["earliest"] = intern(span.earliest.isoformat()) if span.earliest else None
    value["latest"] = intern(span.latest.isoformat()) if span.latest else None
    value.setdefault("basis", "computed" if "relative_to" in value else "stated")


def _called(node: Node) -> str:
    return {Scalar: "value", Sequence: "list", Mapping: "mapping"}[type(node)]


def _instead(word: str, allowed: tuple[str, ...]) -> str:
    close = get_close_matches(word, allowed, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return "write one of " + ", ".join(allowed[:14]) + (" …" if len(allowed) > 14 else "")
