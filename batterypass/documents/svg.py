"""Drawings as SVG, for a label that goes into somebody else's layout."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from batterypass.documents.fonts import whole_face
from batterypass.documents.qr import QUIET_MODULES, Code
from batterypass.documents.qr_paths import svg_path
from batterypass.documents.setting import width_of
from batterypass.texts.unseen import shown

if TYPE_CHECKING:
    from batterypass.documents.symbols import Symbol

_SVG_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """Give a text so that it can stand in an SVG file."""
    return shown(text).translate(_SVG_TEXT)


def _embedded() -> str:
    """Give the two faces as a style, under the name that the drawing asks for first."""
    rules = "".join(
        "@font-face{font-family:'Bitstream Vera Sans';"
        f"font-weight:{weight};src:url(data:font/ttf;base64,{b64encode(file).decode()})}}"
        for weight, file in (("normal", whole_face("regular")), ("bold", whole_face("bold")))
    )
    return f"<style>{rules}</style>\n"


class SvgInk:
    """Collects the elements of one SVG file; points become user units."""

    def __init__(self, width: float, height: float) -> None:
        self._size = (width, height)
        self._parts: list[str] = []

    def content(self, title: str, *, embed: bool = False) -> str:
        """Give the whole file, true to size when printed; ``embed`` puts the faces into it."""
        width, height = self._size
        mm = 25.4 / 72
        faces = _embedded() if embed else ""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'width="{width * mm:.3f}mm" height="{height * mm:.3f}mm" '
            f'viewBox="0 0 {width:.3f} {height:.3f}">\n'
            f"<title>{escaped(title)}</title>\n{faces}"
            '<rect width="100%" height="100%" fill="#fff"/>\n'
            "<g font-family=\"'Bitstream Vera Sans','DejaVu Sans',Verdana,sans-serif\" "
            'stroke-linecap="round" stroke-linejoin="round">\n'
            f"{''.join(self._parts)}</g>\n</svg>\n"
        )

    def text(self, x: float, y: float, line: str, size: float, *, bold: bool = False) -> None:
        """Write one line; its length is fixed, so another font cannot push it out of the label."""
        if not line:
            return
        weight = ' font-weight="bold"' if bold else ""
        self._parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}"{weight} '
            f'textLength="{width_of(line, size, bold=bold):.2f}" '
            f'lengthAdjust="spacingAndGlyphs">{escaped(line)}</text>\n'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, pen: float = 0.5) -> None:
        """Draw a straight line."""
        self._parts.append(
            f'<path d="M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}" stroke="#000" stroke-width="{pen:g}"/>\n'
        )

    def box(self, x: float, y: float, width: float, height: float, pen: float = 0.5) -> None:
        """Draw a frame."""
        self._parts.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
            f'fill="none" stroke="#000" stroke-width="{pen:g}"/>\n'
        )

    def symbol(self, symbol: Symbol, x: float, y: float, side: float) -> None:
        """Draw a symbol in a square with the given upper left corner."""
        self._parts.append(f'<g transform="translate({x:.2f} {y:.2f}) scale({side:g})">')
        for outline in symbol:
            path = "M" + "L".join(f"{px:.3f} {py:.3f}" for px, py in outline.points)
            if outline.is_closed:
                path += "z"
            if outline.pen:
                paint = f'fill="none" stroke="#000" stroke-width="{outline.pen:g}"'
            else:
                paint = 'fill="#000"'
            self._parts.append(f'<path d="{path}" {paint}/>')
        self._parts.append("</g>\n")

    def code(self, code: Code, x: float, y: float, side: float) -> None:
        """Draw a QR code with its quiet zone in a square of ``side`` points."""
        unit = side / code.across
        left, top = x + QUIET_MODULES * unit, y + QUIET_MODULES * unit
        self._parts.append(
            f'<path transform="translate({left:.3f} {top:.3f}) scale({unit:.5f})" '
            f'shape-rendering="crispEdges" fill="#000" d="{svg_path(code)}"/>\n'
        )
