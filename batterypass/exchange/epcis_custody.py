"""What an EPCIS event of a consignment or a hand-over is about: the load, from whom, to whom."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.vocabulary import DAMAGED
from batterypass.exchange.epcis_ids import epc_of, number_of, number_uri, site_uri, subject_uri
from batterypass.exchange.epcis_shapes import Part, scale, what

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.exchange.epcis_facts import EpcisEntry, Load, Telling
    from batterypass.exchange.epcis_shapes import Shape
    from batterypass.exchange.epcis_table import Row

#: Outcome at the gate -> the words that it changes. What is missing was not there to be seen: it is
#: named in an extension of the event of what was.
_OUTCOMES: Mapping[str, Mapping[str, str]] = {
    "received": {},
    "damaged": {"disposition": "damaged"},
    "surplus": {"disposition": "mismatch_instance"},
    "rejected": {"step": "bp:BizStep-rejecting"},
}


def _offered(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    load = _load(entry, telling)
    lines = entry.payload["items"]
    masses = {str(line["item"]): str(line["mass_kg"]) for line in lines}
    total = sum((Decimal(mass) for mass in masses.values()), Decimal(0))
    is_damaged = any(line["condition"] in DAMAGED for line in lines)
    own = {
        "bp:netMassKg": number_of(str(total)),
        "bp:damagedOrDefective": "yes" if is_damaged else "no",
    }
    body: dict[str, Any] = {**what(masses, telling, masses), "own": own}
    body["bizTransactionList"] = _papers(entry, telling)
    site = load.offered_site if load is not None else ""
    body |= _between(
        entry.actor, str(entry.payload["consignee"]),
        site, str(entry.payload["consignee_site"]),
    )  # fmt: skip
    return [Part(body)]


def _collected(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    """The load leaves the consignor, or the carrier that let this one have it."""
    load = _load(entry, telling)
    loaded = entry.payload.get("loaded") or [
        line["item"] for line in entry.payload.get("lines", ()) if line["outcome"] != "missing"
    ]
    body: dict[str, Any] = {**what(map(str, loaded), telling)}
    body["bizTransactionList"] = _papers(entry, telling)
    if load is not None:
        before = telling.facts.carrier_before(load.subject, entry.index)
        taker = entry.actor if entry.actor != load.consignor else load.carrier
        site = "" if before else load.offered_site
        body |= _between(before or load.consignor, taker, site, "")
        if load.consignee_site:
            place = site_uri(load.consignee, load.consignee_site)
            body["destinationList"].append({"type": "location", "destination": place})
    is_waste = load is not None and load.manifest is not None
    words = row.waste if is_waste and telling.may_see(row.waste["attribute"]) else {}
    changed = {name: words[name] for name in ("step", "disposition") if name in words}
    return [Part(body, changed)]


def _moved(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    """The load as a whole, or the items that the entry names."""
    load = _load(entry, telling)
    items = entry.items or (load.items if load is not None else ())
    papers = _papers(entry, telling)
    return [Part({**what(items, telling), "bizTransactionList": papers})]


def _transferred(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    between = _between(entry.actor, str(entry.payload["to"]), "", "")
    return [Part({**part.body, **between}) for part in _moved(entry, row, telling)]


def _came_back(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    body: dict[str, Any] = {
        **what(entry.items, telling),
        "bizTransactionList": _papers(entry, telling),
    }
    load = _load(entry, telling)
    if load is not None:
        body |= _between(load.carrier, entry.actor, "", "")
    if "measured_mass_kg" in entry.payload:
        body["sensorElementList"] = scale(str(entry.payload["measured_mass_kg"]))
    return [Part(body)]


def _sorted(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    """What arrived, by what became of it; the scale weighed all that was taken."""
    lines: Sequence[Mapping[str, Any]] = entry.payload["lines"]
    weighed = {str(line["item"]): str(line.get("mass_kg", "")) for line in lines}
    load = _load(entry, telling)
    parts = []
    for outcome, words in _OUTCOMES.items():
        items = [str(line["item"]) for line in lines if line["outcome"] == outcome]
        if not items:
            continue
        body: dict[str, Any] = {
            **what(items, telling, weighed),
            "bizTransactionList": _papers(entry, telling),
        }
        if outcome == "rejected":
            is_back = entry.payload.get("next_step") == "return"
            words = {**words, "disposition": "returned" if is_back else ""}
        elif load is not None:
            site = str(entry.payload.get("at_site", load.consignee_site))
            body |= _between(load.carrier, load.consignee, "", site)
        parts.append(Part(body, words))
    missing = [epc_of(str(line["item"])) for line in lines if line["outcome"] == "missing"]
    missing = list(dict.fromkeys(missing))
    if missing:
        short = {"disposition": "mismatch_quantity"}
        if not parts:
            parts.append(
                Part({"epcList": [], "bizTransactionList": _papers(entry, telling)}, short)
            )
        first = parts[0]
        body = {**first.body, "own": {"bp:missingItems": missing}}
        parts[0] = Part(body, {**short, **first.words})
    first = parts[0]
    mass = scale(str(entry.payload["measured_mass_kg"]))
    parts[0] = Part({**first.body, "sensorElementList": mass}, first.words)
    return parts


def _accepted(entry: EpcisEntry, row: Row, telling: Telling) -> list[Part]:
    between = _between(str(entry.payload["released_by"]), entry.actor, "", "")
    return [Part({**what(entry.items, telling), **between})]


def _load(entry: EpcisEntry, telling: Telling) -> Load | None:
    return telling.facts.load(entry.consignment)


def _papers(entry: EpcisEntry, telling: Telling) -> list[dict[str, str]]:
    """Name the consignment, and its waste manifest where the reader may know that it is waste."""
    papers = [{"type": "bol", "bizTransaction": subject_uri(entry.consignment)}]
    load = _load(entry, telling)
    if load is not None and load.manifest is not None and telling.may_see("battery_status"):
        issuer, number = load.manifest
        uri = number_uri(issuer, "manifest", number)
        papers.append({"type": "bp:BTT-waste_manifest", "bizTransaction": uri})
    return papers


def _between(source: str, destination: str, from_site: str, to_site: str) -> dict[str, Any]:
    """Say from whom to whom it goes, with the places that are known."""
    sources = [{"type": "possessing_party", "source": source}]
    if from_site:
        sources.append({"type": "location", "source": site_uri(source, from_site)})
    destinations = [{"type": "possessing_party", "destination": destination}]
    if to_site:
        destinations.append({"type": "location", "destination": site_uri(destination, to_site)})
    return {"sourceList": sources, "destinationList": destinations}


CUSTODY_SHAPES: Mapping[str, Shape] = {
    "offered": _offered,
    "collected": _collected,
    "moved": _moved,
    "transferred": _transferred,
    "came_back": _came_back,
    "sorted": _sorted,
    "accepted": _accepted,
}
