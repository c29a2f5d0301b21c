"""BP-A: who takes, carries, dismantles or disposes of waste is authorised for it that day.

BP-A004, about the days between the act and its entry, stands in ``meanwhile.py``; what an
acceptance rests on, and how firmly, in ``reliance.py``.

``design/events.md``, Rules and findings; ``reference/waste-and-manifests.md`` 9. *Authorised* is a
government's word; a private certificate never stands for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of
from batterypass.domain.events.batch import BatchFed
from batterypass.domain.events.custody import (
    ConsignmentCollected,
    ConsignmentOffered,
    ConsignmentReceived,
    CustodyAccepted,
    SortedLine,
)
from batterypass.domain.events.item import ItemDismantled, ItemDisposed
from batterypass.domain.events.on_paper import CustodyClaimed, RecordedOnPaper
from batterypass.domain.events.refusals import ConsignmentPartiallyReceived
from batterypass.domain.vocabulary import CONDITION_RANK
from batterypass.regulations.accept import Acceptance, accepted_for, can_accept
from batterypass.regulations.accept import Act as Doing
from batterypass.regulations.permits import MissingPermit, missing_permits
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.waste import may_treat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.domain.states import AuthorisationState, ItemState
    from batterypass.rules.acts import JudgedAct

_OFFERED = ConsignmentOffered.KIND.name
_COLLECTED = ConsignmentCollected.KIND.name
_RECEIVED = ConsignmentReceived.KIND.name
_PARTIAL = ConsignmentPartiallyReceived.KIND.name
_PAPER = RecordedOnPaper.KIND.name
JUDGED = frozenset({_OFFERED, _RECEIVED, _PARTIAL, _PAPER})
CARRIED = frozenset({_OFFERED, _COLLECTED, _PAPER})
_RECEPTIONS = (ConsignmentReceived, ConsignmentPartiallyReceived)
_DISPOSED = ItemDisposed.KIND.name
TAKEN = frozenset({CustodyAccepted.KIND.name, CustodyClaimed.KIND.name, _RECEIVED, _PARTIAL})
_FED = BatchFed.KIND.name
TREATED = frozenset({ItemDismantled.KIND.name, _DISPOSED, _FED})


@dataclass(frozen=True, slots=True)
class Load:
    """The waste of a consignment, as its declaration tells it."""

    consignee: str
    site: str
    carrier: str
    stream: str
    operation: str
    waste_class: str
    condition: str
    chemistries: frozenset[str]
    #: As declared in an offer, as weighed at a reception.
    mass_kg: Decimal


def load_of(act: JudgedAct) -> Load | None:
    """Give the load of waste that the act moves; None if it moves none."""
    return act.once(_read_load)


def _read_load(act: JudgedAct) -> Load | None:
    """Read the load from the offer, or from the consignment that was offered."""
    event = act.event
    chemistries = frozenset([item.chemistry for item in act.items.values() if item.chemistry])
    if isinstance(event, ConsignmentOffered):
        waste = event.waste
        if waste is None:
            return None
        condition = _worst([line.condition for line in event.items])
        mass_kg = sum((decimal_of(line.mass_kg) for line in event.items), Decimal(0))
        if event.parts is not None:
            # Each part alone may fit into what is left of the year, and all together may not.
            before = act.consignment(act.names[0])
            mass_kg += decimal_of(before.declared_kg) if before is not None else Decimal(0)
        return Load(
            event.consignee, event.consignee_site, event.carrier, waste.stream, waste.operation,
            waste.waste_class, condition, chemistries, mass_kg,
        )  # fmt: skip
    consignment = act.consignment(event.consignment)
    if consignment is None or not consignment.waste:
        return None
    conditions = [line.get("condition", "") for line in consignment.items.values()]
    site, mass_kg = consignment.consignee_site, decimal_of(consignment.declared_kg)
    carrier = consignment.carrier
    if isinstance(event, ConsignmentCollected):
        # Whoever loads it drives it: the first carrier, or one that it was let to.
        carrier = event.actor
    elif isinstance(event, RecordedOnPaper) and event.step == "collected":
        carrier = consignment.transfer_to or carrier
    if isinstance(event, _RECEPTIONS) or (
        isinstance(event, RecordedOnPaper) and event.step == "received"
    ):
        conditions += [_arrived_as(line) for line in event.lines if line.outcome != "rejected"]
        site, mass_kg = event.at_site or site, decimal_of(event.measured_mass_kg or "0")
    declared = consignment.waste
    return Load(
        consignment.consignee, site, carrier, declared["stream"], declared["operation"],
        declared["waste_class"], _worst(conditions), chemistries, mass_kg,
    )  # fmt: skip


def _arrived_as(line: SortedLine) -> str:
    """Give the condition of a received line; damaged, and nobody said how, is undiagnosed."""
    return line.condition or ("cannot_be_diagnosed" if line.outcome == "damaged" else "")


def _worst(conditions: list[str]) -> str:
    return max(conditions, key=lambda condition: CONDITION_RANK.get(condition, -1), default="")


def accepts(act: JudgedAct, load: Load, held: Sequence[AuthorisationState]) -> Acceptance:
    """Answer whether the consignee's site may take the load by what the consignee holds."""
    consignee = act.world.party(load.consignee)
    taken = consignee.accepted_kg(load.site, act.day[:4]) if consignee is not None else "0"
    return can_accept(
        held,
        load.site,
        load.stream,
        load.operation,
        load.waste_class,
        act.day,
        load.condition,
        chemistries=load.chemistries,
        mass_kg=load.mass_kg,
        accepted_kg_year=decimal_of(taken),
        closed_on=consignee.closed_on(load.site) if consignee is not None else "",
        accepted=accepted_for(
            act.regulations, act.jurisdiction, act.day, "receive", load.waste_class, load.operation
        ),
    )


def answer_of(act: JudgedAct) -> Acceptance | None:
    """Answer whether the consignee's site may take the load, None if none is offered or taken."""
    if act.event.kind == _PAPER and act.event.step != "received":
        return None
    return act.once(_answer)


def _answer(act: JudgedAct) -> Acceptance | None:
    load = load_of(act)
    return None if load is None else accepts(act, load, act.authorisations(load.consignee))


def the_consignee_may_take_the_waste(act: JudgedAct) -> Findings:
    """The consignee's site has an authorisation in force for it: at the offer, and at the gate."""
    load, answer = load_of(act), answer_of(act)
    if load is None or answer is None or answer or answer.is_over_capacity:
        # BP-A008 speaks of a capacity that is used up.
        return NONE
    reason = answer.reasons[0]
    return [
        act.breach(
            "BP-A001",
            act.event.subjects[0].subject,
            consignee=load.consignee,
            site=load.site,
            day=act.day,
            stream=f"~{load.stream}",
            waste_class=f"~{load.waste_class}",
            operation=f"~{load.operation}",
            found=f"~{reason.code}",
            **reason.values,
        )
    ]


def carries(
    act: JudgedAct, load: Load, held: Sequence[AuthorisationState]
) -> tuple[tuple[MissingPermit, ...], tuple[str, ...]]:
    """List the permits that the carrier of the load has not, and what the others rest on."""
    return missing_permits(
        act.regulations, act.jurisdiction, act.day, load.waste_class, load.stream, held
    )


def loaded(act: JudgedAct) -> Load | None:
    """Give the load that is offered to a carrier, or that it loads; None where nothing is."""
    if act.event.kind == _PAPER and act.event.step != "collected":
        return None
    return load_of(act)


def the_carrier_may_carry_the_waste(act: JudgedAct) -> Findings:
    """The carrier has every permit that the table asks for this class of waste on a road."""
    load = loaded(act)
    if load is None:
        return NONE
    missing, _ = carries(act, load, act.authorisations(load.carrier))
    return [
        act.breach(
            "BP-A002",
            act.event.subjects[0].subject,
            carrier=load.carrier,
            day=act.day,
            waste_class=f"~{load.waste_class}",
            permit=f"{one.permit.scheme} {one.permit.scope_code}",
            row=one.permit.row,
            found=f"~{one.found.code}",
            **one.found.values,
        )
        for one in missing
    ]


def treated_as(act: JudgedAct) -> Iterator[tuple[ItemState, Doing, str]]:
    """Give the waste that is dismantled, fed into a batch or disposed of, and what that is called."""
    event = act.event
    disposed = isinstance(event, ItemDisposed)
    if event.kind == _FED:
        items = list(act.items.values())
    else:
        items = [act.items[event.item]] if event.item in act.items else []
    for item in items:
        # What is disposed of is waste by that very act, whether it was declared so or not.
        if item.life != "waste" and not disposed:
            continue
        if not item.stream:
            # Nobody declared it, so nobody said which; its sort does.
            whole = item.item_kind == "pack"
            item = replace(item, stream="whole_battery" if whole else "cells_modules_offspec")
        if disposed:
            yield item, "dispose", str(event.operation)
        else:
            yield item, "recycle" if event.kind == _FED else "dismantle", "reciclaje"


def who_treats_waste_is_authorised(act: JudgedAct) -> Findings:
    """Waste is dismantled, recycled or disposed of at a site that is authorised for it that day."""
    event = act.event
    found: list[Finding] = []
    for item, doing, operation in treated_as(act):
        answer = may_treat(act, item, doing, operation)
        if answer:
            continue
        reason = answer.reasons[0]
        found.append(
            act.breach(
                "BP-A003",
                item.item,
                actor=event.actor,
                site=act.site or "-",
                day=act.day,
                kind=event.kind,
                stream=f"~{item.stream}",
                operation=operation,
                found=f"~{reason.code}",
                **reason.values,
            )
        )
    return found or NONE


def who_takes_waste_over_is_authorised(act: JudgedAct) -> Findings:
    """Waste that no declaration covers goes to a site that may hold it all the same.

    That is what is handed over without a carrier, and what comes as surplus, or with a consignment
    that was not declared as waste: of a declared load BP-A001 judges it.
    """
    event = act.event
    site = taken_to(act)
    found: list[Finding] = []
    for item in taken_undeclared(act):
        answer = may_treat(act, item, "hold", "*", site)
        if answer:
            continue
        reason = answer.reasons[0]
        found.append(
            act.breach(
                "BP-A006",
                item.item,
                actor=event.actor,
                site=site or "-",
                day=act.day,
                stream=f"~{item.stream}",
                found=f"~{reason.code}",
                **reason.values,
            )
        )
    return found or NONE


def taken_to(act: JudgedAct) -> str:
    """Give the site to which the actor takes what it takes over."""
    event = act.event
    return str(event.at_site) if isinstance(event, _RECEPTIONS) else act.site


def taken_undeclared(act: JudgedAct) -> Iterator[ItemState]:
    """Give the waste that the actor takes over without a declaration, as it arrives."""
    event = act.event
    if not isinstance(event, _RECEPTIONS):
        yield from (item for item in act.items.values() if item.life == "waste")
        return
    consignment = act.consignment(event.consignment)
    declared = consignment.items if consignment is not None and consignment.waste else {}
    for line in event.lines:
        item = act.items.get(line.item)
        if item is None or item.life != "waste" or line.item in declared:
            continue
        if line.outcome not in ("missing", "rejected"):
            yield replace(item, condition=_worst([item.condition, _arrived_as(line)]))


RULES = (
    Rule("BP-A001", "compliance", "consignment", JUDGED, the_consignee_may_take_the_waste),
    Rule("BP-A002", "compliance", "consignment", CARRIED, the_carrier_may_carry_the_waste),
    Rule("BP-A003", "compliance", "item", TREATED, who_treats_waste_is_authorised),
    Rule("BP-A006", "compliance", "item", TAKEN, who_takes_waste_over_is_authorised),
)
