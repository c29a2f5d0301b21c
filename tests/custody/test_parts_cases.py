"""Consignments in parts, with dates: complete, torn off, out of order, twice, received in part.

Parts of two packs say what parts of a hundred do. Each case is played on a ledger file of its own,
which is verified from its bytes at the end.
"""

from __future__ import annotations

from typing import Any

import pytest

from custody.truck import CARRIER, PACKS, RECYCLER, SECOND, Case, Step, Truck, at

ONE = "00000000-0000-8000-8000-000000000001"
C001, C004, C005, C006, C015, C016, L005, L007, L008, W004 = (
    frozenset({f"BP-{code}"})
    for code in (
        "C001", "C004", "C005", "C006", "C015", "C016", "L005", "L007", "L008", "W004",
    )
)  # fmt: skip
C012, M002, M003 = (frozenset({f"BP-{code}"}) for code in ("C012", "M002", "M003"))


def offered(part: int, parts: int, *packs: int, **fields: Any) -> Step:
    return at(f"11-23T08:0{part}", "offer", packs=packs, part=part, parts=parts, **fields)


def collected(part: int, parts: int, *packs: int, left: tuple[int, ...] = (),
              hour: str = "08:3", **fields: Any) -> Step:  # fmt: skip
    return at(
        f"11-23T{hour}{part}", "collect", part=part, parts=parts,
        loaded=[PACKS[number] for number in packs], not_loaded=[PACKS[number] for number in left],
        **fields,
    )  # fmt: skip


def arrived(part: int, parts: int, word: str, *packs: int, **fields: Any) -> Step:
    """Receive, receive in part (the last pack is turned away) or reject some packs."""
    moment = f"11-23T10:3{part}"
    names = [PACKS[number] for number in packs]
    if word == "reject":
        return at(moment, word, part=part, parts=parts, items=names, **fields)
    lines = [{"item": name, "outcome": "received"} for name in names]
    if word == "part":
        lines[-1]["outcome"] = "rejected"
    return at(moment, word, part=part, parts=parts, lines_of=lines, **fields)


OFFER = (offered(1, 2, 1, 2), offered(2, 2, 3, 4))
LOAD = (*OFFER, collected(1, 2, 1, 2), collected(2, 2, 3, 4))
GATE = (*LOAD, at("11-23T10:00", "deliver"))
MINE = dict.fromkeys((1, 2, 3, 4), "maker")
ON_ROAD = dict.fromkeys((1, 2, 3, 4), "carrier")
THERE = dict.fromkeys((1, 2, 3, 4), "recycler")

CASES = (
    # The offer.
    Case("offered in two parts", OFFER, "offered", held=MINE),
    Case("torn off after the first part", OFFER[:1], "offering", held=MINE),
    Case("the second part first", (OFFER[0], offered(2, 2, 3, 4, of="M-2")), "offering",
         L005 | L008),
    Case("a third part of two", (OFFER[0], offered(3, 2, 3, 4)), "offering", L007 | L008),
    Case("a part of nobody knows how many",
         (OFFER[0], at("11-23T08:02", "offer", packs=[3], part=2, event_id=ONE)), "offering",
         L007),
    Case("the only part of one", (OFFER[0], offered(1, 1, 3, of="M-2")), "offering", L007),
    Case("the first part twice", (OFFER[0], offered(1, 2, 3, 4, event_id=ONE)), "offering",
         L005 | L008),
    Case("the second of three after the first of two", (OFFER[0], offered(2, 3, 3, 4)),
         "offering", L008),
    Case("a part is left out", (offered(1, 3, 1, 2), offered(3, 3, 3, 4)), "offering", L008),
    Case("one more when all are in", (*OFFER, offered(3, 3, 5)), "offered", L008),
    Case("the last part once more", (*OFFER, offered(2, 2, 5, event_id=ONE)), "offered", L008),
    Case("an offer that was no first part gets a second",
         (at("11-23T08:00", "offer"), offered(2, 2, 3)), "offered", L008),
    Case("a pack in two parts", (OFFER[0], offered(2, 2, 2, 3)), "offering", C001),
    Case("the second part is for another carrier", (OFFER[0], offered(2, 2, 3, 4, carrier=SECOND)),
         "offering", C016),
    Case("the second part has another manifest number",
         (OFFER[0], offered(2, 2, 3, 4, manifest="M-9")), "offering", C016),
    Case("the number of a consignment in parts is used again",
         (*OFFER, at("11-23T08:10", "offer", of="M-2", packs=[5], manifest="M-1")), "offered",
         W004),
    Case("collected before the offer is whole", (OFFER[0], at("11-23T08:30", "collect")),
         "offering", C015),
    Case("a part collected before the offer is whole", (OFFER[0], collected(1, 2, 1)),
         "offering", C015),
    Case("a torn offer is taken back", (OFFER[0], at("11-23T08:20", "void")), "voided", held=MINE),
    Case("a part for an offer that was taken back",
         (OFFER[0], at("11-23T08:20", "void"), OFFER[1]), "voided", L008),
    Case("taken back in parts", (
        *OFFER, at("11-23T08:20", "void", items=[PACKS[1], PACKS[2]], part=1, parts=2),
        at("11-23T08:21", "void", items=[PACKS[3], PACKS[4]], part=2, parts=2)), "voided",
         held=MINE),
    Case("collected while half of it is taken back", (
        *OFFER, at("11-23T08:20", "void", items=[PACKS[1], PACKS[2]], part=1, parts=2),
        collected(1, 2, 3, 4)), "offered", C015),
    # The collection.
    Case("collected in two parts", LOAD, "in_transit", held=ON_ROAD),
    Case("half of it collected", LOAD[:3], "offered", held={**MINE, 1: "carrier", 2: "carrier"}),
    Case("an offer in parts is collected in one", (*OFFER, at("11-23T08:30", "collect")),
         "in_transit", held=ON_ROAD),
    Case("one stays behind in the second part",
         (*LOAD[:3], collected(2, 2, 3, left=(4,))), "in_transit", held={**ON_ROAD, 4: "maker"}),
    Case("delivered when half of it is collected",
         (*LOAD[:3], at("11-23T10:00", "deliver")), "offered", C015),
    Case("received when half of it is collected",
         (*LOAD[:3], at("11-23T10:00", "receive")), "offered", C015),
    Case("taken back when half of it is collected", (*LOAD[:3], at("11-23T09:00", "void")),
         "offered", C015),
    Case("the rest is collected without saying that it is a part",
         (*LOAD[:3], at("11-23T08:40", "collect", loaded=[PACKS[3], PACKS[4]], event_id=ONE)),
         "offered", L008),
    Case("a pack is collected in both parts", (*LOAD[:3], collected(2, 2, 2, 3, 4)), "offered",
         C005),
    Case("the carrier keeps silent about a pack in the last part",
         (*LOAD[:3], collected(2, 2, 3)), "offered", C005),
    Case("collected once more in parts", (*LOAD, collected(1, 2, 1, 2, event_id=ONE)),
         "in_transit", L008),
    Case("let to another carrier, which collects it in parts",
         (*LOAD, at("11-23T09:00", "transfer"), collected(1, 2, 1, 2, by=SECOND, hour="09:1"),
          collected(2, 2, 3, 4, by=SECOND, hour="09:1")), "in_transit", held=dict.fromkeys(MINE, "second")),
    Case("let on once more when the other carrier has half of it",
         (*LOAD, at("11-23T09:00", "transfer"), collected(1, 2, 1, 2, by=SECOND, hour="09:1"),
          at("11-23T09:30", "transfer", to=SECOND, event_id=ONE)), "in_transit", C015),
    Case("collected on paper in parts", (
        *OFFER,
        at("11-23T08:31", "paper", step="collected", part=1, parts=2,
           lines_of=[{"item": PACKS[1], "outcome": "received"},
                     {"item": PACKS[2], "outcome": "missing"}]),
        at("11-23T08:32", "paper", step="collected", part=2, parts=2,
           lines_of=[{"item": PACKS[number], "outcome": "received"} for number in (3, 4)])),
         "in_transit", told=C012,
         held={1: "carrier?", 2: "maker", 3: "carrier?", 4: "carrier?"}),
    Case("an arrival has no parts", (*LOAD, at("11-23T10:00", "paper", step="delivered", part=1,
                                               parts=2)), "in_transit", L007),
    # The gate.
    Case("received in two parts",
         (*GATE, arrived(1, 2, "receive", 1, 2), arrived(2, 2, "receive", 3, 4)), "received",
         held=THERE),
    Case("half of it received", (*GATE, arrived(1, 2, "receive", 1, 2)), "delivered",
         held={**ON_ROAD, 1: "recycler", 2: "recycler"}),
    Case("received in parts, one turned away in the second",
         (*GATE, arrived(1, 2, "receive", 1, 2), arrived(2, 2, "part", 3, 4)),
         "partially_received", held={**THERE, 4: "carrier"}),
    Case("received in parts, the first one turned away whole",
         (*GATE, arrived(1, 2, "reject", 1, 2), arrived(2, 2, "receive", 3, 4)),
         "partially_received", held={**THERE, 1: "carrier", 2: "carrier"}),
    Case("received in parts, the last one turned away whole",
         (*GATE, arrived(1, 2, "receive", 1, 2), arrived(2, 2, "reject", 3, 4)),
         "partially_received", held={**THERE, 3: "carrier", 4: "carrier"}),
    Case("turned away in two parts, and all of it is back",
         (*GATE, arrived(1, 2, "reject", 1, 2), arrived(2, 2, "reject", 3, 4),
          at("11-23T15:00", "return")), "returned", held=MINE),
    Case("returned when half of it is turned away",
         (*GATE, arrived(1, 2, "reject", 1, 2), at("11-23T15:00", "return")), "delivered", C015),
    Case("turned away when half of it is received",
         (*GATE, arrived(1, 2, "receive", 1, 2), at("11-23T12:00", "reject")), "delivered",
         L008),
    Case("a pack is received in both parts",
         (*GATE, arrived(1, 2, "receive", 1, 2), arrived(2, 2, "receive", 2, 3, 4)),
         "delivered", C006),
    Case("the consignee keeps silent about a pack in the last part",
         (*GATE, arrived(1, 2, "receive", 1, 2), arrived(2, 2, "receive", 3)), "delivered", C006),
    Case("the truck weighs what it should, however the parts share it",
         (*GATE, arrived(1, 2, "receive", 1, 2, mass="1200"),
          arrived(2, 2, "receive", 3, 4, mass="450")), "received", held=THERE),
    Case("the truck is too light, and each part a little",
         (*GATE, arrived(1, 2, "receive", 1, 2, mass="700"),
          arrived(2, 2, "receive", 3, 4, mass="700")), "received", told=M002),
    Case("the truck is too light, and its last part was turned away",
         (*GATE, arrived(1, 2, "receive", 1, 2, mass="500"), arrived(2, 2, "reject", 3, 4)),
         "partially_received", told=M002),
    Case("the packs of the first part were weighed one by one, the others not", (
        *GATE,
        at("11-23T10:31", "receive", part=1, parts=2,
           lines_of=[{"item": PACKS[number], "outcome": "received", "mass_kg": "412.5"}
                     for number in (1, 2)]),
        arrived(2, 2, "receive", 3, 4)), "received", told=M003),
    Case("received on paper in parts", (
        *GATE,
        *(at(f"11-23T10:3{part}", "paper", step="received", part=part, parts=2, by=CARRIER,
             lines_of=[{"item": PACKS[number], "outcome": "received"} for number in numbers])
          for part, numbers in ((1, (1, 2)), (2, (3, 4))))), "received", told=C012,
         held=dict.fromkeys(MINE, "recycler?")),
    Case("received, and once more in parts",
         (*LOAD, at("11-23T10:30", "receive"), arrived(1, 2, "receive", 1, 2)), "received", C004),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_the_rules_say_of_parts_and_where_everything_is_then(case: Case, truck: Truck) -> None:
    for step in case.steps[:-1]:
        truck.do(step)
    refused = truck.refusals(case.steps[-1]) if case.refused else set()
    assert refused == case.refused
    if not refused:
        assert truck.do(case.steps[-1]) == case.told

    assert truck.consignment(case.of).state == case.state
    assert {number: truck.holder(number) for number in case.held} == dict(case.held)
    verdict = truck.yard.ledger.verify()
    assert verdict.authentic
    assert verdict.compliant


def test_no_case_is_there_twice() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 45


def test_who_goes_on_knowingly_is_not_held_up_by_the_part_that_never_came(truck: Truck) -> None:
    knowingly = [{"rule": "BP-C015", "reason": "truck_at_gate"}]
    for step in (
        OFFER[0],
        at("11-23T08:30", "collect", acknowledged=knowingly),
        at("11-23T10:00", "deliver"),
        at("11-23T10:30", "receive"),
    ):
        truck.do(step)

    assert truck.refusals(OFFER[1]) & L008
    assert truck.consignment().state == "received"
    verdict = truck.yard.ledger.verify()
    assert (verdict.authentic, verdict.compliant) == (True, False)


def test_nothing_of_the_sums_is_lost(truck: Truck) -> None:
    for step in (*GATE, arrived(1, 2, "receive", 1, 2), arrived(2, 2, "part", 3, 4)):
        truck.do(step)

    state = truck.consignment()
    party = truck.yard.session.world.party(RECYCLER)
    assert state.declared_kg == "1650"
    assert state.measured_kg == "1237.5"
    assert party.accepted_kg("patio-1", "2026") == "1237.5"
    assert state.received_at.startswith("2026-11-23T10:32")
    assert truck.yard.session.world.pointed("manifest", f"{state.consignor} M-1") == [state.subject]
    assert set(state.entries) == {"offered", "collected", "delivered", "partially-received"}


def test_a_consignment_is_no_movement_until_its_last_part_is_received(truck: Truck) -> None:
    for step in (*GATE, arrived(1, 2, "receive", 1, 2)):
        truck.do(step)

    assert (truck.consignment().received_at, truck.consignment().measured_kg) == ("", "")
    truck.do(arrived(2, 2, "receive", 3, 4))
    assert truck.consignment().measured_kg == "1650"
