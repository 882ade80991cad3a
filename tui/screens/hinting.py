"""Hint letters: what is on the screen, in any pane, is gone to by the letters that stand before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from ..reading.hints import LETTERS, labels, left

if TYPE_CHECKING:
    from .reading_screen import ReadingScreen


class Hinting:
    """The hints of a reading room, while they are shown."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.spots: dict[str, tuple[str, int]] = {}
        """Label → pane and row."""
        self.typed = ""

    @property
    def is_open(self) -> bool:
        """Say whether the hints take the keys."""
        return bool(self.spots)

    def open(self) -> bool:
        """Give every thing on the screen its letters; False where there is nothing to go to."""
        spots = [
            (name, index) for name, pane in self.screen.panes.items() if pane.display for index in pane.openable_rows()
        ][: len(LETTERS) ** 2]
        self.spots = dict(zip(labels(len(spots)), spots, strict=True))
        self.typed = ""
        self.draw()
        if self.is_open:
            self.screen.say("letters go there")
        return self.is_open

    def draw(self) -> None:
        """Show the letters that may still be typed."""
        possible = left(list(self.spots), self.typed)
        for name, pane in self.screen.panes.items():
            pane.set_labels(
                {self.spots[label][1]: label[len(self.typed) :] for label in possible if self.spots[label][0] == name}
            )

    def close(self) -> None:
        """Take the letters away."""
        self.spots = {}
        self.draw()
        self.screen.show_bars()

    def take_key(self, event: Key) -> None:
        """Take a letter; what no label begins with takes the hints away."""
        self.typed += event.character or "?"
        if spot := self.spots.get(self.typed):
            self.close()
            self.screen.acts.open_row(*spot)
        elif left(list(self.spots), self.typed):
            self.draw()
        else:
            self.close()
