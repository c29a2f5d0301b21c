"""Hand-overs that go another way, by the commands that people type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.custody import (
    CARRIER,
    MAKER,
    NUMBER,
    RECYCLER,
    last,
    offer,
    on_the_road,
    serials,
    size,
)
from cli.desk import STORY, Desk, Person


@pytest.fixture
def desk(busy: Desk) -> Desk:
    return busy


@pytest.fixture
def scan(tmp_path: Path) -> str:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7 signed in ink")
    return str(path)


def second_carrier(desk: Desk, tmp_path: Path) -> str:
    """Register another carrier with the same permits."""
    card = (STORY / "parties" / f"{CARRIER}.json").read_text().replace(CARRIER, "ruta-dos")
    (tmp_path / "card.json").write_text(card.replace("Transportes Camino Real", "Ruta Dos"))
    permits = (STORY / "authorisations.json").read_text().replace(CARRIER, "ruta-dos")
    import json

    mine = [one for one in json.loads(permits) if "ruta-dos" in one["holder"]]
    (tmp_path / "permits.json").write_text(
        json.dumps([{**one, "number": f"{one['number']}-2"} for one in mine])
    )
    desk.ok("key", "new", "https://ruta-dos.example", "--yes")
    desk.ok("party", "add", "--from", str(tmp_path / "card.json"), "--as", "registro", "--yes")
    desk.ok(
        "log", "authorisation.granted", "--from", str(tmp_path / "permits.json"),
        "--as", "autoridad", "--yes",
    )  # fmt: skip
    return "ruta-dos"


def test_a_second_carrier_takes_the_load_with_two_signatures(desk: Desk, tmp_path: Path) -> None:
    second = second_carrier(desk, tmp_path)
    on_the_road_only(desk, 1, 2)
    ran = desk.ok("ship", "transfer", NUMBER, "--to", second, "--yes", at="11-23T09:00")
    assert f"batterypass ship collect {NUMBER} --as https://{second}.example" in ran.err
    desk.ok("ship", "collect", NUMBER, "--yes", at="11-23T09:10")
    # The hints name a consignment by its whole name; people by its number.
    by_number = desk.ok("history", NUMBER)
    subject = f"https://{MAKER}.example#consignment/{NUMBER}"
    assert desk.ok("history", subject).out == by_number.out
    assert by_number.err.startswith(f"{NUMBER}  ")
    assert "let to another carrier" in by_number.out
    assert last(desk, "consignment.collected")["actor"] == f"https://{second}.example"
    refused = desk.run("ship", "deliver", NUMBER, "--as", CARRIER, "--yes")
    assert refused.code == 3
    assert "BP-P002" in refused.err
    desk.ok("ship", "deliver", NUMBER, "--as", second, "--yes")


def on_the_road_only(desk: Desk, *numbers: int) -> None:
    offer(desk, *numbers)
    desk.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")


def test_an_offer_that_nobody_collected_is_taken_back_and_its_packs_are_free(desk: Desk) -> None:
    offer(desk, 1, 2)
    before = size(desk)
    ran = desk.run("ship", "void", NUMBER, "--yes")
    assert ran.code == 2
    assert "--reason" in ran.err
    dry = desk.ok("ship", "void", NUMBER, "--reason", "not_needed", "--dry-run")
    assert "nothing was written" in dry.err
    assert size(desk) == before
    voided = desk.ok("ship", "void", NUMBER, "--reason", "not_needed", "--yes")
    (command,) = re.findall(r"Next: batterypass (ship offer .*)", voided.err)
    given = (*command.split(), "--carrier", CARRIER, "--container-type", "tarima")
    assert "items 2" in desk.ok(*given, "--dry-run").err
    again = desk.ok("ship", "void", NUMBER, "--reason", "not_needed", "--yes")
    assert "already recorded" in again.out
    offer(desk, 1, 2)
    assert last(desk, "consignment.offered")["consignment"] == "M-2026-00002"


def test_what_was_collected_cannot_be_taken_back(desk: Desk) -> None:
    on_the_road(desk, 1)
    for lang, states in (("en", "offered / offered only in part"), ("es", "ofrecido / ofrecido")):
        ran = desk.run("ship", "void", NUMBER, "--reason", "not_needed", "--yes", "--lang", lang)
        assert ran.code == 3
        assert "BP-C004" in ran.err
        assert states in ran.err
        assert "~" not in ran.err
        assert f"batterypass ship paper {NUMBER} --step received" in ran.err


def test_everything_is_turned_away_and_comes_back(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    missing = desk.run("receive", NUMBER, "--reject", "all", "--yes")
    assert missing.code == 2
    assert "--reason" in missing.err
    desk.ok(
        "receive", NUMBER, "--reject", "all", "--reason", "no_capacity", "--next", "return",
        "--yes", at="11-23T10:20",
    )  # fmt: skip
    rejected = last(desk, "consignment.rejected")
    assert len(rejected["items"]) == 2
    again = desk.run("receive", NUMBER, "--all-received", "--mass-kg", "825", "--yes")
    assert again.code == 3
    shown = desk.ok("pack", "show", serials(1)[0])
    assert "turned away" in shown.out
    desk.ok("ship", "return", NUMBER, "--mass-kg", "825", "--yes", at="11-24T10:20")
    assert last(desk, "consignment.returned")["items"] == rejected["items"]
    assert "turned away" not in desk.ok("pack", "show", serials(1)[0]).out
    nothing = desk.run("ship", "return", NUMBER, "--yes", "--again", at="11-24T11:20")
    assert nothing.code == 3


def test_one_of_three_is_turned_away_to_another_facility(desk: Desk) -> None:
    on_the_road(desk, 1, 2, 3)
    ran = desk.ok(
        "receive", NUMBER, "--all-received", "--reject", serials(2)[0], "--reason", "damaged",
        "--next", "alternate_facility", "--alternate", "metales-sur", "--mass-kg", "825", "--yes",
    )  # fmt: skip
    assert (
        "Next: batterypass handoff claim 35H4-RETZ-ZRGR-S --reason no_consignment --as"
        " https://metales-sur.example"
    ) in ran.err
    assert f"Only what came back to its consignor: batterypass ship return {NUMBER}" in ran.err
    said = last(desk, "consignment.partially-received")
    assert [line["outcome"] for line in said["lines"]] == ["received", "rejected", "received"]
    assert said["alternate"] == "https://metales-sur.example"
    assert said["measured_mass_kg"] == "825"
    page = desk.ok("today", "--json").json
    (open_one,) = page["consignments"]
    assert open_one["turned_away"] == 1
    assert "turned away 1" in desk.ok("today").out
    desk.ok("ship", "return", NUMBER, "--yes", at="11-24T10:20")
    assert desk.ok("today", "--json").json["consignments"] == []


@pytest.mark.parametrize("rejected", [("--reject", serials(2)[0]), ("--reject", "all")])
def test_what_another_facility_has_claimed_is_out_no_more(
    desk: Desk, rejected: tuple[str, ...]
) -> None:
    on_the_road(desk, 1, 2)
    everything = rejected[1] == "all"
    desk.ok(
        "receive", NUMBER, *([] if everything else ["--all-received", "--mass-kg", "412"]),
        *rejected, "--reason", "no_capacity", "--next", "alternate_facility",
        "--alternate", "metales-sur", "--yes",
    )  # fmt: skip
    away = serials(1, 2) if everything else serials(2)
    claim = ("handoff", "claim", "--reason", "no_consignment", "--as", "metales-sur",
             "--acknowledge", "BP-A006=truck_at_gate", "--yes")  # fmt: skip
    desk.ok(*claim, away[0], at="11-23T12:00")
    still = [one.get("turned_away") for one in desk.ok("today", "--json").json["consignments"]]
    assert still == ([1] if everything else [])
    for name in away[1:]:
        desk.ok(*claim, name, at="11-23T12:10")
    assert desk.ok("today", "--json").json["consignments"] == []
    assert "turned away" not in desk.ok("pack", "show", away[0]).out
    before = size(desk)
    ran = desk.run("ship", "return", NUMBER, "--yes", at="11-24T10:20")
    assert ran.code == 2
    assert size(desk) == before


def test_a_reason_without_anything_turned_away_is_asked_back(desk: Desk) -> None:
    on_the_road(desk, 1)
    ran = desk.run(
        "receive", NUMBER, "--all-received", "--reason", "damaged", "--mass-kg", "412.5", "--yes"
    )
    assert ran.code == 2
    assert "--reject" in ran.err


def test_a_carrier_without_a_tool_signs_in_ink_and_countersigns_later(
    desk: Desk, scan: str
) -> None:
    offer(desk, 1, 2)
    person = Person({"which step": "1", "permit on the paper": "MX-STATE=PS/RME-207/26",
                     "scan of": ["nowhere.pdf", scan], "Sign as": "y"})  # fmt: skip
    ran = desk.run("ship", "paper", NUMBER, "--as", MAKER, person=person, at="11-23T09:00")
    assert ran.code == 0, ran.err
    assert not person.unused()
    said = last(desk, "consignment.recorded-on-paper")
    assert said["side"] == {
        "name": "Transportes Camino Real, S.A. de C.V.", "tax_id": "TCR050505DD4",
        "permits": [{"scheme": "MX-STATE", "number": "PS/RME-207/26"}],
    }  # fmt: skip
    assert len(said["documents"]) == 1
    shown = desk.ok("pack", "show", serials(1)[0])
    assert "on paper only" in shown.out
    assert "on paper" in desk.ok("today").out
    history = desk.ok("history", serials(1)[0]).out
    assert "signed in ink" in history
    assert "Camino Real" in history

    desk.ok("ship", "countersign", NUMBER, "--yes", at="11-23T12:00")
    assert last(desk, "consignment.countersigned")["actor"] == f"https://{CARRIER}.example"
    assert "on paper only" not in desk.ok("pack", "show", serials(1)[0]).out
    again = desk.ok("ship", "countersign", NUMBER, "--as", CARRIER, "--yes")
    assert "already recorded" in again.out
    stranger = desk.run("ship", "countersign", NUMBER, "--as", RECYCLER, "--yes")
    assert stranger.code == 2


def test_paper_without_a_scan_is_refused_and_recorded_knowingly(desk: Desk) -> None:
    offer(desk, 1)
    words = ["ship", "paper", NUMBER, "--step", "collected", "--as", MAKER, "--yes"]
    ran = desk.run(*words)
    assert ran.code == 3
    assert "BP-C013" in ran.err
    desk.ok(*words, "--acknowledge", "BP-C013=paper_original_exists")


def test_a_reception_on_paper_names_what_did_not_arrive(desk: Desk, scan: str) -> None:
    on_the_road(desk, 1, 2)
    desk.ok(
        "handoff", "paper", NUMBER, "--step", "received", "--missing", serials(2)[0],
        "--mass-kg", "412", "--attach", scan, "--as", MAKER, "--yes",
    )  # fmt: skip
    said = last(desk, "consignment.recorded-on-paper")
    assert [line["outcome"] for line in said["lines"]] == ["received", "missing"]
    assert said["side"]["name"] == "Recicladora del Norte, S.A. de C.V."


def test_words_for_a_paper_that_do_not_fit(desk: Desk, scan: str) -> None:
    offer(desk, 1)
    words = ["ship", "paper", NUMBER, "--attach", scan, "--as", MAKER, "--yes"]
    bad_permit = desk.run(*words, "--step", "collected", "--permit", "0202AALJ")
    assert bad_permit.code == 2
    assert "SCHEME=NUMBER" in bad_permit.err
    weighed = desk.run(*words, "--step", "collected", "--mass-kg", "412")
    assert weighed.code == 2
    unknown = desk.run(*words, "--step", "arrived")
    assert unknown.code == 2
    assert "collected" in unknown.err


def test_a_pack_that_came_unannounced_is_claimed_and_agreed_to(desk: Desk) -> None:
    (pack,) = serials(25)
    ran = desk.ok("handoff", "claim", pack, "--reason", "found", "--as", RECYCLER, "--yes")
    assert "handoff contest --agree" in ran.err
    shown = desk.ok("pack", "show", pack).out
    assert "contested" in shown
    assert "has not agreed" in shown
    words = desk.run("handoff", "contest", "--as", MAKER, "--yes")
    assert words.code == 2
    assert "--disagree" in words.err
    desk.ok("handoff", "contest", "--disagree", "--as", MAKER, "--yes")
    assert "has not agreed" in desk.ok("pack", "show", pack).out
    desk.ok("handoff", "contest", "--agree", "--as", MAKER, "--yes", at="11-23T12:00")
    assert "has not agreed" not in desk.ok("pack", "show", pack).out
    nothing = desk.run("handoff", "contest", "--agree", "--as", MAKER, "--yes")
    assert nothing.code == 2


def test_an_old_pack_is_enrolled_with_what_nobody_knows_of_it(desk: Desk) -> None:
    words = ["pack", "enrol", "reason=older_than_ledger", "serial=FV-88", "condition=serviceable"]
    evidence = "evidence=nameplate,visual"
    desk.ok(*words, evidence, "--as", RECYCLER, "--yes")
    said = last(desk, "pack.enrolled")
    assert said["item"] == "https://id.recicladora-norte.example/p/T-20261123-1"
    assert "serial" not in said["unknown"]
    assert "chemistry" in said["unknown"]
    again = desk.ok(*words, evidence, "--as", RECYCLER, "--yes", at="11-24T08:00")
    assert "BP-C020" not in again.out
    assert "FV-88" in again.err, "its number is known, and that is told"
    nobody = desk.run(*words, evidence, "--as", CARRIER, "--yes")
    assert nobody.code == 2
    assert "no domain" in nobody.err


def test_after_the_truck_the_original_comes_back_and_the_treatment_is_certified(
    desk: Desk,
) -> None:
    on_the_road(desk, 1)
    early = desk.run("manifest", "original-returned", NUMBER, "--yes")
    assert early.code == 3
    assert "BP-C004" in early.err
    told = desk.run("manifest", "exception", NUMBER, "--yes")
    assert told.code == 2
    assert "--authority" in told.err
    desk.ok("manifest", "exception", NUMBER, "--authority", "SEMARNAT", "--yes")
    desk.ok(
        "receive", NUMBER, "--all-received", "--mass-kg", "412", "--yes", at="11-24T10:00"
    )  # fmt: skip
    desk.ok("manifest", "original-returned", NUMBER, "--yes", at="11-30T10:00")
    assert last(desk, "manifest.original-returned")["returned_on"] == "2026-11-30"
    bad = desk.run("manifest", "certify", NUMBER, "--on", "ayer", "--yes")
    assert bad.code == 2
    desk.ok("manifest", "certify", NUMBER, "--yes", at="12-01T10:00")
    done = last(desk, "treatment.certified")
    assert (done["operation"], done["mass_kg"]) == ("reciclaje", "412")
