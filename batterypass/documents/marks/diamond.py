"""What label 9A and placard 9 share: a square on its point, an inner line, stripes, a 9 underlined.

Model 9 has seven black stripes on a white upper half and an underlined 9 in the lower corner; model
9A has the battery group between them (ADR 5.2.2.2.2, 49 CFR 172.447 and 172.560).
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from batterypass.documents.marks.shapes import WHITE, Area, Letters, diamond, rectangle
from batterypass.documents.outlines import outline_of

if TYPE_CHECKING:
    from batterypass.documents.marks.shapes import Ring, Shape
    from batterypass.regulations.mark_sizes import Measures

_CLASS = "9"


class Diamond(NamedTuple):
    """A drawn diamond, and the lower half that is still free: its middle and where the 9 begins."""

    shapes: tuple[Shape, ...]
    half: float
    inner: float
    number_top: float


def draw_diamond(measures: Measures, side: float) -> Diamond:
    """Draw a diamond whose side is ``side`` mm; all within it keeps its proportion to the side."""
    scale = side / measures.mm("side")
    half = side / sqrt(2)
    # A line that is d inside the side is d × √2 inside the corner.
    edge = half - measures.mm("edge_width") * scale * sqrt(2)
    outer = half - measures.mm("line_distance") * scale * sqrt(2)
    inner = outer - measures.mm("line_width") * scale * sqrt(2)
    shapes: list[Shape] = [
        Area("ground", (diamond(half, half, half),), WHITE),
        Area("edge", (diamond(half, half, half), diamond(half, half, edge))),
        Area("line", (diamond(half, half, outer), diamond(half, half, inner))),
    ]
    count = int(measures.mm("stripes"))
    wide = measures.mm("stripe_width") * scale
    left = half - (2 * count - 1) * wide / 2
    shapes += [
        Area("stripe", (_stripe(half, (inner + outer) / 2, left + 2 * wide * number, wide),))
        for number in range(count)
    ]
    top, nine = _nine(measures, half, inner, scale)
    return Diamond((*shapes, *nine), half, inner, top)


def _stripe(half: float, reach: float, left: float, wide: float) -> Ring:
    """Give a stripe down to the middle; it begins within the line, so that no gap shows."""
    right = left + wide
    tops = [(x, half - reach + abs(x - half)) for x in (left, right)]
    if left < half < right:
        tops.insert(1, (half, half - reach))
    return (*tops, (right, half), (left, half))


def _nine(
    measures: Measures, half: float, inner: float, scale: float
) -> tuple[float, tuple[Shape, ...]]:
    """Give the 9 with its line, as low in the corner as it may stand, and its upper edge."""
    height = measures.mm("number_height") * scale
    pen = measures.mm("underline_width") * scale
    nodes = [node for contour in outline_of(_CLASS) for node in contour]
    letters = Letters("number", 0, 0, _CLASS, height)
    left, right = (edge(node.x for node in nodes) * letters.size for edge in (min, max))
    wide = right - left
    # Both ends of the line stay clear of the inner line by the width of the line.
    bottom = half + inner - wide / 2 - 2 * pen
    base = bottom - 2 * pen
    shapes = (
        Letters("number", half - (left + right) / 2, base, _CLASS, height),
        Area("underline", (rectangle(half - wide / 2, bottom - pen, wide, pen),)),
    )
    return base - height, shapes
