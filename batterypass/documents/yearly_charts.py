"""The figures of yearly reports: rates against targets, amounts, a histogram, spreads of days.

Grey inside black lines, every number written beside its mark, and every outcome said in words: a
photocopy says as much. Whatever is drawn for a figure leads to its evidence at the end of the paper.
Lengths are points; a figure that is too long goes on on the next page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.audit_flow import draw_mark
from batterypass.documents.setting import ASCENT, clean, fit_line, fit_named, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.flow import Flow
    from batterypass.documents.yearly_content import (
        BarChart,
        Histogram,
        Spread,
        SpreadChart,
        TargetBar,
        TargetChart,
    )

ROW: Final = 18.5
_SIZE: Final = 7.6
_NAME_SIZE: Final = 7.0
_NAME_LINES: Final = 2
_SMALL: Final = 6.2
_NAME: Final = 0.3
_VALUE: Final = 0.3
_FULL: Final = 100.0
_GREY: Final = 0.52
"""Grey to look at; black in a copy that knows no grey."""
_HALO: Final = 2.2
_HIST_HEIGHT: Final = 150.0
_AXIS: Final = 14.0
_TICKS: Final = (1, 2, 5)
_MOST_TICKS: Final = 8


def _frame(flow: Flow) -> tuple[float, float]:
    """Give where the scale of a row begins, and how long it is."""
    start = flow.left + _NAME * flow.room
    return start, (1 - _NAME - _VALUE) * flow.room - 12


def _name(flow: Flow, text: str) -> None:
    """Write the name of a row on one line or two, in one size of type wherever it can be."""
    room, size = _NAME * flow.room - 10, _NAME_SIZE
    lines: Sequence[str] = wrap(clean(text), room, size)
    if len(lines) > _NAME_LINES:
        fitted = fit_named(text, room, ROW, size=size, smallest=5)
        lines, size = fitted.lines, fitted.size
    y = flow.y + (ROW - len(lines) * size * 1.14) / 2
    for line in lines:
        flow.ink.text(flow.left, y + ASCENT * size, line, size)
        y += 1.14 * size


def _base(flow: Flow) -> float:
    return flow.y + ROW / 2 + _SIZE * (ASCENT - 0.5)


def _said(flow: Flow, text: str, evidence: int, shift: float = 0.0) -> None:
    """Write what stands to the right of a row, and lead the row to its evidence."""
    start, long = _frame(flow)
    x = start + long + 12 + shift
    text = f"{text} [{evidence}]" if evidence else text
    line, size = fit_line(
        clean(text), flow.left + flow.room - x, size=_SIZE, smallest=4.6, bold=True
    )
    flow.ink.text(x, _base(flow), line, size, bold=True)
    if evidence:
        flow.anchor(f"f{evidence}", flow.y)
        flow.link(f"e{evidence}", flow.left, flow.y, flow.room, ROW)


def _axis(flow: Flow, most: float, unit: str) -> None:
    """Write the scale over the rows that follow, with a fine line down at the next row only."""
    start, long = _frame(flow)
    for tick in ticks(most):
        x = start + tick / (most or 1) * long
        text = f"{tick:g}{unit}"
        flow.ink.text(x - width_of(text, _SMALL) / 2, flow.y + 7, text, _SMALL)
        flow.ink.line(x, flow.y + 9.5, x, flow.y + 12, 0.4)
    flow.y += _AXIS


def ticks(most: float) -> list[float]:
    """Give round steps from nothing to ``most``: 1, 2 or 5 times a power of ten."""
    power = 1.0
    while most / (5 * power) > _MOST_TICKS:
        power *= 10
    step = next((one * power for one in _TICKS if most / (one * power) <= _MOST_TICKS), 5 * power)
    return [number * step for number in range(int(most / step + 1e-9) + 1)]


def _rows(flow: Flow, count: int, most: float, unit: str) -> list[int]:
    """Give the numbers of rows as they fit, with the scale at their head and on every new page."""
    flow.need(_AXIS + min(count, 2) * ROW)
    _axis(flow, most, unit)
    return list(range(count))


def _next(flow: Flow, most: float, unit: str) -> None:
    """Begin a page with its scale where the next row has no room."""
    if flow.left_over < ROW:
        flow.new_page()
        _axis(flow, most, unit)


def draw_targets(flow: Flow, chart: TargetChart) -> None:
    """Draw rates in frames of 0 to 100 %: grey what was reached, broken what may be, a line the target."""
    for number in _rows(flow, len(chart.bars), _FULL, " %"):
        _next(flow, _FULL, " %")
        _target(flow, chart.bars[number])
        flow.y += ROW


def _target(flow: Flow, bar: TargetBar) -> None:
    start, long = _frame(flow)
    _name(flow, bar.name)
    top, high = flow.y + 4, ROW - 8
    ink = flow.ink
    ink.box(start, top, long, high, 0.3)
    if bar.reach is not None and bar.value is not None and bar.reach > bar.value:
        low = bar.value / _FULL * long
        ink.dashed_box(start + low, top, min(bar.reach / _FULL, 1) * long - low, high, 0.6)
    if bar.value:
        ink.shaded(start, top, min(bar.value / _FULL, 1.0) * long, high, _GREY, 0.6)
    if bar.value is not None and bar.value > _FULL:
        ink.arrow(start + long, top, 8, high, _GREY)
    if bar.target is not None:
        x = start + min(bar.target / _FULL, 1.0) * long
        # White beside it: a copy may show the bar as black as the line.
        ink.clear(x - _HALO, top, 2 * _HALO, high)
        ink.box(start, top, long, high, 0.3)
        ink.line(x, top - 3, x, top + high + 3, 1.8)
    x = start + long + 12
    draw_mark(flow, bar.mark, x, flow.y + (ROW - _SIZE) / 2, _SIZE)
    _said(flow, f"{bar.text} · {bar.outcome}", bar.evidence, 13.0)


def draw_amounts(flow: Flow, chart: BarChart) -> None:
    """Draw amounts as grey bars on one scale."""
    most = max((bar.value for bar in chart.bars), default=0.0) or 1.0
    start, long = _frame(flow)
    for bar in chart.bars:
        flow.need(ROW)
        _name(flow, bar.name)
        flow.ink.line(start, flow.y, start, flow.y + ROW, 0.8)
        if bar.value > 0:
            wide = max(0.8, bar.value / most * long)
            flow.ink.shaded(start, flow.y + 4, wide, ROW - 8, _GREY, 0.6)
        _said(flow, bar.text, bar.evidence)
        flow.y += ROW


def draw_histogram(flow: Flow, chart: Histogram) -> None:
    """Draw counts side by side, each over its class and with its number on top; nothing of none."""
    if not chart.bars:
        return
    flow.need(_HIST_HEIGHT)
    left, wide = flow.left + 20, flow.room - 40
    top, bottom = flow.y + 14, flow.y + _HIST_HEIGHT - 34
    most = max((bar.value for bar in chart.bars), default=0.0) or 1.0
    step = wide / max(1, len(chart.bars))
    for number, bar in enumerate(chart.bars):
        x = left + number * step
        high = bar.value / most * (bottom - top)
        if high:
            flow.ink.shaded(x + 1.5, bottom - high, step - 3, high, _GREY, 0.6)
            _centred(flow, x, step, bottom - high - 3, bar.text, bold=True)
        _centred(flow, x, step, bottom + 9, bar.name)
        if bar.evidence:
            _centred(flow, x, step, bottom + 17.5, f"[{bar.evidence}]")
            flow.anchor(f"f{bar.evidence}", flow.y)
            flow.link(f"e{bar.evidence}", x, flow.y, step, _HIST_HEIGHT - 14)
    flow.ink.line(left, bottom, left + wide, bottom, 0.8)
    _centred(flow, left, wide, bottom + 28, chart.axis)
    flow.y += _HIST_HEIGHT


def _centred(
    flow: Flow, x: float, room: float, base: float, text: str, *, bold: bool = False
) -> None:
    line, size = fit_line(clean(text), room - 1, size=_SMALL + 0.4, smallest=4, bold=bold)
    flow.ink.text(x + (room - width_of(line, size, bold=bold)) / 2, base, line, size, bold=bold)


def draw_spreads(flow: Flow, chart: SpreadChart) -> None:
    """Draw a box from the first to the third quarter with a thick line at the middle, on one scale."""
    most = max((row.high for row in chart.rows), default=0.0) or 1.0
    unit = f" {chart.unit}"
    for number in _rows(flow, len(chart.rows), most, unit):
        _next(flow, most, unit)
        _spread(flow, chart.rows[number], most)
        flow.y += ROW


def _spread(flow: Flow, row: Spread, most: float) -> None:
    start, long = _frame(flow)
    _name(flow, row.name)
    low, middle, high = (one / most * long for one in (row.low, row.middle, row.high))
    top = flow.y + 4
    flow.ink.dotted(start, flow.y + ROW / 2, start + long, flow.y + ROW / 2)
    flow.ink.shaded(start + low, top, max(0.8, high - low), ROW - 8, _GREY, 0.6)
    flow.ink.clear(start + middle - _HALO, top, 2 * _HALO, ROW - 8)
    flow.ink.box(start + low, top, max(0.8, high - low), ROW - 8, 0.6)
    flow.ink.line(start + middle, top - 2, start + middle, top + ROW - 6, 1.8)
    flow.ink.line(start, flow.y, start, flow.y + ROW, 0.8)
    _said(flow, row.text, row.evidence)
