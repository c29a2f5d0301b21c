"""Heads in memory: what a bundle of the whole log needs to hold every seal against its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.tlog.heads import (
    EMPTY_BUCKET,
    HEIGHT,
    bucket_hash,
    bucket_of,
    encode_leaf,
    subject_hash,
)
from batterypass.tlog.merkle import node_hash

if TYPE_CHECKING:
    from batterypass.domain.states import Chain
    from batterypass.projections.world import FoldedWorld


class HeadsInMemory:
    """The tree over the heads of a world that was folded from entry 0 and not handed over."""

    def __init__(self, world: FoldedWorld) -> None:
        """Start with the heads of nobody."""
        self._world = world
        self._counts: dict[str, tuple[int, int, int]] = {}
        self._leaves: dict[int, dict[str, list[bytes]]] = {}
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._empty = [EMPTY_BUCKET]
        for _ in range(HEIGHT):
            self._empty.append(node_hash(self._empty[-1], self._empty[-1]))

    def root(self) -> bytes:
        """Give the root over the heads of all entries that were folded so far."""
        changed = set()
        for name, chain in self._world.changed():
            counts = (chain.main_count, chain.record_count, chain.acted_count)
            if self._counts.get(name) != counts:
                self._counts[name] = counts
                bucket = bucket_of(name)
                self._leaves.setdefault(bucket, {})[name] = _leaves(name, chain)
                changed.add(bucket)
        for bucket in changed:
            leaves = [leaf for some in self._leaves[bucket].values() for leaf in some]
            self._nodes[0, bucket] = bucket_hash(leaves)
        places = changed
        for height in range(HEIGHT):
            places = {place >> 1 for place in places}
            for place in places:
                left, right = self._node(height, 2 * place), self._node(height, 2 * place + 1)
                self._nodes[height + 1, place] = node_hash(left, right)
        return self._node(HEIGHT, 0)

    def _node(self, height: int, place: int) -> bytes:
        return self._nodes.get((height, place), self._empty[height])


def _leaves(name: str, chain: Chain) -> list[bytes]:
    hashed = subject_hash(name)
    lanes = (
        ("main", chain.main_count, chain.main_acc),
        ("record", chain.record_count, chain.record_acc),
        ("acted", chain.acted_count, chain.acted_acc),
    )
    return [encode_leaf(hashed, lane, count, acc) for lane, count, acc in lanes if count]
