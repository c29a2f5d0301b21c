"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.domain.base import number_text
from batterypass.exchange.numbers import (
    is_ambiguous,
    likely_number,
    parse_json_number,
    parse_number,
    scaled,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [("412.5", "412.5"), ("412.50", "412.5"), ("46000", "46000"), ("0", "0"), ("0.000", "0")],
)
def test_one_value_has_one_text(text: str, number: str) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["46,000", "412,5", "1.234,5", "4.6E+4", "0412", ".5", "5.", "+5", "-5", "412.5 kg", "", "٤١٢",
     "1_000", "0x10", "NaN", "1234567890123", "1.1234567"],
)  # fmt: skip
def test_what_is_not_for_certain_a_number_is_refused(text: str) -> None:
    assert parse_number(text) is None


def test_a_comma_is_a_decimal_sign_only_where_it_is_allowed() -> None:
    assert parse_number("412,5", comma=True) == "412.5"
    assert parse_number("46,000", comma=True) == "46"
    assert parse_number("1.234,5", comma=True) is None
    assert parse_number("412,5") is None


def test_a_point_among_commas_may_set_off_thousands() -> None:
    assert is_ambiguous("46.000", comma=True)
    assert not is_ambiguous("46.000", comma=False)
    assert not is_ambiguous("412.5", comma=True)


def test_minus_is_for_signed_fields_only() -> None:
    assert parse_number("-18.0", signed=True) == "-18"
    assert parse_number("-0", signed=True) == "0"
    assert parse_number("-18") is None


@pytest.mark.parametrize(
    ("text", "guess"),
    [("46,000", "46000"), ("412,5 kg", "412.5"), ("1.234,5", "1234.5"), ("4.6E+4", "46000"),
     ("1 200.5", "1200.5"), ("1'200", "1200"), ("0412", "412"), ("1,234,567", "1234567"),
     ("n/a", ""), ("-5", ""), ("1e300", ""), ("9" * 70, "")],
)  # fmt: skip
def test_a_refused_number_comes_with_a_guess(text: str, guess: str) -> None:
    assert likely_number(text) == guess


def test_conversions_round_at_the_sixth_decimal() -> None:
    assert scaled("20", Decimal("0.001")) == "0.02"
    assert scaled("909.4", Decimal("0.45359237")) == "412.496901"


def test_an_exponent_of_json_is_written_out_where_that_is_short() -> None:
    assert parse_json_number("4.6e4") == "46000"
    assert parse_json_number("1e-3") == "0.001"
    assert parse_json_number("-1.797E308") == "-1.797E308"


@settings(max_examples=150, deadline=None)
@given(st.decimals(min_value=0, max_value=10**12 - 1, places=6))
def test_every_value_reads_back_as_itself(value: Decimal) -> None:
    text = number_text(value)
    assert parse_number(text) == text
    assert Decimal(text) == value


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_readers_of_numbers(text: str) -> None:
    for found in (parse_number(text, comma=True, signed=True), likely_number(text)):
        assert not found or Decimal(found).is_finite()
    parse_json_number(text)
