"""The disclosure file: what one reader may see of one passport, with everything that proves it.

It carries every entry of the item, the entries of the parties that signed them, a proof for each
under one checkpoint, and of the sealed sections those that the reader may see and no other
(``design/bytes.md`` 8 and 10). So it is verified without the ledger, and it cannot tell more than it
should.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import FailFast, Field, model_validator

from batterypass.domain.base import ItemUrl, PassportUrl, Record, Uuid
from batterypass.domain.events.common import Seen
from batterypass.domain.vocabulary import Point
from batterypass.evidence.container import CHECKPOINT, INDEX, encode_container
from batterypass.evidence.directory_file import (
    MAX_ENTRIES,
    DirectoryFile,
    Line,
    check_note,
    take_proofs,
)
from batterypass.evidence.index import Audience, Version, encode_index, take_index
from batterypass.evidence.members import Members
from batterypass.regulations.passport_readers import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPE: Final = "disclosure"


class _Sealed(Record):
    event_id: Uuid
    point: Point


class _Index(Record):
    type: Literal["disclosure"]
    version: Version
    ledger: Audience
    checkpoint: Seen
    item: ItemUrl
    passport: PassportUrl
    reader: Reader
    entries: Annotated[list[Line], FailFast(), Field(min_length=1, max_length=MAX_ENTRIES)]
    sections: Annotated[list[_Sealed], FailFast(), Field(max_length=MAX_ENTRIES)]

    @model_validator(mode="after")
    def _is_of_one_log(self) -> Self:
        numbers = [line.entry for line in self.entries]
        if numbers[0] != 0 or any(a >= b for a, b in pairwise(numbers)):
            raise ValueError("entries must ascend from entry 0")
        if numbers[-1] >= self.checkpoint.size:
            raise ValueError(f"entry {numbers[-1]} is beyond the checkpoint")
        named = [(one.event_id, one.point) for one in self.sections]
        if any(a >= b for a, b in pairwise(named)):
            raise ValueError("sections must ascend, each named once")
        return self


@dataclass(frozen=True, slots=True)
class DisclosureFile:
    """What a disclosure says: ``log`` has the entries with their proofs, ``sections`` what is open."""

    log: DirectoryFile
    item: str
    passport: str
    reader: Reader
    sections: Mapping[tuple[str, Point], bytes]

    def encode(self) -> bytes:
        """Write the file. Raises InputError where it would be larger than a container may be."""
        index = _Index(
            type="disclosure",
            version=1,
            ledger=self.log.ledger,
            checkpoint=self.log.seen(),
            item=self.item,
            passport=self.passport,
            reader=self.reader,
            entries=self.log.lines(),
            sections=[_Sealed(event_id=one, point=point) for one, point in sorted(self.sections)],
        )
        members = {INDEX: encode_index(index), **self.log.members()}
        members |= {
            f"sections/{event_id}.{point}.cbor": body
            for (event_id, point), body in self.sections.items()
        }
        return encode_container(members)

    @classmethod
    def parse(cls, data: bytes, file: str) -> DisclosureFile:
        """Read a disclosure file; ``file`` is what messages call it.

        1. A container. 2. Its index: entries ascend from 0 and are below the checkpoint. 3. The
        checkpoint is a note of this ledger with the size and the root of the index. 4. A statement
        for each entry, with its digest. 5. A proof for each, of that entry and under that very note.
        6. The sections that the index names. 7. Nothing else. Raises MalformedError naming the member.

        The caller still owes: the signature of the checkpoint, the proofs, every signature, and that
        each section is the one that a statement names.
        """
        # 1
        members = Members(data, file)
        # 2
        index = take_index(members, TYPE, _Index)
        # 3
        checkpoint = members.take(CHECKPOINT)
        check_note(file, checkpoint, index.ledger, index.checkpoint)
        # 4
        statements = {
            line.entry: members.take(f"statements/{line.entry}.cose", line.digest)
            for line in index.entries
        }
        # 5
        proofs = dict(take_proofs(members, statements, checkpoint))
        # 6
        sections = {
            (one.event_id, one.point): members.take(f"sections/{one.event_id}.{one.point}.cbor")
            for one in index.sections
        }
        # 7
        members.finish()
        log = DirectoryFile(index.ledger, checkpoint, statements, proofs)
        return cls(log, index.item, index.passport, index.reader, sections)
