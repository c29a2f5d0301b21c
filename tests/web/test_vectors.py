"""The vectors: the program and the page give the verdict that stands beside each file."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from batterypass.app.checking import PaperCheck, check_paper
from batterypass.app.roadside import find_paper_code, judge_code
from batterypass.documents.attached import open_pdf
from batterypass.documents.photo import read_photo
from batterypass.errors import BatterypassError
from batterypass.evidence.paper import PaperCode
from batterypass.statements.cose import parse_statement, verify_statement
from batterypass.statements.verifiers import PublicKey
from batterypass.web.verifier.page import page_with
from bundle import story
from web.chromium import BINARY, WHY_NOT, Chromium, as_script

FOLDER = Path(__file__).parents[1] / "vectors/verifier"
CASES: list[dict[str, Any]] = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
#: Those for which a trust file is all that is at hand.
PLAIN = [case for case in CASES if "keys" not in case]
IDS = [case["name"] for case in PLAIN]


def read(case: dict[str, Any]) -> tuple[bytes, bytes | None]:
    trust = FOLDER / f"{case['trust']}.trust"
    return (FOLDER / case["file"]).read_bytes(), trust.read_bytes() if case["trust"] else None


def keys_of(case: dict[str, Any]) -> dict[str, Any] | None:
    """Give the keys of every party, where a case has them at hand."""
    name = case.get("keys")
    if name is None:
        return None
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.keys.json").read_text(encoding="utf-8"))
    return found


def signed_by(case: dict[str, Any], found: PaperCheck) -> bool | None:
    """Say what the program says of a paper's data and print, and of its signature by the keys."""
    judged = {one.name: one.holds for one in found.verdicts}
    if not judged["data"] or judged["print"] is False:
        return False
    data, keys = read(case)[0], keys_of(case)
    assert keys is not None
    if case["file"].endswith(".pdf"):
        data = open_pdf(data).files["paper.cbor"]
    if case["file"].endswith(".png"):
        data = find_paper_code(read_photo(data, case["file"]).codes) or b""
    statement = parse_statement(PaperCode.parse(data).statement)
    key = keys["parties"][statement.issuer][statement.kid.hex()]
    verify_statement(statement, PublicKey.parse(key["alg"], key["public"]))
    return True


@pytest.mark.parametrize(
    "case", [one for one in CASES if "keys" in one], ids=lambda one: one["name"]
)
def test_the_program_agrees_where_the_keys_are_at_hand(case: dict[str, Any]) -> None:
    data, trust = read(case)
    if case["file"].endswith(".png"):
        data = find_paper_code(read_photo(data, case["file"]).codes) or b""
    found = signed_by(case, check_paper(None, data, trust_file=trust))
    assert found is case["authentic"], case["about"]


def test_the_page_with_the_keys_agrees_and_says_yes(tmp_path: Path) -> None:
    if BINARY is None:
        pytest.skip(WHY_NOT)
    cases = [one for one in CASES if "keys" in one]
    page = tmp_path / "verify.html"
    keys = keys_of(cases[0])
    assert keys is not None
    page.write_bytes(page_with(None, keys))
    with Chromium(page) as browser:
        for case in cases:
            data, trust = read(case)
            found = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
            assert found["authentic"] is case["authentic"], (case["name"], found)
            assert bool(found["findings"]) is (case["authentic"] is False)
    assert {case["file"].rpartition(".")[2] for case in cases if case["authentic"]} == {
        "pdf", "cbor", "png",
    }  # fmt: skip


@pytest.mark.parametrize("case", PLAIN, ids=IDS)
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
    for case in PLAIN:
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
    named |= {f"{case['keys']}.keys.json" for case in CASES if "keys" in case}
    assert kept == (named | {"cases.json"}) - {".trust"}
