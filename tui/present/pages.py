"""The pages that the details can show: of a record, or of the whole corpus. Each kind has the one it opens at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ..corpus.kinds import KINDS, kind_of
from ..errors import KhabarError
from ..reading.desk import ASK, ASK_ALL, NOTEBOOK, OF_VIEW, Desk, View
from ..store.library import Library
from .rows import Span, TextRow, wrapped

MakeRows = Callable[[Library, str, int, str], Iterator[TextRow]]
"""Library, id ("" for the corpus), width, what to find → rows."""
MakeViewRows = Callable[[Library, View, int, str], Iterator[TextRow]]
"""Library, the list as it is filtered, width, what to find → rows."""


@dataclass(frozen=True)
class Page:
    """A way of looking at a record. `kinds` are those it can show, "" among them where it shows the whole corpus; `key` picks it.

    `rows` names the function that makes it, as `module.function` of this room; it is imported when it is first shown.
    """

    id: str
    key: str
    title: str
    help: str
    kinds: tuple[str, ...]
    rows: str
    view_rows: str = ""
    """Names what makes it of the list as it is filtered; the capital is then of that, which unfiltered is the whole corpus."""


EVERY = (*KINDS, "paragraph")
PAGES = (
    Page("fields", "d", "Details", "every field, as it is coded", EVERY, "details.detail_rows"),
    Page("ledger", "l", "Ledger", "term by term: what became of it, who says so, when", ("agreement",), "ledger.ledger_rows"),
    Page("beside", "b", "Two deals", "what deals have on each topic, side by side", ("agreement", ""), "deals_beside.beside_rows"),
    Page("ladder", "l", "Ladder", "demand, offer, answer: topic by topic, what is left open", ("round",), "ladder.ladder_rows"),
    Page("actor", "p", "Actor", "names, ties, what they did, say, and what is said of them", ("actor",), "actor_page.actor_rows"),
    Page("place", "p", "Place", "names, states over time with their gaps, what happened there", ("place",), "place_page.place_rows"),
    Page("accounts", "a", "Accounts", "as each who tells of it tells it, side by side", ("event", "issue"), "accounts.account_rows"),
    Page("figures", "f", "Figures", "what is counted, by whom, as of when; nothing is added up",
         ("", "place", "actor", "event", "agreement"), "figures_page.figures_rows"),
    Page("words", "r", "Words", "which word is whose, and for what",
         ("", "outlet", "article", "actor", "issue"), "words_page.word_rows"),
    Page("map", "m", "Map", "where places lie, how far from one another; M: those of the list as it is filtered",
         ("place", "event", "agreement", "round", "figure", "actor", ""), "map_page.map_rows", "view_map.view_map_rows"),
    Page("why", "w", "Why", "who says so through whom, how its date is known, independent roots", EVERY, "why.why_rows"),
    Page("home", "h", "Threads", "all threads by layer, as they stood by the date of the record", ("", *KINDS), "home.home_rows"),
    Page("towns", "t", "Towns by status", "each place with its states over time, side by side", ("",), "towns.towns_rows"),
    Page("topic", "c", "Topics", "a topic from round to round: who asked, who refused", ("",), "topics.topic_rows"),
    Page("deadlines", "e", "Deadlines", "threats and deadlines, and what became of them", ("",), "deadlines.deadline_rows"),
    Page("contradictions", "x", "Contradictions", "what accounts differ on", ("",), "shelves.contradiction_rows"),
    Page("unstated", "n", "Not stated", "what the reporting leaves open", ("",), "shelves.unstated_rows"),
    Page("uncoded", "u", "Not coded", "how far each article is coded", ("",), "shelves.uncoded_rows"),
    Page("unnamed", "s", "Unnamed sources", "who they are, and what rests on them only", ("",), "shelves.unnamed_rows"),
)  # fmt: skip
FIRST = {"agreement": "ledger", "round": "ladder", "issue": "accounts", "actor": "actor", "place": "place"}
"""The page that a kind opens at; `fields` where it is not here."""


OF_ALL = "all:"
"""What a page begins with that is of the whole corpus though it could be of the record in hand."""


def page_of(name: str | None, page: str) -> Page | None:
    """Return the page that is shown of a record (None: of the corpus), the one it opens at for ""; None where there is none."""
    kind = (kind_of(name) or "") if name else ""
    wanted = page.removeprefix(OF_ALL).removeprefix(OF_VIEW) or FIRST.get(kind, "fields")
    known = {one.id: one for one in pages_of(name)}
    return known.get(wanted) or known.get("fields")


def pages_of(name: str | None) -> list[Page]:
    """Return the pages there are of a record, then those of the whole corpus."""
    kind = kind_of(name) if name else None
    of_record = [one for one in PAGES if kind in one.kinds]
    return of_record + [one for one in PAGES if "" in one.kinds and one not in of_record]


def of_corpus(name: str | None, page: str) -> bool:
    """Say whether a page tells of the whole corpus or of a list, whatever record is in hand."""
    if not page or page.startswith((OF_ALL, OF_VIEW, ASK_ALL, ASK, NOTEBOOK)):
        return bool(page) and not page.startswith(ASK)
    shown = page_of(name, page)
    return not (name and shown and kind_of(name) in shown.kinds)


def page_rows(desk: Desk, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows of the page that the desk has turned to."""
    name, page = desk.place.record, desk.place.page
    if page.startswith((ASK, ASK_ALL)):
        yield from _answer(desk, width, find)
    elif page == NOTEBOOK:
        from .notebook_page import notebook_rows

        yield from notebook_rows(desk.library, desk.own, width, find)
    elif shown := page_of(name, page):
        whole = of_corpus(name, page)
        if shown.view_rows and whole:
            make_view: MakeViewRows = made_by(shown.view_rows)
            yield from make_view(desk.library, desk.current_view, width, find)
            return
        make: MakeRows = made_by(shown.rows)
        yield from make(desk.library, "" if whole else name or "", width, find)


def made_by(name: str) -> Any:
    """Return the function of this room that is named `module.function`."""
    module, _, function = name.partition(".")
    return getattr(import_module(f".{module}", __package__), function)


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
    about = desk.place.record if desk.place.page.startswith(ASK) else None
    asked = ask_of(question, desk.library, about)
    if asked.why_not:
        yield from map(TextRow, wrapped([Span(asked.why_not, "dim")], width))
        return
    yield from answer_rows(desk.library, question, asked.name, width, find)


def page_title(name: str | None, page: str) -> str:
    """Return what stands above a page."""
    if page.startswith((ASK, ASK_ALL)):
        return "Answer"
    if page == NOTEBOOK:
        return "Notebook"
    shown = page_of(name, page)
    return shown.title if shown else "Details"
