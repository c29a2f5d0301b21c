"""Days as lists write them: ISO 8601, with the name of the month, in numbers, and as Excel counts.

What can mean two days is refused with both readings, unless somebody has said which order the file
has. An Excel serial number is a day only where it is known that the file came from a spreadsheet.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from batterypass.exchange.dates import parse_day

#: How a file writes days: by itself, day first, month first; ``excel``: as serial numbers too.
DayOrder = Literal["iso", "day-first", "month-first", "excel"]
DAY_ORDERS: Final = ("iso", "day-first", "month-first", "excel")
#: The day before Excel's first, as its serial numbers from 1 March 1900 on count (its 1900 had a
#: 29 February); and that of workbooks with the 1904 date system (ECMA-376 part 1, 18.17.4.1).
EPOCH_1900: Final = date(1899, 12, 30)
EPOCH_1904: Final = date(1904, 1, 1)
_FIRST_SERIAL: Final = 61
_LAST_SERIAL: Final = 73_050
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.+Z-]{5,20})?")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]((?:19|20)[0-9]{2})")
_YEAR_FIRST = re.compile(r"((?:19|20)[0-9]{2})[/. ]([0-9]{1,2})[/. ]([0-9]{1,2})")
_NAMED = re.compile(
    r"([0-9]{1,2})(?:[-/. ]+(?:de )?)([^\W\d_]{3,10})\.?(?:[-/. ,]+(?:de(?:l)? )?)((?:19|20)[0-9]{2})"
)
_MONTHS: Final = {
    word: number
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), start=1)
    for word in (name, name[:3])
} | {"sept": 9, "setiembre": 9}
_SERIAL = re.compile(r"[1-9][0-9]{1,4}(?:\.[0-9]+)?")


class ReadDay(NamedTuple):
    """A day (YYYY-MM-DD) or, empty, what it may have meant. ``serial``: it was a number of Excel's."""

    day: str
    hint: str = ""
    serial: bool = False


def read_day(text: str, order: DayOrder = "iso", epoch: date | None = None) -> ReadDay:
    """Read a day. ``epoch`` is that of the workbook the cell stands in; None for a text file."""
    text = text[:60]
    if match := _ISO.fullmatch(text):
        return ReadDay(parse_day(match[1]) or "")
    if match := _YEAR_FIRST.fullmatch(text):
        return ReadDay(_day(match[1], match[2], match[3]))
    if match := _NUMBERS.fullmatch(text):
        return _of_numbers(match[1], match[2], match[3], order)
    if match := _NAMED.fullmatch(text):
        month = _MONTHS.get(match[2].lower(), 0)
        return ReadDay(_day(match[3], str(month), match[1]))
    if _SERIAL.fullmatch(text):
        counted = _of_serial(text, epoch or EPOCH_1900)
        if counted and (epoch is not None or order == "excel"):
            return ReadDay(counted, serial=True)
        return ReadDay("", counted, serial=bool(counted))
    return ReadDay("")


def _of_numbers(first: str, second: str, year: str, order: DayOrder) -> ReadDay:
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if order == "day-first":
        return ReadDay(day_first)
    if order == "month-first":
        return ReadDay(month_first)
    if day_first and month_first and day_first != month_first:
        return ReadDay("", f"{day_first} / {month_first}")
    return ReadDay(day_first or month_first)


def _of_serial(text: str, epoch: date) -> str:
    serial = int(text.partition(".")[0])
    first = _FIRST_SERIAL if epoch == EPOCH_1900 else 1
    if not first <= serial <= _LAST_SERIAL:
        return ""
    return (epoch + timedelta(days=serial)).isoformat()


def _day(year: str, month: str, day: str) -> str:
    return parse_day(f"{year}-{month:0>2}-{day:0>2}") or ""
