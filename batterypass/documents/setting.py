"""Setting text: how wide a line is, where it breaks, how small it must get to stay in its box.

All lengths are points (1/72 inch). Nothing here draws; :mod:`batterypass.documents.ink` does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from batterypass.documents.fonts import CODES, face, shown

ELLIPSIS = "…"
#: Between the parts of a name: a company, its site, its process.
PART = " · "
LEADING = 1.18
"""Line pitch in parts of the type size: Vera's letters are tall, so less looks crowded."""
ASCENT = 0.76
"""Height of capitals and figures above the base line, with a little air."""
DESCENT = 0.24
"""Depth of g and p below the base line."""
_BLANKS = re.compile(r"[\s\N{NO-BREAK SPACE}\x00-\x1f\x7f-\x9f]+")
_AFTER_MARKS = re.compile(r"(?<=[-/.,_@:;])")
_STEP = 0.25

_WIDTHS = {False: face("regular").widths, True: face("bold").widths}


def clean(text: str) -> str:
    """Give text as it will be printed: NFC, any run of blanks and controls is one blank."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if all(map(CODES.__contains__, plain)):
        return plain
    return "".join(map(shown, plain))


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of one line in points."""
    return sum(map(_WIDTHS[bold].__getitem__, text)) * size / 1000


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """Cut a word that is wider than the box: after a mark if there is one, else anywhere."""
    parts: list[str] = []
    line = ""
    for part in _AFTER_MARKS.split(word):
        if width_of(line + part, size, bold=bold) <= room:
            line += part
            continue
        if line:
            parts.append(line)
        line = ""
        for char in part:
            if line and width_of(line + char, size, bold=bold) > room:
                parts.append(line)
                line = ""
            line += char
    return [*parts, line]


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break clean text into lines of at most ``room`` points."""
    if not text:
        return []
    if width_of(text, size, bold=bold) <= room:
        return [text]
    blank = width_of(" ", size, bold=bold)
    lines: list[str] = []
    line, used = "", 0.0
    for word in text.split(" "):
        wide = width_of(word, size, bold=bold)
        if line and used + blank + wide <= room:
            line, used = f"{line} {word}", used + blank + wide
            continue
        if line:
            lines.append(line)
        if wide > room:
            *full, word = _pieces(word, room, size, bold)
            lines += full
            wide = width_of(word, size, bold=bold)
        line, used = word, wide
    return [*lines, line]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text broken and sized for a box."""

    lines: tuple[str, ...]
    size: float
    is_whole: bool
    """False: even at the smallest size some text had to go; the last line ends in an ellipsis."""


def fit(
    text: str,
    room: float,
    height: float,
    *,
    size: float,
    smallest: float,
    bold: bool = False,
) -> Fitted:
    """Set text in a box of ``room`` times ``height`` points, at ``size`` or as much smaller as needed.

    One line is made smaller before it is broken only if that costs less than an eighth of its size;
    at ``smallest`` what does not fit is cut, and :attr:`Fitted.is_whole` says so.
    """
    plain = clean(text)
    if not plain:
        return Fitted((), size, True)
    line_width = width_of(plain, size, bold=bold)
    if line_width <= room:
        return Fitted((plain,), size, True)
    lines_at_size = max(1, int((height + 0.01) / (size * LEADING)))
    in_one_line = size * room / line_width
    if in_one_line >= smallest and (in_one_line >= 0.88 * size or lines_at_size == 1):
        return Fitted((plain,), int(in_one_line / _STEP * 20) * _STEP / 20, True)
    current = size
    while True:
        lines = wrap(plain, room, current, bold=bold)
        possible = max(1, int((height + 0.01) / (current * LEADING)))
        if len(lines) <= possible:
            return Fitted(tuple(lines), current, True)
        if current - _STEP < smallest - 1e-9:
            break
        current -= _STEP
    kept = lines[:possible]
    last = kept[-1]
    while last and width_of(last + ELLIPSIS, current, bold=bold) > room:
        last = last[:-1]
    return Fitted((*kept[:-1], last.rstrip() + ELLIPSIS), current, False)


def fit_named(text: str, room: float, height: float, *, size: float, smallest: float) -> Fitted:
    """Set a name of parts with " · " between: what does not fit is taken from the end of the first.

    A company may have a name of any length; which of its processes it is has to be read. Where not
    even that fits it is cut as any text, as is a name without parts.
    """
    whole = fit(text, room, height, size=size, smallest=smallest)
    head, dot, rest = clean(text).partition(PART)
    if whole.is_whole or not dot:
        return whole
    best, low, high = whole, 1, len(head) - 1
    while low <= high:
        length = (low + high) // 2
        short = head[:length].rstrip(" ,.") + ELLIPSIS + dot + rest
        tried = fit(short, room, height, size=size, smallest=smallest)
        if tried.is_whole:
            best, low = Fitted(tried.lines, tried.size, False), length + 1
        else:
            high = length - 1
    return best


def fit_line(
    text: str, room: float, *, size: float, smallest: float, bold: bool = False
) -> tuple[str, float]:
    """Set text on one line of at most ``room`` points; give the line, empty for no text, and size."""
    fitted = fit(text, room, 0, size=size, smallest=smallest, bold=bold)
    return (fitted.lines[0] if fitted.lines else "", fitted.size)
