"""A batch as it is laid down beside the checkpoint key before it is committed (D16).

Between the commit and the move of the signer's state only the ledger file knows what was signed.
Where a writer was killed there and an older copy took the file's place, the batch is recorded again
from here, byte for byte, so that the key signs the same checkpoint and never another one of its size.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from batterypass.errors import BatterypassError
from batterypass.ports import Content, Section
from batterypass.statements.cbor import decode_strict, encode

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.ports import Batch, TipKeeper

_MOST_BYTES: Final = 1 << 32
_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one commit was to write, and into which file."""

    first: int
    identity: str
    statements: list[bytes]
    sections: list[Section]
    contents: list[Content]


def lay_down(session: Session, keeper: TipKeeper, batch: Batch) -> None:
    """Lay a batch down before its commit. Raises FailedError where the keys' disk is full."""
    if not batch.first:
        # Of a ledger that is being opened there is no older copy.
        return
    body = encode(
        [
            batch.first,
            session.store.identity(),
            batch.statements,
            [[one.event_id, one.point, one.body] for one in batch.sections],
            [[one.digest, one.media_type, one.body] for one in batch.contents],
        ]
    )
    keeper.prepare(batch.first + len(batch.statements), body)


def take_back(session: Session, keeper: TipKeeper, batch: Batch) -> None:
    """After a commit that failed: drop what was laid down, where the file shows that it is not in."""
    with suppress(BatterypassError):
        if session.store.size() == batch.first:
            keeper.withdraw()


def left_behind(session: Session, keeper: TipKeeper) -> Prepared | None:
    """Give the batch of a writer that was killed, where this file may be an older copy of its own.

    Called inside ``writing``. In the very file that it was laid down for, nothing is left behind:
    there it was not committed, and nobody has seen the checkpoint.
    """
    body = keeper.prepared()
    if body is None:
        return None
    found = _parse(body)
    if found.first != session.size:
        # The file has it; or it is older still, and then the signer refuses.
        return None
    if found.identity == session.store.identity():
        keeper.withdraw()
        return None
    return found


def _parse(body: bytes) -> Prepared:
    first, identity, statements, sections, contents = cast(
        "tuple[int, str, list[bytes], list[tuple[str, str, bytes]], list[tuple[str, str, bytes]]]",
        decode_strict(body, max_bytes=_MOST_BYTES, max_depth=_DEPTH),
    )
    return Prepared(
        first,
        identity,
        statements,
        [Section(*one) for one in sections],
        [Content(*one) for one in contents],
    )
