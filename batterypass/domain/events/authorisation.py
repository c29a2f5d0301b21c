"""Kinds that say what an authority has allowed a site to do, from when, and until when.

Each says a day on which it takes effect beside the place in the log at which it became known, so
that "in force that day, as known that day" can be answered for ever (``reference/
waste-and-manifests.md`` 1.3 and 9.2). That an authorisation has expired is no event: it follows.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from batterypass.domain.base import (
    Count,
    Day,
    Hex64,
    Number,
    PartyId,
    Record,
    SubjectName,
    Text,
    Word,
    says,
)
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
    capacity_t_year: Number | None = says(
        "capacity of this scope in tonnes a year",
        "capacidad de este alcance en toneladas al año",
        default=None,
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
    authority: Text | None = says(
        "authority that issued it, where somebody else writes it down",
        "autoridad que la emitió, si la asienta alguien más",
        default=None,
    )
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


def _change(name: str) -> Kind:
    """Give what is fixed about a kind that changes an authorisation."""
    return Kind(
        f"authorisation.{name}",
        "main",
        frozenset({"authority", "registrar"}),
        signer_is_integrity=True,
        first="A",
    )


class AuthorisationChange(Event):
    """What the kinds have in common that change an authorisation: which, and where it was read."""

    authorisation: SubjectName = says("authorisation", "autorización")
    transcription: Transcription | None = says("transcribed from", "transcrita de", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the authorisation."""
        return (self.authorisation,)


class AuthorisationExtended(AuthorisationChange):
    """It is in force until a later day; a renewal that was pending is decided by it."""

    KIND: ClassVar[Kind] = _change("extended")

    kind: Literal["authorisation.extended"]
    effective_to: Day = says("now in force to", "ahora vigente hasta")

    def natural_key(self) -> tuple[str, ...]:
        """It is extended to a day once."""
        return (self.authorisation, self.effective_to)


class AuthorisationRenewalFiled(AuthorisationChange):
    """The holder has asked for an extension; filed before the end, it keeps the answer open."""

    KIND: ClassVar[Kind] = _change("renewal-filed")

    kind: Literal["authorisation.renewal-filed"]
    filed_on: Day = says("filed on", "solicitada el")
    reference: Text | None = says("reference of the filing", "referencia del trámite", default=None)

    def natural_key(self) -> tuple[str, ...]:
        """A renewal is filed once a day."""
        return (self.authorisation, self.filed_on)


SuspensionReason = Literal["breach", "inspection", "accident", "unpaid_fee", "not_on_list", "other"]
RevocationCause = Literal[
    "breach", "given_up", "renewal_refused", "site_closed", "not_on_list", "replaced", "other"
]


class AuthorisationSuspended(AuthorisationChange):
    """It does not count from a day on, until it is reinstated or up to a day that is named."""

    KIND: ClassVar[Kind] = _change("suspended")

    kind: Literal["authorisation.suspended"]
    effective_from: Day = says("suspended from", "suspendida desde")
    effective_to: Day | None = says(
        "last day of the suspension (none: until reinstated)",
        "último día de la suspensión (ninguno: hasta que se restablezca)",
        default=None,
    )
    reason: SuspensionReason = says("reason", "motivo")

    def natural_key(self) -> tuple[str, ...]:
        """It is suspended from a day once."""
        return (self.authorisation, self.effective_from)


class AuthorisationReinstated(AuthorisationChange):
    """A suspension is over: it counts again from a day on."""

    KIND: ClassVar[Kind] = _change("reinstated")

    kind: Literal["authorisation.reinstated"]
    effective_from: Day = says("in force again from", "vigente de nuevo desde")

    def natural_key(self) -> tuple[str, ...]:
        """It is reinstated from a day once."""
        return (self.authorisation, self.effective_from)


class AuthorisationRevoked(AuthorisationChange):
    """It does not count from a day on, and never again."""

    KIND: ClassVar[Kind] = _change("revoked")

    kind: Literal["authorisation.revoked"]
    effective_from: Day = says("revoked from", "revocada desde")
    reason: RevocationCause = says("reason", "motivo")

    def natural_key(self) -> tuple[str, ...]:
        """It is revoked from a day once."""
        return (self.authorisation, self.effective_from)


class ListTranscribed(Event):
    """The registrar has gone through a whole published list: what is unchanged stays as fresh.

    ``not_listed`` are authorisations of the same source that the list no longer names and that
    nothing was said about: they stay as they are, and as old as they are.
    """

    KIND: ClassVar[Kind] = Kind(
        "authorisation.list-transcribed",
        "main",
        frozenset({"registrar", "authority"}),
        signer_is_integrity=True,
        first="L",
    )

    kind: Literal["authorisation.list-transcribed"]
    ledger: SubjectName = says("ledger", "registro")
    transcription: Transcription = says("list", "lista")
    rows: Count = says("rows of the list", "renglones de la lista")
    not_listed: Annotated[list[SubjectName], Field(max_length=200)] = says(
        "authorisations that it no longer names",
        "autorizaciones que ya no nombra",
        default=[],
    )

    def changes(self) -> tuple[str, ...]:
        """Name the ledger."""
        return (self.ledger,)

    def natural_key(self) -> tuple[str, ...]:
        """A list is gone through once."""
        copy = self.transcription
        return (copy.source, copy.published_on, copy.digest)
