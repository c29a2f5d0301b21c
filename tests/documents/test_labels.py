"""Pack labels as a printer gets them: every code read back, nothing outside its label."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from batterypass.documents.labels import label_svg, plan_labels, render_labels
from batterypass.documents.sheets import MM, SHEETS
from batterypass.errors import InputError
from documents import samples
from documents.reading import codes, pictures, seen, text_of

LABELS = [samples.label(number) for number in range(12)]
LONG = replace(
    samples.label(),
    maker="<b>" + samples.LONG * 3,
    model="&" + samples.LONG,
    serial="X" * 90,
    chemistry=samples.LONG,
    emergency_line=samples.LONG * 4,
)


@pytest.mark.parametrize(("dpi", "sheet", "size"), [
    (150, "letter-10", 30), (150, "letter-6", 45), (200, "letter-30", 24), (150, "a4-8", 40),
    (200, "a4-21", 30), (150, "roll-100x50", 35),
])  # fmt: skip
def test_every_code_of_every_stock_is_read_back(dpi: int, sheet: str, size: int) -> None:
    pdf = render_labels(LABELS, "es", sheet=sheet, size_mm=size)
    assert sorted(codes(pdf, dpi)) == sorted(one.signed_url.encode() for one in LABELS)


def test_copies_stand_side_by_side_and_say_the_same() -> None:
    pdf = render_labels(LABELS[:2], "en", copies=2)
    lines = text_of(pdf).splitlines()
    assert [line for line in lines if line.startswith("Serial")] == (
        ["Serial MX7K-000000"] * 2 + ["Serial MX7K-000001"] * 2
    )
    assert len(codes(pdf, 150)) == 4


def test_ten_labels_fill_a_sheet_and_the_eleventh_starts_the_next() -> None:
    assert render_labels(LABELS[:10], "es").count(b"/Type /Page /") == 1
    assert render_labels(LABELS[:11], "es").count(b"/Type /Page /") == 2


@pytest.mark.parametrize("sheet", sorted(SHEETS))
@pytest.mark.parametrize("label", [LONG, samples.label()])
def test_long_names_never_leave_their_label(sheet: str, label: object) -> None:
    form = SHEETS[sheet]
    assert isinstance(label, type(LONG))
    pdf = render_labels([label] * 4, "es", sheet=sheet, size_mm=min(30, form.largest_code_mm))
    for word in seen(pdf):
        column = int((word.left / MM - form.left) // form.pitch[0])
        row = int((word.top / MM - form.top) // form.pitch[1])
        left, top = form.left + column * form.pitch[0], form.top + row * form.pitch[1]
        assert word.left >= left * MM
        assert word.top >= top * MM
        assert word.right <= (left + form.label[0]) * MM
        assert word.bottom <= (top + form.label[1]) * MM


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_labels_of_a_stock_lie_on_the_page_and_not_on_each_other(sheet: str) -> None:
    form = SHEETS[sheet]
    assert form.pitch[0] >= form.label[0] or form.columns == 1
    assert form.pitch[1] >= form.label[1] or form.rows == 1
    right = form.left + (form.columns - 1) * form.pitch[0] + form.label[0]
    bottom = form.top + (form.rows - 1) * form.pitch[1] + form.label[1]
    assert right * MM <= form.page[0] + 0.5
    assert bottom * MM <= form.page[1] + 0.5


@pytest.mark.parametrize("sheet", ["letter-10", "letter-30", "a4-21"])
def test_the_quiet_zone_of_four_modules_is_blank(sheet: str) -> None:
    size = 24
    plan = plan_labels([LONG], size)[0]
    pdf = render_labels([LONG], "es", sheet=sheet, size_mm=size)
    dpi = 600
    picture = next(pictures(pdf, dpi))
    form = SHEETS[sheet]
    scale = dpi / 25.4
    left, top = form.left * scale, form.top * scale
    width, height = form.label[0] * scale, form.label[1] * scale
    part = picture.crop((int(left), int(top), int(left + width), int(top + height)))
    module = plan.module_mm * scale
    side = (17 + 4 * plan.version) * module
    dark = part.point(lambda value: 255 if value < 128 else 0)
    # The finder pattern is the first thing dark from the left in the upper half of the label.
    half = dark.crop((0, 0, int(side), part.height // 2))
    box = half.getbbox()
    assert box is not None
    x, y = box[0], box[1]
    quiet = 3.9 * module
    around = dark.crop(
        (round(x - quiet), round(y - quiet), round(x + side + quiet), round(y + side + quiet))
    )
    inner = around.copy()
    edge = int(quiet)
    inner.paste(0, (edge, edge, inner.width - edge, inner.height - edge))
    assert inner.getbbox() is None


def test_a_label_says_what_a_person_needs_without_a_phone() -> None:
    spanish, english = (
        text_of(render_labels(LABELS[:1], "es")),
        text_of(render_labels(LABELS[:1], "en")),
    )
    for text in (spanish, english):
        for needed in ("Li-ion", LABELS[0].printed_id, "LFP · 46.08 kWh · 412.5 kg", "2026-11"):
            assert needed in text
    assert "Emergencia: 800 555 0142 (24 h)" in spanish
    assert "Emergency: 800 555 0142 (24 h)" in english


def test_what_is_not_known_is_left_out_and_not_made_up() -> None:
    bare = replace(
        samples.label(), maker="", model="", serial="", chemistry="", energy_wh="", mass_kg="",
        made_month="", emergency_line="", signed_url="",
    )  # fmt: skip
    pdf = render_labels([bare], "es")
    words = text_of(pdf)
    assert not any(word in words for word in ("kg", "kWh", "Serie", "Fabricado", "Emergencia"))
    assert codes(pdf, 150) == [bare.url.encode()]


def test_the_svg_is_one_label_with_the_same_words_and_code() -> None:
    svg = label_svg(LONG, "es")
    root = ET.fromstring(svg)  # noqa: S314  our own text
    space = "{http://www.w3.org/2000/svg}"
    words = [one.text or "" for one in root.iter(f"{space}text")]
    assert any(word.startswith("<b>Recicladora") for word in words)
    assert root.attrib["width"] == "101.600mm"
    for one in root.iter(f"{space}text"):
        assert float(one.attrib["x"]) + float(one.attrib["textLength"]) <= 288
    assert not list(root.iter(f"{space}image"))


def test_warnings_about_small_codes_reach_the_caller() -> None:
    plans = plan_labels([samples.label(), replace(samples.label(), signed_url="")], 18)
    assert [plan.is_fine for plan in plans] == [False, True]


def test_a_printer_that_has_no_half_dots_gets_whole_ones() -> None:
    pdf = render_labels(LABELS[:1], "es", sheet="roll-100x50", size_mm=35, dpi=203)
    unit = float(pdf.split(b" 0 0 ")[1].split(b"q ")[-1]) * 203 / 72
    assert unit == pytest.approx(round(unit), abs=0.001)


@pytest.mark.parametrize(("options", "message"), [
    ({"sheet": "letter-11"}, "expected one of letter-10"),
    ({"size_mm": 60}, "does not fit on a label"),
    ({"size_mm": 3}, "does not fit on a label"),
    ({"copies": 0}, "nothing to print"),
    ({"lang": "fr"}, "expected one of es, en"),
])  # fmt: skip
def test_impossible_labels_are_refused(options: dict[str, object], message: str) -> None:
    arguments: dict[str, object] = {"lang": "es", **options}
    with pytest.raises(InputError, match=message):
        render_labels(LABELS[:1], **arguments)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="nothing to print"):
        render_labels([], "es")


def test_an_energy_that_is_no_number_is_refused() -> None:
    with pytest.raises(InputError, match="energy_wh"):
        render_labels([replace(samples.label(), energy_wh="46 kWh")], "es")
