"""A pack that leaves sight and comes back: told by answering questions, and shown everywhere."""

from __future__ import annotations

from typing import Any

from cli.desk import YES, Desk, Person
from lives.conftest import PACK, WORKSHOP

#: Kinds that the whole story of tests/cli/test_every_kind.py leaves to this one.
KINDS = frozenset({"pack.exported", "pack.lost", "pack.stolen", "pack.found"})
_SIGN = {"Sign as": YES}


def _asked(desk: Desk, command: str, at: str, answers: dict[str, Any]) -> dict[str, Any]:
    person = Person({**answers, **_SIGN})
    ran = desk.run(f"{command} {PACK} --json", person=person, at=at)
    assert ran.code == 0, ran.err
    assert not person.unused(), f"never asked for {person.unused()}\n{ran.err}"
    event: dict[str, Any] = ran.json["events"][-1]
    return dict(desk.ok("show", str(event["index"]), "--json").json["event"]["payload"])


def test_a_person_reports_a_theft_an_export_and_a_loss_by_answering_questions(bench: Desk) -> None:
    told = {
        _asked(bench, f"pack {command}", at, answers)["kind"]
        for command, at, answers in (
            ("stolen", "03-05T08:00", {"number of the police report": "CI-42/2026"}),
            ("found", "03-06T08:00",
             {"how it came back": "recovered", "condition": "cannot_be_diagnosed"}),
            ("export", "03-07T08:00",
             {"country of destination": ["usa", "US"], "day on which": "2026-03-07",
              "who has it abroad": "Lone Star Cells LLC"}),
            ("found", "03-08T08:00",
             {"how it came back": "came_back_from_abroad", "condition": "cannot_be_diagnosed"}),
            ("lost", "03-09T08:00", {"how it was lost": "not_at_stocktaking"}),
        )
    }  # fmt: skip

    assert told == KINDS
    verdict = bench.run("verify --json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)


def test_a_stolen_pack_is_told_wherever_somebody_looks_at_it(bench: Desk) -> None:
    bench.ok(f"pack stolen {PACK} report_no=CI-42/2026 --as {WORKSHOP} --yes", at="03-05T08:00")

    shown = bench.ok(f"pack show {PACK} --json").json["item"]
    assert (shown["place"], shown["gone"]["gone"]) == ("lost", "stolen")
    assert shown["gone"]["report_no"] == "CI-42/2026"
    out = bench.ok(f"pack show {PACK}").out
    assert "stolen, recorded on 2026-03-05" in out
    assert "pack found" in out
    page = bench.ok("today --json").json
    assert [one["gone"] for one in page["out_of_sight"]] == ["stolen"]
    assert page["held"] == {"in_stock": 1}
    assert "OUT OF SIGHT" in bench.ok("today").out
    assert "FUERA DE VISTA" in bench.ok("today --lang es").out
    assert "pack show" in bench.ok(f"resolve {PACK}").out

    late = bench.run(
        f"pack assess {PACK} condition=serviceable method=visual --as {WORKSHOP} --yes"
    )
    assert late.code == 3
    assert "BP-C032" in late.err


def test_waste_does_not_leave_the_country_without_its_consent(bench: Desk) -> None:
    bench.ok(
        f"log item.declared-waste items={PACK} reason=end_of_life stream=whole_battery"
        f" --as {WORKSHOP} --yes", at="03-05T08:00",
    )  # fmt: skip
    words = f"{PACK} country=US exported_on=2026-03-06 custodian_abroad=Lone-Star"

    refused = bench.run(f"pack export {words} --as {WORKSHOP} --yes", at="03-06T08:00")
    assert refused.code == 3
    assert "BP-W009" in refused.err
    bench.ok(f"pack export {words} consent_no=MX-US-42 --as {WORKSHOP} --yes", at="03-06T08:00")

    book = bench.ok(f"logbook export --party {WORKSHOP} --json").json["movements"]
    assert [(one["direction"], one["what"], one["count"]) for one in book][-1] == (
        "out", "exported", 1,
    )  # fmt: skip
    assert "exportado" in bench.ok(f"logbook export --party {WORKSHOP} --lang es").out

    entry = bench.ok(f"history {PACK} --json").json["events"][-1]
    bench.ok(f"annul {entry['index']} --why wrong_item --as {WORKSHOP} --yes")
    assert bench.ok(f"pack show {PACK} --json").json["item"]["place"] == "in_stock"
