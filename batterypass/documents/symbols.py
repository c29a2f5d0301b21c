"""Small drawings as outlines on a unit square, y downwards: the same ones for PDF and SVG.

A symbol is a list of strokes and filled shapes, so that nothing depends on a font that has a tick or
a bin, and everything stays sharp on any printer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A line through points in a unit square; ``pen`` is its width, 0 for a filled shape."""

    points: tuple[Point, ...]
    pen: float = 0.0
    is_closed: bool = False


Symbol = tuple[Outline, ...]


def _stroke(pen: float, *points: Point) -> Outline:
    return Outline(points, pen)


def _loop(pen: float, *points: Point) -> Outline:
    return Outline(points, pen, is_closed=True)


def _fill(*points: Point) -> Outline:
    return Outline(points, 0.0, is_closed=True)


def _arc(
    x: float, y: float, radius: float, start: float, end: float, steps: int = 18
) -> list[Point]:
    """Give points on an arc; degrees run clockwise from the right, as y points down."""
    angles = [math.radians(start + (end - start) * k / steps) for k in range(steps + 1)]
    return [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]


def _disc(x: float, y: float, radius: float) -> Outline:
    return _fill(*_arc(x, y, radius, 0, 340, 17))


def _ring(x: float, y: float, radius: float, pen: float) -> Outline:
    return _loop(pen, *_arc(x, y, radius, 0, 348, 29))


def _bin(pen: float) -> Symbol:
    """A wheeled bin as in Directive 2012/19/EU annex IX, without the cross."""
    return (
        _stroke(pen, (0.25, 0.25), (0.31, 0.83), (0.60, 0.83)),
        _stroke(pen, (0.75, 0.25), (0.70, 0.74)),
        _stroke(pen * 1.5, (0.17, 0.235), (0.83, 0.235)),
        _stroke(pen, (0.24, 0.22), (0.34, 0.13), (0.66, 0.13), (0.76, 0.22)),
        _stroke(pen, (0.43, 0.12), (0.43, 0.06), (0.57, 0.06), (0.57, 0.12)),
        _ring(0.69, 0.83, 0.07, pen),
        _stroke(pen, (0.345, 0.84), (0.345, 0.91), (0.43, 0.91), (0.43, 0.84)),
        _stroke(pen, (0.34, 0.42), (0.66, 0.42)),
    )


CROSSED_BIN: Final[Symbol] = (
    *_bin(0.045),
    _stroke(0.06, (0.05, 0.03), (0.95, 0.97)),
    _stroke(0.06, (0.95, 0.03), (0.05, 0.97)),
)
"""Separate collection (Regulation (EU) 2023/1542, annex VI part B)."""
CROSSED_BIN_WIDE: Final = 0.96
"""How wide that is in parts of its square, pen and all; it is a little higher."""

TICK: Final[Symbol] = (_stroke(0.16, (0.12, 0.55), (0.40, 0.83), (0.90, 0.18)),)
WARNING: Final[Symbol] = (
    _loop(0.085, (0.5, 0.07), (0.96, 0.90), (0.04, 0.90)),
    _fill((0.45, 0.32), (0.55, 0.32), (0.53, 0.62), (0.47, 0.62)),
    _disc(0.5, 0.75, 0.055),
)

HIGH_VOLTAGE: Final[Symbol] = (
    _loop(0.085, (0.5, 0.07), (0.96, 0.90), (0.04, 0.90)),
    _fill(
        (0.56, 0.28), (0.36, 0.60), (0.48, 0.60), (0.42, 0.75), (0.36, 0.72), (0.41, 0.86),
        (0.56, 0.80), (0.50, 0.77), (0.62, 0.52), (0.50, 0.52), (0.60, 0.31),
    ),
)  # fmt: skip
"""Electric shock (ISO 7010 W012), in black."""
CE: Final[Symbol] = (
    # Two circles of one size that touch, open to the right (Regulation (EC) 765/2008, annex II).
    _stroke(0.095, *_arc(0.36, 0.5, 0.30, 295, 65)),
    _stroke(0.095, *_arc(0.93, 0.5, 0.30, 295, 65)),
    _stroke(0.095, (0.63, 0.5), (0.88, 0.5)),
)
"""Drawn on a square; it is 1.06 wide and 0.695 high, and its middle is the middle of the square."""

FACTORY: Final[Symbol] = (
    _fill(
        (0.08, 0.90), (0.08, 0.50), (0.34, 0.34), (0.34, 0.50), (0.60, 0.34), (0.60, 0.50),
        (0.66, 0.50), (0.70, 0.10), (0.84, 0.10), (0.92, 0.90),
    ),
)  # fmt: skip
SHOP: Final[Symbol] = (
    _loop(0.08, (0.14, 0.46), (0.86, 0.46), (0.86, 0.90), (0.14, 0.90)),
    _fill((0.20, 0.12), (0.80, 0.12), (0.95, 0.46), (0.05, 0.46)),
    _fill((0.42, 0.60), (0.58, 0.60), (0.58, 0.90), (0.42, 0.90)),
)
INSTALLED: Final[Symbol] = (
    _fill((0.10, 0.56), (0.24, 0.52), (0.34, 0.30), (0.66, 0.30), (0.78, 0.52), (0.92, 0.56),
          (0.92, 0.76), (0.08, 0.76)),
    _disc(0.28, 0.78, 0.11),
    _disc(0.72, 0.78, 0.11),
)  # fmt: skip
REMOVED: Final[Symbol] = (
    _loop(0.08, (0.12, 0.58), (0.88, 0.58), (0.88, 0.90), (0.12, 0.90)),
    _stroke(0.11, (0.50, 0.74), (0.50, 0.26)),
    _fill((0.50, 0.06), (0.72, 0.34), (0.28, 0.34)),
)
ASSESSED: Final[Symbol] = (
    _stroke(0.09, *_arc(0.5, 0.66, 0.40, 180, 360)),
    _stroke(0.09, (0.5, 0.66), (0.74, 0.40)),
    _disc(0.5, 0.66, 0.08),
)
SECOND_LIFE: Final[Symbol] = (
    _stroke(0.10, *_arc(0.5, 0.5, 0.36, 200, 350)),
    _fill((0.97, 0.36), (0.72, 0.47), (0.94, 0.66)),
    _stroke(0.10, *_arc(0.5, 0.5, 0.36, 20, 170)),
    _fill((0.03, 0.64), (0.28, 0.53), (0.06, 0.34)),
)
WASTE: Final[Symbol] = _bin(0.075)
RECYCLED: Final[Symbol] = tuple(
    part
    for turn in (-90, 30, 150)
    for part in (
        _stroke(0.11, *_arc(0.5, 0.53, 0.35, turn - 42, turn + 38, 10)),
        _fill(
            *(
                (
                    0.5 + r * math.cos(math.radians(turn + a)),
                    0.53 + r * math.sin(math.radians(turn + a)),
                )
                for r, a in ((0.52, 34), (0.35, 78), (0.18, 30))
            )
        ),
    )
)
MOVED: Final[Symbol] = (
    _stroke(0.12, (0.08, 0.50), (0.66, 0.50)),
    _fill((0.94, 0.50), (0.62, 0.28), (0.62, 0.72)),
)
QUESTION: Final[Symbol] = (
    _stroke(0.12, *_arc(0.5, 0.34, 0.22, 190, 405), (0.50, 0.60), (0.50, 0.68)),
    _disc(0.5, 0.85, 0.075),
)
