"""In the pictures of the yearly reports no words lie on each other, in either language."""

from __future__ import annotations

import pytest

from batterypass.documents.yearly_content import FlowChart
from batterypass_cli.report_evidence import EvidenceBook
from batterypass_cli.report_pictures import Pictures
from batterypass_cli.words import speak
from cli import report_samples as samples
from cli.test_report_papers import ALL
from documents.test_sankey_words import boxes_of, collisions

#: Of the lowest picture, one between, and the highest (``batterypass.documents.yearly``), in points.
_HEIGHTS = (225.0, 345.0, 410.0)


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith("empty")])
def test_no_words_of_a_report_s_flow_lie_on_each_other(name: str, lang: str) -> None:
    speak("es" if lang == "es" else "en")
    try:
        report = ALL[name]()
        book = EvidenceBook.of(report, samples.name_of, every_entry=False)
        sections = Pictures(report, samples.name_of, book).sections()
    finally:
        speak("en")
    charts = [one.figure for one in sections if isinstance(one.figure, FlowChart)]
    assert charts
    for chart in charts:
        for height in _HEIGHTS:
            boxes = boxes_of([*chart.nodes], [*chart.links], lang, height)
            assert len(boxes) > len(chart.nodes)
            assert collisions(boxes) == []
