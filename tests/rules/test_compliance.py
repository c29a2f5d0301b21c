"""Mishaps of compliance in detail: back-dating, lapsed permits, wrong papers, masses that do not add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from batterypass.domain.clock import event_time_of
from batterypass.rules import Finding
from rules.cases import offered
from rules.yard import (
    AT_YARD,
    DISPOSAL,
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
    pass_on,
    received,
    yard,
)
from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    RECYCLER,
    Drafted,
    Story,
    fake_kid,
    grant,
    key_name,
    offered_line,
    pack_fields,
    scope,
    transport,
    waste,
)


def only(found: list[Finding], code: str) -> Finding:
    assert [one.code for one in found] == [code]
    return found[0]


@pytest.mark.parametrize(
    ("minutes", "codes"),
    [(6, set()), (6.1, {"BP-Z001"}), (60, {"BP-Z001"})],
)
def test_an_event_is_at_most_six_minutes_ahead_of_the_clock(
    minutes: float, codes: set[str]
) -> None:
    story = yard()
    time = event_time_of(story.now + timedelta(minutes=minutes))
    fields = pack_fields("https://maker.example/p/NEW")

    assert story.codes(story.draft("pack.manufactured", MAKER, event_time=time, **fields)) == codes


@pytest.mark.parametrize(
    ("minutes", "codes"),
    [(0, set()), (-1, {"BP-Z003"}), (-15, {"BP-Z003"}), (-15.1, {"BP-Z002"})],
)
def test_an_event_is_at_most_a_quarter_before_the_one_it_follows(
    minutes: float, codes: set[str]
) -> None:
    story = yard()
    last = story.item(SOUND).last_ms
    previous = story.now - timedelta(
        milliseconds=story.draft("ledger.time-marked", MAKER).at.mark_ms - last
    )
    time = event_time_of(previous + timedelta(minutes=minutes))

    drafted = story.draft("custody.released", MAKER, event_time=time, items=[SOUND], to=WORKSHOP)

    assert story.codes(drafted) == codes


def test_an_old_reading_that_comes_late_is_no_contradiction() -> None:
    story = yard()
    time = event_time_of(story.now - timedelta(hours=5))

    drafted = story.draft(
        "item.assessed", MAKER, event_time=time, item=SOUND, condition="serviceable",
        method="visual",
    )  # fmt: skip

    assert story.codes(drafted) == set()


@pytest.mark.parametrize(("hours", "codes"), [(72, set()), (72.01, {"BP-Z004"})])
def test_what_is_recorded_after_three_days_is_told(hours: float, codes: set[str]) -> None:
    story = yard()
    time = event_time_of(story.now - timedelta(hours=hours))
    fields = pack_fields("https://maker.example/p/NEW")

    assert story.codes(story.draft("pack.manufactured", MAKER, event_time=time, **fields)) == codes


@pytest.mark.parametrize(("role", "revoked"), [("label", True), ("daily", False)])
def test_a_label_is_signed_by_no_other_and_no_revoked_key(role: str, revoked: bool) -> None:
    story = yard()
    kid = fake_kid(key_name(MAKER, role))
    if revoked:
        story.tell("party.key-revoked", MAKER, by="recovery", party=MAKER, kid=kid, reason="lost")

    drafted = story.draft(
        "label.applied", MAKER, item=SOUND, copies=1, read_back=True, label_kid=kid
    )

    assert story.codes(drafted) == {"BP-R004"}


@pytest.mark.parametrize(("site", "fine"), [("S9", False), ("S1", True)])
def test_a_site_that_nobody_registered_is_found_wherever_it_stands(site: str, fine: bool) -> None:
    story = yard()

    for kind, actor, fields in (
        ("custody.released", MAKER, {"items": [SOUND], "to": WORKSHOP, "site": site}),
        ("pack.manufactured", MAKER, pack_fields("https://maker.example/p/N", plant=site)),
        ("consignment.offered", MAKER, offer_of("X", SOUND, consignee_site=site)),
        ("consignment.delivered", CARRIER, {"consignment": MOVE, "at_site": site}),
        (
            "authorisation.granted",
            AUTHORITY,
            grant(MAKER, "MX-STATE", scope("acopio"), holder_site=site),
        ),
    ):
        assert ("BP-R002" in story.codes(story.draft(kind, actor, **fields))) is not fine


def test_a_registrar_may_list_a_recycler_that_is_no_party() -> None:
    story = yard()
    fields = grant("https://elsewhere.example", "MX-STATE", scope("acopio"))

    assert story.codes(story.draft("authorisation.granted", AUTHORITY, **fields)) == set()


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
    ended: dict[str, Any] = {"passport": PASSPORT, "item": SOUND, "reason": "replaced"}

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


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"regime": "EU-934"}, "regime"),
        ({"table_sha256": "0" * 64}, "table_sha256"),
        ({"waste_class": "any"}, "waste_class"),
        ({"stream": "black_mass", "waste_class": "hazardous", "cretib": "T"}, "stream"),
    ],
)
def test_a_waste_declaration_says_what_the_table_says(changed: dict[str, Any], field: str) -> None:
    story = yard()

    found = story.judge(offered(story, WASTE, waste=waste(**changed)))

    wrong = [one.values["field"] for one in found if one.code == "BP-W002"]
    assert wrong == [field]


def test_the_class_follows_what_the_item_is_and_not_what_it_is_called() -> None:
    story = yard()
    story.item(WASTE).stream = "electrolyte"

    found = story.judge(offered(story, WASTE, waste=waste()))

    assert [one.values["field"] for one in found if one.code == "BP-W002"] == [
        "waste_class",
        "stream",
    ]


def test_one_damaged_pack_makes_the_whole_load_hazardous() -> None:
    story = yard()
    pass_on(story, WASTE, RECYCLER)
    lines = [offered_line(AT_YARD), offered_line(WASTE, condition="damaged_stable")]
    damaged = transport(
        packing_instruction="P908", special_provisions=["376"],
        marks=["DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES"],
    )  # fmt: skip

    def codes(**declared: Any) -> set[str]:
        fields = offer_of("X", items=lines, transport=damaged, waste=waste(**declared))
        return story.codes(story.draft("consignment.offered", RECYCLER, **fields))

    assert codes() == {"BP-W002"}
    assert codes(waste_class="hazardous", cretib="RTI") == set()


def test_waste_and_what_is_no_waste_do_not_share_a_manifest() -> None:
    story = yard()

    mixed = story.judge(offered(story, WASTE, SOUND, waste=waste()))

    assert only(mixed, "BP-W003").subject == SOUND


def consignee_with(story: Story, **changed: Any) -> Drafted:
    """Offer waste to the recycler, whose only authorisation says something else."""
    story.world.pointers["holder", RECYCLER].clear()
    scopes = [{**scope("reciclaje", "special_handling"), **changed.pop("scope", {})}]
    fields: dict[str, Any] = {
        **grant(RECYCLER, changed.pop("scheme", "MX-STATE"), number="N-1"),
        "scopes": scopes,
    }
    story.tell("authorisation.granted", AUTHORITY, **{**fields, **changed})
    return offered(story, WASTE, waste=waste())


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"effective_to": "2026-11-22"}, "accept-expired"),
        ({"effective_from": "2026-11-24"}, "accept-not-yet"),
        ({"holder_site": "S2"}, "accept-other-site"),
        ({"scope": {"operation": "acopio"}}, "accept-other-operation"),
        ({"scope": {"waste_class": "hazardous"}}, "accept-other-class"),
        ({"scope": {"streams": ["black_mass"]}}, "accept-other-stream"),
        ({"scope": {"chemistries": ["NMC"]}}, "accept-other-chemistry"),
        ({"scheme": "MX-SEMARNAT"}, "accept-other-scheme"),
        ({"scheme": "VOLUNTARY"}, "accept-certificate"),
    ],
)
def test_a_recycler_without_the_right_paper_gets_no_waste(
    changed: dict[str, Any], found: str
) -> None:
    story = yard()

    finding = only(story.judge(consignee_with(story, **changed)), "BP-A001")

    assert finding.values["found"] == f"~{found}"
    assert finding.values["consignee"] == RECYCLER
    assert finding.values["day"] == "2026-11-23"
    assert "batterypass recycler list --waste whole_battery" in finding.message("es")


@pytest.mark.parametrize(
    "changed", [{}, {"effective_to": "2026-11-23"}, {"effective_from": "2026-11-23"}]
)
def test_the_first_and_last_day_of_a_permit_count(changed: dict[str, Any]) -> None:
    story = yard()

    assert story.codes(consignee_with(story, **changed)) == set()


def test_a_permit_that_lapses_on_the_road_is_found_at_the_gate() -> None:
    story = yard()
    for subject in story.world.pointed("holder", RECYCLER):
        state = story.world.authorisation(subject)
        assert state is not None
        state.effective_to = "2026-11-22"

    found = story.judge(story.draft("consignment.received", RECYCLER, **received(MOVING, MOVING2)))

    assert only(found, "BP-A001").values["found"] == "~accept-expired"


def test_a_pack_that_leaks_at_the_gate_needs_a_site_that_takes_damaged_ones() -> None:
    story = yard()
    for subject in story.world.pointed("holder", RECYCLER):
        state = story.world.authorisation(subject)
        assert state is not None
        state.scopes = [{**one, "damaged_accepted": False} for one in state.scopes]
    fields = received(MOVING, MOVING2)
    fields["lines"][0].update(outcome="damaged", condition="damaged_critical")

    found = story.judge(story.draft("consignment.received", RECYCLER, **fields))

    assert only(found, "BP-A001").values["found"] == "~accept-not-damaged"


@pytest.mark.parametrize(
    ("declared", "lost", "missing"),
    [
        ({"waste_class": "hazardous", "cretib": "RTI"}, "MX-SICT", ["MX-SICT SCT"]),
        ({"waste_class": "hazardous", "cretib": "RTI"}, "MX-SEMARNAT", ["MX-SEMARNAT TRANSPORTE"]),
        ({"waste_class": "hazardous", "cretib": "RTI"}, "MX-STATE", []),
        ({}, "MX-STATE", ["MX-STATE RME-STATE"]),
        ({}, "MX-SICT", []),
    ],
)
def test_a_carrier_needs_the_papers_of_this_class_of_waste(
    declared: dict[str, Any], lost: str, missing: list[str]
) -> None:
    story = yard()
    held = story.world.pointers["holder", CARRIER]
    held[:] = [subject for subject in held if f"/{lost}/" not in subject]

    found = story.judge(offered(story, WASTE, waste=waste(**declared)))

    assert [one.values["permit"] for one in found if one.code == "BP-A002"] == missing


def test_a_carriers_permit_is_looked_at_again_when_it_loads() -> None:
    story = yard()
    event = story.tell("consignment.offered", MAKER, **offer_of("W", WASTE, waste=waste()))
    subject = event.subjects[0].subject
    story.world.pointers["holder", CARRIER].clear()

    drafted = story.draft("consignment.collected", CARRIER, consignment=subject, loaded=[WASTE])

    assert story.codes(drafted) == {"BP-A002"}


def test_sound_packs_need_no_waste_papers() -> None:
    story = yard()
    story.world.pointers["holder", CARRIER].clear()
    story.world.pointers["holder", RECYCLER].clear()

    assert story.codes(offered(story, SOUND)) == set()


@pytest.mark.parametrize(
    ("site", "codes"), [("S1", set()), ("S2", {"BP-A003"}), (None, {"BP-A003"})]
)
def test_waste_is_dismantled_where_it_may_be(site: str | None, codes: set[str]) -> None:
    story = yard()
    fields = dismantling(AT_YARD, "X")
    del fields["site"]

    if site is not None:
        fields["site"] = site

    drafted = story.draft("item.dismantled", RECYCLER, **fields)

    assert story.codes(drafted) == codes


def test_who_has_one_site_need_not_name_it() -> None:
    story = yard()
    pass_on(story, WASTE, DISPOSAL)
    fields: dict[str, Any] = {"item": WASTE, "operation": "confinamiento", "mass_kg": "400"}

    assert story.codes(story.draft("item.disposed", DISPOSAL, **fields)) == set()
    other: dict[str, Any] = {**fields, "operation": "incineracion"}
    assert story.codes(story.draft("item.disposed", DISPOSAL, **other)) == {"BP-A003"}


@pytest.mark.parametrize(
    ("site", "codes"), [("S1", set()), ("S2", {"BP-A006"}), (None, {"BP-A006"})]
)
def test_waste_handed_over_without_a_truck_needs_an_authorised_site_too(
    site: str | None, codes: set[str]
) -> None:
    story = yard()
    story.tell("custody.released", MAKER, items=[WASTE], to=RECYCLER)
    named: dict[str, Any] = {"site": site} if site else {}

    drafted = story.draft("custody.accepted", RECYCLER, items=[WASTE], released_by=MAKER, **named)

    assert story.codes(drafted) == codes


def test_a_sound_pack_is_dismantled_without_a_waste_permit() -> None:
    story = yard()
    pass_on(story, SOUND, RECYCLER)
    story.world.pointers["holder", RECYCLER].clear()

    drafted = story.draft("item.dismantled", RECYCLER, **dismantling(SOUND, "X"))

    assert story.codes(drafted) == set()


@pytest.mark.parametrize(
    ("known", "offered_as", "milder"),
    [
        ("serviceable", "serviceable", False),
        ("damaged_stable", "serviceable", True),
        ("damaged_critical", "damaged_stable", True),
        ("cannot_be_diagnosed", "damaged_stable", False),
        ("serviceable", "damaged_critical", False),
        ("", "serviceable", False),
    ],
)
def test_nobody_offers_a_pack_as_better_than_it_is_known_to_be(
    known: str, offered_as: str, milder: bool
) -> None:
    story = yard()
    story.item(SOUND).condition = known

    found = story.codes(offered(story, items=[offered_line(SOUND, condition=offered_as)]))

    assert ("BP-T001" in found) is milder


SODIUM = {"un_number": "UN3551", "proper_shipping_name": "SODIUM ION BATTERIES"}
WITH = "LITHIUM ION BATTERIES PACKED WITH EQUIPMENT"


@pytest.mark.parametrize(
    ("chemistry", "decision", "right"),
    [
        ("LFP", {}, True),
        ("LFP", {"un_number": "UN3481", "proper_shipping_name": WITH}, True),
        ("LFP", {"un_number": "UN3481"}, False),
        ("LFP", {"un_number": "UN3171"}, False),
        ("LFP", SODIUM, False),
        ("", {}, True),
        ("sodium-ion", SODIUM, True),
        ("sodium-ion", {}, False),
        ("other", SODIUM, True),
        ("other", {}, True),
        ("LFP", None, False),
    ],
)
def test_a_battery_travels_under_the_number_of_its_chemistry(
    chemistry: str, decision: dict[str, str] | None, right: bool
) -> None:
    story = yard()
    story.item(SOUND).chemistry = chemistry
    fields = offer_of("X", SOUND)
    if decision is None:
        del fields["transport"]
    else:
        fields["transport"] = transport(**decision)

    found = story.codes(story.draft("consignment.offered", MAKER, **fields))

    assert found == (set() if right else {"BP-T002"})


def test_a_sodium_ion_entry_did_not_exist_in_2024() -> None:
    story = yard()
    story.item(SOUND).chemistry = "sodium-ion"
    time = "2024-11-23T08:00:00-06:00"

    found = story.codes(offered(story, SOUND, transport=transport(**SODIUM), event_time=time))

    assert "BP-T002" in found


MARK = ["UN3480", "9A", "DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES"]


@pytest.mark.parametrize(
    ("condition", "decision", "wrong"),
    [
        ("damaged_stable", {"special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}, []),
        ("damaged_stable", {"special_provisions": ["SP 376"], "packing_instruction": "LP904", "marks": MARK}, []),
        ("damaged_stable", {"special_provisions": ["376"], "packing_instruction": "P908", "marks": ["Dañadas/defectuosas"]}, []),
        ("cannot_be_diagnosed", {"special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}, []),
        ("damaged_critical", {"special_provisions": ["376"], "packing_instruction": "LP906", "marks": MARK}, []),
        ("damaged_critical", {"special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}, ["packing_instruction"]),
        ("damaged_stable", {"special_provisions": ["376"], "packing_instruction": "P903", "marks": MARK}, ["packing_instruction"]),
        ("damaged_stable", {"packing_instruction": "P908", "marks": MARK}, ["special_provisions"]),
        ("damaged_stable", {"special_provisions": ["376"], "packing_instruction": "P908"}, ["marks"]),
        ("damaged_stable", {}, ["special_provisions", "packing_instruction", "marks"]),
        ("serviceable", {"special_provisions": ["376"]}, ["special_provisions"]),
        ("serviceable", {"special_provisions": ["188", "377"]}, []),
        ("damaged_stable", {"regime": "IATA", "special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}, ["regime"]),
        ("damaged_stable", {"regime": "49CFR", "packing_instruction": "173.185", "marks": ["Damaged/defective lithium ion battery"]}, []),
        ("damaged_stable", {"regime": "49CFR", "packing_instruction": "173.185"}, ["marks"]),
    ],
)  # fmt: skip
def test_a_damaged_pack_travels_in_its_packing_and_a_sound_one_does_not(
    condition: str, decision: dict[str, Any], wrong: list[str]
) -> None:
    story = yard()
    lines = [offered_line(SOUND, condition=condition)]

    found = story.judge(offered(story, items=lines, transport=transport(**decision)))

    assert [(one.code, one.values["field"]) for one in found] == [("BP-T003", one) for one in wrong]


@pytest.mark.parametrize(
    ("line", "decision", "missing"),
    [
        ({}, {}, []),
        ({"energy_wh": None}, {}, ["energy_wh"]),
        ({"un38_3": None}, {}, ["un38_3"]),
        ({"un38_3": "none"}, {}, ["un38_3"]),
        ({"un38_3": "module"}, {}, ["un38_3"]),
        ({"un38_3": None}, {"special_provisions": ["310"]}, []),
    ],
)
def test_a_missing_input_is_asked_for_and_not_taken_as_small_or_new(
    line: dict[str, Any], decision: dict[str, Any], missing: list[str]
) -> None:
    story = yard()
    given = {name: value for name, value in offered_line(SOUND, **line).items() if value}

    found = story.judge(offered(story, items=[given], transport=transport(**decision)))

    assert [(one.code, one.values["field"]) for one in found] == [
        ("BP-T004", one) for one in missing
    ]


def test_waste_travels_without_the_test_report() -> None:
    story = yard()
    line = offered_line(WASTE)
    del line["un38_3"]

    assert story.codes(offered(story, items=[line], waste=waste())) == set()


@pytest.mark.parametrize(
    ("weighed", "loss", "codes"),
    [
        ("400", None, set()),
        ("400", "8", set()),
        ("400", "8.51", {"BP-M001"}),
        ("391.67", None, {"BP-M002"}),
        ("391.66", None, {"BP-M001", "BP-M002"}),
        ("410", None, {"BP-M002"}),
    ],
)
def test_parts_do_not_weigh_more_than_their_whole(
    weighed: str, loss: str | None, codes: set[str]
) -> None:
    story = yard()
    fields = dismantling(AT_YARD, "X", mass_kg=weighed)
    if loss is not None:
        fields["loss_kg"] = loss

    assert story.codes(story.draft("item.dismantled", RECYCLER, **fields)) == codes


@pytest.mark.parametrize(
    ("scale", "told"),
    [("800", False), ("840", False), ("760", False), ("840.000001", True), ("759.9", True)],
)
def test_a_difference_on_the_scale_is_told_beyond_five_percent(scale: str, told: bool) -> None:
    story = yard()

    found = story.judge(
        story.draft(
            "consignment.received", RECYCLER, **received(MOVING, MOVING2, measured_mass_kg=scale)
        )
    )

    assert [one.code for one in found] == (["BP-M002"] if told else [])
    assert all(one.severity == "notice" for one in found)


def test_one_pack_that_weighs_something_else_is_named() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"][0]["mass_kg"] = "300"
    fields["lines"][1]["mass_kg"] = "500"

    found = story.judge(story.draft("consignment.received", RECYCLER, **fields))

    assert [(one.code, one.subject) for one in found] == [("BP-M002", MOVING), ("BP-M002", MOVING2)]
    assert found[0].values["percent"] == "-25"


def test_a_consignment_without_declared_mass_divides_by_nothing() -> None:
    story = yard()
    for line in story.world.edit_consignment(MOVE).items.values():
        line["mass_kg"] = "0"

    found = story.judge(story.draft("consignment.received", RECYCLER, **received(MOVING, MOVING2)))

    assert {one.code for one in found} == {"BP-M002"}
    assert found[0].values["percent"] == "-"


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


@pytest.mark.parametrize(
    ("stream", "codes"),
    [("whole_battery", set()), ("production_scrap", {"BP-W007"}), ("black_mass", {"BP-W007"})],
)
def test_waste_is_not_declared_again_as_another_waste(stream: str, codes: set[str]) -> None:
    story = yard()
    fields: dict[str, Any] = {"items": [WASTE], "reason": "damaged", "stream": stream}

    found = story.judge(story.draft("item.declared-waste", MAKER, **fields))

    assert {one.code for one in found} == codes
    assert all(one.severity == "compliance" for one in found)


def test_each_item_that_is_another_waste_already_is_named() -> None:
    story = yard()
    fields: dict[str, Any] = {"items": [SOUND, WASTE], "reason": "damaged", "stream": "slag"}

    found = story.judge(story.draft("item.declared-waste", MAKER, **fields))

    assert [(one.code, one.subject) for one in found] == [("BP-W007", WASTE)]
    assert found[0].values["expected"] == "whole_battery"


def test_a_pack_with_a_second_life_may_become_another_waste() -> None:
    """Re-use ends the first declaration, so the next one is the first again."""
    story = yard()
    item = story.item(WASTE)
    item.life, item.stream, item.waste_on = "repurposed", "", ""
    fields: dict[str, Any] = {"items": [WASTE], "reason": "damaged", "stream": "production_scrap"}

    assert story.codes(story.draft("item.declared-waste", MAKER, **fields)) == set()
