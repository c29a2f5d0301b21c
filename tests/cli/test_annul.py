"""Taking back what was signed by mistake: with the other side, alone, too late, and on paper."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from batterypass import bootstrap
from cli.amend_yard import FIRST, SECOND, entry_of, items, pages, state
from cli.amend_yard import desk as desk
from cli.amend_yard import gate as gate
from cli.amend_yard import moved as moved
from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, size
from cli.desk import Desk, Person

WHY = ("--why", "did_not_happen")


def annul(desk: Desk, entry: str, *words: str, **settings: Any) -> Any:
    return desk.run("annul", entry, *WHY, *words, "--yes", **settings)


def verified(desk: Desk) -> tuple[bool, bool]:
    found = desk.run("verify", "--json").json
    return found["authentic"], found["compliant"]


# --- with the other side ----------------------------------------------------------------------


def test_a_reception_is_taken_back_once_consignor_and_carrier_agree(gate: Desk) -> None:
    reception = entry_of(gate, "consignment.received")
    made = annul(gate, reception)
    assert made.code == 0
    assert "waits for" in made.err
    assert f"--as https://{CARRIER}.example" in made.err
    assert state(gate).state == "received"
    assert "annulment waits" in gate.ok("history", FIRST).out
    assert "1 waiting" in gate.ok("today").out

    gate.ok("agree", reception, "--as", MAKER, "--yes")
    assert state(gate).state == "received"
    seen = gate.run("agree", reception, "--as", CARRIER, person=Person({"Sign as": "y"}))
    assert seen.code == 0

    after = state(gate)
    assert (after.state, after.measured_kg, after.received_at) == ("delivered", "", "")
    assert [one.custodian for one in items(gate, FIRST, SECOND)] == [
        f"https://{CARRIER}.example"
    ] * 2
    shown = gate.ok("diff", reception).out
    assert "ANNULLED by entry" in shown
    assert "state" in shown
    assert "received  →  at the gate" in shown
    assert "ANNULLED" in gate.ok("history", FIRST).out
    assert "waiting" not in gate.ok("today").out
    assert verified(gate) == (True, True)
    assert gate.run("rebuild").code == 0


def test_what_was_taken_back_happens_again(gate: Desk) -> None:
    reception = entry_of(gate, "consignment.received")
    annul(gate, reception)
    for party in (MAKER, CARRIER):
        gate.ok("agree", reception, "--as", party, "--yes")

    again = gate.ok(
        "receive", NUMBER, "--all-received", "--mass-kg", "815", "--as", RECYCLER, "--yes",
        at="11-23T11:20",
    )  # fmt: skip

    assert "already" not in again.out
    assert state(gate).measured_kg == "815"
    with bootstrap.open_ledger(gate.ledger, read_only=True) as ledger:
        recycler = ledger.party(RECYCLER)
    assert list(recycler.accepted.values()) == ["815"]
    assert verified(gate) == (True, True)
    # What came afterwards stands on the new one, and the old one stays annulled.
    assert "ANNULLED" in gate.ok("show", reception).out


def go_on(gate: Desk) -> None:
    """Let one of the packs that were received be fetched by somebody."""
    words = (FIRST, "--to", MAKER, "--as", RECYCLER, "--yes")
    gate.ok("handoff", "release", *words, at="11-23T11:10")


def test_agreeing_after_something_else_happened_comes_too_late(gate: Desk) -> None:
    reception = entry_of(gate, "consignment.received")
    annul(gate, reception)
    go_on(gate)
    before = size(gate)

    ran = gate.run("agree", reception, "--as", MAKER, "--yes", at="11-23T11:20")

    assert ran.code == 3
    assert "BP-E007" in ran.err
    assert "a later entry stands on it" in ran.err
    assert size(gate) == before
    assert "can no longer hold" in gate.ok("diff", reception).out
    assert "waiting" not in gate.ok("today").out
    assert state(gate).state == "received"


# --- alone ------------------------------------------------------------------------------------


def test_a_declaration_of_waste_is_taken_back_alone(desk: Desk) -> None:
    third = desk.ok("pack list --all --json").json["items"][2]["item"]
    desk.ok(
        "log", "item.declared-waste", third, "reason=damaged", "stream=whole_battery",
        "--as", MAKER, "--yes",
    )  # fmt: skip
    last = entry_of(desk, "item.declared-waste", third)

    ran = annul(desk, last, "--json")

    assert ran.code == 0
    found = items(desk, third)[0]
    assert (found.stream, found.waste_reason) == ("whole_battery", "end_of_life")
    assert verified(desk) == (True, True)


def test_a_hand_over_that_was_not_taken_is_taken_back_and_made_again(desk: Desk) -> None:
    third = desk.ok("pack list --all --json").json["items"][2]["item"]
    to = ("--to", RECYCLER, "--as", MAKER, "--yes")
    desk.ok("handoff", "release", third, *to)
    entry = entry_of(desk, "custody.released", third)
    assert annul(desk, entry).code == 0
    assert items(desk, third)[0].released_to == ""

    # The same words a minute later are news, for the first time was annulled.
    again = desk.ok("handoff", "release", third, *to, at="11-23T11:01")

    assert "already" not in again.out
    assert items(desk, third)[0].released_to == f"https://{RECYCLER}.example"


def test_saying_it_twice_annuls_once(gate: Desk) -> None:
    reception = entry_of(gate, "consignment.received")
    annul(gate, reception)
    before = size(gate)

    again = annul(gate, reception)

    assert again.code == 0
    assert "already recorded" in again.out
    assert size(gate) == before


# --- refused ----------------------------------------------------------------------------------


def test_what_cannot_be_annulled_says_what_to_do_instead(desk: Desk) -> None:
    before = size(desk)
    for kind, said in (
        ("consignment.offered", "batterypass ship void"),
        ("pack.manufactured", "batterypass amend"),
    ):
        ran = annul(desk, entry_of(desk, kind))
        assert ran.code == 2
        assert said in ran.err
    assert size(desk) == before


def test_what_something_stands_on_is_refused_by_name(gate: Desk) -> None:
    for kind in ("consignment.collected", "item.declared-waste"):
        ran = annul(gate, entry_of(gate, kind))
        assert ran.code == 3
        assert "BP-E006" in ran.err
        assert "a later entry stands on it" in ran.err


def test_nobody_takes_back_what_another_has_signed(gate: Desk) -> None:
    before = size(gate)
    ran = annul(gate, entry_of(gate, "consignment.received"), "--as", MAKER)
    assert ran.code == 3
    assert "BP-P001" in ran.err
    assert gate.run("annul", entry_of(gate, "consignment.received"), "--yes").code == 2
    assert size(gate) == before


def test_a_person_sees_what_will_be_so_again_and_says_no(gate: Desk) -> None:
    before = size(gate)
    person = Person({"reason": ["9", "2"], "Sign as": "n"})

    ran = gate.run("annul", entry_of(gate, "consignment.received"), person=person)

    assert ran.code == 7
    assert "received  →  at the gate" in ran.err
    assert "it will wait for" in ran.err
    assert size(gate) == before


def test_the_same_in_spanish(gate: Desk) -> None:
    reception = entry_of(gate, "consignment.received")
    gate.lang = "es"
    ran = annul(gate, reception)
    assert "recibido  →  en la puerta" in ran.err
    assert "esperará a" in ran.err
    assert "anulación en espera" in gate.ok("history", FIRST).out
    assert "por aceptar" in gate.ok("today").out
    for party in (MAKER, CARRIER):
        gate.ok("agree", reception, "--as", party, "--yes")
    assert "ANULADO por el asiento" in gate.ok("show", reception).out
    ran = annul(gate, entry_of(gate, "consignment.offered"))
    assert "retírela con batterypass ship void" in ran.err


# --- away from the log ------------------------------------------------------------------------


def test_an_annulment_signed_without_a_network_is_refused_where_others_went_on(
    gate: Desk, tmp_path: Path
) -> None:
    site, sent = str(tmp_path / "site.bp"), str(tmp_path / "out.bpz")
    gate.ok("replica", "create", str(gate.ledger), site)
    reception = entry_of(gate, "consignment.received")
    assert annul(gate, reception, "--ledger", site).code == 0
    go_on(gate)
    before = size(gate)
    gate.ok("outbox", "send", "-o", sent, "--as", RECYCLER, "--ledger", site)

    ran = gate.run("submit", sent, at="11-23T11:20")

    assert "BP-E006" in ran.out + ran.err
    # The refusal itself, and the seal of the answer: a time mark, the heads.
    assert size(gate) <= before + 2
    assert "ANNUL" not in gate.ok("show", reception).out
    assert verified(gate)[0] is True


# --- on paper ---------------------------------------------------------------------------------


def test_a_paper_that_rests_on_an_annulled_entry_is_told(gate: Desk) -> None:
    paper = gate.folder / "paper.pdf"
    old = gate.folder / "old.pdf"

    def printed() -> str:
        gate.ok("manifest", "pdf", NUMBER, "-o", str(paper), "--as", RECYCLER, "--yes")
        return pages(paper)

    before = printed()
    assert "RECEIVED" in before
    shutil.copy(paper, old)
    reception = entry_of(gate, "consignment.received")
    annul(gate, reception)
    assert "waits for" in printed()
    for party in (MAKER, CARRIER):
        gate.ok("agree", reception, "--as", party, "--yes")

    after = printed()
    assert "RECEIVED" not in after
    assert f"ANNULLED: entry {reception}" in after
    assert f"entry {reception} is ANNULLED" in after
    found = gate.ok("manifest", "check", str(paper), "--json").json["check"]
    assert (found["verdict"], found["annulled_since"]) == (True, [])
    found = gate.ok("manifest", "check", str(old), "--json").json["check"]
    assert len(found["annulled_since"]) == 1
    assert "ANNULLED" in gate.ok("manifest", "check", str(old)).out
    gate.lang = "es"
    assert "ANULADO" in gate.ok("manifest", "check", str(old)).out


def test_what_was_annulled_is_in_no_log_book(gate: Desk) -> None:
    reception = entry_of(gate, "consignment.received")

    def lines() -> list[Any]:
        shown = gate.ok("logbook", "export", "--party", RECYCLER, "--json").json
        return [one["what"] for one in shown["movements"]]

    assert lines() == ["received"]
    annul(gate, reception)
    for party in (MAKER, CARRIER):
        gate.ok("agree", reception, "--as", party, "--yes")
    assert lines() == []
    # A thing that is no manifest too: taken without a carrier, and given back.
    third = gate.ok("pack list --all --json").json["items"][2]["item"]
    to = ("--as", MAKER, "--yes")
    gate.ok("handoff", "release", third, "--to", RECYCLER, *to, at="11-23T11:10")
    gate.ok(
        "handoff", "accept", third, "--from", MAKER, "--as", RECYCLER, "--yes", at="11-23T11:11"
    )
    assert lines() == ["accepted"]
    accepted = entry_of(gate, "custody.accepted", third)
    assert annul(gate, accepted, at="11-23T11:12").code == 0
    gate.ok("agree", accepted, "--as", MAKER, "--yes", at="11-23T11:13")
    assert lines() == []
