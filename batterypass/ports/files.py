"""Folders of files beside a ledger, and where ledgers are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from batterypass.ports.ledgers import LedgerStore


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
