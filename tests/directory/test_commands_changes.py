"""Entering and changing authorisations: by options in a script, by questions at a terminal."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cli.desk import YES, Desk, Person
from directory.office import COPIED, DIGEST, NORTE, NUMBER, WORKSHOP, office, opened_office

__all__ = ["office", "opened_office"]

SIGN = {"Sign as": YES}
WHERE_READ = {
    "published list": "Padrón SEMARNAT", "date of the list": "2026-07-10",
    "file with your copy": DIGEST,
}  # fmt: skip


def payload(desk: Desk, ran: Any) -> Any:
    entry = ran.json["events"][-1]["index"]
    return desk.ok("show", str(entry), "--json").json["event"]["payload"]


def paper(desk: Desk, number: str = NUMBER) -> Any:
    page = desk.ok("recycler", "show", number, "--json").json["recycler"]
    return page["sites"][0]["authorised"][0]


def asked(desk: Desk, words: str, answers: dict[str, Any]) -> Any:
    person = Person({**answers, **SIGN})
    ran = desk.run(*words.split(), "--json", person=person)
    assert ran.code == 0, ran.err
    assert not person.unused(), ran.err
    return payload(desk, ran)


def test_the_registrar_grants_by_answering_and_the_copy_of_the_list_is_kept(
    office: Desk, tmp_path: Path
) -> None:
    copy = tmp_path / "padron.csv"
    copy.write_bytes(b"nombre,numero\n")
    event = asked(
        office, "recycler grant taller-volta --as registro",
        {
            **WHERE_READ, "file with your copy": ["no-such-file", str(copy)],
            "scheme": "MX-STATE", "number": "PS/RME-555/26", "operation": "4",
            "class of waste": "special", "streams": "1, black", "in force from": "2026-07-01",
        },
    )  # fmt: skip
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert event["holder_site"] == "taller-1"
    assert event["transcription"] == {
        "source": "Padrón SEMARNAT", "published_on": "2026-07-10", "digest": digest,
    }  # fmt: skip
    assert [one["digest"] for one in event["documents"]] == [digest]
    kept = office.folder / "ledger.bp.files"
    assert copy.read_bytes() in [path.read_bytes() for path in kept.rglob("*") if path.is_file()]
    assert paper(office, "PS/RME-555/26")["standing"] == "in_force"


def test_an_authority_signs_for_itself_and_is_not_asked_where_it_read_it(office: Desk) -> None:
    event = asked(
        office, "recycler grant taller-volta --as autoridad",
        {
            "scheme": "MX-STATE", "number": "PS/RME-556/26", "operation": "acopio",
            "class of waste": "1", "streams": "slag", "in force from": "today",
        },
    )  # fmt: skip
    assert "transcription" not in event
    assert "authority" not in event
    assert event["effective_from"] == "2026-07-15"


def test_a_script_grants_with_options_and_several_scopes(office: Desk) -> None:
    scope = {"operation": "tratamiento", "waste_class": "any", "streams": ["slag", "alloy"]}
    ran = office.ok(
        "recycler", "grant", NORTE, "--site", "patio-2", "--scheme", "MX-SEMARNAT",
        "--number", "19-V-20-26", "--operation", "reciclaje", "--waste-class", "hazardous",
        "--stream", "black_mass", "--stream", "electrolyte", "--chemistry", "LFP,NMC", "--damaged",
        "--scope", json.dumps(scope), "--capacity-t-year", "300", "--from", "2026-07-01",
        "--to", "2036-06-30", "--authority", "SEMARNAT", "--published-on", "2026-07-10", *COPIED,
        "--as", "registro", "--yes", "--json",
    )  # fmt: skip
    first, second = payload(office, ran)["scopes"]
    assert first == {
        "operation": "reciclaje", "waste_class": "hazardous",
        "streams": ["black_mass", "electrolyte"], "chemistries": ["LFP", "NMC"],
        "damaged_accepted": True,
    }  # fmt: skip
    assert second["streams"] == ["slag", "alloy"]
    words = ["--waste", "alloy", "--operation", "tratamiento", "--waste-class", "hazardous"]
    assert office.run("recycler", "check", "norte#patio-2", *words).code == 0


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("grant taller-volta", ["--scheme", "--number", "--stream", "--from"]),
        ("grant taller-volta --operation acopio", ["--waste-class", "--stream"]),
        (f"extend {NUMBER}", ["--to"]),
        (f"extend {NUMBER} --to 2030-01-01", ["--published-on", "--copy"]),
        (f"renew {NUMBER}", ["--filed-on"]),
        (f"suspend {NUMBER} --from 2026-07-01", ["--reason"]),
        (f"reinstate {NUMBER}", ["--from"]),
        (f"revoke {NUMBER}", ["--from", "--reason"]),
        (f"correct {NUMBER}", ["FIELD=VALUE"]),
        (f"correct {NUMBER} capacity_t_year=7", ["--why"]),
    ],
)
def test_a_script_is_told_every_option_that_is_missing(
    office: Desk, words: str, missing: list[str]
) -> None:
    ran = office.run(f"recycler {words} --as registro --yes")
    assert ran.code == 2
    assert all(one in ran.err for one in missing)


@pytest.mark.parametrize(
    ("words", "answers", "standing"),
    [
        ("extend", {"now in force to": "2030-06-30"}, "in_force"),
        ("renew", {"filed on": "2026-06-20", "reference": "T-1"}, "pending"),
        ("suspend", {"suspended from": "2026-06-01", "reason": "breach"}, "pending"),
        ("revoke", {"revoked from": "2026-07-12", "reason": "2"}, "revoked"),
    ],
)
def test_each_change_asks_for_its_fields_by_name(
    office: Desk, words: str, answers: dict[str, Any], standing: str
) -> None:
    event = asked(office, f"recycler {words} {NUMBER}", {**WHERE_READ, **answers})
    assert event["actor"] == "https://registro.example"
    assert event["transcription"]["published_on"] == "2026-07-10"
    assert paper(office)["standing"] == standing
    assert office.run("verify --json").json["authentic"] is True


def test_a_suspension_is_lifted_by_answering(office: Desk) -> None:
    office.ok(
        "recycler", "suspend", "19-IV-99-26", "--from", "2026-07-10", "--reason", "unpaid_fee",
        "--published-on", "2026-07-10", *COPIED, "--yes",
    )  # fmt: skip
    assert paper(office, "19-IV-99-26")["standing"] == "suspended"
    asked(office, "recycler reinstate 19-IV-99-26", {**WHERE_READ, "in force again": "2026-07-14"})
    assert paper(office, "19-IV-99-26")["standing"] == "in_force"


def test_a_change_that_does_not_fit_is_refused_before_any_question(office: Desk) -> None:
    words = ["--from", "2026-07-10", "--published-on", "2026-07-10", *COPIED, "--yes"]
    ran = office.run("recycler", "reinstate", NUMBER, *words)
    assert ran.code == 3
    assert "BP-D004" in ran.err


def test_who_did_not_enter_an_authorisation_cannot_change_it(office: Desk) -> None:
    words = ["--from", "2026-07-10", "--reason", "breach", "--yes", "--as", "autoridad"]
    ran = office.run("recycler", "revoke", NUMBER, *words)
    assert ran.code == 3
    assert "BP-P001" in ran.err


def test_an_authorisation_answers_to_its_holder_where_that_has_one(office: Desk) -> None:
    words = ["--to", "2031-01-01", "--published-on", "2026-07-10", *COPIED, "--yes"]
    office.ok("recycler", "extend", "taller-volta", *words)
    assert paper(office)["effective_to"] == "2031-01-01"
    ran = office.run("recycler", "extend", "recicladora-norte", *words)
    assert ran.code == 2
    assert "19-IV-36-26" in ran.err
    assert "19-IV-99-26" in ran.err
    assert office.run("recycler", "extend", "nobody", *words).code == 2


def test_a_correction_says_old_and_new_and_holds_from_when_it_is_known(office: Desk) -> None:
    office.ok(
        f"recycler correct {NUMBER} effective_from=2026-05-01 capacity_t_year=90"
        " scopes.streams=slag --why typing_error --yes"
    )
    now = paper(office)
    assert (now["effective_from"], now["capacity_t_year"]) == ("2026-05-01", "90")
    assert now["scopes"][0]["streams"] == ["slag"]
    (change,) = [one for one in now["history"] if one["change"] == "amended"]
    entry = office.ok("show", str(change["entry"]), "--json").json["event"]["payload"]
    assert {one["field"]: one.get("old") for one in entry["fields"]}[
        "effective_from"
    ] == "2026-01-01"
    words = ["--waste", "slag", "--operation", "acopio", "--waste-class", "hazardous"]
    on = ["--on", "2026-03-01"]
    assert office.run("recycler", "check", "taller-1", *words, *on).code == 3
    whole = ["--waste", "whole_battery", *words[2:], *on, "--known-on", "2026-07-14"]
    assert office.run("recycler", "check", "taller-1", *whole).code == 0


def test_a_correction_asks_for_field_value_and_reason(office: Desk) -> None:
    event = asked(
        office, f"recycler correct {NUMBER}",
        {
            "field to correct": ["number", "effective_to", ""], "number →": "1",
            "effective_to →": "2026-07-31", "why is it corrected": "3",
        },
    )  # fmt: skip
    assert event["fields"] == [{"field": "effective_to", "old": "2026-06-30", "new": "2026-07-31"}]
    assert event["reason"] == "wrong_source"


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("number=7", "revoke it"),
        ("capacity_t_year", "FIELD=VALUE"),
        ("effective_to=2026-06-30", "already"),
        ("effective_to=mañana", "mañana"),
        ("scopes.colour=red", "scopes.colour"),
        ("scopes.4.streams=slag", "scopes.4.streams"),
    ],
)
def test_what_cannot_be_corrected_is_wrong_use(office: Desk, word: str, named: str) -> None:
    ran = office.run("recycler", "correct", NUMBER, word, "--why", "typing_error", "--yes")
    assert ran.code == 2
    assert named in ran.err


def test_a_site_opens_by_answering_with_the_key_of_its_state_proposed(office: Desk) -> None:
    event = asked(
        office, "party site-open taller-volta",
        {
            "site id": "taller-2", "name of the site": "Taller Mérida", "street": "60",
            "exterior number": "1", "postal code": "97000", "municipality": "Mérida",
            "state": "Yucatán", "country": "mx", "latitude": "20.97", "longitude": "-89.62",
        },
    )  # fmt: skip
    assert event["actor"] == WORKSHOP
    assert event["opened"]["address"]["state_key"] == "31"
    sites = office.ok("recycler show taller-volta --json").json["recycler"]["sites"]
    assert [one["site"] for one in sites] == ["taller-1", "taller-2"]


def test_a_new_card_of_a_site_keeps_what_is_not_said_and_opens_it_again(office: Desk) -> None:
    office.ok("party site-close norte patio-2 --on 2026-07-10 --yes --as norte")
    site = _site(office, "norte#patio-2")
    assert site["closed_on"] == "2026-07-10"
    office.ok(
        "party", "site-open", "norte", "patio-2", "phone=+52 81 5555 9999", "--yes", "--as", "norte"
    )
    site = _site(office, "norte#patio-2")
    assert site["closed_on"] is None
    assert site["card"]["phone"] == "+52 81 5555 9999"
    assert site["card"]["address"]["municipality"] == "Apodaca"
    ran = office.run("party site-open norte patio-3 name=X --yes --as norte")
    assert ran.code == 2
    assert "street=…" in ran.err


def _site(desk: Desk, name: str) -> Any:
    (site,) = desk.ok("recycler", "show", name, "--json").json["recycler"]["sites"]
    return site


def test_a_party_changes_its_name_and_only_the_registrar_its_roles(office: Desk) -> None:
    office.ok("party", "amend", "taller-volta", "legal_name=Taller Nuevo, S.A.", "--yes")
    assert office.run("party amend taller-volta roles=recycler --yes").code == 3
    office.ok("party amend taller-volta roles=recycler,workshop --as registro --yes")
    party = office.ok("party show taller-volta --json").json["party"]
    assert (party["legal_name"], party["roles"]) == ("Taller Nuevo, S.A.", ["recycler", "workshop"])
    assert office.run("party amend taller-volta --yes").code == 2
    event = asked(office, "party amend taller-volta", {"tax id": "TVO150515CC9"})
    assert event["tax_id"] == "TVO150515CC9"


def test_a_refused_offer_names_the_command_that_lists_who_could_take_it(office: Desk) -> None:
    from batterypass.texts.findings import command

    values = {"stream": "slag", "operation": "acopio", "waste_class": "hazardous"}
    words = command("BP-A001", values).removeprefix("batterypass ")
    assert office.run(words).code == 0
    assert words.startswith("recycler list --waste slag")
