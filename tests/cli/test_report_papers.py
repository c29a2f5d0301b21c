"""Yearly reports on paper: every page in both languages, every figure with its evidence, the same bytes.

After a change that is meant: ``BATTERYPASS_SNAPSHOTS=write pytest tests/cli/test_report_papers.py``.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from pypdf import PdfReader

from batterypass.app.entry_set import EntrySet
from batterypass.documents.yearly import checkpoint_text, render_yearly
from batterypass.documents.yearly_content import FlowChart
from batterypass_cli.report_evidence import EvidenceBook
from batterypass_cli.report_files import Written
from batterypass_cli.report_paper import PAPERS, paper_of
from batterypass_cli.report_pictures import Pictures
from batterypass_cli.report_view import shown
from batterypass_cli.words import speak
from cli import report_samples as samples
from documents.reading import seen, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from batterypass.app.report_model import Report
    from batterypass.documents.words import Lang

SNAPSHOTS = Path(__file__).parent / "report_papers"
REPORTS: dict[str, Callable[[], Report]] = {
    "recovery": samples.recovery,
    "circularity": samples.circularity,
    "producer": samples.producer,
    "site": samples.sites,
    "one-batch": samples.one_batch,
    "empty-recovery": lambda: samples.empty("recovery"),
    "empty-circularity": lambda: samples.empty("circularity"),
    "empty-producer": lambda: samples.empty("producer"),
    "empty-site": lambda: samples.empty("site"),
}
CROWDED: dict[str, Callable[[], Report]] = {
    "forty-recyclers": samples.forty,
    "forty-producers": lambda: samples.producer(40),
    "many-sites": lambda: samples.sites(12),
}
ALL = {**REPORTS, **CROWDED}
PROGRAM = """
import json, sys
sys.path[:0] = sys.argv[1:]
from cli.test_report_papers import digests
json.dump(digests(), sys.stdout)
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def drawn(report: Report, lang: Lang = "en", paper: str = "letter") -> bytes:
    speak(lang)
    written = Written(report, shown(report, samples.name_of), every_entry=False)
    return render_yearly(paper_of(written, samples.name_of, PAPERS[paper]), lang)


def digests() -> dict[str, str]:
    """Give the SHA-256 of each report in both languages and on both papers."""
    ways: tuple[tuple[Lang, str], ...] = (("es", "letter"), ("en", "a4"))
    return {
        f"{name}-{lang}-{paper}": hashlib.sha256(drawn(make(), lang, paper)).hexdigest()
        for name, make in REPORTS.items()
        for lang, paper in ways
    }


@pytest.mark.parametrize("name", sorted(REPORTS))
@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_text_of_a_report_is_what_was_agreed(name: str, lang: Lang) -> None:
    text = text_of(drawn(REPORTS[name](), lang))
    path = SNAPSHOTS / f"{name}-{lang}.txt"
    if os.environ.get("BATTERYPASS_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    expected = {f"{name}-{lang}" for name in REPORTS for lang in ("es", "en")}
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == expected


def test_another_process_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    tests = Path(__file__).resolve().parents[1]
    environment = {
        **os.environ, "PYTHONHASHSEED": "12345", "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo",
        "LC_ALL": "C", "HOME": str(tmp_path),
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tests), str(tests.parent), str(tests.parent / "cli")],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(run.stdout) == digests()


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_nothing_is_written_beyond_the_edge_of_a_page(name: str, paper: str) -> None:
    pdf = drawn(ALL[name](), "es", paper)
    width, height = PAPERS[paper]
    for one in seen(pdf):
        assert one.left > 30, one
        assert one.right < width - 30, one
        assert one.top > 30, one
        assert one.bottom < height - 15, one


@pytest.mark.parametrize("name", ["recovery", "circularity", "producer", "site"])
def test_every_figure_leads_to_its_entries_and_back(name: str) -> None:
    pdf = drawn(REPORTS[name]())
    reader = PdfReader(io.BytesIO(pdf))
    figures, _, annex = "\n".join(page.extract_text() for page in reader.pages).partition("Annex.")
    (head,) = [one for one in seen(pdf) if "Annex." in one.text]
    begin = (head.page, head.top)
    places = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    there: set[tuple[int, float]] = set()
    back: set[tuple[int, float]] = set()
    for number, page in enumerate(reader.pages):
        height = float(page.mediabox[3])
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            goal = places[list.__getitem__(link["/Dest"], 0).idnum], height - link["/Dest"][3]
            is_back = (number, height - link["/Rect"][3]) > begin
            (back if is_back else there).add(goal)
    numbers, listed = (
        {int(n) for n in re.findall(r"\[(\d+)\]", text)} for text in (figures, annex)
    )
    assert numbers == listed == set(range(1, len(listed) + 1))
    assert len(there) == len(listed)
    assert min(there) > begin
    assert back
    assert max(back) < begin


def test_a_figure_of_thousands_of_entries_goes_on_over_pages() -> None:
    figures = samples.element("norte", "cobalt", "95")
    many = EntrySet(range(10_000, 30_000, 2))
    report = replace(samples.one_batch(), elements=(replace(figures, entries=many),))
    written = Written(report, shown(report, samples.name_of), every_entry=True)
    pdf = render_yearly(paper_of(written, samples.name_of, PAPERS["a4"]), "en")
    _, height = PAPERS["a4"]
    assert all(one.bottom < height - 15 for one in seen(pdf))
    text = text_of(pdf)
    assert all(f"{entry}" in text for entry in (10_000, 19_998, 29_998))


def test_every_outcome_is_said_in_words() -> None:
    text = text_of(drawn(samples.recovery()))
    for words in (
        "70.1 % · target 70 % · met [", "42 % · target 70 % · not met [", "56 % · target 70 % · open [",
        "counts for who sent it", "101 % · target 70 % · over 100 %: an error",
    ):  # fmt: skip
        assert words in text


def test_a_target_that_is_missed_by_a_thousandth_does_not_read_as_met() -> None:
    assert "79.99 % · target 80 % · not met" in text_of(drawn(samples.recovery()))


def test_a_year_in_which_nothing_happened_says_so_on_one_page() -> None:
    for name in ("recovery", "circularity", "producer", "site"):
        pdf = drawn(ALL[f"empty-{name}"](), "es")
        assert "Nada que informar" in text_of(pdf)
        assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_without_a_reading_there_is_no_picture_of_readings() -> None:
    ordinary = samples.circularity()
    unread = replace(ordinary, soh=replace(ordinary.soh, classes=(), readable=0, median=""))
    text = text_of(drawn(unread))
    assert "No reading can be read here. Sealed: 17; without a reading: 301." in text
    assert "95-100" not in text


def test_of_forty_producers_the_picture_tells_the_largest_apart() -> None:
    text = text_of(drawn(samples.producer(40)))
    first = text.partition("\f")[0]
    assert "33 others" in first
    assert "Recicladora Número 39" not in first
    assert "Recicladora Número 39" in text


@pytest.mark.parametrize(
    ("name", "count", "surplus"), [("recovery", 5, "30 kg"), ("forty-recyclers", 40, "33 kg")]
)
def test_what_a_process_was_fed_weighs_in_the_picture_what_it_weighs_in_the_table(
    name: str, count: int, surplus: str
) -> None:
    report = ALL[name]()
    book = EvidenceBook.of(report, samples.name_of, every_entry=False)
    sections = Pictures(report, samples.name_of, book).sections()
    (chart,) = [one.figure for one in sections if isinstance(one.figure, FlowChart)]
    fed = [one.text.removesuffix(" kg").replace(" ", "") for one in chart.nodes if one.rank == 1]
    assert sum(map(int, fed)) == 1000 * count
    # Where more came out than went in, the rest comes from somewhere else.
    assert [one.text for one in chart.nodes if one.rank == 0] == [surplus]


def test_the_code_holds_the_checkpoint_on_which_the_report_stands() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(drawn(samples.recovery()))
    picture = document[0].render(scale=3).to_pil()
    document.close()
    (code,) = zxingcpp.read_barcodes(picture)
    basis = samples.BASIS
    origin, count, root = code.text.splitlines()
    assert (origin, int(count)) == (basis.origin, basis.size)
    import base64

    assert base64.b64decode(root).hex() == basis.root


def test_every_entry_is_in_the_annex_on_demand() -> None:
    report = samples.recovery()
    view = shown(report, samples.name_of)
    few, every = (
        paper_of(Written(report, view, every_entry=wanted), samples.name_of, PAPERS["a4"])
        for wanted in (False, True)
    )
    assert any(one.entries.endswith("and 40 more") for one in few.evidence)
    assert not any("more" in one.entries for one in every.evidence)
    assert checkpoint_text(every.source).startswith(samples.BASIS.origin)
