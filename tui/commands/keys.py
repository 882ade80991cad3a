"""The two names of a key: what a reader writes and sees, as `PgDn` `[` `ctrl+d`, and what Textual calls it."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

_NAMED = {
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "Space", "backspace": "Backspace",
    "insert": "Ins", "delete": "Del", "home": "Home", "end": "End", "pageup": "PgUp", "pagedown": "PgDn",
    "up": "↑", "down": "↓", "left": "←", "right": "→", **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip
_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus", "plus_sign": "plus",
    "low_line": "underscore",
}  # fmt: skip
"""Where Textual's name for a sign is not the one of Unicode."""


def _name_of(sign: str) -> str:
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


_SIGNS = {_name_of(sign): sign for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}

SHOWN = _NAMED | _SIGNS
"""How a key is written for a reader, where Textual's name is not what stands on it."""

_WRITTEN = {
    **{key: key for key in _NAMED},
    **{seen.lower(): key for key, seen in _NAMED.items()},
    "return": "enter", "backtab": "shift+tab", "pgdown": "pagedown",
}  # fmt: skip
"""Names that are taken, in small letters."""

_MODIFIERS = {
    "ctrl": "ctrl", "control": "ctrl", "shift": "shift", "alt": "alt", "option": "alt", "meta": "alt", "super": "super",
    "cmd": "super", "command": "super", "win": "super", "hyper": "super", "fn": "super",
}  # fmt: skip
_BETWEEN = re.compile(r"(?<=.)[+-](?=.)")

_CTRL_IS = {"h": "Backspace", "i": "Tab", "j": "Enter", "m": "Enter", "[": "Esc"}
"""What a terminal cannot tell from ctrl and a key."""
_WITH_CTRL = frozenset("abcdefghijklmnopqrstuvwxyz") - set(_CTRL_IS) - {"s"}
"""Letters that ctrl changes into something of its own; ctrl+s stops the output where flow control is on."""


class NotAKey(ValueError):
    """What was written is no key, or none that every terminal sends; the message says why, and what to write."""


def shown(key: str) -> str:
    """Return how a key is written for a reader."""
    return SHOWN.get(key, key)


def key_named(written: str) -> str:
    """Return Textual's name of a key as a reader writes it: the reverse of `shown`, and more forgiving.

    Raises NotAKey where there is no such key, or where SSH, tmux or PuTTY would lose it.
    """
    word = unicodedata.normalize("NFC", written.strip() or written)
    *modifiers, last = _BETWEEN.split(word)
    if key := _WRITTEN.get("+".join((*modifiers, last)).lower()):
        return key
    if len(word) == 1:
        return _key_of(word)
    held = {_MODIFIERS.get(modifier.lower(), "") for modifier in modifiers}
    if not held or "" in held:
        raise NotAKey(_unknown(word))
    letter = last.lower() if re.fullmatch("[A-Za-z]", last) else ""
    if held == {"ctrl"} and letter in _WITH_CTRL:
        return f"ctrl+{letter}"
    raise NotAKey(_lost(word[:40], held, last, letter))


def _key_of(sign: str) -> str:
    """Return the name of the key of one character."""
    if sign == " ":
        return "space"
    if sign == "~":
        raise NotAKey("ssh keeps `~` for itself after Enter; choose another sign")
    if (name := _name_of(sign)) in _SIGNS:
        return name
    plain = unicodedata.normalize("NFKC", sign) == sign and unicodedata.category(sign) in ("Lu", "Ll", "Lo", "Nd")
    if not plain:  # Textual takes Esc and a digit for some of these
        raise NotAKey(f"no key for {sign!r} comes over every terminal; write a letter, a digit or a sign such as [")
    return sign


def _lost(word: str, held: set[str], last: str, letter: str) -> str:
    """Say why a key held with others does not come over every terminal, and what to write instead."""
    try:
        instead = f"write `{shown(key_named(last))}`"
    except NotAKey:
        instead = "choose another key"
    if "super" in held:
        return f"{word} does not reach a program in a terminal; {instead}"
    if "alt" in held:
        return f"a terminal sends {word} as Esc and a key after it; {instead}"
    if held == {"shift"}:
        if letter:
            return f"write `{letter.upper()}` for {word}"
        return f"many terminals send {word} as if shift were not held; {instead}, or the sign that shift makes"
    if "shift" in held:
        instead = f"write `ctrl+{letter}`" if letter in _WITH_CTRL else instead
        return f"a terminal sends {word} as if shift were not held; {instead}"
    if last.lower() in _CTRL_IS:
        return f"to a terminal {word} is {_CTRL_IS[last.lower()]}; write `{_CTRL_IS[last.lower()]}`"
    if letter == "s":
        return f"{word} stops the output of some terminals; {instead}"
    return f"many terminals send {word} as if ctrl were not held, or not at all; {instead}"


def _unknown(word: str) -> str:
    name = word.lower().replace(" ", "_")
    if name in _SIGNS:
        return f"no key is called {word[:40]!r}; write `{_SIGNS[name]}`, in quotes"
    if re.fullmatch(r"f[0-9]+", name):
        return f"{word[:40]} does not come over every terminal; write one of `F1` to `F12`"
    near = get_close_matches(name[:40], _WRITTEN, n=1)
    if near:
        return f"no key is called {word[:40]!r}; did you mean `{shown(_WRITTEN[near[0]])}`?"
    names = " ".join(seen for seen in _NAMED.values() if not re.fullmatch(r"F\d+", seen))
    return f"no key is called {word[:40]!r}; write one letter, digit or sign, ctrl+d, F1 to F12, or one of {names}"
