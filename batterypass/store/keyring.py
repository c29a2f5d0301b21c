"""The signing keys of one command: found without a passphrase, unlocked once when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.statements.private import PrivateKey
    from batterypass.store.keyfolder import KeyFolder, KeyInfo, KeyRole


class KeyRing:
    """The keys of a folder. ``ask`` gives the passphrase; it is called at most once."""

    def __init__(self, folder: KeyFolder, ask: Callable[[], str]) -> None:
        self._folder = folder
        self.folder = folder.path
        self._ask = ask
        self._passphrase: str | None = None
        self._unlocked: dict[str, PrivateKey] = {}
        self._infos: dict[str, KeyInfo] | None = None

    def parties(self) -> list[str]:
        """List the parties that have a daily key here."""
        return sorted({info.party for info in self._listed().values() if info.role == "daily"})

    def kids(self, party: str, role: str) -> list[str]:
        """List the thumbprints (hex) of a party's keys of a role."""
        wanted = cast("KeyRole", role)
        return [
            kid
            for kid, info in self._listed().items()
            if info.party == party and info.role == wanted
        ]

    def private(self, kid: str) -> PrivateKey:
        """Give a private key. Raises InputError where it is not here or the passphrase is wrong."""
        if kid not in self._unlocked:
            self.unlock([kid])
        return self._unlocked[kid]

    def unlock(self, kids: list[str]) -> None:
        """Unlock several keys at once, in parallel."""
        missing = [kid for kid in kids if kid not in self._unlocked]
        if not missing:
            return
        infos = self._listed()
        absent = [kid for kid in missing if kid not in infos]
        if absent:
            raise InputError(
                f"{self._folder.path}: there is no key {absent[0][:16]}… in this folder",
                code="keyfolder.no-key", folder=self._folder.path, kid=absent[0][:16],
            )  # fmt: skip
        found = self._folder.unlock([infos[kid] for kid in missing], self.passphrase())
        self._unlocked.update((kid.hex(), private) for kid, private in found.items())

    def add(self, private: PrivateKey, party: str, role: str) -> None:
        """Store a new key under the folder's passphrase; a new folder takes it as its own."""
        if self._folder.is_new():
            self._folder.init(self.passphrase())
        self._folder.add(
            private, party=party, role=cast("KeyRole", role), passphrase=self.passphrase()
        )
        self._infos = None
        self._unlocked[private.kid.hex()] = private

    def passphrase(self) -> str:
        """Give the passphrase, asking for it the first time."""
        if self._passphrase is None:
            self._passphrase = self._ask()
        return self._passphrase

    def infos(self) -> list[KeyInfo]:
        """List what is known of every key here."""
        return list(self._listed().values())

    def _listed(self) -> dict[str, KeyInfo]:
        if self._infos is None:
            self._infos = {info.kid.hex(): info for info in self._folder.list()}
        return self._infos
