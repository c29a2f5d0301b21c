"""The words that say how a paper stands: one table, for the frame at its top and for the screen.

A paper has one state. Marks stand beside it, for what holds whatever the state is: that somebody
signed in ink, that something was amended. A new state or mark is a row here and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.documents.content import Correction, ManifestContent, Signature

STATES: Final[dict[str, Words]] = {
    "draft": Words("BORRADOR", "DRAFT"),
    "generator_signed": Words("FIRMADO POR EL GENERADOR", "SIGNED BY GENERATOR"),
    "in_transit": Words("EN TRÁNSITO", "IN TRANSIT"),
    "arrived": Words("EN DESTINO", "ARRIVED"),
    "received": Words("RECIBIDO", "RECEIVED"),
    "received_with_differences": Words("RECIBIDO CON DIFERENCIAS", "RECEIVED WITH DIFFERENCES"),
    "partially_rejected": Words("RECHAZADO EN PARTE", "PARTLY REJECTED"),
    "rejected": Words("RECHAZADO", "REJECTED"),
    "returned": Words("DEVUELTO", "RETURNED"),
    "cancelled": Words("CANCELADO", "CANCELLED"),
}
"""``ManifestState`` -> its word."""
LATER: Final[dict[str, Words]] = {
    "original_returned": Words("ORIGINAL DEVUELTO", "ORIGINAL RETURNED"),
    "processing_certified": Words("TRATAMIENTO CERTIFICADO", "TREATMENT CERTIFIED"),
    "closed": Words("CERRADO", "CLOSED"),
}
"""States of the workflow that come after the truck: on the screen, and on no paper.

The word of a paper tells the hand-over, whatever is said after it.
"""
MARKS: Final[dict[str, Words]] = {
    "on_paper": Words("PAPEL", "ON PAPER"),
    "countersigned": Words("PAPEL, REFRENDADO", "ON PAPER, COUNTERSIGNED"),
    "amended": Words("ENMENDADO", "AMENDED"),
}
"""What stands under the state, in this order."""
_ACROSS: Final = frozenset({"cancelled", "amended"})
"""States and marks that are written across every page too: who holds one page has to know."""


def is_amended(corrections: Iterable[Correction]) -> bool:
    """Tell whether one of some corrections holds."""
    return any(one.holds_from is not None for one in corrections)


def marks_of(content: ManifestContent) -> tuple[str, ...]:
    """Name the marks of a manifest, keys of :data:`MARKS`."""
    found = []
    on_paper = [one for one in _signatures(content) if one.is_paper]
    if on_paper:
        is_confirmed = all(one.countersigned is not None for one in on_paper)
        found.append("countersigned" if is_confirmed else "on_paper")
    if is_amended(content.corrections):
        found.append("amended")
    return tuple(found)


def mark_words(marks: Sequence[str], lang: str) -> str:
    """Write marks in one line; empty where there is none."""
    return " · ".join(word(MARKS, one, lang) for one in marks)


def standing_words(content: ManifestContent, lang: str) -> str:
    """Write the state and the marks of a manifest in one line."""
    marks = mark_words(marks_of(content), lang)
    return " · ".join(filter(None, (word(STATES, content.state, lang), marks)))


def word_across(content: ManifestContent, lang: str) -> str:
    """Give the word that is written across every page; empty where there is none."""
    table = {**STATES, **MARKS}
    return next(
        (word(table, one, lang) for one in (content.state, *marks_of(content)) if one in _ACROSS),
        "",
    )


def _signatures(content: ManifestContent) -> list[Signature]:
    found = (
        content.generator_signature,
        content.transporter_signature,
        *(leg.signature for leg in content.legs),
        content.facility_signature,
    )
    return [one for one in found if one is not None]
