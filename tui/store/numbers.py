"""Sets of record numbers as bits: a million are and-ed, counted and found again in well under a millisecond."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import accumulate
from operator import or_
from typing import NamedTuple, overload

_BLOCK = 512
"""Bytes that are counted together."""


class Numbers(Sequence[int]):
    """Ascending numbers from `first` on: bit i of `bits` stands for first + i."""

    def __init__(self, first: int, bits: int) -> None:
        self._first = first
        self._data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        counts = (
            int.from_bytes(self._data[at : at + _BLOCK], "little").bit_count()
            for at in range(0, len(self._data), _BLOCK)
        )
        self._before = [0, *accumulate(counts)]

    def __len__(self) -> int:
        return self._before[-1]

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        block = bisect_right(self._before, index) - 1
        left = index - self._before[block]
        at = block * _BLOCK
        while left >= (count := self._data[at].bit_count()):
            left -= count
            at += 1
        return self._first + at * 8 + _ONES[self._data[at]][left]

    def __iter__(self) -> Iterator[int]:
        for at, byte in enumerate(self._data):
            for one in _ONES[byte]:
                yield self._first + at * 8 + one

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        at = number - self._first
        return 0 <= at < len(self._data) * 8 and bool(self._data[at >> 3] >> (at & 7) & 1)

    def index(self, number: int, start: int = 0, stop: int | None = None) -> int:
        """Return the place of a number. Raises ValueError where it is not among them."""
        if number not in self or not start <= (place := self.below(number)) < (len(self) if stop is None else stop):
            raise ValueError(f"{number} is not among them")
        return place

    def without(self, others: Iterable[Sequence[int]]) -> Numbers:
        """Return these but for all that are among others, made of numbers from the same first one on."""
        bits = reduce(or_, (one.bits for one in others if isinstance(one, Numbers)), 0)
        return Numbers(self._first, self.bits & ~bits)

    def changed(self, gone: Iterable[int], more: Iterable[int]) -> Numbers:
        """Return these but for some, which need not be among them, with more, which are not less than the first."""
        there = [n - self._first for n in more]
        size = max(len(self._data) * 8, max(there, default=0) + 1)
        left = bits_of((at for n in gone if 0 <= (at := n - self._first) < size), size)
        return Numbers(self._first, self.bits & ~left | bits_of(there, size))

    @property
    def bits(self) -> int:
        """The bits they were made of."""
        return int.from_bytes(self._data, "little")

    def below(self, number: int) -> int:
        """Return how many are less than a number."""
        at = min(max(number - self._first, 0), len(self._data) * 8)
        block = (at >> 3) // _BLOCK
        rest = int.from_bytes(self._data[block * _BLOCK : (at >> 3) + 1], "little")
        return self._before[block] + (rest & ((1 << (at - block * _BLOCK * 8)) - 1)).bit_count()


_ONES = [tuple(i for i in range(8) if byte >> i & 1) for byte in range(256)]
"""The bits that are set in each byte."""


def bits_of(places: Iterable[int], size: int) -> int:
    """Return bits at these places, all less than `size`. Raises IndexError where one is not."""
    data = bytearray((size + 7) // 8)
    for place in places:
        data[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(data, "little")


def places_of(bits: int) -> array[int]:
    """Return the places of the bits that are set, ascending."""
    return array("I", Numbers(0, bits))


def packed(places: array[int], size: int) -> bytes:
    """Return ascending places, all less than `size`, as the shorter of a list (4 bytes each) and a map (a bit each)."""
    if 4 * len(places) <= (size + 7) // 8:
        return places.tobytes()
    return bits_of(places, size).to_bytes((size + 7) // 8, "little")


def unpacked(data: bytes, count: int, size: int) -> int:
    """Return as bits what `packed` made of `count` places. Raises ValueError or IndexError where it did not."""
    if len(data) != 4 * count:
        return int.from_bytes(data, "little")
    places = array("I")
    places.frombytes(data)
    return bits_of(places, size)


def flags(bits: int, size: int) -> bytes:
    """Return a byte for each place: 49 where its bit is set, 48 where not."""
    return format(bits, "b").zfill(size)[::-1].encode()


def joined(rows: Iterable[tuple[int, bytes]], size: int) -> int:
    """Return as bits all that is in any of what `packed` made of so many places each. Raises ValueError or IndexError as `unpacked`."""
    places = array("I")
    bits = 0
    for count, data in rows:
        if len(data) == 4 * count:
            places.frombytes(data)
        else:
            bits |= int.from_bytes(data, "little")
    return bits | bits_of(places, size)


class Among:
    """Bits, all less than `size`, to count how many of `packed` places are among them, without making bits of the places."""

    def __init__(self, bits: int, size: int) -> None:
        self._bits = bits
        self._size = size

    @cached_property
    def _flags(self) -> bytes:
        return flags(self._bits, self._size)

    def count(self, data: bytes, count: int) -> int:
        """Return how many of the `count` places that were packed are among the bits. Raises ValueError or IndexError as `unpacked`."""
        if len(data) != 4 * count:
            return (int.from_bytes(data, "little") & self._bits).bit_count()
        places = array("I")
        places.frombytes(data)
        return sum(map(self._flags.__getitem__, places)) - 48 * count


def packed_bits(bits: int, size: int) -> bytes:
    """Return what `packed` makes of the places of these bits."""
    length = (size + 7) // 8
    return places_of(bits).tobytes() if 4 * bits.bit_count() <= length else bits.to_bytes(length, "little")


class Stretch(NamedTuple):
    """Places in a row that stand elsewhere now, as many and in the same row: from `start` on, now from `to` on."""

    start: int
    length: int
    to: int


def moved_bits(bits: int, stretches: Iterable[Stretch]) -> int:
    """Return bits where they stand now; those in no stretch are gone."""
    return reduce(or_, ((bits >> one.start & (1 << one.length) - 1) << one.to for one in stretches), 0)


def moved_places(stretches: Iterable[Stretch], size: int) -> array[int]:
    """Return where each of so many places stands now, -1 where it is gone."""
    places = array("l", [-1]) * size
    for one in stretches:
        places[one.start : one.start + one.length] = array("l", range(one.to, one.to + one.length))
    return places
