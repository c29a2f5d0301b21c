"""Proper shipping name on a package: IMDG, IATA and 49 CFR want it, ADR and RID do not (class 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.marks.lettered import draw_words

if TYPE_CHECKING:
    from batterypass.documents.marks.shapes import Mark
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Designación oficial de transporte", "Proper shipping name")


def draw_shipping_name(measures: Measures, name: str, *, is_small: bool) -> Mark:
    """Draw the name as high as the UN number beside it."""
    height = measures.mm("letter_height_small" if is_small else "letter_height")
    return draw_words("PSN", "PSN", _TITLE, name, height, measures)
