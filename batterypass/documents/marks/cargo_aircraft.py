"""Cargo Aircraft Only label: black on orange, 120 × 110 mm, beside the class 9 label.

IATA DGR 7.2.4.2 and figure 7.4.B, 49 CFR 172.448. Words, colour and size are those of the figure;
the picture of a freighter being loaded is this project's own, and the sheet says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.marks.shapes import (
    Area,
    Mark,
    centred,
    circle,
    letters_width,
    rectangle,
)
from batterypass.documents.marks.size import Size, check_size, size_words

if TYPE_CHECKING:
    from batterypass.documents.marks.shapes import Letters, Ring, Shape
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Etiqueta solo avión de carga", "Cargo Aircraft Only label")
_NOTE = Words(
    "Solo avión de carga: palabras, color y tamaño de la norma; el dibujo es propio: pregunte a la"
    " aerolínea si pide la figura impresa.",
    "Cargo Aircraft Only: wording, colour and size as prescribed; the picture is our own: ask the"
    " airline whether it wants the printed figure.",
)
_Corners = tuple[float, float, float, float]
_WORDS: Final = ("CARGO AIRCRAFT", "ONLY")
_FORBIDDEN: Final = "FORBIDDEN IN PASSENGER AIRCRAFT"
#: A freighter from its side, nose to the left and open, in units of which it is 100 long.
_BODY: Final = (
    (23, 12), (70, 12), (80, 11), (86, 8), (94, -7), (100.5, -7), (97.5, 11), (99, 14), (97, 16.5),
    (84, 22), (72, 28), (66, 30), (23, 30),
)  # fmt: skip
_NOSE: Final = (
    (22.5, 11),
    (15, 8),
    (8, 1),
    (6, -4),
    (8, -7),
    (13, -6.5),
    (20, -3),
    (27, 3),
    (30, 8),
    (30, 11),
)
_COCKPIT: Final = ((17.5, -0.6), (21, 1.9), (19, 4.4), (14.6, 1.4))
_WING: Final = ((41, 22.5), (54, 22.5), (79, 34), (71, 35))
_WING_GAP: Final = ((39, 21.2), (54.4, 21.2), (82.5, 34.3), (71, 36.6), (64, 33), (60, 30.4))
_ENGINE: Final = ((41, 30), (50, 30), (53, 31.4), (53, 34.8), (50, 36.2), (41, 36.2), (39.6, 33.1))
_TAIL: Final = ((87.5, 13), (94, 13), (105, 17), (100, 18.2))
_TAIL_GAP: Final = ((85.6, 11.8), (94.4, 11.8), (107, 16.4), (100, 19.6))
_WHEELS: Final = ((31, 36.4, 2.8), (58, 36.4, 2.8), (64.6, 36.4, 2.8))
_STRUTS: Final = ((30, 29, 32, 35), (57, 29, 59, 35), (63.6, 29, 65.6, 35))
_LIFT: Final = ((-5, 27.6, 20, 30.2), (-5, 39.2, 105, 40.8))
_SCISSORS: Final = (
    ((-2, 30), (1, 30), (16, 39.4), (13, 39.4)), ((13, 30), (16, 30), (1, 39.4), (-2, 39.4)),
)  # fmt: skip
_BOX: Final = ((0.5, 13.6, 15.5, 27),)
_STRAPS: Final = ((7.1, 13.6, 8.9, 27), (0.5, 19.4, 15.5, 20.9))
_LENGTH: Final = 112.0
_LEFT: Final = -5.0
_TOP: Final = -7.0
_HEIGHT: Final = 47.8


def draw_cargo_aircraft(measures: Measures, size: Size | None) -> Mark:
    """Draw the label. Raises InputError for a size under the smallest."""
    least = Size(measures.mm("width"), measures.mm("height"))
    size = (
        least
        if size is None
        else check_size("CAO", size, least.width, least.height, measures.rows["width"].source)
    )
    scale = min(size.width / least.width, size.height / least.height)
    orange = measures.text("orange")
    inset, pen = measures.mm("line_distance") * scale, measures.mm("line_width") * scale
    shapes: list[Shape] = [
        Area("ground", (rectangle(0, 0, size.width, size.height),), orange),
        Area("line", (_inset(size, inset), _inset(size, inset + pen))),
    ]
    room = size.width - 2 * (inset + pen) - 6 * scale
    middle = size.width / 2
    base = size.height - inset - pen - 5 * scale
    shapes.append(_fitted(_FORBIDDEN, middle, base, measures.mm("small_height") * scale, room))
    base -= measures.mm("small_height") * scale + 6 * scale
    height = measures.mm("letter_height") * scale
    for line in reversed(_WORDS):
        shapes.append(_fitted(line, middle, base, height, room))
        base -= 1.45 * height
    free = base + 0.45 * height - (inset + pen) - 7 * scale
    unit = min(room / _LENGTH, free / _HEIGHT)
    left = middle - unit * _LENGTH / 2 - unit * _LEFT
    top = inset + pen + 3.5 * scale + (free - unit * _HEIGHT) / 2 - unit * _TOP
    shapes += _freighter(left, top, unit, orange)
    return Mark(
        code="CAO",
        name="CAO",
        title=_TITLE,
        width=size.width,
        height=size.height,
        size_text=size_words(size),
        shapes=tuple(shapes),
        measures=measures,
        notes=(_NOTE,),
    )


def _inset(size: Size, by: float) -> Ring:
    return rectangle(by, by, size.width - 2 * by, size.height - 2 * by)


def _fitted(text: str, middle: float, base: float, height: float, room: float) -> Letters:
    """Set a line, smaller where it is wider than the label: no law gives these letters a height."""
    wide = letters_width(text, height)
    return centred("letters", text, middle, base, height * min(1.0, room / wide))


def _freighter(left: float, top: float, unit: float, orange: str) -> list[Shape]:
    def moved(ring: Ring) -> Ring:
        return tuple((left + unit * x, top + unit * y) for x, y in ring)

    def boxes(corners: tuple[_Corners, ...]) -> tuple[Ring, ...]:
        return tuple(moved(rectangle(a, b, c - a, d - b)) for a, b, c, d in corners)

    wheels = tuple(moved(circle(x, y, radius)) for x, y, radius in _WHEELS)
    return [
        Area("freighter", (moved(_BODY),)),
        Area("freighter", (moved(_NOSE),)),
        Area("gap", (moved(_COCKPIT),), orange),
        Area("freighter", boxes(_STRUTS)),
        Area("gap", (moved(_WING_GAP),), orange),
        Area("freighter", (moved(_WING),)),
        Area("freighter", (moved(_ENGINE),)),
        Area("gap", (moved(_TAIL_GAP),), orange),
        Area("freighter", (moved(_TAIL),)),
        Area("freighter", wheels),
        Area("lift", boxes(_LIFT)),
        *(Area("lift", (moved(leg),)) for leg in _SCISSORS),
        Area("box", boxes(_BOX)),
        Area("gap", boxes(_STRAPS), orange),
    ]
