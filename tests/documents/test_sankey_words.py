"""The words of a flow picture stand apart: nothing is written over anything else."""

from __future__ import annotations

from itertools import combinations
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.documents.flow import Flow
from batterypass.documents.ink import PdfInk
from batterypass.documents.sankey import SankeyLink, SankeyNode, draw_sankey
from batterypass.documents.setting import ASCENT, DESCENT, width_of

HEIGHT = 400.0
_NAMES = (
    "en uso", "recogido", "desarmado", "second life", "Recicladora Norte (lote L-0931)",
    "puesto en el mercado en este año", "diferencia sin explicar, kilogramos", "disposed of",
)  # fmt: skip

Box = tuple[float, float, float, float, str]


def boxes_of(
    nodes: list[SankeyNode], links: list[SankeyLink], lang: str, height: float = HEIGHT
) -> list[Box]:
    """Draw a picture and give what was written: left, upper, right and lower edge, and the line."""
    found: list[Box] = []

    def note(_: PdfInk, x: float, y: float, line: str, size: float, *, bold: bool = False) -> None:
        wide = width_of(line, size, bold=bold)
        found.append((x, y - ASCENT * size, x + wide, y + DESCENT * size, line))

    flow = Flow()
    with patch.object(PdfInk, "text", note):
        draw_sankey(flow, nodes, links, height, lang)
    return found


def collisions(boxes: list[Box]) -> list[tuple[str, str]]:
    return [
        (one[4], other[4])
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[SankeyNode], list[SankeyLink]]:
    ranks = draw(st.lists(st.integers(0, 5), min_size=2, max_size=10))
    places = st.integers(0, len(ranks) - 1)
    ends = draw(st.lists(st.tuples(places, places), max_size=20, unique=True))
    nodes = [
        SankeyNode(draw(st.sampled_from(_NAMES)), draw(st.sampled_from(("8 kg", "411.8 kg", "1 234 567.25 kg, 12 000 paquetes"))), rank)
        for rank in ranks
    ]  # fmt: skip
    values = st.floats(0, 1e6, allow_nan=False)
    links = [
        SankeyLink(a, b, draw(values), number)
        for number, (a, b) in enumerate(ends, 1)
        if a != b
    ]  # fmt: skip
    return nodes, links


@settings(deadline=None)
@given(pictures(), st.sampled_from(("es", "en")))
def test_words_never_lie_on_each_other(
    picture: tuple[list[SankeyNode], list[SankeyLink]], lang: str
) -> None:
    assert collisions(boxes_of(*picture, lang)) == []


@pytest.mark.parametrize("lang", ["es", "en"])
def test_thin_bands_that_lead_back_to_one_node_are_all_named(lang: str) -> None:
    # Seven stubs at one node, each thinner than a line, beside the words of other nodes.
    nodes = [SankeyNode(name, "411.8 kg", place // 4) for place, name in enumerate(_NAMES)]
    nodes.append(SankeyNode("en uso", "3 kg", 3))
    last = len(nodes) - 1
    links = [SankeyLink(last, place, 0.1, place + 1) for place in range(len(_NAMES))]
    links += [SankeyLink(0, last, 1000.0, 20)]
    boxes = boxes_of(nodes, links, lang)
    assert collisions(boxes) == []
    for link in links[:-1]:
        # At both of its ends.
        assert sum(f"[{link.evidence}]" in box[4] for box in boxes) == 2


@pytest.mark.parametrize("lang", ["es", "en"])
def test_what_is_written_stays_inside_the_picture(lang: str) -> None:
    nodes = [SankeyNode(name, "8 kg", 1) for name in _NAMES[:3]]
    links = [SankeyLink(a, b, 1.0, 3 * a + b) for a in range(3) for b in range(3) if a != b]
    boxes = boxes_of(nodes, links, lang)
    flow = Flow()
    assert len(boxes) > len(nodes)
    assert all(box[1] >= flow.y - 1 and box[3] <= flow.y + HEIGHT + 1 for box in boxes)
