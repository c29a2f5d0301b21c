"""What an item's state, its events and the directory say of passport attributes.

Each value names the entry that it rests on. Four sorts: a *fact* of the log replaces what was given;
of the *latest* and what was given the later one holds; what is *added* stands after what was given;
a *default* of the directory is used only where nobody gave anything. Measured values and parties
are told in modules of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from batterypass.app.passport_folded import Folded, Sort
from batterypass.app.passport_measured import measured_values
from batterypass.app.passport_parties import party_values
from batterypass.domain.amending import held_corrections
from batterypass.domain.clock import event_time_of, from_ms, instant_ms
from batterypass.domain.lineage import passports_of_origin, went_into
from batterypass.domain.vocabulary import Chemistry
from batterypass.exchange.facts import FACTS, STATUSES
from batterypass.regulations.attributes import CATEGORIES
from batterypass.regulations.passport_duties import duties
from batterypass.regulations.passport_shapes import constants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.passport_entries import PassportEntry
    from batterypass.domain.states import ItemState
    from batterypass.domain.world import World
    from batterypass.regulations.attributes import Attribute

#: Attribute -> the field of the state that says the same.
_STATIC: Final = (*FACTS.items(), ("rated_capacity_current", "capacity_ah"))
#: Kinds by which the life of an item changes.
_LIVES: Final = frozenset(
    {"pack.prepared-for-reuse", "pack.repurposed", "pack.remanufactured", "item.declared-waste",
     "item.dismantled", "item.disposed", "pack.assembled"}
)  # fmt: skip
#: Kinds that say what the pack is by its making, or by its making anew.
MAKING: Final = frozenset(
    {"pack.manufactured", "pack.enrolled", "pack.assembled", "pack.repurposed",
     "pack.remanufactured"}
)  # fmt: skip
_REPAIRING: Final = frozenset({"pack.repaired", "pack.remanufactured"})
_ISSUED: Final = "passport.issued"
_CHEMISTRIES: Final = frozenset(get_args(Chemistry))


def fold_values(
    world: World,
    attributes: Mapping[str, Attribute],
    item: ItemState,
    entries: Sequence[PassportEntry],
) -> dict[str, Folded]:
    """Give every value that follows from the log, attribute id -> value.

    ``world`` is that of the ledger, or of what a disclosure has of it.

    Only attributes that apply to the category of the item: a car's battery has no date of putting
    into service in its passport, although the log knows when it was installed.
    """
    found: dict[str, Folded] = {}
    if not entries:
        return found
    found.update(_static(item, entries))
    found.update(party_values(world, item, entries))
    found.update(_life(item, entries))
    found.update(measured_values(entries, item.capacity_ah))
    found.update(_passport(world, item, entries))
    return {
        name: one
        for name, one in found.items()
        if name in attributes and applies(attributes[name], item.category)
    }


def applies(attribute: Attribute, category: str) -> bool:
    """Tell whether an attribute applies to a category; where none is known, what applies to all."""
    duty = duties().categories.get(category)
    if duty is not None and duty.law:
        return duty.law in attribute.applies_to
    return attribute.applies_to == frozenset(CATEGORIES)


def last_of(entries: Sequence[PassportEntry], *kinds: str) -> PassportEntry | None:
    """Give the last entry of some kinds, or None."""
    return next((one for one in reversed(entries) if one.kind in kinds), None)


def _static(item: ItemState, entries: Sequence[PassportEntry]) -> dict[str, Folded]:
    made = entries[0]
    found = {"battery_identifier": Folded(item.item, made.index, made.event_time)}
    for name, field in _STATIC:
        value = getattr(item, field)
        if value:
            by = _said_by(item.item, entries, field, value)
            found[name] = Folded(value, by.index, by.event_time)
    if item.chemistry:
        # A maker's full name of the chemistry says more than the ledger's word for it.
        given = item.values.get("battery_chemistry", "")
        sort: Sort = "fact" if given in _CHEMISTRIES else "default"
        found["battery_chemistry"] = Folded(item.chemistry, made.index, made.event_time, sort)
    tested = tested_of(item, entries)
    if tested is not None:
        report = tested.payload["un38_3"]
        found["test_report_results"] = Folded(
            [{"title": "UN 38.3", "report": report["report"], "date": report["tested_on"],
              "article": report["article"]}],
            tested.index, tested.event_time, "added",
        )  # fmt: skip
    return found


def tested_of(item: ItemState, entries: Sequence[PassportEntry]) -> PassportEntry | None:
    """Give the entry with the UN 38.3 report of an item, None where it has none that counts."""
    # A further life without a report of its own voids the one before it; the state says so.
    if not item.un38_3:
        return None
    own = (one for one in reversed(entries) if not went_into(one.payload, item.item))
    return next((one for one in own if one.payload.get("un38_3")), None)


def _said_by(item: str, entries: Sequence[PassportEntry], field: str, value: str) -> PassportEntry:
    """Give the last entry that made the pack what it is in a field; a corrected one is the first."""
    for one in reversed(entries):
        if (
            one.kind in MAKING
            and not went_into(one.payload, item)
            and value
            in (
                one.payload.get(field),
                one.payload.get(f"new_{field}"),
            )
        ):
            return one
    return entries[0]


def rated_energy(item: ItemState, entries: Sequence[PassportEntry]) -> str:
    """Give the rated energy: a repurposing says a usable one, and what is rated stays as it was made."""
    if not item.has_usable_energy:
        return item.energy_wh
    rated = ""
    for one in entries:
        if one.kind in MAKING - {"pack.repurposed"} and not went_into(one.payload, item.item):
            rated = one.payload.get("energy_wh") or ""
            for correction in held_corrections(item):
                if correction["target"] == one.digest:
                    said = (
                        field for field in correction["fields"] if field["field"] == "energy_wh"
                    )
                    rated = next((str(field["new"]) for field in said), rated)
    return rated


def repairs_of(entries: Sequence[PassportEntry]) -> dict[str, Folded]:
    """List what workshops did, from ``pack.repaired`` and ``pack.remanufactured``."""
    done = [one for one in entries if one.kind in _REPAIRING]
    if not done:
        return {}
    records = []
    for one in done:
        parts = [
            " ".join(str(part[name]) for name in ("count", "part", "part_number") if name in part)
            for part in one.payload.get("parts", ())
        ]
        whole = {
            "date": one.event_time[:10],
            "work": ", ".join(one.payload.get("work", ())) or one.kind.rsplit(".", 1)[1],
            "done_by": str(one.payload["actor"]),
            "parts": ", ".join(parts),
            "bms_replaced": "yes" if one.payload.get("bms_replaced") else "no",
        }
        records.append({name: text for name, text in whole.items() if text})
    return {"repair_history": Folded(records, done[-1].index, done[-1].event_time, "added")}


def _life(item: ItemState, entries: Sequence[PassportEntry]) -> dict[str, Folded]:
    found: dict[str, Folded] = {}
    turned = last_of(entries, *_LIVES) or entries[0]
    found["battery_status"] = Folded(STATUSES[item.life], turned.index, turned.event_time)
    installed = next((one for one in entries if one.kind == "pack.installed"), None)
    if installed is not None:
        month = installed.event_time[:7]
        found["putting_into_service_date"] = Folded(
            month, installed.index, installed.event_time, "default"
        )
    found.update(repairs_of(entries))
    accidents = [one for one in entries if one.kind == "incident.reported"]
    if accidents:
        found["accident_information"] = Folded(
            [
                {
                    "date": one.event_time[:10],
                    "event": str(one.payload["incident"]),
                    "injuries": "yes" if one.payload.get("injuries") else "no",
                    "condition_after": str(one.payload["condition_after"]),
                }
                for one in accidents
            ],
            accidents[-1].index, accidents[-1].event_time, "added",
        )  # fmt: skip
    return found


def _passport(world: World, item: ItemState, entries: Sequence[PassportEntry]) -> dict[str, Folded]:
    issued = last_of(entries, _ISSUED)
    if issued is None or not item.passport:
        return {}
    at, since = issued.index, issued.event_time
    found = {"battery_passport_identifier": Folded(item.passport, at, since)}
    before = _predecessors(world, item, issued)
    if before:
        found["predecessor_passports"] = Folded(before, at, since)
    ended = last_of(entries, "passport.ended") if item.passport_ended else None
    found["dpp_status"] = Folded(
        "archived" if item.passport_ended else "active",
        ended.index if ended else at, ended.event_time if ended else since,
    )  # fmt: skip
    for name, value in constants().items():
        found[name] = Folded(value, at, since, "default")
    last = max(entries, key=lambda one: instant_ms(one.event_time))
    moment = event_time_of(from_ms(instant_ms(last.event_time)))
    found["dpp_last_updated"] = Folded(moment, last.index, last.event_time)
    return found


def _predecessors(world: World, item: ItemState, issued: PassportEntry) -> list[str]:
    """List the passports before this one: those it names, and those that the ledger knows."""
    named = [*issued.payload.get("predecessors", ()), *passports_before(world, item)]
    return [one for one in dict.fromkeys(named) if one != item.passport]


def passports_before(world: World, item: ItemState) -> list[str]:
    """List the passports that an item has had, and the last one of each item it was made from."""
    found = [*item.passports, *passports_of_origin(world, item)]
    return list(dict.fromkeys(found))
