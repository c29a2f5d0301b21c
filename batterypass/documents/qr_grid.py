"""The fixed part of a QR symbol: finder patterns, bit order and masks, worked out once.

ISO/IEC 18004 says where each bit of a symbol goes. The tables and the drawing of the function
patterns come from the ``qrcode`` library; here they are turned into integers with one bit for each
module, so that :mod:`batterypass.documents.qr` can mask and judge a whole symbol with a few
operations. A grid is an integer of ``side`` rows of ``stride`` bits, the first module of the first
row in the highest bit; a side is odd, so each row ends in at least one bit that is always light.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from qrcode import base, util
from qrcode.main import QRCode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Level = Literal["L", "M", "Q", "H"]
"""Error level: about 7, 15, 25 and 30 % of the symbol may be lost."""

VERSIONS = range(1, 41)
_LIBRARY_LEVEL: dict[Level, int] = {"L": 1, "M": 0, "Q": 3, "H": 2}


@dataclass(frozen=True, slots=True)
class Blocks:
    """How the codewords of one (version, level) are split for error correction."""

    data_counts: tuple[int, ...]
    correction_count: int

    @property
    def data_total(self) -> int:
        """Data codewords in the symbol."""
        return sum(self.data_counts)


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything about one (version, level) that does not depend on the data."""

    side: int
    stride: int
    blocks: Blocks
    place: Callable[[str], tuple[str, ...]]
    """Puts the bits of the codewords, with one ``0`` after them, in grid order."""
    fixed: tuple[int, ...]
    """For each mask the dark modules of function patterns, version and format information."""
    masks: tuple[int, ...]
    """For each mask the data modules that it turns."""
    valid: int
    """Every module of the symbol, without the bits that only fill up the rows."""


@lru_cache(maxsize=160)
def blocks(version: int, level: Level) -> Blocks:
    """Give the block structure of a version (1 to 40) and level (ISO/IEC 18004, table 9)."""
    parts = base.rs_blocks(version, _LIBRARY_LEVEL[level])
    return Blocks(
        tuple(part.data_count for part in parts),
        parts[0].total_count - parts[0].data_count,
    )


def _patterns(version: int, level: Level) -> tuple[list[list[bool | None]], list[list[list[bool]]]]:
    """Draw the function patterns; ``None`` marks a data module. Also the format bits per mask."""
    code = QRCode(version=version, error_correction=_LIBRARY_LEVEL[level])
    side = code.modules_count = 17 + 4 * version
    code.modules = [[None] * side for _ in range(side)]
    code.setup_position_probe_pattern(0, 0)
    code.setup_position_probe_pattern(side - 7, 0)
    code.setup_position_probe_pattern(0, side - 7)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    if version >= 7:
        code.setup_type_number(False)
    with_format = []
    for mask in range(8):
        code.setup_type_info(False, mask)
        with_format.append([[bool(module) for module in row] for row in code.modules])
    return [list(row) for row in code.modules], with_format


def _pack(rows: Sequence[Sequence[object]], stride: int) -> int:
    """Turn rows of truth values into a grid integer."""
    text = "".join("".join("1" if m else "0" for m in row).ljust(stride, "0") for row in rows)
    return int(text, 2)


def _placement(modules: Sequence[Sequence[bool | None]], stride: int, bits: int) -> list[int]:
    """List for each bit of the grid which codeword bit goes there (``bits`` = the added ``0``).

    The codewords run in columns two modules wide from the right, upwards first, and step over the
    vertical timing pattern in column 6 (ISO/IEC 18004, 7.7.3).
    """
    side = len(modules)
    where = [bits] * (side * stride)
    number = 0
    upwards = True
    right = side - 1
    while right > 0:
        if right == 6:
            right -= 1
        for row in range(side - 1, -1, -1) if upwards else range(side):
            for column in (right, right - 1):
                if modules[row][column] is None:
                    where[row * stride + column] = min(number, bits)
                    number += 1
        upwards = not upwards
        right -= 2
    return where


@lru_cache(maxsize=32)
def grid(version: int, level: Level) -> Grid:
    """Work out the fixed part of a version and level; kept, because sheets repeat it."""
    modules, with_format = _patterns(version, level)
    side = len(modules)
    stride = (side + 7) // 8 * 8
    structure = blocks(version, level)
    bits = 8 * (structure.data_total + structure.correction_count * len(structure.data_counts))
    data = _pack([[module is None for module in row] for row in modules], stride)
    masks = []
    for mask in range(8):
        turns = util.mask_func(mask)
        # Every mask repeats after 12 rows and 12 columns (its terms have periods 2, 3, 4 and 6).
        tile = [[turns(row, column) for column in range(12)] for row in range(12)]
        rows = [(tile[row % 12] * (side // 12 + 1))[:side] for row in range(side)]
        masks.append(_pack(rows, stride) & data)
    return Grid(
        side=side,
        stride=stride,
        blocks=structure,
        place=itemgetter(*_placement(modules, stride, bits)),
        fixed=tuple(_pack(rows, stride) for rows in with_format),
        masks=tuple(masks),
        valid=_pack([[True] * side] * side, stride),
    )
