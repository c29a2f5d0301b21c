"""Everything a driver carries, by one command: what is written, what is refused, what is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass.documents.attached import open_pdf
from cli.custody import CARRIER, NUMBER, RECYCLER, offer, on_the_road, serials, size
from cli.custody import busy as busy
from cli.custody import desk as desk
from cli.custody import full as full
from cli.desk import Desk
from cli.road import SIGN, damage, offer_damaged, papers, product
from documents.reading import text_of


def test_twenty_four_packs_of_waste_travel_with_five_papers_and_an_index(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, *range(1, 25))
    folder = tmp_path / "papers"
    ran = desk.ok(*papers(desk, "-o", str(folder), *SIGN, "--json"))
    found = ran.json["transport"]
    assert [one["paper"] for one in found["files"]] == [
        "transport_document", "emergency_sheet", "packing_checklist", "waste_manifest",
        "package_marks",
    ]  # fmt: skip
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["README.txt", *(one["file"] for one in found["files"])]
    )
    document = text_of((folder / found["files"][0]["file"]).read_bytes())
    assert "UN 3480, BATERÍAS DE IÓN LITIO, 9" in document
    assert "24 × tarima" in document
    assert "Page 1 / 1" in document
    assert [one["paper"] for one in found["not_made"]] == ["carta_porte"]
    index = (folder / "README.txt").read_text("utf-8")
    assert found["files"][0]["sha256"] in index
    assert "emergency telephone" in index
    inside = [open_pdf((folder / one["file"]).read_bytes()).files for one in found["files"]]
    assert inside[0]
    assert inside[4] == inside[2] == inside[1] == inside[0], "each paper has the evidence inside"
    assert found["points"] is None


def test_spanish_explanations_and_index_have_no_english_in_them(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    desk.lang = "es"
    answers = ("--for", "adr", "--set", "casing=strong")
    told = desk.ok(*papers(desk, "--explain", *answers)).out
    assert "el ADR no lo pide; es nuestro" in told
    assert "permiso " in told
    told += desk.ok(*papers(desk, "--explain")).out
    assert "campos de oídas" in told
    for english in ("permit ", "ours", "not read word by word", "as told"):
        assert english not in told
    desk.ok(*papers(desk, "-o", str(tmp_path / "p"), *answers, *SIGN))
    index = (tmp_path / "p" / "LEAME.txt").read_text("utf-8")
    assert "carcasa: resistente a impactos (casing)" in index


def test_papers_made_again_are_the_same_and_sign_nothing(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1, 2)
    first, second = tmp_path / "a", tmp_path / "b"
    desk.ok(*papers(desk, "-o", str(first), *SIGN))
    before = size(desk)
    # What the log says later of the same packs and parties changes no paper.
    damage(desk, 26, "damaged_stable")
    more = size(desk)
    assert more > before
    desk.ok(*papers(desk, "-o", str(second), *SIGN), at="11-24T08:00")
    assert size(desk) == more
    for path in first.iterdir():
        assert (second / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_transport_document_is_checked_like_a_manifest(desk: Desk, tmp_path: Path) -> None:
    product(desk)
    answers = ("--set", "packages=2", "--set", "package_kind=jaula", "--set", "casing=strong")
    desk.ok(*papers(desk, "-o", str(tmp_path / "p"), *answers, *SIGN, number="P-1"))
    file = tmp_path / "p" / "1-transport-document.pdf"
    ran = desk.ok("manifest", "check", str(file), "--json")
    assert ran.json["check"]["verdict"] is True
    sheet = desk.run("manifest", "check", str(tmp_path / "p" / "2-emergency-information.pdf"))
    assert sheet.code == 5, "nobody issued the sheet by its digest, and its entries are proven"
    assert "EMERGENCY" in sheet.out.partition("number")[0].upper(), "it says which sheet it is"
    assert "number of packages: 2" in text_of(file.read_bytes())
    assert not list((tmp_path / "p").glob("*manifest*")), "no waste, no manifest"


def test_a_transport_document_signs_the_mass_that_it_prints(desk: Desk, tmp_path: Path) -> None:
    on_the_road(desk, 1, 2)
    desk.ok("receive", NUMBER, "--all-received", "--mass-kg", "820", "--as", RECYCLER, "--yes",
            at="11-23T10:40")  # fmt: skip
    ran = desk.ok(*papers(desk, "-o", str(tmp_path / "p"), *SIGN), at="11-23T11:00")
    assert "for the files, not for a journey" in ran.err
    document = tmp_path / "p" / "1-transport-document.pdf"
    says = desk.ok("manifest", "check", str(document), "--json").json["check"]["says"]
    assert (says["count"], says["mass_kg"]) == (2, "825")
    assert "825 kg" in text_of(document.read_bytes())


def test_a_stranger_issues_no_papers_and_a_party_is_named_on_them(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1)
    before = size(desk)
    ran = desk.run(*papers(desk, "-o", str(tmp_path / "p"), "--as", "metales-sur", "--yes"))
    assert ran.code == 2
    assert "has no part in" in ran.err
    assert size(desk) == before
    assert not (tmp_path / "p").exists()
    desk.ok(*papers(desk, "-o", str(tmp_path / "p"), "--as", CARRIER, "--yes"))
    document = tmp_path / "p" / "1-transport-document.pdf"
    assert "Issued by Transportes Camino Real" in text_of(document.read_bytes())
    assert "prepared by" in desk.ok("manifest", "check", str(document)).out


def test_papers_of_a_load_taken_back_are_no_longer_genuine_in_silence(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1)
    desk.ok(*papers(desk, "-o", str(tmp_path / "p"), *SIGN))
    desk.ok("ship", "void", NUMBER, "--reason", "not_needed", *SIGN)
    for name in ("1-transport-document.pdf", "4-waste-manifest.pdf"):
        ran = desk.run("manifest", "check", str(tmp_path / "p" / name))
        assert ran.code == 5, ran.out
        assert "? shipment  withdrawn on 2026-11-23" in ran.out


def test_an_exempt_load_has_no_drafts_and_nothing_that_it_does_not_need(
    desk: Desk, tmp_path: Path
) -> None:
    product(desk, "--configuration", "vehicle", "--regime", "ADR", "--answer", "fully_enclosed=no")
    said = ("--set", "fully_enclosed=no", "--set", "packages=2", "--set", "package_kind=jaula")
    ran = desk.ok(
        *papers(desk, "--for", "adr", "-o", str(tmp_path / "p"), *said, *SIGN, number="P-1")
    )
    assert "1 paper for P-1" in ran.out
    checklist = text_of((tmp_path / "p" / "1-packing-checklist.pdf").read_bytes())
    assert "DRAFT" not in checklist
    assert "SP666: a special provision" in checklist
    index = (tmp_path / "p" / "README.txt").read_text("utf-8")
    assert "manifest check" not in index
    assert "5.4.3" not in index
    desk.ok(
        *papers(desk, "--for", "adr", "-o", str(tmp_path / "p"), *said, "--draft", number="P-1")
    )
    assert "DRAFT" in text_of((tmp_path / "p" / "1-packing-checklist.pdf").read_bytes())


def test_what_nobody_said_is_named_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    product(desk, "--packing", "P903", "--acknowledge", "BP-T006=truck_at_gate")
    before = size(desk)
    ran = desk.run(*papers(desk, "-o", str(tmp_path / "p"), *SIGN, number="P-1"))
    assert ran.code == 5
    assert "--set packages=… --set package_kind=…" in ran.err
    assert not (tmp_path / "p").exists()
    assert size(desk) == before
    # P903 was signed: above 400 kg it holds for a strong casing only, and nobody said whether it is one.
    said = ("--set", "packages=2", "--set", "package_kind=crate")
    ran = desk.run(*papers(desk, "-o", str(tmp_path / "p"), *said, *SIGN, number="P-1"))
    assert ran.code == 5
    assert "casing (casing)" in ran.err
    assert "--set casing=strong|normal" in ran.err
    desk.lang = "es"
    ran = desk.run(*papers(desk, "-o", str(tmp_path / "p"), *said, *SIGN, number="P-1"))
    assert "carcasa (casing)" in ran.err
    desk.lang = "en"
    ran = desk.run(
        *papers(
            desk, "-o", str(tmp_path / "p"), *said, "--set", "casing=normal", *SIGN, number="P-1"
        )
    )
    assert ran.code == 3
    assert "signed as P903" in ran.err
    assert "LP903" in ran.err
    desk.lang = "es"
    ran = desk.run(*papers(desk, "--for", "adr", "-o", str(tmp_path / "p"), *SIGN, number="P-1"))
    assert ran.code == 5
    assert "número de bultos" in ran.err


def test_a_damaged_pack_has_its_packing_its_mark_and_its_statement(
    desk: Desk, tmp_path: Path
) -> None:
    damage(desk, 3, "damaged_stable")
    offer_damaged(desk, 1, 2, 3)
    ran = desk.ok(*papers(desk, "-o", str(tmp_path / "p"), *SIGN, "--json"))
    goods = ran.json["transport"]["goods"]
    assert [len(one["items"]) for one in goods] == [2, 1]
    assert goods[0]["packing_instructions"] == ["P909", "LP903"], "by its casing, which nobody said"
    assert goods[1]["packing_instructions"] == ["LP904"], "above 400 kg net P908 will not do"
    assert goods[1]["statements"] == ["Transport in accordance with special provision 376"]
    sheet = text_of((tmp_path / "p" / "2-emergency-information.pdf").read_bytes())
    assert "DAMAGED LOAD" in sheet
    checklist = text_of((tmp_path / "p" / "3-packing-checklist.pdf").read_bytes())
    assert "DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES" in checklist
    assert "A single battery" in checklist
    assert "LITHIUM BATTERIES FOR RECYCLING" in checklist


def test_a_damaged_pack_does_not_fly(desk: Desk) -> None:
    damage(desk, 3, "damaged_stable")
    offer_damaged(desk, 3)
    ran = desk.run(*papers(desk, "--for", "air", "--json"))
    assert ran.code == 3
    assert ran.json["transport"]["outcome"] == "forbidden"
    assert ran.json["transport"]["goods"][0]["reasons"][0]["code"] == "AIR_DDR_A154"
    assert "may not travel" in ran.err


@pytest.mark.parametrize("way", ["sea", "air", "us-road"])
def test_a_form_that_is_not_printed_yet_says_so_and_gives_its_data(
    desk: Desk, way: str, tmp_path: Path
) -> None:
    product(desk)
    for more in ((), ("-o", str(tmp_path / "p"))):
        ran = desk.run(*papers(desk, "--for", way, *more, *SIGN, number="P-1"))
        assert ran.code == 2
        assert f"batterypass transport papers P-1 --for {way} --json" in ran.err
    assert not (tmp_path / "p").exists()
    said = ("--set", "packages=2", "--set", "package_kind=crate", "--set", "casing=strong",
            "--set", "approval=A99", "--set", "aircraft=cao", "--set", "soc_percent=28")  # fmt: skip
    ran = desk.ok(*papers(desk, "--for", way, *said, "--json", number="P-1"))
    found = ran.json["transport"]
    assert found["outcome"] == "allowed"
    fields = {one["field"]: one for one in found["fields"]}
    assert fields["goods"]["values"] == [found["goods"][0]["line"]]
    assert "3480" in found["goods"][0]["line"]
    assert not fields["signature"]["known"]


def test_europe_prints_waste_before_the_name_and_calculates(desk: Desk, tmp_path: Path) -> None:
    offer(desk, *range(1, 25))
    words = papers(desk, "--for", "adr", "--set", "casing=strong", "-o", str(tmp_path / "p"), *SIGN)
    ran = desk.ok(*words, "--json")
    found = ran.json["transport"]
    assert found["goods"][0]["line"] == "UN 3480 WASTE LITHIUM ION BATTERIES, 9, (E)"
    assert found["points"]["total"] == "29700"
    assert found["points"]["over"] is True
    document = text_of((tmp_path / "p" / "1-transport-document.pdf").read_bytes())
    assert "UN 3480 WASTE LITHIUM ION BATTERIES, 9, (E)" in document
    assert "9900 kg × 3 = 29700" in document
    assert {one["paper"] for one in found["not_made"]} == {
        "written_instructions", "waste_manifest",
    }  # fmt: skip


def test_an_estimated_mass_never_counts_as_within_the_exemption(desk: Desk, tmp_path: Path) -> None:
    items = tmp_path / "items.csv"
    items.write_text(f"item,mass_kg\n{serials(25)[0]},210\n")
    found = []
    for number, more in (("P-1", ()), ("P-2", ("--weighed",))):
        desk.ok(
            "ship", "offer", "--from-file", str(items), "--to", RECYCLER, "--carrier", CARRIER,
            "--id", number, "--regime", "ADR", "--answer", "casing=strong", *more, *SIGN,
        )  # fmt: skip
        said = ("--set", "packages=1", "--set", "package_kind=jaula", "--json")
        ran = desk.ok(*papers(desk, "--for", "adr", *said, number=number))
        found.append(ran.json["transport"]["points"])
        desk.ok("ship", "void", number, "--reason", "other", *SIGN)
    assert [(one["total"], one["weighed"], one["over"]) for one in found] == [
        ("630", False, True), ("630", True, False),
    ]  # fmt: skip
