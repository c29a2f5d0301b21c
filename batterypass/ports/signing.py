"""Keys that sign, and the state of the signer beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from batterypass.statements.private import PrivateKey


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
