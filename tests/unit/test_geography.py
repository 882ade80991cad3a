"""Distances, bearings and the plane: what must hold of any points, and some known to everybody."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.reading.geography import (
    CELL,
    COMPASS,
    EARTH_KM,
    KM_PER_DEGREE,
    Plane,
    Point,
    bearing,
    compass,
    distance,
    nearest,
    together,
)

lats, lons = st.floats(-90, 90), st.floats(-180, 180)
points = st.builds(Point, lats, lons)
near_by = st.builds(Point, st.floats(40, 41), st.floats(8, 9))
HALF_AROUND = 180 * KM_PER_DEGREE


def test_a_degree_of_latitude_and_half_the_way_around() -> None:
    assert distance(Point(0, 0), Point(1, 0)) == pytest.approx(111.195, abs=0.001)
    assert distance(Point(0, 0), Point(0, 180)) == pytest.approx(20015.115, abs=0.01)
    assert distance(Point(90, 0), Point(-90, 77)) == pytest.approx(HALF_AROUND)


def test_the_distance_that_the_formula_is_known_by() -> None:
    """From Land's End to John o' Groats, 50 03 59 N 5 42 53 W to 58 38 38 N 3 04 12 W, the usual example: 968.9 km, 009 07 11."""
    one, other = Point(50.066389, -5.714722), Point(58.643889, -3.07)
    assert distance(one, other) == pytest.approx(968.9, abs=0.1)
    assert bearing(one, other) == pytest.approx(9.1198, abs=0.001)


@given(points, points)
def test_it_is_as_far_there_as_back_and_never_farther_than_half_around(one: Point, other: Point) -> None:
    far = distance(one, other)
    assert 0 <= far <= HALF_AROUND + 1e-6
    assert far == pytest.approx(distance(other, one), abs=1e-6)
    assert distance(one, one) == 0


@given(points, points, points)
def test_no_way_round_is_shorter(one: Point, two: Point, three: Point) -> None:
    assert distance(one, three) <= distance(one, two) + distance(two, three) + 1e-3


@given(points, points)
def test_a_bearing_is_one_of_the_circle_and_has_a_wind(one: Point, other: Point) -> None:
    towards = bearing(one, other)
    assert 0 <= towards < 360
    assert compass(towards) in COMPASS


@pytest.mark.parametrize(("lat", "lon", "wind"), [(1, 0, "N"), (1, 1, "NE"), (0, 1, "E"), (-1, 1, "SE"), (-1, 0, "S"),
                                                  (-1, -1, "SW"), (0, -1, "W"), (1, -1, "NW")])  # fmt: skip
def test_the_winds(lat: float, lon: float, wind: str) -> None:
    assert compass(bearing(Point(0, 0), Point(lat, lon))) == wind


@given(near_by, near_by)
def test_back_is_the_other_way(one: Point, other: Point) -> None:
    assume(distance(one, other) > 1)
    turned = abs(bearing(one, other) - bearing(other, one)) % 360
    assert turned == pytest.approx(180, abs=2)


@given(st.lists(points, min_size=1, max_size=20), st.integers(1, 130), st.integers(1, 40))
def test_every_point_has_a_cell_of_its_plane(found: list[Point], width: int, height: int) -> None:
    plane = Plane.of(found, width, height)
    assert 1 <= plane.height <= height and plane.width == width
    assert all(plane.cell(point) for point in found)


@given(st.lists(near_by, min_size=2, max_size=8), st.integers(20, 120))
def test_north_is_up_and_east_is_right(found: list[Point], width: int) -> None:
    plane = Plane.of(found, width, 30)
    for one in found:
        for other in found:
            here, there = plane.cell(one), plane.cell(other)
            assert here and there
            if one.lat > other.lat:
                assert here[1] <= there[1]
            if one.lon < other.lon:
                assert here[0] <= there[0]


@given(near_by, near_by, st.integers(20, 120))
def test_what_is_drawn_is_as_far_apart_as_it_is(one: Point, other: Point, width: int) -> None:
    plane = Plane.of([one, other], width, 40)
    assert isclose(plane.apart(one, other), distance(one, other), rel_tol=0.02, abs_tol=0.001)
    here, there = plane.cell(one), plane.cell(other)
    assert here and there
    drawn = ((there[0] - here[0]) ** 2 + (CELL * (there[1] - here[1])) ** 2) ** 0.5 * plane.km
    assert abs(drawn - distance(one, other)) <= 3 * plane.km + 0.02 * distance(one, other)


def test_a_lone_point_is_in_the_middle_of_ten_kilometres() -> None:
    plane = Plane.of([Point(46.5, 9.25)], 21, 9)
    assert plane.cell(Point(46.5, 9.25)) == (10, 2)
    assert plane.height == 6
    assert plane.km * 20 == pytest.approx(10)


def test_points_on_both_sides_of_the_date_line_lie_together() -> None:
    fiji, samoa = Point(-17.7, 178.0), Point(-13.8, -172.1)
    plane = Plane.of([fiji, samoa], 60, 20)
    here, there = plane.cell(fiji), plane.cell(samoa)
    assert here and there and here[0] < there[0]
    assert plane.km * 60 < 2_000


def test_what_lies_far_off_is_not_with_the_others() -> None:
    found = [Point(40 + i / 100, 8 + i % 3 / 100) for i in range(9)]
    assert together([*found, Point(55, 37)]) == [True] * 9 + [False]
    assert together([Point(0, 0), Point(50, 50)]) == [True, True]
    assert together([Point(1, 1)] * 9) == [True] * 9
    assert together([]) == []


@given(st.lists(points, max_size=30))
def test_at_least_half_of_the_points_lie_together(found: list[Point]) -> None:
    assert sum(together(found)) * 2 >= len(found)


def test_the_nearest_come_first_and_ties_go_by_name() -> None:
    here = Point(0, 0)
    others = [("b", Point(0, 1)), ("far", Point(5, 5)), ("a", Point(0, 1)), ("here", here)]
    assert [name for _, name, _ in nearest(here, others, 3)] == ["here", "a", "b"]
    assert EARTH_KM > 6_000
