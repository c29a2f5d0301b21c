"""The growing tree, kept as its stored nodes; roots and proofs in O(log n) reads.

A node is named (level, index): level 0 holds the leaf hashes, and node (level, index) is the root
of the complete subtree over entries ``index << level`` up to ``(index + 1) << level``. Only
complete subtrees are stored, so a stored node never changes; what hangs over the right edge is
hashed again when it is asked for. n entries make fewer than 2n nodes.

This module decides which nodes exist and which are needed. Where they are kept is the business
of the caller, who lends a ``NodeReader``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Self

from batterypass.errors import BrokenError, InputError
from batterypass.tlog.merkle import EMPTY_ROOT, HASH_SIZE, node_hash

NodeId = tuple[int, int]
"""(level, index) of a stored node."""

Node = tuple[int, int, bytes]
"""Level, index and hash of a stored node."""

Completed = tuple[int, bytes]
"""An entry, and the hashes of the subtrees that it completed: its leaf hash, then each level above."""

NodeReader = Callable[[int, int], bytes]
"""Gives the 32-byte hash of the stored node (level, index)."""


class Frontier:
    """The right edge of a tree: all that appending and the current root need.

    It holds one hash per set bit of the size, the largest subtree first, and collects what
    appending completed until ``take_completed`` hands it over.
    """

    __slots__ = ("_edge", "_new", "_size")

    def __init__(
        self, size: int = 0, edge: Iterable[bytes] = (), new: Iterable[Completed] = ()
    ) -> None:
        """Start with the empty tree, or go on with ``edge``, the hashes of ``edge_nodes(size)``.

        Raises BrokenError if the hashes do not fit the size.
        """
        self._size = size
        self._edge = list(edge)
        self._new = list(new)
        if size < 0 or len(self._edge) != size.bit_count():
            raise BrokenError(f"{len(self._edge)} hashes cannot be the right edge of size {size}")

    @classmethod
    def load(cls, size: int, read_node: NodeReader) -> Self:
        """Pick up a stored tree of ``size`` entries, in one read per set bit of the size.

        The caller still owes: that ``root()`` equals the root of a checkpoint he trusts.
        """
        return cls(size, [_read(read_node, *node) for node in edge_nodes(size)])

    @property
    def size(self) -> int:
        """Number of entries."""
        return self._size

    def copy(self) -> Self:
        """Give an independent copy, to be kept or dropped as a transaction goes."""
        return type(self)(self._size, self._edge, self._new)

    def append(self, leaf_hash: bytes) -> None:
        """Add the hash of the next entry.

        Raises InputError, and changes nothing, unless it has 32 bytes.
        """
        self.extend((leaf_hash,))

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """Add the hashes of many entries in order.

        Raises InputError, and changes nothing, unless each hash has 32 bytes.
        """
        leaves = list(leaf_hashes)
        # A wrong length would spoil every later root, and nobody could repair it.
        wrong = next((leaf for leaf in leaves if len(leaf) != HASH_SIZE), None)
        if wrong is not None:
            raise InputError(f"a leaf hash has 32 bytes, found {len(wrong)}")
        edge, new = self._edge, self._new
        for entry, leaf in enumerate(leaves, self._size):
            # Each trailing 1 bit of the old size is a subtree that this entry completes a pair with.
            left, value, hashes = entry, leaf, leaf
            while left & 1:
                value = sha256(b"\x01" + edge.pop() + value).digest()
                hashes += value
                left >>= 1
            new.append((entry, hashes))
            edge.append(value)
        self._size += len(leaves)

    def take_completed(self) -> list[Completed]:
        """Hand over what was completed since the last call, one for each entry, and forget it.

        Whoever appends without end calls this now and then even if he does not need it, or it
        piles up.
        """
        new = self._new
        self._new = []
        return new

    def root(self) -> bytes:
        """Compute the root of the present size: one hash per set bit of it, less one."""
        edge = self._edge
        if not edge:
            return EMPTY_ROOT
        root = edge[-1]
        for left in edge[-2::-1]:
            root = sha256(b"\x01" + left + root).digest()
        return root


def nodes_in(completed: Iterable[Completed]) -> Iterator[Node]:
    """Give the nodes that some entries completed, each after its children."""
    for entry, hashes in completed:
        for level in range(len(hashes) // HASH_SIZE):
            value = hashes[level * HASH_SIZE : (level + 1) * HASH_SIZE]
            yield level, ((entry + 1) >> level) - 1, value


def edge_nodes(size: int) -> list[NodeId]:
    """Name the complete subtrees that make up a tree of ``size``, the largest first."""
    if size < 0:
        raise InputError(f"a tree has 0 or more entries, not {size}")
    return _edge_nodes(size, size.bit_length())


def root_at(size: int, read_node: NodeReader) -> bytes:
    """Compute the root that the tree had at ``size``, from stored nodes alone."""
    nodes = edge_nodes(size)
    return _fold(nodes, read_node) if nodes else EMPTY_ROOT


def inclusion_path(index: int, size: int, read_node: NodeReader) -> list[bytes]:
    """Make the inclusion proof of entry ``index`` in the tree of ``size`` (RFC 6962, 2.1.1).

    Sibling hashes from the leaf upwards. Raises InputError if there is no such entry.
    """
    return next(inclusion_paths([index], size, read_node))


def inclusion_paths(
    indices: Iterable[int], size: int, read_node: NodeReader
) -> Iterator[list[bytes]]:
    """Make the inclusion proofs of many entries; what they share is read and hashed once.

    Raises InputError for an index that has no entry.
    """
    above: dict[NodeId, list[bytes]] = {}

    def path_from(level: int, at: int) -> list[bytes]:
        """Give the siblings from a node up to the root."""
        if 1 << level >= size:
            return []
        parent = (level + 1, at >> 1)
        path = above.get(parent)
        if path is None:
            path = above[parent] = path_from(*parent)
        sibling = at ^ 1
        if sibling << level >= size:
            return path
        if (sibling + 1) << level <= size:
            return [_read(read_node, level, sibling), *path]
        return [_fold(_edge_nodes(size, level), read_node), *path]

    for index in indices:
        if not 0 <= index < size:
            raise InputError(f"there is no entry {index} in a tree of {size}")
        yield path_from(0, index)


def inclusion_nodes(index: int, size: int) -> list[NodeId]:
    """Name the stored nodes that ``inclusion_path`` will read, to fetch many in one query.

    Raises InputError if there is no such entry.
    """
    return [node for group in _inclusion_groups(index, size) for node in group]


def consistency_path(old_size: int, new_size: int, read_node: NodeReader) -> list[bytes]:
    """Make the proof that the tree of ``new_size`` extends that of ``old_size`` (RFC 6962, 2.1.2).

    Empty for equal sizes, and for old size 0, where there is nothing to prove. Raises InputError
    if the old size is above the new one.
    """
    if not 0 <= old_size <= new_size:
        raise InputError(f"sizes {old_size} and {new_size}: the old one may not be the larger")
    if old_size in (0, new_size):
        return []
    # The last complete subtree of the old tree is where both trees still look alike.
    level = (old_size & -old_size).bit_length() - 1
    index = (old_size >> level) - 1
    path = [_fold(group, read_node) for group in _siblings(level, index, new_size)]
    # A verifier knows it already if it is the whole old tree: its hash is the old root.
    return path if index == 0 else [_read(read_node, level, index), *path]


def _inclusion_groups(index: int, size: int) -> list[list[NodeId]]:
    if not 0 <= index < size:
        raise InputError(f"there is no entry {index} in a tree of {size}")
    return _siblings(0, index, size)


def _siblings(level: int, index: int, size: int) -> list[list[NodeId]]:
    """Name the sibling on each level above a node, as the stored nodes that it consists of.

    A sibling on the left is complete. One on the right may be cut off by ``size``: then it is
    what the right edge of the tree has below its level, or is not there at all.
    """
    groups: list[list[NodeId]] = []
    while (1 << level) < size:
        sibling = index ^ 1
        if (sibling + 1) << level <= size:
            groups.append([(level, sibling)])
        elif sibling << level < size:
            groups.append(_edge_nodes(size, level))
        level += 1
        index >>= 1
    return groups


def _edge_nodes(size: int, below: int) -> list[NodeId]:
    """Name the complete subtrees on the right edge that lie under level ``below``."""
    return [(level, (size >> level) - 1) for level in range(below - 1, -1, -1) if size >> level & 1]


def _fold(nodes: list[NodeId], read_node: NodeReader) -> bytes:
    """Hash neighbouring subtrees, the largest first, into the root over all of them."""
    hashes = [_read(read_node, *node) for node in nodes]
    root = hashes.pop()
    while hashes:
        root = node_hash(hashes.pop(), root)
    return root


def _read(read_node: NodeReader, level: int, index: int) -> bytes:
    value = read_node(level, index)
    if len(value) != HASH_SIZE:
        raise BrokenError(f"node {index} of level {level}: 32 bytes expected, found {len(value)}")
    return value
