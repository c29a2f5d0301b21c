"""Every kind × every role × every state of a key: refused or found exactly as it should be.

What is expected is written down here once more, in plain sets, and not taken from the rules.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from batterypass.domain.clock import day_of, day_starts_ms, event_time_of
from batterypass.domain.events import KINDS
from batterypass.domain.events.enrolment import DETAILS
from batterypass.domain.standing import granted
from batterypass.domain.states import ConsignmentState, ItemState
from batterypass.domain.vocabulary import ROLES
from rules.yard import dismantling
from worlds import (
    CARRIER,
    MAKER,
    OPERATOR,
    ORIGIN,
    RECYCLER,
    REGISTRAR,
    Drafted,
    Story,
    fake_kid,
    grant,
    key_card,
    key_name,
    offered_line,
    pack_fields,
    party_card,
    scope,
    site,
    transport,
)

ACTOR = "https://actor.example"
ITEM = "https://actor.example/p/1"
ITEM2 = "https://actor.example/p/9"
PASSPORT = "https://actor.example/pass/1"
PERMIT = f"{ACTOR}#authorisation/MX-STATE/1"
CONSIGNMENT = f"{MAKER}#consignment/C1"
KEY_STATES = (
    "daily", "recovery", "label", "registrar-vouched", "wrong-algorithm", "unregistered",
    "somebody-elses", "operators", "lost", "rotated-in-grace", "rotated-too-late",
    "rotated-signed-after", "last-day", "last-day-in-grace", "last-day-too-late", "day-after",
)  # fmt: skip
JUDGED = {
    "BP-K001", "BP-K002", "BP-K003", "BP-K006", "BP-K007", "BP-K101", "BP-P001", "BP-R001",
}  # fmt: skip

#: Kinds whose signer is a matter of integrity -> the roles that may sign them (bytes.md 4).
BINDING: dict[str, set[str]] = {
    "ledger.opened": {"registrar"},
    "ledger.time-marked": set(),
    "rulebook.adopted": {"registrar"},
    "party.registered": {"registrar"},
    "party.key-added": {"registrar"},
    "party.key-confirmed": set(),
    "party.key-revoked": {"registrar"},
    "party.amended": {"registrar"},
    "party.site-opened": {"registrar"},
    "party.site-closed": {"registrar"},
    "authorisation.granted": {"authority"},
    "authorisation.extended": {"authority"},
    "authorisation.renewal-filed": {"authority"},
    "authorisation.suspended": {"authority"},
    "authorisation.reinstated": {"authority"},
    "authorisation.revoked": {"authority"},
    # It names the list that it is from, as a registrar must.
    "authorisation.list-transcribed": {"authority", "registrar"},
    "entry.amended": set(ROLES),
    "amendment.agreed": set(ROLES),
    "entry.annulled": set(ROLES),
    "passport.issued": {"manufacturer", "importer", "repurposer", "remanufacturer", "workshop"},
    "passport.handed-over": set(ROLES),
    "passport.ended": set(ROLES),
    "label.applied": {"manufacturer", "workshop", "repurposer", "remanufacturer"},
}
#: Other kinds that only some roles sign (events.md); the rest anybody may.
ROLES_OF: dict[str, set[str]] = {
    "pack.manufactured": {"manufacturer"},
    "pack.placed-on-market": {"manufacturer", "importer"},
    "pack.installed": {"integrator", "workshop", "dismantler", "repurposer", "operator"},
    "pack.removed": {"integrator", "workshop", "dismantler", "repurposer", "operator"},
    "pack.repurposed": {"repurposer", "remanufacturer"},
    "item.assessed": {
        "manufacturer", "workshop", "repurposer", "remanufacturer", "recycler", "dismantler",
    },
    "item.dismantled": {"dismantler", "recycler"},
    "item.disposed": {"disposal_site"},
    "consignment.collected": {"carrier", "collector"},
    "consignment.delivered": {"carrier", "collector"},
    "consignment.transferred": {"carrier", "collector"},
}  # fmt: skip


def expected(kind: str, role: str, state: str) -> set[str]:
    found: set[str] = set()
    unknown = state in ("unregistered", "somebody-elses", "operators")
    if unknown:
        found.add("BP-K001")
    if state in ("lost", "rotated-too-late", "rotated-signed-after"):
        found.add("BP-K002")
    if state in ("last-day-too-late", "day-after"):
        found.add("BP-K007")
    if state in ("recovery", "label") or (kind == "ledger.time-marked" and not unknown):
        found.add("BP-K003")
    if state == "wrong-algorithm":
        found.add("BP-K006")
    if state == "registrar-vouched":
        found.add("BP-K101")
    if kind in BINDING and role not in BINDING[kind]:
        found.add("BP-P001")
    if kind in ROLES_OF and role not in ROLES_OF[kind]:
        found.add("BP-R001")
    return found


def fields_of(kind: str, story: Story) -> dict[str, Any]:
    """Write an event of the kind in which the actor is well placed for it."""
    on_item: dict[str, Any] = {"item": ITEM}
    fields: dict[str, dict[str, Any]] = {
        "ledger.time-marked": {},
        "rulebook.adopted": {"ledger": OPERATOR, "rulebook_version": "1", "digest": "0" * 64},
        "party.registered": {"card": party_card("https://new.example", ["carrier"], story.audience)},
        "party.key-added": {"party": MAKER, "key": key_card(MAKER, "daily:2", story.audience)},
        "party.key-confirmed": {"party": MAKER, "kid": fake_kid(key_name(MAKER, "daily"))},
        "party.key-revoked": {
            "party": MAKER, "kid": fake_kid(key_name(MAKER, "daily")), "reason": "lost",
        },
        "party.amended": {"party": MAKER, "legal_name": "Otro"},
        "party.site-opened": {"party": MAKER, "opened": site("S9")},
        "party.site-closed": {"party": MAKER, "closed": "S1", "closed_on": "2026-12-01"},
        "authorisation.granted": grant(RECYCLER, "MX-STATE", scope("reciclaje")),
        "authorisation.extended": {"authorisation": PERMIT, "effective_to": "2031-01-01"},
        "authorisation.renewal-filed": {"authorisation": PERMIT, "filed_on": "2026-11-01"},
        "authorisation.suspended": {
            "authorisation": PERMIT, "effective_from": "2026-11-01", "reason": "other",
        },
        "authorisation.reinstated": {"authorisation": PERMIT, "effective_from": "2026-11-01"},
        "authorisation.revoked": {
            "authorisation": PERMIT, "effective_from": "2026-11-01", "reason": "other",
        },
        "authorisation.list-transcribed": {
            "ledger": OPERATOR, "rows": 1,
            "transcription": {"source": "s", "published_on": "2026-11-01", "digest": "0" * 64},
        },
        "entry.amended": {
            "amended_subject": PERMIT, "target_kind": "authorisation.granted", "target": "1" * 64,
            "fields": [{"field": "effective_to", "old": "2030-12-31", "new": "2029-12-31"}],
            "reason": "typing_error",
        },
        "entry.annulled": {
            "annulled_subject": ITEM, "target_kind": "pack.installed", "target": "0" * 64,
            "reason": "other",
        },
        "amendment.agreed": {"amended_subject": CONSIGNMENT, "amendment": "2" * 64},
        "pack.manufactured": pack_fields("https://actor.example/p/2"),
        "pack.enrolled": {
            "item": "https://actor.example/p/3", "reason": "found", "condition": "serviceable",
            "evidence": ["visual"], "unknown": list(DETAILS),
        },
        "passport.issued": {**on_item, "passport": "https://actor.example/pass/2"},
        "passport.handed-over": {**on_item, "passport": PASSPORT, "to": MAKER},
        "passport.ended": {**on_item, "passport": PASSPORT, "reason": "replaced"},
        "label.applied": {
            **on_item, "copies": 1, "read_back": True, "label_kid": fake_kid(key_name(ACTOR, "label")),
        },
        "pack.placed-on-market": {**on_item, "country": "MX", "placed_on": "2026-11-23"},
        "pack.installed": {**on_item, "host_kind": "vehicle"},
        "pack.removed": {**on_item, "reason": "repair"},
        "pack.repurposed": {
            **on_item, "new_category": "stationary", "new_use": "stationary_storage", "energy_wh": "1",
            "assessment": "0" * 64,
        },
        "item.assessed": {**on_item, "condition": "serviceable", "method": "visual"},
        "incident.reported": {
            **on_item, "incident": "drop", "injuries": False, "condition_after": "serviceable",
        },
        "item.declared-waste": {
            "items": [ITEM], "reason": "damaged", "stream": "whole_battery",
        },
        "item.dismantled": dismantling(ITEM, "X"),
        "item.disposed": {**on_item, "operation": "confinamiento", "mass_kg": "400"},
        "document.prepared": {
            "about": ITEM, "document_kind": "passport", "number": "1", "count": 1, "mass_kg": "1",
            "date": "2026-11-23", "statement": "0" * 64,
        },
        "document.issued": {
            "about": ITEM, "document_kind": "passport", "number": "1", "renderer": "r",
            "digest": "0" * 64, "bytes": 1,
        },
        "consignment.offered": {
            "consignment": "C2", "carrier": CARRIER, "consignee": RECYCLER, "consignee_site": "S1",
            "items": [offered_line(ITEM)], "mass_basis": "weighed", "transport": transport(),
        },
        "consignment.collected": {"consignment": CONSIGNMENT, "loaded": [ITEM]},
        "consignment.delivered": {"consignment": CONSIGNMENT, "at_site": "S1"},
        "consignment.received": {
            "consignment": CONSIGNMENT, "at_site": "S1", "measured_mass_kg": "400",
            "lines": [{"item": ITEM, "outcome": "received"}],
        },
        "consignment.partially-received": {
            "consignment": CONSIGNMENT, "at_site": "S1", "measured_mass_kg": "400",
            "lines": [
                {"item": ITEM, "outcome": "received"}, {"item": ITEM2, "outcome": "rejected"},
            ],
            "reason": "damaged", "next_step": "return",
        },
        "consignment.rejected": {
            "consignment": CONSIGNMENT, "at_site": "S1", "items": [ITEM], "reason": "damaged",
            "next_step": "return",
        },
        "consignment.returned": {"consignment": CONSIGNMENT, "items": [ITEM]},
        "consignment.transferred": {"consignment": CONSIGNMENT, "to": MAKER},
        "consignment.voided": {"consignment": CONSIGNMENT, "items": [ITEM], "reason": "other"},
        "consignment.recorded-on-paper": {
            "consignment": CONSIGNMENT, "step": "delivered", "side": {"name": "En papel"},
        },
        "consignment.countersigned": {
            "consignment": CONSIGNMENT, "items": [ITEM], "target": "0" * 64,
        },
        "manifest.original-returned": {"consignment": CONSIGNMENT, "returned_on": "2026-11-23"},
        "manifest.exception-reported": {
            "consignment": CONSIGNMENT, "authority": "SEMARNAT", "reported_on": "2026-11-23",
        },
        "treatment.certified": {
            "consignment": CONSIGNMENT, "operation": "reciclaje", "treated_on": "2026-11-23",
            "mass_kg": "400",
        },
        "custody.claimed": {"items": [ITEM], "reason": "found"},
        "custody.contested": {"items": [ITEM], "agrees": True},
        "custody.released": {"items": [ITEM], "to": MAKER},
        "custody.accepted": {"items": [ITEM], "released_by": ACTOR},
    }  # fmt: skip
    return fields[kind]


def world_for(role: str) -> Story:
    story = Story()
    for party in (MAKER, CARRIER, RECYCLER):
        story.register(party, "auditor")
    story.register(ACTOR, role)
    story.world.place(
        ItemState(
            item=ITEM, item_kind="pack", life="original", place="in_stock", custodian=ACTOR,
            responsible_operator=ACTOR, maker=ACTOR, created_index=0, chemistry="LFP",
            passport=PASSPORT, condition="serviceable", assessed={"method": "visual"},
        ),
        ITEM,
    )  # fmt: skip
    terms = {
        **grant(RECYCLER, "MX-STATE", scope("reciclaje")), "number": "1", "authority": "",
        "capacity_t_year": "", "transcription": {}, "change": "granted", "entry": 1, "mark_ms": 0,
        "digest": "1" * 64, "by": ACTOR,
    }  # fmt: skip
    story.world.place(granted(PERMIT, terms), PERMIT)
    story.world.place(
        ConsignmentState(
            subject=CONSIGNMENT, consignment="C1", state="offered", consignor=MAKER, carrier=ACTOR,
            consignee=ACTOR, consignee_site="S1", items={ITEM: {}}, declared_kg="400",
            mass_basis="weighed", offered_at="2026-11-23T08:00:00-06:00",
            amendments=[
                {
                    "entry": 1, "digest": "2" * 64, "kind": "consignment.offered", "fields": [],
                    "waiting": [ACTOR], "agreed": {},
                }
            ],
        ),
        CONSIGNMENT,
    )  # fmt: skip
    return story


def signed_with(story: Story, state: str, kind: str, fields: dict[str, Any]) -> Drafted:
    """Draft the event as signed with a key in some state."""
    keys = story.world.edit_party(ACTOR).keys
    daily = fake_kid(key_name(ACTOR, "daily"))
    now = story.seal(story.draft(kind, ACTOR, **fields).event).at.mark_ms
    day = 24 * 3600 * 1000
    revoked = {"revoked": 4, "grace_days": 14, "reason": "rotated"}
    if state == "registrar-vouched":
        keys[daily]["vouched"] = "registrar"
    elif state == "lost":
        keys[daily].update(revoked, reason="lost", revoked_ms=now + day, mark_ms=now)
    elif state == "rotated-in-grace":
        keys[daily].update(revoked, revoked_ms=now + 1, mark_ms=now - 14 * day)
    elif state == "rotated-too-late":
        keys[daily].update(revoked, revoked_ms=now + 1, mark_ms=now - 14 * day - 1)
    elif state == "rotated-signed-after":
        keys[daily].update(revoked, revoked_ms=now, mark_ms=now)
    elif state in ("last-day", "last-day-in-grace", "last-day-too-late"):
        keys[daily]["until"] = day_of(event_time_of(story.now))
    elif state == "day-after":
        keys[daily]["until"] = day_of(event_time_of(story.now - timedelta(days=1)))
    by = state if state in ("recovery", "label") else "daily"
    drafted = story.draft(kind, ACTOR, by=by, **fields)
    kid = {
        "unregistered": "0" * 64,
        "somebody-elses": fake_kid(key_name(MAKER, "daily")),
        "operators": fake_kid(key_name(OPERATOR, "operator")),
    }.get(state, drafted.signed.kid)
    alg = -9 if state == "wrong-algorithm" else -19
    signed = replace(drafted.signed, kid=kid, alg=alg)
    mark_ms = drafted.at.mark_ms
    if state.startswith("last-day-"):
        # The fifteenth day after the last one begins, in UTC, or is about to.
        end = day_starts_ms(keys[daily]["until"]) + 15 * day
        mark_ms = end if state == "last-day-too-late" else end - 1
    return replace(drafted, signed=signed, at=replace(drafted.at, kid=kid, mark_ms=mark_ms))


def test_the_plain_sets_here_name_only_kinds_that_exist() -> None:
    assert {*BINDING, *ROLES_OF} <= {*KINDS}
    assert {name for name in KINDS if KINDS[name].KIND.signer_is_integrity} == {*BINDING}
    assert {name for name in KINDS if KINDS[name].KIND.roles} - {*BINDING} == {*ROLES_OF}


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"ledger.opened"}))
def test_each_role_and_key_is_refused_exactly_where_it_should_be(kind: str) -> None:
    wrong = []
    for role in ROLES:
        base = world_for(role)
        fields = fields_of(kind, base)
        for state in KEY_STATES:
            story = base.copy()
            drafted = signed_with(story, state, kind, fields)
            found = story.codes(drafted) & JUDGED
            if found != expected(kind, role, state):
                wrong.append((role, state, sorted(found), sorted(expected(kind, role, state))))

    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_entry_0_is_signed_by_the_registrar_that_it_names(role: str) -> None:
    for state, codes in (
        ("daily", set()),
        ("recovery", {"BP-K003"}),
        ("label", {"BP-K003"}),
        ("unregistered", {"BP-K001"}),
        ("wrong-algorithm", {"BP-K006"}),
    ):
        story = Story(opened=False)
        fields = story.opening()
        fields["registrar"] = party_card(REGISTRAR, [role], ORIGIN)
        by = state if state in ("recovery", "label") else "daily"
        drafted = story.draft("ledger.opened", REGISTRAR, by=by, **fields)
        kid = "0" * 64 if state == "unregistered" else drafted.signed.kid
        alg = -7 if state == "wrong-algorithm" else -19
        drafted = replace(drafted, signed=replace(drafted.signed, kid=kid, alg=alg))

        refused = codes if role == "registrar" else {*codes, "BP-P001"}
        assert story.codes(drafted) == refused


@pytest.mark.parametrize("kind", ["party.key-added", "party.key-confirmed", "party.key-revoked"])
@pytest.mark.parametrize(
    ("by", "codes"),
    [("recovery", set()), ("daily", {"BP-K003"}), ("label", {"BP-K003"})],
)
def test_a_party_changes_its_own_keys_with_its_recovery_key(
    kind: str, by: str, codes: set[str]
) -> None:
    story = world_for("workshop")
    fields: dict[str, Any] = {"party": ACTOR, "kid": fake_kid(key_name(ACTOR, "label"))}
    if kind == "party.key-added":
        fields = {"party": ACTOR, "key": key_card(ACTOR, "daily:2", story.audience)}
    elif kind == "party.key-revoked":
        fields["reason"] = "lost"
        fields["kid"] = fake_kid(key_name(ACTOR, "recovery" if by == "label" else "label"))

    assert story.codes(story.draft(kind, ACTOR, by=by, **fields)) == codes


def test_a_stolen_daily_key_revokes_itself_and_no_other() -> None:
    story = world_for("workshop")
    story.tell(
        "party.key-added", ACTOR, by="recovery", party=ACTOR,
        key=key_card(ACTOR, "daily:2", story.audience),
    )  # fmt: skip
    fields: dict[str, Any] = {"party": ACTOR, "reason": "compromised"}
    own = fake_kid(key_name(ACTOR, "daily"))
    other = fake_kid(key_name(ACTOR, "daily:2"))

    assert story.codes(story.draft("party.key-revoked", ACTOR, kid=own, **fields)) == set()
    assert story.codes(story.draft("party.key-revoked", ACTOR, kid=other, **fields)) == {"BP-K003"}


def test_a_registrar_cannot_confirm_its_own_word_for_a_party() -> None:
    story = world_for("workshop")
    for role in ("daily:2", "recovery:2"):
        card = key_card(ACTOR, role, story.audience)
        story.tell("party.key-added", REGISTRAR, party=ACTOR, key=card)
    added: dict[str, Any] = {"party": ACTOR, "kid": fake_kid(key_name(ACTOR, "daily:2"))}

    by_registrar = story.draft("party.key-confirmed", REGISTRAR, **added)
    by_its_key = story.draft("party.key-confirmed", ACTOR, by="recovery:2", **added)
    by_the_party = story.draft("party.key-confirmed", ACTOR, by="recovery", **added)

    assert "BP-P001" in story.codes(by_registrar)
    assert "BP-K003" in story.codes(by_its_key)
    assert story.codes(by_the_party) == set()


def test_the_operators_key_signs_time_marks_and_nothing_for_anybody() -> None:
    story = world_for("manufacturer")
    mark = story.draft("ledger.time-marked", OPERATOR, by="operator")
    pack = story.draft(
        "pack.manufactured", OPERATOR, by="operator", **pack_fields(f"{OPERATOR}/p/1")
    )

    assert story.codes(mark) == set()
    assert "BP-K003" in story.codes(pack)


def test_a_receipt_key_of_the_operator_marks_no_time() -> None:
    story = world_for("manufacturer")

    assert "BP-K001" in story.codes(story.draft("ledger.time-marked", OPERATOR, by="receipt"))


def test_a_rotated_key_counts_for_what_was_signed_before_and_arrives_in_grace() -> None:
    story = world_for("manufacturer")
    before = story.now - timedelta(hours=1)
    story.tell(
        "party.key-revoked", ACTOR, by="recovery", party=ACTOR, reason="rotated", grace_days=2,
        kid=fake_kid(key_name(ACTOR, "daily")),
    )  # fmt: skip
    fields = pack_fields("https://actor.example/p/9")
    early = before.isoformat()

    story.now += timedelta(days=1)
    assert story.codes(story.draft("pack.manufactured", ACTOR, event_time=early, **fields)) == set()
    story.now += timedelta(days=2)
    late = story.draft("pack.manufactured", ACTOR, event_time=early, **fields)
    assert story.codes(late) == {"BP-K002", "BP-Z004"}
