"""Text for a terminal that has only ASCII: another sign for each, as wide as it was, so that nothing moves."""

from __future__ import annotations

import codecs
from dataclasses import astuple
from functools import lru_cache
from unicodedata import combining, decimal, normalize

from rich.cells import get_character_cell_size

from .axis import ASCII, Glyphs

UNKNOWN = "?"
_SIGNS = {
    **dict(zip(astuple(Glyphs()), astuple(ASCII), strict=True)),
    **dict.fromkeys("‘’‚‛ʼʽʾʿʻʹˈ′´`׳", "'"), **dict.fromkeys("“”„‟«»″״", '"'), **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("│┃║▏▎▍▌▐", "|"), **dict.fromkeys("▓▀■", "#"), **dict.fromkeys("•◆★✓✔", "*"),
    "▂": ":", "▄": "=", "▆": "%", "█": "#", "▒": "o", "░": "o",
    "…": "+", "→": ">", "←": "<", "↑": "^", "↓": "v", "↔": "-", "≠": "!", "≤": "<", "≥": ">", "≈": "~", "×": "x", "÷": "/",
    "═": "=", "¡": "!", "¶": "P", "§": "S", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
    "Đ": "D", "ð": "d", "þ": "t", "Þ": "T", "ß": "s", "ı": "i", "؟": "?", "،": ",", "؛": ";",
}  # fmt: skip


def in_ascii(text: str) -> str:
    """Return a text in ASCII, cell by cell: letters without their accents, digits as such, a question mark for what has no like."""
    return text if text.isascii() else "".join(map(_sign, text))


@lru_cache(4096)
def _sign(character: str) -> str:
    width = get_character_cell_size(character)
    if character.isascii() or not width:
        return character if character.isascii() else ""
    sign = _SIGNS.get(character) or _like(character)
    return sign.ljust(width, sign if sign == UNKNOWN else " ")


def _like(character: str) -> str:
    if (number := decimal(character, None)) is not None:
        return str(number)
    base = [part for part in normalize("NFKD", character) if not combining(part)]
    if len(base) == 1 and base[0].isascii() and base[0].isprintable():
        return base[0]
    return "+" if "\u2500" <= character < "\u2580" else UNKNOWN


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return in_ascii(error.object[error.start : error.end]), error.end


codecs.register_error(__name__, _instead)
"""What a stream is given as `errors` that writes to such a terminal."""
