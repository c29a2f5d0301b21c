"""Marks, labels, placards and plates, measured from the drawing: in SVG and in PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from math import hypot, sqrt
from typing import Any

import pytest

from batterypass.documents.marks.pdf import marks_pdf
from batterypass.documents.marks.shapes import Mark
from batterypass.documents.marks.size import Size
from batterypass.documents.marks.svg import mark_svg
from batterypass.documents.marks.vocabulary import marks_for
from documents.measuring import Drawing, Drawn, read_pdf, read_svg

DAY = date(2026, 11, 23)
Draw = Callable[..., list[Drawing]]


def marks(code: str, *un: str, name: str = "", **options: Any) -> list[Mark]:
    return marks_for([code], un, [name], options.pop("on", DAY), **options)


def as_svg(drawn: Sequence[Mark]) -> list[Drawing]:
    return [read_svg(mark_svg(one, "es")) for one in drawn]


def as_pdf(drawn: Sequence[Mark]) -> list[Drawing]:
    found = []
    for one in drawn:
        parts = [shape.part for shape in one.shapes]
        found.append(read_pdf(marks_pdf([one], "en", sheet="a4"), parts))
    return found


@pytest.fixture(params=[as_svg, as_pdf], ids=["svg", "pdf"])
def draw(request: pytest.FixtureRequest) -> Draw:
    def drawing(code: str, *un: str, **options: Any) -> list[Drawing]:
        read: Callable[[Sequence[Mark]], list[Drawing]] = request.param
        return read(marks(code, *un, **options))

    return drawing


def mm(value: float) -> Any:
    """A hundredth of a millimetre, which no printer holds."""
    return pytest.approx(value, abs=0.01)


def side(ring: Sequence[tuple[float, float]]) -> float:
    (x1, y1), (x2, y2) = ring[:2]
    return hypot(x2 - x1, y2 - y1)


def flat_heights(shape: Drawn) -> list[float]:
    """Heights of the letters of a line: each outer contour that stands on its base line."""
    spans = [(min(y for _, y in ring), max(y for _, y in ring)) for ring in shape.rings]
    base, _ = Counter(round(bottom, 2) for _, bottom in spans).most_common(1)[0]
    return [bottom - top for top, bottom in spans if abs(bottom - base) < 0.4 and base - top > 1]


@pytest.mark.parametrize(("code", "outer", "distance", "least_line", "number"), [
    ("9A", 100, 5, 2, 6.3), ("PLACARD9", 250, 12.5, 2, 41),
])  # fmt: skip
def test_a_diamond_has_its_side_its_inner_line_and_its_number(
    draw: Draw, code: str, outer: float, distance: float, least_line: float, number: float
) -> None:
    (drawing,) = draw(code)
    edge, line = drawing.one("edge"), drawing.one("line")
    assert side(edge.rings[0]) == mm(outer)
    assert drawing.width == mm(outer * sqrt(2))
    # Between parallel sides: half the difference of the squares.
    assert (side(edge.rings[0]) - side(line.rings[0])) / 2 == mm(distance)
    assert (side(line.rings[0]) - side(line.rings[1])) / 2 >= least_line - 0.001
    nine = drawing.one("number")
    assert number <= nine.height <= 1.06 * max(12, number)
    underline = drawing.one("underline")
    assert underline.box[1] > nine.box[3]
    assert underline.width == mm(nine.width)
    # Nothing of the 9 or its line touches the inner line: |x| + |y| from the middle stays inside.
    middle, reach = drawing.width / 2, line.rings[1][1][0] - drawing.width / 2
    for x, y in (*nine.rings[0], *underline.rings[0]):
        assert abs(x - middle) + abs(y - middle) < reach


@pytest.mark.parametrize("code", ["9A", "PLACARD9"])
def test_seven_stripes_on_the_upper_half_as_wide_as_the_white_between(
    draw: Draw, code: str
) -> None:
    (drawing,) = draw(code)
    stripes = sorted(drawing.all("stripe"), key=lambda one: one.box[0])
    assert len(stripes) == 7
    assert all(one.colour == "#000000" for one in stripes)
    middle = drawing.height / 2
    for one, following in pairwise(stripes):
        assert one.width == mm(stripes[0].width)
        assert following.box[0] - one.box[2] == mm(one.width)
    assert all(one.box[3] == mm(middle) for one in stripes)
    left, right = stripes[0].box[0], stripes[-1].box[2]
    assert left + right == mm(drawing.width)


def test_label_9a_shows_batteries_one_burning_and_no_words(draw: Draw) -> None:
    (drawing,) = draw("9A")
    middle = drawing.width / 2
    reach = drawing.one("line").rings[1][1][0] - middle
    group = [one for one in drawing.shapes if one.part in ("battery", "broken", "flame")]
    assert len(drawing.all("battery")) >= 4
    assert drawing.all("broken")
    assert drawing.all("flame")
    for x, y in (point for one in group for ring in one.rings for point in ring):
        assert y > middle, "only on the lower half"
        assert abs(x - middle) + abs(y - middle) < reach
        assert y < drawing.one("number").box[1]
    assert {one.text for one in drawing.shapes} <= {"", "9"}


def test_a_placard_is_model_9_and_never_9a(draw: Draw) -> None:
    (drawing,) = draw("PLACARD9")
    assert not [one for one in drawing.shapes if one.part in ("battery", "flame", "broken")]


@pytest.mark.parametrize(("size", "width", "height"), [
    (None, 100, 100), (Size(100, 70), 100, 70), (Size(140, 120), 140, 120),
])  # fmt: skip
def test_the_battery_mark_has_its_size_and_a_red_hatched_edge_of_5_mm(
    draw: Draw, size: Size | None, width: float, height: float
) -> None:
    (drawing,) = draw("BM", "UN3480", sizes={"BM": size} if size else {})
    hatching = drawing.one("hatching")
    assert (drawing.width, drawing.height) == (mm(width), mm(height))
    assert (hatching.width, hatching.height) == (mm(width), mm(height))
    red = int(hatching.colour[1:3], 16), int(hatching.colour[3:5], 16), int(hatching.colour[5:], 16)
    assert red[0] > 180
    assert max(red[1:]) < 60
    inner = hatching.rings[3]
    assert (inner[0], inner[2]) == ((mm(5), mm(5)), (mm(width - 5), mm(height - 5)))
    bars = hatching.rings[4:]
    assert len(bars) > 40
    for x, y in (point for ring in bars for point in ring):
        assert min(x, y, width - x, height - y) <= 5.001, "no bar within the edge"
    assert all(max(x for x, _ in ring) <= width for ring in bars)
    within = [one for one in drawing.shapes if one.part not in ("ground", "hatching")]
    for one in within:
        left, top, right, bottom = one.box
        assert min(left, top) > 5
        assert right < width - 5
        assert bottom < height - 5
        assert one.colour in ("#000000", "#FFFFFF")


@pytest.mark.parametrize(("un", "size", "marks"), [
    (("UN3480",), None, 1), (("UN3481", "UN3091"), None, 1), (("UN3481", "UN3091", "UN3551"), None, 1),
    (("UN3481", "UN3091"), Size(100, 70), 2),
])  # fmt: skip
def test_every_un_number_stands_on_a_battery_mark_in_letters_of_12_mm(
    un: tuple[str, ...], size: Size | None, marks: int
) -> None:
    drawn = as_svg(marks_for(["BM"], un, [], DAY, sizes={"BM": size} if size else {}))
    assert len(drawn) == marks
    said = [one.text for drawing in drawn for one in drawing.all("letters")]
    assert said == [f"UN {number[2:]}" for number in un]
    for drawing in drawn:
        floor = max(one.box[3] for one in drawing.all("battery"))
        for one in drawing.all("letters"):
            assert min(flat_heights(one)) >= 11.999
            assert one.box[1] > floor, "the symbol stands above the number"
        assert (
            max(one.box[3] for one in drawing.all("battery"))
            - min(one.box[1] for one in drawing.all("flame"))
            >= 20
        )


def test_the_earlier_battery_mark_has_a_telephone_number_and_is_larger(draw: Draw) -> None:
    (drawing,) = draw("BM", "UN3480", phone="+52 55 5555 0142")
    assert (drawing.width, drawing.height) == (mm(120), mm(110))
    assert drawing.one("phone").box[1] > drawing.one("letters").box[3]
    assert min(flat_heights(drawing.one("letters"))) == mm(12)
    assert drawing.one("hatching").rings[3][0] == (mm(5), mm(5))
    (small,) = draw("BM", "UN3480", phone="+52 55 5555 0142", sizes={"BM": Size(105, 74)})
    assert (small.width, small.height) == (mm(105), mm(74))


@pytest.mark.parametrize(("code", "options", "height"), [
    ("UNNO", {}, 12), ("UNNO", {"is_small": True}, 6),
    ("PSN", {}, 12), ("PSN", {"is_small": True}, 6),
    ("OVERPACK", {}, 12), ("OVERPACK", {"is_small": True}, 12),
    ("TXT[DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES]", {}, 12),
    ("TXT[DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES]", {"is_small": True}, 12),
    ("TXT[Damaged/defective lithium ion battery]", {}, 12),
    ("TXT[LITHIUM BATTERIES FOR RECYCLING]", {"is_small": True}, 12),
    ("TXT[LITHIUM BATTERIES FOR DISPOSAL]", {}, 12),
    ("TXT[LITHIUM BATTERIES-FORBIDDEN FOR TRANSPORT ABOARD AIRCRAFT AND VESSEL]", {}, 12),
    (
        "TXT[LITHIUM BATTERIES-FORBIDDEN FOR TRANSPORT ABOARD AIRCRAFT AND VESSEL]",
        {"is_small": True}, 6,
    ),
])  # fmt: skip
def test_letters_are_as_high_as_the_law_says(
    draw: Draw, code: str, options: dict[str, Any], height: float
) -> None:
    (drawing,) = draw(code, "UN3480", name="LITHIUM ION BATTERIES", **options)
    lines = drawing.all("letters")
    assert lines
    for line in lines:
        heights = flat_heights(line)
        assert min(heights) == mm(height)
        assert max(heights) <= height * 1.06, "round letters reach a little over"
        left, top, right, bottom = line.box
        assert min(left, top) > 0.4
        assert right < drawing.width - 0.4
        assert bottom < drawing.height - 0.4


def test_the_cargo_aircraft_label_is_120_by_110_and_black_on_orange(draw: Draw) -> None:
    (drawing,) = draw("CAO")
    assert (drawing.width, drawing.height) == (mm(120), mm(110))
    ground = drawing.one("ground")
    assert (ground.width, ground.height) == (mm(120), mm(110))
    assert ground.colour == "#FF7F1E"
    assert {one.colour for one in drawing.shapes} == {"#000000", "#FF7F1E"}
    for one in drawing.shapes[1:]:
        left, top, right, bottom = one.box
        assert min(left, top) >= 2.99
        assert right <= 117.01
        assert bottom <= 107.01


def test_an_orange_plate_has_its_edge_and_a_reduced_one_a_thinner_edge(draw: Draw) -> None:
    for size, width, height, pen in ((None, 400, 300, 15), (Size(300, 120), 300, 120, 10)):
        (drawing,) = draw("ORANGE", "UN3480", sizes={"ORANGE": size} if size else {})
        edge = drawing.one("edge")
        assert (edge.width, edge.height) == (mm(width), mm(height))
        assert edge.rings[1][0] == (mm(pen), mm(pen))
        assert edge.rings[1][2] == (mm(width - pen), mm(height - pen))
        assert [one.part for one in drawing.shapes] == ["ground", "edge"], "a blank plate"


def test_the_numbers_of_a_plate_are_100_mm_high_with_a_stroke_of_15_mm(draw: Draw) -> None:
    (drawing,) = draw("ORANGE", "UN3536")
    divider = drawing.one("divider")
    assert divider.height == mm(15)
    assert divider.box[1] == mm(142.5)
    digits = drawing.all("digits")
    assert {one.pen for one in digits} == {15}
    upper = [one for one in digits if one.box[3] < 150]
    lower = [one for one in digits if one.box[1] > 150]
    for row in (upper, lower):
        top, bottom = min(one.box[1] for one in row), max(one.box[3] for one in row)
        assert bottom - top == mm(100)
        left, right = min(one.box[0] for one in row), max(one.box[2] for one in row)
        assert left > 15
        assert right < 385
        assert left + right == pytest.approx(400, abs=8)
    assert min(one.box[1] for one in lower) > divider.box[3]


def test_the_panel_of_a_unit_has_digits_of_65_mm_on_orange(draw: Draw) -> None:
    (drawing,) = draw("UNNO", "UN3536")
    assert (drawing.width, drawing.height) == (mm(300), mm(120))
    assert drawing.one("edge").rings[1][0] == (mm(10), mm(10))
    assert min(flat_heights(drawing.one("letters"))) >= 64.99


def test_a_larger_label_keeps_its_proportions(draw: Draw) -> None:
    (drawing,) = draw("9A", sizes={"9A": Size(150, 150)})
    assert side(drawing.one("edge").rings[0]) == mm(150)
    assert (side(drawing.one("edge").rings[0]) - side(drawing.one("line").rings[0])) / 2 == mm(7.5)
