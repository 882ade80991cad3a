"""One value of a record as styled words."""

from __future__ import annotations

from typing import Any

from ..corpus.shapes import Choice, Cite, ListOf, Number, Ref, Shape, Struct, Text, When
from ..store.library import Library
from .dates import when_label
from .rows import Span, marked
from .sheet import dotted, joined


def value_spans(library: Library, shape: Shape, value: Any, find: str = "") -> list[Span]:
    """Return a value of a shape: a reference by its title, a code by its word, a date with how it is known."""
    match shape:
        case Ref():
            return marked(library.title(value), "link", find)
        case Cite():
            return [Span(value, "cite")]
        case Choice():
            return [Span(library.word(shape.vocabulary, value), "code")]
        case When():
            basis = [Span(f" ({value['basis']})", "dim")] if value["basis"] != "stated" else []
            return [Span(when_label(value), "date"), *basis]
        case Number():
            return [Span(f"{value:,}")]
        case Text():
            return marked(value, "", find)
        case ListOf():
            return joined((value_spans(library, shape.item, item, find) for item in value), ", ")
        case Struct():
            inner = {name: known.shape for name, known in shape.fields.items() if name in value}
            return dotted(value_spans(library, one, value[name], find) for name, one in inner.items())
