"""What a site signed and has not sent yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.domain.pending import State as PendingState
    from batterypass.ports.rows import Section


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
