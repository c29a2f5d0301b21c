"""Commands that read: what people see and what programs get."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from batterypass.tlog.keys import parse_vkey
from cli.desk import REGISTRAR, Desk


def test_the_first_pack_can_be_found_by_its_serial_number(yard: Desk) -> None:
    ran = yard.ok("history SA26-000001 --json")
    assert ran.json["version"] == 1
    assert [event["kind"] for event in ran.json["events"]] == ["pack.manufactured"]


def test_a_history_names_signer_and_event_in_the_language_of_the_reader(yard: Desk) -> None:
    yard.lang = "es"
    ran = yard.ok("history SA26-000001")
    assert "Un paquete sale de la línea" in ran.out
    assert "Baterías Sierra Alta" in ran.out


def test_packs_are_listed_with_chosen_fields(yard: Desk) -> None:
    ran = yard.ok("pack list --jsonl --fields id,life --place in_stock")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["life"] for row in rows] == ["original", "original"]
    assert yard.ok("pack list --json --life waste").json["packs"] == []


def test_an_entry_is_named_by_number_and_by_digest(yard: Desk) -> None:
    by_number = yard.ok("show 3 --json").json["event"]
    # One in 300 digests begins with twelve digits, which by themselves are a number.
    for name in (by_number["digest"], "0x" + by_number["digest"][:12]):
        assert yard.ok("show", name, "--json").json["event"] == by_number
    assert yard.run("show 9999").code == 2


def test_the_signed_bytes_of_an_entry_read_the_same_from_a_file(yard: Desk) -> None:
    view = yard.ok("show 3 --json").json["event"]
    path = yard.folder / "statement.cose"
    with sqlite3.connect(yard.ledger) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master")]
    assert tables
    from batterypass import bootstrap

    with bootstrap.open_ledger(yard.ledger, read_only=True) as ledger:
        path.write_bytes(ledger.entry(3).raw)
    inspected = yard.ok("inspect", str(path), "--json").json
    assert inspected["signature"] is True
    assert inspected["event"]["payload"] == view["payload"]
    assert "✓" in yard.ok("inspect", str(path)).out
    path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1]))
    assert yard.run("inspect", str(path)).code == 4
    assert yard.run("inspect", __file__).code == 2


def test_a_statement_is_read_without_a_ledger_and_not_judged(yard: Desk, desk: Desk) -> None:
    from batterypass import bootstrap

    path = desk.folder / "statement.cose"
    with bootstrap.open_ledger(yard.ledger, read_only=True) as ledger:
        path.write_bytes(ledger.entry(3).raw)
    shutil.rmtree(yard.folder)
    inspected = desk.ok("inspect", str(path), "--json").json
    assert inspected["signature"] is None


def test_a_proof_of_an_entry_is_printed_as_a_file(yard: Desk) -> None:
    assert yard.ok("show 3 --proof").out.startswith("c2sp.org/tlog-proof@v1")


def test_the_log_key_is_printed_alone(yard: Desk) -> None:
    ran = yard.ok("key show --vkey")
    assert ran.out.count("\n") == 1
    assert parse_vkey(ran.out.strip()).name == "registro.example/patio"
    assert ran.err == ""


def test_a_checkpoint_is_a_signed_note(yard: Desk) -> None:
    note = yard.ok("checkpoint").out
    found = yard.ok("checkpoint --json").json
    assert note == found["note"]
    assert note.splitlines()[1] == str(found["size"])


def test_parties_are_listed_by_role_and_shown_with_their_papers(yard: Desk) -> None:
    listed = yard.ok("party list --json --role recycler").json["parties"]
    assert [row["party"] for row in listed] == ["https://recicladora-norte.example"]
    shown = yard.ok("party show recicladora --json").json["party"]
    assert shown["authorisations"]
    assert "MX-SEMARNAT" in yard.ok("party show recicladora").out
    assert yard.run("party show nobody").code == 2


def test_today_shows_the_yard_the_permits_and_the_log(yard: Desk) -> None:
    page = yard.ok("today --json").json
    assert page["held"] == {"in_stock": 2}
    assert page["log"]["size"] == yard.ok("checkpoint --json").json["size"]
    yard.lang = "es"
    assert "PATIO" in yard.ok("today --as sierra").out


def test_an_unknown_item_is_answered_in_the_language_of_the_reader(yard: Desk) -> None:
    assert "no item here answers" in yard.run("history NADA").err
    yard.lang = "es"
    assert "ningún artículo responde" in yard.run("history NADA").err


def test_the_doctor_finds_a_sound_yard_sound(yard: Desk) -> None:
    checks = {row["name"]: row["ok"] for row in yard.ok("doctor --json").json["checks"]}
    for name in ("ledger", "pin", "signer", "remembered", "keys", "clock", "checkpoint"):
        assert checks[name] is True, name


@pytest.mark.parametrize("trouble", ["clock", "keys", "signer", "pin"])
def test_the_doctor_names_what_is_wrong(yard: Desk, trouble: str, tmp_path: Path) -> None:
    home = yard.folder / "home"
    if trouble == "clock":
        yard.at = "2025-01-01T00:00:00-06:00"
    elif trouble == "keys":
        next((home / "keys").glob("daily-*.key")).chmod(0o644)
    elif trouble == "signer":
        older = tmp_path / "older.bp"
        shutil.copy(yard.ledger, older)
        yard.ok(
            "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-03 --as sierra --yes"
        )
        yard.environ["BATTERYPASS_LEDGER"] = str(older)
    else:
        policy = next((home / "trust").iterdir())
        policy.write_bytes(policy.read_bytes().replace(b"entry-0 sha256:", b"entry-0 sha256:", 1))
        text = policy.read_text("ascii")
        start = text.index("sha256:") + 7
        policy.write_text(text[:start] + "0" * 64 + text[start + 64 :], "ascii")
    ran = yard.run("doctor --json")
    assert ran.code == 1
    assert {row["name"]: row["ok"] for row in ran.json["checks"]}[trouble] is False


def test_the_doctor_works_without_a_ledger(desk: Desk) -> None:
    checks = {row["name"]: row["ok"] for row in desk.ok("doctor --json").json["checks"]}
    assert checks["ledger"] is None
    assert checks["keys"] is None


def test_the_list_of_codes_says_severities_in_words(yard: Desk) -> None:
    spanish = Desk(yard.folder, lang="es").ok("explain").out.splitlines()
    told = {line.split()[0]: line.split()[1] for line in spanish}
    assert (told["BP-S001"], told["BP-C001"]) == ("integridad", "cumplimiento")
    assert {"integrity", "compliance", "notice", "law"}.isdisjoint(told.values())
    codes = yard.ok("explain", "--json").json["codes"]
    assert set(codes[0]) == {"code", "severity", "title"}


def test_a_rule_is_explained_in_both_languages(yard: Desk) -> None:
    english = yard.ok("explain BP-P001").out
    yard.lang = "es"
    spanish = yard.ok("explain bp-p001").out
    assert english.startswith("BP-P001")
    assert spanish.startswith("BP-P001")
    assert english != spanish
    assert len(yard.ok("explain --json").json["codes"]) > 50


def test_the_registrar_is_listed_with_its_keys(yard: Desk) -> None:
    keys = yard.ok("key", "show", REGISTRAR, "--json").json["keys"]
    assert sorted(key["role"] for key in keys) == ["daily", "recovery"]
    listed = yard.ok("key list --json").json["keys"]
    assert {"checkpoint", "operator", "receipt", "label"} <= {key["role"] for key in listed}
