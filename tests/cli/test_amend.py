"""Correcting what was signed: by words and by questions, at once, and refused; comparing two entries."""

from __future__ import annotations

from batterypass import bootstrap
from batterypass.app.find_directory import find_authorisation
from cli.amend_yard import FIRST, SECOND, WHY, amend, entry_of, items, state
from cli.amend_yard import desk as desk
from cli.amend_yard import gate as gate
from cli.amend_yard import moved as moved
from cli.custody import BASE, MAKER, RECYCLER, serials, size
from cli.custody import busy as busy
from cli.custody import full as full
from cli.desk import Desk, Person

# --- by questions -----------------------------------------------------------------------------


def test_a_person_corrects_by_answering_questions(desk: Desk) -> None:
    offer = entry_of(desk, "consignment.offered")
    person = Person(
        {
            "number of what is wrong": ["", "99", "SA26-000003", "containers", FIRST, "15", ""],
            "mass, kg (": ["heavy", "?", "410"], "reason": ["9", "1"], "Sign as": "y",
        }
    )  # fmt: skip

    ran = desk.ok("amend", offer, person=person)

    assert "SA26-000003 is not an item" in ran.err
    assert "containers" in ran.err
    assert "mass, kg (095B-T15T-4217-D)  412.5  →  410" in ran.err
    assert "waits for Transportes Camino Real" in ran.err
    assert "batterypass agree" in ran.err
    last = state(desk).amendments[-1]
    assert last["fields"] == [
        {"field": "mass_kg", "item": BASE.format(1), "old": "412.5", "new": "410"}
    ]
    assert last["reason"] == "typing_error"


def test_a_person_who_says_no_corrects_nothing(desk: Desk) -> None:
    before = size(desk)
    person = Person(
        {"number of what is wrong": ["6", ""], "mass": "410", "reason": "1", "Sign as": "n"}
    )
    assert desk.run("amend", entry_of(desk, "pack.manufactured"), person=person).code == 7
    assert size(desk) == before


def test_a_person_chooses_the_items_of_a_declaration(desk: Desk) -> None:
    declared = entry_of(desk, "item.declared-waste")
    person = Person(
        {
            "the items, separated": ["SA26-000009", f"{SECOND}, SA26-000003"],
            "number of what is wrong": ["1", ""], "reason [": "damaged", "reason (": "1",
            "reason:": "1", "Sign as": "y",
        }
    )  # fmt: skip

    ran = desk.ok("amend", declared, person=person)

    assert "no item here answers to 'SA26-000009'" in ran.err
    reasons = [one.waste_reason for one in items(desk, *serials(1, 2, 3))]
    assert reasons == ["end_of_life", "damaged", "damaged"]


# --- at once ----------------------------------------------------------------------------------


def test_what_only_one_party_has_signed_holds_at_once(desk: Desk) -> None:
    made = entry_of(desk, "pack.manufactured")
    ran = amend(desk, made, "mass_kg=410", "made_month=2026-01", *WHY)
    assert ran.code == 0
    assert "waits" not in ran.err

    shown = desk.ok("pack", "show", FIRST)
    assert "410" in shown.out
    assert "412.5  →  410" in desk.ok("show", made).out


def test_items_of_one_declaration_are_corrected_by_words(desk: Desk) -> None:
    declared = entry_of(desk, "item.declared-waste")
    words = [f"stream@{one}=cells_modules_offspec" for one in serials(2, 3)]
    assert amend(desk, declared, *words, "--why", "late_information").code == 0

    streams = [one.stream for one in items(desk, *serials(1, 2, 3))]
    assert streams == ["whole_battery", "cells_modules_offspec", "cells_modules_offspec"]
    assert "AMENDED" in desk.ok("history", SECOND).out


def test_an_authorisation_is_corrected_by_the_number_of_its_entry(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        entry = str(find_authorisation(ledger.session, "PS/RME-101/26").granted_index)
    assert amend(desk, entry, "effective_to=2031-01-31", "--why", "source_corrected").code == 0

    shown = desk.ok("diff", entry)
    assert "2031-01-31" in shown.out
    assert "holds from entry" in shown.out


def test_there_and_back_and_there_again_is_three_corrections(desk: Desk) -> None:
    made = entry_of(desk, "pack.manufactured")
    for mass in ("410", "412.5", "410"):
        ran = amend(desk, made, f"mass_kg={mass}", *WHY)
        assert ran.code == 0
        assert "already" not in ran.out
    pack = items(desk, FIRST)[0]
    assert pack.mass_kg == "410"
    assert len(pack.amendments) == 3


def test_a_retry_of_a_correction_that_waits_is_no_second_one(desk: Desk) -> None:
    offer = entry_of(desk, "consignment.offered")
    words = (offer, "waste.container_count=3", *WHY)
    amend(desk, *words)
    before = size(desk)

    again = amend(desk, *words)

    assert again.code == 0
    assert "already recorded" in again.out
    assert size(desk) == before


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    before = size(desk)
    made = entry_of(desk, "pack.manufactured")
    ran = desk.ok("amend", made, "mass_kg=410", *WHY, "--dry-run")
    assert "412.5  →  410" in ran.err
    assert size(desk) == before


# --- refused ----------------------------------------------------------------------------------


OFF: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("mass=410", *WHY), 2, "mass_kg"),
    (("serial=X", *WHY), 2, "serial cannot be corrected"),
    (("mass_kg=heavy", *WHY), 2, "heavy"),
    (("mass_kg=412.5", *WHY), 2, "412.5 already"),
    (("mass_kg=410", "mass_kg=411", *WHY), 2, "twice"),
    ((f"mass_kg@{SECOND}=410", *WHY), 2, "not an item of entry"),
    (("heavier", *WHY), 2, "FIELD=VALUE"),
    (("mass_kg=410",), 2, "--why"),
    (("mass_kg=410", "--why", "because"), 2, "typing_error"),
    ((), 2, "FIELD=VALUE"),
    (("mass_kg=410", *WHY, "--as", RECYCLER), 3, "BP-P001"),
)


def test_what_is_off_is_named(desk: Desk) -> None:
    before, made = size(desk), entry_of(desk, "pack.manufactured")
    for words, code, said in OFF:
        ran = desk.run("amend", made, *words, "--yes")
        assert ran.code == code, ran.err
        assert said in ran.err
    ran = amend(desk, entry_of(desk, "consignment.offered"), "mass_kg=410", *WHY)
    assert ran.code == 2
    assert "mass_kg@ITEM=VALUE" in ran.err
    assert size(desk) == before


def test_what_cannot_be_corrected_of_a_reception_is_taken_back(gate: Desk) -> None:
    entry = entry_of(gate, "consignment.received")
    ran = amend(gate, entry, f"outcome@{FIRST}=missing", *WHY)
    assert ran.code == 2
    assert f"batterypass annul {entry} takes it back" in ran.err


def test_a_kind_that_is_not_corrected_says_which_are(desk: Desk) -> None:
    ran = amend(desk, entry_of(desk, "consignment.collected"), "vehicle_type=x")
    assert ran.code == 2
    assert "consignment.offered" in ran.err


def test_an_overtaken_reading_says_so(desk: Desk) -> None:
    for at, soh in (("11-23T11:10", "80"), ("11-23T11:30", "79")):
        desk.ok(
            "log", "item.assessed", FIRST, "condition=serviceable", f"soh_percent={soh}",
            "method=capacity_test", "--as", MAKER, "--yes", at=at,
        )  # fmt: skip
    last = entry_of(desk, "item.assessed")
    first = str(int(last) - 2)

    ran = amend(desk, first, "soh_percent=81", *WHY)
    assert ran.code == 2
    assert "a later one is in its place" in ran.err
    assert amend(desk, last, "soh_percent=81", *WHY).code == 0


def test_nothing_waits_says_so(desk: Desk) -> None:
    made = entry_of(desk, "pack.manufactured")
    assert "no correction that waits" in desk.run("agree", made).err
    done = amend(desk, made, "mass_kg=410", *WHY, "--json").json["events"][0]
    ran = desk.run("agree", str(done["index"]))
    assert ran.code == 2
    assert "holds already" in ran.err


def test_the_same_in_spanish(desk: Desk) -> None:
    offer = entry_of(desk, "consignment.offered")
    desk.lang = "es"
    ran = amend(desk, offer, "waste.waste_name=Baterías de NMC", *WHY)
    assert "espera a Transportes Camino Real" in ran.err
    shown = desk.ok("diff", offer)
    assert "nombre del residuo  Baterías de ion litio  →  Baterías de NMC" in shown.out
    assert "hasta entonces rige el original" in shown.out
    assert "corrección en espera" in desk.ok("history", FIRST).out


# --- two entries ------------------------------------------------------------------------------


def test_two_entries_are_compared_field_by_field(desk: Desk) -> None:
    first = entry_of(desk, "pack.manufactured")
    second = entry_of(desk, "pack.manufactured", SECOND)

    shown = desk.ok("diff", first, second)
    assert "serial number" in shown.out
    assert "mass" not in shown.out
    found = desk.ok("diff", first, second, "--json").json["diff"]["differences"]
    assert [one["path"] for one in found] == ["item", "serial"]
    assert "say the same" in desk.ok("diff", first, first).out
