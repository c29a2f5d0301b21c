"""What a form does not know yet, asked at the terminal."""

from __future__ import annotations

from cli.custody import NUMBER
from cli.desk import Desk


def open_boxes(desk: Desk, form: str, *more: str) -> dict[str, dict[str, object]]:
    ran = desk.ok("manifest", "missing", NUMBER, "--form", form, *more, "--json")
    return {str(row["field_id"]): row for row in ran.json["fields"]}


def test_before_the_reception_the_boxes_of_the_consignee_are_missing(road: Desk) -> None:
    found = open_boxes(road, "mx_semarnat")
    assert found["consignee.signed_date"]["comes_from"] == ["receive"]
    assert found["transporter.signed_name"]["comes_from"] == ["collect"]
    assert found["waste[].labelled"]["comes_from"] == ["hand"]
    assert "generator.street" not in found
    assert "consignee.declaration" not in found, "the printer has the fixed text"
    boxes = [int(str(row["box"])) for row in found.values()]
    assert boxes == sorted(boxes)


def test_after_the_reception_only_what_nobody_said_is_missing(arrived: Desk) -> None:
    found = open_boxes(arrived, "mx_semarnat")
    assert "consignee.signed_date" not in found
    assert set(found) == {
        "waste[].container_capacity", "waste[].labelled", "generator.signed_name", "route",
        "vehicle.type", "transporter.signed_name",
    }  # fmt: skip


def test_every_form_is_answered_in_its_own_order(arrived: Desk) -> None:
    forms = arrived.ok("manifest fields --json").json["forms"]
    assert len(forms) == 8
    for form in forms:
        listed = arrived.ok("manifest", "fields", "--form", form["form"], "--json").json["fields"]
        asked = arrived.ok(
            "manifest", "missing", NUMBER, "--form", form["form"], "--all", "--json"
        ).json["fields"]
        assert [row["field_id"] for row in asked] == [row["field_id"] for row in listed]
        assert len(listed) == form["boxes"]


def test_an_emergency_phone_that_was_sealed_here_is_known(road: Desk) -> None:
    assert "emergency_phone" not in open_boxes(road, "us_epa_8700_22")
    facility = open_boxes(road, "us_epa_8700_22")["designated_facility"]
    assert facility["missing"] == ["consignee.epa_id"]


def test_it_is_said_in_the_words_of_the_form_in_both_languages(road: Desk) -> None:
    ran = road.ok("manifest", "missing", NUMBER, "--lang", "es")
    assert "Fecha de recepción" in ran.out
    assert "la recepción" in ran.out
    assert f"batterypass receive {NUMBER}" in ran.err
    assert "reception date" in road.ok("manifest", "missing", NUMBER, "--lang", "en").out


def test_what_rests_on_memory_is_marked_in_the_list_and_not_on_a_form(road: Desk) -> None:
    ran = road.ok("manifest fields --form uk_consignment_note --lang en")
    assert "compare with a print" in ran.out
    assert "compare with a print" not in road.ok("manifest fields --form uk_dwt_receipt").out


def test_an_unknown_form_and_goods_that_are_no_waste_are_named(road: Desk) -> None:
    ran = road.run("manifest", "missing", NUMBER, "--form", "form-7")
    assert ran.code == 2
    assert "uk_dwt_receipt" in ran.err


def test_what_a_step_did_not_say_goes_on_the_paper_once_the_step_is_taken(
    road: Desk, arrived: Desk
) -> None:
    assert "ship collect" not in road.ok("manifest", "missing", NUMBER, "--lang", "en").err
    told = arrived.ok("manifest", "missing", NUMBER, "--form", "us_epa_8700_22", "--lang", "en").err
    assert "batterypass receive" not in told
    assert f"which {NUMBER} has behind it, so write it on the paper" in told
    arrived.lang = "es"
    assert f"que {NUMBER} ya dio" in arrived.ok("manifest", "missing", NUMBER).err


def test_without_a_form_it_asks_the_one_that_goes_with_the_waste(arrived: Desk) -> None:
    other = "M-2026-00002"
    rows = arrived.ok("manifest", "missing", other, "--all", "--json").json["fields"]
    names = {row["field_id"] for row in rows}
    assert "waste[].name" in names
    assert not any("cretib" in name for name in names)
    assert "transporter.sct_permit" not in names
    assert "mx_special_handling" in arrived.ok("manifest", "missing", other).out
    assert "estatal" in arrived.ok("manifest missing M-2026-00002 --all --lang es").out
    assert "mx_semarnat" in arrived.ok("manifest", "missing", NUMBER).out
    asked = arrived.ok("manifest", "missing", other, "--form", "mx_semarnat", "--all", "--json")
    assert len(asked.json["fields"]) > len(rows)


def test_the_version_of_a_mexican_form_is_said_in_spanish(road: Desk) -> None:
    for form, said in (
        ("mx_semarnat", "2-vigente (19 casillas)"), ("mx_special_handling", "1 (del proyecto)"),
    ):  # fmt: skip
        assert said in road.ok("manifest", "fields", "--form", form, "--lang", "es").err
    assert "19 boxes" in road.ok("manifest fields --form mx_semarnat --lang en").err
