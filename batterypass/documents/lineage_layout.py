"""Where the boxes and lines of a lineage go: columns by what came after what, a row for each branch.

What an item comes from stands left of it, what became of it right. A box stands in the row of the
first thing that became of it, so a line to that is straight. Lines run level out of a box, up or
down in the gap beside it, and level into the next: every gap has a place for each line, so that no
two lie on each other. Numbers are rows, columns and shares of a gap; the drawing makes points of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Link:
    """A line from the earlier box to the later one, by their places in the list of boxes."""

    earlier: int
    later: int
    how: str


@dataclass(frozen=True, slots=True)
class Run:
    """How a line runs: the gap (that to the right of a column) and the share of its width."""

    link: Link
    gap: int
    share: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Column and row of each box, and how the lines run."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    runs: tuple[Run, ...]

    @property
    def width(self) -> int:
        """Give the number of columns."""
        return max(self.columns) + 1

    @property
    def height(self) -> int:
        """Give the number of rows."""
        return max(self.rows) + 1


def lay_out(count: int, links: Sequence[Link], root: int) -> Layout:
    """Place ``count`` boxes around the one at ``root``, from which each can be reached one way."""
    later: dict[int, list[int]] = {}
    earlier: dict[int, list[int]] = {}
    for link in links:
        later.setdefault(link.earlier, []).append(link.later)
        earlier.setdefault(link.later, []).append(link.earlier)
    forward, backward = _depths(root, later), _depths(root, earlier)
    rows = {**_rows(root, later), **_rows(root, earlier)}
    deepest = max(backward.values())
    columns = {**{box: deepest + depth for box, depth in forward.items()},
               **{box: deepest - depth for box, depth in backward.items()}}  # fmt: skip
    return Layout(
        tuple(columns[box] for box in range(count)),
        tuple(rows[box] for box in range(count)),
        tuple(_runs(links, columns)),
    )


def _depths(root: int, following: dict[int, list[int]]) -> dict[int, int]:
    """Give how many steps each box is away at most: the longest way decides the column.

    A batch that was fed with its own output is a circle; the line that closes it decides nothing.
    """
    order = _in_order(root, following)
    places = {box: place for place, box in enumerate(order)}
    depths = dict.fromkeys(order, 0)
    for box in order:
        for other in following.get(box, ()):
            if places[other] > places[box]:
                depths[other] = max(depths[other], depths[box] + 1)
    return depths


def _in_order(root: int, following: dict[int, list[int]]) -> list[int]:
    """List the boxes so that each stands before all that follows it, circles apart."""
    done: list[int] = []
    seen = {root}
    # Depth first without recursion: a long chain of lives is no reason to fail.
    open_ = [(root, iter(following.get(root, ())))]
    while open_:
        box, rest = open_[-1]
        other = next((one for one in rest if one not in seen), None)
        if other is None:
            done.append(box)
            open_.pop()
        else:
            seen.add(other)
            open_.append((other, iter(following.get(other, ()))))
    return done[::-1]


def _rows(root: int, following: dict[int, list[int]]) -> dict[int, int]:
    rows = {root: 0}
    last = 0
    open_ = [(root, iter(following.get(root, ())), True)]
    while open_:
        box, rest, is_first = open_.pop()
        other = next((one for one in rest if one not in rows), None)
        if other is None:
            continue
        open_.append((box, rest, False))
        if is_first:
            rows[other] = rows[box]
        else:
            last += 1
            rows[other] = last
        open_.append((other, iter(following.get(other, ())), True))
    return rows


def _runs(links: Sequence[Link], columns: dict[int, int]) -> list[Run]:
    """Give each line its place in a gap: one for all that meet in a box, or that leave one."""
    into = Counter(link.later for link in links)
    buses: dict[int, dict[tuple[str, int], int]] = {}
    found: list[tuple[Link, int, tuple[str, int]]] = []
    for link in links:
        meets = into[link.later] > 1
        gap = columns[link.later] - 1 if meets else columns[link.earlier]
        bus = ("into", link.later) if meets else ("out", link.earlier)
        places = buses.setdefault(gap, {})
        places.setdefault(bus, len(places) + 1)
        found.append((link, gap, bus))
    return [Run(link, gap, buses[gap][bus] / (len(buses[gap]) + 1)) for link, gap, bus in found]
