"""Choosing from a menu: keys move in it, pick, narrow it by words, or leave it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.events import Key

from ..panes.menu_pane import MenuPane
from ..reading.menu import Choice, Menu
from .asking import Asking

if TYPE_CHECKING:
    from .reading_screen import ReadingScreen

MOST_OFFERED = 9
"""Rows that an offer takes, its head among them: what is being narrowed stays in sight, and it costs less on a slow link."""
Pick = Callable[[Choice], None]


class Choosing:
    """The menu of a reading room, where one is open."""

    def __init__(self, screen: ReadingScreen, pane: MenuPane) -> None:
        self.screen, self.pane = screen, pane
        self.menu: Menu | None = None
        """The whole menu; the pane has it narrowed."""
        self.pick: Pick | None = None
        self.moved: Callable[[], None] | None = None
        self.letter: Callable[[str], None] | None = None
        self.left: Callable[[], None] | None = None

    @property
    def is_open(self) -> bool:
        """Say whether a menu takes the keys."""
        return self.menu is not None

    def open(
        self,
        menu: Menu,
        pick: Pick,
        moved: Callable[[], None] | None = None,
        letter: Callable[[str], None] | None = None,
        left: Callable[[], None] | None = None,
        at: str = "",
    ) -> None:
        """Open a menu, with the cursor on the value `at`.

        `pick` gets what is chosen; `moved` is called when the cursor stands on another choice; `letter` gets any letter that is
        typed, whether a choice has it or not; `left` is called where nothing is chosen.
        """
        self.menu, self.pick, self.moved, self.letter, self.left = menu, pick, moved, letter, left
        self.draw(cursor=next((index for index, one in enumerate(menu.choices) if one.value == at), 0))

    def offer(self, menu: Menu, cursor: int = 0) -> None:
        """Show a menu above a line that is being typed, which goes on taking the keys."""
        self.pane.open(menu, self.screen.size.width, min(self.screen.size.height - 2, MOST_OFFERED), cursor)

    def draw(self, words: str = "", cursor: int = 0) -> None:
        """Show the menu narrowed by words."""
        if self.menu is not None:
            size = self.screen.size
            self.pane.open(self.menu.narrowed(words), size.width, size.height - 2, cursor)
            self.screen.set_focus(self.pane)
            self.screen.show_bars()

    def redraw(self) -> None:
        """Show the menu for another size of the screen."""
        if self.pane.menu is not None and self.is_open:
            self.draw(self.pane.menu.words, self.pane.cursor)
        elif self.pane.menu is not None:
            self.offer(self.pane.menu, self.pane.cursor)

    def close(self) -> None:
        """Take the menu away."""
        self.menu = self.pick = self.moved = self.letter = self.left = None
        self.pane.close()

    def narrow(self) -> None:
        """Let words be typed that narrow the menu."""
        self.screen.typing.ask(Narrow(self.screen))

    def take_key(self, event: Key) -> None:
        """Pick, move, narrow or leave."""
        choice = self.pane.menu.picked_by(event.character or "") if self.pane.menu and event.character else None
        command = self.screen.keymap.command_for(event.key, "list")
        name = command.id if command else ""
        if self.letter and event.character and (event.character.isalpha() or event.character == "'"):
            letter = self.letter
            self.close()
            letter(event.character)
            self.screen.sync()
        elif choice is not None:
            self.take(choice)
        elif name == "enter":
            self.take(self.pane.choice)
        elif name in ("out", "help") or event.key == "ctrl+c":
            if self.left:
                self.left()
            self.close()
            self.screen.sync()
        elif name == "filter":
            self.narrow()
        else:
            self.move(name)

    def move(self, name: str) -> None:
        """Move the cursor as the Command of that name does in a pane."""
        pane = self.pane
        last = len(pane.source) - 1 if pane.source is not None else 0
        ways: dict[str, Callable[[], None]] = {
            "down": lambda: pane.go(pane.cursor + 1),
            "up": lambda: pane.go(pane.cursor - 1),
            "page_down": lambda: pane.turn(1),
            "page_up": lambda: pane.turn(-1),
            "next_block": lambda: pane.go_block(1),
            "previous_block": lambda: pane.go_block(-1),
            "first": lambda: pane.go(0),
            "last": lambda: pane.go(last),
        }
        if name in ways:
            ways[name]()
            if self.moved:
                self.moved()

    def take(self, choice: Choice | None) -> None:
        """Choose; what cannot be chosen says why and leaves the menu open."""
        if choice is None:
            return
        if choice.why_not:
            self.screen.say(f"{choice.title}: {choice.why_not}")
            return
        pick = self.pick
        self.close()
        if pick:
            pick(choice)
        self.screen.sync()


class Narrow(Asking):
    """Words that narrow the menu that is open."""

    purpose, hint = "narrow", "words of what you look for"

    def rested(self, text: str) -> None:
        self.screen.choosing.draw(text)

    def move(self, name: str) -> bool:
        self.screen.choosing.move(name)
        return True

    def entered(self, text: str) -> None:
        choosing = self.screen.choosing
        choosing.draw(text, choosing.pane.cursor if choosing.pane.menu and choosing.pane.menu.words == text else 0)
        choosing.take(choosing.pane.choice)

    def given_up(self) -> None:
        self.screen.choosing.draw()
