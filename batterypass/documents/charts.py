"""Charts in black on white: bars and a line over time, with every number beside its mark.

Nothing is told by a shade alone, so a photocopy says as much. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from batterypass.documents.setting import ASCENT, clean, fit_line, width_of
from batterypass.documents.words import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.ink import PdfInk

ROW: Final = 15.0
"""Height of one bar with its air."""
LINE_HEIGHT: Final = 150.0
"""Height of a chart over time."""
_NAME_SHARE: Final = 0.42
_VALUE_ROOM: Final = 62.0
_SIZE: Final = 7.6
_AXIS_ROOM: Final = 30.0
_INSET: Final = 24.0
"""From the axis to the first point, so that its number does not lie on those of the axis."""
_MOST_LABELS: Final = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length in the unit of the chart, and the number as it is written."""

    name: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One point of a line: when, how much (percent), and the entry that says so."""

    at: str
    value: float
    entry: int | None = None


def draw_bars(
    ink: PdfInk, x: float, y: float, width: float, bars: Sequence[Bar], most: float,
    *, is_framed: bool = False,
) -> float:  # fmt: skip
    """Draw a bar for each; ``most`` is the value of a full length, which a frame shows.

    A longer one ends there. Gives the height that was used.
    """
    start = x + _NAME_SHARE * width
    room = width - _NAME_SHARE * width - _VALUE_ROOM
    for number, bar in enumerate(bars):
        top = y + number * ROW
        base = top + ROW / 2 + _SIZE * (ASCENT - 0.5)
        name, size = fit_line(clean(bar.name), _NAME_SHARE * width - 8, size=_SIZE, smallest=5)
        ink.text(x, base, name, size)
        long = min(1.0, max(0.0, bar.value) / (most or 1.0)) * room
        if is_framed:
            ink.box(start, top + 3, room, ROW - 6, 0.3)
        if long:
            ink.bar(start, top + 3, max(0.8, long), ROW - 6)
        at = start + (room if is_framed else long) + 5
        text, size = fit_line(clean(bar.text), _VALUE_ROOM - 6, size=_SIZE, smallest=5, bold=True)
        ink.text(at, base, text, size, bold=True)
    ink.line(start, y, start, y + len(bars) * ROW, 0.8)
    return len(bars) * ROW


def draw_readings(
    ink: PdfInk, x: float, y: float, width: float, points: Sequence[Reading]
) -> float:
    """Draw percentages over time: days below, percent at the left, each point with its number.

    Of many points only some are written, the first and the last among them. Gives the height.
    """
    left, right = x + _AXIS_ROOM, x + width - 22
    top, bottom = y + 12, y + LINE_HEIGHT - 20
    low = min(10 * int(min(one.value for one in points) // 10), 90)
    high = max(100.0, *(one.value for one in points))
    times = [datetime.fromisoformat(one.at).timestamp() for one in points]
    begin, span = times[0], (times[-1] - times[0]) or 1.0

    def place(number: int) -> tuple[float, float]:
        share = (times[number] - begin) / span if len(points) > 1 else 0.5
        height = (points[number].value - low) / ((high - low) or 1.0)
        return left + _INSET + share * (right - left - _INSET), bottom - height * (bottom - top)

    for step in range(low, int(high) + 1, 10 if high - low > 20 else 5):
        level = bottom - (step - low) / ((high - low) or 1.0) * (bottom - top)
        ink.dotted(left, level, right, level)
        text = f"{step} %"
        ink.text(left - 5 - width_of(text, 6.4), level + 2.2, text, 6.4)
    ink.line(left, top, left, bottom, 0.8)
    ink.line(left, bottom, right, bottom, 0.8)
    before: tuple[float, float] | None = None
    labelled = _labelled(len(points))
    free = -1e9
    for number, one in enumerate(points):
        at, level = place(number)
        if before is not None:
            ink.line(*before, at, level, 1.4)
        ink.circle(at, level, 2.2, 1.6)
        before = (at, level)
        if number not in labelled:
            continue
        text = f"{one.value:g} %"
        ink.clear(
            at - width_of(text, 6.8, bold=True) / 2 - 1,
            level - 12,
            width_of(text, 6.8, bold=True) + 2,
            7.5,
        )
        ink.text(at - width_of(text, 6.8, bold=True) / 2, level - 6, text, 6.8, bold=True)
        day = day_of(one.at)
        half = width_of(day, 6.2) / 2
        # Days that lie on each other would be no days.
        if at - half > free:
            ink.text(at - half, bottom + 9, day, 6.2)
            entry = "" if one.entry is None else f"#{one.entry}"
            ink.text(at - width_of(entry, 5.4) / 2, bottom + 16, entry, 5.4)
            free = at + half + 3
    return LINE_HEIGHT


def _labelled(count: int) -> frozenset[int]:
    """Choose the points that are written, evenly, with the first and the last."""
    if count <= _MOST_LABELS:
        return frozenset(range(count))
    step = (count - 1) / (_MOST_LABELS - 1)
    return frozenset(round(number * step) for number in range(_MOST_LABELS))
