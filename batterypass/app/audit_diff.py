"""What came between two signed checkpoints of one log, or that no one log has both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Protocol

from batterypass.domain.ids import ledger_subject
from batterypass.errors import BrokenError, InputError, MalformedError, UndecidedError
from batterypass.evidence.refusal import refusal
from batterypass.statements.cose import parse_statement
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.merkle import leaf_hash, verify_consistency
from batterypass.tlog.tree import Frontier, consistency_path, nodes_in, root_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from batterypass.app.bundle_check import Verified
    from batterypass.app.session import Session

#: What an auditor looks at first: who may sign, who is allowed what, and what was taken back.
NOTABLE: Final = frozenset({
    "authorisation.revoked", "authorisation.suspended", "entry.amended", "entry.annulled",
    "ledger.keys-changed", "party.key-added", "party.key-revoked", "party.registered",
    "rulebook.adopted",
})  # fmt: skip
#: What a subject can be, beside an item, a party and the ledger, by the word in its name.
SORTS: Final = frozenset({"authorisation", "batch", "consignment"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two checkpoints; ``note`` is empty where only its size was named."""

    checkpoint: Checkpoint
    note: bytes = b""


@dataclass(frozen=True, slots=True)
class Notable:
    """An entry that an auditor would ask about."""

    entry: int
    digest: str
    kind: str
    event_time: str
    actor: str
    subject: str


@dataclass(slots=True)
class Difference:
    """What came between ``old`` and ``new``.

    ``forks`` are pairs of notes that no one log can have; where there is one nothing else is said.
    ``entries`` counts those that were read, ``is_whole`` tells whether that is all of them.
    ``subjects`` has for each sort (item, party, …) how many were touched, and how many began.
    """

    origin: str
    old: Side
    new: Side
    forks: list[tuple[bytes, bytes]] = field(default_factory=list)
    #: The consistency proof that was verified.
    path: tuple[bytes, ...] = ()
    entries: int = 0
    is_whole: bool = True
    kinds: Counter[str] = field(default_factory=Counter)
    parties: Counter[str] = field(default_factory=Counter)
    subjects: dict[str, tuple[int, int]] = field(default_factory=dict)
    notable: list[Notable] = field(default_factory=list)


class Log(Protocol):
    """A log, or the part of one that a bundle has."""

    origin: str
    note: bytes
    size: int

    def open(self, note: bytes) -> Checkpoint:
        """Open a signed checkpoint by the log's key. Raises MalformedError or BrokenError."""
        ...

    def root_of(self, size: int) -> bytes | None:
        """Give the root at a size, None where that cannot be told."""
        ...

    def demand_sound(self) -> None:
        """Raise BrokenError where what is here does not lead to its own checkpoint."""
        ...

    def path(self, old: int, new: int) -> tuple[bytes, ...] | None:
        """Give the consistency proof, None where there is none."""
        ...

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the statements that are here."""
        ...

    def is_party(self, subject: str) -> bool:
        """Tell whether a subject is a party."""
        ...


def side_of(log: Log, given: str, note: bytes | None) -> Side:
    """Read one of the two: a signed note, or a size of the log.

    Raises MalformedError and BrokenError for a note that this log's key did not sign, InputError for
    a size that is no size here, UndecidedError for one of which the bundle says nothing.
    """
    if note is not None:
        try:
            return Side(log.open(note), note)
        except (BrokenError, MalformedError) as error:
            raise refusal(BrokenError, "audit.other-note", file=given, why=error) from error
    if not given.isascii() or not given.isdecimal() or not 0 < int(given) <= log.size:
        raise refusal(InputError, "audit.no-checkpoint", found=given, size=log.size)
    root = log.root_of(int(given))
    if root is None:
        raise refusal(UndecidedError, "audit.no-root", size=given)
    return Side(Checkpoint(log.origin, int(given), root))


def difference(log: Log, one: Side, other: Side) -> Difference:
    """Compare two checkpoints of a log and sum up what came between them.

    1. Two roots that were signed for one size are a fork. 2. Each is the log's own at its size, else it is a fork of
    the log that is here. 3. The newer extends the older: the proof is made and verified. 4. The
    entries between them are counted. Raises UndecidedError where the log here is too short, or the
    bundle has no proof, BrokenError where the copy here is damaged.
    """
    old, new = sorted((one, other), key=lambda side: side.checkpoint.size)
    found = Difference(log.origin, old, new)
    a, b = old.checkpoint, new.checkpoint
    # 1
    if a.size == b.size and a.root != b.root:
        found.forks.append((old.note or log.note, new.note or log.note))
        return found
    # 2
    for side in (old, new):
        root = log.root_of(side.checkpoint.size)
        if root is None:
            raise refusal(UndecidedError, "audit.no-root", size=side.checkpoint.size)
        if root != side.checkpoint.root:
            found.forks.append((side.note, log.note))
    if found.forks:
        # A fork is a grave thing to say of somebody: not where this copy is damaged.
        log.demand_sound()
        return found
    # 3
    path = log.path(a.size, b.size)
    if path is None:
        raise refusal(UndecidedError, "audit.no-proof", old=a.size, new=b.size)
    verify_consistency(a.size, b.size, a.root, b.root, path)
    found.path = path
    # 4
    _count(log, found)
    return found


def _count(log: Log, found: Difference) -> None:
    start, stop = found.old.checkpoint.size, found.new.checkpoint.size
    touched: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for entry, raw in log.statements(start, stop):
        payload: Mapping[str, Any] = parse_payload(parse_statement(raw).payload)
        kind, actor = str(payload["kind"]), str(payload["actor"])
        found.entries += 1
        found.kinds[kind] += 1
        found.parties[actor] += 1
        for link in payload["subjects"]:
            name = str(link["subject"])
            sort = _sort_of(log, name)
            touched.setdefault(sort, set()).add(name)
            if link["lane"] == "main" and not link["seq"]:
                begun.setdefault(sort, set()).add(name)
        if kind in NOTABLE:
            subject = str(payload["subjects"][0]["subject"])
            digest, time = sha256(raw).hexdigest(), str(payload["event_time"])
            found.notable.append(Notable(entry, digest, kind, time, actor, subject))
    found.is_whole = found.entries == stop - start
    found.subjects = {
        sort: (len(names), len(begun.get(sort, ()))) for sort, names in sorted(touched.items())
    }


def _sort_of(log: Log, name: str) -> str:
    if name == ledger_subject(log.origin):
        return "ledger"
    if "#" in name:
        sort = name.partition("#")[2].partition("/")[0]
        return sort if sort in SORTS else "other"
    return "party" if log.is_party(name) else "item"


class LedgerLog:
    """A ledger as :class:`Log`: its roots are computed from the bytes of its entries."""

    def __init__(self, session: Session) -> None:
        """Look at a ledger. Nothing is read yet."""
        self._session = session
        self.origin = session.origin
        self._tip = session.checkpoint()
        self.size = self._tip.size
        self.note = session.store.note()
        self._frontier = Frontier()
        self._roots: dict[int, bytes] = {}

    def open(self, note: bytes) -> Checkpoint:
        """Open a signed checkpoint by the log's key."""
        return open_checkpoint(note, [self._session.verifier()], self.origin)

    def root_of(self, size: int) -> bytes | None:
        """Give the root at a size, None beyond the log. One pass serves sizes that ascend."""
        if not 0 < size <= self.size:
            return None
        if size not in self._roots:
            if size < self._frontier.size:
                self._frontier = Frontier()
            for _, raw in self._session.store.statements(self._frontier.size, size):
                self._frontier.append(leaf_hash(raw))
                self._frontier.take_completed()
            self._roots[size] = self._frontier.root()
        return self._roots[size]

    def demand_sound(self) -> None:
        """Raise BrokenError where the entries here do not lead to the ledger's own checkpoint."""
        if self.root_of(self.size) != self._tip.root:
            raise refusal(BrokenError, "audit.damaged-ledger", size=self.size)

    def path(self, old: int, new: int) -> tuple[bytes, ...] | None:
        """Give the consistency proof."""
        return tuple(consistency_path(old, new, self._session.store.node))

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the statements."""
        return self._session.store.statements(start, stop)

    def is_party(self, subject: str) -> bool:
        """Tell whether a subject is a party."""
        return self._session.world.party(subject) is not None


class BundleLog:
    """A bundle as :class:`Log`: of a part it knows the roots that are proven in it."""

    def __init__(self, verified: Verified) -> None:
        """Look at a bundle that was verified."""
        case = verified.case
        self._verified, self._file = verified, case.file
        self.origin, self.size, self.note = case.file.origin, case.tip.size, case.file.checkpoint
        older = [one for one in case.file.consistency if one.size < self.size]
        self._roots = {one.size: one.root for one in older}
        self._roots[self.size] = case.tip.root
        self._paths = {one.size: one.path for one in older}
        self._nodes: dict[tuple[int, int], bytes] = {}
        if case.file.is_whole_log:
            frontier = Frontier()
            frontier.extend([leaf_hash(raw) for raw in case.file.statements.values()])
            completed = nodes_in(frontier.take_completed())
            self._nodes = {(level, at): node for level, at, node in completed}

    def _node(self, level: int, at: int) -> bytes:
        return self._nodes[level, at]

    def open(self, note: bytes) -> Checkpoint:
        """Open a signed checkpoint by the key that entry 0 names."""
        event: Any = self._verified.case.readings[0].event
        public = parse_base64url(event.checkpoint_key.public, "checkpoint key")
        return open_checkpoint(note, [NoteVerifier(self.origin, public)], self.origin)

    def root_of(self, size: int) -> bytes | None:
        """Give the root at a size that the file has, or proves."""
        if self._nodes and 0 < size <= self.size:
            return root_at(size, self._node)
        return self._roots.get(size)

    def demand_sound(self) -> None:
        """Say nothing: it was verified."""

    def path(self, old: int, new: int) -> tuple[bytes, ...] | None:
        """Give the consistency proof: of the whole log any, of a part those to its checkpoint."""
        if old == new:
            return ()
        if self._nodes:
            return tuple(consistency_path(old, new, self._node))
        return self._paths.get(old) if new == self.size else None

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the statements that are in the file."""
        for entry, raw in self._file.statements.items():
            if start <= entry < stop:
                yield entry, raw

    def is_party(self, subject: str) -> bool:
        """Tell whether a subject is a party."""
        return self._verified.world.party(subject) is not None
