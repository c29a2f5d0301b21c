"""A company with a very long name: in the pictures of a report its processes still have theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batterypass.documents.setting import ELLIPSIS
from batterypass.documents.yearly import render_yearly
from batterypass.documents.yearly_content import FlowChart, TargetChart
from batterypass_cli.report_files import Written
from batterypass_cli.report_paper import PAPERS, paper_of
from batterypass_cli.report_view import shown
from batterypass_cli.words import speak
from cli import report_samples as samples
from documents.reading import text_of

LONG = "Recuperadora Integral de Metales Estratégicos y Baterías Industriales del Bajío " * 3


def long_name_of(party: str) -> str:
    return f"{LONG.strip()} {samples.name_of(party)}"


@pytest.mark.parametrize("chart", [FlowChart, TargetChart])
def test_the_name_of_a_company_is_cut_and_not_its_process(chart: type) -> None:
    speak("en")
    report = samples.recovery()
    written = Written(report, shown(report, long_name_of), every_entry=False)
    paper = paper_of(written, long_name_of, PAPERS["letter"])
    pictures = tuple(one for one in paper.sections if isinstance(one.figure, chart))
    names = {str(row["process_id"]) for row in report.tables()[0].rows}

    text = text_of(
        render_yearly(replace(paper, sections=pictures[:1], notes=(), evidence=()), "en")
    )

    assert names
    assert ELLIPSIS in text
    for name in names:
        assert name in text
