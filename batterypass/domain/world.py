"""What a rule may look at: the log below one index, as states, chains and a few look-ups.

A rule sees the entry, the log below its index and the rulebook in force there, nothing else
(``design/bytes.md`` 4). The same protocol is served by the ledger file when an event is recorded,
by a scratch copy during an audit, and by plain dictionaries in tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

from batterypass.domain.states import (
    AuthorisationState,
    BatchState,
    Chain,
    ConsignmentState,
    ItemState,
    LedgerState,
    PartyState,
    State,
)

S = TypeVar("S", bound=State)


class World(Protocol):
    """Read the state of the log below an index."""

    def ledger(self) -> LedgerState | None:
        """Give the ledger's own state; None before entry 0."""

    def party(self, party: str) -> PartyState | None:
        """Give a party, or None."""

    def item(self, item: str) -> ItemState | None:
        """Give an item, or None."""

    def consignment(self, subject: str) -> ConsignmentState | None:
        """Give a consignment, or None."""

    def authorisation(self, subject: str) -> AuthorisationState | None:
        """Give an authorisation, or None."""

    def batch(self, subject: str) -> BatchState | None:
        """Give a recycling batch, or None."""

    def chain(self, subject: str) -> Chain | None:
        """Give a subject's chain, or None for a subject that has no entry yet."""

    def main_digest(self, subject: str, seq: int) -> bytes | None:
        """Give the digest of the main statement ``seq`` of a subject, or None."""

    def pointed(self, relation: str, key: str) -> list[str]:
        """List the subjects that a look-up names: ``relation`` is one of RELATIONS."""

    def index_of_event(self, event_id: str) -> int | None:
        """Give the entry that carries an event id, or None."""

    def size(self) -> int:
        """Give the number of entries below, which is the index of the next."""

    def root_at(self, size: int) -> bytes:
        """Give the root of the log's first ``size`` entries, 0 < size <= size()."""

    def recorded(self, subject: str) -> int | None:
        """Give how many statements the lane record of a subject has below.

        None where not all of the log is here.
        """

    def heads_root(self) -> bytes | None:
        """Give the root over the heads of all subjects below (bytes.md 7).

        None where not all of the log is here, or nobody may write what it takes.
        """


class WritableWorld(World, Protocol):
    """What the fold writes to."""

    def edit_party(self, party: str) -> PartyState:
        """Give a party's state to change."""

    def edit_item(self, item: str) -> ItemState:
        """Give an item's state to change."""

    def edit_consignment(self, subject: str) -> ConsignmentState:
        """Give a consignment's state to change."""

    def edit_authorisation(self, subject: str) -> AuthorisationState:
        """Give an authorisation's state to change."""

    def edit_batch(self, subject: str) -> BatchState:
        """Give a batch's state to change."""

    def edit_ledger(self) -> LedgerState:
        """Give the ledger's state to change."""

    def create(self, subject: str, state: State) -> None:
        """Add the state of a new subject."""

    def point(self, relation: str, key: str, subject: str) -> None:
        """Add a look-up."""


#: key: thumbprint -> party; holder: party -> authorisations; alias: value -> item; printed: printed
#: id without hyphens -> item; serial: serial -> item; passport: passport id -> item; manifest:
#: issuer and number -> consignment; consignment: its local id -> consignment; number: scheme and
#: number -> authorisations; received: party, site and month -> consignments of waste received; name:
#: domain or GS1 prefix -> parties that have registered it (``ids.claims_of``); certified: operation and
#: item -> consignments that were certified with it; batch: its local id -> batches.
RELATIONS = (
    "key", "holder", "alias", "printed", "serial", "passport", "manifest", "consignment", "number",
    "received", "name", "certified", "batch",
)  # fmt: skip


# One is made for every entry; freezing it would triple the time that takes.
@dataclass(slots=True)
class Position:
    """Where an event stands in the log."""

    index: int
    digest: bytes
    #: Instant of the last time mark below the entry; of entry 0 its own time.
    mark_ms: int
    #: Thumbprint (hex) of the key that signed it.
    kid: str
