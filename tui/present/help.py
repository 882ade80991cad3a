"""`?`: what can be done where the reader stands, from the same Commands that the footer is made of."""

from __future__ import annotations

from ..commands.keymap import KeyMap
from ..commands.keys import shown
from ..reading.before import MEANING
from ..reading.desk import Desk
from ..reading.menu import Choice, Menu
from ..store.query import FACETS
from .axis import GLYPH_MEANING, Glyphs
from .lists import LEGEND
from .own import LEGEND as OWN_LEGEND

HINTS = (
    (
        "A filter",
        "takes words in any spelling, days, and facets; a minus leaves out: siege place:NAME by:NAME 2018-06 -line:off.",
    ),
    ("Facets:", " ".join(FACETS) + "."),
    (
        "said:unnamed",
        "is what unnamed sources say, gap:end what has no end stated, line:off what did not happen or may not have.",
    ),
    ("Days", "such as 2018-06 or 2018-06..2018-07 find all that can have fallen on them, =2018-06 what surely did."),
    (
        "asof:2018-07-04",
        "reads as of a day: what rests on an article that had surely been published by then; what no dated article tells is left out. "
        "-asof:2018-07-04 is what came later or has no day of publication.",
    ),
    (
        "A date:",
        "1..10 Jun 2018 is one unknown day of those; Jul 2017 → ? lasted, its end is not stated; since 2018 goes on; "
        "~ is about, ? unsure.",
    ),
    (
        "In a list",
        "2018-06… begins there, <2018-07 is that month or before.",
    ),
    (
        "On the line of days",
        "; ".join(f"{getattr(Glyphs(), name)} {what}" for name, what in GLYPH_MEANING.items()) + ".",
    ),
    (
        "In the heading of a lane",
        "stands in each cell of the line how many events begin there (or end, where no more is told): "
        "1 to 9, X ten or more, C a hundred, M a thousand.",
    ),
    (
        "Before a title of the timeline,",
        "beside the event under the cursor: " + "; ".join(f"{sign} {what}" for sign, what in MEANING.items()) + "; "
        "beside another record, * marks the events that belong to it.",
    ),
    ("Letters before an event:", LEGEND + "."),
    ("After a title, or below a paragraph's number:", OWN_LEGEND + "; mine:starred and the like filter by them."),
    (
        "A paragraph",
        "is written as its article's short name and its number, so18#12; 1 lists the articles. It is retold in our own words, so that "
        "a word of the source may not stand in it. What is external comes from outside the articles.",
    ),
    (
        "In an article",
        "12·3 is paragraph 12, on which 3 records rest; | marks those of the record in the details. "
        "!2 after a title: on two questions headline and body part ways; ! before a text: the copy differs there.",
    ),
)


def help_menu(desk: Desk, keymap: KeyMap) -> Menu:
    """Return each Command that is live as a choice; one that cannot act just now says why."""
    choices = (
        Choice(command.title, command.help, command.id, " ".join(map(shown, command.keys)), command.why_not(desk))
        for command in keymap.live(desk.place.pane)
    )
    title = f"Keys in the {desk.place.pane} · / searches · Enter does it · Esc leaves"
    return Menu(title, tuple(choices), "no key does that here", whole=True, foot=HINTS)
