"""The log's states and chains as plain dictionaries, and the keys of parties that nobody holds."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256, sha512
from typing import TypeVar

from batterypass.domain.clock import instant_ms
from batterypass.domain.events import Event, UnknownEvent
from batterypass.domain.fold import extend_chain, fold
from batterypass.domain.ids import ledger_subject
from batterypass.domain.keyprint import thumbprint_of
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
from batterypass.domain.world import Position
from batterypass.errors import BrokenError

S = TypeVar("S", bound=State)

ORIGIN = "ledger.example/mx"


class DictWorld:
    """States, chains and look-ups of a log in dictionaries."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.origin = origin
        self.states: dict[str, State] = {}
        self.chains: dict[str, Chain] = {}
        self.mains: dict[tuple[str, int], bytes] = {}
        self.pointers: dict[tuple[str, str], list[str]] = {}
        self.event_ids: dict[str, int] = {}
        self.digests: list[bytes] = []
        #: What the heads below lead to; None where nobody computes that.
        self.heads: bytes | None = None

    # World

    def ledger(self) -> LedgerState | None:
        return self._get(ledger_subject(self.origin), LedgerState)

    def party(self, party: str) -> PartyState | None:
        return self._get(party, PartyState)

    def item(self, item: str) -> ItemState | None:
        return self._get(item, ItemState)

    def consignment(self, subject: str) -> ConsignmentState | None:
        return self._get(subject, ConsignmentState)

    def authorisation(self, subject: str) -> AuthorisationState | None:
        return self._get(subject, AuthorisationState)

    def batch(self, subject: str) -> BatchState | None:
        return self._get(subject, BatchState)

    def chain(self, subject: str) -> Chain | None:
        # Who only signed something has an acting lane, and is no subject yet.
        chain = self.chains.get(subject)
        known = subject in self.states or (chain is not None and chain.seq >= 0)
        return chain if known else None

    def main_digest(self, subject: str, seq: int) -> bytes | None:
        return self.mains.get((subject, seq))

    def pointed(self, relation: str, key: str) -> list[str]:
        return sorted(self.pointers.get((relation, key), []))

    def index_of_event(self, event_id: str) -> int | None:
        return self.event_ids.get(event_id)

    def size(self) -> int:
        return len(self.digests)

    def root_at(self, size: int) -> bytes:
        assert 0 < size <= len(self.digests)
        return _root([sha256(b"\x00" + digest).digest() for digest in self.digests[:size]])

    def recorded(self, subject: str) -> int | None:
        chain = self.chains.get(subject)
        return chain.record_count if chain is not None else 0

    def heads_root(self) -> bytes | None:
        return self.heads

    # WritableWorld

    def edit_party(self, party: str) -> PartyState:
        return self._edit(party, PartyState)

    def edit_item(self, item: str) -> ItemState:
        return self._edit(item, ItemState)

    def edit_consignment(self, subject: str) -> ConsignmentState:
        return self._edit(subject, ConsignmentState)

    def edit_authorisation(self, subject: str) -> AuthorisationState:
        return self._edit(subject, AuthorisationState)

    def edit_batch(self, subject: str) -> BatchState:
        return self._edit(subject, BatchState)

    def edit_ledger(self) -> LedgerState:
        return self._edit(ledger_subject(self.origin), LedgerState)

    def create(self, subject: str, state: State) -> None:
        self.states[subject] = state
        self.chains.setdefault(subject, Chain())

    def point(self, relation: str, key: str, subject: str) -> None:
        self.pointers.setdefault((relation, key), []).append(subject)

    # What a ledger does when it records.

    def add(self, event: Event | UnknownEvent, at: Position) -> None:
        """Fold an event in and extend the chains that it joins."""
        if isinstance(event, Event):
            fold(event, at, self)
        event_ms = instant_ms(event.event_time)
        for link in event.subjects:
            chain = self.chains.setdefault(link.subject, Chain())
            extend_chain(chain, link.lane, at.digest, event_ms)
            if link.lane == "main":
                self.mains[link.subject, chain.seq] = at.digest
        extend_chain(self.chains.setdefault(event.actor, Chain()), "acted", at.digest, event_ms)
        self.event_ids[event.event_id] = at.index
        self.digests.append(at.digest)

    def place(self, state: State, subject: str, *, at_ms: int = 0) -> None:
        """Put a state there as if its first main statement stood in the log."""
        digest = sha256(subject.encode()).digest()
        self.states[subject] = state
        chain = self.chains[subject] = Chain()
        extend_chain(chain, "main", digest, at_ms)
        self.mains[subject, 0] = digest

    def _get(self, name: str, sort: type[S]) -> S | None:
        state = self.states.get(name)
        return state if isinstance(state, sort) else None

    def _edit(self, name: str, sort: type[S]) -> S:
        state = self._get(name, sort)
        if state is None:
            raise BrokenError(f"{name} is no {sort.__name__} here")
        return state


def _root(hashes: list[bytes]) -> bytes:
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\x01" + _root(hashes[:half]) + _root(hashes[half:])).digest()


def fake_public(name: str, alg: str = "Ed25519") -> str:
    """Give the text of a public key that nobody holds, always the same for a name."""
    raw = sha256(name.encode()).digest() if alg == "Ed25519" else sha512(name.encode()).digest()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def fake_kid(name: str, alg: str = "Ed25519") -> str:
    """Give the thumbprint of :func:`fake_public`."""
    return thumbprint_of(alg, fake_public(name, alg))


def fake_proof(alg: str, public: str, audience: str, party: str, role: str) -> str:
    """Give what :class:`FakeProofs` takes for a proof of possession."""
    text = "\n".join((alg, public, audience, party, role))
    return urlsafe_b64encode(sha512(text.encode()).digest()).rstrip(b"=").decode()


class FakeProofs:
    """A proof checker that knows no cryptography but is as strict about what is proven."""

    def proof_holds(
        self, alg: str, public: str, proof: str, audience: str, party: str, role: str
    ) -> bool:
        return proof == fake_proof(alg, public, audience, party, role)


def key_name(party: str, role: str) -> str:
    """Give the name from which a party's key is made."""
    return f"{party} {role}"


def key_card(party: str, role: str, audience: str, alg: str = "Ed25519") -> dict[str, str]:
    """Write a key with its proof as an event carries it."""
    public = fake_public(key_name(party, role), alg)
    proof = fake_proof(alg, public, audience, party, role.split(":")[0])
    return {"role": role.split(":")[0], "alg": alg, "public": public, "proof": proof}
