"""Breaches that are planted, each by a small story of its own, over packs that nobody else uses.

Whoever signs one says so (``acknowledged``), so it is recorded, and a verdict has to find it: this
list and no other. What each is stands in :mod:`batterypass.texts.words_simulated`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.app.simulated.country import Country, Pack, Step, Story, Wait, act
from batterypass.app.simulated.desk import Planted
from batterypass.app.simulated.hosts import install, reading
from batterypass.app.simulated.making import made_and_brought
from batterypass.app.simulated.models import MODELS
from batterypass.app.simulated.plants_in_batches import BATCH_PLANTS
from batterypass.app.simulated.recycling import take_in
from batterypass.app.simulated.roads import hand_over, travel
from batterypass.app.simulated.wasted import as_waste, in_the_gap

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from batterypass.app.simulated.cast import Party

_OFFER, _LOAD, _GATE = "consignment.offered", "consignment.collected", "consignment.received"
#: One more round of all of them for so many packs.
_PACKS_A_ROUND: Final = 2_000
#: The first one comes after so many days, the others within this part of the whole time.
_FIRST_DAY: Final = 30
_IN_THE_GAP: Final = frozenset({"lapsed-recycler", "lapsed-carrier"})
_PART: Final = 0.55


def fresh(country: Country, count: int = 1) -> Generator[Step, str, list[Pack]]:
    """Make packs of their own for a plant, in stock at a fleet."""
    model = country.random.choice(MODELS[:2])
    country.made[model.name] = country.made.get(model.name, 0) + count
    return (yield from made_and_brought(country, model, count))


def _step(kind: str, code: str, how: str, reason: str) -> tuple[str, tuple[Planted, ...]]:
    return kind, (Planted(code, "~", how, reason),)


def _lapsed_recycler(country: Country) -> Generator[Step, str, None]:
    recycler = country.cast.sorts["recicladora"][1]
    yield from in_the_gap(country, recycler)
    packs = yield from as_waste(country, (yield from fresh(country, 2)))
    planted = dict(
        _step(kind, "BP-A001", "lapsed-recycler", "permit_renewal_filed")
        for kind in (_OFFER, _GATE)
    )
    yield from travel(
        country, packs[0].holder, recycler, packs, operation="reciclaje", planted=planted
    )
    take_in(country, recycler, packs)


def _not_authorised(country: Country) -> Generator[Step, str, None]:
    packs = yield from as_waste(country, (yield from fresh(country, 2)))
    planted = dict(
        _step(kind, "BP-A001", "not-authorised", "truck_at_gate") for kind in (_OFFER, _GATE)
    )
    yield from travel(
        country, packs[0].holder, country.one_of("acopio"), packs, operation="reciclaje",
        planted=planted,
    )  # fmt: skip


def _lapsed_carrier(country: Country) -> Generator[Step, str, None]:
    carrier = country.cast.sorts["transporte"][1]
    yield from in_the_gap(country, carrier)
    packs = yield from as_waste(country, (yield from fresh(country, 2)))
    planted = dict(
        _step(kind, "BP-A002", "lapsed-carrier", "truck_at_gate") for kind in (_OFFER, _LOAD)
    )
    recycler = country.cast.sorts["recicladora"][0]
    yield from travel(
        country, packs[0].holder, recycler, packs, operation="reciclaje", carrier=carrier,
        planted=planted,
    )  # fmt: skip
    take_in(country, recycler, packs)


def _taken_apart_without_permit(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from as_waste(country, (yield from fresh(country)))
    part = {
        "item": f"https://{pack.holder.domain}/m/P{country.number('plant')}", "item_kind": "module",
        "material": "module", "mass_kg": pack.mass_kg, "stream": "cells_modules_offspec",
    }  # fmt: skip
    fields = {"item": pack.item, "mass_kg": pack.mass_kg, "children": [part]}
    planted = Planted("BP-A003", pack.item, "taken-apart-without-permit", "safety")
    yield act("item.dismantled", pack.holder, [pack.item, part["item"]], fields, planted)
    ended = {"passport": pack.passport, "item": pack.item, "reason": "dismantled"}
    yield act("passport.ended", pack.maker, [pack.item], ended)


def _taken_over_without_permit(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from as_waste(country, (yield from fresh(country)))
    fleet = country.one_of("flota")
    yield act("custody.released", pack.holder, [pack.item], {"items": [pack.item], "to": fleet.id})
    planted = Planted("BP-A006", pack.item, "taken-over-without-permit", "truck_at_gate")
    fields = {"items": [pack.item], "released_by": pack.holder.id}
    yield act("custody.accepted", fleet, [pack.item], fields, planted)


def _waste_mended(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from as_waste(country, (yield from fresh(country)))
    fields = {"item": pack.item, "work": ["cooling"], "bms_replaced": False}
    planted = Planted("BP-W001", pack.item, "waste-mended", "authority_order")
    yield act("pack.repaired", pack.holder, [pack.item], fields, planted)


def _waste_offered(
    code: str,
    how: str,
    reason: str,
    changed: Mapping[str, Any],
    condition: str = "serviceable",
) -> Callable[[Country], Generator[Step, str, None]]:
    """Give a plant that changes what the offer of a load of waste says."""

    def story(country: Country) -> Generator[Step, str, None]:
        packs = yield from as_waste(country, (yield from fresh(country)), condition)
        recycler = country.cast.sorts["recicladora"][0]
        yield from travel(
            country, packs[0].holder, recycler, packs, operation="reciclaje",
            planted=dict([_step(_OFFER, code, how, reason)]), changed=changed,
        )  # fmt: skip
        take_in(country, recycler, packs)

    return story


def _number_used_twice(country: Country) -> Generator[Step, str, None]:
    packs = yield from as_waste(country, (yield from fresh(country, 2)))
    recycler = country.cast.sorts["recicladora"][0]
    shop = packs[0].holder
    number = f"TALONARIO-{country.number('plant')}"
    changed = {"waste": {"manifest_no": number}}
    for pack, planted in zip(
        packs, ({}, dict([_step(_OFFER, "BP-W004", "number-used-twice", "paper_original_exists")])),
        strict=True,
    ):  # fmt: skip
        yield from travel(
            country, shop, recycler, [pack], operation="reciclaje", planted=planted, changed=changed
        )
    take_in(country, recycler, packs)


def _travels_undeclared(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from as_waste(country, (yield from fresh(country)))
    planted = {_OFFER: (Planted("BP-W003", pack.item, "travels-undeclared", "truck_at_gate"),)}
    other = country.one_of("acopio")
    yield from travel(country, pack.holder, other, [pack], planted=planted)


def _declared_twice(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from as_waste(country, (yield from fresh(country)))
    fields = {"items": [pack.item], "reason": "end_of_life", "stream": "production_scrap"}
    planted = Planted("BP-W007", pack.item, "declared-twice", "paper_original_exists")
    yield act("item.declared-waste", pack.holder, [pack.item], fields, planted)


def _waste_exported(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from as_waste(country, (yield from fresh(country)))
    fields = {
        "item": pack.item, "country": "US", "exported_on": country.day,
        "custodian_abroad": "Comprador simulado",
    }  # fmt: skip
    planted = Planted("BP-W009", pack.item, "waste-exported", "data_not_obtainable")
    yield act("pack.exported", pack.holder, [pack.item], fields, planted)


def _offered(
    code: str,
    how: str,
    reason: str,
    *,
    changed: Mapping[str, Any] | None = None,
    lines: Mapping[str, Any] | None = None,
    read_as: str = "",
) -> Callable[[Country], Generator[Step, str, None]]:
    """Give a plant that changes how a pack is offered that is no waste."""

    def story(country: Country) -> Generator[Step, str, None]:
        (pack,) = yield from fresh(country)
        shop = country.one_of("taller")
        if read_as:
            fields = {**reading(country, pack), "condition": read_as}
            yield act("item.assessed", shop, [pack.item], fields)
        planted = {_OFFER: (Planted(code, pack.item, how, reason),)}
        yield from travel(
            country, pack.holder, shop, [pack], planted=planted, changed=changed,
            lines_changed=lines,
        )  # fmt: skip

    return story


def _counters_fall(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from fresh(country)
    shop = country.one_of("taller")
    yield act("item.assessed", shop, [pack.item], {**reading(country, pack), "cycles": 900})
    yield Wait(30)
    fields = {**reading(country, pack), "cycles": 300}
    planted = Planted("BP-C024", pack.item, "counters-fall", "data_not_obtainable")
    yield act("item.assessed", shop, [pack.item], fields, planted)


def _at_second(
    country: Country, condition: str = "serviceable"
) -> Generator[Step, str, tuple[Pack, Party]]:
    """Give a pack with its last reading at who gives second lives."""
    (pack,) = yield from fresh(country)
    shop = country.one_of("segunda")
    yield from hand_over(pack.holder, shop, [pack.item])
    pack.holder, pack.condition = shop, condition
    yield Wait(1)
    pack.read = yield act("item.assessed", shop, [pack.item], reading(country, pack))
    return pack, shop


def _second_life(
    code: str, how: str, reason: str, *, condition: str = "serviceable", assessment: str = ""
) -> Callable[[Country], Generator[Step, str, None]]:
    """Give a plant by which a pack gets a second life that it may not have."""

    def story(country: Country) -> Generator[Step, str, None]:
        pack, shop = yield from _at_second(country, condition)
        fields = {
            "item": pack.item, "new_category": "stationary", "new_use": "stationary_storage",
            "energy_wh": pack.energy(), "assessment": assessment or pack.read,
        }  # fmt: skip
        yield act(
            "pack.repurposed", shop, [pack.item], fields, Planted(code, pack.item, how, reason)
        )
        number = country.number("passport " + shop.id)
        issued = {
            "passport": f"https://{shop.domain}/p/V2-{number:06d}", "item": pack.item,
            "predecessors": [pack.passport],
        }  # fmt: skip
        yield act("passport.issued", shop, [pack.item], issued)

    return story


def _decided_without_reason(country: Country) -> Generator[Step, str, None]:
    pack, shop = yield from _at_second(country)
    fields = {
        "item": pack.item, "decision": "recycle", "assessment": pack.read,
        "advice": {
            "answer": "reuse", "table_sha256": country.thresholds.sha256, "day": country.day,
        },
    }  # fmt: skip
    planted = Planted("BP-C033", pack.item, "decided-without-reason", "authority_order")
    yield act("item.decided", shop, [pack.item], fields, planted)


def _decided_unheld(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from fresh(country)
    shop = country.one_of("taller")
    read = yield act("item.assessed", shop, [pack.item], reading(country, pack))
    advice = {"answer": "reuse", "table_sha256": country.thresholds.sha256, "day": country.day}
    fields = {"item": pack.item, "decision": "reuse", "assessment": read, "advice": advice}
    planted = Planted("BP-C008", pack.item, "decided-unheld", "authority_order")
    yield act("item.decided", shop, [pack.item], fields, planted)


def _mended(
    code: str, how: str, reason: str, *, work: str
) -> Callable[[Country], Generator[Step, str, None]]:
    """Give a plant by which a workshop says of its work what cannot be."""

    def story(country: Country) -> Generator[Step, str, None]:
        (pack,) = yield from fresh(country)
        shop = country.one_of("taller")
        yield from hand_over(pack.holder, shop, [pack.item])
        fields = {"item": pack.item, "work": [work], "bms_replaced": False}
        planted = Planted(code, pack.item, how, reason)
        yield act("pack.repaired", shop, [pack.item], fields, planted)

    return story


def _read_by_a_fleet(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from fresh(country)
    planted = Planted("BP-R001", pack.item, "read-by-a-fleet", "data_not_obtainable")
    yield act("item.assessed", pack.holder, [pack.item], reading(country, pack), planted)


def _removed_twice(country: Country) -> Generator[Step, str, None]:
    (pack,) = yield from fresh(country)
    yield from install(country, pack)
    yield Wait(20)
    fields = {"item": pack.item, "reason": "upgrade"}
    yield act("pack.removed", pack.holder, [pack.item], fields)
    yield Wait(1)
    planted = Planted("BP-C003", pack.item, "removed-twice", "data_not_obtainable")
    yield act("pack.removed", pack.holder, [pack.item], fields, planted)


def _paper_without_scan(country: Country) -> Generator[Step, str, None]:
    packs = yield from as_waste(country, (yield from fresh(country)))
    planted = {
        "consignment.recorded-on-paper": (
            Planted("BP-C013", "~", "paper-without-scan", "paper_original_exists"),
        )
    }
    recycler = country.cast.sorts["recicladora"][0]
    yield from travel(
        country, packs[0].holder, recycler, packs, operation="reciclaje", planted=planted
    )
    take_in(country, recycler, packs)


PLANTS: Final[Mapping[str, Callable[[Country], Generator[Step, str, None]]]] = {
    "lapsed-recycler": _lapsed_recycler,
    "lapsed-carrier": _lapsed_carrier,
    "not-authorised": _not_authorised,
    "taken-apart-without-permit": _taken_apart_without_permit,
    "taken-over-without-permit": _taken_over_without_permit,
    "waste-mended": _waste_mended,
    "other-class": _waste_offered(
        "BP-W002", "other-class", "paper_original_exists", {"waste": {"regime": "MX-1988"}}
    ),
    "travels-undeclared": _travels_undeclared,
    "number-used-twice": _number_used_twice,
    "hazard-not-named": _waste_offered(
        "BP-W005", "hazard-not-named", "safety", {"waste": {"cretib": None}}, "damaged_stable"
    ),
    "declared-twice": _declared_twice,
    "waste-exported": _waste_exported,
    "offered-milder": _offered(
        "BP-T001", "offered-milder", "truck_at_gate", read_as="damaged_stable"
    ),
    "other-entry": _offered(
        "BP-T002", "other-entry", "paper_original_exists",
        changed={
            "transport": {
                "un_number": "UN3090", "proper_shipping_name": "LITHIUM METAL BATTERIES",
            }
        },
    ),
    "no-test-summary": _offered(
        "BP-T004", "no-test-summary", "data_not_obtainable", lines={"un38_3": "none"}
    ),
    "other-energy": _offered(
        "BP-T007", "other-energy", "data_not_obtainable", lines={"energy_wh": "100"}
    ),
    "counters-fall": _counters_fall,
    "damaged-second-life": _second_life(
        "BP-C026", "damaged-second-life", "authority_order", condition="damaged_stable"
    ),
    "old-assessment": _second_life(
        "BP-C010", "old-assessment", "data_not_obtainable", assessment="0" * 64
    ),
    "decided-without-reason": _decided_without_reason,
    "bms-not-said": _mended("BP-C031", "bms-not-said", "data_not_obtainable", work="bms_replaced"),
    "decided-unheld": _decided_unheld,
    "read-by-a-fleet": _read_by_a_fleet,
    "removed-twice": _removed_twice,
    "paper-without-scan": _paper_without_scan,
    **BATCH_PLANTS,
}  # fmt: skip


def plant_stories(country: Country, packs: int) -> list[tuple[Story, float]]:
    """Give the stories of all plants, each with the day on which it begins."""
    rounds = 1 + packs // _PACKS_A_ROUND
    days = (country.end - country.now).days * _PART
    stories: list[tuple[Story, float]] = []
    for number in range(rounds):
        for place, (how, plant) in enumerate(PLANTS.items()):
            # Those that wait for permits to end all have to be there before these do.
            after = 0.0 if how in _IN_THE_GAP else days * (number + place / len(PLANTS)) / rounds
            stories.append((plant(country), _FIRST_DAY + after))
    return stories
