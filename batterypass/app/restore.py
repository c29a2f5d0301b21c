"""Restoring a backup, and catching up with what was recorded after it was made.

A restored ledger may be older than what its key has signed. It can be read at once; it is signed
again when it has caught up (:mod:`batterypass.app.signer`), from any copy of the missing entries:
a site's replica, the published folder, an answer file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.backup import check_copy, contains, copy_files
from batterypass.app.session import Session, operator_id
from batterypass.app.trust import check_trust, trust_of
from batterypass.errors import BrokenError, InputError, UndecidedError, refusal
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.session import Surroundings
    from batterypass.app.trust import TrustKind
    from batterypass.ports import LedgerPlace, LedgerStore, SignedTip

    Progress = Callable[[int, int], None]

_SEALED = b'"sealed"'


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: entries, attachments, an outbox."""

    origin: str
    size: int
    #: What vouches for it from outside the backup.
    trust: TrustKind
    #: Entries of the last checkpoint that was signed or seen here and that the backup has not.
    missing: int
    #: Whether that checkpoint was signed with a key that is here: then nothing is signed until
    #: the missing entries are back.
    is_signer: bool
    new_files: int
    has_outbox: bool


def restore(
    store: LedgerStore,
    around: Surroundings,
    source: LedgerPlace,
    target: LedgerPlace,
    *,
    first_use: bool = False,
    progress: Progress = lambda done, total: None,
) -> Restored:
    """Bring back the backup of ``store``, which stands at ``source``, to ``target``.

    1. Its checkpoint opens under the key that entry 0 names, and its entries make that root.
    2. What is known from outside agrees: the trust file, the remembered checkpoint, the last tip
    that the key here has signed. 3. What stands at ``target`` must be an older state of the same
    ledger. 4. The file, moved in whole. 5. Attachments that are not there. 6. The outbox, unless
    one is there: that one is newer.

    Raises BrokenError where the backup is damaged or contradicts 2, InputError for 3, and
    UndecidedError where nothing outside vouches for it and ``first_use`` does not accept that.
    """
    # 1
    check_copy(store, around)
    session = Session(store, around)
    # 2
    trust = _vouched(session, first_use=first_use)
    # 3
    with target.opened() as there:
        if there is not None and not contains(session, there):
            raise InputError(
                f"{target.name}: what is there is no older state of this ledger: a restore replaces"
                " nothing else. Choose another name, or move it away together with"
                f" {target.name}-wal",
                code="restore.exists", path=target.name, origin=session.origin,
            )  # fmt: skip
    # 4
    target.put(store, lambda copy: _same(session, copy), progress)
    # 5
    _, new_files = copy_files(source.files, target.files)
    # 6
    has_outbox = store.is_replica and target.put_outbox(source, replace=False)
    tip = signed_tip(session)
    return Restored(
        session.origin, session.size, trust, missing_entries(session),
        is_signer=tip is not None and tip.size > session.size,
        new_files=new_files, has_outbox=has_outbox,
    )  # fmt: skip


def signed_tip(session: Session) -> SignedTip | None:
    """Give what the checkpoint key signed last, where that key is here; else None."""
    around = session.around
    if around.keys is None or around.tip is None:
        return None
    if not around.keys.kids(operator_id(session.origin), "checkpoint"):
        return None
    return around.tip(session.origin).read()


def missing_entries(session: Session) -> int:
    """Count the entries of the last checkpoint, signed or seen here, that the ledger has not."""
    tip = signed_tip(session)
    seen = trust_of(session.around.memory, session.origin, None).remembered
    most = max(tip.size if tip else 0, seen.size if seen else 0)
    return max(0, most - session.logged)


def unsealed_entries(session: Session, first: int) -> int:
    """Count the entries from ``first`` on of which a sealed section is not here.

    Entries come back from any copy, sealed sections only from whoever has them.
    """
    store = session.store
    count = 0
    for _, raw in store.statements(first, session.logged):
        if _SEALED in raw:
            payload = parse_payload(parse_statement(raw).payload)
            event_id = payload["event_id"]
            points = payload.get("sealed", {})
            count += any(store.section(event_id, point) is None for point in points)
    return count


def _vouched(session: Session, *, first_use: bool) -> TrustKind:
    """Compare with what is kept outside the backup; say what vouches for it."""
    store, origin = session.store, session.origin
    start = trust_of(session.around.memory, origin, None)
    problem = check_trust(start, origin, store.note(), store.statement(0))
    if problem is not None:
        raise refusal(BrokenError, "restore.other-ledger", origin=origin, why=problem)
    tip = signed_tip(session)
    known = [(one.size, one.root) for one in (start.remembered, tip) if one is not None]
    for size, root in known:
        if size and size <= session.size and session.root_of_size(size) != root:
            raise BrokenError(
                f"at {size} entries this backup has another root than the checkpoint of {origin}"
                " that was signed or seen here: it is a backup of another history",
                code="restore.other-history", origin=origin, size=size,
            )  # fmt: skip
    if start.kind == "first-use" and tip is None and not first_use:
        raise UndecidedError(
            f"nothing outside this backup vouches for it: no trust file of {origin}, no checkpoint"
            " seen before, no signer's state. Say --first-use to accept it as it is",
            code="restore.first-use", origin=origin,
        )  # fmt: skip
    return start.kind


def _same(session: Session, copy: LedgerStore) -> None:
    """Raise BrokenError where a copy is not what was checked."""
    made = check_copy(copy, session.around)
    if (made.size, made.root) != (session.size, session.root_of_size(session.size)):
        raise BrokenError(
            f"the copy has {made.size} entries, the backup {session.size}: somebody wrote to it",
            code="restore.changed", size=made.size, expected=session.size,
        )  # fmt: skip
