"""What a mark is made of: filled areas, drawn lines and letters, in millimetres, y downwards.

Each shape names the part of the mark that it is, so that a test (or a printer's software) can find
the edge, the stripes or the letters and measure them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.outlines import capital_height, paths_of
from batterypass.documents.setting import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from batterypass.documents.content import Words
    from batterypass.documents.outlines import Outline
    from batterypass.regulations.mark_sizes import Measures

Point = tuple[float, float]
Ring = tuple[Point, ...]

BLACK: Final = "#000000"
WHITE: Final = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape; a ring within a ring is a hole (even-odd rule)."""

    part: str
    rings: tuple[Ring, ...]
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a width through points, with square ends cut at the points."""

    part: str
    points: Ring
    width: float
    colour: str = BLACK
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of bold letters: where it begins, its base line, and the height of its capitals."""

    part: str
    x: float
    y: float
    text: str
    height: float
    colour: str = BLACK

    @property
    def size(self) -> float:
        """Give the type size in mm."""
        return self.height / capital_height()

    def paths(self) -> Iterator[Outline]:
        """Give the outlines of all letters, where they stand."""
        x = self.x
        for char in self.text:
            yield from paths_of(char, x, self.y, self.size)
            x += width_of(char, self.size, bold=True)


Shape = Area | Line | Letters


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, label, placard or plate: a rectangle of paper with shapes on it."""

    code: str
    """As in the decision (``9A``, ``BM``, ``TXT[…]``)."""
    name: str
    """Short, for a file name."""
    title: Words
    width: float
    height: float
    size_text: Words
    """The size as the law gives it: ``100 × 100 mm``, or the height of letters."""
    shapes: tuple[Shape, ...]
    measures: Measures
    notes: tuple[Words, ...] = ()
    """What whoever prints or fixes it must know."""


def rectangle(x: float, y: float, width: float, height: float) -> Ring:
    """Give the corners of a rectangle, from the upper left one."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def circle(x: float, y: float, radius: float) -> Ring:
    """Give a circle as a ring of 48 corners."""
    turns = [2 * math.pi * step / 48 for step in range(48)]
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


def diamond(x: float, y: float, half: float) -> Ring:
    """Give the corners of a square on its point; ``half`` is half its diagonal."""
    return ((x, y - half), (x + half, y), (x, y + half), (x - half, y))


def frame(part: str, width: float, height: float, pen: float, colour: str = BLACK) -> Area:
    """Give a frame inside the outer edge of a rectangle that begins at the origin."""
    outer = rectangle(0, 0, width, height)
    inner = rectangle(pen, pen, width - 2 * pen, height - 2 * pen)
    return Area(part, (outer, inner), colour)


def ground_within(width: float, height: float, pen: float, colour: str) -> Area:
    """Give the ground of a framed mark up to the middle of its frame, so that none shows outside."""
    by = pen / 2
    return Area("ground", (rectangle(by, by, width - 2 * by, height - 2 * by),), colour)


def clipped(ring: Iterable[Point], left: float, top: float, right: float, bottom: float) -> Ring:
    """Give what of a convex ring lies in a rectangle (Sutherland and Hodgman)."""
    found = list(ring)
    for axis, bound, keeps_less in (
        (0, left, False),
        (0, right, True),
        (1, top, False),
        (1, bottom, True),
    ):
        found = _cut(found, axis, bound, keeps_less=keeps_less)
    return tuple(found)


def _cut(ring: Sequence[Point], axis: int, bound: float, *, keeps_less: bool) -> list[Point]:
    found: list[Point] = []
    for number, end in enumerate(ring):
        start = ring[number - 1]
        start_in = start[axis] <= bound if keeps_less else start[axis] >= bound
        end_in = end[axis] <= bound if keeps_less else end[axis] >= bound
        if start_in != end_in:
            part = (bound - start[axis]) / (end[axis] - start[axis])
            found.append(
                (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
            )
        if end_in:
            found.append(end)
    return found


def centred(part: str, text: str, middle: float, base: float, height: float) -> Letters:
    """Give letters around a middle, on a base line."""
    wide = letters_width(text, height)
    return Letters(part, middle - wide / 2, base, text, height)


def letters_width(text: str, height: float) -> float:
    """Give the width of bold letters whose capitals have a height, both in mm."""
    return width_of(text, height / capital_height(), bold=True)
