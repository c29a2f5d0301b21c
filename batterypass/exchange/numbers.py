"""Numbers as people write them, read into the one number string for each value.

What cannot be read for certain is refused with a guess: ``46,000`` is forty-six thousand to some
and forty-six to others, and a passport is no place to find out.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from batterypass.domain.base import number_text

_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.([0-9]{1,6}))?")
_SIGNED = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?")
_COMMA = re.compile(r"-?(?:0|[1-9][0-9]{0,11}),[0-9]{1,6}")
#: ``1.234`` or ``1.234.567``: a point that may set off thousands.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
#: Blanks and marks that set off thousands: blank, no-break blank, thin blanks, apostrophe.
_BLANKS: Final = " \u00a0\u202f\u2009'"
_EDGES: Final = _BLANKS + ".,"
_ANY = re.compile(rf"[-+]?[0-9][0-9.,{_BLANKS}]*(?:[eE][-+]?[0-9]{{1,3}})?")
_NO_BLANKS: Final = dict.fromkeys(map(ord, _BLANKS))
_MILLIONTH: Final = Decimal("0.000001")
_MAX: Final = Decimal(10**12)


def parse_number(text: str, *, comma: bool = False, signed: bool = False) -> str | None:
    """Give the canonical number string of a cell, or None where it is not for certain a number.

    ``comma`` allows a decimal comma. There are at most 12 digits before the decimal sign and 6
    after it, no grouping and no exponent.
    """
    if comma and "," in text and _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    match = _PLAIN.fullmatch(text)
    if match is not None:
        if match[1] is None or match[1][-1] != "0":
            return text
        return number_text(Decimal(text))
    if signed and _SIGNED.fullmatch(text):
        return number_text(Decimal(text))
    return None


def is_ambiguous(text: str, *, comma: bool) -> bool:
    """Tell whether a point may set off thousands, in a row that writes decimals with a comma."""
    return comma and _GROUPED.fullmatch(text) is not None


def parse_json_number(text: str) -> str:
    """Give a JSON number as plain digits; exponents are written out where that is short.

    A number that no field can hold stays as it is written, for the message about it.
    """
    # A plain text: the parser marks numbers with a type of its own.
    text = str(text)
    if "e" not in text and "E" not in text:
        return text
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if value and not -9 <= value.adjusted() <= 15:
        return text
    return format(value, "f")


def scaled(number: str, factor: Decimal) -> str:
    """Multiply a number string, rounding half to even at 6 decimals."""
    value = Decimal(number) * factor
    if -int(value.as_tuple().exponent) > 6:
        value = value.quantize(_MILLIONTH)
    return number_text(value)


def likely_number(text: str) -> str:
    """Guess the number that a refused cell means, or give an empty text."""
    match = _ANY.search(text[:80])
    if match is None:
        return ""
    found = match[0].strip(_EDGES)
    mantissa, _, exponent = found.replace("E", "e").partition("e")
    mantissa = mantissa.translate(_NO_BLANKS)
    points, commas = mantissa.count("."), mantissa.count(",")
    if points and commas:
        # The sign that comes last is the decimal one.
        decimal = "." if mantissa.rfind(".") > mantissa.rfind(",") else ","
        mantissa = mantissa.replace("," if decimal == "." else ".", "").replace(",", ".")
    elif commas > 1 or (commas == 1 and re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", mantissa)):
        mantissa = mantissa.replace(",", "")
    elif points > 1:
        mantissa = mantissa.replace(".", "")
    else:
        mantissa = mantissa.replace(",", ".")
    try:
        value = Decimal(f"{mantissa}e{exponent}" if exponent else mantissa)
        value = value.quantize(_MILLIONTH) if abs(value) < _MAX else value
    except InvalidOperation:
        return ""
    return number_text(value) if 0 <= value < _MAX else ""
