"""Where an item comes from and what became of it, as the states tell it.

Two relations: an item was *taken out of* the one that was dismantled (``parents`` and ``children``),
and it was *built into* packs (``inside`` and ``said["built"]``). What comes out of a pack that it was
built into keeps its own history, so an item may go into a second pack after the first; nothing is in
two at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from batterypass.domain.batches import batch_of, life_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.domain.states import ItemState
    from batterypass.domain.world import World

#: Lives that what is inside a pack shares with it.
_SHARED = frozenset({"waste", "recycled", "disposed"})


def went_into(payload: Mapping[str, Any], item: str) -> bool:
    """Tell whether an entry of an item says of another pack what it is: that it was built into."""
    return bool(payload["kind"] == "pack.assembled" and payload["item"] != item)


def packs_built_into(item: ItemState) -> list[str]:
    """List the packs in which an item is or was, the first one first."""
    return [str(pack) for pack, _ in item.said.get("built", ())]


def is_assembled(item: ItemState) -> bool:
    """Tell whether a pack was built from items that the ledger knows."""
    return "assembled" in item.said


def still_inside(world: World, pack: ItemState) -> list[str]:
    """List what was built into a pack and has not come out of it."""
    found = ((name, world.item(name)) for name in pack.parents if is_assembled(pack))
    return [name for name, item in found if item is not None and item.inside == pack.item]


def outermost(world: World, item: ItemState) -> ItemState:
    """Give the pack that an item is inside, and that which this is inside; itself where it is in none.

    Custody goes with it, and so does the end: what was in a pack that was recycled is no more.
    """
    while item.inside and (around := world.item(item.inside)) is not None:
        item = around
    return item


def packs_around(world: World, name: str) -> int:
    """Count the packs that an item is inside, one within the other.

    Who takes a pack and what is in it takes the innermost first, in whatever order they are named:
    each from whoever had that pack.
    """
    count, item = 0, world.item(name)
    while item is not None and item.inside:
        count, item = count + 1, world.item(item.inside)
    return count


def holder_of(world: World, item: ItemState) -> str:
    """Give who has an item: whoever has the pack that it is inside."""
    return outermost(world, item).custodian


def as_lived(world: World, item: ItemState) -> ItemState:
    """Give an item as it is by now: a copy of the state where its life or its custodian is derived.

    What was fed is recycled once its batch is closed. Whoever has a pack has what is inside, and that
    is waste with it, and over with it.
    """
    around = outermost(world, item)
    life, custodian = life_of(around, batch_of(world, around)), around.custodian
    if around is not item and life not in _SHARED:
        life = item.life
    if (life, custodian) == (item.life, item.custodian):
        return item
    return replace(item, life=life, custodian=custodian)


def successors(world: World, item: ItemState) -> Iterator[ItemState]:
    """Give what an item became part of: what came out of it, and the packs that this was built into."""
    for name in (item.item, *item.children):
        part = item if name == item.item else world.item(name)
        if part is None:
            continue
        if name != item.item:
            yield part
        for pack in packs_built_into(part):
            built = world.item(pack) if pack != item.item else None
            if built is not None:
                yield built


def passports_of_origin(world: World, item: ItemState) -> list[str]:
    """List the last passport of each pack from which an item comes.

    Of an item that has none, as a module, it is that of the last pack it was in before.
    """
    found: dict[str, None] = {}
    for name in item.parents:
        part = world.item(name)
        if part is not None:
            passport = part.passport or _passport_before(world, part, item.item)
            if passport:
                found[passport] = None
    return list(found)


def _passport_before(world: World, part: ItemState, later: str) -> str:
    """Give the passport of the last pack in which a part was before it went into ``later``."""
    packs = [*part.parents, *packs_built_into(part)]
    if later in packs:
        packs = packs[: packs.index(later)]
    for name in reversed(packs):
        pack = world.item(name)
        if pack is not None and pack.passport:
            return pack.passport
    return ""
