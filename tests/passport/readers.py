"""A passport with every attribute, and what each reader may see of it: shared by every channel.

The table is read here on its own, and the matrix of Annex XIII stands here as a literal, so that a
mistake in the program's reading of either shows. A channel that writes text is held against
:func:`leaks`; one that names attributes against :func:`allowed`.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import yard as yards
from batterypass.exchange.facts import FACTS
from shared import ROOT

if TYPE_CHECKING:
    from batterypass.domain.states import ItemState

READERS = (
    "public", "legitimate_interest", "notified_body_or_market_surveillance", "commission",
    "responsible_operator",
)  # fmt: skip
CATEGORIES = ("EV", "LMT", "industrial")
_MODEL, _TESTS, _OWN = (
    "legitimate_interest_and_commission", "authorities_and_commission",
    "individual_legitimate_interest",
)  # fmt: skip
#: Reader -> content points, by Regulation (EU) 2023/1542, Annex XIII, 1 to 4.
SEES = {
    "public": {"public"},
    "legitimate_interest": {"public", _MODEL, _OWN},
    "notified_body_or_market_surveillance": {"public", _TESTS},
    "commission": {"public", _MODEL, _TESTS},
    "responsible_operator": {"public", _MODEL, _TESTS, _OWN},
}
TABLE = ROOT / "batterypass" / "regulations" / "data" / "passport-attributes.csv"
with TABLE.open(encoding="utf-8", newline="") as _file:
    #: The rows of the table, by attribute id.
    ROWS: dict[str, dict[str, str]] = {row["id"]: row for row in csv.DictReader(_file)}
_NUMBERS = {name: number for number, name in enumerate(ROWS)}

#: Values that are in range where twelve and a bit is not.
_IN_RANGE = {
    "minimum_voltage": "300", "nominal_voltage": "384", "maximum_voltage": "438",
    "idle_temperature_min": "-20", "idle_temperature_max": "60",
    "state_of_certified_energy": "91", "initial_round_trip_efficiency": "94",
    "round_trip_efficiency_50pct": "90", "remaining_round_trip_efficiency": "92",
    "cf_raw_material": "25", "cf_main_production": "25", "cf_distribution": "25",
    "cf_end_of_life": "22", "capacity_threshold_exhaustion": "70", "carbon_footprint_per_functional_unit": "0",
    "internal_resistance_current": "0", "maximum_permitted_power": "90000", "power_current": "80000",
}  # fmt: skip
#: What says which pack, passport and parties it is of: the ledger knows it.
_IDENTITY = frozenset(
    {"battery_identifier", "battery_passport_identifier", "operator_identifier",
     "manufacturer_identifier", "dpp_status"}
)  # fmt: skip
_WHOLE = {"warranty_period": "96", "expected_lifetime_cycles": "3000"}
_WORDS = {
    "dpp_status": "active", "dpp_granularity": "item", "battery_status": "original",
    "battery_category": "EV",
    "cadmium_lead_symbols": ["Cd"],
}  # fmt: skip
_RECORDS: dict[str, dict[str, str]] = {
    "operator_information": {"name": "@", "country": "MX"},
    "manufacturer_postal_address": {"street": "@", "country": "MX"},
    "manufacturer_web_email": {"web": "https://@.example"},
    "manufacturing_place": {"city": "@", "country": "MX"},
    "cf_general_information": {"model": "@"},
}
_LISTS: dict[str, dict[str, str]] = {
    "repair_history": {"date": "2027-05-04", "work": "@"},
    "test_report_results": {"title": "@", "uri": "https://@.example/report"},
    "supply_chain_indices": {"name": "@", "value": "71"},
    "critical_raw_materials": {"name": "@", "cas": "7439-93-2"},
    "detailed_composition": {"component": "cathode", "name": "@", "mass_kg": "31.2"},
    "hazardous_substances": {"name": "@", "cas": "7440-48-4", "concentration_percent": "3.1"},
    "component_part_numbers": {"part_number": "@"},
    "spare_part_sources": {"name": "@", "web": "https://@.example"},
    "original_power_capability": {"soc": "80", "power": "90000.@"},
    "remaining_power_capability": {"soc": "80", "power": "81000.@"},
    "initial_internal_resistance": {"level": "pack", "value": "0.@"},
    "internal_resistance_increase": {"level": "pack", "value": "4.@"},
    "temperature_information": {"time": "2027-05-04T10:00:00-06:00", "value": "31.@"},
    "accident_information": {"date": "2027-05-04", "event": "@"},
}


def category_fields(category: str) -> dict[str, str]:
    """Give the fields of a pack of a category of the law that has the duty."""
    return {"category": category}


def mark(name: str) -> str:
    """Give the text that stands in the value of an attribute and nowhere else."""
    return f"Zq{_NUMBERS[name]:03d}xv"


def digits(name: str) -> str:
    """Give the digits that stand in the value of a number and nowhere else."""
    return f"73{_NUMBERS[name]:03d}9"


def sample(name: str) -> Any:
    """Give a value of an attribute that is in its shape and range, with its mark where it fits."""
    row = ROWS[name]
    if name == "battery_chemistry":
        return f"LFP {mark(name)}"
    if name in _WORDS:
        return _WORDS[name]
    if name in _RECORDS:
        return {member: _marked(text, name) for member, text in _RECORDS[name].items()}
    if name in _LISTS:
        return [{member: _marked(text, name) for member, text in _LISTS[name].items()}]
    datatype = row["datatype"]
    if datatype == "integer" or name == "expected_lifetime_cycles":
        return _WHOLE.get(name, str(4_000_000 + _NUMBERS[name]) if row["unit"] == "min" else "7")
    if datatype == "decimal":
        return f"{_IN_RANGE.get(name, '12')}.{digits(name)}"
    if datatype == "year-month":
        return "2026-02"
    if datatype == "date-time":
        return "2026-03-03"
    if name == "commodity_code":
        return "8507.60"
    if name == "carbon_footprint_performance_class":
        return "B"
    if datatype == "uri":
        link = f"https://docs.example/{mark(name)}"
        return [link] if row["cardinality"].endswith("*") else link
    return [mark(name)] if datatype == "array" else mark(name)


def _marked(text: str, name: str) -> str:
    return text.replace("@", digits(name) if text.endswith(".@") else mark(name))


def allowed(reader: str) -> set[str]:
    """Give the attributes that a reader may see."""
    return {name for name, row in ROWS.items() if row["access_tier"] in SEES[reader]}


def leaks(text: str, reader: str) -> set[str]:
    """Give the attributes whose value stands in a text although the reader may not see them."""
    hidden = set(ROWS) - allowed(reader)
    return {name for name in hidden if mark(name) in text or digits(name) in text}


def shown(text: str, reader: str) -> set[str]:
    """Give the attributes that the reader may see and whose value stands in a text."""
    return {name for name in allowed(reader) if mark(name) in text or digits(name) in text}


def full_form(item: str, passport: str) -> dict[str, Any]:
    """Give the form of a passport with all attributes, each where its tier puts it."""
    private: dict[str, dict[str, Any]] = {}
    values: dict[str, Any] = {}
    for name, row in ROWS.items():
        # What the ledger knows of the pack nobody can say otherwise.
        if name in FACTS or name in _IDENTITY:
            continue
        tier = row["access_tier"]
        (values if tier == "public" else private.setdefault(tier, {}))[name] = sample(name)
    # Passports before this one are of another ledger.
    return {"item": item, "passport": passport, "values": values, "private": private,
            "accept_unusual": True}  # fmt: skip


def full_yard(folder: Path, category: str) -> yards.Yard:
    """Open a ledger whose first pack, of a category, has a passport with every attribute."""
    yard = yards.make_yard(folder, packs=0)
    item = yards.PACKS[0]
    form = yards.pack(item, **category_fields(category))
    yard.ledger.log("pack.manufactured", form, actor=yards.MAKER)
    passport = f"https://id.planta-apodaca.example/passport/{category.lower()}"
    yard.ledger.log("passport.issued", full_form(item, passport), actor=yards.MAKER)
    return yard


def full_item(yard: yards.Yard) -> ItemState:
    """Give the state of that pack."""
    state: ItemState = yard.session.world.item(yards.PACKS[0])
    return state
