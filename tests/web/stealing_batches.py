"""Corrections and annulments of what somebody else has signed about a recycling batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from app import yard as yards
from bundle import story

FIRST, SECOND = story.PACKS[:2]
BATCH = f"{yards.RECYCLER}#batch/L-1"
_OPENING: dict[str, Any] = {
    "batch": "L-1", "process_id": "HIDRO-1", "steps": ["shredding"],
    "chemistry_group": "lithium-based",
}  # fmt: skip


class Says(Protocol):
    """Who signs statements that go on from each other (:class:`web.stealing.Forger`)."""

    def say(
        self, kind: str, actor: str, names: list[str], *, lane: str = "main", **fields: Any
    ) -> bytes:
        """Sign an event."""

    def head(self, name: str, back: int = 1) -> str:
        """Give the digest of the last main statement about a subject, or of one before it."""


def fed(forger: Says) -> tuple[bytes, ...]:
    """Open a batch and feed it with two packs, one after the other."""
    said = [forger.say("batch.opened", yards.RECYCLER, [BATCH], **_OPENING)]
    for pack in (FIRST, SECOND):
        lines = [{"item": pack, "mass_kg": "400"}]
        names = [BATCH, pack]
        said.append(forger.say("batch.fed", yards.RECYCLER, names, batch=BATCH, lines=lines))
    return tuple(said)


def amended(forger: Says, actor: str, back: int) -> bytes:
    """Correct the mass of the first pack in the statement ``back`` places from the head."""
    line = {"field": "mass_kg", "item": FIRST, "old": "400", "new": "40"}
    return forger.say(
        "entry.amended", actor, [BATCH], lane="record", amended_subject=BATCH,
        target_kind="batch.fed", target=forger.head(BATCH, back), fields=[line],
        reason="typing_error",
    )  # fmt: skip


def annulled(forger: Says, actor: str, kind: str, *packs: str) -> bytes:
    """Take back the last main statement about the batch."""
    more = {"items": list(packs)} if packs else {}
    return forger.say(
        "entry.annulled", actor, [BATCH, *packs], lane="record", annulled_subject=BATCH,
        target_kind=kind, target=forger.head(BATCH), reason="did_not_happen", **more,
    )  # fmt: skip


def of_batches(forger: Callable[[], Says]) -> Iterator[tuple[str, tuple[bytes, ...], set[str]]]:
    """Give name, statements and codes; each case takes a forger of its own."""
    maker, recycler = yards.MAKER, yards.RECYCLER
    for actor, codes in ((recycler, set[str]()), (maker, {"BP-P001"})):
        one = forger()
        yield f"a feed corrected by {actor}", (*fed(one), amended(one, actor, 2)), codes
        one = forger()
        taken = (*fed(one), annulled(one, actor, "batch.fed", SECOND))
        yield f"a feed taken back by {actor}", taken, codes
    one = forger()
    yield "a feed that is another kind", (*fed(one), amended(one, recycler, 3)), {"BP-P001"}
    one = forger()
    opened = fed(one)
    closing = one.say("batch.closed", recycler, [BATCH], batch=BATCH)
    again = annulled(one, recycler, "batch.closed")
    yield "a closing taken back", (*opened, closing, again), set()
    one = forger()
    opened = fed(one)
    again = annulled(one, recycler, "batch.fed", SECOND)
    yield "a feed that was taken back, corrected", (
        *opened, again, amended(one, recycler, 1),
    ), {"BP-P001"}  # fmt: skip
    one = forger()
    yield "a feed taken back without its pack", (
        *fed(one), annulled(one, recycler, "batch.fed"),
    ), {"BP-E006"}  # fmt: skip
