"""Unlocking the operator's keys while the command still reads.

bcrypt takes a core 0.12 s for each key and lets go of the interpreter. Where the passphrase is at
hand and the person said ``--yes``, the two keys of the operator, which sign nothing for anybody
(D13), are unlocked beside the rest of the work: one after the other, so that on two processors one is
left for that. The signer's own key waits for the rules. A command that ends without them, as one
that the rules refuse, waits for nothing (:func:`batterypass_cli.main.run`).
"""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from batterypass.errors import BatterypassError
from batterypass.store.keyring import KeyRing

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.statements.private import PrivateKey
    from batterypass.store.keyfolder import KeyFolder, KeyInfo

_ROLES = ("checkpoint", "operator")


class EarlyRing(KeyRing):
    """A key ring that may have begun to unlock."""

    def __init__(self, folder: KeyFolder, ask: Callable[[], str]) -> None:
        super().__init__(folder, ask)
        self._thread: Thread | None = None
        self._found: dict[bytes, PrivateKey] = {}

    def begin(self) -> None:
        """Begin to unlock the operator's keys, where the folder has those of one ledger only."""
        infos = [info for info in self.infos() if info.role in _ROLES]
        if self._thread or not 0 < len(infos) <= len(_ROLES):
            return
        self._thread = Thread(
            target=self._unlock_early, args=(infos, self.passphrase()), daemon=True
        )
        self._thread.start()

    def is_busy(self) -> bool:
        """Tell whether the keys that were begun are being unlocked still."""
        return self._thread is not None and self._thread.is_alive()

    def unlock(self, kids: list[str]) -> None:
        """Unlock several keys at once, those that were begun included."""
        early = {info.kid.hex() for info in self.infos() if info.role in _ROLES}
        if self._thread is None or not early & set(kids):
            super().unlock(kids)
            return
        super().unlock([kid for kid in kids if kid not in early])
        self._thread.join()
        self._unlocked.update((kid.hex(), private) for kid, private in self._found.items())
        # What was not found early, because of a wrong passphrase or a damaged file, says so now.
        super().unlock(kids)

    def _unlock_early(self, infos: list[KeyInfo], passphrase: str) -> None:
        # Whatever is wrong is said by the ordinary way, when the key is needed.
        with suppress(BatterypassError):
            for info in infos:
                self._found.update(self._folder.unlock([info], passphrase))
