"""On the road: a consignment from its offer to its reception, on screens or partly on paper."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.simulated.country import (
    YARD,
    Country,
    Pack,
    Step,
    Wait,
    act,
    consignment_of,
    transport,
    waste_fields,
    worst_of,
)
from batterypass.app.simulated.desk import Planted
from batterypass.app.simulated.seeded import MARK
from batterypass.domain.base import number_text

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from batterypass.app.simulated.cast import Party

#: How long a load is on the road at most, with the day at which it is offered.
ROAD_DAYS: Final = 8.0
#: One carrier in so many loads of waste has no tool: its part is signed in ink.
_PAPER_SHARE: Final = 0.06
_PAPER: Final = "consignment.recorded-on-paper"
Plants = "Mapping[str, tuple[Planted, ...]]"


def hand_over(giver: Party, taker: Party, items: Sequence[str]) -> Generator[Step, str, None]:
    """Hand items over without a carrier."""
    yield act("custody.released", giver, items, {"items": list(items), "to": taker.id})
    yield Wait(0.01)
    fields = {"items": list(items), "released_by": giver.id}
    yield act("custody.accepted", taker, items, fields)


def travel(
    country: Country,
    consignor: Party,
    consignee: Party,
    packs: Sequence[Pack],
    *,
    operation: str = "",
    carrier: Party | None = None,
    planted: Mapping[str, tuple[Planted, ...]] | None = None,
    changed: Mapping[str, Any] | None = None,
    lines_changed: Mapping[str, Any] | None = None,
) -> Generator[Step, str, None]:
    """Send items with a carrier.

    With ``operation`` they are waste. ``planted`` are breaches by the step that has them, a kind of
    event; their subject ``~`` stands for the consignment. ``changed`` and ``lines_changed`` take the
    place of fields of the offer.
    """
    plants = planted or {}
    number, subject = consignment_of(country, consignor)
    condition = worst_of(packs)
    stream = packs[0].stream
    able = country.permitted("transporte", ROAD_DAYS)
    who = carrier or (able if operation and able is not None else country.one_of("transporte"))
    items = [one.item for one in packs]
    offered: dict[str, Any] = {
        "consignment": number, "carrier": who.id, "consignee": consignee.id, "consignee_site": YARD,
        "items": [{**_line(one), **(lines_changed or {})} for one in packs],
        "mass_basis": "weighed",
    }  # fmt: skip
    if packs[0].kind in ("pack", "module"):
        offered["transport"] = transport(condition)
    if operation:
        offered |= waste_fields(country, consignor, stream, condition, operation, len(packs))
    for name, value in (changed or {}).items():
        merged = {**offered[name], **value} if isinstance(value, dict) else value
        if isinstance(merged, dict):
            # What is None is left out.
            merged = {field: said for field, said in merged.items() if said is not None}
        offered[name] = merged

    def plant(kind: str) -> tuple[Planted, ...]:
        return tuple(
            Planted(one.code, subject if one.subject == "~" else one.subject, one.how, one.reason)
            for one in plants.get(kind, ())
        )

    yield act(
        "consignment.offered", consignor, [subject, *items], offered, *plant("consignment.offered")
    )
    yield Wait(0.2)
    on_paper = _PAPER in plants or (
        bool(operation) and not plants and country.is_likely(_PAPER_SHARE)
    )
    paper = ""
    if on_paper:
        paper = yield from _collected_on_paper(
            country, consignor, who, subject, packs, *plant(_PAPER)
        )
    else:
        loaded = {"consignment": subject, "loaded": items, "vehicle_type": "caja seca 3.5 t"}
        yield act(
            "consignment.collected", who, [subject, *items], loaded, *plant("consignment.collected")
        )
    yield Wait(round(0.3 + country.random.random() * 1.5, 2))
    if not on_paper:
        arrived = {"consignment": subject, "at_site": YARD}
        yield act("consignment.delivered", who, [subject], arrived)
        yield Wait(0.05)
    masses = [country.weighed(one.mass_kg) for one in packs]
    received = {
        "consignment": subject, "at_site": YARD,
        "measured_mass_kg": number_text(sum(map(Decimal, masses), Decimal(0))),
        "lines": [
            {"item": one.item, "outcome": "received", "mass_kg": mass}
            for one, mass in zip(packs, masses, strict=True)
        ],
    }  # fmt: skip
    yield act(
        "consignment.received", consignee, [subject, *items], received,
        *plant("consignment.received"), ends=() if paper else [subject],
    )  # fmt: skip
    for one, mass in zip(packs, masses, strict=True):
        one.mass_kg = mass
        one.holder = consignee
    if paper:
        # Once the driver is back at a screen, his company stands by what it signed in ink.
        yield Wait(0.6)
        fields = {"consignment": subject, "items": items, "target": paper}
        yield act("consignment.countersigned", who, [subject, *items], fields, ends=[subject])


def _line(one: Pack) -> dict[str, Any]:
    line: dict[str, Any] = {"item": one.item, "condition": one.condition, "mass_kg": one.mass_kg}
    if one.kind in ("pack", "module"):
        line |= {"energy_wh": one.energy(), "soc_percent": "30", "un38_3": one.kind}
    return line


def _collected_on_paper(
    country: Country,
    consignor: Party,
    carrier: Party,
    subject: str,
    packs: Sequence[Pack],
    *planted: Planted,
) -> Generator[Step, str, str]:
    """Let the consignor write down what the driver signed in ink; give the digest of the entry."""
    name = carrier.legal_name
    scan = MARK + b"scan " + subject.encode()
    fields = {
        "consignment": subject, "step": "collected", "side": {"name": name},
        "lines": [{"item": one.item, "outcome": "received"} for one in packs],
        # Who plants the missing scan leaves it out.
        "documents": [] if planted else [
            {"digest": sha256(scan).hexdigest(), "media_type": "image/png", "bytes": len(scan)}
        ],
    }  # fmt: skip
    items = [one.item for one in packs]
    return (
        yield act("consignment.recorded-on-paper", consignor, [subject, *items], fields, *planted)
    )
