"""A ledger store in dictionaries: it shows that the contract is about the port, not about SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from uuid import UUID

from batterypass.domain.states import Chain
from batterypass.domain.world import RELATIONS
from batterypass.errors import BrokenError, ConflictError, FailedError, InputError
from batterypass.ports import (
    LANE_MAIN,
    NO_ROW,
    Batch,
    Content,
    Difference,
    Link,
    Pointer,
    ScratchStore,
    Section,
    SubjectRow,
)
from batterypass.texts.bilingual import Text
from batterypass.tlog.heads import Leaf, rows_above
from batterypass.tlog.tree import Node, nodes_in
from tlog.heads_support import WholeTree


@dataclass
class Derived:
    """What folding gives."""

    digests: dict[int, bytes] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    subjects: dict[str, SubjectRow] = field(default_factory=dict)
    links: set[Link] = field(default_factory=set)
    pointers: set[Pointer] = field(default_factory=set)
    #: Heads of every subject at each seal, by its size.
    seals: dict[int, dict[str, dict[str, tuple[int, bytes]]]] = field(default_factory=dict)

    def add(self, batch: Batch) -> None:
        if len(batch.digests) != len(batch.event_ids):
            raise InputError("a batch needs a digest and an event id for each entry")
        if [entry for entry, _ in batch.nodes] != list(
            range(batch.first, batch.first + len(batch.digests))
        ):
            raise InputError("a batch needs a leaf for each entry")
        for entry, (digest, event_id) in enumerate(
            zip(batch.digests, batch.event_ids, strict=True), batch.first
        ):
            self.digests[entry] = digest
            if event_id:
                _uuid(event_id)
                self.events.setdefault(event_id, entry)
        self.nodes.update(
            {(level, number): value for level, number, value in nodes_in(batch.nodes)}
        )
        self.subjects.update({row.name: deepcopy(row) for row in batch.subjects})
        named = {row.subject for row in batch.links} | {row.subject for row in batch.pointers}
        if missing := named - self.subjects.keys():
            raise InputError(f"no subject {missing}")
        for pointer in batch.pointers:
            _relation(pointer.relation)
        self.links.update(batch.links)
        self.pointers.update(batch.pointers)

    def tables(self) -> dict[str, dict[str, str]]:
        """Give every row as a key and a value in words."""
        return {
            "digests": {f"~row-entry {n}": value.hex() for n, value in self.digests.items()},
            "events": {key: f"~row-entry {n}" for key, n in self.events.items()},
            "nodes": {
                f"~row-level {a}, ~row-node {b}": value.hex()
                for (a, b), value in self.nodes.items()
            },
            "subjects": {name: repr(row) for name, row in self.subjects.items()},
            "links": {f"{row}": "there" for row in self.links},
            "pointers": {f"{row}": "there" for row in self.pointers},
            "heads": {
                f"at {size}": f"{sorted(heads.items())}" for size, heads in self.seals.items()
            },
        }


@dataclass
class Kept:
    """What nothing else gives again."""

    entries: list[bytes] = field(default_factory=list)
    notes: dict[int, tuple[bytes, bool]] = field(default_factory=dict)
    sections: dict[tuple[str, str], bytes] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)

    def add(self, batch: Batch, *, more: bool = False) -> None:
        if len(batch.statements) != len(batch.digests):
            raise InputError("a batch needs a digest for each statement")
        if ((batch.statements and not more) or batch.kept_notes) and not batch.note:
            raise InputError("a batch with entries needs its checkpoint")
        self.entries.extend(batch.statements)
        if batch.note:
            size = len(self.entries)
            sealed = batch.seal or self.notes.get(size, (b"", False))[1]
            self.notes = {at: kept for at, kept in self.notes.items() if kept[1]}
            self.notes.update({at: (note, True) for at, note in batch.kept_notes})
            sealed = sealed or self.notes.get(size, (b"", False))[1]
            self.notes[size] = (batch.note, sealed)
        for event_id, point, body in batch.sections:
            self.sections[_uuid(event_id), point] = body
        for content in batch.contents:
            if len(content.digest) != 64 or set(content.digest) - set("0123456789abcdef"):
                raise InputError(f"content digest {content.digest!r}")
            self.contents[content.digest] = content


def _uuid(text: str) -> str:
    try:
        fits = str(UUID(text)) == text
    except ValueError:
        fits = False
    if not fits:
        raise InputError(f"event id {text!r}")
    return text


def _relation(relation: str) -> str:
    if relation not in RELATIONS:
        raise InputError(f"relation {relation!r}")
    return relation


class MemoryReader:
    """Look-ups in derived rows."""

    def __init__(self) -> None:
        self.derived = Derived()

    def subject(self, name: str) -> SubjectRow | None:
        return deepcopy(self.derived.subjects.get(name))

    def pointed(self, relation: str, key: str) -> list[str]:
        _relation(relation)
        return sorted(p.subject for p in self.derived.pointers if p[:2] == (relation, key))

    def main_entry(self, subject: str, seq: int) -> int | None:
        wanted = (subject, LANE_MAIN, seq)
        return next((link.entry for link in self.derived.links if link[:3] == wanted), None)

    def entry_of_event(self, event_id: str) -> int | None:
        return self.derived.events.get(event_id)

    def entries_of_events(self, event_ids: Sequence[str]) -> dict[str, int]:
        return {one: self.derived.events[one] for one in event_ids if one in self.derived.events}

    def node(self, level: int, number: int) -> bytes:
        try:
            return self.derived.nodes[level, number]
        except KeyError:
            raise BrokenError(f"node {number} of level {level} is missing") from None

    def seal_heads(self, size: int, rows: Iterable[tuple[str, Chain]]) -> bytes:
        before = self.derived.seals.get(max(self.derived.seals, default=0), {})
        self.derived.seals[size] = {**before, **{name: _heads(chain) for name, chain in rows}}
        return self._tree(size).root()

    def last_sealed(self) -> int:
        return max(self.derived.seals, default=0)

    def sealed_from(self, size: int) -> tuple[int, bytes] | None:
        first = min((one for one in self.derived.seals if one >= size), default=None)
        return None if first is None else (first, self._tree(first).root())

    def subject_heads(self) -> Iterator[tuple[str, Chain]]:
        return ((name, deepcopy(row.chain)) for name, row in self.derived.subjects.items())

    def subjects_counted(self) -> int:
        return len(self.derived.subjects)

    def head_leaves(self, bucket: int, size: int) -> list[Leaf]:
        return self._tree(size).buckets[bucket]

    def head_group(self, height: int, group: int, size: int) -> list[bytes]:
        return rows_above(self._tree(size).hashes)[height][group * 16 : group * 16 + 16]

    def _tree(self, size: int) -> WholeTree:
        return WholeTree(self.derived.seals[size])


def _heads(chain: Chain) -> dict[str, tuple[int, bytes]]:
    heads = {
        "main": (chain.main_count, chain.main_acc),
        "record": (chain.record_count, chain.record_acc),
        "acted": (chain.acted_count, chain.acted_acc),
    }
    return {lane: head for lane, head in heads.items() if head[0]}


class MemoryScratch(MemoryReader):
    """A ``ScratchStore`` in memory."""

    def commit(self, batch: Batch) -> None:
        self.derived.add(batch)

    def close(self) -> None:
        self.derived = Derived()


class MemoryMirror(MemoryScratch):
    """A ``Mirror`` in memory: it knows only at the end, when all is there."""

    def __init__(self, proven: Derived) -> None:
        super().__init__()
        self.differs = False
        self.rows_elsewhere = False
        self._proven = proven

    def expect(self, first: int, event_ids: Sequence[str]) -> None:
        """Nothing is looked up in advance."""

    def is_whole(self) -> bool:
        self.differs = self.derived.tables() != self._proven.tables()
        return not self.differs


class MemoryStore(MemoryReader):
    """A ``LedgerStore`` in memory."""

    has_tables = True

    @contextmanager
    def watching(self) -> Iterator[Callable[[], bool]]:
        before = self.kept
        yield lambda: self.kept != before

    def __init__(self, *, is_replica: bool = False) -> None:
        super().__init__()
        self.is_replica = is_replica
        self.kept = Kept()
        # What there was before a commit with more to come.
        self._before: tuple[Kept, Derived] | None = None
        self._writing = False
        self._readers = 0
        self._closed = False

    def identity(self) -> str:
        return f"memory {id(self)}"

    def size(self) -> int:
        if self._closed:
            raise FailedError("the store is closed")
        return len(self.kept.entries)

    def note(self) -> bytes:
        return self.kept.notes[max(self.kept.notes)][0] if self.kept.notes else b""

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        return iter([(size, *kept) for size, kept in sorted(self.kept.notes.items())])

    def kept_from(self, size: int) -> tuple[int, bytes] | None:
        kept = [(at, note) for at, (note, is_kept) in sorted(self.kept.notes.items()) if is_kept]
        return next((one for one in kept if one[0] >= size), None)

    def seal_heads(self, size: int, rows: Iterable[tuple[str, Chain]]) -> bytes:
        self._hold()
        self._before = self._before or (deepcopy(self.kept), deepcopy(self.derived))
        return super().seal_heads(size, rows)

    def statement(self, index: int) -> bytes:
        if not 0 <= index < self.size():
            raise InputError(f"there is no entry {index}")
        return self.kept.entries[index]

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        start = max(start, 0)
        return enumerate(self.kept.entries[start : max(start, stop)], start)

    def find_digest(self, prefix: str) -> list[int]:
        digits = prefix.lower()
        if not 6 <= len(digits) <= 64 or set(digits) - set("0123456789abcdef"):
            raise InputError(f"digest {prefix!r}")
        return [
            index
            for index, raw in enumerate(self.kept.entries)
            if sha256(raw).hexdigest().startswith(digits)
        ]

    def nodes(self) -> Iterator[Node]:
        return ((*key, value) for key, value in sorted(self.derived.nodes.items()))

    def nodes_of(self, first: int, stop: int) -> Iterator[Node]:
        for (level, number), value in sorted(self.derived.nodes.items()):
            if first <= ((number + 1) << level) - 1 < stop:
                yield level, number, value

    def subjects(self, letter: str, after: str = "") -> Iterator[SubjectRow]:
        for name, row in sorted(self.derived.subjects.items()):
            if row.letter == letter and name > after:
                yield deepcopy(row)

    def pointers(self, relation: str, prefix: str, limit: int) -> list[Pointer]:
        _relation(relation)
        return list(
            islice(
                (
                    pointer
                    for pointer in sorted(self.derived.pointers)
                    if pointer.relation == relation and pointer.key.startswith(prefix)
                ),
                limit,
            )
        )

    def entries_of(self, subject: str, *, lanes: tuple[int, ...]) -> list[int]:
        links = self.derived.links
        return sorted({link.entry for link in links if link[0] == subject and link.lane in lanes})

    def section(self, event_id: str, point: str) -> bytes | None:
        return self.kept.sections.get((event_id, point))

    def erase_section(self, event_id: str, point: str) -> None:
        self.kept.sections.pop((event_id, point), None)

    def sections(self) -> Iterator[Section]:
        return (Section(*key, body) for key, body in self.kept.sections.items())

    def content(self, digest: str) -> Content | None:
        return self.kept.contents.get(digest)

    def contents(self) -> Iterator[Content]:
        return iter(self.kept.contents.values())

    @contextmanager
    def reading(self) -> Iterator[None]:
        self._readers += 1
        try:
            yield
        finally:
            self._readers -= 1

    @contextmanager
    def writing(self) -> Iterator[None]:
        if self._writing or self._readers:
            raise InputError("this store is being used already")
        self._writing = True
        try:
            yield
        finally:
            self._writing = False
            self._drop()

    def commit(self, batch: Batch, *, more: bool = False) -> None:
        self._hold()
        try:
            if batch.first != self.size():
                raise ConflictError(f"the batch starts at {batch.first}, the log has {self.size()}")
            kept, derived = deepcopy(self.kept), deepcopy(self.derived)
            kept.add(batch, more=more)
            derived.add(batch)
        except BaseException:
            self._drop()
            raise
        if more:
            self._before = self._before or (self.kept, self.derived)
        else:
            self._before = None
        self.kept, self.derived = kept, derived

    def _drop(self) -> None:
        if self._before is not None:
            self.kept, self.derived = self._before
            self._before = None

    def scratch(self) -> MemoryScratch:
        return MemoryScratch()

    def mirror(self, *, rows_elsewhere: bool = False) -> MemoryMirror:
        return MemoryMirror(self.derived)

    def has_rows_of(self, batch: Batch) -> bool:
        expected = Derived()
        expected.subjects = self.derived.subjects
        try:
            expected.add(batch)
        except InputError:
            return False
        there = self.derived.tables()
        return all(
            rows.items() <= there[table].items()
            for table, rows in expected.tables().items()
            if table in ("digests", "events", "nodes", "links")
        )

    def differences(self, scratch: ScratchStore, limit: int) -> Iterator[Difference]:
        theirs = _derived_of(scratch).tables()
        ours = self.derived.tables()
        return islice(
            (
                Difference(table, key, rows.get(key, NO_ROW), ours[table].get(key, NO_ROW))
                for table, rows in theirs.items()
                for key in sorted({*rows, *ours[table]})
                if rows.get(key) != ours[table].get(key)
            ),
            limit,
        )

    def replace_derived(self, scratch: ScratchStore) -> None:
        self._hold()
        derived = _derived_of(scratch)
        if len(derived.digests) != self.size():
            raise ConflictError("the log has grown")
        self.derived = deepcopy(derived)

    def opener(self) -> None:
        """Say that other processes cannot open what is in memory."""
        return

    def check_integrity(self) -> list[Text]:
        return []

    def close(self) -> None:
        self._closed = True

    def _hold(self) -> None:
        if not self._writing:
            raise InputError("nothing is written outside of writing()")


def _derived_of(scratch: ScratchStore) -> Derived:
    if not isinstance(scratch, MemoryScratch):
        raise InputError("not a scratch store of this kind")
    return scratch.derived
