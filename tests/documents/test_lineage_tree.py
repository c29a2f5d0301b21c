"""The picture of a lineage: boxes that do not touch, lines that go on, pages that say whose they are."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.documents.content import Source
from batterypass.documents.lineage_layout import Link, lay_out
from batterypass.documents.lineage_tree import Box, Picture, render_pdf, render_svg

_SOURCE = Source("registro.example/patio", 47, "93" * 32)


def picture(count: int, links: list[tuple[int, int]], root: int = 0) -> Picture:
    boxes = tuple(
        Box(f"ID-{one:02}", ("módulo · M-<1>", "15.9 kg · segunda vida")) for one in range(count)
    )
    found = tuple(Link(one, other, "built_into") for one, other in links)
    return Picture("Linaje de ID-00", boxes, found, root, _SOURCE)


_SIXTY = picture(
    60, [*((0, one) for one in range(1, 50)), *((one, 50) for one in range(1, 9)),
         *((50, one) for one in range(51, 60))]
)  # fmt: skip


@st.composite
def _lines(draw: st.DrawFn) -> tuple[int, list[Link], int]:
    """Give a graph all of which lies before or after one of its boxes."""
    after, before = draw(st.integers(0, 12)), draw(st.integers(0, 12))
    links = [Link(draw(st.integers(0, one - 1)), one, "taken_out") for one in range(1, after + 1)]
    places = [0, *range(after + 1, after + before + 1)]
    for number in range(1, before + 1):
        links.append(Link(places[number], places[draw(st.integers(0, number - 1))], "built_into"))
    return 1 + after + before, links, 0


@settings(max_examples=80, deadline=None)
@given(_lines())
def test_no_two_boxes_share_a_place_and_time_runs_to_the_right(
    drawn: tuple[int, list[Link], int],
) -> None:
    count, links, root = drawn
    layout = lay_out(count, links, root)
    places = list(zip(layout.columns, layout.rows, strict=True))
    assert len(set(places)) == count
    assert min(layout.columns) == 0
    assert min(layout.rows) == 0
    for run in layout.runs:
        begin, end = layout.columns[run.link.earlier], layout.columns[run.link.later]
        assert begin <= run.gap < end
        assert 0 < run.share < 1


def test_lines_that_end_in_different_boxes_do_not_lie_on_each_other() -> None:
    layout = lay_out(6, [Link(0, 1, "x"), Link(0, 2, "x"), Link(1, 3, "x"), Link(2, 4, "x"),
                         Link(2, 5, "x")], 0)  # fmt: skip
    bends = {(run.gap, run.share): run.link.earlier for run in layout.runs}
    assert sorted(bends.values()) == [0, 1, 2]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_sixty_things_are_all_there_on_pages_that_say_whose_they_are(lang: str) -> None:
    svg = render_svg(_SIXTY, lang)  # type: ignore[arg-type]
    assert all(f"ID-{one:02}" in svg for one in range(60))
    assert svg.count("@font-face") == 2
    assert "M-&lt;1&gt;" in svg
    assert "registro.example/patio" in svg
    pdf = render_pdf(_SIXTY, lang)  # type: ignore[arg-type]
    assert pdf == render_pdf(_SIXTY, lang)  # type: ignore[arg-type]
    # 57 rows, eight a page.
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 8


def test_nothing_is_drawn_beyond_the_sheet() -> None:
    svg = render_svg(_SIXTY)
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())  # type: ignore[union-attr]
    for x, y, wide, high in re.findall(
        r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg
    ):
        assert float(x) + float(wide) < width
        assert float(y) + float(high) < height


def test_one_thing_alone_is_a_picture_too() -> None:
    alone = picture(1, [])
    assert "ID-00" in render_svg(alone)
    assert render_pdf(alone).startswith(b"%PDF-")


def test_a_batch_that_was_fed_with_its_own_output_is_drawn_and_does_not_hang() -> None:
    for root in (0, 1, 2):
        circle = picture(3, [(0, 1), (1, 2), (2, 1)], root)
        assert render_svg(circle).count(">ID-0") == 3
        assert render_pdf(circle).startswith(b"%PDF-")


def test_two_hundred_lives_go_on_over_sheets_that_a_viewer_takes() -> None:
    chain = picture(401, [(one, one + 1) for one in range(400)])
    pdf = render_pdf(chain)
    width = float(re.search(rb"/MediaBox \[0 0 (\d+)", pdf).group(1))  # type: ignore[union-attr]
    assert width < 14_400
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 17
    assert all(pdf.count(f"(ID-{one:02})".encode()) == 1 for one in range(1, 401))


def test_ten_thousand_packs_in_a_batch_are_drawn_in_seconds() -> None:
    count = 10_000
    many = picture(count + 2, [*((one, 0) for one in range(2, count + 2)), (0, 1)], 1)
    begun = time.monotonic()
    assert len(re.findall(rb"/Type /Page\b", render_pdf(many))) == 1250
    assert time.monotonic() - begun < 20


def test_lines_that_go_into_one_thing_are_drawn_once_where_they_are_one() -> None:
    svg = render_svg(picture(5, [(1, 0), (2, 0), (3, 0), (4, 0)]))
    lines = re.findall(r"<(?:line|path)[^>]*>", svg)
    assert len(lines) == len(set(lines))
