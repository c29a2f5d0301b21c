"""Letters as outlines, for drawings whose letters must be as high as the law says on any machine.

An SVG names a font and gets another one where that is not installed; outlines stay. They are read
from the ``glyf`` table of the bold face (OpenType 1.9, "glyf" and "loca").
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import reportlab
from reportlab.pdfbase.ttfonts import TTFontFile

_FILE: Final = Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"
# Flags of a point and of a part of a composite glyph.
_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 32, 64, 128


class Node(NamedTuple):
    """A point of an outline in parts of the type size, y upwards; off the curve it bends it."""

    x: float
    y: float
    is_on: bool


class Stroke(NamedTuple):
    """A line to ``end``, or a quadratic curve that is pulled towards ``bend``."""

    bend: tuple[float, float] | None
    end: tuple[float, float]


Contour = tuple[Node, ...]
Outline = tuple[tuple[float, float], tuple[Stroke, ...]]
"""Where a closed path begins, and its strokes."""


def paths_of(char: str, x: float, y: float, size: float) -> list[Outline]:
    """Give a character of a size with its base line at (x, y), y downwards."""
    return [_path(contour, x, y, size) for contour in outline_of(char)]


def _path(contour: Contour, x: float, y: float, size: float) -> Outline:
    """Give a contour as curves; between two bends in a row lies a point on the curve."""
    nodes = [(x + size * node.x, y - size * node.y, node.is_on) for node in contour]
    first = next(place for place, node in enumerate(nodes) if node[2])
    nodes = nodes[first:] + nodes[: first + 1]
    strokes: list[Stroke] = []
    bend: tuple[float, float] | None = None
    for px, py, is_on in nodes[1:]:
        if is_on:
            strokes.append(Stroke(bend, (px, py)))
            bend = None
            continue
        if bend is not None:
            strokes.append(Stroke(bend, ((bend[0] + px) / 2, (bend[1] + py) / 2)))
        bend = (px, py)
    return nodes[0][:2], tuple(strokes)


@cache
def outline_of(char: str) -> tuple[Contour, ...]:
    """Give the contours of a character of the bold face; none for a blank or an unknown one."""
    font = _font()
    return tuple(_contours(font.charToGlyph.get(ord(char), 0)))


def has_outline(char: str) -> bool:
    """Tell whether the bold face has a shape for a character, or it is a blank."""
    return char == " " or ord(char) in _font().charToGlyph


@cache
def capital_height() -> float:
    """Give the height of a capital H in parts of the type size."""
    return max(node.y for contour in outline_of("H") for node in contour)


@cache
def _font() -> TTFontFile:
    return TTFontFile(str(_FILE))


def _contours(glyph: int) -> list[Contour]:
    font = _font()
    start, end = font.glyphPos[glyph], font.glyphPos[glyph + 1]
    if start == end:
        return []
    body = font.get_table("glyf")[start:end]
    count = struct.unpack_from(">h", body)[0]
    return _composite(body) if count < 0 else _simple(body, count, font.unitsPerEm)


def _simple(body: bytes, count: int, em: int) -> list[Contour]:
    ends = struct.unpack_from(f">{count}H", body, 10)
    place = 10 + 2 * count
    place += 2 + struct.unpack_from(">H", body, place)[0]  # over the instructions
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag = body[place]
        place += 1
        times = 1
        if flag & _REPEAT:
            times += body[place]
            place += 1
        flags += [flag] * times
    xs, place = _coordinates(body, place, flags, _SHORT_X, _SAME_X)
    ys, _ = _coordinates(body, place, flags, _SHORT_Y, _SAME_Y)
    nodes = [
        Node(x / em, y / em, bool(flag & _ON)) for x, y, flag in zip(xs, ys, flags, strict=True)
    ]
    firsts = (0, *(end + 1 for end in ends[:-1]))
    return [tuple(nodes[first : end + 1]) for first, end in zip(firsts, ends, strict=True)]


def _coordinates(
    body: bytes, place: int, flags: list[int], short: int, same: int
) -> tuple[list[int], int]:
    found, value = [], 0
    for flag in flags:
        if flag & short:
            value += body[place] if flag & same else -body[place]
            place += 1
        elif not flag & same:
            value += struct.unpack_from(">h", body, place)[0]
            place += 2
        found.append(value)
    return found, place


def _composite(body: bytes) -> list[Contour]:
    """Put together a letter and its accent; parts of this face are moved and never turned."""
    em = _font().unitsPerEm
    found: list[Contour] = []
    place, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", body, place)
        place += 4
        dx, dy = struct.unpack_from(">hh" if flags & _WORDS else ">bb", body, place)
        place += 4 if flags & _WORDS else 2
        place += (
            2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES) + 8 * bool(flags & _MATRIX)
        )
        found += [
            tuple(Node(n.x + dx / em, n.y + dy / em, n.is_on) for n in contour)
            for contour in _contours(glyph)
        ]
    return found
