"""The bundle file: statements with everything that a stranger needs to judge them (decision 33).

Every statement has its proof of inclusion under one checkpoint. Every subject of which the file says
that it is whole, or absent, has the proof of its heads at that checkpoint. Layout: ``bytes.md`` 10;
``docs/formats/bundle.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.domain.events.common import Seen
from batterypass.domain.ids import ledger_subject
from batterypass.errors import InputError, MalformedError
from batterypass.evidence.bundle_index import (
    MAX_ENTRIES,
    BundleIndex,
    BundleLine,
    Scope,
    ScopeOf,
    SealedLine,
)
from batterypass.evidence.container import CHECKPOINT, INDEX, encode_container
from batterypass.evidence.directory_file import OF_ANOTHER, check_note
from batterypass.evidence.index import encode_index, take_index
from batterypass.evidence.members import Members
from batterypass.evidence.old_root import OldRoot
from batterypass.evidence.refusal import malformed, refusal
from batterypass.texts.bilingual import Text
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.heads import HeadProof
from batterypass.tlog.note import parse_note
from batterypass.tlog.proof import parse_proofs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TYPE: Final = "bundle"

__all__ = ["BundleFile", "BundleLine", "OldRoot", "Scope", "ScopeOf"]


@dataclass(frozen=True, slots=True)
class BundleFile:
    """What a bundle says: ``ledger`` is the ``aud``, ``checkpoint`` a signed note.

    ``statements`` and ``paths`` (the inclusion proofs, none in a bundle of the whole log) are by
    entry, ascending from 0; ``heads`` by subject: the ledger, and each that is ``whole`` or ``absent``.
    """

    ledger: str
    checkpoint: bytes
    scope: Scope
    lines: tuple[BundleLine, ...]
    statements: Mapping[int, bytes]
    proofs: Mapping[int, bytes]
    paths: Mapping[int, tuple[bytes, ...]]
    whole: frozenset[str]
    absent: frozenset[str]
    heads: Mapping[str, HeadProof]
    consistency: tuple[OldRoot, ...]
    content: Mapping[str, bytes]
    reader: str = ""
    sections: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Give the origin of the log."""
        return self.ledger.rpartition("#")[0]

    @property
    def is_whole_log(self) -> bool:
        """Tell whether it says that it has every entry."""
        return self.scope.of == "all"

    def tip(self) -> Checkpoint:
        """Give what the checkpoint says; its signature is not verified here."""
        return Checkpoint.parse(parse_note(self.checkpoint).text)

    def encode(self) -> bytes:
        """Write the file. Raises InputError where it would be larger than a container may be."""
        tip = self.tip()
        count = len(self.statements) + len(self.proofs)
        if count > MAX_ENTRIES:
            raise refusal(InputError, "bundle.too-many", count=len(self.statements))
        index = BundleIndex(
            type="bundle",
            version=1,
            ledger=self.ledger,
            checkpoint=Seen(size=tip.size, root=tip.root.hex()),
            scope=self.scope,
            reader=self.reader or None,
            entries=list(self.lines),
            whole=sorted(self.whole),
            absent=sorted(self.absent),
            consistency=[one.size for one in self.consistency],
            content=sorted(self.content),
            sections=[
                SealedLine.model_validate({"event_id": event_id, "point": point})
                for event_id, point in sorted(self.sections)
            ],
            files=sorted(self.files),
        )
        members = {INDEX: encode_index(index), CHECKPOINT: self.checkpoint}
        members |= {f"statements/{entry}.cose": raw for entry, raw in self.statements.items()}
        members |= {f"proofs/{entry}.tlog-proof": raw for entry, raw in self.proofs.items()}
        members |= {_heads_member(name): proof.encode() for name, proof in self.heads.items()}
        members |= {f"consistency/{one.size}": one.encode() for one in self.consistency}
        members |= {f"content/{digest}": body for digest, body in self.content.items()}
        members |= {
            f"sections/{event_id}.{point}.cbor": body
            for (event_id, point), body in self.sections.items()
        }
        members |= {f"files/{digest}": body for digest, body in self.files.items()}
        return encode_container(members)

    @classmethod
    def parse(cls, data: bytes, file: str, *, shown: bool = False) -> BundleFile:
        """Read a bundle; ``file`` is what messages call it.

        ``shown`` says that container, digests and proofs of inclusion are looked at elsewhere
        (:mod:`batterypass.evidence.bundle_bytes`), and that what is read here is dropped unless all
        of it is sound: then they are passed over here, and ``paths`` and those of old roots stay empty.

        1. A container. 2. Its index: what is listed ascends, entries from 0 and below the checkpoint.
        3. The checkpoint is a note of this ledger with the size and the root of the index. 4. A
        statement for each entry, with its digest. 5. A proof for each, of that entry and under that
        very note; none in a bundle of the whole log. 6. Heads for the ledger and each subject that
        is whole or absent. 7. Old roots, content, sections and attachments that the index names. 8. Nothing else.
        Raises MalformedError that names the member.

        The caller still owes everything that a log shows: signatures, proofs, heads, chains and
        rules (:mod:`batterypass.app.bundle_check`).
        """
        # 1
        members = Members(data, file, shown=shown)
        # 2
        index = take_index(members, TYPE, BundleIndex)
        # 3
        checkpoint = members.take(CHECKPOINT)
        check_note(file, checkpoint, index.ledger, index.checkpoint)
        # 4
        statements = {
            line.entry: members.take(f"statements/{line.entry}.cose", line.digest)
            for line in index.entries
        }
        # 5
        proofs = {
            entry: members.take(f"proofs/{entry}.tlog-proof")
            for entry in (statements if index.scope.of != "all" else ())
        }
        paths = {}
        for entry, path in parse_proofs(() if shown else proofs.items(), checkpoint):
            if path is None:
                raise _wrong(file, f"proofs/{entry}.tlog-proof", OF_ANOTHER)
            paths[entry] = path
        # 6
        names = (*index.whole, *index.absent)
        if index.scope.of != "all":
            names = (ledger_subject(index.ledger.rpartition("#")[0]), *names)
        heads = {name: _take_heads(members, name) for name in names}
        # 7
        read = OldRoot.claimed if shown else OldRoot.parse
        consistency = tuple(_take_old(members, size, read) for size in index.consistency)
        content = {one: members.take(f"content/{one}", one) for one in index.content}
        sections: dict[tuple[str, str], bytes] = {
            (one.event_id, one.point): members.take(f"sections/{one.event_id}.{one.point}.cbor")
            for one in index.sections
        }
        files = {one: members.take(f"files/{one}", one) for one in index.files}
        # 8
        members.finish()
        return cls(
            index.ledger, checkpoint, index.scope, tuple(index.entries), statements, proofs, paths,
            frozenset(index.whole), frozenset(index.absent), heads, consistency, content,
            index.reader or "", sections, files,
        )  # fmt: skip


def _heads_member(subject: str) -> str:
    return f"heads/{sha256(subject.encode()).hexdigest()}.cbor"


def _take_heads(members: Members, subject: str) -> HeadProof:
    member = _heads_member(subject)
    try:
        return HeadProof.decode(members.take(member))
    except MalformedError as error:
        if (error.code or "").startswith("container."):
            raise
        raise _wrong(members.file, member, error) from error


def _take_old(members: Members, size: int, read: Callable[[bytes], OldRoot]) -> OldRoot:
    member = f"consistency/{size}"
    try:
        old = read(members.take(member))
    except MalformedError as error:
        if (error.code or "").startswith("container."):
            raise
        raise _wrong(members.file, member, error) from error
    if old.size != size:
        raise _wrong(members.file, member, Text(f"of size {old.size}", f"de tamaño {old.size}"))
    return old


def _wrong(file: str, member: str, why: MalformedError | Text) -> MalformedError:
    return malformed("container.member", file=file, member=member, why=why)
