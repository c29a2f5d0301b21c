"""What a seed gives: keys, numbers that look random, and the operator's keys in memory."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.app.opening import OperatorKeys
from batterypass.errors import InputError
from batterypass.ports import SignedTip
from batterypass.statements.private import PrivateKey

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Stands in every key and id that is made from a seed: it is no secret, and signs for nobody.
MARK: Final = b"batterypass simulated, worthless "


class Draws:
    """Bytes that look random and are the same for a seed, in the order in which they are drawn."""

    def __init__(self, seed: int) -> None:
        self._seed = b"%d" % seed
        self._drawn = 0

    def __call__(self, count: int) -> bytes:
        """Give ``count`` bytes, at most 32."""
        self._drawn += 1
        return sha256(MARK + self._seed + b" draw %d" % self._drawn).digest()[:count]


def key_of(seed: int, name: str) -> PrivateKey:
    """Make the Ed25519 key of a name, which anybody who knows the seed can make again."""
    return PrivateKey.generate(
        lambda count: sha256(MARK + f"{seed} key {name}".encode()).digest()[:count]
    )


def operator_keys(seed: int) -> OperatorKeys:
    """Give the keys of the operator of a simulated ledger."""
    checkpoint, statement, receipt = (
        key_of(seed, f"operator {name}") for name in ("checkpoint", "statement", "receipt")
    )
    return OperatorKeys(checkpoint, statement, receipt)


class KeysInMemory:
    """Private keys of this process alone: no file, no passphrase (``ports.SigningKeys``)."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, str, PrivateKey]] = {}

    def add(self, private: PrivateKey, party: str, role: str) -> None:
        """Keep the key of a party for a role."""
        self._keys[private.kid.hex()] = (party, role, private)

    def parties(self) -> list[str]:
        """List the parties that have a daily key here."""
        return sorted({party for party, role, _ in self._keys.values() if role == "daily"})

    def kids(self, party: str, role: str) -> list[str]:
        """List the thumbprints of a party's keys of a role."""
        return [kid for kid, held in self._keys.items() if held[:2] == (party, role)]

    def private(self, kid: str) -> PrivateKey:
        """Give a private key. Raises InputError where it is not here."""
        if kid not in self._keys:
            raise InputError(
                f"no key {kid[:16]}… in the simulation", code="simulate.no-key", kid=kid
            )
        return self._keys[kid][2]

    def unlock(self, kids: Iterable[str]) -> None:
        """Do nothing: no key is locked."""


class TipInMemory:
    """The last checkpoint that was signed, kept as long as this process runs (``ports.TipKeeper``).

    A simulation that was stopped is made again from its seed, so nothing is laid down.
    """

    def __init__(self) -> None:
        self._tip: SignedTip | None = None

    def read(self) -> SignedTip | None:
        """Give it, or None before the first."""
        return self._tip

    def advance(self, size: int, root: bytes, *, after: SignedTip | None) -> SignedTip:
        """Move forward; the one writer of a simulation is never overtaken."""
        del after
        self._tip = SignedTip(size, root)
        return self._tip

    def prepare(self, size: int, body: bytes) -> None:
        """Lay nothing down."""

    def prepared(self) -> bytes | None:
        """Give nothing."""
        return None

    def withdraw(self) -> None:
        """Drop nothing."""
