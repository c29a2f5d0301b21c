"""Places for the labels of a map: beside their points, on nothing else, with leaders where far.

A label is a rectangle; it goes to the first free place of a list that begins at its point and moves
away in circles. The list is the same for everybody, so the same points give the same map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")
_Line = tuple[float, float, float, float]

#: Distances from the point to the nearest edge of its label, and directions: east first, then the
#: others from near the horizontal on, because words are wide.
_DISTANCES: Final = (2.4, 5.0, 8.5, 13.0, 18.0, 24.0, 31.0, 39.0, 48.0, 58.0)
_DIRECTIONS: Final = (0, 180, 45, 315, 135, 225, 90, 270, 22, 338, 158, 202, 68, 292, 112, 248)
#: From here on a line leads from the point to its label.
LEADER_FROM: Final = 4.0
_AIR: Final = 0.8
_CELL: Final = 24.0


class Rect(NamedTuple):
    """A rectangle, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Rect) -> bool:
        """Tell whether two rectangles share more than an edge, with a little air around."""
        return (
            self.x < other.x + other.width + _AIR
            and other.x < self.x + self.width + _AIR
            and self.y < other.y + other.height + _AIR
            and other.y < self.y + self.height + _AIR
        )

    def holds(self, other: Rect) -> bool:
        """Tell whether another lies inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def is_crossed(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Tell whether a line runs through it (Liang and Barsky's clipping)."""
        start, end = 0.0, 1.0
        dx, dy = x2 - x1, y2 - y1
        for step, room in (
            (-dx, x1 - self.x), (dx, self.x + self.width - x1),
            (-dy, y1 - self.y), (dy, self.y + self.height - y1),
        ):  # fmt: skip
            if step == 0:
                if room <= 0:
                    return False
            elif step < 0:
                start = max(start, room / step)
            else:
                end = min(end, room / step)
        return start < end


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands, and where the line from its point ends; without one, at the point."""

    rect: Rect
    has_leader: bool
    end: tuple[float, float]


class Ground:
    """A map with what stands on it already, found by the cells of a coarse grid."""

    def __init__(self, frame: Rect) -> None:
        """Begin with nothing in ``frame``."""
        self._frame = frame
        self._taken: dict[tuple[int, int], list[Rect]] = {}
        self._leaders: dict[tuple[int, int], list[_Line]] = {}

    def take(self, rect: Rect) -> None:
        """Keep a rectangle clear of labels."""
        for cell in _cells(rect):
            self._taken.setdefault(cell, []).append(rect)

    def block(self, x: float, y: float, radius: float) -> None:
        """Keep a point clear of labels."""
        self.take(Rect(x - radius, y - radius, 2 * radius, 2 * radius))

    def place(self, x: float, y: float, width: float, height: float) -> Placed | None:
        """Find the place of a label for the point and take it; None where there is none."""
        for distance in _DISTANCES:
            for degrees in _DIRECTIONS:
                found = self._try(x, y, width, height, distance, degrees)
                if found is not None:
                    self.take(found.rect)
                    if found.has_leader:
                        line = (x, y, *found.end)
                        for cell in _cells(_around(line)):
                            self._leaders.setdefault(cell, []).append(line)
                    return found
        return None

    def _try(
        self, x: float, y: float, width: float, height: float, distance: float, degrees: int
    ) -> Placed | None:
        rect = _beside(x, y, width, height, distance, degrees)
        if not self._frame.holds(rect) or any(map(rect.overlaps, _near(self._taken, rect))):
            return None
        if any(rect.is_crossed(*line) for line in _near(self._leaders, rect)):
            return None
        end = min(max(x, rect.x), rect.x + width), min(max(y, rect.y), rect.y + height)
        has_leader = distance > LEADER_FROM
        if has_leader and not self._is_clear((x, y, *end)):
            return None
        return Placed(rect, has_leader, end)

    def _is_clear(self, line: _Line) -> bool:
        """Tell whether a line from a point meets no label, no other point and no other line."""
        x, y, _, _ = line
        around = _around(line)
        for other in _near(self._taken, around):
            starts_in_it = (
                other.x <= x <= other.x + other.width and other.y <= y <= other.y + other.height
            )
            if not starts_in_it and other.is_crossed(*line):
                return False
        return not any(_cross(line, known) for known in _near(self._leaders, around))


def _beside(x: float, y: float, width: float, height: float, distance: float, degrees: int) -> Rect:
    """Give the rectangle whose nearest edge is at a distance from a point, in a direction."""
    right, down = math.cos(math.radians(degrees)), -math.sin(math.radians(degrees))
    # Steeper than this it stands above or below its point, and not beside it.
    far_x = (distance + width / 2) if abs(right) > 0.3 else distance * abs(right)
    far_y = (distance + height / 2) if abs(down) > 0.8 else (distance + height / 2) * abs(down)
    centre_x, centre_y = x + math.copysign(far_x, right), y + math.copysign(far_y, down)
    return Rect(centre_x - width / 2, centre_y - height / 2, width, height)


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    """Give the cells of the grid that a rectangle, with the air around it, lies in."""
    for column in range(
        int((rect.x - _AIR) // _CELL), int((rect.x + rect.width + _AIR) // _CELL) + 1
    ):
        for row in range(
            int((rect.y - _AIR) // _CELL), int((rect.y + rect.height + _AIR) // _CELL) + 1
        ):
            yield column, row


def _near(cells: Mapping[tuple[int, int], list[T]], rect: Rect) -> Iterator[T]:
    """Give what is in the cells of a rectangle; some of it several times."""
    for cell in _cells(rect):
        yield from cells.get(cell, ())


def _around(line: _Line) -> Rect:
    x1, y1, x2, y2 = line
    return Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def _cross(one: _Line, other: _Line) -> bool:
    """Tell whether two lines cross."""
    return _parts(one, other) and _parts(other, one)


def _parts(line: _Line, other: _Line) -> bool:
    """Tell whether the ends of the other one lie on different sides of a line."""
    x1, y1, x2, y2 = line
    sides = [(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) for x, y in (other[:2], other[2:])]
    return sides[0] * sides[1] < 0
