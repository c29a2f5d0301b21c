"""One line of an offer as the rules of carriage see it, with what the log below the offer says.

A later entry changes nothing of it: item, chemistry and waste are those of the time of the offer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.amending import corrections_about
from batterypass.domain.base import decimal_of, number_text
from batterypass.ports import LANE_MAIN
from batterypass.regulations.transport.articles import COVERED_BY
from batterypass.regulations.transport.loads import (
    OF_THE_LOAD,
    Said,
    end_of_operation,
    signed_answers,
)
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.transport.tables import TransportTables

#: After these an item is waste no longer.
_USED_AGAIN: Final = frozenset(
    {"pack.prepared-for-reuse", "pack.repurposed", "pack.remanufactured"}
)


@dataclass(slots=True)
class Battery:
    """One line of the offer, with what the log below the offer says of the item."""

    item: str
    kind: str
    chemistry: str
    is_waste: bool
    line: Mapping[str, str]
    pairs: dict[str, str] = field(default_factory=dict)


def read_battery(
    session: Session, consignment: ConsignmentState, name: str, line: Mapping[str, str]
) -> Battery:
    """Read an item as the log below the offer knows it: a later entry changes no paper."""
    offered = consignment.entries["offered"]
    item = session.world.item(name)
    kind = item.item_kind if item is not None else ""
    chemistry = ""
    if item is not None:
        # A part of something dismantled takes its chemistry from the whole: only the state has it.
        made = _payload(session, item.created_index)
        chemistry = str(made.get("chemistry") or item.chemistry)
        for one in corrections_about(session, name):
            if one.holds is not None and one.holds < offered:
                for change in one.fields:
                    if change["field"] == "chemistry" and one.entry > item.created_index:
                        chemistry = str(change["new"])
    waste = bool(consignment.waste) and _was_waste(session, name, offered)
    return Battery(name, kind, chemistry, waste, line)


def _payload(session: Session, entry: int) -> dict[str, object]:
    return parse_payload(parse_statement(session.store.statement(entry)).payload)


def _was_waste(session: Session, item: str, below: int) -> bool:
    """Tell whether an item was waste when it was offered."""
    for entry in reversed(session.store.entries_of(item, lanes=(LANE_MAIN,))):
        if entry >= below:
            continue
        kind = _payload(session, entry)["kind"]
        if kind == "item.declared-waste":
            return True
        if kind in _USED_AGAIN:
            return False
    return _came_out_of_waste(session, item)


def _came_out_of_waste(session: Session, item: str) -> bool:
    """Tell whether an item is waste from its first entry on: a part, taken from waste or as waste."""
    state = session.world.item(item)
    made = _payload(session, state.created_index) if state is not None else {}
    if state is None or made.get("kind") != "item.dismantled":
        return False
    parts: Any = made["children"]
    if any(part["item"] == item and part.get("stream") for part in parts):
        return True
    return _was_waste(session, str(made["item"]), state.created_index)


def said_in_offer(consignment: ConsignmentState, tables: TransportTables) -> Said:
    """Give what the signed decision of the offer answers, for all of its items and for single ones.

    An offer without answers says by its number and name how the batteries travel.
    """
    signed = consignment.transport
    operation = str(consignment.waste.get("operation", ""))
    whole, each = signed_answers(
        (one.get("item", ""), one["name"], one["value"]) for one in signed.get("answers", ())
    )
    answers = {**_by_name(signed, tables), **whole}
    return Said(str(signed.get("regime", "")), "", operation, answers, each)


def _by_name(signed: Mapping[str, Any], tables: TransportTables) -> dict[str, str]:
    """Give how batteries travel by the number and name that were signed, where they mean one way."""
    if not signed:
        return {}
    name = " ".join(str(signed["proper_shipping_name"]).upper().split())
    configs = {
        config
        for edition in tables.rules.values()
        for (_, config), entry in edition.entries.items()
        if entry.un == signed["un_number"]
        and (name.endswith((entry.name.en.upper(), entry.name.es.upper())))
    }
    return {"config": configs.pop()} if len(configs) == 1 else {}


def offer_answers(
    one: Battery, said: Said, each: int | None, *, is_weight_known: bool
) -> dict[str, str]:
    """Give what an offer answers of a battery: what its consignor signed, and what its line says.

    ``each`` batteries are in a package, whose mass follows or does not. What is of the whole load
    (its day, the packages) is not here.
    """
    line = one.line
    pairs = {name: text for name, text in said.about(one.item).items() if name not in OF_THE_LOAD}
    if "disposition" not in pairs:
        end = end_of_operation(said.operation)
        if end != "unsaid":
            pairs["disposition"] = end
    if not one.is_waste:
        pairs.pop("disposition", None)
    if one.chemistry and one.chemistry != "other":
        pairs["chem"] = "na_ion" if one.chemistry == "sodium-ion" else "li_ion"
    is_lot = one.kind == "cell_lot"
    pairs["form"] = "cell" if is_lot else "battery"
    if not is_lot:
        if line.get("energy_wh"):
            pairs["wh"] = line["energy_wh"]
        if each is not None:
            pairs["count"] = str(each)
        if each is not None and is_weight_known:
            pairs["net_kg"] = number_text(decimal_of(line["mass_kg"]) * each)
    condition = line["condition"]
    if condition == "serviceable":
        condition = "waste" if one.is_waste else "used"
    pairs["condition"] = condition
    if line.get("soc_percent"):
        pairs["soc_percent"] = line["soc_percent"]
        if line.get("soc_basis") in ("measured", "bms_reading"):
            pairs["soc_basis"] = line["soc_basis"]
    tested = line.get("un38_3", "")
    if tested == "none":
        pairs["un38_3"] = "no"
    elif tested:
        pairs["un38_3"] = "yes"
        pairs["article"] = "this" if tested in COVERED_BY[one.kind] else "other"
    return pairs
