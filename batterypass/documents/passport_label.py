"""The label of a pack in its passport: the front as it is printed, in its own size, and when it was fixed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.label_face import draw_label
from batterypass.documents.sheets import MM, sheet_named
from batterypass.documents.words import day_of, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass.documents.content import LabelContent
    from batterypass.documents.words import Lang

#: Label stock and side of the code in mm: the next one where the words have no room.
_FORMS: Final = (("letter-10", 30.0), ("letter-10", 24.0), ("letter-6", 30.0))
_ONE: Final = Words("1 etiqueta", "1 label")
_MANY: Final = Words("{n} etiquetas", "{n} labels")
_READ: Final = Words("leída de vuelta", "read back")
_NOT_READ: Final = Words("sin leer de vuelta", "not read back")
_REPRINT: Final = Words("reimpresión, misma identidad", "reprint, same identity")
_KEY: Final = Words("llave {kid}", "key {kid}")


@dataclass(frozen=True, slots=True)
class FixedLabel:
    """Labels that were fixed to a pack: when, how many, and with which label key."""

    at: str
    copies: int
    is_read_back: bool
    is_reprint: bool
    key_id: str
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class LabelFront:
    """A drawn label: operators from the upper left corner of a page, and its size in points."""

    operators: str
    width: float
    height: float


def label_front(label: LabelContent, lang: Lang, page_height: float) -> LabelFront | None:
    """Draw the front of a label as large as it is printed; None where its words fit on no stock here."""
    for form in _FORMS:
        with suppress(InputError):
            return _drawn(label, lang, page_height, *form)
    return None


def _drawn(
    label: LabelContent, lang: Lang, page_height: float, name: str, side: float
) -> LabelFront:
    form, ink = sheet_named(name), PdfInk(page_height)
    draw_label(ink, label, lang, form, side, None)
    return LabelFront(ink.operators(), form.label[0] * MM, form.label[1] * MM)


def draw_front(ink: PdfInk, front: LabelFront, x: float, y: float) -> None:
    """Place a drawn label with its edge, its upper left corner at ``x``, ``y``."""
    ink.raw(f"q 1 0 0 1 {x:.3f} {-y:.3f} cm\n{front.operators}Q\n")
    ink.box(x, y, front.width, front.height, 0.4)


def fixed_line(one: FixedLabel, lang: str) -> str:
    """Say in one line when labels were fixed."""
    count = _ONE if one.copies == 1 else _MANY
    parts = [
        day_of(one.at),
        say(count, lang).format(n=one.copies),
        say(_READ if one.is_read_back else _NOT_READ, lang),
        *([say(_REPRINT, lang)] if one.is_reprint else []),
        say(_KEY, lang).format(kid=one.key_id[:12]),
    ]
    text = " · ".join(parts)
    return text if one.entry is None else f"{text}  #{one.entry}"
