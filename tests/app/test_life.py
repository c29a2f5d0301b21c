"""A pack's whole life through the library: what each step leaves behind, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from app import yard as yards
from batterypass.app.un_answers import gather
from batterypass.errors import RefusedError

PACK, OTHER = yards.PACKS[0], yards.PACKS[1]
WORKSHOP = "https://taller-volta.example"


@pytest.fixture
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    made = yards.make_yard(tmp_path_factory.mktemp("life"))
    yards.register(
        made, WORKSHOP, "Taller Volta", ["workshop", "repurposer", "integrator"], "taller-1"
    )
    return made


def codes(error: RefusedError) -> set[str]:
    return {finding.code for finding in error.findings}  # type: ignore[attr-defined]


def hand_over(yard: yards.Yard, item: str, giver: str, taker: str, at: str) -> None:
    yard.at(at).log("custody.released", giver, items=[item], to=taker)
    yard.log("custody.accepted", taker, items=[item], released_by=giver)


def test_a_pack_lives_twice_and_the_log_says_so(yard: yards.Yard) -> None:
    first, second = (f"https://id.planta-apodaca.example/passport/{n}" for n in (1, 2))
    second = "https://id.taller-volta.example/passport/2"
    yard.at("03-04T10:00").log("passport.issued", yards.MAKER, item=PACK, passport=first)
    yard.log(
        "label.applied",
        yards.MAKER,
        item=PACK,
        label_kid=yard.ring.kids(yards.MAKER, "label")[0],
        copies=2,
        read_back=True,
    )
    yard.log("pack.placed-on-market", yards.MAKER, item=PACK, country="MX", placed_on="2026-03-04")
    hand_over(yard, PACK, yards.MAKER, WORKSHOP, "03-05T10:00")
    yard.at("03-06T10:00").log(
        "pack.installed",
        WORKSHOP,
        item=PACK,
        host_kind="vehicle",
        private={"personal": {"host_id": "3HXEXAMPLE0000001"}},
    )
    yard.at("08-06T10:00").log("pack.removed", WORKSHOP, item=PACK, reason="replacement")
    read = yard.log(
        "item.assessed", WORKSHOP, item=PACK, condition="serviceable", soh_percent="81.5",
        method="capacity_test",
    )  # fmt: skip
    yard.at("08-07T10:00").log(
        "pack.repurposed",
        WORKSHOP,
        item=PACK,
        new_category="stationary",
        new_use="stationary_storage",
        energy_wh="37000",
        assessment=read.digest.hex(),
    )
    yard.log("passport.issued", WORKSHOP, item=PACK, passport=second, predecessors=[first])
    state = yard.ledger.item(PACK)
    assert (state.life, state.place, state.custodian) == ("repurposed", "in_stock", WORKSHOP)
    assert (state.passport, state.passports) == (second, [first, second])
    assert state.responsible_operator == WORKSHOP
    assert state.labels == 2
    assert state.assessed["soh_percent"] == "81.5"
    assert state.energy_wh == "37000"
    verdict = yard.ledger.verify()
    assert (verdict.authentic, verdict.compliant, verdict.trust) == (True, True, "pinned")


def test_the_number_of_the_vehicle_is_sealed(yard: yards.Yard) -> None:
    hand_over(yard, PACK, yards.MAKER, WORKSHOP, "03-05T10:00")
    done = yard.at("03-06T10:00").log(
        "pack.installed", WORKSHOP, item=PACK, host_kind="vehicle",
        private={"personal": {"host_id": "3HXEXAMPLE0000001"}},
    )  # fmt: skip
    view = yard.ledger.entry(done.index)
    assert b"3HXEXAMPLE" not in view.raw
    assert view.private == {"personal": {"host_id": "3HXEXAMPLE0000001"}}


@pytest.mark.parametrize(
    ("kind", "actor", "form", "code"),
    [
        ("pack.removed", yards.MAKER, {"item": PACK, "reason": "repair"}, "BP-C003"),
        (
            "pack.installed", yards.RECYCLER, {"item": PACK, "host_kind": "vehicle"}, "BP-P002",
        ),
        (
            "custody.accepted", yards.RECYCLER, {"items": [PACK], "released_by": yards.MAKER},
            "BP-P002",
        ),
        (
            "item.declared-waste", yards.RECYCLER,
            {"items": [PACK], "reason": "end_of_life", "stream": "whole_battery"}, "BP-P002",
        ),
        (
            "item.assessed", yards.CARRIER,
            {"item": PACK, "condition": "serviceable", "method": "visual"}, "BP-R001",
        ),
        (
            "passport.ended", yards.RECYCLER,
            {"item": PACK, "passport": "https://x.example/p/1", "reason": "recycled"}, "BP-P001",
        ),
    ],
)  # fmt: skip
def test_what_a_stranger_or_a_wrong_moment_may_not_do(
    yard: yards.Yard, kind: str, actor: str, form: dict[str, Any], code: str
) -> None:
    before = len(yard.ledger)
    with pytest.raises(RefusedError) as refused:
        yard.at("03-04T10:00").log(kind, actor, **form)
    assert code in codes(refused.value)
    assert len(yard.ledger) == before


def test_saying_it_twice_changes_nothing(yard: yards.Yard) -> None:
    form = {"item": PACK, "country": "MX", "placed_on": "2026-03-04"}
    first = yard.at("03-04T10:00").log("pack.placed-on-market", yards.MAKER, **form)
    size = len(yard.ledger)
    again = yard.at("03-05T10:00").log("pack.placed-on-market", yards.MAKER, **form)
    assert again.already
    assert again.index == first.index
    assert len(yard.ledger) == size
    with pytest.raises(RefusedError, match="2026-03-04"):
        yard.log(
            "pack.placed-on-market", yards.MAKER, item=PACK, country="MX", placed_on="2026-03-05"
        )


def test_a_breach_can_be_recorded_knowingly_and_stands_for_ever(yard: yards.Yard) -> None:
    late = {"item": OTHER, "reason": "repair"}
    with pytest.raises(RefusedError) as refused:
        yard.at("03-04T10:00").log("pack.removed", yards.MAKER, **late)
    acknowledged = [
        {"rule": code, "reason": "data_not_obtainable"} for code in sorted(codes(refused.value))
    ]
    yard.log("pack.removed", yards.MAKER, acknowledged=acknowledged, **late)
    verdict = yard.ledger.verify()
    assert verdict.authentic is True
    assert verdict.compliant is False
    assert verdict.exit_code() == 3
    found = [finding for finding in verdict.findings if finding.code == "BP-C003"]
    assert found
    assert found[0].acknowledged == "data_not_obtainable"


def test_a_late_reading_does_not_undo_a_newer_condition(yard: yards.Yard) -> None:
    hand_over(yard, PACK, yards.MAKER, WORKSHOP, "03-05T10:00")
    yard.at("03-06T10:00").log(
        "incident.reported", WORKSHOP, item=PACK, incident="drop", injuries=False,
        condition_after="damaged_stable",
    )  # fmt: skip
    yard.at("03-06T11:00").log(
        "item.assessed", WORKSHOP, item=PACK, condition="serviceable", method="visual",
        event_time="2026-03-05T12:00:00-06:00",
    )  # fmt: skip
    assert yard.ledger.item(PACK).condition == "damaged_stable"


def test_what_left_by_truck_cannot_be_accepted_from_an_old_release(yard: yards.Yard) -> None:
    yard.at("03-05T10:00").log("custody.released", yards.MAKER, items=[PACK], to=WORKSHOP)
    yard.log(
        "consignment.offered", yards.MAKER, consignment="M-1", carrier=yards.CARRIER,
        consignee=yards.RECYCLER, consignee_site="patio-1", mass_basis="estimated",
        items=[{"item": PACK, "condition": "serviceable", "mass_kg": "412.5", "energy_wh": "46080"}],
        acknowledged=[
            {"rule": code, "reason": "truck_at_gate"} for code in ("BP-T002", "BP-T004", "BP-C003")
        ],
    )  # fmt: skip
    yard.log(
        "consignment.collected", yards.CARRIER, loaded=[PACK],
        consignment=f"{yards.MAKER}#consignment/M-1",
    )  # fmt: skip
    assert yard.ledger.item(PACK).custodian == yards.CARRIER
    with pytest.raises(RefusedError) as refused:
        yard.log("custody.accepted", WORKSHOP, items=[PACK], released_by=yards.MAKER)
    assert "BP-P002" in codes(refused.value)


@pytest.mark.parametrize(
    ("reason", "condition"),
    [
        ("damage", "cannot_be_diagnosed"),
        ("recall", "cannot_be_diagnosed"),
        ("replacement", "serviceable"),
        ("upgrade", "serviceable"),
    ],
)
def test_what_was_taken_out_as_damaged_or_recalled_is_not_sound_until_somebody_looks(
    yard: yards.Yard, reason: str, condition: str
) -> None:
    hand_over(yard, PACK, yards.MAKER, WORKSHOP, "03-05T10:00")
    yard.at("03-06T10:00").log("pack.installed", WORKSHOP, item=PACK, host_kind="vehicle")
    yard.at("08-06T10:00").log("pack.removed", WORKSHOP, item=PACK, reason=reason)
    assert yard.ledger.item(PACK).condition == condition

    session, item = yard.ledger.session, yard.ledger.item(PACK)
    known = gather(session, item, {"config": "alone", "mode": "road"}, "2026-08-07").known
    doubtful = condition != "serviceable"
    if doubtful:
        assert (known["condition"].value, known["condition"].kind) == (condition, "pack.removed")
    else:
        # In use since its maker spoke: how it is now is asked.
        assert "condition" not in known
    offer = {
        "consignment": "M-1", "carrier": yards.CARRIER, "consignee": yards.RECYCLER,
        "consignee_site": "patio-1", "mass_basis": "estimated",
        "items": [
            {"item": PACK, "condition": "serviceable", "mass_kg": "412.5", "energy_wh": "46080"}
        ],
    }  # fmt: skip
    with pytest.raises(RefusedError) as refused:
        yard.log("consignment.offered", WORKSHOP, **offer)
    assert ("BP-T001" in codes(refused.value)) == doubtful

    yard.at("08-08T10:00").log(
        "item.assessed", WORKSHOP, item=PACK, condition="serviceable", method="visual"
    )
    assert yard.ledger.item(PACK).condition == "serviceable"
