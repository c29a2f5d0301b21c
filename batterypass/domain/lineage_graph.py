"""The lineage of an item as a graph: back to what it came from, forward to what became of it.

A node is an item at a *stage*: an item that was built into a pack and came out of it goes on as its
next stage, so that a module of two second lives is no circle. A batch is a node too. Edges go from
the earlier to the later, and back and forth are the same edges read from either end.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from batterypass.domain.lineage import packs_built_into

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from batterypass.domain.states import ItemState
    from batterypass.domain.world import World

#: taken_out: of what was dismantled, with a new id. built_into: a pack. came_out: of that pack again.
#: left: it turned up outside its pack. fed: to a batch. weighed: a fraction of a batch.
How = Literal["taken_out", "built_into", "came_out", "left", "fed", "weighed"]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """An item at a stage (0 before the first pack that it was built into), or a batch (stage 0)."""

    name: str
    stage: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """What became of ``earlier``: ``later``."""

    earlier: Node
    later: Node
    how: How


@dataclass(slots=True)
class Lineage:
    """What is known of an item's line. ``root`` is the item before it was built into anything."""

    root: Node
    nodes: dict[Node, None] = field(default_factory=dict)
    edges: dict[Edge, None] = field(default_factory=dict)
    #: Edges by the node at their earlier end, and by that at their later one.
    _later: dict[Node, list[Edge]] = field(default_factory=dict)
    _earlier: dict[Node, list[Edge]] = field(default_factory=dict)

    def add(self, edge: Edge) -> None:
        """Add an edge, once: in a batch that was fed with its own output it lies both ways."""
        if edge in self.edges:
            return
        self.edges[edge] = None
        self._later.setdefault(edge.earlier, []).append(edge)
        self._earlier.setdefault(edge.later, []).append(edge)

    def later(self, node: Node) -> list[Edge]:
        """List what became of a node, in order."""
        return self._later.get(node, [])

    def earlier(self, node: Node) -> list[Edge]:
        """List what a node came from, in order."""
        return self._earlier.get(node, [])


def _nothing(batch: str) -> tuple[str, ...]:
    return ()


def lineage_of(world: World, item: str, fed: Callable[[str], Iterable[str]] = _nothing) -> Lineage:
    """Give the line of an item: everything before it and everything after it, and nothing beside.

    What comes out of a pack belongs to the line where it went in by it, or where the line is that of
    the whole pack: a module is not made of those it once lay beside. ``fed`` gives the items that went
    into a batch, of which the state has the number alone.
    """
    found = Lineage(Node(item))
    _Walk(found, lambda node: after(world, node), forward=True).run()
    _Walk(found, lambda node: before(world, node, fed), forward=False).run()
    return found


class _Walk:
    """One way through the graph, from the root on."""

    def __init__(
        self, found: Lineage, edges_at: Callable[[Node], Iterator[Edge]], *, forward: bool
    ) -> None:
        self._found = found
        self._edges_at = edges_at
        self._forward = forward
        self._seen: set[Node] = set()
        #: Packs of which everything belongs to the line.
        self._whole = {found.root.name}
        #: An end of a stay in a pack -> the edge at its other end, which waits for it.
        self._waiting: dict[Node, list[Edge]] = {}
        #: Pack -> the edges that wait for it to be whole.
        self._held: dict[str, list[Edge]] = {}
        self._open = deque([found.root])
        self._followed: set[Edge] = set()

    def run(self) -> None:
        """Follow every edge that belongs to the line."""
        self._seen.add(self._found.root)
        while self._open:
            node = self._open.popleft()
            self._found.nodes[node] = None
            for edge in self._waiting.pop(node, ()):
                self._follow(edge)
            for edge in self._edges_at(node):
                pack, stay = self._stay_of(edge)
                if pack in self._whole or stay is None or stay in self._seen:
                    self._follow(edge)
                else:
                    self._waiting.setdefault(stay, []).append(edge)
                    self._held.setdefault(pack, []).append(edge)

    def _stay_of(self, edge: Edge) -> tuple[str, Node | None]:
        """Give the pack and the other end of the stay that an edge ends, as this way goes; else None."""
        if self._forward and edge.how == "came_out":
            return edge.earlier.name, Node(edge.later.name, edge.later.stage - 1)
        if not self._forward and edge.how == "built_into":
            return edge.later.name, Node(edge.earlier.name, edge.earlier.stage + 1)
        return "", None

    def _follow(self, edge: Edge) -> None:
        if edge in self._followed:
            return
        self._followed.add(edge)
        self._found.add(edge)
        node = edge.later if self._forward else edge.earlier
        if not self._forward and edge.how != "came_out" and node.name not in self._whole:
            # Whatever is made of a pack is made of all that was in it.
            self._whole.add(node.name)
            for held in self._held.pop(node.name, ()):
                self._follow(held)
        if node not in self._seen:
            self._seen.add(node)
            self._open.append(node)


def last_stage(item: ItemState) -> int:
    """Give the stage at which an item is now; inside a pack that is the one before it went in."""
    return len(packs_built_into(item)) - bool(item.inside)


def after(world: World, node: Node) -> Iterator[Edge]:
    """Give what became of a node, as far as the ledger knows."""
    item = world.item(node.name)
    if item is None:
        yield from _out_of_batch(world, node)
        return
    packs = packs_built_into(item)
    if node.stage < len(packs):
        pack = packs[node.stage]
        yield Edge(node, Node(pack), "built_into")
        state = world.item(pack)
        has_left = node.stage < last_stage(item)
        if has_left and (state is None or item.item not in state.children):
            yield Edge(node, Node(item.item, node.stage + 1), "left")
        return
    for name in item.children:
        part = world.item(name)
        if part is None:
            continue
        came_back = item.item in packs_built_into(part)
        stage = packs_built_into(part).index(item.item) + 1 if came_back else 0
        yield Edge(node, Node(name, stage), "came_out" if came_back else "taken_out")
    if item.batch:
        yield Edge(node, Node(item.batch), "fed")


def before(
    world: World, node: Node, fed: Callable[[str], Iterable[str]] = _nothing
) -> Iterator[Edge]:
    """Give what a node came from, as far as the ledger knows."""
    item = world.item(node.name)
    if item is None:
        for name in fed(node.name):
            state = world.item(name)
            yield Edge(Node(name, last_stage(state) if state is not None else 0), node, "fed")
        return
    if node.stage:
        pack = world.item(packs_built_into(item)[node.stage - 1])
        if pack is not None and item.item in pack.children:
            yield Edge(Node(pack.item, last_stage(pack)), node, "came_out")
        else:
            yield Edge(Node(item.item, node.stage - 1), node, "left")
        return
    for name in item.parents:
        parent = world.item(name)
        if parent is None:
            continue
        packs = packs_built_into(parent)
        if item.item in packs:
            yield Edge(Node(name, packs.index(item.item)), node, "built_into")
        else:
            yield Edge(Node(name, last_stage(parent)), node, "taken_out")
    if item.made_by:
        yield Edge(Node(item.made_by), node, "weighed")


def _out_of_batch(world: World, node: Node) -> Iterator[Edge]:
    batch = world.batch(node.name)
    for name in batch.outputs if batch is not None else ():
        yield Edge(node, Node(name), "weighed")
