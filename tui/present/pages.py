"""What the details can show of the record in hand: its fields, why it is said, the answer to a question."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import KhabarError
from ..reading.desk import ASK, Desk
from .details import detail_rows
from .rows import Span, TextRow, wrapped
from .why import why_rows

WHY = "why"


def page_rows(desk: Desk, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows of the page that the desk has turned to; the record's fields where there is no such page."""
    name, page = desk.place.record, desk.place.page
    if page.startswith(ASK):
        yield from _answer(desk, width, find)
    elif name is not None:
        yield from (why_rows if page == WHY else detail_rows)(desk.library, name, width, find)


def _answer(desk: Desk, width: int, find: str) -> Iterator[TextRow]:
    from ..reading.questions import ask_of
    from .answers import answer_rows

    try:
        question = desk.question(desk.place.page)
    except KhabarError as error:
        for line in str(error).split("\n"):
            yield from map(TextRow, wrapped([Span(line, "off_line")], width))
        return
    if question is None:
        yield TextRow((Span("there is no such question any more", "dim"),))
        return
    asked = ask_of(question, desk.library, desk.place.record)
    if asked.why_not:
        yield from map(TextRow, wrapped([Span(asked.why_not, "dim")], width))
        return
    yield from answer_rows(desk.library, question, asked.name, width, find)


def page_title(page: str) -> str:
    """Return what stands above a page."""
    return "Answer" if page.startswith(ASK) else "Why" if page == WHY else "Details"
