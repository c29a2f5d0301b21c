"""Check digits, check letters and the characters that GS1 numbers are written with.

GS1 General Specifications 7.9 (check digit), 7.9.5 (check pair of a GMN), 7.11 (character sets).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from batterypass.regulations.identifiers.problems import wrong

#: Character set 82, in the order of its values.
SET_82: Final = (
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
)
#: Character set 39, of component and part identifiers.
SET_39: Final = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PAIR: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PRIMES: Final = (
    2,
    3,
    5,
    7,
    11,
    13,
    17,
    19,
    23,
    29,
    31,
    37,
    41,
    43,
    47,
    53,
    59,
    61,
    67,
    71,
    73,
    79,
    83,
)
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def check_digit(digits: str) -> str:
    """Give the check digit that follows some digits: weights 3 and 1 from the right."""
    total = sum(
        int(one) * (3 if place % 2 == 0 else 1) for place, one in enumerate(reversed(digits))
    )
    return str(-total % 10)


def verify_check_digit(digits: str, what: str) -> None:
    """Hold the last digit against the others. Raises MalformedError (``check-digit``)."""
    due = check_digit(digits[:-1])
    if digits[-1] != due:
        raise wrong("check-digit", what=what, found=digits[-1], expected=due, number=digits)


def check_pair(text: str) -> str:
    """Give the two check characters that follow the rest of a GMN (modulo 1021, primes as weights)."""
    total = sum(
        SET_82.index(one) * weight for one, weight in zip(reversed(text), _PRIMES, strict=False)
    )
    high, low = divmod(total % 1021, 32)
    return _PAIR[high] + _PAIR[low]


def verify_check_pair(text: str, what: str) -> None:
    """Hold the last two characters against the others. Raises MalformedError (``check-digit``)."""
    due = check_pair(text[:-2])
    if text[-2:] != due:
        raise wrong("check-digit", what=what, found=text[-2:], expected=due, number=text)


def percent_decoded(text: str) -> str:
    """Read a part of a URI. Raises MalformedError (``bad-escape``) for a lone ``%`` or no UTF-8.

    What a terminal could not read as UTF-8 comes as half a pair, and is none either.
    """
    if _ESCAPE.search(text):
        raise wrong("bad-escape", found=text)
    try:
        return unquote_to_bytes(text).decode("utf-8")
    except UnicodeError as error:
        raise wrong("bad-escape", found=text) from error


def percent_encoded(text: str, safe: str = "-._~") -> str:
    """Write a part of a URI: what is no letter or figure, nor in ``safe``, as an escape."""
    return quote(text, safe=safe)
