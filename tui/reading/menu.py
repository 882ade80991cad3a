"""A menu: choices, each picked by its key or by the cursor, narrowed by words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..corpus.fold import words

PICKS = "123456789abcdefhilmnoprstuvwxyz"
"""Keys that pick: not those that move (g j k), leave (q) or narrow (/) in a menu."""


@dataclass(frozen=True)
class Choice:
    """What may be chosen. `value` is what it stands for, `why_not` why it cannot be chosen just now.

    `other_key` picks it in another sense, for which `other_value` stands.
    """

    title: str
    note: str = ""
    value: str = ""
    key: str = ""
    why_not: str = ""
    other_key: str = ""
    other_value: str = ""

    @property
    def keys(self) -> str:
        """The keys that pick it, as they are shown."""
        return f"{self.key} {self.other_key}".strip()


@dataclass(frozen=True)
class Menu:
    """Choices under a title, and what else there is to read below them; `whole` has all the screen.

    What is `as_stored` is shown letter for letter: how letters from right to left are shown elsewhere does not touch it.
    """

    title: str
    choices: tuple[Choice, ...]
    empty: str = "nothing here"
    whole: bool = False
    foot: tuple[tuple[str, str], ...] = ()
    as_stored: bool = False
    words: str = ""
    """What the choices are narrowed by."""

    @property
    def shown(self) -> tuple[Choice, ...]:
        """The choices that have every word, as a beginning of one of theirs; those that have them in the title first."""
        wanted = words(self.words)
        if not wanted:
            return self.choices
        titled = [choice for choice in self.choices if _has(wanted, choice.title)]
        noted = [choice for choice in self.choices if choice not in titled and _has(wanted, _all_of(choice))]
        return (*titled, *noted)

    def narrowed(self, text: str) -> Menu:
        """Return the menu with only what has these words."""
        return replace(self, words=text)

    def picked_by(self, key: str) -> Choice | None:
        """Return the choice that a key picks; in a menu that has all the screen keys are only shown."""
        for choice in () if self.whole else self.shown:
            if choice.key == key:
                return choice
            if choice.other_key == key:
                return replace(choice, value=choice.other_value, why_not="")
        return None


LETTERS = "abcdefhilmnoprstuvwxyz"
"""Letters that pick, for what is always picked by the same one; their capitals may pick it in another sense."""


def keyed(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Give the choices the keys that pick them, in order; those beyond the last key have none."""
    listed = list(choices)
    keys = [*PICKS, *("" for _ in listed)]
    return tuple(replace(choice, key=key) for choice, key in zip(listed, keys, strict=False))


def _all_of(choice: Choice) -> str:
    return f"{choice.title} {choice.note} {choice.key}"


def _has(wanted: list[str], text: str) -> bool:
    there = words(text)
    return all(any(word.startswith(want) for word in there) for want in wanted)
