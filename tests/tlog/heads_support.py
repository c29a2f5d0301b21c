"""A tree of heads kept the slow way: every leaf in a dictionary, every bucket hashed each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from batterypass.tlog.heads import (
    BUCKETS,
    EMPTY_BUCKET,
    HeadProof,
    Leaf,
    bucket_hash,
    bucket_of,
    rows_above,
    siblings_of,
    subject_hash,
)

Heads = Mapping[str, Mapping[str, tuple[int, bytes]]]


def top_of(hashes: Sequence[bytes]) -> bytes:
    """Give the root over a power of two of hashes."""
    ((root,),) = rows_above(hashes)[-1:]
    return root


class WholeTree:
    """Heads of all subjects as ``{subject: {lane: (count, acc)}}``, and every proof over them."""

    def __init__(self, heads: Heads) -> None:
        self.buckets: dict[int, list[Leaf]] = defaultdict(list)
        for subject, lanes in heads.items():
            for lane, (count, acc) in lanes.items():
                self.buckets[bucket_of(subject)].append(
                    Leaf(subject_hash(subject), lane, count, acc)
                )
        self.hashes = [EMPTY_BUCKET] * BUCKETS
        for bucket, leaves in self.buckets.items():
            leaves.sort(key=Leaf.encode)
            self.hashes[bucket] = bucket_hash(leaf.encode() for leaf in leaves)

    def root(self) -> bytes:
        return top_of(self.hashes)

    def prove(self, subject: str) -> HeadProof:
        bucket = bucket_of(subject)
        leaves = tuple(self.buckets.get(bucket, ()))
        return HeadProof(bucket, leaves, tuple(siblings_of(self.hashes, bucket)))
