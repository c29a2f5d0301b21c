"""Corrections of what another side has signed too: they wait, hold once it agrees, and papers show both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from cli.amend_yard import FIRST, WHY, amend, entry_of, pages, state
from cli.amend_yard import desk as desk
from cli.amend_yard import gate as gate
from cli.amend_yard import moved as moved
from cli.custody import BASE, CARRIER, MAKER, NUMBER, RECYCLER, size
from cli.custody import busy as busy
from cli.custody import full as full
from cli.desk import Desk, Person

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


# --- on paper ---------------------------------------------------------------------------------


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
