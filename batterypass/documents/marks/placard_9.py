"""Class 9 placard for vehicles and cargo transport units, model 9 (never 9A).

ADR/RID 5.3.1.7, IMDG 5.3.1.4, 49 CFR 172.519 and 172.560: 250 mm each side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.marks.diamond import draw_diamond
from batterypass.documents.marks.shapes import Mark
from batterypass.documents.marks.size import Size, check_side, size_words

if TYPE_CHECKING:
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Placa clase 9", "Class 9 placard")
_NOTE = Words(
    "Placa: material resistente a la intemperie; por mar, legible tras tres meses en el agua.",
    "Placard: weatherproof material; by sea still legible after three months in the water.",
)


def draw_placard_9(measures: Measures, size: Size | None) -> Mark:
    """Draw the placard. Raises InputError for a size that is no square or under the smallest."""
    side = check_side("PLACARD9", measures, size)
    shape = draw_diamond(measures, side)
    return Mark(
        code="PLACARD9",
        name="PLACARD9",
        title=_TITLE,
        width=2 * shape.half,
        height=2 * shape.half,
        size_text=size_words(Size(side, side)),
        shapes=shape.shapes,
        measures=measures,
        notes=(_NOTE,),
    )
