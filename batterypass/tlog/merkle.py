"""The Merkle tree of RFC 6962 section 2.1: hashes, and the verifiers of its two proofs.

A verifier needs no tree: it gets hashes from somebody else and raises unless they prove the
claim. Making the proofs is the business of :mod:`batterypass.tlog.tree`.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.errors import BrokenError, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HASH_SIZE: Final = 32
"""Bytes of a SHA-256 hash."""

EMPTY_ROOT: Final = sha256(b"").digest()
"""Root of the tree without entries."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry: SHA-256(0x00 || entry), RFC 6962 section 2.1."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Hash many entries, each as :func:`leaf_hash` does."""
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children of 32 bytes each: SHA-256(0x01 || left || right), RFC 6962 section 2.1."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Compute the root over leaf hashes that are all at hand.

    Pairing neighbours row by row, and carrying the odd last hash up as it is, gives the tree of
    RFC 6962: its left subtree always holds the largest power of two below the size.
    """
    row = list(leaf_hashes)
    if not row:
        return EMPTY_ROOT
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        pairs = zip(row[0::2], row[1::2], strict=False)
        row = [sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return row[0]


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> None:
    """Prove that ``leaf`` (a leaf hash) stands at ``index`` in the tree of ``size`` with ``root``.

    RFC 9162 section 2.1.3.2. Raises BrokenError if the proof does not show it. The caller still
    owes: that ``leaf`` is the hash of the entry, and that ``root`` comes from a verified
    checkpoint of that size.

    1. The path is one of :func:`root_through`. 2. It leads to the root.
    """
    if len(root) != HASH_SIZE:
        raise _no_hash(index, size, root)
    # 1
    computed = root_through(leaf, index, size, path)
    # 2
    if computed != root:
        raise refusal(
            BrokenError, "merkle.inclusion-root",
            index=index, size=size, found=computed.hex(), expected=root.hex(),
        )  # fmt: skip


def root_through(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Compute the root to which a path leads from ``leaf`` at ``index`` in a tree of ``size``.

    It proves nothing by itself: the caller still owes that somebody signed this root. The size is
    not proved either, because several sizes have paths of one shape. Raises BrokenError.

    1. All hashes have 32 bytes and the index lies within the tree.
    2. The path has exactly as many hashes as the entry has siblings on its way up; hash from the
       leaf upwards, on the side that index and size dictate.
    """
    # 1
    for value in (leaf, *path):
        if len(value) != HASH_SIZE:
            raise _no_hash(index, size, value)
    if not 0 <= index < size:
        raise refusal(BrokenError, "merkle.inclusion-index", index=index, size=size)
    # 2: below the level at which the entry's way joins that of the last entry, each level has a
    # sibling on the side that the index says; above it only those on the left have one.
    below = (index ^ (size - 1)).bit_length()
    levels = below + (index >> below).bit_count()
    if len(path) != levels:
        code = "merkle.inclusion-long" if len(path) > levels else "merkle.inclusion-short"
        raise refusal(BrokenError, code, index=index, size=size, found=len(path))
    computed, way = leaf, index | (-1 << below)
    for sibling in path:
        pair = sibling + computed if way & 1 else computed + sibling
        computed = sha256(b"\x01" + pair).digest()
        way >>= 1
    return computed


def _no_hash(index: int, size: int, value: bytes) -> BrokenError:
    return refusal(BrokenError, "merkle.inclusion-hash", index=index, size=size, found=len(value))


def verify_consistency(
    old_size: int,
    new_size: int,
    old_root: bytes,
    new_root: bytes,
    path: Sequence[bytes],
    *,
    allow_empty: bool = False,
) -> None:
    """Prove that the tree of ``new_size`` only adds entries to the tree of ``old_size``.

    RFC 9162 section 2.1.4.2. Raises BrokenError if the proof does not show it. Any tree extends
    the empty one, so an old size of 0 proves nothing and is refused, unless ``allow_empty`` (as
    the C2SP witness protocol wants): then the old root must be that of the empty tree.

    1. The hashes of the path have 32 bytes, and the old size is neither 0 (see above) nor above
       the new one.
    2. Equal sizes: the path is empty and the roots are equal. Otherwise the roots have 32 bytes.
    3. The first hash is the last complete subtree of the old tree; it is the old root itself,
       and left out of the path, if the old size is a power of two.
    4. Hash upwards twice: the old tree from the left siblings alone, the new tree from all.
    5. The path is used up exactly at the top, and both results equal the roots.
    """

    def broken(code: str, **values: object) -> BrokenError:
        return refusal(
            BrokenError, f"merkle.consistency-{code}", old=old_size, new=new_size, **values
        )

    def demand_hashes(*hashes: bytes) -> None:
        # Shorter and longer parts could be cut up differently.
        for value in hashes:
            if len(value) != HASH_SIZE:
                raise broken("hash", found=len(value))

    # 1
    demand_hashes(*path)
    if not 0 <= old_size <= new_size:
        raise broken("sizes")
    if old_size == 0:
        # The one claim that has no proof: that a tree extends the empty tree.
        if not allow_empty:
            raise broken("shows-nothing")
        if path:
            raise broken("empty", found=len(path))
        if old_root != EMPTY_ROOT or (new_size == 0 and new_root != EMPTY_ROOT):
            raise broken("empty-root", expected=EMPTY_ROOT.hex())
        return
    # 2
    if old_size == new_size:
        if path:
            raise broken("equal", found=len(path))
        if old_root != new_root:
            raise broken("two-roots", found=old_root.hex(), expected=new_root.hex())
        return
    demand_hashes(old_root, new_root)
    # 3
    hashes = list(path)
    if not hashes:
        raise broken("no-path")
    if old_size & (old_size - 1) == 0:
        hashes.insert(0, old_root)
    first, last = old_size - 1, new_size - 1
    while first & 1:
        first >>= 1
        last >>= 1
    old = new = hashes[0]
    # 4
    for sibling in hashes[1:]:
        if last == 0:
            raise broken("long", found=len(path))
        if first & 1 or first == last:
            old = node_hash(sibling, old)
            new = node_hash(sibling, new)
            while first and not first & 1:
                first >>= 1
                last >>= 1
        else:
            new = node_hash(new, sibling)
        first >>= 1
        last >>= 1
    # 5
    if last:
        raise broken("short", found=len(path))
    if old != old_root:
        raise broken("old-root", found=old.hex(), expected=old_root.hex())
    if new != new_root:
        raise broken("new-root", found=new.hex(), expected=new_root.hex())
