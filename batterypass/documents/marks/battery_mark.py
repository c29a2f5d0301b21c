"""Battery mark: red hatched edge, battery group, UN number(s); with a telephone number until 2026.

ADR/RID and IMDG 5.2.1.9, IATA DGR 7.1.5.5, 49 CFR 173.185(c)(3). The figure with a telephone number
is that of the editions before 2023; ADR 1.6.1.49 lets it be used for some years more, and the table
says until when. Nothing else may stand within the mark (PHMSA interpretation 19-0083).
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.marks.battery import RATIO, battery_group
from batterypass.documents.marks.lettered import check_letters
from batterypass.documents.marks.shapes import (
    WHITE,
    Area,
    Mark,
    centred,
    clipped,
    letters_width,
    rectangle,
)
from batterypass.documents.marks.size import Size, check_size, size_words
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.documents.marks.shapes import Letters, Ring, Shape
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Marca de batería", "Battery mark")
_SMALL = Words(
    "Marca de batería reducida: solo si el tamaño del bulto lo exige.",
    "Reduced battery mark: only where the size of the package so requires.",
)
_OLD = Words(
    "Marca de batería con teléfono: figura anterior, utilizable hasta el {day}.",
    "Battery mark with a telephone number: the earlier figure, usable until {day}.",
)
_RIM = 0.3
"""Width of the line on both sides of the hatching, within its width, mm."""
_AIR = 3.0
_PITCH = 1.35
"""From one base line to the next in parts of the height of the letters."""


def draw_battery_marks(
    measures: Measures, numbers: Sequence[str], size: Size | None, phone: str, last_day: str
) -> list[Mark]:
    """Draw as many marks as the UN numbers need (``UN3480``), each of the same size.

    ``last_day`` is the last on which this figure may be used, empty for the figure of today. Raises
    InputError for a size under the smallest, and for letters that do not fit.
    """
    size = _checked(measures, size)
    lines = [f"UN {number.removeprefix('UN')}" for number in numbers]
    each = _lines_that_fit(measures, size, has_phone=bool(phone))
    groups = [lines[first : first + each] for first in range(0, len(lines), each)]
    return [_draw(measures, group, size, phone, last_day) for group in groups]


def _checked(measures: Measures, size: Size | None) -> Size:
    full = Size(measures.mm("width"), measures.mm("height"))
    if size is None:
        return full
    rows = measures.rows
    width = rows["reduced_width"].number if "reduced_width" in rows else full.width
    source = rows["reduced_height"].source
    return check_size("BM", size, width, measures.mm("reduced_height"), source)


def _room_below(measures: Measures, size: Size, *, has_phone: bool) -> float:
    """Give the height between the hatched edges that is left for the numbers and the symbol."""
    free = size.height - 2 * measures.mm("hatching_width") - 2 * _AIR
    return free - (_PITCH * measures.mm("phone_height") if has_phone else 0.0)


def _lines_that_fit(measures: Measures, size: Size, *, has_phone: bool) -> int:
    """Tell how many numbers one mark holds with a symbol that is at least as high as two of them."""
    pitch = _PITCH * measures.mm("letter_height")
    free = _room_below(measures, size, has_phone=has_phone)
    return max(1, int((free - 2 * pitch) / pitch))


def _draw(measures: Measures, lines: Sequence[str], size: Size, phone: str, last_day: str) -> Mark:
    edge = measures.mm("hatching_width")
    shapes: list[Shape] = [
        Area("ground", (rectangle(0, 0, size.width, size.height),), WHITE),
        Area("hatching", tuple(_hatching(size, edge, measures.mm("hatch"))), measures.text("red")),
    ]
    middle = size.width / 2
    last = size.height - edge - _AIR
    words = []
    if phone:
        words = [_line("phone", phone, middle, last, measures.mm("phone_height"), size, edge)]
        last -= _PITCH * measures.mm("phone_height")
    height = measures.mm("letter_height")
    first = last - _PITCH * height * (len(lines) - 1)
    words[:0] = [
        _line("letters", line, middle, first + _PITCH * height * number, height, size, edge)
        for number, line in enumerate(lines)
    ]
    top, bottom = edge + _AIR, first - height - _AIR
    wide = min(0.86 * (size.width - 2 * edge), (bottom - top) / RATIO)
    shapes += battery_group(middle - wide / 2, (top + bottom - wide * RATIO) / 2, wide)
    shapes += words
    notes = []
    if size.height < measures.mm("height") or size.width < measures.mm("width"):
        notes.append(_SMALL)
    if last_day:
        notes.append(Words(_OLD.es.format(day=last_day), _OLD.en.format(day=last_day)))
    return Mark(
        code="BM",
        name="BM",
        title=_TITLE,
        width=size.width,
        height=size.height,
        size_text=size_words(size),
        shapes=tuple(shapes),
        measures=measures,
        notes=tuple(notes),
    )


def _line(
    part: str, text: str, middle: float, base: float, height: float, size: Size, edge: float
) -> Letters:
    check_letters("BM", text)
    room = size.width - 2 * edge - 2
    if letters_width(text, height) > room:
        raise InputError(
            f"mark BM: {text!r} does not fit in {room:g} mm with letters of {height:g} mm",
            code="mark.no-room", mark="BM", found=text, height=f"{height:g}", room=f"{room:g}",
        )  # fmt: skip
    return centred(part, text, middle, base, height)


def _hatching(size: Size, edge: float, hatch: float) -> Iterator[Ring]:
    """Give red slanted bars all around, between two thin red lines that end the edge."""
    width, height = size.width, size.height
    outer, inner = _RIM, edge - _RIM
    yield rectangle(0, 0, width, height)
    yield rectangle(outer, outer, width - 2 * outer, height - 2 * outer)
    yield rectangle(inner, inner, width - 2 * inner, height - 2 * inner)
    yield rectangle(edge, edge, width - 2 * edge, height - 2 * edge)
    sides = (
        (outer, outer, width - outer, inner),
        (outer, height - inner, width - outer, height - outer),
        (outer, inner, inner, height - inner),
        (width - inner, inner, width - outer, height - inner),
    )
    along = hatch * sqrt(2)
    for number in range(int((width + height) / (2 * along)) + 1):
        start = 2 * along * number
        bar = (
            (start, 0.0),
            (start + along, 0.0),
            (start + along - height, height),
            (start - height, height),
        )
        for side in sides:
            piece = clipped(bar, *side)
            if piece:
                yield piece
