"""Kinds that any item can have: readings, incidents, waste, the end."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from batterypass.domain.base import (
    About,
    Count,
    Day,
    Hex64,
    ItemUrl,
    Number,
    Percent,
    Record,
    SignedNumber,
    Text,
    Word,
    says,
)
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind
from batterypass.domain.vocabulary import (
    Chemistry,
    Condition,
    DifferenceReason,
    Point,
    Stream,
    WasteReason,
)

Items = Annotated[list[ItemUrl], Field(min_length=1, max_length=MAX_ITEMS)]
FractionMaterial = Literal[
    "module", "cell_lot", "black_mass", "aluminium", "copper", "steel", "plastic", "electronics",
    "cables", "electrolyte", "residue", "other",
]  # fmt: skip


#: What comes out of an item; a pack only where one was built into it.
PartMaterial = Literal[FractionMaterial, "pack"]

#: What a reading measures of one battery, and the point at which it is sealed (Annex XIII, 4).
MEASURED = (
    "soh_percent", "soc_percent", "capacity_ah", "resistance_mohm", "cycles", "temperature_celsius",
)  # fmt: skip
MEASURED_POINT: Point = "individual_legitimate_interest"


class ItemAssessed(Event):
    """A reading. It stands in the record lane, so it never blocks a truck (D6).

    The condition stands in clear; what was measured is sealed, or in clear in older entries.
    """

    KIND: ClassVar[Kind] = Kind(
        "item.assessed",
        "record",
        frozenset(
            {"manufacturer", "workshop", "repurposer", "remanufacturer", "recycler", "dismantler"}
        ),
        sealed=((MEASURED_POINT, MEASURED),),
    )

    kind: Literal["item.assessed"]
    item: ItemUrl = says("item", "artículo")
    condition: Condition = says("condition", "condición")
    soh_percent: Percent | None = says("state of health, %", "estado de salud, %", default=None)
    soc_percent: Percent | None = says("state of charge, %", "estado de carga, %", default=None)
    capacity_ah: Number | None = says("measured capacity, Ah", "capacidad medida, Ah", default=None)
    resistance_mohm: Number | None = says(
        "internal resistance, mΩ", "resistencia interna, mΩ", default=None
    )
    cycles: Count | None = says("full cycles", "ciclos completos", default=None)
    temperature_celsius: SignedNumber | None = says(
        "temperature, °C", "temperatura, °C", default=None
    )
    method: Literal["bms_reading", "capacity_test", "impedance_test", "visual"] = says(
        "method", "método"
    )
    instrument: Word | None = says("instrument", "instrumento", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)


class IncidentReported(Event):
    """Something happened to the item; the condition after it counts from here on."""

    KIND: ClassVar[Kind] = Kind(
        "incident.reported", "record", frozenset(), sealed=(("personal", ("remarks",)),)
    )

    kind: Literal["incident.reported"]
    item: ItemUrl = says("item", "artículo")
    incident: Literal["thermal_event", "leak", "crash", "drop", "flood", "swelling"] = says(
        "incident", "incidente"
    )
    injuries: bool = says("anyone injured", "hubo lesionados")
    condition_after: Condition = says("condition after", "condición después")

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)


class ItemDeclaredWaste(Event):
    """The custodian means to discard the items. The legal class is chosen when they are offered."""

    KIND: ClassVar[Kind] = Kind("item.declared-waste", "main", frozenset())

    kind: Literal["item.declared-waste"]
    items: Items = says("items", "artículos")
    reason: WasteReason = says("reason", "motivo")
    stream: Stream = says("stream", "corriente")

    def changes(self) -> tuple[str, ...]:
        """Name the items."""
        return tuple(self.items)


class Child(Record):
    """What came out of an item, with its own id and mass."""

    item: ItemUrl = says("id of the part (https URL)", "identificador de la parte (URL https)")
    item_kind: Literal["module", "cell_lot", "fraction", "pack"] = says(
        "kind of part", "tipo de parte"
    )
    material: PartMaterial = says("material", "material")
    mass_kg: Number = says("mass, kg", "masa, kg")
    stream: Stream | None = says("waste stream", "corriente de residuo", default=None)
    serial: Word | None = says("serial number", "número de serie", default=None)
    chemistry: Chemistry | None = says("chemistry", "química", default=None)


class ItemDismantled(Event):
    """An item ends as its parts; where these outweigh it beyond the tolerance, it says why.

    A part gets its id here, or it is an item that was built into the pack before (``pack.assembled``)
    and comes out again: then it has a chain already, and its link goes on with it.
    """

    KIND: ClassVar[Kind] = Kind(
        "item.dismantled", "main", frozenset({"dismantler", "recycler"}), creates="rest"
    )

    kind: Literal["item.dismantled"]
    item: ItemUrl = says("item", "artículo")
    mass_kg: Number = says("weighed mass before, kg", "masa pesada antes, kg")
    children: Annotated[list[Child], Field(min_length=1, max_length=MAX_ITEMS - 1)] = says(
        "parts", "partes"
    )
    loss_kg: Number | None = says("stated loss, kg", "pérdida declarada, kg", default=None)
    difference_reason: DifferenceReason | None = says(
        "reason of a difference beyond the tolerance",
        "motivo de una diferencia mayor que la tolerancia",
        default=None,
    )

    def changes(self) -> tuple[str, ...]:
        """Name the item and every part."""
        return (self.item, *(child.item for child in self.children))

    def natural_key(self) -> tuple[str, ...]:
        """An item is dismantled once."""
        return (self.item,)

    def brings(self, place: int) -> bool:
        """A part that has a chain already is not made here."""
        return super().brings(place) and not self.subjects[place].seq

    def new_parts(self) -> list[Child]:
        """List the parts that get their id here."""
        linked = zip(self.children, self.subjects[1:], strict=False)
        return [child for child, link in linked if not link.seq]

    def returned(self) -> frozenset[str]:
        """Name the parts that were items before, and come out of it again."""
        linked = zip(self.children, self.subjects[1:], strict=False)
        return frozenset(child.item for child, link in linked if link.seq)


class ItemDisposed(Event):
    """The item reaches its final disposal."""

    KIND: ClassVar[Kind] = Kind("item.disposed", "main", frozenset({"disposal_site"}))

    kind: Literal["item.disposed"]
    item: ItemUrl = says("item", "artículo")
    operation: Literal["confinamiento", "incineracion", "tratamiento", "coprocesamiento"] = says(
        "operation", "operación"
    )
    mass_kg: Number = says("weighed mass, kg", "masa pesada, kg")
    cell: Word | None = says("cell or lot of the site", "celda o lote del sitio", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)

    def natural_key(self) -> tuple[str, ...]:
        """An item is disposed of once."""
        return (self.item,)


class DocumentPrepared(Event):
    """What the QR of a paper proves offline (bytes.md 9): at most 900 bytes as a statement."""

    KIND: ClassVar[Kind] = Kind(
        "document.prepared", "record", frozenset(), signer_is_integrity=False, first="CI"
    )

    kind: Literal["document.prepared"]
    about: About = says("consignment or item", "embarque o artículo")
    document_kind: Literal[
        "mx_semarnat", "mx_special_handling", "transport_document", "passport"
    ] = says("kind of document", "tipo de documento")
    number: Text = says("number", "número")
    un_lines: Annotated[list[Text], Field(max_length=5)] = says(
        "UN lines", "renglones ONU", default=[]
    )
    count: Count = says("items", "artículos")
    mass_kg: Number = says("mass, kg", "masa, kg")
    consignor: Word | None = says("consignor", "remitente", default=None)
    carrier: Word | None = says("carrier", "transportista", default=None)
    consignee: Word | None = says("consignee", "destinatario", default=None)
    date: Day = says("date", "fecha")
    statement: Hex64 = says("digest of the main statement", "huella de la declaración principal")

    def changes(self) -> tuple[str, ...]:
        """Name the consignment or the item."""
        return (self.about,)

    def natural_key(self) -> tuple[str, ...]:
        """A paper of one kind is prepared once per main statement."""
        return (self.about, self.document_kind, self.statement)


class DocumentIssued(Event):
    """The digest of a paper as it was issued, and what rendered it (D12)."""

    KIND: ClassVar[Kind] = Kind(
        "document.issued", "record", frozenset(), signer_is_integrity=False, first="CI"
    )

    kind: Literal["document.issued"]
    about: About = says("consignment or item", "embarque o artículo")
    document_kind: Literal[
        "mx_semarnat", "mx_special_handling", "transport_document", "passport"
    ] = says("kind of document", "tipo de documento")
    number: Text = says("number", "número")
    renderer: Text = says("renderer", "generador del documento")
    digest: Hex64 = says("SHA-256 of the file", "SHA-256 del archivo")
    bytes: Count = says("length in bytes", "tamaño en bytes")

    def changes(self) -> tuple[str, ...]:
        """Name the consignment or the item."""
        return (self.about,)

    def natural_key(self) -> tuple[str, ...]:
        """The same file is issued once."""
        return (self.about, self.document_kind, self.digest)
