"""The text of each document, in both languages, as files that a reviewer can read.

After a change that is meant: ``BATTERYPASS_SNAPSHOTS=write pytest tests/documents``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from batterypass.documents.directory import render_directory
from batterypass.documents.labels import render_labels
from batterypass.documents.letter import render_letter
from batterypass.documents.manifest import render_manifest
from batterypass.documents.passport import render_passport
from batterypass.documents.recovery_sheet import render_sheet
from batterypass.documents.report import render_report
from documents import samples, samples_directory, samples_passport, samples_transport
from documents.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

SNAPSHOTS = Path(__file__).parent / "snapshots"
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "directory-es": lambda: render_directory(samples_directory.directory(), "es"),
    "directory-en": lambda: render_directory(samples_directory.directory(), "en"),
    "directory-nobody-es": lambda: render_directory(samples_directory.nobody(), "es"),
    "label-es": lambda: render_labels([samples.label()], "es"),
    "label-en": lambda: render_labels([samples.label()], "en"),
    "passport-es": lambda: render_passport(samples_passport.passport(), "es"),
    "passport-en": lambda: render_passport(samples_passport.passport(), "en"),
    "passport-bare-es": lambda: render_passport(samples_passport.bare_passport(), "es"),
    "passport-amended-en": lambda: render_passport(samples_passport.amended_passport(), "en"),
    "manifest-hazardous-es": lambda: render_manifest(samples.manifest(), "mx_semarnat", "es"),
    "manifest-hazardous-both": lambda: render_manifest(samples.manifest(4), "mx_semarnat", "both"),
    "manifest-special-es": lambda: render_manifest(
        samples.manifest(4), "mx_special_handling", "es"
    ),
    "manifest-special-en": lambda: render_manifest(samples.manifest(), "mx_special_handling", "en"),
    "recovery-sheet-es": lambda: render_sheet(samples.sheet(), "es"),
    "recovery-sheet-en": lambda: render_sheet(samples.sheet(), "en"),
    "letter-semarnat-es": lambda: render_letter(samples.letter(), "es"),
    "letter-consignee-en": lambda: render_letter(
        samples.letter("mx.return_original", "2026-11-24"), "en"
    ),
    "letter-semarnat-en": lambda: render_letter(samples.letter(), "en"),
    "letter-semarnat-received-es": lambda: render_letter(
        samples.letter(received_on="2026-11-24"), "es"
    ),
    "letter-consignee-es": lambda: render_letter(
        samples.letter("mx.return_original", "2026-11-24"), "es"
    ),
    "report-en": lambda: render_report(samples.report(), "en"),
    "report-es": lambda: render_report(samples.report(), "es"),
    "manifest-amended-both": lambda: render_manifest(samples.amended(), "mx_semarnat", "both"),
    "manifest-amended-waits-es": lambda: render_manifest(
        samples.amended(waits=True), "mx_special_handling", "es"
    ),
    "manifest-draft-es": lambda: render_manifest(samples.draft(), "mx_semarnat", "es"),
    **samples_transport.DOCUMENTS,
}


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_text_of_a_document_is_what_was_agreed(name: str) -> None:
    text = text_of(DOCUMENTS[name]())
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("BATTERYPASS_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == set(DOCUMENTS)
