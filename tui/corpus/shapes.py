"""The shapes that a value in a corpus file can have.

`kinds` describes every record with these; `check` walks YAML by them, `jsonschema` prints them for editors. They
hold no behaviour, so that there is one definition and two readers of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """Words. `limit` is the most characters, `pattern` a whole-match expression with `hint` to say it in words.

    With `number_too` an unquoted number will do.
    """

    limit: int = 2_000
    pattern: str = ""
    hint: str = ""
    number_too: bool = False


@dataclass(frozen=True)
class Number:
    """A count or a measure; `whole` for integers only, `low`/`high` for the range it may lie in."""

    whole: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Choice:
    """One of `values`, or of the list of that name in the vocabulary file."""

    values: tuple[str, ...] = ()
    vocabulary: str = ""


@dataclass(frozen=True)
class Ref:
    """The id of a record of one of these kinds; of any kind where none is named."""

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cite:
    """A paragraph: `SHORT#N` or `SHORT#block`."""


@dataclass(frozen=True)
class When:
    """A date: a quoted EDTF string, or a mapping with bounds (see `dates`)."""


@dataclass(frozen=True)
class ListOf:
    """A list; with `bare`, one value may stand for a list of one."""

    item: Shape
    bare: bool = False
    least: int = 0


@dataclass(frozen=True)
class Field:
    """A field of a `Struct`: its shape, whether it must be there, and what to write in it."""

    shape: Shape
    required: bool = False
    doc: str = ""


@dataclass(frozen=True)
class Struct:
    """A mapping; with `short`, a bare value stands for a mapping with that field alone.

    `key` names the field whose values must differ within a list of such mappings.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    short: str = ""
    key: str = ""


Shape = Text | Number | Choice | Ref | Cite | When | ListOf | Struct


@dataclass(frozen=True)
class Kind:
    """A kind of record: `evt:…` of kind `event`, kept in `events.yaml` or `events/`, a table `events` in the store."""

    name: str
    prefix: str
    plural: str
    doc: str
    struct: Struct
