"""Kinds for a side that has no tool, and for what arrives without a paper.

Nothing on a computer holds a truck: who has the tool writes down what the other side signed in ink,
and it is shown as paper until that side countersigns (``design/events.md``, Custody).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from batterypass.domain.base import Hex64, Number, Record, SubjectName, Text, Word, says
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind, PartNumber, part_key
from batterypass.domain.events.custody import ReceivedLine
from batterypass.domain.events.item import Items
from batterypass.domain.events.party import Registration

PaperStep = Literal["collected", "delivered", "received"]


class PaperSide(Record):
    """Who signed in ink, as the paper says it."""

    name: Text = says("name of the company", "razón social")
    tax_id: Word | None = says("tax id", "RFC o clave fiscal", default=None)
    permits: Annotated[list[Registration], Field(max_length=10)] = says(
        "permits on the paper", "permisos en el papel", default=[]
    )


class RecordedOnPaper(Event):
    """A step that the other side signed in ink; ``documents`` name the scan of the paper.

    Its lines are all that was offered or loaded: what is missing from a collection was not loaded.
    """

    KIND: ClassVar[Kind] = Kind(
        "consignment.recorded-on-paper",
        "main",
        frozenset(),
        sealed=(
            ("personal", ("driver_name", "vehicle_plate", "receiver_name", "receiver_role")),
            ("commercial", ("remarks",)),
        ),
        first="C",
    )

    kind: Literal["consignment.recorded-on-paper"]
    consignment: SubjectName = says("consignment", "embarque")
    step: PaperStep = says("step", "paso")
    side: PaperSide = says("who signed in ink", "quién firmó en papel")
    lines: Annotated[list[ReceivedLine], Field(max_length=MAX_ITEMS)] = says(
        "items (none for an arrival)", "artículos (ninguno para una llegada)", default=[]
    )
    at_site: Word | None = says("site", "sitio", default=None)
    measured_mass_kg: Number | None = says(
        "mass on the scale, kg", "masa en báscula, kg", default=None
    )
    part: PartNumber = says("part", "parte", default=None)
    parts: PartNumber = says("of how many parts", "de cuántas partes", default=None)

    @model_validator(mode="after")
    def _names_what_the_step_needs(self) -> Self:
        if (self.step == "delivered") == bool(self.lines):
            raise ValueError("a collection and a reception name items, an arrival names none")
        if self.step == "received" and (self.measured_mass_kg is None or self.at_site is None):
            raise ValueError("a reception names its site and the mass on the scale")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and the items."""
        return (self.consignment, *(line.item for line in self.lines))

    def natural_key(self) -> tuple[str, ...]:
        """A step of a company is recorded once; a further carrier collects it again."""
        return (self.consignment, self.step, self.side.name, *part_key(self.part, self.parts))


class Countersigned(Event):
    """The side that signed in ink, or the last custodian of a surplus, stands by it with its key."""

    KIND: ClassVar[Kind] = Kind("consignment.countersigned", "record", frozenset(), first="C")

    kind: Literal["consignment.countersigned"]
    consignment: SubjectName = says("consignment", "embarque")
    items: Items = says("items", "artículos")
    target: Hex64 = says("digest of the entry", "huella del asiento")

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and the items."""
        return (self.consignment, *self.items)

    def natural_key(self) -> tuple[str, ...]:
        """An entry is countersigned once by a party."""
        return (self.consignment, self.target, *self.items[:1])


class CustodyClaimed(Event):
    """Items that arrived without a consignment; who has them says so, and it is contested."""

    KIND: ClassVar[Kind] = Kind(
        "custody.claimed", "main", frozenset(), sealed=(("commercial", ("remarks",)),)
    )

    kind: Literal["custody.claimed"]
    items: Items = says("items", "artículos")
    reason: Literal["no_consignment", "torn_label", "found", "other"] = says("reason", "motivo")

    def changes(self) -> tuple[str, ...]:
        """Name the items."""
        return tuple(self.items)


class CustodyContested(Event):
    """The last custodian agrees that another party has its items, or says that it does not.

    It stands in lane record: the main lane of an item takes nothing from who does not hold it.
    """

    KIND: ClassVar[Kind] = Kind("custody.contested", "record", frozenset())

    kind: Literal["custody.contested"]
    items: Items = says("items", "artículos")
    agrees: bool = says("agrees that they are there", "acepta que están ahí")

    def changes(self) -> tuple[str, ...]:
        """Name the items."""
        return tuple(self.items)
