"""The names that people give to columns."""

from __future__ import annotations

from decimal import Decimal

import pytest

from batterypass.domain.events.pack import PackManufactured
from batterypass.exchange.columns import _NAMES as NAMES
from batterypass.exchange.columns import FIELDS, column_key, nearest_columns, target_of
from batterypass.regulations.attributes import attributes


@pytest.mark.parametrize(
    ("name", "field"),
    [("Nº de serie", "serial"), ("SERIE", "serial"), ("Modelo", "model"), ("Química", "chemistry"),
     ("Categoría", "category"), ("Voltaje nominal (V)", "nominal_voltage_v"),
     ("Capacidad [Ah]", "capacity_ah"), ("Energía (Wh)", "energy_wh"), ("Masa (kg)", "mass_kg"),
     ("Peso kg", "mass_kg"), ("Mes de fabricación", "made_month"), ("Planta", "plant"),
     ("manufacturing date", "made_month"), ("GTIN-14", "gtin"), ("id", "item"),
     ("Informe ONU 38.3", "un38_3_report"), ("alias: GIAI", "alias.GIAI"),
     ("GB/T 34014", "alias.GB/T 34014"), ("values.minimum_voltage", "values.minimum_voltage"),
     ("Voltaje mínimo (V)", "values.minimum_voltage"), ("battery_mass", "mass_kg")],
)  # fmt: skip
def test_spanish_and_english_names_are_known(name: str, field: str) -> None:
    assert target_of(name).field == field


@pytest.mark.parametrize(
    ("name", "field", "factor"),
    [("energy_kWh", "energy_wh", 1000), ("Energía (MWh)", "energy_wh", 1_000_000),
     ("masa (t)", "mass_kg", 1000)],
)  # fmt: skip
def test_a_unit_in_the_name_converts(name: str, field: str, factor: int) -> None:
    target = target_of(name)
    assert target == (field, Decimal(factor), "", "", "")


def test_an_energy_or_mass_without_its_unit_is_not_guessed() -> None:
    for name in ("energy", "energía", "peso", "mass"):
        assert not target_of(name).is_used, name


def test_a_value_that_is_not_public_stays_out_of_a_public_event() -> None:
    target = target_of("state_of_charge")
    assert not target.is_used
    assert target.key == "why_not_public"


def test_a_name_that_nearly_is_one_comes_with_the_one() -> None:
    assert target_of("plantt").near == "plant"
    assert nearest_columns(["mass_kg", "energy_wh"], ["mass", "energy", "colour"]) == {
        "mass_kg": "mass",
        "energy_wh": "energy",
    }


def test_every_field_of_the_kind_has_a_column() -> None:
    own = set(PackManufactured.model_fields) - {"aliases", "values", "un38_3"}
    from batterypass.domain.events import COMMON_FIELDS

    assert own - set(COMMON_FIELDS) <= set(FIELDS)


def test_no_name_stands_for_two_fields() -> None:
    seen: dict[str, str] = {}
    for field in FIELDS:
        for name in (field, *NAMES[field].split()):
            assert column_key(name) == name
            assert seen.setdefault(name, field) == field, name


def test_every_public_attribute_is_a_column() -> None:
    for attribute in attributes().values():
        found = target_of(f"values.{attribute.id}")
        assert found.is_used == attribute.is_public, attribute.id
