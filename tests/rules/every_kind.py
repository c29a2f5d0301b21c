"""An event of every kind in which its actor is well placed, and every state of the key that signs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from batterypass.domain.clock import day_of, day_starts_ms, event_time_of
from batterypass.domain.events.enrolment import DETAILS
from batterypass.domain.standing import granted
from batterypass.domain.states import BatchState, ConsignmentState, ItemState
from rules.yard import dismantling
from worlds import (
    CARRIER,
    MAKER,
    OPERATOR,
    RECYCLER,
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
BATCH = f"{ACTOR}#batch/L-1"
CONSIGNMENT = f"{MAKER}#consignment/C1"
KEY_STATES = (
    "daily", "recovery", "label", "registrar-vouched", "wrong-algorithm", "unregistered",
    "somebody-elses", "operators", "lost", "rotated-in-grace", "rotated-too-late",
    "rotated-signed-after", "last-day", "last-day-in-grace", "last-day-too-late", "day-after",
)  # fmt: skip


def fields_of(kind: str, story: Story) -> dict[str, Any]:
    """Write an event of the kind in which the actor is well placed for it."""
    on_item: dict[str, Any] = {"item": ITEM}
    fields: dict[str, dict[str, Any]] = {
        "ledger.time-marked": {},
        "ledger.heads-committed": {"size": story.world.size(), "root": "0" * 64},
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
        "passport.updated": {
            **on_item, "passport": PASSPORT, "values": {"battery_mass": "400"},
        },
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
        "pack.repaired": {**on_item, "work": ["cooling"], "bms_replaced": False},
        "pack.prepared-for-reuse": {**on_item, "assessment": "0" * 64},
        "pack.remanufactured": {
            **on_item, "capacity_ah": "100", "energy_wh": "1", "assessment": "0" * 64,
            "bms_replaced": True,
        },
        "pack.exported": {
            **on_item, "country": "US", "exported_on": "2026-11-23", "custodian_abroad": "Abroad",
        },
        "pack.lost": {**on_item, "how": "other"},
        "pack.stolen": on_item,
        "pack.found": {**on_item, "how": "recovered", "condition": "serviceable"},
        "item.decided": {
            **on_item, "decision": "recycle", "assessment": "0" * 64,
            "advice": {"answer": "recycle", "table_sha256": "0" * 64, "day": "2026-11-23"},
        },
        "content.claimed": {
            "claim": "C-1", "lines": [{"item": ITEM, "element": "lithium", "mass_kg": "1"}],
            "used_for": ["M-48"], "period_from": "2026-11-01", "period_to": "2026-11-30",
        },
        "pack.assembled": {
            **pack_fields("https://actor.example/p/4"), "parents": [ITEM], "life": "repurposed",
        },
        "item.assessed": {**on_item, "condition": "serviceable", "method": "visual"},
        "incident.reported": {
            **on_item, "incident": "drop", "injuries": False, "condition_after": "serviceable",
        },
        "item.declared-waste": {
            "items": [ITEM], "reason": "damaged", "stream": "whole_battery",
        },
        "document.origin-named": {
            "items": [ITEM], "agreement": "USMCA",
            "documents": [{"digest": "0" * 64, "media_type": "application/pdf", "bytes": 9}],
        },
        "item.dismantled": dismantling(ITEM, "X"),
        "item.disposed": {**on_item, "operation": "confinamiento", "mass_kg": "400"},
        "batch.opened": {
            "batch": "L-2", "process_id": "P-1", "steps": ["shredding"], "chemistry_group": "other",
        },
        "batch.fed": {"batch": BATCH, "lines": [{"item": ITEM, "mass_kg": "400"}]},
        "batch.output-weighed": {
            "batch": BATCH,
            "fractions": [
                {
                    "item": "https://actor.example/f/1", "material": "steel", "use": "product",
                    "mass_kg": "1",
                }
            ],
        },
        "batch.closed": {"batch": BATCH},
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
    story.world.place(
        BatchState(
            subject=BATCH, batch="L-1", recycler=ACTOR, site="S1", process_id="P-1",
            chemistry_group="other", state="open", opened_at="2026-11-23T08:00:00-06:00",
        ),
        BATCH,
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
