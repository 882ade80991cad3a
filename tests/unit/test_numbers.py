"""Sets of record numbers as bits: they behave as the sorted lists that they stand for."""

from __future__ import annotations

from array import array
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.store.numbers import (
    Numbers,
    Stretch,
    bits_of,
    moved_bits,
    moved_places,
    packed,
    packed_bits,
    places_of,
    unpacked,
)

SETS = st.sets(st.integers(0, 20_000) | st.integers(4090, 4110), max_size=60)


@given(places=SETS, first=st.integers(0, 5000), asked=st.integers(-10, 26_000))
def test_numbers_are_a_sorted_list(places: set[int], first: int, asked: int) -> None:
    plain = sorted(first + place for place in places)
    numbers = Numbers(first, bits_of(places, 20_001))
    assert list(numbers) == plain
    assert len(numbers) == len(plain)
    assert [numbers[i] for i in range(len(plain))] == plain
    assert numbers[1:7:2] == plain[1:7:2]
    assert (asked in numbers) == (asked in plain)
    assert numbers.below(asked) == sum(one < asked for one in plain)
    assert [numbers.index(one) for one in plain] == list(range(len(plain)))
    if plain:
        assert (numbers[-1], numbers[-len(plain)]) == (plain[-1], plain[0])
    for beyond in (len(plain), -len(plain) - 1):
        with pytest.raises(IndexError):
            numbers[beyond]
    if asked not in plain:
        with pytest.raises(ValueError, match="not among them"):
            numbers.index(asked)


@given(places=SETS, size=st.integers(20_001, 30_000))
def test_what_is_packed_is_unpacked(places: set[int], size: int) -> None:
    bits = bits_of(places, size)
    data = packed(array("I", sorted(places)), size)
    assert unpacked(data, len(places), size) == bits
    assert packed_bits(bits, size) == data
    assert places_of(bits).tolist() == sorted(places)
    assert len(data) <= (size + 7) // 8


@given(places=st.sets(st.integers(0, 99)), cuts=st.sets(st.integers(1, 99)), data=st.data())
def test_bits_and_places_move_alike(places: set[int], cuts: set[int], data: st.DataObject) -> None:
    pieces = [range(start, stop) for start, stop in pairwise([0, *sorted(cuts), 100])]
    kept = data.draw(st.permutations(pieces))[: data.draw(st.integers(0, len(pieces)))]
    plain = [place for piece in kept for place in piece]
    starts = accumulate((len(piece) for piece in kept), initial=0)
    stretches = [Stretch(piece.start, len(piece), start) for piece, start in zip(kept, starts, strict=False)]
    wanted = [new for new, place in enumerate(plain) if place in places]
    assert places_of(moved_bits(bits_of(places, 100), stretches)).tolist() == wanted
    new_places = moved_places(stretches, 100)
    assert sorted(new_places[place] for place in places if place in plain) == wanted
    assert all(new_places[place] == -1 for place in range(100) if place not in plain)


def test_nothing_is_no_numbers() -> None:
    assert list(Numbers(7, 0)) == []
    assert not Numbers(7, 0)


@given(st.sets(st.integers(0, 300)), st.sets(st.integers(0, 400)), st.sets(st.integers(5, 400)))
def test_some_are_taken_out_and_others_put_in(there: set[int], gone: set[int], more: set[int]) -> None:
    numbers = Numbers(5, bits_of(there, 301))
    assert set(numbers.changed(gone, more)) == ({n + 5 for n in there} - gone) | more
