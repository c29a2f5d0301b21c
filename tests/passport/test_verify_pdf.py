"""``verify PASSPORT.pdf``: the command that a passport prints on itself, with a ledger and without one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app import yard as yards
from batterypass.app.checking import PaperCheck, check_paper
from batterypass.app.passport_full import full_passport
from batterypass.documents.passport_full import render_full_passport
from batterypass.statements.label import label_url
from documents.reading import text_of
from passport.full_sample import full_item, sample_yard
from passport.readers import READERS
from passport.test_site_command import PACK, issued

if TYPE_CHECKING:
    from pathlib import Path

    from app.yard import Yard
    from batterypass.documents.passport_full import FullPassport
    from cli.desk import Desk

__all__ = ["issued"]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return sample_yard(tmp_path_factory.mktemp("verify"))


def content(yard: Yard, reader: str = "public", **options: Any) -> FullPassport:
    return full_passport(yard.session, full_item(yard), "es", reader, **options)


def judged(found: PaperCheck) -> dict[str, bool | None]:
    return {one.name: one.holds for one in found.verdicts}


def reason(found: PaperCheck, name: str) -> tuple[str, dict[str, str]]:
    return next((one.reason, dict(one.values)) for one in found.verdicts if one.name == name)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("every_value", [True, False])
def test_every_edition_is_found_genuine_by_its_ledger(
    used: Yard, reader: str, every_value: bool
) -> None:
    pdf = render_full_passport(content(used, reader, every_value=every_value))
    found = check_paper(used.session, pdf)
    assert judged(found) == dict.fromkeys(("data", "chain", "values", "print"), True)
    assert found.says["about"] == yards.PACKS[0]


def test_a_signed_code_is_checked_and_a_forged_one_is_found(used: Yard) -> None:
    key = used.ring.private(used.ring.kids(yards.MAKER, "label")[0])
    good = label_url(yards.PACKS[0], key)
    forged = label_url(yards.PACKS[0], used.ring.make(yards.STRANGER, "label"))
    for url, holds in ((good, True), (forged, False)):
        pdf = render_full_passport(content(used, signed_url=url))
        assert judged(check_paper(used.session, pdf))["print"] is holds


def test_without_a_ledger_the_entries_prove_themselves_and_no_more_is_claimed(used: Yard) -> None:
    pdf = render_full_passport(content(used))
    found = check_paper(None, pdf)
    assert found.holds is None
    assert reason(found, "data")[0] == "paper.data-unvouched"
    code, counts = reason(found, "values")
    assert code == "paper.values-partly"
    assert 0 < int(counts["count"]) < int(counts["total"])


@pytest.mark.parametrize("with_ledger", [True, False])
def test_a_changed_byte_is_named(used: Yard, with_ledger: bool) -> None:
    pdf = render_full_passport(content(used))
    session = used.session if with_ledger else None
    entry = content(used).entries[0]
    broken = pdf.replace(b"passport.issued", b"passport.issueD", 1)
    found = check_paper(session, broken)
    assert found.holds is False
    assert reason(found, "data")[1]["entry"] == str(entry)
    assert judged(found)["print"] is False
    value = b'"rated_capacity": "120"'
    assert value in pdf
    found = check_paper(session, pdf.replace(value, b'"rated_capacity": "129"', 1))
    assert found.holds is False
    said = reason(found, "values")
    if with_ledger:
        assert said == ("paper.values-differ", {"attribute": "rated_capacity"})


def test_a_file_made_anew_with_another_value_is_found_by_the_ledger(used: Yard) -> None:
    true = content(used)
    values = {**true.values, "battery_mass": "99"}
    found = check_paper(used.session, render_full_passport(replace(true, values=values)))
    assert found.holds is False
    assert reason(found, "values") == ("paper.values-differ", {"attribute": "battery_mass"})
    found = check_paper(None, render_full_passport(replace(true, values={
        **true.values, "warranty_period": "999",
    })))  # fmt: skip
    assert reason(found, "values")[0] == "paper.values-unlike"


def test_a_value_that_was_left_out_is_named(used: Yard) -> None:
    true = content(used)
    values = {name: one for name, one in true.values.items() if name != "warranty_period"}
    found = check_paper(used.session, render_full_passport(replace(true, values=values)))
    assert reason(found, "values") == ("paper.values-differ", {"attribute": "warranty_period"})


def test_entries_of_another_battery_do_not_carry_these_values(used: Yard) -> None:
    true = content(used)
    values = {**true.values, "battery_identifier": yards.PACKS[1]}
    found = check_paper(None, render_full_passport(replace(true, values=values)))
    assert judged(found)["values"] is False


def test_what_is_no_object_of_values_is_not_taken_for_one(used: Yard) -> None:
    true = content(used)
    pdf = render_full_passport(replace(true, values={}))
    found = check_paper(used.session, pdf.replace(b"{}\n", b"[]\n"))
    assert reason(found, "values")[0] == "paper.values-unreadable"


def test_a_passport_that_went_on_is_an_old_one_and_no_forgery(tmp_path: Path) -> None:
    yard = sample_yard(tmp_path)
    pdf = render_full_passport(content(yard, "responsible_operator"))
    yard.at("11-21T09:00").log(
        "item.assessed", yards.MAKER, item=yards.PACKS[0], condition="serviceable",
        method="capacity_test", soh_percent="92.01",
    )  # fmt: skip
    found = check_paper(yard.session, pdf)
    assert found.holds is None
    assert reason(found, "values")[0] == "paper.values-older"
    assert judged(found)["data"] is True


def test_a_passport_stays_genuine_while_others_write_and_checkpoints_are_kept(
    tmp_path: Path,
) -> None:
    yard = sample_yard(tmp_path)
    pdfs = [render_full_passport(content(yard, reader)) for reader in ("public", "commission")]
    for day in ("11-21", "11-22", "11-23"):
        yard.at(f"{day}T09:00").log(
            "pack.manufactured", yards.MAKER, **yards.pack(yards.PACKS[int(day[-2:]) - 18])
        )
    for pdf, reader in zip(pdfs, ("public", "commission"), strict=True):
        assert judged(check_paper(yard.session, pdf)) == dict.fromkeys(
            ("data", "chain", "values", "print"), True
        )
        later = content(yard, reader)
        assert judged(check_paper(yard.session, render_full_passport(later)))["print"] is True


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("words", [(), ("--full", "--for", "commission"), ("--proof",)])
def test_the_command_on_the_page_is_the_command_that_checks_it(
    issued: Desk, words: tuple[str, ...], lang: str
) -> None:
    path = issued.folder / "p.pdf"
    acting = ("--as", "sierra-alta", "--yes") if "--proof" in words else ()
    issued.ok("passport", "pdf", PACK, *words, *acting, "-o", str(path), "--lang", lang)
    file = "ARCHIVO" if lang == "es" else "FILE"
    assert f"batterypass verify {file}" in text_of(path.read_bytes())
    assert "manifest check" not in text_of(path.read_bytes())
    ran = issued.ok("verify", str(path), "--lang", lang)
    assert ("DICTAMEN  auténtico" if lang == "es" else "VERDICT  genuine") in ran.out
    same = issued.ok("manifest", "check", str(path), "--json").json["check"]
    assert same == issued.ok("verify", str(path), "--json").json["check"]
    assert [same[one] for one in ("data", "chain", "values", "print")] == [True] * 4
    path.write_bytes(path.read_bytes().replace(b"passport.issued", b"passport.issueD", 1))
    ran = issued.run("verify", str(path), "--lang", lang)
    assert ran.code == 4
