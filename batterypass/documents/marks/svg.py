"""A mark as SVG: one user unit is one millimetre, letters are outlines, parts carry their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.marks.shapes import Area, Letters
from batterypass.documents.svg import escaped
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.documents.marks.shapes import Line, Mark, Shape


def mark_svg(mark: Mark, lang: str) -> str:
    """Make the file. ``lang`` is the language of its title; the mark says what the law says."""
    width, height = number(mark.width), number(mark.height)
    title = f"{say(mark.title, lang)} · {say(mark.size_text, lang)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}">\n<title>{escaped(title)}</title>\n'
        f"{''.join(map(_element, mark.shapes))}</svg>\n"
    )


def number(value: float) -> str:
    """Write millimetres to a tenth of a micrometre, without needless noughts."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _element(shape: Shape) -> str:
    if isinstance(shape, Letters):
        path = "".join(_letter_paths(shape))
        label = f' aria-label="{escaped(shape.text)}"'
        return f'<path data-part="{shape.part}"{label} fill="{shape.colour}" d="{path}"/>\n'
    if isinstance(shape, Area):
        path = "".join(_points(ring) + "z" for ring in shape.rings)
        return f'<path data-part="{shape.part}" fill="{shape.colour}" fill-rule="evenodd" d="{path}"/>\n'
    return _line(shape)


def _line(line: Line) -> str:
    path = _points(line.points) + ("z" if line.is_closed else "")
    return (
        f'<path data-part="{line.part}" fill="none" stroke="{line.colour}" '
        f'stroke-width="{number(line.width)}" stroke-linejoin="miter" d="{path}"/>\n'
    )


def _points(ring: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in ring)


def _letter_paths(letters: Letters) -> Iterator[str]:
    for (x, y), strokes in letters.paths():
        yield f"M{number(x)} {number(y)}"
        for bend, end in strokes:
            there = f"{number(end[0])} {number(end[1])}"
            yield f"L{there}" if bend is None else f"Q{number(bend[0])} {number(bend[1])} {there}"
        yield "z"
