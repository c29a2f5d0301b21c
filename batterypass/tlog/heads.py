"""Heads: how far every subject's lanes had come, committed to one root, and the proof of one bucket.

A log shows what is in it; heads show that nothing of a subject is left out. For each subject and
lane there is a *leaf* with the number of its statements and a running digest over them. Leaves lie
in 65,536 *buckets* by the first two bytes of SHA-256(subject), and the buckets are the leaves of a
Merkle tree of 16 levels. So the whole bucket with 16 siblings proves both what a subject has and
that a subject has nothing (``docs/formats/heads.md``).

Heights count from the buckets (0) to the root (16). The tree is always full, so a node is the root
of 256 buckets at height 8, and the root of the tree is that over the 256 nodes there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Self

from batterypass.errors import BrokenError, InputError, MalformedError, refusal
from batterypass.tlog.merkle import HASH_SIZE, node_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BUCKETS: Final = 65_536
"""Number of buckets; one is named by the first two bytes of SHA-256(subject)."""

HEIGHT: Final = 16
"""Levels of the tree above the buckets."""

LANES: Final = ("main", "record", "acted")
"""The lanes that have heads; ``acted`` counts what a party signed."""

MAX_PROOF_BYTES: Final = 8 << 20
"""Longest proof that is read. A ledger of 100 million subjects needs a thirtieth of it."""

MAX_COUNT: Final = 2**53 - 1
"""Largest number of statements in a lane, as everywhere in our formats."""

NO_HEAD: Final = (0, bytes(HASH_SIZE))
"""Count and running digest of a lane without statements."""

_ARRAY, _BYTES, _TEXT, _NUMBER = 4, 2, 3, 0
_BUCKET_PREFIX = b"\x00"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One lane of one subject: ``count`` statements, and ``acc`` over their digests.

    ``acc`` starts at 32 zero bytes and becomes SHA-256(acc ‖ statement digest) with each statement.
    Raises InputError where a value is out of bounds. A lane without statements has no leaf.
    """

    subject_hash: bytes
    lane: str
    count: int
    acc: bytes

    def __post_init__(self) -> None:
        if len(self.subject_hash) != HASH_SIZE or len(self.acc) != HASH_SIZE:
            raise refusal(InputError, "headproof.hash")
        if self.lane not in LANES:
            raise refusal(InputError, "headproof.lane", found=self.lane, lanes=", ".join(LANES))
        if not 1 <= self.count <= MAX_COUNT:
            raise refusal(InputError, "headproof.count", found=self.count, most=MAX_COUNT)

    def encode(self) -> bytes:
        """Give the deterministic CBOR ``[subject_hash, lane, count, acc]``."""
        return encode_leaf(self.subject_hash, self.lane, self.count, self.acc)


def encode_leaf(subject_hash: bytes, lane: str, count: int, acc: bytes) -> bytes:
    """Give the bytes of a leaf without asking whether its values are in bounds."""
    number = _SMALL[count] if count < len(_SMALL) else _head(_NUMBER, count)
    return b"\x84\x58\x20" + subject_hash + _lane_item(lane) + number + b"\x58\x20" + acc


def subject_hash(subject: str) -> bytes:
    """Give the SHA-256 under which a subject stands in the tree; of its name as UTF-8."""
    return sha256(subject.encode()).digest()


def bucket_of(subject: str) -> int:
    """Give the bucket of a subject, from 0 to 65,535."""
    return int.from_bytes(subject_hash(subject)[:2], "big")


def bucket_hash(leaves: Iterable[bytes]) -> bytes:
    """Hash a bucket: SHA-256(0x00 ‖ its encoded leaves in byte order)."""
    return sha256(_BUCKET_PREFIX + b"".join(sorted(leaves))).digest()


EMPTY_BUCKET: Final = bucket_hash(())
"""Hash of a bucket in which nobody is."""


def rows_above(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """Give the rows of a full tree from ``hashes`` (a power of two of them) up to its root."""
    rows = [list(hashes)]
    while len(rows[-1]) > 1:
        rows.append(_row_above(rows[-1]))
    return rows


def _row_above(row: Sequence[bytes]) -> list[bytes]:
    # Hashed here and not by node_hash: a seal does this for every path that changed.
    nodes = iter(row)
    return [
        sha256(b"\x01" + left + right).digest() for left, right in zip(nodes, nodes, strict=True)
    ]


def tops_of(hashes: Sequence[bytes], height: int) -> list[bytes]:
    """Give the nodes ``height`` rows above ``hashes``, of which there are whole groups for each."""
    row = list(hashes)
    for _ in range(height):
        row = _row_above(row)
    return row


def _empty_nodes() -> tuple[bytes, ...]:
    nodes = [EMPTY_BUCKET]
    for _ in range(HEIGHT):
        nodes.append(node_hash(nodes[-1], nodes[-1]))
    return tuple(nodes)


EMPTY_NODES: Final = _empty_nodes()
"""Hash of a node under which nobody is, by its height: 0 of a bucket, 16 of the whole tree."""


def siblings_of(hashes: Sequence[bytes], place: int) -> list[bytes]:
    """Give the siblings of ``hashes[place]`` on the way to their root, from below upwards."""
    rows = rows_above(hashes)[:-1]
    return [row[(place >> height) ^ 1] for height, row in enumerate(rows)]


@dataclass(frozen=True, slots=True)
class HeadProof:
    """All leaves of one bucket, and its 16 siblings from below upwards.

    Nothing of it is true before :func:`verify_heads` has compared its root with that of a signed
    ``ledger.heads-committed``. Raises InputError unless the leaves stand in byte order, belong into
    the bucket, and name each lane of a subject once.
    """

    bucket: int
    leaves: tuple[Leaf, ...]
    siblings: tuple[bytes, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.bucket < BUCKETS:
            raise refusal(InputError, "headproof.bucket", found=self.bucket, most=BUCKETS - 1)
        if len(self.siblings) != HEIGHT or {*map(len, self.siblings)} != {HASH_SIZE}:
            raise refusal(InputError, "headproof.siblings", count=HEIGHT)
        prefix = self.bucket.to_bytes(2, "big")
        before = b""
        seen: set[tuple[bytes, str]] = set()
        for leaf in self.leaves:
            encoded = leaf.encode()
            if not leaf.subject_hash.startswith(prefix):
                raise refusal(
                    InputError, "headproof.stranger",
                    subject=leaf.subject_hash.hex(), bucket=self.bucket,
                )  # fmt: skip
            key = leaf.subject_hash, leaf.lane
            # The same leaf twice is not in order; two counts for one lane would be two truths.
            if encoded <= before or key in seen:
                raise refusal(
                    InputError, "headproof.order",
                    subject=leaf.subject_hash.hex(), lane=leaf.lane,
                )  # fmt: skip
            before = encoded
            seen.add(key)

    def encode(self) -> bytes:
        """Give the deterministic CBOR ``[bucket, [leaf, …], [sibling × 16]]``."""
        return b"".join(
            (
                _head(_ARRAY, 3),
                _head(_NUMBER, self.bucket),
                _head(_ARRAY, len(self.leaves)),
                *(leaf.encode() for leaf in self.leaves),
                _head(_ARRAY, HEIGHT),
                *(_head(_BYTES, HASH_SIZE) + one for one in self.siblings),
            )
        )

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Read a proof, and verify nothing. Raises MalformedError if it is not the one form."""
        if len(data) > MAX_PROOF_BYTES:
            raise refusal(
                MalformedError, "headproof.too-long", found=len(data), most=MAX_PROOF_BYTES
            )
        reader = _Reader(data)
        try:
            reader.demand(_ARRAY, 3)
            bucket = reader.head(_NUMBER)
            leaves = tuple(reader.leaf() for _ in range(reader.head(_ARRAY)))
            siblings = reader.siblings()
            reader.end()
            return cls(bucket, leaves, siblings)
        except MalformedError:
            raise
        except InputError as error:
            raise MalformedError(str(error), code=error.code, **error.values) from error

    def root(self) -> bytes:
        """Compute the root to which bucket and siblings lead."""
        value, way = bucket_hash(leaf.encode() for leaf in self.leaves), self.bucket
        # Hashed here and not by node_hash: a bundle has a proof for each of its subjects.
        for sibling in self.siblings:
            pair = sibling + value if way & 1 else value + sibling
            value = sha256(b"\x01" + pair).digest()
            way >>= 1
        return value


def verify_heads(proof: HeadProof, root: bytes) -> None:
    """Prove that these are all leaves of the bucket under ``root``. Raises BrokenError if not.

    The caller still owes: that ``root`` is that of a ``ledger.heads-committed`` which the operator
    signed, and that this statement is the last entry under a verified checkpoint.
    """
    computed = proof.root()
    if computed != root:
        raise refusal(
            BrokenError, "headproof.root",
            bucket=proof.bucket, found=computed.hex(), expected=root.hex(),
        )  # fmt: skip


def heads_of(proof: HeadProof, subject: str) -> dict[str, tuple[int, bytes]]:
    """Give count and running digest for each lane of a subject; empty is proven absence.

    Raises BrokenError where the proof is of another bucket: it says nothing of this subject.
    """
    name = subject_hash(subject)
    bucket = int.from_bytes(name[:2], "big")
    if bucket != proof.bucket:
        raise refusal(
            BrokenError, "headproof.other-bucket",
            subject=subject, bucket=bucket, found=proof.bucket,
        )  # fmt: skip
    return {leaf.lane: (leaf.count, leaf.acc) for leaf in proof.leaves if leaf.subject_hash == name}


def running_digest(digests: Iterable[bytes], start: bytes = NO_HEAD[1]) -> tuple[int, bytes]:
    """Give count and running digest of these statement digests, in the order of the log."""
    count, acc = 0, start
    for digest in digests:
        acc = sha256(acc + digest).digest()
        count += 1
    return count, acc


def _head(major: int, argument: int) -> bytes:
    """Write the head of a CBOR item in its shortest form (RFC 8949 section 4.2.1)."""
    top = major << 5
    if argument < 24:
        return bytes((top | argument,))
    width = 1 if argument < 1 << 8 else 2 if argument < 1 << 16 else 4 if argument < 1 << 32 else 8
    return bytes((top | 23 + width.bit_length(),)) + argument.to_bytes(width, "big")


#: The numbers that stand in the head of their item.
_SMALL: Final = tuple(_head(_NUMBER, number) for number in range(24))


@cache
def _lane_item(lane: str) -> bytes:
    """Write the name of a lane; there are three."""
    name = lane.encode()
    return _head(_TEXT, len(name)) + name


_HASH_HEAD: Final = _head(_BYTES, HASH_SIZE)
_HASH_ITEM: Final = len(_HASH_HEAD) + HASH_SIZE
#: A leaf as a whole: each of its numbers in the shortest form, the lane one of ours.
_LEAF: Final = re.compile(
    b"\x84\x58\x20(.{32})("
    + b"|".join(_lane_item(lane) for lane in LANES)
    + rb")([\x01-\x17]|\x18[\x18-\xff]|\x19(?!\x00)..|\x1a(?!\x00\x00).{4}|\x1b(?!\x00{4}).{8})"
    + b"\x58\x20(.{32})",
    re.DOTALL,
)
_SIBLINGS_HEAD: Final = _head(_ARRAY, HEIGHT)
_SIBLINGS: Final = re.compile(
    re.escape(_SIBLINGS_HEAD) + b"(?:%b.{%d}){%d}" % (_HASH_HEAD, HASH_SIZE, HEIGHT), re.DOTALL
)


def _sibling_places(at: int) -> range:
    start = at + len(_SIBLINGS_HEAD) + len(_HASH_HEAD)
    return range(start, start + HEIGHT * _HASH_ITEM, _HASH_ITEM)


class _Reader:
    """Reads exactly what a proof has, in shortest form, from the front."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def _take(self, length: int) -> bytes:
        end = self._at + length
        if end > len(self._data):
            raise refusal(MalformedError, "headproof.cut", at=len(self._data))
        taken = self._data[self._at : end]
        self._at = end
        return taken

    def head(self, major: int) -> int:
        """Read the argument of an item of this major type."""
        start = self._at
        first = self._take(1)[0]
        argument = first & 31
        if first >> 5 == major and argument < 24:
            return argument
        if first >> 5 == major and argument < 28:
            argument = int.from_bytes(self._take(1 << argument - 24), "big")
            if _head(major, argument) == self._data[start : self._at]:
                return argument
        raise refusal(MalformedError, "headproof.item", at=start)

    def demand(self, major: int, argument: int) -> None:
        """Read an item whose argument can only be this."""
        start = self._at
        if self.head(major) != argument:
            raise refusal(MalformedError, "headproof.length", at=start, expected=argument)

    def hash(self) -> bytes:
        """Read 32 bytes."""
        self.demand(_BYTES, HASH_SIZE)
        return self._take(HASH_SIZE)

    def siblings(self) -> tuple[bytes, ...]:
        """Read the siblings; where they stand as they always do, without looking at each head."""
        at, data = self._at, self._data
        found = _SIBLINGS.match(data, at)
        if found is not None:
            self._at = found.end()
            return tuple([data[place : place + HASH_SIZE] for place in _sibling_places(at)])
        self.demand(_ARRAY, HEIGHT)
        return tuple(self.hash() for _ in range(HEIGHT))

    def leaf(self) -> Leaf:
        """Read a leaf. Raises InputError where its values are out of bounds."""
        found = _LEAF.match(self._data, self._at)
        if found is not None:
            self._at = found.end()
            name, lane, number, acc = found.groups()
            count = number[0] if len(number) == 1 else int.from_bytes(number[1:], "big")
            return Leaf(name, lane[1:].decode("ascii"), count, acc)
        # What is not as it always is: this says what is wrong with it.
        self.demand(_ARRAY, 4)
        name = self.hash()
        lane = self._take(self.head(_TEXT)).decode("latin-1")
        return Leaf(name, lane, self.head(_NUMBER), self.hash())

    def end(self) -> None:
        """Refuse anything behind the last item."""
        if self._at != len(self._data):
            raise refusal(MalformedError, "headproof.more", at=self._at)
