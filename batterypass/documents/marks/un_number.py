"""UN number mark of a package, and the panel with the number of a cargo transport unit.

ADR/RID and IMDG 5.2.1.1: letters of 12 mm, of 6 mm on packages of at most 30 L or 30 kg. A unit
whose batteries are fixed in it (UN 3536, SP 389) shows the number at sea on a panel of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.marks.lettered import draw_words
from batterypass.documents.marks.shapes import Mark, centred, frame, ground_within
from batterypass.documents.marks.size import Size, size_words

if TYPE_CHECKING:
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Número ONU", "UN number")
_UNIT = Words("Número ONU de una unidad de transporte", "UN number of a cargo transport unit")


def draw_un_number(measures: Measures, number: str, *, is_small: bool) -> Mark:
    """Draw the mark of a package: ``UN 3480``."""
    height = measures.mm("letter_height_small" if is_small else "letter_height")
    digits = number.removeprefix("UN")
    return draw_words("UNNO", f"UNNO-{digits}", _TITLE, f"UN {digits}", height, measures)


def draw_unit_panel(measures: Measures, number: str) -> Mark:
    """Draw the orange panel of a unit."""
    size = Size(measures.mm("width"), measures.mm("height"))
    digits = number.removeprefix("UN")
    height = measures.mm("letter_height")
    shapes = (
        ground_within(size.width, size.height, measures.mm("edge_width"), measures.text("orange")),
        frame("edge", size.width, size.height, measures.mm("edge_width")),
        centred("letters", digits, size.width / 2, (size.height + height) / 2, height),
    )
    return Mark(
        code="UNNO",
        name=f"UNNO-{digits}",
        title=_UNIT,
        width=size.width,
        height=size.height,
        size_text=size_words(size),
        shapes=shapes,
        measures=measures,
    )
