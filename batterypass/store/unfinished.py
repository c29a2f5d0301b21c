"""Receptions that nobody has signed yet: what was scanned, kept in ``BATTERYPASS_HOME``.

``receptions/<16 hex>.json``; the name is the beginning of SHA-256 of the ledger's ``aud`` and the
consignment. A laptop that dies at the gate loses nothing that a person has scanned.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.store.home import write_whole

if TYPE_CHECKING:
    from pathlib import Path


class Unfinished:
    """What is kept of one reception."""

    def __init__(self, home: Path, audience: str, consignment: str) -> None:
        """Name the file; nothing is read or written yet."""
        name = sha256(f"{audience}\0{consignment}".encode()).hexdigest()[:16]
        self.path = home / "receptions" / f"{name}.json"

    def read(self) -> dict[str, Any]:
        """Give what was kept; empty where nothing was, or where the file is damaged.

        A damaged note is no evidence of anything: the truck is scanned again.
        """
        try:
            found = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def keep(self, value: dict[str, Any]) -> None:
        """Keep the present state, whole or not at all. Raises FailedError."""
        body = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
        # A scan in a hundred milliseconds must not wait for a disk; the process may die, not the
        # machine's memory.
        write_whole(self.path, body, durable=False)

    def drop(self) -> None:
        """Forget it: it was signed, or a person said so."""
        self.path.unlink(missing_ok=True)
