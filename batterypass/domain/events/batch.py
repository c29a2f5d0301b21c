"""Kinds of a recycling batch: opened, fed with items, fractions weighed, closed with its loss.

``design/events.md``, Item life; ``reference/waste-and-manifests.md`` 8 (Reg (EU) 2023/1542 Annex XII,
Delegated Reg (EU) 2025/606). Masses are dry, as received, with casing and electronics.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from batterypass.domain.base import (
    Day,
    Hex64,
    ItemUrl,
    LocalId,
    Number,
    Percent,
    Record,
    SubjectName,
    Text,
    Word,
    says,
)
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind
from batterypass.domain.events.item import FractionMaterial
from batterypass.domain.ids import batch_subject
from batterypass.domain.vocabulary import (
    ChemistryGroup,
    CompositionSource,
    DifferenceReason,
    Element,
    FedMassReason,
    FractionUse,
    LossKind,
    RecyclingStep,
    Sampling,
    Stream,
    Substance,
)

_RECYCLERS = frozenset({"recycler"})


class BatchOpened(Event):
    """A recycler opens a batch of one recycling process; what is fed into it comes later."""

    KIND: ClassVar[Kind] = Kind("batch.opened", "main", _RECYCLERS, first="B", creates="first")

    kind: Literal["batch.opened"]
    batch: LocalId = says("batch id", "identificador del lote")
    process_id: LocalId = says("recycling process", "proceso de reciclaje")
    steps: Annotated[list[RecyclingStep], Field(min_length=1, max_length=20)] = says(
        "steps of the process", "etapas del proceso"
    )
    chemistry_group: ChemistryGroup = says("chemistry group", "grupo químico")

    def changes(self) -> tuple[str, ...]:
        """Name the batch."""
        return (batch_subject(self.actor, self.batch),)

    def natural_key(self) -> tuple[str, ...]:
        """A creating kind: the subject that it creates."""
        return (batch_subject(self.actor, self.batch),)


class FedLine(Record):
    """One item that goes in, with its mass, and the masses of elements where they are known."""

    item: ItemUrl = says("item", "artículo")
    mass_kg: Number = says("dry mass as received, kg", "masa seca tal como se recibió, kg")
    elements_kg: dict[Element, Number] = says(
        "kilograms of each element", "kilogramos de cada elemento", default={}
    )


class BatchFed(Event):
    """Items go into an open batch; where they are from here on is the batch."""

    KIND: ClassVar[Kind] = Kind("batch.fed", "main", _RECYCLERS, first="B")

    kind: Literal["batch.fed"]
    batch: SubjectName = says("batch", "lote")
    lines: Annotated[list[FedLine], Field(min_length=1, max_length=MAX_ITEMS)] = says(
        "items", "artículos"
    )
    composition_source: CompositionSource | None = says(
        "where the composition is known from", "de dónde se conoce la composición", default=None
    )
    sampling: Sampling | None = says(
        "sampling, where not each item was analysed",
        "muestreo, si no se analizó cada artículo",
        default=None,
    )
    mass_reason: FedMassReason | None = says(
        "why a mass is another than the recorded one",
        "por qué una masa es otra que la registrada",
        default=None,
    )

    @model_validator(mode="after")
    def _says_where_from(self) -> Self:
        if self.composition_source is None and any(line.elements_kg for line in self.lines):
            raise ValueError("masses of elements go with composition_source")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name the batch and the items."""
        return (self.batch, *(line.item for line in self.lines))

    def natural_key(self) -> tuple[str, ...]:
        """The same items go into the same batch once."""
        return self.changes()


class Content(Record):
    """How much of a substance a sample has."""

    substance: Substance = says("element or compound", "elemento o compuesto")
    percent: Percent = says("percent of the mass", "porcentaje de la masa")


class Assay(Record):
    """What a laboratory found in a fraction; ``report`` is one of the event's documents."""

    contents: Annotated[list[Content], Field(min_length=1, max_length=20)] = says(
        "contents", "contenidos"
    )
    method: Word = says("method", "método")
    laboratory: Text = says("laboratory", "laboratorio")
    assayed_on: Day = says("date of the assay", "fecha del análisis")
    report: Hex64 | None = says("SHA-256 of the report", "SHA-256 del informe", default=None)


class Fraction(Record):
    """A fraction that comes into being, with its own id, mass and use.

    ``elements_kg`` is what the assay makes of the mass, in kilograms of elements and not of compounds.
    """

    item: ItemUrl = says(
        "id of the fraction (https URL)", "identificador de la fracción (URL https)"
    )
    material: FractionMaterial = says("material", "material")
    use: FractionUse = says("what it is for", "a qué se destina")
    mass_kg: Number = says("mass, kg", "masa, kg")
    stream: Stream | None = says("waste stream", "corriente de residuo", default=None)
    assay: Assay | None = says("assay", "análisis", default=None)
    elements_kg: dict[Element, Number] = says(
        "kilograms of each element", "kilogramos de cada elemento", default={}
    )


class BatchOutputWeighed(Event):
    """Fractions come out of a batch and are weighed; only so a recovered kilogram comes into being."""

    KIND: ClassVar[Kind] = Kind(
        "batch.output-weighed", "main", _RECYCLERS, first="B", creates="rest"
    )

    kind: Literal["batch.output-weighed"]
    batch: SubjectName = says("batch", "lote")
    fractions: Annotated[list[Fraction], Field(min_length=1, max_length=MAX_ITEMS)] = says(
        "fractions", "fracciones"
    )

    def changes(self) -> tuple[str, ...]:
        """Name the batch and every fraction."""
        return (self.batch, *(fraction.item for fraction in self.fractions))

    def natural_key(self) -> tuple[str, ...]:
        """The same fractions are weighed once."""
        return self.changes()


class Loss(Record):
    """What went away by one way, and how much."""

    loss: LossKind = says("kind of loss", "tipo de pérdida")
    mass_kg: Number = says("mass, kg", "masa, kg")


class BatchClosed(Event):
    """The recycler closes a batch with what was lost; nothing goes in or comes out any more."""

    KIND: ClassVar[Kind] = Kind("batch.closed", "main", _RECYCLERS, first="B")

    kind: Literal["batch.closed"]
    batch: SubjectName = says("batch", "lote")
    losses: Annotated[list[Loss], Field(max_length=10)] = says("losses", "pérdidas", default=[])
    difference_reason: DifferenceReason | None = says(
        "reason of a difference beyond the tolerance",
        "motivo de una diferencia mayor que la tolerancia",
        default=None,
    )

    def changes(self) -> tuple[str, ...]:
        """Name the batch."""
        return (self.batch,)

    def natural_key(self) -> tuple[str, ...]:
        """A batch is closed once."""
        return (self.batch,)
