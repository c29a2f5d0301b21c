"""What an EPCIS event is about, by the shape of its kind: items, parents, parts, papers.

A shape gives one part for each event; a part may change the words of the table's row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text
from batterypass.exchange.epcis_ids import (
    device_uri,
    epc_of,
    file_uri,
    host_of_item,
    number_of,
    number_uri,
    subject_uri,
    utc_of,
    value_of,
)
from batterypass.exchange.epcis_table import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.exchange.epcis_facts import EpcisEntry, Telling
    from batterypass.exchange.epcis_table import Row

#: Items that are a quantity of a lot, not a thing with a serial number.
_LOTS = frozenset({"cell_lot", "fraction"})
_PAPERS = {
    "transport_document": "bol", "mx_semarnat": "bp:BTT-waste_manifest",
    "mx_special_handling": "bp:BTT-waste_manifest", "passport": "bp:BTT-passport",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One event: its own members (``own``: those of our namespace), and words that it changes."""

    body: Mapping[str, Any]
    words: Mapping[str, str] = field(default_factory=dict)


Shape = Callable[["EpcisEntry", "Row", "Telling"], Sequence[Part]]


def what(
    items: Iterable[str], telling: Telling, masses: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Name items: serial things in ``epcList``, lots in ``quantityList`` with their mass.

    Each is named once, whatever an entry does.
    """
    things, lots = [], []
    for item in dict.fromkeys(items):
        if telling.facts.item_kind(item) in _LOTS:
            mass = (masses or {}).get(item) or telling.facts.mass_kg(item)
            lots.append(_lot(item, mass))
        else:
            things.append(epc_of(item))
    found: dict[str, Any] = {"epcList": things} if things or not lots else {}
    return {**found, "quantityList": lots} if lots else found


def _lot(item: str, mass_kg: str) -> dict[str, Any]:
    mass = {"quantity": number_of(mass_kg), "uom": "KGM"} if mass_kg else {}
    return {"epcClass": epc_of(item), **mass}


def scale(mass_kg: str) -> list[dict[str, Any]]:
    """Write a reading of a scale."""
    return [{"sensorReport": [{"type": "Mass", "value": number_of(mass_kg), "uom": "KGM"}]}]


def sensor_element(entry: EpcisEntry, reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Write readings with when, with what and how they were taken."""
    about: dict[str, Any] = {"time": utc_of(str(entry.payload["event_time"]))}
    if "instrument" in entry.payload:
        about["deviceID"] = device_uri(entry.actor, str(entry.payload["instrument"]))
    if "method" in entry.payload:
        about["dataProcessingMethod"] = f"bp:method-{entry.payload['method']}"
    return {"sensorMetadata": about, "sensorReport": reports}


def _object(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    return [Part(what(entry.items, telling))]


def _association(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    item = str(entry.payload["item"])
    return [Part({"parentID": host_of_item(item), "childEPCs": [epc_of(item)]})]


def _passport_handed(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    sort = "bp:SDT-responsible_operator"
    body = {
        "sourceList": [{"type": sort, "source": entry.actor}],
        "destinationList": [{"type": sort, "destination": str(entry.payload["to"])}],
    }
    return [Part({**what(entry.items, telling), **body})]


def _placed(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    owner = [{"type": "owning_party", "source": entry.actor}]
    return [Part({**what(entry.items, telling), "sourceList": owner})]


def _incident(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    report = {"type": "bp:Incident", "exception": "ALARM_CONDITION"}
    return [
        Part(
            {
                **what(entry.items, telling),
                "sensorElementList": [sensor_element(entry, [report])],
            }
        )
    ]


def _dismantled(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    """An item ends as its parts, which get their identity here."""
    things, lots = [], []
    for child in {one["item"]: one for one in entry.payload["children"]}.values():
        if child["item_kind"] in _LOTS:
            lots.append(_lot(str(child["item"]), str(child["mass_kg"])))
        else:
            things.append(epc_of(str(child["item"])))
    item = str(entry.payload["item"])
    is_lot = telling.facts.item_kind(item) in _LOTS
    source = (
        {"inputQuantityList": [_lot(item, str(entry.payload["mass_kg"]))]}
        if is_lot
        else {"inputEPCList": [epc_of(item)]}
    )
    body: dict[str, Any] = {**source}
    if things:
        body["outputEPCList"] = things
    if lots:
        body["outputQuantityList"] = lots
    return [Part(body)]


def _fed(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    """Items go into a batch, which names the transformation; what comes out of it follows."""
    things, lots, masses = [], [], []
    for line in {one["item"]: one for one in entry.payload["lines"]}.values():
        masses.append(decimal_of(str(line["mass_kg"])))
        if telling.facts.item_kind(str(line["item"])) in _LOTS:
            lots.append(_lot(str(line["item"]), str(line["mass_kg"])))
        else:
            things.append(epc_of(str(line["item"])))
    body: dict[str, Any] = {"transformationID": subject_uri(str(entry.payload["batch"]))}
    if things:
        body["inputEPCList"] = things
    if lots:
        body["inputQuantityList"] = lots
    return [Part({**body, "own": _own_mass("inputMassKg", masses)})]


def _weighed(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    """Fractions come out of a batch: lots with their masses."""
    fractions = {one["item"]: one for one in entry.payload["fractions"]}.values()
    masses = [decimal_of(str(one["mass_kg"])) for one in fractions]
    return [
        Part(
            {
                "transformationID": subject_uri(str(entry.payload["batch"])),
                "outputQuantityList": [
                    _lot(str(one["item"]), str(one["mass_kg"])) for one in fractions
                ],
                "own": _own_mass("outputMassKg", masses),
            }
        )
    ]


def _own_mass(term: str, masses: Iterable[Decimal]) -> dict[str, Any]:
    total = number_text(sum(masses, Decimal(0)))
    return {PREFIX + term: value_of(term, total)}


def _document(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    sort = _PAPERS[str(entry.payload["document_kind"])]
    if sort == "bp:BTT-waste_manifest" and not telling.may_see("battery_status"):
        telling.losses.add(entry, "", "not_visible")
        return []
    papers = [{"type": sort, "bizTransaction": file_uri(str(entry.payload["digest"]))}]
    about = str(entry.payload["about"])
    load = telling.facts.load(about)
    if load is not None:
        papers.append({"type": "bol", "bizTransaction": subject_uri(about)})
    items = (about,) if load is None else load.items
    return [Part({"bizTransactionList": papers, **what(items, telling)})]


def _treated(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    subject = str(entry.payload["consignment"])
    load = telling.facts.load(subject)
    papers = [{"type": "bol", "bizTransaction": subject_uri(subject)}]
    if "certificate" in entry.payload:
        number = number_uri(entry.actor, "certificate", str(entry.payload["certificate"]))
        papers.append({"type": "cert", "bizTransaction": number})
    return [
        Part(
            {"bizTransactionList": papers, **what(load.items if load is not None else (), telling)}
        )
    ]


SHAPES: Mapping[str, Shape] = {
    "object": _object,
    "association": _association,
    "passport_handed": _passport_handed,
    "placed": _placed,
    "incident": _incident,
    "dismantled": _dismantled,
    "fed": _fed,
    "weighed": _weighed,
    "document": _document,
    "treated": _treated,
}
