"""What a person notes about keys and parties, beside what he remembers of ledgers (``home.py``).

::

    BATTERYPASS_HOME/
      grants/<16 hex of the kid>.bpz        the grant file that was accepted for a key
      sheets/<64 hex of the kid>.json       when its recovery sheet was last read back
      watched/<16 hex>.json                 up to which entry a party of a ledger was watched
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.errors import FailedError
from batterypass.store.home import write_whole
from batterypass.store.regular import read_regular

if TYPE_CHECKING:
    from pathlib import Path


class Notes:
    """The notes below a home folder. Each method raises FailedError where the disk stops it."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def keep_grant(self, kid: str, data: bytes) -> Path:
        """Keep the grant file of a key."""
        path = self._home / "grants" / f"{kid[:16]}.bpz"
        write_whole(path, data)
        return path

    def grant(self, kid: str) -> bytes | None:
        """Give the grant file that was kept for a key, or None."""
        return _read(self._home / "grants" / f"{kid[:16]}.bpz")

    def note_tested(self, kid: str, at: str) -> None:
        """Note that the sheet of a recovery key was read back at a time, and restores it."""
        write_whole(self._home / "sheets" / f"{kid}.json", _dumped({"kid": kid, "tested_at": at}))

    def tested_at(self, kid: str) -> str:
        """Give when the sheet of a recovery key was last read back; empty for never."""
        found = _object(self._home / "sheets" / f"{kid}.json")
        return str(found.get("tested_at", "")) if found.get("kid") == kid else ""

    def note_watched(self, origin: str, party: str, size: int) -> None:
        """Note that all entries below ``size`` were looked at for a party."""
        value = {"origin": origin, "party": party, "size": size}
        write_whole(self._watched(origin, party), _dumped(value))

    def watched(self, origin: str, party: str) -> int:
        """Give the number of entries that were looked at for a party; 0 for none."""
        size = _object(self._watched(origin, party)).get("size")
        return size if isinstance(size, int) and size >= 0 else 0

    def _watched(self, origin: str, party: str) -> Path:
        name = sha256(f"{origin}\0{party}".encode()).hexdigest()[:16]
        return self._home / "watched" / f"{name}.json"


def _dumped(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _object(path: Path) -> dict[str, object]:
    """Read a note. One that is damaged says as little as none: what it was of is looked at again."""
    data = _read(path)
    if data is None:
        return {}
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _read(path: Path) -> bytes | None:
    try:
        return read_regular(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FailedError(
            f"{path}: cannot be read: {error.strerror or error}",
            code="open.unreadable", path=path, why=error.strerror or str(error),
        ) from error  # fmt: skip
