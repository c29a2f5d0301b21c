"""Kinds of custody: a consignment from offer to reception, and the hand-over without a carrier."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from batterypass.domain.base import (
    Clause,
    Cretib,
    Day,
    Hex64,
    ItemUrl,
    LocalId,
    Number,
    PartyId,
    Percent,
    Record,
    SubjectName,
    Text,
    UnNumber,
    Word,
    says,
)
from batterypass.domain.events.authorisation import Operation, WasteClass
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind, PartNumber, part_key
from batterypass.domain.events.item import Items
from batterypass.domain.ids import consignment_subject
from batterypass.domain.vocabulary import Condition, MassBasis, Stream


class OfferedItem(Record):
    """One item as the consignor declares it: what a rule reads stands in clear (bytes.md 8)."""

    item: ItemUrl = says("item", "artículo")
    condition: Condition = says("condition", "condición")
    mass_kg: Number = says("mass, kg", "masa, kg")
    energy_wh: Number | None = says("energy, Wh", "energía, Wh", default=None)
    soc_percent: Percent | None = says("state of charge, %", "estado de carga, %", default=None)
    soc_basis: Literal["measured", "bms_reading", "declared"] | None = says(
        "basis of the state of charge", "base del estado de carga", default=None
    )
    soc_on: Day | None = says("date of the reading", "fecha de la lectura", default=None)
    un38_3: Literal["cell", "module", "pack", "none"] | None = says(
        "article with UN 38.3 evidence", "artículo con evidencia ONU 38.3", default=None
    )
    packing_instruction: Clause | None = says(
        "its own packing, where it is not the load's",
        "embalaje propio, si no es el de la carga",
        default=None,
    )


class WasteDeclaration(Record):
    """The lines of a waste manifest that are the consignor's to say."""

    manifest_no: Word = says("manifest number", "número de manifiesto")
    issuer: PartyId = says("issuer of the number", "emisor del folio")
    series: Word | None = says("series", "serie", default=None)
    waste_class: WasteClass = says("class of waste", "clase de residuo")
    regime: Word = says("row of the classification table", "renglón de la tabla de clasificación")
    table_sha256: Hex64 = says("SHA-256 of that table", "SHA-256 de esa tabla")
    stream: Stream = says("stream", "corriente")
    waste_name: Text = says("name of the waste", "nombre del residuo")
    operation: Operation = says("operation at the consignee", "operación en el destino")
    cretib: Cretib | None = says("CRETIB letters", "letras CRETIB", default=None)
    waste_codes: Annotated[list[Text], Field(max_length=20)] = says(
        "waste codes", "claves del residuo", default=[]
    )
    container_type: Text = says("kind of container", "tipo de envase")
    container_count: Annotated[int, Field(ge=1, le=10_000)] = says("containers", "envases")
    container_capacity_kg: Number | None = says(
        "capacity of a container, kg", "capacidad del envase, kg", default=None
    )


class CarriageAnswer(Record):
    """What a person determined about a carriage and no other event says, in the engine's words."""

    name: Word = says("answer", "respuesta")
    value: Text = says("value", "valor")
    item: ItemUrl | None = says(
        "item that it is about, where it is not all of them",
        "artículo del que se dice, si no es de todos",
        default=None,
    )


class TransportDecision(Record):
    """How the goods travel: what was decided, by which edition, from which answers.

    With ``tables_sha256`` the decision is that of the tables, and whoever has them can repeat it from
    ``answers``, the lines of the offer and what the log says of its items; without it a person's alone.
    """

    regime: Word = says("regime", "régimen")
    edition: Word = says("edition", "edición")
    un_number: UnNumber = says("UN number", "número ONU")
    proper_shipping_name: Text = says("proper shipping name", "designación oficial de transporte")
    transport_class: Word = says("class", "clase")
    packing_instruction: Clause = says("packing instruction", "instrucción de embalaje")
    special_provisions: Annotated[list[Clause], Field(max_length=20)] = says(
        "special provisions", "disposiciones especiales", default=[]
    )
    marks: Annotated[list[Text], Field(max_length=10)] = says("marks", "marcas", default=[])
    statements: Annotated[list[Text], Field(max_length=10)] = says(
        "statements on the paper", "leyendas en el documento", default=[]
    )
    determined_by: Literal["person"] = says("determined by", "determinado por")
    edition_id: Word | None = says("row of the edition", "renglón de la edición", default=None)
    tables_sha256: Hex64 | None = says(
        "SHA-256 of the transport tables", "SHA-256 de las tablas de transporte", default=None
    )
    answers: Annotated[list[CarriageAnswer], Field(min_length=1, max_length=400)] | None = says(
        "answers of a person", "respuestas de una persona", default=None
    )


class ConsignmentOffered(Event):
    """The consignor offers items for carriage to a consignee."""

    KIND: ClassVar[Kind] = Kind(
        "consignment.offered",
        "main",
        frozenset(),
        sealed=(
            ("personal", ("responsible_name", "contact_phone", "emergency_contact")),
            ("commercial", ("remarks", "handling_instructions", "route")),
        ),
        first="C",
        creates="first",
    )

    kind: Literal["consignment.offered"]
    consignment: LocalId = says("consignment id", "identificador del embarque")
    carrier: PartyId = says("carrier", "transportista")
    consignee: PartyId = says("consignee", "destinatario")
    consignee_site: Word = says("site of the consignee", "sitio del destinatario")
    items: Annotated[list[OfferedItem], Field(min_length=1, max_length=MAX_ITEMS)] = says(
        "items", "artículos"
    )
    mass_basis: MassBasis = says("masses are", "las masas son")
    waste: WasteDeclaration | None = says(
        "waste declaration", "declaración de residuos", default=None
    )
    transport: TransportDecision | None = says(
        "transport decision", "decisión de transporte", default=None
    )
    part: PartNumber = says("part", "parte", default=None)
    parts: PartNumber = says("of how many parts", "de cuántas partes", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and its items."""
        return (
            consignment_subject(self.actor, self.consignment),
            *(offered.item for offered in self.items),
        )

    def natural_key(self) -> tuple[str, ...]:
        """A creating kind: the subject that it creates, and which part of it this is."""
        key = consignment_subject(self.actor, self.consignment)
        return (key, *part_key(self.part, self.parts))

    def makes(self) -> Literal["none", "first", "rest", "all"]:
        """The first part creates the consignment; the further ones add to it."""
        return "first" if self.part in (None, 1) else "none"


class ConsignmentCollected(Event):
    """The carrier takes the items; what it did not load stays with the consignor."""

    KIND: ClassVar[Kind] = Kind(
        "consignment.collected",
        "main",
        frozenset({"carrier", "collector"}),
        sealed=(("personal", ("driver_name", "vehicle_plate")), ("commercial", ("remarks",))),
        first="C",
    )

    kind: Literal["consignment.collected"]
    consignment: SubjectName = says("consignment", "embarque")
    loaded: Items = says("items loaded", "artículos cargados")
    not_loaded: Annotated[list[ItemUrl], Field(max_length=MAX_ITEMS)] = says(
        "items not loaded", "artículos no cargados", default=[]
    )
    vehicle_type: Word | None = says("kind of vehicle", "tipo de vehículo", default=None)
    part: PartNumber = says("part", "parte", default=None)
    parts: PartNumber = says("of how many parts", "de cuántas partes", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and every item, loaded or not."""
        return (self.consignment, *self.loaded, *self.not_loaded)

    def natural_key(self) -> tuple[str, ...]:
        """A consignment is collected once, part by part where it has several."""
        return (self.consignment, *part_key(self.part, self.parts))


class ConsignmentDelivered(Event):
    """The carrier stands at the consignee's gate."""

    KIND: ClassVar[Kind] = Kind(
        "consignment.delivered", "main", frozenset({"carrier", "collector"}), first="C"
    )

    kind: Literal["consignment.delivered"]
    consignment: SubjectName = says("consignment", "embarque")
    at_site: Word = says("site", "sitio")

    def changes(self) -> tuple[str, ...]:
        """Name the consignment."""
        return (self.consignment,)

    def natural_key(self) -> tuple[str, ...]:
        """A consignment is delivered once."""
        return (self.consignment,)


class SortedLine(Record):
    """What became of one item at a gate that may turn some of them away."""

    item: ItemUrl = says("item", "artículo")
    outcome: Literal["received", "damaged", "missing", "surplus", "rejected"] = says(
        "outcome", "resultado"
    )
    mass_kg: Number | None = says("weighed mass, kg", "masa pesada, kg", default=None)
    condition: Condition | None = says("condition", "condición", default=None)


class ReceivedLine(SortedLine):
    """What became of one item at the gate, where nothing is turned away."""

    outcome: Literal["received", "damaged", "missing", "surplus"] = says("outcome", "resultado")


class ConsignmentReceived(Event):
    """The consignee signs for what arrived and what the scale said; nothing is turned away."""

    KIND: ClassVar[Kind] = Kind(
        "consignment.received",
        "main",
        frozenset(),
        sealed=(("personal", ("receiver_name", "receiver_role")), ("commercial", ("remarks",))),
        first="C",
    )

    kind: Literal["consignment.received"]
    consignment: SubjectName = says("consignment", "embarque")
    at_site: Word = says("site", "sitio")
    lines: Annotated[list[ReceivedLine], Field(min_length=1, max_length=MAX_ITEMS)] = says(
        "items", "artículos"
    )
    measured_mass_kg: Number = says("mass on the scale, kg", "masa en báscula, kg")
    part: PartNumber = says("part", "parte", default=None)
    parts: PartNumber = says("of how many parts", "de cuántas partes", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the consignment and every item of the lines."""
        return (self.consignment, *(line.item for line in self.lines))

    def natural_key(self) -> tuple[str, ...]:
        """A consignment is received once, part by part where it has several."""
        return (self.consignment, *part_key(self.part, self.parts))


class CustodyReleased(Event):
    """The custodian lets items go to a named party, without a carrier."""

    KIND: ClassVar[Kind] = Kind("custody.released", "main", frozenset())

    kind: Literal["custody.released"]
    items: Items = says("items", "artículos")
    to: PartyId = says("released to", "entregado a")

    def changes(self) -> tuple[str, ...]:
        """Name the items."""
        return tuple(self.items)


class CustodyAccepted(Event):
    """The party that the items were released to takes them."""

    KIND: ClassVar[Kind] = Kind("custody.accepted", "main", frozenset())

    kind: Literal["custody.accepted"]
    items: Items = says("items", "artículos")
    released_by: PartyId = says("released by", "entregado por")

    def changes(self) -> tuple[str, ...]:
        """Name the items."""
        return tuple(self.items)
