"""Small files that travel between a site and its operator, made from fixed keys and times.

A log of five entries: the site had seen two of them; entry 2 is somebody else's, entry 3 is the
site's, entry 4 keeps a checkpoint. The site's second statement came too late.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import pytest

from batterypass.domain.events.common import Seen
from batterypass.domain.events.item import MEASURED_POINT
from batterypass.errors import MalformedError
from batterypass.evidence.answer_file import AnswerFile, Consistency
from batterypass.evidence.answer_index import Answered
from batterypass.evidence.directory_file import DirectoryFile
from batterypass.evidence.disclosure_file import DisclosureFile
from batterypass.evidence.outbox_file import Carried, OutboxFile
from batterypass.ports import Section
from batterypass.rules.base import Finding
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.notekeys import NoteSigner
from batterypass.statements.payload import encode_payload
from batterypass.statements.sealed import seal
from batterypass.texts.bilingual import filled
from batterypass.texts.messages import MESSAGES
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import consistency_path, inclusion_path, root_at
from statements.make_examples import AUDIENCE, ORIGIN, PACK, PARTY, key_of
from tlog.support import StoredTree

MADE_AT = "2026-11-23T17:40:00-06:00"
PHOTO = b"\xff\xd8 a photograph"
TABLE = b"code,value\nA,1\n"
SEEN_SIZE, SIZE = 2, 5


def event_id(key: str) -> str:
    return derive_event_id(AUDIENCE, PARTY, "item.assessed", ["request", key])


def statement(key: str, *links: tuple[str, str, int, str | None], **fields: Any) -> bytes:
    """Sign an event with these links: subject, lane, seq and prev. Only its form is right."""
    payload = encode_payload(
        {
            "event_id": event_id(key),
            "kind": "item.assessed",
            "version": 1,
            "event_time": "2026-11-23T08:12:00-06:00",
            "actor": PARTY,
            "subjects": [
                {"subject": subject, "lane": lane, "seq": seq, "prev": prev}
                for subject, lane, seq, prev in links
            ],
            **fields,
        }
    )
    return sign_statement(payload, key_of(64), issuer=PARTY, subject=links[0][0], audience=AUDIENCE)


def digest_of(raw: bytes) -> str:
    return parse_statement(raw).digest.hex()


@dataclass(frozen=True)
class Travelled:
    """An outbox file and the answer to it."""

    outbox: OutboxFile
    answer: AnswerFile
    log: StoredTree
    log_entries: tuple[bytes, ...]


@cache
def travelled() -> Travelled:
    section, sealed = seal(bytes(range(32)), event_id("one"), "commercial", {"price": "75000.00"})
    one = statement(
        "one",
        (PACK, "main", 1, "ab" * 32),
        documents=[
            {
                "digest": sha256(PHOTO).hexdigest(),
                "media_type": "image/jpeg",
                "bytes": len(PHOTO),
            }
        ],
        sealed={"commercial": sealed},
    )
    two = statement("two", (PACK, "main", 2, digest_of(one)))
    others = [statement(f"other {n}", (f"{PACK}-{n}", "main", 0, None)) for n in range(4)]
    entries = [*others[:3], one, others[3]]
    tree = StoredTree()
    tree.grow(leaf_hash(raw) for raw in entries)
    note = note_of(tree, SIZE)
    outbox = OutboxFile(
        AUDIENCE,
        PARTY,
        MADE_AT,
        Seen(size=SEEN_SIZE, root=root_at(SEEN_SIZE, tree.read).hex()),
        (Carried(one), Carried(two, taken=True)),
        (Section(event_id("one"), "commercial", section),),
        {sha256(PHOTO).hexdigest(): PHOTO},
    )
    values = {"expected": "5:16b3…", "found": "2:ab12…"}
    answer = AnswerFile(
        AUDIENCE,
        "2026-11-23T18:05:00-06:00",
        sha256(outbox.encode()).digest(),
        note,
        (
            Answered(
                sha256(one).digest(),
                "recorded",
                3,
                (Finding("BP-Z001", "compliance", PACK, {"ahead": "2 d"}, 3, "signed_offline"),),
            ),
            Answered(
                sha256(two).digest(),
                "stale",
                findings=(Finding("BP-L001", "integrity", PACK, values),),
                head=4,
            ),
        ),
        proofs={3: LogProof(3, tuple(inclusion_path(3, SIZE, tree.read)), note).encode()},
        statements=dict(list(enumerate(entries))[SEEN_SIZE:]),
        consistency=Consistency(SEEN_SIZE, tuple(consistency_path(SEEN_SIZE, SIZE, tree.read))),
        log=range(SEEN_SIZE, SIZE),
        notes={4: note_of(tree, 4)},
        contents={sha256(TABLE).hexdigest(): TABLE},
        files={sha256(b"a scan").hexdigest(): b"a scan"},
    )
    return Travelled(outbox, answer, tree, tuple(entries))


@cache
def disclosure() -> DisclosureFile:
    """Give a disclosure of the same entries with one section. Only its form is right."""
    event_id = "00000000-0000-8000-8000-000000000001"
    body = seal(bytes(32), event_id, MEASURED_POINT, {"soh_percent": "81.5"})[0]
    item = "https://id.maker.example/01/09521234560104/21/MX7K-000123"
    return DisclosureFile(
        directory(), item, f"{item}/passport", "legitimate_interest",
        {(event_id, MEASURED_POINT): body},
    )  # fmt: skip


@cache
def directory() -> DirectoryFile:
    """Give a directory file of three entries of the log. Only its form is right."""
    made = travelled()
    entries = {0: made.log_entries[0], 2: made.log_entries[2], 4: made.log_entries[4]}
    note = note_of(made.log, SIZE)
    proofs = {
        entry: LogProof(entry, tuple(inclusion_path(entry, SIZE, made.log.read)), note).encode()
        for entry in entries
    }
    return DirectoryFile(AUDIENCE, note, entries, proofs)


def note_of(tree: StoredTree, size: int) -> bytes:
    signer = NoteSigner(ORIGIN, key_of(0))
    return sign_checkpoint(Checkpoint(ORIGIN, size, root_at(size, tree.read)), [signer])


def refused(code: str, read: Callable[[bytes, str], object], data: bytes) -> MalformedError:
    """Read a file that must be refused for one reason, and said so in both languages."""
    with pytest.raises(MalformedError) as caught:
        read(data, "E.bpz")
    error = caught.value
    assert error.code == code, error
    text = MESSAGES[code]
    assert str(error) == filled(text.en, error.values)
    assert "E.bpz" in filled(text.es, error.values)
    return error
