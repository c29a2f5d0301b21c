"""Papers that are not printed, folders that are left alone, values that somebody gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, offer, serials, size
from cli.custody import busy as busy
from cli.custody import desk as desk
from cli.custody import full as full
from cli.desk import Desk, Person
from cli.road import SIGN, papers, product
from documents.reading import text_of
from exchange.carta_yard import ROUTE, TRUCK


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--set", "wh=3"), "wh is 41125"),
        (("--set", "condition=ddr_stable"), "condition is waste"),
        (("--set", "config=vehicle"), "config is alone"),
        (("--set", "packages=5"), "packages is 2"),
        (("--set", "un38_3"), "expected NAME=VALUE"),
        (("--set", "regime=ADR"), "no such answer"),
        (("--set", "count=0"), "whole number"),
        (("--set", "soc_percent=140"), "soc_percent"),
        (("--for", "ship"), "expected one of mx-road"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_by_its_name(
    desk: Desk, tmp_path: Path, words: tuple[str, ...], expected: str
) -> None:
    offer(desk, 1, 2)
    before = size(desk)
    ran = desk.run(*papers(desk, *words, "-o", str(tmp_path / "p"), *SIGN))
    assert ran.code == 2, ran.err
    assert expected in ran.err
    assert size(desk) == before


def test_an_edition_that_nobody_read_decides_nothing(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    ran = desk.run(
        *papers(desk, "--set", "date=2024-01-05", "-o", str(tmp_path / "p"), *SIGN)
    )  # fmt: skip
    assert ran.code == 5
    assert "NOM-002-SCT/2011" in ran.err


def test_a_number_is_printed_only_because_somebody_configured_it(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1)
    phones = desk.folder / "home" / "emergency-phones.json"
    row = {"name": "Central", "number": "81 5555 0199", "verified_on": "2026-11-01"}
    phones.write_text(json.dumps({"phones": [row]}), "utf-8")
    ran = desk.ok(*papers(desk, "-o", str(tmp_path / "p"), *SIGN, "--json"))
    assert "phone" not in [one["field"] for one in ran.json["transport"]["blanks"]]
    for name in ("1-transport-document.pdf", "2-emergency-information.pdf"):
        assert "81 5555 0199" in text_of((tmp_path / "p" / name).read_bytes())


def test_a_folder_with_something_else_in_it_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    before = size(desk)
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "nomina.xlsx").write_text("pay")
    ran = desk.run(*papers(desk, "-o", str(folder), *SIGN))
    assert ran.code == 2
    assert "nomina.xlsx" in ran.err
    assert [path.name for path in folder.iterdir()] == ["nomina.xlsx"]
    ran = desk.run(*papers(desk, "-o", str(tmp_path / "none" / "p"), *SIGN))
    assert ran.code == 1
    assert size(desk) == before


def test_papers_of_before_are_replaced_whole(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    folder = tmp_path / "p"
    desk.ok(*papers(desk, "-o", str(folder), *SIGN))
    desk.lang = "es"
    desk.ok(*papers(desk, "-o", str(folder), *SIGN))
    names = sorted(path.name for path in folder.iterdir())
    assert "LEAME.txt" in names
    assert "README.txt" not in names
    assert sorted(path.name for path in tmp_path.iterdir() if "p" in path.name)[0] == "p"


def test_nobody_who_says_no_gets_papers_and_a_draft_needs_no_key(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1)
    before = size(desk)
    words = papers(desk, "-o", str(tmp_path / "p"), "--as", MAKER)
    assert desk.run(*words, person=Person({"Sign": "n"})).code == 7
    desk.ok(*words, "--dry-run")
    assert not (tmp_path / "p").exists()
    desk.ok(*papers(desk, "-o", str(tmp_path / "p"), "--draft"))
    assert "DRAFT" in text_of((tmp_path / "p" / "1-transport-document.pdf").read_bytes())
    assert size(desk) == before


def test_explain_says_which_fields_nobody_compared_with_the_norm(desk: Desk) -> None:
    offer(desk, 1)
    ran = desk.ok(*papers(desk, "--explain"))
    assert "compare with the norm" in ran.out
    assert "P909" in ran.out
    assert "NOM-005-SCT; fields as told, not read word by word (compare with the norm)" in ran.out
    assert "Condition of the load" in ran.out
    found = desk.ok(*papers(desk, "--explain", "--json")).json["transport"]
    assert all(one["verify"] for one in found["fields"])
    desk.lang = "es"
    said = desk.ok(*papers(desk, "--explain")).out
    assert "cotejar con la norma" in said
    assert "Estado de la carga" in said


def test_an_offer_that_was_taken_back_has_no_papers(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    desk.ok("ship", "void", NUMBER, "--reason", "not_needed", *SIGN)
    ran = desk.run(*papers(desk, "-o", str(tmp_path / "p"), *SIGN))
    assert ran.code == 3
    assert not (tmp_path / "p").exists()


def test_a_waybill_whose_values_are_given_is_written_too(desk: Desk, tmp_path: Path) -> None:
    desk.ok(
        "ship", "offer", *serials(1, 2), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "caja 4G", *SIGN,
    )  # fmt: skip
    driver = ("--plate", "EJ-042-MX", "--driver", "persona conductora 7")
    desk.ok("ship", "collect", NUMBER, *driver, "--yes", at="11-23T08:40")
    file = tmp_path / "values.json"
    file.write_text(json.dumps({**TRUCK, **ROUTE}), "utf-8")
    words = papers(desk, "--carta-porte", str(file), "-o", str(tmp_path / "p"), *SIGN, "--json")
    found = desk.ok(*words).json["transport"]
    assert found["not_made"] == []
    assert b"CartaPorte" in (tmp_path / "p" / "5-carta-porte.xml").read_bytes()
    assert "persona conductora 7" in text_of(
        (tmp_path / "p" / "1-transport-document.pdf").read_bytes()
    )
    file.write_text("[]", "utf-8")
    assert desk.run(*words).code == 2


def test_a_vehicle_is_printed_with_its_own_mass(desk: Desk, tmp_path: Path) -> None:
    product(desk, "--configuration", "vehicle", "--answer", "net_kg=1800")
    words = papers(desk, "-o", str(tmp_path / "p"), *SIGN, "--set", "packages=2", "--set",
                   "package_kind=vehicle", "--set", "net_kg=1800", number="P-1")  # fmt: skip
    goods = desk.ok(*words, "--json").json["transport"]["goods"]

    assert [one["net_kg"] for one in goods] == ["3600"]
    pages = [text_of(one.read_bytes()) for one in (tmp_path / "p").glob("1-*.pdf")]
    assert ["3600 kg" in one for one in pages] == [True]
    assert "825 kg" not in pages[0], "two batteries of 412.5 kg"
