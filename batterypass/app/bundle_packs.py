"""The items of a bundle that was verified: those of which it has every statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.lineage import as_lived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.bundle_check import Verified
    from batterypass.domain.states import ItemState


def packs_in(verified: Verified) -> Iterator[ItemState]:
    """Give every pack whose whole life is in the bundle, by its id; those beside are not."""
    world = verified.world
    names = {
        link.subject
        for one in verified.case.readings.values()
        if one.event is not None
        for link in one.event.subjects
    }
    for name in sorted(names):
        if "#" in name or not world.knows(name):
            continue
        state = world.item(name)
        if state is not None and state.item_kind == "pack":
            yield as_lived(world, state)
