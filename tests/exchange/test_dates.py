"""Months and days as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.exchange.dates import is_event_time, likely_month, parse_day, parse_month


@pytest.mark.parametrize("text", ["2026-11", "2026-11-21", "2026-11-21T08:41:07-06:00"])
def test_a_month_is_taken_from_what_begins_with_it(text: str) -> None:
    assert parse_month(text) == "2026-11"


@pytest.mark.parametrize("text", ["2026-13", "2026-02-30", "11/2026", "2026", "1850-01", "202611"])
def test_a_month_that_is_none_is_refused(text: str) -> None:
    assert parse_month(text) is None


@pytest.mark.parametrize(
    ("text", "guess"),
    [("11/2026", "2026-11"), ("21/11/2026", "2026-11"), ("11/21/2026", "2026-11"),
     ("2026/11", "2026-11"), ("202611", "2026-11"), ("nov-26", "2026-11"), ("Ene 2026", "2026-01"),
     ("noviembre de 2026", "2026-11"), ("05/05/2026", "2026-05"), ("99/2026", ""), ("", "")],
)  # fmt: skip
def test_a_refused_month_comes_with_a_guess(text: str, guess: str) -> None:
    assert likely_month(text) == guess


def test_a_date_that_two_countries_read_differently_is_not_guessed() -> None:
    assert likely_month("03/04/2026") == ""


def test_a_day_that_is_not_in_the_calendar_is_refused() -> None:
    assert parse_day("2026-02-28") == "2026-02-28"
    assert parse_day("2026-02-29") is None
    assert parse_day("2026-W08-1") is None


def test_a_time_needs_its_offset() -> None:
    assert is_event_time("2026-11-21T08:41:07-06:00")
    assert not is_event_time("2026-11-21T08:41:07")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789-/. TZ:abcnov+", max_size=30))
def test_no_text_breaks_the_readers_of_dates(text: str) -> None:
    for found in (parse_month(text), likely_month(text)):
        assert not found or parse_month(found) == found
    parse_day(text)
    is_event_time(text)
