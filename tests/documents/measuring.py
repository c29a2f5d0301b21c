"""Measuring drawn marks: the shapes of an SVG and of a PDF's content stream, in millimetres.

Neither reader knows the code that drew: the SVG is read by its paths, the PDF by its operators.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import pairwise

from pypdf import PdfReader
from pypdf.generic import ContentStream, StreamObject

Point = tuple[float, float]
_SPACE = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"[MLQz]|-?[0-9.]+")
_STEPS = 12


@dataclass(frozen=True)
class Drawn:
    """One painted shape: its part in the SVG, colour, rings in mm and, for a line, its width."""

    part: str
    colour: str
    rings: tuple[tuple[Point, ...], ...]
    pen: float = 0.0
    text: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all rings; a line reaches half its width further."""
        xs = [x for ring in self.rings for x, _ in ring]
        ys = [y for ring in self.rings for _, y in ring]
        half = self.pen / 2
        return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


@dataclass(frozen=True)
class Drawing:
    """A mark as one program would cut it out."""

    width: float
    height: float
    shapes: tuple[Drawn, ...]

    def all(self, part: str) -> list[Drawn]:
        return [one for one in self.shapes if one.part == part]

    def one(self, part: str) -> Drawn:
        (found,) = self.all(part)
        return found


def _bent(start: Point, handles: list[Point], end: Point) -> list[Point]:
    """Points on a Bézier curve of any degree."""
    points = [start, *handles, end]
    found = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        level = points
        while len(level) > 1:
            level = [
                (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for a, b in pairwise(level)
            ]
        found.append(level[0])
    return found


def _svg_rings(path: str) -> tuple[tuple[Point, ...], ...]:
    rings: list[list[Point]] = []
    words = iter(_TOKEN.findall(path))
    verb = ""

    def number() -> float:
        return float(next(words))

    for word in words:
        if word in "MLQz":
            verb = word
            if verb == "M":
                rings.append([(number(), number())])
            elif verb == "L":
                rings[-1].append((number(), number()))
            elif verb == "Q":
                bend, end = (number(), number()), (number(), number())
                rings[-1] += _bent(rings[-1][-1], [bend], end)
    return tuple(tuple(ring) for ring in rings)


def read_svg(text: str) -> Drawing:
    """Read a mark's SVG; fails where a unit is no millimetre or something is no path."""
    root = ET.fromstring(text)  # noqa: S314  our own text
    width, height = (float(root.attrib[name].removesuffix("mm")) for name in ("width", "height"))
    assert [float(one) for one in root.attrib["viewBox"].split()] == [0, 0, width, height]
    shapes = []
    for one in root:
        if one.tag == f"{_SPACE}title":
            continue
        assert one.tag == f"{_SPACE}path", one.tag
        is_line = one.attrib["fill"] == "none"
        shapes.append(
            Drawn(
                one.attrib["data-part"],
                one.attrib["stroke" if is_line else "fill"],
                _svg_rings(one.attrib["d"]),
                float(one.attrib["stroke-width"]) if is_line else 0.0,
                one.attrib.get("aria-label", ""),
            )
        )
    return Drawing(width, height, tuple(shapes))


def read_pdf(pdf: bytes, parts: list[str]) -> Drawing:
    """Read the first mark of a PDF from its operators; ``parts`` names its shapes in their order."""
    reader = PdfReader(io.BytesIO(pdf))
    page = reader.pages[0]
    contents = page["/Contents"].get_object()
    assert isinstance(contents, StreamObject)
    shapes: list[Drawn] = []
    rings: list[list[Point]] = []
    colour, pen, inside = "", 0.0, False
    for operands, verb in ContentStream(contents, reader).operations:
        if verb == b"cm" and not inside:
            assert float(operands[0]) == -float(operands[3])
            assert abs(float(operands[0]) * 25.4 / 72 - 1) < 1e-6, "a unit is a millimetre"
            inside = True
        if not inside:
            continue
        if verb == b"Q":
            break
        values = (
            [float(one) for one in operands]
            if verb in (b"m", b"l", b"c", b"w", b"rg", b"RG")
            else []
        )
        if verb == b"m":
            rings.append([(values[0], values[1])])
        elif verb == b"l":
            rings[-1].append((values[0], values[1]))
        elif verb == b"c":
            handles = [(values[0], values[1]), (values[2], values[3])]
            rings[-1] += _bent(rings[-1][-1], handles, (values[4], values[5]))
        elif verb == b"w":
            pen = values[0]
        elif verb in (b"rg", b"RG"):
            colour = "#" + "".join(f"{round(part * 255):02X}" for part in values)
        elif verb in (b"f", b"f*", b"S"):
            width = pen if verb == b"S" else 0.0
            shapes.append(
                Drawn(parts[len(shapes)], colour, tuple(tuple(ring) for ring in rings), width)
            )
            rings = []
    assert len(shapes) == len(parts)
    # Ground and edge come first: together they are the whole mark.
    right, bottom = (max(one.box[side] for one in shapes[:2]) for side in (2, 3))
    return Drawing(right, bottom, tuple(shapes))
