"""Yards where waste waits until it makes a load, and is fetched for recycling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.app.simulated.country import Country, Pack, Step, Wait, act
from batterypass.app.simulated.recycling import take_in
from batterypass.app.simulated.roads import ROAD_DAYS, travel

if TYPE_CHECKING:
    from collections.abc import Generator

#: Packs that wait as waste are fetched when there are so many.
LOAD: Final = 8


def discard(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Declare a pack waste where it is; what waits there is fetched when it makes a load."""
    holder = pack.holder
    reason = "end_of_life" if pack.condition == "serviceable" else "damaged"
    fields = {"items": [pack.item], "reason": reason, "stream": pack.stream}
    yield act("item.declared-waste", holder, [pack.item], fields)
    wait_as_waste(country, [pack])


def wait_as_waste(country: Country, packs: list[Pack]) -> None:
    """Put waste where it waits at its holder, by stream and condition; a full yard is fetched."""
    for pack in packs:
        place = f"{pack.holder.id} {pack.stream} {pack.condition}"
        yard = country.yards.setdefault(place, [])
        yard.append(pack)
        if len(yard) >= LOAD:
            country.yards[place] = []
            country.begin(_fetched(country, yard))


def _fetched(country: Country, packs: list[Pack]) -> Generator[Step, str, None]:
    """Send a load of waste to a recycler whose permits last, in a day or two."""
    yield Wait(round(0.5 + country.random.random() * 2, 2))
    consignor = packs[0].holder
    while (recycler := country.permitted("recicladora", ROAD_DAYS)) is None:
        yield Wait(3)
    yield from travel(country, consignor, recycler, packs, operation="reciclaje")
    take_in(country, recycler, packs)
