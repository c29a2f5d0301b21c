"""Wrong words on the command line: the message names them, suggests, and exits with 2."""

from __future__ import annotations

import pytest

from batterypass_cli.words import choose_language
from cli.desk import Desk


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("histroy X", "Did you mean history"),
        ("key nwe X", "Did you mean new"),
        ("history X --jsn", "--json"),
        ("history", "ITEM"),
        ("history X Y", "too many words: Y"),
        ("key", None),
        ("history X --ledger", "--ledger needs a value"),
        ("key rotate https://a.example --grace-days many", "--grace-days"),
        ("log item.asessed X", "Did you mean item.assessed"),
        ("explain BP-C0001", "BP-C001"),
        ("schema pack.manufcatured", "pack.manufactured"),
        ("completion tcsh", "bash, zsh, fish"),
    ],
)
def test_a_wrong_word_is_named_with_what_would_be_right(
    words: str, says: str | None, desk: Desk
) -> None:
    ran = desk.run(words)
    if says is None:
        assert ran.code == 0
        return
    assert ran.code == 2
    assert says in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("histroy X", "¿Quiso decir history"),
        ("history X --jsn", "no hay opción --jsn"),
        ("history", "falta ITEM"),
        ("history X Y", "sobran palabras: Y"),
    ],
)
def test_a_wrong_word_is_named_in_spanish(words: str, says: str, desk: Desk) -> None:
    desk.lang = "es"
    assert says in desk.run(words).err


def test_a_wrong_word_is_one_object_for_a_program(desk: Desk) -> None:
    ran = desk.run("history X Y --json")
    assert ran.json["error"]["exit"] == 2


def test_shared_options_count_before_and_after_the_command(yard: Desk) -> None:
    before = yard.ok("--json", "--fields", "serial", "pack", "list")
    after = yard.ok("pack list --json --fields serial")
    assert before.out == after.out
    assert before.json == {
        "version": 1,
        "packs": [{"serial": "SA26-000001"}, {"serial": "SA26-000002"}],
    }


def test_an_unknown_field_is_named_with_those_that_are_there(yard: Desk) -> None:
    ran = yard.run("pack list --json --fields serial,colour")
    assert ran.code == 2
    assert "colour" in ran.err
    assert "soh_percent" in ran.err


@pytest.mark.parametrize(
    ("argv", "environ", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "es_MX.UTF-8"}, "es"),
        ([], {"LANG": "de_DE"}, "en"),
        (["--lang", "es"], {"LANG": "C"}, "es"),
        (["today", "--lang=en"], {"LANG": "es_ES"}, "en"),
        (["log", "--", "--lang", "es"], {"LANG": "C"}, "en"),
    ],
)
def test_the_language_is_that_of_lang_unless_the_option_says_otherwise(
    argv: list[str], environ: dict[str, str], expected: str
) -> None:
    assert choose_language(argv, environ) == expected


def test_a_clock_without_an_offset_is_refused(desk: Desk) -> None:
    desk.at = "2026-03-02T08:00:00"
    ran = desk.run(
        "init --origin a.example --profile MX --registrar https://a.example --name A --yes"
    )
    assert ran.code == 2
    assert "RFC 3339" in ran.err
    assert not desk.ledger.exists()


def test_a_seed_without_a_fixed_clock_makes_no_keys(desk: Desk) -> None:
    desk.environ["BATTERYPASS_CLOCK"] = ""
    ran = desk.run("key new https://a.example --yes")
    assert ran.code == 2
    assert not (desk.folder / "home").exists()


def test_a_missing_ledger_says_how_to_make_or_name_one(desk: Desk) -> None:
    ran = desk.run("today")
    assert ran.code == 1
    assert "batterypass init" in ran.err


def test_no_passphrase_and_no_terminal_says_where_to_put_it(yard: Desk) -> None:
    yard.environ["BATTERYPASS_PASSPHRASE"] = ""
    ran = yard.run("log", "label.applied", "SA26-000001", "label_kid=@", "copies=1",
                   "read_back=yes", "--as", "sierra", "--yes")  # fmt: skip
    assert ran.code == 2
    assert "BATTERYPASS_PASSPHRASE" in ran.err
