"""Months, days and times as people write them; what is not ISO 8601 is refused with a guess."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from batterypass.domain.clock import instant_ms
from batterypass.errors import MalformedError

_MONTH = re.compile(r"((?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2]))(?:-[0-9]{2}(?:[T ][0-9:.+Z-]{5,})?)?")
_YEAR_FIRST = re.compile(r"((?:19|20)[0-9]{2})[-/. ]?([0-9]{1,2})(?:[-/. ][0-9]{1,2})?")
_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})[-/. ])?([0-9]{1,2})[-/. ]((?:19|20)[0-9]{2})")
_NAMED = re.compile(r"([a-z]{3})[a-z]*[-/. ]+(?:de )?((?:19|20)?[0-9]{2})", re.IGNORECASE)
_NAMES: Final = {
    name: number
    for names in (
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}


def parse_month(text: str) -> str | None:
    """Give the month (YYYY-MM) of a month, day or time that begins in ISO 8601, else None."""
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    if len(text) > 7 and parse_day(text[:10]) is None:
        return None
    return match[1]


def parse_day(text: str) -> str | None:
    """Give a day (YYYY-MM-DD) that is in the calendar, else None."""
    if len(text) != 10 or not text.isascii():
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return text if day.isoformat() == text else None


def is_event_time(text: str) -> bool:
    """Tell whether a text is a time with its offset."""
    try:
        instant_ms(text)
    except MalformedError:
        return False
    return True


def likely_month(text: str) -> str:
    """Guess the month that a refused text means, or give an empty text.

    ``03/04/2026`` is April in Mexico and March in the United States, so that stays unguessed.
    """
    text = text[:40]
    if match := _YEAR_FIRST.fullmatch(text):
        return _month(match[1], int(match[2]))
    if match := _YEAR_LAST.fullmatch(text):
        first, second = int(match[1] or 0), int(match[2])
        if not first or first == second or first > 12:
            return _month(match[3], second)
        return _month(match[3], first) if second > 12 else ""
    if match := _NAMED.fullmatch(text):
        year = match[2] if len(match[2]) == 4 else f"20{match[2]}"
        return _month(year, _NAMES.get(match[1].lower(), 0))
    return ""


def _month(year: str, month: int) -> str:
    return f"{year}-{month:02}" if 1 <= month <= 12 else ""
