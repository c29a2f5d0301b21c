"""Commands that write: what is shown, asked, refused, repeated and tried out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.desk import REGISTRAR, YES, Desk, Person, pack_words, quick_keys

PLACED = [
    "log",
    "pack.placed-on-market",
    "SA26-000001",
    "country=MX",
    "placed_on=2026-03-03",
    "--as",
    "sierra",
]


def _size(desk: Desk) -> int:
    return int(desk.ok("checkpoint --json").json["size"])


def test_a_new_ledger_is_opened_by_answering_questions(desk: Desk) -> None:
    person = Person(
        {
            "origin of the log": ["Not An Origin", "registry.example/batteries"],
            "id of the party": "https://registry.example",
            "legal name": "Example Registry",
            "Open it": YES,
        }
    )
    ran = desk.run("init", person=person)
    assert ran.code == 0, ran.err
    assert not person.unused()
    assert "Not An Origin" in ran.err
    assert _size(desk) == 2
    assert desk.run("verify").code == 0


def test_a_ledger_is_not_opened_over_another(yard: Desk) -> None:
    size = _size(yard)
    ran = yard.run(
        "init --origin a.example --profile MX --registrar https://a.example --name A --yes"
    )
    assert ran.code == 2
    assert "registro.example/patio" in ran.err
    assert _size(yard) == size


def test_a_second_ledger_of_the_same_origin_is_refused(yard: Desk, tmp_path: Path) -> None:
    other = str(tmp_path / "other.bp")
    ran = yard.run(
        "init", other, "--origin", "registro.example/patio", "--profile", "MX",
        "--registrar", REGISTRAR, "--name", "Otra", "--yes",
    )  # fmt: skip
    assert ran.code in (3, 4)


def test_a_dry_run_of_init_makes_nothing(desk: Desk) -> None:
    desk.ok("init --origin a.example --profile MX --registrar https://a.example --name A --dry-run")
    assert not desk.ledger.exists()
    assert not (desk.folder / "home").exists()


def test_a_dry_run_shows_and_checks_and_writes_nothing(yard: Desk) -> None:
    size = _size(yard)
    ran = yard.ok(*PLACED, "--dry-run")
    assert "country" in ran.err
    assert "nothing was written" in ran.err
    assert _size(yard) == size
    found = yard.ok(*PLACED, "--dry-run", "--json").json["events"]
    assert found[0]["payload"]["country"] == "MX"


def test_what_was_said_already_changes_nothing_and_says_so(yard: Desk) -> None:
    first = yard.ok(*PLACED, "--yes", "--json").json["events"][0]
    size = _size(yard)
    again = yard.ok(*PLACED, "--yes", "--json").json["events"][0]
    assert (again["already"], again["index"]) == (True, first["index"])
    assert "already recorded" in yard.ok(*PLACED, "--yes").out
    assert _size(yard) == size


def test_the_same_reading_again_counts_as_a_repeat_unless_told_otherwise(yard: Desk) -> None:
    words = [
        "log",
        "item.assessed",
        "SA26-000001",
        "condition=serviceable",
        "method=visual",
        "--as",
        "taller",
        "--yes",
    ]
    yard.ok(*words)
    size = _size(yard)
    yard.ok(*words)
    assert _size(yard) == size
    yard.ok(*words, "--again", at="03-03T10:02")
    assert _size(yard) > size


@pytest.mark.parametrize(("lang", "words"), [("en", "make room"), ("es", "haga lugar")])
def test_a_full_disk_is_told_before_anybody_is_asked_to_sign(
    yard: Desk, monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    usage = shutil.disk_usage(yard.folder)._replace(free=1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    yard.lang = lang
    person = Person()
    for ran in (yard.run(*PLACED, person=person), yard.run(*PLACED, "--yes")):
        assert (ran.code, person.asked) == (1, [])
        assert words in ran.err
        assert str(yard.ledger) in ran.err
    # Who only tries needs no room.
    assert yard.run(*PLACED, "--dry-run").code == 0


def test_a_rule_refuses_before_anything_is_asked_or_unlocked(yard: Desk) -> None:
    yard.environ["BATTERYPASS_PASSPHRASE"] = ""
    size = _size(yard)
    ran = yard.run(
        "log", "item.dismantled", "SA26-000001", "mass_kg=412.5",
        'children=[{"item":"https://id.recicladora-norte.example/m/1","item_kind":"module",'
        '"material":"module","mass_kg":"9999"}]', "--as", "recicladora", "--yes",
    )  # fmt: skip
    assert ran.code == 3
    assert "What you can do:" in ran.err
    assert "1. " in ran.err
    assert "Nothing was written." in ran.err
    assert _size(yard) == size


def test_a_refusal_is_taught_in_spanish_and_is_one_object_for_programs(yard: Desk) -> None:
    words = ["log", "pack.installed", "SA26-000001", "host_kind=vehicle", "--as", "cerro", "--yes"]
    ran = yard.run(*words, "--json")
    assert ran.code == 3
    codes = {finding["code"] for finding in ran.json["error"]["findings"]}
    yard.lang = "es"
    ran = yard.run(*words)
    assert "Qué puede hacer:" in ran.err
    assert any(code in ran.err for code in codes)
    assert "batterypass explain" in ran.err


def test_a_breach_is_recorded_knowingly_with_a_reason(yard: Desk) -> None:
    words = [
        "log", "pack.placed-on-market", "SA26-000001", "country=MX", "placed_on=2026-03-03",
        "event_time=2026-03-03T12:30:00-06:00", "--as", "sierra", "--yes",
    ]  # fmt: skip
    ran = yard.run(*words, "--json")
    assert ran.code == 3
    code = ran.json["error"]["findings"][0]["code"]
    assert yard.run(*words, "--acknowledge", f"{code}=because").code == 2
    yard.ok(*words, "--acknowledge", f"{code}=safety")
    verdict = yard.run("verify --json")
    assert verdict.code == 3
    assert (verdict.json["authentic"], verdict.json["compliant"]) == (True, False)
    assert any(one.get("acknowledged") == "safety" for one in verdict.json["findings"])
    assert "recorded knowingly: safety" in yard.run("verify").out


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ('{"item": 1', 2, "line 1"),
        ("[]", 2, "no forms"),
        ("[3]", 2, "form 1"),
        ('{"kind": "item.assessed"}', 2, "item.assessed"),
        ('{"country": "MX", "country": "US"}', 2, "twice"),
        ('{"country": 1.5}', 2, "1.5"),
        ('{"country": "mexico", "item": "SA26-000001", "placed_on": "2026-03-03"}', 2, "country"),
        ('{"country": "MX", "item": "x", "placed_on": "2026-03-03"}', 2, "form 1: item"),
        ('{"country": "MX", "colour": "red"}', 2, "colour"),
        ('{"country": "MX", "version": 2}', 2, "version"),
        (
            f'{{"country": "MX", "item": "{pack_words(1)[0]}", "placed_on": "2026-03-03",'
            ' "subjects": [7]}',
            2,
            "subjects",
        ),
    ],
)
def test_a_form_that_is_off_is_named_and_nothing_is_written(
    yard: Desk, text: str, code: int, says: str
) -> None:
    size = _size(yard)
    ran = yard.run(
        "log", "pack.placed-on-market", "--from", "-", "--as", "sierra", "--yes", typed=text
    )
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert _size(yard) == size


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "country (country) is missing."), ("es", "falta country (país).")]
)
def test_a_field_that_is_not_there_is_missing_and_the_form_is_not_printed(
    yard: Desk, lang: str, says: str
) -> None:
    form = json.dumps({"item": pack_words(1)[0], "placed_on": "2026-03-03"})
    yard.lang = lang
    ran = yard.run(
        "log", "pack.placed-on-market", "--from", "-", "--as", "sierra", "--yes", typed=form
    )
    assert ran.code == 2
    assert says in ran.err
    assert "event_id" not in ran.err
    assert "?" not in ran.err


def test_forms_of_several_kinds_are_one_batch(yard: Desk, tmp_path: Path) -> None:
    url = pack_words(1)[0]
    forms: list[dict[str, Any]] = [
        {"kind": "pack.placed-on-market", "item": url, "country": "MX", "placed_on": "2026-03-03"},
        {"kind": "pack.placed-on-market", "item": url, "country": "US", "placed_on": "2026-03-03"},
        {
            "kind": "label.applied",
            "item": url,
            "copies": 2,
            "read_back": True,
            "label_kid": "0" * 64,
        },
    ]
    size = _size(yard)
    path = tmp_path / "shift.jsonl"
    words = ["log", "-", "--from", str(path), "--jsonl", "--as", "sierra", "--yes"]
    path.write_text("\n".join(json.dumps(form) for form in forms))
    assert yard.run(*words).code in (2, 3)
    assert _size(yard) == size
    path.write_text("\n".join(json.dumps(form) for form in forms[:2]))
    assert len(yard.ok(*words).out.splitlines()) == 2
    assert _size(yard) >= size + 2


def test_a_list_on_standard_input_is_one_batch(yard: Desk) -> None:
    url = pack_words(1)[0]
    placed = {"kind": "pack.placed-on-market", "item": url, "placed_on": "2026-03-03"}
    forms = [{**placed, "country": "MX"}, {**placed, "country": "mexico"}]
    size = _size(yard)
    words = ["log", "-", "--from", "-", "--as", "sierra", "--yes"]
    assert yard.run(*words, typed=json.dumps(forms)).code == 2
    assert _size(yard) == size
    yard.ok(*words, typed=json.dumps(forms[:1]))
    assert _size(yard) > size


def test_sealed_values_stay_out_of_the_log_and_are_shown_here(yard: Desk) -> None:
    yard.ok(
        "log", "incident.reported", "SA26-000001", "incident=drop", "injuries=no",
        "condition_after=damaged_stable", "private.personal.remarks=secreto 7", "--as", "sierra",
        "--yes",
    )  # fmt: skip
    event = yard.ok("history SA26-000001 --json").json["events"][-1]
    assert "secreto 7" not in json.dumps(event["payload"])
    assert event["private"] == {"personal": {"remarks": "secreto 7"}}
    assert "secreto 7" in yard.ok("show", str(event["index"])).out


def test_what_the_ledger_knows_is_taken_by_an_at_sign(yard: Desk) -> None:
    yard.ok(
        *[
            "log",
            "label.applied",
            "SA26-000001",
            "label_kid=@",
            "copies=2",
            "read_back=yes",
            "--as",
            "sierra",
            "--yes",
        ]
    )
    keys = yard.ok("key show https://sierra-alta.example --json").json["keys"]
    label = next(key["kid"] for key in keys if key["role"] == "label")
    assert yard.ok("history SA26-000001 --json").json["events"][-1]["payload"]["label_kid"] == label
    ran = yard.run(
        *["log", "label.applied", "SA26-000001", "label_kid=@", "copies=2", "--as", "taller"]
    )
    assert ran.code == 2


def test_several_parties_and_no_word_who_signs_are_listed(yard: Desk) -> None:
    ran = yard.run(*PLACED[:-2], "--yes")
    assert ran.code == 2
    assert "--as PARTY" in ran.err
    assert "https://taller-volta.example" in ran.err


def test_a_party_without_keys_here_cannot_be_signed_for(yard: Desk) -> None:
    ran = yard.run(*PLACED[:-1], "metales-sur", "--yes")
    assert ran.code == 2


def test_a_party_is_asked_for_its_card_field_by_field(yard: Desk) -> None:
    yard.ok("key new https://cables.example --yes")
    person = Person(
        {
            "country": "MX",
            "legal name": "Cables y Celdas, S.A.",
            "roles": "9",
            "domains of its item ids 1": "id.cables.example",
            "Sign as": YES,
        }
    )
    ran = yard.run("party", "add", "https://cables.example", "--as", "registro", person=person)
    assert ran.code == 0, ran.err
    assert not person.unused()
    shown = yard.ok("party show cables --json").json["party"]
    assert (shown["roles"], len(shown["keys"])) == (["collector"], 2)
    assert yard.run("party add https://nowhere.example --as registro").code in (2, 7)


def test_a_party_is_added_in_one_line_where_nobody_can_be_asked(yard: Desk, tmp_path: Path) -> None:
    yard.ok("key new https://gob.example --yes")
    ran = yard.run("party", "add", "https://gob.example", "--as", "registro")
    assert (ran.code, "name=value and --yes" in ran.err) == (7, True)
    words = ("country=MX", "roles=authority,recycler", "--as", "registro", "--yes")
    yard.ok("party", "add", "https://gob.example", "legal_name=Gobierno", *words)
    shown = yard.ok("party show gob.example --json").json["party"]
    assert (shown["legal_name"], shown["roles"]) == ("Gobierno", ["authority", "recycler"])
    assert len(shown["keys"]) == 2
    yard.ok("key new https://otro.example --yes")
    card = tmp_path / "card.json"
    card.write_text('{"legal_name": "Otro", "country": "MX", "roles": ["authority"]}')
    changed = ("party=https://otro.example", "legal_name=Otra", "--from", str(card))
    yard.ok("party", "add", *changed, "--as", "registro", "--yes")
    assert yard.ok("party show otro.example --json").json["party"]["legal_name"] == "Otra"


@pytest.mark.parametrize(
    ("word", "says"),
    [("legal_nam=X", "legal_name"), ("Gobierno", "takes field=value"), ("roles=king", "authority")],
)
def test_a_wrong_word_of_a_card_is_named(yard: Desk, word: str, says: str) -> None:
    ran = yard.run("party", "add", "https://gob.example", word, "--as", "registro", "--yes")
    assert (ran.code, says in ran.err) == (2, True), ran.err


def test_a_daily_key_is_replaced_and_the_new_one_signs(yard: Desk) -> None:
    yard.ok("key rotate sierra --yes")
    keys = yard.ok("key show https://sierra-alta.example --json").json["keys"]
    daily = [key for key in keys if key["role"] == "daily"]
    assert len(daily) == 2
    yard.ok(*PLACED, "--yes", at="03-03T11:00")
    signed = yard.ok("history SA26-000001 --json").json["events"][-1]
    assert signed["kid"] == max(daily, key=lambda key: key["added"])["kid"]
    assert yard.run("verify --json").json["authentic"] is True


def test_a_further_key_is_added_and_a_lost_one_revoked(yard: Desk) -> None:
    yard.ok("key add taller --role label --yes")
    keys = yard.ok("key show https://taller-volta.example --json").json["keys"]
    label = next(key["kid"] for key in keys if key["role"] == "label")
    yard.ok("key", "revoke", label[:12], "--reason", "lost", "--yes", at="03-03T11:00")
    shown = yard.ok("key show https://taller-volta.example").out
    assert "revoked in entry" in shown


def test_a_card_for_another_registrar_carries_proofs_and_no_secret(yard: Desk) -> None:
    keys = yard.ok("key card https://sierra-alta.example").json["keys"]
    assert [key["role"] for key in keys] == ["daily", "recovery", "label"]
    assert all(len(key["proof"]) == 86 for key in keys)


def test_a_wrong_passphrase_says_whose_it_is(yard: Desk) -> None:
    yard.environ["BATTERYPASS_PASSPHRASE"] = "esta no es la de esta carpeta"
    ran = yard.run(*PLACED, "--yes")
    assert ran.code == 2
    assert "wrong passphrase" in ran.err
    yard.lang = "es"
    assert "contraseña equivocada" in yard.run(*PLACED, "--yes").err


def test_a_passphrase_is_read_from_a_file(yard: Desk, tmp_path: Path) -> None:
    path = tmp_path / "passphrase"
    path.write_text(yard.surroundings()["BATTERYPASS_PASSPHRASE"] + "\n", "utf-8")
    yard.environ["BATTERYPASS_PASSPHRASE"] = "wrong"
    yard.ok(*PLACED, "--yes", "--passphrase-file", str(path))


def test_a_weak_passphrase_is_not_taken(desk: Desk) -> None:
    desk.environ["BATTERYPASS_PASSPHRASE"] = "1234"
    ran = desk.run("key new https://a.example --yes")
    assert ran.code == 2
    assert "weak" in ran.err
    assert not (desk.folder / "home" / "keys" / "folder.json").exists()


def test_the_passphrase_is_asked_for_once_and_the_keys_unlocked_together(
    yard: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_keys(monkeypatch)
    from batterypass.store.keyfolder import KeyFolder

    batches: list[int] = []
    unlock = KeyFolder.unlock

    def counted(self: KeyFolder, infos: Any, passphrase: str) -> Any:
        listed = list(infos)
        batches.append(len(listed))
        return unlock(self, listed, passphrase)

    monkeypatch.setattr(KeyFolder, "unlock", counted)
    yard.ok(*PLACED, typed="y\n")
    assert batches == [3]
