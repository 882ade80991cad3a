"""The details pane: any record, field by field as its kind declares them, each value with its way to a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..corpus.kinds import KINDS, kind_of
from ..corpus.shapes import Choice, ListOf, Ref, Shape, Struct, When
from ..reading.find import found_in
from ..store.headline import headline
from ..store.library import Library, Link
from .dates import row_label, sum_of
from .rows import Span, TextRow, found
from .sheet import INDENT, Sheet, cited, dotted, first, one_line
from .threads import thread_rows
from .values import value_spans

_SAID_ABOVE = frozenset(("id", "cite", "title", "type", "aspect", "factuality", "kind"))
_LABELS = {
    "according_to": "says who",
    "where": "where",
    "when": "when",
    "names": "names",
    "links": "links",
    "framing": "in the source's words",
    "not_same_as": "not the same as",
    "maybe_same_as": "maybe the same as",
    "status_log": "status",
    "as_of": "as of",
    "third_parties": "third parties",
    "known_from": "known from",
    "seen_in": "seen in",
    "also_within": "also within",
}
_LABELLED = frozenset(
    ("conditional_on", "quantity", "answers", "obligor", "beneficiary", "deadline", "topic", "why", "by", "to", "note")
)
"""Fields that need their name beside them within an item."""


def detail_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows that show a record, or a paragraph with what rests on it. Raises KeyError where there is none."""
    yield from (_paragraph if kind_of(name) == "paragraph" else _Details)(library, name, width, find)


def _paragraph(library: Library, citation: str, width: int, find: str) -> Iterator[TextRow]:
    paragraph = library.record(citation)
    head = f"{citation} · {library.title(paragraph['article'])}"
    sheet = Sheet(library, width, find, cite=citation)
    yield sheet.row(0, tuple(found(one_line([Span(head, "dim")], width), find)), None, None)
    yield from sheet.lines([Span(paragraph["digest"])], target=citation)
    resting = library.resting_on(citation)
    yield from sheet.heading(f"rests on it: {len(resting)}")
    for row in resting:
        yield from sheet.lines([Span(f"{row.kind} ", "dim"), Span(row.title, "link")], INDENT, row.id)
    if not resting:
        yield from sheet.remark("nothing is coded from it")


class _Details:
    """The rows of one record; iterating makes them one after another."""

    def __init__(self, library: Library, name: str, width: int, find: str) -> None:
        self.library, self.kind = library, kind_of(name) or ""
        self.record = library.record(name)
        self.name = self.record["id"]  # as the library calls it
        cites = self.record.get("cite", [])
        self.cite = first(cites)
        self.sheet = Sheet(library, width, find, cite=self.cite)
        self.lines = self.sheet.lines

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.lines([Span(self.subtitle(), "dim")])
        title = headline(self.kind, self.record, self.library.title)
        yield from self.lines([Span(title, "title")])
        for field, known in KINDS[self.kind].struct.fields.items():
            value = self.record.get(field)
            if self.kind == "thread" and field in ("shape", "columns", "states", "sections", "counts", "note"):
                continue
            if self.kind == "thread" and field == "members":
                yield TextRow(())
                yield from thread_rows(self.library, self.record, self.sheet.width, self.sheet.find)
            elif value is not None and field not in _SAID_ABOVE and value != title:
                yield from self.field(field, known.shape, value)
        yield from self.rests_on()
        yield from self.named_by()
        yield from self.lines([Span("id  ", "label"), Span(self.name, "dim")])

    def subtitle(self) -> str:
        """Return the kind and the codes that sort the record within it."""
        fields = KINDS[self.kind].struct.fields
        codes = [
            fields[name].shape for name in ("type", "kind", "factuality") if name in self.record and name in fields
        ]
        values = [
            self.record[name] for name in ("type", "kind", "factuality") if name in self.record and name in fields
        ]
        words = [
            self.library.word(code.vocabulary, value) if isinstance(code, Choice) else value
            for code, value in zip(codes, values, strict=True)
        ]
        lasting = ["lasted"] if self.record.get("aspect") == "state" else []
        return " · ".join([self.kind, *words, *lasting])

    def field(self, name: str, shape: Shape, value: Any) -> Iterator[TextRow]:
        title = _LABELS.get(name, name.replace("_", " "))
        if isinstance(shape, ListOf) and isinstance(shape.item, (Struct, Ref)):
            yield from self.lines([Span(title, "label")])
            for item in value:
                yield from self.item(shape.item, item)
        elif isinstance(shape, When):
            yield from self.lines([Span(f"{title}  ", "label"), *self.value(shape, value)], cite=_first_cite(value))
            yield from self.date_notes(value)
        elif isinstance(shape, Struct):
            yield from self.lines([Span(title, "label")])
            for inner, known in shape.fields.items():
                if inner in value:
                    yield from self.field(inner, known.shape, value[inner])
        else:
            target = value if isinstance(shape, Ref) else None
            yield from self.lines([Span(f"{title}  ", "label"), *self.value(shape, value)], target=target)

    def item(self, shape: Shape, value: Any, indent: int = INDENT) -> Iterator[TextRow]:
        """Yield one item of a list: its fields on a line, then the lists within it below.

        What has an id of its own, a term or a move, has its content on a line before the rest.
        """
        if isinstance(shape, Ref):
            yield from self.lines(self.value(shape, value), indent, target=value)
            return
        assert isinstance(shape, Struct)
        cite, target = _first_cite(value), None
        inline: list[tuple[list[Span], str | None]] = []
        below: list[tuple[Struct, Any]] = []
        for name, known in shape.fields.items():
            if name not in value or name in ("cite", shape.key):
                continue
            if isinstance(known.shape, ListOf) and isinstance(known.shape.item, Struct):
                below += [(known.shape.item, inner) for inner in value[name]]
                continue
            if isinstance(known.shape, Ref) and target is None:
                target = value[name]
            label = [Span(f"{_LABELS.get(name, name.replace('_', ' '))} ", "label")] if name in _LABELLED else []
            spans = [*label, *self.value(known.shape, value[name])]
            part = spans, next(_links(known.shape, value[name]), None)
            inline.insert(0 if shape.key and name == "content" else len(inline), part)
        cites = [c for c in value.get("cite", []) if c != self.cite or len(value["cite"]) > 1]
        end = cited(cites)
        if shape.key:
            yield from self.lines([*inline[0][0], *end], indent, target or cite, cite)
            inline, end, indent = inline[1:], [], indent + INDENT
        groups = list(_by_link(inline))
        for index, (group, link) in enumerate(groups):
            spans = [*dotted(group), *(end if index == len(groups) - 1 else [])]
            yield from self.lines(spans, indent, link or target or cite, cite)
        for when in (
            value[name] for name, known in shape.fields.items() if isinstance(known.shape, When) and name in value
        ):
            if any(found_in(text, self.sheet.find) for text in (when.get("said", ""), when.get("why", ""))):
                yield from self.date_notes(when, indent + INDENT)  # else there is no room for them
        for inner_shape, inner in below:
            yield from self.item(inner_shape, inner, indent if shape.key else indent + INDENT)

    def value(self, shape: Shape, value: Any) -> list[Span]:
        return value_spans(self.library, shape, value)

    def date_notes(self, when: dict[str, Any], indent: int = INDENT) -> Iterator[TextRow]:
        """Yield how a date is known: the source's words, the sum, the reasoning."""
        cite = _first_cite(when)
        if "said" in when:
            yield from self.lines([Span("said ", "label"), Span(f"“{when['said']}”")], indent, cite=cite)
        if "relative_to" in when:
            target = when["relative_to"].get("event") or when["relative_to"].get("article")
            row = self.library.row_of(target) if target else None
            base = row_label(row) if row else ""
            yield from self.lines(
                [Span("sum ", "label"), Span(sum_of(when, self.library.title, base))], indent, target, cite
            )
        if "why" in when:
            yield from self.lines([Span("why ", "label"), Span(when["why"])], indent, cite=cite)

    def rests_on(self) -> Iterator[TextRow]:
        cites = self.record.get("cite", [])
        if cites:
            yield from self.lines([Span("rests on", "label")])
        for cite in cites:
            yield from self.sheet.paragraph(cite)

    def named_by(self) -> Iterator[TextRow]:
        """Yield what names this record, by the field it does so in, each record once."""
        fields: dict[str, dict[str, Link]] = {}
        for link in self.library.linked_from(self.name):
            fields.setdefault(_named_as(link), {})[link.row.id] = link
        for title, links in fields.items():
            yield from self.lines([Span(f"{title} ({len(links)})", "label")])
            for link in links.values():
                date = [Span(f"{row_label(link.row)}  ", "date")] if link.row.edtf else []
                cite = first(self.library.cites(link.row.id))
                yield from self.lines([*date, Span(link.row.title, "link")], INDENT, link.row.id, cite)


_NAMED_AS = {
    "event participants": "takes part in", "event where": "what happened here", "event according_to": "source of events",
    "event links": "linked from", "event when": "dates that hang on it",
    "claim speaker": "says", "claim via": "passes on", "claim about": "claims about it",
    "claim blames": "is blamed in", "claim credits": "is credited in",
    "figure about": "figures on it", "figure where": "figures for it", "figure according_to": "gives the figures",
    "actor affiliations": "those who belong to it", "actor speaks_for": "who speaks for it",
    "actor not_same_as": "set apart from it", "actor maybe_same_as": "maybe the same",
    "place parent": "what lies in it", "place not_same_as": "set apart from it", "place maybe_same_as": "maybe the same",
    "place status": "places whose state it tells",
    "agreement parties": "party to", "agreement terms": "in the terms of", "agreement third_parties": "third party to",
    "agreement where": "agreements for it", "round sides": "side in", "round moves": "moves in",
    "relation from": "its ties", "relation to": "ties to it", "relation according_to": "source of ties",
    "issue about": "questions about it", "issue positions": "positions that rest on it", "thread members": "threads",
    "article outlet": "articles", "article authors": "articles by", "outlet relations": "outlets tied to it",
}  # fmt: skip
"""How a record is named by another, for a reader: kind and field of the one that names it."""


def _named_as(link: Link) -> str:
    field = f"{link.row.kind} {link.field.partition('.')[0]}"
    return _NAMED_AS.get(field, f"in {link.row.kind}s: {field.partition(' ')[2].replace('_', ' ')}")


def _links(shape: Shape, value: Any) -> Iterator[str]:
    """Yield the records that a value names."""
    if isinstance(shape, Ref):
        yield value
    elif isinstance(shape, ListOf):
        for item in value:
            yield from _links(shape.item, item)


def _by_link(parts: list[tuple[list[Span], str | None]]) -> Iterator[tuple[list[list[Span]], str | None]]:
    """Yield runs of parts with one link at the most, so that Enter has one meaning on a row."""
    group: list[list[Span]] = []
    link: str | None = None
    for spans, leads_to in parts:
        if group and link and leads_to:
            yield group, link
            group, link = [], None
        group.append(spans)
        link = link or leads_to
    if group:
        yield group, link


def _first_cite(value: Any) -> str | None:
    """Return the paragraph that a part of a record rests on, or a name was seen in, where it says."""
    cites = (value.get("cite") or value.get("seen_in")) if isinstance(value, dict) else None
    return cites[0] if cites else None
