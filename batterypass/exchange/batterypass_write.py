"""A passport as the seven documents of the BatteryPass data model 1.2, with what was lost.

Aligned with the model, misspelt names and all. What its schemas demand in a form that our values
cannot have (a warranty of at most twelve months, an identifier without hyphens) is named.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import number_text
from batterypass.exchange.batterypass_lists import (
    write_circularity,
    write_labels,
    write_materials,
    write_performance,
)
from batterypass.exchange.batterypass_paths import (
    ADDRESS,
    ASPECTS,
    CATEGORIES,
    MONTHS,
    PLAIN,
    READINGS,
    STAGES,
    STATUSES,
)
from batterypass.exchange.terms import chemistry_of
from batterypass.exchange.writing import Facts, Writer
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.exchange.losses import Loss

MODEL: Final = "BatteryPass 1.2"
_GENERAL: Final = "GeneralProductInformation"
#: The pattern as it is published lost its backslashes (README of the schemas, caveat 5).
_EMAIL: Final = re.compile(r"[w.-]+@[w.-]+.[A-Za-z]{2,}")
_PASSPORT: Final = re.compile(r"urn:[a-z0-9]+:[a-z0-9]+")
_UUID: Final = re.compile(r"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$", re.IGNORECASE)
_MOST_MONTHS: Final = 12


def write_passport(
    values: Mapping[str, Value], facts: Facts
) -> tuple[dict[str, dict[str, Any]], list[Loss]]:
    """Give the documents by aspect, those that would be empty left away, and every loss."""
    writer = Writer(MODEL, values, facts)
    known, sorts = attributes(), shapes().attributes
    _identity(writer)
    _parties(writer)
    for path, (attribute, is_required, factor) in PLAIN.items():
        if known[attribute].is_number:
            text = writer.text(attribute)
            if text and factor != Decimal(1):
                text = number_text(Decimal(text) / factor)
                writer.lose("reshaped", attribute, path, "reshape_unit", unit="t", to="kg")
            writer.number(path, attribute, text, is_required=is_required)
        elif attribute == "cycle_life_reference_test" or (sorts[attribute].sort == "uri" and (
            attribute != "battery_identifier"
        )):  # fmt: skip
            writer.uri(path, attribute, is_required=is_required)
        else:
            writer.word(path, attribute, is_required=is_required)
    for path, attribute in READINGS.items():
        name = path.rsplit(".", 1)[1]
        if writer.number(f"{path}.{name}Value", attribute):
            write_moment(writer, f"{path}.lastUpdate", attribute)
        else:
            writer.lack(f"{path}.lastUpdate")
    _footprint(writer)
    write_labels(writer)
    write_materials(writer)
    write_circularity(writer)
    write_performance(writer)
    _supply_chain(writer)
    writer.finish()
    tree = {aspect: writer.tree[aspect] for aspect in ASPECTS if writer.tree.get(aspect)}
    return tree, writer.losses


def write_moment(writer: Writer, path: str, attribute: str) -> None:
    """Write when a value was said; the model demands it of every reading."""
    moment = writer.facts.since.get(attribute, "")
    if moment:
        writer.put(path, moment)
    else:
        writer.lack(path)


def _identity(writer: Writer) -> None:
    path = f"{_GENERAL}.batteryPassportIdentifier"
    given = writer.text("battery_passport_identifier")
    match = _UUID.search(given)
    if given and _PASSPORT.fullmatch(given):
        writer.put(path, given, "battery_passport_identifier")
    elif match is not None:
        after = f"urn:uuid:{match[1].replace('-', '').lower()}"
        writer.put(path, after)
        writer.lose(
            "reshaped", "battery_passport_identifier", path, "lose_defect",
            defect="batteryPassportIdentifier ^urn:[a-z0-9]+:[a-z0-9]+$",
        )  # fmt: skip
    else:
        if given:
            writer.lose(
                "left_out", "battery_passport_identifier", path, "lose_pattern",
                pattern=_PASSPORT.pattern,
            )  # fmt: skip
        writer.lack(path, "lack_form" if given else "lack_value")
    _chosen(writer, f"{_GENERAL}.batteryCategory", "battery_category", CATEGORIES)
    _chosen(writer, f"{_GENERAL}.batteryStatus", "battery_status", STATUSES)
    for path, attribute in MONTHS.items():
        month = writer.text(attribute)
        if month:
            day = month if len(month) > len("2026-02") else f"{month}-01"
            writer.put(path, f"{day}T00:00:00Z")
            writer.lose("reshaped", attribute, path, "reshape_day")
        else:
            writer.lack(path)
    path = f"{_GENERAL}.warrentyPeriod"
    months = writer.text("warranty_period")
    if months.isdigit() and 1 <= int(months) <= _MOST_MONTHS:
        writer.put(path, f"--{int(months):02}", "warranty_period")
    else:
        if months:
            writer.lose(
                "left_out", "warranty_period", path, "lose_defect", defect="warrentyPeriod --MM"
            )
        writer.lack(path, "lack_form" if months else "lack_value")
    chemistry = writer.text("battery_chemistry")
    base = "MaterialComposition.batteryChemistry"
    if chemistry:
        writer.put(f"{base}.shortName", chemistry_of(chemistry) or chemistry)
    else:
        writer.lack(f"{base}.shortName")
    writer.word(f"{base}.clearName", "battery_chemistry")


def _chosen(writer: Writer, path: str, attribute: str, words: Mapping[str, str]) -> None:
    said = writer.text(attribute)
    if said in words:
        writer.put(path, words[said], attribute)
        return
    if said:
        writer.lose("left_out", attribute, path, "lose_word", words=", ".join(words.values()))
    writer.lack(path, "lack_form" if said else "lack_value")


def _parties(writer: Writer) -> None:
    base = f"{_GENERAL}.operatorInformation"
    record = write_place(writer, "operator_information", f"{base}.postalAddress")
    _contact(writer, base, "operator_information", record)
    base = f"{_GENERAL}.manufacturerInformation"
    write_place(writer, "manufacturer_postal_address", f"{base}.postalAddress")
    record = next(iter(writer.records("manufacturer_web_email")), {})
    _contact(writer, base, "manufacturer_web_email", record, with_name=False)
    write_place(writer, "manufacturing_place", f"{_GENERAL}.manufacturingPlace")


def _contact(
    writer: Writer, base: str, attribute: str, record: Mapping[str, str], *, with_name: bool = True
) -> None:
    if with_name:
        name = record.get("name", "")
        if name:
            writer.put(f"{base}.contactName", name)
        else:
            writer.lack(f"{base}.contactName")
    if record.get("web"):
        writer.put(f"{base}.webAddress", record["web"], attribute)
    if record.get("email"):
        if _EMAIL.fullmatch(record["email"]):
            writer.put(f"{base}.emailAddress", record["email"], attribute)
        else:
            writer.lose(
                "reshaped" if len(record) > 1 else "left_out", attribute, f"{base}.emailAddress",
                "lose_defect", record["email"], defect=f"emailAddress ^{_EMAIL.pattern}$",
            )  # fmt: skip


def write_place(writer: Writer, attribute: str, base: str) -> Mapping[str, str]:
    """Write an address; what the model has no member for is joined into the street. Give the record."""
    record: Mapping[str, str] = next(iter(writer.records(attribute)), {})
    write_address(writer, attribute, base, record)
    if record:
        writer.carried(attribute)
    return record


def write_address(writer: Writer, attribute: str, base: str, record: Mapping[str, str]) -> None:
    """Write the three members of an address that the model has."""
    parts = [
        record[name] for name in ("street", "neighbourhood", "city", "state") if name in record
    ]
    joined = [name for name in ("neighbourhood", "city", "state") if name in record]
    if joined:
        path = f"{base}.{ADDRESS['street']}"
        writer.lose("reshaped", attribute, path, "reshape_street", members=", ".join(joined))
    written = {"street": ", ".join(parts)} | {
        name: record[name] for name in ("postal_code", "country") if name in record
    }
    for ours, theirs in ADDRESS.items():
        if written.get(ours):
            writer.put(f"{base}.{theirs}", written[ours])
        else:
            writer.lack(f"{base}.{theirs}")
    lost = [name for name in ("phone", "latitude", "longitude") if name in record]
    if attribute in ("manufacturing_place", "manufacturer_postal_address") and "name" in record:
        lost.append("name")
    if lost:
        writer.lose("reshaped", attribute, base, "lose_members", members=", ".join(lost))


def _footprint(writer: Writer) -> None:
    path = "CarbonFootprint.carbonFootprintPerLifecycleStage"
    place = 0
    for attribute, stage in STAGES.items():
        if writer.number(f"{path}[{place}].carbonFootprint", attribute, is_required=False):
            writer.put(f"{path}[{place}].lifecycleStage", stage)
            place += 1
    if not place:
        writer.lack(path)


def _supply_chain(writer: Writer) -> None:
    path = "SupplyChainDueDiligence.thirdPartyAussurances"
    texts = writer.texts("third_party_assurances")
    if texts:
        writer.uri(path, "third_party_assurances", texts[0], is_required=False)
        if len(texts) > 1:
            writer.lose("reshaped", "third_party_assurances", path, "lose_first")
    path = "SupplyChainDueDiligence.supplyChainIndicies"
    records = writer.records("supply_chain_indices")
    if records:
        writer.number(path, "supply_chain_indices", records[0].get("value", ""), is_required=False)
        if len(records) > 1:
            writer.lose("reshaped", "supply_chain_indices", path, "lose_first")
        elif records[0].get("name") != "supplyChainIndicies":
            writer.lose("reshaped", "supply_chain_indices", path, "lose_members", members="name")
