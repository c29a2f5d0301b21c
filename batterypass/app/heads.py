"""Heads of all subjects: computed, committed as the last entry of a batch, and proved (D17).

A *sealed checkpoint* is one whose last entry is a ``ledger.heads-committed``. Its note is kept for
ever, and heads are kept such that a proof can be made for every one of them. Nothing here happens
while ordinary events are recorded: the subjects that changed are looked up when it is sealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from batterypass.app.batch import NOTHING_BESIDE, JudgedBatch
from batterypass.app.door import refuse
from batterypass.app.heads_below import heads_root
from batterypass.app.judge import open_statements, read_events
from batterypass.app.operator import sign_as_operator
from batterypass.app.record import commit_batch, complete, start_again
from batterypass.domain.clock import event_time_of
from batterypass.domain.events.ledger import HeadsCommitted
from batterypass.domain.ids import ledger_subject
from batterypass.errors import BrokenError, InputError
from batterypass.evidence.refusal import refusal
from batterypass.tlog.heads import (
    HEIGHT,
    HeadProof,
    bucket_of,
    siblings_of,
    verify_heads,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.session import Session
    from batterypass.ports import LedgerStore

_KIND = HeadsCommitted.KIND.name
#: Hashes of a stored row that are read together, as a power of two (``LedgerStore.head_group``).
_STEP = 4


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed checkpoint: its size, its signed note, and the root of heads that it commits to.

    The ``ledger.heads-committed`` is entry ``size - 1``; the heads are those of the entries below it.
    """

    size: int
    note: bytes
    root: bytes

    @property
    def entry(self) -> int:
        """Give the index of the entry that commits to the heads, which is their size too."""
        return self.size - 1


def covering_note(session: Session, entry: int) -> tuple[int, bytes] | None:
    """Give the earliest kept checkpoint that covers an entry, as (size, note), sealing where none does.

    What it gives stays the same for ever. None where nobody may seal here: at a replica, without
    keys, or where only looking was asked for.
    """
    found = session.store.kept_from(entry + 1)
    if found is None and can_seal(session) and entry < session.store.size():
        seal(session)
        found = session.store.kept_from(entry + 1)
    return found


def can_seal(session: Session) -> bool:
    """Tell whether this is the operator, with the keys, and may write."""
    around, operator = session.around, ledger_subject(session.origin)
    return (
        around.may_seal
        and around.keys is not None
        and not session.store.is_replica
        and all(around.keys.kids(operator, role) for role in ("checkpoint", "operator"))
    )


def last_sealed(store: LedgerStore) -> Sealed | None:
    """Give the newest sealed checkpoint, or None."""
    return sealed_covering(store, store.last_sealed())


def sealed_covering(store: LedgerStore, index: int) -> Sealed | None:
    """Give the earliest sealed checkpoint that covers an entry, or None where none does yet."""
    while (found := store.sealed_from(max(index, 1))) is not None:
        heads, root = found
        kept = store.kept_from(heads + 1)
        if kept is not None and kept[0] == heads + 1:
            return Sealed(*kept, root)
        # A copy that was brought back without this note has perhaps a later one.
        index = heads + 1
    return None


def is_sealed(session: Session) -> bool:
    """Tell whether nothing was recorded since the last seal."""
    return session.size > 0 and session.store.last_sealed() == session.size - 1


def seal(session: Session) -> Sealed:
    """Commit to the heads of all subjects, and give the checkpoint over that.

    Where nothing was recorded since the last seal, that one is given and nothing is written. Raises
    InputError for a replica or where the operator's key is not here, and what
    :func:`batterypass.app.record.record` raises.
    """
    store, keys = session.store, session.around.keys
    if store.is_replica:
        raise refusal(InputError, "heads.not-operator", origin=session.origin)
    if keys is not None:
        operator = ledger_subject(session.origin)
        keys.unlock([*keys.kids(operator, "checkpoint"), *keys.kids(operator, "operator")])
    complete(session)
    with store.writing():
        session.catch_up()
        if not session.size:
            raise InputError(
                "the ledger has no entries yet: batterypass init opens one", code="open.empty"
            )
        if not is_sealed(session):
            _append(session)
    sealed = last_sealed(store)
    if sealed is None:
        raise BrokenError(
            "the note of the seal is not kept: batterypass verify says more",
            code="heads.no-note", size=session.size,
        )  # fmt: skip
    return sealed


def _append(session: Session) -> None:
    judged = JudgedBatch(session, b"")
    try:
        judged.begin()
        size = session.world.size()
        root = heads_root(session.store, session.store, session.world)
        raw = sign_as_operator(
            session,
            _KIND,
            event_time_of(session.around.clock()),
            (ledger_subject(session.origin), str(size)),
            {"size": size, "root": root.hex()},
        )
        readings = open_statements([raw])
        read_events(readings)
        judged.take_in(readings[0], judged.judge(readings[0], good=None))
        refuse(judged.entries, is_overtaken=False)
        commit_batch(session, judged, NOTHING_BESIDE)
    except BaseException:
        start_again(session)
        raise


def prove_heads(
    store: LedgerStore, sealed: Sealed, subjects: Iterable[str]
) -> dict[str, HeadProof]:
    """Prove what these subjects have under a sealed checkpoint; of a stranger, that it has nothing.

    Subjects of one bucket share their proof. Raises BrokenError where the kept heads do not lead to
    the root that was committed.
    """
    prove = partial(_prove, store, sealed)
    proofs: dict[int, HeadProof] = {}
    found = {}
    for subject in subjects:
        bucket = bucket_of(subject)
        if bucket not in proofs:
            proofs[bucket] = prove(bucket)
        found[subject] = proofs[bucket]
    return found


def _prove(store: LedgerStore, sealed: Sealed, bucket: int) -> HeadProof:
    siblings: list[bytes] = []
    for height in range(0, HEIGHT, _STEP):
        place = bucket >> height
        group = store.head_group(height, place >> _STEP, sealed.entry)
        siblings += siblings_of(group, place & ((1 << _STEP) - 1))
    proof = HeadProof(bucket, tuple(store.head_leaves(bucket, sealed.entry)), tuple(siblings))
    try:
        verify_heads(proof, sealed.root)
    except BrokenError as error:
        raise BrokenError(
            f"{error}: batterypass verify says what differs, batterypass rebuild makes it again",
            code="heads.damaged", bucket=bucket, size=sealed.size,
        ) from error  # fmt: skip
    return proof
