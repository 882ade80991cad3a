"""`?`: the keys that are live where the reader stands, from the same Commands that the footer is made of."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.events import Key, Paste, Resize
from textual.screen import ModalScreen

from ..commands.keymap import KeyMap
from ..commands.keys import shown
from ..panes.rows_pane import EDGE, RowsPane
from ..present.lists import LEGEND
from ..present.rows import LazyRows, Span, TextRow, wrapped
from ..present.themes import Theme
from ..reading.desk import Desk
from ..store.query import FACETS

KEYS = 14


class HelpScreen(ModalScreen[None]):
    """A page of keys; it moves as panes do and Esc leaves it."""

    CSS = "HelpScreen { background: transparent; }"

    def __init__(self, desk: Desk, theme: Theme, keymap: KeyMap) -> None:
        super().__init__()
        self.desk, self.theme_styles, self.keymap = desk, theme, keymap

    def compose(self) -> ComposeResult:
        """One pane."""
        yield RowsPane("help", self.theme_styles)

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(RowsPane).focus()

    def on_resize(self, event: Resize) -> None:
        """Break the lines for the width."""
        pane = self.query_one(RowsPane)
        rows = LazyRows(help_rows(self.desk, self.size.width - EDGE, self.keymap))
        pane.show(rows, f"Keys in the {self.desk.place.pane} · Esc leaves", "", pane.cursor, pane.top)

    def take_key(self, event: Key) -> None:
        """Move as in any pane; what leaves a layer leaves the page."""
        pane = self.query_one(RowsPane)
        command = self.keymap.command_for(event.key, "list")
        moves = {"down": 1, "up": -1, "page_down": pane.page, "page_up": -pane.page}
        match command.id if command else "":
            case "out" | "help" | "enter":
                self.dismiss()
            case "quit":
                self.app.exit()
            case "first":
                pane.go(0)
            case "last":
                pane.go(len(pane.source) - 1 if pane.source is not None else 0)
            case name if name in moves:
                pane.go(pane.cursor + moves[name])

    is_typing = False

    def take_paste(self, event: Paste) -> None:
        """Nothing is typed here."""


HINTS = (
    (
        "A filter",
        "takes words in any spelling, days, and facets; a minus leaves out: siege place:deraa by:russia 2018-06 -line:off.",
    ),
    ("Facets:", " ".join(FACETS) + "."),
    (
        "said:unnamed",
        "is what unnamed sources say, gap:end what has no end stated, line:off what did not happen or may not have.",
    ),
    ("Days", "such as 2018-06 or 2018-06..2018-07 find all that can have fallen on them."),
    (
        "A date:",
        "1..10 Jun 2018 is one unknown day of those; Jul 2017 → ? lasted, its end is not stated; since 2018 goes on; "
        "~ is about, ? unsure.",
    ),
    (
        "In a list",
        "2018-06… begins there, <2018-07 is that month or before. On the line ● is a day, ├─┤ bounds, ━ lasted, "
        "▶ goes on or is open.",
    ),
)


def help_rows(desk: Desk, width: int, keymap: KeyMap) -> Iterator[TextRow]:
    """Yield a row or more for each Command that is live; one that cannot act just now says why."""
    for command in keymap.live(desk.place.pane):
        why = command.why_not(desk)
        keys = " ".join(map(shown, command.keys))
        text = [
            Span(f"{command.title}. ", "title"),
            Span(command.help),
            *([Span(f" Not now: {why}.", "off_line")] if why else []),
        ]
        for index, line in enumerate(wrapped(text, max(width - KEYS, 10))):
            lead = f"{keys if index == 0 else '':<{KEYS - 1}} "
            yield TextRow((Span(lead, "cite"), *line))
    yield TextRow(())
    for name, meaning in HINTS:
        for line in wrapped([Span(f"{name} ", "label"), Span(meaning)], width):
            yield TextRow(line)
    for line in wrapped([Span("Letters before an event: ", "label"), Span(LEGEND)], width):
        yield TextRow(line)
    for line in wrapped(
        [
            Span(
                "In an article, 12·3 is paragraph 12, on which 3 records rest; * marks those of the record in the details."
            )
        ],
        width,
    ):
        yield TextRow(line)
