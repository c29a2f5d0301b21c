"""Consignments from offer to end, and every way in which one goes otherwise, with dates.

Each case is played on a ledger file of its own; at the end the whole ledger is verified from its
bytes, so what was judged at the desk is what an auditor finds.
"""

from __future__ import annotations

import pytest

from batterypass.errors import InputError
from custody.truck import (
    CARRIER,
    MAKER,
    OTHER,
    PACKS,
    RECYCLER,
    SECOND,
    STRANGER,
    Case,
    Truck,
    at,
)

OFFER = at("11-23T08:00", "offer")
COLLECT = at("11-23T08:30", "collect")
DELIVER = at("11-23T10:00", "deliver")
RECEIVE = at("11-23T10:30", "receive")
REJECT = at("11-23T10:30", "reject")
PART = at("11-23T10:30", "part")
TRANSFER = at("11-23T09:00", "transfer")
GATE = (OFFER, COLLECT, DELIVER)
PAPER = at("11-23T08:30", "paper", step="collected")
P002, P003, C001, C004, C005, C006 = (
    frozenset({f"BP-{code}"}) for code in ("P002", "P003", "C001", "C004", "C005", "C006")
)
C007, C008, C011, C012, C013, C014 = (
    frozenset({f"BP-{code}"}) for code in ("C007", "C008", "C011", "C012", "C013", "C014")
)
A001, A002, A006, M002, R001, W003, W004, Z001, Z002, Z003, Z004 = (
    frozenset({f"BP-{code}"})
    for code in (
        "A001", "A002", "A006", "M002", "R001", "W003", "W004", "Z001", "Z002", "Z003", "Z004",
    )
)  # fmt: skip
MINE = {1: "maker", 2: "maker"}
ON_ROAD = {1: "carrier", 2: "carrier"}
THERE = {1: "recycler", 2: "recycler"}

CASES = (
    # The ordinary way.
    Case("offered", (OFFER,), "offered", held=MINE),
    Case("collected", (OFFER, COLLECT), "in_transit", held=ON_ROAD),
    Case("at the gate", GATE, "delivered", held=ON_ROAD),
    Case("received", (*GATE, RECEIVE), "received", held=THERE),
    Case("received from the road: nobody said that it had arrived", (OFFER, COLLECT, RECEIVE),
         "received", held=THERE),
    Case("one was not loaded and stays where it was",
         (OFFER, at("11-23T08:30", "collect", left=[2]), DELIVER, RECEIVE), "received",
         held={1: "recycler", 2: "maker"}),
    Case("what was not loaded goes with another offer",
         (OFFER, at("11-23T08:30", "collect", left=[2]),
          at("11-23T09:00", "offer", of="M-2", packs=[2])), "offered", of="M-2",
         held={1: "carrier", 2: "maker"}),
    Case("one arrives damaged", (*GATE, at("11-23T10:30", "receive", lines={1: "damaged"})),
         "received", held=THERE),
    Case("one does not arrive and stays with the carrier, flagged",
         (*GATE, at("11-23T10:30", "receive", lines={2: "missing"})), "received",
         held={1: "recycler", 2: "carrier-"}),
    Case("one that was not offered comes as surplus",
         (*GATE, at("11-23T10:30", "receive", lines={7: "surplus"}, mass="1237.5")), "received",
         told=C011 | M002, held={**THERE, 7: "recycler!"}),
    Case("the last custodian agrees to the surplus",
         (*GATE, at("11-23T10:30", "receive", lines={7: "surplus"}, mass="1237.5"),
          at("11-23T12:00", "contest", by=MAKER, packs=[7])), "received",
         held={7: "recycler"}),
    Case("the last custodian does not agree",
         (*GATE, at("11-23T10:30", "receive", lines={7: "surplus"}, mass="1237.5"),
          at("11-23T12:00", "contest", by=MAKER, packs=[7], agrees=False)), "received",
         held={7: "recycler!"}),
    # Turned away.
    Case("everything is turned away and stays with the carrier", (*GATE, REJECT), "rejected",
         held=ON_ROAD),
    Case("what was turned away is back", (*GATE, REJECT, at("11-24T09:00", "return")),
         "returned", held=MINE),
    Case("half of what was turned away is back",
         (*GATE, REJECT, at("11-24T09:00", "return", packs=[1])), "rejected",
         held={1: "maker", 2: "carrier"}),
    Case("one of two is turned away", (*GATE, PART), "partially_received",
         held={1: "recycler", 2: "carrier"}),
    Case("the one that was turned away is back",
         (*GATE, PART, at("11-24T09:00", "return")), "partially_received",
         held={1: "recycler", 2: "maker"}),
    Case("what was turned away cannot be offered before it is back",
         (*GATE, PART, at("11-24T09:00", "offer", of="M-2", packs=[2])), "partially_received",
         P002),
    Case("once it is back it is offered to another",
         (*GATE, PART, at("11-24T09:00", "return"),
          at("11-24T10:00", "offer", of="M-2", packs=[2])), "offered", of="M-2"),
    Case("nothing was turned away, so nothing comes back",
         (*GATE, RECEIVE, at("11-24T09:00", "return")), "received", P002),
    Case("only its consignor has it back",
         (*GATE, REJECT, at("11-24T09:00", "return", by=RECYCLER)), "rejected", P002),
    # Taken back.
    Case("an offer is taken back and its packs are free", (OFFER, at("11-23T09:00", "void")),
         "voided", held=MINE),
    Case("after that they are offered again",
         (OFFER, at("11-23T09:00", "void"), at("11-23T09:30", "offer", of="M-2")), "offered",
         of="M-2"),
    Case("the number of a voided manifest stays used",
         (OFFER, at("11-23T09:00", "void"),
          at("11-23T09:30", "offer", of="M-2", manifest="M-1")), "voided", W004),
    Case("what was collected is not taken back", (OFFER, COLLECT, at("11-23T09:00", "void")),
         "in_transit", C004, held=ON_ROAD),
    Case("nobody but the consignor takes it back", (OFFER, at("11-23T09:00", "void", by=CARRIER)),
         "offered", P002),
    Case("a voided offer is not collected", (OFFER, at("11-23T09:00", "void"),
         at("11-23T09:30", "collect")), "voided", P002),
    # A second carrier.
    Case("the load is let to another carrier, and the first still has it",
         (OFFER, COLLECT, TRANSFER), "in_transit", held=ON_ROAD),
    Case("the second carrier takes it",
         (OFFER, COLLECT, TRANSFER, at("11-23T09:30", "collect", by=SECOND)), "in_transit",
         held={1: "second", 2: "second"}),
    Case("the second carrier delivers and it is received",
         (OFFER, COLLECT, TRANSFER, at("11-23T09:30", "collect", by=SECOND),
          at("11-23T11:00", "deliver", by=SECOND), at("11-23T11:30", "receive")), "received",
         held=THERE),
    Case("a carrier to which nothing was let takes nothing",
         (OFFER, COLLECT, at("11-23T09:30", "collect", by=SECOND)), "in_transit", P002),
    Case("the first carrier has given it away and does not deliver it",
         (OFFER, COLLECT, TRANSFER, at("11-23T09:30", "collect", by=SECOND),
          at("11-23T11:00", "deliver")), "in_transit", P002),
    Case("a load that nobody has collected is let to nobody",
         (OFFER, at("11-23T09:00", "transfer")), "offered", C004),
    Case("a second carrier without the permits",
         (OFFER, COLLECT, at("11-23T09:00", "transfer", to=STRANGER),
          at("11-23T09:30", "collect", by=STRANGER)), "in_transit", A002 | R001),
    # On paper.
    Case("the carrier signs in ink: unconfirmed until it countersigns", (OFFER, PAPER),
         "in_transit", told=C012, held={1: "carrier?", 2: "carrier?"}),
    Case("the carrier countersigns", (OFFER, PAPER, at("11-23T12:00", "countersign")),
         "in_transit", held=ON_ROAD),
    Case("somebody else does not countersign for it",
         (OFFER, PAPER, at("11-23T12:00", "countersign", by=RECYCLER)), "in_transit", C014),
    Case("the carrier countersigns when the recycler has it already",
         (OFFER, PAPER, DELIVER, RECEIVE, at("11-23T12:00", "countersign")), "received", held=THERE),
    Case("nobody else countersigns for it later", (OFFER, PAPER, DELIVER, RECEIVE,
         at("11-23T12:00", "countersign", by=MAKER)), "received", C014),
    Case("nothing is on paper, so nothing is countersigned", (*GATE, RECEIVE,
         at("11-23T12:00", "countersign")), "received", C014),
    Case("paper without its scan", (OFFER, at("11-23T08:30", "paper", step="collected",
         scan=False)), "offered", C013),
    Case("paper without its scan, knowingly", (OFFER, at("11-23T08:30", "paper", step="collected",
         scan=False)), "in_transit", C013, told=C012, knowingly=True,
         held={1: "carrier?", 2: "carrier?"}),
    Case("paper for both: what is received in ink is unconfirmed at the consignee",
         (OFFER, PAPER, at("11-23T10:30", "paper", step="received")), "received", told=C012,
         held={1: "recycler?", 2: "recycler?"}),
    Case("a signature follows the paper", (OFFER, PAPER, DELIVER, RECEIVE), "received",
         held=THERE),
    Case("the paper of a collection names what was not loaded",
         (OFFER, at("11-23T08:30", "paper", step="collected", lines={2: "missing"})),
         "in_transit", told=C012, held={1: "carrier?", 2: "maker"}),
    Case("an arrival in ink", (OFFER, COLLECT, at("11-23T10:00", "paper", step="delivered")),
         "delivered", told=C012, held=ON_ROAD),
    Case("the consignee writes down its own paper",
         (*GATE, at("11-23T10:30", "paper", step="received", by=RECYCLER)), "delivered", P002),
    Case("paper goes no further than the steps do",
         (OFFER, at("11-23T10:30", "paper", step="received")), "offered", C004),
    Case("the next carrier has no tool, and the first writes it down",
         (OFFER, COLLECT, TRANSFER, at("11-23T09:30", "paper", step="collected", by=CARRIER)),
         "in_transit", told=C012, held={1: "second?", 2: "second?"}),
    # Without a consignment.
    Case("what arrived without a paper is claimed", (OFFER,
         at("11-23T09:00", "claim", by=RECYCLER, packs=[7])), "offered", told=C011,
         held={7: "recycler!"}),
    Case("the last custodian agrees to the claim", (OFFER,
         at("11-23T09:00", "claim", by=RECYCLER, packs=[7]),
         at("11-23T10:00", "contest", by=MAKER, packs=[7])), "offered", held={7: "recycler"}),
    Case("a stranger has nothing to say of a claim", (OFFER,
         at("11-23T09:00", "claim", by=RECYCLER, packs=[7]),
         at("11-23T10:00", "contest", by=CARRIER, packs=[7])), "offered", C014,
         held={7: "recycler!"}),
    Case("waste is claimed by who may not hold it", (OFFER,
         at("11-23T09:00", "claim", by=STRANGER, packs=[3])), "offered", A006,
         held={3: "maker"}),
    Case("handed over without a carrier", (OFFER,
         at("11-23T09:00", "release", by=MAKER, packs=[7], to=RECYCLER),
         at("11-23T09:10", "accept", by=RECYCLER, packs=[7], released_by=MAKER)), "offered",
         held={7: "recycler"}),
    Case("what was not released is not accepted", (OFFER,
         at("11-23T09:10", "accept", by=RECYCLER, packs=[7], released_by=MAKER)), "offered",
         P002),
    Case("what is on its way is not released", (OFFER,
         at("11-23T09:00", "release", by=MAKER, packs=[1], to=RECYCLER)), "offered", C001),
    Case("a pack that nobody knows is enrolled", (OFFER,
         at("11-23T09:00", "enrol", by=RECYCLER, item="https://id.recicladora-norte.example/p/1")),
         "offered"),
    Case("nobody makes ids under another's name", (OFFER,
         at("11-23T09:00", "enrol", by=RECYCLER, item="https://id.metales-x.example/p/1")),
         "offered", P003),
    Case("an enrolled pack with a number that is known", (OFFER,
         at("11-23T09:00", "enrol", by=RECYCLER, serial="MX7K-000001",
            item="https://id.recicladora-norte.example/p/1")),
         "offered", told=frozenset({"BP-C020"})),
    # Several generators on one truck: a consignment each.
    Case("two generators, one truck, one gate",
         (OFFER, at("11-23T08:10", "offer", of="S-1", packs=[9, 10]), COLLECT,
          at("11-23T08:40", "collect", of="S-1"), DELIVER, at("11-23T10:05", "deliver", of="S-1"),
          RECEIVE, at("11-23T10:40", "receive", of="S-1")), "received", of="S-1",
         held={**THERE, 9: "recycler", 10: "recycler"}),
    Case("the packs of one generator are not on the manifest of another",
         (OFFER, at("11-23T08:10", "offer", of="S-1", packs=[9, 1])), "offered", P002),
    # After the truck.
    Case("the original comes back", (*GATE, RECEIVE, at("11-30T09:00", "original")), "received"),
    Case("the treatment is certified", (*GATE, RECEIVE, at("12-10T09:00", "certify")),
         "received"),
    Case("both: the manifest is closed", (*GATE, RECEIVE, at("11-30T09:00", "original"),
         at("12-10T09:00", "certify")), "received"),
    Case("an original does not come back before the truck is there",
         (*GATE, at("11-23T11:00", "original")), "delivered", C004),
    Case("the consignee does not say that the original is back",
         (*GATE, RECEIVE, at("11-30T09:00", "original", by=RECYCLER)), "received", C014),
    Case("the generator does not certify the treatment",
         (*GATE, RECEIVE, at("12-10T09:00", "certify", by=MAKER)), "received", P002),
    Case("an authority is told that it is missing",
         (OFFER, COLLECT, at("12-28T09:00", "exception")), "in_transit"),
    Case("an authority is told that it is missing after the reception",
         (*GATE, RECEIVE, at("12-28T09:00", "exception")), "received"),
    Case("an authority is told of a truck received in part",
         (*GATE, PART, at("12-28T09:00", "exception")), "partially_received"),
    Case("an authority is told of a truck that was turned away",
         (*GATE, REJECT, at("12-28T09:00", "exception")), "rejected"),
    Case("of an original that came back nothing is missing",
         (*GATE, RECEIVE, at("11-30T09:00", "original"), at("12-28T09:00", "exception")),
         "received", C004),
    # Bad input.
    Case("the scale is far from the paper",
         (*GATE, at("11-23T10:30", "receive", mass="600")), "received", told=M002, held=THERE),
    Case("signature dates that run backwards",
         (OFFER, COLLECT, DELIVER,
          at("11-23T10:30", "receive", event_time="2026-11-23T08:00:00-06:00")), "delivered",
         Z002),
    Case("clocks that differ a little",
         (OFFER, COLLECT, DELIVER,
          at("11-23T10:05", "receive", event_time="2026-11-23T09:58:00-06:00")), "received",
         told=Z003),
    Case("a signature of tomorrow",
         (OFFER, at("11-23T08:30", "collect", event_time="2026-11-24T08:30:00-06:00")),
         "offered", Z001),
    Case("written down four days later",
         (OFFER, at("11-27T09:00", "collect", event_time="2026-11-23T08:30:00-06:00")),
         "in_transit", told=Z004),
    Case("a pack on two open manifests", (OFFER, at("11-23T08:10", "offer", of="M-2",
         packs=[2, 3])), "offered", C001),
    Case("a manifest number that is used twice", (OFFER, at("11-23T08:10", "offer", of="M-2",
         packs=[3], manifest="M-1")), "offered", W004),
    Case("a receiver that is not authorised that day",
         (OFFER, at("11-23T08:10", "offer", of="M-2", packs=[3], consignee=STRANGER,
                    site="nave-1")), "offered", A001),
    Case("a carrier without the permits",
         (OFFER, at("11-23T08:10", "offer", of="M-2", packs=[3], carrier=STRANGER)), "offered",
         A002),
    Case("a carrier without the permits, knowingly",
         (at("11-23T08:10", "offer", carrier=STRANGER),), "offered", A002, knowingly=True),
    Case("an event for a manifest that is over", (*GATE, RECEIVE,
         at("11-23T12:00", "collect", event_id="00000000-0000-8000-8000-000000000001")),
         "received", P002),
    Case("turned away after it was received",
         (*GATE, RECEIVE, at("11-23T12:00", "reject")), "received", C004),
    Case("delivered a second time", (*GATE, RECEIVE,
         at("11-23T12:00", "deliver", event_id="00000000-0000-8000-8000-000000000001")),
         "received", C004),
    Case("the carrier keeps silent about a pack",
         (OFFER, at("11-23T08:30", "collect", loaded=[PACKS[1]])), "offered", C005),
    Case("the consignee keeps silent about a pack",
         (*GATE, at("11-23T10:30", "receive", mass="412.5",
                    lines_of=[{"item": PACKS[1], "outcome": "received"}])), "delivered", C006),
    Case("somebody else receives it", (*GATE, at("11-23T10:30", "receive", by=STRANGER)),
         "delivered", P002),
    Case("a second life after waste", (*GATE, RECEIVE,
         at("11-24T09:00", "log", kind="pack.installed", by=RECYCLER, item=PACKS[1],
            host_kind="vehicle")), "received", R001 | frozenset({"BP-W001"})),
    Case("a second life after the treatment was certified", (*GATE, RECEIVE,
         at("12-10T09:00", "certify"),
         at("12-11T09:00", "log", kind="pack.prepared-for-reuse", by=RECYCLER, item=PACKS[1],
            assessment="0" * 64)), "received",
         R001 | frozenset({"BP-C010", "BP-W001", "BP-W008"})),
    Case("a second life before it is certified, by who may not", (*GATE, RECEIVE,
         at("12-11T09:00", "log", kind="pack.prepared-for-reuse", by=RECYCLER, item=PACKS[1],
            assessment="0" * 64)), "received", R001 | frozenset({"BP-C010", "BP-W001"})),
)  # fmt: skip


def test_there_are_at_least_forty_cases_and_none_twice() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40
    assert sum(bool(case.refused) for case in CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_the_rules_say_and_where_everything_is_then(case: Case, truck: Truck) -> None:
    for step in case.steps[:-1]:
        truck.do(step)
    moment, word, fields = case.steps[-1]
    refused = truck.refusals(case.steps[-1]) if case.refused else set()
    assert refused == case.refused
    if case.knowingly:
        reasons = [{"rule": code, "reason": "truck_at_gate"} for code in sorted(refused)]
        fields = {**fields, "acknowledged": reasons}
    if case.knowingly or not refused:
        told = truck.do((moment, word, fields)) - case.refused
        assert told == case.told

    assert truck.consignment(case.of).state == case.state
    assert {number: truck.holder(number) for number in case.held} == dict(case.held)
    verdict = truck.yard.ledger.verify()
    assert verdict.authentic
    assert verdict.compliant is not case.knowingly


def test_nothing_can_be_offered_to_nobody(truck: Truck) -> None:
    with pytest.raises(InputError, match="consignee"):
        truck.do(at("11-23T08:00", "offer", consignee=""))


def test_the_other_plant_is_not_the_maker() -> None:
    # Both have an own consignment; a case that named one party twice would show nothing.
    assert len({MAKER, OTHER, CARRIER, SECOND, RECYCLER, STRANGER}) == 6
