"""Packs that became waste, and permits that are not in force: what plants begin with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from batterypass.app.simulated.country import Country, Pack, Step, Wait, act
from batterypass.app.simulated.hosts import reading
from batterypass.app.simulated.roads import hand_over

if TYPE_CHECKING:
    from collections.abc import Generator

    from batterypass.app.simulated.cast import Party

#: Days after a permit has ended at which a plant begins.
_AFTER_THE_END: Final = 8


def as_waste(
    country: Country, packs: list[Pack], condition: str = "serviceable"
) -> Generator[Step, str, list[Pack]]:
    """Bring packs to a workshop, which reads them and declares them waste."""
    shop, fleet = country.one_of("taller"), packs[0].holder
    items = [one.item for one in packs]
    yield from hand_over(fleet, shop, items)
    yield Wait(1)
    for one in packs:
        one.holder, one.condition = shop, condition
        yield act("item.assessed", shop, [one.item], reading(country, one))
    reason = "end_of_life" if condition == "serviceable" else "damaged"
    fields = {"items": items, "reason": reason, "stream": "whole_battery"}
    yield act("item.declared-waste", shop, items, fields)
    return packs


def in_the_gap(country: Country, party: Party) -> Generator[Step, str, None]:
    """Wait until the permits of a party have ended and are not granted anew."""
    ended = date.fromisoformat(party.permitted[0][1])
    days = (ended - country.now.date()).days + _AFTER_THE_END
    if days > 0:
        yield Wait(float(days))
