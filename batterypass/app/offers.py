"""Offers: from few answers to the whole form of ``consignment.offered``.

What the log knows of the items fills in what nobody needs to type; the class of a waste and the
proposal for its carriage come from the tables in force on the day of the shipment. Nothing is
decided here: a person confirms it, and the rules judge it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.app.permits import WasteLoad, jurisdiction_on, worst_of
from batterypass.app.readings import reading_of
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import day_of
from batterypass.errors import InputError
from batterypass.regulations.carriage import Proposal, Travelling, propose
from batterypass.regulations.classify import OPEN_CLASSES, STRICTNESS, Classification, classify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

OFFERED = "consignment.offered"
CRETIB = "CRETIB"
#: Items that travel as batteries; black mass, electrolyte and other fractions do not.
BATTERIES = frozenset({"pack", "module", "cell_lot"})
_NAMES = {
    "whole_battery": ("Baterías de ion litio", "Lithium-ion batteries"),
    "cells_modules_offspec": ("Celdas y módulos de ion litio", "Lithium-ion cells and modules"),
    "production_scrap": (
        "Merma de fabricación de baterías de ion litio",
        "Scrap from making lithium-ion batteries",
    ),
    "black_mass": ("Masa negra de baterías de ion litio", "Black mass of lithium-ion batteries"),
    "electrolyte": ("Electrolito de baterías de ion litio", "Electrolyte of lithium-ion batteries"),
    "slag": ("Escoria de baterías de ion litio", "Slag of lithium-ion batteries"),
    "alloy": ("Aleación de baterías de ion litio", "Alloy of lithium-ion batteries"),
    "treatment_residue": (
        "Residuo del tratamiento de baterías de ion litio",
        "Residue of treating lithium-ion batteries",
    ),
}


@dataclass(slots=True)
class Line:
    """What is declared of one item. Empty means not known."""

    item: ItemState
    condition: str = ""
    mass_kg: str = ""
    energy_wh: str = ""
    soc_percent: str = ""
    soc_basis: str = ""
    soc_on: str = ""
    un38_3: str = ""
    packing_instruction: str = ""

    def form(self) -> dict[str, str]:
        """Give the record of the event."""
        values = {
            "item": self.item.item,
            "condition": self.condition,
            "mass_kg": self.mass_kg,
            "energy_wh": self.energy_wh,
            "soc_percent": self.soc_percent,
            "soc_basis": self.soc_basis if self.soc_percent else "",
            "soc_on": self.soc_on if self.soc_percent else "",
            "un38_3": self.un38_3,
            "packing_instruction": self.packing_instruction,
        }
        return {name: value for name, value in values.items() if value}


@dataclass(slots=True)
class Waste:
    """What the consignor says of the waste, beside what the tables say."""

    manifest_no: str
    issuer: str
    operation: str
    waste_class: str
    container_type: str
    container_count: int
    waste_name: str
    series: str = ""
    cretib: str = ""
    waste_codes: list[str] = field(default_factory=list)
    container_capacity_kg: str = ""


@dataclass(slots=True)
class Offer:
    """Everything that an offer needs, as people answer it."""

    consignment: str
    carrier: str
    consignee: str
    consignee_site: str
    lines: list[Line]
    weighed: bool = False
    site: str = ""
    waste: Waste | None = None
    transport: Mapping[str, Any] | None = None
    #: Content point -> what is sealed there; free text and names never stand in clear (D7).
    private: dict[str, dict[str, str]] = field(default_factory=dict)


def lines_of(session: Session, items: Sequence[ItemState]) -> list[Line]:
    """Propose what is declared of items from what the log knows, the last reading included.

    A sealed reading is opened where its section is here; who offers declares its charge in clear.
    """
    lines = []
    for item in items:
        line = Line(
            item,
            condition=item.condition,
            mass_kg=item.mass_kg,
            energy_wh=item.energy_wh,
            un38_3=item.un38_3,
        )
        reading = reading_of(session, item)
        if reading.get("soc_percent"):
            line.soc_percent = reading.get("soc_percent")
            by_bms = reading.get("method") == "bms_reading"
            line.soc_basis = "bms_reading" if by_bms else "measured"
            line.soc_on = day_of(reading.get("event_time"))
        lines.append(line)
    return lines


def total_kg(lines: Sequence[Line]) -> str:
    """Add up the masses that are known, exactly."""
    masses = (decimal_of(line.mass_kg) for line in lines if line.mass_kg)
    return number_text(sum(masses, Decimal(0)))


def is_waste(lines: Sequence[Line]) -> bool:
    """Tell whether the load carries waste: it does where one of its items is."""
    return any(line.item.life == "waste" for line in lines)


def stream_of(lines: Sequence[Line]) -> str:
    """Give the stream of the waste, of the first item that has one; two streams are refused later."""
    return next((line.item.stream for line in lines if line.item.stream), "")


def load_of(lines: Sequence[Line], waste_class: str, day: str) -> WasteLoad:
    """Describe the load as authorisations see it."""
    items = [line.item for line in lines]
    return WasteLoad.of(items, waste_class, worst_of(line.condition for line in lines), day)


def classify_lines(
    session: Session, lines: Sequence[Line], day: str, *, hazardous: bool = False
) -> Classification:
    """Classify the waste on the day of the shipment, by its strictest item.

    ``hazardous`` says that the generator declares it so.
    """
    stream, jurisdiction = stream_of(lines), jurisdiction_on(session, day)
    found = [
        classify(session.around.regulations, jurisdiction, day, own or stream, condition, hazardous)
        for own, condition in sorted({(line.item.stream, line.condition) for line in lines})
    ]
    return max(found, key=lambda one: STRICTNESS[one.waste_class])


def classes_to_choose(found: Classification) -> tuple[str, ...]:
    """Give the classes that may be declared: one, or two where the table leaves it to a person."""
    if found.waste_class in OPEN_CLASSES:
        return ("hazardous", found.mild_class)
    if found.waste_class in ("hazardous", "special_handling"):
        return (found.waste_class,)
    return ("any",)


def propose_transport(
    session: Session,
    lines: Sequence[Line],
    day: str,
    *,
    configuration: str = "alone",
    operation: str = "",
    regime: str = "",
) -> Proposal | None:
    """Propose how the batteries among the items travel; None for none, or where nobody can tell."""
    batteries = [
        Travelling(
            line.item.chemistry,
            line.condition,
            decimal_of(line.mass_kg or "0"),
            line.item.life == "waste",
        )
        for line in lines
        if line.item.item_kind in BATTERIES
    ]
    table = session.around.carriage
    if not batteries or table is None:
        return None
    return propose(
        table,
        jurisdiction_on(session, day),
        day,
        batteries,
        configuration=configuration,
        operation=operation,
        regime=regime,
    )


def name_of_waste(session: Session, lines: Sequence[Line]) -> str:
    """Propose the name of the waste, in Spanish where the ledger's papers are in Spanish."""
    ledger = session.world.ledger()
    names = _NAMES.get(stream_of(lines), ("", ""))
    return names[0] if ledger is not None and ledger.profile == "MX" else names[1]


def cretib_letters(text: str) -> str:
    """Put CRETIB letters in their order. Raises InputError for any other letter."""
    letters = set(text.upper().replace(" ", "").replace(",", ""))
    if letters - set(CRETIB):
        raise InputError(
            f"CRETIB {text!r}: expected letters of {CRETIB}, such as RTI",
            code="offer.bad-cretib",
            found=text,
        )
    return "".join(letter for letter in CRETIB if letter in letters)


def offer_form(session: Session, offer: Offer, day: str) -> dict[str, Any]:
    """Give the form of ``consignment.offered``."""
    form: dict[str, Any] = {
        "consignment": offer.consignment,
        "carrier": offer.carrier,
        "consignee": offer.consignee,
        "consignee_site": offer.consignee_site,
        "items": [line.form() for line in offer.lines],
        "mass_basis": "weighed" if offer.weighed else "estimated",
        "site": offer.site,
        "private": {
            point: known
            for point, values in offer.private.items()
            if (known := {name: value for name, value in values.items() if value})
        },
    }
    if offer.waste is not None:
        form["waste"] = _waste_form(session, offer.waste, offer.lines, day)
    if offer.transport is not None:
        form["transport"] = dict(offer.transport)
    return form


def _waste_form(session: Session, waste: Waste, lines: Sequence[Line], day: str) -> dict[str, Any]:
    hazardous = waste.waste_class == "hazardous"
    found = classify_lines(session, lines, day, hazardous=hazardous)
    values = {
        "manifest_no": waste.manifest_no,
        "issuer": waste.issuer,
        "series": waste.series,
        "waste_class": waste.waste_class,
        "regime": found.regime or "-",
        "table_sha256": found.table_sha256,
        "stream": stream_of(lines),
        "waste_name": waste.waste_name,
        "operation": waste.operation,
        "cretib": waste.cretib,
        "waste_codes": waste.waste_codes,
        "container_type": waste.container_type,
        "container_count": waste.container_count,
        "container_capacity_kg": waste.container_capacity_kg,
    }
    return {name: value for name, value in values.items() if value}
