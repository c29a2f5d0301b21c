"""What the papers of an audit share: marks that a photocopy keeps, headings, and lines with a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from batterypass.documents.setting import ASCENT, LEADING, clean, width_of, wrap
from batterypass.documents.symbols import TICK

if TYPE_CHECKING:
    from batterypass.documents.flow import Flow

Mark = Literal["good", "wrong", "notice", "open", "none"]
"""✓, ✗, !, ? and nothing; the words beside it say the same."""

MARGIN: Final = 48.0
_SMALL: Final = 8.4


def printable(text: str) -> str:
    """Write what a terminal shows with the letters that the embedded faces have."""
    return text.replace("→", "»").replace("✓", "").replace("✗", "")


def heading(flow: Flow, text: str, *, with_next: float = 40.0) -> None:
    """Write a heading on the page where ``with_next`` points of what follows have room too."""
    flow.space(10)
    flow.need(with_next + 18)
    flow.text(text, 11, bold=True)
    flow.space(4)


def draw_mark(flow: Flow, mark: Mark, x: float, y: float, size: float) -> None:
    """Draw a mark as high as a line of ``size`` whose upper edge is at ``y``."""
    if mark == "good":
        flow.ink.symbol(TICK, x, y, size)
    elif mark == "wrong":
        low, high, end = y + size, y + 0.15 * size, x + 0.85 * size
        flow.ink.line(x, high, end, low, 0.16 * size)
        flow.ink.line(x, low, end, high, 0.16 * size)
    elif mark != "none":
        sign = "!" if mark == "notice" else "?"
        flow.ink.text(x + 0.2 * size, y + ASCENT * size, sign, size, bold=True)


def marked(flow: Flow, mark: Mark, name: str, text: str, *, name_room: float = 108.0) -> None:
    """Write a line: mark, name in bold, and text over as many lines as it takes."""
    left = 14.0
    lines = wrap(clean(printable(text)), flow.room - left - name_room, _SMALL)
    names = wrap(clean(printable(name)), name_room - 6, _SMALL, bold=True)
    pitch = _SMALL * LEADING
    height = max(len(lines), len(names), 1) * pitch + 2
    flow.need(height)
    draw_mark(flow, mark, flow.left, flow.y, _SMALL)
    for listed, x, bold in ((names, left, True), (lines, left + name_room, False)):
        for place, line in enumerate(listed):
            base = flow.y + ASCENT * _SMALL + place * pitch
            flow.ink.text(flow.left + x, base, line, _SMALL, bold=bold)
    flow.y += height


def words_box(flow: Flow, words: list[tuple[Mark, str]], sentence: str) -> None:
    """Write the words of a verdict large in a frame, side by side, and the sentence under them."""
    lines = wrap(clean(printable(sentence)), flow.room - 20, 9.5)
    height = 32 + len(lines) * 9.5 * LEADING + 6
    flow.need(height)
    flow.ink.box(flow.left, flow.y, flow.room, height, 1.4)
    step = flow.room / len(words)
    for place, (mark, word) in enumerate(words):
        x = flow.left + 10 + place * step
        size = min(15.0, 15.0 * (step - 40) / max(1.0, width_of(clean(word), 15, bold=True)))
        draw_mark(flow, mark, x, flow.y + 9, 15)
        flow.ink.text(x + 22, flow.y + 9 + ASCENT * 15, clean(word), size, bold=True)
    y = flow.y + 32
    for line in lines:
        flow.ink.text(flow.left + 10, y + ASCENT * 9.5, line, 9.5)
        y += 9.5 * LEADING
    flow.y += height
