"""The line in which a filter, a find or a name is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class Prompt(Input):
    """Textual's Input without blinking; Escape gives up what was typed."""

    DEFAULT_CSS = """
    Prompt, Prompt:focus { height: 1; border: none; padding: 0 1; background: ansi_default; color: ansi_default; }
    Prompt > .input--cursor { text-style: reverse; }
    Prompt > .input--placeholder { text-style: none; color: ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Give up", show=False)]

    class GivenUp(Message):
        """The reader left the line without Enter."""

    def __init__(self) -> None:
        super().__init__(id="prompt", select_on_focus=False)
        self.cursor_blink = False
        self.display = False
        self.purpose = ""

    def ask(self, purpose: str, hint: str, text: str = "") -> None:
        """Open the line for a purpose with a text to begin from."""
        self.purpose = purpose
        self.placeholder = hint
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
        self.display = True
        self.screen.set_focus(self)  # at once: focus() waits, and the next keys would go elsewhere

    def close(self) -> None:
        """Hide the line."""
        self.display = False

    def action_give_up(self) -> None:
        """Leave without Enter."""
        self.post_message(self.GivenUp())
