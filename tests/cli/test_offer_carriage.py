"""Mishaps of the carriage in an offer: what nobody recorded is asked for, signed, and checked."""

from __future__ import annotations

import re
import shlex

import pytest

from batterypass import bootstrap
from batterypass.regulations.transport.loads import tables_of
from batterypass.texts.words_sources import source_in
from cli.custody import CARRIER, MAKER, RECYCLER, last, offer, serials, size
from cli.custody import busy as busy
from cli.custody import desk as desk
from cli.custody import full as full
from cli.desk import Desk, Person, pack_words

WASTE = ("--to", RECYCLER, "--carrier", CARRIER, "--container-type", "tarima", "--as", MAKER)
SOUND = ("--to", "cerro-azul", "--carrier", CARRIER, "--as", MAKER)


def answers(desk: Desk) -> dict[str, str]:
    found = last(desk, "consignment.offered")["transport"]["answers"]
    return {one["name"]: one["value"] for one in found}


def test_an_offer_names_its_tables_its_edition_and_the_answers_of_a_person(desk: Desk) -> None:
    offer(desk, 1, 2)

    decision = last(desk, "consignment.offered")["transport"]
    assert decision["edition_id"] == "NOM-002-2023"
    assert len(decision["tables_sha256"]) == 64
    assert answers(desk) == {"config": "alone", "mode": "road"}
    assert decision["marks"] == ["UN3480", "9A", "LITHIUM BATTERIES FOR RECYCLING"]
    assert "statements" not in decision, "the line of the goods and fields of a waybill are none"
    ran = desk.ok("verify", "--first-use")
    assert "BP-T006" not in ran.out


def test_a_script_is_told_which_answer_the_tables_wait_for(desk: Desk) -> None:
    before = size(desk)
    ran = desk.run("ship", "offer", *serials(1), *WASTE, "--regime", "ADR", "--yes")

    assert ran.code == 2
    assert "--answer casing=…" in ran.err
    assert size(desk) == before
    desk.ok(
        "ship", "offer", *serials(1), *WASTE, "--regime", "ADR", "--answer", "casing=strong", "--yes"
    )  # fmt: skip
    decision = last(desk, "consignment.offered")["transport"]
    assert decision["proper_shipping_name"] == "WASTE LITHIUM ION BATTERIES"
    assert decision["packing_instruction"] == "P909"
    assert answers(desk)["casing"] == "strong"


def test_a_person_is_asked_in_plain_words_only_for_what_is_missing(desk: Desk) -> None:
    person = Person({"number or word": "2", "Sign": "y"})
    ran = desk.ok("ship", "offer", *serials(1), *WASTE, "--regime", "ADR", person=person)

    assert person.unused() == []
    assert "withstand a blow" in ran.err
    assert last(desk, "consignment.offered")["transport"]["packing_instruction"] == "LP903"
    assert answers(desk)["casing"] == "normal"


def test_the_source_is_told_in_the_language_of_the_reader(desk: Desk) -> None:
    words = ("ship", "offer", *serials(1), *WASTE, "--dry-run", "--lang")
    assert "UN Model Regulations" in desk.ok(*words, "en", person=Person()).err
    spanish = desk.ok(*words, "es", person=Person()).err
    assert "WASTE-MX: Lista de mercancías peligrosas; SP 377 como en la Reglamentación" in spanish
    assert "UN Model" not in spanish


def test_no_row_of_the_tables_has_a_source_with_english_words_left() -> None:
    tables = tables_of(bootstrap.regulations())
    assert tables is not None
    told = {
        source_in("es", one.reason.source)
        for edition in tables.rules.values()
        for rows in edition.steps.values()
        for one in rows
    } | {
        source_in("es", one.packing.source)
        for edition in tables.rules.values()
        for choices in edition.packings.values()
        for one in choices
    }
    english = re.compile(r"\b(the|of|and|not|as|in|with|or|for|table|section|rules?|code)\b", re.I)
    assert [one for one in told if english.search(one)] == []


def test_a_signed_answer_changes_the_packing(desk: Desk) -> None:
    desk.ok("ship", "offer", *serials(25), *SOUND, "--answer", "casing=strong", "--yes")

    assert last(desk, "consignment.offered")["transport"]["packing_instruction"] == "P903(2)"
    assert desk.run("verify", "--first-use").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--answer", "wh=5"), "--from-file"),
        (("--answer", "condition=new"), "--condition"),
        (("--answer", "colour=red"), "colour"),
        (("--answer", "casing=soft"), "soft"),
        (("--answer", "casing=strong", "--answer", "casing=normal"), "strong / normal"),
        (("--regime", "XYZ"), "XYZ"),
        (("--configuration", "in_a_bag"), "in_a_bag"),
    ],
)
def test_an_answer_that_cannot_be_read_is_wrong_use(
    desk: Desk, words: tuple[str, ...], says: str
) -> None:
    ran = desk.run("ship", "offer", *serials(25), *SOUND, *words, "--yes")

    assert ran.code == 2
    assert says in ran.err


def test_a_packing_that_does_not_fit_is_refused_and_can_be_recorded_knowingly(desk: Desk) -> None:
    words = ("ship", "offer", *serials(25), *SOUND, "--packing", "P903(1)", "--yes")
    ran = desk.run(*words)
    assert ran.code == 3
    assert "BP-T006" in ran.err
    assert "LP903" in ran.err

    desk.ok(*words, "--acknowledge", "BP-T006=truck_at_gate")
    ran = desk.run("verify", "--first-use")
    assert "BP-T006" in ran.out


def test_what_may_not_fly_is_refused_with_its_reason(desk: Desk) -> None:
    ran = desk.run(
        "ship", "offer", *serials(25), *SOUND, "--regime", "IATA", "--soc", "80", "--yes",
        "--answer", "aircraft=pax", "--answer", "approval=none", "--answer", "soc_basis=rated",
    )  # fmt: skip

    assert ran.code == 3
    assert "BP-T006" in ran.err
    assert "AIR_SOC" in ran.err


def test_goods_without_an_entry_are_refused_and_told_why(desk: Desk) -> None:
    ran = desk.run(
        "ship", "offer", *serials(25), *SOUND, "--regime", "IMDG", "--answer", "date=2031-01-01",
        "--yes",
    )  # fmt: skip

    assert ran.code == 3
    assert "BP-T002" in ran.err
    assert "2031-01-01" in ran.err


def test_a_load_with_one_damaged_pack_travels_as_damaged_each_in_its_packing(desk: Desk) -> None:
    desk.ok(
        "log", "incident.reported", "SA26-000003", "incident=swelling", "injuries=no",
        "condition_after=damaged_critical", "--as", MAKER, "--yes",
    )  # fmt: skip
    desk.ok("ship", "offer", *serials(1, 3), *WASTE, "--cretib", "tir", "--yes")

    payload = last(desk, "consignment.offered")
    assert payload["transport"]["packing_instruction"] == "LP906"
    assert payload["transport"]["special_provisions"] == ["376"]
    assert [line.get("packing_instruction") for line in payload["items"]] == ["P909", None]
    assert "BP-T006" not in desk.run("verify", "--first-use").out


def test_a_pack_in_its_vehicle_travels_under_the_entry_of_vehicles(desk: Desk) -> None:
    desk.ok(
        "ship", "offer", *serials(25), *SOUND, "--regime", "ADR", "--configuration", "vehicle",
        "--answer", "fully_enclosed=no", "--yes",
    )  # fmt: skip

    assert last(desk, "consignment.offered")["transport"]["un_number"] == "UN3556"


@pytest.mark.parametrize(("column", "value"), [("energy_wh", "46"), ("un38_3", "cell")])
def test_a_file_does_not_change_what_the_maker_signed(column: str, value: str, desk: Desk) -> None:
    file, before = desk.folder / "o.csv", size(desk)
    words = ("ship", "offer", "--from-file", str(file), *SOUND, "--yes")
    file.write_text(f"item,{column}\nSA26-000025,{value}\n")
    ran = desk.run(*words)

    assert ran.code == 2
    assert f"{column} is {value} in the file" in ran.err
    assert size(desk) == before
    file.write_text("item,energy_wh,un38_3\nSA26-000025,41125.0,pack\n")
    assert desk.ok(*words).code == 0


def test_a_vehicle_is_not_as_light_as_its_battery(desk: Desk) -> None:
    words = ("ship", "offer", *serials(25), *SOUND, "--configuration", "vehicle", "--yes")
    ran = desk.run(*words)

    assert ran.code == 2
    assert "--answer net_kg=…" in ran.err
    desk.ok(*words, "--answer", "net_kg=1800")
    assert answers(desk) == {"config": "vehicle", "mode": "road", "net_kg": "1800"}
    assert "BP-T006" not in desk.run("verify", "--first-use").out
    checked = desk.run("un", "check", *serials(25), "--config", "vehicle", "--json")
    assert checked.code == 5
    assert checked.json["decisions"][0]["decision"]["missing"] == ["net_kg"]


def test_a_pack_of_a_small_run_without_a_test_is_offered_by_claiming_special_provision_310(
    desk: Desk,
) -> None:
    untested = [word for word in pack_words(40) if not word.startswith("un38_3")]
    desk.ok("log", "pack.manufactured", *untested, "--as", MAKER, "--yes")
    words = ("ship", "offer", *serials(40), *SOUND, "--regime", "ADR", "--yes")
    assert desk.run(*words).code == 3, "without the claim nothing relieves it of the test"
    desk.ok(*words, "--answer", "run=50")

    decision = last(desk, "consignment.offered")["transport"]
    assert decision["special_provisions"] == ["310"]
    assert decision["packing_instruction"] == "P910"
    assert "BP-T00" not in desk.ok("verify", "--first-use").out


def test_the_next_command_of_a_refusal_asks_about_the_same_carriage(desk: Desk) -> None:
    ran = desk.run(
        "ship", "offer", *serials(25), *SOUND, "--regime", "IATA", "--soc", "80", "--yes",
        "--answer", "aircraft=cao", "--answer", "approval=A99", "--answer", "soc_basis=rated",
    )  # fmt: skip
    assert ran.code == 3
    next_one = next(line for line in ran.err.splitlines() if "batterypass un check " in line
                    and "--mode" in line)  # fmt: skip
    again = desk.run(*shlex.split(next_one.partition("batterypass ")[2]), "--json")

    assert again.code == 3, "the same refusal, not a pack that may travel by road"
    decision = again.json["decisions"][0]["decision"]
    assert decision["reasons"][0]["code"] == "AIR_SOC_A331"


def test_a_provision_of_the_united_states_is_compared_whatever_the_case_of_its_letters(
    desk: Desk,
) -> None:
    ran = desk.run(
        "ship", "offer", *serials(25), *SOUND, "--regime", "49CFR", "--id", "US-1", "--yes"
    )

    assert "BP-T006" not in ran.err
    assert ran.code == 0, ran.err
    offer = desk.ok("history", serials(25)[0], "--json").json["events"][-1]["payload"]
    assert any("(" in one for one in offer["transport"]["special_provisions"])
