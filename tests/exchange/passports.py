"""Passports made of the table of shapes: one that says everything, and any number of random ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from batterypass.domain.base import number_text
from batterypass.exchange.writing import Facts
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_checks import check_together, check_value
from batterypass.regulations.passport_scalars import cas_digit
from batterypass.regulations.passport_shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.regulations.passport_shapes import Shape

MOMENT = "2026-11-21T10:00:00-06:00"
ITEM = "https://id.sierra-alta.example/01/09521234560104/21/SA26-000001"
PASSPORT = "https://id.sierra-alta.example/passport/550e8400-e29b-41d4-a716-446655440000"
_LINK = "https://docs.sierra-alta.example/{}"
_PLACE = {"street": "Av. Industrias 1", "postal_code": "66600", "country": "MX"}
_POINTS = [{"soc": "20", "power": "90000"}, {"soc": "80", "power": "110000"}]
_LEVELS = [{"level": "cell", "value": "0.001"}, {"level": "module", "value": "0.01"},
           {"level": "pack", "value": "0.1"}]  # fmt: skip
#: A passport in which every attribute that the two models know has a value in their form.
FULL: dict[str, Value] = {
    "battery_passport_identifier": PASSPORT,
    "battery_identifier": ITEM,
    "battery_model_identifier": "SA-46",
    "battery_serial_number": "SA26-000001",
    "operator_identifier": "BPNL0123456789ZZ",
    "operator_information": {"name": "Sierra Alta", **_PLACE, "web": _LINK.format("")},
    "manufacturer_identifier": "BPNL0123456789ZZ",
    "manufacturer_name": "Sierra Alta",
    "manufacturer_postal_address": dict(_PLACE),
    "manufacturer_web_email": {"web": _LINK.format("")},
    "facility_identifier": "BPNA0123456789ZZ",
    "backup_provider_reference": _LINK.format("backup"),
    "manufacturing_place": dict(_PLACE),
    "manufacturing_date": "2026-02",
    "putting_into_service_date": "2026-03",
    "warranty_period": "12",
    "battery_category": "EV",
    "battery_mass": "412.5",
    "battery_status": "original",
    "separate_collection_symbol": _LINK.format("bin.svg"),
    "carbon_footprint_label": _LINK.format("co2.svg"),
    "meaning_of_labels": {"en": "Do not throw away", "es": "No tirar"},
    "extinguishing_agent": ["water (A)", "sand (D)"],
    "eu_declaration_of_conformity": _LINK.format("doc"),
    "test_report_results": [{"title": "resultOfTestReport", "uri": _LINK.format("test")}],
    "carbon_footprint_per_functional_unit": "0.061",
    "cf_raw_material": "50", "cf_main_production": "30", "cf_distribution": "5",
    "cf_end_of_life": "15",
    "carbon_footprint_performance_class": "B",
    "carbon_footprint_study_url": _LINK.format("study"),
    "absolute_carbon_footprint": "2.5",
    "due_diligence_report": _LINK.format("diligence"),
    "third_party_assurances": [_LINK.format("assured")],
    "supply_chain_indices": [{"name": "supplyChainIndicies", "value": "7"}],
    "battery_chemistry": "Lithium iron phosphate",
    "critical_raw_materials": [
        {"name": name, "cas": cas, "mass_kg": "12", "location": "cathode"}
        for name, cas in (
            ("nickel", "7440-02-0"), ("lithium", "7439-93-2"), ("cobalt", "7440-48-4"),
            ("lead", "7439-92-1"),
        )
    ],
    "detailed_composition": [
        {"component": "anode", "name": "graphite", "cas": "7782-42-5", "mass_kg": "60",
         "share_percent": "14"},
    ],
    "hazardous_substances": [
        {"name": name, "cas": cas, "hazard_class": "AcuteToxicity", "concentration_percent": share,
         "location": "housing", "impact": "toxic"}
        for name, cas, share in (
            ("cadmium", "7440-43-9", "0"), ("mercury", "7439-97-6", "0"), ("lead", "7439-92-1", "0.01"),
        )
    ],
    "dismantling_information": [_LINK.format("dismantling")],
    "component_part_numbers": [{"part_number": "C-1", "component": "cell"}],
    "spare_part_sources": [
        {"name": "BPNL0123456789ZZ", "street": "Calle 1", "postal_code": "66600", "country": "MX",
         "web": _LINK.format("parts"), "email": "parts@sierra-alta.example"},
    ],
    "safety_measures": [_LINK.format("safety")],
    **{f"recycled_{metal}_{stage}_consumer": share
       for metal in ("nickel", "cobalt", "lithium", "lead")
       for stage, share in (("pre", "4.5"), ("post", "10"))},
    "renewable_content_share": "3",
    "waste_prevention_information": _LINK.format("prevention"),
    "separate_collection_information": _LINK.format("collection"),
    "collection_and_second_life_information": _LINK.format("second-life"),
    "rated_capacity": "131.3",
    "remaining_capacity": "128.4", "capacity_fade": "2.2",
    "certified_usable_energy": "46", "remaining_usable_energy": "45",
    "state_of_certified_energy": "97.8", "state_of_charge": "55",
    "minimum_voltage": "273.8", "nominal_voltage": "350.4", "maximum_voltage": "399.6",
    "original_power_capability": _POINTS,
    "remaining_power_capability": [{"soc": "100", "power": "100000"}],
    "power_fade": "1",
    "maximum_permitted_power": "150000", "power_to_energy_ratio": "3",
    "initial_round_trip_efficiency": "96", "round_trip_efficiency_50pct": "92",
    "remaining_round_trip_efficiency": "95", "round_trip_efficiency_fade": "1",
    "initial_self_discharge_rate": "2", "current_self_discharge_rate": "2.1",
    "self_discharge_evolution": "5",
    "initial_internal_resistance": _LEVELS, "internal_resistance_current": "0.11",
    "internal_resistance_increase": _LEVELS,
    "expected_lifetime_years": "15", "expected_lifetime_cycles": "3000",
    "number_of_full_cycles": "120",
    "cycle_life_reference_test": _LINK.format("cycle-life"), "cycle_life_test_c_rate": ["1", "1"],
    "energy_throughput": "5432.1", "capacity_throughput": "14000",
    "capacity_threshold_exhaustion": "80",
    "idle_temperature_min": "-20", "idle_temperature_max": "60",
    "time_above_temperature": "10", "time_below_temperature": "20",
    "time_charging_above_temperature": "0", "time_charging_below_temperature": "5",
    "accident_information": [{"event": "none reported", "date": "2026-04-01"}],
}  # fmt: skip
FACTS = Facts(since=dict.fromkeys(FULL, MOMENT), issued=MOMENT)

_WORDS = st.text("abcdefghij KLMN-0123", min_size=1, max_size=16).map(
    lambda text: "x" + "-".join(text.split())
)
_URIS = _WORDS.map(lambda word: f"https://docs.sierra-alta.example/{word}")


@st.composite
def passports(draw: st.DrawFn) -> dict[str, Value]:
    """Make passports of some attributes, whose values are possible and fit each other."""
    known = [name for name in shapes().attributes if name in attributes()]
    names = draw(st.lists(st.sampled_from(known), min_size=1, max_size=10, unique=True))
    return _fitting({name: draw(_value(shapes().attributes[name])) for name in names})


def _fitting(values: dict[str, Value]) -> dict[str, Value]:
    known = attributes()
    found = {
        name: value for name, value in values.items()
        if not [one for one in check_value(known[name], value) if not one.is_unusual]
    }  # fmt: skip
    while problems := [one for one in check_together(found) if not one.is_unusual]:
        found.pop(problems[0].attribute)
    return found


def _value(shape: Shape) -> st.SearchStrategy[Any]:
    sort = shape.sort
    if sort == "record":
        return _record(shape.members)
    if sort == "records":
        return st.lists(_record(shape.members), min_size=1, max_size=3)
    if sort == "multilingual":
        return st.dictionaries(st.sampled_from(["en", "es", "de"]), _WORDS, min_size=1)
    if sort in ("texts", "uris", "enums", "numbers"):
        inner = {"texts": _WORDS, "uris": _URIS}.get(sort)
        one = inner if inner is not None else _scalar(shape, sort.removesuffix("s"))
        return st.lists(one, min_size=1, max_size=3, unique=True)
    return _scalar(shape, sort)


def _record(members: Mapping[str, Shape]) -> st.SearchStrategy[dict[str, str]]:
    must = {name: _scalar(one, one.sort) for name, one in members.items() if one.is_required}
    may = {name: _scalar(one, one.sort) for name, one in members.items() if not one.is_required}
    return st.fixed_dictionaries(must, optional=may).filter(bool)


def _scalar(shape: Shape, sort: str) -> st.SearchStrategy[str]:
    if sort in ("number", "integer"):
        low, high = shape.hard or (Decimal(0), Decimal(1000))
        places = 0 if sort == "integer" else 3
        return st.decimals(low, high, places=places, allow_nan=False).map(number_text)
    if sort == "enum":
        return st.sampled_from(sorted(shape.words))
    fixed: dict[str, st.SearchStrategy[str]] = {
        "month": st.dates().map(lambda day: f"20{day.year % 100:02}-{day.month:02}"),
        "day": st.dates().map(lambda day: f"20{day.year % 100:02}-{day.month:02}-01"),
        "date_time": st.just(MOMENT),
        "uri": _URIS,
        "email": st.just("info@sierra-alta.example"),
        "country": st.sampled_from(["MX", "DE"]),
        "cas": st.integers(1000000, 9999999).map(_cas),
        "sha256": st.just("ab" * 32),
    }
    if shape.pattern:
        return st.sampled_from(["8507.60", "B", "1234"])
    return fixed.get(sort, _WORDS)


def _cas(number: int) -> str:
    text = f"{number // 100}-{number % 100:02}-"
    return text + cas_digit(f"{text}0")
