"""Stages in the life of an item, as its entries tell them: what yearly figures are counted in.

The state of an item says how it is now. A report says how it was at the end of a year, and how long
it had been so; for that the same entries are read again in the order of the log, and each moves
items from stage to stage. There are few stages and no other facts here: whatever an item is beside
its stage (maker, mass, category) is asked of its state. Decision 41.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal, Protocol, get_args

Stage = Literal[
    "stock", "in_use", "removed", "second_life", "built_in", "waste", "collected", "in_batch",
    "dismantled", "recycled", "disposed", "exported", "unknown",
]  # fmt: skip
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
#: From here nothing goes on under the same id.
ENDED: Final[frozenset[Stage]] = frozenset({"dismantled", "recycled", "disposed"})
#: Nobody in the ledger has it in sight.
OUT_OF_SIGHT: Final[frozenset[Stage]] = frozenset({"exported", "unknown"})
#: Waste that has somebody who works on waste, or is on its way through him.
TAKEN: Final[frozenset[Stage]] = frozenset({"collected", "in_batch"})
#: Who collects what others discard: what they declare waste has been collected with it.
COLLECTING_ROLES: Final = frozenset(
    {
        "collector", "dismantler", "recycler", "workshop", "repurposer", "remanufacturer",
        "disposal_site",
    }
)  # fmt: skip
#: What arrived, in the words of a reception.
ARRIVED: Final = frozenset({"received", "damaged", "surplus"})


class Before(Protocol):
    """What was known when an entry was written."""

    def stage(self, item: str) -> Stage | None:
        """Give the stage of an item, None before it came into being."""

    def last_seen(self, item: str) -> Stage | None:
        """Give the last stage in which it was in sight."""

    def collects(self, party: str) -> bool:
        """Tell whether a party collects what others discard."""

    def inside(self, batch: str) -> list[str]:
        """List what was fed to a batch."""


Move = tuple[str, Stage]
_Mover = Callable[[Mapping[str, Any], Before], Iterator[Move]]


def _to(stage: Stage) -> _Mover:
    def move(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
        yield payload["item"], stage

    return move


def _leaves(stage: Stage) -> _Mover:
    """What is no more, or is in a batch, leaves sight on paper only."""

    def move(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
        item = payload["item"]
        now = before.stage(item)
        if now not in ENDED and now != "in_batch":
            yield item, stage

    return move


def _used(first: Stage) -> _Mover:
    """A pack in its second life stays in it, wherever it is built in."""

    def move(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
        item = payload["item"]
        yield item, "second_life" if before.stage(item) == "second_life" else first

    return move


def _declared(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    is_taken = before.collects(payload["actor"])
    for item in payload["items"]:
        yield item, "collected" if is_taken or before.stage(item) == "collected" else "waste"


def _taken_over(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    """Somebody else has it: waste was collected with that, and what was lost is in sight."""
    for item in arrived_items(payload):
        stage = before.stage(item)
        if stage in OUT_OF_SIGHT:
            stage = _back(before.last_seen(item))
            if stage is not None:
                yield item, "collected" if stage == "waste" else stage
        elif stage == "waste":
            yield item, "collected"
        elif stage == "built_in":
            # Whoever has it in hand shows that it is in no pack.
            yield item, "stock"


def arrived_items(payload: Mapping[str, Any]) -> list[str]:
    """List the items that a hand-over gave to who took them."""
    lines = payload.get("lines")
    if lines is None:
        return list(payload.get("items", ()))
    return [line["item"] for line in lines if line["outcome"] in ARRIVED]


def _on_paper(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    if payload["step"] == "received":
        yield from _taken_over(payload, before)


def _found(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    stage = _back(before.last_seen(payload["item"]))
    if stage is not None:
        yield payload["item"], stage


def _back(seen: Stage | None) -> Stage | None:
    """What was in use comes back as a pack in somebody's hands: its host is not in the ledger."""
    return "removed" if seen == "in_use" else seen


def _dismantled(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    whole = before.stage(payload["item"])
    was_waste = whole in TAKEN or whole == "waste"
    is_taken = whole in TAKEN or before.collects(payload["actor"])
    yield payload["item"], "dismantled"
    for child in payload["children"]:
        if was_waste or child.get("stream"):
            yield child["item"], "collected" if is_taken else "waste"
        else:
            yield child["item"], "stock"


def _assembled(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    for part in payload["parents"]:
        yield part, "built_in"
    yield payload["item"], "second_life"


def _fed(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    for line in payload["lines"]:
        yield line["item"], "in_batch"


def _weighed(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    for fraction in payload["fractions"]:
        # Of what was collected: a product has stopped being waste, everything else has not.
        is_waste = fraction["use"] != "product" or "stream" in fraction
        yield fraction["item"], "collected" if is_waste else "stock"


def _closed(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    for item in before.inside(payload["batch"]):
        yield item, "recycled"


#: Kind -> where it moves which items.
MOVERS: Final[Mapping[str, _Mover]] = {
    "pack.manufactured": _to("stock"),
    "pack.enrolled": _to("stock"),
    "pack.assembled": _assembled,
    "pack.installed": _used("in_use"),
    "pack.removed": _used("removed"),
    "pack.prepared-for-reuse": _to("second_life"),
    "pack.repurposed": _to("second_life"),
    "pack.remanufactured": _to("second_life"),
    "pack.exported": _leaves("exported"),
    "pack.lost": _leaves("unknown"),
    "pack.stolen": _leaves("unknown"),
    "pack.found": _found,
    "item.declared-waste": _declared,
    "item.dismantled": _dismantled,
    "item.disposed": _to("disposed"),
    "custody.accepted": _taken_over,
    "custody.claimed": _taken_over,
    "consignment.received": _taken_over,
    "consignment.partially-received": _taken_over,
    "consignment.recorded-on-paper": _on_paper,
    "batch.fed": _fed,
    "batch.output-weighed": _weighed,
    "batch.closed": _closed,
}


def moves(payload: Mapping[str, Any], before: Before) -> Iterator[Move]:
    """Give the items that an entry moves, each with the stage that it is in from then on."""
    mover = MOVERS.get(payload["kind"])
    if mover is not None:
        yield from mover(payload, before)
