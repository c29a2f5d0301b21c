"""The key grant: the chief's answer to a key request, the signed statement that registers the key.

Where the statement is in the log already, its proof stands beside it. Where it is not (the chief was
without a network as well), what it rests on and the log may lack travels along, so that the newcomer
can build on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import FailFast, Field

from batterypass.domain.base import Count, EventTime, Hex64, PartyId, Record
from batterypass.domain.events import event_of
from batterypass.domain.events.party import KeyAdded
from batterypass.domain.keyprint import thumbprint_of
from batterypass.errors import InputError, MalformedError
from batterypass.evidence.container import INDEX, encode_container
from batterypass.evidence.index import (
    Audience,
    Version,
    demand_each_once,
    encode_index,
    take_index,
)
from batterypass.evidence.members import Members
from batterypass.evidence.refusal import malformed, refusal
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.tlog.proof import LogProof

if TYPE_CHECKING:
    from batterypass.domain.events.party import KeyCard

#: More pending statements than this do not stand before a grant.
MAX_STATEMENTS = 100


class _Index(Record):
    type: Literal["grant"]
    version: Version
    ledger: Audience
    party: PartyId
    made_at: EventTime
    statements: Annotated[list[Hex64], FailFast(), Field(min_length=1, max_length=MAX_STATEMENTS)]
    entry: Count | None = None


@dataclass(frozen=True, slots=True)
class KeyGrant:
    """What a key grant says.

    ``statements`` ends with the one that registers the key; those before it are what it rests on.
    ``proof`` shows that this one is in the log; it is None while the statement is pending.
    """

    ledger: str
    party: str
    made_at: str
    statements: tuple[bytes, ...]
    proof: LogProof | None = None

    @property
    def added(self) -> KeyAdded:
        """Give what the last statement says. Raises MalformedError where it registers no key."""
        statement = parse_statement(self.statements[-1])
        event = event_of(parse_payload(statement.payload))
        if not isinstance(event, KeyAdded):
            raise refusal(MalformedError, "container.no-key-added", found=event.kind)
        if event.party != self.party:
            raise refusal(
                MalformedError, "container.other-party", found=event.party, expected=self.party
            )
        if statement.audience != self.ledger:
            raise MalformedError(f"the statement is for {statement.audience}, not {self.ledger}")
        return event

    @property
    def card(self) -> KeyCard:
        """Give the key that is registered."""
        return self.added.key

    @property
    def kid(self) -> str:
        """Give the thumbprint (hex) of the key that is registered."""
        return thumbprint_of(self.card.alg, self.card.public)

    def encode(self) -> bytes:
        """Write the file; the same grant gives the same bytes."""
        index = _Index(
            type="grant",
            version=1,
            ledger=self.ledger,
            party=self.party,
            made_at=self.made_at,
            statements=[parse_statement(raw).digest.hex() for raw in self.statements],
            entry=None if self.proof is None else self.proof.index,
        )
        members = {INDEX: encode_index(index)}
        for place, raw in enumerate(self.statements):
            members[f"statements/{place}.cose"] = raw
        if self.proof is not None:
            members[f"proofs/{self.proof.index}.tlog-proof"] = self.proof.encode()
        return encode_container(members)

    @classmethod
    def parse(cls, data: bytes, file: str) -> KeyGrant:
        """Read a key grant; ``file`` is what messages call it.

        1. A container. 2. Its index. 3. A statement for each digest; none twice. 4. The last one is
        a ``party.key-added`` of this ledger about this party. 5. Where the index names an entry, its
        proof, and of that entry. 6. Nothing else. Raises MalformedError that names the member.

        The caller still owes: that the ledger is his and the key too; the checkpoint in the proof
        and the way to it, or the judgement of each statement
        (:func:`batterypass.app.people.accept_grant`).
        """
        # 1
        members = Members(data, file)
        # 2
        index = take_index(members, "grant", _Index)
        # 3
        demand_each_once(file, index.statements)
        statements = tuple(
            members.take(f"statements/{place}.cose", digest)
            for place, digest in enumerate(index.statements)
        )
        # 5
        proof = None
        if index.entry is not None:
            member = f"proofs/{index.entry}.tlog-proof"
            proof = _read_proof(file, member, members.take(member), index.entry)
        grant = cls(index.ledger, index.party, index.made_at, statements, proof)
        # 4
        last = f"statements/{len(statements) - 1}.cose"
        try:
            _ = grant.kid
        except MalformedError as error:
            raise malformed("container.member", file=file, member=last, why=error) from error
        # 6
        members.finish()
        return grant


def _read_proof(file: str, member: str, raw: bytes, entry: int) -> LogProof:
    try:
        proof = LogProof.parse(raw)
        if proof.index != entry:
            raise refusal(MalformedError, "container.of-entry", found=proof.index)
        if proof.extra:
            raise refusal(MalformedError, "container.extra-data")
    except (MalformedError, InputError) as error:
        raise malformed("container.member", file=file, member=member, why=error) from error
    return proof
