"""The answer to a standing question as rows: the question, what was found in its shape, and what was looked through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..reading.answers import MOST_ROWS, Answer, Group, answer, opens
from ..reading.entries import values
from ..reading.questions import Asked, Question
from ..store.columns import Found
from ..store.library import Library
from .rows import LINEAR, Span, TextRow
from .sheet import Sheet, counted
from .spoken import Line, lines_of
from .tables import Column, Member, Table
from .values import value_spans

NOT_TOLD = "not stated"
"""What rows are under that have no value to stand under."""


def answer_rows(
    library: Library, question: Question, name: str | None, width: int, find: str = ""
) -> Iterator[TextRow]:
    """Yield the answer to a question about a record (None: about the corpus), `width` cells wide.

    Raises KeyError where there is no such record.
    """
    yield from _rows(library, answer(library, question, name), width, find)


def answer_lines(library: Library, found: Answer) -> Iterator[Line]:
    """Yield an answer as it is read out."""
    return lines_of(_rows(library, found, LINEAR), found.asked.name)


def _rows(library: Library, found: Answer, width: int, find: str = "") -> Iterator[TextRow]:
    question, sheet = found.asked.question, Sheet(library, width, opens=found.asked.name)
    groups = [(_heading(library, question, group), group.entries) for group in found.groups]
    table = Table(
        library,
        [Member(one, head, opens=opens(library, question, one)) for head, entries in groups for one in entries],
        [Column(one.title, one.field) for one in question.columns],
        width,
        find,
        titled=False,
    )
    name = found.asked.name
    about = library.title(name) if name else str(library.about.get("title", ""))
    words = found.asked.words.removesuffix(f" {about}")
    yield from sheet.lines([Span(words, "title")])
    if words != found.asked.words:
        yield from sheet.lines([Span(f"about {about}", "dim")])
    yield from sheet.lines([Span(summary(found), "dim")])
    yield TextRow(())
    yield from table.rows(question.shape)


def summary(found: Answer) -> str:
    """Return in a sentence how many rows there are and what was looked through for them."""
    question, rows = found.asked.question, len(found.entries)
    if found.asked.why_not:
        return found.asked.why_not
    through = ", ".join(found.looked_through) or "nothing"
    more = f"; there is more, of each sort {MOST_ROWS:,} rows are shown at most" if found.cut else ""
    if not rows:
        none = question.none or "Nothing that is coded answers this."
        linked = found.asked.name is not None and not question.needs_record()
        about = " That is of what belongs to this record; the whole corpus may have more." if linked else ""
        return f"{none}{about} Looked through: {through}{more}"
    groups = counted(len(found.groups), question.counts or "group") if question.counts or len(found.groups) > 1 else ""
    return f"{counted(rows, 'row')}{', ' * bool(groups)}{groups}. Looked through: {through}{more}"


def asked_lines(asked: Iterable[Asked]) -> Iterator[str]:
    """Yield questions as they are put, those that cannot be asked with why not."""
    for one in asked:
        own = f" (of {one.question.file}, for khabar's own)" if one.question.replaces else ""
        yield f"{one.question.id}  {one.words}{own}"
        if one.why_not:
            yield f"  {one.why_not}"


def asked_json(one: Asked) -> dict[str, Any]:
    """Return a question as it is put for JSON."""
    question = one.question
    return {"id": question.id, "asks": one.words, "of": list(question.of), "about": one.name, "why_not": one.why_not}


def answer_json(library: Library, found: Answer) -> Iterator[dict[str, Any]]:
    """Yield the rows of an answer for JSON, one for each group that a row stands in; values as the fields of records have them."""
    for group in found.groups:
        for entry in group.entries:
            cells = {one.title: _plain(values(library, entry, one.field)) for one in found.asked.question.columns}
            yield {
                "question": found.asked.question.id,
                "of": found.asked.name,
                "group": group.value[1] if group.value else None,
                "record": entry.record,
                "opens": opens(library, found.asked.question, entry),
                "columns": cells,
                "cite": entry.cites(library),
            }


def _plain(found: list[Found]) -> list[Any]:
    return [value for _, value in found]


def _heading(library: Library, question: Question, group: Group) -> str:
    """Return what a group is called: its value, and what recurs in it."""
    if group.value is None:
        return NOT_TOLD if question.group else ""
    text = _text(library, group.value)
    if question.group == "=near":  # how much is sure against how much is not says how far to trust the rest
        text += f" · {len(group.entries)}"
    over = [_text(library, one) for one in group.over]
    return f"{text} · {len(over)}: {', '.join(over)}" if over else text


def _text(library: Library, found: Found) -> str:
    shape, value = found
    return "".join(span.text for span in value_spans(library, shape, value))
