"""A witness cosigns a log's checkpoint by file: at most one history for each log (C2SP tlog-witness).

The witness never reads an entry. What it promises is that each checkpoint that it signs extends all
that it signed before, so that whoever asks for its cosignature cannot be shown another history.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.forks import Fork, checkpoint_in
from batterypass.app.trust import note_verifier
from batterypass.errors import (
    BrokenError,
    ConflictError,
    InputError,
    RefusedError,
)
from batterypass.evidence.refusal import refusal
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.cosignature import cosign_checkpoint
from batterypass.tlog.merkle import verify_consistency
from batterypass.tlog.policy import PolicyLog, TrustFile
from batterypass.tlog.tree import NodeReader, consistency_path, root_at
from batterypass.tlog.witness import WitnessRequest

if TYPE_CHECKING:
    from batterypass.ports import WitnessState
    from batterypass.tlog.keys import Signer, Vkey


#: Seconds since 1970 of 2020 and 2100: a clock that shows another time was never set.
_FIRST, _LAST = 1_577_836_800, 4_102_444_800

#: Gives the request for an old size, and the root that its maker has there, where he has the hashes.
Ask = Callable[[int], tuple[WitnessRequest, bytes | None]]


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The checkpoint with the cosignature under it, and from which size it was extended.

    ``note`` has no cosignature where only looking was asked for.
    """

    checkpoint: Checkpoint
    note: bytes
    before: int


def request_of(
    note: bytes, old_size: int, read_node: NodeReader | None
) -> tuple[WitnessRequest, bytes | None]:
    """Make a request for ``note`` from hashes that somebody has, with his root of the old size.

    Nothing of them is believed. Without ``read_node`` the proof is empty, which does for a first
    checkpoint and a repeated one.
    """
    size = checkpoint_in(note).size
    if read_node is None or not 0 < old_size < size:
        return WitnessRequest(old_size, (), note), None
    path = consistency_path(old_size, size, read_node)
    return WitnessRequest(old_size, tuple(path), note), root_at(old_size, read_node)


def add_log(state: WitnessState, trust: TrustFile, origin: str) -> tuple[Vkey, ...]:
    """Take a log in knowingly, or its new keys; give the keys.

    Raises InputError where the trust file has none of it.
    """
    vkeys = trust.keys_of(origin)
    if not vkeys:
        raise refusal(InputError, "witness.no-such-log", origin=origin)
    state.add(TrustFile(tuple(PolicyLog(vkey) for vkey in vkeys)).encode())
    return vkeys


def cosign(
    state: WitnessState,
    origin: str,
    ask: Ask,
    key: Signer | None,
    *,
    at: int,
    keep_evidence: Callable[[Fork], str],
) -> Cosigned:
    """Cosign a checkpoint at ``at`` (seconds since 1970 UTC), if it extends the last one.

    ``ask`` gives the request for the size that the witness cosigned last, 0 for none, and the root
    that whoever made it has at that size. In words, the answers of the witness protocol:

    1. The origin was added (404: RefusedError).
    2. A key of the log has signed it, and no signature by one is bad (403: BrokenError).
    3. At the size of the last checkpoint the root is the same, whatever the request says of old sizes;
       else the two notes prove a fork and are kept (422: BrokenError). The very checkpoint that was
       cosigned last is cosigned again, for the answer may have been lost.
    4. The checkpoint is not older than the last one (409: ConflictError), and the old size not above
       its own (400: InputError).
    5. The old size is that of the last checkpoint cosigned (409: ConflictError, which says it).
    6. The proof leads from the last checkpoint to this one (422: BrokenError). Where it leads to it
       from another root of that size, the two notes prove a fork too, and are kept.
    7. The clock shows a time that can be. The state is on the disk; then the cosignature is given.

    From 1 to 7 no other process changes the state. Without a ``key`` it ends before 7.
    """
    with state.holding():
        # 1
        policy, known = state.policy(), state.checkpoint()
        if policy is None:
            raise refusal(RefusedError, "witness.unknown-origin", origin=origin)
        last = checkpoint_in(known) if known is not None else None
        request, other = ask(last.size if last is not None else 0)
        # 2
        verifiers = [note_verifier(log.vkey) for log in TrustFile.parse(policy).logs]
        try:
            new = open_checkpoint(request.checkpoint, verifiers, origin)
        except BrokenError as error:
            raise refusal(BrokenError, "witness.not-signed", origin=origin, why=error) from error
        _demand_extension(request, new, last, known, other, keep_evidence)
        # 7
        note = request.checkpoint
        if key is not None:
            if not _FIRST <= at < _LAST:
                raise refusal(InputError, "witness.bad-clock", time=at)
            note = cosign_checkpoint(note, key, at)
            state.store(note, after=known)
    return Cosigned(new, note, last.size if last is not None else 0)


def _demand_extension(
    request: WitnessRequest,
    new: Checkpoint,
    last: Checkpoint | None,
    known: bytes | None,
    other: bytes | None,
    keep_evidence: Callable[[Fork], str],
) -> None:
    seen = last.size if last is not None else 0
    # 3
    if new == last:
        # The answer was lost: the same is said again (D18).
        return
    if known is not None and last is not None and last.size == new.size:
        raise _fork(new, last, new.root, keep_evidence(Fork(new.origin, known, request.checkpoint)))
    # 4
    if new.size < seen:
        raise refusal(ConflictError, "witness.older", origin=new.origin, size=new.size, seen=seen)
    if request.old_size > new.size:
        raise refusal(InputError, "witness.old-above", size=new.size, old=request.old_size)
    # 5
    if request.old_size != seen:
        raise refusal(
            ConflictError, "witness.other-size", origin=new.origin, old=request.old_size, seen=seen
        )
    # 6
    if last is None or known is None or seen == 0:
        if request.proof:
            raise refusal(BrokenError, "witness.wrong-proof", size=new.size, seen=seen)
        return
    if _leads(request, new, last.root):
        return
    if other is not None and other != last.root and _leads(request, new, other):
        raise _fork(new, last, other, keep_evidence(Fork(new.origin, known, request.checkpoint)))
    raise refusal(BrokenError, "witness.wrong-proof", size=new.size, seen=seen)


def _leads(request: WitnessRequest, new: Checkpoint, root: bytes) -> bool:
    try:
        verify_consistency(request.old_size, new.size, root, new.root, request.proof)
    except BrokenError:
        return False
    return True


def _fork(new: Checkpoint, last: Checkpoint, root: bytes, place: str) -> BrokenError:
    return refusal(
        BrokenError, "witness.fork", origin=new.origin, size=last.size,
        ours=last.root.hex(), theirs=root.hex(), place=place,
    )  # fmt: skip
