"""Second lives: a pack is used again, gets another use, or is taken apart for its good modules."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from batterypass.app.simulated.country import Country, Pack, Step, Wait, act
from batterypass.app.simulated.hosts import install, reading
from batterypass.app.simulated.roads import hand_over
from batterypass.app.simulated.yards import discard, wait_as_waste
from batterypass.domain.base import number_text

if TYPE_CHECKING:
    from collections.abc import Generator

#: Modules that are built into one pack of a second life.
_BUILT_IN: Final = 6
#: What of a pack its modules weigh together.
_MODULES_SHARE: Final = Decimal("0.7")


def share_out(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Give a sound pack that was decided to live on its further life."""
    yield Wait(round(2 + country.random.random() * 20, 2))
    drawn = country.random.random()
    if drawn < 0.45:
        yield from _repurposed(country, pack)
    elif drawn < 0.75:
        yield from _taken_for_modules(country, pack)
    else:
        yield from _used_again(country, pack)


def _repurposed(country: Country, pack: Pack) -> Generator[Step, str, None]:
    shop = pack.holder
    fields = {
        "item": pack.item, "new_category": "stationary", "new_use": "stationary_storage",
        "energy_wh": str(pack.model.energy_wh), "assessment": pack.read,
    }  # fmt: skip
    yield act("pack.repurposed", shop, [pack.item], fields)
    yield from _next_passport(country, pack, [pack.passport])
    pack.category = "stationary"
    yield from _second_use(country, pack)


def _used_again(country: Country, pack: Pack) -> Generator[Step, str, None]:
    shop, fleet = pack.holder, country.one_of("flota")
    fields = {"item": pack.item, "assessment": pack.read, "work": ["cleaning"]}
    yield act("pack.prepared-for-reuse", shop, [pack.item], fields)
    yield from _next_passport(country, pack, [pack.passport])
    yield from hand_over(shop, fleet, [pack.item])
    pack.holder = fleet
    yield from _second_use(country, pack)


def _next_passport(
    country: Country, pack: Pack, predecessors: list[str]
) -> Generator[Step, str, None]:
    shop = pack.holder
    number = country.number("passport " + shop.id)
    passport = f"https://{shop.domain}/p/V2-{number:06d}"
    fields = {
        "passport": passport, "item": pack.item, "predecessors": predecessors,
    }  # fmt: skip
    yield act("passport.issued", shop, [pack.item], fields)
    pack.passport, pack.responsible = passport, shop


def _second_use(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Use a pack in a further life, then discard it."""
    pack.lives += 1
    yield from install(country, pack)
    model = pack.model
    yield Wait(country.weibull_days(model.shape, model.scale * 0.5), pack.item)
    fields = {"item": pack.item, "reason": "replacement"}
    yield act("pack.removed", pack.holder, [pack.item], fields)
    owner = pack.holder
    if owner.sort == "flota":
        shop = country.one_of("taller")
        yield from hand_over(owner, shop, [pack.item])
        pack.holder = shop
    yield Wait(round(1 + country.random.random() * 5, 2))
    yield from discard(country, pack)


def _taken_for_modules(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Take a pack apart; its good modules go on a shelf, the others are waste."""
    shop = pack.holder
    modules = yield from taken_apart(country, pack)
    ended = {"passport": pack.passport, "item": pack.item, "reason": "dismantled"}
    yield act("passport.ended", pack.responsible, [pack.item], ended, ends=[pack.item])
    bad = []
    for one in modules:
        one.read = yield act(
            "item.assessed", shop, [one.item], reading(country, one, "impedance_test")
        )
        if country.is_likely(0.2):
            bad.append(one)
            fields = {
                "items": [one.item], "reason": "off_specification", "stream": one.stream,
            }  # fmt: skip
            yield act("item.declared-waste", shop, [one.item], fields)
        else:
            country.shelves.setdefault(f"{shop.id} {pack.model.name}", []).append(one)
    wait_as_waste(country, bad)
    shelf = country.shelves.get(f"{shop.id} {pack.model.name}", [])
    while len(shelf) >= _BUILT_IN:
        parts, shelf[:_BUILT_IN] = shelf[:_BUILT_IN], []
        country.begin(_built(country, parts))


def taken_apart(
    country: Country, pack: Pack, *, stream: str | None = None
) -> Generator[Step, str, list[Pack]]:
    """Dismantle a pack into its modules and its housing; give the modules.

    ``stream`` is that of the modules, where the pack is waste.
    """
    shop, count = pack.holder, pack.model.modules
    whole = Decimal(pack.mass_kg)
    each = round(whole * _MODULES_SHARE / count, 2) or Decimal("0.01")
    number = country.number("dismantled " + shop.id)
    base = f"https://{shop.domain}/m/{number:06d}"
    modules = [
        replace(
            pack, item=f"{base}-{place}", kind="module", mass_kg=number_text(each), holder=shop,
            stream="cells_modules_offspec", passport="", cycles=0, read="",
            origin_passport=pack.passport,
        )
        for place in range(1, count + 1)
    ]  # fmt: skip
    of_waste = {"stream": stream} if stream else {}
    children = [
        {
            "item": one.item, "item_kind": "module", "material": "module", "mass_kg": one.mass_kg,
            "chemistry": one.model.chemistry, **of_waste,
        }
        for one in modules
    ]  # fmt: skip
    housing = {
        "item": f"{base}-H", "item_kind": "fraction", "material": "aluminium",
        "mass_kg": number_text(round(whole - each * count, 2)),
    }  # fmt: skip
    fields = {"item": pack.item, "mass_kg": pack.mass_kg, "children": [*children, housing]}
    subjects = [pack.item, *(one.item for one in modules), housing["item"]]
    yield act("item.dismantled", shop, subjects, fields, ends=[housing["item"]])
    return modules


def _built(country: Country, parts: list[Pack]) -> Generator[Step, str, None]:
    """Build a pack for storage from modules, use it, and discard it in the end."""
    yield Wait(round(1 + country.random.random() * 10, 2))
    shop, model = parts[0].holder, parts[0].model
    number = country.number("assembled " + shop.id)
    serial = f"V2-{shop.name}-{number:05d}"
    item = f"https://{shop.domain}/i/{serial}"
    mass = number_text(sum((Decimal(one.mass_kg) for one in parts), Decimal(0)) + 12)
    energy = model.energy_wh * len(parts) // model.modules
    parents = [one.item for one in parts]
    fields = {
        "item": item, "model": "V2-ALMACEN", "serial": serial, "chemistry": model.chemistry,
        "category": "stationary", "nominal_voltage_v": "48", "capacity_ah": str(energy // 48 or 1),
        "energy_wh": str(energy), "mass_kg": mass, "made_month": country.day[:7],
        "parents": parents, "life": "repurposed",
    }  # fmt: skip
    yield act("pack.assembled", shop, [item, *parents], fields, ends=parents)
    pack = replace(
        parts[0], item=item, kind="pack", stream="whole_battery", mass_kg=mass, passport="",
        made=country.now, lives=2, category="stationary", cycles=0, read="",
        model=replace(model, energy_wh=energy),
    )  # fmt: skip
    origins = sorted({one.origin_passport for one in parts})
    yield from _next_passport(country, pack, origins)
    yield from _second_use(country, pack)
