"""Menus of what the desk has: what a name may mean, what belongs to a record, marked places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..commands.commands import KEY_OF_VIEW, VIEW_TITLES
from ..corpus.fold import words
from ..reading.desk import VIEWS, Desk, Place
from ..reading.menu import Choice, Menu
from ..store.library import Hit, Library


def hit_menu(hits: Sequence[Hit], title: str) -> Menu:
    """Return what a search found: the kind, the title, and the line it stands in where that is another."""
    return Menu(title, tuple(map(_hit, hits)))


def _hit(hit: Hit) -> Choice:
    title = hit.row.id if hit.row.kind == "paragraph" else hit.row.title
    elsewhere = "" if words(hit.line) == words(title) else f" · {hit.line}"
    return Choice(title, f"{hit.row.kind}{elsewhere}", hit.row.id)


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
