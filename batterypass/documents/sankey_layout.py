"""Where the nodes and bands of a flow picture stand: columns from left to right, mass as height.

A band that passes a column without stopping there gets a place of its own in it, so that it runs
behind no node. A band that leads back or stays in its column is cut in two stubs: nothing runs against
the course of the picture. Heights are to one scale; lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NODE_GAP: Final = 25.0
"""Room over a node, for its two lines of text."""
_PASS_GAP: Final = 7.0
_LEAST: Final = 0.7
"""No band is thinner: what is little is still there."""
_LEAST_NODE: Final = 2.0
_LEAST_VALUE: Final = 1e-9
_ROUNDS: Final = 2
#: The scale is made smaller by this until the fullest column has room; so often at most.
_STEP: Final = 0.97
_TRIES: Final = 400


@dataclass(frozen=True, slots=True)
class Flowing:
    """A band from node to node, by their numbers; ``value`` is what its height shows."""

    source: int
    target: int
    value: float


@dataclass(slots=True)
class Slot:
    """A place in a column: of a node, or of a band that passes (``node`` is -1)."""

    column: int
    node: int
    thick: float = 0.0
    top: float = 0.0
    #: (number of the band, of its piece) in the order from the upper edge.
    came: list[tuple[int, int]] = field(default_factory=list)
    went: list[tuple[int, int]] = field(default_factory=list)

    @property
    def gap(self) -> float:
        """Give the room that it needs above."""
        return NODE_GAP if self.node >= 0 else _PASS_GAP

    @property
    def middle(self) -> float:
        """Give its middle."""
        return self.top + self.thick / 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a band between two neighbouring columns: where its upper edge begins and ends.

    ``is_first`` says that it begins at a node and not where the band passes a column.
    """

    link: int
    column: int
    start: float
    end: float
    thick: float
    is_first: bool


@dataclass(frozen=True, slots=True)
class Stub:
    """An end of a band that leads back: it leaves ``node``, or comes into it."""

    link: int
    node: int
    top: float
    thick: float
    is_coming: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """The picture: slots of nodes by their number, pieces of bands, stubs, how many columns."""

    nodes: tuple[Slot, ...]
    pieces: tuple[Piece, ...]
    stubs: tuple[Stub, ...]
    columns: int


class _Plan:
    """Slots and pieces while they are being placed."""

    def __init__(self, ranks: Sequence[int], links: Sequence[Flowing], height: float) -> None:
        used = sorted(set(ranks))
        column_of = {rank: place for place, rank in enumerate(used)}
        self.links = links
        self.height = height
        self.nodes = [Slot(column_of[rank], node) for node, rank in enumerate(ranks)]
        self.columns: list[list[Slot]] = [[] for _ in used]
        for slot in self.nodes:
            self.columns[slot.column].append(slot)
        #: Band -> its slots from the first node to the last; empty for one that leads back.
        self.ways: list[list[Slot]] = [self._way(one) for one in links]
        self.stubs: dict[int, list[tuple[int, bool]]] = {}
        for number, one in enumerate(links):
            if not self.ways[number]:
                self.stubs.setdefault(one.source, []).append((number, False))
                self.stubs.setdefault(one.target, []).append((number, True))
        self.scale = self._scale()

    def _way(self, link: Flowing) -> list[Slot]:
        start, end = self.nodes[link.source], self.nodes[link.target]
        if start.column >= end.column:
            return []
        passing = [Slot(column, -1) for column in range(start.column + 1, end.column)]
        for slot in passing:
            self.columns[slot.column].append(slot)
        return [start, *passing, end]

    def _scale(self) -> float:
        """Give the points of a unit with which the fullest column still has its gaps."""
        passing = {id(slot): link.value for way, link in zip(self.ways, self.links, strict=True)
                   for slot in way[1:-1]}  # fmt: skip
        # What weighs next to nothing has no height to be to a scale: it would be infinite.
        most_value = max((one.value for one in self.links), default=0.0)
        scale = self.height / max(most_value, _LEAST_VALUE)

        def high(slot: Slot) -> float:
            if slot.node < 0:
                return max(_LEAST, passing[id(slot)] * scale)
            came = [one.value for one in self.links if one.target == slot.node]
            went = [one.value for one in self.links if one.source == slot.node]
            sides = [sum(max(_LEAST, value * scale) for value in side) for side in (came, went)]
            return max(_LEAST_NODE, *sides)

        for _ in range(_TRIES):
            most = max(sum(high(slot) + slot.gap for slot in column) for column in self.columns)
            if most <= self.height:
                break
            scale *= _STEP
        return scale

    def thick(self, link: int) -> float:
        """Give the height of a band."""
        return max(_LEAST, self.links[link].value * self.scale)

    def place(self) -> None:
        """Give every slot its height and its upper edge."""
        for number, way in enumerate(self.ways):
            for slot in way[1:-1]:
                slot.thick = self.thick(number)
            for step in range(len(way) - 1):
                way[step].went.append((number, step))
                way[step + 1].came.append((number, step))
        for slot in self.nodes:
            back = self.stubs.get(slot.node, ())
            came = [n for n, _ in slot.came] + [n for n, coming in back if coming]
            went = [n for n, _ in slot.went] + [n for n, coming in back if not coming]
            slot.thick = max(_LEAST_NODE, sum(map(self.thick, came)), sum(map(self.thick, went)))
        for column in self.columns:
            self._settle(column, [slot.top for slot in column])
        for _ in range(_ROUNDS):
            for column in self.columns[1:]:
                self._settle(column, [self._wish(slot, coming=True) for slot in column])
            for column in reversed(self.columns[:-1]):
                self._settle(column, [self._wish(slot, coming=False) for slot in column])

    def _wish(self, slot: Slot, *, coming: bool) -> float:
        """Give the upper edge at which its bands would run level; where it is if it has none."""
        ends = [
            (self.ways[link][step if coming else step + 1].middle, self.thick(link))
            for link, step in (slot.came if coming else slot.went)
        ]
        whole = sum(weight for _, weight in ends)
        if not whole:
            return slot.top
        return sum(middle * weight for middle, weight in ends) / whole - slot.thick / 2

    def _settle(self, column: list[Slot], wishes: Sequence[float]) -> None:
        """Put slots of a column near their wishes, in their order, apart, and inside the picture."""
        order = sorted(range(len(column)), key=lambda place: wishes[place])
        column[:] = [column[place] for place in order]
        # Nothing stands beside the words over the first node of another column.
        low = NODE_GAP - column[0].gap if column else 0.0
        for slot, wish in zip(column, (wishes[place] for place in order), strict=True):
            slot.top = max(low + slot.gap, wish)
            low = slot.top + slot.thick
        limit = self.height
        for slot in reversed(column):
            slot.top = min(slot.top, limit - slot.thick)
            limit = slot.top - slot.gap

    def pieces(self) -> tuple[list[Piece], list[Stub]]:
        """Give the bands: at a node from the upper edge in the order of where they lead."""
        starts: dict[tuple[int, int], float] = {}
        ends: dict[tuple[int, int], float] = {}
        stubs: list[Stub] = []
        for slot in [slot for column in self.columns for slot in column]:
            slot.went.sort(key=lambda key: self.ways[key[0]][key[1] + 1].middle)
            slot.came.sort(key=lambda key: self.ways[key[0]][key[1]].middle)
            for keys, into in ((slot.went, starts), (slot.came, ends)):
                at = slot.top
                for key in keys:
                    into[key] = at
                    at += self.thick(key[0])
                for link, is_coming in self.stubs.get(slot.node, ()):
                    if is_coming == (into is ends):
                        stubs.append(Stub(link, slot.node, at, self.thick(link), is_coming))
                        at += self.thick(link)
        pieces = [
            Piece(number, way[step].column, starts[number, step], ends[number, step],
                  self.thick(number), step == 0)
            for number, way in enumerate(self.ways)
            for step in range(len(way) - 1)
        ]  # fmt: skip
        return pieces, stubs


def lay_out(ranks: Sequence[int], links: Sequence[Flowing], height: float) -> Laid:
    """Place nodes, whose ranks say which stands left of which, and the bands between them."""
    plan = _Plan(ranks, links, height)
    plan.place()
    pieces, stubs = plan.pieces()
    return Laid(tuple(plan.nodes), tuple(pieces), tuple(stubs), len(plan.columns))
