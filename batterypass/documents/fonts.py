"""The two faces every document is set in, ready to be embedded.

Bitstream Vera Sans ships inside reportlab (its licence lets fonts be embedded and passed on), so
every machine prints the same shapes and no system font is ever asked for. Each face goes into a PDF
as one TrueType subset of at most 255 glyphs, always the same one: a subset made anew from the words
of each document would cost more time than the rest of the page. reportlab reads the files and makes
the subset; the characters that the subset lacks print as ``<U+4E2D>``, ugly but never lost.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import reportlab
from reportlab.pdfbase.ttfonts import TTFontFace

_FOLDER = Path(reportlab.__file__).parent / "fonts"
_FILES = {"regular": "Vera.ttf", "bold": "VeraBd.ttf"}
# A backslash, a line end or a parenthesis in the range below 32 would need care in every string.
_FREE_CODES = (*range(1, 8), *range(14, 32))
_BEYOND_LATIN_1 = "ĆćČčĎďĐđĞğİıŁłŒœŞşŠšŸŽžƒˆ˜Ωπ–—‖‘’‚“”„†‡•…‰‹›€™∂∆∏∑−√∞∫≈≠≤≥◊"


def _codes() -> dict[str, int]:
    """Choose a byte for each character: ASCII and Latin-1 keep their own."""
    codes = {chr(code): code for code in (*range(32, 127), *range(161, 256)) if code != 0xAD}
    free = [*_FREE_CODES, 127, *range(128, 161), 0xAD]
    codes.update(zip(_BEYOND_LATIN_1, free, strict=False))
    return codes


CODES: Final = _codes()
"""The byte that stands for each character in the text of a page."""


class _Widths(dict[str, int]):
    """Advance width of each character in thousandths of the size."""

    def __missing__(self, char: str) -> int:
        return sum(self[one] for one in shown(char))


@dataclass(frozen=True, slots=True)
class Face:
    """One embedded face."""

    name: str
    file: bytes
    """The TrueType subset."""
    widths: dict[str, int]
    """Thousandths of the type size; a character without a glyph has the width of its escape."""
    code_widths: tuple[int, ...]
    """The same for each byte of the subset, 0 for a byte that is not used."""
    descriptor: dict[str, str]
    """Entries of the font descriptor (ISO 32000-1, table 122)."""


def shown(char: str) -> str:
    """Give what is printed for a character: itself, a blank for a control, or ``<U+XXXX>``."""
    if char in CODES:
        return char
    if char.isspace() or char == "\N{NO-BREAK SPACE}":
        return " "
    return f"<U+{ord(char):04X}>"


@lru_cache(maxsize=2)
def face(weight: str) -> Face:
    """Read a face, ``regular`` or ``bold``, and make its subset."""
    source = TTFontFace(str(_FOLDER / _FILES[weight]))
    by_code = {code: ord(char) for char, code in CODES.items()}
    subset = [by_code.get(code, 0) for code in range(256)]
    widths = _Widths({char: round(source.getCharWidth(ord(char))) for char in CODES})
    box = " ".join(str(round(value)) for value in source.bbox)
    return Face(
        name="BPDOCS+" + source.name.decode("ascii"),
        file=source.makeSubset(subset),
        widths=widths,
        code_widths=tuple(widths[chr(point)] if point else 0 for point in subset),
        descriptor={
            "Ascent": str(round(source.ascent)),
            "CapHeight": str(round(source.capHeight)),
            "Descent": str(round(source.descent)),
            # Symbolic: codes mean what this subset's own table says, no standard encoding.
            "Flags": "4",
            "FontBBox": f"[{box}]",
            "ItalicAngle": "0",
            "StemV": str(round(source.stemV)),
            "MissingWidth": "0",
        },
    )


def whole_face(weight: str) -> bytes:
    """Give the file of a face, ``regular`` or ``bold``, with all that it has."""
    return (_FOLDER / _FILES[weight]).read_bytes()


def unicode_map() -> bytes:
    """Give the ToUnicode table of both faces, so that text can be searched and copied."""
    pairs = sorted((code, ord(char)) for char, code in CODES.items())
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):  # at most 100 in a block (Adobe note 5014)
        part = pairs[start : start + 100]
        lines += [f"{len(part)} beginbfchar"]
        lines += [f"<{code:02X}> <{point:04X}>" for code, point in part]
        lines += ["endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")


def fonts_digest() -> str:
    """Give the SHA-256, in hex, of both subsets as embedded."""
    return hashlib.sha256(face("regular").file + face("bold").file).hexdigest()
