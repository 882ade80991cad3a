"""The pages that the details can show: of a record, or of the whole corpus. Each kind has the one it opens at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from ..corpus.kinds import KINDS, kind_of
from ..errors import KhabarError
from ..reading.desk import ASK, Desk
from ..store.library import Library
from .rows import Span, TextRow, wrapped

MakeRows = Callable[[Library, str, int, str], Iterator[TextRow]]
"""Library, id ("" for the corpus), width, what to find → rows."""


@dataclass(frozen=True)
class Page:
    """A way of looking at a record. `kinds` are those it can show, "" among them where it shows the whole corpus.

    `rows` names the function that makes it, as `module.function` of this room; it is imported when it is first shown.
    """

    id: str
    title: str
    help: str
    kinds: tuple[str, ...]
    rows: str


EVERY = (*KINDS, "paragraph")
PAGES = (
    Page("fields", "Details", "every field, as it is coded", EVERY, "details.detail_rows"),
    Page("why", "Why", "who says so through whom, how its date is known, independent roots", EVERY, "why.why_rows"),
    Page(
        "home",
        "Threads",
        "all threads by layer, as they stood by the date of the record in hand",
        ("", *KINDS),
        "home.home_rows",
    ),
    Page("contradictions", "Contradictions", "what accounts differ on", ("",), "shelves.contradiction_rows"),
    Page("unstated", "Not stated", "what the reporting leaves open", ("",), "shelves.unstated_rows"),
    Page("uncoded", "Not coded", "how far each article is coded", ("",), "shelves.uncoded_rows"),
    Page("unnamed", "Unnamed sources", "who they are, and what rests on them only", ("",), "shelves.unnamed_rows"),
)
FIRST: dict[str, str] = {}
"""The page that a kind opens at; `fields` where it is not here."""


def page_of(name: str | None, page: str) -> Page | None:
    """Return the page that is shown of a record (None: of the corpus), the one it opens at for ""; None where there is none."""
    kind = (kind_of(name) or "") if name else ""
    wanted = page or FIRST.get(kind, "fields")
    known = {one.id: one for one in pages_of(name)}
    return known.get(wanted) or known.get("fields")


def pages_of(name: str | None) -> list[Page]:
    """Return the pages there are of a record, then those of the whole corpus."""
    kind = kind_of(name) if name else None
    return [one for one in PAGES if kind in one.kinds] + [
        one for one in PAGES if "" in one.kinds and kind not in one.kinds
    ]


def page_rows(desk: Desk, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows of the page that the desk has turned to."""
    name, page = desk.place.record, desk.place.page
    if page.startswith(ASK):
        yield from _answer(desk, width, find)
    elif shown := page_of(name, page):
        module, _, function = shown.rows.partition(".")
        make: MakeRows = getattr(import_module(f".{module}", __package__), function)
        kind = kind_of(name) if name else None
        yield from make(desk.library, name if name and kind in shown.kinds else "", width, find)


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


def page_title(name: str | None, page: str) -> str:
    """Return what stands above a page."""
    if page.startswith(ASK):
        return "Answer"
    shown = page_of(name, page)
    return shown.title if shown else "Details"
