"""What the terminal sends → keys, pastes and answers. Nothing that is typed or pasted can end the program or give it a size."""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key, MouseEvent, Resize
from textual.message import Message

NEVER = (Resize, MouseEvent)
"""What is never asked for. Textual takes a size out of pasted text, too: one of 50,000 rows is all the memory there is."""


class Keyboard(XTermParser):
    """Textual's parser, which fails at some numbers, and then reads nothing any more."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what a piece of input says; what cannot be read is left out."""
        for character in data:
            try:
                yield from filter(_is_wanted, super().feed(character))
            except (ValueError, ArithmeticError):
                self._gen = self.parse(self._tokens.append)
                self._awaiting = next(self._gen)
        if not data:
            yield from filter(_is_wanted, super().feed(data))


def _is_wanted(message: Message) -> bool:
    if isinstance(message, Key) and message.character:
        return not 0xD800 <= ord(message.character[0]) < 0xE000  # half of a letter
    return not isinstance(message, NEVER)
