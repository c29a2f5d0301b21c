"""One line of an offer as the rules of carriage see it, with what the log below the offer says.

A later entry changes nothing of it: item, chemistry and waste are those of the time of the offer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.amending import corrections_about
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.lineage import went_into
from batterypass.ports import LANE_MAIN
from batterypass.regulations.transport.loads import (
    OF_THE_LOAD,
    VEHICLE,
    Said,
    answers_about,
    signed_answers,
)
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState, ItemState
    from batterypass.regulations.transport.tables import TransportTables

#: After this an item is waste no longer, and another article than its maker tested.
#: Kind -> the life that it begins; what was rebuilt has evidence of its own.
_LIVES: Final = {
    "pack.prepared-for-reuse": "reused", "pack.repurposed": "repurposed",
    "pack.remanufactured": "remanufactured", "pack.assembled": "",
}  # fmt: skip
_REBUILT: Final = frozenset({"pack.repurposed", "pack.remanufactured"})
_MAKING: Final = frozenset(
    {"pack.manufactured", "pack.enrolled", "pack.assembled", "item.dismantled"}
)


@dataclass(slots=True)
class Battery:
    """One line of the offer, and the item as the log below the offer knows it; None where none does."""

    item: str
    state: ItemState | None
    line: Mapping[str, str]
    pairs: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Give the kind of the item; empty where nobody knows it."""
        return "" if self.state is None else self.state.item_kind

    @property
    def is_waste(self) -> bool:
        """Tell whether it was waste when it was offered."""
        return self.state is not None and self.state.life == "waste"


def read_battery(
    session: Session, consignment: ConsignmentState, name: str, line: Mapping[str, str]
) -> Battery:
    """Read an item as the log below the offer knows it: a later entry changes no paper."""
    item, offered = session.world.item(name), consignment.entries["offered"]
    if item is None:
        return Battery(name, None, line)
    below = list(_entries_below(session, name, offered))
    life = "original"
    if consignment.waste and _was_waste(session, name, below):
        life = "waste"
    else:
        life = next((_begun(one) for one in below if one["kind"] in _LIVES), life)
    tested = next((one for one in below if _says_what_it_is(one, name)), {})
    evidence: Any = tested.get("un38_3") or {}
    then = replace(
        item,
        life=life,
        # A part of something dismantled takes its chemistry from the whole: only the state has it.
        chemistry=_corrected(session, name, "chemistry", offered)
        or str(_payload(session, item.created_index).get("chemistry") or item.chemistry),
        un38_3=_corrected(session, name, "un38_3.article", offered) or evidence.get("article", ""),
    )
    return Battery(name, then, line)


def _begun(payload: Mapping[str, object]) -> str:
    """Give the life that an entry begins; one that builds a pack says it itself."""
    return _LIVES[str(payload["kind"])] or str(payload["life"])


def _says_what_it_is(payload: Mapping[str, Any], item: str) -> bool:
    """Tell whether an entry makes the item what it is: not one by which it went into a pack, or out."""
    if payload["kind"] not in {*_MAKING, *_REBUILT} or went_into(payload, item):
        return False
    return not any(
        link["subject"] == item and link["seq"]
        for link in payload["subjects"]
        if payload["kind"] == "item.dismantled"
    )


def _corrected(session: Session, item: str, field: str, below: int) -> str:
    """Give what a correction below an entry made of a field; empty where there is none."""
    return next(
        (
            str(change["new"])
            for one in reversed(corrections_about(session, item))
            if one.holds is not None and one.holds < below
            for change in one.fields
            if change["field"] == field
        ),
        "",
    )


def _payload(session: Session, entry: int) -> dict[str, object]:
    return parse_payload(parse_statement(session.store.statement(entry)).payload)


def _entries_below(session: Session, item: str, below: int) -> Iterator[dict[str, object]]:
    """Give what the entries of an item below one say, the last first, without those that were annulled."""
    annulled = {
        one.target
        for one in corrections_about(session, item)
        if one.annuls and one.holds is not None and one.holds < below
    }
    for entry in reversed(session.store.entries_of(item, lanes=(LANE_MAIN,))):
        if entry < below and session.digest_of(entry).hex() not in annulled:
            yield _payload(session, entry)


def _was_waste(session: Session, item: str, below: Iterable[Mapping[str, object]]) -> bool:
    """Tell whether an item was waste by what its entries say, the last first."""
    for payload in below:
        if payload["kind"] == "item.declared-waste":
            return True
        if payload["kind"] in _LIVES:
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
    parent = str(made["item"])
    return _was_waste(session, parent, _entries_below(session, parent, state.created_index))


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
    """Give what an offer answers of a battery, by the same function as the rule that judged it.

    ``each`` batteries are in a package, whose mass follows or does not. What is of the whole load
    (its day, the packages) is not here.
    """
    if one.state is None:
        return {}
    found = answers_about(one.state, one.line, said)
    pairs = {name: text for name, text in found.items() if name not in OF_THE_LOAD}
    of_a_vehicle = found.get("config") == VEHICLE
    if not of_a_vehicle:
        pairs.pop("net_kg", None)
    if one.kind != "cell_lot":
        pairs.pop("count", None)
        if each is not None:
            pairs["count"] = str(each)
            if is_weight_known and not of_a_vehicle:
                pairs["net_kg"] = number_text(decimal_of(one.line["mass_kg"]) * each)
    return pairs
