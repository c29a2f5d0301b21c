"""A flow picture keeps to its scale: nothing overlaps, nothing is lost, nothing runs out of it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from batterypass.documents.sankey_layout import Flowing, lay_out
from batterypass.documents.yearly_charts import ticks

HEIGHT = 400.0
LEAST = 0.7


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[int], list[Flowing]]:
    ranks = draw(st.lists(st.integers(0, 5), min_size=2, max_size=10))
    nodes = st.integers(0, len(ranks) - 1)
    values = st.floats(0, 1e6, allow_nan=False)
    ends = draw(st.lists(st.tuples(nodes, nodes), max_size=20, unique=True))
    return ranks, [Flowing(a, b, draw(values)) for a, b in ends if a != b]


@given(pictures())
def test_nodes_stand_apart_inside_the_picture(picture: tuple[list[int], list[Flowing]]) -> None:
    ranks, links = picture
    laid = lay_out(ranks, links, HEIGHT)
    for column in range(laid.columns):
        slots = sorted((one for one in laid.nodes if one.column == column), key=lambda s: s.top)
        for upper, lower in pairwise(slots):
            assert upper.top + upper.thick <= lower.top + 1e-6
        assert all(one.top >= 0 and one.top + one.thick <= HEIGHT + 1e-6 for one in slots)


@given(pictures())
def test_every_band_is_drawn_whole_and_on_its_nodes(
    picture: tuple[list[int], list[Flowing]],
) -> None:
    ranks, links = picture
    laid = lay_out(ranks, links, HEIGHT)
    for number, link in enumerate(links):
        start, end = laid.nodes[link.source], laid.nodes[link.target]
        pieces = [one for one in laid.pieces if one.link == number]
        stubs = [one for one in laid.stubs if one.link == number]
        if start.column < end.column:
            assert [one.column for one in pieces] == list(range(start.column, end.column))
            assert start.top - 1e-6 <= pieces[0].start
            assert pieces[0].start + pieces[0].thick <= start.top + start.thick + 1e-6
            assert pieces[-1].end + pieces[-1].thick <= end.top + end.thick + 1e-6
            for one, after in pairwise(pieces):
                assert abs(one.end - after.start) < 1e-6
            assert not stubs
        else:
            assert sorted((one.node, one.is_coming) for one in stubs) == sorted(
                [(link.source, False), (link.target, True)]
            )


@given(pictures())
def test_heights_are_to_one_scale(picture: tuple[list[int], list[Flowing]]) -> None:
    ranks, links = picture
    laid = lay_out(ranks, links, HEIGHT)
    shown = {one.link: one.thick for one in laid.pieces}
    shown |= {one.link: one.thick for one in laid.stubs}
    scales = {
        round(thick / links[number].value, 9)
        for number, thick in shown.items()
        if thick > LEAST + 1e-9
    }
    scale = max(scales, default=0.0)
    assert all(abs(one - scale) <= 1e-6 * scale + 1e-9 for one in scales)


def test_a_band_runs_past_what_it_does_not_touch() -> None:
    # From the first to the third column, and a node in the second one that it has nothing to do with.
    laid = lay_out([0, 1, 2], [Flowing(0, 2, 50), Flowing(0, 1, 10), Flowing(1, 2, 10)], HEIGHT)
    passing = next(one for one in laid.pieces if one.link == 0)
    node = laid.nodes[1]
    assert passing.end + passing.thick <= node.top or node.top + node.thick <= passing.end


def test_what_weighs_next_to_nothing_is_drawn_inside_the_picture() -> None:
    laid = lay_out([0, 1], [Flowing(0, 1, 5e-324)], HEIGHT)
    assert [one.thick for one in laid.pieces] == [LEAST]
    assert all(one.top + one.thick <= HEIGHT for one in laid.nodes)


def test_scales_have_round_steps() -> None:
    assert ticks(100) == [0, 20, 40, 60, 80, 100]
    assert ticks(3) == [0, 1, 2, 3]
    assert ticks(2740.25) == [0, 500, 1000, 1500, 2000, 2500]
