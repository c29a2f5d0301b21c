"""The page reads codes from pictures: every size of symbol, and papers as people photograph them."""

from __future__ import annotations

import io
from hashlib import shake_128
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from batterypass.documents.qr_grid import VERSIONS, Level, blocks
from web.chromium import Chromium, as_script

#: Those where the form changes, the sizes of papers, and the ends.
_LARGE_AND_SMALL = (1, 2, 6, 7, 9, 10, 14, 21, 26, 27, 33, 36, 40)
VECTORS = Path(__file__).parents[1] / "vectors/verifier"


def noise(count: int) -> bytes:
    """Give bytes that look like those of a proof."""
    return shake_128(b"noise").digest(count)


def drawn(data: bytes, version: int, level: Level) -> Image.Image:
    """Draw a symbol with another program's encoder than our own."""
    from qrcode import QRCode, constants
    from qrcode.util import MODE_8BIT_BYTE, QRData

    levels = {
        "L": constants.ERROR_CORRECT_L, "M": constants.ERROR_CORRECT_M,
        "Q": constants.ERROR_CORRECT_Q, "H": constants.ERROR_CORRECT_H,
    }  # fmt: skip
    code = QRCode(version=version, error_correction=levels[level], mask_pattern=version % 8)
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE))
    code.make(fit=False)
    rows = code.get_matrix()
    module = 4
    picture = Image.new("L", (len(rows) * module,) * 2, 255)
    draw = ImageDraw.Draw(picture)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                draw.rectangle(
                    (x * module, y * module, x * module + module - 1, y * module + module - 1), 0
                )
    return picture


def read(browser: Chromium, picture: Image.Image) -> list[list[int]]:
    out = io.BytesIO()
    picture.save(out, "PNG")
    found: list[list[int]] = browser.run(
        f"batterypass.codesIn({as_script(out.getvalue())}).then(all => all.map(one => [...one]))"
    )
    return found


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_a_symbol_of_any_size_is_read(browser: Chromium, level: Level) -> None:
    for version in _LARGE_AND_SMALL if level == "L" else VERSIONS[5::6]:
        room = sum(blocks(version, level).data_counts) - 3
        data = noise(max(1, room - version % 3))
        assert read(browser, drawn(data, version, level)) == [list(data)], version


def test_dirt_is_corrected_and_too_much_of_it_gives_nothing(browser: Chromium) -> None:
    data = noise(600)
    picture = drawn(data, 20, "M")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((150, 180, 215, 250), 255)
    draw.line((60, 300, 380, 330), 0, 3)
    assert read(browser, picture) == [list(data)]
    draw.rectangle((100, 100, 300, 300), 255)
    assert read(browser, picture) == []


@pytest.mark.parametrize(
    ("scale", "angle", "blur"), [(1.8, 0, 0.0), (2.6, 4, 0.9), (2.6, -30, 0.6), (3.2, 178, 1.3)]
)
def test_a_photo_of_a_manifest_is_read(
    browser: Chromium, scale: float, angle: float, blur: float
) -> None:
    pdf = (VECTORS / "manifest.pdf").read_bytes()
    page: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=scale).to_pil().convert("L")
    shade = Image.linear_gradient("L").resize(page.size).point(lambda v: 120 + v // 2)
    page = ImageChops.multiply(page, shade).rotate(
        angle, expand=True, fillcolor=170, resample=Image.Resampling.BICUBIC
    )
    page = page.filter(ImageFilter.GaussianBlur(blur))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=75)
    trust = (VECTORS / "good.trust").read_bytes()
    found = browser.run(f"batterypass.judge({as_script(out.getvalue())}, {as_script(trust)})")
    assert found["kind"] == "code"
    assert found["authentic"] is None
    assert [one["name"] for one in found["checks"] if one["ok"]] == ["trust", "proofs"]
    assert found["says"]["number"] == "M-2026-00418"


def test_a_code_that_is_no_paper_is_told(browser: Chromium) -> None:
    picture = drawn(b"https://id.example/p/1", 4, "M")
    out = io.BytesIO()
    picture.save(out, "PNG")
    found = browser.run(f"batterypass.judge({as_script(out.getvalue())}, null)")
    assert found["authentic"] is None
    assert found["reason"] == "why-other-code"
    assert found["problem"] == "https://id.example/p/1"
