"""The key request: what a newcomer hands to the chief, so that his key is registered. No secrets.

The key itself was made on the newcomer's machine and stays there. The proof of possession in the card
binds it to this ledger, this party and this role.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

from pydantic import model_validator

from batterypass.domain.base import EventTime, PartyId, Record
from batterypass.domain.events.party import KeyCard
from batterypass.domain.keyprint import thumbprint_of
from batterypass.evidence.container import INDEX, encode_container
from batterypass.evidence.index import Audience, Version, encode_index, take_index
from batterypass.evidence.members import Members

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Index(Record):
    type: Literal["request"]
    version: Version
    ledger: Audience
    party: PartyId
    made_at: EventTime
    card: KeyCard

    @model_validator(mode="after")
    def _asks_as_somebody_and_for_no_end(self) -> Self:
        if self.card.holder is None:
            raise ValueError("the card names no holder")
        if self.card.until is not None:
            raise ValueError("who grants the key says until when, not who asks for it")
        return self


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """What a key request says: ``ledger`` is the ``aud``, ``card`` the public key with its proof."""

    ledger: str
    party: str
    made_at: str
    card: KeyCard

    @property
    def kid(self) -> str:
        """Give the thumbprint (hex) of the key."""
        return thumbprint_of(self.card.alg, self.card.public)

    def encode(self) -> bytes:
        """Write the file; the same request gives the same bytes."""
        index = _Index(
            type="request",
            version=1,
            ledger=self.ledger,
            party=self.party,
            made_at=self.made_at,
            card=self.card,
        )
        return encode_container({INDEX: encode_index(index)})

    @classmethod
    def parse(cls, data: bytes, file: str) -> KeyRequest:
        """Read a key request; ``file`` is what messages call it.

        1. A container. 2. Its index. 3. Nothing else. Raises MalformedError that names the member.
        The caller still owes: that the ledger is his, that the party is in it, and the proof of
        possession (:func:`batterypass.app.people.check_request`).
        """
        # 1
        members = Members(data, file)
        # 2
        index = take_index(members, "request", _Index)
        # 3
        members.finish()
        return cls(index.ledger, index.party, index.made_at, index.card)


def form_of(card: KeyCard, until: str) -> Mapping[str, str]:
    """Give the key as ``party.key-added`` carries it, with its last day where one is given."""
    fields: dict[str, str] = card.model_dump(exclude_none=True)
    return {**fields, "until": until} if until else fields
