"""Backups: a whole ledger at another place, equal to its signed checkpoint before it counts.

What makes a copy a backup is that it can be restored without forking the log: the last signed tip
stands beside the key, which is not in it (D16), and a restored ledger that is behind it is not
signed (:mod:`batterypass.app.restore`).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Final

from batterypass.app.session import Session
from batterypass.domain.clock import event_time_of
from batterypass.errors import BrokenError, InputError, MalformedError, refusal
from batterypass.ports import BackupNote
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tree import Frontier

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.session import Surroundings
    from batterypass.ports import FileFolder, LedgerPlace, LedgerStore
    from batterypass.tlog.checkpoint import Checkpoint

    Progress = Callable[[int, int], None]

#: Entries that are hashed at once.
_TOGETHER: Final = 1000
_SEALED: Final = b'"sealed"'


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds: entries, attachments (and how many of them are new), an outbox."""

    size: int
    root: bytes
    files: int
    new_files: int
    has_outbox: bool


def backup(
    store: LedgerStore,
    around: Surroundings,
    here: LedgerPlace,
    target: LedgerPlace,
    progress: Progress = lambda done, total: None,
) -> BackedUp:
    """Copy the ledger of ``store``, which stands at ``here``, to ``target``, while others write.

    1. What stands at ``target`` must be an older backup of this ledger. 2. The ledger file, whose
    copy is equal to its signed checkpoint before it replaces the older one. 3. Attachments that are
    not there yet. 4. The outbox, after the replica under it: an outbox ahead of its replica waits
    for an update, while one behind it would lose what was signed meanwhile. 5. The note for
    ``doctor``.

    Raises InputError where ``target`` holds something else, BrokenError where the ledger or an
    attachment is damaged, FailedError for the disk; then the older backup stands as it was.
    """
    session = Session(store, around)
    # 1
    with target.opened() as older:
        if older is not None and not contains(session, older):
            raise InputError(
                f"{target.name}: what is there is no older backup of {session.origin}: choose"
                " another name",
                code="backup.other-file", path=target.name, origin=session.origin,
            )  # fmt: skip
    # 2
    checked: list[Checkpoint] = []
    target.put(store, lambda copy: checked.append(check_copy(copy, around)), progress)
    # 3
    files, new = copy_files(here.files, target.files)
    # 4
    has_outbox = store.is_replica and target.put_outbox(here, replace=True)
    # 5
    made = checked[-1]
    at = event_time_of(around.clock().replace(microsecond=0))
    note = BackupNote(target.name, at, made.size, made.root)
    around.memory.note_backup(session.origin, note)
    return BackedUp(made.size, made.root, files, new, has_outbox)


def check_copy(store: LedgerStore, around: Surroundings) -> Checkpoint:
    """Give the signed checkpoint of a ledger whose entries make exactly its root.

    1. The file format is sound. 2. The entries hash to the root. 3. Sealed sections and content are
    those that the entries name: no other copy need have them. What is derived can be made again, and
    is not looked at. Raises BrokenError for what is not so.
    """
    # 1
    wrong = store.check_integrity()
    if wrong:
        raise refusal(BrokenError, "backup.damaged", why=wrong[0])
    # 2
    checkpoint = Session(store, around).checkpoint()
    tree = Frontier()
    entries = store.statements(0, checkpoint.size)
    while some := list(islice(entries, _TOGETHER)):
        tree.extend([leaf_hash(raw) for _, raw in some])
        # 3
        for entry, raw in some:
            _check_sections(store, entry, raw)
        # What was completed is at rest already; only the edge is needed.
        tree.take_completed()
    if tree.size != checkpoint.size or tree.root() != checkpoint.root:
        raise BrokenError(
            f"the {tree.size} entries make the root {tree.root().hex()}, the signed checkpoint of"
            f" {checkpoint.size} says {checkpoint.root.hex()}; run batterypass verify",
            code="backup.other-root", size=tree.size, root=tree.root().hex()[:16],
            signed=checkpoint.root.hex()[:16],
        )  # fmt: skip
    # 3
    for content in store.contents():
        if sha256(content.body).hexdigest() != content.digest:
            raise BrokenError(
                f"content {content.digest} has another digest; run batterypass verify",
                code="backup.damaged", why=f"content {content.digest}",
            )  # fmt: skip
    return checkpoint


def _check_sections(store: LedgerStore, entry: int, raw: bytes) -> None:
    if _SEALED not in raw:
        return
    try:
        payload = parse_payload(parse_statement(raw).payload)
    except MalformedError:
        # Damaged: the root will not be the one that was signed.
        return
    for point, digest in payload.get("sealed", {}).items():
        body = store.section(payload["event_id"], point)
        if body is not None and sha256(body).hexdigest() != digest:
            raise BrokenError(
                f"entry {entry}: the sealed section {point} has another digest; run batterypass"
                " verify",
                code="backup.damaged", why=f"entry {entry}, {point}",
            )  # fmt: skip


def contains(session: Session, older: LedgerStore) -> bool:
    """Tell whether a ledger continues another of the same kind: the same root at its size."""
    if older.is_replica != session.store.is_replica or not older.size():
        return False
    before = Session(older, session.around)
    return (
        before.audience == session.audience
        and before.size <= session.logged
        and session.root_of_size(before.size) == before.root_of_size(before.size)
    )


def copy_files(source: FileFolder, target: FileFolder) -> tuple[int, int]:
    """Copy attachments that are not there yet; give how many there are and how many are new.

    One that was removed here after its time is left in an older backup. Raises BrokenError where
    one is damaged.
    """
    count = new = 0
    for digest, _ in source.listed():
        count += 1
        if not target.has(digest):
            target.add(source.read(digest))
            new += 1
    return count, new


__all__ = ["BackedUp", "backup", "check_copy", "contains", "copy_files"]
