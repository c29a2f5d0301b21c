"""Packs leave the line, get passports and labels, and travel to who builds them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.app.simulated.country import Country, Pack, Step, Wait, act
from batterypass.app.simulated.roads import hand_over, travel
from batterypass.app.simulated.using import use

if TYPE_CHECKING:
    from collections.abc import Generator

    from batterypass.app.simulated.cast import Party
    from batterypass.app.simulated.models import Model

#: Packs of one model that are made and sold together.
LOT: Final = 10


def make_lot(country: Country, model: Model, count: int) -> Generator[Step, str, None]:
    """Make packs of a model and bring them into use; what becomes of each is a story of its own."""
    packs = yield from made_and_brought(country, model, count)
    for pack in packs:
        country.begin(use(country, pack))


def made_and_brought(
    country: Country, model: Model, count: int
) -> Generator[Step, str, list[Pack]]:
    """Make packs and send them to a fleet, which has them in stock then."""
    cast = country.cast
    is_foreign = model.maker > len(cast.sorts["planta"]) - 1
    makers = [*cast.sorts["planta"], *cast.sorts["werk"]]
    maker, fleet = makers[model.maker], country.one_of("flota")
    packs = []
    for _ in range(count):
        packs.append((yield from _make(country, model, maker)))
    items = [one.item for one in packs]
    seller = maker
    if is_foreign:
        seller = country.one_of("importadora")
        yield Wait(0.5)
        yield from hand_over(maker, seller, items)
    for one in packs:
        one.holder = seller
        placed = {"item": one.item, "country": "MX", "placed_on": country.day}
        yield act("pack.placed-on-market", seller, [one.item], placed)
    yield from travel(country, seller, fleet, packs)
    return packs


def _make(country: Country, model: Model, maker: Party) -> Generator[Step, str, Pack]:
    serial = f"{model.name}-{country.number('serial ' + model.name):06d}"
    item = f"https://{maker.domain}/i/{serial}"
    mass = country.weighed(str(model.mass_kg), 0.004)
    month = country.day[:7]
    fields = {
        "item": item, "model": model.name, "serial": serial, "chemistry": model.chemistry,
        "category": model.category, "nominal_voltage_v": model.voltage_v,
        "capacity_ah": model.capacity_ah, "energy_wh": str(model.energy_wh), "mass_kg": mass,
        "made_month": month, "plant": "patio-1",
    }  # fmt: skip
    yield act("pack.manufactured", maker, [item], fields)
    passport = f"https://{maker.domain}/p/{serial}"
    issued = {"passport": passport, "item": item}
    yield act("passport.issued", maker, [item], issued)
    label = {"item": item, "label_kid": maker.label_kid(), "copies": 2, "read_back": True}
    yield act("label.applied", maker, [item], label)
    return Pack(
        item, model, maker, passport, mass, maker, maker, country.now, category=model.category
    )
