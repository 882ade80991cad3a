"""Where the coded paragraphs of an article stand in a copy of it: by their hashes, whichever way the copy breaks its text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..corpus.text import sha8
from .copies import DIFFERS, FOUND, MISSING, UNSURE, Placed

MOST_JOINED = 60
"""Lines that a paragraph may be broken into, where its length is not coded."""
MOST_NEAR = 40
"""Pieces that are looked at between two found paragraphs, from either end."""
LONGEST = 6_000
"""Letters; a paragraph has some hundreds."""
ALIKE = 0.6
"""How long the shorter of two texts is at least, by the longer, for one to stand in the place of the other."""


@dataclass(frozen=True)
class Coded:
    """A paragraph as it is coded: its citation, the hash of its text ("" where none is coded) and its length, 0 where not known."""

    citation: str
    sha8: str
    length: int = 0


def quick_hashes(lines: Sequence[str]) -> set[str]:
    """Return the hashes of each line and each block of a copy: enough to know most articles by."""
    return {sha8(line) for line in lines if line} | {sha8(" ".join(block)) for block in _blocks(lines)}


def placed(lines: Sequence[str], paragraphs: Sequence[Coded]) -> dict[str, Placed]:
    """Return what a copy has of each paragraph of an article, in their order."""
    text = _Stream(lines)
    found = text.find(paragraphs)
    result = {
        one.citation: Placed(FOUND, text.between(*found[one.citation]))
        if one.citation in found
        else Placed(MISSING if one.sha8 else UNSURE)
        for one in paragraphs
    }
    hashed = [one for one in paragraphs if one.sha8]
    for run, low, high in _gaps(hashed, found, len(text.whole)):
        for one, piece in _aligned(run, text.pieces(low, high, found.values())):
            result[one.citation] = Placed(DIFFERS, piece)
    return result


def _gaps(
    paragraphs: Sequence[Coded], found: Mapping[str, tuple[int, int]], end: int
) -> Iterator[tuple[list[Coded], int, int]]:
    """Yield the paragraphs that are not found, those that follow one another together, with the stretch of the copy between the
    found ones before and after them; nothing where none is found."""
    low = 0
    runs = [(is_found, list(run)) for is_found, run in groupby(paragraphs, lambda one: one.citation in found)]
    for index, (is_found, run) in enumerate(runs):
        if is_found:
            low = found[run[-1].citation][1]
        elif found:
            after = runs[index + 1][1] if index + 1 < len(runs) else []
            starts = (found[one.citation][0] for one in after)
            yield run, low, next((start for start in starts if start >= low), end)


class _Stream:
    """A copy as one run of words; what it breaks into lines and blocks is kept beside."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines: list[tuple[int, int]] = []
        """Where each line begins and ends."""
        self.begins: set[int] = set()
        """Where blocks begin."""
        at = 0
        for block in _blocks(lines):
            self.begins.add(at)
            for line in block:
                self.lines.append((at, at + len(line)))
                at += len(line) + 1
        self.whole = " ".join(line for line in lines if line)

    def between(self, start: int, end: int) -> str:
        return self.whole[start:end]

    def find(self, paragraphs: Iterable[Coded]) -> dict[str, tuple[int, int]]:
        """Return where paragraphs stand: the first place of each."""
        sized = {(one.sha8, one.length): None for one in paragraphs if one.sha8 and one.length}
        unsized = {one.sha8 for one in paragraphs if one.sha8 and not one.length}
        places: dict[tuple[str, int], tuple[int, int]] = {}
        if sized:
            places |= self._by_length(sized.keys())
        if unsized:
            places |= {(mark, 0): place for mark, place in self._by_lines(unsized)}
        return {one.citation: places[one.sha8, one.length] for one in paragraphs if (one.sha8, one.length) in places}

    def _by_length(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], tuple[int, int]]:
        """Look from each word for what is as long as a paragraph and ends with a word."""
        whole, places = self.whole, dict[tuple[str, int], tuple[int, int]]()
        left = set(wanted)
        lengths = sorted({length for _, length in left})
        start = 0
        while start < len(whole) and left:
            for length in lengths:
                end = start + length
                if end > len(whole):
                    break
                if end == len(whole) or whole[end] == " ":
                    key = _hash(whole[start:end]), length
                    if key in left:
                        places[key] = start, end
                        left.discard(key)
            start = whole.find(" ", start) + 1 or len(whole)
        return places

    def _by_lines(self, wanted: set[str]) -> Iterator[tuple[str, tuple[int, int]]]:
        """Look from each line for what ends with a line."""
        left = set(wanted)
        for index, (start, _) in enumerate(self.lines):
            running = hashlib.sha256()
            for begun, end in self.lines[index : index + MOST_JOINED]:
                if end - start > LONGEST and begun > start:
                    break
                blank = " " if begun > start else ""
                running.update((blank + self.whole[begun:end]).encode("utf-8", "surrogatepass"))
                mark = running.hexdigest()[:8]
                if mark in left:
                    left.discard(mark)
                    yield mark, (start, end)
            if not left:
                return

    def pieces(self, low: int, high: int, taken: Iterable[tuple[int, int]]) -> list[str]:
        """Return what stands in a stretch and was not found to be a paragraph, piece by piece: lines where the paragraphs found
        are lines, else the lines of a block that stand together."""
        taken = sorted(taken)
        starts, ends = [start for start, _ in self.lines], [end for _, end in taken]
        broken = any(bisect_right(starts, end) > bisect_right(starts, start) for start, end in taken)
        free: list[tuple[int, int]] = []
        before = -1
        for index in range(bisect_left(starts, low), bisect_left(starts, high)):
            start, end = self.lines[index]
            nearest = bisect_right(ends, start)
            if nearest < len(taken) and taken[nearest][0] < end:
                continue
            if broken and before == index - 1 and start not in self.begins:
                free[-1] = free[-1][0], end
            else:
                free.append((start, end))
            before = index
        free = [piece for piece in free if piece[1] - piece[0] <= LONGEST]
        if len(free) > 2 * MOST_NEAR:
            free = free[:MOST_NEAR] + free[-MOST_NEAR:]
        return [self.whole[start:end] for start, end in free]


def _hash(text: str) -> str:
    """Return the `sha8` of a text that is plain already."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    for has_words, block in groupby(lines, bool):
        if has_words:
            yield list(block)


def _aligned(paragraphs: Sequence[Coded], pieces: Sequence[str]) -> list[tuple[Coded, str]]:
    """Return which piece stands in the place of which paragraph, in the order of both: as many as can, the likest in length.

    A paragraph of unknown length is only paired where there are as many pieces as paragraphs.
    """
    even = len(paragraphs) == len(pieces)
    # best[i][j]: how well the paragraphs from i on can be paired with the pieces from j on
    best = [[0.0] * (len(pieces) + 1) for _ in range(len(paragraphs) + 1)]
    for i in range(len(paragraphs) - 1, -1, -1):
        for j in range(len(pieces) - 1, -1, -1):
            paired = _likeness(paragraphs[i], pieces[j], even)
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired + best[i + 1][j + 1] if paired else 0.0)
    pairs, i, j = [], 0, 0
    while i < len(paragraphs) and j < len(pieces):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((paragraphs[i], pieces[j]))
            i, j = i + 1, j + 1
    return pairs


def _likeness(paragraph: Coded, piece: str, even: bool) -> float:
    """Return how like in length a piece is to a paragraph: 0 where it cannot stand in its place, else up to 1."""
    if not paragraph.length:
        return 0.5 if even else 0.0
    ratio = min(paragraph.length, len(piece)) / max(paragraph.length, len(piece), 1)
    return ratio if ratio >= ALIKE else 0.0
