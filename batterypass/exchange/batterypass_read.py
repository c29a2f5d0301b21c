"""A passport of the BatteryPass data model 1.2 (seven aspects) as a row, with a report of each leaf.

The document is one object with the aspects by their names, as :mod:`batterypass.exchange.parts`
puts them together from files. Generated samples are valid and cannot be true; what cannot be is left out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.exchange.batterypass_paths import (
    ADDRESS,
    LABELS,
    METALS,
    MONTHS,
    PLAIN,
    READINGS,
    STAGES,
    STATUSES,
)
from batterypass.exchange.catenax_materials import COMPONENTS
from batterypass.exchange.dates import parse_month
from batterypass.exchange.leaves import Leaves, ReportLine
from batterypass.exchange.payload import as_number, cleaned, finish, give_chemistry, give_number
from batterypass.exchange.terms import chemistry_of
from batterypass.regulations.attributes import attributes

if TYPE_CHECKING:
    from batterypass.exchange.rows import Row

_ITEM_URL = re.compile(r"https://[a-z0-9.-]+(/[^\s?#]+)+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_MONTHS = re.compile(r"--(0[1-9]|1[0-2])(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_GENERAL: Final = "GeneralProductInformation"
_RATED, _NOW = "Performance.batteryTechicalProperties", "Performance.batteryCondition"
_Member = tuple[str, str]


def map_passport(line: int, document: dict[str, Any]) -> tuple[Row, list[ReportLine]]:
    """Give the row that a passport comes to, and what became of each of its leaves."""
    leaves = Leaves(line, cleaned(document))
    known = attributes()
    for path, (attribute, _, factor) in PLAIN.items():
        if not leaves.get(path) or attribute == "battery_identifier":
            continue
        if known[attribute].is_number:
            key, units = (
                ("why_unit", {"unit": "kg", "to": "t"}) if factor != Decimal(1) else ("", {})
            )
            give_number(leaves, path, attribute, factor, key, **units)
        else:
            leaves.give([path], attribute, leaves.get(path))
    for path, attribute in READINGS.items():
        value = f"{path}.{path.rsplit('.', 1)[1]}Value"
        if leaves.get(value):
            give_number(leaves, value, attribute)
    for path, attribute in MONTHS.items():
        moment = leaves.get(path)
        if moment:
            leaves.give([path], attribute, parse_month(moment) or moment, "why_month")
    _identity(leaves)
    _parties(leaves)
    _footprint(leaves)
    _labels(leaves)
    _materials(leaves)
    _circularity(leaves)
    _performance(leaves)
    _supply_chain(leaves)
    for path in leaves.open():
        if path.startswith(_NOW) and path.endswith(("lastUpdate", "rPCLastUpdated")):
            leaves.leave(path, "why_time")
    return finish(leaves)


def _identity(leaves: Leaves) -> None:
    path = f"{_GENERAL}.productIdentifier"
    said = leaves.get(path)
    if said:
        is_url = _ITEM_URL.fullmatch(said) and len(said) <= 120
        leaves.take(path, "item" if is_url else "alias.productIdentifier")
    path = f"{_GENERAL}.batteryPassportIdentifier"
    if leaves.get(path):
        leaves.give([path], "battery_passport_identifier", leaves.get(path), "why_passport_id")
    path = f"{_GENERAL}.batteryCategory"
    if leaves.get(path):
        leaves.take(path, "category")
    path = f"{_GENERAL}.batteryStatus"
    said = leaves.get(path)
    if said:
        ours = {theirs: word for word, theirs in STATUSES.items()}.get(said, said)
        leaves.give([path], "battery_status", ours, "why_word")
    path = f"{_GENERAL}.warrentyPeriod"
    match = _MONTHS.fullmatch(leaves.get(path))
    if match is not None:
        leaves.give([path], "warranty_period", str(int(match[1])), "why_months")
    elif leaves.get(path):
        leaves.leave(path, "why_no_months")
    short, clear = (
        f"MaterialComposition.batteryChemistry.{name}" for name in ("shortName", "clearName")
    )
    for path, other in ((short, clear), (clear, short)):
        if leaves.get(path) and chemistry_of(leaves.get(path)):
            give_chemistry(leaves, path, leaves.get(path))
            if leaves.get(other) and "battery_chemistry" not in leaves.attributes:
                if leaves.get(other) == leaves.get(path):
                    leaves.leave(other, "why_same", other=path)
                else:
                    leaves.give([other], "battery_chemistry", leaves.get(other))
            return
    if leaves.get(clear):
        leaves.give([clear], "battery_chemistry", leaves.get(clear))
    if leaves.get(short):
        leaves.take(short, "chemistry")


def _parties(leaves: Leaves) -> None:
    base = f"{_GENERAL}.operatorInformation"
    _place(
        leaves, "operator_information", f"{base}.postalAddress",
        {"name": f"{base}.contactName", "web": f"{base}.webAddress", "email": f"{base}.emailAddress"},
    )  # fmt: skip
    base = f"{_GENERAL}.manufacturerInformation"
    _place(leaves, "manufacturer_postal_address", f"{base}.postalAddress", {})
    leaves.give_records(
        "manufacturer_web_email",
        [_record(leaves, {"web": f"{base}.webAddress", "email": f"{base}.emailAddress"})],
        single=True,
    )
    _place(leaves, "manufacturing_place", f"{_GENERAL}.manufacturingPlace", {})


def _place(leaves: Leaves, attribute: str, base: str, more: dict[str, str]) -> None:
    """Give an address as a record, or as one text where its country is no code of two letters."""
    members = more | {ours: f"{base}.{theirs}" for ours, theirs in ADDRESS.items()}
    record = _record(leaves, members)
    if not record:
        return
    if _COUNTRY.fullmatch(leaves.get(members["country"])):
        leaves.give_records(attribute, [record], single=True)
        return
    paths = [path for path, _ in record.values()]
    text = ", ".join(dict.fromkeys(text for _, text in record.values()))
    leaves.give(paths, attribute, text, "why_address")


def _footprint(leaves: Leaves) -> None:
    ours = {theirs: name for name, theirs in STAGES.items()}
    for one in leaves.all("CarbonFootprint.carbonFootprintPerLifecycleStage"):
        attribute = ours.get(leaves.get(f"{one}.lifecycleStage"))
        if attribute and leaves.get(f"{one}.carbonFootprint"):
            target = give_number(leaves, f"{one}.carbonFootprint", attribute, key="why_stage_share")
            if target:
                said = leaves.get(f"{one}.lifecycleStage")
                leaves.note(f"{one}.lifecycleStage", "taken", f"values.{attribute}", said)


def _labels(leaves: Leaves) -> None:
    meanings: dict[str, list[str]] = {}
    paths: list[str] = []
    ours = {theirs: name for name, theirs in LABELS.items()}
    for one in leaves.all("Labels.labels"):
        attribute = ours.get(leaves.get(f"{one}.labelingSubject"))
        symbol = f"{one}.labelingSymbol"
        if (
            attribute
            and leaves.get(symbol)
            and leaves.give([symbol], attribute, leaves.get(symbol))
        ):
            said = leaves.get(f"{one}.labelingSubject")
            leaves.note(f"{one}.labelingSubject", "taken", f"values.{attribute}", said)
        for path in leaves.under(f"{one}.labelingMeaning"):
            language = path.rsplit(".", 1)[1].lower().replace("-", "_")
            texts = meanings.setdefault(language, [])
            if leaves.get(path) not in texts:
                texts.append(leaves.get(path))
            paths.append(path)
    if meanings:
        value = {language: "; ".join(texts) for language, texts in meanings.items()}
        leaves.give(paths, "meaning_of_labels", value, "why_record")
    report = "Labels.resultOfTestReport"
    if leaves.get(report):
        leaves.give_records(
            "test_report_results",
            [{"title": (report, "resultOfTestReport"), "uri": (report, leaves.get(report))}],
        )


def _materials(leaves: Leaves) -> None:
    detailed: list[dict[str, _Member]] = []
    critical: list[dict[str, _Member]] = []
    flags: list[str] = []
    for one in leaves.all("MaterialComposition.batteryMaterials"):
        start = f"{one}.batteryMaterial"
        record = _record(
            leaves,
            {"name": f"{start}Name", "cas": f"{start}Identifier", "mass_kg": f"{start}Mass"},
        )
        where = f"{start}Location.componentName"
        component = leaves.get(where).casefold()
        detailed.append(
            record | ({"component": (where, component)} if component in COMPONENTS else {})
        )
        if leaves.get(f"{one}.isCriticalRawMaterial") == "true":
            flags.append(f"{one}.isCriticalRawMaterial")
            critical.append(record | _record(leaves, {"location": where}))
    leaves.give_records("detailed_composition", detailed)
    if leaves.give_records("critical_raw_materials", critical):
        for path in flags:
            leaves.note(path, "mapped", "values.critical_raw_materials", "true", "why_record")
    hazards = []
    for one in leaves.all("MaterialComposition.hazardousSubstances"):
        start = f"{one}.hazardousSubstance"
        record = _record(
            leaves,
            {"name": f"{start}Name", "cas": f"{start}Identifier", "hazard_class": f"{start}Class",
             "concentration_percent": f"{start}Concentration",
             "location": f"{start}Location.componentName"},
        )  # fmt: skip
        impacts = [path for path in leaves.all(f"{start}Impact") if leaves.get(path)]
        if impacts:
            record["impact"] = (impacts[0], "; ".join(leaves.get(path) for path in impacts))
        hazards.append(record)
    if leaves.give_records("hazardous_substances", hazards):
        for path in leaves.open():
            if "hazardousSubstanceImpact[" in path:
                leaves.note(path, "mapped", "values.hazardous_substances", "", "why_joined")


def _circularity(leaves: Leaves) -> None:
    base = "Circularity"
    _uris(
        leaves, "dismantling_information",
        [f"{one}.documentURL" for one in leaves.all(f"{base}.dismantlingAndRemovalInformation")],
    )  # fmt: skip
    _uris(leaves, "safety_measures", [f"{base}.safetyMeasures.safetyInstructions"])
    agents = [
        path for path in leaves.all(f"{base}.safetyMeasures.extinguishingAgent") if leaves.get(path)
    ]
    if agents:
        leaves.give(
            agents, "extinguishing_agent", [leaves.get(path) for path in agents], "why_list"
        )
    for one in leaves.all(f"{base}.recycledContent"):
        metal = leaves.get(f"{one}.recycledMaterial")
        if metal not in METALS:
            continue
        for theirs, ours in (("preConsumerShare", "pre"), ("postConsumerShare", "post")):
            if leaves.get(f"{one}.{theirs}"):
                name = f"recycled_{metal.lower()}_{ours}_consumer"
                if give_number(leaves, f"{one}.{theirs}", name):
                    leaves.note(f"{one}.recycledMaterial", "taken", f"values.{name}", metal)
    sources, parts = [], []
    for one in leaves.all(f"{base}.sparePartSources"):
        sources.append(
            _record(
                leaves,
                {"name": f"{one}.nameOfSupplier", "web": f"{one}.supplierWebAddress",
                 "email": f"{one}.emailAddressOfSupplier",
                 **{ours: f"{one}.addressOfSupplier.{theirs}" for ours, theirs in ADDRESS.items()}},
            )
        )  # fmt: skip
        parts += [
            _record(leaves, {"part_number": f"{part}.partNumber", "component": f"{part}.partName"})
            for part in leaves.all(f"{one}.components")
        ]
    leaves.give_records("spare_part_sources", sources)
    leaves.give_records("component_part_numbers", parts)


def _performance(leaves: Leaves) -> None:
    ratio, same = f"{_RATED}.powerCapabilityRatio", f"{_RATED}.cRate"
    if leaves.get(ratio) and "power_to_energy_ratio" not in leaves.attributes:
        give_number(leaves, ratio, "power_to_energy_ratio")
    elif leaves.get(ratio):
        leaves.leave(
            ratio, "why_same" if leaves.get(ratio) == leaves.get(same) else "why_other", other=same
        )
    rate = f"{_RATED}.cRateLifeCycleTest"
    if leaves.get(rate):
        number = as_number(leaves.get(rate))[0]
        leaves.give([rate], "cycle_life_test_c_rate", [number], "why_list")
    leaves.give_records(
        "original_power_capability",
        [_record(leaves, {"soc": f"{one}.atSoC", "power": f"{one}.powerCapabilityAt"})
         for one in leaves.all(f"{_RATED}.originalPowerCapability")],
    )  # fmt: skip
    one = f"{_NOW}.remainingPowerCapability.remainingPowerCapabilityValue"
    leaves.give_records(
        "remaining_power_capability",
        [_record(leaves, {"soc": f"{one}.atSoC", "power": f"{one}.powerCapabilityAt"})],
    )
    leaves.give_records(
        "initial_internal_resistance",
        [_record(leaves, {"level": f"{one}.batteryComponent", "value": f"{one}.ohmicResistance"})
         for one in leaves.all(f"{_RATED}.initialInternalResistance")],
    )  # fmt: skip
    leaves.give_records(
        "internal_resistance_increase",
        [_record(leaves, {"level": f"{one}.batteryComponent",
                          "value": f"{one}.internalResistanceIncreaseValue"})
         for one in leaves.all(f"{_NOW}.internalResistanceIncrease")],
    )  # fmt: skip
    accidents = []
    for one in leaves.all(f"{_NOW}.negativeEvents"):
        record = _record(leaves, {"event": f"{one}.negativeEvent"})
        moment = leaves.get(f"{one}.lastUpdate")
        if parse_month(moment):
            record["date"] = (f"{one}.lastUpdate", moment[:10])
        accidents.append(record)
    leaves.give_records("accident_information", accidents)


def _supply_chain(leaves: Leaves) -> None:
    _uris(leaves, "third_party_assurances", ["SupplyChainDueDiligence.thirdPartyAussurances"])
    path = "SupplyChainDueDiligence.supplyChainIndicies"
    if leaves.get(path):
        value = as_number(leaves.get(path))[0]
        leaves.give_records(
            "supply_chain_indices",
            [{"name": (path, "supplyChainIndicies"), "value": (path, value)}],
        )


def _uris(leaves: Leaves, attribute: str, paths: list[str]) -> None:
    there = [path for path in paths if leaves.get(path)]
    if there:
        leaves.give(
            there, attribute, list(dict.fromkeys(leaves.get(path) for path in there)), "why_list"
        )


def _record(leaves: Leaves, members: dict[str, str]) -> dict[str, _Member]:
    """Give the members of a record that are there: leaf and text, numbers as an event has them."""
    found = {}
    for name, path in members.items():
        text = leaves.get(path)
        if text:
            is_number = name in ("mass_kg", "concentration_percent", "soc", "power", "value")
            found[name] = (path, as_number(text)[0] if is_number else text)
    return found
