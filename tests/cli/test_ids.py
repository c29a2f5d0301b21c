"""``id parse`` and ``resolve``: any number, link or scan, and the pack that it is here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from batterypass.documents.photo import read_photo
from batterypass.domain.ids import printed_id
from cli.desk import Desk, pack_words

ITEM, OTHER = pack_words(1)[0], pack_words(2)[0]
SERIAL = "SA26-000001"
GTIN = "09521234560104"
GBT = "04QPE46KL00012JA10000123"
OLD = "https://id.sierra-alta.example/p/OLD-1"
LINK_OLD = "https://id.sierra-alta.example/8004/952123456PACK-9"


def enrolled(yard: Desk, folder: Path, item: str, *aliases: tuple[str, str]) -> None:
    """Enrol a pack with other numbers on it."""
    form = {
        "item": item,
        "reason": "older_than_ledger",
        "condition": "serviceable",
        "evidence": ["nameplate"],
        "aliases": [{"scheme": scheme, "value": value} for scheme, value in aliases],
        "unknown": [
            "maker", "model", "serial", "chemistry", "category", "nominal_voltage_v",
            "capacity_ah", "energy_wh", "mass_kg", "made_month",
        ],
    }  # fmt: skip
    path = folder / "old.json"
    path.write_text(json.dumps([form]))
    yard.ok("log", "pack.enrolled", "--from", str(path), "--as", "sierra-alta", "--yes")


def resolved(yard: Desk, text: str) -> dict[str, Any]:
    ran = yard.run("resolve", text, "--json")
    (row,) = ran.json["ids"]
    assert ran.code == (0 if row["status"] == "found" else 2)
    return dict(row)


def test_a_number_is_read_without_a_ledger(desk: Desk) -> None:
    ran = desk.ok("id", "parse", f"https://shop.example/a/01/{GTIN}/21/A%2F1", GTIN, "x", "--json")
    assert ran.json["version"] == 1
    link, gtin, wrong = ran.json["ids"]
    assert {
        "valid": True, "granularity": "item", "gtin": GTIN, "serial": "A/1", "lot": None,
        "acceptable_as_battery_identifier": True, "reason": None,
    }.items() <= link.items()  # fmt: skip
    assert (gtin["granularity"], gtin["acceptable_as_battery_identifier"]) == ("model", False)
    assert (gtin["reason"], "model" in gtin["explanation"]) == ("gtin-only", True)
    assert (wrong["valid"], wrong["scheme"], wrong["reason"]) == (False, None, "unknown")


def test_the_reason_is_said_in_the_language_of_the_run(desk: Desk) -> None:
    wrong = "(01)09521234560105(21)A"
    assert "the other digits need 4" in desk.ok("id", "parse", wrong).out
    assert "los demás piden 4" in desk.ok("id", "parse", wrong, "--lang", "es").out


def test_numbers_come_from_a_scanner_one_a_line(desk: Desk) -> None:
    ran = desk.ok("id", "parse", "-", "--jsonl", typed=f"{GTIN}\n\n]d201{GTIN}\x1d21A\r\n")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["granularity"] for row in rows] == ["model", "item"]


def test_no_number_at_all_is_wrong_use(desk: Desk) -> None:
    assert desk.run("id", "parse", typed="\n").code == 2


def test_people_see_separators_that_cannot_be_printed(desk: Desk) -> None:
    assert f"01{GTIN}10L<1D>21A" in desk.ok("id", "parse", f"01{GTIN}10L\x1d21A").out


@pytest.mark.parametrize(
    "text",
    [
        ITEM,
        ITEM.replace("https://id.", "http://ID."),
        f"https://id.gs1.org/01/{GTIN}/21/{SERIAL}",
        f"https://elsewhere.example/shop/gtin/{GTIN}/ser/{SERIAL}?11=260101",
        f"(01){GTIN}(21){SERIAL}",
        f"]d201{GTIN}21{SERIAL}",
        f"urn:epc:id:sgtin:9521234.056010.{SERIAL}",
        f"did:web:id.sierra-alta.example:01:{GTIN}:21:{SERIAL}",
        SERIAL,
        printed_id(ITEM),
        printed_id(ITEM).lower().replace("-", " "),
        printed_id(ITEM)[:6],
    ],
)
def test_one_pack_is_found_in_every_form_of_its_id(yard: Desk, text: str) -> None:
    assert resolved(yard, text)["item"] == ITEM
    # Whatever takes an item takes them all.
    assert yard.ok("pack", "show", text, "--json").json["item"]["item"] == ITEM


def test_its_ids_are_given_in_every_form_with_whose_it_is_and_what_is_next(yard: Desk) -> None:
    found = resolved(yard, SERIAL)
    forms = found["forms"]
    assert forms["gs1_digital_link"] == f"https://id.gs1.org/01/{GTIN}/21/{SERIAL}"
    assert forms["gs1_element_string"] == f"(01){GTIN}(21){SERIAL}"
    for text in forms.values():
        assert resolved(yard, text)["item"] == ITEM
    for name in ("id_of", "responsible_operator", "custodian"):
        assert found[name] == "https://sierra-alta.example"
    assert found["next"] == f"batterypass passport issue {printed_id(ITEM)}"


def test_a_forged_label_names_its_pack_and_is_said_to_be_forged(yard: Desk) -> None:
    for fragment in ("1.abc", "1." + "A" * 86, "top"):
        ran = yard.run("resolve", f"{ITEM}#{fragment}", "--json")
        (row,) = ran.json["ids"]
        assert (ran.code, row["item"], row["next"]) == (4, ITEM, None)
        assert row["label"]["signature"] is False
    for lang, word in (("en", "FORGED"), ("es", "FALSA")):
        assert word in yard.run("resolve", f"{ITEM}#1.abc", "--lang", lang).out
    # Of what is no label nothing is said of a signature.
    assert resolved(yard, ITEM)["label"] is None
    assert resolved(yard, SERIAL)["label"] is None


def test_of_a_good_label_it_is_said_who_signed_it(yard: Desk) -> None:
    folder = yard.folder
    yard.ok("label", "print", SERIAL, "-o", str(folder / "l.pdf"), "--svg", str(folder / "drawn"))
    drawing = folder / "drawn" / f"{printed_id(ITEM)}.svg"
    (text,) = read_photo(drawing.read_bytes(), drawing.name).texts
    found = resolved(yard, text)
    assert found["item"] == ITEM
    assert (found["label"]["signature"], found["label"]["signed_by"]) == (
        True, "https://sierra-alta.example",
    )  # fmt: skip


def test_the_second_code_of_a_label_is_read_as_it_stands_there(yard: Desk) -> None:
    second = printed_id(ITEM).replace("-", "")
    (row,) = yard.ok("id", "parse", second, "--json").json["ids"]
    assert (row["scheme"], row["number"]) == ("printed_id", printed_id(ITEM))
    # Any 13 letters look so: what fails the check is not called one that is off.
    wrong = second[:-1] + ("0" if second[-1] != "0" else "1")
    (row,) = yard.ok("id", "parse", wrong, "--json").json["ids"]
    assert (row["scheme"], row["reason"]) == (None, "unknown")
    assert resolved(yard, second)["item"] == ITEM


def test_a_passport_is_found_by_its_link_and_by_its_uuid_alone(yard: Desk) -> None:
    yard.ok("passport", "issue", SERIAL, "--as", "sierra-alta", "--yes")
    passport = resolved(yard, SERIAL)["passport"]
    assert resolved(yard, passport)["matched_by"] == "passport"
    for text in (passport.rsplit("/", 1)[1], "urn:uuid:" + passport.rsplit("/", 1)[1]):
        assert resolved(yard, text)["item"] == ITEM
    assert resolved(yard, SERIAL)["next"].startswith("batterypass passport show")


def test_an_alias_is_found_however_it_is_written(yard: Desk, tmp_path: Path) -> None:
    enrolled(
        yard, tmp_path, OLD, ("GB/T 34014", GBT), ("GIAI", "952123456PACK-1"), ("own", "Z 99/a")
    )
    for text in (
        GBT, GBT.lower(), f"gbt34014:{GBT[:9]} {GBT[9:]}", "952123456PACK-1", "giai:952123456PACK-1",
        "(8004)952123456PACK-1", "https://x.example/8004/952123456PACK-1", "Z 99/a",
        "urn:epc:id:giai:952123456.PACK-1",
    ):  # fmt: skip
        assert resolved(yard, text)["item"] == OLD, text


def test_a_number_of_which_only_the_length_was_checked_is_said_to_be_doubtful(
    yard: Desk, tmp_path: Path
) -> None:
    number = "KRB2503A000123"
    enrolled(yard, tmp_path, OLD, ("KR-BATTERY", number), ("GB/T 34014", GBT))
    for lang, words in (("en", "only length and letters"), ("es", "solo largo y letras")):
        assert f"{number} (KR-BATTERY; {words}" in yard.ok("resolve", number, "--lang", lang).out
        for text in (f"KR:{number}", "BPAN:INABC12LFP0350A26A001"):
            assert words.split()[-1] in yard.ok("id", "parse", text, "--lang", lang).out
            assert "(GB/T 34014)" in yard.ok("resolve", number, "--lang", lang).out


def test_a_giai_that_is_an_id_is_found_under_any_domain(yard: Desk, tmp_path: Path) -> None:
    enrolled(yard, tmp_path, LINK_OLD)
    found = resolved(yard, "https://other.example/a/8004/952123456PACK-9")
    assert found["item"] == LINK_OLD
    assert found["forms"]["epc_urn"] == "urn:epc:id:giai:952123456.PACK-9"


def test_one_alias_of_two_packs_lists_both(yard: Desk, tmp_path: Path) -> None:
    enrolled(yard, tmp_path, OLD, ("GB/T 34014", GBT))
    enrolled(yard, tmp_path, LINK_OLD, ("GB/T 34014", GBT))
    found = resolved(yard, GBT)
    assert found["status"] == "ambiguous"
    assert {one["item"] for one in found["candidates"]} == {OLD, LINK_OLD}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"(01){GTIN}(21)NOBODY", "names one item"),
        (GTIN, "names a model"),
        ("(01)09521234560105(21)SA26-000001", "the other digits need 4"),
        (printed_id(ITEM)[:-1] + "Z", "check character"),
        ("nobody", None),
        # No host at all: a smudged code, or a mistake of the hand.
        ("https://[bad", "no domain that a link can have"),
        ("http://[bad/01/09521234560104/21/1", "no domain that a link can have"),
        ("HTTPS://[x", None),
        ("https://[bad#1.abc", "no domain that a link can have"),
    ],
)
def test_what_is_not_here_is_said_with_what_it_is(yard: Desk, text: str, why: str | None) -> None:
    found = resolved(yard, text)
    assert (found["status"], found["item"], found["candidates"]) == ("unknown", None, [])
    assert why is None or why in found["explanation"]


def test_a_scan_of_another_gtin_is_not_taken_for_the_same_serial_number(yard: Desk) -> None:
    other = "09521234560173"
    found = resolved(yard, f"(01){other}(21){SERIAL}")
    assert (found["status"], found["identifier"]["valid"]) == ("unknown", True)


@pytest.mark.parametrize(
    ("scheme", "alias", "spellings"),
    [
        (
            "SGTIN",
            f"(01){GTIN}(21){SERIAL}",
            (
                f"(01){GTIN}(21){SERIAL}",
                f"urn:epc:id:sgtin:9521234.056010.{SERIAL}",
                f"https://shop.example/a/01/{GTIN}/21/{SERIAL}",
                f"]d201{GTIN}21{SERIAL}",
            ),
        ),
        ("mine", printed_id(ITEM)[:9], (printed_id(ITEM)[:9], printed_id(ITEM)[:9].lower())),
    ],
)
def test_an_alias_never_stands_before_another_packs_own_name(
    yard: Desk, tmp_path: Path, scheme: str, alias: str, spellings: tuple[str, ...]
) -> None:
    enrolled(yard, tmp_path, OLD, (scheme, alias))

    for text in spellings:
        row = resolved(yard, text)
        named = {row["item"], *(one["item"] for one in row["candidates"])}
        assert ITEM in named, text
    ran = yard.run("pack", "show", spellings[0])
    assert ran.code == 2
    assert ITEM in ran.err
    assert OLD in ran.err
    signed = yard.run(
        "log", "item.declared-waste", spellings[0], "reason=damaged", "stream=whole_battery",
        "--as", "sierra-alta", "--yes",
    )  # fmt: skip
    assert signed.code == 2
    assert OLD in signed.err
    # What is its own URL or its whole printed id is it alone.
    for text in (ITEM, printed_id(ITEM)):
        assert resolved(yard, text)["item"] == ITEM
