"""Material flow as a picture: nodes as bars, what moved as bands whose height is the mass.

Names and masses stand over the nodes, and every band that has room for it has the number of its
evidence. Grey inside black lines, so a photocopy says as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.sankey_layout import Flowing, lay_out
from batterypass.documents.setting import ASCENT, clean, fit, fit_line, fit_named, width_of
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.flow import Flow
    from batterypass.documents.sankey_layout import Laid, Piece, Slot, Stub

_BAR: Final = 7.0
_LABEL_SIZE: Final = 6.8
_MARK_SIZE: Final = 5.6
_LAST_ROOM: Final = 92.0
"""Room for the words of the last column, which stand to the right of nothing."""
_FIRST_ROOM: Final = 74.0
"""Room to the left of the first column, where something leads back to it."""
_MOST_NAME: Final = 210.0
_STUB: Final = 15.0
_MANY_LINKS: Final = 30
_THIN: Final = 2.0
"""Among many bands, those below have no number: the table has it."""
_SHADES: Final = (0.9, 0.8)
_FROM: Final = Words("de", "from")
_TO: Final = Words("a", "to")
#: Places along a band at which its number is tried, from its middle outwards.
_TRIES: Final = (0.5, 0.38, 0.62, 0.26, 0.74, 0.15, 0.85)


@dataclass(frozen=True, slots=True)
class SankeyNode:
    """A node: its name, its amount as it is written, and how far right it stands."""

    name: str
    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class SankeyLink:
    """A band between two nodes by their numbers, with the number of its evidence (0: none)."""

    source: int
    target: int
    value: float
    evidence: int


class _Canvas:
    """A picture on its page: the places of columns, and what of it has words already."""

    def __init__(self, flow: Flow, laid: Laid, lang: str) -> None:
        self.flow = flow
        self.laid = laid
        self.lang = lang
        comes_in = any(one.is_coming and not laid.nodes[one.node].column for one in laid.stubs)
        indent = _FIRST_ROOM if comes_in else 0.0
        self.left = flow.left + indent
        self.step = (flow.room - indent - _LAST_ROOM) / max(1, laid.columns - 1)
        #: Left, upper, right and lower edges of words.
        self._taken: list[tuple[float, float, float, float]] = []

    def x(self, column: int) -> float:
        """Give the left edge of the nodes of a column."""
        return self.left + column * self.step

    def room_after(self, column: int) -> float:
        """Give the room for words to the right of the left edge of a column."""
        return _LAST_ROOM - 2 if column == self.laid.columns - 1 else self.step - 5

    def is_free(self, x: float, y: float, width: float, height: float) -> bool:
        """Tell whether nothing is written in a rectangle."""
        return all(
            x + width < left or x > right or y + height < top or y > low
            for left, top, right, low in self._taken
        )

    def word(
        self, x: float, base: float, text: str, size: float, evidence: int = 0, *,
        bold: bool = False,
    ) -> None:  # fmt: skip
        """Write a line on white, which leads to its evidence."""
        wide, top = width_of(text, size, bold=bold), base - ASCENT * size
        self._taken.append((x - 1, top - 0.5, x + wide + 1, top + size + 0.5))
        self.flow.ink.clear(x - 0.6, top - 0.4, wide + 1.2, size + 0.2)
        self.flow.ink.text(x, base, text, size, bold=bold)
        if evidence:
            self.flow.link(f"e{evidence}", x - 2, top - 2, wide + 4, size + 4)


def draw_sankey(
    flow: Flow, nodes: Sequence[SankeyNode], links: Sequence[SankeyLink], height: float, lang: str
) -> None:
    """Draw the picture at the current place of a page; the caller has made room for it."""
    flowing = [Flowing(one.source, one.target, one.value) for one in links]
    laid = lay_out([one.rank for one in nodes], flowing, height)
    canvas = _Canvas(flow, laid, lang)
    # The widest first: what is thin stays in sight.
    for piece in sorted(laid.pieces, key=lambda one: (-one.thick, one.link, one.column)):
        x = canvas.x(piece.column)
        flow.ink.band(
            (x + (_BAR if piece.is_first else 0), flow.y + piece.start),
            (x + canvas.step, flow.y + piece.end), piece.thick,
            _SHADES[links[piece.link].target % 2],
        )  # fmt: skip
    # Words come last: nothing runs over them.
    for stub in laid.stubs:
        start = _start_of(canvas, stub)
        flow.ink.arrow(start, flow.y + stub.top, _STUB, stub.thick, _SHADES[0])
    for slot, node in zip(laid.nodes, nodes, strict=True):
        _draw_node(canvas, slot, node)
    for stub in laid.stubs:
        _name_stub(canvas, stub, nodes, links[stub.link])
    _draw_marks(canvas, links)
    flow.y += height


def _draw_node(canvas: _Canvas, slot: Slot, node: SankeyNode) -> None:
    """Draw the bar of a node with its name and its amount over it."""
    x, top = canvas.x(slot.column), canvas.flow.y + slot.top
    canvas.flow.ink.bar(x, top, _BAR, slot.thick)
    wide = min(canvas.room_after(slot.column), _MOST_NAME)
    name = fit_named(node.name, wide, 16, size=_LABEL_SIZE, smallest=4.8)
    text, size = fit_line(clean(node.text), wide, size=_LABEL_SIZE, smallest=4.2, bold=True)
    base = top - 2.5
    canvas.word(x, base, text, size, bold=True)
    base -= 1.12 * size
    for line in reversed(name.lines):
        canvas.word(x, base, line, name.size)
        base -= 1.12 * name.size


def _name_stub(canvas: _Canvas, stub: Stub, nodes: Sequence[SankeyNode], link: SankeyLink) -> None:
    """Say at an end of a band that leads back where its other end is."""
    column = canvas.laid.nodes[stub.node].column
    top = canvas.flow.y + stub.top
    start = _start_of(canvas, stub)
    other = nodes[link.source if stub.is_coming else link.target].name
    # What explains a name stands at its node.
    other = clean(other.partition(" (")[0].partition(",")[0])
    words = f"{say(_FROM if stub.is_coming else _TO, canvas.lang)} {other}"
    if link.evidence:
        words += f" [{link.evidence}]"
    is_first = stub.is_coming and not column
    wide = _FIRST_ROOM if is_first else canvas.room_after(column)
    said = fit(words, wide - _STUB - _BAR - 2, 13, size=_MARK_SIZE, smallest=4.4)
    if link.evidence and not said.is_whole:
        said = fit(f"[{link.evidence}]", wide, 13, size=_MARK_SIZE, smallest=4.4)
    base = top + stub.thick / 2 + (0.35 - 0.56 * (len(said.lines) - 1)) * said.size
    for line in said.lines:
        at = start - 2 - width_of(line, said.size) if stub.is_coming else start + _STUB + 2
        canvas.word(at, base, line, said.size, link.evidence)
        base += 1.12 * said.size


def _start_of(canvas: _Canvas, stub: Stub) -> float:
    """Give the left edge of the arrow of a stub."""
    x = canvas.x(canvas.laid.nodes[stub.node].column)
    return x - _STUB if stub.is_coming else x + _BAR


def _draw_marks(canvas: _Canvas, links: Sequence[SankeyLink]) -> None:
    """Write the numbers of evidence on the bands, each where no other words are."""
    by_link: dict[int, list[Piece]] = {}
    for piece in canvas.laid.pieces:
        by_link.setdefault(piece.link, []).append(piece)
    written: set[int] = set()
    for number in sorted(by_link, key=lambda one: (-links[one].value, one)):
        evidence = links[number].evidence
        thick = by_link[number][0].thick
        is_crowded = len(links) > _MANY_LINKS and thick < _THIN
        if not evidence or is_crowded or (evidence in written and thick < _MARK_SIZE):
            continue
        text = f"[{evidence}]"
        wide = width_of(text, _MARK_SIZE)
        for x, y in _places(canvas, by_link[number]):
            if canvas.is_free(x - wide / 2, y - _MARK_SIZE / 2, wide, _MARK_SIZE):
                written.add(evidence)
                canvas.word(x - wide / 2, y + 0.36 * _MARK_SIZE, text, _MARK_SIZE, evidence)
                break


def _places(canvas: _Canvas, pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """Give the middles of a band at which its number may stand."""
    found = []
    for share in _TRIES:
        for piece in pieces:
            x = canvas.x(piece.column) + _BAR + share * (canvas.step - _BAR)
            # The curve of a band with level ends.
            swing = share * share * (3 - 2 * share)
            y = piece.start + swing * (piece.end - piece.start) + piece.thick / 2
            found.append((x, canvas.flow.y + y))
    return found
