"""The fold of a pack that is enrolled: what is not known of it stays empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.clock import instant_ms
from batterypass.domain.fold_help import known_ms, new_item
from batterypass.domain.states import ItemState

if TYPE_CHECKING:
    from batterypass.domain.events.enrolment import PackEnrolled
    from batterypass.domain.world import Position, WritableWorld


def pack_enrolled(event: PackEnrolled, at: Position, world: WritableWorld) -> None:
    """Bring the pack into the ledger, in the hands of whoever enrolled it."""
    new_item(
        world,
        ItemState(
            item=event.item,
            item_kind="pack",
            life="original",
            place="in_stock",
            custodian=event.actor,
            responsible_operator=event.actor,
            # Its id and its label are of whoever enrolled it, whoever made the cells.
            maker=event.actor,
            created_index=at.index,
            enrolled=event.reason,
            model=event.model or "",
            serial=event.serial or "",
            chemistry=event.chemistry or "",
            category=event.category or "",
            nominal_voltage_v=event.nominal_voltage_v or "",
            capacity_ah=event.capacity_ah or "",
            energy_wh=event.energy_wh or "",
            mass_kg=event.mass_kg or "",
            made_month=event.made_month or "",
            condition=event.condition,
            condition_ms=known_ms(event, at),
            aliases=[alias.model_dump() for alias in event.aliases],
            last_ms=instant_ms(event.event_time),
        ),
    )
