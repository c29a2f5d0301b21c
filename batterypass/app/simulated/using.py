"""Packs in use: readings, repairs, losses, and the day on which a pack fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.app.simulated.country import Country, Pack, Step, Wait, act
from batterypass.app.simulated.hosts import install, reading
from batterypass.app.simulated.roads import hand_over
from batterypass.app.simulated.workshops import judge_pack

if TYPE_CHECKING:
    from collections.abc import Generator

    from batterypass.app.simulated.cast import Party

_YEAR: Final = 365.25


def use(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Install a pack, use it until it fails, and bring it to a workshop."""
    holder = pack.holder
    yield Wait(round(country.random.random() * 20, 2))
    yield from install(country, pack)
    left = country.weibull_days(pack.model.shape, pack.model.scale / pack.lives)
    fate = country.random.random()
    if fate < 0.05:
        yield Wait(round(left * country.random.random(), 2))
        if (yield from leave_sight(country, pack, fate)):
            return
        left /= 2
    elif fate < 0.13:
        yield Wait(round(left / 3, 2))
        yield from mend(country, pack)
        left /= 2
    elif fate < 0.45 and left > _YEAR:
        yield Wait(_YEAR)
        yield from read_in_use(country, pack)
        left -= _YEAR
    yield Wait(round(left, 2), pack.item)
    is_damaged = country.is_likely(0.07)
    reason = (
        "damage" if is_damaged else ("end_of_vehicle" if pack.category == "EV" else "replacement")
    )
    yield act("pack.removed", holder, [pack.item], {"item": pack.item, "reason": reason})
    if is_damaged:
        pack.condition = "damaged_stable"
    shop = country.one_of("taller")
    yield Wait(0.4)
    yield from hand_over(holder, shop, [pack.item])
    pack.holder = shop
    yield Wait(round(1 + country.random.random() * 20, 2))
    yield from judge_pack(country, pack)


def read_in_use(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Let a workshop read a pack where it is."""
    shop = country.one_of("taller")
    yield act("item.assessed", shop, [pack.item], reading(country, pack))


def mend(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Take a pack out, mend it in a workshop, and build it in again."""
    fleet, shop = pack.holder, country.one_of("taller")
    yield act("pack.removed", fleet, [pack.item], {"item": pack.item, "reason": "repair"})
    yield from hand_over(fleet, shop, [pack.item])
    yield Wait(2)
    work = country.random.choice(("contactor_or_fuse", "cooling", "connector_or_cable", "software"))
    fields = {"item": pack.item, "work": [work], "bms_replaced": False}
    yield act("pack.repaired", shop, [pack.item], fields)
    yield act("item.assessed", shop, [pack.item], reading(country, pack, "capacity_test"))
    yield from hand_over(shop, fleet, [pack.item])
    yield Wait(0.5)
    yield from install(country, pack)


def leave_sight(country: Country, pack: Pack, fate: float) -> Generator[Step, str, bool]:
    """Let a pack be exported, stolen or lost; tell whether it stays out of sight."""
    holder: Party = pack.holder
    if fate < 0.03:
        fields = {
            "item": pack.item, "country": country.random.choice(("GT", "US", "CO")),
            "exported_on": country.day, "custodian_abroad": "Comprador simulado",
        }  # fmt: skip
        yield act("pack.exported", holder, [pack.item], fields, ends=[pack.item])
        return True
    kind, fields = "pack.stolen", {"item": pack.item, "report_no": f"FGE-{country.number('theft')}"}
    if fate < 0.038:
        kind, fields = "pack.lost", {"item": pack.item, "how": "host_not_traced"}
    if country.is_likely(0.6):
        yield act(kind, holder, [pack.item], fields, ends=[pack.item])
        return True
    yield act(kind, holder, [pack.item], fields)
    yield Wait(round(5 + country.random.random() * 40, 2))
    found = {"item": pack.item, "how": "recovered", "condition": "serviceable"}
    yield act("pack.found", holder, [pack.item], found)
    yield from install(country, pack)
    return False
