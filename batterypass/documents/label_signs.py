"""The right side of a label's words: bin, Cd and Pb, electric shock, CE, and the second code.

They take room from the lines beside them. How large they have to be is in the content of the label
(:class:`batterypass.regulations.label_marks.Signs`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.qr import encode_code, plan_code
from batterypass.documents.setting import width_of
from batterypass.documents.sheets import MM
from batterypass.documents.symbols import CE, CROSSED_BIN, HIGH_VOLTAGE
from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass.documents.content import LabelContent
    from batterypass.documents.ink import Ink
    from batterypass.regulations.label_marks import Signs

HEADING: Final = 2.7
"""Size of *Li-ion*, and of the bin, in parts of the base size."""
_AIR = 3.0
_UNDER_BIN = 1.5
"""Between the foot of the bin's cross and Cd or Pb."""
_CE_HIGH: Final = 0.695
"""Height of the letters CE in parts of the square that they are drawn on, and their width."""
_CE_WIDE: Final = 1.1
_METAL_AREA: Final = 0.94
"""What the letters Cd cover, in squares of their type size: 1.37 wide and 0.73 high, less a margin."""
_LI_ION = 0.75
"""*Li-ion* gives way to signs beside it down to this part of its size; then they go below."""
_BACKUP_MM: Final = (13.2, 11.6)
"""Second codes of version 2 at level H, and of version 1 at level M, with modules of 0.4 mm."""
_WORDS_MM = 15.0
"""What a second code has to leave for the lines beside it."""


class Blocks:
    """What stands on the right of a box of words, for any size of the heading."""

    def __init__(self, label: LabelContent, box: tuple[float, float, float, float]) -> None:
        """Take a label and its box: left, top, width, height in points.

        Raises InputError where a second code is wanted and has no room.
        """
        self.left, self.top, self.width, self.height = box
        self.signs = label.signs
        self.backup = label.backup
        self.backup_side = _backup_side(label.backup, self.width, self.height)

    @property
    def right(self) -> float:
        """Where the box ends."""
        return self.left + self.width

    def metals_size(self, heading: float) -> float:
        """Give the type size at which Cd, and Pb, covers its share of the area of the bin."""
        return metals_size(self.signs, heading)

    def ce_side(self, heading: float) -> float:
        """Give the square on which CE is drawn, so that its letters are as high as they must be."""
        least = self.signs.ce_height_mm * MM / _CE_HIGH
        return max(least, heading * 0.8) if self.signs.ce else 0.0

    def beside(self, heading: float) -> float:
        """Give the width that the signs take on the line of the heading, the bin not counted."""
        wide = (heading + _AIR if self.signs.high_voltage else 0.0) + (
            self.ce_side(heading) * _CE_WIDE + _AIR if self.signs.ce else 0.0
        )
        left = self.width - heading - _AIR - wide
        fits = left >= _LI_ION * width_of("Li-ion", heading * 0.98, bold=True)
        return wide if fits and self.ce_side(heading) * _CE_HIGH <= heading else 0.0

    def below(self, heading: float) -> float:
        """Give the height of what stands under the bin."""
        high = self.metals_size(heading) + (_UNDER_BIN if self.signs.metals else 0.0)
        if (self.signs.high_voltage or self.signs.ce) and not self.beside(heading):
            high += heading + _AIR if self.signs.high_voltage else 0.0
            high += self.ce_side(heading) * _CE_HIGH + _AIR if self.signs.ce else 0.0
        return high

    def below_width(self, heading: float) -> float:
        """Give the width of what stands under the bin."""
        metals = width_of(" ".join(self.signs.metals), self.metals_size(heading), bold=True)
        if self.beside(heading):
            return metals
        ce = self.ce_side(heading) * _CE_WIDE
        return max(metals, heading if self.signs.high_voltage else 0.0, ce)

    def collide(self, heading: float) -> bool:
        """Tell whether the signs reach down to the second code."""
        under = heading + self.below(heading) + _AIR
        return under > self.height - self.backup_side

    def room(self, heading: float, top: float, bottom: float) -> float:
        """Give the width that a line from ``top`` to ``bottom`` has."""
        taken = 0.0
        if self.below(heading) and top < self.top + heading + self.below(heading):
            taken = self.below_width(heading) + _AIR
        if self.backup_side and bottom > self.top + self.height - self.backup_side:
            taken = max(taken, self.backup_side + _AIR)
        return self.width - taken


def metals_size(signs: Signs, bin_side: float) -> float:
    """Give the type size at which Cd, and Pb, covers its share of a bin of this side; 0 for neither."""
    if not signs.metals:
        return 0.0
    return float(bin_side * (signs.metal_share / _METAL_AREA) ** 0.5)


def _backup_side(text: str, width: float, height: float) -> float:
    """Give the side of the second code in points, 0 for none."""
    if not text:
        return 0.0
    for size in _BACKUP_MM:
        if size * MM <= height * 0.62 and width - size * MM >= _WORDS_MM * MM:
            return size * MM
    raise InputError(
        f"no room for a second code of {_BACKUP_MM[-1]:g} mm beside the words: a smaller --size or a"
        " larger --sheet",
        code="label.no-room-backup", size=f"{_BACKUP_MM[-1]:g}",
    )  # fmt: skip


def draw_signs(ink: Ink, blocks: Blocks, heading: float) -> float:
    """Draw the signs for a heading of this size and give the width that it may have."""
    right, top, signs = blocks.right, blocks.top, blocks.signs
    ink.symbol(CROSSED_BIN, right - heading, top, heading)
    under = top + heading
    if signs.metals:
        text, size = " ".join(signs.metals), blocks.metals_size(heading)
        wide = width_of(text, size, bold=True)
        under += _UNDER_BIN
        ink.text(
            right - max(wide, (heading + wide) / 2), under + 0.75 * size, text, size, bold=True
        )
        under += size
    beside = blocks.beside(heading)
    ce = blocks.ce_side(heading)
    x = right - heading - _AIR
    if signs.high_voltage:
        if beside:
            x -= heading
            ink.symbol(HIGH_VOLTAGE, x, top, heading)
            x -= _AIR
        else:
            ink.symbol(HIGH_VOLTAGE, right - heading, under + _AIR, heading)
            under += heading + _AIR
    if signs.ce:
        # The square is higher than its letters: half of the difference is above them.
        lift = (1 - _CE_HIGH) / 2 * ce
        if beside:
            ink.symbol(CE, x - ce * _CE_WIDE, top + (heading - ce) / 2, ce)
        else:
            ink.symbol(CE, right - ce * _CE_WIDE, under + _AIR - lift, ce)
    if blocks.backup_side:
        _draw_backup(ink, blocks)
    return blocks.width - heading - _AIR - beside


def _draw_backup(ink: Ink, blocks: Blocks) -> None:
    side = blocks.backup_side
    plan = plan_code(blocks.backup, side / MM + 1e-6)
    code = encode_code(blocks.backup, plan.level, plan.version)
    ink.code(code, blocks.right - side, blocks.top + blocks.height - side, side)
