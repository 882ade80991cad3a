"""All that khabar may send to a terminal: what is not here came from somebody else."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter

from pseudo_terminal import Token, tokens

MODES = {b"7", b"25", b"1049", b"2004", b"2026", b"2048"}
"""Wrapping, cursor, alternate screen, pasting, drawing in one step, resizing: what Textual uses."""
_KNOWN_CSI = re.compile(rb"[\d;]*[CEGHJKXbmr]|6n|\?(?P<mode>\d+)[hl]|\?\d+\$p")
_POINTER = b"22;default"
"""The one OSC of Textual's own: the shape of the mouse's pointer."""
_UNREADABLE = re.compile("\u200e(?!$)|[\x80-\x9f\u061c\u200b-\u200d\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What no terminal is to get; but the mark behind a stretch from right to left, which is in the last cell of it, may come."""


def is_known(token: Token) -> bool:
    """Say whether khabar sends such a piece of its own accord."""
    match token.sort:
        case "text":
            return not _UNREADABLE.search(token.body.decode())
        case "control":
            return token.raw in b"\r\n"
        case "csi":
            found = _KNOWN_CSI.fullmatch(token.body)
            return found is not None and (found["mode"] is None or found["mode"] in MODES)
        case "osc":
            return token.body == _POINTER or _is_copied(token.body)
        case "esc":
            return token.body == b"M"
    return False


def _is_copied(body: bytes) -> bool:
    """Say whether words are put on the clipboard that do nothing when they are pasted, and are not those of the hostile corpus."""
    head, _, words = body.rpartition(b";")
    text = b64decode(words).decode() if head == b"52;c" else "\0"
    return text not in ("harm", "x") and all(one.isprintable() or one == "\n" for one in text)


def foreign(sent: bytes) -> Counter[bytes]:
    """Return the pieces of what was sent that are not khabar's own."""
    return Counter(token.raw for token in tokens(sent) if not is_known(token))
