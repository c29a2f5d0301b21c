"""Kinds that register a party and its keys (D4)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from batterypass.domain.base import (
    Count,
    Country,
    Day,
    EventTime,
    Hex64,
    PartyId,
    Record,
    SignedNumber,
    Text,
    Word,
    says,
)
from batterypass.domain.events.common import Event, Kind
from batterypass.domain.vocabulary import KeyRole, RevocationReason, Role

#: Public key bytes in base64url without padding: 32 bytes (Ed25519) or 64 (P-256, x then y).
PublicKeyText = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}([A-Za-z0-9_-]{43})?$")
]
SignatureText = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{86}$")]
Domain = Annotated[
    str,
    StringConstraints(
        max_length=100, pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$"
    ),
]


#: INEGI keys (``reference/waste-and-manifests.md`` 2.1): two digits for a state, three for a municipality.
StateKey = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|[12][0-9]|3[0-2])$")]
MunicipalityKey = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]
Gs1Prefix = Annotated[str, StringConstraints(pattern=r"^[0-9]{4,12}$")]


class KeyCard(Record):
    """A public key, what it is for, and the proof that the party holds it (bytes.md 6)."""

    role: KeyRole = says("role of the key", "función de la llave")
    alg: Literal["Ed25519", "P-256"] = says("algorithm", "algoritmo")
    public: PublicKeyText = says("public key", "llave pública")
    proof: SignatureText = says("proof of possession", "prueba de posesión")
    holder: Word | None = says(
        "pseudonym of the holder", "seudónimo de quien la tiene", default=None
    )
    until: Day | None = says("last day on which it signs", "último día en que firma", default=None)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        # 32 bytes are 43 characters, 64 are 86: the length says which curve the bytes are for.
        if len(self.public) != (43 if self.alg == "Ed25519" else 86):
            raise ValueError(f"{len(self.public)} characters do not make an {self.alg} key")
        return self


class Registration(Record):
    """A number under which an authority knows the party or its plant."""

    scheme: Word = says("scheme (NRA, RFC, EPA-ID, …)", "registro (NRA, RFC, EPA-ID, …)")
    number: Text = says("number", "número")


class Address(Record):
    """A postal address in the boxes of the Mexican manifest; elsewhere the same words fit."""

    street: Text = says("street", "calle")
    ext_no: Text = says("exterior number", "número exterior")
    int_no: Text | None = says("interior number", "número interior", default=None)
    colonia: Text | None = says("neighbourhood", "colonia", default=None)
    postal_code: Word = says("postal code", "código postal")
    municipality: Text = says("municipality", "municipio o alcaldía")
    state: Text = says("state", "estado")
    state_key: StateKey | None = says(
        "INEGI key of the state", "clave INEGI de la entidad", default=None
    )
    municipality_key: MunicipalityKey | None = says(
        "INEGI key of the municipality", "clave INEGI del municipio", default=None
    )
    country: Country = says("country", "país")


class Site(Record):
    """A plant or yard: authorisations are for a site, not for a company."""

    site_id: Word = says("site id", "clave del sitio")
    name: Text = says("name of the site", "nombre del sitio")
    address: Address = says("address", "domicilio")
    phone: Text | None = says("telephone", "teléfono", default=None)
    email: Text | None = says("e-mail", "correo electrónico", default=None)
    nra: Word | None = says(
        "environmental registration number (NRA)",
        "número de registro ambiental (NRA)",
        default=None,
    )
    latitude: SignedNumber | None = says("latitude", "latitud", default=None)
    longitude: SignedNumber | None = says("longitude", "longitud", default=None)


class PartyCard(Record):
    """Everything the directory says of a party at its registration."""

    party: PartyId = says("id of the party", "identificador de la parte")
    legal_name: Text | None = says(
        "legal name (sealed for a natural person)",
        "razón social (sellada si es persona física)",
        default=None,
    )
    country: Country = says("country", "país")
    tax_id: Word | None = says("tax id", "RFC o clave fiscal", default=None)
    registrations: Annotated[list[Registration], Field(max_length=20)] = says(
        "registrations", "registros", default=[]
    )
    roles: Annotated[list[Role], Field(min_length=1, max_length=15)] = says("roles", "funciones")
    sites: Annotated[list[Site], Field(max_length=20)] = says("sites", "sitios", default=[])
    domains: Annotated[list[Domain], Field(max_length=10)] = says(
        "domains of its item ids", "dominios de sus identificadores", default=[]
    )
    gs1_prefixes: Annotated[list[Gs1Prefix], Field(max_length=10)] = says(
        "GS1 company prefixes", "prefijos GS1 de empresa", default=[]
    )
    #: A party that a published list names may have none: it signs nothing.
    keys: Annotated[list[KeyCard], Field(max_length=20)] = says("keys", "llaves", default=[])


class PartyRegistered(Event):
    """The registrar enters a party; each key carries the party's own proof of possession."""

    KIND: ClassVar[Kind] = Kind(
        "party.registered",
        "main",
        frozenset({"registrar"}),
        signer_is_integrity=True,
        sealed=(("personal", ("legal_name", "tax_id", "contact_name")),),
        first="P",
        creates="first",
    )

    kind: Literal["party.registered"]
    card: PartyCard = says("party", "parte")

    def changes(self) -> tuple[str, ...]:
        """Name the party."""
        return (self.card.party,)

    def natural_key(self) -> tuple[str, ...]:
        """A party is registered once."""
        return (self.card.party,)


class PartyAmended(Event):
    """What the directory says of a party changes; each member that is given replaces the old one.

    Roles, domains and GS1 prefixes say what a party may do and name: they are the registrar's word.
    """

    KIND: ClassVar[Kind] = Kind(
        "party.amended", "main", frozenset(), signer_is_integrity=True, first="P"
    )

    kind: Literal["party.amended"]
    party: PartyId = says("party", "parte")
    legal_name: Text | None = says("legal name", "razón social", default=None)
    tax_id: Word | None = says("tax id", "RFC o clave fiscal", default=None)
    registrations: Annotated[list[Registration], Field(max_length=20)] | None = says(
        "registrations", "registros", default=None
    )
    roles: Annotated[list[Role], Field(min_length=1, max_length=15)] | None = says(
        "roles", "funciones", default=None
    )
    domains: Annotated[list[Domain], Field(max_length=10)] | None = says(
        "domains of its item ids", "dominios de sus identificadores", default=None
    )
    gs1_prefixes: Annotated[list[Gs1Prefix], Field(max_length=10)] | None = says(
        "GS1 company prefixes", "prefijos GS1 de empresa", default=None
    )

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if all(getattr(self, name) is None for name in AMENDED_BY_ANY | AMENDED_BY_REGISTRAR):
            raise ValueError("nothing is changed: give at least one member")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name the party."""
        return (self.party,)


#: Members of ``party.amended`` that the party itself may change, and those of the registrar alone.
AMENDED_BY_ANY = frozenset({"legal_name", "tax_id", "registrations"})
AMENDED_BY_REGISTRAR = frozenset({"roles", "domains", "gs1_prefixes"})


class SiteOpened(Event):
    """A further site of a party, or the card of one that it has, anew."""

    KIND: ClassVar[Kind] = Kind(
        "party.site-opened", "main", frozenset(), signer_is_integrity=True, first="P"
    )

    kind: Literal["party.site-opened"]
    party: PartyId = says("party", "parte")
    opened: Site = says("site", "sitio")

    def changes(self) -> tuple[str, ...]:
        """Name the party."""
        return (self.party,)


class SiteClosed(Event):
    """A site of a party takes nothing any more from a day on."""

    KIND: ClassVar[Kind] = Kind(
        "party.site-closed", "main", frozenset(), signer_is_integrity=True, first="P"
    )

    kind: Literal["party.site-closed"]
    party: PartyId = says("party", "parte")
    closed: Word = says("site", "sitio")
    closed_on: Day = says("closed from", "cerrado desde")

    def changes(self) -> tuple[str, ...]:
        """Name the party."""
        return (self.party,)

    def natural_key(self) -> tuple[str, ...]:
        """A site is closed on a day once."""
        return (self.party, self.closed, self.closed_on)


class KeyAdded(Event):
    """A further key of a party, signed by its recovery key or by the registrar."""

    KIND: ClassVar[Kind] = Kind(
        "party.key-added", "main", frozenset(), signer_is_integrity=True, first="P"
    )

    kind: Literal["party.key-added"]
    party: PartyId = says("party", "parte")
    key: KeyCard = says("key", "llave")

    def changes(self) -> tuple[str, ...]:
        """Name the party."""
        return (self.party,)

    def natural_key(self) -> tuple[str, ...]:
        """A key is added once."""
        return (self.party, self.key.public, self.key.role)


class KeyConfirmed(Event):
    """The party itself stands by a key that only the registrar had vouched for."""

    KIND: ClassVar[Kind] = Kind(
        "party.key-confirmed", "record", frozenset(), signer_is_integrity=True, first="P"
    )

    kind: Literal["party.key-confirmed"]
    party: PartyId = says("party", "parte")
    kid: Hex64 = says("thumbprint of the key", "huella de la llave")

    def changes(self) -> tuple[str, ...]:
        """Name the party."""
        return (self.party,)

    def natural_key(self) -> tuple[str, ...]:
        """A key is confirmed once."""
        return (self.party, self.kid)


class KeyRevoked(Event):
    """A key ends. ``compromised`` marks later entries as disputed and changes no state."""

    KIND: ClassVar[Kind] = Kind(
        "party.key-revoked", "record", frozenset(), signer_is_integrity=True, first="P"
    )

    kind: Literal["party.key-revoked"]
    party: PartyId = says("party", "parte")
    kid: Hex64 = says("thumbprint of the key", "huella de la llave")
    reason: RevocationReason = says("reason", "motivo")
    since_index: Count | None = says(
        "compromised since entry", "comprometida desde el asiento", default=None
    )
    since_time: EventTime | None = says("compromised since", "comprometida desde", default=None)
    grace_days: Annotated[int, Field(ge=0, le=30)] | None = says(
        "days of grace for statements signed before",
        "días de gracia para lo firmado antes",
        default=None,
    )

    def changes(self) -> tuple[str, ...]:
        """Name the party."""
        return (self.party,)

    def natural_key(self) -> tuple[str, ...]:
        """A key is revoked once per reason."""
        return (self.party, self.kid, self.reason)
