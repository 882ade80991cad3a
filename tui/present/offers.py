"""Menus of what the desk has: what a name may mean, what belongs to a record, marked places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..commands.commands import KEY_OF_VIEW, VIEW_TITLES
from ..corpus.fold import words
from ..corpus.kinds import kind_of
from ..reading.complete import Completion
from ..reading.desk import ASK, ASK_ALL, OF_VIEW, VIEWS, Desk, Place
from ..reading.menu import LETTERS, Choice, Menu, keyed
from ..store.library import Hit, Library
from .pages import OF_ALL, Page, pages_of
from .themes import ThemeFile

if TYPE_CHECKING:
    from ..reading.questions import Asked, Question


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
    return Menu("Tab takes · ↓ next · how many it finds", tuple(choices))


def question_menu(questions: Sequence[Question], library: Library, name: str | None) -> Menu:
    """Return the standing questions, each by a letter of its own; its capital asks it about the whole corpus."""
    from ..reading.questions import asked_of

    letters = dict(zip((one.id for one in questions), [*LETTERS, *("" for _ in questions)], strict=False))
    title = library.title(name) if name else str(library.about["title"])
    choices = (_question(one, letters[one.question.id], title) for one in asked_of(questions, library, name))
    capitals = "ask; capitals: the corpus" if name else "ask"
    return Menu(f"{capitals} · about {title}", tuple(choices), "no questions are declared")


def _question(asked: Asked, letter: str, title: str) -> Choice:
    question, of_all = asked.question, not asked.question.needs_record()
    words = asked.words.removesuffix(title).strip()  # the name stands above the menu
    of_record = asked.name is not None or not of_all
    return Choice(
        words,
        "" if of_record else "the whole corpus",
        (ASK if of_record else ASK_ALL) + question.id,
        letter if of_record else letter.upper(),
        asked.why_not,
        letter.upper() if of_all and of_record else "",
        ASK_ALL + question.id,
    )


def page_menu(name: str | None, shown: str) -> Menu:
    """Return the pages there are of a record and of the corpus, the one that is shown marked."""
    kind = kind_of(name) if name else None
    choices = (_page(one, kind, shown) for one in pages_of(name))
    return Menu("pages; capitals: the corpus", tuple(choices))


def _page(page: Page, kind: str | None, shown: str) -> Choice:
    note = "shown now · " * (page.id == shown) + page.help
    whole = (OF_VIEW if page.view_rows else OF_ALL) + page.id
    if kind not in page.kinds:
        return Choice(page.title, note, whole if page.view_rows else page.id, page.key.upper())
    of_all = page.key.upper() if "" in page.kinds else ""
    return Choice(page.title, note, page.id, page.key, "", of_all, whole)


LANES = {
    "p": ("place", "where it was"), "a": ("actor", "who took part"), "s": ("side", "whose side took part"),
    "t": ("type", "what sort of event it is"), "n": ("", "all on one line"),
}  # fmt: skip
"""What the timeline can be grouped by, by the key that picks it."""


def lane_menu(lanes: str) -> Menu:
    """Return what the timeline can be grouped by, what it is by now marked."""
    choices = (
        Choice(name or "no lanes", "shown now · " * (name == lanes) + what, name, key)
        for key, (name, what) in LANES.items()
    )
    return Menu("lanes by", tuple(choices))


COPIES = (
    ("p", "plain citation", "outlet, title, date, paragraph"),
    ("b", "BibTeX", "the same, for a bibliography"),
    ("c", "CSL-JSON", "the same, for Zotero and the like"),
    ("t", "text", "the whole record with its citations"),
    ("s", "screen", "what the pane shows, all of it"),
)
"""What can be copied of a record: the key, what it is called, what it is."""


IN_FULL = "H"
"""What is chosen to copy the names of those, too, who are not public."""


def copy_menu(title: str, in_full: bool = False, may_show: bool = True) -> Menu:
    """Return the ways to copy a record; without names of those who are not public, if not `in_full`, which may be offered."""
    choices = tuple(Choice(name, what, key, key) for key, name, what in COPIES)
    more = (Choice("with all names", "those of who is not public, too", IN_FULL, IN_FULL),) * (may_show and not in_full)
    return Menu(f"copy, {'with all names' if in_full else 'names hidden'}: {title}", choices + more)


def copied_menu(what_was_done: str, text: str) -> Menu:
    """Return what was copied, to be read or taken with the terminal's own hand."""
    lines = (*text.split("\n"), "", f"({what_was_done})")
    return Menu("copied", (), "", whole=True, foot=tuple(("", line) for line in lines), as_stored=True)


def theme_menu(themes: Sequence[ThemeFile]) -> Menu:
    """Return the themes that can be worn."""
    choices = (Choice(one.name, f"{one.title}{' · your own' * one.own}", one.name) for one in themes)
    return Menu("themes: ↓ tries it, Esc goes back", keyed(choices))


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
