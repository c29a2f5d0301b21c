"""Saying the same thing twice changes nothing; saying another under its name is refused."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass import bootstrap
from batterypass.app.repeats import Said, same_content
from batterypass.errors import RefusedError
from batterypass.ports import Content
from batterypass.regulations.rulebook import make_rulebook
from batterypass.rules import RULES
from batterypass.statements.eventid import derive_event_id

READING = {"item": yards.PACKS[0], "condition": "serviceable", "method": "bms_reading"}
SEALED_AT = "legitimate_interest_and_commission"
PASSPORT = "https://id.planta-apodaca.example/passport/1"
#: A pack that the yard has not made.
NEW = yards.PACKS[20]


@pytest.fixture
def yard(tmp_path: Path) -> yards.Yard:
    return yards.make_yard(tmp_path).at("03-04T09:00")


def passport(**other: Any) -> dict[str, Any]:
    """Give the form of a passport with two sealed values."""
    sealed = {
        SEALED_AT: {
            "detailed_composition": "LFP 41 %",
            "safety_measures": "https://maker.example/safety",
        }
    }
    return {"passport": PASSPORT, "item": yards.PACKS[0], "private": sealed, **other}


def refused(yard: yards.Yard, kind: str, actor: str, **form: Any) -> RefusedError:
    """Demand that a form is refused and nothing written."""
    size = len(yard.ledger)
    with pytest.raises(RefusedError) as error:
        yard.log(kind, actor, **form)
    assert len(yard.ledger) == size
    return error.value


def derived(yard: yards.Yard, actor: str, kind: str, *key: str) -> str:
    return derive_event_id(yard.session.audience, actor, kind, key)


def first_pack(yard: yards.Yard) -> int:
    """Give the entry that made the first pack."""
    return int(yard.ledger.item(yards.PACKS[0]).created_index)


def test_a_pack_that_is_there_is_not_made_again(yard: yards.Yard) -> None:
    size = len(yard.ledger)
    again = yard.log("pack.manufactured", yards.MAKER, **yards.pack(yards.PACKS[0]))
    assert again.already
    assert yard.ledger.entry(again.index).payload["item"] == yards.PACKS[0]
    assert len(yard.ledger) == size


def test_another_value_under_the_same_name_is_refused_with_both_shown(yard: yards.Yard) -> None:
    with pytest.raises(RefusedError, match=r"mass_kg.*412\.5.*500"):
        yard.log("pack.manufactured", yards.MAKER, **yards.pack(yards.PACKS[0], mass_kg="500"))


def test_sealed_values_are_compared_opened(yard: yards.Yard) -> None:
    yard.log("passport.issued", yards.MAKER, **passport())
    # Another salt is drawn each time, so the digests differ where the values are the same.
    assert yard.log("passport.issued", yards.MAKER, **passport()).already
    other = {
        SEALED_AT: {
            "detailed_composition": "NMC",
            "safety_measures": "https://maker.example/safety",
        }
    }
    for private in (other, {}):
        error = refused(yard, "passport.issued", yards.MAKER, **passport(private=private))
        assert f"private.{SEALED_AT}" in str(error)
    more = {**passport()["private"], "authorities_and_commission": {"test_report_results": "x"}}
    refused(yard, "passport.issued", yards.MAKER, **passport(private=more))


@pytest.mark.parametrize("private", [{}, {SEALED_AT: {"detailed_composition": "NMC"}}])
def test_an_erased_section_counts_as_equal_with_the_values_and_without(
    yard: yards.Yard, private: dict[str, Any]
) -> None:
    issued = yard.log("passport.issued", yards.MAKER, **passport())
    yard.ledger.store.erase_section(issued.event_id, SEALED_AT)
    again = yard.log("passport.issued", yards.MAKER, **passport(private=private))
    assert (again.already, again.index) == (True, issued.index)


def test_the_same_reading_within_ten_minutes_is_the_same_reading(yard: yards.Yard) -> None:
    first = yard.log("item.assessed", yards.MAKER, **READING, cycles=7)
    again = yard.at("03-04T09:09").log("item.assessed", yards.MAKER, **READING, cycles=7)
    assert (again.already, again.index) == (True, first.index)
    later = yard.at("03-04T09:11").log("item.assessed", yards.MAKER, **READING, cycles=7)
    assert not later.already


def test_another_reading_is_another_even_in_the_same_minute(yard: yards.Yard) -> None:
    first = yard.log("item.assessed", yards.MAKER, **READING, cycles=7)
    other = yard.log("item.assessed", yards.MAKER, **READING, cycles=8)
    assert other.index > first.index


def test_who_asks_for_it_gets_it_again(yard: yards.Yard) -> None:
    yard.log("item.assessed", yards.MAKER, **READING)
    forms = [("item.assessed", READING)]
    done = yard.ledger.sign(yard.ledger.plan(forms, actor=yards.MAKER, again=True))
    assert not done[0].already


def test_a_request_is_answered_once_whatever_it_says_about_the_time(yard: yards.Yard) -> None:
    first = yard.log("item.assessed", yards.MAKER, **READING, request="scan-17")
    again = yard.at("03-04T17:00").log("item.assessed", yards.MAKER, **READING, request="scan-17")
    assert (again.already, again.index) == (True, first.index)
    with pytest.raises(RefusedError, match="condition"):
        yard.log("item.assessed", yards.MAKER, **{**READING, "condition": "damaged_stable"},
                 request="scan-17")  # fmt: skip


def test_a_hand_over_and_back_is_no_repetition(yard: yards.Yard) -> None:
    there = {"items": [yards.PACKS[1]]}
    yard.log("custody.released", yards.MAKER, **there, to=yards.RECYCLER)
    yard.log("custody.accepted", yards.RECYCLER, **there, released_by=yards.MAKER)
    yard.log("custody.released", yards.RECYCLER, **there, to=yards.MAKER)
    yard.log("custody.accepted", yards.MAKER, **there, released_by=yards.RECYCLER)
    again = yard.log("custody.released", yards.MAKER, **there, to=yards.RECYCLER)
    assert not again.already


def test_the_answer_names_the_entry_that_says_it_by_digest_and_event_id(yard: yards.Yard) -> None:
    made = yard.ledger.entry(first_pack(yard))
    again = yard.log("pack.manufactured", yards.MAKER, **yards.pack(yards.PACKS[0]))
    assert (again.index, again.digest.hex()) == (made.index, made.digest)
    assert again.event_id == made.payload["event_id"]
    # A guess has no id of its own: it answers with that of the reading it takes it for.
    first = yard.log("item.assessed", yards.MAKER, **READING)
    guessed = yard.log("item.assessed", yards.MAKER, **READING)
    assert guessed == replace(first, already=True)


# What is content, and what is not.


def test_a_breach_acknowledged_for_another_reason_is_another_content(yard: yards.Yard) -> None:
    knowingly = [{"rule": "BP-R001", "reason": "safety"}]
    form = {**READING, "request": "scan-1", "acknowledged": knowingly}
    yard.log("item.assessed", yards.MAKER, **form)
    assert yard.log("item.assessed", yards.MAKER, **form).already
    other = [{"rule": "BP-R001", "reason": "authority_order"}]
    for acknowledged in (other, []):
        error = refused(
            yard, "item.assessed", yards.MAKER, **{**form, "acknowledged": acknowledged}
        )
        assert "acknowledged: its lines differ" in str(error)
    # Where it is only a guess that it is the same, it is not.
    plain = {**READING, "cycles": 3}
    yard.log("item.assessed", yards.MAKER, **plain)
    assert not yard.log("item.assessed", yards.MAKER, **plain, acknowledged=knowingly).already


def test_other_chains_are_another_content_and_other_places_in_them_are_not() -> None:
    def payload(subject: str, seq: int, **other: Any) -> dict[str, Any]:
        link = {"subject": subject, "lane": "main", "seq": seq, "prev": None}
        return {"kind": "x.y", "subjects": [link], **other}

    said = Said(7, payload("https://a.example", 0, seen={"size": 1}), lambda point: None)
    same_content(said, payload("https://a.example", 4, event_time="later"), {})
    with pytest.raises(RefusedError, match="subjects: its lines differ"):
        same_content(said, payload("https://b.example", 0), {})


# An id that somebody else has taken.


@pytest.mark.parametrize(
    ("squatter", "kind", "form"),
    [
        (yards.RECYCLER, "item.assessed", READING),
        (yards.MAKER, "item.assessed", READING),
        (yards.MAKER, "pack.manufactured", yards.pack(yards.PACKS[21])),
    ],
    ids=["another-actor", "another-kind", "another-pack"],
)
def test_nobody_keeps_a_pack_from_being_made_by_taking_its_event_id(
    yard: yards.Yard, squatter: str, kind: str, form: dict[str, Any]
) -> None:
    taken = [derived(yard, yards.MAKER, "pack.manufactured", NEW)]
    taken.append(derived(yard, yards.MAKER, "pack.manufactured", NEW, "2"))
    yard.log(kind, squatter, **form, event_id=taken[0])
    made = yard.log("pack.manufactured", yards.MAKER, **yards.pack(NEW))
    assert (made.already, made.event_id) == (False, taken[1])
    # And it is found again where it went.
    again = yard.log("pack.manufactured", yards.MAKER, **yards.pack(NEW))
    assert (again.already, again.index) == (True, made.index)
    error = refused(yard, "pack.manufactured", yards.MAKER, **yards.pack(NEW, mass_kg="9"))
    assert "412.5" in str(error)
    assert yard.ledger.verify().authentic


def test_a_second_and_third_squatter_are_passed_over_too(yard: yards.Yard) -> None:
    for number, further in enumerate(([], ["2"], ["3"])):
        taken = derived(yard, yards.MAKER, "pack.manufactured", NEW, *further)
        yard.log("item.assessed", yards.RECYCLER, **READING, cycles=number, event_id=taken)
    made = yard.log("pack.manufactured", yards.MAKER, **yards.pack(NEW))
    assert made.event_id == derived(yard, yards.MAKER, "pack.manufactured", NEW, "4")
    assert yard.log("pack.manufactured", yards.MAKER, **yards.pack(NEW)).index == made.index


def test_an_id_that_the_caller_gives_is_taken_at_its_word(yard: yards.Yard) -> None:
    theirs = yard.log("item.assessed", yards.RECYCLER, **READING)
    error = refused(
        yard, "pack.manufactured", yards.MAKER, **yards.pack(NEW), event_id=theirs.event_id
    )
    assert "item.assessed" in str(error)
    assert "pack.manufactured" in str(error)
    mine = yards.pack(yards.PACKS[0])
    known = yard.ledger.entry(first_pack(yard)).payload["event_id"]
    assert yard.log("pack.manufactured", yards.MAKER, **mine, event_id=known).already


# Twice in one plan.


def test_the_same_pack_twice_in_a_plan_is_signed_once(yard: yards.Yard) -> None:
    yard.at("03-04T12:00")
    forms = [("pack.manufactured", yards.pack(name)) for name in (NEW, yards.PACKS[22], NEW)]
    ready = yard.ledger.plan(forms, actor=yards.MAKER)
    assert len(ready.fresh()) == 2
    done = yard.ledger.sign(ready)
    assert done[2] == replace(done[0], already=True)
    assert [one.already for one in done] == [False, False, True]
    # What was told before signing is what came of it, the time mark included.
    assert ready.drafts[2].already == done[0].index
    assert yard.ledger.verify().authentic


def test_the_second_of_two_is_answered_with_where_the_first_went(yard: yards.Yard) -> None:
    forms = [("pack.manufactured", yards.pack(NEW))] * 2
    ready = yard.ledger.plan(forms, actor=yards.MAKER)
    # Somebody else records meanwhile, so the first goes further on than the plan could know.
    yard.log("item.assessed", yards.MAKER, **READING)
    done = yard.ledger.sign(ready)
    assert done[0].index == len(yard.ledger) - 1
    assert done[1] == replace(done[0], already=True)


def test_a_pack_that_is_in_the_log_twice_in_a_plan_is_answered_twice(yard: yards.Yard) -> None:
    form = yards.pack(yards.PACKS[0])
    done = yard.ledger.sign(yard.ledger.plan([("pack.manufactured", form)] * 2, actor=yards.MAKER))
    assert [one.index for one in done] == [first_pack(yard)] * 2
    assert all(one.already and one.digest for one in done)


def test_a_pack_with_two_values_in_one_plan_is_refused_with_both_shown(yard: yards.Yard) -> None:
    forms = [("pack.manufactured", yards.pack(NEW, mass_kg=mass)) for mass in ("400", "401")]
    with pytest.raises(RefusedError, match=r"mass_kg.*400.*401"):
        yard.ledger.plan(forms, actor=yards.MAKER)


def test_sealed_values_are_compared_within_a_plan_too(yard: yards.Yard) -> None:
    twice = [("passport.issued", passport())] * 2
    done = yard.ledger.sign(yard.ledger.plan(twice, actor=yards.MAKER))
    assert done[1] == replace(done[0], already=True)
    forms = [
        (
            "passport.issued",
            passport(passport=PASSPORT + "b", private={SEALED_AT: {name: "urn:example:x"}}),
        )
        for name in ("safety_measures", "spare_part_sources")
    ]
    with pytest.raises(RefusedError, match=r"safety_measures.*spare_part_sources"):
        yard.ledger.plan(forms, actor=yards.MAKER)


def test_the_same_reading_twice_in_a_plan_is_a_guess_that_can_be_denied(yard: yards.Yard) -> None:
    later = {**READING, "event_time": "2026-03-04T08:49:59-06:00"}
    forms = [("item.assessed", form) for form in (READING, READING, later)]
    ready = yard.ledger.plan(forms, actor=yards.MAKER)
    assert [draft.repeat for draft in ready.drafts] == [False, True, False]
    done = yard.ledger.sign(ready)
    assert done[1] == replace(done[0], already=True)
    assert not done[2].already
    yard.at("03-04T10:00")
    again = yard.ledger.plan(forms[:2], actor=yards.MAKER, again=True)
    assert [one.already for one in yard.ledger.sign(again)] == [False, False]
    assert yard.ledger.verify().authentic


def test_in_and_out_and_in_again_within_a_plan_are_three_events(yard: yards.Yard) -> None:
    knowingly = [{"rule": "BP-R001", "reason": "safety"}]
    there = {"item": yards.PACKS[0], "host_kind": "vehicle", "acknowledged": knowingly}
    back = {"item": yards.PACKS[0], "reason": "repair", "acknowledged": knowingly}
    kinds = [("pack.installed", there), ("pack.removed", back), ("pack.installed", there)]
    assert len(yard.ledger.plan(kinds, actor=yards.MAKER).fresh()) == 3


# Kinds that a later event undoes.


def test_a_passport_that_came_back_can_be_handed_over_again(yard: yards.Yard) -> None:
    yard.log("passport.issued", yards.MAKER, **passport())

    def hand_over(giver: str, taker: str) -> Any:
        form = {"passport": PASSPORT, "item": yards.PACKS[0], "to": taker}
        return yard.log("passport.handed-over", giver, **form)

    steps = [(yards.MAKER, yards.RECYCLER), (yards.RECYCLER, yards.MAKER)] * 2
    recorded = []
    for giver, taker in steps:
        recorded.append(hand_over(giver, taker))
        assert not recorded[-1].already
        assert yard.ledger.item(yards.PACKS[0]).responsible_operator == taker
        # Said again while it is so, it is done already: by the last entry that says it.
        again = hand_over(giver, taker)
        assert (again.already, again.index) == (True, recorded[-1].index)
    assert len({one.event_id for one in recorded}) == 4
    assert yard.ledger.verify().authentic


def test_a_plan_hands_a_passport_over_and_back_and_over(yard: yards.Yard) -> None:
    yard.log("passport.issued", yards.MAKER, **passport())
    there = {"passport": PASSPORT, "item": yards.PACKS[0], "to": yards.RECYCLER}
    back = {**there, "to": yards.MAKER, "actor": yards.RECYCLER}
    forms = [("passport.handed-over", form) for form in (there, there, back, there)]
    done = yard.ledger.sign(yard.ledger.plan(forms, actor=yards.MAKER))
    assert [one.already for one in done] == [False, True, False, False]
    assert yard.ledger.item(yards.PACKS[0]).responsible_operator == yards.RECYCLER


def test_a_ledger_goes_back_to_an_earlier_rulebook(yard: yards.Yard) -> None:
    body = make_rulebook(
        [rule for rule in RULES if not rule.code.startswith("BP-Z")],
        bootstrap.regulations().tables.values(),
    )
    other = sha256(body).hexdigest()
    around = yard.session.around
    around = replace(around, known_rulebooks=around.known_rulebooks | {other})
    yard.ledger._around = yard.session.around = around
    yard.session._rulebooks = around.rulebooks(yard.ledger.store)
    versions = {bootstrap.rulebook().digest: bootstrap.rulebook().version, other: "2025.1"}

    def adopt(digest: str) -> Any:
        from batterypass.app.compose import plan, sign_and_record
        from batterypass.app.record import Attachment

        form = {
            "ledger": f"https://{yards.ORIGIN}", "rulebook_version": versions[digest],
            "digest": digest,
        }  # fmt: skip
        ready = plan(yard.session, [("rulebook.adopted", form)], actor=yards.REGISTRAR)
        content = Attachment(contents=[Content(other, "application/json", body)])
        return sign_and_record(yard.session, ready, content if digest == other else None)[0]

    own = bootstrap.rulebook().digest
    assert adopt(own).already
    for digest in (other, own, other, own):
        assert not adopt(digest).already
        assert yard.session.world.ledger().rulebook == digest
        assert adopt(digest).already
    assert yard.ledger.verify().authentic


def offer_of(*items: str) -> dict[str, Any]:
    line = {"condition": "serviceable", "mass_kg": "412.5", "energy_wh": "46080"}
    return {
        "consignment": "M-1", "carrier": yards.CARRIER, "consignee": yards.RECYCLER,
        "consignee_site": "patio-1", "mass_basis": "estimated",
        "items": [{"item": item, **line} for item in items],
        "acknowledged": [
            {"rule": code, "reason": "truck_at_gate"} for code in ("BP-T002", "BP-T004")
        ],
    }  # fmt: skip


def test_another_load_under_a_number_that_is_used_names_the_number_and_not_the_loads(
    yard: yards.Yard,
) -> None:
    first = yard.log("consignment.offered", yards.MAKER, **offer_of(*yards.PACKS[:3]))
    error = refused(yard, "consignment.offered", yards.MAKER, **offer_of(yards.PACKS[3]))
    assert str(error).startswith(f"M-1: entry {first.index} is another offer under this number")
    assert yards.PACKS[0] not in str(error)
    assert "folio status" in str(error)


def test_a_difference_of_long_values_is_shown_cut_short(yard: yards.Yard) -> None:
    yard.log("item.declared-waste", yards.MAKER, items=list(yards.PACKS[:3]), reason="end_of_life",
             stream="whole_battery", event_id=derived(yard, yards.MAKER, "x", "1"))  # fmt: skip
    error = refused(
        yard, "item.declared-waste", yards.MAKER, items=list(yards.PACKS[3:4]), reason="end_of_life",
        stream="whole_battery", event_id=derived(yard, yards.MAKER, "x", "1"),
    )  # fmt: skip
    assert "items" in str(error)
    assert len(str(error)) < 600
