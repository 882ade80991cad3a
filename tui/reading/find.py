"""Finding in a text: where a few typed letters stand in it, whatever the spelling of either."""

from __future__ import annotations

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
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for letter in _letter(character):
            folded.append(letter)
            origin.append(index)
    whole = "".join(folded)
    places = []
    at = whole.find(needle)
    while at >= 0:
        places.append((origin[at], origin[at + len(needle) - 1] + 1))
        at = whole.find(needle, at + len(needle))
    return places
