"""``recycler check``: the answer that a hand-over would get, and as it was known on another day."""

from __future__ import annotations

from typing import Any

import pytest

from cli.desk import Desk
from directory.office import NUMBER, WORKSHOP, office, opened_office

__all__ = ["office", "opened_office"]

HAZARDOUS = ["--waste", "whole_battery", "--operation", "acopio", "--waste-class", "hazardous"]


def check(desk: Desk, *words: str, site: str = "taller-volta") -> tuple[int, Any]:
    ran = desk.run("recycler", "check", site, *words, "--json")
    return ran.code, ran.json


def codes(answer: Any) -> list[str]:
    return [one["code"] for one in answer["reasons"]]


@pytest.mark.parametrize(
    ("on", "code", "answer", "reason"),
    [
        ("2025-12-31", 3, "no", "accept-not-yet"),
        ("2026-01-01", 0, "yes", "accept-yes"),
        ("2026-04-01", 3, "no", "accept-suspended"),
        ("2026-04-09", 3, "no", "accept-suspended"),
        ("2026-04-10", 0, "yes", "accept-yes"),
        ("2026-06-30", 0, "yes", "accept-yes"),
        ("2026-07-01", 5, "pending", "accept-pending"),
    ],
)
def test_the_answer_of_each_day_has_its_exit_code_reason_and_entry(
    office: Desk, on: str, code: int, answer: str, reason: str
) -> None:
    found, value = check(office, "--on", on, *HAZARDOUS)
    assert (found, value["answer"], codes(value)[0]) == (code, answer, reason)
    assert value["version"] == 1
    assert NUMBER in value["reasons"][0]["text"]
    entry = value["reasons"][0]["entry"]
    shown = office.ok("show", str(entry), "--json").json["event"]["kind"]
    assert shown.startswith("authorisation.")


@pytest.mark.parametrize(
    ("known_on", "code", "answer"),
    [
        ("2026-04-04", 0, "yes"),
        ("2026-04-05", 3, "no"),
        ("2026-03-03", 5, "unknown"),
        ("2025-01-01", 5, "unknown"),
    ],
)
def test_a_suspension_that_was_learned_late_was_not_known_before(
    office: Desk, known_on: str, code: int, answer: str
) -> None:
    found, value = check(office, "--on", "2026-04-03", "--known-on", known_on, *HAZARDOUS)
    assert (found, value["answer"]) == (code, answer)
    assert value["known_on"] == known_on
    now = check(office, "--on", "2026-04-03", *HAZARDOUS)
    assert now[1]["answer"] == "no"


def test_before_the_party_was_known_the_answer_names_the_entry_that_brought_it(
    office: Desk,
) -> None:
    _, value = check(office, "--on", "2026-04-03", "--known-on", "2026-01-01", *HAZARDOUS)
    assert codes(value)[0] == "asked-not-known-then"
    assert value["reasons"][0]["entry"] is not None


@pytest.mark.parametrize(
    "name",
    ["taller-volta", "taller-1", "TALLER-1", WORKSHOP, f"{WORKSHOP}#taller-1", "TVO1B1904622"],
)
def test_a_site_answers_to_its_id_its_party_or_its_nra(office: Desk, name: str) -> None:
    _, value = check(office, "--on", "2026-03-01", *HAZARDOUS, site=name)
    assert (value["party"], value["site"]) == (WORKSHOP, "taller-1")


@pytest.mark.parametrize(
    ("name", "named"),
    [
        (
            "recicladora-norte",
            ["recicladora-norte.example#patio-1", "recicladora-norte.example#patio-2"],
        ),
        ("recicladora-norte#patio-9", ["#patio-1", "#patio-2"]),
        ("nobody", ["recycler list --all"]),
    ],
)
def test_a_name_that_is_no_one_site_is_wrong_use_and_lists_what_would_be(
    office: Desk, name: str, named: list[str]
) -> None:
    found, value = check(office, *HAZARDOUS, site=name)
    assert found == 2
    assert all(one in value["error"]["message"] for one in named)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--waste", "whole_battery"], "confinamiento"),
        (["--operation", "acopio"], "black_mass"),
        (["--operation", "acopio", "--waste", "16 06 07*"], "2026-07-15"),
        (["--operation", "acopio", "--waste", "C"], "characteristic"),
        (["--operation", "baile", "--waste", "slag"], "baile"),
        (["--operation", "acopio", "--waste", "slag", "--on", "2026-02-30"], "2026-02-30"),
        (["--operation", "acopio", "--waste", "slag", "--known-on", "ayer"], "ayer"),
        (["--operation", "acopio", "--waste", "slag", "--mass-kg", "-4"], "-4"),
        (["--operation", "acopio", "--waste", "slag", "--condition", "rota"], "rota"),
    ],
)
def test_a_word_that_is_off_is_named_with_what_may_be_said(
    office: Desk, words: list[str], named: str
) -> None:
    for lang in ("en", "es"):
        office.lang = lang
        found, value = check(office, *words)
        assert found == 2
        assert named in value["error"]["message"]


def test_a_waste_code_is_mapped_to_stream_and_class_and_says_so(office: Desk) -> None:
    words = ["--operation", "reciclaje", "--on", "2026-03-10"]
    for code in ("19-ix", "19-IX"):
        found, value = check(office, "--waste", code, *words, site="norte#patio-1")
        assert (found, value["stream"], value["waste_class"]) == (
            0, "whole_battery", "special_handling",
        )  # fmt: skip
        assert "asked-code" in codes(value)
    found, value = check(
        office, "--waste", "160607", *words[:2], "--on", "2026-12-01", site="norte#patio-1"
    )
    assert (value["waste_code"], value["waste_class"]) == ("16 06 07*", "hazardous")
    assert codes(value)[0] == "accept-yes"


def test_where_the_table_leaves_the_class_open_the_answer_says_how_it_would_be_declared(
    office: Desk,
) -> None:
    _, value = check(
        office, "--waste", "masa negra", "--operation", "reciclaje", site="norte#patio-1"
    )
    assert (value["answer"], value["waste_class"]) == ("yes", "hazardous")
    assert codes(value)[-1] == "asked-declared"


def test_a_damaged_pack_is_another_class_of_waste_than_a_sound_one(office: Desk) -> None:
    words = ["--waste", "whole_battery", "--operation", "acopio", "--on", "2026-03-01"]
    assert check(office, *words, "--condition", "damaged_critical")[0] == 0
    assert check(office, *words, "--condition", "serviceable")[0] == 3


@pytest.mark.parametrize(
    ("kg", "code", "reason"),
    [("700", 0, ""), ("900", 0, "accept-near-capacity"), ("1000.5", 3, "accept-over-capacity")],
)
def test_a_mass_is_judged_against_the_yearly_capacity(
    office: Desk, kg: str, code: int, reason: str
) -> None:
    found, value = check(office, "--on", "2026-03-01", *HAZARDOUS, "--mass-kg", kg)
    assert found == code
    assert not reason or reason in codes(value)


def test_a_chemistry_that_the_paper_does_not_name_is_no(office: Desk) -> None:
    words = ["--waste", "black_mass", "--operation", "tratamiento", "--waste-class", "hazardous"]
    assert check(office, *words, "--chemistry", "NMC", site="patio-2")[0] == 0
    found, value = check(office, *words, "--chemistry", "LFP", site="patio-2")
    assert (found, codes(value)[0]) == (3, "accept-other-chemistry")


def test_a_certificate_stands_apart_and_answers_nothing(office: Desk) -> None:
    words = ["--waste", "whole_battery", "--operation", "reciclaje"]
    _, value = check(office, *words, site="norte#patio-1")
    assert [one["scheme"] for one in value["certified"]] == ["R2v3"]
    assert not any("R2-77" in one for one in value["authorisations"])
    text = office.ok("recycler", "check", "norte#patio-1", *words).out
    assert "certified, which is not authorised: R2v3 R2-77 (in force)" in text


def test_a_closed_site_takes_nothing_from_the_day_on_and_was_not_known_closed_before(
    office: Desk,
) -> None:
    closed = "party site-close recicladora-norte patio-2 --on 2026-08-01 --yes --as norte"
    office.ok(closed, at="07-20T09:00")
    words = ["--waste", "black_mass", "--operation", "tratamiento", "--waste-class", "hazardous"]
    found, value = check(office, *words, "--on", "2026-08-01", site="patio-2")
    assert (found, codes(value)[0]) == (3, "accept-site-closed")
    assert check(office, *words, "--on", "2026-07-31", site="patio-2")[0] == 0
    assert check(
        office, *words, "--on", "2026-08-01", "--known-on", "2026-07-19", site="patio-2"
    )[0] == 0  # fmt: skip


def test_the_answer_is_a_plain_line_in_both_languages_with_the_age_of_the_list(
    office: Desk,
) -> None:
    ran = office.run("recycler", "check", "taller-1", "--on", "2026-07-05", *HAZARDOUS)
    assert ran.code == 5
    assert ran.out.startswith("? PENDING: ")
    assert "Padrón SEMARNAT, of 2026-06-03: 32 days before 2026-07-05" in ran.out
    office.lang = "es"
    ran = office.run("recycler", "check", "taller-1", "--on", "2027-07-05", *HAZARDOUS)
    assert ran.out.startswith("? PENDIENTE: ")
    assert "397 días antes del 2027-07-05; demasiado vieja" in ran.out
    ran = office.run("recycler", "check", "taller-1", "--on", "2026-04-02", *HAZARDOUS)
    assert ran.out.startswith("✗ NO: ")
    assert "batterypass recycler list --waste whole_battery --operation acopio" in ran.err
