"""Label stock: where the labels are on a sheet. All lengths in millimetres, pages in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from batterypass.documents.pdf import A4, LETTER
from batterypass.errors import InputError

MM: Final = 72 / 25.4
"""Points in a millimetre."""
_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of label stock."""

    page: tuple[float, float]
    """Width and height in points."""
    columns: int
    rows: int
    label: tuple[float, float]
    """Width and height of one label."""
    left: float
    top: float
    pitch: tuple[float, float]
    """From one label's corner to the next one's, across and down."""

    @property
    def largest_code_mm(self) -> float:
        """Largest code that leaves room for the words: the label's height, or half its width."""
        return float(int(min(self.label[1] - 0.5, self.label[0] * 0.55)))


SHEETS: Final[dict[str, Sheet]] = {
    # 4 × 2 inches, ten on a letter sheet.
    "letter-10": Sheet(
        LETTER, 2, 5, (4 * _INCH, 2 * _INCH), 0.15625 * _INCH, 0.5 * _INCH,
        (4.1875 * _INCH, 2 * _INCH),
    ),
    # 4 × 3⅓ inches, six on a letter sheet.
    "letter-6": Sheet(
        LETTER, 2, 3, (4 * _INCH, 10 / 3 * _INCH), 0.15625 * _INCH, 0.5 * _INCH,
        (4.1875 * _INCH, 10 / 3 * _INCH),
    ),
    # 2⅝ × 1 inch, thirty on a letter sheet.
    "letter-30": Sheet(
        LETTER, 3, 10, (2.625 * _INCH, _INCH), 0.1875 * _INCH, 0.5 * _INCH, (2.75 * _INCH, _INCH),
    ),
    # 99.1 × 67.7 mm, eight on an A4 sheet.
    "a4-8": Sheet(A4, 2, 4, (99.1, 67.7), 4.65, 13.1, (101.6, 67.7)),
    # 63.5 × 38.1 mm, twenty-one on an A4 sheet.
    "a4-21": Sheet(A4, 3, 7, (63.5, 38.1), 7.2, 15.15, (66.0, 38.1)),
    # One label a page, for label printers with rolls.
    "roll-100x50": Sheet((100 * MM, 50 * MM), 1, 1, (100.0, 50.0), 0.0, 0.0, (100.0, 50.0)),
}  # fmt: skip


def sheet_named(name: str) -> Sheet:
    """Give the label stock of a name. Raises InputError and lists the names there are."""
    try:
        return SHEETS[name]
    except KeyError as error:
        raise InputError(
            f"label sheet {name!r}: expected one of {', '.join(SHEETS)}",
            code="label.no-sheet", name=name, known=", ".join(SHEETS),
        ) from error  # fmt: skip
