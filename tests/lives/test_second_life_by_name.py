"""A further life is advised from readings, and decided by a person who is asked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from cli.desk import YES, Desk, Person
from lives.conftest import PACK, WORKSHOP

#: Kinds that the whole story of tests/cli/test_every_kind.py leaves to this one.
KINDS = frozenset({"item.decided"})
_SIGN = {"Sign as": YES}
OTHER = "SA26-000002"


def _read(desk: Desk, soh: str, at: str = "03-05T09:00", **more: str) -> None:
    words = {"condition": "serviceable", "method": "capacity_test", "soh_percent": soh, **more}
    said = " ".join(f"{name}={value}" for name, value in words.items())
    desk.ok(f"pack assess {PACK} {said} --as {WORKSHOP} --yes", at=at)


def _advice(desk: Desk, words: str = PACK, code: int = 0) -> dict[str, Any]:
    ran = desk.run(f"pack advise {words} --json")
    assert ran.code == code, ran.err
    return dict(ran.json["advice"][0])


def test_advice_names_each_value_its_entry_and_its_row(bench: Desk) -> None:
    before = _advice(bench, code=5)
    assert before["answer"] == "not_enough_data"
    assert {one["fact"] for one in before["reasons"]} == {"soh_percent", "reading_age_days"}

    _read(bench, "72")
    found = _advice(bench)

    assert found["answer"] == "repurpose"
    soh = next(one for one in found["checks"] if one["row"] == "REUSE-SOH-EV")
    assert (soh["value"], soh["least"], soh["outcome"]) == ("72", "80", "fails")
    shown = bench.ok("show", str(soh["entry"]), "--json").json["event"]["payload"]
    assert shown["kind"] == "item.assessed"
    out = bench.ok(f"pack advise {PACK}").out
    assert "Advice: give it another use" in out
    assert "REPURPOSE-SOH" in out
    spanish = bench.ok(f"pack advise {PACK} --lang es").out
    assert "Recomendación: darle otro uso" in spanish
    assert "confianza baja" in spanish


def test_advice_gets_old_and_asks_for_a_new_reading(bench: Desk) -> None:
    _read(bench, "90")

    assert _advice(bench)["answer"] == "reuse"
    late = _advice(bench, f"{PACK} --on 2026-10-01", code=5)
    assert late["answer"] == "not_enough_data"
    assert [one["row"] for one in late["reasons"]] == ["REUSE-READ-ON"]


def test_a_measured_capacity_stands_for_the_state_of_health(bench: Desk) -> None:
    rated = float(bench.ok(f"pack show {PACK} --json").json["item"]["capacity_ah"])
    bench.ok(
        f"pack assess {PACK} condition=serviceable method=capacity_test"
        f" capacity_ah={rated * 0.9:.1f} --as {WORKSHOP} --yes", at="03-05T09:00",
    )  # fmt: skip

    found = _advice(bench)

    check = next(one for one in found["checks"] if one["row"] == "REUSE-SOH-EV")
    assert check["derived"] is True
    assert abs(float(check["value"]) - 90) < 0.1


def test_many_are_advised_from_a_file_by_ones_own_table(bench: Desk, tmp_path: Path) -> None:
    _read(bench, "72")
    listed = tmp_path / "yard.csv"
    listed.write_text(f"serial;note\n{PACK};first\n{OTHER};\n{PACK};again\n")
    rows = [
        {
            "id": f"OURS-{use.upper()}", "for": use, "fact": "soh_percent", "least": least,
            "needed": True, "otherwise": "fails", "chemistries": ["any"], "categories": ["any"],
            "valid_from": "2020-01-01", "valid_to": None, "status": "in_force",
            "source": "our laboratory", "confidence": "medium",
        }
        for use, least in (("reuse", "70"), ("repurpose", "60"))
    ]  # fmt: skip
    table = tmp_path / "ours.json"
    table.write_text(json.dumps({"rows": rows}))
    written = tmp_path / "advice.csv"

    ran = bench.run(f"pack advise {listed} --table {table} -o {written}")

    assert ran.code == 5
    rows_read = list(csv.DictReader(io.StringIO(written.read_text("utf-8-sig"))))
    assert [(row["serial"], row["answer"]) for row in rows_read] == [
        (PACK, "reuse"), (OTHER, "not_enough_data"),
    ]  # fmt: skip
    assert rows_read[0]["rows"] == "OURS-REUSE"
    table.write_text("{}")
    wrong = bench.run(f"pack advise {PACK} --table {table}")
    assert wrong.code == 2
    assert "ours.json" in wrong.err


def test_a_person_decides_otherwise_and_is_asked_why(bench: Desk) -> None:
    none = bench.run(f"pack decide {PACK} decision=recycle --as {WORKSHOP} --yes")
    assert none.code == 2
    assert "pack assess" in none.err
    _read(bench, "90")

    person = Person({"decision": "recycle", "why it departs": "no_demand", **_SIGN})
    ran = bench.run(f"pack decide {PACK} --as {WORKSHOP} --json", person=person, at="03-05T10:00")
    assert ran.code == 0, ran.err
    assert not person.unused()
    event = ran.json["events"][-1]
    assert event["kind"] in KINDS

    payload = bench.ok("show", str(event["index"]), "--json").json["event"]["payload"]
    assert payload["advice"]["answer"] == "reuse"
    assert payload["reason"] == "no_demand"
    assert payload["advice"]["table_sha256"] == _advice(bench)["table_sha256"]
    shown = bench.ok(f"pack show {PACK} --json").json["item"]
    assert (shown["decided"]["decision"], shown["life"]) == ("recycle", "original")
    assert "decided on 2026-03-05" in bench.ok(f"pack show {PACK}").out

    again = bench.run(f"pack decide {PACK} decision=repurpose --as {WORKSHOP} --yes")
    assert again.code == 3
    assert "BP-C033" in again.err
    annulled = bench.run(f"annul {event['index']} --why other --as {WORKSHOP} --yes")
    assert annulled.code == 2
    assert "decide anew" in annulled.err
    verdict = bench.run("verify --json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)


def test_nothing_is_advised_about_what_is_gone_or_over(bench: Desk) -> None:
    bench.ok(f"pack lost {PACK} how=other --as {WORKSHOP} --yes", at="03-05T08:00")

    ran = bench.run(f"pack advise {PACK}")

    assert ran.code == 2
    assert "pack found" in ran.err


def test_one_that_is_gone_does_not_keep_the_advice_on_others(bench: Desk, tmp_path: Path) -> None:
    bench.ok(f"pack lost {PACK} how=other --as {WORKSHOP} --yes", at="03-05T08:00")
    listed, written = tmp_path / "yard.csv", tmp_path / "advice.csv"
    listed.write_text(f"serial\n{PACK}\n{OTHER}\n")

    ran = bench.run(f"pack advise {listed} -o {written}")

    assert ran.code == 5
    assert "out of sight" in ran.err
    assert "Without advice, because nothing is left to be decided: 1" in ran.err
    rows = list(csv.DictReader(io.StringIO(written.read_text("utf-8-sig"))))
    assert [row["serial"] for row in rows] == [OTHER]
    assert "ya no hay nada que decidir: 1" in bench.run(f"pack advise {listed} --lang es").err
