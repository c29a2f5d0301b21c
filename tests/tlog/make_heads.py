"""Makes ``tests/vectors/heads.json``: ``python tests/tlog/make_heads.py`` from the root.

Nothing in it is random: the statements are the words of the format pages.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

from batterypass.tlog.heads import (  # noqa: E402
    HeadProof,
    Leaf,
    running_digest,
    subject_hash,
)
from tlog.heads_support import WholeTree  # noqa: E402

PACK = "https://id.example/p/1"
MAKER = "https://maker.example"
#: The first number from 2 on that shares the bucket of PACK.
NEIGHBOUR = "https://id.example/p/269737"
ABSENT = "https://id.example/p/2"
VECTORS = TESTS / "vectors" / "heads.json"


def _digests(*words: bytes) -> list[bytes]:
    return [sha256(word).digest() for word in words]


#: What the three statements "one", "two" and "three" did: two in the pack's main lane, one in its
#: record lane, all by the maker; and a fourth, "four", began the neighbour.
HEADS = {
    PACK: {"main": running_digest(_digests(b"one", b"two")), "record": running_digest(_digests(b"three"))},
    MAKER: {"acted": running_digest(_digests(b"one", b"two", b"three", b"four"))},
    NEIGHBOUR: {"main": running_digest(_digests(b"four"))},
}  # fmt: skip


def _described(proof: HeadProof) -> dict[str, Any]:
    return {
        "bucket": proof.bucket,
        "leaves": [
            [leaf.subject_hash.hex(), leaf.lane, leaf.count, leaf.acc.hex()]
            for leaf in proof.leaves
        ],
        "siblings": [one.hex() for one in proof.siblings],
        "encoded": proof.encode().hex(),
    }


def _bad(tree: WholeTree) -> list[dict[str, str]]:
    good = tree.prove(PACK)
    raw = good.encode()
    first, *others = good.leaves
    altered = Leaf(first.subject_hash, first.lane, first.count + 1, first.acc)
    other_acc = Leaf(first.subject_hash, first.lane, first.count, bytes(32))
    swapped = HeadProof(good.bucket, good.leaves, good.siblings[::-1])
    leaf = first.encode()
    reversed_leaves = b"".join(one.encode() for one in reversed(good.leaves))
    in_order = b"".join(one.encode() for one in good.leaves)
    mask = good.bucket ^ 1
    return [
        {"name": name, "says": says, "encoded": encoded.hex()}
        for name, says, encoded in (
            ("a-count-raised", "broken", HeadProof(good.bucket, (altered, *others), good.siblings).encode()),
            ("a-running-digest-changed", "broken", HeadProof(good.bucket, (other_acc, *others), good.siblings).encode()),
            ("a-leaf-left-out", "broken", HeadProof(good.bucket, tuple(others), good.siblings).encode()),
            ("all-leaves-left-out", "broken", HeadProof(good.bucket, (), good.siblings).encode()),
            ("siblings-in-reverse", "broken", swapped.encode()),
            ("the-bucket-of-somebody-else", "malformed", raw.replace(b"\x19" + good.bucket.to_bytes(2, "big"), b"\x19" + mask.to_bytes(2, "big"), 1)),
            ("leaves-out-of-order", "malformed", raw.replace(in_order, reversed_leaves)),
            ("a-leaf-twice", "malformed", raw.replace(bytes((0x80 | len(good.leaves),)) + leaf, bytes((0x81 + len(good.leaves),)) + leaf + leaf)),
            ("a-count-in-a-long-form", "malformed", raw.replace(b"dmain\x02", b"dmain\x18\x02")),
            ("a-count-of-nothing", "malformed", raw.replace(b"dmain\x02", b"dmain\x00")),
            ("a-lane-that-there-is-not", "malformed", raw.replace(b"dmain\x02", b"dpain\x02")),
            ("fifteen-siblings", "malformed", raw.replace(b"\x90\x58\x20", b"\x8f\x58\x20")[:-34]),
            ("a-byte-too-many", "malformed", raw + b"\x00"),
            ("a-byte-too-few", "malformed", raw[:-1]),
        )
    ]  # fmt: skip


def make() -> dict[str, Any]:
    """Give the vectors."""
    tree = WholeTree(HEADS)
    return {
        "statements": ["one", "two", "three", "four"],
        "heads": {
            subject: {lane: [count, acc.hex()] for lane, (count, acc) in lanes.items()}
            for subject, lanes in HEADS.items()
        },
        "subject_hashes": {name: subject_hash(name).hex() for name in (*HEADS, ABSENT)},
        "root": tree.root().hex(),
        "empty_root": WholeTree({}).root().hex(),
        "proofs": {name: _described(tree.prove(name)) for name in (PACK, MAKER, ABSENT)},
        "bad": _bad(tree),
    }


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(make(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(f"wrote {VECTORS.relative_to(TESTS.parent)}\n")
