"""Kinds that say what an authority has allowed a site to do."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from batterypass.domain.base import Day, Hex64, Number, PartyId, Record, Text, Word, says
from batterypass.domain.events.common import Event, Kind
from batterypass.domain.ids import authorisation_subject
from batterypass.domain.vocabulary import Chemistry, Stream

Operation = Literal[
    "transport", "acopio", "reutilizacion", "reciclaje", "tratamiento", "incineracion",
    "confinamiento", "coprocesamiento", "manejo_especial", "comercio_exterior", "remediacion",
]  # fmt: skip
#: The class of waste that the paper covers; ``any`` where it does not say.
WasteClass = Literal["hazardous", "special_handling", "any"]


class Scope(Record):
    """What is allowed: an operation on streams of a class of waste."""

    operation: Operation = says("operation", "operación")
    waste_class: WasteClass = says("class of waste", "clase de residuo")
    streams: Annotated[list[Stream], Field(min_length=1, max_length=8)] = says(
        "streams", "corrientes"
    )
    chemistries: Annotated[list[Chemistry], Field(max_length=10)] = says(
        "chemistries (none: any)", "químicas (ninguna: todas)", default=[]
    )
    waste_codes: Annotated[list[Text], Field(max_length=40)] = says(
        "waste codes as written on the permit", "claves de residuo como en el permiso", default=[]
    )
    damaged_accepted: bool = says(
        "damaged packs accepted", "acepta paquetes dañados", default=False
    )


class Transcription(Record):
    """Where a registrar read it: the published list, its date and the digest of the kept copy."""

    source: Text = says("source", "fuente")
    published_on: Day = says("date of the list", "fecha de la lista")
    digest: Hex64 = says("SHA-256 of the kept copy", "SHA-256 de la copia guardada")


class AuthorisationGranted(Event):
    """An authority allows, or the registrar transcribes what an authority has published."""

    KIND: ClassVar[Kind] = Kind(
        "authorisation.granted",
        "main",
        frozenset({"authority", "registrar"}),
        signer_is_integrity=True,
        first="A",
        creates="first",
    )

    kind: Literal["authorisation.granted"]
    scheme: Word = says("scheme", "esquema")
    number: Text = says("number", "número")
    holder: PartyId = says("holder", "titular")
    holder_site: Word = says("site of the holder", "sitio del titular")
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20)] = says("scopes", "alcances")
    capacity_t_year: Number | None = says(
        "capacity in tonnes a year", "capacidad en toneladas al año", default=None
    )
    effective_from: Day = says("in force from", "vigente desde")
    effective_to: Day | None = says("in force to", "vigente hasta", default=None)
    transcription: Transcription | None = says("transcribed from", "transcrita de", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the authorisation."""
        return (authorisation_subject(self.actor, self.scheme, self.number),)

    def natural_key(self) -> tuple[str, ...]:
        """A creating kind: the subject that it creates."""
        return self.changes()
