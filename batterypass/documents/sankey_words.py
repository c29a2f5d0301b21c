"""Words of a flow picture: where they stand, so that no two lie on each other.

The words of a node stand over it. Those of a stub, which say where its other end is, stand beside it
in the order of the stubs, and give way to what is written already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.setting import ASCENT, DESCENT, clean, fit, width_of
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.documents.flow import Flow
    from batterypass.documents.sankey_layout import Laid, Stub
    from batterypass.documents.setting import Fitted

BAR: Final = 7.0
MARK_SIZE: Final = 5.6
LAST_ROOM: Final = 92.0
"""Room for the words of the last column, which stand to the right of nothing."""
FIRST_ROOM: Final = 74.0
"""Room to the left of the first column, where something leads back to it."""
STUB: Final = 15.0
_BESIDE: Final = 2.0
"""Between an arrow and its words."""
_AIR, _LEAD = 4.0, 0.8
"""What stays free beside words, and over and below them."""
_PITCH: Final = 1.12
_STEP: Final = 1.5
_MOVES: Final = 40
"""Words are moved so many steps up or down; then they are made shorter."""
_FAR: Final = 4.0
"""Words that were moved further have a thin line to their arrow."""
_PEN: Final = 0.25
_FROM: Final = Words("de", "from")
_TO: Final = Words("a", "to")


class Canvas:
    """A picture on its page: the places of columns, and what of it has words already."""

    def __init__(self, flow: Flow, laid: Laid, height: float, lang: str) -> None:
        self.flow = flow
        self.height = height
        self.laid = laid
        self.lang = lang
        comes_in = any(one.is_coming and not laid.nodes[one.node].column for one in laid.stubs)
        indent = FIRST_ROOM if comes_in else 0.0
        self.left = flow.left + indent
        self.step = (flow.room - indent - LAST_ROOM) / max(1, laid.columns - 1)
        #: Left, upper, right and lower edges of words.
        self._taken: list[tuple[float, float, float, float]] = []

    def x(self, column: int) -> float:
        """Give the left edge of the nodes of a column."""
        return self.left + column * self.step

    def room_after(self, column: int) -> float:
        """Give the room for words to the right of the left edge of a column."""
        return LAST_ROOM - 2 if column == self.laid.columns - 1 else self.step - 5

    def is_free(self, x: float, y: float, width: float, height: float) -> bool:
        """Tell whether nothing is written in a rectangle."""
        return all(
            x + width < left or x > right or y + height < top or y > low
            for left, top, right, low in self._taken
        )

    def start_of(self, stub: Stub) -> float:
        """Give the left edge of the arrow of a stub."""
        x = self.x(self.laid.nodes[stub.node].column)
        return x - STUB if stub.is_coming else x + BAR

    def word(
        self, x: float, base: float, text: str, size: float, evidence: int = 0, *,
        bold: bool = False,
    ) -> None:  # fmt: skip
        """Write a line on white, which leads to its evidence."""
        wide, top = width_of(text, size, bold=bold), base - ASCENT * size
        self._taken.append((x - _AIR, top - _LEAD, x + wide + _AIR, top + size + _LEAD))
        self.flow.ink.clear(x - 0.6, top - 0.4, wide + 1.2, size + 0.2)
        self.flow.ink.text(x, base, text, size, bold=bold)
        if evidence:
            self.flow.link(f"e{evidence}", x - 2, top - 2, wide + 4, size + 4)


@dataclass(frozen=True, slots=True)
class _Label:
    """The words of a stub, the longest first, and the middle of its arrow."""

    stub: Stub
    tries: tuple[Fitted, ...]
    middle: float
    evidence: int


def name_stubs(
    canvas: Canvas, names: Sequence[str], ends: Sequence[tuple[int, int]], marks: Sequence[int]
) -> None:
    """Say at each end of the bands that lead back where its other end is.

    ``names`` are those of the nodes; ``ends`` the two nodes of each band and ``marks`` its evidence.
    """
    sides: dict[tuple[int, bool], list[Stub]] = {}
    for stub in sorted(canvas.laid.stubs, key=lambda one: one.top):
        sides.setdefault((stub.node, stub.is_coming), []).append(stub)
    for stubs in sides.values():
        labels = []
        for stub in stubs:
            other = ends[stub.link][0 if stub.is_coming else 1]
            labels.append(_label(canvas, stub, names[other], marks[stub.link]))
        low = float("-inf")
        for label, wish in zip(labels, _apart(labels), strict=True):
            low = _write(canvas, label, wish, low)


def _label(canvas: Canvas, stub: Stub, other: str, evidence: int) -> _Label:
    column = canvas.laid.nodes[stub.node].column
    # What explains a name stands at its node.
    other = clean(other.partition(" (")[0].partition(",")[0])
    mark = f"[{evidence}]" if evidence else ""
    words = f"{say(_FROM if stub.is_coming else _TO, canvas.lang)} {other} {mark}".rstrip()
    if stub.is_coming:
        wide = canvas.step - 5 if column else FIRST_ROOM
    else:
        wide = canvas.room_after(column)
    room = wide - STUB - BAR - _BESIDE
    tries = [
        fit(words, room, height, size=MARK_SIZE, smallest=4.4) for height in (13.0, MARK_SIZE * 1.2)
    ]
    tries = [one for one in tries if one.is_whole or not mark]
    if mark:
        tries.append(fit(mark, room, 13, size=MARK_SIZE, smallest=4.4))
    return _Label(stub, tuple(tries), canvas.flow.y + stub.top + stub.thick / 2, evidence)


def _height(said: Fitted) -> float:
    """Give the height of lines, from the capitals of the first to the depth of the last."""
    return (ASCENT + DESCENT + _PITCH * (len(said.lines) - 1)) * said.size


def _apart(labels: Sequence[_Label]) -> list[float]:
    """Give the middles of labels that stand below each other, as near to their arrows as they can."""
    found: list[float] = []
    low = float("-inf")
    for label in labels:
        half = _height(label.tries[0]) / 2 + _LEAD
        found.append(max(label.middle, low + half))
        low = found[-1] + half
    # What had to give way downwards is shared: the whole column of words moves up by half of it.
    most = max(at - label.middle for at, label in zip(found, labels, strict=True))
    return [at - most / 2 for at in found]


def _write(canvas: Canvas, label: _Label, wish: float, low: float) -> float:
    """Write a label below ``low``, in the first free place; give its lower edge, or ``low``."""
    stub = label.stub
    start = canvas.start_of(stub)
    top, end = canvas.flow.y, canvas.flow.y + canvas.height
    for said in label.tries:
        wide = max((width_of(line, said.size) for line in said.lines), default=0.0)
        high = _height(said)
        x = start - _BESIDE - wide if stub.is_coming else start + STUB + _BESIDE
        for middle in _places(max(wish, low + _LEAD + high / 2)):
            upper = middle - high / 2
            fits = max(low, top) <= upper and upper + high <= end
            if not fits or not canvas.is_free(x, upper, wide, high):
                continue
            edge = start - _BESIDE / 2 if stub.is_coming else start + STUB + _BESIDE / 2
            if abs(middle - label.middle) > _FAR:
                canvas.flow.ink.line(edge, label.middle, edge, middle, _PEN)
            base = upper + ASCENT * said.size
            for line in said.lines:
                at = start - _BESIDE - width_of(line, said.size) if stub.is_coming else x
                canvas.word(at, base, line, said.size, label.evidence)
                base += _PITCH * said.size
            return upper + high
    return low


def _places(wish: float) -> Iterator[float]:
    """Give places from a wished one outwards, below before above."""
    yield wish
    for step in range(1, _MOVES):
        yield wish + step * _STEP
        yield wish - step * _STEP
