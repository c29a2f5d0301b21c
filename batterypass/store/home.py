"""What a person remembers of ledgers, outside their files (D16): ``BATTERYPASS_HOME``.

``trust/<16 hex>.policy`` are pinned trust files, ``checkpoints/<16 hex>.note`` the last signed
checkpoints that were verified, ``backups/<16 hex>.json`` what the last backups were,
``series/<16 hex>.txt`` the word of this device's own series of numbers at a site,
``forks/<16 hex>/<time>-<size>-<8 hex>/`` what proves a fork; the name is the beginning of SHA-256 of
the origin. ``outboxes/<16 hex>.kept`` is what was kept in an outbox, by its
ledger and its place.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.errors import FailedError, MalformedError, RefusedError
from batterypass.ports import BackupNote
from batterypass.store import kept_rows
from batterypass.store.evidence_folder import keep_in
from batterypass.store.regular import read_regular
from batterypass.store.whole_file import write_whole as write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from batterypass.ports import KeptRow


class Home:
    """A home folder; it is made when something is first kept in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def trust_path(self, origin: str) -> Path:
        """Give the place of the pinned trust file of an origin."""
        return self.folder / "trust" / f"{_short(origin)}.policy"

    def checkpoint_path(self, origin: str) -> Path:
        """Give the place of the remembered checkpoint of an origin."""
        return self.folder / "checkpoints" / f"{_short(origin)}.note"

    def trust(self, origin: str) -> bytes | None:
        """Give the pinned trust file of an origin, or None."""
        return _read(self.trust_path(origin))

    def pin(self, origin: str, trust_file: bytes) -> None:
        """Pin a trust file; the same bytes again change nothing. Raises RefusedError for others."""
        path = self.trust_path(origin)
        known = _read(path)
        if known == trust_file:
            return
        if known is not None:
            raise RefusedError(
                f"{path}: another trust file is pinned for {origin}: there is another ledger of this"
                " origin. Choose another origin, or another home folder (BATTERYPASS_HOME)",
                code="open.other-pin", path=path, origin=origin,
            )  # fmt: skip
        write_whole(path, trust_file)

    def checkpoint(self, origin: str) -> bytes | None:
        """Give the last signed checkpoint that was verified, or None."""
        return _read(self.checkpoint_path(origin))

    def remember(self, origin: str, note: bytes) -> None:
        """Keep the last verified checkpoint, atomically."""
        path = self.checkpoint_path(origin)
        if _read(path) != note:
            write_whole(path, note, durable=False)

    def forks_path(self, origin: str) -> Path:
        """Give the folder of the forks of an origin that were met."""
        return self.folder / "forks" / _short(origin)

    def keep_fork(self, origin: str, name: str, found_at: str, files: Mapping[str, bytes]) -> str:
        """Keep the files that prove a fork; one that is kept already is not kept again."""
        return str(keep_in(self.forks_path(origin), name, found_at, files))

    def series_code(self, origin: str, make: Callable[[], str]) -> str:
        """Give the word of this device's own series of numbers; kept from the first time on."""
        path = self.folder / "series" / f"{_short(origin)}.txt"
        known = _read(path)
        if known is None:
            known = make().encode("ascii")
            write_whole(path, known)
        return known.decode("ascii", "replace").strip()

    def backup_path(self, origin: str) -> Path:
        """Give the place of the note on the last backup of an origin."""
        return self.folder / "backups" / f"{_short(origin)}.json"

    def backup_made(self, origin: str) -> BackupNote | None:
        """Give the last backup that was made, or None. Raises MalformedError for a bad note."""
        path = self.backup_path(origin)
        data = _read(path)
        if data is None:
            return None
        try:
            found = json.loads(data)
            note = BackupNote(
                found["place"], found["made_at"], found["size"], bytes.fromhex(found["root"])
            )
            if _encode_backup(note) != data:
                raise ValueError("not in canonical form")
        except (ValueError, KeyError, TypeError) as error:
            raise MalformedError(
                f"{path}: no note on a backup ({error}): delete it and make a backup",
                code="backup.bad-note", path=path, why=str(error),
            ) from error  # fmt: skip
        return note

    def note_backup(self, origin: str, note: BackupNote) -> None:
        """Keep which backup was made last."""
        write_whole(self.backup_path(origin), _encode_backup(note))

    def kept_path(self, outbox: str) -> Path:
        """Give the place of what is remembered of an outbox."""
        return self.folder / "outboxes" / f"{_short(outbox)}.kept"

    def last_kept(self, outbox: str) -> KeptRow | None:
        """Give what was noted last of an outbox, or None."""
        return kept_rows.last_row(self.kept_path(outbox))

    def kept(self, outbox: str) -> list[KeptRow]:
        """List what was kept in an outbox. Raises MalformedError for a bad note."""
        return kept_rows.all_rows(self.kept_path(outbox))

    def note_kept(self, outbox: str, rows: Sequence[KeptRow]) -> None:
        """Remember more of what was kept in an outbox."""
        kept_rows.add_rows(self.kept_path(outbox), rows)

    def forget_kept(self, outbox: str, rows: Sequence[KeptRow]) -> None:
        """Remember these rows of an outbox and no others."""
        write_whole(self.kept_path(outbox), kept_rows.encode_rows(rows))


class NoHome:
    """Remembers nothing: for a library user who gave no home folder."""

    def trust(self, origin: str) -> bytes | None:
        """Know no trust file."""
        return None

    def pin(self, origin: str, trust_file: bytes) -> None:
        """Keep nothing."""

    def checkpoint(self, origin: str) -> bytes | None:
        """Know no checkpoint."""
        return None

    def remember(self, origin: str, note: bytes) -> None:
        """Keep nothing."""

    def keep_fork(self, origin: str, name: str, found_at: str, files: Mapping[str, bytes]) -> str:
        """Keep nothing."""
        return ""

    def series_code(self, origin: str, make: Callable[[], str]) -> str:
        """Give none: what cannot be kept would be another series every time."""
        return ""

    def backup_made(self, origin: str) -> BackupNote | None:
        """Know no backup."""
        return None

    def note_backup(self, origin: str, note: BackupNote) -> None:
        """Keep nothing."""

    def last_kept(self, outbox: str) -> KeptRow | None:
        """Know nothing of an outbox."""
        return None

    def kept(self, outbox: str) -> list[KeptRow]:
        """Know nothing of an outbox."""
        return []

    def note_kept(self, outbox: str, rows: Sequence[KeptRow]) -> None:
        """Keep nothing."""

    def forget_kept(self, outbox: str, rows: Sequence[KeptRow]) -> None:
        """Keep nothing."""


def _encode_backup(note: BackupNote) -> bytes:
    value = {
        "place": note.place, "made_at": note.made_at, "size": note.size, "root": note.root.hex(),
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _short(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()[:16]


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
