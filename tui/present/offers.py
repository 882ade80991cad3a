"""Menus of what the desk has: what a name may mean, what belongs to a record, marked places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..commands.commands import KEY_OF_VIEW, VIEW_TITLES
from ..corpus.fold import words
from ..reading.complete import Completion
from ..reading.desk import VIEWS, Desk, Place
from ..reading.menu import Choice, Menu, keyed
from ..store.library import Hit, Library
from .pages import Page
from .themes import ThemeFile

if TYPE_CHECKING:
    from ..reading.questions import Asked


def hit_menu(hits: Sequence[Hit], title: str) -> Menu:
    """Return what a search found: the kind, the title, and the line it stands in where that is another."""
    return Menu(title, tuple(map(_hit, hits)))


def _hit(hit: Hit) -> Choice:
    title = hit.row.id if hit.row.kind == "paragraph" else hit.row.title
    elsewhere = "" if words(hit.line) == words(title) else f" · {hit.line}"
    return Choice(title, f"{hit.row.kind}{elsewhere}", hit.row.id)


def completion_menu(offers: Sequence[Completion]) -> Menu:
    """Return what may stand in a filter, with how many records each finds."""
    choices = (Choice(one.text, f"{one.count:,} · {one.title}") for one in offers)
    return Menu("Tab takes it · ↓ the next · how many each finds", tuple(choices))


def question_menu(asked: Sequence[Asked], title: str) -> Menu:
    """Return the questions that can be asked, by letters."""
    choices = (Choice(_unnamed(one, title), "", one.question.id, why_not=one.why_not) for one in asked)
    return Menu(f"ask about {title}", keyed(choices), "no questions are declared")


def _unnamed(asked: Asked, title: str) -> str:
    """Return the words of a question without the name at their end, which stands above the menu."""
    return asked.words.removesuffix(title).strip()


def page_menu(pages: Sequence[Page], shown: str) -> Menu:
    """Return the pages there are, the one that is shown marked."""
    choices = (Choice(one.title, f"{one.help}{' · shown now' * (one.id == shown)}", one.id) for one in pages)
    return Menu("ways to look at it", keyed(choices))


LANES = {
    "p": ("place", "where it was"), "a": ("actor", "who took part"), "s": ("side", "whose side took part"),
    "t": ("type", "what sort of event it is"), "n": ("", "all on one line"),
}  # fmt: skip
"""What the timeline can be grouped by, by the key that picks it."""


def lane_menu(lanes: str) -> Menu:
    """Return what the timeline can be grouped by, what it is by now marked."""
    choices = (
        Choice(name or "no lanes", f"{what}{' · shown now' * (name == lanes)}", name, key)
        for key, (name, what) in LANES.items()
    )
    return Menu("lanes by", tuple(choices))


COPIES = (
    ("p", "plain citation", "outlet, title, date, paragraph"),
    ("b", "BibTeX", "the same, for a bibliography"),
    ("c", "CSL-JSON", "the same, for Zotero and the like"),
    ("t", "text", "the whole record with its citations"),
)
"""What can be copied of a record: the key, what it is called, what it is."""


def copy_menu(title: str) -> Menu:
    """Return the ways to copy a record."""
    return Menu(f"copy {title} as", tuple(Choice(name, what, key, key) for key, name, what in COPIES))


def copied_menu(what_was_done: str, text: str) -> Menu:
    """Return what was copied, to be read or taken with the terminal's own hand."""
    lines = (*text.split("\n"), "", f"({what_was_done})")
    return Menu("copied", (), "", whole=True, foot=tuple(("", line) for line in lines))


def theme_menu(themes: Sequence[ThemeFile]) -> Menu:
    """Return the themes that can be worn."""
    choices = (Choice(one.name, f"{one.title}{' · your own' * one.own}", one.name) for one in themes)
    return Menu("themes: ↓ tries the next on, Enter keeps it, Esc goes back", keyed(choices))


def belonging_menu(library: Library, name: str, kinds: Mapping[str, int]) -> Menu:
    """Return what belongs to a record, by kind, with the keys that the lists of those kinds have."""
    listed = sorted((kind for kind in kinds if kind in VIEWS), key=VIEWS.index)
    choices = (Choice(VIEW_TITLES[kind], str(kinds[kind]), kind, KEY_OF_VIEW[kind]) for kind in listed)
    return Menu(f"what belongs to {library.title(name)}", tuple(choices), "nothing names it, and it names nothing")


def mark_menu(desk: Desk, title: str) -> Menu:
    """Return the marked places by their letters."""
    return Menu(title, tuple(_mark(desk.library, *one) for one in sorted(desk.marks.items())), "no place is marked yet")


def _mark(library: Library, letter: str, place: Place) -> Choice:
    name = place.citation if place.pane == "article" else place.record
    narrowed = f" · {place.filter}" if place.filter else ""
    return Choice(library.title(name) if name else "", f"{VIEW_TITLES[place.view]}{narrowed}", letter, letter)
