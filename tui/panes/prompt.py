"""The line in which a filter, a find or a name is typed.

Not Textual's Input: that one takes its keys from a queue of its own, so that keys typed ahead on a slow link reach another
widget than the one they were meant for.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..present.direction import typed
from ..present.rows import Span, wrapped
from ..present.themes import Theme
from ..reading.line import MOST, Line
from .bar import Bar

MOST_TOLD = 3
"""Rows above the line at the most."""


class Prompt(Bar):
    """A row that shows a line being typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("prompt", theme)
        self.display = False
        self.purpose = ""
        self.hint = ""
        self.note = ""
        """What is said of the line beside it."""
        self.trouble = ""
        """Why what was typed could not be taken; it stands above the line."""
        self.line = Line()

    def ask(self, purpose: str, hint: str, text: str = "", most: int = MOST) -> None:
        """Open the row for a purpose, with a text to begin from; it holds so many letters."""
        self.purpose, self.hint, self.note, self.trouble = purpose, hint, "", ""
        self.line = Line(text, len(text), most)
        self.display = True
        self.draw()

    def close(self) -> None:
        """Hide the row."""
        self.display = False

    def take(self, key: str, character: str | None) -> bool:
        """Take a key that edits or types; False where it does neither."""
        if not self.line.key(key):
            if character is None or not character.isprintable():
                return False
            self.line.put(character)
        self.draw()
        return True

    def paste(self, text: str) -> None:
        """Take pasted words."""
        self.line.put(text)
        self.draw()

    def put_instead(self, text: str, at: int) -> None:
        """Put other words in the line, with the cursor among them."""
        self.line = Line(text, at)
        self.draw()

    def say(self, note: str) -> None:
        """Say something beside the line."""
        if note != self.note:
            self.note = note
            self.draw()

    def tell(self, trouble: str) -> None:
        """Say above the line why what was typed could not be taken."""
        if trouble != self.trouble:
            self.trouble = trouble
            self.draw()

    def drawn(self, spans: Sequence[Span]) -> Sequence[Span]:
        """Return the row as it is drawn: in the letters that are typed."""
        return typed(spans, self.way)

    def draw(self) -> None:
        """Show the line with its cursor; the hint while nothing is typed."""
        text, at = self.line.text, self.line.at
        room = max(self.app.size.width - len(self.purpose) - 5, 4)
        start = max(0, at - room)
        hint = Span(f"  {self.note}" if text else f" {self.hint}", "off")
        told = wrapped([Span(self.trouble, "notice")], self.app.size.width - 2) if self.trouble else []
        self.show(
            *((Span(" ", "notice"), *line) for line in told[:MOST_TOLD]),
            (
                Span(f" {self.purpose}: ", "key"),
                Span(text[start:at], "bar"),
                Span(text[at : at + 1] or " ", "caret"),
                Span(text[at + 1 :], "bar"),
                hint,
            ),
        )
