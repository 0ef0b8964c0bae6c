"""The drawn map: the country's shape, a grid of degrees, and a numbered point for each centre.

Everything is worked out here and drawn as SVG in the page; nothing is asked of another service.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from support_centre.loading import Point, outline
from support_centre.models import Centre

WIDTH = 640.0
TALLEST = 560.0
EDGE = 34.0
APART = 36.0
"""Between the middles of two points, so that each number can be read."""


@dataclass
class Marker:
    number: int
    x: float
    y: float
    current: bool = False
    quiet: bool = False
    """Only there so that the current one has surroundings."""

    @property
    def at(self) -> tuple[str, str]:
        """For the page: with a point for decimals in every language."""
        return f"{self.x:.1f}", f"{self.y:.1f}"


@dataclass
class Map:
    width: int
    height: int
    shape: str
    """The ``d`` of the country's path; empty where the pack draws none."""
    grid: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Lines ``x1, y1, x2, y2``."""
    markers: list[Marker] = field(default_factory=list)


@dataclass(frozen=True)
class _Frame:
    """Degrees to points of the drawing: equal lengths in the middle of the country."""

    south: float
    north: float
    west: float
    east: float

    @property
    def narrowing(self) -> float:
        return max(math.cos(math.radians((self.south + self.north) / 2)), 0.05)

    @property
    def scale(self) -> float:
        across = (WIDTH - 2 * EDGE) / ((self.east - self.west) * self.narrowing)
        return min(across, (TALLEST - 2 * EDGE) / (self.north - self.south))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale + 2 * EDGE

    @property
    def inset(self) -> float:
        """What is left on each side of a tall country."""
        return (WIDTH - (self.east - self.west) * self.narrowing * self.scale) / 2

    def place(self, point: Point) -> tuple[float, float]:
        latitude, longitude = point
        x = self.inset + (longitude - self.west) * self.narrowing * self.scale
        return x, EDGE + (self.north - latitude) * self.scale


def draw(centres: Sequence[Centre], pack: str, current: Centre | None = None) -> Map | None:
    """The centres that have a place, numbered from 1 as they come; None when none has."""
    placed = [
        (number, centre, (centre.latitude, centre.longitude))
        for number, centre in enumerate(centres, 1)
        if centre.latitude is not None and centre.longitude is not None
    ]
    if not placed:
        return None
    corners = outline(pack)
    frame = _frame([*corners, *(point for _number, _centre, point in placed)])
    shape = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(frame.place, corners))
    drawn = Map(round(WIDTH), round(frame.height), f"M{shape}Z" if shape else "")
    drawn.grid = _grid(frame)
    for number, centre, point in placed:
        x, y = frame.place(point)
        shown = current is None or centre == current
        drawn.markers.append(Marker(number, x, y, current is not None and shown, not shown))
    _part([each for each in drawn.markers if not each.quiet], frame.height)
    return drawn


def _frame(points: Sequence[Point]) -> _Frame:
    """Around all points; never thinner than half a degree, so that one centre has surroundings."""
    latitudes, longitudes = [each[0] for each in points], [each[1] for each in points]
    south, north = _at_least(min(latitudes), max(latitudes))
    west, east = _at_least(min(longitudes), max(longitudes))
    return _Frame(south, north, west, east)


def _at_least(low: float, high: float) -> tuple[float, float]:
    missing = max(0.0, 0.5 - (high - low)) / 2
    return low - missing, high + missing


def _grid(frame: _Frame) -> list[tuple[str, str, str, str]]:
    """Whole degrees, or tenths of them where the country is small."""
    step = 1.0 if frame.east - frame.west > 2 else 0.1
    lines = []
    for place in _steps(frame.west, frame.east, step):
        x, _y = frame.place((frame.north, place))
        lines.append((x, 0.0, x, frame.height))
    for place in _steps(frame.south, frame.north, step):
        _x, y = frame.place((place, frame.west))
        lines.append((0.0, y, WIDTH, y))
    return [(f"{a:.1f}", f"{b:.1f}", f"{c:.1f}", f"{d:.1f}") for a, b, c, d in lines]


def _steps(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step), math.floor(high / step)
    return [number * step for number in range(first, last + 1)]


def _part(markers: list[Marker], height: float) -> None:
    """Push apart what would lie on each other, a little each time, the same way every time."""
    for _round in range(60):
        moved = False
        for index, one in enumerate(markers):
            for other in markers[index + 1 :]:
                moved |= _push(one, other)
        for marker in markers:
            marker.x = min(max(marker.x, APART / 2), WIDTH - APART / 2)
            marker.y = min(max(marker.y, APART / 2), height - APART / 2)
        if not moved:
            return


def _push(one: Marker, other: Marker) -> bool:
    across, down = other.x - one.x, other.y - one.y
    distance = math.hypot(across, down)
    if distance >= APART - 0.01:
        return False
    if distance < 0.01:  # on the same spot: apart along a direction of their own
        angle = other.number * 2.4
        across, down, distance = math.cos(angle), math.sin(angle), 1.0
        one_way = APART / 2
    else:
        one_way = (APART - distance) / 2
    one.x -= across / distance * one_way
    one.y -= down / distance * one_way
    other.x += across / distance * one_way
    other.y += down / distance * one_way
    return True
