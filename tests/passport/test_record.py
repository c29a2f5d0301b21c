"""What the log itself knows of a passport: readings, corrections, second life, accidents, parties."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app import yard as yards
from batterypass.app.passport_entries import PassportEntry, entries_of
from batterypass.app.passport_export import export_passport
from batterypass.app.passport_folds import repairs_of
from batterypass.app.passport_measured import measured_values
from batterypass.app.passport_pages import passport_content
from batterypass.app.passport_record import (
    PassportRecord,
    record_from,
    record_of,
    told_values,
    visible,
)
from batterypass.app.passports import passport_form
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_checks import check_value
from batterypass_cli.commands.pack import _pairs

if TYPE_CHECKING:
    from pathlib import Path

    from app.yard import Yard

PACK, MAKER, WORKSHOP = yards.PACKS[0], yards.MAKER, "https://taller-volta.example"


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """Give a ledger with a workshop, and a pack that has a passport."""
    made = yards.make_yard(tmp_path, packs=2)
    yards.register(
        made, WORKSHOP, "Taller Volta", ["repurposer", "workshop"], "taller", gs1="9528888"
    )
    issue(made, MAKER)
    return made


def issue(yard: Yard, actor: str, **given: Any) -> None:
    """Issue the passport of the first pack."""
    form = passport_form(yard.session, yard.session.world.item(PACK), actor, given)
    yard.ledger.log("passport.issued", form, actor=actor)


def read(yard: Yard, at: str, **measured: Any) -> int:
    """Record a reading; give its entry."""
    form = {"item": PACK, "condition": "serviceable", "method": "capacity_test", **measured}
    return int(yard.at(at).ledger.log("item.assessed", form, actor=MAKER).index)


def record(yard: Yard) -> PassportRecord:
    """Give the record of the first pack."""
    return record_of(yard.session, yard.session.world.item(PACK))


def test_a_reading_in_clear_is_for_those_with_a_legitimate_interest_alone(yard: Yard) -> None:
    entry = read(
        yard, "03-05T09:00", soh_percent="91", soc_percent="40", capacity_ah="110", cycles=212,
        resistance_mohm="33.5", temperature_celsius="21",
    )  # fmt: skip
    found = record(yard)
    seen = visible(found, "legitimate_interest")
    expected = {
        "state_of_certified_energy": "91", "state_of_charge": "40", "number_of_full_cycles": "212",
        "capacity_fade": "8.3", "internal_resistance_current": "0.0335",
    }  # fmt: skip
    assert {name: seen[name] for name in expected} == expected
    assert {found.values[name].entry for name in expected} == {entry}
    assert not {*expected, "temperature_information"} & set(visible(found, "public"))
    assert "remaining_capacity" not in found.values, "not asked of an electric vehicle"


def test_a_later_reading_without_cycles_keeps_those_that_were_counted_before(yard: Yard) -> None:
    first = read(yard, "03-05T09:00", cycles=212, soc_percent="40")
    second = read(yard, "03-06T09:00", soc_percent="55")
    found = record(yard).values
    assert (found["number_of_full_cycles"].value, found["number_of_full_cycles"].entry) == (
        "212",
        first,
    )
    assert (found["state_of_charge"].value, found["state_of_charge"].entry) == ("55", second)


def test_a_reading_that_was_recorded_late_does_not_replace_a_newer_one(yard: Yard) -> None:
    read(yard, "03-06T09:00", soc_percent="55")
    read(yard, "03-07T09:00", soc_percent="40", event_time="2026-03-05T09:00:00-06:00")
    assert record(yard).values["state_of_charge"].value == "55"


@pytest.mark.parametrize("last", [True, False])
def test_a_corrected_reading_is_shown_as_corrected(yard: Yard, last: bool) -> None:
    entry = read(yard, "03-05T09:00", cycles=2120)
    target = yard.ledger.entry(entry).digest
    fields = [{"field": "cycles", "old": 2120, "new": 212}]
    form = {
        "amended_subject": PACK, "target_kind": "item.assessed", "target": target,
        "reason": "typing_error", "fields": fields,
    }  # fmt: skip
    yard.at("03-06T09:00").ledger.log("entry.amended", form, actor=MAKER)
    if not last:
        read(yard, "03-07T10:00", soc_percent="55")
    assert record(yard).values["number_of_full_cycles"].value == "212"


def test_a_new_pack_with_more_than_its_rated_capacity_has_lost_nothing(yard: Yard) -> None:
    read(yard, "03-05T09:00", capacity_ah="121.4")
    assert record(yard).values["capacity_fade"].value == "0"


def entry_of(index: int, **payload: Any) -> PassportEntry:
    """Make an entry with a reading, in clear or sealed."""
    sections = payload.pop("sections", {})
    whole = {"kind": "item.assessed", "event_time": f"2026-03-0{index}T09:00:00-06:00", **payload}
    return PassportEntry(index, f"{index:064}", whole, sections, ())


def test_a_sealed_reading_counts_like_one_in_clear() -> None:
    sealed = {"individual_legitimate_interest": {"soh_percent": "88", "cycles": 300}}
    entries = [entry_of(1, cycles=212, method="bms_reading"), entry_of(2, sections=sealed)]
    found = measured_values(entries, "120")
    assert found["number_of_full_cycles"].value == "300"
    assert found["state_of_certified_energy"].value == "88"
    assert "capacity_fade" not in found, "nobody said how that state of health was found"


def test_repairs_stand_in_the_history_with_their_parts_and_whether_the_bms_is_new() -> None:
    parts = [{"part": "module", "count": 2, "part_number": "SA-M1"}]
    mended = {
        "kind": "pack.repaired", "actor": WORKSHOP, "work": ["modules_replaced", "balancing"],
        "parts": parts, "bms_replaced": False,
    }  # fmt: skip
    anew = {"kind": "pack.remanufactured", "actor": WORKSHOP, "bms_replaced": True}
    made = {"kind": "pack.manufactured", "actor": MAKER}
    entries = [entry_of(1, **made), entry_of(2, **mended), entry_of(3, **anew)]
    held = repairs_of(entries)["repair_history"]
    assert held.value == [
        {
            "date": "2026-03-02", "work": "modules_replaced, balancing", "done_by": WORKSHOP,
            "parts": "2 module SA-M1", "bms_replaced": "no",
        },
        {"date": "2026-03-03", "work": "remanufactured", "done_by": WORKSHOP, "bms_replaced": "yes"},
    ]  # fmt: skip
    assert (held.entry, held.sort) == (3, "added")
    assert repairs_of(entries[:1]) == {}


def test_a_counter_that_was_given_later_than_the_reading_holds(yard: Yard) -> None:
    read(yard, "03-05T09:00", cycles=212)
    yard.at("03-09T09:00")
    form = {
        "item": PACK, "passport": "https://id.planta-apodaca.example/passport/later",
        "predecessors": [record(yard).passport],
        "private": {"individual_legitimate_interest": {"number_of_full_cycles": "230"}},
    }  # fmt: skip
    yard.ledger.log(
        "passport.issued",
        {**form, "acknowledged": [{"rule": "BP-C009", "reason": "authority_order"}]},
        actor=MAKER,
    )
    assert record(yard).values["number_of_full_cycles"].value == "230"
    read(yard, "03-10T09:00", cycles=231)
    assert record(yard).values["number_of_full_cycles"].value == "231"


@pytest.mark.parametrize(
    ("earlier", "first"),
    [
        ("a dent from the dock", {"description": "a dent from the dock"}),
        (["a dent"], {"description": "a dent"}),
        ([{"event": "drop"}], {"event": "drop"}),
        ({"event": "drop"}, {"event": "drop"}),
    ],
)
def test_an_accident_stands_after_what_was_given_of_earlier_ones(
    yard: Yard, earlier: Any, first: dict[str, str]
) -> None:
    # The ledger's own commands ask for a text or records; other people's programs sign what they like.
    sections = {"individual_legitimate_interest": {"accident_information": earlier}}
    state = yard.session.world.item(PACK)
    form = {
        "item": PACK,
        "incident": "crash",
        "injuries": False,
        "condition_after": "damaged_stable",
    }
    yard.at("03-05T09:00").ledger.log("incident.reported", form, actor=MAKER)
    crash = {
        "date": "2026-03-05", "event": "crash", "injuries": "no",
        "condition_after": "damaged_stable",
    }  # fmt: skip
    assert record(yard).values["accident_information"].value == [crash]

    entries = entries_of(yard.session, state)
    entries[1] = replace(entries[1], sections=sections)
    around = yard.session.around.attributes
    found = record_from(yard.session.world, around, state, entries, "erased")
    assert found.values["accident_information"].value == [first, crash]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("X report", {"description": "X report"}),
        ("https://docs.example/r7.pdf", {"uri": "https://docs.example/r7.pdf"}),
    ],
)
def test_a_report_that_was_given_as_a_text_does_not_vanish_behind_that_of_the_log(
    yard: Yard, text: str, first: dict[str, str]
) -> None:
    yard.at("03-05T09:00")
    form = yards.pack(yards.PACKS[5])
    yard.ledger.log("pack.manufactured", form, actor=MAKER)
    state = yard.session.world.item(yards.PACKS[5])
    given = passport_form(yard.session, state, MAKER, {"test_report_results": text})
    yard.ledger.log("passport.issued", given, actor=MAKER)
    found = record_of(yard.session, yard.session.world.item(yards.PACKS[5]))
    value = found.values["test_report_results"].value
    assert isinstance(value, list)
    assert (value[0], value[1]["title"]) == (first, "UN 38.3")  # type: ignore[index]
    attribute = attributes()["test_report_results"]
    assert check_value(attribute, value) == [], "and whoever imports it takes it"


def test_a_second_life_names_the_passport_before_it_and_who_answers_now(yard: Yard) -> None:
    before = record(yard)
    assert "predecessor_passports" not in before.values
    yard.at("03-05T09:00").log("custody.released", MAKER, items=[PACK], to=WORKSHOP)
    yard.log("custody.accepted", WORKSHOP, items=[PACK], released_by=MAKER)
    tested = yard.log(
        "item.assessed", WORKSHOP, item=PACK, condition="serviceable", method="capacity_test",
        capacity_ah="96",
    )  # fmt: skip
    yard.log(
        "pack.repurposed", WORKSHOP, item=PACK, new_category="stationary",
        new_use="stationary_storage", energy_wh="36000", assessment=tested.digest.hex(),
    )  # fmt: skip
    issue(yard, WORKSHOP)
    after = record(yard)
    assert after.values["battery_category"].value == "stationary"
    assert after.values["battery_category"].entry == after.values["battery_status"].entry
    assert "test_report_results" not in after.values, "the report of the first life is void"
    assert after.values["predecessor_passports"].value == [before.passport]
    assert after.values["battery_status"].value == "repurposed"
    assert after.values["operator_identifier"].value == WORKSHOP
    assert after.values["manufacturer_identifier"].value == MAKER
    assert after.values["remaining_capacity"].value == "96", "stationary storage is industrial"
    operator = after.values["operator_information"].value
    assert isinstance(operator, dict)
    assert operator["name"] == "Taller Volta"


def repurpose(yard: Yard) -> int:
    """Give the first pack a second life; give its entry."""
    yard.at("03-05T09:00").log("custody.released", MAKER, items=[PACK], to=WORKSHOP)
    yard.log("custody.accepted", WORKSHOP, items=[PACK], released_by=MAKER)
    tested = yard.log(
        "item.assessed", WORKSHOP, item=PACK, condition="serviceable", method="capacity_test",
    )  # fmt: skip
    done = yard.log(
        "pack.repurposed", WORKSHOP, item=PACK, new_category="stationary",
        new_use="stationary_storage", energy_wh="36000", assessment=tested.digest.hex(),
    )  # fmt: skip
    return int(done.index)


def test_a_new_passport_settles_what_was_due_although_the_pack_became_waste_before_it(
    yard: Yard,
) -> None:
    def notices() -> list[tuple[int | None, int | None]]:
        findings = yard.ledger.verify(first_use=True).findings
        return [(one.entry, one.settled) for one in findings if one.code == "BP-C025"]

    began = repurpose(yard)
    yard.log(
        "item.declared-waste", WORKSHOP, items=[PACK], reason="end_of_life", stream="whole_battery"
    )
    assert notices() == [(began, None)]
    form = passport_form(yard.session, yard.session.world.item(PACK), WORKSHOP, {})
    issued = yard.log("passport.issued", WORKSHOP, **form)
    assert notices() == [(began, issued.index)]
    form = passport_form(yard.session, yard.session.world.item(PACK), WORKSHOP, {})
    form["passport"] += "-b"
    yard.log("passport.issued", WORKSHOP, **form | {"predecessors": [issued_id(yard)]})
    assert notices() == [(began, issued.index)], "a later one names another"


def issued_id(yard: Yard) -> str:
    return str(yard.session.world.item(PACK).passport)


def test_usable_energy_of_a_second_life_is_never_called_rated(yard: Yard) -> None:
    def shown() -> list[tuple[str, str, object]]:
        item = yard.session.world.item(PACK)
        values = passport_content(yard.session, item, "en").values
        return [(one.name.en, one.name.es, one.value) for one in values if one.unit == "Wh"]

    def exported() -> dict[str, str]:
        item = yard.session.world.item(PACK)
        files = export_passport(yard.session, item, "native", "public", {}).files
        told = json.loads(files["passport.json"])["pack"]
        return {name: told[name] for name in told if name.endswith("_wh")}

    assert shown() == [("Rated energy", "Energía nominal", "46080")]
    repurpose(yard)
    issue(yard, WORKSHOP)
    assert shown() == [("Usable energy", "Energía útil", "36000")]
    assert ("usable energy, Wh", "36000") in set(_pairs(yard.ledger, yard.session.world.item(PACK)))
    assert exported() == {"rated_energy_wh": "46080", "usable_energy_wh": "36000"}


def test_what_the_maker_gives_stands_before_what_the_directory_says(yard: Yard) -> None:
    assert record(yard).values["manufacturer_name"].origin == "folded"
    yard.at("03-05T09:00")
    form = yards.pack(
        yards.PACKS[5],
        values={"manufacturer_name": "Sierra", "battery_chemistry": "LFP / graphite / LiPF6"},
    )
    yard.ledger.log("pack.manufactured", form, actor=MAKER)
    found = record_of(yard.session, yard.session.world.item(yards.PACKS[5])).values
    assert found["manufacturer_name"].value == "Sierra"
    assert found["battery_chemistry"].value == "LFP / graphite / LiPF6"
    assert found["test_report_results"].point == "authorities_and_commission"


def test_an_enrolled_pack_says_nothing_of_a_maker_that_nobody_asked(yard: Yard) -> None:
    item = "https://id.taller-volta.example/p/OLD-1"
    yard.at("03-05T09:00").log(
        "pack.enrolled", WORKSHOP, item=item, reason="older_than_ledger", maker="Sierra Alta",
        condition="serviceable", evidence=["nameplate"],
        unknown=["model", "serial", "chemistry", "category", "nominal_voltage_v", "capacity_ah",
                 "energy_wh", "mass_kg", "made_month"],
    )  # fmt: skip
    found = record_of(yard.session, yard.session.world.item(item)).values
    assert found["manufacturer_name"].value == "Sierra Alta"
    assert not {"manufacturer_identifier", "manufacturing_place", "battery_mass"} & set(found)


def test_an_annulled_installation_put_nothing_into_service(yard: Yard) -> None:
    yard.at("03-05T09:00").ledger.log(
        "pack.manufactured", yards.pack(yards.PACKS[6], category="LMT"), actor=MAKER
    )
    knowingly = [{"rule": "BP-R001", "reason": "safety"}]
    form = {"item": yards.PACKS[6], "host_kind": "light_vehicle", "acknowledged": knowingly}
    installed = yard.at("03-05T09:10").ledger.log("pack.installed", form, actor=MAKER)

    def month() -> object:
        state = yard.session.world.item(yards.PACKS[6])
        held = record_of(yard.session, state).values.get("putting_into_service_date")
        return None if held is None else held.value

    assert month() == "2026-03"
    form = {
        "annulled_subject": yards.PACKS[6], "target_kind": "pack.installed",
        "target": installed.digest.hex(), "reason": "did_not_happen",
    }  # fmt: skip
    yard.at("03-05T09:20").ledger.log("entry.annulled", form, actor=MAKER)
    assert month() is None


def test_a_value_sealed_where_it_does_not_belong_hides_nothing_that_does(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = yard.session.world.item(PACK)
    entries = entries_of(yard.session, state)
    wrong = {"authorities_and_commission": {"battery_mass": "9", "capacity_fade": "9"}}
    entries[-1] = replace(entries[-1], sections=wrong)
    monkeypatch.setattr(f"{record_of.__module__}.entries_of", lambda session, item: entries)
    found = record_of(yard.session, state)
    assert found.values["battery_mass"].value == "412.5"
    for reader in ("commission", "legitimate_interest", "responsible_operator"):
        assert "capacity_fade" not in visible(found, reader)


@pytest.mark.parametrize(
    ("name", "sealed"),
    [("capacity_ah", "abc"), ("soh_percent", "NaN"), ("cycles", "many"), ("resistance_mohm", [])],
)
def test_a_sealed_reading_that_is_no_number_takes_no_passport_away(
    name: str, sealed: object
) -> None:
    sections = {"individual_legitimate_interest": {name: sealed, "soc_percent": "40"}}
    found = measured_values([entry_of(1, method="capacity_test", sections=sections)], "120")
    assert {name: one.value for name, one in found.items()} == {"state_of_charge": "40"}


def test_a_value_in_clear_that_is_later_than_a_sealed_one_holds() -> None:
    point = "individual_legitimate_interest"
    entries = [
        entry_of(1, sections={point: {"number_of_full_cycles": "100"}}),
        entry_of(2, values={"number_of_full_cycles": "200"}),
        # Nothing is no value, and what is sealed elsewhere takes nothing away.
        entry_of(3, sections={point: {"number_of_full_cycles": []}}),
        entry_of(4, sections={"authorities_and_commission": {"number_of_full_cycles": "7"}}),
    ]
    held = told_values(entries, attributes())["number_of_full_cycles"]
    assert (held.value, held.point, held.origin, held.entry) == ("200", point, "given", 2)


def test_only_who_signed_a_reading_corrects_it() -> None:
    def amended(index: int, actor: str, soc: str) -> PassportEntry:
        fields = [{"field": "soc_percent", "old": "40", "new": soc}]
        return entry_of(
            index, kind="entry.amended", actor=actor, target_kind="item.assessed",
            target=f"{1:064}", fields=fields,
        )  # fmt: skip

    read = entry_of(1, actor=MAKER, soc_percent="40")
    found = measured_values([read, amended(2, MAKER, "45"), amended(3, WORKSHOP, "50")], "")
    assert found["state_of_charge"].value == "45"
