"""``manifest-workflow.json`` against the rules: every event of it in every state, let in or refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.bootstrap import deadlines
from batterypass.regulations.due import due_of_consignment
from custody.test_workflow_cases import COLLECT, GATE, OFFER, PART, RECEIVE, REJECT
from custody.truck import Step, Truck, at
from shared import shared

#: State of the file -> ours. A draft is local, what is said after the truck changes no state here,
#: and closed is derived from it.
STATES = {
    "generator_signed": "offered", "in_transit": "in_transit", "arrived": "delivered",
    "received": "received", "partially_rejected": "partially_received", "rejected": "rejected",
    "cancelled": "voided",
}  # fmt: skip
#: Event of the file -> the word of :mod:`custody.truck`, and the kind in the manual.
EVENTS = {
    "carrier_accepted": "collect", "carrier_changed": "transfer", "arrived": "deliver",
    "received": "receive", "partially_rejected": "part", "rejected": "reject",
    "original_returned": "original", "processing_certified": "certify",
    "exception_reported": "exception", "cancelled": "void",
}  # fmt: skip
#: Events that no step of ours is: what is drafted is local, an offer is its first signature, what is
#: closed is derived, and a correction is ``entry.amended``.
NO_STEP = {"manifest_drafted", "generator_signed", "closed", "corrected"}
#: What we let in and the file does not: the generator waits for its original until it is back, and
#: the notice is due where the truck arrived, was received or turned away and the paper did not return.
ALSO = {
    ("exception_reported", state)
    for state in ("arrived", "received", "partially_rejected", "rejected")
}
WAY: dict[str, tuple[Step, ...]] = {
    "offered": (OFFER,),
    "in_transit": (OFFER, COLLECT),
    "delivered": GATE,
    "received": (*GATE, RECEIVE),
    "partially_received": (*GATE, PART),
    "rejected": (*GATE, REJECT),
    "voided": (OFFER, at("11-23T09:00", "void")),
    "returned": (*GATE, REJECT, at("11-24T09:00", "return")),
}
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "consignments.md"


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared("reference/manifest-workflow.json").read_text())
    return found


def test_every_state_and_event_of_the_file_has_a_place_here(table: dict[str, Any]) -> None:
    derived = {"draft", "original_returned", "processing_certified", "closed"}
    assert set(STATES) | derived == set(table["states"])
    assert set(EVENTS) | NO_STEP == {one["event"] for one in table["events"]}


@pytest.mark.parametrize("state", sorted(STATES))
def test_the_rules_let_in_what_the_file_does_and_nothing_else(
    state: str, table: dict[str, Any], made: tuple[yards.Yard, Path], tmp_path: Path
) -> None:
    truck = Truck(*made, tmp_path / "case")
    for step in WAY[STATES[state]]:
        truck.do(step)
    truck.yard.at("12-01T09:00")
    for event in table["events"]:
        name = event["event"]
        if name in NO_STEP:
            continue
        refused = truck.would_refuse(EVENTS[name])
        if state in event["from"] or (name, state) in ALSO:
            assert refused == set(), f"{name} in {state}"
        else:
            assert refused & {"BP-C004", "BP-P002"}, f"{name} in {state}"


def test_what_ended_takes_no_further_step(made: tuple[yards.Yard, Path], tmp_path: Path) -> None:
    truck = Truck(*made, tmp_path / "case")
    for step in WAY["returned"]:
        truck.do(step)
    truck.yard.at("12-01T09:00")
    for word in ({*EVENTS.values()} - {"exception"}) | {"return"}:
        assert truck.would_refuse(word) & {"BP-C004", "BP-P002"}, word


def test_the_notice_can_be_noted_wherever_its_clock_still_runs(
    made: tuple[yards.Yard, Path], tmp_path: Path
) -> None:
    for state, way in WAY.items():
        truck = Truck(*made, tmp_path / state)
        for step in way:
            truck.do(step)
        truck.yard.at("12-01T09:00")
        hazardous = {**truck.consignment().waste, "waste_class": "hazardous"}
        one = replace(truck.consignment(), waste=hazardous)
        running = {
            due.rule.rule_id for due in due_of_consignment(one, deadlines(), "MX", "2027-06-01")
            if due.status != "done"
        }  # fmt: skip
        is_refused = bool(truck.would_refuse("exception"))
        assert ("mx.notify_missing_original" in running) is not is_refused, state


@pytest.mark.parametrize("word", ["original", "certify"])
def test_what_is_said_after_the_truck_stands_once_and_opens_nothing(
    word: str, made: tuple[yards.Yard, Path], tmp_path: Path
) -> None:
    truck = Truck(*made, tmp_path / "case")
    for step in (*GATE, RECEIVE, at("12-01T09:00", word)):
        truck.do(step)
    state = truck.consignment()
    assert state.state == "received"
    assert len(state.after) == 1
    size = len(truck.yard.ledger)
    truck.do(at("12-01T09:00", word))
    assert len(truck.yard.ledger) == size, "saying it again changes nothing"
    for other in ("collect", "deliver", "reject", "void"):
        assert truck.would_refuse(other), other


def test_the_manual_maps_every_state_and_event(table: dict[str, Any]) -> None:
    text = MANUAL.read_text("utf-8")
    for name in (*table["states"], *(one["event"] for one in table["events"])):
        assert f"`{name}`" in text, name
