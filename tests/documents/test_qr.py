"""QR symbols against the library they replace, and against a reader."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from qrcode import util
from qrcode.main import QRCode

from batterypass.documents.qr import (
    SMALLEST_MODULE_MM,
    Code,
    _penalty,
    encode_code,
    plan_code,
    smallest_version,
)
from batterypass.documents.qr_grid import _LIBRARY_LEVEL, Level, grid
from batterypass.documents.qr_paths import dark_runs, pdf_path, svg_path
from batterypass.errors import InputError
from documents import samples

LEVELS: tuple[Level, ...] = ("L", "M", "Q", "H")


def by_library(data: bytes, code: Code) -> list[list[bool]]:
    """Make the same symbol with the library: same version, level and mask."""
    slow = QRCode(code.version, _LIBRARY_LEVEL[code.level], mask_pattern=code.mask)
    slow.add_data(util.QRData(data, mode=util.MODE_8BIT_BYTE))
    slow.make(fit=False)
    return [[bool(module) for module in row] for row in slow.modules]


def modules(code: Code) -> list[list[bool]]:
    span = range(code.side)
    return [[code.is_dark(row, column) for column in span] for row in span]


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=260), st.sampled_from(LEVELS))
def test_a_symbol_is_module_for_module_what_the_library_makes(data: bytes, level: Level) -> None:
    code = encode_code(data, level)
    assert modules(code) == by_library(data, code)


@pytest.mark.parametrize("version", [1, 2, 6, 7, 9, 10, 14, 21, 26, 27, 32, 40])
def test_every_kind_of_version_is_laid_out_as_in_the_library(version: int) -> None:
    data = hashlib.shake_256(b"%d" % version).digest(14)
    code = encode_code(data, "Q", version) if version > 1 else encode_code(data[:11], "Q", 1)
    assert modules(code) == by_library(data if version > 1 else data[:11], code)


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=120), st.sampled_from(LEVELS))
def test_the_mask_with_the_least_penalty_is_taken(data: bytes, level: Level) -> None:
    code = encode_code(data, level)
    form = grid(code.version, level)
    ours = _penalty(int.from_bytes(b"".join(code.rows)), form.valid, form.stride, form.side)
    assert ours == util.lost_point(modules(code))
    others = []
    for mask in range(8):
        slow = QRCode(code.version, _LIBRARY_LEVEL[level], mask_pattern=mask)
        slow.add_data(util.QRData(data, mode=util.MODE_8BIT_BYTE))
        slow.make(fit=False)
        others.append(util.lost_point([[bool(m) for m in row] for row in slow.modules]))
    assert ours == min(others)


@pytest.mark.parametrize("length", [1, 77, 300, 1300, 1900])
def test_any_bytes_come_back_from_a_reader(length: int) -> None:
    data = hashlib.shake_256(b"%d" % length).digest(length)
    code = encode_code(data, "L")
    picture = Image.new("L", (code.across * 4, code.across * 4), 255)
    draw = ImageDraw.Draw(picture)
    for row, column, run in dark_runs(code):
        x, y = (column + 4) * 4, (row + 4) * 4
        draw.rectangle((x, y, x + 4 * run - 1, y + 3), fill=0)
    assert [one.bytes for one in zxingcpp.read_barcodes(picture)] == [data]


def test_the_outlines_cover_the_dark_modules_and_nothing_else() -> None:
    code = encode_code(samples.label().code_text, "Q")
    dark = {
        (row, column)
        for row in range(code.side)
        for column in range(code.side)
        if code.is_dark(row, column)
    }
    in_pdf = [
        (code.side - 1 - int(y), int(x) + step)
        for x, y, width, height, _ in (line.split() for line in pdf_path(code).splitlines())
        for step in range(int(width))
        if height == "1"
    ]
    assert sorted(in_pdf) == sorted(dark)
    path = ET.fromstring(f'<path d="{svg_path(code)}"/>').attrib["d"]  # noqa: S314  our own text
    in_svg = []
    for run in path.strip("Mz").split("zM"):
        start, length, _ = run.replace("v1h-", "h").split("h")
        column, row = map(int, start.split())
        in_svg += [(row, column + step) for step in range(int(length))]
    assert sorted(in_svg) == sorted(dark)


def test_more_than_a_code_can_hold_is_refused() -> None:
    assert smallest_version(2953, "L") == 40
    with pytest.raises(InputError, match="2954 bytes do not fit"):
        smallest_version(2954, "L")
    with pytest.raises(InputError, match="need QR version"):
        encode_code(bytes(100), "M", 3)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 600), st.floats(10, 80), st.sampled_from([None, 203, 300, 600]))
def test_the_strongest_level_is_taken_that_keeps_modules_readable(
    length: int, size_mm: float, dpi: int | None
) -> None:
    plan = plan_code("x" * length, size_mm, dpi=dpi)
    assert plan.level in ("M", "Q", "H")
    assert plan.is_fine == (plan.module_mm >= SMALLEST_MODULE_MM)
    across = 17 + 4 * plan.version + 8
    dot = 25.4 / dpi if dpi else 0
    assert plan.module_mm * across <= max(size_mm, dot * across) + 1e-9
    if dpi:
        assert plan.module_mm / dot == pytest.approx(round(plan.module_mm / dot))
    if not plan.is_fine:
        assert plan.level == "M"
    if plan.level != "H":
        stronger: Level = "Q" if plan.level == "M" else "H"
        module = size_mm / (17 + 4 * smallest_version(length, stronger) + 8)
        if dpi:
            module = max(1, int(module / dot + 1e-9)) * dot
        assert module < SMALLEST_MODULE_MM


def test_a_code_that_is_too_small_for_its_label_warns() -> None:
    text = samples.label().code_text
    assert plan_code(text, 30).is_fine
    small = plan_code(text, 15)
    assert (small.level, small.is_fine) == ("M", False)
    assert small.module_mm < SMALLEST_MODULE_MM
