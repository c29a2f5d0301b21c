"""What is a list in the BatteryPass data model: labels, materials, parts, resistances, readings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from batterypass.exchange.batterypass_paths import ADDRESS, HAZARD_CLASSES, LABELS, METALS
from batterypass.exchange.json_rows import JsonNumber
from batterypass.exchange.writing import is_number, is_uri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.exchange.writing import Writer

_EMAIL: Final = re.compile(r"[\w.-]+@[\w.-]+\.[A-Za-z]{2,}")
_RATED, _NOW = "Performance.batteryTechicalProperties", "Performance.batteryCondition"


def write_labels(writer: Writer) -> None:
    """Write labels, each with its symbol; what they mean stands with the first of them."""
    place = 0
    for attribute, subject in LABELS.items():
        base = f"Labels.labels[{place}]"
        if writer.uri(f"{base}.labelingSymbol", attribute, is_required=False):
            writer.put(f"{base}.labelingSubject", subject)
            writer.put(f"{base}.labelingMeaning", {})
            place += 1
    if not place:
        writer.lack("Labels.labels")
    meaning = writer.values.get("meaning_of_labels")
    if meaning is not None and place:
        if isinstance(meaning, dict):
            writer.put("Labels.labels[0].labelingMeaning", dict(meaning), "meaning_of_labels")
        else:
            text = "; ".join(writer.texts("meaning_of_labels"))
            writer.put("Labels.labels[0].labelingMeaning", {"und": text})
            writer.lose(
                "reshaped", "meaning_of_labels", "Labels.labels", "reshape_word", after="und"
            )
    path = "Labels.resultOfTestReport"
    reports = writer.records("test_report_results")
    uris = [one["uri"] for one in reports if is_uri(one.get("uri", ""))]
    if uris:
        writer.put(path, uris[0], "test_report_results")
        if reports != [{"title": "resultOfTestReport", "uri": uris[0]}]:
            writer.lose("reshaped", "test_report_results", path, "lose_first")
    else:
        if reports:
            writer.lose("left_out", "test_report_results", path, "lose_no_uri")
        writer.lack(path, "lack_form" if reports else "lack_value")


def write_materials(writer: Writer) -> None:
    """Write all materials, critical ones marked, and hazardous substances."""
    detailed = writer.records("detailed_composition")
    critical = writer.records("critical_raw_materials")
    names = [one.get("name") for one in critical]
    # What is seen of a material in both lists is one material there.
    more = [one for one in critical if one.get("name") not in [two.get("name") for two in detailed]]
    base = "MaterialComposition.batteryMaterials"
    for place, one in enumerate([*detailed, *more]):
        start = f"{base}[{place}].batteryMaterial"
        where = one.get("component") or one.get("location", "")
        _put(writer, f"{start}Name", one.get("name", ""))
        _put(writer, f"{start}Identifier", one.get("cas", ""))
        _put(writer, f"{start}Mass", one.get("mass_kg", ""), is_a_number=True)
        _put(writer, f"{start}Location.componentName", where)
        writer.put(f"{base}[{place}].isCriticalRawMaterial", one.get("name") in names)
    if not detailed and not more:
        writer.lack(base)
    if detailed:
        writer.carried("detailed_composition")
        if more or any("share_percent" in one for one in detailed):
            lost = ["share_percent"] if any("share_percent" in one for one in detailed) else []
            if lost:
                writer.lose(
                    "reshaped", "detailed_composition", base, "lose_members", members=lost[0]
                )
            if more:
                writer.lose("reshaped", "detailed_composition", base, "reshape_critical")
    if critical:
        writer.carried("critical_raw_materials")
        if detailed:
            writer.lose("reshaped", "critical_raw_materials", base, "reshape_critical")
    _hazards(writer)


def _hazards(writer: Writer) -> None:
    base = "MaterialComposition.hazardousSubstances"
    records = writer.records("hazardous_substances")
    for place, one in enumerate(records):
        start = f"{base}[{place}].hazardousSubstance"
        _put(writer, f"{start}Name", one.get("name", ""))
        _put(writer, f"{start}Identifier", one.get("cas", ""))
        share = one.get("concentration_percent", "")
        _put(writer, f"{start}Concentration", share, is_a_number=True)
        _put(writer, f"{start}Location.componentName", one.get("location", ""))
        if one.get("impact"):
            writer.put(f"{start}Impact", [one["impact"]])
        else:
            writer.lack(f"{start}Impact")
        kind = one.get("hazard_class", "")
        if kind in HAZARD_CLASSES:
            writer.put(f"{start}Class", kind)
        else:
            if kind:
                writer.lose(
                    "reshaped", "hazardous_substances", f"{start}Class", "lose_defect", kind,
                    defect=", ".join(HAZARD_CLASSES),
                )  # fmt: skip
            writer.lack(f"{start}Class", "lack_form" if kind else "lack_value")
    if records:
        writer.carried("hazardous_substances")
    else:
        writer.lack(base)


def write_circularity(writer: Writer) -> None:
    """Write recycled shares, manuals, safety and spare parts."""
    base = "Circularity.recycledContent"
    place = 0
    for metal in METALS:
        shares = {
            theirs: f"recycled_{metal.lower()}_{ours}_consumer"
            for theirs, ours in (("preConsumerShare", "pre"), ("postConsumerShare", "post"))
        }
        if not any(writer.text(name) for name in shares.values()):
            continue
        writer.put(f"{base}[{place}].recycledMaterial", metal)
        for theirs, name in shares.items():
            writer.number(f"{base}[{place}].{theirs}", name)
        place += 1
    if not place:
        writer.lack(base)
    base = "Circularity.dismantlingAndRemovalInformation"
    uris = _uris(writer, "dismantling_information", base)
    for place, uri in enumerate(uris):
        writer.put(f"{base}[{place}].documentURL", uri, "dismantling_information")
        writer.fill(f"{base}[{place}].documentType", "OtherManual", "fill_unknown")
        writer.fill(f"{base}[{place}].mimeType", "application/octet-stream", "fill_unknown")
    if not uris:
        writer.lack(base)
    path = "Circularity.safetyMeasures.safetyInstructions"
    uris = _uris(writer, "safety_measures", path)
    if uris:
        writer.put(path, uris[0], "safety_measures")
        if len(uris) > 1:
            writer.lose("reshaped", "safety_measures", path, "lose_first")
    else:
        writer.lack(path)
    path = "Circularity.safetyMeasures.extinguishingAgent"
    agents = writer.texts("extinguishing_agent")
    if agents:
        writer.put(path, agents, "extinguishing_agent")
    else:
        writer.lack(path)
    _spare_parts(writer)


def _spare_parts(writer: Writer) -> None:
    base = "Circularity.sparePartSources"
    sources = writer.records("spare_part_sources")
    parts = writer.records("component_part_numbers")
    for place, one in enumerate(sources):
        start = f"{base}[{place}]"
        _put(writer, f"{start}.nameOfSupplier", one.get("name", ""))
        _put(writer, f"{start}.supplierWebAddress", one.get("web", ""))
        email = one.get("email", "")
        _put(writer, f"{start}.emailAddressOfSupplier", email if _EMAIL.fullmatch(email) else "")
        for ours, theirs in ADDRESS.items():
            text = one.get(ours, "")
            if ours == "street":
                text = ", ".join(
                    one[name]
                    for name in ("street", "neighbourhood", "city", "state")
                    if name in one
                )
            _put(writer, f"{start}.addressOfSupplier.{theirs}", text)
        writer.put(f"{start}.components", [])
        lost = [
            name
            for name in ("neighbourhood", "city", "state", "phone", "part_number")
            if name in one
        ] + (["email"] if email and not _EMAIL.fullmatch(email) else [])
        if lost:
            writer.lose(
                "reshaped", "spare_part_sources", start, "lose_members", members=", ".join(lost)
            )
    if not sources:
        # A part without anybody who supplies it has no place there.
        writer.lack(base)
        return
    writer.carried("spare_part_sources")
    for place, part in enumerate(parts):
        start = f"{base}[0].components[{place}]"
        _put(writer, f"{start}.partNumber", part.get("part_number", ""))
        _put(writer, f"{start}.partName", part.get("component", ""))
    if parts:
        writer.carried("component_part_numbers")


def write_performance(writer: Writer) -> None:
    """Write powers, resistances and events."""
    ratio = writer.text("power_to_energy_ratio")
    writer.number(f"{_RATED}.powerCapabilityRatio", "power_to_energy_ratio", ratio)
    path = f"{_RATED}.cRateLifeCycleTest"
    rates = writer.texts("cycle_life_test_c_rate")
    writer.number(path, "cycle_life_test_c_rate", rates[0] if rates else "")
    if len(rates) > 1:
        writer.lose("reshaped", "cycle_life_test_c_rate", path, "lose_first")
    _records(
        writer, "original_power_capability", f"{_RATED}.originalPowerCapability",
        {"soc": "atSoC", "power": "powerCapabilityAt"},
    )  # fmt: skip
    _records(
        writer, "initial_internal_resistance", f"{_RATED}.initialInternalResistance",
        {"level": "batteryComponent", "value": "ohmicResistance"},
    )  # fmt: skip
    _records(
        writer, "internal_resistance_increase", f"{_NOW}.internalResistanceIncrease",
        {"level": "batteryComponent", "value": "internalResistanceIncreaseValue"}, "lastUpdate",
    )  # fmt: skip
    base = f"{_NOW}.remainingPowerCapability"
    powers = writer.records("remaining_power_capability")
    moment = writer.facts.since.get("remaining_power_capability", "")
    inner = f"{base}.remainingPowerCapabilityValue"
    first = powers[0] if powers else {}
    if first:
        _put(writer, f"{inner}.atSoC", first.get("soc", ""), is_a_number=True)
        _put(writer, f"{inner}.powerCapabilityAt", first.get("power", ""), is_a_number=True)
        writer.carried("remaining_power_capability")
        if len(powers) > 1:
            writer.lose("reshaped", "remaining_power_capability", base, "lose_first")
    else:
        writer.lack(inner)
    for path in (f"{inner}.rPCLastUpdated", f"{base}.lastUpdate"):
        _put(writer, path, moment if first else "")
    _extremes(writer)
    _accidents(writer)


def _extremes(writer: Writer) -> None:
    base = f"{_NOW}.temperatureInformation"
    names = [
        f"time_{name}_temperature"
        for name in ("above", "below", "charging_above", "charging_below")
    ]
    moments = [writer.facts.since.get(name, "") for name in names if writer.text(name)]
    _put(writer, f"{base}.lastUpdate", max(moments, default=""))


def _accidents(writer: Writer) -> None:
    base = f"{_NOW}.negativeEvents"
    records = writer.records("accident_information")
    for place, one in enumerate(records):
        start = f"{base}[{place}]"
        said = "event" if "event" in one else "description"
        _put(writer, f"{start}.negativeEvent", one.get(said, ""))
        day = one.get("date", "")
        _put(writer, f"{start}.lastUpdate", f"{day}T00:00:00Z" if day else "")
        lost = [name for name in one if name not in (said, "date")]
        if lost:
            writer.lose(
                "reshaped", "accident_information", start, "lose_members", members=", ".join(lost)
            )
    if records:
        writer.carried("accident_information")
    else:
        # An empty list would say that nothing ever happened.
        writer.lack(base)


def _records(
    writer: Writer, attribute: str, base: str, members: Mapping[str, str], moment: str = ""
) -> None:
    records = writer.records(attribute)
    for place, one in enumerate(records):
        for ours, theirs in members.items():
            is_a_number = ours != "level"
            _put(writer, f"{base}[{place}].{theirs}", one.get(ours, ""), is_a_number=is_a_number)
        if moment:
            _put(writer, f"{base}[{place}].{moment}", writer.facts.since.get(attribute, ""))
    if records:
        writer.carried(attribute)
    else:
        writer.lack(base)


def _uris(writer: Writer, attribute: str, path: str) -> list[str]:
    """Give the web addresses of an attribute; a text that is none is left out, and that is said."""
    texts = writer.texts(attribute)
    uris = [text for text in texts if is_uri(text)]
    if texts and not uris:
        writer.lose("left_out", attribute, path, "lose_no_uri")
    elif len(uris) < len(texts):
        writer.lose("reshaped", attribute, path, "lose_no_uri")
    return uris


def _put(writer: Writer, path: str, text: str, *, is_a_number: bool = False) -> None:
    """Write a member of a record, or note that it is lacking."""
    value: Any = JsonNumber(text) if is_a_number else text
    if text and (not is_a_number or is_number(text)):
        writer.put(path, value)
    else:
        writer.lack(path)
