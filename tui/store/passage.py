"""Where in a record's texts the words of a search stand, and how they are written there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..corpus.fold import fold, words


@dataclass(frozen=True)
class Passage:
    """A text, and what a find is to look for to show the words in it: "" where none of them stands there."""

    line: str
    find: str = ""


def passage(title: str, lines: Iterable[str], text: str, spellings: Mapping[str, Sequence[str]]) -> Passage:
    """Return the first of a record's texts with the most of the searched words, one with all of them in a row before all.

    Words that the title has already do not count, unless it has them all. `spellings` gives the other spellings of each word.
    """
    whole = " ".join(text.split())
    left = {word: others for word, others in spellings.items() if not _as_written(title, word, others)} or spellings
    found, most = Passage(title), 0
    for line in lines:
        if fold(whole) in fold(line):
            return Passage(line, whole)
        standing = [form for word, others in left.items() if (form := _as_written(line, word, others))]
        if len(standing) > most:
            found, most = Passage(line, standing[0]), len(standing)
    return found


def _as_written(line: str, word: str, others: Sequence[str]) -> str:
    """Return how a text writes a searched word, folded: its beginning, or another spelling; "" where it does not."""
    there = words(line)
    if any(one.startswith(word) for one in there):
        return word
    row = f" {' '.join(there)} "
    form = next((form for form in others if f" {form} " in row), "")
    return form if form in fold(line) else form.partition(" ")[0]  # a name's article is not among its words
