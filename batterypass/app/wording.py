"""What several documents say in the same way: names of parties, and where values come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Source

if TYPE_CHECKING:
    from batterypass.app.session import Session


def name_of(session: Session, party_id: str) -> str:
    """Give the legal name of a party, or its id where the name is sealed or nobody registered it."""
    party = session.world.party(party_id)
    return party.legal_name if party is not None and party.legal_name else party_id


def source_at(session: Session, size: int, entries: tuple[int, ...]) -> Source:
    """Name the log up to a size as the source of a document."""
    return Source(session.origin, size, session.root_of_size(size).hex(), entries)
