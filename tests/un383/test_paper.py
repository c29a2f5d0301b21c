"""The paper of a test summary: its text in both languages, the same bytes, nothing off the page.

After a change that is meant: ``BATTERYPASS_SNAPSHOTS=write pytest tests/un383``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from batterypass.app.un383 import SummaryFile, judge_file, paper_of, read_summary
from batterypass.bootstrap import un383_law
from batterypass.documents.content import Source
from batterypass.documents.un383 import Un383Paper, render_un383
from batterypass.errors import InputError
from batterypass.evidence.un383_file import encode_summary
from documents.reading import seen, squeezed, text_of
from un383.summaries import SIGNATORY_FILE, summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.un383 import Un383Summary

LAW = un383_law()
SNAPSHOTS = Path(__file__).parent / "snapshots"


def read(found: Un383Summary, *, named: bool = True) -> SummaryFile:
    signatory = ("name.json", SIGNATORY_FILE) if named else None
    return read_summary(encode_summary(found), "sample", signatory)


def paper(found: Un383Summary, *, named: bool = True) -> Un383Paper:
    file = read(found, named=named)
    return paper_of(LAW, file, judge_file(LAW, file, "2026-03-03"))


def whole() -> Un383Paper:
    content = paper(summary())
    source = Source("registro.example/patio", 26, "cd" * 32, (25,))
    fields = {name: getattr(content, name) for name in content.__dataclass_fields__}
    return Un383Paper(**{**fields, "item": "095B-T15T-4217-D · M-48", "source": source})


def incomplete() -> Un383Paper:
    found = summary(
        "manufacturer_phone", "laboratory_website", "t5", "manual_amendment",
        article="assembled", t3="not_applicable", manual_revision=3,
        assembled_under="38.3.3(f)",
    )  # fmt: skip
    return paper(found, named=False)


PAPERS: dict[str, Callable[[], bytes]] = {
    "whole-es": lambda: render_un383(whole(), "es"),
    "whole-en": lambda: render_un383(whole(), "en", "a4"),
    "incomplete-es": lambda: render_un383(incomplete(), "es"),
    "incomplete-en": lambda: render_un383(incomplete(), "en"),
    "incomplete-both": lambda: render_un383(incomplete(), "both", "a4"),
    "nothing-es": lambda: render_un383(
        paper(summary(*summary().model_dump(exclude={"format"})), named=False), "es"
    ),
}


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_the_text_of_a_summary_is_what_was_agreed(name: str) -> None:
    text = text_of(PAPERS[name]())
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("BATTERYPASS_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == set(PAPERS)


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_the_same_summary_gives_the_same_bytes_with_what_is_inside(name: str) -> None:
    assert PAPERS[name]() == PAPERS[name]()
    inside = [("b.json", b"{}"), ("a.json", b"[]")]
    assert render_un383(whole(), "es", "letter", inside) == render_un383(
        whole(), "es", "letter", inside[::-1]
    )


def test_a_whole_summary_is_one_page_and_nothing_leaves_it() -> None:
    for size, width, height in (("letter", 612, 792), ("a4", 595.28, 841.89)):
        pdf = render_un383(whole(), "es", "a4" if size == "a4" else "letter")
        found = seen(pdf)
        assert {one.page for one in found} == {0}
        assert all(one.left > 30 and one.right < width - 30 for one in found)
        assert all(one.top > 30 and one.bottom < height - 20 for one in found)


def test_a_text_that_is_too_long_for_its_line_is_printed_whole() -> None:
    long = "celda " * 33
    assert ("celda" * 33) in squeezed(render_un383(paper(summary(description=long.strip())), "es"))


def test_every_missing_item_stands_in_the_box_and_at_its_place() -> None:
    content = incomplete()
    text = text_of(render_un383(content, "en"))

    assert len(content.missing) == 3
    assert text.count("— MISSING —") == len(content.missing)
    for one in content.missing:
        assert f"({one.item.letter}) {one.label.en}" in text


def test_a_name_that_is_not_here_is_not_guessed() -> None:
    assert "R. Ejemplo" in text_of(render_un383(paper(summary()), "en"))
    assert "sealed, in a file that is not here" in text_of(
        render_un383(paper(summary(), named=False), "en")
    )


def test_room_for_a_signature_is_left_for_the_editions_that_ask_for_one() -> None:
    assert "Signature" not in text_of(render_un383(paper(summary()), "en"))
    assert "Signature" in text_of(render_un383(paper(summary(manual_revision=6)), "en"))


def test_a_language_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(InputError, match="language 'de'"):
        render_un383(whole(), "de")  # type: ignore[arg-type]
