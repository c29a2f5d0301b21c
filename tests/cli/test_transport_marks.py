"""``transport marks`` as a shipper uses it: files, sizes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.desk import Desk
from documents.reading import text_of


@pytest.fixture
def anyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A person without a ledger: marks need none."""
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path / "desk")


def test_a_pdf_has_all_marks_and_says_how_to_print_it(anyone: Desk) -> None:
    ran = anyone.ok(
        "transport", "marks", "--mark", "9A", "--mark", "UNNO", "--mark", "bm", "--un", "3480",
        "-o", "m.pdf",
    )  # fmt: skip
    assert "m.pdf · 3 marks, sheets: 1" in ran.out
    assert "Print at 100 %" in ran.err
    words = text_of(Path("m.pdf").read_bytes())
    assert "Print at 100 %, do not fit to the page." in words
    assert "This line measures 100 mm." in words
    assert words.count("UN 3480") == 2


def test_a_number_that_no_battery_has_is_drawn_with_a_remark(anyone: Desk) -> None:
    ran = anyone.ok("transport", "marks", "--mark", "UNNO", "--un", "UN9999", "-o", "m.pdf")
    assert "UN9999 is no number of batteries" in ran.err
    for number in ("UN 3480", "3556"):
        ran = anyone.ok("transport", "marks", "--mark", "UNNO", "--un", number, "-o", "m.pdf")
        assert "no number of batteries" not in ran.err


def test_several_marks_make_an_svg_each_and_one_makes_the_file(anyone: Desk) -> None:
    several = anyone.ok(
        "transport", "marks", "--mark", "9A", "--mark", "TXT[A]", "--mark", "TXT[B]", "-o", "m.svg"
    )
    assert sorted(path.name for path in Path().glob("*.svg")) == [
        "m-9A.svg", "m-TXT-2.svg", "m-TXT.svg",
    ]  # fmt: skip
    assert several.out.count("✓") == 3
    anyone.ok(
        "transport", "marks", "--mark", "BM", "--un", "UN3481", "--size", "100x70", "-o", "b.svg"
    )
    assert 'width="100mm" height="70mm"' in Path("b.svg").read_text()


def test_programs_get_each_measure_with_its_source(anyone: Desk) -> None:
    ran = anyone.ok(
        "transport", "marks", "--mark", "BM", "--un", "UN3480", "--size", "BM=100x70", "-o", "m.pdf",
        "--json",
    )  # fmt: skip
    (mark,) = ran.json["marks"]
    assert (mark["mark"], mark["width_mm"], mark["height_mm"]) == ("BM", 100, 70)
    measures = {one["name"]: one for one in mark["measures"]}
    assert (measures["hatching_width"]["value"], measures["hatching_width"]["limit"]) == (
        "5",
        "least",
    )
    assert all(one["source"] for one in mark["measures"])
    assert mark["notes"] == [
        "Reduced battery mark: only where the size of the package so requires."
    ]
    assert ran.json["files"] == ["m.pdf"]
    assert ran.json["sheets"] == 1


def test_a_placard_is_told_to_be_larger_than_the_sheet(anyone: Desk) -> None:
    anyone.lang = "es"
    ran = anyone.ok("transport", "marks", "--mark", "PLACARD9", "--mark", "ORANGE", "-o", "m.pdf")
    assert "Placa clase 9 (250 × 250 mm) es mayor que la hoja" in ran.err
    assert "retrorreflectante" in ran.err


def test_the_day_of_carriage_decides_about_the_earlier_battery_mark(anyone: Desk) -> None:
    words = (
        "transport",
        "marks",
        "--mark",
        "BM",
        "--un",
        "UN3480",
        "--phone",
        "555 0142",
        "-o",
        "m.pdf",
    )
    assert "usable until 2026-12-31" in anyone.ok(*words, "--on", "2026-12-31").err
    late = anyone.run(*words, "--on", "2027-01-01")
    assert late.code == 2
    assert "leave --phone out" in late.err


@pytest.mark.parametrize(("words", "says"), [
    ((), "ninguna marca: diga cuáles con --mark"),
    (("--mark", "9B"), "no hay marca '9B'; hay: UNNO"),
    (("--mark", "BM"), "diga qué lleva escrito, con --un"),
    (("--mark", "PSN"), "diga qué lleva escrito, con --name"),
    (("--mark", "9A", "--size", "90x90"), "90 × 90 mm no se permite; se espera >= 100 × 100 mm"),
    (("--mark", "9A", "--size", "grande"), "tamaño 'grande': se espera ancho y alto"),
    (
        ("--mark", "9A", "--mark", "CAO", "--size", "150x150"),
        "¿para cuál de 9A, CAO? Escriba --size 9A=150x150",
    ),
    (("--mark", "UNNO", "--un", "3480", "--size", "90x90"), "ninguna de las marcas pedidas tiene tamaño"),
    (("--mark", "9A", "--size", "UNNO=90x90"), "marca UNNO: su tamaño lo dan sus letras"),
    (("--mark", "9A", "--phone", "555 0142"), "pídala con --mark BM"),
    (("--mark", "9A", "--sheet", "a5"), "--sheet a5: se espera una de letter, a4"),
    (("--mark", "9A", "--on", "mañana"), "--on mañana"),
])  # fmt: skip
def test_what_is_refused_is_said_in_spanish_and_writes_nothing(
    anyone: Desk, words: tuple[str, ...], says: str
) -> None:
    anyone.lang = "es"
    ran = anyone.run("transport", "marks", *words, "-o", "m.pdf")
    assert ran.code == 2
    assert says in ran.err
    assert not Path("m.pdf").exists()


def test_a_file_that_is_neither_pdf_nor_svg_is_refused(anyone: Desk) -> None:
    ran = anyone.run("transport", "marks", "--mark", "9A", "-o", "m.png")
    assert ran.code == 2
    assert "ends in .pdf or .svg" in ran.err
    assert not Path("m.png").exists()
