"""The order in which letters stand on a line that a terminal does not reorder: the Unicode Bidirectional Algorithm (UAX 9).

Only what reads from right to left is ordered, so that the line's own way is always that; and there are no embeddings and
isolates (X1-X8): the characters that ask for them are taken out of every text when it is loaded. It is written out here
since python-bidi is compiled, which khabar as one file of pure Python cannot carry; it was held against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from ..corpus.text import RIGHTWARD

_OPENING = dict(zip("([{⁅⁽₍⟦⟨⟪⟮〈《「『【", ")]}⁆⁾₎⟧⟩⟫⟯〉》」』】", strict=True))
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_MIRRORED = {**_OPENING, **_CLOSING, **dict(zip("<>«»‹›≤≥", "><»«›‹≥≤", strict=True))}
_WORDS = re.compile(rf"[^\W\d_{RIGHTWARD}]+")
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "BN"))
_RIGHTWARD = frozenset(("R", "EN", "AN"))
_DEEPEST = 63
"""Brackets open within one another, beyond which none is paired."""


def is_rightward(text: str) -> bool:
    """Say whether a text reads from right to left: most of its letters do, and what else it has are names and acronyms.

    A word in small letters makes it a Latin sentence, in which what stands before the verb must stay before it.
    """
    sorts = [unicodedata.bidirectional(letter) for letter in text]
    if any(word[0].islower() for word in _WORDS.findall(text)):
        return False
    return sum(sort in ("R", "AL") for sort in sorts) > sorts.count("L")


def mirrored(letter: str) -> str:
    """Return what a bracket or angle looks like in what runs from right to left; any other character as it is."""
    return _MIRRORED.get(letter, letter)


def levels(text: str) -> list[int]:
    """Return the level of each character of a text that reads from right to left: what has an odd one runs so itself."""
    sorts = _weak([unicodedata.bidirectional(letter) or "L" for letter in text])
    _brackets(text, sorts)
    _neutrals(sorts)
    end = len(text.rstrip())  # L1: blanks at the end have the level of the line
    return [2 if sort in ("L", "EN", "AN") and index < end else 1 for index, sort in enumerate(sorts)]


def order(found: Sequence[int]) -> list[int]:
    """Return the places of characters from left to right, given their levels (L2)."""
    backward = groupby(reversed(range(len(found))), key=found.__getitem__)
    return [place for level, run in backward for place in (run if level == 1 else reversed(list(run)))]


def _weak(sorts: list[str]) -> list[str]:
    """Return the sorts with marks and what belongs to numbers resolved (W1-W7)."""
    before = strong = "R"
    for index, sort in enumerate(sorts):
        if sort == "NSM":
            sort = before  # noqa: PLW2901 - it is what it stands on
        before = sort
        if sort in ("L", "R", "AL"):
            strong = sort
        sorts[index] = "AN" if sort == "EN" and strong == "AL" else sort
    sorts = ["R" if sort == "AL" else sort for sort in sorts]
    for index in range(1, len(sorts) - 1):
        sides = sorts[index - 1], sorts[index + 1]
        if (sorts[index] == "ES" and sides == ("EN", "EN")) or (
            sorts[index] == "CS" and sides in (("EN", "EN"), ("AN", "AN"))
        ):
            sorts[index] = sides[0]
    index = 0
    while index < len(sorts):
        end = index
        while end < len(sorts) and sorts[end] == "ET":
            end += 1
        if end > index:
            beside = (index and sorts[index - 1] == "EN") or (end < len(sorts) and sorts[end] == "EN")
            sorts[index:end] = ["EN" if beside else "ON"] * (end - index)
        index = end + 1
    strong = "R"
    for index, sort in enumerate(sorts):
        if sort in ("L", "R"):
            strong = sort
        elif sort in ("ES", "CS", "ET"):
            sorts[index] = "ON"
        elif sort == "EN" and strong == "L":
            sorts[index] = "L"
    return sorts


def _brackets(text: str, sorts: list[str]) -> None:
    """Give brackets the way of what they hold, or of what stands before them (N0)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, letter in enumerate(text):
        if sorts[index] != "ON":
            continue
        if letter in _OPENING:
            if len(opened) == _DEEPEST:
                break
            opened.append((letter, index))
        elif letter in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == _CLOSING[letter]:
                    pairs.append((opened[depth][1], index))
                    del opened[depth:]
                    break
    for opening, closing in sorted(pairs):
        held = {_strong(sort) for sort in sorts[opening + 1 : closing]}
        if "R" in held:
            sorts[opening] = sorts[closing] = "R"
        elif "L" in held:
            before = next((sort for sort in map(_strong, reversed(sorts[:opening])) if sort in ("L", "R")), "R")
            sorts[opening] = sorts[closing] = before


def _strong(sort: str) -> str:
    return "R" if sort in _RIGHTWARD else sort


def _neutrals(sorts: list[str]) -> None:
    """Give what has no way of its own that of its neighbours where they agree, else that of the text (N1, N2)."""
    index = 0
    while index < len(sorts):
        end = index
        while end < len(sorts) and sorts[end] in _NEUTRAL:
            end += 1
        if end > index:
            before = _strong(sorts[index - 1]) if index else "R"
            after = _strong(sorts[end]) if end < len(sorts) else "R"
            sorts[index:end] = ["L" if before == after == "L" else "R"] * (end - index)
        index = end + 1
