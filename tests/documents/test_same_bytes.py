"""The same record gives the same bytes: again, in another process, in another place and time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from batterypass.documents.directory import render_directory
from batterypass.documents.labels import label_svg, render_labels
from batterypass.documents.letter import render_letter
from batterypass.documents.manifest import render_manifest
from batterypass.documents.marks.pdf import marks_pdf
from batterypass.documents.marks.svg import mark_svg
from batterypass.documents.marks.vocabulary import marks_for
from batterypass.documents.passport import render_passport
from batterypass.documents.pdf import RENDERER_ID
from batterypass.documents.recovery_sheet import render_sheet
from batterypass.documents.report import render_report
from documents import samples, samples_directory, samples_passport, samples_transport

DAY = date(2026, 11, 23)
PROGRAM = """
import json, sys
sys.path.insert(0, sys.argv[1])
from documents.test_same_bytes import digests
json.dump(digests(), sys.stdout)
"""


def digests() -> dict[str, str]:
    """Give the SHA-256 of one document of each kind."""
    files = [("bundle.bpz", bytes(range(256))), ("a.json", b"{}")]
    marks = marks_for(["9A", "BM", "CAO", "ORANGE", "UNNO"], ["UN3536", "UN3480"], [], DAY)
    made = {
        "labels": render_labels([samples.label(n) for n in range(11)], "es", copies=2),
        "svg": label_svg(samples.label(), "en").encode(),
        "passport": render_passport(samples_passport.passport(), "es", files),
        "hazardous": render_manifest(samples.manifest(), "mx_semarnat", "both", files),
        "directory": render_directory(samples_directory.crowded(40), "es", files),
        "special": render_manifest(samples.overlong(), "mx_special_handling", "en"),
        "sheet": render_sheet(samples.sheet(), "es"),
        "letter": render_letter(samples.letter(), "es"),
        "report": render_report(samples.report(), "en"),
        "marks": marks_pdf(marks, "es"),
        "marks-svg": "".join(mark_svg(one, "en") for one in marks).encode(),
        **{name: make() for name, make in samples_transport.DOCUMENTS.items()},
        "renderer": RENDERER_ID.encode(),
    }
    return {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}


def test_printing_twice_gives_the_same_bytes() -> None:
    assert digests() == digests()


def test_another_process_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    here = Path(__file__).resolve()
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "12345",
        "SOURCE_DATE_EPOCH": "1",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(here.parents[2]), str(here.parents[1])]),
    }
    # Settings of the font library that would change the bytes if we let it write the file.
    (tmp_path / ".reportlab_settings").write_text("pageCompression = 1\ninvariant = 0\n")
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(here.parents[1])],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == digests()


def test_another_value_gives_other_bytes() -> None:
    one, other = samples.label(1), samples.label(2)
    assert render_labels([one], "es") != render_labels([other], "es")
