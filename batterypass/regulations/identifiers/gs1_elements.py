"""Element strings: what a GS1 bar code holds, with brackets as people read it or as a scanner types.

GS1 General Specifications 5.10 and 7.8. A scanner puts a symbology identifier first (``]d2``) and a
group separator (GS, 0x1D) after a value of variable length; many keyboards make ``<GS>`` of it.
"""

from __future__ import annotations

import re
from typing import Final

from batterypass.regulations.identifiers.gs1_keys import Gs1Number, ai_rows, gs1_number
from batterypass.regulations.identifiers.problems import wrong

GS: Final = "\x1d"
#: How a group separator arrives where a keyboard cannot type it.
_WRITTEN_GS: Final = re.compile(r"<GS>|\{GS\}|\[GS\]|<FNC1>|\{FNC1\}|\u241d|\u001d", re.IGNORECASE)
#: Symbology identifiers of GS1 codes (ISO/IEC 15424): GS1-128, DataBar, DataMatrix, QR, DotCode.
_SYMBOLOGY: Final = re.compile(r"^\](C1|e[0-3]|d2|Q3|J1)")
_BRACKETED: Final = re.compile(r"\(([0-9]{2,4})\)((?:[^(\\]|\\.)*)")
#: First two digits -> digits of the AI (General Specifications 3.2).
_AI_DIGITS: Final = {
    **dict.fromkeys(("00", "01", "02", "03", *map(str, range(10, 23)), "30", "37"), 2),
    **dict.fromkeys(map(str, range(90, 100)), 2),
    **dict.fromkeys(("23", "24", "25", "40", "41", "42", "71"), 3),
    **dict.fromkeys(map(str, (*range(31, 37), 39, 43, 70, 72, 80, 81, 82)), 4),
}
#: First two digits -> characters of AI and value together, where no separator follows (7.8.5).
_FIXED: Final = {
    "00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "11": 8, "12": 8, "13": 8, "14": 8, "15": 8,
    "16": 8, "17": 8, "18": 8, "19": 8, "20": 4, "31": 10, "32": 10, "33": 10, "34": 10, "35": 10,
    "36": 10, "41": 16,
}  # fmt: skip
_BARE: Final = re.compile(r"^01[0-9]{14}")


def is_element_string(text: str) -> bool:
    """Tell whether a text reads like one: brackets, a symbology identifier, GS, or 01 and a GTIN."""
    return bool(
        _SYMBOLOGY.match(text)
        or re.match(r"^\([0-9]{2,4}\)", text)
        or _WRITTEN_GS.search(text)
        or _BARE.match(text)
    )


def parse_elements(text: str) -> Gs1Number:
    """Read an element string of either form; dates, weights and the like are left out.

    Raises MalformedError that names the AI and what is wrong with it.
    """
    text = text.strip(" \r\n\t")
    pairs = _bracketed(text) if text.startswith("(") else _bare(text)
    values: dict[str, str] = {}
    for ai, value in pairs:
        if not value:
            raise wrong("no-value", what=f"({ai})")
        if values.setdefault(ai, value) != value:
            raise wrong("twice", what=f"({ai})", found=value, expected=values[ai])
    return gs1_number(values)


def encode_elements(number: Gs1Number) -> str:
    """Write a number with brackets, as it stands below a bar code."""
    return "".join(f"({ai}){_escaped(value)}" for ai, value in number.parts)


def encode_scanned(number: Gs1Number) -> str:
    """Write a number as a scanner sends it: ``]d2``, and GS where a value has no set length."""
    text = "]d2"
    for ai, value in number.parts:
        text += ai + value + ("" if ai[:2] in _FIXED else GS)
    return text.removesuffix(GS)


def _escaped(value: str) -> str:
    return value.replace("(", "\\(")


def _bracketed(text: str) -> list[tuple[str, str]]:
    found, place = [], 0
    while place < len(text):
        match = _BRACKETED.match(text, place)
        if match is None:
            raise wrong("no-ai", found=text[place : place + 12])
        found.append((match[1], match[2].replace("\\(", "(").strip()))
        place = match.end()
    return found


def _bare(text: str) -> list[tuple[str, str]]:
    text = _WRITTEN_GS.sub(GS, _SYMBOLOGY.sub("", text))
    text = text.removeprefix(GS)
    found, place = [], 0
    while place < len(text):
        start = text[place : place + 2]
        digits = _AI_DIGITS.get(start)
        ai = text[place : place + (digits or 0)]
        if digits is None or len(ai) < digits or not (ai.isascii() and ai.isdigit()):
            raise wrong("no-ai", found=text[place : place + 12])
        if start in _FIXED:
            end = place + _FIXED[start]
            if GS in text[place:end] or len(text) < end:
                cut = text[place:end].partition(GS)[0]
                name = ai_rows()[ai].name if ai in ai_rows() else f"({ai})"
                raise wrong("wrong-length", what=name, found=len(cut) - digits,
                            expected=_FIXED[start] - digits)  # fmt: skip
        else:
            end = text.find(GS, place)
            end = len(text) if end < 0 else end
        found.append((ai, text[place + digits : end]))
        place = end + 1 if text[end : end + 1] == GS else end
    return found
