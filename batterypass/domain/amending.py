"""Corrections over states: who signed what is corrected, what stands there, who has to agree.

A state keeps of each entry that can be corrected where it stands in the chain and who signed it
(``said``), or has that already; values are those of the state itself. So a rule can judge a
correction, and the fold apply it, without looking at the bytes of older entries.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.batch_steps import STEPS, WEIGHED, correct_step, stands_in
from batterypass.domain.clock import instant_ms
from batterypass.domain.counting import correct_count
from batterypass.domain.events.amendable import AmendableGrant, Nothing
from batterypass.domain.fold_help import worsen
from batterypass.domain.parting import seqs_of
from batterypass.domain.states import AuthorisationState, BatchState, ConsignmentState, ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass.domain.world import World, WritableWorld

#: Corrections that a state keeps of itself, the last ones; the log has all.
_KEPT = 50
_RECEPTIONS = frozenset({"consignment.received", "consignment.partially-received"})
#: Kinds of which a state keeps what was said in its note of the entry, and nowhere else.
_SAID_ONLY = frozenset({"pack.exported", "pack.stolen"})
_SAID_ALONE = _SAID_ONLY | {"item.dismantled"}
_CONSIGNMENTS = _RECEPTIONS | {"consignment.offered"}


def corrections_in(state: object) -> list[dict[str, Any]]:
    """Give the corrections that a state of an item, a consignment or a batch keeps, oldest first."""
    return state.amendments if isinstance(state, ItemState | ConsignmentState | BatchState) else []


def held_corrections(state: object) -> list[dict[str, Any]]:
    """Give the corrections that hold of what was not taken back, oldest first."""
    held = [one for one in corrections_in(state) if "holds" in one]
    gone = {one["target"] for one in held if one.get("annuls")}
    return [one for one in held if one["target"] not in gone]


def keep(corrections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the last corrections, and of those before them the last that still wait for somebody.

    Else whoever corrects often enough would make what another has to agree to disappear.
    """
    older, newer = corrections[:-_KEPT], corrections[-_KEPT:]
    return [*[one for one in older if one.get("waiting")][-_KEPT:], *newer]


def find_correction(state: object, digest: str) -> dict[str, Any] | None:
    """Give the correction with a statement digest (hex), or None."""
    return next((one for one in corrections_in(state) if one["digest"] == digest), None)


def state_of(
    world: World, subject: str
) -> ItemState | ConsignmentState | BatchState | AuthorisationState | None:
    """Give the state of a subject whose entries can be corrected, or None."""
    return (
        world.consignment(subject)
        or world.item(subject)
        or world.batch(subject)
        or world.authorisation(subject)
    )


def signer_of(world: World, subject: str, kind: str, digest: str) -> str | None:
    """Give who signed the entry of this kind and digest (hex) about a subject.

    None where the subject has none that can still be corrected: it is unknown, of another kind, or a
    reading that a later one has overtaken.
    """
    state = state_of(world, subject)
    if isinstance(state, AuthorisationState):
        if kind != "authorisation.granted":
            return None
        return next((str(one["by"]) for one in state.changes[:1] if one["digest"] == digest), None)
    if isinstance(state, BatchState):
        seqs = state.said.get(kind.split(".", 1)[1], []) if kind in STEPS else []
        return state.recycler if _stands_among(world, subject, seqs, digest) else None
    if isinstance(state, ConsignmentState) and kind == "consignment.offered":
        seqs = seqs_of(state, "offered") or [0]
        return state.consignor if _stands_among(world, subject, seqs, digest) else None
    if isinstance(state, ItemState) and kind == "pack.manufactured":
        made = state.item_kind == "pack" and "assembled" not in state.said
        return state.maker if made and _stands_at(world, subject, 0, digest) else None
    if isinstance(state, ItemState) and kind == "item.assessed":
        read = state.assessed
        return str(read["actor"]) if read.get("digest") == digest else None
    if state is None or (kind in _CONSIGNMENTS) != isinstance(state, ConsignmentState):
        return None
    said = state.said.get(kind.rsplit(".", 1)[1])
    if said is None:
        return None
    seqs = [said["seq"], *said.get("earlier", ())]
    return str(said["by"]) if _stands_among(world, subject, seqs, digest) else None


def _stands_among(world: World, subject: str, seqs: Iterable[int], digest: str) -> bool:
    """Tell whether one of the parts of a step has this digest."""
    return any(_stands_at(world, subject, seq, digest) for seq in seqs)


def _stands_at(world: World, subject: str, seq: int, digest: str) -> bool:
    found = world.main_digest(subject, seq)
    return found is not None and found.hex() == digest


def is_about(world: World, item: str, kind: str, digest: str) -> bool:
    """Tell whether an entry of a kind that corrects any item is about this further one."""
    return signer_of(world, item, kind, digest) is not None


def what_stands(world: World, subject: str, kind: str, field: str, item: str | None) -> object:
    """Give the value of a field as it stands now, None where nothing was said.

    Gives a :class:`Nothing` where there is no such line, or where a later entry says it anew.
    """
    state = state_of(world, subject)
    if isinstance(state, AuthorisationState):
        return plain(kind, field, getattr(state, field, None))
    if isinstance(state, ConsignmentState):
        return _of_consignment(state, kind, field, item)
    if isinstance(state, BatchState):
        return stands_in(state, kind, field, item or "")
    if not isinstance(state, ItemState):
        return Nothing.NO_LINE
    if item is not None:
        part = world.item(item)
        is_part = part is not None and item in state.children
        return part.mass_kg or None if is_part and part is not None else Nothing.NO_LINE
    if kind == "item.assessed":
        return state.assessed.get(field)
    if kind in _SAID_ALONE:
        return state.said.get(kind.rsplit(".", 1)[1], {}).get(field)
    if kind == "item.declared-waste":
        return (state.waste_reason if field == "reason" else state.stream) or None
    if field in _restated(state):
        return Nothing.RESTATED
    return getattr(state, field, None) or None


def _restated(state: ItemState) -> tuple[str, ...]:
    """List what a further life says anew of a pack, so that its making says it no more."""
    if "remanufactured" in state.said:
        return ("capacity_ah", "energy_wh", "mass_kg")
    return ("energy_wh",) if "repurposed" in state.said else ()


def _of_consignment(state: ConsignmentState, kind: str, field: str, item: str | None) -> object:
    offered = kind == "consignment.offered"
    if item is not None:
        line = state.items.get(item, {})
        if offered:
            # A surplus line was declared by nobody.
            return line.get(field) if "mass_kg" in line else Nothing.NO_LINE
        if line.get("outcome", "not_loaded") == "not_loaded":
            return Nothing.NO_LINE
        return line.get("received_kg" if field == "mass_kg" else f"received_{field}")
    if not offered:
        # Of a reception in parts it is the sum of them all; until the last is in there is none.
        return state.measured_kg or (Nothing.NO_LINE if state.parts else None)
    head, _, rest = field.partition(".")
    if not rest:
        return state.mass_basis
    part = state.waste if head == "waste" else state.transport
    return plain(kind, field, part.get(rest)) if part else Nothing.NO_LINE


def plain(kind: str, field: str, value: object) -> object:
    """Give a value as a state keeps it: what is empty is nothing, and a scope has all its members."""
    if value in ("", [], {}, None):
        return None
    if kind == "authorisation.granted":
        try:
            terms = AmendableGrant.model_validate({field: value})
        except ValidationError:
            return value
        return terms.model_dump(exclude_none=True)[field]
    return value


def who_agrees(world: World, subject: str, kind: str, signer: str) -> list[str]:
    """Give who else has signed for what an entry says, and so has to agree.

    Of an offer: the carrier that has collected it and the consignee that has received it. Of a
    reception: the consignor. Whose step stands on paper, and who has no key here, cannot agree.
    """
    state = state_of(world, subject)
    if not isinstance(state, ConsignmentState):
        return []
    if kind == "consignment.offered":
        steps = {"collected": state.carrier, "received": state.consignee}
        steps["partially-received"] = steps["rejected"] = state.consignee
        named = [party for step, party in steps.items() if step in state.entries]
    else:
        named = [state.consignor]
    return [
        party
        for party in dict.fromkeys(named)
        if party != signer and world.party(party) is not None
    ]


def apply_fields(
    world: WritableWorld,
    subject: str,
    correction: Mapping[str, Any],
    items: Sequence[str],
    known_ms: int,
) -> None:
    """Let a correction hold: ``items`` are the further items that may change with it."""
    kind, fields = str(correction["kind"]), correction["fields"]
    if kind == "consignment.offered":
        _correct_offer(world.edit_consignment(subject), fields)
    elif kind in _RECEPTIONS:
        _correct_reception(world, subject, fields, frozenset(items), known_ms)
    elif kind in STEPS:
        _correct_batch(world, subject, kind, fields, items)
    elif kind == "item.declared-waste":
        for name in (subject, *items):
            if is_about(world, name, kind, str(correction["target"])):
                _correct_declaration(world.edit_item(name), fields)
    elif kind in _SAID_ONLY:
        _correct_said(world.edit_item(subject), kind.rsplit(".", 1)[1], fields)
    elif kind == "item.dismantled":
        _correct_dismantling(world, subject, fields, frozenset(items))
    elif kind == "item.assessed":
        _correct_reading(world.edit_item(subject), fields)
    else:
        state = world.edit_item(subject)
        for one in fields:
            if what_stands(world, subject, kind, one["field"], None) is not Nothing.RESTATED:
                setattr(state, one["field"], one["new"])


def _correct_offer(state: ConsignmentState, fields: Iterable[Mapping[str, Any]]) -> None:
    for one in fields:
        head, _, rest = one["field"].partition(".")
        if "item" in one:
            line = state.items.get(one["item"], {})
            if "mass_kg" in line:
                state.items = {**state.items, one["item"]: {**line, head: one["new"]}}
        elif head == "waste" and state.waste:
            state.waste = {**state.waste, rest: one["new"]}
        elif head == "transport" and state.transport:
            state.transport = {**state.transport, rest: one["new"]}
        elif head == "mass_basis":
            state.mass_basis = one["new"]
    masses = [decimal_of(line["mass_kg"]) for line in state.items.values() if "mass_kg" in line]
    state.declared_kg = number_text(sum(masses, Decimal(0)))


def _correct_reception(
    world: WritableWorld,
    subject: str,
    fields: Iterable[Mapping[str, Any]],
    items: frozenset[str],
    known_ms: int,
) -> None:
    state = world.edit_consignment(subject)
    for one in fields:
        name, new = one["field"], one["new"]
        if "item" not in one:
            if not state.received_at:
                # Parts are still to come: nothing says what the whole weighs.
                continue
            more = decimal_of(new) - decimal_of(state.measured_kg or "0")
            state.measured_kg = new
            count_accepted(world, state, more)
            continue
        line = state.items.get(one["item"], {})
        if line.get("outcome", "not_loaded") == "not_loaded":
            continue
        key = "received_kg" if name == "mass_kg" else f"received_{name}"
        state.items = {**state.items, one["item"]: {**line, key: new}}
        if name == "condition" and one["item"] in items:
            item = world.edit_item(one["item"])
            # Only an assessment makes a condition milder, and one that came later says more.
            arrived_ms = instant_ms(state.received_at) if state.received_at else state.last_ms
            if item.assessed_ms < arrived_ms:
                worsen(item, new, known_ms)


def count_accepted(world: WritableWorld, state: ConsignmentState, more_kg: Decimal) -> None:
    """Count a mass of waste towards what the consignee has accepted at the site that year."""
    if not state.waste or not more_kg or world.party(state.consignee) is None:
        return
    party = world.edit_party(state.consignee)
    place = f"{state.received_at[:4]} {state.received_site}"
    total = decimal_of(party.accepted.get(place, "0")) + more_kg
    party.accepted = {**party.accepted, place: number_text(total)}


def _correct_batch(
    world: WritableWorld,
    subject: str,
    kind: str,
    fields: Iterable[Mapping[str, Any]],
    items: Sequence[str],
) -> None:
    batch = world.edit_batch(subject)
    correct_step(batch, kind, fields)
    for name in [one for one in items if one in batch.outputs] if kind == WEIGHED else ():
        fraction = world.edit_item(name)
        if fraction.made_by == subject:
            fraction.mass_kg = batch.outputs[name]["mass_kg"]
            fraction.elements_kg = batch.outputs[name]["elements_kg"]


def _correct_declaration(state: ItemState, fields: Iterable[Mapping[str, Any]]) -> None:
    for one in fields:
        if one["field"] == "reason":
            state.waste_reason = one["new"]
        elif state.stream:
            # What was given a second life since is no waste of any stream.
            state.stream = one["new"]


def _correct_dismantling(
    world: WritableWorld, subject: str, fields: Iterable[Mapping[str, Any]], items: frozenset[str]
) -> None:
    state = world.edit_item(subject)
    for one in fields:
        if "item" not in one:
            said = {**state.said.get("dismantled", {}), one["field"]: one["new"]}
            state.said = {**state.said, "dismantled": said}
        elif one["item"] in items and one["item"] in state.children:
            world.edit_item(one["item"]).mass_kg = one["new"]


def _correct_said(state: ItemState, word: str, fields: Iterable[Mapping[str, Any]]) -> None:
    """Correct what the state has nowhere but in its note of the entry."""
    said = {**state.said.get(word, {}), **{one["field"]: one["new"] for one in fields}}
    state.said = {**state.said, word: said}


def _correct_reading(state: ItemState, fields: Iterable[Mapping[str, Any]]) -> None:
    holds = state.condition_ms == state.assessed_ms and "worsened" not in state.said
    for one in fields:
        if one["field"] == "cycles":
            correct_count(state, state.assessed.get("cycles"), one["new"])
        state.assessed = {**state.assessed, one["field"]: one["new"]}
        if one["field"] == "condition" and holds:
            # Nothing that came after the reading says how the item is.
            state.condition = one["new"]
