"""Every behaviour that a key can start."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ..reading.desk import HOW_TO_ATTACH, NOTEBOOK, VIEWS, Desk
from .command import ANY, TEXTS, Command
from .keymap import KeyMap, live
from .keys import shown

__all__ = ("ANY", "COMMANDS", "DEFAULT", "VIEW_TITLES", "Command", "command_for", "key_table", "live", "shown")


def _no_shell(_: Desk) -> str:
    return "no shell started khabar, so there is none to come back from" if os.getsid(0) == os.getpid() else ""


def _no_past(desk: Desk) -> str:
    return "" if desk.past else "nothing to go back to yet"


def _no_future(desk: Desk) -> str:
    return "" if desk.future else "no step back was taken"


def _no_citation(desk: Desk) -> str:
    # in the details each row may have a paragraph of its own
    return "" if desk.place.pane == "details" or desk.citations(desk.place.record) else "this record cites no paragraph"


def _no_find(desk: Desk) -> str:
    return "" if desk.find else "find something first: / and a word"


def _outermost(desk: Desk) -> str:
    place = desk.place
    inside = desk.find or place.depth or place.pane != "list" or place.filter or place.view not in VIEWS
    return "" if inside else "this is the outermost layer; ctrl+q quits"


def _no_filter(desk: Desk) -> str:
    narrowed = desk.place.filter and desk.place.view in VIEWS
    return "" if narrowed else "narrow the list first: / and words or facets"


def _no_as_of(desk: Desk) -> str:
    if desk.place.view not in VIEWS:
        return "what a search finds takes no day; go to a list"
    return "" if not desk.place.filter.lstrip().startswith("!") else "the filter is turned round; turn it back first"


def _no_copy(desk: Desk) -> str:
    if desk.article is None:
        return "no article is open"
    return "" if desk.place.text or desk.attached.has(desk.article) else HOW_TO_ATTACH


def _no_event(desk: Desk) -> str:
    name = desk.place.record or ""
    return "" if name.startswith("evt:") else "go to an event first"


def _nothing(desk: Desk) -> str:
    return "" if desk.place.record else "nothing is selected"


def _nothing_to_mark(desk: Desk) -> str:
    return "" if desk.place.page == NOTEBOOK else _nothing(desk)


_VIEW_HELP = {
    "article": "the articles, in the order of their publication",
    "event": "what happened, was tried, threatened, planned or said",
    "actor": "persons, bodies, forces, states and unnamed sources",
    "agreement": "agreements, term by term",
    "round": "rounds of talks, move by move",
    "issue": "open questions between accounts",
    "figure": "numbers, with who gave them",
    "place": "places",
    "thread": "storylines through the records",
    "claim": "who said what, through whom, how surely",
}
VIEW_TITLES = {
    "article": "Articles", "event": "Events", "actor": "Actors", "agreement": "Agreements", "round": "Talks", "issue": "Issues",
    "figure": "Figures", "place": "Places", "thread": "Threads", "claim": "Claims", "relation": "Relations",
    "outlet": "Outlets", "found": "Found",
}  # fmt: skip

KEY_OF_VIEW = {kind: str(digit % 10) for digit, kind in enumerate(VIEWS[:10], 1)} | {"relation": "r", "outlet": "o"}
"""What picks a kind in a menu: the digit that lists it, a letter where it has none."""


def _views() -> Iterable[Command]:
    for kind in VIEWS[:10]:
        yield Command(f"view_{kind}", (KEY_OF_VIEW[kind],), VIEW_TITLES[kind], f"List {_VIEW_HELP[kind]}.")


COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), "Down", "Go to the next row."),
    Command("up", ("k", "up"), "Up", "Go to the row before."),
    Command("page_down", ("pagedown", "space"), "Page down", "Go down by what fits in the pane."),
    Command("page_up", ("pageup", "b"), "Page up", "Go up by what fits in the pane."),
    Command("next_block", ("J", "right_curly_bracket"), "Next paragraph", "Go to the next paragraph or item."),
    Command("previous_block", ("K", "left_curly_bracket"), "Paragraph before", "Go to the paragraph or item before."),
    Command(
        "next_coded",
        ("right_parenthesis",),
        "Next coded",
        "Go to the next paragraph on which a record rests.",
        ("article",),
    ),
    Command(
        "previous_coded",
        ("left_parenthesis",),
        "Coded before",
        "Go to the paragraph before on which a record rests.",
        ("article",),
    ),
    Command("first", ("g", "home"), "First", "Go to the first row."),
    Command("last", ("G", "end"), "Last", "Go to the last row."),
    Command(
        "enter",
        ("enter", "l", "right"),
        "Go in",
        "Go into what the cursor is on: an article, a record; on a paragraph, what rests on it.",
        why_not=_nothing,
        footer="in",
    ),
    Command(
        "out",
        ("escape", "q", "h", "left"),
        "Come out",
        "Come out one layer: a find, a pane, a search, a filter.",
        why_not=_outermost,
        footer="out",
    ),
    Command("next_pane", ("tab",), "Next pane", "Go to the next pane.", footer="pane"),
    Command("previous_pane", ("shift+tab",), "Pane before", "Go to the pane before."),
    Command(
        "paragraph",
        ("o",),
        "Paragraph",
        "Open the paragraph in which the value under the cursor is written.",
        why_not=_no_citation,
        footer="paragraph",
    ),
    Command(
        "filter",
        ("slash",),
        "Filter",
        "Narrow the list: words in any spelling, type:siege, place:NAME, by:NAME, 2018-06..2018-07, -line:off.",
        ("list", "timeline"),
        footer="filter",
    ),
    Command(
        "invert_filter",
        ("exclamation_mark",),
        "What it hides",
        "Turn the filter round: show what it hides.",
        ("list", "timeline"),
        why_not=_no_filter,
    ),
    Command(
        "save_filter",
        ("S",),
        "Keep filter",
        "Keep the filter under a name; @name then means it.",
        ("list", "timeline"),
        why_not=_no_filter,
    ),
    Command(
        "lanes",
        ("L",),
        "Lanes",
        "Group the events by place, actor, side or type, or no longer.",
        ("timeline",),
        footer="lanes",
    ),
    Command("next_lane", ("greater_than_sign", "e"), "Next lane", "Go to the next lane or shelf.", ("timeline",)),
    Command("previous_lane", ("less_than_sign", "E"), "Lane before", "Go to the lane before.", ("timeline",)),
    Command(
        "nearer",
        ("plus", "i"),
        "Nearer",
        "Show half the days, around the event under the cursor, down to a week.",
        ("timeline",),
        footer="nearer",
    ),
    Command("farther", ("minus", "I"), "Farther", "Show twice the days, up to all of them.", ("timeline",)),
    Command(
        "shelf",
        ("v",),
        "Shelf",
        "Go to what is kept off the line (threatened, planned, refused, denied), and back.",
        ("timeline",),
        footer="shelf",
    ),
    Command(
        "around",
        ("a",),
        "Around it",
        "Show only what fell within some days of the event, surely or perhaps; or all again.",
        ("timeline",),
        why_not=_no_event,
        footer="around",
    ),
    Command(
        "clock",
        ("c",),
        "Other clock",
        "Order the events by when they were first published, or by when they happened.",
        ("timeline",),
        footer="clock",
    ),
    Command(
        "as_of",
        ("D",),
        "As of a day",
        "List only what had been published by a day, whatever list is gone to; or all again. The filter says it: asof:2018-07.",
        ("list", "timeline"),
        why_not=_no_as_of,
    ),
    Command("find", ("slash",), "Find", "Find letters in this text, in any spelling.", TEXTS, footer="find"),
    Command("find_next", ("n",), "Next found", "Go to the next place found.", TEXTS, why_not=_no_find),
    Command("find_previous", ("N",), "Found before", "Go to the place found before.", TEXTS, why_not=_no_find),
    Command(
        "go_to",
        ("colon",),
        "Go to",
        "Go to anything by its name in any spelling, by its id or paragraph; what it may mean is offered while you type.",
        footer="go to",
    ),
    Command(
        "search", ("s",), "Search", "List all records and texts that have the words, in any spelling: names first."
    ),
    Command(
        "pivot",
        ("full_stop",),
        "What belongs to it",
        "List what belongs to the record: its events, claims, terms, sources, questions, places, threads.",
        why_not=_nothing,
        footer="belongs",
    ),
    Command(
        "why",
        ("w",),
        "Why",
        "Show what the record rests on: who says so through whom, how its date is known, how many independent roots.",
        why_not=_nothing,
        footer="why",
    ),
    Command("pages", ("p",), "Pages", "Show another page of the record, or one of the whole corpus.", footer="pages"),
    Command(
        "ask",
        ("Q",),
        "Ask",
        "Ask a standing question about the record, or about the corpus; the answer's rows open their paragraphs.",
        footer="ask",
    ),
    Command(
        "text",
        ("x",),
        "Text",
        "Show the article's digest, its source in the attached copy, or both: one after the other.",
        ("list", "article"),
        why_not=_no_copy,
    ),
    Command("hints", ("f",), "Jump", "Put letters before all that is on the screen; typing them goes there."),
    Command("set_mark", ("m",), "Mark", "Mark this place by a letter."),
    Command("go_to_mark", ("apostrophe",), "To a mark", "Go to a place marked by a letter."),
    Command(
        "copy",
        ("y",),
        "Copy",
        "Copy the record as a citation (plain, BibTeX, CSL-JSON) or as text: to the clipboard, the screen and a file.",
        why_not=_nothing,
    ),
    Command("hide_names", ("H",), "Hide names", "Hide the names of persons who are not public, or show them again."),
    Command(
        "star",
        ("asterisk",),
        "Star",
        "Star the record or paragraph under the cursor, or no longer.",
        why_not=_nothing_to_mark,
    ),
    Command(
        "note",
        ("A",),
        "Note",
        "Write a note on the record or paragraph under the cursor, or change the one there is; emptied, it is struck out.",
        why_not=_nothing_to_mark,
    ),
    Command("mark_read", ("r",), "Read", "Mark it as read, or no longer.", why_not=_nothing_to_mark),
    Command("collect", ("C",), "Collect", "Put it into the dossier, or take it out.", why_not=_nothing_to_mark),
    Command("notebook", ("B",), "Notebook", "List all that you have noted, starred and collected, the newest first."),
    Command("zoom", ("Z",), "Zoom", "Give this pane all the screen, or no longer."),
    Command(
        "back",
        ("left_square_bracket",),
        "Back",
        "Go back one step, with view, filter, selection and scroll.",
        why_not=_no_past,
        footer="back",
    ),
    Command("forward", ("right_square_bracket",), "Forward", "Go forward again after a step back.", why_not=_no_future),
    *_views(),
    Command(
        "help", ("question_mark",), "Help", "Show the keys that are live here, and what the signs mean.", footer="help"
    ),
    Command("palette", ("ctrl+p",), "Do", "Look for what can be done, shown or asked here by words, and do it."),
    Command("themes", ("T",), "Themes", "Try other colours on, and keep them."),
    Command(
        "direction",
        ("X",),
        "Arabic script",
        "Try how this terminal shows letters that run from right to left, and keep what reads right.",
    ),
    Command("redraw", ("ctrl+l",), "Redraw", "Draw the whole screen again."),
    Command(
        "suspend", ("ctrl+z",), "To the shell", "Stop khabar for the shell; `fg` brings it back.", why_not=_no_shell
    ),
    Command("quit", ("ctrl+q",), "Quit", "Leave khabar.", footer="quit"),
)

DEFAULT = KeyMap(COMMANDS)
"""The keys as they are when a reader has chosen none."""
command_for = DEFAULT.command_for


def key_table() -> str:
    """Return the Markdown table of all keys that stands in the README."""
    return DEFAULT.table()
