"""The drawing surface of all documents, and the one that makes pages of a PDF.

Coordinates are points from the upper left corner, y downwards, text is placed by its base line, and
everything is black. A layout that keeps to the verbs of :class:`Ink` can be drawn as SVG as well
(:mod:`batterypass.documents.svg`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from batterypass.documents.fonts import CODES
from batterypass.documents.qr import QUIET_MODULES, Code
from batterypass.documents.qr_paths import pdf_path

if TYPE_CHECKING:
    from batterypass.documents.symbols import Symbol


class Ink(Protocol):
    """What a layout may draw. Text must be clean (:func:`batterypass.documents.setting.clean`)."""

    def text(self, x: float, y: float, line: str, size: float, *, bold: bool = False) -> None:
        """Write one line with its base line at ``y``."""

    def line(self, x1: float, y1: float, x2: float, y2: float, pen: float = 0.5) -> None:
        """Draw a straight line."""

    def box(self, x: float, y: float, width: float, height: float, pen: float = 0.5) -> None:
        """Draw a frame."""

    def symbol(self, symbol: Symbol, x: float, y: float, side: float) -> None:
        """Draw a symbol in a square with the given upper left corner."""

    def code(self, code: Code, x: float, y: float, side: float) -> None:
        """Draw a QR code with its quiet zone in a square of ``side`` points."""


class _Escapes(dict[int, str]):
    """Character to the Latin-1 character, or escape, that stands for it in a PDF string."""

    def __missing__(self, key: int) -> str:
        # Not a KeyError: str.translate would take that for "leave it as it is".
        raise ValueError(f"U+{key:04X} was not cleaned before it was drawn")


_ESCAPES = _Escapes({ord(char): chr(code) for char, code in CODES.items()})
_ESCAPES.update({ord(char): "\\" + char for char in "()\\"})


def pdf_string(text: str) -> str:
    """Give clean text as a PDF string of the embedded faces, one Latin-1 character a byte."""
    return f"({text.translate(_ESCAPES)})"


#: Bands that are thinner have finer lines: two usual ones would be most of them.
_THIN = 1.6


class PdfInk:
    """Collects the operators of one page (ISO 32000-1, annex A)."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._parts: list[str] = []

    def content(self) -> bytes:
        """Give the content stream."""
        return self.operators().encode("latin-1")

    def operators(self) -> str:
        """Give what was drawn, to be drawn again by :meth:`raw` on pages of the same height."""
        return "".join(self._parts)

    def raw(self, operators: str) -> None:
        """Add operators that another ink has made."""
        self._parts.append(operators)

    def text(self, x: float, y: float, line: str, size: float, *, bold: bool = False) -> None:
        """Write one line with its base line at ``y``; nothing for an empty one."""
        if not line:
            return
        font = "B" if bold else "R"
        self._parts.append(
            f"BT /{font} {size:g} Tf {x:.2f} {self._height - y:.2f} Td {pdf_string(line)} Tj ET\n"
        )

    def text_upwards(self, x: float, y: float, line: str, size: float) -> None:
        """Write one bold line that runs from the bottom to the top, base line at ``x``."""
        self._parts.append(
            f"BT /B {size:g} Tf 0 1 -1 0 {x:.2f} {self._height - y:.2f} Tm {pdf_string(line)} Tj ET\n"
        )

    def outline_slanted(self, x: float, y: float, line: str, size: float, slope: float) -> None:
        """Write the outlines of one bold line that rises by ``slope`` from its start at (x, y).

        Thin lines with nothing in them: what is printed over it stays readable in a photocopy.
        """
        length = (1 + slope * slope) ** 0.5
        along, up = 1 / length, slope / length
        self._parts.append(
            f"q 0.45 w BT 1 Tr /B {size:g} Tf {along:.4f} {up:.4f} {-up:.4f} {along:.4f}"
            f" {x:.2f} {self._height - y:.2f} Tm {pdf_string(line)} Tj ET Q\n"
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, pen: float = 0.5) -> None:
        """Draw a straight line."""
        top = self._height
        self._parts.append(f"{pen:g} w {x1:.2f} {top - y1:.2f} m {x2:.2f} {top - y2:.2f} l S\n")

    def dots(self, x1: float, y: float, x2: float) -> None:
        """Draw the dotted line on which something is still to be written by hand."""
        base = self._height - y
        self._parts.append(
            f"q 0.6 w [0.6 1.8] 0 d {x1:.2f} {base:.2f} m {x2:.2f} {base:.2f} l S Q\n"
        )

    def box(self, x: float, y: float, width: float, height: float, pen: float = 0.5) -> None:
        """Draw a frame."""
        self._parts.append(
            f"{pen:g} w {x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re S\n"
        )

    def clear(self, x: float, y: float, width: float, height: float) -> None:
        """Take out what was drawn in a rectangle, so that what comes next can be read."""
        self._parts.append(
            f"1 g {x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re f 0 g\n"
        )

    def dotted(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a fine dotted line, to look along and not at."""
        top = self._height
        self._parts.append(
            f"q 0.3 w [0.4 1.6] 0 d {x1:.2f} {top - y1:.2f} m {x2:.2f} {top - y2:.2f} l S Q\n"
        )

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle with black."""
        self._parts.append(
            f"{x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re f\n"
        )

    def shaded(
        self, x: float, y: float, width: float, height: float, shade: float, pen: float = 0.4
    ) -> None:
        """Fill a rectangle with a shade (0 black, 1 white) inside a frame that a copy keeps."""
        self._parts.append(
            f"q {shade:g} g {pen:g} w {x:.2f} {self._height - y - height:.2f} {width:.2f} "
            f"{height:.2f} re B Q\n"
        )

    def dashed_box(self, x: float, y: float, width: float, height: float, pen: float) -> None:
        """Draw a broken frame: something that may still come."""
        self._parts.append(
            f"q [1.8 1.4] 0 d {pen:g} w {x:.2f} {self._height - y - height:.2f} {width:.2f} "
            f"{height:.2f} re S Q\n"
        )

    def band(
        self, start: tuple[float, float], end: tuple[float, float], thick: float, shade: float
    ) -> None:
        """Draw a band of even height that swings from one upper left corner to an upper right one."""
        (x1, y1), (x2, y2) = start, end
        middle = (x1 + x2) / 2
        top1, top2 = self._height - y1, self._height - y2
        low1, low2 = top1 - thick, top2 - thick
        pen = 0.3 if thick > _THIN else 0.12
        upper = f"{middle:.2f} {top1:.2f} {middle:.2f} {top2:.2f} {x2:.2f} {top2:.2f} c"
        lower = f"{middle:.2f} {low2:.2f} {middle:.2f} {low1:.2f} {x1:.2f} {low1:.2f} c"
        # Its ends have no line: a band may go on in another one.
        self._parts.append(
            f"q {shade:g} g {pen:g} w {x1:.2f} {top1:.2f} m {upper} {x2 + 0.4:.2f} {top2:.2f} l "
            f"{x2 + 0.4:.2f} {low2:.2f} l {x2:.2f} {low2:.2f} l {lower} h f "
            f"{x1:.2f} {top1:.2f} m {upper} S {x2:.2f} {low2:.2f} m {lower} S Q\n"
        )

    def arrow(self, x: float, y: float, width: float, thick: float, shade: float) -> None:
        """Draw a band that ends in a point to the right, its upper left corner at (x, y)."""
        tip = min(6.0, width / 2)
        top, low = self._height - y, self._height - y - thick
        self._parts.append(
            f"q {shade:g} g 0.3 w {x:.2f} {top:.2f} m {x + width - tip:.2f} {top:.2f} l "
            f"{x + width:.2f} {(top + low) / 2:.2f} l {x + width - tip:.2f} {low:.2f} l "
            f"{x:.2f} {low:.2f} l b Q\n"
        )

    def dashed_circle(self, x: float, y: float, radius: float, pen: float) -> None:
        """Draw a broken circle: something that has not happened."""
        self._parts.append(f"q [1.6 1.6] 0 d {self._circle(x, y, radius)} {pen:g} w S Q\n")

    def circle(self, x: float, y: float, radius: float, pen: float) -> None:
        """Draw a circle around a centre."""
        self._parts.append(f"{self._circle(x, y, radius)} {pen:g} w S\n")

    def _circle(self, x: float, y: float, r: float) -> str:
        """Give a circle as four curves."""
        y = self._height - y
        k = 0.5523 * r  # makes a cubic curve a quarter of a circle, within 0.03 %
        return (
            f"{x + r:.2f} {y:.2f} m "
            f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
            f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
            f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
            f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
        )

    def symbol(self, symbol: Symbol, x: float, y: float, side: float) -> None:
        """Draw a symbol in a square with the given upper left corner."""
        parts = [f"q {side:g} 0 0 {-side:g} {x:.2f} {self._height - y:.2f} cm 1 J 1 j\n"]
        for outline in symbol:
            path = " l ".join(f"{px:.3f} {py:.3f}" for px, py in outline.points)
            path = path.replace(" l ", " m ", 1) + " l"
            if outline.is_closed:
                path += " h"
            paint = f"{outline.pen:g} w S" if outline.pen else "f"
            parts.append(f"{path} {paint}\n")
        parts.append("Q\n")
        self._parts.append("".join(parts))

    def code(self, code: Code, x: float, y: float, side: float) -> None:
        """Draw a QR code with its quiet zone in a square of ``side`` points."""
        unit = side / code.across
        left = x + QUIET_MODULES * unit
        bottom = self._height - y - side + QUIET_MODULES * unit
        self._parts.append(
            f"q {unit:.5f} 0 0 {unit:.5f} {left:.3f} {bottom:.3f} cm\n{pdf_path(code)}f Q\n"
        )
