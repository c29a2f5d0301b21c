"""Whether the figures of a pack can be true together."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.domain.base import number_text
from batterypass.domain.vocabulary import Chemistry
from batterypass.exchange.plausible import Doubt, doubt_about, energy_text, ranges


def doubt(**other: str) -> Doubt | None:
    figures = {
        "chemistry": "LFP", "category": "EV", "voltage": "350.4", "capacity": "131.3",
        "energy": "46000", "mass": "412.5",
    }  # fmt: skip
    return doubt_about(**{**figures, **other})


@pytest.mark.parametrize(
    "figures",
    [
        {},
        # A starter battery, a scooter pack, a telecom rack, a phone cell.
        {"category": "SLI", "voltage": "12.8", "capacity": "60", "energy": "768", "mass": "9.8"},
        {"chemistry": "NMC", "category": "LMT", "voltage": "36", "capacity": "14",
         "energy": "504", "mass": "3.1"},
        {"category": "stationary", "voltage": "51.2", "capacity": "100", "energy": "5120",
         "mass": "78"},
        {"chemistry": "LCO", "category": "portable", "voltage": "3.85", "capacity": "4",
         "energy": "15.4", "mass": "0.062"},
    ],
)  # fmt: skip
def test_ordinary_packs_raise_no_doubt(figures: dict[str, str]) -> None:
    assert doubt(**figures) is None


@pytest.mark.parametrize(
    ("figures", "field", "hint"),
    [
        ({"mass": "4125"}, "mass_kg", "412.5"),
        ({"mass": "41.25"}, "mass_kg", "412.5"),
        ({"mass": "412500"}, "mass_kg", "412.5"),
        ({"energy": "46"}, "energy_wh", "46000"),
        ({"energy": "4600000"}, "energy_wh", "46000"),
        ({"capacity": "1.313"}, "energy_wh", "460"),
    ],
)
def test_a_decimal_point_that_slipped_is_found(
    figures: dict[str, str], field: str, hint: str
) -> None:
    found = doubt(**figures)
    assert found is not None
    assert (found.field, found.hint) == (field, hint)


def test_the_bounds_that_are_shown_are_the_bounds_that_are_used() -> None:
    assert doubt(mass="250") is None
    assert doubt(mass="600") is None
    for mass in ("249.999", "600.001"):
        found = doubt(mass=mass)
        assert found is not None
        assert (found.values["low"], found.values["high"]) == ("250", "600")


def test_every_chemistry_has_a_range_for_both_uses_and_a_source() -> None:
    assert set(ranges()) == {
        (chemistry, use) for chemistry in get_args(Chemistry) for use in ("mobile", "fixed")
    }
    for low, high in ranges().values():
        assert 10 <= low < high <= 600


def test_energies_are_written_as_people_say_them() -> None:
    assert [energy_text(wh) for wh in ("46000", "499.5", "1500.5")] == [
        "46 kWh", "499.5 Wh", "1.5005 kWh",
    ]  # fmt: skip


POSITIVE = st.decimals(min_value=Decimal("0.000001"), max_value=10**12 - 1, places=6).map(
    number_text
)


@settings(max_examples=150, deadline=None)
@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_a_guess_never_raises_the_doubt_that_it_answers(
    voltage: str, capacity: str, energy: str, mass: str
) -> None:
    figures = {"voltage": voltage, "capacity": capacity, "energy": energy, "mass": mass}
    found = doubt(**figures)
    if found is not None and found.hint:
        again = doubt(**{**figures, found.field.rsplit("_", 1)[0]: found.hint})
        assert again is None or again.field != found.field
