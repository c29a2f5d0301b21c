"""The crossed-out bin by itself: as large as the law wants, with Cd and Pb beneath, on any stock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from batterypass.documents.bin_mark import BinMark, bin_svg, render_bins
from batterypass.documents.sheets import sheet_named
from batterypass.errors import InputError
from batterypass.regulations.label_marks import NO_SIGNS, label_law

if TYPE_CHECKING:
    from cli.desk import Desk

LAW = label_law("2027-02-18")
METALS = LAW.signs({"cadmium_lead_symbols": ["Cd", "Pb"]})
_DPI = 300


def ink_of(pdf: bytes, sheet: str) -> tuple[float, float]:
    """Give width and height in mm of what is black on the first label of the first page."""
    form = sheet_named(sheet)
    x, y = form.place(0)
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=_DPI / 72, grayscale=True).to_pil()
    dots = _DPI / 25.4
    box = (x * dots, y * dots, (x + form.label[0]) * dots, (y + form.label[1]) * dots)
    label = picture.crop(tuple(map(int, box))).point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = label.getbbox()
    return (right - left) / dots, (bottom - top) / dots


@pytest.mark.parametrize(
    ("area", "is_cylinder", "side"),
    [
        # 3 % of 120 × 60 cm is more than 25 cm²; 3 % of 300 cm² is 9 cm².
        (7200, False, (50.0, False)), (300, False, (30.0, False)),
        # A cell of 21 × 70 mm has 53 cm² of surface: 1.5 % of it is 0.8 cm².
        (53.1, True, (9.0, False)), (5000, True, (50.0, False)),
        # Under 0.47 × 0.47 cm nothing is asked of the battery, and 1 × 1 cm of its packaging.
        (7.36, False, (10.0, True)), (7.37, False, (4.8, False)), (14, True, (10.0, True)),
    ],
)  # fmt: skip
def test_a_bin_is_as_large_as_the_law_asks(
    area: float, is_cylinder: bool, side: tuple[float, bool]
) -> None:
    assert LAW.bin_for(area, is_cylinder=is_cylinder) == side


@pytest.mark.parametrize(("sheet", "side"), [("letter-6", 50), ("a4-24", 20), ("roll-76x51", 40)])
def test_what_is_printed_is_so_large_by_the_ruler(sheet: str, side: float) -> None:
    wide, high = ink_of(render_bins(BinMark(side, NO_SIGNS), "es", sheet=sheet), sheet)
    assert side - 0.1 <= wide <= side * 1.01
    assert side - 0.1 <= high <= side * 1.05


def test_cadmium_and_lead_stand_beneath_and_cover_a_quarter_of_it() -> None:
    mark = BinMark(40, METALS)
    _, plain = ink_of(render_bins(BinMark(40, NO_SIGNS), "es", sheet="letter-6"), "letter-6")
    _, high = ink_of(render_bins(mark, "es", sheet="letter-6"), "letter-6")
    assert high > plain + 10
    drawing = bin_svg(mark, "es")
    assert ">Cd Pb<" in drawing
    size = float(re.findall(r'font-size="([0-9.]+)"', drawing)[0])
    assert 0.73 * 1.37 * size**2 >= mark.square**2 / 4


def test_a_sheet_is_filled_and_one_that_was_begun_is_used_up() -> None:
    def pages(**given: int) -> list[int]:
        with pypdfium2.PdfDocument(render_bins(mark, "en", sheet="letter-6", **given)) as pdf:
            return [len(list(page.get_objects())) for page in pdf]

    mark = BinMark(50, NO_SIGNS)
    (whole,) = pages()
    (begun,) = pages(skip=4)
    assert begun * 3 == whole
    assert len(pages(copies=7)) == 2
    with pytest.raises(InputError, match="places skipped"):
        pages(skip=6)


def test_a_bin_that_its_label_does_not_hold_is_refused() -> None:
    with pytest.raises(InputError, match="choose a larger --sheet"):
        render_bins(BinMark(50, NO_SIGNS), "es", sheet="roll-50x30")


def test_the_command_prints_what_label_print_says_is_missing(office: Desk) -> None:
    said = office.ok("label", "print", "SA26-000001", "--sheet", "roll-50x30", "-o", "l.pdf").err
    assert "too small for any battery" in said
    assert "batterypass label bin -o bin.pdf" in said
    row = office.ok("label", "bin", "-o", "bin.pdf", "--json").json["bin"]
    assert row == {
        "file": "bin.pdf", "size_mm": 50.0, "metals": [], "count": 6, "sheets": 1,
        "on_packaging": False, "enough_for_cm2": None,
    }  # fmt: skip
    assert ink_of((office.folder / "bin.pdf").read_bytes(), "letter-6")[0] >= 49.9
    small = office.ok("label", "bin", "-o", "b.svg", "--area", "6cm2", "--lang", "es")
    assert "va en su embalaje" in small.err
    assert (office.folder / "b.svg").read_text().startswith("<svg")
    cell = ("--area", "53", "--cylinder", "--sheet", "a4-24", "--copies", "3")
    row = office.ok("label", "bin", "-o", "c.pdf", *cell, "--json").json["bin"]
    assert (row["size_mm"], row["count"], row["enough_for_cm2"]) == (9.0, 3, 27)


def test_the_bin_of_a_pack_has_the_metals_of_its_public_values(office: Desk) -> None:
    office.ok(
        "passport",
        "issue",
        "SA26-000001",
        "cadmium_lead_symbols=Pb",
        "--as",
        "sierra-alta",
        "--yes",
    )
    row = office.ok("label", "bin", "SA26-000001", "-o", "bin.pdf", "--json").json["bin"]
    assert row["metals"] == ["Pb"]
    said = office.ok("label", "print", "SA26-000001", "-o", "l.pdf").err
    assert re.search(r"label bin \S{16} -o bin\.pdf", said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "bin.png"), ".pdf"),
        (("-o", "b.pdf", "--size", "4"), "4.7 to 300"),
        (("-o", "b.pdf", "--size", "nan"), "4.7 to 300"),
        (("-o", "b.pdf", "--area", "wide"), "square centimetres"),
        (("-o", "b.pdf", "--area", "-3"), "square centimetres"),
        (("-o", "b.pdf", "--area", "30", "--size", "20"), "give one of them"),
        (("-o", "b.pdf", "--cylinder"), "goes with --area"),
        (("-o", "b.pdf", "--sheet", "a4-24"), "larger --sheet"),
        (("-o", "b.pdf", "--skip", "6"), "0 to 5"),
        (("-o", "b.pdf", "NOBODY-1"), "NOBODY-1"),
    ],
)
def test_what_cannot_be_printed_is_named_and_nothing_is_written(
    office: Desk, words: tuple[str, ...], said: str
) -> None:
    ran = office.run("label", "bin", *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert not (office.folder / words[1]).exists()
