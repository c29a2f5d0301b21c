"""Correcting what was signed: by words and by questions, agreed to by the other side, and refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from batterypass import bootstrap
from batterypass.app.find_directory import find_authorisation
from cli.custody import (
    BASE,
    CARRIER,
    MAKER,
    NUMBER,
    RECYCLER,
    busy,
    full,
    on_the_road,
    serials,
    size,
)
from cli.desk import Desk, Person, pack_words, quick_keys

__all__ = ["busy", "full"]
FIRST, SECOND = serials(1, 2)


@pytest.fixture(scope="module")
def moved(opened: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The yard of these tests with two packs on the road, and then received."""
    folder = tmp_path_factory.mktemp("moved")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        shutil.copytree(opened, folder / "road")
        road = Desk(folder / "road", at="2026-11-20T09:00:00-06:00")
        road.ok("pack", "add", *pack_words(3), "--as", MAKER, "--yes")
        road.ok(
            "log", "item.declared-waste", *serials(1, 2, 3), "reason=end_of_life",
            "stream=whole_battery", "--as", MAKER, "--yes",
        )  # fmt: skip
        road.at = "2026-11-23T08:10:00-06:00"
        on_the_road(road, 1, 2)
        shutil.copytree(folder / "road", folder / "gate")
        Desk(folder / "gate").ok(
            "receive", NUMBER, "--all-received", "--mass-kg", "820", "--as", RECYCLER, "--yes",
            at="11-23T10:20",
        )  # fmt: skip
    return folder


@pytest.fixture
def desk(moved: Path, tmp_path: Path) -> Desk:
    """Give a yard with two packs on the road."""
    shutil.copytree(moved / "road", tmp_path / "desk")
    return Desk(tmp_path / "desk", at="2026-11-23T11:00:00-06:00")


@pytest.fixture
def gate(moved: Path, tmp_path: Path) -> Desk:
    """Give the same yard after they were received."""
    shutil.copytree(moved / "gate", tmp_path / "gate")
    return Desk(tmp_path / "gate", at="2026-11-23T11:00:00-06:00")


def entry_of(desk: Desk, kind: str, serial: str = FIRST) -> str:
    """Give the number of the last entry of a kind in the history of a pack."""
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        found = [one.index for one in ledger.history(serial) if one.payload["kind"] == kind]
    return str(found[-1])


def state(desk: Desk) -> Any:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        return ledger.consignment(NUMBER)


def items(desk: Desk, *serials: str) -> list[Any]:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        return [ledger.item(one) for one in serials]


def amend(desk: Desk, *words: str, **settings: Any) -> Any:
    return desk.run("amend", *words, "--yes", **settings)


WHY = ("--why", "typing_error")


# --- what the other side has signed too -------------------------------------------------------


def test_a_declared_mass_holds_once_carrier_and_consignee_agree(gate: Desk) -> None:
    offer = entry_of(gate, "consignment.offered")
    made = amend(gate, offer, f"mass_kg@{FIRST}=410.25", "--why", "instrument_error", "--json")
    assert made.code == 0
    assert state(gate).declared_kg == "825"
    amendment = str(made.json["events"][0]["index"])

    # Two of those it waits for have keys here: what is suggested says who signs, and so it runs.
    (command,) = re.findall(r"batterypass (agree .*)", gate.ok("today").out)
    gate.ok(*command.split(), "--dry-run")

    # The other side sees both versions before it says yes.
    seen = gate.run(
        "agree", amendment, "--as", CARRIER, person=Person({"Sign as": "y"})
    )  # fmt: skip
    assert seen.code == 0
    assert "412.5  →  410.25" in seen.err
    shown = gate.ok("diff", offer)
    assert "the original governs" in shown.out
    gate.ok("agree", offer, "--as", RECYCLER, "--yes")

    assert state(gate).declared_kg == "822.75"
    told = gate.ok("show", offer)
    assert f"AMENDED by correction {amendment}" in told.out
    assert "412.5" in told.out.split("AMENDED")[0]
    assert f"AMENDED: entry {amendment}" in gate.ok("history", FIRST).out
    found = gate.ok("diff", amendment, "--json").json["diff"]
    assert found["entry"] == int(offer)
    assert found["corrections"][0]["holds"] is True
    assert found["corrections"][0]["fields"] == [
        {"field": "mass_kg", "item": BASE.format(1), "old": "412.5", "new": "410.25"}
    ]
    assert gate.run("verify", "--json").json["compliant"] is True


def test_agreeing_again_changes_nothing(desk: Desk) -> None:
    offer = entry_of(desk, "consignment.offered")
    amend(desk, offer, "waste.container_count=3", *WHY)
    # The only party that is asked and has a key here needs no name.
    desk.ok("agree", offer, "--yes")
    before = size(desk)

    again = desk.ok("agree", offer, "--yes")

    assert "already recorded" in again.out
    assert size(desk) == before
    assert state(desk).waste["container_count"] == 3


def test_nobody_who_was_not_asked_agrees(desk: Desk) -> None:
    offer = entry_of(desk, "consignment.offered")
    amend(desk, offer, "waste.container_count=3", *WHY)
    before = size(desk)

    ran = desk.run("agree", offer, "--as", RECYCLER, "--yes")

    assert ran.code == 3
    assert "BP-P001" in ran.err
    assert size(desk) == before


def test_a_reception_is_corrected_with_its_consignor(gate: Desk) -> None:
    reception = entry_of(gate, "consignment.received")
    amend(gate, reception, "measured_mass_kg=825", *WHY)
    assert state(gate).measured_kg == "820"

    gate.ok("agree", reception, "--yes")

    assert state(gate).measured_kg == "825"


# --- by questions -----------------------------------------------------------------------------


def test_a_person_corrects_by_answering_questions(desk: Desk) -> None:
    offer = entry_of(desk, "consignment.offered")
    person = Person(
        {
            "number of what is wrong": ["", "99", "SA26-000003", "containers", FIRST, "15", ""],
            "mass, kg (": ["heavy", "?", "410"], "reason": ["9", "1"], "Sign as": "y",
        }
    )  # fmt: skip

    ran = desk.ok("amend", offer, person=person)

    assert "SA26-000003 is not an item" in ran.err
    assert "containers" in ran.err
    assert "mass, kg (095B-T15T-4217-D)  412.5  →  410" in ran.err
    assert "waits for Transportes Camino Real" in ran.err
    assert "batterypass agree" in ran.err
    last = state(desk).amendments[-1]
    assert last["fields"] == [
        {"field": "mass_kg", "item": BASE.format(1), "old": "412.5", "new": "410"}
    ]
    assert last["reason"] == "typing_error"


def test_a_person_who_says_no_corrects_nothing(desk: Desk) -> None:
    before = size(desk)
    person = Person(
        {"number of what is wrong": ["6", ""], "mass": "410", "reason": "1", "Sign as": "n"}
    )
    assert desk.run("amend", entry_of(desk, "pack.manufactured"), person=person).code == 7
    assert size(desk) == before


def test_a_person_chooses_the_items_of_a_declaration(desk: Desk) -> None:
    declared = entry_of(desk, "item.declared-waste")
    person = Person(
        {
            "the items, separated": ["SA26-000009", f"{SECOND}, SA26-000003"],
            "number of what is wrong": ["1", ""], "reason [": "damaged", "reason (": "1",
            "reason:": "1", "Sign as": "y",
        }
    )  # fmt: skip

    ran = desk.ok("amend", declared, person=person)

    assert "no item here answers to 'SA26-000009'" in ran.err
    reasons = [one.waste_reason for one in items(desk, *serials(1, 2, 3))]
    assert reasons == ["end_of_life", "damaged", "damaged"]


# --- away from the log ------------------------------------------------------------------------


def test_a_correction_signed_without_a_network_holds_once_it_is_taken_in(
    desk: Desk, tmp_path: Path
) -> None:
    offer = entry_of(desk, "consignment.offered")
    site, sent = str(tmp_path / "site.bp"), str(tmp_path / "out.bpz")
    desk.ok("replica", "create", str(desk.ledger), site)
    at_site = ("--yes", "--ledger", site)
    desk.ok("amend", offer, "waste.container_count=3", *WHY, *at_site)
    assert "pending 1" in desk.ok("diff", offer, "--ledger", site).out
    desk.ok("agree", "1p", "--as", CARRIER, *at_site)
    shown = desk.ok("diff", "1p", "--ledger", site, "--json").json["diff"]["corrections"][0]
    assert (shown["entry"], shown["holds"], shown["holds_from"]) == (None, True, None)

    desk.ok("outbox", "send", "-o", sent, "--as", MAKER, "--ledger", site)
    desk.ok("submit", sent)

    assert state(desk).waste["container_count"] == 3
    assert desk.run("verify", "--json").json["authentic"] is True


# --- at once ----------------------------------------------------------------------------------


def test_what_only_one_party_has_signed_holds_at_once(desk: Desk) -> None:
    made = entry_of(desk, "pack.manufactured")
    ran = amend(desk, made, "mass_kg=410", "made_month=2026-01", *WHY)
    assert ran.code == 0
    assert "waits" not in ran.err

    shown = desk.ok("pack", "show", FIRST)
    assert "410" in shown.out
    assert "412.5  →  410" in desk.ok("show", made).out


def test_items_of_one_declaration_are_corrected_by_words(desk: Desk) -> None:
    declared = entry_of(desk, "item.declared-waste")
    words = [f"stream@{one}=cells_modules_offspec" for one in serials(2, 3)]
    assert amend(desk, declared, *words, "--why", "late_information").code == 0

    streams = [one.stream for one in items(desk, *serials(1, 2, 3))]
    assert streams == ["whole_battery", "cells_modules_offspec", "cells_modules_offspec"]
    assert "AMENDED" in desk.ok("history", SECOND).out


def test_an_authorisation_is_corrected_by_the_number_of_its_entry(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        entry = str(find_authorisation(ledger.session, "PS/RME-101/26").granted_index)
    assert amend(desk, entry, "effective_to=2031-01-31", "--why", "source_corrected").code == 0

    shown = desk.ok("diff", entry)
    assert "2031-01-31" in shown.out
    assert "holds from entry" in shown.out


def test_there_and_back_and_there_again_is_three_corrections(desk: Desk) -> None:
    made = entry_of(desk, "pack.manufactured")
    for mass in ("410", "412.5", "410"):
        ran = amend(desk, made, f"mass_kg={mass}", *WHY)
        assert ran.code == 0
        assert "already" not in ran.out
    pack = items(desk, FIRST)[0]
    assert pack.mass_kg == "410"
    assert len(pack.amendments) == 3


def test_a_retry_of_a_correction_that_waits_is_no_second_one(desk: Desk) -> None:
    offer = entry_of(desk, "consignment.offered")
    words = (offer, "waste.container_count=3", *WHY)
    amend(desk, *words)
    before = size(desk)

    again = amend(desk, *words)

    assert again.code == 0
    assert "already recorded" in again.out
    assert size(desk) == before


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    before = size(desk)
    made = entry_of(desk, "pack.manufactured")
    ran = desk.ok("amend", made, "mass_kg=410", *WHY, "--dry-run")
    assert "412.5  →  410" in ran.err
    assert size(desk) == before


# --- refused ----------------------------------------------------------------------------------


OFF: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("mass=410", *WHY), 2, "mass_kg"),
    (("serial=X", *WHY), 2, "serial cannot be corrected"),
    (("mass_kg=heavy", *WHY), 2, "heavy"),
    (("mass_kg=412.5", *WHY), 2, "412.5 already"),
    (("mass_kg=410", "mass_kg=411", *WHY), 2, "twice"),
    ((f"mass_kg@{SECOND}=410", *WHY), 2, "not an item of entry"),
    (("heavier", *WHY), 2, "FIELD=VALUE"),
    (("mass_kg=410",), 2, "--why"),
    (("mass_kg=410", "--why", "because"), 2, "typing_error"),
    ((), 2, "FIELD=VALUE"),
    (("mass_kg=410", *WHY, "--as", RECYCLER), 3, "BP-P001"),
)


def test_what_is_off_is_named(desk: Desk) -> None:
    before, made = size(desk), entry_of(desk, "pack.manufactured")
    for words, code, said in OFF:
        ran = desk.run("amend", made, *words, "--yes")
        assert ran.code == code, ran.err
        assert said in ran.err
    ran = amend(desk, entry_of(desk, "consignment.offered"), "mass_kg=410", *WHY)
    assert ran.code == 2
    assert "mass_kg@ITEM=VALUE" in ran.err
    assert size(desk) == before


def test_what_cannot_be_corrected_of_a_reception_is_taken_back(gate: Desk) -> None:
    entry = entry_of(gate, "consignment.received")
    ran = amend(gate, entry, f"outcome@{FIRST}=missing", *WHY)
    assert ran.code == 2
    assert f"batterypass annul {entry} takes it back" in ran.err


def test_a_kind_that_is_not_corrected_says_which_are(desk: Desk) -> None:
    ran = amend(desk, entry_of(desk, "consignment.collected"), "vehicle_type=x")
    assert ran.code == 2
    assert "consignment.offered" in ran.err


def test_an_overtaken_reading_says_so(desk: Desk) -> None:
    for at, soh in (("11-23T11:10", "80"), ("11-23T11:30", "79")):
        desk.ok(
            "log", "item.assessed", FIRST, "condition=serviceable", f"soh_percent={soh}",
            "method=capacity_test", "--as", MAKER, "--yes", at=at,
        )  # fmt: skip
    last = entry_of(desk, "item.assessed")
    first = str(int(last) - 2)

    ran = amend(desk, first, "soh_percent=81", *WHY)
    assert ran.code == 2
    assert "a later one is in its place" in ran.err
    assert amend(desk, last, "soh_percent=81", *WHY).code == 0


def test_nothing_waits_says_so(desk: Desk) -> None:
    made = entry_of(desk, "pack.manufactured")
    assert "no correction that waits" in desk.run("agree", made).err
    done = amend(desk, made, "mass_kg=410", *WHY, "--json").json["events"][0]
    ran = desk.run("agree", str(done["index"]))
    assert ran.code == 2
    assert "holds already" in ran.err


def test_the_same_in_spanish(desk: Desk) -> None:
    offer = entry_of(desk, "consignment.offered")
    desk.lang = "es"
    ran = amend(desk, offer, "waste.waste_name=Baterías de NMC", *WHY)
    assert "espera a Transportes Camino Real" in ran.err
    shown = desk.ok("diff", offer)
    assert "nombre del residuo  Baterías de ion litio  →  Baterías de NMC" in shown.out
    assert "hasta entonces rige el original" in shown.out
    assert "corrección en espera" in desk.ok("history", FIRST).out


# --- on paper ---------------------------------------------------------------------------------


def pages(path: Path) -> str:
    """Give the text of every page of a PDF."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))


def test_papers_made_after_a_correction_show_both_versions(desk: Desk) -> None:
    paper = desk.folder / "paper.pdf"

    def printed() -> str:
        desk.ok("manifest", "pdf", NUMBER, "-o", str(paper), "--as", MAKER, "--yes")
        return pages(paper)

    def checked() -> dict[str, Any]:
        return desk.ok("manifest", "check", str(paper), "--json").json["check"]  # type: ignore[no-any-return]

    before = printed()
    old = paper.read_bytes()
    assert "ENMENDADO" not in before
    offer = entry_of(desk, "consignment.offered")
    amend(desk, offer, "waste.container_count=3", *WHY)
    # While it waits, the original governs and the paper says that something waits.
    waiting = printed()
    assert "ENMENDADO" not in waiting
    assert "AMENDED" not in waiting
    assert "2 × tarima" in waiting
    assert "signed 2, proposed 3" in waiting
    assert "waits for Transportes Camino Real" in waiting
    assert checked()["verdict"] is True

    desk.ok("agree", offer, "--yes")
    amended = printed()
    assert "AMENDED" in amended
    assert "3 × tarima" in amended
    assert "was 2, now 3" in amended
    same = paper.read_bytes()
    printed()
    assert paper.read_bytes() == same
    assert checked()["verdict"] is True
    assert checked()["corrected_since"] == []
    shown = desk.ok("manifest", "show", NUMBER)
    assert "AMENDED" in shown.out
    assert "2  →  3" in shown.out

    # The first paper is still what was issued; who checks it is told what came after it.
    paper.write_bytes(old)
    assert checked()["verdict"] is True
    assert len(checked()["corrected_since"]) == 1
    assert "was corrected after it was printed" in desk.ok("manifest", "check", str(paper)).out


# --- two entries ------------------------------------------------------------------------------


def test_two_entries_are_compared_field_by_field(desk: Desk) -> None:
    first = entry_of(desk, "pack.manufactured")
    second = entry_of(desk, "pack.manufactured", SECOND)

    shown = desk.ok("diff", first, second)
    assert "serial number" in shown.out
    assert "mass" not in shown.out
    found = desk.ok("diff", first, second, "--json").json["diff"]["differences"]
    assert [one["path"] for one in found] == ["item", "serial"]
    assert "say the same" in desk.ok("diff", first, first).out
