"""The symbol of lithium batteries: a group of them, one broken and emitting a flame.

Drawn by this project after those words (ADR 5.2.1.9.2 and model 9A); no figure was copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.marks.shapes import BLACK, WHITE, Area, rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.documents.marks.shapes import Point, Ring

#: Width and height in the units in which the parts are drawn.
_SPAN: Final = 1.245
_FLOOR: Final = 0.72
#: Height of the symbol in parts of its width.
RATIO: Final = _FLOOR / _SPAN
_CELL: Final = 0.205
#: Left edges of the whole batteries; the broken one stands between the third and the last.
_WHOLE: Final = (0.0, 0.245, 0.49, 1.04)
_BROKEN: Final = 0.76
_TOP: Final = 0.25


def battery_group(x: float, y: float, width: float) -> tuple[Area, ...]:
    """Give the symbol with its upper left corner at (x, y)."""
    unit = width / _SPAN
    return tuple(
        Area(part, (tuple((x + unit * px, y + unit * py) for px, py in ring),), colour)
        for part, ring, colour in _parts()
    )


def _parts() -> Iterator[tuple[str, Ring, str]]:
    for left in _WHOLE:
        yield "battery", _body(left), BLACK
        yield "battery", rectangle(left + 0.062, _TOP - 0.045, 0.081, 0.05), BLACK
        # A plus below the pole says "battery" where a black block alone would not.
        yield "pole", rectangle(left + 0.052, _TOP + 0.125, 0.101, 0.03), WHITE
        yield "pole", rectangle(left + 0.0875, _TOP + 0.0895, 0.03, 0.101), WHITE
    x = _BROKEN
    yield "broken", (
        (x, 0.50), (x + 0.055, 0.43), (x + 0.095, 0.505), (x + 0.145, 0.42), (x + _CELL, 0.485),
        (x + _CELL, _FLOOR), (x, _FLOOR),
    ), BLACK  # fmt: skip
    yield "flame", _flame(), BLACK
    yield "flame", _inner_flame(), WHITE


def _body(left: float) -> Ring:
    """Give a battery with rounded shoulders."""
    right, radius = left + _CELL, 0.03
    return (
        *_curve((left, _TOP + radius), (left, _TOP), (left + radius, _TOP)),
        *_curve((right - radius, _TOP), (right, _TOP), (right, _TOP + radius)),
        (right, _FLOOR), (left, _FLOOR),
    )  # fmt: skip


def _flame() -> Ring:
    """Give a flame that stands in the break: three tongues, the middle one highest."""
    x = _BROKEN
    return (
        *_curve((x + 0.045, 0.405), (x - 0.03, 0.33), (x + 0.002, 0.20)),
        *_curve((x + 0.002, 0.20), (x + 0.03, 0.25), (x + 0.052, 0.245)),
        *_curve((x + 0.052, 0.245), (x + 0.03, 0.10), (x + 0.135, 0.0)),
        *_curve((x + 0.135, 0.0), (x + 0.115, 0.10), (x + 0.162, 0.175)),
        *_curve((x + 0.162, 0.175), (x + 0.178, 0.15), (x + 0.178, 0.115)),
        *_curve((x + 0.178, 0.115), (x + 0.262, 0.27), (x + 0.172, 0.385)),
        (x + 0.145, 0.375), (x + 0.097, 0.455), (x + 0.055, 0.385),
    )  # fmt: skip


def _inner_flame() -> Ring:
    x = _BROKEN
    return (
        *_curve((x + 0.088, 0.375), (x + 0.03, 0.32), (x + 0.112, 0.20)),
        *_curve((x + 0.112, 0.20), (x + 0.115, 0.265), (x + 0.145, 0.275)),
        *_curve((x + 0.145, 0.275), (x + 0.165, 0.33), (x + 0.13, 0.36)),
        (x + 0.1, 0.40),
    )


def _curve(start: Point, pull: Point, end: Point, steps: int = 8) -> list[Point]:
    """Give points on a curve that leaves towards ``pull`` and comes from there."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append(
            (a * start[0] + b * pull[0] + c * end[0], a * start[1] + b * pull[1] + c * end[1])
        )
    return points
