"""Hint letters: each thing on the screen gets a few, and typing them goes there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def labels(count: int) -> list[str]:
    """Return as many labels as there are things, none the beginning of another: one letter each where they suffice, else two.

    There are no more than two letters allow.
    """
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return ["".join(pair) for pair in product(LETTERS, repeat=2)][:count]


def left(known: Sequence[str], typed: str) -> list[str]:
    """Return the labels that what is typed may become."""
    return [label for label in known if label.startswith(typed)]
