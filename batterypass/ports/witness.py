"""What a witness keeps: the logs that it was told of, and the last checkpoint of each that it cosigned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class WitnessState(Protocol):
    """The state of one log at a witness. All methods raise FailedError for the disk."""

    def holding(self) -> AbstractContextManager[None]:
        """Keep every other process from changing it meanwhile."""

    def policy(self) -> bytes | None:
        """Give the trust file with the keys of the log; None for a log that was never added."""

    def add(self, policy: bytes) -> None:
        """Take a log in, or other keys for it."""

    def checkpoint(self) -> bytes | None:
        """Give the last checkpoint that was cosigned; None before the first."""

    def store(self, new: bytes, *, after: bytes | None) -> None:
        """Keep the checkpoint that is about to be cosigned; durable when this returns.

        Raises ConflictError unless ``after`` is what :meth:`checkpoint` gives.
        """
