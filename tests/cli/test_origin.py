"""Evidence of origin (USMCA) is kept, counted and shown; nobody computes a verdict from it."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from batterypass.app.attachments import refer
from batterypass.bootstrap import origin_elements
from batterypass.errors import MalformedError
from batterypass.evidence.origin_file import parse_certificate
from batterypass.regulations.origin import missing_of, parse_elements
from cli.desk import YES, Desk, Person, pack_words

MAKER = "sierra-alta"
FIRST, SECOND, THIRD = "SA26-000001", "SA26-000002", "SA26-000003"
#: Kinds that the whole story of tests/cli/test_every_kind.py leaves to this one.
KINDS = frozenset({"document.origin-named"})
PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats" / "usmca-origin.md"
ELEMENTS = {
    "certified_by": "producer",
    "certifier": "Sierra Alta Baterías, S.A. de C.V.; Cumplimiento; Apodaca, México; +52 81 5555 0100",
    "exporter": "Sierra Alta Baterías, S.A. de C.V.",
    "producer": "Sierra Alta Baterías, S.A. de C.V.",
    "importer": "Desert Clear Storage, Inc., Phoenix, AZ, USA",
    "goods": "Lithium iron phosphate battery packs, model LFP-46",
    "tariff_code": "850760",
    "criterion": "B",
    "period_from": "2026-01-01",
    "period_to": "2026-12-31",
    "signed_by": "Dirección de cumplimiento",
    "signed_on": "2026-01-02",
}


def certificate(desk: Desk, name: str = "origin.json", *options: str, **changed: str) -> Path:
    """Write a certification by the command; an empty value leaves an element out."""
    path = desk.folder / name
    words = [f"{field}={value}" for field, value in {**ELEMENTS, **changed}.items() if value]
    desk.ok("pack", "origin-form", "-o", str(path), *words, *options)
    return path


def shown(desk: Desk, pack: str) -> list[dict[str, Any]]:
    return list(desk.ok(f"pack show {pack} --json").json["item"]["origin_evidence"])


def counted(desk: Desk, year: str = "2026") -> dict[str, Any]:
    report = desk.ok(f"report producer --year {year} --json").json["report"]
    (row,) = report["origin"]
    return {name: value for name, value in row.items() if name != "producer"}


def test_a_certification_has_nine_elements_and_says_which_are_missing(yard: Desk) -> None:
    whole = yard.run(
        "pack", "origin-form", "-o", str(yard.folder / "whole.json"),
        *(f"{name}={value}" for name, value in ELEMENTS.items()),
    )  # fmt: skip
    assert whole.code == 0
    assert "nine data elements are there" in whole.out
    spanish = Desk(yard.folder, lang="es")
    part = spanish.ok("pack", "origin-form", "-o", str(yard.folder / "part.json"), "criterion=B")
    assert "falta el elemento 1: Quién certifica" in part.out
    assert "falta el elemento 9: Firma autorizada y fecha" in part.out
    # One shipment needs no blanket period; half of one is missing something.
    assert "elemento 8" not in part.out
    half = spanish.ok(
        "pack", "origin-form", "-o", str(yard.folder / "h.json"), "period_from=2026-01-01", "--json"
    ).json["certificate"]
    assert half["missing_elements"] == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_a_person_is_asked_for_each_element(yard: Desk) -> None:
    person = Person({"certified by": "exporter", "origin criterion": "A"})
    path = yard.folder / "asked.json"
    yard.ok("pack", "origin-form", "-o", str(path), person=person)
    assert not person.unused()
    assert json.loads(path.read_text()) == {
        "format": "batterypass/usmca-origin/v1", "certified_by": "exporter", "criterion": "A",
    }  # fmt: skip


@pytest.mark.parametrize(
    "word", ["tariff_code=8507.60", "criterion=E", "signed_on=2026-02-30", "colour=red", "goods="]
)
def test_what_no_certification_says_is_refused_before_anything_is_written(
    yard: Desk, word: str
) -> None:
    path = yard.folder / "bad.json"
    ran = yard.run("pack", "origin-form", "-o", str(path), word)
    assert ran.code == 2
    assert not path.exists()


def test_evidence_that_comes_with_a_new_pack_is_shown_and_counted(yard: Desk) -> None:
    path = certificate(yard)
    yard.ok("pack", "add", *pack_words(3), "--attach", str(path), "--as", MAKER, "--yes")

    (found,) = shown(yard, THIRD)

    assert found["kind"] == "pack.manufactured"
    assert found["digest"] == sha256(path.read_bytes()).hexdigest()
    assert (found["is_here"], found["missing_elements"]) == (True, [])
    assert found["certificate"]["tariff_code"] == "850760"
    # 3 packs of 412.5 kg; the entry has the digest and nothing of what the certification says.
    row = counted(yard)
    assert (row["with_evidence"], row["with_evidence_kg"]) == (1, "412.5")
    assert (row["without"], row["without_kg"]) == (2, "825")
    assert row["evidence_entries"]["entries"] == [str(found["entry"])]
    payload = yard.ok("show", str(found["entry"]), "--json").json["event"]["payload"]
    assert "850760" not in json.dumps(payload)


def test_a_photograph_or_another_paper_of_a_new_pack_is_no_evidence_of_origin(yard: Desk) -> None:
    paper = yard.folder / "test.pdf"
    paper.write_bytes(b"%PDF-1.7 a test report")
    yard.ok("pack", "add", *pack_words(3), "--attach", str(paper), "--as", MAKER, "--yes")
    assert shown(yard, THIRD) == []
    assert (counted(yard)["with_evidence"], counted(yard)["without"]) == (0, 3)


def test_evidence_is_named_later_for_one_pack_or_a_list_and_never_judged(yard: Desk) -> None:
    scan = yard.folder / "signed.pdf"
    scan.write_bytes(b"%PDF-1.7 signed in ink")
    path = certificate(yard, "origin.json", "--scan", str(scan), criterion="")
    listed = yard.folder / "shipped.csv"
    listed.write_text(f"serial\n{FIRST}\n{SECOND}\n")

    ran = yard.ok(
        "pack", "origin", str(listed), "--attach", str(path), "--attach", str(scan),
        "--as", MAKER, "--yes", "--json", at="05-04T09:00",
    )  # fmt: skip

    (event,) = ran.json["events"]
    assert event["kind"] in KINDS
    for pack in (FIRST, SECOND):
        form, paper = shown(yard, pack)
        assert form["certificate"]["scan_sha256"] == paper["digest"]
        assert form["missing_elements"] == [7]
        assert form["entry"] == paper["entry"] == event["index"]
    row = counted(yard)
    assert (row["with_evidence"], row["with_evidence_kg"], row["without"]) == (2, "825", 0)
    assert counted(yard)["evidence_entries"]["entries"] == [str(event["index"])]
    english = yard.ok(f"pack show {FIRST}").out
    assert "criterion -, period 2026-01-01 / 2026-12-31: elements missing: 7; kept, not" in english
    spanish = Desk(yard.folder, lang="es", at=yard.at).ok(f"pack show {FIRST}").out
    assert "evidencia de origen: application/pdf" in spanish
    assert "certifica: productor" in spanish
    assert "no se juzga" in spanish
    told = Desk(yard.folder, lang="es", at=yard.at).ok("report producer --year 2026").out
    assert "con evidencia, kg" in told
    for out in (english, spanish, told):
        assert not {"originating", "originario"} & set(out.casefold().split())
    # The same again changes nothing, and a verdict on the ledger is as before.
    again = yard.ok(
        "pack", "origin", FIRST, SECOND, "--attach", str(path), "--attach", str(scan),
        "--as", MAKER, "--yes",
    )  # fmt: skip
    assert len(shown(yard, FIRST)) == 2, again.err
    assert yard.run("verify --json").json["authentic"] is True


def test_evidence_of_a_later_year_does_not_reach_back(yard: Desk) -> None:
    path = certificate(yard)
    yard.ok(
        f"pack origin {FIRST} --attach {path} --as {MAKER} --yes --clock-is-right",
        at="2027-01-05T09:00:00-06:00",
    )
    assert counted(yard)["with_evidence"] == 0
    assert counted(yard, "2027")["with_evidence"] == 1


def test_a_file_that_was_taken_away_is_told_and_the_count_stays(yard: Desk) -> None:
    path = certificate(yard)
    yard.ok(f"pack origin {FIRST} --attach {path} --as {MAKER} --yes")
    (one,) = (yard.folder / "ledger.bp.files").glob("*/*")
    one.unlink()
    (found,) = shown(yard, FIRST)
    assert found["is_here"] is False
    assert "attachments take" in yard.ok(f"pack show {FIRST}").out
    assert counted(yard)["with_evidence"] == 1


def test_evidence_without_a_file_or_for_no_pack_is_refused(yard: Desk) -> None:
    assert "--attach" in yard.run(f"pack origin {FIRST} --as {MAKER} --yes").err
    path = certificate(yard)
    assert yard.run(f"pack origin --attach {path} --as {MAKER} --yes").code == 2
    # Through the general door an event without a file is refused too.
    ran = yard.run(f"log document.origin-named {FIRST} agreement=USMCA --as {MAKER} --yes")
    assert ran.code == 2
    assert shown(yard, FIRST) == []


def test_a_person_names_evidence_through_the_general_door(yard: Desk) -> None:
    path = certificate(yard)
    person = Person({"agreement": "USMCA", "Sign as": YES})
    ran = yard.ok(
        "log", "document.origin-named", FIRST, "--attach", str(path), "--as", MAKER, "--json",
        person=person,
    )  # fmt: skip
    assert ran.json["events"][-1]["kind"] in KINDS


def test_the_example_of_the_format_page_is_one_and_nothing_else_is() -> None:
    file, event = re.findall(r"```json\n(.*?)\n```", PAGE.read_text("utf-8"), re.S)
    raw = file.encode()
    (reference,) = json.loads(event)["documents"]
    assert refer("origin.json", raw, 100_000).form == reference
    assert missing_of(origin_elements(), parse_certificate(raw, "")) == ()
    for other in (
        raw + b" ",
        raw.replace(b'"B"', b'"E"'),
        raw.replace(b"v1", b"v2"),
        b"{}",
        b"\xff",
    ):
        with pytest.raises(MalformedError):
            parse_certificate(other, "origin.json")


def test_a_table_of_elements_that_forgets_a_field_is_refused() -> None:
    body = (files("batterypass.regulations") / "data" / "origin-elements.json").read_bytes()
    assert [one.number for one in parse_elements(body)] == list(range(1, 10))
    with pytest.raises(MalformedError, match="each field once"):
        parse_elements(body.replace(b', "tariff_code"', b""))
    with pytest.raises(MalformedError, match="label_en"):
        parse_elements(body.replace(b'"label_en"', b'"label_fr"'))
