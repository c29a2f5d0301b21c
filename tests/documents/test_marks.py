"""Marks by their codes, what is refused, and how they stand on sheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import reportlab
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader

from batterypass.documents.marks.lettered import break_lines
from batterypass.documents.marks.pdf import marks_pdf, pages_of
from batterypass.documents.marks.shapes import Mark, letters_width
from batterypass.documents.marks.size import Size
from batterypass.documents.marks.svg import mark_svg
from batterypass.documents.marks.vocabulary import CODES, SIZED, marks_for
from batterypass.documents.outlines import outline_of
from batterypass.errors import InputError
from batterypass.regulations.mark_sizes import mark_sizes, measures_on
from documents.reading import pictures, text_of
from shared import shared

DAY = date(2026, 11, 23)
DAMAGED = "TXT[DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES]"
ABOARD = "TXT[LITHIUM BATTERIES-FORBIDDEN FOR TRANSPORT ABOARD AIRCRAFT AND VESSEL]"
EVERY = [code for code in CODES if code != "TXT[…]"] + [DAMAGED, ABOARD]
#: Of a pixel, at the resolution that measures are taken at.
DPI = 508
PER_MM = DPI / 25.4


def marks(*codes: str, un: Sequence[str] = ("UN3480",), on: date = DAY, **more: Any) -> list[Mark]:
    return marks_for(codes, un, ["LITHIUM ION BATTERIES"], on, **more)


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("code", EVERY)
def test_every_mark_comes_as_pdf_and_svg_and_says_the_same_in_both_languages(
    code: str, lang: Any
) -> None:
    (mark,) = marks(code)
    svg = mark_svg(mark, lang)
    other = mark_svg(mark, "es" if lang == "en" else "en")
    without_title = re.compile(r"<title>.*</title>")
    assert without_title.sub("", svg) == without_title.sub("", other), "the law has one wording"
    words = re.findall(r'aria-label="([^"]+)"', svg)
    printed = text_of(marks_pdf([mark], lang))
    for line in words:
        assert line in printed, "what is drawn can be searched and read aloud"
    wanted = {"es": "Imprima al 100 %", "en": "Print at 100 %"}[lang]
    assert wanted in printed
    assert mark.title.es in svg if lang == "es" else mark.title.en in svg


def test_the_marks_of_every_shared_case_can_be_drawn() -> None:
    drawn = 0
    with shared("reference/transport-cases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = [one for one in row["expected_labels"].split(";") if one not in ("", "none")]
            found = marks_for(
                codes, [row["expected_un"] or "UN3480"], [row["expected_psn"] or "X"],
                date.fromisoformat(row["date"]) if row["date"] >= "2023" else DAY,
            )  # fmt: skip
            for code in codes:
                assert any(one.code.split("[")[0] == code.split("[")[0] for one in found), row["id"]
                drawn += 1
    assert drawn > 100


def test_prescribed_words_are_printed_as_the_law_has_them() -> None:
    (mark,) = marks("TXT[Lithium batteries-forbidden for transport aboard aircraft and vessel]")
    assert mark.code == ABOARD.replace("-", "—")
    assert "BATTERIES—" in text_of(marks_pdf([mark], "es"))
    (line,) = {m.code for m in marks("txt[damaged/defective]", "TXT[DAMAGED/DEFECTIVE]")}
    assert line == "TXT[DAMAGED/DEFECTIVE]"


@pytest.mark.parametrize(("codes", "more", "says"), [
    (["9B"], {}, "mark '9B': expected one of UNNO, PSN"),
    (["TXT"], {}, "mark 'TXT': expected one of"),
    ([""], {}, "mark '': expected one of"),
    (["TXT[ ]"], {}, "0 characters; expected 1 to"),
    (["TXT[" + "A " * 200 + "]"], {}, "expected 1 to 160"),
    (["TXT[電池]"], {}, "'電' cannot be drawn"),
    (["TXT[SUPERCALIFRAGILISTIC]"], {}, "does not fit in 178 mm with letters of 12 mm"),
    (["UNNO"], {"un": ()}, "mark UNNO: needs --un"),
    (["BM"], {"un": ()}, "mark BM: needs --un"),
    (["UNNO"], {"un": ["348"]}, "UN number '348': expected four digits"),
    (["BM"], {"un": ["UN3536"]}, "mark BM: not for UN3536; it is for UN3480"),
    (["9A"], {"sizes": {"9A": Size(99.9, 99.9)}}, "9A: 99.9 × 99.9 mm is not allowed: >= 100"),
    (["9A"], {"sizes": {"9A": Size(100, 110)}}, "is no square"),
    (["PLACARD9"], {"sizes": {"PLACARD9": Size(200, 200)}}, ">= 250 × 250 mm"),
    (["BM"], {"sizes": {"BM": Size(100, 69)}}, ">= 100 × 70 mm"),
    (["BM"], {"sizes": {"BM": Size(99, 100)}}, ">= 100 × 70 mm"),
    (["BM"], {"sizes": {"BM": Size(104, 74)}, "phone": "555 0142"}, ">= 105 × 74 mm"),
    (["BM"], {"sizes": {"BM": Size(105, 73)}, "phone": "555 0142"}, ">= 105 × 74 mm"),
    (["CAO"], {"sizes": {"CAO": Size(110, 110)}}, ">= 120 × 110 mm"),
    (["ORANGE"], {"sizes": {"ORANGE": Size(299, 120)}}, ">= 300 × 120 mm"),
    (["ORANGE"], {"sizes": {"ORANGE": Size(300, 119)}}, ">= 300 × 120 mm"),
    (["ORANGE"], {"sizes": {"ORANGE": Size(300, 120)}, "un": ["UN3536"]}, "not allowed: 400 × 300 mm"),
    (["ORANGE"], {"sizes": {"ORANGE": Size(401, 300)}}, "not allowed: 300 × 120 mm … 400 × 300 mm"),
    (["ORANGE"], {"sizes": {"ORANGE": Size(300, 301)}}, "not allowed: 300 × 120 mm … 400 × 300 mm"),
    (["9A"], {"sizes": {"9A": Size(10000, 10000)}}, "expected at most 1000 mm"),
    (["UNNO"], {"sizes": {"UNNO": Size(100, 100)}}, "its size is given by its letters"),
    (["BM"], {"phone": "+52 55 5555 0142 ext. 12345678"}, "does not fit in"),
    (["9A"], {"on": date(2022, 12, 31)}, "no measures for 2022-12-31; they are known from 2023-01-01"),
])  # fmt: skip
def test_what_cannot_be_printed_is_refused_by_name(
    codes: list[str], more: dict[str, Any], says: str
) -> None:
    with pytest.raises(InputError) as refused:
        marks(*codes, **more)
    assert says in str(refused.value)
    assert refused.value.code


def test_a_shipping_name_is_asked_for_and_not_made_up() -> None:
    with pytest.raises(InputError, match="mark PSN: needs --name"):
        marks_for(["PSN"], ["UN3480"], [" "], DAY)


@pytest.mark.parametrize("text", ["", "100", "100x", "x70", "-100x70", "100x70x1", "1e3x70", "nan"])
def test_a_size_is_width_and_height(text: str) -> None:
    with pytest.raises(InputError, match="expected width and height in mm, such as 100x70"):
        Size.parse(text)


@pytest.mark.parametrize("text", ["100x70", "100 x 70", "100×70 mm", "100X70"])
def test_a_size_may_be_written_in_several_ways(text: str) -> None:
    assert Size.parse(text) == Size(100, 70)


def test_the_earlier_battery_mark_ends_with_2026() -> None:
    (mark,) = marks("BM", phone="555 0142", on=date(2026, 12, 31))
    assert any("2026-12-31" in note.es for note in mark.notes)
    with pytest.raises(InputError, match="until 2026-12-31, not on 2027-01-01"):
        marks("BM", phone="555 0142", on=date(2027, 1, 1))
    assert not marks("BM", on=date(2027, 1, 1))[0].notes


def test_each_un_number_has_its_mark_and_nothing_comes_twice() -> None:
    found = marks("UNNO", "9A", "UNNO", un=["3480", "UN 3481", "UN3480"])
    assert [one.name for one in found] == ["UNNO-3480", "UNNO-3481", "9A"]


def test_every_measure_has_a_source_and_a_length_that_is_one() -> None:
    for row in mark_sizes().rows:
        assert row["source"], row["id"]
        assert row["limit"] in ("least", "about", "exact", "drawn"), row["id"]
        assert row["unit"] in ("mm", "count", "rgb", "list", "words"), row["id"]
        if row["unit"] in ("mm", "count"):
            assert 0 < float(row["value"]) <= 1000, row["id"]
        if row["unit"] == "rgb":
            assert re.fullmatch("#[0-9A-F]{6}", row["value"]), row["id"]


def test_what_is_not_sure_is_said_below_the_mark() -> None:
    assert measures_on(mark_sizes(), "9A", DAY.isoformat()).confidence == "high"
    assert measures_on(mark_sizes(), "PLACARD9", DAY.isoformat()).confidence == "medium"
    assert measures_on(mark_sizes(), "CAO", DAY.isoformat()).confidence == "medium"
    assert "por confirmar" not in text_of(marks_pdf(marks("9A"), "es"))
    assert "medidas por confirmar" in text_of(marks_pdf(marks("PLACARD9"), "es"))
    assert "measures to be confirmed" in text_of(marks_pdf(marks("PLACARD9"), "en"))


@pytest.mark.parametrize("sheet", ["letter", "a4"])
@given(codes=st.lists(st.sampled_from(EVERY), min_size=1, max_size=9, unique=True))
@settings(max_examples=25, deadline=None)
def test_marks_never_lie_on_each_other_or_over_the_edge(sheet: str, codes: list[str]) -> None:
    wanted = marks(*codes, un=["UN3480", "UN3481"])
    pages = pages_of(wanted, sheet)
    placed = [place.mark for page in pages for place in page.places]
    assert sorted(map(id, placed)) == sorted(map(id, wanted)), "each once"
    for page in pages:
        for place in page.places:
            assert place.x >= 7
            assert place.y >= 7 + 6
            assert place.x + place.mark.width <= page.width - 7 + 1e-6
            assert place.y + place.mark.height + 4 <= page.height - 7 - 7 + 1e-6
        for one, other in combinations(page.places, 2):
            apart = (
                one.x + one.mark.width < other.x
                or other.x + other.mark.width < one.x
                or one.y + one.mark.height + 4 < other.y
                or other.y + other.mark.height + 4 < one.y
            )
            assert apart, (one.mark.code, other.mark.code)


def test_label_and_battery_mark_share_one_letter_sheet() -> None:
    assert len(pages_of(marks("9A", "BM", "UNNO"), "letter")) == 1


def test_what_is_larger_than_the_sheet_has_a_page_of_its_size() -> None:
    pdf = marks_pdf(marks("9A", "PLACARD9", "ORANGE"), "en")
    boxes = [
        tuple(float(side) / 72 * 25.4 for side in page.mediabox[2:])
        for page in PdfReader(io.BytesIO(pdf)).pages
    ]
    assert boxes[0] == pytest.approx((215.9, 279.4), abs=0.01)
    assert boxes[1][0] == pytest.approx(353.553 + 14, abs=0.01)
    assert boxes[2][0] == pytest.approx(400 + 14, abs=0.01)
    assert b"/PrintScaling /None" in pdf, "the dialogue begins at 100 %"


@pytest.mark.parametrize(("code", "word"), [
    ("PSN", "designación oficial de transporte"), ("CAO", "solo avión de carga"),
    ("ORANGE", "panel naranja"),
])  # fmt: skip
def test_a_mark_is_called_what_decisions_and_papers_call_it(code: str, word: str) -> None:
    assert word in marks(code)[0].title.es.casefold()


def test_no_marks_and_unknown_paper_are_refused() -> None:
    with pytest.raises(InputError, match="no marks to print"):
        marks_pdf([], "es")
    with pytest.raises(InputError, match="expected one of letter, a4"):
        marks_pdf(marks("9A"), "es", sheet="legal")


def _grey(picture: Image.Image, x: float, y: float) -> int:
    value = picture.getpixel((round(x), round(y)))
    assert value is not None
    assert not isinstance(value, tuple)
    return int(value)


def _runs(pixels: Sequence[int]) -> list[tuple[bool, float]]:
    """Dark and light stretches of a line of pixels, with their lengths in mm."""
    found: list[tuple[bool, float]] = []
    start = 0
    for place in range(1, len(pixels) + 1):
        if place == len(pixels) or (pixels[place] < 128) != (pixels[start] < 128):
            found.append((pixels[start] < 128, (place - start) / PER_MM))
            start = place
    return found


@pytest.fixture(scope="module")
def printed_9a() -> Image.Image:
    """The first sheet of a label, as a printer of 508 dots an inch would see it."""
    return next(pictures(marks_pdf(marks("9A"), "es"), DPI))


def test_the_printed_control_line_measures_100_mm(printed_9a: Image.Image) -> None:
    foot = printed_9a.height - round((7 + 2.5) * PER_MM)
    row = [_grey(printed_9a, x, foot) for x in range(printed_9a.width)]
    longest = max(length for is_dark, length in _runs(row) if is_dark)
    assert longest == pytest.approx(100, abs=0.1)


def test_the_printed_label_has_its_line_5_mm_inside_and_2_mm_wide(printed_9a: Image.Image) -> None:
    # From the middle of the lower left side straight inward, and on through the whole label.
    half, left, top = 100 / 2**0.5, 7.0, 13.0
    x, y = left + half / 2, top + 1.5 * half
    steps = [number / PER_MM for number in range(-20, round(100 * PER_MM) + 20)]
    line = [_grey(printed_9a, (x + s / 2**0.5) * PER_MM, (y - s / 2**0.5) * PER_MM) for s in steps]
    lengths = _runs(line)
    assert [is_dark for is_dark, _ in lengths[:5]] == [False, True, False, True, False]
    assert lengths[1][1] + lengths[2][1] == pytest.approx(5, abs=0.15)
    assert lengths[3][1] == pytest.approx(2, abs=0.15)
    whole = len(line) / PER_MM - lengths[0][1] - lengths[-1][1]
    assert whole == pytest.approx(100, abs=0.2)


@pytest.mark.parametrize(
    ("code", "un"), [("CAO", "UN3480"), ("ORANGE", "UN3536"), ("BM", "UN3480")]
)
def test_a_black_and_white_printer_still_gives_a_mark_that_can_be_read(code: str, un: str) -> None:
    picture = next(pictures(marks_pdf(marks(code, un=[un]), "es", sheet="a4"), 60))
    many = picture.width * picture.height / 200
    used = {shade for shade, count in enumerate(picture.histogram()) if count > many}
    assert 0 in used
    ground = min(shade for shade in used if shade > 40) if code != "BM" else 255
    assert ground >= 128, "black on a light grey"
    if code == "BM":
        hatch = [shade for shade in used if 40 < shade < 160]
        assert hatch, "red hatching is a grey that stands out from white"


@pytest.mark.parametrize("char", list("AÁÑGQR038/—-"))
def test_outlines_are_those_of_the_font_file(char: str) -> None:
    path = Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"
    font = ImageFont.truetype(str(path), 2048)
    canvas = Image.new("L", (3000, 4000))
    ImageDraw.Draw(canvas).text((400, 2800), char, font=font, anchor="ls", fill=255)
    box = canvas.getbbox()
    assert box is not None
    left, top, right, bottom = box[0] - 400, box[1] - 2800, box[2] - 400, box[3] - 2800
    nodes = [node for contour in outline_of(char) for node in contour]
    assert min(n.x for n in nodes) * 2048 == pytest.approx(left, abs=2)
    assert max(n.x for n in nodes) * 2048 == pytest.approx(right, abs=2)
    assert max(n.y for n in nodes) * 2048 == pytest.approx(-top, abs=2)
    assert min(n.y for n in nodes) * 2048 == pytest.approx(-bottom, abs=2)


def test_two_words_that_make_a_third_one_of_the_text_stay_apart() -> None:
    assert break_lines("TXT", "RE CYCLE AND RECYCLE", 6, 178) == ["RE CYCLE AND RECYCLE"]
    assert break_lines("TXT", "DAMAGED/DEFECTIVE", 6, 178) == ["DAMAGED/DEFECTIVE"]


@given(words=st.lists(st.text("ABIMW/", min_size=1, max_size=7), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_breaking_lines_loses_no_letter_and_stays_in_the_room(words: list[str]) -> None:
    text = " ".join(words)
    lines = break_lines("TXT", text, 12, 178)
    rest = text
    for line in lines:
        assert rest.startswith(line), "no blank is lost within a line"
        rest = rest[len(line) :].removeprefix(" ")
    assert not rest
    assert all(letters_width(line, 12) <= 178 for line in lines)


def test_sizes_are_for_what_is_drawn_to_a_size() -> None:
    assert set(CODES) > SIZED
