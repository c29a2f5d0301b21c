"""Kinds of a consignment that does not end at its consignee as it was offered.

What is turned away stays with the carrier, in the consignment, until its consignor has it back
(``design/events.md``, Custody; ``reference/manifest-workflow.json``).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from batterypass.domain.base import Number, PartyId, SubjectName, Word, says
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind, PartNumber, part_key
from batterypass.domain.events.custody import SortedLine
from batterypass.domain.events.item import Items
from batterypass.domain.vocabulary import Point

RejectionReason = Literal[
    "damaged", "not_as_declared", "not_authorised", "no_capacity", "papers_missing", "other"
]
#: What becomes of items that are turned away.
WhatNext = Literal["return", "alternate_facility"]
VoidReason = Literal["typing_error", "not_needed", "carrier_did_not_come", "refused", "other"]

_RECEIVER: tuple[tuple[Point, tuple[str, ...]], ...] = (
    ("personal", ("receiver_name", "receiver_role")),
    ("commercial", ("remarks",)),
)


class ConsignmentPartiallyReceived(Event):
    """The consignee takes some of the items and turns the others away."""

    KIND: ClassVar[Kind] = Kind(
        "consignment.partially-received", "main", frozenset(), sealed=_RECEIVER, first="C"
    )

    kind: Literal["consignment.partially-received"]
    consignment: SubjectName = says("consignment", "embarque")
    at_site: Word = says("site", "sitio")
    lines: Annotated[list[SortedLine], Field(min_length=2, max_length=MAX_ITEMS)] = says(
        "items", "artículos"
    )
    measured_mass_kg: Number = says(
        "mass on the scale of what is taken, kg", "masa en báscula de lo que se recibe, kg"
    )
    reason: RejectionReason = says("reason of the rejection", "motivo del rechazo")
    next_step: WhatNext = says("what becomes of the rest", "qué se hace con lo demás")
    alternate: PartyId | None = says("alternate facility", "destinatario alterno", default=None)
    part: PartNumber = says("part", "parte", default=None)
    parts: PartNumber = says("of how many parts", "de cuántas partes", default=None)

    @model_validator(mode="after")
    def _takes_some_and_not_others(self) -> Self:
        turned_away = [line.outcome == "rejected" for line in self.lines]
        if all(turned_away):
            raise ValueError("what turns everything away is consignment.rejected")
        if not any(turned_away):
            raise ValueError("what turns nothing away is consignment.received")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and every item of the lines."""
        return (self.consignment, *(line.item for line in self.lines))

    def natural_key(self) -> tuple[str, ...]:
        """A consignment is received once, part by part where it has several."""
        return (self.consignment, *part_key(self.part, self.parts))


class ConsignmentRejected(Event):
    """The consignee turns everything away; nothing changes hands."""

    KIND: ClassVar[Kind] = Kind(
        "consignment.rejected", "main", frozenset(), sealed=_RECEIVER, first="C"
    )

    kind: Literal["consignment.rejected"]
    consignment: SubjectName = says("consignment", "embarque")
    at_site: Word = says("site", "sitio")
    items: Items = says("items", "artículos")
    reason: RejectionReason = says("reason of the rejection", "motivo del rechazo")
    next_step: WhatNext = says("what becomes of it", "qué se hace con ello")
    alternate: PartyId | None = says("alternate facility", "destinatario alterno", default=None)
    part: PartNumber = says("part", "parte", default=None)
    parts: PartNumber = says("of how many parts", "de cuántas partes", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and its items."""
        return (self.consignment, *self.items)

    def natural_key(self) -> tuple[str, ...]:
        """A consignment is rejected once, part by part where it has several."""
        return (self.consignment, *part_key(self.part, self.parts))


class ConsignmentReturned(Event):
    """The consignor has items of the consignment back."""

    KIND: ClassVar[Kind] = Kind(
        "consignment.returned",
        "main",
        frozenset(),
        sealed=(("commercial", ("remarks",)),),
        first="C",
    )

    kind: Literal["consignment.returned"]
    consignment: SubjectName = says("consignment", "embarque")
    items: Items = says("items that came back", "artículos que volvieron")
    measured_mass_kg: Number | None = says(
        "mass on the scale, kg", "masa en báscula, kg", default=None
    )

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and the items."""
        return (self.consignment, *self.items)


class ConsignmentTransferred(Event):
    """The carrier lets another carrier have the load, which then collects it (two signatures)."""

    KIND: ClassVar[Kind] = Kind(
        "consignment.transferred",
        "main",
        frozenset({"carrier", "collector"}),
        sealed=(("commercial", ("remarks",)),),
        first="C",
    )

    kind: Literal["consignment.transferred"]
    consignment: SubjectName = says("consignment", "embarque")
    to: PartyId = says("next carrier", "siguiente transportista")

    def changes(self) -> tuple[str, ...]:
        """Name the consignment."""
        return (self.consignment,)

    def natural_key(self) -> tuple[str, ...]:
        """A carrier lets another have it once."""
        return (self.consignment, self.to)


class ConsignmentVoided(Event):
    """The consignor takes its offer back, before anything was collected. Its number stays used."""

    KIND: ClassVar[Kind] = Kind("consignment.voided", "main", frozenset(), first="C")

    kind: Literal["consignment.voided"]
    consignment: SubjectName = says("consignment", "embarque")
    items: Items = says("items", "artículos")
    reason: VoidReason = says("reason", "motivo")
    part: PartNumber = says("part", "parte", default=None)
    parts: PartNumber = says("of how many parts", "de cuántas partes", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and its items."""
        return (self.consignment, *self.items)

    def natural_key(self) -> tuple[str, ...]:
        """An offer is taken back once, part by part where it has several."""
        return (self.consignment, *part_key(self.part, self.parts))
