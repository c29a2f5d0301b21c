"""A ledger with what is still pending above it, as one store.

At a site the log is a replica, and what was signed since lies in an outbox. Folded over the replica
by the same judge that records it, it answers every look-up as if it were recorded: a pending entry
has a provisional index, from the size of the log on. Nothing here is written, and no proof is made
of it; ``docs/formats/outbox.md`` says what may become of a pending statement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NoReturn

from batterypass.app.judge import is_refused, judge, open_statements, read_events
from batterypass.domain.clock import instant_ms
from batterypass.domain.pending import DEAD, LIVE
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN, Batch, Pointer, SubjectRow
from batterypass.projections.world import FoldedWorld
from batterypass.rules.outcome import Outcome, outcome_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from batterypass.domain.states import Chain
    from batterypass.ports import (
        Content,
        Difference,
        LedgerStore,
        Mirror,
        OutboxStore,
        Pending,
        ScratchStore,
        Section,
    )
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.base import Finding
    from batterypass.texts.bilingual import Text
    from batterypass.tlog.heads import Leaf
    from batterypass.tlog.tree import Node

_GONE = DEAD | {"superseded", "abandoned"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A live statement that the log, as it is known here, does not let stand: shown, not counted."""

    row: Pending
    outcome: Outcome
    findings: tuple[Finding, ...]


class OverlayStore:
    """A ledger at rest, and above it the pending statements that were folded in."""

    is_replica = True
    has_tables = True

    def __init__(self, base: LedgerStore, outbox: OutboxStore) -> None:
        self.base = base
        self._outbox = outbox
        self.start_again()

    def start_again(self) -> None:
        """Forget what was folded, and stand above the log as it is now."""
        self.logged = self.base.size()
        #: What was folded in: the entry of ``folded[n]`` has the index ``logged + n``.
        self.folded: list[Pending] = []
        #: The latest time that a statement of one's own among them gives; 0 where there is none.
        self.last_own_ms = 0
        self._subjects: dict[str, SubjectRow] = {}
        self._links: dict[str, list[tuple[int, int]]] = {}
        self._main: dict[tuple[str, int], int] = {}
        self._pointers: dict[str, set[tuple[str, str]]] = {}
        self._pointed: dict[tuple[str, str], set[str]] = {}
        self._events: dict[str, int] = {}
        self._dead = _Dead(self._outbox)

    def fold(
        self,
        rows: Sequence[Pending],
        origin: str,
        regulations: Regulations | None,
        *,
        digest_of: Callable[[int], bytes],
        root_of_size: Callable[[int], bytes],
    ) -> list[Doubt]:
        """Fold live statements in, by place; give those that do not stand.

        Their signatures were checked when they were kept. The time mark below each is the last one
        of the log, or its own time where that is later: nobody knows yet when it will be recorded.
        """
        first = self.size()
        world = FoldedWorld(self, first, origin, digest_of=digest_of, root_of_size=root_of_size)
        ledger = world.ledger()
        mark_ms = 0 if ledger is None else ledger.mark_ms
        live = [row for row in rows if row.state in LIVE]
        readings = open_statements(row.statement for row in live)
        read_events(readings)
        doubts: list[Doubt] = []
        for row, reading in zip(live, readings, strict=True):
            event = reading.event
            mark = mark_ms if event is None else max(mark_ms, instant_ms(event.event_time))
            judged = judge(reading, world, regulations, good=True, only_clean=True, mark_ms=mark)
            if not any(map(is_refused, judged.findings)):
                self.folded.append(row)
                if event is not None and not row.taken:
                    self.last_own_ms = max(self.last_own_ms, instant_ms(event.event_time))
                continue
            outcome = outcome_of(
                judged.findings, event, dead=self._dead, logged=self.logged, world=world
            )
            if outcome != "waiting":
                self._dead.add(row.digest.hex())
            found = tuple(replace(one, entry=None) for one in judged.findings)
            doubts.append(Doubt(row, outcome, found))
        batch = Batch(first)
        world.fill(batch)
        self._merge(first, batch)
        return doubts

    def _merge(self, first: int, batch: Batch) -> None:
        for row in batch.subjects:
            self._subjects[row.name] = row
        for subject, lane, seq, entry in batch.links:
            self._links.setdefault(subject, []).append((lane, entry))
            if lane == LANE_MAIN:
                self._main[subject, seq] = entry
        for relation, key, subject in batch.pointers:
            self._pointers.setdefault(relation, set()).add((key, subject))
            self._pointed.setdefault((relation, key), set()).add(subject)
        for index, pending in enumerate(self.folded[first - self.logged :], first):
            self._events[pending.event_id] = index

    def pending_at(self, index: int) -> Pending | None:
        """Give what has a provisional index, None for an entry of the log."""
        at = index - self.logged
        return self.folded[at] if 0 <= at < len(self.folded) else None

    def identity(self) -> str:
        """Tell the replica from every copy of it."""
        return self.base.identity()

    # Entries and look-ups: our own first, or after those of the log.

    def size(self) -> int:
        """Give the index that the next entry would have."""
        return self.logged + len(self.folded)

    def statement(self, index: int) -> bytes:
        """Give an entry, or a pending statement by its provisional index."""
        pending = self.pending_at(index)
        return self.base.statement(index) if pending is None else pending.statement

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the entries of a range, pending ones included."""
        yield from self.base.statements(start, min(stop, self.logged))
        for index in range(max(start, self.logged), min(stop, self.size())):
            yield index, self.statement(index)

    def find_digest(self, prefix: str) -> list[int]:
        """List the entries whose statement digest starts with these hex digits."""
        digits = prefix.lower()
        return self.base.find_digest(prefix) + [
            index
            for index, one in enumerate(self.folded, self.logged)
            if one.digest.hex().startswith(digits)
        ]

    def subject(self, name: str) -> SubjectRow | None:
        """Give a subject's row, or None."""
        row = self._subjects.get(name)
        # A world goes on with the chain that it is given.
        return self.base.subject(name) if row is None else replace(row, chain=replace(row.chain))

    def subjects(self, letter: str, after: str = "") -> Iterator[SubjectRow]:
        """Give the subjects of one letter in name order."""
        own = sorted(
            name for name, row in self._subjects.items() if row.letter == letter and name > after
        )
        below = (row for row in self.base.subjects(letter, after) if row.name not in self._subjects)
        rows = (row for name in own if (row := self.subject(name)) is not None)
        return merge(below, rows, key=lambda row: row.name)

    def pointed(self, relation: str, key: str) -> list[str]:
        """List the subjects under a look-up, in byte order."""
        below, own = self.base.pointed(relation, key), self._pointed.get((relation, key))
        return sorted({*below, *own}) if own else below

    def pointers(self, relation: str, prefix: str, limit: int) -> list[Pointer]:
        """List the look-ups of a relation whose key starts with ``prefix``."""
        below = self.base.pointers(relation, prefix, limit)
        own = [
            Pointer(relation, key, subject)
            for key, subject in self._pointers.get(relation, ())
            if key.startswith(prefix)
        ]
        return list(islice(sorted({*below, *own}), limit)) if own else below

    def main_entry(self, subject: str, seq: int) -> int | None:
        """Give the entry of a subject's main statement ``seq``, or None."""
        own = self._main.get((subject, seq))
        return self.base.main_entry(subject, seq) if own is None else own

    def entry_of_event(self, event_id: str) -> int | None:
        """Give the entry that carries an event id, or None."""
        own = self._events.get(event_id)
        return self.base.entry_of_event(event_id) if own is None else own

    def entries_of_events(self, event_ids: Sequence[str]) -> dict[str, int]:
        """Give the entries that carry some of these event ids, those that are known."""
        own = {one: self._events[one] for one in event_ids if one in self._events}
        return {**own, **self.base.entries_of_events(event_ids)}

    def entries_of(self, subject: str, *, lanes: tuple[int, ...]) -> list[int]:
        """List the entries in these lanes of a subject, in log order, pending ones last."""
        own = {entry for lane, entry in self._links.get(subject, ()) if lane in lanes}
        return self.base.entries_of(subject, lanes=lanes) + sorted(own)

    def erase_section(self, event_id: str, point: str) -> None:
        """Refuse: a replica has no sections, and what is pending is the signer's to carry."""
        raise refusal(RefusedError, "erase.replica")

    def section(self, event_id: str, point: str) -> bytes | None:
        """Give a sealed section: a replica has none but those that were signed here."""
        own = self._outbox.section(event_id, point)
        return self.base.section(event_id, point) if own is None else own

    def sections(self) -> Iterator[Section]:
        """Give every sealed section."""
        yield from self.base.sections()
        yield from self._outbox.sections()

    # What only the log has.

    def note(self) -> bytes:
        """Give the last signed checkpoint of the log."""
        return self.base.note()

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        """Give every kept checkpoint."""
        return self.base.notes()

    def kept_from(self, size: int) -> tuple[int, bytes] | None:
        """Give the first kept checkpoint over at least ``size`` entries, or None."""
        return self.base.kept_from(size)

    def last_sealed(self) -> int:
        """Give the number of entries whose heads were committed last."""
        return self.base.last_sealed()

    def sealed_from(self, size: int) -> tuple[int, bytes] | None:
        """Give size and root of the first heads over at least ``size`` entries, or None."""
        return self.base.sealed_from(size)

    def head_leaves(self, bucket: int, size: int) -> list[Leaf]:
        """Give the leaves of a bucket as of a seal of the log."""
        return self.base.head_leaves(bucket, size)

    def head_group(self, height: int, group: int, size: int) -> list[bytes]:
        """Give 16 neighbouring hashes as of a seal of the log."""
        return self.base.head_group(height, group, size)

    def node(self, level: int, number: int) -> bytes:
        """Give a stored tree node."""
        return self.base.node(level, number)

    def nodes(self) -> Iterator[Node]:
        """Give every stored tree node."""
        return self.base.nodes()

    def nodes_of(self, first: int, stop: int) -> Iterator[Node]:
        """Give the stored tree nodes that a range of entries completes."""
        return self.base.nodes_of(first, stop)

    def content(self, digest: str) -> Content | None:
        """Give content by its digest, or None."""
        return self.base.content(digest)

    def contents(self) -> Iterator[Content]:
        """Give all content."""
        return self.base.contents()

    def reading(self) -> AbstractContextManager[None]:
        """Read one state of the log, whatever others write meanwhile."""
        return self.base.reading()

    def watching(self) -> AbstractContextManager[Callable[[], bool]]:
        """Watch the replica itself."""
        return self.base.watching()

    def check_integrity(self) -> list[Text]:
        """Ask the file format of the replica itself."""
        return self.base.check_integrity()

    def close(self) -> None:
        """Release the replica."""
        self.base.close()

    # What nobody does here: the log is somebody else's.

    def opener(self) -> None:
        """Give nothing: another process has no part in what is folded here."""

    def writing(self) -> AbstractContextManager[None]:
        """Raise InputError: entries are recorded by the operator."""
        _no_log_here()

    def commit(self, batch: Batch, *, more: bool = False) -> None:
        """Raise InputError, as :meth:`writing`."""
        _no_log_here()

    def seal_heads(self, size: int, rows: Iterable[tuple[str, Chain]]) -> bytes:
        """Raise InputError, as :meth:`writing`."""
        _no_log_here()

    def subject_heads(self) -> Iterator[tuple[str, Chain]]:
        """Raise InputError, as :meth:`seal_heads`."""
        _no_log_here()

    def subjects_counted(self) -> int:
        """Raise InputError, as :meth:`seal_heads`."""
        _no_log_here()

    def scratch(self) -> ScratchStore:
        """Raise InputError: an audit looks at the replica alone."""
        _no_log_here()

    def mirror(self, *, rows_elsewhere: bool = False) -> Mirror:
        """Raise InputError, as :meth:`scratch`."""
        _no_log_here()

    def has_rows_of(self, batch: Batch) -> bool:
        """Raise InputError, as :meth:`scratch`."""
        _no_log_here()

    def differences(self, scratch: ScratchStore, limit: int) -> Iterator[Difference]:
        """Raise InputError, as :meth:`scratch`."""
        _no_log_here()

    def replace_derived(self, scratch: ScratchStore) -> None:
        """Raise InputError, as :meth:`scratch`."""
        _no_log_here()


class _Dead:
    """The digests (hex) of statements that nothing can rest on any more.

    Those of before are looked up when somebody first asks: most of the time all is well.
    """

    def __init__(self, outbox: OutboxStore) -> None:
        self._outbox = outbox
        self._found: set[str] = set()
        self._before: set[str] | None = None

    def add(self, digest: str) -> None:
        """Count one that was found not to stand."""
        self._found.add(digest)

    def __contains__(self, digest: object) -> bool:
        """Tell whether a statement is refused, stale, blocked, given up or signed anew."""
        if self._before is None:
            rows = self._outbox.rows()
            self._before = {row.digest.hex() for row in rows if row.state in _GONE}
        return digest in self._found or digest in self._before


def settled_by(base: LedgerStore, rows: Iterable[Pending]) -> Iterator[tuple[Pending, int, bool]]:
    """Give the statements whose event the log has: row, entry, and whether in these very bytes."""
    listed = list(rows)
    known = base.entries_of_events([row.event_id for row in listed])
    for row in listed:
        entry = known.get(row.event_id)
        if entry is not None:
            yield row, entry, base.statement(entry) == row.statement


def _no_log_here() -> NoReturn:
    raise refusal(InputError, "outbox.no-log-here")
