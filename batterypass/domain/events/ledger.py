"""Kinds that open the ledger, mark its time and put its rules in force."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from batterypass.domain.base import Country, Hex64, Record, Word, says
from batterypass.domain.events.common import Event, Kind
from batterypass.domain.events.party import PartyCard, PublicKeyText
from batterypass.domain.ids import ledger_subject
from batterypass.domain.keyprint import alg_of

#: An origin looks like a URL without its scheme and never changes (C2SP tlog-checkpoint).
#: A ledger as a subject: https:// and its origin.
LedgerUrl = Annotated[str, StringConstraints(pattern=r"^https://[!-~]+$")]
Origin = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[A-Za-z0-9._~-]+)*$",
        min_length=3,
        max_length=100,
    ),
]


class OperatorKey(Record):
    """A key of the operator: what it signs is fixed by its place in ``ledger.opened`` (D13)."""

    alg: Literal["Ed25519"]
    public: Annotated[PublicKeyText, Field(max_length=43)]


class ReceiptKey(Record):
    """The key of receipts: P-256, which readers of receipts expect, or Ed25519 in older ledgers.

    The number of characters tells the two apart (43 of Ed25519, 86 of P-256).
    """

    alg: Literal["Ed25519", "P-256"] = says("algorithm", "algoritmo")
    public: PublicKeyText = says("public key", "llave pública")

    @model_validator(mode="after")
    def _is_as_long_as_its_type(self) -> Self:
        if alg_of(self.public) != self.alg:
            raise ValueError(f"a receipt key of {len(self.public)} characters is no {self.alg} key")
        return self


class LedgerOpened(Event):
    """Entry 0: who keeps the ledger, with which keys, and who is its registrar."""

    KIND: ClassVar[Kind] = Kind(
        "ledger.opened",
        "main",
        frozenset(),
        signer_is_integrity=True,
        first="L",
        rest="P",
        creates="all",
    )

    kind: Literal["ledger.opened"]
    origin: Origin = says("origin of the log", "origen del registro")
    profile: Country = says("jurisdiction", "jurisdicción")
    checkpoint_key: OperatorKey = says("checkpoint key", "llave de puntos de control")
    operator_key: OperatorKey = says(
        "operator's statement key", "llave de declaraciones del operador"
    )
    receipt_key: ReceiptKey = says("receipt key", "llave de acuses")
    registrar: PartyCard = says("registrar", "registrador")

    def changes(self) -> tuple[str, ...]:
        """Name the ledger and its registrar."""
        return (ledger_subject(self.origin), self.registrar.party)

    def natural_key(self) -> tuple[str, ...]:
        """There is one per ledger."""
        return (ledger_subject(self.origin),)


#: Which statement of the ledger's lane record one is, from 1: two that follow each other show that
#: none stands between them (decision 33). Statements of older versions have none.
LaneNumber = Annotated[int | None, Field(ge=1, le=2**53 - 1)]


class TimeMarked(Event):
    """The operator's clock: ``event_time`` is the mark (D5)."""

    KIND: ClassVar[Kind] = Kind(
        "ledger.time-marked", "record", frozenset(), signer_is_integrity=True, first="L"
    )

    kind: Literal["ledger.time-marked"]
    number: LaneNumber = says(
        "number among the operator's marks and heads",
        "número entre las marcas y cabezas del operador",
        default=None,
    )

    def changes(self) -> tuple[str, ...]:
        """Name the ledger, which is the operator's own id."""
        return (self.actor,)


class HeadsCommitted(Event):
    """The root over the heads of every subject, as of the entries below (bytes.md 7, D17).

    It is the last entry under a sealed checkpoint.
    """

    KIND: ClassVar[Kind] = Kind(
        "ledger.heads-committed", "record", frozenset(), signer_is_integrity=True, first="L"
    )

    kind: Literal["ledger.heads-committed"]
    size: Annotated[int, Field(ge=1, le=2**53 - 1)] = says(
        "number of entries below", "número de asientos debajo"
    )
    root: Hex64 = says("root over the heads of all subjects", "raíz de las cabezas de todos")
    number: LaneNumber = says(
        "number among the operator's marks and heads",
        "número entre las marcas y cabezas del operador",
        default=None,
    )

    def changes(self) -> tuple[str, ...]:
        """Name the ledger, which is the operator's own id."""
        return (self.actor,)

    def natural_key(self) -> tuple[str, ...]:
        """There is one at each place of the log."""
        return (self.actor, str(self.size))


class AdoptedTable(Record):
    """A table of law by its content, as the rulebook lists it."""

    name: Word
    sha256: Hex64


class RulebookAdopted(Event):
    """The rules and tables in force from here on (D9); the content is stored by its digest."""

    KIND: ClassVar[Kind] = Kind(
        "rulebook.adopted", "main", frozenset({"registrar"}), signer_is_integrity=True, first="L"
    )

    kind: Literal["rulebook.adopted"]
    ledger: LedgerUrl = says("ledger", "registro")
    rulebook_version: Word = says("version of the rulebook", "versión del reglamento")
    digest: Hex64 = says("SHA-256 of the rulebook", "SHA-256 del reglamento")

    def changes(self) -> tuple[str, ...]:
        """Name the ledger."""
        return (self.ledger,)

    def natural_key(self) -> tuple[str, ...]:
        """The rulebook by version and content; once another is in force, the same again is news."""
        return (self.ledger, self.rulebook_version, self.digest)
