"""Finding in a text: where a few typed letters stand in it, whatever the spelling of either."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..corpus.fold import fold


@lru_cache(1024)
def _letter(character: str) -> str:
    return fold(character)


def found_in(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return (start, end) of each place where the folded `wanted` stands in the folded text; none for an empty one."""
    needle = fold(wanted).strip()
    if not needle:
        return []
    if text.isascii() and "'" not in text and "`" not in text:  # folded, each letter stays where it is
        return list(_places(fold(text), needle))
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for letter in _letter(character):
            folded.append(letter)
            origin.append(index)
    return [(origin[start], origin[end - 1] + 1) for start, end in _places("".join(folded), needle)]


def _places(folded: str, needle: str) -> Iterator[tuple[int, int]]:
    at = folded.find(needle)
    while at >= 0:
        yield at, at + len(needle)
        at = folded.find(needle, at + len(needle))
