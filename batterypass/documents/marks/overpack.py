"""OVERPACK: on what holds several packages, with every mark that cannot be seen from outside.

ADR/RID and IMDG 5.1.2.1, IATA DGR 7.1.7: letters of 12 mm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.marks.lettered import draw_words

if TYPE_CHECKING:
    from batterypass.documents.marks.shapes import Mark
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Sobreembalaje", "Overpack")


def draw_overpack(measures: Measures) -> Mark:
    """Draw the word."""
    height = measures.mm("letter_height")
    return draw_words("OVERPACK", "OVERPACK", _TITLE, "OVERPACK", height, measures)
