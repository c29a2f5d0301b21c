"""What the use cases need from outside, as protocols, and the plain rows that cross them.

A store keeps bytes and answers look-ups; it knows no law and no batteries. Everything that one
batch changes travels in one :class:`Batch` and is committed in one transaction, the signed
checkpoint included, so that a crash leaves all of it or nothing (``design/architecture.md`` 5).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from batterypass.domain.pending import State as PendingState
    from batterypass.domain.states import Chain
    from batterypass.statements.private import PrivateKey

#: Numbers of the lanes in a link.
LANE_MAIN, LANE_RECORD, LANE_ACTED = 0, 1, 2
LANES: dict[str, int] = {"main": LANE_MAIN, "record": LANE_RECORD, "acted": LANE_ACTED}


@dataclass(slots=True)
class SubjectRow:
    """A subject with its state (sparse JSON) and its chain; ``letter`` is one of STATE_CLASSES."""

    name: str
    letter: str
    state: bytes
    chain: Chain


class Link(NamedTuple):
    """Entry ``entry`` stands in a lane of ``subject``.

    ``seq`` is its own number in lane main, the named main number in lane record, and the running
    count in lane acted.
    """

    subject: str
    lane: int
    seq: int
    entry: int


class Pointer(NamedTuple):
    """A look-up: ``relation`` and ``key`` name ``subject`` (RELATIONS of domain.world)."""

    relation: str
    key: str
    subject: str


class Node(NamedTuple):
    """The hash of a complete subtree; level 0 holds the leaf hashes."""

    level: int
    number: int
    hash: bytes


class Section(NamedTuple):
    """A sealed section as it is kept in the erasable store (D7)."""

    event_id: str
    point: str
    body: bytes


class Content(NamedTuple):
    """Retrievable content under its SHA-256 in hex: a rulebook, a table."""

    digest: str
    media_type: str
    body: bytes


@dataclass(slots=True)
class Batch:
    """Everything that one transaction writes. ``first`` is the index of its first entry."""

    first: int
    statements: list[bytes] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    #: One for each statement; empty for an entry that cannot be read, which only an audit meets.
    event_ids: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    subjects: list[SubjectRow] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    #: The signed checkpoint over the tree with this batch; empty only in a scratch store.
    note: bytes = b""
    #: A sealed checkpoint's note is kept for ever; of the others only the last.
    seal: bool = False
    #: Notes below ``note`` that are kept for ever, as (size, note): a replica takes them over.
    kept_notes: list[tuple[int, bytes]] = field(default_factory=list)


class StateReader(Protocol):
    """What the projections read below themselves."""

    def subject(self, name: str) -> SubjectRow | None:
        """Give a subject's row, or None."""

    def pointed(self, relation: str, key: str) -> list[str]:
        """List the subjects under a look-up, in byte order."""

    def main_entry(self, subject: str, seq: int) -> int | None:
        """Give the entry of a subject's main statement ``seq``, or None."""

    def entry_of_event(self, event_id: str) -> int | None:
        """Give the entry that carries an event id, or None."""


class Difference(NamedTuple):
    """A row of a derived table that is not what the log gives."""

    table: str
    key: str
    expected: str
    found: str


class LogSource(Protocol):
    """A log as somebody else keeps it: a ledger file, published tiles, a file from a stick.

    All methods raise FailedError where a part is missing, MalformedError where one is no such part.
    """

    def note(self) -> bytes:
        """Give the last signed checkpoint; empty where there is none."""

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        """Give every kept checkpoint as (size, note, sealed), oldest first."""

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the entries of a range that are there, in order, in bounded memory."""

    def contents(self) -> Iterator[Content]:
        """Give all content."""


class LedgerStore(StateReader, Protocol):
    """One ledger at rest. All methods raise FailedError for a disk that does not answer."""

    #: Whether this is somebody's read-only copy, which holds no sealed section.
    is_replica: bool

    def identity(self) -> str:
        """Tell it from every copy of it; a kill before a commit leaves it as it is."""

    def size(self) -> int:
        """Give the number of entries."""

    def note(self) -> bytes:
        """Give the last signed checkpoint; empty before the first batch."""

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        """Give every kept checkpoint as (size, note, sealed), oldest first."""

    def statement(self, index: int) -> bytes:
        """Give an entry. Raises BrokenError where the log should have it and has not."""

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the entries of a range that are there, in order, in bounded memory."""

    def find_digest(self, prefix: str) -> list[int]:
        """List the entries whose statement digest starts with these hex digits (at least 6)."""

    def node(self, level: int, number: int) -> bytes:
        """Give a stored tree node. Raises BrokenError where it is missing."""

    def nodes(self) -> Iterator[Node]:
        """Give every stored tree node, by level, then number."""

    def nodes_of(self, first: int, stop: int) -> Iterator[Node]:
        """Give the tree nodes that a range of entries completes."""

    def subjects(self, letter: str, after: str = "") -> Iterator[SubjectRow]:
        """Give the subjects of one letter in name order, in bounded memory."""

    def pointers(self, relation: str, prefix: str, limit: int) -> list[Pointer]:
        """List the look-ups of a relation whose key starts with ``prefix``."""

    def entries_of_events(self, event_ids: Sequence[str]) -> dict[str, int]:
        """Give the entries that carry some of these event ids, those that are known."""

    def entries_of(self, subject: str, *, lanes: tuple[int, ...]) -> list[int]:
        """List the entries in these lanes of a subject, in log order."""

    def section(self, event_id: str, point: str) -> bytes | None:
        """Give a sealed section, or None where it is not here or was erased."""

    def sections(self) -> Iterator[Section]:
        """Give every sealed section."""

    def content(self, digest: str) -> Content | None:
        """Give content by its digest, or None."""

    def contents(self) -> Iterator[Content]:
        """Give all content."""

    def opener(self) -> Callable[[], LedgerStore] | None:
        """Give what opens this ledger for reading in another process; None where nothing can."""

    def reading(self) -> AbstractContextManager[None]:
        """Read one state of the ledger, whatever others write meanwhile."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the one writer's lock. Raises ConflictError where another holds it too long."""

    def commit(self, batch: Batch, *, more: bool = False) -> None:
        """Write a batch in one transaction, inside :meth:`writing`.

        With ``more`` it needs no note, and nothing counts until a commit without; where none
        follows inside the same :meth:`writing`, all of it is dropped. Raises ConflictError where
        the log does not have ``batch.first`` entries. After any other error the caller must read
        :meth:`size` and :meth:`note` before it signs again.
        """

    def scratch(self) -> ScratchStore:
        """Give an empty store beside this one for an audit or a rebuild."""

    def mirror(self) -> Mirror:
        """Give this store's own derived tables as a place to fold into, which proves them."""

    def differences(self, scratch: ScratchStore, limit: int) -> Iterator[Difference]:
        """Compare every derived table with a scratch store that was folded from the log."""

    def replace_derived(self, scratch: ScratchStore) -> None:
        """Put the scratch store's derived tables in place of this store's, in one transaction."""

    def check_integrity(self) -> list[str]:
        """Ask the file format itself; list what it finds wrong, nothing when it is sound."""

    def close(self) -> None:
        """Release the file."""


class ScratchStore(StateReader, Protocol):
    """Derived tables only, in a temporary place, gone when closed."""

    def commit(self, batch: Batch) -> None:
        """Write a batch's derived rows (its statements, sections, contents and note are ignored)."""

    def node(self, level: int, number: int) -> bytes:
        """Give a tree node."""

    def close(self) -> None:
        """Remove it."""


class Mirror(ScratchStore, Protocol):
    """A ledger's own derived tables, proven row by row while its log is folded.

    It is committed to like a scratch store, and compares instead. Subjects may come later than
    the links and look-ups that name them; all of them have come when :meth:`is_whole` is asked.
    """

    #: True once a row was found to differ; whatever was answered is worthless then.
    differs: bool

    def expect(self, first: int, event_ids: Sequence[str]) -> None:
        """Say which event ids the next entries carry, before they are judged; empty for none."""

    def is_whole(self) -> bool:
        """Tell whether the tables are exactly what was committed."""


class SigningKeys(Protocol):
    """The private keys that a command may use: one unlock serves the whole command."""

    def parties(self) -> list[str]:
        """List the parties that have a daily key here."""

    def kids(self, party: str, role: str) -> list[str]:
        """List the thumbprints (hex) of a party's keys of a role, oldest first; needs no passphrase."""

    def private(self, kid: str) -> PrivateKey:
        """Give a private key. Raises InputError where it is not here or the passphrase is wrong."""

    def unlock(self, kids: list[str]) -> None:
        """Unlock several keys at once, in parallel."""


@dataclass(frozen=True, slots=True)
class SignedTip:
    """The size and the root (32 bytes) of the last checkpoint that was signed."""

    size: int
    root: bytes


class TipKeeper(Protocol):
    """The last checkpoint that a log key ever signed, kept beside the key (D16)."""

    def read(self) -> SignedTip | None:
        """Give it, or None before the first."""

    def advance(self, size: int, root: bytes, *, after: SignedTip | None) -> SignedTip:
        """Move forward from ``after``. Raises BrokenError for a fork, ConflictError if overtaken."""

    def prepare(self, size: int, body: bytes) -> None:
        """Lay down the batch that makes a log of ``size`` entries, before it is committed."""

    def prepared(self) -> bytes | None:
        """Give the batch that was laid down and that :meth:`advance` did not reach, or None."""

    def withdraw(self) -> None:
        """Drop what was laid down: it is certain that it was not committed."""


@dataclass(frozen=True, slots=True)
class BackupNote:
    """The last backup of a ledger: where it is, when it was made (event time), and of what."""

    place: str
    made_at: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A statement that was kept in an outbox, as it is remembered outside it."""

    place: int
    event_id: str
    digest: bytes
    kind: str
    #: Its primary subject.
    subject: str
    event_time: str


class Memory(Protocol):
    """What a person remembers of ledgers, outside their files: ``BATTERYPASS_HOME`` (D16)."""

    def trust(self, origin: str) -> bytes | None:
        """Give the pinned trust file of an origin, or None."""

    def pin(self, origin: str, trust_file: bytes) -> None:
        """Pin a trust file; the same bytes again change nothing. Raises RefusedError for others."""

    def checkpoint(self, origin: str) -> bytes | None:
        """Give the last signed checkpoint that was verified, or None."""

    def remember(self, origin: str, note: bytes) -> None:
        """Keep the last verified checkpoint, atomically."""

    def series_code(self, origin: str, make: Callable[[], str]) -> str:
        """Give the word of this device's own series of numbers; ``make`` gives it the first time."""

    def backup_made(self, origin: str) -> BackupNote | None:
        """Give the last backup that was made, or None. Raises MalformedError for a bad note."""

    def note_backup(self, origin: str, note: BackupNote) -> None:
        """Keep which backup was made last."""

    def last_kept(self, outbox: str) -> KeptRow | None:
        """Give what was noted last of an outbox, by its name, or None."""

    def kept(self, outbox: str) -> list[KeptRow]:
        """List what was kept in an outbox. Raises MalformedError for a bad note."""

    def note_kept(self, outbox: str, rows: Sequence[KeptRow]) -> None:
        """Remember more of what was kept in an outbox."""

    def forget_kept(self, outbox: str, rows: Sequence[KeptRow]) -> None:
        """Remember these rows of an outbox and no others."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A statement in an outbox: signed, and not yet proven to be in the log."""

    place: int
    statement: bytes
    digest: bytes
    event_id: str
    #: Whether a partner signed it, and it came in a file of his.
    taken: bool
    state: PendingState
    #: Size of the log when the last answer about it was given.
    answered_size: int = 0
    #: The entry that it, or what superseded it, became.
    entry: int | None = None
    proof: bytes = b""
    #: What the operator said, as JSON; a hint.
    answer: bytes = b""
    #: Digest of the statement that was signed in its place.
    replaced_by: bytes = b""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a statement in an outbox."""

    digest: bytes
    state: PendingState
    answered_size: int = 0
    entry: int | None = None
    proof: bytes = b""
    answer: bytes = b""


class OutboxStore(Protocol):
    """What was signed here for somebody else's ledger, kept beside a replica of it.

    Rows are never deleted. Every method that writes is one transaction, durable when it returns.
    All methods raise FailedError for a disk that does not answer.
    """

    #: The ``aud`` of the ledger.
    audience: str
    #: What it is remembered under: its ledger and where it stands.
    name: str

    def last_place(self) -> int:
        """Give the place of the last statement, 0 where there is none."""

    def live(self) -> list[Pending]:
        """List what is not final, by place."""

    def rows(self, after: int = 0) -> Iterator[Pending]:
        """Give every statement above a place, in order."""

    def of_event(self, event_id: str) -> list[Pending]:
        """List the statements of an event; more than one where it was signed anew."""

    def keep(
        self,
        statements: Sequence[bytes],
        sections: Sequence[Section],
        *,
        after: int,
        taken: bool,
        replaces: Mapping[bytes, bytes] = ...,
    ) -> list[Pending]:
        """Keep statements; ``replaces`` maps the digest of an old one to that of the new.

        Raises ConflictError where ``after`` is no longer the last place.
        """

    def settle(self, changes: Sequence[Change]) -> None:
        """Note what became of statements."""

    def section(self, event_id: str, point: str) -> bytes | None:
        """Give a sealed section, or None."""

    def sections(self) -> Iterator[Section]:
        """Give every sealed section."""

    def note_sent(self, file_digest: bytes, made_at: str, digests: Sequence[bytes]) -> None:
        """Note that a file with these statements was written."""

    def last_sent(self) -> str:
        """Give the time of the last file, empty where there is none."""

    def close(self) -> None:
        """Release the file."""


class FileFolder(Protocol):
    """Photographs, scans and reports by their SHA-256 (hex), in a folder beside the ledger."""

    def has(self, digest: str) -> bool:
        """Tell whether a file is here."""

    def read(self, digest: str) -> bytes:
        """Give a file. Raises InputError where it is not here, BrokenError where it is damaged."""

    def add(self, body: bytes) -> str:
        """Keep a file; give its digest. The same file again changes nothing."""

    def listed(self) -> Iterator[tuple[str, int]]:
        """Give the digest and the size in bytes of every file that is here."""

    def drop(self, digest: str, on: str) -> None:
        """Remove a file and note the day."""

    def dropped(self, digest: str) -> str:
        """Give the day on which a file was removed, empty where it was not."""


class LedgerPlace(Protocol):
    """A path where a whole ledger may stand: the file, with ``.files`` and ``.outbox`` beside it.

    All methods raise FailedError for a disk that does not answer.
    """

    @property
    def name(self) -> str:
        """Give the path, as messages say it."""

    @property
    def files(self) -> FileFolder:
        """Give the attachments beside the file."""

    def opened(self) -> AbstractContextManager[LedgerStore | None]:
        """Open for reading what stands there; None where there is nothing.

        Raises ConflictError where another program has it open, and InputError for what an older
        file left beside it: under a new file it would be taken for a part of that.
        """

    def put(
        self,
        source: LedgerStore,
        check: Callable[[LedgerStore], None],
        progress: Callable[[int, int], None],
    ) -> None:
        """Put a copy of one state of a ledger in the place of what stands there.

        The copy is made beside it and given to ``check``; where that raises, and where the disk
        fails, everything stays as it was. When this returns, the copy is durable.
        """

    def put_outbox(self, source: LedgerPlace, *, replace: bool) -> bool:
        """Copy the outbox of another place; False where there is none or, unless ``replace``, one here."""
