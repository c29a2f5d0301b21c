"""Repairs and further lives are signed by a person who is asked for each field by its name."""

from __future__ import annotations

from typing import Any

from cli.desk import YES, Desk, Person
from lives.conftest import PACK, WORKSHOP, hand_over

#: Kinds that the whole story of tests/cli/test_every_kind.py leaves to this one.
KINDS = frozenset(
    {"passport.updated", "pack.repaired", "pack.prepared-for-reuse", "pack.remanufactured"}
)
_SIGN = {"Sign as": YES}


def _asked(desk: Desk, command: str, at: str, answers: dict[str, Any]) -> dict[str, Any]:
    person = Person({**answers, **_SIGN})
    ran = desk.run(f"{command} --json", person=person, at=at)
    assert ran.code == 0, ran.err
    assert not person.unused(), f"never asked for {person.unused()}\n{ran.err}"
    event: dict[str, Any] = ran.json["events"][-1]
    payload = desk.ok("show", str(event["index"]), "--json").json["event"]["payload"]
    return dict(payload)


def _due(desk: Desk) -> list[str]:
    return [one["due"] for one in desk.ok("today --json").json["passports"]]


def test_a_person_mends_reuses_and_rebuilds_a_pack_by_answering_questions(bench: Desk) -> None:
    told: list[str] = []

    def asked(command: str, at: str, **answers: Any) -> dict[str, Any]:
        payload = _asked(bench, f"{command} {PACK} --as {WORKSHOP}", at, answers)
        told.append(payload["kind"])
        return payload

    mended = asked(
        "pack repair", "03-05T08:00",
        **{
            "work done": "modules_replaced, bms_replaced", "BMS replaced": "y",
            "Add: parts or modules swapped": YES, "part (": "module", "how many": "2",
            "number of what came out": "MOD-1", "number of what went in": "MOD-7",
        },
    )  # fmt: skip
    assert mended["parts"] == [
        {"part": "module", "count": 2, "removed": "MOD-1", "fitted": "MOD-7"}
    ]
    assert _due(bench) == []

    bench.ok(
        f"log item.assessed {PACK} condition=serviceable method=capacity_test soh_percent=88"
        f" --as {WORKSHOP} --yes", at="03-05T09:00",
    )  # fmt: skip
    asked("pack reuse", "03-05T10:00", **{"work done": "cleaning"})
    assert bench.ok(f"pack show {PACK} --json").json["item"]["life"] == "reused"
    assert _due(bench) == ["issue"]
    check = bench.ok(f"passport check {PACK} --json").json["passport_check"]
    assert check["due"] == "issue"
    assert "passport issue" in bench.ok("today").out
    issued = bench.ok(f"passport issue {PACK} --as {WORKSHOP} --yes --json", at="03-05T10:05").json
    assert _due(bench) == []
    payload = bench.ok("show", str(issued["events"][0]["index"]), "--json").json["event"]["payload"]
    assert len(payload["predecessors"]) == 1

    updated = asked(
        "passport update", "03-05T11:00",
        **{
            "Attribute": ["no_such_thing", "warranty_period", "number_of_full_cycles", ""],
            "warranty_period": "24", "number_of_full_cycles": "812",
        },
    )  # fmt: skip
    assert updated["values"] == {"warranty_period": "24"}
    assert list(updated["sealed"]) == ["individual_legitimate_interest"]

    rebuilt = asked(
        "pack remanufacture", "03-06T10:00",
        **{"restored capacity": "116", "rated energy": "40600", "BMS replaced": "n"},
    )  # fmt: skip
    assert rebuilt["capacity_ah"] == "116"
    shown = bench.ok(f"pack show {PACK} --json").json["item"]
    assert (shown["life"], shown["energy_wh"]) == ("remanufactured", "40600")
    assert _due(bench) == ["issue"]
    bench.ok(f"passport issue {PACK} --as {WORKSHOP} --yes", at="03-06T10:05")

    assert set(told) == KINDS
    verdict = bench.run("verify --json").json
    assert verdict["authentic"] is True
    assert verdict["compliant"] is True
    notices = [one for one in verdict["findings"] if one["code"] == "BP-C025"]
    assert notices
    assert all(one["settled"] for one in notices)


def test_a_passport_changes_hands_with_waste_and_ends_with_its_item(bench: Desk) -> None:
    bench.ok(
        f"log item.declared-waste items={PACK} reason=end_of_life stream=whole_battery"
        f" --as {WORKSHOP} --yes", at="03-05T08:00",
    )  # fmt: skip
    assert _due(bench) == ["hand-over"]
    bench.ok(f"passport hand-over {PACK} --to {WORKSHOP} --as sierra-alta --yes")
    assert _due(bench) == []
    early = bench.run(f"passport end {PACK} --as {WORKSHOP} --yes")
    assert early.code == 2
    assert "--reason" in early.err

    hand_over(bench, WORKSHOP, "recicladora", "03-06T08:00")
    parts = (
        'children=[{"item": "https://id.recicladora-norte.example/f/1", "item_kind": "fraction",'
        ' "material": "black_mass", "mass_kg": "400", "stream": "black_mass"}]'
    )
    bench.ok(
        "log", "item.dismantled", PACK, "mass_kg=410", parts, "--as", "recicladora", "--yes",
        at="03-07T08:00",
    )  # fmt: skip
    assert _due(bench) == ["end"]
    assert "passport end" in bench.ok("today").out
    bench.ok(f"passport end {PACK} --as {WORKSHOP} --yes", at="03-07T09:00")
    assert _due(bench) == []

    late = bench.run(f"passport update {PACK} warranty_period=9 --as {WORKSHOP} --yes")
    assert late.code == 3
    assert "BP-C009" in late.err
