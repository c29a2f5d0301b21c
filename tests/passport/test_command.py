"""``passport show``, ``check``, ``readers`` and ``issue`` at a desk, wrong words included."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args

import pytest

from batterypass.documents.passport_content import PassportStatus
from passport.issuing import PACK, SIGNED, issue
from passport.readers import READERS, ROWS, allowed, full_form, leaks

if TYPE_CHECKING:
    from cli.desk import Desk


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Give the yard with a passport that has every attribute, logged as a form."""
    item = desk.ok("pack", "show", PACK, "--json").json
    url = next(text for text in json.dumps(item).split('"') if "/21/SA26-000001" in text)
    form = full_form(url, "https://id.sierra-alta.example/passport/full")
    file = desk.folder / "passport.json"
    file.write_text(json.dumps(form), "utf-8")
    desk.ok("log", "passport.issued", "--from", str(file), *SIGNED)
    return desk


def test_a_reader_gets_a_bare_object_of_what_is_his(filled: Desk) -> None:
    for reader in READERS:
        words = [] if reader == "public" else ["--for", reader]
        ran = filled.ok("passport", "show", PACK, *words, "--json")
        assert set(ran.json) == allowed(reader)
        assert leaks(ran.out + ran.err, reader) == set()


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_page_of_a_reader_says_nothing_of_what_is_not_his(filled: Desk, lang: str) -> None:
    names = {row["name_es" if lang == "es" else "name_en"]: name for name, row in ROWS.items()}
    for reader in READERS:
        ran = filled.ok("passport", "show", PACK, "--for", reader, "--lang", lang)
        assert leaks(ran.out + ran.err, reader) == set()
        shown = {line.strip().split("  ")[0] for line in ran.out.splitlines()}
        assert {names[one] for one in shown if one in names} == allowed(reader)


def test_what_was_measured_in_clear_is_not_public(desk: Desk) -> None:
    issue(desk)
    desk.ok(
        "log", "item.assessed", PACK, "condition=serviceable", "method=bms_reading",
        "soh_percent=87.25", "cycles=4321", *SIGNED,
    )  # fmt: skip
    for command in ("show", "status"):
        for words in ([], ["--json"]):
            ran = desk.ok("passport", command, PACK, *words)
            assert "87.25" not in ran.out
            assert "4321" not in re.findall(r"\w+", ran.out)
    seen = desk.ok("passport", "show", PACK, "--for", "legitimate_interest", "--json").json
    assert seen["state_of_certified_energy"] == "87.25"
    assert seen["number_of_full_cycles"] == "4321"


def test_a_corrected_reading_is_told_to_nobody_who_may_not_see_it(desk: Desk) -> None:
    issue(desk)
    logged = desk.ok(
        "log", "item.assessed", PACK, "condition=damaged_stable", "method=bms_reading", "cycles=4321",
        "--json", *SIGNED,
    )  # fmt: skip
    entry = str(logged.json["events"][0]["index"])
    desk.ok("amend", entry, "condition=damaged_critical", "--why", "typing_error", *SIGNED)
    assert "damaged" not in desk.ok("passport", "show", PACK, "--lang", "en").out
    public = desk.ok("passport", "status", PACK, "--json").json["passport"]
    assert not {"condition", "life", "corrections"} & set(public)
    own = ("passport", "status", PACK, "--for", "legitimate_interest")
    view = desk.ok(*own, "--json").json["passport"]
    assert view["condition"] == "damaged_critical"
    assert view["corrections"]
    for command in ("show", "status"):
        told = desk.ok("passport", command, PACK, "--for", "legitimate_interest", "--lang", "en")
        assert "dangerous" in told.out


def test_how_a_passport_stands_has_a_page_of_its_own(desk: Desk) -> None:
    issue(desk)
    view = desk.ok("passport", "status", PACK, "--json").json["passport"]
    assert view["status"] == "active"
    # Annex XIII, 4(c): what has become of one battery is not for everybody.
    assert not {"life", "condition"} & set(view)
    assert "vigente" in desk.ok("passport", "status", PACK, "--lang", "es").out
    own = desk.ok("passport", "status", PACK, "--for", "responsible_operator", "--json").json
    assert (own["passport"]["life"], own["passport"]["condition"]) == ("original", "serviceable")
    assert view["entries"]
    assert not {"values", "assessment"} & set(view)
    assert view["responsible_operator"] in desk.ok("passport", "status", PACK).out


@pytest.mark.parametrize("status", get_args(PassportStatus))
def test_how_a_passport_stands_is_said_in_words_of_the_readers_language(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    issue(desk)
    monkeypatch.setattr("batterypass.app.passports.status_of", lambda item, entries: status)
    lines = {
        lang: desk.ok("passport", "status", PACK, "--lang", lang).out.splitlines()[1]
        for lang in ("en", "es")
    }
    said = {lang: line.split(maxsplit=1)[1] for lang, line in lines.items()}
    assert lines["es"].startswith("estado")
    assert said["en"] != said["es"]
    assert status == "ended" or status not in said["en"]
    assert status not in said["es"]


WRONG = [
    (["cf_raw_material=90", "cf_main_production=30", "cf_distribution=3", "cf_end_of_life=15",
      "--accept-unusual"], 2, "cf_raw_material (90)"),
    (["cf_raw_material=9", "cf_main_production=3", "cf_distribution=3", "cf_end_of_life=1"], 2,
     "--accept-unusual"),
    (["battery_mass=412500"], 2, "412.5 kg"),
    (["rated_capacity=120 Ah"], 2, "120"),
    (["warranty_period=96", "warranty_period=60"], 2, "JSON"),
    (['spare_part_sources=[["a"]]'], 2, "private.legitimate_interest_and_commission.spare"),
    (['spare_part_sources=["a"]'], 2, "web"),
    (["state_of_charge=0.4"], 2, "--accept-unusual"),
    (["due_diligence_report=maker.example/dd"], 2, "https://maker.example/dd"),
    (["detailed_composition=[{\"name\": \"nickel\", \"cas\": \"7440-02-1\"}]"], 2, "7440-02-0"),
    (["detailed_composition=[{\"mass_kg\": 31.5}]"], 2, "31.5"),
    (["detailed_composition=[{"], 2, "JSON"),
    (["extinguishing_agnt=water"], 2, "extinguishing_agent"),
    # What the ledger says of the pack, and what corrects it.
    (["battery_mass=999"], 2, "mass_kg=…"),
    (["rated_capacity=40"], 2, "117.5"),
    (["nominal_voltage=800"], 2, "batterypass amend"),
    (["manufacturing_date=2026-01"], 2, "2026-02"),
    (["battery_serial_number=X"], 2, "SA26-000001"),
    (["battery_status=re-used"], 2, "original"),
    (["battery_category=LMT"], 2, "EV"),
    (["battery_chemistry=NMC"], 2, "LFP"),
    # Which pack, passport and parties it is of.
    (["manufacturer_identifier=VERY-OTHER"], 2, "sierra-alta"),
    (["operator_identifier=VERY-OTHER"], 2, "sierra-alta"),
    (["battery_identifier=https://id.sierra-alta.example/x"], 2, "21/SA26-000001"),
    (["battery_passport_identifier=https://other.example/p"], 2, "id.sierra-alta.example/passport/"),
    (["dpp_status=archived"], 2, "active"),
    (['predecessor_passports=["https://other.example/p"]'], 2, "--accept-unusual"),
    (["battery_chemistry=Unobtainium"], 2, "LMFP"),
    (["putting_into_service_date=2030-01"], 2, "putting_into_service_date"),
    (["putting_into_service_date=2026-01"], 2, "2026-02"),
    (["dpp_last_updated=2031-01-01"], 2, "dpp_last_updated"),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize(("words", "code", "says"), WRONG)
def test_a_wrong_value_is_named_and_nothing_is_written(
    desk: Desk, words: list[str], code: int, says: str, lang: str
) -> None:
    desk.lang = lang
    before = desk.ledger.read_bytes()
    ran = issue(desk, *words)
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert desk.ledger.read_bytes() == before
    assert desk.run("passport", "show", PACK).code == 2, "no passport was issued"


def test_what_is_unusual_and_right_can_be_said_so(desk: Desk) -> None:
    assert issue(desk, "certified_usable_energy=46000").code == 2
    assert issue(desk, "certified_usable_energy=4600000", "--accept-unusual").code == 2, (
        "never right"
    )
    ran = issue(desk, "certified_usable_energy=46000", "--accept-unusual")
    assert ran.code == 0, ran.err
    seen = desk.ok("passport", "show", PACK, "--json").json
    assert seen["certified_usable_energy"] == "46000"


@pytest.mark.parametrize("accept", [True, False])
def test_a_form_with_an_unusual_value_is_taken_only_where_it_says_so(
    desk: Desk, accept: bool
) -> None:
    url = "https://id.sierra-alta.example/01/09521234560104/21/SA26-000001"
    form: dict[str, Any] = {
        "item": url, "passport": "https://id.sierra-alta.example/passport/1",
        "values": {"certified_usable_energy": "46000"},
    }  # fmt: skip
    if accept:
        form["accept_unusual"] = True
    (desk.folder / "f.json").write_text(json.dumps(form), "utf-8")
    ran = desk.run("log", "passport.issued", "--from", str(desk.folder / "f.json"), *SIGNED)
    assert ran.code == (0 if accept else 2), ran.err
    assert ("46 kWh" in ran.err) == (not accept)


def test_a_private_value_in_a_public_place_is_refused_with_its_place(desk: Desk) -> None:
    url = "https://id.sierra-alta.example/01/09521234560104/21/SA26-000001"
    form = {
        "item": url, "passport": "https://id.sierra-alta.example/passport/1",
        "values": {"detailed_composition": "LFP 41 %"},
    }  # fmt: skip
    (desk.folder / "f.json").write_text(json.dumps(form), "utf-8")
    ran = desk.run("log", "passport.issued", "--from", str(desk.folder / "f.json"), *SIGNED)
    assert ran.code == 2
    assert "private.legitimate_interest_and_commission.detailed_composition" in ran.err


def test_lists_and_records_go_in_as_json_and_come_out_as_they_were(desk: Desk) -> None:
    substances = [{"name": "cobalt", "cas": "7440-48-4", "concentration_percent": "3.1"}]
    ran = issue(
        desk, f"hazardous_substances={json.dumps(substances)}",
        'extinguishing_agent=["water", "CO2"]', 'meaning_of_labels={"es": "No", "en": "Do not bin"}',
    )  # fmt: skip
    assert ran.code == 0, ran.err
    seen = desk.ok("passport", "show", PACK, "--json").json
    assert seen["hazardous_substances"] == substances
    assert seen["extinguishing_agent"] == ["water", "CO2"]
    page = desk.ok("passport", "show", PACK, "--lang", "en").out
    assert "cobalt, 7440-48-4, 3.1 %" in page
    assert "Do not bin" in page
    desk.ok("passport", "pdf", PACK, "-o", str(desk.folder / "p.pdf"))


@pytest.mark.parametrize("lang", ["es", "en"])
def test_what_is_missing_is_told_and_blocks_nothing(desk: Desk, lang: str) -> None:
    ran = desk.ok("passport", "check", PACK, "--on", "2027-02-18", "--lang", lang)
    says = "México no pide pasaporte" if lang == "es" else "Mexico asks for no passport"
    assert says in ran.out
    assert ("artículo 77(1)" if lang == "es" else "Article 77(1)") in ran.out
    if lang == "es":
        english = ("Article", "Regulation", "guidance", "subparagraph", "recommendation", " and ")
        listed = desk.ok("passport", "check", PACK, "--all", "--lang", lang).out
        assert [word for word in english if word in listed] == []
    assert ("Masa de la batería" if lang == "es" else "Battery mass") not in ran.out
    everything = desk.ok("passport", "check", PACK, "--all", "--lang", lang).out
    assert ("Masa de la batería" if lang == "es" else "Battery mass") in everything


def test_the_check_names_state_law_and_day_of_every_attribute(desk: Desk) -> None:
    found = desk.ok("passport", "check", PACK, "--on", "2027-02-18", "--json").json[
        "passport_check"
    ]
    rows = {row["attribute"]: row for row in found["attributes"]}
    assert set(rows) == set(ROWS)
    assert found["required_from"] == "2027-02-18"
    assert found["counts"]["missing"] == sum(row["state"] == "missing" for row in rows.values())
    assert rows["battery_mass"]["state"] == "complete"
    assert rows["battery_mass"]["reference"].startswith("Annex VI A(5)")
    assert rows["recycled_cobalt_pre_consumer"]["required_from"] == "2028-08-18"
    assert "warranty" in rows["warranty_period"]["why"]
    early = desk.ok("passport", "check", PACK, "--on", "2027-02-17", "--json").json[
        "passport_check"
    ]
    assert early["counts"]["missing"] == 0


def test_the_matrix_is_printed_and_answers_for_one_attribute(desk: Desk) -> None:
    rows = desk.ok("passport", "readers", "--json").json["readers"]
    assert [row["reader"] for row in rows] == list(READERS)
    assert [row["attributes"] for row in rows] == [len(allowed(reader)) for reader in READERS]
    one = desk.ok("passport", "readers", "test_report_results", "--json").json
    assert one["readers"] == [one for one in READERS if "test_report_results" in allowed(one)]
    for lang in ("es", "en"):
        page = desk.ok("passport", "readers", "--lang", lang).out
        assert all(reader in page for reader in READERS)
        assert "✓" in desk.ok("passport", "readers", "battery_mass", "--lang", lang).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", PACK, "--for", "comission"], "commission"),
        (["show", PACK, "--for", ""], "public"),
        (["show", PACK], "passport issue"),
        (["readers", "batery_mass"], "battery_mass"),
        (["check", PACK, "--on", "2027-02-30"], "2027-02-30"),
        (["check", "SA26-999999"], "SA26-999999"),
    ],
)
def test_a_wrong_word_is_named(desk: Desk, words: list[str], says: str) -> None:
    ran = desk.run("passport", *words)
    assert ran.code == 2
    assert says in ran.err


def test_fields_choose_of_one_object_and_unknown_ones_are_refused(desk: Desk) -> None:
    """Also where the data is one object and no rows."""
    issue(desk)
    show = f"passport show {PACK} --json --fields"
    assert desk.ok(f"{show} battery_mass").json.keys() == {"battery_mass"}
    # An attribute that this reader may not see, or that nobody gave, has no key.
    assert desk.ok(f"{show} number_of_full_cycles").json == {}
    assert desk.run(f"{show} battery_mas").code == 2
    assert "battery_mass" in desk.run(f"{show} battery_mas").err
    assert desk.ok("verify --json --fields authentic,compliant").json.keys() == {
        "version", "authentic", "compliant",
    }  # fmt: skip
    assert desk.run("verify --json --fields authentic,colour").code == 2
    item = desk.ok(f"pack show {PACK} --json --fields serial").json["item"]
    assert item.keys() == {"serial"}
    # What was signed is not refused afterwards.
    words = (
        f"passport update {PACK} warranty_period=96 --as sierra-alta --yes --json --fields colour"
    )
    assert desk.ok(words).json["events"] == [{}]
