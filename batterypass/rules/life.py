"""BP-C001 to C003 and C008 to C011: what may happen to an item where it is and as it is.

``design/events.md``, State of an item: only the custodian dispatches, installs, dismantles or
declares waste; nothing but corrections, documents and passports happens to what has ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.batches import batch_of, life_of
from batterypass.domain.events import KINDS
from batterypass.domain.events.assembly import PackAssembled
from batterypass.domain.events.custody import (
    ConsignmentOffered,
    ConsignmentReceived,
    CustodyAccepted,
    CustodyReleased,
)
from batterypass.domain.events.on_paper import CustodyClaimed
from batterypass.domain.events.pack import (
    PassportEnded,
    PassportHandedOver,
    PassportIssued,
    PassportUpdated,
)
from batterypass.domain.events.refusals import ConsignmentPartiallyReceived
from batterypass.domain.lineage import holder_of, outermost, passports_of_origin
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from batterypass.domain.states import BatchState, ItemState
    from batterypass.rules.acts import Act, JudgedAct

#: Kind -> the places from which it can happen.
PLACES: dict[str, tuple[str, ...]] = {
    "pack.installed": ("in_stock",),
    "pack.removed": ("in_use",),
    "pack.repaired": ("in_stock", "in_use"),
    "pack.prepared-for-reuse": ("in_stock",),
    "pack.repurposed": ("in_stock",),
    "pack.remanufactured": ("in_stock",),
    "pack.assembled": ("in_stock",),
    "item.declared-waste": ("in_stock", "in_use"),
    "item.dismantled": ("in_stock",),
    "item.disposed": ("in_stock",),
    "batch.fed": ("in_stock",),
    "consignment.offered": ("in_stock",),
    "custody.released": ("in_stock",),
    "custody.accepted": ("in_stock",),
    "content.claimed": ("in_stock",),
    "pack.exported": ("in_stock", "in_use"),
    # In transit: what did not arrive stays with its carrier once the consignment is over.
    "pack.lost": ("in_stock", "in_use", "in_transit"),
    "pack.stolen": ("in_stock", "in_use", "in_transit"),
    "pack.found": ("exported", "lost", "in_transit"),
}
#: Kinds by which a pack gets a further life, and by Art. 77(7) a new passport.
NEW_LIVES = frozenset({"pack.prepared-for-reuse", "pack.repurposed", "pack.remanufactured"})
#: What only the custodian does; who offers is a matter of integrity (BP-P002).
_CUSTODIANS = frozenset(PLACES) - {"consignment.offered", "custody.accepted"} | {
    "pack.placed-on-market",
    "item.decided",
}
#: Families of kinds that may still speak of an item that has ended.
_AFTER_THE_END = ("passport", "document", "entry", "amendment", "manifest", "treatment")
#: Answers about where an item is or was, whatever became of it since.
_ANSWERS = frozenset({"consignment.countersigned", "custody.contested"})
_DISMANTLED = "item.dismantled"
_RECEPTIONS = (ConsignmentReceived, ConsignmentPartiallyReceived)
_ON_ITEMS = frozenset(name for name in KINDS if KINDS[name].KIND.first in ("I", "B", "C", "CI"))


def has_ended(item: ItemState, batch: BatchState | None = None) -> bool:
    """Tell whether the item's life is over: recycled, disposed of or dismantled.

    ``batch`` is the one that it was fed to (:func:`batterypass.domain.batches.batch_of`).
    """
    return life_of(item, batch) in ("recycled", "disposed") or item.place == "dismantled"


def ended_here(act: JudgedAct, item: ItemState) -> bool:
    """Tell whether the life of an item, or of the pack that it is inside, was over below the act."""
    around = _shares_end(act, item)
    return has_ended(around, batch_of(act.world, around))


def _shares_end(act: JudgedAct, item: ItemState) -> ItemState:
    """Give what an item ends with: the pack it is inside, unless that was taken apart around it."""
    around = outermost(act.world, item)
    return item if around.place == "dismantled" else around


def comes_out(act: Act, item: ItemState) -> bool:
    """Tell whether an item is inside the pack that the act takes apart."""
    return bool(item.inside) and act.event.kind == _DISMANTLED and item.inside == act.event.item


def what_is_on_its_way_stays_on_its_way(act: JudgedAct) -> Findings:
    """An item in an open consignment is not installed, dismantled, released, offered again, …"""
    found = []
    for name, item in act.items.items():
        if not item.consignment:
            continue
        consignment = act.open_consignment(item)
        if consignment is not None:
            found.append(
                act.breach(
                    "BP-C001",
                    name,
                    kind=act.event.kind,
                    consignment=item.consignment,
                    state=f"~state-{consignment.state}",
                )
            )
    return found or NONE


def what_has_ended_stays_ended(act: JudgedAct) -> Findings:
    """Nothing further happens to an item that was recycled, disposed of or dismantled."""
    found = []
    for name, item in act.items.items():
        if ended_here(act, item):
            is_apart = item.place == "dismantled"
            around = _shares_end(act, item)
            life = life_of(around, batch_of(act.world, around))
            how = "~place-dismantled" if is_apart else f"~life-{life}"
            found.append(act.breach("BP-C002", name, kind=act.event.kind, found=how))
    return found or NONE


def the_place_allows_it(act: JudgedAct) -> Findings:
    """An item is installed from stock, removed from use, dismantled in stock, …"""
    kind = act.kind
    allowed = PLACES[kind]
    found = [
        act.breach(
            "BP-C003",
            name,
            kind=kind,
            expected=" / ".join(f"~place-{place}" for place in allowed),
            found=f"~place-{item.place}",
        )
        for name, item in act.items.items()
        # On its way: BP-C001. Ended: BP-C002.
        # Built into the pack that is taken apart: BP-H001.
        if item.place not in allowed
        and not ended_here(act, item)
        and not comes_out(act, item)
        and not act.open_consignment(item)
    ]
    return found or NONE


def only_the_custodian_does_it(act: JudgedAct) -> Findings:
    """Who was let have an item accepts it before doing anything with it."""
    actor = act.event.actor
    found = [
        act.breach("BP-C008", name, kind=act.event.kind, actor=actor, expected=item.custodian)
        for name, item in act.items.items()
        # On its way: BP-C001.
        if item.custodian != actor and not comes_out(act, item) and not act.open_consignment(item)
    ]
    return found or NONE


def a_passport_is_the_items_present_one(act: JudgedAct) -> Findings:
    """A passport is issued once; what is updated, handed over or ended is the present one.

    It ends after recycling, disposal or dismantling (``design/events.md``, Item life).
    """
    event = act.event
    item = act.items.get(event.item)
    if item is None:
        return NONE
    if isinstance(event, PassportIssued):
        unnamed = sorted(set(passports_of_origin(act.world, item)) - set(event.predecessors))
        if "assembled" in item.said and unnamed:
            # That of a pack built from others names those of the others (Art. 77(7)).
            return [_wrong_passport(act, ", ".join(unnamed), ", ".join(event.predecessors) or "-")]
        others = act.world.pointed("passport", event.passport)
        if others:
            return [_wrong_passport(act, "~passport-new", f"~passport-of {others[0]}")]
        if item.passport and item.passport not in event.predecessors:
            # A second life's passport names the one that it follows (Art. 77(6a)).
            return [_wrong_passport(act, item.passport, ", ".join(event.predecessors) or "-")]
        return NONE
    if item.passport_ended and event.passport == item.passport:
        # It is the right one, and nothing follows on it any more.
        return [_wrong_passport(act, "~passport-new", "~passport-ended")]
    if event.passport != item.passport:
        return [_wrong_passport(act, item.passport or "-", event.passport)]
    life = life_of(item, batch_of(act.world, item))
    if isinstance(event, PassportEnded) and not _fits(event.reason, item, life):
        return [_wrong_passport(act, f"~ended-{event.reason}", f"~life-{life}")]
    return NONE


def _fits(reason: str, item: ItemState, life: str) -> bool:
    if reason == "dismantled":
        return item.place == "dismantled"
    return reason == "replaced" or life == reason


def _wrong_passport(act: JudgedAct, expected: str, found: str) -> Finding:
    return act.breach(
        "BP-C009", act.event.item, passport=act.event.passport, expected=expected, found=found
    )


def a_second_life_rests_on_a_reading(act: JudgedAct) -> Findings:
    """A further life, and a decision about one, name the last assessment of the item."""
    event = act.event
    item = act.items.get(event.item)
    if item is None or item.assessed.get("digest") == event.assessment:
        return NONE
    last = str(item.assessed.get("digest", "-"))
    return [act.breach("BP-C010", event.item, expected=last, found=event.assessment)]


#: Kinds of a hand-over -> the field that names the other party.
_OTHER_PART = {"custody.released": "to", "consignment.offered": "consignee"}


def what_is_contested_is_told(act: JudgedAct) -> Findings:
    """A surplus line takes over somebody else's item, and nobody passes that on unseen.

    It is told at each hand-over until the last custodian has the item back
    (``design/events.md``, Custody).
    """
    event = act.event
    surplus: frozenset[str] = frozenset()
    sort = type(event)
    if sort in _RECEPTIONS:
        surplus = frozenset([line.item for line in event.lines if line.outcome == "surplus"])
    elif sort is CustodyClaimed:
        surplus = frozenset(event.items)
    elif not any(item.contested_with for item in act.items.values()):
        return NONE
    other = _OTHER_PART.get(event.kind)
    parts = (event.actor, getattr(event, other) if other else "")
    found = []
    for name, item in act.items.items():
        is_taken = name in surplus and item.consignment != getattr(event, "consignment", None)
        holder = item.contested_with or (holder_of(act.world, item) if is_taken else "")
        if holder and holder not in parts:
            how = "~contested-passed" if item.contested_with else "~contested-taken"
            found.append(act.notice("BP-C011", name, actor=event.actor, holder=holder, found=how))
    return found or NONE


_PLACED = frozenset(PLACES)
_HANDED_OVER = frozenset(
    {
        ConsignmentOffered.KIND.name,
        ConsignmentReceived.KIND.name,
        ConsignmentPartiallyReceived.KIND.name,
        CustodyClaimed.KIND.name,
        CustodyReleased.KIND.name,
        CustodyAccepted.KIND.name,
        # Inside a pack it is passed on with that, and so are its parts.
        PackAssembled.KIND.name,
        _DISMANTLED,
    }
)
RULES = (
    Rule(
        "BP-C001",
        "compliance",
        "item",
        _PLACED,
        what_is_on_its_way_stays_on_its_way,
    ),
    Rule(
        "BP-C002",
        "compliance",
        "item",
        frozenset(
            name
            for name in _ON_ITEMS - _ANSWERS
            if name.split(".", 1)[0] not in _AFTER_THE_END
        ),
        what_has_ended_stays_ended,
    ),
    Rule("BP-C003", "compliance", "item", _PLACED, the_place_allows_it),
    Rule("BP-C008", "compliance", "item", _CUSTODIANS, only_the_custodian_does_it),
    Rule(
        "BP-C009",
        "compliance",
        "item",
        frozenset(
            {
                PassportIssued.KIND.name,
                PassportUpdated.KIND.name,
                PassportHandedOver.KIND.name,
                PassportEnded.KIND.name,
            }
        ),
        a_passport_is_the_items_present_one,
    ),
    Rule(
        "BP-C010", "compliance", "item", NEW_LIVES | {"item.decided"},
        a_second_life_rests_on_a_reading,
    ),
    Rule("BP-C011", "notice", "item", _HANDED_OVER, what_is_contested_is_told),
)  # fmt: skip
