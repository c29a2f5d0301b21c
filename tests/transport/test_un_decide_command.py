"""``un decide`` and ``un editions``: files of cases in, decisions out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.desk import Desk
from transport.deciding import CASES, cases, plain

HEAD = "id,mode,config,wh,net_kg,soc_percent,condition,un38_3,date,extra\n"
GOOD = "G,road:ADR,alone,500,4,60,new,yes,2026-03-10,form=battery;gross_kg=5;count=1\n"


def _lines(desk: Desk, file: Path | str, *words: str) -> list[dict[str, Any]]:
    ran = desk.ok("un", "decide", "--cases", str(file), "--jsonl", *words)
    return [json.loads(line) for line in ran.out.splitlines()]


def test_one_object_for_each_row_in_the_binding_form(bare: Desk) -> None:
    found = {row["id"]: row for row in _lines(bare, CASES)}

    assert list(found) == [row["id"] for row in cases()]
    for row in cases():
        got = found[row["id"]]
        assert list(got) == [
            "id", "un", "psn", "packing_instructions", "marks", "statements", "prohibited",
            "reasons", "missing", "edition",
        ]  # fmt: skip
        assert got["un"] == row["expected_un"]
        assert got["prohibited"] is (row["prohibited"] == "yes")
        assert got["missing"] == []
        assert plain(row["source"]).startswith(plain(got["edition"])[:8])
        for reason in got["reasons"]:
            assert list(reason) == ["code", "text", "source"]
            assert all(reason.values())
        if row["expected_labels"] not in ("", "none"):
            wanted = {label.replace("—", "-") for label in row["expected_labels"].split(";")}
            assert set(got["marks"]) == wanted


def test_the_expected_columns_are_not_looked_at(bare: Desk, tmp_path: Path) -> None:
    changed = tmp_path / "changed.csv"
    text = CASES.read_text("utf-8").replace("UN3480", "UN1203").replace(",no,", ",yes,")
    changed.write_text(text, "utf-8")

    assert _lines(bare, changed)[:20] == _lines(bare, CASES)[:20]


def test_a_bad_row_is_answered_and_stops_no_other(bare: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(
        HEAD
        + "A,road:ADR,alone,zero,4,60,new,yes,2026-03-10,\n"
        + "B,moon:ADR,alone,5,4,60,new,yes,2026-03-10,form\n"
        + "C,road:ADR,alone,500,4,60,,yes,2026-03-10,form=battery;gross_kg=5;count=1\n"
        + "D,,,,,,,,,\n"
        + "E,road:ADR,alone,500,4,160,new,yes,2026-03-10,form=battery,too,many\n"
        + GOOD,
        "utf-8",
    )
    found = {row["id"]: row for row in _lines(bare, file)}

    assert [found[name]["prohibited"] for name in "ABCDEG"] == [True] * 5 + [False]
    assert found["A"]["reasons"][0]["code"] == "UNREADABLE"
    assert {one["code"] for one in found["B"]["reasons"]} == {"UNREADABLE"}
    assert (found["C"]["missing"], found["C"]["un"]) == (["condition"], "UN3480")
    assert found["D"]["missing"] == ["regime", "date", "config", "condition"]
    assert {one["code"] for one in found["E"]["reasons"]} == {"UNREADABLE", "SOC_IMPOSSIBLE"}


def test_the_texts_of_reasons_are_in_the_language_of_the_run(bare: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(HEAD + GOOD, "utf-8")
    english = _lines(bare, file)[0]["reasons"][0]["text"]
    spanish = _lines(bare, file, "--lang", "es")[0]["reasons"][0]["text"]

    assert english.startswith("Not small")
    assert spanish.startswith("No es pequeña")


def test_cases_come_from_standard_input_and_from_excel(bare: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(HEAD + GOOD, "utf-8-sig")
    typed = bare.ok("un", "decide", "--cases", "-", "--jsonl", typed=HEAD + GOOD)

    assert json.loads(typed.out) == _lines(bare, file)[0]


def test_a_column_of_its_own_counts_as_in_extra(bare: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(
        "id,mode,config,condition,date,chem,net_kg,gross_kg,count,un38_3,wh,casing\n"
        "N,road:ADR,alone,new,2026-03-10,na_ion,45,50,1,yes,5000,strong\n",
        "utf-8",
    )

    assert _lines(bare, file)[0]["un"] == "UN3551"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a,b\n1,2\n", "mode"),
        ("", "id"),
        ("id,id,mode,config,condition,date\n", "columns that stand twice: id;"),
        ("id;mode;config;condition;date\n", "missing columns: id, mode"),
        (HEAD, "no case below"),
        (HEAD.replace("extra", "recall") + GOOD, "columns that nobody reads: recall;"),
        (HEAD + '"open', "cases"),
    ],
)
def test_what_is_no_file_of_cases_is_refused(
    text: str, word: str, bare: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(text, "utf-8")
    ran = bare.run("un", "decide", "--cases", str(file), "--jsonl")

    assert ran.code == 2
    assert word in ran.err
    assert bare.run("un", "decide", "--cases", str(tmp_path)).code == 1


def test_people_see_a_table(bare: Desk) -> None:
    ran = bare.ok("un", "decide", "--cases", str(CASES), "--lang", "es")

    assert ran.out.splitlines()[0].startswith("id")
    assert "AIR_DDR_A154" in ran.out


def test_editions_are_listed_with_their_days(bare: Desk) -> None:
    every = {row["id"]: row for row in bare.ok("un editions --json").json["editions"]}
    assert every["IMDG-42-24"]["mandatory_from"] == "2026-01-01"
    assert every["ADR-2027"]["reviewed"] is False
    on_day = bare.ok("un editions --on 2025-03-01 --regime ADR --json").json["editions"]
    assert [row["id"] for row in on_day] == ["ADR-2023", "ADR-2025"]
    assert "sin leer" in bare.ok("un editions --lang es").out
    assert bare.run("un editions --regime TDG").code == 2
    assert bare.run("un editions --on tomorrow").code == 2


def test_explain_gives_the_rows_behind_a_code_with_source_and_confidence(bare: Desk) -> None:
    rows = bare.ok("explain air_soc_a331 --json").json["rows"]

    assert {row["confidence"] for row in rows} == {"high", "medium", "low"}
    first = [(row["edition"][:11], row["since"]) for row in rows if row["row"] == "AIR-SOC-966"]
    assert first == [("IATA DGR 67", "2026-01-01")], "in 2025 it was only recommended"
    spanish = bare.ok("explain DDR_STABLE --lang es")
    assert "SP 376; P908; LP904" in spanish.out
    assert "Dañada o defectuosa" in spanish.out
    assert bare.run("explain AIR_NOTHING").code == 2


def test_a_row_that_nobody_could_find_again_is_answered_with_its_reason(
    bare: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(HEAD + GOOD + GOOD + GOOD.replace("G,", " ,", 1), "utf-8")
    found = _lines(bare, file, "--lang", "es")

    assert [(row["id"], row["prohibited"]) for row in found] == [
        ("G", False), ("G", True), ("", True),
    ]  # fmt: skip
    assert [row["reasons"][0]["code"] for row in found[1:]] == ["UNREADABLE", "UNREADABLE"]
    assert "renglón anterior" in found[1]["reasons"][0]["text"]


def test_a_set_of_rules_in_a_column_of_its_own_is_read(bare: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    head = HEAD.replace("extra", "extra,regime")
    file.write_text(
        head
        + GOOD.replace("road:ADR", "road").replace("count=1\n", "count=1,ADR\n")
        + GOOD.replace("G,", "H,", 1).replace("count=1\n", "count=1,NOM-002\n"),
        "utf-8",
    )
    found = _lines(bare, file)

    assert [row["edition"] for row in found] == ["ADR 2025", ""]
    assert found[1]["reasons"][0]["code"] == "CONTRADICTION"
