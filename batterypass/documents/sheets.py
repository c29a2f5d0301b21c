"""Label stock: where the labels are on a sheet. All lengths in millimetres, pages in points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from batterypass.documents.pdf import A4, LETTER
from batterypass.errors import InputError

MM: Final = 72 / 25.4
"""Points in a millimetre."""
_INCH = 25.4
_USUAL: Final = 30.0
_PRINTER_MARGIN: Final = 4.2
#: A roll of any size: width and height of one label in millimetres.
_ROLL: Final = re.compile(r"^roll-([0-9]{2,3})x([0-9]{2,3})$")
_ROLL_LEAST: Final = (30, 15)
_ROLL_MOST: Final = 300


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
        """Largest code that leaves room for the words: the label's height, or 0.6 of its width."""
        return float(int(min(self.label[1], self.label[0] * 0.6)))

    @property
    def usual_code_mm(self) -> float:
        """The code that is printed when nobody says how large: 30 mm, or as much as there is."""
        return min(_USUAL, self.largest_code_mm)

    @property
    def count(self) -> int:
        """Labels on a page."""
        return self.columns * self.rows

    @property
    def is_to_the_edge(self) -> bool:
        """Tell whether labels reach the edge of a sheet, where office printers leave a margin."""
        return self.count > 1 and self.left < _PRINTER_MARGIN

    def place(self, number: int) -> tuple[float, float]:
        """Give the upper left corner of a label, counted row by row from 0."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.pitch[0], self.top + row * self.pitch[1]


def _roll(width: float, height: float) -> Sheet:
    """Give a roll of labels: one a page, as large as the label."""
    return Sheet((width * MM, height * MM), 1, 1, (width, height), 0.0, 0.0, (width, height))


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
    # 70 × 37 mm, twenty-four on an A4 sheet, from edge to edge.
    "a4-24": Sheet(A4, 3, 8, (70.0, 37.0), 0.0, 0.5, (70.0, 37.0)),
    # One label a page, for label printers with rolls.
    "roll-100x50": _roll(100, 50),
    "roll-76x51": _roll(76, 51),
    "roll-50x30": _roll(50, 30),
}  # fmt: skip


def sheet_named(name: str) -> Sheet:
    """Give the label stock of a name; ``roll-60x40`` is a roll of 60 × 40 mm, whatever its maker.

    Raises InputError and lists the names there are.
    """
    form = SHEETS.get(name)
    if form is not None:
        return form
    roll = _ROLL.match(name)
    if roll is not None:
        width, height = int(roll[1]), int(roll[2])
        if (
            width >= _ROLL_LEAST[0]
            and height >= _ROLL_LEAST[1]
            and max(width, height) <= _ROLL_MOST
        ):
            return _roll(width, height)
    known = ", ".join(SHEETS)
    raise InputError(
        f"label sheet {name!r}: expected one of {known}, or roll-WIDTHxHEIGHT",
        code="label.no-sheet", name=name, known=known,
    )  # fmt: skip
