"""The fold of what is built into a pack, and of what comes out of it again.

An item is inside one pack at most: it goes in by ``pack.assembled`` and leaves by the dismantling of
that pack, or where somebody claims it and so shows that it is not in there. ``said["built"]`` keeps
every pack in which it ever was, in order, with the entry by which it went in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.fold_help import made_pack, new_item, note_said, touch, worsen
from batterypass.domain.lineage import holder_of

if TYPE_CHECKING:
    from batterypass.domain.events.assembly import PackAssembled
    from batterypass.domain.events.item import Child, ItemDismantled
    from batterypass.domain.states import ItemState
    from batterypass.domain.world import Position, WritableWorld


def pack_assembled(event: PackAssembled, at: Position, world: WritableWorld) -> None:
    """Bring the pack into the ledger; what it is built from is in use inside it."""
    pack = made_pack(event, at, event.life)
    pack.parents = list(event.parents)
    note_said(pack, event, event.subjects[0])
    new_item(world, pack)
    for name in event.parents:
        item = touch(event, name, world)
        item.inside = event.item
        item.place = "in_use"
        item.host_kind = "pack"
        item.released_to = ""
        item.life = event.life
        item.stream = item.waste_reason = item.waste_on = ""
        built = [*item.said.get("built", ()), [event.item, at.index]]
        item.said = {**item.said, "built": built}


def come_out(
    event: ItemDismantled, child: Child, pack: ItemState, world: WritableWorld
) -> ItemState:
    """Give an item that was inside a pack back to stock, with who took the pack apart.

    It is no sounder than the pack was and as contested, and weighs what the scale says now.
    """
    item = touch(event, child.item, world)
    leave_pack(item, world)
    item.contested_with = item.contested_with or pack.contested_with
    item.responsible_operator = event.actor
    item.mass_kg = child.mass_kg
    if pack.condition:
        worsen(item, pack.condition, pack.condition_ms)
    return item


def leave_pack(item: ItemState, world: WritableWorld) -> None:
    """Note that an item is in no pack any more: until now who had that had it. Else nothing."""
    if item.inside:
        item.custodian = holder_of(world, item)
        item.inside = item.host_kind = ""
        item.place = "in_stock"
