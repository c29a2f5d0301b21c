"""The life of a pack as a picture: what has happened on a line, what may follow dotted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents import symbols
from batterypass.documents.setting import ASCENT, LEADING, fit_line, width_of
from batterypass.documents.words import STAGES, Lang, day_of, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.ink import PdfInk
    from batterypass.documents.passport_content import LifeStage, Stage

_USUAL: Final[tuple[Stage, ...]] = (
    "made",
    "installed",
    "removed",
    "second_life",
    "waste",
    "recycled",
)
_LAST: Final = frozenset({"recycled", "disposed", "exported", "lost"})
_PICTURES: Final[dict[Stage, symbols.Symbol]] = {
    "made": symbols.FACTORY,
    "placed_on_market": symbols.SHOP,
    "installed": symbols.INSTALLED,
    "removed": symbols.REMOVED,
    "assessed": symbols.ASSESSED,
    "second_life": symbols.SECOND_LIFE,
    "waste": symbols.WASTE,
    "recycled": symbols.RECYCLED,
    "disposed": symbols.WASTE,
    "exported": symbols.MOVED,
    "lost": symbols.QUESTION,
}
_MOST = 9
"""Stages that fit side by side."""
_RADIUS = 15.5
HEIGHT: Final = 62.0


def what_may_follow(stages: Sequence[LifeStage]) -> tuple[Stage, ...]:
    """Give the usual stages after the furthest one reached; none after the end of a life."""
    reached = {one.stage for one in stages}
    if reached & _LAST:
        return ()
    furthest = max((_USUAL.index(one) for one in reached if one in _USUAL), default=-1)
    return _USUAL[furthest + 1 :]


def draw_timeline(
    ink: PdfInk, stages: Sequence[LifeStage], x: float, y: float, width: float, lang: Lang,
    *, with_future: bool = True,
) -> None:  # fmt: skip
    """Draw the stages from left to right in a strip of :data:`HEIGHT` points, and what may follow.

    The last stage reached has a thick ring. Of more than nine, those between the first and the
    last ones are counted and not drawn.
    """
    shown = list(stages)
    left_out = 0
    if len(shown) > _MOST:
        left_out = len(shown) - (_MOST - 1)
        shown = [shown[0], *shown[-(_MOST - 2) :]]
    future = what_may_follow(stages)[: _MOST - len(shown)] if with_future else ()
    total = len(shown) + len(future) + (1 if left_out else 0)
    if not total:
        return
    step = width / total
    middle = y + _RADIUS + 2
    place = 0
    for number, one in enumerate(shown):
        if number == 1 and left_out:
            _draw_line(ink, x, middle, step, place, is_future=False)
            text = f"… {left_out} …"
            at = x + (place + 0.5) * step
            ink.text(at - width_of(text, 7) / 2, middle + 2.5, text, 7)
            place += 1
        if place:
            _draw_line(ink, x, middle, step, place, is_future=False)
        is_last = number == len(shown) - 1
        centre = x + (place + 0.5) * step
        ink.circle(centre, middle, _RADIUS, 2.2 if is_last else 0.9)
        ink.symbol(_PICTURES[one.stage], centre - 9.5, middle - 9.5, 19)
        entry = "" if one.entry is None else f"#{one.entry}"
        _draw_caption(
            ink, centre, middle, step, (word(STAGES, one.stage, lang), day_of(one.on), entry)
        )
        place += 1
    for stage in future:
        if place:
            _draw_line(ink, x, middle, step, place, is_future=True)
        centre = x + (place + 0.5) * step
        ink.dashed_circle(centre, middle, _RADIUS, 0.6)
        _draw_caption(ink, centre, middle, step, (word(STAGES, stage, lang), "", ""), bold=False)
        place += 1


def _draw_line(
    ink: PdfInk, x: float, y: float, step: float, place: int, *, is_future: bool
) -> None:
    """Join a stage with the one before it."""
    start, end = x + (place - 0.5) * step + _RADIUS + 2, x + (place + 0.5) * step - _RADIUS - 2
    if is_future:
        ink.dots(start, y, end)
    else:
        ink.line(start, y, end, y, 1.4)


def _draw_caption(
    ink: PdfInk,
    centre: float,
    middle: float,
    step: float,
    lines: tuple[str, str, str],
    *,
    bold: bool = True,
) -> None:
    """Write stage, day and entry under the circle."""
    y = middle + _RADIUS + 2.5
    for number, text in enumerate(lines):
        size = (7.4, 6.8, 5.8)[number]
        if text:
            weight = bold and number == 0
            line, set_at = fit_line(text, step - 2, size=size, smallest=4.2, bold=weight)
            half = width_of(line, set_at, bold=weight) / 2
            ink.text(centre - half, y + ASCENT * size, line, set_at, bold=weight)
        y += size * LEADING
