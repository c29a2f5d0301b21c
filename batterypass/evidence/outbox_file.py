"""The outbox file: what a site signed and carries to the operator, or to a partner.

It holds whatever its statements rest on and the log may not have yet, a partner's statements
included, so that two sites' files may arrive in any order. Nothing in it is trusted before each
statement is judged; what is checked here is that the file is whole and says what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import FailFast, Field

from batterypass.domain.base import EventTime, Hex64, PartyId, Record
from batterypass.domain.events.common import Seen
from batterypass.errors import MalformedError
from batterypass.evidence.container import INDEX, encode_container
from batterypass.evidence.index import (
    Audience,
    Version,
    demand_each_once,
    encode_index,
    take_index,
)
from batterypass.evidence.members import Members
from batterypass.evidence.order import in_order
from batterypass.ports import Section
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: More go into several files.
MAX_STATEMENTS: Final = 20_000


class _Line(Record):
    digest: Hex64
    taken: Annotated[int, Field(ge=0, le=1)]


class _Index(Record):
    type: Literal["outbox"]
    version: Version
    ledger: Audience
    party: PartyId
    made_at: EventTime
    seen: Seen
    statements: Annotated[list[_Line], FailFast(), Field(min_length=1, max_length=MAX_STATEMENTS)]


@dataclass(frozen=True, slots=True)
class Carried:
    """A statement in the file; ``taken`` if it came to the sender in another's file."""

    statement: bytes
    taken: bool = False

    @property
    def digest(self) -> bytes:
        """Give the statement digest."""
        return sha256(self.statement).digest()


@dataclass(frozen=True, slots=True)
class OutboxFile:
    """What an outbox file says: ``ledger`` is the ``aud`` of its statements, ``party`` who sends it.

    ``seen`` is the checkpoint up to which the sender knows the log. ``files`` are attachments by
    their digest (hex).
    """

    ledger: str
    party: str
    made_at: str
    seen: Seen
    statements: tuple[Carried, ...]
    sections: tuple[Section, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    def in_order(self) -> list[int]:
        """List the positions of the statements so that each comes after what it rests on."""
        return in_order([one.statement for one in self.statements])

    def encode(self) -> bytes:
        """Write the file. Raises InputError where it would be larger than a container may be."""
        index = _Index(
            type="outbox",
            version=1,
            ledger=self.ledger,
            party=self.party,
            made_at=self.made_at,
            seen=self.seen,
            statements=[
                _Line(digest=one.digest.hex(), taken=int(one.taken)) for one in self.statements
            ],
        )
        members = {INDEX: encode_index(index)}
        for place, one in enumerate(self.statements):
            members[f"statements/{place}.cose"] = one.statement
        for section in self.sections:
            members[f"sections/{section.event_id}.{section.point}.cbor"] = section.body
        for digest, body in self.files.items():
            members[f"files/{digest}"] = body
        return encode_container(members)

    @classmethod
    def parse(cls, data: bytes, file: str) -> OutboxFile:
        """Read an outbox file; ``file`` is what messages call it.

        1. A container. 2. Its index. 3. A statement for each line, with its digest; none twice.
        4. Sections and attachments that a statement names, with the digest that it names.
        5. Nothing else. Raises MalformedError that names the member. The caller still owes: that
        the ledger is his, and the judgement of each statement.
        """
        # 1
        members = Members(data, file)
        # 2
        index = take_index(members, "outbox", _Index)
        # 3
        demand_each_once(file, [line.digest for line in index.statements])
        carried = tuple(
            Carried(members.take(f"statements/{place}.cose", line.digest), bool(line.taken))
            for place, line in enumerate(index.statements)
        )
        # 4
        named = _named_by(carried) if members.named("sections") or members.named("files") else {}
        sections = _take_sections(members, named)
        files = {
            digest: members.take(f"files/{digest}", digest)
            for digest in members.named("files")
            if f"files/{digest}" in named
        }
        # 5
        members.finish()
        return cls(index.ledger, index.party, index.made_at, index.seen, carried, sections, files)


def _named_by(carried: Sequence[Carried]) -> dict[str, set[str]]:
    """Give the sections and attachments that statements name: member -> digests (hex).

    An event that two people signed at once has two sections of one name; either may be here.
    """
    named: dict[str, set[str]] = {}
    for one in carried:
        try:
            payload = parse_payload(parse_statement(one.statement).payload)
        except MalformedError:
            # It will be refused by itself, and what it may have named with it.
            continue
        sealed, documents = payload.get("sealed"), payload.get("documents")
        for point, digest in sealed.items() if isinstance(sealed, dict) else ():
            member = f"sections/{payload.get('event_id')}.{point}.cbor"
            named.setdefault(member, set()).add(str(digest))
        for document in documents if isinstance(documents, list) else ():
            if isinstance(document, dict):
                named.setdefault(f"files/{document.get('digest')}", set())
    return named


def _take_sections(members: Members, named: Mapping[str, set[str]]) -> tuple[Section, ...]:
    sections = []
    for name in members.named("sections"):
        member = f"sections/{name}"
        if member in named:
            event_id, point, _ = name.split(".")
            body = members.take(member, *named[member])
            sections.append(Section(event_id, point, body))
    return tuple(sections)
