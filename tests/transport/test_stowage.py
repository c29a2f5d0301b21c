"""Where batteries stand on a ship: category, conditions and the schedules of the EmS Guide."""

from __future__ import annotations

import pytest

from transport.deciding import MODES, decided

DAMAGED = {"condition": "ddr_stable"}
WASTE = {"condition": "waste_recycling"}
VEHICLE = {"config": "vehicle", "stowage": "container", "fully_enclosed": "no"}


@pytest.mark.parametrize(
    ("words", "category", "conditions"),
    [
        ({}, "A", ("SW19",)),
        (DAMAGED, "C", ("SW19",)),
        ({"condition": "ddr_critical"}, "C", ("SW19",)),
        (WASTE, "C", ("SW19",)),
        ({**DAMAGED, "short_voyage": "no"}, "C", ("SW19",)),
        ({**DAMAGED, "short_voyage": "yes"}, "A", ("SW19",)),
        ({**WASTE, "short_voyage": "yes"}, "A", ("SW19",)),
        (VEHICLE, "A", ()),
        ({**VEHICLE, "condition": "waste_recycling"}, "A", ()),
        ({"config": "ctu"}, "D", ("SW1", "SW2")),
    ],
)
def test_the_place_on_a_ship_by_what_is_carried(
    words: dict[str, str], category: str, conditions: tuple[str, ...]
) -> None:
    found = decided(**{"regime": "IMDG", **words})

    assert found.stowage is not None
    assert (found.stowage.category, found.stowage.conditions) == (category, conditions)
    assert found.stowage.ems == "F-A, S-I"
    assert found.stowage.source.startswith("IMDG Code Amdt 42-24")
    assert found.stowage.confidence == "high"
    assert ("SW19_CATEGORY_C" in found.codes) == (category == "C")


def test_an_edition_that_is_less_sure_gives_a_place_that_is_less_sure() -> None:
    found = decided(regime="IMDG", date="2024-06-01")

    assert found.stowage is not None
    assert found.stowage.confidence == "medium"


def test_what_is_exempt_at_sea_has_no_place_of_its_own() -> None:
    assert decided(regime="IMDG", wh="90", net_kg="8", count="20", gross_kg="12").stowage is None
    assert (
        decided(regime="IMDG", **{**VEHICLE, "stowage": "roro_vehicle_space"}).stowage is None
    )  # fmt: skip


@pytest.mark.parametrize("regime", sorted(MODES.keys() - {"IMDG"}))
def test_only_the_sea_has_stowage(regime: str) -> None:
    assert decided(regime=regime, aircraft="cao", approval="A99").stowage is None
