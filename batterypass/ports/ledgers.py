"""Where a log and its derived tables are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from batterypass.domain.states import Chain
    from batterypass.ports.rows import (
        Batch,
        Content,
        Difference,
        Pointer,
        Section,
        SubjectRow,
    )
    from batterypass.texts.bilingual import Text
    from batterypass.tlog.heads import Leaf
    from batterypass.tlog.tree import Node


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


class HeadsPlace(StateReader, Protocol):
    """Where heads of subjects are kept from seal to seal (``docs/formats/heads.md``).

    ``size`` is the number of entries whose heads they are.
    """

    def seal_heads(self, size: int, rows: Iterable[tuple[str, Chain]]) -> bytes:
        """Bring the heads up to ``size`` entries, and give their root.

        ``rows`` holds at least every subject that changed since the last seal; the later of two
        rows of one subject counts. In a ledger it stands inside ``writing``, and counts with the
        commit.
        """

    def last_sealed(self) -> int:
        """Give the number of entries whose heads were committed last; 0 where none were."""

    def subject_heads(self) -> Iterator[tuple[str, Chain]]:
        """Give the counts and running digests of every subject, as chains without a head."""

    def subjects_counted(self) -> int:
        """Give about how many subjects there are: at least as many."""


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


class LedgerStore(HeadsPlace, Protocol):
    """One ledger at rest. All methods raise FailedError for a disk that does not answer."""

    #: Whether this is somebody's read-only copy, which holds no sealed section.
    is_replica: bool
    #: Whether it keeps derived tables; a published log does not.
    has_tables: bool

    def identity(self) -> str:
        """Tell it from every copy of it; a kill before a commit leaves it as it is."""

    def size(self) -> int:
        """Give the number of entries."""

    def note(self) -> bytes:
        """Give the last signed checkpoint; empty before the first batch."""

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        """Give every kept checkpoint as (size, note, sealed), oldest first."""

    def kept_from(self, size: int) -> tuple[int, bytes] | None:
        """Give the first kept checkpoint over at least ``size`` entries, as (size, note), or None."""

    def sealed_from(self, size: int) -> tuple[int, bytes] | None:
        """Give size and root of the first heads over at least ``size`` entries, or None."""

    def head_leaves(self, bucket: int, size: int) -> list[Leaf]:
        """Give the leaves of a bucket as of the seal at ``size``, in byte order."""

    def head_group(self, height: int, group: int, size: int) -> list[bytes]:
        """Give 16 neighbouring hashes at a height (0, 4, 8 or 12) as of the seal at ``size``."""

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

    def erase_section(self, event_id: str, point: str) -> None:
        """Erase a sealed section for good; see :class:`batterypass.store.sqlite.SqliteStore`."""

    def content(self, digest: str) -> Content | None:
        """Give content by its digest, or None."""

    def contents(self) -> Iterator[Content]:
        """Give all content."""

    def opener(self) -> Callable[[], LedgerStore] | None:
        """Give what opens this ledger for reading in another process; None where nothing can."""

    def reading(self) -> AbstractContextManager[None]:
        """Read one state of the ledger, whatever others write meanwhile."""

    def watching(self) -> AbstractContextManager[Callable[[], bool]]:
        """Watch the ledger from now on: tells whether anybody else may have changed it since."""

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

    def mirror(self, *, rows_elsewhere: bool = False) -> Mirror:
        """Give this store's own derived tables as a place to fold into, which proves them.

        ``rows_elsewhere`` says that somebody asks :meth:`has_rows_of` about every entry meanwhile,
        of the same state of the ledger (:meth:`watching`).
        """

    def has_rows_of(self, batch: Batch) -> bool:
        """Tell whether the digest, event id, nodes and links of each entry of a batch are at rest."""

    def differences(self, scratch: ScratchStore, limit: int) -> Iterator[Difference]:
        """Compare every derived table with a scratch store that was folded from the log."""

    def replace_derived(self, scratch: ScratchStore) -> None:
        """Put the scratch store's derived tables in place of this store's, in one transaction."""

    def check_integrity(self) -> list[Text]:
        """Ask the file format itself; list what it finds wrong, nothing when it is sound."""

    def close(self) -> None:
        """Release the file."""


class ScratchStore(HeadsPlace, Protocol):
    """Derived tables only, in a temporary place, gone when closed."""

    def entries_of_events(self, event_ids: Sequence[str]) -> dict[str, int]:
        """Give the first entries that carry some of these event ids, of those that are known."""

    def commit(self, batch: Batch) -> None:
        """Write a batch's derived rows (its statements, sections, contents and note are ignored)."""

    def node(self, level: int, number: int) -> bytes:
        """Give a tree node."""

    def close(self) -> None:
        """Remove it."""


class Mirror(ScratchStore, Protocol):
    """A ledger's own derived tables, proven row by row while its log is folded.

    It is committed to like a scratch store, and compares instead. Of a log that has no tables it
    proves only that each event id stands once. Subjects may come later than
    the links and look-ups that name them; all of them have come when :meth:`is_whole` is asked.
    """

    #: True once a row was found to differ; whatever was answered is worthless then.
    differs: bool
    #: True where the nodes, digests, event ids and links of the entries are compared elsewhere.
    rows_elsewhere: bool

    def expect(self, first: int, event_ids: Sequence[str]) -> None:
        """Say which event ids the next entries carry, before they are judged; empty for none."""

    def is_whole(self) -> bool:
        """Tell whether the tables are exactly what was committed."""
