"""What the steps of the fold share: a new item, when a fact was known, how a condition worsens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import instant_ms
from batterypass.domain.ids import printed_id
from batterypass.domain.states import ItemState
from batterypass.domain.vocabulary import CONDITION_RANK

if TYPE_CHECKING:
    from batterypass.domain.events.common import Event, SubjectLink
    from batterypass.domain.events.pack import MadePack
    from batterypass.domain.states import ConsignmentState
    from batterypass.domain.world import Position, WritableWorld


def touch(event: Event, name: str, world: WritableWorld) -> ItemState:
    """Give an item to change, by an event of its main lane."""
    item = world.edit_item(name)
    item.last_ms = instant_ms(event.event_time)
    return item


def new_item(world: WritableWorld, state: ItemState) -> None:
    """Add an item with everything by which people find it."""
    world.create(state.item, state)
    world.point("printed", printed_id(state.item).replace("-", ""), state.item)
    if state.serial:
        world.point("serial", state.serial, state.item)
    for alias in state.aliases:
        world.point("alias", alias["value"], state.item)


#: What an item's state repeats of how it was made.
_MADE = (
    "model", "serial", "chemistry", "category", "nominal_voltage_v", "capacity_ah", "energy_wh",
    "mass_kg", "made_month",
)  # fmt: skip


def made_pack(event: MadePack, at: Position, life: str) -> ItemState:
    """Give the state of a pack that leaves a line or a workbench: sound, in its maker's hands."""
    # A value that is read of a model itself takes five times as long.
    said, actor = event.__dict__, event.actor
    return ItemState(
        item=event.item,
        item_kind="pack",
        life=life,
        place="in_stock",
        custodian=actor,
        responsible_operator=actor,
        maker=actor,
        created_index=at.index,
        **{name: said[name] for name in _MADE},
        un38_3=event.un38_3.article if event.un38_3 else "",
        condition="serviceable",
        condition_ms=known_ms(event, at),
        aliases=[alias.model_dump() for alias in event.aliases],
        values=dict(event.values),
        last_ms=instant_ms(event.event_time),
    )


def known_ms(event: Event, at: Position) -> int:
    """Give when somebody found out: the event's own time, but not after it was written down.

    A clock that is ahead (six minutes are let pass) would hide what others find out after it. Of
    two that are later than the mark below them, the one that the log has later counts.
    """
    return min(instant_ms(event.event_time), at.mark_ms)


def note_said(
    state: ItemState | ConsignmentState, event: Event, link: SubjectLink, **more: str | None
) -> None:
    """Keep where an entry that can be corrected stands in a chain, and who signed it."""
    word = event.KIND.name.rsplit(".", 1)[1]
    kept: dict[str, Any] = {name: value for name, value in more.items() if value is not None}
    if getattr(event, "parts", None) is not None:
        # Each part of a reception can be corrected, not the last one alone.
        before = state.said.get(word, {})
        seqs = [*before.get("earlier", ()), *([before["seq"]] if before else [])]
        kept |= {"earlier": seqs} if seqs else {}
    state.said = {**state.said, word: {"seq": link.seq, "by": event.actor, **kept}}


def worsen(item: ItemState, condition: str, known_ms: int) -> None:
    """Take a condition that is worse; only an assessment makes one milder (events.md)."""
    if item.assessed:
        # A correction of that reading no longer says how the item is.
        item.said = {**item.said, "worsened": True}
    if CONDITION_RANK[condition] > CONDITION_RANK.get(item.condition, -1):
        item.condition = condition
    item.condition_ms = max(item.condition_ms, known_ms)
