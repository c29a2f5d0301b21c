"""The vectors: the program and the page give the verdict that stands beside each file."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from batterypass.app.checking import check_paper
from batterypass.app.roadside import find_paper_code, judge_code
from batterypass.documents.photo import read_photo
from batterypass.errors import BatterypassError
from bundle import story
from web.chromium import Chromium, as_script

FOLDER = Path(__file__).parents[1] / "vectors/verifier"
CASES: list[dict[str, Any]] = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
IDS = [case["name"] for case in CASES]


def read(case: dict[str, Any]) -> tuple[bytes, bytes | None]:
    trust = FOLDER / f"{case['trust']}.trust"
    return (FOLDER / case["file"]).read_bytes(), trust.read_bytes() if case["trust"] else None


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_program_agrees(case: dict[str, Any]) -> None:
    data, trust = read(case)
    assert sha256(data).hexdigest() == case["sha256"]
    found: object
    codes: set[str] = set()
    try:
        if case["file"].endswith(".bpz"):
            verdict = story.verify(data, story.stranger(trust))
            found, codes = verdict.authentic, story.codes(verdict, "integrity")
        elif case["file"].endswith(".png"):
            code = find_paper_code(read_photo(data, case["file"]).codes)
            found = judge_code(None, code, trust_file=trust).holds if code else "unreadable"
        else:
            found = check_paper(None, data, trust_file=trust).holds
    except BatterypassError:
        found = "unreadable"
    assert found == case["authentic"], case["about"]
    if case["file"].endswith(".bpz"):
        assert set(case["codes"]) <= codes, case["about"]
        assert not (case["authentic"] is True and codes)


def test_the_page_agrees(browser: Chromium) -> None:
    for case in CASES:
        data, trust = read(case)
        found = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
        authentic = "unreadable" if found["unreadable"] else found["authentic"]
        # Of what cannot be read there is no verdict, as of the command, which ends with exit 2.
        assert not found["unreadable"] or found["authentic"] is None, case["name"]
        assert authentic == case["authentic"], (case["name"], found)
        codes = {one["code"] for one in found["findings"]}
        assert set(case["codes"]) <= codes, (case["name"], codes)
        assert bool(codes) == (case["authentic"] is False), (case["name"], codes)


def test_there_are_vectors_of_every_verdict() -> None:
    assert {str(case["authentic"]) for case in CASES} == {"True", "False", "None", "unreadable"}
    kept = {path.name for path in FOLDER.iterdir()}
    named = {case["file"] for case in CASES} | {f"{case['trust']}.trust" for case in CASES}
    assert kept == (named | {"cases.json"}) - {".trust"}
