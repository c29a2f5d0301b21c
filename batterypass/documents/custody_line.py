"""The custody line: a bar in time for each party that held a pack, with its days and its entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.setting import ASCENT, clean, fit, fit_line
from batterypass.documents.words import day_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.ink import PdfInk

ROW: Final = 19.0
"""Height of the row of one party."""
_SIZE: Final = 7.6
_NAME_SHARE: Final = 0.36
_DAYS_SHARE: Final = 0.26
_SINCE: Final = Words("desde {since}", "since {since}")
_PAPER: Final = Words("en papel", "on paper")


@dataclass(frozen=True, slots=True)
class Held:
    """A party that held a pack: its name, from when, until when (empty: still), and by which entry."""

    name: str
    since: str
    until: str
    entry: int | None = None
    is_on_paper: bool = False
    """Its taking is written down from paper, not signed by a key of its own."""


def draw_custody(
    ink: PdfInk, x: float, y: float, width: float, line: Sequence[Held], lang: str, part: slice
) -> float:
    """Draw the rows ``part`` of a custody line, on the time of the whole. Gives the height used."""
    start, room = x + _NAME_SHARE * width, (1 - _NAME_SHARE - _DAYS_SHARE) * width - 10
    times = [_seconds(one.since) for one in line]
    times += [_seconds(one.until) for one in line if one.until]
    begin, end = min(times), max(times)
    if not line[-1].until:
        # Who has it still has it beyond the last day that anything says.
        end += 0.12 * ((end - begin) or 1.0)
    shown = line[part]
    for number, one in enumerate(shown):
        top = y + number * ROW
        base = top + ROW / 2 + _SIZE * (ASCENT - 0.5)
        name = fit(one.name, _NAME_SHARE * width - 8, ROW - 1, size=_SIZE, smallest=5)
        at = top + (ROW - len(name.lines) * name.size * 1.18) / 2
        for text in name.lines:
            ink.text(x, at + ASCENT * name.size, text, name.size)
            at += name.size * 1.18
        left = start + (_seconds(one.since) - begin) / ((end - begin) or 1.0) * room
        right = start + room
        if one.until:
            right = start + (_seconds(one.until) - begin) / ((end - begin) or 1.0) * room
        ink.bar(left, top + 5, max(2.0, right - left), ROW - 10)
        text, size = fit_line(
            _days(one, lang), _DAYS_SHARE * width, size=_SIZE, smallest=5, bold=True
        )
        ink.text(start + room + 10, base, text, size, bold=True)
    ink.line(start, y, start, y + len(shown) * ROW, 0.8)
    return len(shown) * ROW


def _days(one: Held, lang: str) -> str:
    since, until = day_of(one.since), day_of(one.until)
    text = f"{since} – {until}" if until else say(_SINCE, lang).format(since=since)
    if one.entry is not None:
        text += f"  #{one.entry}"
    return clean(f"{text} · {say(_PAPER, lang)}" if one.is_on_paper else text)


def _seconds(time: str) -> float:
    return datetime.fromisoformat(time).timestamp()
