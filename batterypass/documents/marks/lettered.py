"""Marks that are words alone: broken into lines, in a frame to cut along.

The law says how high the letters are, so words are never made smaller: what does not fit in the
width of a sheet is refused. All letters are capitals, so that each is as high as is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.fonts import CODES
from batterypass.documents.marks.shapes import (
    WHITE,
    Area,
    Mark,
    centred,
    frame,
    letters_width,
    rectangle,
)
from batterypass.documents.outlines import has_outline
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.marks.shapes import Shape
    from batterypass.regulations.mark_sizes import Measures

WIDEST: Final = 190.0
"""Millimetres; so wide it still goes on a sheet of A4."""
_PAD: Final = 0.5
_PITCH: Final = 1.5
"""Both in parts of the height of the letters; accents stand between the lines."""
_PIECE: Final = re.compile(r"([^ /—]*[/—]|[^ /—]+)( ?)")


def check_letters(code: str, text: str) -> None:
    """Raise InputError where a letter cannot be drawn."""
    for char in text:
        if char not in CODES or not has_outline(char):
            raise InputError(
                f"mark {code}: {text!r}: the letter {char!r} cannot be drawn",
                code="mark.no-letter", mark=code, found=text, letter=char,
            )  # fmt: skip


def draw_words(
    code: str, name: str, title: Words, text: str, height: float, measures: Measures
) -> Mark:
    """Draw words in capitals of ``height`` mm. Raises InputError where they cannot be drawn."""
    text = " ".join(text.upper().split())
    check_letters(code, text)
    pad = _PAD * height
    lines = break_lines(code, text, height, WIDEST - 2 * pad)
    width = max(letters_width(line, height) for line in lines) + 2 * pad
    tall = (1 + _PITCH * (len(lines) - 1)) * height + 2 * pad
    shapes: tuple[Shape, ...] = (
        Area("ground", (rectangle(0, 0, width, tall),), WHITE),
        frame("frame", width, tall, measures.mm("frame_width")),
        *(
            centred("letters", line, width / 2, pad + (1 + _PITCH * number) * height, height)
            for number, line in enumerate(lines)
        ),
    )
    return Mark(
        code=code,
        name=name,
        title=title,
        width=width,
        height=tall,
        size_text=Words(f"letras de {height:g} mm", f"letters of {height:g} mm"),
        shapes=shapes,
        measures=measures,
    )


def break_lines(code: str, text: str, height: float, room: float) -> list[str]:
    """Break words at blanks, and after ``/`` and ``—``, into as few and as even lines as possible.

    Raises InputError where one word alone is wider than ``room`` mm.
    """
    pieces = [(found[1], found[2]) for found in _PIECE.finditer(text)]
    for piece, _ in pieces:
        if letters_width(piece, height) > room:
            raise InputError(
                f"mark {code}: {piece!r} does not fit in {room:g} mm with letters of {height:g} mm",
                code="mark.no-room", mark=code, found=piece, height=f"{height:g}", room=f"{room:g}",
            )  # fmt: skip
    best = _filled(pieces, height, room)
    while True:
        widest = max(letters_width(line, height) for line in best)
        narrower = _filled(pieces, height, widest - 0.01)
        if len(narrower) > len(best) or max(letters_width(x, height) for x in narrower) >= widest:
            return best
        best = narrower


def _filled(pieces: Sequence[tuple[str, str]], height: float, room: float) -> list[str]:
    """Fill lines one after the other; each piece comes with the blank, if any, that follows it."""
    lines: list[str] = []
    joint = ""
    for piece, blank in pieces:
        if lines and letters_width(lines[-1] + joint + piece, height) <= room:
            lines[-1] += joint + piece
        else:
            lines.append(piece)
        joint = blank
    return lines
