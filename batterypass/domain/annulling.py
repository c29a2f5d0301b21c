"""Taking the last entry of its chains back: whether it can be, who agrees, what becomes of the states.

Everything is read from the states below (:mod:`batterypass.domain.undo`), so rules and fold agree and
need no older bytes. An annulled entry stays in its chains, and the next one still links to it. What
came to light by it stays known: a condition that was seen at a gate is not made milder, only an
assessment does that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.batch_steps import before_step
from batterypass.domain.states import BatchState, ConsignmentState, ItemState
from batterypass.domain.undo import (
    ITEM_FIELDS,
    LINE_KEYS,
    PLACE_FIELDS,
    STEP_FIELDS,
    usual_place,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass.domain.world import World, WritableWorld

#: Steps that move the items of a consignment.
_MOVING = frozenset({"collected", "received", "partially-received", "returned", "voided"})
_RECEPTIONS = frozenset({"received", "partially-received"})
#: What an annulment shows of the subjects that it changes, before and after.
_SHOWN = frozenset(
    {*PLACE_FIELDS, *(name for fields in STEP_FIELDS.values() for name in fields), "life",
     "stream", "waste_reason", "waste_on", "inputs", "input_kg", "loss_kg"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an entry cannot be annulled: a word for a message, and the subject it is about."""

    why: str
    subject: str


@dataclass(slots=True)
class Undoing:
    """What the states will say again: fields of a consignment or batch, of each item, and of a year."""

    own: dict[str, Any] = field(default_factory=dict)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Party, year with site, kilograms that were counted there.
    counted: list[tuple[str, str, str]] = field(default_factory=list)


def obstacle(
    world: World, subject: str, kind: str, target: str, items: Sequence[str]
) -> Obstacle | None:
    """Say why the entry of a kind with a digest (hex) cannot be annulled; None where it can.

    It is the head of the chain of ``subject``, its first one, and of every further item, which
    ``items`` names, and nothing else rests on it.
    """
    state = _state(world, subject)
    if any(one["target"] == target and "holds" in one for one in annulments_in(state)):
        return Obstacle("~annul-done", subject)
    if state is None or not _stands(world, subject, state, kind, target):
        word = "~annul-later" if _is_below(world, subject, target) else "~annul-unknown"
        return Obstacle(word, subject)
    for name in items:
        if not _is_head(world, name, target):
            word = "~annul-later" if _is_below(world, name, target) else "~annul-items"
            return Obstacle(word, name)
    if len({subject, *items}) != _subjects(state):
        return Obstacle("~annul-items", subject)
    if isinstance(state, ConsignmentState):
        if "part" in state.undo:
            return Obstacle("~annul-part", subject)
        own = state.entries.get(str(state.undo["step"]), 0)
        if any(one["entry"] > own for one in state.after.values()):
            return Obstacle("~annul-rests", subject)
    return None


def obstacle_to(world: World, subject: str, annulment: Mapping[str, Any]) -> Obstacle | None:
    """Say why an annulment, as the state of its subject keeps it, can hold no more; None if it can."""
    items = annulment.get("items", ())
    return obstacle(world, subject, annulment["kind"], annulment["target"], items)


def annulments_in(state: object) -> list[dict[str, Any]]:
    """Give the annulments that a state keeps, oldest first."""
    if not isinstance(state, ItemState | ConsignmentState | BatchState):
        return []
    return [one for one in state.amendments if one.get("annuls")]


def is_annulled(world: World, subject: str, target: str) -> bool:
    """Tell whether an entry (digest in hex) about a subject was annulled, and that holds."""
    found = annulments_in(_state(world, subject))
    return any(one["target"] == target and "holds" in one for one in found)


def signer_to_annul(world: World, subject: str, kind: str, target: str) -> str | None:
    """Give who signed the last entry of a subject; None where it is not this one."""
    state = _state(world, subject)
    if state is None or not _stands(world, subject, state, kind, target):
        return None
    return _signer(state)


def who_agrees_to_annul(world: World, subject: str, items: Sequence[str]) -> list[str]:
    """Give who has to agree that the last entry of a subject is annulled.

    Who signed the other side of the hand-over: of a collection the consignor, of a reception or a
    rejection consignor and carrier. And whoever is to hold an item again. Who has no key here cannot
    agree, and is not waited for.
    """
    state = _state(world, subject)
    if state is None:
        return []
    asked: list[str] = []
    if isinstance(state, ConsignmentState):
        step = str(state.undo["step"])
        if step in ("collected", *_RECEPTIONS, "rejected"):
            asked.append(state.consignor)
        if step in (*_RECEPTIONS, "rejected"):
            asked.append(state.carrier)
        if state.undo["kind"] == "consignment.recorded-on-paper":
            asked.append(state.consignee if step == "received" else state.carrier)
    again = undoing(world, subject, items).items
    for name, values in again.items():
        item = world.item(name)
        if item is not None and values.get("custodian", item.custodian) != item.custodian:
            asked.append(values["custodian"])
    signer = _signer(state)
    return [
        party
        for party in dict.fromkeys(asked)
        if party != signer and world.party(party) is not None
    ]


def undoing(world: World, subject: str, items: Sequence[str]) -> Undoing:
    """Work out what the states say again once the last entry of a subject is annulled."""
    found = Undoing()
    state = _state(world, subject)
    if isinstance(state, ConsignmentState):
        _undo_step(world, state, items, found)
        return found
    if isinstance(state, BatchState):
        found.own = before_step(state, items)
    for name in (subject, *items):
        item = world.item(name)
        # Of an item beside a bundle nothing was noted.
        if item is not None and item.undo:
            _undo_item(item, found)
    return found


def undo(world: WritableWorld, subject: str, items: Sequence[str]) -> None:
    """Let the states say again what they said before the last entry of a subject."""
    found = undoing(world, subject, items)
    is_load = isinstance(_state(world, subject), ConsignmentState)
    if found.own:
        whole = world.edit_consignment(subject) if is_load else world.edit_batch(subject)
        _put(whole, found.own)
        whole.undo = {}
    for name, values in found.items.items():
        item = world.edit_item(name)
        _put(item, values)
        if not is_load:
            item.undo = []
    for party, place, kg in found.counted:
        _uncount(world, party, place, kg)


def shown(world: World, subject: str, found: Undoing) -> list[dict[str, Any]]:
    """Give the fields that change, before and after, as a correction lists them.

    A field that changes alike for all further items is listed once.
    """
    state = _state(world, subject)
    own = found.items.get(subject, {}) if isinstance(state, ItemState) else found.own
    lines = list(_differences(state, own))
    others = {
        name: list(_differences(world.item(name), values))
        for name, values in found.items.items()
        if name != subject
    }
    for name, changed in others.items():
        for one in changed:
            if all(one in other for other in others.values()):
                if one not in lines:
                    lines.append(one)
            else:
                lines.append({**one, "item": name})
    return lines


def _differences(state: object, values: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for name, then in values.items():
        now = getattr(state, name)
        if name in _SHOWN and now != then:
            old = {"old": now} if now else {}
            yield {"field": name, **old, "new": then or None}


def _put(state: ItemState | ConsignmentState | BatchState, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(state, name, value)


# --- what stands ------------------------------------------------------------------------------


def _state(world: World, subject: str) -> ItemState | ConsignmentState | BatchState | None:
    return world.consignment(subject) or world.item(subject) or world.batch(subject)


def _stands(
    world: World,
    subject: str,
    state: ItemState | ConsignmentState | BatchState,
    kind: str,
    target: str,
) -> bool:
    """Tell whether the note in a state is of this entry, and the entry the head of its chain."""
    chain = world.chain(subject)
    if not state.undo or chain is None or not _is_head(world, subject, target):
        return False
    if isinstance(state, ItemState):
        return bool(state.undo[:2] == [kind, chain.seq])
    return (state.undo["kind"], state.undo["seq"]) == (kind, chain.seq)


def _is_head(world: World, subject: str, target: str) -> bool:
    """Tell whether an entry is the head of a chain; of an item beside a bundle nobody here knows."""
    chain = world.chain(subject)
    if chain is None:
        return False
    return chain.head.hex() == target or (chain.seq >= 0 and not chain.head)


def _is_below(world: World, subject: str, target: str) -> bool:
    """Tell whether an entry stands in the main lane of a subject, under others."""
    chain = world.chain(subject)
    below = range(-1 if chain is None else chain.seq - 1, -1, -1)
    found = (world.main_digest(subject, seq) for seq in below)
    return any(digest is not None and digest.hex() == target for digest in found)


def _subjects(state: ItemState | ConsignmentState | BatchState) -> int:
    return int(state.undo[3] if isinstance(state, ItemState) else state.undo["n"])


def _signer(state: ItemState | ConsignmentState | BatchState) -> str:
    if isinstance(state, ItemState):
        return str(state.undo[2] or state.custodian)
    return str(state.undo["by"])


# --- what it said before ----------------------------------------------------------------------


def _undo_item(item: ItemState, found: Undoing) -> None:
    kind = str(item.undo[0])
    values: dict[str, Any] = {}
    for name, value in zip(ITEM_FIELDS[kind], item.undo[4:], strict=False):
        if name == "said":
            values[name] = _said(item.said, kind.rsplit(".", 1)[1], value)
        elif name == "counters":
            values["said"] = _said(item.said, "counters", value)
        elif name == "contested":
            values |= _contested(item, value)
        elif name == "counted":
            found.counted.append((_signer(item), value[0], value[1]))
        else:
            values[name] = value
    found.items[item.item] = values


def _said(said: dict[str, Any], word: str, before: object) -> dict[str, Any]:
    rest = {name: one for name, one in said.items() if name != word}
    return {**rest, word: before} if before else rest


def _contested(item: ItemState, pair: Sequence[str]) -> dict[str, Any]:
    """Give who contested it before; a word that came since (it is agreed) stays."""
    if not pair or item.contested_with != pair[1]:
        return {}
    if not pair[0] or pair[1]:
        return {"contested_with": pair[0]}
    # By what is annulled that party had it back, so nothing has settled it.
    return {"contested_with": pair[0], "said": _said(item.said, "settled", _settled_before(item))}


def _settled_before(item: ItemState) -> list[Any]:
    settled: list[Any] = item.said.get("settled", [])
    return settled[:-1]


def _undo_step(world: World, state: ConsignmentState, items: Sequence[str], found: Undoing) -> None:
    note, step = state.undo, str(state.undo["step"])
    values = dict(zip(STEP_FIELDS[step], note["was"], strict=True))
    entries = {name: entry for name, entry in state.entries.items() if name != step}
    if "entry" in note:
        entries[step] = note["entry"]
    if note["kind"] == "consignment.recorded-on-paper":
        entries.pop("recorded-on-paper", None)
        if "entry_on_paper" in note:
            entries["recorded-on-paper"] = note["entry_on_paper"]
        values["on_paper"] = _said(state.on_paper, step, note.get("paper"))
    elif step in _RECEPTIONS:
        values["said"] = _said(state.said, step, note.get("said"))
    values["entries"] = entries
    if values.get("carrier", state.carrier) != state.carrier:
        values["carried"] = state.carried[:-1]
    values["items"] = _lines_before(state, step, items)
    found.own = values
    if "counted" in note:
        # With what was corrected of it since.
        place = f"{state.received_at[:4]} {state.received_site}"
        found.counted.append((note["counted"], place, state.measured_kg))
    if step in _MOVING:
        _move_back(world, state, items, found)


def _lines_before(
    state: ConsignmentState, step: str, items: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Give the lines without what the step has said of them; what it made itself goes."""
    kept = state.undo.get("lines", {})
    keys = LINE_KEYS if step in _RECEPTIONS else LINE_KEYS[:1]
    answered: frozenset[str] = frozenset()
    if step == "collected":
        answered = frozenset(state.undo.get("left", ()))
    elif step in (*_RECEPTIONS, "rejected", "returned"):
        answered = frozenset(items)
    lines: dict[str, dict[str, Any]] = {}
    for name, line in state.items.items():
        if name in answered:
            line = {key: value for key, value in line.items() if key not in keys}
            line |= {key: value for key, value in kept.get(name, {}).items() if key in keys}
        if line:
            lines[name] = line
    return lines


def _move_back(world: World, state: ConsignmentState, items: Sequence[str], found: Undoing) -> None:
    note = state.undo
    before = _as_before(state, found.own)
    odd, contested = note.get("items", {}), note.get("contested", {})
    for name in items:
        item = world.item(name)
        if item is None:
            continue
        place = odd.get(name, before)
        values = dict(zip(PLACE_FIELDS, place, strict=True))
        values |= _contested(item, contested.get(name, ()))
        found.items[name] = {
            key: value for key, value in values.items() if getattr(item, key) != value
        }


def _as_before(state: ConsignmentState, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Give the usual place of an item, as it was when the step was taken."""
    return usual_place(
        values.get("state", state.state), state.consignor, values.get("carrier", state.carrier),
        state.subject,
    )  # fmt: skip


def _uncount(world: WritableWorld, party: str, place: str, kg: str) -> None:
    """Take a mass off what a party has accepted at a site that year."""
    if world.party(party) is None:
        return
    state = world.edit_party(party)
    left = decimal_of(state.accepted.get(place, "0")) - decimal_of(kg or "0")
    others = {name: total for name, total in state.accepted.items() if name != place}
    state.accepted = {**others, place: number_text(left)} if left > 0 else others
