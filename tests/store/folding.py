"""Statements that are made up, and what folding them gives: the smallest ledger there can be.

A statement here is JSON with an id, an actor and links. Everything that a store keeps follows from
the statements alone, as it does in the real thing, so a test can fold a log again and compare.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from batterypass.domain.fold import extend_chain
from batterypass.domain.states import Chain
from batterypass.errors import BrokenError
from batterypass.ports import (
    LANES,
    Batch,
    Difference,
    HeadsPlace,
    LedgerStore,
    Link,
    Pointer,
    ScratchStore,
    SubjectRow,
)
from batterypass.tlog.tree import Frontier

START_MS = 1_790_000_000_000


class Reader(HeadsPlace, Protocol):
    """What folding reads."""

    def node(self, level: int, number: int) -> bytes:
        """Give a node."""


def event_id(name: str) -> str:
    """Make an event id."""
    return str(UUID(bytes=sha256(name.encode()).digest()[:16]))


def statement(
    name: str,
    subject: str = "https://maker.example/p/1",
    *more: str,
    lane: str = "main",
    actor: str = "https://maker.example",
    pointers: Sequence[tuple[str, str]] = (),
    padding: int = 0,
    seals: bool = False,
) -> bytes:
    """Make a statement that changes one subject or more; one that ``seals`` commits to the heads."""
    fields: dict[str, Any] = {"id": event_id(name), "actor": actor, "lane": lane}
    fields["subjects"] = [subject, *more]
    if pointers:
        fields["pointers"] = list(pointers)
    if padding:
        fields["padding"] = "x" * padding
    if seals:
        fields["seals"] = True
    return json.dumps(fields, ensure_ascii=False).encode()


def numbered(count: int, start: int = 0, seals: Collection[int] = ()) -> list[bytes]:
    """Make statements that differ in subject, lane, actor and look-ups; some commit to the heads."""
    made = []
    for number in range(start, start + count):
        pack = f"https://maker.example/p/{number // 3}"
        fresh = number % 3 == 0
        made.append(
            statement(
                f"statement {number}",
                pack,
                *([f"https://maker.example#consignment/{number}"] if number % 5 == 4 else []),
                lane="record" if number % 3 == 2 else "main",
                actor=f"https://actor{number % 4}.example",
                pointers=[("serial", f"S{number:05d}"), ("printed", f"P{number % 7}")]
                if fresh
                else [],
                seals=number in seals,
            )
        )
    return made


def letter_of(subject: str) -> str:
    """Give the letter of a made-up subject."""
    if "#consignment/" in subject:
        return "C"
    return "I" if "/p/" in subject else "P"


def fold(reader: Reader, first: int, statements: Sequence[bytes]) -> Batch:
    """Make the batch that adds these statements to what a store has."""
    frontier = Frontier.load(first, reader.node)
    batch = Batch(first, statements=list(statements))
    rows: dict[str, SubjectRow] = {}

    def row_of(name: str) -> SubjectRow:
        if name not in rows:
            stored = reader.subject(name)
            rows[name] = stored or SubjectRow(name, letter_of(name), b"", Chain())
        return rows[name]

    for entry, raw in enumerate(statements, first):
        fields = json.loads(raw)
        if fields.get("seals"):
            changed = [(name, row.chain) for name, row in rows.items()]
            reader.seal_heads(entry, [*reader.subject_heads(), *changed])
        digest = sha256(raw).digest()
        batch.digests.append(digest)
        batch.event_ids.append(fields["id"])
        frontier.append(sha256(b"\x00" + raw).digest())
        for name in fields["subjects"]:
            row = row_of(name)
            extend_chain(row.chain, fields["lane"], digest, START_MS + entry)
            row.state = json.dumps({"item": name, "last": entry}).encode()
            batch.links.append(Link(name, LANES[fields["lane"]], max(row.chain.seq, 0), entry))
        extend_chain(row_of(fields["actor"]).chain, "acted", digest, START_MS + entry)
        for relation, key in fields.get("pointers", []):
            batch.pointers.append(Pointer(relation, key, fields["subjects"][0]))
    batch.subjects = list(rows.values())
    batch.nodes = frontier.take_completed()
    batch.note = note_of(frontier)
    return batch


def note_of(frontier: Frontier) -> bytes:
    """Make what stands for a signed checkpoint."""
    return b"%d %s" % (frontier.size, frontier.root().hex().encode())


def append(store: LedgerStore, statements: Sequence[bytes]) -> None:
    """Add statements in one batch."""
    with store.writing():
        store.commit(fold(store, store.size(), statements))


def folded_again(store: LedgerStore, at_once: int = 7) -> ScratchStore:
    """Fold the log from its bytes into a scratch store, in batches of another size."""
    scratch = store.scratch()
    size = store.size()
    for start in range(0, size, at_once):
        entries = list(store.statements(start, min(size, start + at_once)))
        assert [index for index, _ in entries] == list(range(start, start + len(entries)))
        scratch.commit(fold(scratch, start, [raw for _, raw in entries]))
    return scratch


def found_differences(store: LedgerStore, limit: int = 1000) -> list[Difference]:
    """Compare the store with its own log."""
    scratch = folded_again(store)
    try:
        return list(store.differences(scratch, limit))
    finally:
        scratch.close()


def is_proven(store: LedgerStore, at_once: int = 7, *, rows_elsewhere: bool = False) -> bool:
    """Fold the log over the store's own tables; tell whether that proves every row of them."""
    mirror = store.mirror(rows_elsewhere=rows_elsewhere)
    try:
        size = store.size()
        for start in range(0, size, at_once):
            statements = [raw for _, raw in store.statements(start, min(size, start + at_once))]
            mirror.expect(start, [json.loads(raw)["id"] for raw in statements])
            batch = fold(mirror, start, statements)
            mirror.commit(batch)
            if mirror.differs or (rows_elsewhere and not store.has_rows_of(batch)):
                return False
        return mirror.is_whole()
    except BrokenError:
        return False
    finally:
        mirror.close()


def audit(store: LedgerStore) -> int:
    """Assert that everything in a store fits together; give its size."""
    size = store.size()
    assert store.check_integrity() == []
    assert found_differences(store) == []
    if size:
        assert store.note() == note_of(Frontier.load(size, store.node))
    newest = [number for number, _, sealed in store.notes() if not sealed]
    assert newest in ([], [size]), "an unsealed checkpoint is only kept as the last one"
    return size


def grouped(statements: Sequence[bytes], sizes: Iterable[int]) -> Iterable[Sequence[bytes]]:
    """Cut statements into groups of these sizes, the rest as one."""
    start = 0
    for size in sizes:
        if start < len(statements):
            yield statements[start : start + size]
        start += size
    if start < len(statements):
        yield statements[start:]
