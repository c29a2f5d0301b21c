"""Deadlines and letters at the terminal: asked about a day, and nothing is written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cli.custody import MAKER, NUMBER, RECYCLER, serials, size
from cli.desk import Desk
from documents.reading import squeezed, text_of


def rows(desk: Desk, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.ok("manifest", "overdue", *words, "--json").json["deadlines"]
    return found


def test_a_missing_original_is_overdue_on_the_day_after_and_not_on_the_day(road: Desk) -> None:
    before = size(road)
    assert [one["status"] for one in rows(road, "--on", "2027-01-22")] == ["running"]
    (found,) = rows(road, "--on", "2027-01-23")
    assert (found["rule"], found["status"], found["days"]) == (
        "mx.notify_missing_original", "overdue", -1,
    )  # fmt: skip
    assert found["verify"] is True
    assert rows(road, "--on", "2026-11-30") == []
    assert len(rows(road, "--on", "2026-11-30", "--all")) == 2
    assert size(road) == before


def test_an_original_that_came_back_is_no_longer_on_the_list(arrived: Desk) -> None:
    arrived.ok(
        "log", "manifest.original-returned", f"consignment={NUMBER}", "returned_on=2026-12-01",
        "--as", "sierra-alta", "--yes", at="12-01T09:00",
    )  # fmt: skip
    listed = {one["rule"]: one for one in rows(arrived, "--on", "2027-02-01", "--all")}
    assert listed["mx.notify_missing_original"]["status"] == "done"
    assert listed["mx.return_original"]["stopped_on"] == "2026-12-01"


def test_what_a_recycler_took_in_counts_from_the_day_it_came(arrived: Desk) -> None:
    found = rows(arrived, "--on", "2027-05-24", "--party", RECYCLER)
    lot = next(one for one in found if one["rule"] == "mx.onsite_storage")
    assert (lot["started_on"], lot["due_on"], lot["items"]) == ("2026-11-23", "2027-05-23", 2)
    assert lot["status"] == "overdue"
    assert lot["mass_kg"] == "825"


def test_what_waits_in_the_yard_of_the_generator_counts_from_its_declaration(road: Desk) -> None:
    found = rows(road, "--on", "2027-05-01", "--party", "sierra-alta")
    lot = next(one for one in found if one["rule"] == "mx.onsite_storage")
    assert (lot["items"], lot["started_on"], lot["status"]) == (1, "2026-11-20", "running")


def test_today_shows_what_presses(road: Desk) -> None:
    road.lang = "es"
    ran = road.ok("today", at="2027-01-31T09:00:00-06:00")
    assert "PLAZOS         1 vencido o cercano" in ran.out
    assert "avisar a la SEMARNAT" in ran.out
    assert road.ok("today --json").json["deadlines"][0]["status"] == "overdue"


def test_the_letter_that_is_named_can_be_written_as_it_stands(road: Desk, tmp_path: Path) -> None:
    told = road.ok("manifest overdue --on 2027-02-05 --lang en").err
    (said,) = [line for line in told.splitlines() if "Next: " in line]
    words = said.partition("batterypass ")[2].replace("FILE.pdf", str(tmp_path / "a.pdf")).split()
    assert words[-4:-1] == ["--on", "2027-02-05", "-o"]
    road.ok(*words)
    assert (tmp_path / "a.pdf").exists()


def test_one_is_one(road: Desk) -> None:
    for lang, said in (("es", "vencido hace 1 día "), ("en", "overdue for 1 day ")):
        found = road.ok(f"manifest overdue --on 2027-01-23 --lang {lang}").out
        assert said in found.replace("\n", " ")
    road.lang = "es"
    assert "1 mes " in road.ok("manifest deadlines").out
    road.ok(
        "log", "incident.reported", *serials(1), "incident=swelling", "injuries=no",
        "condition_after=damaged_stable", "--as", MAKER, "--yes", at="11-23T09:10",
    )  # fmt: skip
    page = road.ok("today", "--as", MAKER).out
    assert "residuos" in page
    assert "dañados" in page


def test_doubtful_law_is_said_on_the_screen_and_not_on_the_letter(
    road: Desk, tmp_path: Path
) -> None:
    ran = road.ok("manifest overdue --on 2027-01-31 --lang en")
    assert "RLGPGIR art. 86 IV (check the text)" in ran.out
    assert "holidays" in ran.err
    pdf = tmp_path / "notice.pdf"
    told = road.ok(
        "manifest", "letter", NUMBER, "--on", "2027-01-31", "-o", str(pdf), "--lang", "en"
    )
    assert "check the text" in told.err
    assert "checkthetext" not in squeezed(pdf.read_bytes())


@pytest.mark.parametrize("words", [["--on", "31/01/2027"], ["--on", "2027-02-30"]])
def test_a_day_that_is_none_is_named(road: Desk, words: list[str]) -> None:
    ran = road.run("manifest", "overdue", *words)
    assert ran.code == 2
    assert words[1] in ran.err


def test_the_law_can_be_looked_up_with_its_doubts(road: Desk) -> None:
    listed = road.ok("manifest deadlines --form us_epa_8700_22 --on 2025-11-30 --json").json
    names = {one["rule"] for one in listed["deadlines"]}
    assert "us.exc.lqg.inquiry.old" in names
    assert "us.exc.lqg.inquiry" not in names
    road.lang = "es"
    assert "compruebe el texto" in road.ok("manifest deadlines --form mx_semarnat").out
    told = road.ok("manifest deadlines").out
    for english in ("guidance", "before the", "same", "rules"):
        assert english not in told
    assert "guía SEMARNAT-07-033-I" in told
    assert road.run("manifest deadlines --form nowhere").code == 2


# --- letters --------------------------------------------------------------------------------


def letter(desk: Desk, path: Path, *words: str) -> bytes:
    desk.ok("manifest", "letter", NUMBER, "-o", str(path), *words)
    return path.read_bytes()


def test_the_notice_to_semarnat_carries_the_facts_and_room_for_ink(
    road: Desk, tmp_path: Path
) -> None:
    text = text_of(letter(road, tmp_path / "a.pdf", "--on", "2027-01-31", "--lang", "es"))
    for said in (
        "BORRADOR PARA FIRMA", "SECRETARÍA DE MEDIO AMBIENTE", "Apodaca, Nuevo León, a 31 de enero",
        NUMBER, "SAL1A1900611", "EJ-042", "19-IV-36-26", "0202AALJ01012026230301000", "Sello",
    ):  # fmt: skip
        assert said in text, said
    assert "no consta" in text
    assert "C.V.." not in text


def test_the_same_day_and_facts_give_the_same_bytes(road: Desk, tmp_path: Path) -> None:
    one = letter(road, tmp_path / "a.pdf", "--on", "2027-01-31")
    assert one == letter(road, tmp_path / "b.pdf", "--on", "2027-01-31")
    assert one != letter(road, tmp_path / "c.pdf", "--on", "2027-02-01")


def test_the_request_to_the_consignee_says_when_it_signed(arrived: Desk, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    ran = arrived.ok(
        "manifest", "letter", NUMBER, "--rule", "mx.return_original", "--on", "2026-12-20", "-o",
        str(path), "--lang", "en", "--json",
    )  # fmt: skip
    said = ran.json["letter"]
    assert said["sha256"] == sha256(path.read_bytes()).hexdigest()
    text = text_of(path.read_bytes())
    assert "23 November 2026" in text
    assert "27 days later" in text.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "2027-01-22"], "2027-01-22"),
        (["--rule", "mx.return_original"], "mx.return_original"),
        (["--rule", "mx.coa"], "mx.notify_missing_original"),
    ],
)
def test_a_letter_that_nobody_needs_is_not_written(
    road: Desk, tmp_path: Path, words: list[str], said: str
) -> None:
    path = tmp_path / "x.pdf"
    ran = road.run("manifest", "letter", NUMBER, "-o", str(path), *words)
    assert ran.code == 2
    assert said in ran.err
    assert not path.exists()


def test_once_it_is_reported_there_is_nothing_more_to_write(road: Desk, tmp_path: Path) -> None:
    road.ok(
        "log", "manifest.exception-reported", f"consignment={NUMBER}", "authority=SEMARNAT",
        "reported_on=2027-01-25", "--as", "sierra-alta", "--yes", "--clock-is-right",
        at="2027-01-25T09:00:00-06:00",
    )  # fmt: skip
    ran = road.run("manifest", "letter", NUMBER, "--on", "2027-01-31", "-o", str(tmp_path / "x"))
    assert ran.code == 2
    assert "2027-01-25" in ran.err


def test_the_notice_can_be_noted_also_for_a_load_that_came_back(road: Desk, tmp_path: Path) -> None:
    road.ok(
        "receive", NUMBER, "--reject", "all", "--reason", "no_capacity", "--next", "return",
        "--as", RECYCLER, "--yes", at="11-23T12:00",
    )  # fmt: skip
    road.ok("ship", "return", NUMBER, "--as", MAKER, "--yes", at="11-24T09:00")
    words = ("--on", "2027-01-31")
    (missing,) = [one for one in rows(road, *words) if one["rule"] == "mx.notify_missing_original"]
    assert missing["status"] == "overdue"
    path = tmp_path / "notice.pdf"
    road.ok("manifest", "letter", NUMBER, *words, "-o", str(path), at="2027-01-31T09:00:00-06:00")
    road.ok(
        "manifest", "exception", NUMBER, "--authority", "SEMARNAT", "--as", MAKER, "--yes",
        "--clock-is-right",
    )  # fmt: skip
    listed = {one["rule"]: one["status"] for one in rows(road, *words, "--all")}
    assert listed["mx.notify_missing_original"] == "done"
