"""An entry of the ledger as EPCIS 2.0.1 events: a pure function of the entry, facts and the reader.

``reference/epcis-mapping.md`` 3; the words are in ``data/epcis.json``. A value that says the same as
an attribute of a passport goes out where the reader may see that attribute, and nowhere else; the
sections ``personal`` and ``commercial`` never leave. "Aligned with", never "conformant": steps that
CBV has no word for are our own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from batterypass.domain.events.common import COMMON_FIELDS
from batterypass.exchange.epcis_custody import CUSTODY_SHAPES
from batterypass.exchange.epcis_ids import (
    event_uri,
    file_uri,
    number_of,
    offset_of,
    site_uri,
    utc_of,
    value_of,
)
from batterypass.exchange.epcis_shapes import SHAPES, sensor_element
from batterypass.exchange.epcis_table import PREFIX, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.exchange.epcis_facts import EpcisEntry, Telling
    from batterypass.exchange.epcis_table import Place, Row

_ALL_SHAPES = {**SHAPES, **CUSTODY_SHAPES}
#: Sections that belong to no passport: no reader of one sees them.
_NEVER = ("personal", "commercial")
_IN_PASSPORT = frozenset({"passport.issued", "passport.updated"})


def tell(entry: EpcisEntry, telling: Telling) -> list[dict[str, Any]]:
    """Give the EPCIS events of an entry, none where it is internal or not for this reader.

    What is left out is noted in ``telling.losses``. Corrections are told by
    :mod:`batterypass.exchange.epcis_corrections`.
    """
    row = table().kinds.get(entry.kind)
    if row is None:
        telling.losses.add(entry, "", "unknown_kind")
        return []
    if row.internal is not None:
        telling.losses.add(entry, "", "internal")
        return []
    if row.attribute and not telling.may_see(row.attribute):
        telling.losses.add(entry, "", "not_visible")
        return []
    if row.shape == "paper":
        row = _of_step(entry, row)
    _note_losses(entry, row, telling)
    words = _words(entry, row)
    parts = _ALL_SHAPES[row.shape](entry, row, telling)
    return [
        _event(entry, row, {**words, **part.words}, part.body, place, telling)
        for place, part in enumerate(parts)
    ]


def _of_step(entry: EpcisEntry, row: Row) -> Row:
    """Give the row by which a step is told that the other side signed in ink."""
    step = str(entry.payload["step"])
    told = table().kinds[f"consignment.{step}"]
    return replace(
        told, kind=row.kind, uses=row.uses, partly=row.partly, fixed=row.fixed, says=(),
    )  # fmt: skip


def _words(entry: EpcisEntry, row: Row) -> dict[str, str]:
    case = row.cases.get(str(entry.payload.get(row.case_field, "")), {}) if row.case_field else {}
    return {**row.words, **case}


def _event(
    entry: EpcisEntry, row: Row, words: Mapping[str, str], body: Mapping[str, Any], place: int,
    telling: Telling,
) -> dict[str, Any]:  # fmt: skip
    """Put one event together, members in the order of the examples of the mapping."""
    body = dict(body)
    own = body.pop("own", {})
    papers = [*body.pop("bizTransactionList", ()), *_papers(entry)]
    event: dict[str, Any] = {
        "type": words["type"],
        "eventID": event_uri(entry.id, place),
        "eventTime": utc_of(str(entry.payload["event_time"])),
        "eventTimeZoneOffset": offset_of(str(entry.payload["event_time"])),
        **{name: body.pop(name) for name in _WHAT if name in body},
    }
    for name, key in (("action", "action"), ("step", "bizStep"), ("disposition", "disposition")):
        if words.get(name):
            event[key] = words[name]
    if row.persistent:
        event["persistentDisposition"] = {"set": list(row.persistent)}
    event.update(_where(entry, row, telling))
    if papers:
        event["bizTransactionList"] = papers
    event.update(body)
    sensors = _sensors(entry, row, telling)
    if sensors:
        event["sensorElementList"] = [*event.get("sensorElementList", ()), sensors]
    # Only what an event brings into being has master data (1.2 of the standard, 7.3.6).
    has_data = row.ilmd and words["type"] in ("ObjectEvent", "TransformationEvent")
    ilmd = dict(_said(entry, row.ilmd, telling)) if has_data else {}
    if ilmd:
        event["ilmd"] = ilmd
    event.update(_said(entry, row.says, telling))
    event.update(own)
    for spot, value in row.fixed:
        if not spot.attribute or telling.may_see(spot.attribute):
            event[PREFIX + spot.term] = value_of(spot.term, value)
    event[f"{PREFIX}statedBy"] = entry.actor
    event[f"{PREFIX}ledgerEntry"] = entry.index
    event[f"{PREFIX}ledgerEntryHash"] = f"sha256:{entry.digest}"
    return event


#: The members that say what it is about.
_WHAT = (
    "parentID", "childEPCs", "childQuantityList", "epcList", "quantityList", "inputEPCList",
    "inputQuantityList", "outputEPCList", "outputQuantityList",
)  # fmt: skip


def _where(entry: EpcisEntry, row: Row, telling: Telling) -> dict[str, Any]:
    party, named, has_location = entry.actor, str(entry.payload.get("site", "")), False
    if row.where == "none":
        return {}
    load = telling.facts.load(entry.consignment)
    if row.where == "from":
        if load is None:
            return {}
        party, named = load.consignor, load.offered_site
    elif row.where == "to":
        if load is None:
            return {}
        party, named = load.consignee, str(entry.payload.get("at_site", load.consignee_site))
        has_location = True
    elif row.where == "both":
        has_location = True
    site = telling.facts.site_of(party, named)
    if not site:
        return {}
    place = {"id": site_uri(party, site)}
    return {"readPoint": place, **({"bizLocation": place} if has_location else {})}


def _papers(entry: EpcisEntry) -> Iterator[dict[str, str]]:
    for one in entry.payload.get("documents", ()):
        yield {"bizTransaction": file_uri(str(one["digest"]))}


def _said(
    entry: EpcisEntry, places: Sequence[Place], telling: Telling
) -> Iterator[tuple[str, object]]:
    for place in places:
        value = dig(entry.payload, place.field)
        if value is not None and (not place.attribute or telling.may_see(place.attribute)):
            yield PREFIX + place.term, value_of(place.term, value)


def _sensors(entry: EpcisEntry, row: Row, telling: Telling) -> dict[str, Any]:
    """Give what was measured, in clear or in a section that this reader may see."""
    read = dict(entry.payload)
    for section in entry.private.values():
        read.update(section)
    reports = [
        {"type": one.type, "value": number_of(str(read[one.field])), "uom": one.unit}
        for one in row.sensors
        if one.field in read and telling.may_see(one.attribute)
    ]
    return sensor_element(entry, reports) if reports else {}


def dig(payload: Mapping[str, Any], path: str) -> object:
    """Give the value at ``a`` or ``a.b``, None where there is none."""
    head, _, rest = path.partition(".")
    value = payload.get(head)
    return value.get(rest) if rest and isinstance(value, dict) else None if rest else value


def _note_losses(entry: EpcisEntry, row: Row, telling: Telling) -> None:
    """Note every member of the entry that no event tells."""
    losses, payload = telling.losses, entry.payload
    spots = [(one.field, one.attribute) for one in (*row.ilmd, *row.says)]
    spots += [(one.field, one.attribute) for one in row.sensors]
    for name, attribute in spots:
        if attribute and dig(payload, name) is not None and not telling.may_see(attribute):
            losses.add(entry, name, "not_visible")
    told = {name.partition(".")[0] for name, _ in spots} | row.uses | set(row.partly)
    told |= set(COMMON_FIELDS) - {"acknowledged"}
    for name in payload:
        if name == "values":
            losses.add(entry, name, "in_passport")
        elif name not in told:
            losses.add(entry, name, "no_place")
    for path in row.partly:
        if _is_said(payload, path):
            losses.add(entry, path, "no_place")
    for point in payload.get("sealed", {}):
        if point in _NEVER:
            losses.add(entry, f"sealed.{point}", "sealed")
        elif point in entry.closed:
            losses.add(entry, f"sealed.{point}", "not_here")
        elif entry.kind in _IN_PASSPORT:
            losses.add(entry, f"sealed.{point}", "in_passport")
        elif point not in entry.private:
            losses.add(entry, f"sealed.{point}", "not_visible")


def _is_said(payload: Mapping[str, Any], path: str) -> bool:
    head, is_list, rest = path.partition("[].")
    if not is_list:
        return dig(payload, path) is not None
    return any(rest in line for line in payload.get(head, ()))
