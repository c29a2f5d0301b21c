"""Mishaps on the way of an item: what has ended, what is on its way, trucks, passports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.yard import (
    ENDED,
    INTEGRATOR,
    MOVE,
    MOVING,
    MOVING2,
    OFFER,
    OFFERED,
    PASSPORT,
    RELEASED,
    REPURPOSER,
    SECOND,
    SOUND,
    USED,
    WASTE,
    WORKSHOP,
    dismantling,
    offer_of,
    only,
    received,
    yard,
)
from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    RECYCLER,
    grant,
    scope,
    waste,
)


@pytest.mark.parametrize(
    ("kind", "actor", "fields"),
    [
        ("item.declared-waste", MAKER, {"items": [OFFERED], "reason": "damaged", "stream": "whole_battery"}),
        ("custody.released", MAKER, {"items": [OFFERED], "to": WORKSHOP}),
        ("consignment.offered", MAKER, offer_of("X", OFFERED)),
        ("item.dismantled", MAKER, dismantling(OFFERED, "X")),
        ("pack.installed", MAKER, {"item": OFFERED, "host_kind": "vehicle"}),
        ("pack.removed", MAKER, {"item": OFFERED, "reason": "repair"}),
        ("item.disposed", MAKER, {"item": OFFERED, "operation": "confinamiento", "mass_kg": "400"}),
    ],
)  # fmt: skip
def test_a_pack_that_is_on_its_way_is_left_alone(
    kind: str, actor: str, fields: dict[str, Any]
) -> None:
    story = yard()

    assert "BP-C001" in story.codes(story.draft(kind, actor, **fields))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("item.assessed", {"item": ENDED, "condition": "serviceable", "method": "visual"}),
        ("incident.reported", {"item": ENDED, "incident": "drop", "injuries": False, "condition_after": "serviceable"}),
        ("label.applied", {"item": ENDED, "copies": 1, "read_back": True, "label_kid": "0" * 64}),
        ("custody.released", {"items": [ENDED], "to": MAKER}),
        ("item.dismantled", dismantling(ENDED, "AGAIN")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["dismantled", "recycled", "disposed"])
def test_nothing_happens_to_what_has_ended(kind: str, fields: dict[str, Any], end: str) -> None:
    story = yard()
    item = story.item(ENDED)
    item.place = "dismantled" if end == "dismantled" else "in_stock"
    item.life = "original" if end == "dismantled" else end

    assert "BP-C002" in story.codes(story.draft(kind, RECYCLER, **fields))


def test_papers_may_still_speak_of_what_has_ended() -> None:
    story = yard()
    fields: dict[str, Any] = {
        "about": ENDED, "document_kind": "passport", "number": "1", "renderer": "r",
        "digest": "0" * 64, "bytes": 1,
    }  # fmt: skip

    assert story.codes(story.draft("document.issued", RECYCLER, **fields)) == set()


@pytest.mark.parametrize(
    ("place", "kind", "fields", "allowed"),
    [
        ("in_use", "pack.installed", {"item": SOUND, "host_kind": "vehicle"}, False),
        ("in_stock", "pack.removed", {"item": SOUND, "reason": "repair"}, False),
        ("in_use", "custody.released", {"items": [SOUND], "to": WORKSHOP}, False),
        ("lost", "custody.released", {"items": [SOUND], "to": WORKSHOP}, False),
        ("exported", "item.disposed", {"item": SOUND, "operation": "confinamiento", "mass_kg": "400"}, False),
        ("in_batch", "item.dismantled", dismantling(SOUND, "X"), False),
        ("in_use", "item.declared-waste", {"items": [SOUND], "reason": "damaged", "stream": "whole_battery"}, True),
    ],
)  # fmt: skip
def test_things_happen_from_the_place_where_they_can(
    place: str, kind: str, fields: dict[str, Any], allowed: bool
) -> None:
    story = yard()
    story.item(SOUND).place = place

    assert ("BP-C003" in story.codes(story.draft(kind, MAKER, **fields))) is not allowed


def test_what_is_missing_stays_with_the_carrier_and_goes_nowhere() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"][1] = {"item": MOVING2, "outcome": "missing"}
    fields["measured_mass_kg"] = "400"
    story.tell("consignment.received", RECYCLER, **fields)

    drafted = story.draft("custody.released", CARRIER, items=[MOVING2], to=MAKER)

    assert story.codes(drafted) == {"BP-C003"}


@pytest.mark.parametrize(
    ("state", "kind", "actor", "fields", "allowed"),
    [
        ("offered", "consignment.received", RECYCLER, received(MOVING, MOVING2), False),
        ("in_transit", "consignment.received", RECYCLER, received(MOVING, MOVING2), True),
        ("delivered", "consignment.received", RECYCLER, received(MOVING, MOVING2), True),
        ("received", "consignment.received", RECYCLER, received(MOVING, MOVING2), False),
        ("in_transit", "consignment.collected", CARRIER, {"consignment": MOVE, "loaded": [MOVING, MOVING2]}, False),
        ("delivered", "consignment.delivered", CARRIER, {"consignment": MOVE, "at_site": "S1"}, False),
        ("received", "consignment.delivered", CARRIER, {"consignment": MOVE, "at_site": "S1"}, False),
    ],
)  # fmt: skip
def test_a_truck_cannot_be_received_twice_or_before_it_left(
    state: str, kind: str, actor: str, fields: dict[str, Any], allowed: bool
) -> None:
    story = yard()
    story.world.edit_consignment(MOVE).state = state

    assert ("BP-C004" in story.codes(story.draft(kind, actor, **fields))) is not allowed


@pytest.mark.parametrize(
    ("state", "kind", "actor", "fields", "following"),
    [
        ("offered", "consignment.delivered", CARRIER, {"at_site": "S1"}, "ship collect {}"),
        ("offered", "consignment.received", RECYCLER, received(MOVING, MOVING2),
         "ship paper {} --step collected"),
        ("offering", "consignment.delivered", CARRIER, {"at_site": "S1"}, "ship offer --id {}"),
        ("in_transit", "consignment.collected", CARRIER, {"loaded": [MOVING, MOVING2]},
         "ship deliver {}"),
        ("delivered", "treatment.certified", RECYCLER,
         {"operation": "reciclaje", "treated_on": "2026-05-01", "mass_kg": "4"}, "receive {}"),
        ("delivered", "manifest.original-returned", MAKER, {"returned_on": "2026-05-01"},
         "ship paper {} --step received"),
        ("rejected", "manifest.original-returned", MAKER, {"returned_on": "2026-05-01"},
         "ship return {}"),
        ("received", "consignment.delivered", CARRIER, {"at_site": "S1"}, "manifest show {}"),
    ],
)  # fmt: skip
def test_a_step_out_of_turn_names_the_command_that_follows(
    state: str, kind: str, actor: str, fields: dict[str, Any], following: str
) -> None:
    story = yard()
    story.world.edit_consignment(MOVE).state = state
    number = story.world.edit_consignment(MOVE).consignment
    draft = story.draft(kind, actor, **{"consignment": MOVE, **fields})
    finding = only(story.judge(draft), "BP-C004")
    for lang in ("es", "en"):
        assert finding.message(lang).endswith(f" → batterypass {following.format(number)}")


def test_an_item_that_was_loaded_is_no_surplus() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"][1]["outcome"] = "surplus"

    finding = only(story.judge(story.draft("consignment.received", RECYCLER, **fields)), "BP-C006")

    assert finding.values["missing"] == MOVING2


def test_what_stayed_behind_is_not_asked_for_at_the_gate() -> None:
    story = yard()
    two = story.tell("consignment.offered", MAKER, **offer_of("TWO", SOUND, WASTE, waste=waste()))
    subject = two.subjects[0].subject
    story.tell(
        "consignment.collected", CARRIER, consignment=subject, loaded=[WASTE], not_loaded=[SOUND]
    )
    fields = received(WASTE, consignment=subject)

    assert story.codes(story.draft("consignment.received", RECYCLER, **fields)) == set()


def test_who_gave_it_and_who_takes_it_name_the_same_two() -> None:
    story = yard()

    drafted = story.draft("custody.accepted", WORKSHOP, items=[RELEASED], released_by=CARRIER)

    finding = only(story.judge(drafted), "BP-C007")
    assert finding.values["custodian"] == MAKER


def test_a_passport_stands_for_one_item_and_ends_once() -> None:
    story = yard()
    wrong = "https://maker.example/pass/OTHER"
    ended: dict[str, Any] = {"passport": PASSPORT, "item": SOUND, "reason": "recycled"}
    story.world.edit_item(SOUND).life = "recycled"

    def codes(kind: str, **fields: Any) -> set[str]:
        return story.codes(story.draft(kind, MAKER, **fields))

    assert codes("passport.issued", passport=PASSPORT, item=WASTE) == {"BP-C009"}
    assert codes("passport.handed-over", passport=wrong, item=SOUND, to=RECYCLER) == {"BP-C009"}
    assert codes("passport.ended", **{**ended, "passport": wrong}) == {"BP-C009"}
    assert codes("passport.ended", **{**ended, "reason": "dismantled"}) == {"BP-C009"}
    story.tell("passport.ended", MAKER, **ended)
    again = story.draft("passport.handed-over", MAKER, passport=PASSPORT, item=SOUND, to=RECYCLER)
    assert only(story.judge(again), "BP-C009").values["found"] == "~passport-ended"
    assert codes("passport.handed-over", passport=PASSPORT, item=SOUND, to=RECYCLER) == {"BP-C009"}


def test_waste_comes_back_into_use_only_where_reuse_is_authorised() -> None:
    story = yard()
    item = story.item(SECOND)
    item.life, item.stream = "waste", "whole_battery"
    fields: dict[str, Any] = {
        "item": SECOND, "new_category": "stationary", "new_use": "stationary_storage",
        "energy_wh": "30000", "assessment": item.assessed["digest"],
    }  # fmt: skip

    before = only(story.judge(story.draft("pack.repurposed", REPURPOSER, **fields)), "BP-W001")
    assert before.values["found"] == "~accept-none"
    reuse = grant(REPURPOSER, "MX-STATE", scope("reutilizacion"))
    story.tell("authorisation.granted", AUTHORITY, **reuse)
    assert story.codes(story.draft("pack.repurposed", REPURPOSER, **fields)) == set()
    other_site: dict[str, Any] = {**fields, "site": "S9"}
    assert "BP-W001" in story.codes(story.draft("pack.repurposed", REPURPOSER, **other_site))


def test_a_carrier_that_loads_nothing_that_is_unknown_is_not_judged_twice() -> None:
    story = yard()
    drafted = story.draft("consignment.delivered", CARRIER, consignment=OFFER, at_site="S1")
    nowhere = replace(
        drafted, event=drafted.event.model_copy(update={"consignment": f"{MAKER}#consignment/NO"})
    )

    assert "BP-C004" not in story.codes(nowhere)


def test_a_pack_in_use_is_not_offered() -> None:
    story = yard()

    found = story.codes(story.draft("consignment.offered", INTEGRATOR, **offer_of("X", USED)))

    assert found == {"BP-C003"}
