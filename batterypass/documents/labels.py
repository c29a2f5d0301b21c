"""Pack labels on sheets and rolls: a code that proves itself, and what a person needs without a phone.

One label is drawn once and placed as often as it is wanted. The code is a vector drawing of the
signed URL with a quiet zone of four modules; the error level comes from
:func:`batterypass.documents.qr.plan_code`. The same labels give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.label_face import draw_label
from batterypass.documents.label_pages import label_pages
from batterypass.documents.pdf import write_pdf
from batterypass.documents.qr import CodePlan, plan_code
from batterypass.documents.sheets import MM, Sheet, sheet_named
from batterypass.documents.svg import SvgInk
from batterypass.documents.words import Lang, check_lang, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from batterypass.documents.content import LabelContent
    from batterypass.documents.ink import Ink

_TITLE = Words("Etiquetas de batería", "Battery labels")
SMALLEST_CODE_MM = 8.0
"""Below this no label of ours has a module that any printer draws."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One label on paper: its page from 0, its rectangle in points, and what its codes hold."""

    page: int
    box: tuple[float, float, float, float]
    """Left, top, right, bottom, from the upper left corner of the page."""
    printed_id: str
    codes: tuple[str, ...]


def plan_labels(
    labels: Iterable[LabelContent], size_mm: float, *, dpi: int | None = None
) -> tuple[CodePlan, ...]:
    """Say for each label which level, version and module its code gets; see ``is_fine``."""
    return tuple(plan_code(label.code_text, size_mm, dpi=dpi) for label in labels)


def render_labels(
    labels: Sequence[LabelContent],
    lang: Lang,
    *,
    sheet: str = "letter-10",
    size_mm: float = 30,
    copies: int = 1,
    dpi: int | None = None,
    skip: int = 0,
) -> bytes:
    """Make a PDF of label sheets, in the order given, the copies of each label side by side.

    ``size_mm`` is the square of the code with its quiet zone; ``skip`` leaves places of the first
    sheet free that were used before. Raises InputError for an unknown sheet, for a code that is
    larger than its label, and for no labels or no copies.
    """
    check_lang(lang)
    form = sheet_named(sheet)
    _check_size(form, size_mm)
    _check_count(labels, copies)
    drawings = (
        drawing
        for label in labels
        for drawing in [_drawing(label, lang, form, size_mm, dpi)] * copies
    )
    pages = label_pages(form, drawings, skip=skip)
    return write_pdf(pages, title=say(_TITLE, lang), lang=lang, size=form.page)


def placed_labels(
    labels: Iterable[LabelContent], *, sheet: str, copies: int = 1, skip: int = 0
) -> Iterator[Placed]:
    """Say where :func:`render_labels` puts each label, and what has to be read there."""
    form = sheet_named(sheet)
    number = skip
    for label in labels:
        codes = tuple(filter(None, (label.code_text, label.backup)))
        for _ in range(copies):
            page, place = divmod(number, form.count)
            x, y = form.place(place)
            right, bottom = x + form.label[0], y + form.label[1]
            box = (x * MM, y * MM, right * MM, bottom * MM)
            yield Placed(page, box, label.printed_id, codes)
            number += 1


def label_svg(
    label: LabelContent,
    lang: Lang,
    size_mm: float = 30,
    *,
    sheet: str = "letter-10",
    dpi: int | None = None,
) -> str:
    """Make an SVG of one label, as large as a label of ``sheet``. Raises as :func:`render_labels`."""
    check_lang(lang)
    form = sheet_named(sheet)
    _check_size(form, size_mm)
    width, height = form.label[0] * MM, form.label[1] * MM
    ink = SvgInk(width, height)
    _draw(ink, label, lang, form, size_mm, dpi)
    return ink.content(f"{label.printed_id} {label.model}")


def _drawing(label: LabelContent, lang: Lang, form: Sheet, size_mm: float, dpi: int | None) -> str:
    once = PdfInk(form.page[1])
    _draw(once, label, lang, form, size_mm, dpi)
    return once.operators()


def _draw(
    ink: Ink, label: LabelContent, lang: Lang, form: Sheet, size_mm: float, dpi: int | None
) -> None:
    """Draw a label; where the words have no room, say with what code they would have it."""
    try:
        draw_label(ink, label, lang, form, size_mm, dpi)
    except InputError as error:
        if error.code not in ("label.no-room-words", "label.no-room-backup"):
            raise
        smaller = _smaller_that_fits(label, lang, form, size_mm, dpi)
        if not smaller:
            raise
        raise InputError(
            f"{label.printed_id}: what stands beside the code has no room at {size_mm:g} mm; it has"
            f" at {smaller} mm or less, or on a larger sheet",
            code="label.smaller-code", item=label.printed_id, size=f"{size_mm:g}", smaller=smaller,
        ) from error  # fmt: skip


def _smaller_that_fits(
    label: LabelContent, lang: Lang, form: Sheet, size_mm: float, dpi: int | None
) -> int:
    """Give the largest whole millimetres below a size at which everything has room, 0 for none."""
    for smaller in range(ceil(size_mm) - 1, int(SMALLEST_CODE_MM) - 1, -1):
        try:
            draw_label(PdfInk(form.page[1]), label, lang, form, smaller, dpi)
        except InputError:
            continue
        return smaller
    return 0


def _check_size(form: Sheet, size_mm: float) -> None:
    most = form.largest_code_mm
    if not SMALLEST_CODE_MM <= size_mm <= most:
        raise InputError(
            f"a code of {size_mm:g} mm does not fit on a label of {form.label[0]:g} ×"
            f" {form.label[1]:g} mm: choose {SMALLEST_CODE_MM:g} to {most:g} mm or another sheet",
            code="label.no-room", size=f"{size_mm:g}", most=f"{most:g}",
            least=f"{SMALLEST_CODE_MM:g}",
            width=f"{form.label[0]:g}", height=f"{form.label[1]:g}",
        )  # fmt: skip


def _check_count(labels: Sequence[LabelContent], copies: int) -> None:
    if not labels or copies < 1:
        raise InputError(
            f"{len(labels)} labels in {copies} copies: nothing to print",
            code="label.no-copies", count=len(labels), copies=copies,
        )  # fmt: skip
