"""The tree of a log that is being written or read again: its newest nodes are not at rest yet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Self

from batterypass.tlog.merkle import HASH_SIZE, leaf_hash, leaf_hashes
from batterypass.tlog.tree import Frontier, NodeReader, root_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from batterypass.tlog.tree import Completed

#: Nodes from rest that are kept in memory: the upper levels are asked for again and again.
_KEPT_NODES = 16_384


class GrowingTree:
    """A frontier with the nodes that it completed since they were last taken to be kept."""

    def __init__(
        self,
        frontier: Frontier,
        read_node: Callable[[int, int], bytes],
        new: Iterable[Completed] = (),
    ) -> None:
        self.frontier = frontier
        self._read_node = read_node
        self._new = dict(new)
        self._root: tuple[int, bytes] | None = None

    @classmethod
    def load(cls, size: int, read_node: NodeReader) -> Self:
        """Pick up the tree of ``size`` entries whose nodes are at rest."""
        return cls(Frontier.load(size, read_node), lru_cache(_KEPT_NODES)(read_node))

    def branch(self) -> Self:
        """Give a copy to go on with; this one stays as it is, should the writing fail."""
        return type(self)(self.frontier.copy(), self._read_node, self._new.items())

    def append(self, statement: bytes) -> None:
        """Add an entry."""
        self.frontier.append(leaf_hash(statement))

    def extend(self, statements: Iterable[bytes]) -> None:
        """Add many entries."""
        self.frontier.extend(leaf_hashes(statements))

    def root_of_size(self, size: int) -> bytes:
        """Give the root over the first ``size`` entries. Raises BrokenError for a missing node."""
        if size == self.frontier.size:
            # Asked for more than once: by who signs, and by who names what he saw.
            if self._root is None or self._root[0] != size:
                self._root = size, self.frontier.root()
            return self._root[1]
        return root_at(size, self.node)

    def take_completed(self) -> list[Completed]:
        """Hand over the nodes that are to be kept: from now on they are read from rest."""
        completed = [*self._new.items(), *self.frontier.take_completed()]
        self._new = {}
        return completed

    def node(self, level: int, number: int) -> bytes:
        """Give the hash of a complete subtree. Raises BrokenError where it is missing."""
        self._new.update(self.frontier.take_completed())
        hashes = self._new.get(((number + 1) << level) - 1, b"")
        at = level * HASH_SIZE
        return hashes[at : at + HASH_SIZE] or self._read_node(level, number)
