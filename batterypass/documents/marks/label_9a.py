"""Class 9 label for lithium and sodium ion batteries, model 9A.

ADR/RID and IMDG 5.2.2.2.2, IATA DGR figure 7.3.X, 49 CFR 172.447: 100 mm each side, no text on it,
never used as a placard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.marks.battery import RATIO, battery_group
from batterypass.documents.marks.diamond import draw_diamond
from batterypass.documents.marks.shapes import Mark
from batterypass.documents.marks.size import Size, check_side, size_words

if TYPE_CHECKING:
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Etiqueta clase 9A, baterías de litio", "Class 9A label, lithium batteries")
_AIR = 0.05
"""Between the symbol and what is around it, in parts of the half diagonal."""


def draw_label_9a(measures: Measures, size: Size | None) -> Mark:
    """Draw the label. Raises InputError for a size that is no square or under the smallest."""
    side = check_side("9A", measures, size)
    shape = draw_diamond(measures, side)
    half, air = shape.half, _AIR * shape.half
    # As wide as the free part below the stripes holds it: its lower corners touch the inner line.
    height_free = shape.number_top - half - 2 * air
    wide = min(height_free / RATIO, 2 * (shape.inner - air - height_free - air))
    top = half + air + (height_free - wide * RATIO) / 2
    return Mark(
        code="9A",
        name="9A",
        title=_TITLE,
        width=2 * half,
        height=2 * half,
        size_text=size_words(Size(side, side)),
        shapes=(*shape.shapes, *battery_group(half - wide / 2, top, wide)),
        measures=measures,
    )
