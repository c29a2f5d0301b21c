"""Material flow as a picture: nodes as bars, what moved as bands whose height is the mass.

Names and masses stand over the nodes, and every band that has room for it has the number of its
evidence. Grey inside black lines, so a photocopy says as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.sankey_layout import Flowing, lay_out
from batterypass.documents.setting import ASCENT, clean, fit, fit_line, width_of
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.flow import Flow
    from batterypass.documents.sankey_layout import Laid, Piece

_BAR: Final = 7.0
_LABEL_SIZE: Final = 6.8
_MARK_SIZE: Final = 5.6
_LAST_ROOM: Final = 92.0
"""Room for the words of the last column, which stand to the right of nothing."""
_STUB: Final = 15.0
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


def draw_sankey(
    flow: Flow, nodes: Sequence[SankeyNode], links: Sequence[SankeyLink], height: float, lang: str
) -> None:
    """Draw the picture at the current place of a page; the caller has made room for it."""
    flowing = [Flowing(one.source, one.target, one.value) for one in links]
    laid = lay_out([one.rank for one in nodes], flowing, height)
    room = flow.room - _LAST_ROOM
    step = room / max(1, laid.columns - 1)
    left, top = flow.left, flow.y
    ink = flow.ink
    # The widest first: what is thin stays in sight.
    for piece in sorted(laid.pieces, key=lambda one: (-one.thick, one.link, one.column)):
        x = left + piece.column * step
        ink.band(
            (x + (_BAR if piece.is_first else 0), top + piece.start), (x + step, top + piece.end), piece.thick,
            _SHADES[links[piece.link].target % 2],
        )  # fmt: skip
    for stub in laid.stubs:
        x = left + laid.nodes[stub.node].column * step
        start = x - _STUB if stub.is_coming else x + _BAR
        ink.arrow(start, top + stub.top, _STUB, stub.thick, _SHADES[0])
        link = links[stub.link]
        other = nodes[link.source if stub.is_coming else link.target].name
        # What explains a name stands at its node.
        other = other.partition(" (")[0].partition(",")[0]
        words = f"{say(_FROM if stub.is_coming else _TO, lang)} {clean(other)}"
        if link.evidence:
            words += f" [{link.evidence}]"
        is_last = laid.nodes[stub.node].column == laid.columns - 1
        wide = (_LAST_ROOM if is_last else step) - _STUB - _BAR - 4
        text, size = fit_line(words, wide, size=_MARK_SIZE, smallest=4.2)
        at = start - 2 - width_of(text, size) if stub.is_coming else start + _STUB + 2
        base = top + stub.top + stub.thick / 2 + 0.35 * size
        _word(flow, at, base, text, size, link.evidence)
    for slot, node in zip(laid.nodes, nodes, strict=True):
        x = left + slot.column * step
        ink.bar(x, top + slot.top, _BAR, slot.thick)
        wide = _LAST_ROOM - 2 if slot.column == laid.columns - 1 else step - 5
        name = fit(node.name, wide, 16, size=_LABEL_SIZE, smallest=4.8)
        lines = [*((line, name.size, False) for line in name.lines), (node.text, _LABEL_SIZE, True)]
        base = top + slot.top - 2.5
        for line, size, bold in reversed(lines):
            text, size = fit_line(clean(line), wide, size=size, smallest=4.2, bold=bold)
            ink.clear(x, base - 0.8 * size, width_of(text, size, bold=bold), size)
            ink.text(x, base, text, size, bold=bold)
            base -= 1.12 * size
    _draw_marks(flow, laid, links, step)
    flow.y += height


def _draw_marks(flow: Flow, laid: Laid, links: Sequence[SankeyLink], step: float) -> None:
    """Write the numbers of evidence on the bands, each once, where no other one is."""
    taken: list[tuple[float, float, float]] = []
    by_link: dict[int, list[Piece]] = {}
    for piece in laid.pieces:
        by_link.setdefault(piece.link, []).append(piece)
    for link in sorted(by_link, key=lambda number: (-links[number].value, number)):
        if not links[link].evidence:
            continue
        text = f"[{links[link].evidence}]"
        wide = width_of(text, _MARK_SIZE)
        for x, y in _places(flow, by_link[link], step):
            spot = (x - wide / 2, x + wide / 2, y)
            if all(spot[1] < a or spot[0] > b or abs(y - c) > 6.2 for a, b, c in taken):
                taken.append(spot)
                base = y + 0.36 * _MARK_SIZE
                _word(flow, spot[0], base, text, _MARK_SIZE, links[link].evidence)
                break


def _places(flow: Flow, pieces: Sequence[Piece], step: float) -> list[tuple[float, float]]:
    """Give the middles of a band at which its number may stand."""
    found = []
    for share in _TRIES:
        for piece in pieces:
            x = flow.left + piece.column * step + _BAR + share * (step - _BAR)
            # The curve of a band with level ends.
            swing = share * share * (3 - 2 * share)
            y = piece.start + swing * (piece.end - piece.start) + piece.thick / 2
            found.append((x, flow.y + y))
    return found


def _word(flow: Flow, x: float, base: float, text: str, size: float, evidence: int) -> None:
    """Write a word on white that leads to its evidence."""
    wide, top = width_of(text, size), base - ASCENT * size
    flow.ink.clear(x - 0.8, top - 0.4, wide + 1.6, size)
    flow.ink.text(x, base, text, size)
    if evidence:
        flow.link(f"e{evidence}", x - 2, top - 2, wide + 4, size + 4)
