"""When the second stage fails: a client that did nothing, or too little, is no success."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from interop import clients, page
from interop.__main__ import print_table
from interop.clients import Outcome
from interop.material import Material
from web import chromium

GOOD = Outcome("tool", "1", "entries", accepted=3, offered=3, refused=2, damaged=2)
MATERIAL = Material(Path("none"), "vkey", 0, ())


@pytest.mark.parametrize(
    ("outcome", "fails"),
    [
        pytest.param(GOOD, False, id="all-accepted-all-damaged-refused"),
        pytest.param(Outcome("tool", accepted=2, offered=3, refused=2, damaged=2), True, id="less"),
        pytest.param(
            Outcome("tool", accepted=3, offered=3, refused=1, damaged=2), True, id="blind"
        ),
        pytest.param(Outcome("tool", accepted=3, offered=3), True, id="nothing-damaged-was-tried"),
        pytest.param(Outcome("tool"), True, id="nothing-was-read"),
        pytest.param(Outcome("tool", why="it does not build"), True, id="here-and-not-run"),
        pytest.param(Outcome("tool", is_here=False, why="no go"), False, id="not-here"),
    ],
)
def test_a_client_that_is_here_must_do_the_whole_of_its_work(
    outcome: Outcome, fails: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome.is_failure is fails
    print_table([outcome])
    said = capsys.readouterr().out
    assert ("FAILED" in said) is fails
    assert outcome.why in said


def test_without_go_or_its_library_the_client_is_skipped_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "no go" in clients.log_by_sumdb(MATERIAL, tmp_path).why
    monkeypatch.setattr("shutil.which", lambda name: sys.executable)
    monkeypatch.setattr(clients, "_GOPATH", tmp_path)
    skipped = clients.log_by_sumdb(MATERIAL, tmp_path)
    assert not skipped.is_failure
    assert "apt-get install" in " ".join(skipped.row())


def test_without_chromium_the_page_is_skipped_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("web.chromium.BINARY", None)
    skipped = clients.vectors_by_chromium(MATERIAL, tmp_path)
    assert not skipped.is_failure
    assert skipped.row()[3] == "skipped: chromium is not installed: apt-get install chromium"


def test_the_page_in_a_browser_says_of_every_vector_what_stands_beside_it(tmp_path: Path) -> None:
    if chromium.BINARY is None:
        pytest.skip(chromium.WHY_NOT)
    outcome = clients.vectors_by_chromium(MATERIAL, tmp_path)
    assert not outcome.is_failure, outcome.why
    assert outcome.accepted >= 8
    assert outcome.refused >= 25
    # Where the word beside one is another, the row fails and names it.
    folder = tmp_path / "vectors"
    shutil.copytree(page.VECTORS, folder)
    cases = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    chosen = [case for case in cases if case["name"] in ("party", "byte")]
    chosen[0]["authentic"] = None
    (folder / "cases.json").write_text(json.dumps(chosen), encoding="utf-8")
    assert "party" in page.judge_vectors(folder)["why"]


def test_a_client_that_breaks_off_is_a_failure_with_its_words() -> None:
    done = clients._run([sys.executable, "-c", "raise SystemExit('it fell over')"])
    outcome = clients._outcome("tool", "1", done)
    assert outcome.is_failure
    assert "it fell over" in outcome.why
