"""Text as it may be kept: composed, on one line, with nothing in it that a terminal or a reader could be fooled by."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

MOST_MARKS = 4
"""Combining marks kept on one letter: vowelled Arabic needs two or three."""

RIGHTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters that run from right to left, and their marks and digits, for a regular expression."""

_HAS_RIGHTWARD = re.compile(f"[{RIGHTWARD}]")
_SPACE = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> tuple[str, Mapping[str, int]]:
    """Return the text fit to keep, and how many characters of each sort were taken out.

    NFC; white space of any kind to single spaces, none at the ends. Taken out and counted: `ESC`, `C0`, `C1`, `bidi`
    (marks, embeddings, overrides, isolates), `surrogate`, `invisible` (other format characters, unassigned and private
    ones), `marks` beyond `MOST_MARKS` on a letter.
    """
    if text.isascii() and text.isprintable():  # nearly all of a corpus
        return " ".join(text.split()), {}
    removed: Counter[str] = Counter()
    text = _SPACE.sub(" ", text)
    if not text.isprintable():
        text = _without_controls(text, removed)
    text = unicodedata.normalize("NFC", text)
    if not text.isascii():
        text = _with_few_marks(text, removed)
    return " ".join(text.split()), removed


def has_rightward(text: str) -> bool:
    """Say whether letters that run from right to left stand in a text."""
    return not text.isascii() and _HAS_RIGHTWARD.search(text) is not None


def _sort(character: str) -> str:
    code = ord(character)
    if code == 0x1B:
        return "ESC"
    if code < 0x20 or code == 0x7F:
        return "C0"
    if code < 0xA0:
        return "C1"
    if character in _BIDI:
        return "bidi"
    return "surrogate" if 0xD800 <= code < 0xE000 else "invisible"


def _without_controls(text: str, removed: Counter[str]) -> str:
    kept = []
    for character in text:
        if character.isprintable():
            kept.append(character)
        else:
            removed[_sort(character)] += 1
    return "".join(kept)


def _with_few_marks(text: str, removed: Counter[str]) -> str:
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > MOST_MARKS:
            removed["marks"] += 1
        else:
            kept.append(character)
    return "".join(kept)


def sha8(paragraph: str) -> str:
    """Return the first 8 hex digits of SHA-256 over a source paragraph: NFC, any white space to one space, stripped.

    It finds a paragraph's place in a copy of the article without the corpus carrying the text.
    """
    text = " ".join(unicodedata.normalize("NFC", paragraph).split())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
