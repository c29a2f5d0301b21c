"""BP-P002 and P003: whose things they are.

``design/bytes.md`` 4: the main lane of an item or consignment takes events only from its custodian,
from the carrier or consignee named in its open consignment, or from the party that it was released
to. ``design/architecture.md`` 6: a party makes ids only under its own domains and GS1 prefixes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events import KINDS
from batterypass.domain.events.assembly import PackAssembled
from batterypass.domain.events.batch import BatchOutputWeighed
from batterypass.domain.events.custody import ConsignmentOffered, ConsignmentReceived
from batterypass.domain.events.enrolment import PackEnrolled
from batterypass.domain.events.item import ItemDismantled
from batterypass.domain.events.on_paper import CustodyClaimed, RecordedOnPaper
from batterypass.domain.events.pack import PackManufactured, PassportIssued
from batterypass.domain.events.refusals import ConsignmentPartiallyReceived
from batterypass.domain.ids import gtin_and_serial, host_of, prefix_in
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from batterypass.domain.events import Event
    from batterypass.domain.states import ConsignmentState, ItemState
    from batterypass.rules.acts import SignedAct

_MAIN_KINDS = frozenset(
    name
    for name, model in KINDS.items()
    if model.KIND.lane == "main"
    and ({*model.KIND.first, *model.KIND.rest} & {"I", "C", "B"})
    and model.KIND.first in "ICB"
    and name not in (PackManufactured.KIND.name, PackEnrolled.KIND.name)
)
_STEPS = {
    "consignment.collected": "carrier",
    "consignment.delivered": "carrier",
    "consignment.received": "consignee",
    "consignment.partially-received": "consignee",
    "consignment.rejected": "consignee",
    "consignment.transferred": "carrier",
    "consignment.returned": "consignor",
    "consignment.voided": "consignor",
    "treatment.certified": "consignee",
}
#: What goes on with a batch that is there.
_OF_A_BATCH = frozenset({"batch.fed", "batch.output-weighed", "batch.closed"})
#: What a further carrier would sign.
_CARRYING = frozenset({"consignment.collected", "consignment.delivered"})
_RECEPTIONS = (ConsignmentReceived, ConsignmentPartiallyReceived)
_PACKS = (PackManufactured, PackEnrolled, PackAssembled)
_NAMING_KINDS = frozenset(
    {
        PackManufactured.KIND.name,
        PackEnrolled.KIND.name,
        PackAssembled.KIND.name,
        PassportIssued.KIND.name,
        ItemDismantled.KIND.name,
        BatchOutputWeighed.KIND.name,
    }
)


def only_who_has_a_part_in_it_moves_it(act: SignedAct) -> Findings:
    """The main lane takes events from who holds, carries, awaits or was let have the item."""
    event, actor = act.event, act.actor_id
    sort = type(event)
    found: list[Finding] = []
    part = _STEPS.get(act.kind)
    if part is not None:
        consignment = act.consignment(event.consignment)
        if consignment is not None:
            named = str(getattr(consignment, part))
            if event.kind == "consignment.collected" and consignment.transfer_to:
                # The load was let to the next carrier.
                named = consignment.transfer_to
            if named != actor:
                found.append(
                    _stranger(
                        act, event.consignment, f"~part-{part}", named, _way_in(consignment, event)
                    )
                )
    elif event.kind in _OF_A_BATCH:
        batch = act.world.batch(event.batch)
        if batch is not None and batch.recycler != actor:
            following = f"batch show {batch.batch}"
            found.append(_stranger(act, event.batch, "~part-recycler", batch.recycler, following))
    elif sort is RecordedOnPaper:
        found += _writes_for_the_other(act)
    excepted: frozenset[str] = frozenset()
    if sort is CustodyClaimed:
        return found or NONE
    if sort in _RECEPTIONS:
        # What was not offered lets its receiver in, flagged as contested (events.md, Custody).
        excepted = frozenset([line.item for line in event.lines if line.outcome == "surplus"])
    elif sort is ItemDismantled:
        # What comes out of a pack was in the hands of whoever had the pack (BP-H001).
        excepted = event.returned()
    only_custodian = sort is ConsignmentOffered
    for name, item in act.items.items():
        if item.custodian == actor or name in excepted:
            continue
        if only_custodian or not (act.has_part_in(item) or _has_another_part(act, item)):
            history = f"history {name}"
            found.append(_stranger(act, name, "~part-custodian", item.custodian, history))
    return found or NONE


#: What the consignor signs of items that it has sent off.
_OF_THE_CONSIGNOR = frozenset(
    {"consignment.returned", "consignment.recorded-on-paper", "consignment.voided"}
)


def _has_another_part(act: SignedAct, item: ItemState) -> bool:
    """Tell whether the next carrier takes it, or its consignor speaks of what it sent off."""
    consignment = act.open_consignment(item)
    if consignment is None:
        return False
    actor = act.event.actor
    if actor == consignment.transfer_to:
        return True
    return actor == consignment.consignor and act.event.kind in _OF_THE_CONSIGNOR


def _writes_for_the_other(act: SignedAct) -> list[Finding]:
    """Who writes a step down from paper has a part in the consignment, and another one."""
    event = act.event
    consignment = act.consignment(event.consignment)
    if consignment is None:
        return []
    own = consignment.consignee if event.step == "received" else consignment.carrier
    if event.step == "collected":
        # It was let to a further carrier, for which the first one may write.
        own = consignment.transfer_to or own
    parts = {consignment.consignor, consignment.carrier, consignment.consignee} - {own}
    if event.actor in parts:
        return []
    show = f"manifest show {consignment.consignment}"
    others = ", ".join(sorted(parts))
    return [_stranger(act, event.consignment, "~part-other-side", others, show)]


def _way_in(consignment: ConsignmentState, event: Event) -> str:
    """Give the command by which the carrier on the road lets another one have the load."""
    number = consignment.consignment
    if event.kind in _CARRYING and consignment.state == "in_transit":
        return f"ship transfer {number} --to {event.actor} --as {consignment.carrier}"
    return f"manifest show {number}"


def _stranger(act: SignedAct, subject: str, part: str, expected: str, following: str) -> Finding:
    event = act.event
    return act.broken(
        "BP-P002", subject, actor=event.actor, kind=event.kind, part=part, expected=expected,
        next=following,
    )  # fmt: skip


def ids_are_made_under_ones_own_names(act: SignedAct) -> Findings:
    """An id stands on a domain of the actor, and a GS1 number in it begins with a prefix of the actor."""
    event, actor = act.event, act.actor
    if actor is None:
        # BP-K001 says so.
        return NONE
    sort = type(event)
    if sort in _PACKS:
        names = [event.item]
    elif sort is PassportIssued:
        names = [event.passport]
    elif sort is BatchOutputWeighed:
        names = [fraction.item for fraction in event.fractions]
    else:
        names = [child.item for child in event.new_parts()]
    found = []
    for name in names:
        host = host_of(name)
        if host not in actor.domains:
            found.append(_not_own(act, name, host, actor.domains))
            continue
        prefix = prefix_in(name)
        if prefix is not None and not prefix.startswith(tuple(actor.gs1_prefixes)):
            numbers = gtin_and_serial(name)
            found.append(_not_own(act, name, numbers[0] if numbers else prefix, actor.gs1_prefixes))
    return found or NONE


def _not_own(act: SignedAct, name: str, given: str, own: list[str]) -> Finding:
    return act.broken(
        "BP-P003", name, actor=act.event.actor, found=given, expected=", ".join(own) or "-"
    )


RULES = (
    Rule("BP-P002", "integrity", "item", _MAIN_KINDS, only_who_has_a_part_in_it_moves_it),
    Rule("BP-P003", "integrity", "item", _NAMING_KINDS, ids_are_made_under_ones_own_names),
)
