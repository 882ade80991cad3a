"""Where places lie to one another: distances, bearings, and a plane of cells to draw them on. Coordinates only, no map behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, ceil, cos, degrees, hypot, radians, sin, sqrt
from statistics import median

EARTH_KM = 6371.0088
"""The mean radius R1 = (2a + b) / 3 of the ellipsoid GRS 80 (H. Moritz, Geodetic Reference System 1980, Bulletin Géodésique)."""
CELL = 2.0
"""How much taller than wide a cell of a terminal is."""
COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
KM_PER_DEGREE = radians(1) * EARTH_KM
FEW, FAR = 4, 3.0
"""Points of which all are drawn; how many times as far as half of the points lie from their middle a point may lie to be drawn."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the globe in degrees, WGS 84: north and east are positive."""

    lat: float
    lon: float


def distance(one: Point, other: Point) -> float:
    """Return the kilometres between two points along the surface of a sphere.

    The haversine formula: R. W. Sinnott, Virtues of the Haversine, Sky and Telescope 68 (1984), p. 159. A sphere is up to 0.6 %
    off, which is less than what a point tells of a town.
    """
    first, second = radians(one.lat), radians(other.lat)
    across, along = radians(other.lat - one.lat), radians(other.lon - one.lon)
    half = sin(across / 2) ** 2 + cos(first) * cos(second) * sin(along / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(half, 1.0)))


def bearing(one: Point, other: Point) -> float:
    """Return in which direction the way to another point sets out, in degrees clockwise from north, 0 <= bearing < 360."""
    first, second, along = radians(one.lat), radians(other.lat), radians(other.lon - one.lon)
    east = sin(along) * cos(second)
    north = cos(first) * sin(second) - sin(first) * cos(second) * cos(along)
    return degrees(atan2(east, north)) % 360.0 % 360.0  # -1e-20 % 360 is 360


def compass(towards: float) -> str:
    """Return a bearing as one of the eight winds."""
    return COMPASS[round(towards / 45) % len(COMPASS)]


def nearest(here: Point, others: Iterable[tuple[str, Point]], most: int) -> list[tuple[float, str, Point]]:
    """Return the nearest of named points with their distances, the nearest first, then by name."""
    return sorted(((distance(here, point), name, point) for name, point in others), key=lambda one: one[:2])[:most]


def together(points: Sequence[Point]) -> list[bool]:
    """Say of each point whether it lies with the others, or so far off that a drawing of them all would show none of them well.

    It lies with them if it is no more than `FAR` times as far from their middle as half of them are. A few are always together.
    """
    if len(points) <= FEW:
        return [True] * len(points)
    east = _eastings(points)
    middle = Point(median(point.lat for point in points), _turned(median(east)))
    far = [distance(middle, point) for point in points]
    reach = FAR * median(far)
    return [one <= reach for one in far] if reach else [True] * len(points)


@dataclass(frozen=True)
class Plane:
    """Cells to draw points on, north at the top; `km` is how wide a cell is, `CELL` times that is how tall.

    The middle is at `lat` and `lon`; degrees of longitude are as wide everywhere as they are there.
    """

    width: int
    height: int
    km: float
    lat: float
    lon: float

    @classmethod
    def of(cls, points: Sequence[Point], width: int, height: int, least_km: float = 10.0) -> Plane:
        """Return the plane that has all of these points, one at least, in as many cells as fit: no more rows than are needed.

        It shows `least_km` from edge to edge at the least, so that a lone point is not drawn as if nothing were around it.
        """
        width, height = max(width, 1), max(height, 1)
        east = _eastings(points)
        south, north = min(point.lat for point in points), max(point.lat for point in points)
        lat, lon = (south + north) / 2, (min(east) + max(east)) / 2
        wide = max((max(east) - min(east)) * KM_PER_DEGREE * _narrowing(lat), least_km)
        tall = max((north - south) * KM_PER_DEGREE, least_km / CELL)
        km = max(wide / max(width - 1, 1), tall / CELL / max(height - 1, 1))
        return cls(width, min(height, ceil(tall / km / CELL) + 1), km, lat, lon)

    def cell(self, point: Point) -> tuple[int, int] | None:
        """Return the column and row of a point, None where it lies outside."""
        right, down = self._offset(point)
        column, row = (self.width - 1) / 2 + right, (self.height - 1) / 2 + down
        if not (_is_on(column, self.width) and _is_on(row, self.height)):
            return None
        return min(max(round(column), 0), self.width - 1), min(max(round(row), 0), self.height - 1)

    def _offset(self, point: Point) -> tuple[float, float]:
        right = _turned(point.lon - self.lon) * KM_PER_DEGREE * _narrowing(self.lat) / self.km
        return right, (self.lat - point.lat) * KM_PER_DEGREE / self.km / CELL

    def apart(self, one: Point, other: Point) -> float:
        """Return the kilometres between two points as they are drawn."""
        (right, down), (further, deeper) = self._offset(one), self._offset(other)
        return hypot(further - right, (deeper - down) * CELL) * self.km


def _is_on(place: float, cells: int) -> bool:
    """Say whether a place lies on a line of cells; half a cell beyond the middle of the first or last it still does."""
    return -0.5 - 1e-6 <= place <= cells - 0.5 + 1e-6


def _narrowing(lat: float) -> float:
    """Return how wide a degree of longitude is beside one of latitude; never nothing, or poles could not be drawn."""
    return max(cos(radians(lat)), 0.01)


def _turned(lon: float) -> float:
    """Return a longitude as -180 <= longitude < 180."""
    return (lon + 180) % 360 - 180


def _eastings(points: Sequence[Point]) -> list[float]:
    """Return the longitudes, counted on beyond 180 where the points lie on both sides of that: cut where the widest gap is."""
    ordered = sorted({_turned(point.lon) for point in points})
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    around = ordered[0] + 360 - ordered[-1]
    widest, begin = max(gaps, default=(0.0, ordered[0]))
    first = begin if widest > around else ordered[0]
    return [lon + 360 if lon < first else lon for lon in (_turned(point.lon) for point in points)]
