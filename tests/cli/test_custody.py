"""Custody at the terminal: an offer by questions, the gate, the papers, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass.rules.base import Finding
from batterypass_cli.exits import teach
from cli.custody import (
    BASE,
    CARRIER,
    MAKER,
    NUMBER,
    RECYCLER,
    last,
    offer,
    serials,
    size,
)
from cli.custody import desk as desk
from cli.desk import Desk, Person


def test_a_person_offers_by_answering_questions(desk: Desk) -> None:
    person = Person(
        {
            "consignee": "1", "carrier": "1", "kind of container": "pallet",
            "name of the person": "Ana Peña", "handling": "SoC <= 30 %", "Sign": "y",
        }
    )  # fmt: skip
    ran = desk.ok("ship", "offer", *serials(1, 2), "--as", MAKER, person=person)
    assert person.unused() == []
    assert "Recicladora del Norte" in ran.err
    payload = last(desk, "consignment.offered")
    assert payload["consignment"] == NUMBER
    assert payload["consignee_site"] == "patio-1"
    assert payload["waste"]["manifest_no"] == NUMBER
    assert payload["waste"]["waste_class"] == "special_handling"
    assert payload["waste"]["operation"] == "reciclaje"
    assert payload["transport"]["un_number"] == "UN3480"
    assert payload["transport"]["packing_instruction"] == "P909"
    assert payload["transport"]["determined_by"] == "person"
    assert set(payload["sealed"]) == {"personal", "commercial"}
    assert "Ana" not in str(payload)


def test_a_person_who_says_no_signs_nothing(desk: Desk) -> None:
    before = size(desk)
    person = Person({"consignee": "1", "carrier": "1", "kind of container": "box", "Sign": "n"})
    assert desk.run("ship", "offer", *serials(1), "--as", MAKER, person=person).code == 7
    assert size(desk) == before


def test_a_wrong_answer_is_asked_for_again(desk: Desk) -> None:
    person = Person(
        {
            "consignee": ["metales", "1"], "carrier": ["nobody", "1"], "kind of container": "box",
            "how many": ["many", "2"], "Sign": "y",
        }
    )  # fmt: skip
    ran = desk.run("ship", "offer", *serials(1), "--as", MAKER, person=person)
    # The first consignee may not take it, which is refused before anything else is asked.
    assert ran.code == 3
    assert "how many" in person.unused()
    person = Person(
        {
            "consignee": "1", "carrier": ["nobody", "1"], "kind of container": "box",
            "how many": ["many", "2"], "Sign": "y",
        }
    )  # fmt: skip
    desk.ok("ship", "offer", *serials(1), "--as", MAKER, person=person)
    assert last(desk, "consignment.offered")["waste"]["container_count"] == 2


def test_an_offer_says_that_it_needs_an_item(desk: Desk) -> None:
    person = Person({"1:": ["", serials(1)[0]], "kind of container": "box", "Sign": "n"})
    ran = desk.run("ship", "offer", "--as", MAKER, person=person)
    assert ran.err.count("at least one item is needed") == 1
    assert not person.unused()


def test_what_a_finding_has_no_value_for_is_not_listed() -> None:
    values = {"from": "2026-01-01", "to": "-", "since": "-", "found": "-"}
    said = [line.split() for line in teach(Finding("BP-A001", "compliance", "X", values))]
    assert ["from", "2026-01-01"] in said
    assert ["found", "-"] in said, "that one is missing is what was found"
    assert not {("since", "-"), ("to", "-")} & {tuple(line) for line in said}


def test_an_unauthorised_consignee_is_refused_with_who_could_take_it(desk: Desk) -> None:
    before = size(desk)
    ran = desk.run(
        "ship", "offer", *serials(1), "--to", "metales-sur", "--carrier", CARRIER, "--as", MAKER,
        "--id", "TV-0041", "--yes",
    )  # fmt: skip
    assert ran.code == 3
    assert "BP-A001" in ran.err
    assert "TV-0041" in ran.err
    assert "Recicladora del Norte" in ran.err
    assert "PS/RME-101/26" in ran.err
    assert size(desk) == before


def test_an_unauthorised_consignee_can_be_recorded_knowingly(desk: Desk) -> None:
    ran = desk.ok(
        "ship", "offer", *serials(1), "--to", "metales-sur", "--carrier", CARRIER, "--as", MAKER,
        "--container-type", "tarima", "--operation", "reciclaje",
        "--acknowledge", "BP-A001=truck_at_gate", "--yes",
    )  # fmt: skip
    assert "BP-A001" not in ran.out
    assert last(desk, "consignment.offered")["acknowledged"] == [
        {"rule": "BP-A001", "reason": "truck_at_gate"}
    ]


def test_a_script_is_told_everything_that_is_missing_at_once(desk: Desk) -> None:
    ran = desk.run("ship", "offer", *serials(1), "--as", MAKER, "--yes")
    assert ran.code == 2
    for flag in ("--carrier", "--container-type"):
        assert flag in ran.err
    ran = desk.run("ship", "offer", "--as", MAKER, "--yes")
    assert ran.code == 2
    assert "--from-file" in ran.err


def test_items_come_from_a_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_text("item,mass_kg,soc_percent,soc_basis,soc_on\nSA26-000001,410.5,28,measured,"
                    "2026-11-22\nSA26-000002,,,,\n", encoding="utf-8")  # fmt: skip
    desk.ok(
        "ship", "offer", "--from-file", str(file), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--weighed", "--as", MAKER, "--yes",
    )  # fmt: skip
    payload = last(desk, "consignment.offered")
    assert [line["mass_kg"] for line in payload["items"]] == ["410.5", "412.5"]
    assert payload["items"][0]["soc_percent"] == "28"
    assert payload["mass_basis"] == "weighed"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("serial\nSA26-000001\n", "item"),
        ("item,colour\nSA26-000001,red\n", "colour"),
        ("item,mass_kg\nSA26-000001\n", "line 2"),
        ("item,mass_kg\n\n\nSA26-000001\n", "line 4"),
        ("item,mass_kg\nSA26-000001,heavy\n", "line 2, column mass_kg:"),
        ("item,energy_wh\nSA26-000001,7\n", "line 2, column energy_wh:"),
        ("item\nSA26-000001\n\nSA99\n", "line 4, column item:"),
    ],
)
def test_a_file_that_is_off_names_what_and_where(
    desk: Desk, tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "items.csv"
    file.write_text(text, encoding="utf-8")
    ran = desk.run("ship", "offer", "--from-file", str(file), "--as", MAKER, "--yes")
    assert ran.code == 2
    assert says in ran.err


def test_a_damaged_pack_travels_as_hazardous_and_by_376(desk: Desk) -> None:
    desk.ok(
        "log", "incident.reported", "SA26-000003", "incident=swelling", "injuries=no",
        "condition_after=damaged_critical", "--as", MAKER, "--yes",
    )  # fmt: skip
    desk.ok(
        "ship", "offer", *serials(3), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "caja", "--cretib", "tir", "--as", MAKER, "--yes",
    )  # fmt: skip
    payload = last(desk, "consignment.offered")
    assert payload["waste"]["waste_class"] == "hazardous"
    assert payload["waste"]["cretib"] == "RTI"
    assert payload["transport"]["packing_instruction"] == "LP906"
    assert payload["transport"]["special_provisions"] == ["376"]


def test_what_is_no_waste_travels_without_a_manifest(desk: Desk) -> None:
    desk.ok(
        "ship", "offer", *serials(25), "--to", "cerro-azul", "--carrier", CARRIER, "--as", MAKER,
        "--yes",
    )  # fmt: skip
    payload = last(desk, "consignment.offered")
    assert payload["consignment"] == "E-2026-00001"
    assert "waste" not in payload
    # More than 400 kg fit in no drum or box, and nobody said that its case is strong.
    assert payload["transport"]["packing_instruction"] == "LP903"
    ran = desk.run("manifest", "show", "E-2026-00001")
    assert ran.code == 2
    assert "carries no waste" in ran.err


def test_offering_twice_the_same_changes_nothing(desk: Desk) -> None:
    offer(desk, 1, 2)
    before = size(desk)
    ran = desk.ok(
        "ship", "offer", *serials(1, 2), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--as", MAKER, "--id", NUMBER, "--yes",
    )  # fmt: skip
    assert size(desk) == before
    assert "✓" not in ran.out


def test_a_dry_run_of_an_offer_writes_nothing_and_shows_the_payload(desk: Desk) -> None:
    before = size(desk)
    ran = desk.ok(
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--as", MAKER, "--dry-run", "--json",
    )  # fmt: skip
    assert ran.json["events"][0]["payload"]["waste"]["regime"] == "MX-2004"
    assert size(desk) == before


def test_the_carrier_signs_with_its_own_key_and_seals_the_plate(desk: Desk) -> None:
    offer(desk, 1, 2)
    desk.ok(
        "ship", "collect", NUMBER, "--plate", "EJ-042-MX", "--driver", "Q. Nadie",
        "--not-loaded", "SA26-000002", "--yes", at="11-23T08:40",
    )  # fmt: skip
    payload = last(desk, "consignment.collected")
    assert payload["actor"] == "https://camino-real.example"
    assert payload["loaded"] == [BASE.format(1)]
    assert payload["not_loaded"] == [BASE.format(2)]
    (shown,) = desk.ok("today", "--json").json["consignments"]
    assert (shown["items"], shown["loaded_kg"], shown["declared_kg"]) == (1, "412.5", "825")
    assert "EJ-042" not in str(payload)


def test_what_is_not_in_the_consignment_cannot_stay_behind(desk: Desk) -> None:
    offer(desk, 1)
    ran = desk.run("ship", "collect", NUMBER, "--not-loaded", "SA26-000009", "--yes")
    assert ran.code == 2
    assert "SA26-000009" in ran.err


def test_a_carrier_that_says_not_all_is_loaded_scans_what_stays(desk: Desk) -> None:
    offer(desk, 1, 2)
    person = Person({"are all": "n", "1:": "SA26-000002", "Sign": "y"})
    desk.ok("ship", "collect", NUMBER, person=person, at="11-23T08:40")
    assert last(desk, "consignment.collected")["not_loaded"] == [BASE.format(2)]
