"""One text of a passport value: a number in its range, a month, a link, a CAS number, a word."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from batterypass.domain.base import is_number, number_text
from batterypass.regulations.passport_problem import Problem, said
from batterypass.regulations.passport_shapes import shapes
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.regulations.passport_shapes import Range, Shape

_FIRST_NUMBER: Final = re.compile(
    r"^\s*([+-]?[0-9]{1,12}(?:[.,][0-9]{1,12})?(?:[eE][+-]?[0-9])?)(?![0-9]|[eE][+-]?[0-9])"
)
#: ``fromisoformat`` takes weeks and days without hyphens too, and letters behind those.
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_MONTH: Final = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")
_YEAR_FIRST: Final = re.compile(
    r"((?:19|20)[0-9]{2})[-/. ]?(0[1-9]|1[0-2])(?:[-/. ]?[0-9]{2})?(?:T.*)?"
)
_YEAR_LAST: Final = re.compile(r"(?:[0-9]{1,2}[-/. ])?(0?[1-9]|1[0-2])[-/. ]((?:19|20)[0-9]{2})")
#: What a passport points at: the web, or a name that does nothing when it is followed.
_URI: Final = re.compile(
    r"https?://[A-Za-z0-9\[][!-~]*|urn:[a-z0-9][a-z0-9-]{1,31}:[!-~]+|did:[a-z0-9]+:[!-~]+",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#][!-~]*)?", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_CAS: Final = re.compile(r"([0-9]{2,7})-([0-9]{2})-([0-9])")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(_[a-z0-9]{2,8})*")
_ONE, _HUNDRED = Decimal(1), Decimal(100)
_MILLIONTH: Final = Decimal("0.000001")
_ALIKE: Final = 0.55


def is_uri(text: str) -> bool:
    """Tell whether a text is a link of the web, a URN (RFC 8141) or a DID.

    Other schemes are refused: who follows one of ``javascript:`` or ``data:`` runs what a stranger wrote.
    """
    return _URI.fullmatch(text) is not None


def likely_uri(text: str) -> str:
    """Guess the link that was meant: a host without its scheme is the commonest slip."""
    return f"https://{text.strip()}" if _HOST.fullmatch(text.strip()) else ""


def is_language(text: str) -> bool:
    """Tell whether a text can be a language, as a member of a record has it: ``es``, ``es_mx``."""
    return _LANGUAGE.fullmatch(text) is not None


def cas_digit(number: str) -> str:
    """Give the check digit of a CAS number in its form, empty where it has another form.

    Digits from the right without the last count 1, 2, 3, …; the sum modulo 10 is the digit (CAS).
    """
    match = _CAS.fullmatch(number)
    if match is None:
        return ""
    digits = reversed(match[1] + match[2])
    return str(sum(place * int(digit) for place, digit in enumerate(digits, 1)) % 10)


def check_text(name: str, member: str, shape: Shape, unit: str, text: str) -> Problem | None:
    """Give what is wrong with one text, or None."""
    sort = shape.sort
    if sort in ("number", "numbers", "integer"):
        return _check_number(name, member, shape, unit, text)
    if sort in ("enum", "enums"):
        return _check_word(name, member, shape, text)
    if shape.pattern:
        if re.fullmatch(shape.pattern, text, re.ASCII):
            return None
        return Problem("pattern", name, text, shape.pattern_says, member=member)
    if sort == "cas":
        digit = cas_digit(text)
        if digit and not text.endswith(digit):
            expected = said("cas-digit", digit=digit)
            return Problem("cas", name, text, expected, text[:-1] + digit, member=member)
        return None if digit else Problem("cas", name, text, said("cas"), member=member)
    form = _FORMS.get(sort)
    if form is None or form[0](text):
        return None
    key = sort.removesuffix("s") if sort == "uris" else sort
    return Problem(key, name, text, said(key), form[1](text), member=member)


def _check_number(name: str, member: str, shape: Shape, unit: str, text: str) -> Problem | None:
    known = shapes().units.get(unit)
    unit_says = known.name if known is not None else Text(unit, unit)
    if not is_number(text) or (shape.sort == "integer" and "." in text):
        key = "integer" if shape.sort == "integer" else "number"
        expected = said(f"{key}-in", unit=unit_says) if unit_says.en else said(key)
        likely = _likely_number(text, is_whole=shape.sort == "integer")
        return Problem("number", name, text, expected, likely, member=member)
    value = Decimal(text)
    if shape.is_share and 0 < value < _ONE:
        return Problem(
            "fraction", name, text, said("percent"), number_text(value * _HUNDRED), unit_says,
            said("fraction"), member=member, is_unusual=True,
        )  # fmt: skip
    for limits, is_unusual in ((shape.hard, False), (shape.usual, True)):
        if limits is not None and not limits[0] <= value <= limits[1]:
            slip = _slip(value, unit, shape.usual or limits)
            low, high = (number_text(end) for end in (shape.usual or limits))
            key = "range-in" if unit_says.en else "range"
            expected = said(
                key, low=low, high=high, **({"unit": unit_says} if unit_says.en else {})
            )
            meant, of = slip if slip is not None else ("", Text("", ""))
            return Problem(
                "unusual" if is_unusual else "range", name, text, expected, meant, unit_says, of,
                member=member, is_unusual=is_unusual,
            )  # fmt: skip
    return None


def _slip(value: Decimal, unit: str, limits: Range) -> tuple[str, Text] | None:
    """Guess the unit in which a value out of range was given: the value it comes to, and the unit."""
    known = shapes().units.get(unit)
    for slip in known.slips if known is not None else ():
        if abs(value) < slip.least:
            continue
        scaled = (value * slip.factor + slip.offset).quantize(_MILLIONTH)
        if slip.offset and value == value.to_integral_value():
            # Nobody who says 253 K means a hundredth of a degree.
            scaled = scaled.quantize(_ONE)
        if limits[0] <= scaled <= limits[1] and scaled:
            of = said("fraction") if slip.unit == "fraction" else Text(slip.unit, slip.unit)
            return number_text(scaled), of
    return None


def _likely_number(text: str, *, is_whole: bool) -> str:
    """Guess the number: a decimal comma, an exponent, a unit behind it, a sign before it.

    Empty where the guess would be refused as well: a fraction where a whole number is due.
    """
    match = _FIRST_NUMBER.match(text)
    if match is None:
        return ""
    likely = number_text(Decimal(match[1].replace(",", ".")))
    return likely if is_number(likely) and not (is_whole and "." in likely) else ""


def _check_word(name: str, member: str, shape: Shape, text: str) -> Problem | None:
    if text in shape.words:
        return None
    meaning = {
        word: value
        for value, says in shape.words.items()
        for word in (value.casefold(), says.en.casefold(), says.es.casefold())
    }
    near = get_close_matches(text.casefold(), meaning, n=1, cutoff=_ALIKE)
    proposal = meaning[near[0]] if near else ""
    listed = ", ".join(shape.words)
    return Problem("word", name, text, said("words", listed=listed), proposal, member=member)


def _likely_month(text: str) -> str:
    first, last = _YEAR_FIRST.fullmatch(text.strip()), _YEAR_LAST.fullmatch(text.strip())
    if first is not None:
        return f"{first[1]}-{first[2]}"
    return f"{last[2]}-{int(last[1]):02}" if last is not None else ""


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        return _MOMENT.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _nothing(text: str) -> str:
    return ""


def _likely_country(text: str) -> str:
    return text.strip().upper() if len(text.strip()) == 2 and text.strip().isalpha() else ""


#: Sort -> whether a text has its form, and a guess at what was meant.
_FORMS: Final[dict[str, tuple[Callable[[str], bool], Callable[[str], str]]]] = {
    "month": (lambda text: _MONTH.fullmatch(text) is not None, _likely_month),
    "day": (_is_day, _nothing),
    # Other models keep the day alone.
    "date_time": (lambda text: _is_moment(text) or _is_day(text), _nothing),
    "uri": (is_uri, likely_uri),
    "uris": (is_uri, likely_uri),
    "email": (lambda text: _EMAIL.fullmatch(text) is not None, _nothing),
    "country": (lambda text: _COUNTRY.fullmatch(text) is not None, _likely_country),
    "sha256": (lambda text: _SHA256.fullmatch(text) is not None, _nothing),
}
