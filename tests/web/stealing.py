"""Statements with good keys and links that a dishonest operator takes in although they are not the signer's to make.

Each case is a few statements above an honest log (:mod:`bundle.story`): the recycler has the first three
packs, the fourth is offered to a company without a permit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app import yard as yards
from batterypass.statements.cose import parse_statement
from bundle import story
from web.forging import Payload, _last, _sign
from web.stealing_batches import of_batches

FIRST, SECOND, THIRD, FOURTH = story.PACKS[:4]
#: A name, the statements, and the codes that program and page find.
Case = tuple[str, tuple[bytes, ...], set[str]]
_COMMON = ("version", "event_time", "site")
_WASTE = {"reason": "end_of_life", "stream": "whole_battery"}


class Forger:
    """Signs statements that go on from each other; every run gives the same bytes."""

    def __init__(self, yard: yards.Yard) -> None:
        self._yard = yard
        self._heads: dict[str, list[bytes]] = {}
        self._said = 0

    def say(
        self, kind: str, actor: str, names: list[str], *, lane: str = "main", **fields: Any
    ) -> bytes:
        """Sign an event about subjects by these names, each linked to the head of its chain."""
        self._said += 1
        base = {
            name: one
            for name, one in _last(self._yard, "item.declared-waste").items()
            if name in _COMMON
        }
        payload: Payload = {
            **base, "kind": kind, "actor": actor, "event_id": f"66666666-1111-8111-8111-{self._said:012d}",
            "subjects": [self._link(name, lane) for name in names], **fields,
        }  # fmt: skip
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        ring = self._yard.ring
        key = ring.private(ring.kids(actor, "daily")[0])
        raw = _sign(text, payload, key, self._yard.session.audience)
        if lane == "main":
            for name in names:
                self._digests(name).append(parse_statement(raw).digest)
        return raw

    def head(self, name: str, back: int = 1) -> str:
        """Give the digest (hex) of the last main statement about a subject, or of one before it."""
        return self._digests(name)[-back].hex()

    def first(self, name: str) -> str:
        """Give the digest (hex) of the main statement that brought a subject into being."""
        return self._digests(name)[0].hex()

    def _link(self, name: str, lane: str) -> dict[str, Any]:
        digests = self._digests(name)
        seq = len(digests) - (lane == "record")
        return {
            "subject": name, "lane": lane, "seq": seq,
            "prev": digests[seq - 1].hex() if seq else None,
        }  # fmt: skip

    def _digests(self, name: str) -> list[bytes]:
        if name not in self._heads:
            world = self._yard.session.world
            chain = world.chain(name)
            count = 0 if chain is None else chain.seq + 1
            self._heads[name] = [world.main_digest(name, seq) for seq in range(count)]
        return self._heads[name]


def stolen(yard: yards.Yard) -> Iterator[Case]:
    """Give statements about things of which somebody else decides, and the honest ones beside them."""
    yield from _of_things(yard)
    yield from _of_names_and_parts(yard)
    yield from _of_corrections(yard)
    yield from _of_forms(yard)
    yield from of_batches(lambda: Forger(yard))


def _of_things(yard: yards.Yard) -> Iterator[Case]:
    maker, recycler = yards.MAKER, yards.RECYCLER
    truck = yard.ledger.item(FOURTH).consignment
    say = Forger(yard).say
    yield (
        "a thing of one's own",
        (say("item.declared-waste", recycler, [FIRST], items=[FIRST], **_WASTE),),
        set(),
    )
    say = Forger(yard).say
    yield (
        "a thing of another's",
        (say("item.declared-waste", maker, [FIRST], items=[FIRST], **_WASTE),),
        {"BP-P002"},
    )
    say = Forger(yard).say
    yield (
        "a thing on its way to another",
        (say("custody.released", recycler, [FOURTH], items=[FOURTH], to=maker),),
        {"BP-P002"},
    )
    say = Forger(yard).say
    loaded: Payload = {"consignment": truck, "loaded": [FOURTH]}
    yield (
        "the load of another carrier",
        (say("consignment.collected", recycler, [truck, FOURTH], **loaded),),
        {"BP-P002"},
    )
    for claimed, codes in ((False, {"BP-P002"}), (True, set[str]())):
        say = Forger(yard).say
        taken = (
            say("custody.claimed", maker, [FIRST], items=[FIRST], reason="found")
            if claimed
            else b""
        )
        waste = say("item.declared-waste", maker, [FIRST], items=[FIRST], **_WASTE)
        yield f"after a claim: {claimed}", (*([taken] if claimed else []), waste), codes
    for taken_back, codes in ((False, set[str]()), (True, {"BP-P002"})):
        forger = Forger(yard)
        said = [forger.say("custody.released", recycler, [FIRST], items=[FIRST], to=maker)]
        if taken_back:
            said.append(
                forger.say(
                    "entry.annulled", recycler, [FIRST], lane="record", annulled_subject=FIRST,
                    target_kind="custody.released", target=forger.head(FIRST), reason="wrong_party",
                )
            )  # fmt: skip
        said.append(
            forger.say("custody.accepted", maker, [FIRST], items=[FIRST], released_by=recycler)
        )
        said.append(forger.say("item.declared-waste", maker, [FIRST], items=[FIRST], **_WASTE))
        yield f"a release that was taken back: {taken_back}", tuple(said), codes
    forger = Forger(yard)
    pack = "https://id.recicladora-norte.example/p/BUILT"
    made = {
        name: one for name, one in _last(yard, "pack.manufactured").items()
        if name in ("model", "chemistry", "category", "nominal_voltage_v", "capacity_ah", "energy_wh", "mass_kg", "made_month")
    }  # fmt: skip
    built = forger.say(
        "pack.assembled", recycler, [pack, FIRST], item=pack, parents=[FIRST], serial="B-1",
        life="repurposed", **made,
    )  # fmt: skip
    yield "a part that is inside", (
        built, forger.say("item.declared-waste", recycler, [FIRST], items=[FIRST], **_WASTE),
    ), {"BP-H001"}  # fmt: skip
    say = Forger(yard).say
    child = {"item": SECOND, "item_kind": "pack", "material": "pack", "mass_kg": "1"}
    yield "a part that was never inside", (
        say("item.dismantled", recycler, [FIRST, SECOND], item=FIRST, mass_kg="400", children=[child]),
    ), {"BP-L005"}  # fmt: skip


def _of_names_and_parts(yard: yards.Yard) -> Iterator[Case]:
    maker = yards.MAKER
    truck = yard.ledger.item(FOURTH).consignment
    made = {
        name: one for name, one in _last(yard, "pack.manufactured").items()
        if name not in (*_COMMON, "kind", "actor", "event_id", "subjects", "item", "seen", "aliases")
    }  # fmt: skip
    theirs = FIRST.rpartition("/")[0]
    for name, actor, item in (
        ("an id under another's name", yards.RECYCLER, f"{theirs}/NEW-1"),
        ("a number of another's", maker, f"{theirs.replace('0952123', '0750100')}/NEW-1"),
    ):
        say = Forger(yard).say
        yield (
            name,
            (say("pack.manufactured", actor, [item], **{**made, "item": item, "serial": "NEW-1"}),),
            {"BP-P003"},
        )
    for name, part, code in (
        ("a part of one", (1, 1), "BP-L007"),
        ("the second part first", (2, 2), "BP-L008"),
    ):
        say = Forger(yard).say
        void: Payload = {
            "consignment": truck,
            "items": [FOURTH],
            "reason": "other",
            "part": part[0],
            "parts": part[1],
        }
        yield name, (say("consignment.voided", maker, [truck, FOURTH], **void),), {code}


def _of_corrections(yard: yards.Yard) -> Iterator[Case]:
    maker, recycler = yards.MAKER, yards.RECYCLER
    received = _last(yard, "consignment.received")
    truck, load = received["consignment"], [line["item"] for line in received["lines"]]
    forger = Forger(yard)
    undo = {
        "annulled_subject": truck,
        "target_kind": "consignment.received",
        "items": load,
        "reason": "other",
    }
    undo["target"] = forger.head(truck)
    yield "an annulment by another", (
        forger.say("entry.annulled", maker, [truck, *load], lane="record", **undo),
    ), {"BP-P001"}  # fmt: skip
    forger = Forger(yard)
    yield "an annulment of what is not the last", (
        forger.say(
            "entry.annulled", maker, [FIRST], lane="record", annulled_subject=FIRST,
            target_kind="item.declared-waste", target=forger.head(FIRST, 4), reason="other",
        ),
    ), {"BP-E006"}  # fmt: skip
    for overtaken, codes in ((False, set[str]()), (True, {"BP-E007"})):
        forger = Forger(yard)
        said = [forger.say("entry.annulled", recycler, [truck, *load], lane="record", **undo)]
        digest = parse_statement(said[0]).digest.hex()
        if overtaken:
            said.append(
                forger.say("item.declared-waste", recycler, [FIRST], items=[FIRST], **_WASTE)
            )
        said.append(
            forger.say(
                "amendment.agreed", maker, [truck, *load], lane="record", amended_subject=truck,
                amendment=digest, items=load,
            )
        )  # fmt: skip
        yield f"an annulment that was overtaken: {overtaken}", tuple(said), codes
    forger = Forger(yard)
    yield "an agreement that nobody asked for", (
        forger.say("amendment.agreed", maker, [truck], lane="record", amended_subject=truck, amendment="ab" * 32),
    ), {"BP-P001"}  # fmt: skip
    for actor, codes in ((maker, set[str]()), (recycler, {"BP-P001"})):
        forger = Forger(yard)
        yield f"a correction by {actor}", (_corrected(forger, actor, "mass_kg", "411"),), codes
    forger = Forger(yard)
    handed = {"item": FIRST, "passport": f"{maker}/passports/1", "to": recycler}
    yield "a passport of another's", (
        forger.say("passport.handed-over", recycler, [FIRST], lane="record", **handed),
    ), {"BP-P001"}  # fmt: skip


def _corrected(forger: Forger, actor: str, field: str, new: object) -> bytes:
    made = forger.first(SECOND)
    return forger.say(
        "entry.amended", actor, [SECOND], lane="record", amended_subject=SECOND,
        target_kind="pack.manufactured", target=made, fields=[{"field": field, "new": new}],
        reason="typing_error",
    )  # fmt: skip


def _of_forms(yard: yards.Yard) -> Iterator[Case]:
    """What a schema cannot say of a payload."""
    recycler = yards.RECYCLER
    yield (
        "a correction of a name",
        (_corrected(Forger(yard), yards.MAKER, "serial", "X"),),
        {"BP-S002"},
    )
    admitted = [{"rule": "*", "reason": "truck_at_gate"}]
    say = Forger(yard).say
    waste: Payload = {"items": [FIRST], **_WASTE}
    yield "every rule admitted", (
        say("item.declared-waste", recycler, [FIRST], acknowledged=admitted, **waste),
    ), {"BP-S002"}  # fmt: skip
    offered = {
        name: one for name, one in _last(yard, "consignment.offered").items()
        if name not in (*_COMMON, "kind", "actor", "event_id", "subjects", "seen", "acknowledged")
    }  # fmt: skip
    line = {**offered["items"][0], "item": FIRST}
    say = Forger(yard).say
    yield "an offer that links another pack", (
        say(
            "consignment.offered", recycler, [f"{recycler}#consignment/N-1", SECOND],
            **{**offered, "consignment": "N-1", "items": [line]},
        ),
    ), {"BP-L003"}  # fmt: skip
