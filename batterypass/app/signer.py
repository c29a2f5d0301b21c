"""The signer of checkpoints, and when it may sign (D16).

A log is forked when its key signs two checkpoints of which one does not extend the other. So the
last one that was signed stands beside the key, and a ledger that is behind it is never signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.keyprint import thumbprint_of
from batterypass.errors import BrokenError, InputError
from batterypass.statements.cose import parse_statement
from batterypass.statements.notekeys import NoteSigner, NoteVerifier
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.note import parse_note

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.ports import SignedTip, TipKeeper


def checkpoint_signer(
    session: Session, entry_0: bytes = b""
) -> tuple[NoteSigner, SignedTip | None]:
    """Give the signer of checkpoints, once it is sure that signing cannot fork the log.

    With it comes the last tip that the key has signed. ``entry_0`` is given while the ledger is
    being opened. Raises BrokenError where the ledger is behind what its key has signed, or differs
    from it, and InputError where the operator's key is not here.
    """
    around = session.around
    if around.keys is None or around.tip is None:
        raise InputError(
            "this ledger is open for reading: no key folder was given (--keys DIR)",
            code="write.no-keys",
        )
    ledger = session.world.ledger()
    public = ledger.checkpoint_key if ledger is not None else _checkpoint_key_of(entry_0)
    kid = thumbprint_of("Ed25519", public)
    if kid not in around.keys.kids(f"https://{session.origin}", "checkpoint"):
        raise InputError(
            f"the key folder has no checkpoint key of {session.origin}: only the operator of a"
            " ledger records in it; use --keys DIR with the operator's keys",
            code="write.not-operator",
            origin=session.origin,
        )
    if not session.is_remembered:
        _compare_with_memory(session)
    keeper = around.tip(session.origin)
    last = keeper.read()
    if last is not None and last.size > session.size:
        raise BrokenError(
            f"this ledger has {session.size} entries, but its key has signed a checkpoint of"
            f" {last.size}: it is an older copy, and signing would fork the log; nothing was"
            f" written. {_newer(last.size - session.size)}",
            code="write.older-copy",
            size=session.size,
            signed=last.size,
            missing=last.size - session.size,
        )
    if last is not None and last.size and session.root_of_size(last.size) != last.root:
        raise BrokenError(
            f"at {last.size} entries this ledger has another root than the one its key signed:"
            " signing would fork the log. Run batterypass verify",
            code="write.fork",
            size=last.size,
        )
    if session.size and (last is None or last.size < session.size):
        last = _move_forward(session, keeper, last, public)
    return NoteSigner(session.origin, around.keys.private(kid)), last


def _compare_with_memory(session: Session) -> None:
    """Refuse a ledger that is behind, or beside, the checkpoint that this person has seen.

    A backup that brings back the keys together with the file brings back the signer's state as
    well; only what is remembered elsewhere can tell. Raises BrokenError.
    """
    note = session.around.memory.checkpoint(session.origin)
    if note is not None:
        seen = Checkpoint.parse(parse_note(note).text)
        if seen.size > session.size:
            raise BrokenError(
                f"a checkpoint of {seen.size} entries of {session.origin} was seen here before, and"
                f" this ledger has {session.size}: it is an older copy, and signing would fork the"
                f" log; nothing was written. {_newer(seen.size - session.size)}",
                code="open.behind-memory",
                seen=seen.size,
                size=session.size,
                origin=session.origin,
                missing=seen.size - session.size,
            )
        if seen.size and session.root_of_size(seen.size) != seen.root:
            raise BrokenError(
                f"a checkpoint of {seen.size} entries of {session.origin} was seen here before, and"
                " this ledger has another root at that size: it is another history, and signing"
                " would fork the log; nothing was written. Run batterypass verify",
                code="open.beside-memory",
                seen=seen.size,
                origin=session.origin,
            )
    # From here on this session itself writes what is remembered.
    session.is_remembered = True


def _move_forward(
    session: Session, keeper: TipKeeper, last: SignedTip | None, public: str
) -> SignedTip:
    """Take in what a writer committed before it was killed.

    The ledger is ahead by a checkpoint that this very key signed; only then may the state follow.
    """
    verifier = NoteVerifier(session.origin, parse_base64url(public, "checkpoint key"))
    checkpoint = open_checkpoint(session.store.note(), [verifier], session.origin)
    if checkpoint.size != session.size or checkpoint.root != session.root_of_size(session.size):
        raise BrokenError(
            f"the ledger's signed checkpoint is of {checkpoint.size} entries, it has"
            f" {session.size}, or their roots differ: run batterypass verify",
            code="write.other-head", signed=checkpoint.size, size=session.size,
        )  # fmt: skip
    return keeper.advance(session.size, checkpoint.root, after=last)


def _newer(missing: int) -> str:
    """Say how a ledger that is behind catches up."""
    return (
        f"`batterypass restore --newer SOURCE` brings the missing {missing} entries from a replica, a"
        " published folder or an answer file"
    )


def _checkpoint_key_of(entry_0: bytes) -> str:
    payload = parse_payload(parse_statement(entry_0).payload)
    return str(payload["checkpoint_key"]["public"])
