"""One breach per rule: what somebody does in the yard that only this rule would notice in its way.

The key is the name of the rule's function; the value makes the event that breaks it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from batterypass.domain.clock import event_time_of
from rules.cases_amend import CASES_OF_AMENDMENTS
from rules.cases_annul import CASES_OF_ANNULMENTS
from rules.cases_batch import CASES_OF_BATCHES
from rules.cases_content import CASES_OF_CONTENT
from rules.cases_directory import CASES_OF_THE_DIRECTORY
from rules.cases_identity import CASES_OF_IDENTITY
from rules.cases_letting import CASES_OF_LETTING
from rules.cases_numbers import CASES_OF_NUMBERS
from rules.cases_paper import CASES_OF_PAPER
from rules.cases_parts import CASES_OF_PARTS
from rules.lineage import CASES_OF_LINEAGE
from rules.lives import CASES_OF_LIVES
from rules.sights import CASES_OF_SIGHT
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
    STRANGER,
    USED,
    WASTE,
    WORKSHOP,
    dismantling,
    offer_of,
    received,
    relinked,
)
from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    OPERATOR,
    RECYCLER,
    REGISTRAR,
    Drafted,
    Story,
    by_the_tables,
    fake_kid,
    grant,
    key_card,
    key_name,
    offered_line,
    pack_fields,
    party_card,
    scope,
    transport,
    waste,
)

Case = Callable[[Story], Drafted]
NEW = "https://maker.example/p/NEW"


def made(story: Story, item: str = NEW, **changed: Any) -> Drafted:
    return story.draft("pack.manufactured", MAKER, **pack_fields(item, **changed))


def offered(story: Story, *items: str, **changed: Any) -> Drafted:
    return story.draft("consignment.offered", MAKER, **offer_of("NEXT", *items, **changed))


def at(story: Story, hours: float) -> str:
    return event_time_of(story.now + timedelta(hours=hours))


def enveloped(story: Story, **changed: Any) -> Drafted:
    drafted = made(story)
    return replace(drafted, signed=replace(drafted.signed, **changed))


def repeated_event_id(story: Story) -> Drafted:
    drafted = made(story)
    earlier = next(iter(story.world.event_ids))
    return story.seal(drafted.event.model_copy(update={"event_id": earlier}))


def revoked_key(story: Story) -> Drafted:
    kid = fake_kid(key_name(MAKER, "daily"))
    story.tell("party.key-revoked", MAKER, by="recovery", party=MAKER, kid=kid, reason="lost")
    return made(story)


def ended_key(story: Story) -> Drafted:
    yesterday = (story.now - timedelta(days=1)).date().isoformat()
    card = {**key_card(MAKER, "daily:T", story.audience), "until": yesterday}
    story.tell("party.key-added", MAKER, by="recovery", party=MAKER, key=card)
    return story.draft("pack.manufactured", MAKER, by="daily:T", **pack_fields(NEW))


def claimed_twice(story: Story) -> Drafted:
    card = party_card("https://new.example", ["carrier"], story.audience)
    card["domains"].append("maker.example")
    return story.draft("party.registered", REGISTRAR, card=card)


def unproven_key(story: Story) -> Drafted:
    card = key_card(MAKER, "daily:2", story.audience)
    stolen = {**card, "proof": key_card(MAKER, "daily:3", story.audience)["proof"]}
    return story.draft("party.key-added", MAKER, by="recovery", party=MAKER, key=stolen)


def somebody_elses_key(story: Story) -> Drafted:
    card = party_card("https://new.example", ["carrier"], story.audience)
    # The maker's public key, with a proof for the new party.
    public = key_card(MAKER, "daily", story.audience)
    proof = key_card("https://new.example", "daily", story.audience)
    card["keys"][0] = {**proof, "public": public["public"]}
    return story.draft("party.registered", REGISTRAR, card=card)


def subjects(story: Story, change: Callable[[list[dict[str, Any]]], None]) -> Drafted:
    fields: dict[str, Any] = {"items": [SOUND], "to": WORKSHOP}
    links = [
        asdict(link) for link in story.draft("custody.released", MAKER, **fields).event.subjects
    ]
    change(links)
    return story.draft("custody.released", MAKER, links=links, **fields)


def added(story: Story, item: str) -> list[dict[str, Any]]:
    drafted = story.draft("custody.released", MAKER, items=[item], to=WORKSHOP)
    return [asdict(link) for link in drafted.event.subjects]


def vouched_only_by_the_registrar(story: Story) -> Drafted:
    card = key_card(MAKER, "daily:2", story.audience)
    story.tell("party.key-added", REGISTRAR, party=MAKER, key=card)
    drafted = made(story)
    kid = fake_kid(key_name(MAKER, "daily:2"))
    return replace(
        drafted, signed=replace(drafted.signed, kid=kid), at=replace(drafted.at, kid=kid)
    )


def expired_consignee(story: Story) -> Drafted:
    for subject in story.world.pointed("holder", RECYCLER):
        state = story.world.authorisation(subject)
        assert state is not None
        state.effective_to = "2026-07-31"
    return offered(story, WASTE, waste=waste())


def carrier_without_permits(story: Story) -> Drafted:
    story.world.pointers["holder", CARRIER].clear()
    return offered(story, WASTE, waste=waste())


def permit_that_ended_meanwhile(story: Story) -> Drafted:
    for subject in story.world.pointed("holder", RECYCLER):
        state = story.world.authorisation(subject)
        assert state is not None
        state.effective_to = "2026-11-22"
    time = at(story, -24)
    return offered(story, WASTE, waste=waste(), event_time=time)


CASES: dict[str, Case] = {
    **CASES_OF_THE_DIRECTORY,
    **CASES_OF_AMENDMENTS,
    **CASES_OF_ANNULMENTS,
    **CASES_OF_NUMBERS,
    **CASES_OF_IDENTITY,
    **CASES_OF_LETTING,
    **CASES_OF_LINEAGE,
    **CASES_OF_LIVES,
    **CASES_OF_BATCHES,
    **CASES_OF_PAPER,
    **CASES_OF_PARTS,
    **CASES_OF_SIGHT,
    **CASES_OF_CONTENT,
    "the_envelope_names_what_the_payload_names": lambda story: enveloped(
        story, audience="other.example#" + "0" * 64
    ),
    "an_event_id_stands_once": repeated_event_id,
    "the_key_is_registered": lambda story: enveloped(story, kid="0" * 64),
    "the_key_is_in_force": revoked_key,
    "the_key_has_not_ended": ended_key,
    "a_name_belongs_to_one_party": claimed_twice,
    "the_key_is_meant_for_this": lambda story: story.draft(
        "pack.manufactured", MAKER, by="label", **pack_fields(NEW)
    ),
    "the_algorithm_fits_the_key": lambda story: enveloped(story, alg=-7),
    "the_party_stands_by_its_key": vouched_only_by_the_registrar,
    "a_new_key_proves_its_possession": unproven_key,
    "a_new_key_is_nobody_elses": somebody_elses_key,
    "a_main_link_names_the_head": lambda story: relinked(
        story, story.draft("custody.released", MAKER, items=[SOUND], to=WORKSHOP), prev="0" * 64
    ),
    "a_record_link_names_a_main_statement": lambda story: relinked(
        story,
        story.draft("item.assessed", MAKER, item=SOUND, condition="serviceable", method="visual"),
        seq=7,
    ),
    "the_subjects_are_what_the_event_changes": lambda story: subjects(
        story, lambda links: links.extend(added(story, WASTE))
    ),
    "a_subject_is_named_once": lambda story: story.draft(
        "custody.released", MAKER, items=[SOUND, SOUND], to=WORKSHOP
    ),
    "what_the_signer_saw_is_this_log": lambda story: story.draft(
        "pack.manufactured", MAKER, seen={"size": 3, "root": "0" * 64}, **pack_fields(NEW)
    ),
    "the_subjects_are_of_the_kinds_sort": lambda story: made(story, SOUND),
    "entry_0_opens_the_ledger": lambda story: story.draft(
        "ledger.opened", REGISTRAR, **{**story.opening(), "origin": "second.example"}
    ),
    "the_kind_is_signed_by_who_may": lambda story: story.draft(
        "authorisation.granted", RECYCLER, **grant(RECYCLER, "MX-STATE", scope("acopio"))
    ),
    "only_who_has_a_part_in_it_moves_it": lambda story: story.draft(
        "custody.released", CARRIER, items=[SOUND], to=CARRIER
    ),
    "ids_are_made_under_ones_own_names": lambda story: made(story, "https://other.example/p/1"),
    "the_operators_clock_goes_forward": lambda story: story.draft(
        "ledger.time-marked", story.operator, by="operator", event_time=at(story, -9)
    ),
    "the_heads_are_those_of_the_log": lambda story: story.draft(
        "ledger.heads-committed", story.operator, by="operator",
        size=story.world.size() - 1, root="0" * 64,
    ),
    "the_number_is_the_next": lambda story: story.draft(
        "ledger.time-marked", story.operator, by="operator", event_time=at(story, 0), number=99
    ),
    "not_later_than_the_clock": lambda story: story.draft(
        "pack.manufactured", MAKER, event_time=at(story, 1), **pack_fields(NEW)
    ),
    "not_earlier_than_what_came_before": lambda story: story.draft(
        "custody.released", MAKER, event_time=at(story, -9), items=[SOUND], to=WORKSHOP
    ),
    "clocks_differ_a_little": lambda story: story.draft(
        "consignment.delivered", CARRIER, event_time=at(story, -0.25), consignment=MOVE, at_site="S1"
    ),
    "recorded_late": lambda story: story.draft(
        "pack.manufactured", MAKER, event_time=at(story, -80), **pack_fields(NEW)
    ),
    "the_role_may_sign_the_kind": lambda story: story.draft(
        "pack.manufactured", WORKSHOP, **pack_fields("https://workshop.example/p/1")
    ),
    "a_site_is_its_partys": lambda story: made(story, plant="S9"),
    "a_counterpart_is_registered": lambda story: story.draft(
        "custody.released", MAKER, items=[SOUND], to=STRANGER
    ),
    "a_label_is_signed_by_the_owner_of_the_id": lambda story: story.draft(
        "label.applied", MAKER, item=SOUND, copies=1, read_back=True,
        label_kid=fake_kid(key_name(WORKSHOP, "label")),
    ),
    "an_incident_is_reported_from_nearby": lambda story: story.draft(
        "incident.reported", CARRIER, item=SOUND, incident="drop", injuries=False,
        condition_after="damaged_critical",
    ),
    "what_is_on_its_way_stays_on_its_way": lambda story: offered(story, OFFERED),
    "what_has_ended_stays_ended": lambda story: story.draft(
        "item.assessed", RECYCLER, item=ENDED, condition="serviceable", method="visual"
    ),
    "the_place_allows_it": lambda story: story.draft(
        "pack.removed", INTEGRATOR, item=_in_stock_at(story, INTEGRATOR), reason="repair"
    ),
    "only_the_custodian_does_it": lambda story: story.draft(
        "item.declared-waste", WORKSHOP, items=[RELEASED], reason="damaged", stream="whole_battery"
    ),
    "a_passport_is_the_items_present_one": lambda story: story.draft(
        "passport.ended", MAKER, passport=PASSPORT, item=SOUND, reason="recycled"
    ),
    "a_second_life_rests_on_a_reading": lambda story: _repurposed(story, SECOND, assessed=False),
    "what_is_contested_is_told": lambda story: story.draft(
        "consignment.received", RECYCLER, **_with_surplus(SOUND)
    ),
    "a_named_key_is_one_that_can_change": lambda story: story.draft(
        "party.key-revoked", MAKER, by="recovery", party=MAKER, kid="0" * 64, reason="lost"
    ),
    "the_steps_follow_each_other": lambda story: story.draft(
        "consignment.delivered", CARRIER, consignment=OFFER, at_site="S1"
    ),
    "the_carrier_answers_for_every_item_offered": lambda story: story.draft(
        "consignment.collected", CARRIER, consignment=_offer_of_two(story), loaded=[SOUND]
    ),
    "the_consignee_answers_for_every_item_loaded": lambda story: story.draft(
        "consignment.received", RECYCLER, **received(MOVING)
    ),
    "what_is_accepted_was_released": lambda story: story.draft(
        "custody.accepted", WORKSHOP, items=[RELEASED], released_by=CARRIER
    ),
    "waste_stays_waste": lambda story: story.draft(
        "pack.installed", INTEGRATOR, item=_waste_at(story, INTEGRATOR), host_kind="vehicle"
    ),
    "waste_is_declared_as_the_table_says": lambda story: offered(
        story, WASTE, waste=waste(regime="EU-934")
    ),
    "waste_travels_declared": lambda story: offered(story, WASTE),
    "a_manifest_number_is_used_once": lambda story: offered(
        story, WASTE, waste=waste(manifest_no="M-MOVE")
    ),
    "a_hazardous_line_names_its_hazard": lambda story: offered(
        story, WASTE, waste=waste(waste_class="hazardous")
    ),
    "a_person_chose_the_class": lambda story: _black_mass_as_special(story),
    "a_stream_is_declared_once": lambda story: story.draft(
        "item.declared-waste", MAKER, items=[WASTE], reason="end_of_life", stream="production_scrap"
    ),
    "the_consignee_may_take_the_waste": expired_consignee,
    "the_carrier_may_carry_the_waste": carrier_without_permits,
    "who_treats_waste_is_authorised": lambda story: story.draft(
        "item.dismantled", RECYCLER, **dismantling(AT_YARD, "X", site="S2")
    ),
    "an_authorisation_changed_meanwhile": permit_that_ended_meanwhile,
    "who_takes_waste_over_is_authorised": lambda story: _taken_over(story, WORKSHOP),
    "no_milder_than_the_last_reading": lambda story: _offered_as(
        story, "damaged_stable", "serviceable", transport=transport()
    ),
    "a_battery_travels_under_its_entry": lambda story: offered(
        story, SOUND, transport=transport(un_number="UN3090")
    ),
    "damaged_travels_as_damaged": lambda story: _offered_as(
        story, "damaged_stable", "damaged_stable", transport=transport()
    ),
    "nothing_needed_is_left_out": lambda story: offered(
        story, items=[offered_line(SOUND, un38_3="cell")]
    ),
    "the_line_says_what_the_log_says": lambda story: offered(
        story, items=[offered_line(SOUND, energy_wh="46")]
    ),
    "the_tables_say_the_same": lambda story: offered(
        story, SOUND, transport=by_the_tables(packing_instruction="P903(2)")
    ),
    "parts_weigh_no_more_than_the_whole": lambda story: story.draft(
        "item.dismantled", RECYCLER, **dismantling(AT_YARD, "X", mass_kg="390")
    ),
    "a_difference_of_masses_is_told": lambda story: story.draft(
        "consignment.received", RECYCLER, **received(MOVING, MOVING2, measured_mass_kg="700")
    ),
    "every_item_is_weighed_or_none": lambda story: story.draft(
        "consignment.received", RECYCLER, **_one_not_weighed()
    ),
}  # fmt: skip


def _taken_over(story: Story, party: str) -> Drafted:
    story.tell("custody.released", MAKER, items=[WASTE], to=party)
    return story.draft("custody.accepted", party, items=[WASTE], released_by=MAKER)


def _with_surplus(item: str) -> dict[str, Any]:
    fields = received(MOVING, MOVING2)
    fields["lines"].append({"item": item, "outcome": "surplus", "mass_kg": "400"})
    return {**fields, "measured_mass_kg": "1200"}


def _one_not_weighed() -> dict[str, Any]:
    fields = received(MOVING, MOVING2)
    del fields["lines"][1]["mass_kg"]
    return fields


def _in_stock_at(story: Story, party: str) -> str:
    story.item(USED).place = "in_stock"
    story.item(USED).custodian = party
    return USED


def _waste_at(story: Story, party: str) -> str:
    story.item(WASTE).custodian = party
    return WASTE


def _repurposed(story: Story, item: str, *, assessed: bool = True) -> Drafted:
    if not assessed:
        story.item(item).assessed = {}
    return story.draft(
        "pack.repurposed", REPURPOSER, item=item, new_category="stationary", new_use="stationary_storage",
        energy_wh="30000", assessment="0" * 64,
    )  # fmt: skip


def _offer_of_two(story: Story) -> str:
    event = story.tell("consignment.offered", MAKER, **offer_of("TWO", SOUND))
    subject = event.subjects[0].subject
    story.world.edit_consignment(subject).items[NEW] = {"condition": "serviceable"}
    return subject


def _black_mass_as_special(story: Story) -> Drafted:
    item = "https://recycler.example/i/ENDED-M1-B"
    line = {"item": item, "condition": "serviceable", "mass_kg": "149.5"}
    fields = offer_of("B1", items=[line], waste=waste(stream="black_mass"))
    return story.draft("consignment.offered", RECYCLER, **fields)


def _offered_as(story: Story, known: str, condition: str, **changed: Any) -> Drafted:
    story.item(SOUND).condition = known
    return offered(story, items=[offered_line(SOUND, condition=condition)], **changed)


__all__ = ["AUTHORITY", "CASES", "DISPOSAL", "OPERATOR", "Case"]
