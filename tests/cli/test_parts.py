"""More than 100 packs at the terminal: one question, one number, one paper; what is torn goes on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.domain.ids import printed_id
from cli.custody import (
    BASE,
    CARRIER,
    MAKER,
    NUMBER,
    RECYCLER,
    last,
    serials,
    size,
    write_items,
    write_packs,
)  # fmt: skip
from cli.desk import Desk, Person, open_yard, quick_keys
from documents.reading import squeezed

COUNT = 120
_COMMON = ("event_id", "kind", "version", "event_time", "actor", "subjects", "seen")


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with 120 packs of waste, and their list in ``items.csv``."""
    folder = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder)
        write_packs(folder / "packs.csv", range(1, COUNT + 1))
        file_name = str(folder / "packs.csv")
        desk.ok("pack", "import", file_name, "--as", MAKER, "--yes", at="03-03T09:00")
        every = serials(*range(1, COUNT + 1))
        for some in (every[:100], every[100:]):
            desk.ok(
                "log", "item.declared-waste", *some, "reason=end_of_life", "stream=whole_battery",
                "--as", MAKER, "--yes", at="11-20T09:00",
            )  # fmt: skip
    write_items(folder / "items.csv", range(1, COUNT + 1))
    return folder


@pytest.fixture
def desk(stocked: Path, tmp_path: Path) -> Desk:
    folder = tmp_path / "desk"
    shutil.copytree(stocked, folder)
    return Desk(folder, at="2026-11-23T08:10:00-06:00")


def offer(desk: Desk, *more: str) -> tuple[str, ...]:
    return (
        "ship", "offer", "--from-file", str(desk.folder / "items.csv"), "--to", RECYCLER,
        "--carrier", CARRIER, "--container-type", "tarima", "--as", MAKER, *more,
    )  # fmt: skip


def torn(desk: Desk, command: tuple[str, ...], kind: str, actor: str) -> None:
    """Record the first part alone, as a program does that is stopped behind it."""
    events = desk.ok(*command, "--dry-run", "--json").json["events"]
    form = {name: one for name, one in events[0]["payload"].items() if name not in _COMMON}
    file = desk.folder / "part.json"
    file.write_text(json.dumps(form))
    desk.ok("log", kind, "--from", str(file), "--as", actor, "--yes")


def state(desk: Desk) -> Any:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        return ledger.consignment(NUMBER)


def test_120_packs_are_offered_with_one_question_and_travel_on_one_paper(
    desk: Desk, tmp_path: Path
) -> None:
    person = Person({"Sign as": "y"})
    asked = desk.ok(*offer(desk), "--route", "MEX-85", person=person)
    assert sum(question.startswith("Sign as") for question in person.asked) == 1
    assert "120 items in 2 parts: one consignment, one number, one paper" in asked.err
    assert "part 1 of 2: 100 items, 41250 kg" in asked.err
    assert "part 2 of 2: 20 items, 8250 kg" in asked.err

    desk.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")
    desk.ok("ship", "deliver", NUMBER, "--yes", at="11-23T10:00")
    ran = desk.ok(
        "receive", NUMBER, "--all-received", "--line", "SA26-000105=missing", "--reject",
        "SA26-000118", "--reason", "damaged", "--next", "return", "--mass-kg", "48600", "--yes",
        at="11-23T10:20",
    )  # fmt: skip
    for said in ("120 items in 2 parts", "reason of the rejection", "missing", "rejected"):
        assert said in ran.err
    assert state(desk).state == "partially_received"
    assert state(desk).measured_kg == "48600"

    paper = tmp_path / "m.pdf"
    desk.ok("manifest", "pdf", NUMBER, "-o", str(paper), "--as", MAKER, "--yes")
    text = squeezed(paper.read_bytes())
    for number in range(1, COUNT + 1):
        assert printed_id(BASE.format(number)) in text
    assert "49500" in text.replace(",", "").replace(" ", "")
    assert last(desk, "document.prepared")["count"] == COUNT
    desk.ok("manifest", "check", str(paper))
    assert desk.ok("verify", "--json").json["compliant"] is True


def test_the_same_offer_again_writes_nothing(desk: Desk) -> None:
    desk.ok(*offer(desk, "--yes"))
    before = size(desk)
    again = desk.ok(*offer(desk, "--id", NUMBER, "--yes"))
    assert again.out.count("already recorded") == 2
    assert size(desk) == before


def test_an_offer_that_was_torn_off_is_finished_by_the_same_command(desk: Desk) -> None:
    torn(desk, offer(desk), "consignment.offered", MAKER)
    today = desk.ok("today", "--json").json
    assert today["consignments"][0]["parts"] == {"offered": {"in": 1, "of": 2}}
    assert "offered: 1 of 2 parts" in desk.ok("today").out
    assert "offered: 1 of 2 parts" in desk.ok("manifest", "show", NUMBER).out

    refused = desk.run("ship", "collect", NUMBER, "--yes")
    assert refused.code == 3
    assert "BP-C015" in refused.err
    assert f"batterypass ship offer --id {NUMBER}" in refused.err
    paper = desk.run("manifest", "pdf", NUMBER, "-o", str(desk.folder / "m.pdf"), "--as", MAKER)
    assert paper.code == 2
    assert "1 of 2 parts" in paper.err

    done = desk.ok(*offer(desk, "--yes"))
    assert done.out.count("already recorded") == 1
    assert "20 items in the parts of 2 that are missing; 1 signed already" in done.err
    assert (state(desk).state, len(state(desk).items)) == ("offered", COUNT)


def test_a_torn_offer_is_taken_back(desk: Desk) -> None:
    torn(desk, offer(desk), "consignment.offered", MAKER)
    desk.ok("ship", "void", NUMBER, "--reason", "not_needed", "--as", MAKER, "--yes")
    assert state(desk).state == "voided"
    desk.ok(*offer(desk, "--id", "M-2026-00002", "--yes"))


def test_120_packs_are_taken_back_in_parts(desk: Desk) -> None:
    desk.ok(*offer(desk, "--yes"))
    desk.ok("ship", "void", NUMBER, "--reason", "not_needed", "--as", MAKER, "--yes")
    assert state(desk).state == "voided"
    assert "already recorded" in desk.ok(
        "ship", "void", NUMBER, "--reason", "not_needed", "--as", MAKER, "--yes"
    ).out  # fmt: skip


def test_a_torn_collection_is_finished_by_the_same_command(desk: Desk) -> None:
    desk.ok(*offer(desk, "--yes"))
    command = ("ship", "collect", NUMBER, "--not-loaded", "SA26-000003", "--as", CARRIER)
    torn(desk, (*command, "--yes"), "consignment.collected", CARRIER)
    refused = desk.run("ship", "deliver", NUMBER, "--yes")
    assert refused.code == 3
    assert f"batterypass ship collect {NUMBER}" in refused.err

    done = desk.ok(*command, "--yes")

    assert "20 items in the parts of 2 that are missing" in done.err
    assert state(desk).state == "in_transit"
    left = [name for name, line in state(desk).items.items() if "outcome" in line]
    assert left == [BASE.format(3)]


def test_everything_is_turned_away_in_parts_and_comes_back(desk: Desk) -> None:
    desk.ok(*offer(desk, "--yes"))
    desk.ok("ship", "collect", NUMBER, "--yes", at="11-23T08:40")
    desk.ok(
        "receive", NUMBER, "--reject", "all", "--reason", "no_capacity", "--next", "return",
        "--yes", at="11-23T10:20",
    )  # fmt: skip
    assert state(desk).state == "rejected"
    desk.ok(
        "ship", "return", NUMBER, "--mass-kg", "49500", "--as", MAKER, "--yes", at="11-23T15:00"
    )
    assert state(desk).state == "returned"


def test_the_carrier_signs_for_120_packs_in_ink_and_countersigns_later(desk: Desk) -> None:
    desk.ok(*offer(desk, "--yes"))
    scan = desk.folder / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    desk.ok(
        "ship", "paper", NUMBER, "--step", "collected", "--name", "Camino Real", "--attach",
        str(scan), "--missing", "SA26-000003", "--as", MAKER, "--yes", at="11-23T08:40",
    )  # fmt: skip
    assert state(desk).state == "in_transit"
    desk.ok("ship", "countersign", NUMBER, "--as", CARRIER, "--yes", at="11-23T08:50")
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        assert not any(item.unconfirmed for item in ledger.items())


def test_a_scanner_receives_120_packs_and_one_signature_covers_them(desk: Desk) -> None:
    desk.ok(*offer(desk, "--yes"))
    desk.ok("ship", "collect", NUMBER, "--yes", at="11-23T08:40")
    scans = [BASE.format(number) for number in range(1, COUNT + 1) if number != 110]
    person = Scanner({"Sign as": "y"}, [*scans, ""], "49087.5")

    ran = desk.ok("receive", NUMBER, "--scan", person=person, at="11-23T10:20")

    assert "120 items in 2 parts" in ran.err
    assert (state(desk).state, state(desk).measured_kg) == ("received", "49087.5")
    assert state(desk).items[BASE.format(110)]["outcome"] == "missing"
    assert state(desk).items[BASE.format(111)]["outcome"] == "received"


class Scanner(Person):
    """Scans one pack after the other where a scan is asked for; then answers as a person does."""

    def __init__(self, answers: dict[str, str | list[str]], scans: list[str], kg: str) -> None:
        super().__init__(answers)
        self._scans, self._kg = scans, kg

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        assert self.hears is not None
        question = self.hears.getvalue().rsplit("\n", 1)[-1].strip()
        if self._scans and not question.startswith("Sign as"):
            return self._scans.pop(0) + "\n"
        if "kg" in question:
            return self._kg + "\n"
        return super().readline(size)
