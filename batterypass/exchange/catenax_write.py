"""A passport as a Catena-X battery pass 6.1.0, with what was lost.

Aligned with the model. It demands test conditions that no attribute of a passport speaks of, and
identifiers of its own network: what nobody says is lacking, and named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from batterypass.exchange.catenax_documents import (
    write_documents,
    write_footprint,
    write_handling,
    write_safety,
)
from batterypass.exchange.catenax_materials_write import write_materials
from batterypass.exchange.catenax_paths import DOCUMENTS, LEVELS, PLAIN, POWERS, READINGS
from batterypass.exchange.writing import Facts, Writer
from batterypass.regulations.attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.exchange.losses import Loss

MODEL: Final = "Catena-X battery_pass 6.1.0"
SPEC: Final = "urn:io.catenax.battery.battery_pass:6.1.0"
_NIL: Final = "urn:uuid:00000000-0000-0000-0000-000000000000"
_UUID: Final = re.compile(r"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$", re.IGNORECASE)
#: Leaves that are identifiers of the network, or words of a list.
_PATTERNS: Final[Mapping[str, str]] = {
    "metadata.economicOperatorId": "BPNL[a-zA-Z0-9]{12}",
    "operation.manufacturer.manufacturer": "BPNL[a-zA-Z0-9]{12}",
    "operation.manufacturer.facility[0].facility": "BPNA[a-zA-Z0-9]{12}",
    "metadata.status": "draft|approved|invalid|expired",
}
_OPTIONAL: Final = frozenset(
    {"metadata.status", "metadata.lastModification", "metadata.registrationIdentifier"}
)
_CATEGORIES: Final = ("SLI", "LMT", "EV", "industrial", "portable")
_NO_READING: Final = frozenset({"performance.dynamic.energy.throughput"})
#: What the model demands of tests, and no attribute says.
_CONDITIONS: Final = (
    "performance.rated.roundTripEfficiency.depthOfDischarge",
    "performance.rated.lifetime.cycleLifeTesting.depthOfDischarge",
    "performance.rated.lifetime.cycleLifeTesting.temperature",
)


def write_pass(values: Mapping[str, Value], facts: Facts) -> tuple[dict[str, Any], list[Loss]]:
    """Give the payload, and every loss."""
    writer = Writer(MODEL, values, facts)
    writer.fill("specVersion", SPEC, "fill_version")
    known = attributes()
    _metadata(writer)
    _identity(writer)
    for path, attribute in PLAIN.items():
        if path == "metadata.lastModification":
            continue
        required = path not in _OPTIONAL
        if path in _PATTERNS:
            _patterned(writer, path, attribute, is_required=required)
        elif known[attribute].is_number:
            writer.number(path, attribute, is_required=required)
        else:
            writer.word(path, attribute, is_required=required)
    if "facility" not in writer.tree.get("operation", {}).get("manufacturer", {}):
        writer.put("operation.manufacturer.facility", [])
        writer.losses = [
            one for one in writer.losses
            if one.path != "operation.manufacturer.facility[0].facility" or one.kind != "lacking"
        ]  # fmt: skip
    _figures(writer)
    for path, attribute in READINGS.items():
        _reading(writer, path, attribute, writer.text(attribute))
    _performance(writer)
    for path in _CONDITIONS:
        writer.lack(path, "lack_attribute")
    for path, attribute in DOCUMENTS.items():
        write_documents(writer, path, attribute, writer.texts(attribute))
    write_footprint(writer)
    write_materials(writer)
    write_safety(writer)
    write_handling(writer)
    writer.put("commercial.purpose", [])
    writer.put("sources", [])
    writer.finish()
    return writer.tree, writer.losses


def _metadata(writer: Writer) -> None:
    base = "metadata"
    writer.fill(f"{base}.version", "1", "fill_version")
    writer.fill(f"{base}.expirationDate", "9999-12-31", "fill_no_end")
    if writer.facts.issued:
        writer.put(f"{base}.issueDate", writer.facts.issued[:10])
    else:
        writer.lack(f"{base}.issueDate")
    moment = writer.text("dpp_last_updated")
    if moment:
        writer.put(f"{base}.lastModification", moment[:10])
        writer.lose("reshaped", "dpp_last_updated", f"{base}.lastModification", "reshape_moment")
    path = f"{base}.passportIdentifier"
    given = writer.text("battery_passport_identifier")
    match = _UUID.search(given)
    if match is not None:
        after = f"urn:uuid:{match[1].lower()}"
        writer.put(path, after, "battery_passport_identifier")
        if after != given:
            writer.lose("reshaped", "battery_passport_identifier", path, "reshape_id", after=after)
    else:
        _refused(writer, path, "battery_passport_identifier", "urn:uuid:…")
    path = f"{base}.predecessor"
    before = writer.texts("predecessor_passports")
    match = _UUID.search(before[-1]) if before else None
    if match is not None:
        after = f"urn:uuid:{match[1].lower()}"
        writer.put(path, after, "predecessor_passports")
        if before != [after]:
            key = "lose_first" if len(before) > 1 else "reshape_id"
            writer.lose("reshaped", "predecessor_passports", path, key, after=after)
    elif before:
        _refused(writer, path, "predecessor_passports", "urn:uuid:…")
    else:
        writer.fill(path, _NIL, "fill_none")


def _patterned(writer: Writer, path: str, attribute: str, *, is_required: bool) -> None:
    text = writer.text(attribute)
    if text and re.fullmatch(_PATTERNS[path], text):
        writer.put(path, text, attribute)
    else:
        _refused(writer, path, attribute, _PATTERNS[path], is_required=is_required)


def _refused(
    writer: Writer, path: str, attribute: str, pattern: str, *, is_required: bool = True
) -> None:
    """Leave out a value in a form that the model does not take, or one that is not there."""
    there = attribute in writer.values
    if there:
        writer.lose("left_out", attribute, path, "lose_pattern", pattern=pattern)
    if is_required:
        writer.lack(path, "lack_form" if there else "lack_value")


def _identity(writer: Writer) -> None:
    base = "identification"
    writer.word(f"{base}.idDmc", "battery_identifier")
    writer.word(f"{base}.chemistry", "battery_chemistry")
    category = writer.text("battery_category")
    if category in _CATEGORIES:
        writer.put(f"{base}.category", category, "battery_category")
    else:
        if category:
            words = ", ".join(_CATEGORIES)
            writer.lose(
                "left_out", "battery_category", f"{base}.category", "lose_word", words=words
            )
        writer.lack(f"{base}.category", "lack_form" if category else "lack_value")
    base = f"{base}.identification"
    model = writer.text("battery_model_identifier")
    if model:
        writer.put(f"{base}.type.manufacturerPartId", model)
        writer.fill(
            f"{base}.type.nameAtManufacturer", model, "fill_same", other="manufacturerPartId"
        )
    else:
        writer.lack(f"{base}.type.nameAtManufacturer")
    for name, key, attribute in (
        ("serial", "partInstanceId", "battery_serial_number"),
        ("batch", "batchId", "battery_batch_number"),
        ("codes", "TARIC", "commodity_code"),
    ):
        if writer.word(f"{base}.{name}[0].value", attribute, is_required=False):
            writer.put(f"{base}.{name}[0].key", key)
    if not writer.text("commodity_code"):
        writer.put(f"{base}.codes", [])
    writer.fill(f"{base}.dataCarrier.carrierType", "QR", "fill_carrier")
    writer.fill(f"{base}.dataCarrier.carrierLayout", "label", "fill_carrier")
    writer.put(f"{base}.classification", [])


def _figures(writer: Writer) -> None:
    base = "characteristics.physicalDimension.weight"
    if writer.number(f"{base}.value", "battery_mass"):
        writer.put(f"{base}.unit", "unit:kilogram")
    else:
        writer.lack(f"{base}.unit")
    base = "characteristics.warranty"
    if writer.number(f"{base}.lifeValue", "warranty_period"):
        writer.put(f"{base}.lifeUnit", "unit:month")
    else:
        writer.lack(f"{base}.lifeUnit")
    for path, attribute in (
        ("operation.manufacturer.manufacturingDate", "manufacturing_date"),
        ("operation.intoServiceDate", "putting_into_service_date"),
    ):
        month = writer.text(attribute)
        if month:
            writer.put(path, f"{month}-01")
            writer.lose("reshaped", attribute, path, "reshape_day")


def _reading(writer: Writer, path: str, attribute: str, text: str) -> None:
    is_required = path not in _NO_READING
    if writer.number(f"{path}.value", attribute, text, is_required=is_required):
        moment = writer.facts.since.get(attribute, "")
        if moment:
            writer.put(f"{path}.time", moment)
        else:
            writer.lack(f"{path}.time")
    elif is_required:
        writer.lack(f"{path}.time")


def _performance(writer: Writer) -> None:
    powers = {
        one.get("soc"): one.get("power", "") for one in writer.records("original_power_capability")
    }
    for soc, path in POWERS.items():
        writer.number(path, "original_power_capability", powers.get(soc, ""))
    if list(powers) != [soc for soc in POWERS if soc in powers]:
        lost = ", ".join(f"{soc} %" for soc in powers if soc not in POWERS) or "order"
        writer.lose(
            "reshaped" if set(powers) & set(POWERS) else "left_out", "original_power_capability",
            "performance.rated.power", "lose_members", members=lost,
        )  # fmt: skip
    for base, attribute in (
        ("performance.rated.resistance", "initial_internal_resistance"),
        ("performance.dynamic.resistance.increase", "internal_resistance_increase"),
    ):
        values = {one.get("level"): one.get("value", "") for one in writer.records(attribute)}
        given = [one.get("level") for one in writer.records(attribute)]
        if given != [level for level in LEVELS if level in values]:
            writer.lose("reshaped", attribute, base, "lose_first")
        for level in LEVELS:
            is_required = level != "module"
            text = values.get(level, "")
            if attribute == "initial_internal_resistance":
                writer.number(f"{base}.{level}", attribute, text, is_required=is_required)
            elif text or is_required:
                _reading(writer, f"{base}.{level}", attribute, text)
    # The attribute is the resistance of the pack; the model wants that of a cell as well.
    for leaf in ("value", "time"):
        writer.lack(f"performance.dynamic.resistance.remaining.cell.{leaf}", "lack_attribute")
    base = "performance.rated.lifetime.cycleLifeTesting"
    rates = writer.texts("cycle_life_test_c_rate")
    names = ("appliedChargeRate", "appliedDischargeRate")
    for place, name in enumerate(names):
        rate = rates[place] if place < len(rates) else ""
        writer.number(f"{base}.{name}", "cycle_life_test_c_rate", rate)
    if len(rates) > len(names):
        writer.lose("reshaped", "cycle_life_test_c_rate", base, "lose_first")
    path = "performance.dynamic.power.remaining"
    full = [one for one in writer.records("remaining_power_capability") if one.get("soc") == "100"]
    if full:
        # A power that is left without a state of charge is that of a full pack.
        _reading(writer, path, "remaining_power_capability", full[0].get("power", ""))
        writer.lose("reshaped", "remaining_power_capability", path, "lose_members", members="soc")
    else:
        _reading(writer, path, "remaining_power_capability", "")
