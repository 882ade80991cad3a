"""The line being typed: what is done with it when the keys rest, when Enter takes it and when Escape gives it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key, Paste
from textual.timer import Timer

from ..panes.prompt import Prompt
from ..reading.line import MOST

if TYPE_CHECKING:
    from .reading_screen import ReadingScreen

REST = 0.15
"""Seconds without a key after which what is being typed takes hold."""
MOVES = {"down": "down", "up": "up", "pagedown": "page_down", "pageup": "page_up"}
"""Keys that no line takes, and what they do in a menu above it."""


class Asking:
    """What a line is typed for."""

    purpose: str
    hint: str
    most = MOST
    """Letters that its line holds."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen, self.desk = screen, screen.desk

    @property
    def begin(self) -> str:
        """What stands in the line at first."""
        return ""

    def typed(self, text: str) -> None:
        """Do what is done at each letter."""

    def rested(self, text: str) -> None:
        """Do what is done when the keys rest."""

    def completed(self) -> tuple[str, int] | None:
        """Return what Tab makes of the line, and where its cursor is then; None where it makes nothing of it."""
        return None

    def move(self, name: str) -> bool:
        """Move in a menu; False where there is none."""
        return False

    def entered(self, text: str) -> None:
        """Take what was typed."""

    def given_up(self) -> None:
        """Put things back as they were before."""


class Typing:
    """The line of a reading room, where one is open."""

    def __init__(self, screen: ReadingScreen, prompt: Prompt) -> None:
        self.screen, self.prompt = screen, prompt
        self.asking: Asking | None = None
        self.refused: dict[str, str] = {}
        """What was typed for a purpose and not taken: the next line for it begins with it."""
        self.timer: Timer | None = None

    @property
    def is_open(self) -> bool:
        """Say whether a line takes the keys."""
        return self.asking is not None

    @property
    def text(self) -> str:
        """What is typed."""
        return self.prompt.line.text.strip()

    def ask(self, asking: Asking) -> None:
        """Open the line in the footer's place."""
        self.asking = asking
        self.screen.footer_bar.display = False
        begin = asking.begin
        self.prompt.ask(asking.purpose, asking.hint, self.refused.pop(asking.purpose, begin), asking.most)
        self.wait()

    def close(self) -> None:
        """Put the footer back."""
        self.stop()
        self.asking = None
        self.prompt.close()
        self.screen.footer_bar.display = True

    def take_paste(self, event: Paste) -> None:
        """Take pasted words."""
        if self.asking:
            self.prompt.paste(event.text)
            self.asking.typed(self.prompt.line.text)
            self.wait()

    def take_key(self, event: Key) -> None:
        """Take a key into the line: Enter takes what is typed, Escape gives it up."""
        asking, key = self.asking, event.key
        if asking is None:
            return
        if self.timer and (key == "tab" or key in MOVES):
            self.rest()  # what was typed before takes hold first
        if key == "enter":
            self.close()
            asking.entered(self.text)
            self.screen.sync()
        elif key in ("escape", "ctrl+c"):
            self.close()
            asking.given_up()
            self.screen.sync()
        elif key == "tab" and (line := asking.completed()) is not None:
            self.prompt.put_instead(*line)
            self.rest()
        elif key in MOVES and asking.move(MOVES[key]):
            pass
        elif self.prompt.take(key, event.character):
            asking.typed(self.prompt.line.text)
            self.wait()

    def wait(self) -> None:
        """Let what is typed take hold when the keys rest."""
        self.stop()
        self.timer = self.screen.set_timer(REST, self.rest)

    def stop(self) -> None:
        """Wait no longer."""
        if self.timer:
            self.timer.stop()
            self.timer = None

    def rest(self) -> None:
        """Put what is typed in force."""
        self.stop()
        if self.asking:
            self.asking.rested(self.text)
            self.screen.sync()
