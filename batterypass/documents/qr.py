"""QR symbols as vector drawings: encode bytes, choose size and error level (ISO/IEC 18004).

The usual encoders look at a symbol module by module, eight times over to choose the mask, and make
about 150 a second. Here a symbol is one integer, and the four penalty rules are shifts and bit
counts on it, so that sheets of labels are bound by paper and not by this file.
:mod:`batterypass.documents.qr_grid` has the geometry; the tests compare module by module with the
``qrcode`` library and read every symbol back with another program.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from qrcode.base import gexp, glog

from batterypass.documents.qr_grid import VERSIONS, Grid, Level, blocks, grid
from batterypass.errors import InputError

QUIET_MODULES = 4
"""Light modules on each side of a symbol (ISO/IEC 18004, 9.1)."""
SMALLEST_MODULE_MM = 0.4
"""Below this many readers fail on a label that was printed or scratched badly."""
LEAST_MODULE_MM = 0.25
"""Below this hardly any reader makes it out on paper: a module is two dots at 203 dpi, three at 300."""
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Code:
    """One QR symbol. ``rows`` holds a line of bytes for each row, first module in the high bit."""

    side: int
    version: int
    level: Level
    mask: int
    rows: tuple[bytes, ...]

    @property
    def across(self) -> int:
        """Modules from edge to edge, quiet zone included."""
        return self.side + 2 * QUIET_MODULES

    def is_dark(self, row: int, column: int) -> bool:
        """Say whether a module is dark; row 0 is the top one."""
        return bool(self.rows[row][column >> 3] & (0x80 >> (column & 7)))


@dataclass(frozen=True, slots=True)
class CodePlan:
    """What a code of some length becomes in a square of some size."""

    level: Level
    version: int
    module_mm: float
    is_fine: bool
    """False: modules are under 0.4 mm even at level M, so many readers will fail. Warn."""


@lru_cache(maxsize=4)
def _capacities(level: Level) -> tuple[int, ...]:
    """Give the bytes that fit into each version: 12 or 20 bits go to mode and length."""
    return tuple(blocks(v, level).data_total - (2 if v < 10 else 3) for v in VERSIONS)


def smallest_version(length: int, level: Level) -> int:
    """Give the smallest version (1 to 40) that holds ``length`` bytes. Raises InputError."""
    for version, capacity in zip(VERSIONS, _capacities(level), strict=True):
        if length <= capacity:
            return version
    most = _capacities(level)[-1]
    raise InputError(
        f"{length} bytes do not fit in a QR code of level {level}: at most {most}",
        code="label.code-too-long", length=length, level=level, most=most,
    )  # fmt: skip


def plan_code(text: str, size_mm: float, *, dpi: int | None = None) -> CodePlan:
    """Choose the error level for ``text`` in a square of ``size_mm``, quiet zone included.

    The highest level whose modules are at least 0.4 mm, never below M: a higher level in the same
    small square has smaller modules and reads worse. With ``dpi``, modules are whole printer dots.
    """
    length = len(text.encode())
    plan = _plan(length, "M", size_mm, dpi)
    for level in ("Q", "H"):
        if length > _capacities(level)[-1]:
            break
        stronger = _plan(length, level, size_mm, dpi)
        if stronger.is_fine:
            plan = stronger
    return plan


def _plan(length: int, level: Level, size_mm: float, dpi: int | None) -> CodePlan:
    """Work out the module of one level."""
    version = smallest_version(length, level)
    module = size_mm / (17 + 4 * version + 2 * QUIET_MODULES)
    if dpi is not None:
        dot = _MM_PER_INCH / dpi
        # A hair is added because 0.4 mm at 254 dpi is four dots, not 3.9999.
        module = max(1, int(module / dot + 1e-9)) * dot
    return CodePlan(level, version, module, module >= SMALLEST_MODULE_MM)


def size_needed_mm(text: str, *, dpi: int | None = None) -> int:
    """Give the smallest whole millimetres at which the code of a text has fine modules.

    With ``dpi`` a module is whole dots, so that a hair under a size loses a dot of every module.
    """
    across = 17 + 4 * smallest_version(len(text.encode()), "M") + 2 * QUIET_MODULES
    module = SMALLEST_MODULE_MM
    if dpi is not None:
        dot = _MM_PER_INCH / dpi
        module = ceil(module / dot - 1e-9) * dot
    return ceil(module * across - 1e-9)


@lru_cache(maxsize=16)
def _correction_table(count: int) -> tuple[int, ...]:
    """Give, for each byte, its product with the generator polynomial of degree ``count``."""
    generator = [1]
    for power in range(count):
        root = gexp(power)
        generator = [
            a ^ (gexp(glog(b) + glog(root)) if b else 0)
            for a, b in zip([*generator, 0], [0, *generator], strict=True)
        ]
    tail = generator[1:]
    products = [0]
    for value in range(1, 256):
        line = bytes(gexp(glog(value) + glog(term)) if term else 0 for term in tail)
        products.append(int.from_bytes(line, "big"))
    return tuple(products)


def _correction(data: bytes, count: int) -> bytes:
    """Give the ``count`` Reed-Solomon codewords of one block (ISO/IEC 18004, 7.5.2)."""
    table = _correction_table(count)
    top = 8 * count - 8
    keep = (1 << top) - 1
    rest = 0
    for value in data:
        rest = ((rest & keep) << 8) ^ table[(rest >> top) ^ value]
    return rest.to_bytes(count, "big")


def _codewords(data: bytes, version: int, form: Grid) -> bytes:
    """Mode, length, data, padding and correction, interleaved (ISO/IEC 18004, 7.4 to 7.6)."""
    total = form.blocks.data_total
    length_bits = 8 if version < 10 else 16
    head = (0b0100 << length_bits) | len(data)
    # 4 + 8 or 4 + 16 bits before whole bytes: four bits are left, and they are the terminator.
    stream = ((head << 8 * len(data)) | int.from_bytes(data, "big")) << 4
    filled = stream.to_bytes((length_bits + 8) // 8 + len(data), "big")
    padded = filled + (b"\xec\x11" * ((total - len(filled) + 1) // 2))[: total - len(filled)]

    counts = form.blocks.data_counts
    number, shortest, correction = len(counts), counts[0], form.blocks.correction_count
    out = bytearray(total + correction * number)
    extra = bytearray()
    start = 0
    for index, count in enumerate(counts):
        block = padded[start : start + count]
        start += count
        out[index : shortest * number : number] = block[:shortest]
        extra += block[shortest:]
        out[total + index :: number] = _correction(block, correction)
    out[shortest * number : total] = extra
    return bytes(out)


def _penalty(dark: int, valid: int, stride: int, side: int) -> int:
    """Judge a masked symbol (ISO/IEC 18004, 7.8.3.1): the less, the better it scans."""
    light = valid ^ dark
    total = 0
    for step in (1, stride):
        for grid_bits in (dark, light):
            pairs = grid_bits & (grid_bits >> step)
            # Rule 1, five or more alike in a line: 3 for five and 1 for each further one. A line of
            # n has n - 4 places where five begin, and they touch, so each line counts 2 once.
            fives = pairs & (pairs >> 2 * step) & (grid_bits >> 4 * step)
            total += fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count()
        # Rule 3, the finder's 1:1:3:1:1 with four light modules on one side: 40 each. Each bit of
        # ``finder`` stands at the last module of dark light dark dark dark light dark.
        ones = dark & (dark >> step) & (dark >> 2 * step)
        finder = (
            dark & (light >> step) & (ones >> 2 * step) & (light >> 5 * step) & (dark >> 6 * step)
        )
        calm = light & (light >> step)
        calm &= calm >> 2 * step
        total += 40 * ((finder & (calm >> 7 * step)).bit_count())
        total += 40 * ((finder & (calm << 4 * step)).bit_count())
    for grid_bits in (dark, light):  # Rule 2, squares of 2 x 2 alike: 3 each.
        pairs = grid_bits & (grid_bits >> 1)
        total += 3 * (pairs & (pairs >> stride)).bit_count()
    # Rule 4, 10 for each full 5 % that the dark share is away from one half.
    return total + 10 * (abs(20 * dark.bit_count() - 10 * side * side) // (side * side))


def encode_code(data: str | bytes, level: Level = "M", version: int | None = None) -> Code:
    """Encode ``data`` in byte mode at the smallest version, or at ``version``.

    Raises InputError if the data do not fit.
    """
    content = data.encode() if isinstance(data, str) else data
    smallest = smallest_version(len(content), level)
    if version is None:
        version = smallest
    elif version < smallest:
        raise InputError(
            f"{len(content)} bytes need QR version {smallest} at level {level}, not {version}"
        )
    form = grid(version, level)
    words = _codewords(content, version, form)
    bits = f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}0"
    placed = int("".join(form.place(bits)), 2)
    candidates = [
        (placed ^ turned) | fixed for turned, fixed in zip(form.masks, form.fixed, strict=True)
    ]
    penalties = [_penalty(one, form.valid, form.stride, form.side) for one in candidates]
    mask = penalties.index(min(penalties))
    width = form.stride // 8
    packed = candidates[mask].to_bytes(width * form.side, "big")
    rows = tuple(packed[start : start + width] for start in range(0, len(packed), width))
    return Code(form.side, version, level, mask, rows)
