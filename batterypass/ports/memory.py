"""What is remembered of ledgers outside their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


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

    def keep_fork(self, origin: str, name: str, found_at: str, files: Mapping[str, bytes]) -> str:
        """Keep the files that prove a fork, for ever; give their place, empty where nothing is kept."""

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
