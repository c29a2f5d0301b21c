"""Kinds of a pack's life from the line to its last use, with its passport and labels."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from batterypass.domain.base import (
    Country,
    Day,
    Hex64,
    ItemUrl,
    Month,
    Number,
    PartyId,
    PassportUrl,
    Record,
    Text,
    Word,
    says,
)
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind
from batterypass.domain.passport_values import PublicValues
from batterypass.domain.vocabulary import Category, Chemistry


class Alias(Record):
    """Another number of the same item (GIAI, GB/T 34014, …), which resolves to it."""

    scheme: Word = says("scheme", "esquema")
    value: Text = says("value", "valor")


class Un383(Record):
    """The UN 38.3 test report that covers this very article (Manual of Tests, 38.3.5)."""

    report: Text = says("test report id", "informe de prueba")
    tested_on: Day = says("date of the report", "fecha del informe")
    article: Literal["cell", "module", "pack"] = says("article tested", "artículo probado")


class MadePack(Event):
    """What is said of a pack whose id is made here and never changes."""

    item: ItemUrl = says("id of the pack (https URL)", "identificador del paquete (URL https)")
    model: Word = says("model", "modelo")
    serial: Word = says("serial number", "número de serie")
    chemistry: Chemistry = says("chemistry", "química")
    category: Category = says("category", "categoría")
    nominal_voltage_v: Number = says("nominal voltage, V", "tensión nominal, V")
    capacity_ah: Number = says("rated capacity, Ah", "capacidad nominal, Ah")
    energy_wh: Number = says("rated energy, Wh", "energía nominal, Wh")
    mass_kg: Number = says("mass, kg", "masa, kg")
    made_month: Month = says("month made (YYYY-MM)", "mes de fabricación (AAAA-MM)")
    plant: Word | None = says("plant (site id)", "planta (clave del sitio)", default=None)
    un38_3: Un383 | None = says("UN 38.3 test report", "informe de prueba ONU 38.3", default=None)
    aliases: Annotated[list[Alias], Field(max_length=10)] = says(
        "other numbers", "otros números", default=[]
    )
    values: PublicValues = says("public attributes", "atributos públicos", default={})

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)

    def natural_key(self) -> tuple[str, ...]:
        """A creating kind: the subject that it creates."""
        return (self.item,)


class PackManufactured(MadePack):
    """A pack leaves the line. Its id is made here and never changes."""

    KIND: ClassVar[Kind] = Kind(
        "pack.manufactured", "main", frozenset({"manufacturer"}), creates="first"
    )

    kind: Literal["pack.manufactured"]


class PassportIssued(Event):
    """A passport for an item; values that are not public are sealed by content point (D7)."""

    KIND: ClassVar[Kind] = Kind(
        "passport.issued",
        "record",
        frozenset({"manufacturer", "importer", "repurposer", "remanufacturer", "workshop"}),
        signer_is_integrity=True,
        sealed=(
            ("individual_legitimate_interest", ("*",)),
            ("legitimate_interest_and_commission", ("*",)),
            ("authorities_and_commission", ("*",)),
        ),
    )

    kind: Literal["passport.issued"]
    passport: PassportUrl = says(
        "passport id (https URL)", "identificador del pasaporte (URL https)"
    )
    item: ItemUrl = says("pack", "paquete")
    predecessors: Annotated[list[PassportUrl], Field(max_length=MAX_ITEMS)] = says(
        "passports of the original packs", "pasaportes de los paquetes de origen", default=[]
    )
    values: PublicValues = says("public attributes", "atributos públicos", default={})

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)

    def natural_key(self) -> tuple[str, ...]:
        """A creating kind: the passport."""
        return (self.passport,)


class PassportUpdated(Event):
    """New or changed values of a passport, by its responsible operator; an ended one takes none."""

    KIND: ClassVar[Kind] = Kind(
        "passport.updated",
        "record",
        frozenset(),
        signer_is_integrity=True,
        sealed=(
            ("individual_legitimate_interest", ("*",)),
            ("legitimate_interest_and_commission", ("*",)),
            ("authorities_and_commission", ("*",)),
        ),
    )

    kind: Literal["passport.updated"]
    passport: PassportUrl = says("passport", "pasaporte")
    item: ItemUrl = says("pack", "paquete")
    values: PublicValues = says("public attributes", "atributos públicos", default={})

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)


class PassportHandedOver(Event):
    """The responsible operator gives the passport to the next one (a pack that became waste)."""

    KIND: ClassVar[Kind] = Kind(
        "passport.handed-over", "record", frozenset(), signer_is_integrity=True
    )

    kind: Literal["passport.handed-over"]
    passport: PassportUrl = says("passport", "pasaporte")
    item: ItemUrl = says("pack", "paquete")
    to: PartyId = says("new responsible operator", "nuevo operador responsable")

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)

    def natural_key(self) -> tuple[str, ...]:
        """The passport and who gets it; once it has moved on, the same again is news."""
        return (self.passport, self.to)


class PassportEnded(Event):
    """The passport ends after recycling, disposal or dismantling."""

    KIND: ClassVar[Kind] = Kind("passport.ended", "record", frozenset(), signer_is_integrity=True)

    kind: Literal["passport.ended"]
    passport: PassportUrl = says("passport", "pasaporte")
    item: ItemUrl = says("pack", "paquete")
    reason: Literal["recycled", "disposed", "dismantled", "replaced"] = says("reason", "motivo")

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)

    def natural_key(self) -> tuple[str, ...]:
        """A passport ends once."""
        return (self.passport,)


class LabelApplied(Event):
    """Labels were printed, read back and fixed; a reprint keeps the identity."""

    KIND: ClassVar[Kind] = Kind(
        "label.applied",
        "record",
        frozenset({"manufacturer", "workshop", "repurposer", "remanufacturer"}),
        signer_is_integrity=True,
    )

    kind: Literal["label.applied"]
    item: ItemUrl = says("pack", "paquete")
    label_kid: Hex64 = says("thumbprint of the label key", "huella de la llave de etiquetas")
    copies: Annotated[int, Field(ge=1, le=20)] = says("labels fixed", "etiquetas colocadas")
    read_back: bool = says("read back by a scanner", "leída de vuelta con lector")
    reprint: bool = says("reprint", "reimpresión", default=False)

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)


class PackPlacedOnMarket(Event):
    """The pack is placed on a market for the first time."""

    KIND: ClassVar[Kind] = Kind(
        "pack.placed-on-market", "main", frozenset({"manufacturer", "importer"})
    )

    kind: Literal["pack.placed-on-market"]
    item: ItemUrl = says("pack", "paquete")
    country: Country = says("country", "país")
    placed_on: Day = says("date", "fecha")

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)

    def natural_key(self) -> tuple[str, ...]:
        """Once per country."""
        return (self.item, self.country)


class PackInstalled(Event):
    """The pack goes into a vehicle or a store; which one is sealed."""

    KIND: ClassVar[Kind] = Kind(
        "pack.installed",
        "main",
        frozenset({"integrator", "workshop", "dismantler", "repurposer", "operator"}),
        sealed=(("personal", ("host_id",)),),
    )

    kind: Literal["pack.installed"]
    item: ItemUrl = says("pack", "paquete")
    host_kind: Literal["vehicle", "stationary_storage", "light_vehicle", "machine", "other"] = says(
        "installed in", "instalado en"
    )

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)


class PackRemoved(Event):
    """The pack comes out of its host."""

    KIND: ClassVar[Kind] = Kind(
        "pack.removed",
        "main",
        frozenset({"integrator", "workshop", "dismantler", "repurposer", "operator"}),
    )

    kind: Literal["pack.removed"]
    item: ItemUrl = says("pack", "paquete")
    reason: Literal["replacement", "end_of_vehicle", "repair", "damage", "recall", "upgrade"] = (
        says("reason", "motivo")
    )

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)


class PackRepurposed(Event):
    """The pack gets a second life for another use; a new passport follows (Art. 77(6a))."""

    KIND: ClassVar[Kind] = Kind(
        "pack.repurposed", "main", frozenset({"repurposer", "remanufacturer"})
    )

    kind: Literal["pack.repurposed"]
    item: ItemUrl = says("pack", "paquete")
    new_category: Category = says("new category", "nueva categoría")
    new_use: Literal[
        "stationary_storage", "backup_power", "light_vehicle", "machine", "marine", "other"
    ] = says("new use", "nuevo uso")
    energy_wh: Number = says("usable energy, Wh", "energía útil, Wh")
    assessment: Hex64 = says(
        "digest of the assessment it rests on", "huella de la evaluación en que se basa"
    )
    un38_3: Un383 | None = says("UN 38.3 test report", "informe de prueba ONU 38.3", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)
