"""Orange plates of a vehicle: blank for packages, with numbers for a unit (ADR/RID 5.3.2.2).

400 × 300 mm, black edge and divider 15 mm, digits 100 mm high with a stroke of 15 mm. A blank plate
may be reduced to 300 × 120 mm with an edge of 10 mm where the vehicle has no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.marks.digits import draw_digits
from batterypass.documents.marks.shapes import Area, Mark, frame, ground_within, rectangle
from batterypass.documents.marks.size import Size, check_size, not_allowed, size_words

if TYPE_CHECKING:
    from batterypass.documents.marks.shapes import Shape
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Panel naranja", "Orange plate")
_NOTE = Words(
    "Panel naranja: patrón para el rotulista. El panel es retrorreflectante y sigue legible tras 15"
    " minutos de fuego; una hoja impresa no lo es.",
    "Orange plate: a pattern for the sign maker. The plate is retroreflective and still legible after"
    " 15 minutes of fire; a printed sheet is not.",
)
_NUMBERED = Words(
    "Panel con números: lectura de la disposición especial 389 por confirmar.",
    "Plate with numbers: the reading of special provision 389 is to be confirmed.",
)
_SMALL = Words(
    "Panel reducido: solo donde el vehículo no tiene sitio para el grande.",
    "Reduced plate: only where the vehicle has no room for the large one.",
)


def numbers_of(measures: Measures, un: str) -> tuple[str, str] | None:
    """Give what a plate for a UN number says, above and below; None for a blank plate."""
    for pair in measures.listed("numbers"):
        number, _, hazard = pair.partition("=")
        if number == un:
            return hazard, un.removeprefix("UN")
    return None


def draw_orange_plate(
    measures: Measures, size: Size | None, numbers: tuple[str, str] | None
) -> Mark:
    """Draw a plate. Raises InputError for a size that the law does not allow."""
    full = Size(measures.mm("width"), measures.mm("height"))
    least = Size(measures.mm("reduced_width"), measures.mm("reduced_height"))
    source = measures.rows["reduced_width"].source
    chosen = full if size is None else check_size("ORANGE", size, least.width, least.height, source)
    is_full = chosen == full
    if numbers and not is_full:
        raise not_allowed("ORANGE", chosen, str(full), source)
    if chosen.width > full.width or chosen.height > full.height:
        raise not_allowed("ORANGE", chosen, f"{least} … {full}", source)
    pen = measures.mm("edge_width" if is_full else "reduced_edge_width")
    shapes: list[Shape] = [
        ground_within(chosen.width, chosen.height, pen, measures.text("orange")),
        frame("edge", chosen.width, chosen.height, pen),
    ]
    if numbers:
        shapes += _numbers(measures, chosen, numbers, pen)
    return Mark(
        code="ORANGE",
        name="ORANGE" + (f"-{numbers[1]}" if numbers else ""),
        title=_TITLE,
        width=chosen.width,
        height=chosen.height,
        size_text=size_words(chosen),
        shapes=tuple(shapes),
        measures=measures,
        notes=(_NOTE, *([] if is_full else [_SMALL]), *([_NUMBERED] if numbers else [])),
    )


def _numbers(measures: Measures, size: Size, numbers: tuple[str, str], pen: float) -> list[Shape]:
    divider, stroke = measures.mm("divider_width"), measures.mm("digit_stroke")
    height = measures.mm("digit_height")
    middle = (size.height - divider) / 2
    free = middle - pen
    shapes: list[Shape] = [
        Area("divider", (rectangle(pen, middle, size.width - 2 * pen, divider),))
    ]
    for text, top in zip(numbers, (pen, middle + divider), strict=True):
        shapes += draw_digits(text, size.width / 2, top + (free - height) / 2, height, stroke)
    return shapes
