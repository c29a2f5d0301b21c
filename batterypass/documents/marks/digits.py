"""Digits of an even stroke, for orange plates: 100 mm high with a stroke of 15 mm (ADR 5.3.2.2.2).

No face has just that stroke, so each digit is a line through the middle of its stroke.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from batterypass.documents.marks.shapes import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.documents.marks.shapes import Point

#: Width of a digit in parts of its height, and the gap between two in parts of the stroke.
_WIDTH: Final = 0.6
_GAP: Final = 1.4


#: The lines that a digit is made of.
_Lines = tuple["list[Point]", ...]


def draw_digits(text: str, middle: float, top: float, height: float, stroke: float) -> list[Line]:
    """Give digits around a middle; outside edges are exactly ``height`` apart."""
    width, gap = _WIDTH * height, _GAP * stroke
    left = middle - (len(text) * width + (len(text) - 1) * gap) / 2
    found = []
    for number, char in enumerate(text):
        x = left + number * (width + gap) + stroke / 2
        inner = (width - stroke, height - stroke)
        for points in _SHAPES[char](*inner):
            moved = tuple((x + px, top + stroke / 2 + py) for px, py in points)
            found.append(Line("digits", moved, stroke, is_closed=char == "0"))
    return found


def _arc(x: float, y: float, radius: float, start: float, end: float) -> list[Point]:
    """Give points on an arc; degrees run clockwise from the right, as y points down."""
    steps = max(8, round(abs(end - start) / 5))
    turns = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _zero(w: float, h: float) -> _Lines:
    r = w / 2
    return ([*_arc(r, r, r, 180, 360), *_arc(r, h - r, r, 0, 180)],)


def _one(w: float, h: float) -> _Lines:
    return ([(0.12 * w, 0.24 * h), (0.62 * w, 0), (0.62 * w, h)],)


def _two(w: float, h: float) -> _Lines:
    r = w / 2
    return ([*_arc(r, r, r, 185, 390), (0, h), (w, h)],)


def _three(w: float, h: float) -> _Lines:
    upper, lower = 0.235 * h, 0.265 * h
    x = w - lower
    return (_arc(x, upper, upper, 205, 450), _arc(x, h - lower, lower, 270, 515))


def _four(w: float, h: float) -> _Lines:
    return ([(w, 0.7 * h), (0, 0.7 * h), (0.62 * w, 0)], [(0.7 * w, 0.34 * h), (0.7 * w, h)])


def _five(w: float, h: float) -> _Lines:
    r = 0.3 * h
    # The bowl begins where its inside meets the inside of the stem.
    return ([(0.95 * w, 0), (0.06 * w, 0), (0.06 * w, 0.52 * h)], _arc(w - r, h - r, r, 238, 505))


def _six(w: float, h: float) -> _Lines:
    r = w / 2
    return ([*_arc(r, r, r, 330, 180), *_arc(r, h - r, r, 180, -190)],)


def _seven(w: float, h: float) -> _Lines:
    return ([(0, 0), (w, 0), (0.35 * w, h)],)


def _eight(w: float, h: float) -> _Lines:
    upper, x = 0.235 * h, w / 2
    lower = h / 2 - upper
    return (_arc(x, upper, upper, 90, 460), _arc(x, h - lower, lower, 270, 640))


def _nine(w: float, h: float) -> _Lines:
    return tuple([(w - x, h - y) for x, y in line] for line in _six(w, h))


_SHAPES: Final[dict[str, Callable[[float, float], _Lines]]] = {
    "0": _zero, "1": _one, "2": _two, "3": _three, "4": _four,
    "5": _five, "6": _six, "7": _seven, "8": _eight, "9": _nine,
}  # fmt: skip
