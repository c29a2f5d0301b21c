"""Material flow as a picture: nodes as bars, what moved as bands whose height is the mass.

Names and masses stand over the nodes, and every band that has room for it has the number of its
evidence. Grey inside black lines, so a photocopy says as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.sankey_layout import Flowing, lay_out
from batterypass.documents.sankey_words import BAR, MARK_SIZE, STUB, Canvas, name_stubs
from batterypass.documents.setting import ASCENT, DESCENT, clean, fit_line, fit_named, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.flow import Flow
    from batterypass.documents.sankey_layout import Piece, Slot

_LABEL_SIZE: Final = 6.8
_MOST_NAME: Final = 210.0
_MANY_LINKS: Final = 30
_THIN: Final = 2.0
"""Among many bands, those below have no number: the table has it."""
_SHADES: Final = (0.9, 0.8)
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
    canvas = Canvas(flow, laid, height, lang)
    # The widest first: what is thin stays in sight.
    for piece in sorted(laid.pieces, key=lambda one: (-one.thick, one.link, one.column)):
        x = canvas.x(piece.column)
        flow.ink.band(
            (x + (BAR if piece.is_first else 0), flow.y + piece.start),
            (x + canvas.step, flow.y + piece.end), piece.thick,
            _SHADES[links[piece.link].target % 2],
        )  # fmt: skip
    # Words come last: nothing runs over them.
    for stub in laid.stubs:
        flow.ink.arrow(canvas.start_of(stub), flow.y + stub.top, STUB, stub.thick, _SHADES[0])
    for slot, node in zip(laid.nodes, nodes, strict=True):
        _draw_node(canvas, slot, node)
    name_stubs(
        canvas, [one.name for one in nodes], [(one.source, one.target) for one in links],
        [one.evidence for one in links],
    )  # fmt: skip
    _draw_marks(canvas, links)
    flow.y += height


def _draw_node(canvas: Canvas, slot: Slot, node: SankeyNode) -> None:
    """Draw the bar of a node with its name and its amount over it."""
    x, top = canvas.x(slot.column), canvas.flow.y + slot.top
    canvas.flow.ink.bar(x, top, BAR, slot.thick)
    wide = min(canvas.room_after(slot.column), _MOST_NAME)
    name = fit_named(node.name, wide, 16, size=_LABEL_SIZE, smallest=4.8)
    text, size = fit_line(clean(node.text), wide, size=_LABEL_SIZE, smallest=4.2, bold=True)
    base = top - 2.5
    canvas.word(x, base, text, size, bold=True)
    base -= max(1.12 * size, ASCENT * size + DESCENT * name.size + 0.3)
    for line in reversed(name.lines):
        canvas.word(x, base, line, name.size)
        base -= 1.12 * name.size


def _draw_marks(canvas: Canvas, links: Sequence[SankeyLink]) -> None:
    """Write the numbers of evidence on the bands, each where no other words are."""
    by_link: dict[int, list[Piece]] = {}
    for piece in canvas.laid.pieces:
        by_link.setdefault(piece.link, []).append(piece)
    written: set[int] = set()
    for number in sorted(by_link, key=lambda one: (-links[one].value, one)):
        evidence = links[number].evidence
        thick = by_link[number][0].thick
        is_crowded = len(links) > _MANY_LINKS and thick < _THIN
        if not evidence or is_crowded or (evidence in written and thick < MARK_SIZE):
            continue
        text = f"[{evidence}]"
        wide = width_of(text, MARK_SIZE)
        for x, y in _places(canvas, by_link[number]):
            base = y + 0.36 * MARK_SIZE
            if canvas.is_free(x - wide / 2, base - ASCENT * MARK_SIZE, wide, MARK_SIZE):
                written.add(evidence)
                canvas.word(x - wide / 2, base, text, MARK_SIZE, evidence)
                break


def _places(canvas: Canvas, pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """Give the middles of a band at which its number may stand."""
    found = []
    for share in _TRIES:
        for piece in pieces:
            x = canvas.x(piece.column) + BAR + share * (canvas.step - BAR)
            # The curve of a band with level ends.
            swing = share * share * (3 - 2 * share)
            y = piece.start + swing * (piece.end - piece.start) + piece.thick / 2
            found.append((x, canvas.flow.y + y))
    return found
