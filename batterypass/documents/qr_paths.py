"""QR symbols as outlines, for PDF and SVG: sharp at any size, never a resized bitmap."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.documents.qr import Code


def dark_runs(code: Code) -> Iterator[tuple[int, int, int]]:
    """Yield ``(row, column, length)`` of each horizontal run of dark modules."""
    for number, row in enumerate(code.rows):
        bits = f"{int.from_bytes(row, 'big'):0{8 * len(row)}b}"
        column = bits.find("1")
        while column >= 0:
            end = bits.find("0", column)
            yield number, column, end - column
            column = bits.find("1", end)


@lru_cache(maxsize=24)
def _strips(column: int) -> tuple[str, ...]:
    """Give, for each byte, the rectangles of its dark modules; ``@`` stands for the row."""
    strips = []
    for value in range(256):
        bits = f"{value:08b}0"
        parts = []
        start = bits.find("1")
        while start >= 0:
            end = bits.find("0", start)
            parts.append(f"{column * 8 + start} @ {end - start} 1 re\n")
            start = bits.find("1", end)
        strips.append("".join(parts))
    return tuple(strips)


def pdf_path(code: Code) -> str:
    """Give the dark modules as one PDF path in a space of one unit a module, y upwards.

    One path and one fill: rectangles that are filled one by one show hair lines where they touch.
    """
    strips = [_strips(column) for column in range(len(code.rows[0]))]
    lines = []
    for number, row in enumerate(code.rows, start=1):
        line = "".join([strip[value] for strip, value in zip(strips, row, strict=True)])
        lines.append(line.replace("@", str(code.side - number)))
    return "".join(lines)


def svg_path(code: Code) -> str:
    """Give the dark modules as one SVG path in a space of one unit a module."""
    return "".join(
        f"M{column} {row}h{length}v1h-{length}z" for row, column, length in dark_runs(code)
    )
