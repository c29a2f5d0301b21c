"""Drawings of labels on the places of their stock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.ink import PdfInk
from batterypass.documents.sheets import MM
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.documents.sheets import Sheet


def label_pages(form: Sheet, drawings: Iterable[str], *, skip: int = 0) -> list[bytes]:
    """Put drawings (operators of :class:`PdfInk`) on the places of a stock, one after the other.

    Gives the content of each page. ``skip`` leaves places of the first sheet free that were used
    before. Raises InputError where there are not so many.
    """
    if not 0 <= skip < form.count:
        raise InputError(
            f"{skip} places skipped on a sheet of {form.count}: expected 0 to {form.count - 1}",
            code="label.bad-skip", skip=skip, count=form.count, most=form.count - 1,
        )  # fmt: skip
    corners = [form.place(number) for number in range(form.count)]
    pages: list[bytes] = []
    page = PdfInk(form.page[1])
    for number, drawing in enumerate(drawings, skip):
        if number > skip and number % form.count == 0:
            pages.append(page.content())
            page = PdfInk(form.page[1])
        x, y = corners[number % form.count]
        page.raw(f"q 1 0 0 1 {x * MM:.3f} {-y * MM:.3f} cm\n{drawing}Q\n")
    pages.append(page.content())
    return pages
