"""The pattern of days and times takes exactly the days that there are."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from batterypass.domain.base import Day, EventTime
from batterypass.domain.clock import instant_ms


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _takes(adapter: TypeAdapter[str], text: str) -> bool:
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


def test_days_are_those_of_the_calendar() -> None:
    days, times = TypeAdapter[str](Day), TypeAdapter[str](EventTime)
    # Every century and leap rule of the range: 1900 has no 29th of February, 2000 has one.
    for year in (1899, 1900, 1904, 1999, 2000, 2023, 2024, 2026, 2096, 2099, 2100):
        for month in range(14):
            for day in range(33):
                text = f"{year}-{month:02d}-{day:02d}"
                expected = 1900 <= year < 2100 and _is_day(text)
                assert _takes(days, text) is expected, text
                assert _takes(times, f"{text}T10:00:00-06:00") is expected, text


@pytest.mark.parametrize(
    "text",
    ["2026-02-28T23:59:59.999+23:59", "2024-02-29T00:00:00-00:00", "1900-01-01T00:00:00+00:00"],
)
def test_every_time_that_is_taken_is_an_instant(text: str) -> None:
    assert _takes(TypeAdapter(EventTime), text)
    instant_ms(text)
