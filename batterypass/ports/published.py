"""A published log as whoever reads it finds it: files under relative paths, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class PublishedFiles(Protocol):
    """The files of one folder. All methods raise FailedError where it does not answer."""

    def read(self, path: str, most: int) -> bytes | None:
        """Give a file; None where it is not there. Raises MalformedError for more than ``most`` bytes."""

    def names(self) -> Iterator[str]:
        """Name every file that is there, by its path with ``/`` from here, in byte order."""


class PublishedPlace(Protocol):
    """A folder that a log is published into. All methods raise FailedError for the disk."""

    def has(self, path: str) -> bool:
        """Tell whether a file is there."""

    def read(self, path: str) -> bytes | None:
        """Give a file, or None."""

    def write(self, path: str, body: bytes) -> None:
        """Write a file whole: its bytes are on the disk before its name is."""

    def keep(self, path: str) -> None:
        """Have :meth:`settle` wait for a file as well that was written by somebody who was stopped."""

    def settle(self) -> None:
        """Wait until the name of every file that was written or kept is on the disk."""

    def drop_partial(self, path: str) -> None:
        """Remove what was published of a tile while it was not full; ``path`` is that of the full one."""
