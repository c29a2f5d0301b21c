"""An ordinary life breaks no rule: what the rules refuse is only what should not be."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.rules.life import NEW_LIVES
from rules.cases_batch import LAWFUL_BATCHES, prepare_batch
from rules.cases_content import LAWFUL_CLAIMS, prepare_claim
from rules.lawful_corrections import LAWFUL_CORRECTIONS, prepared
from rules.lawful_custody import LAWFUL_IN_CUSTODY, prepare
from rules.lineage import LAWFUL_ASSEMBLIES, prepare_assembly
from rules.lives import LAWFUL_LIVES, prepare_life
from rules.sights import LAWFUL_SIGHT, prepare_sight
from rules.yard import (
    AT_YARD,
    DISPOSAL,
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
    received,
    yard,
)
from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    OPERATOR,
    RECYCLER,
    REGISTRAR,
    Story,
    fake_kid,
    grant,
    key_card,
    key_name,
    pack_fields,
    party_card,
    scope,
    site,
    waste,
)

NEW = "https://id.maker.example/01/09521234560104/21/MX7K-000123"

#: What the yard's people may do next: (kind, actor, key, fields).
_PERMIT = f"{AUTHORITY}#authorisation/MX-STATE/MX-STATE-recycler.example"
_SITE = site("S3")
_LIST = {"source": "Padrón estatal", "published_on": "2026-11-01", "digest": "0" * 64}
LAWFUL_IN_THE_DIRECTORY: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "authorisation.extended", AUTHORITY, "daily",
        {"authorisation": _PERMIT, "effective_to": "2031-12-31"},
    ),
    (
        "authorisation.renewal-filed", AUTHORITY, "daily",
        {"authorisation": _PERMIT, "filed_on": "2026-11-20"},
    ),
    (
        "authorisation.suspended", AUTHORITY, "daily",
        {"authorisation": _PERMIT, "effective_from": "2026-11-23", "reason": "inspection"},
    ),
    (
        "authorisation.revoked", AUTHORITY, "daily",
        {"authorisation": _PERMIT, "effective_from": "2026-11-23", "reason": "breach"},
    ),
    (
        "authorisation.list-transcribed", REGISTRAR, "daily",
        {"ledger": OPERATOR, "transcription": _LIST, "rows": 3},
    ),
    ("party.amended", REGISTRAR, "daily", {"party": MAKER, "roles": ["importer"]}),
    ("party.amended", MAKER, "daily", {"party": MAKER, "legal_name": "Nuevo Nombre, S.A."}),
    ("party.site-opened", MAKER, "daily", {"party": MAKER, "opened": _SITE}),
    ("party.site-opened", REGISTRAR, "daily", {"party": MAKER, "opened": _SITE}),
    (
        "party.site-closed", MAKER, "daily",
        {"party": MAKER, "closed": "S1", "closed_on": "2026-12-31"},
    ),
)  # fmt: skip
LAWFUL: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("ledger.time-marked", OPERATOR, "operator", {}),
    ("ledger.heads-committed", OPERATOR, "operator", {}),
    ("rulebook.adopted", REGISTRAR, "daily", {"ledger": OPERATOR, "rulebook_version": "1"}),
    ("party.registered", REGISTRAR, "daily", {}),
    ("party.key-added", MAKER, "recovery", {"party": MAKER}),
    ("party.key-added", REGISTRAR, "daily", {"party": MAKER}),
    ("party.key-revoked", MAKER, "daily", {"party": MAKER, "role": "daily", "reason": "lost"}),
    ("party.key-revoked", MAKER, "recovery", {"party": MAKER, "role": "label", "reason": "lost"}),
    ("party.key-revoked", REGISTRAR, "daily", {"party": MAKER, "role": "daily", "reason": "lost"}),
    ("party.key-confirmed", MAKER, "recovery", {"party": MAKER, "role": "daily"}),
    ("authorisation.granted", AUTHORITY, "daily", grant(MAKER, "MX-STATE", scope("acopio"))),
    *LAWFUL_IN_THE_DIRECTORY,
    *LAWFUL_IN_CUSTODY,
    *LAWFUL_CORRECTIONS,
    *LAWFUL_ASSEMBLIES,
    *LAWFUL_LIVES,
    *LAWFUL_SIGHT,
    *LAWFUL_CLAIMS,
    *LAWFUL_BATCHES,
    ("pack.manufactured", MAKER, "daily", pack_fields(NEW)),
    (
        "passport.issued",
        MAKER,
        "daily",
        {"passport": "https://maker.example/pass/WASTE", "item": WASTE},
    ),
    (
        "passport.updated",
        MAKER,
        "daily",
        {"passport": PASSPORT, "item": SOUND, "values": {"battery_mass": "400"}},
    ),
    ("passport.handed-over", MAKER, "daily", {"passport": PASSPORT, "item": SOUND, "to": RECYCLER}),
    ("passport.ended", MAKER, "daily", {"passport": PASSPORT, "item": SOUND, "reason": "recycled"}),
    ("label.applied", MAKER, "daily", {"item": SOUND, "copies": 2, "read_back": True}),
    (
        "pack.placed-on-market",
        MAKER,
        "daily",
        {"item": SOUND, "country": "MX", "placed_on": "2026-11-23"},
    ),
    ("pack.removed", INTEGRATOR, "daily", {"item": USED, "reason": "repair"}),
    (
        "pack.repurposed",
        REPURPOSER,
        "daily",
        {
            "item": SECOND,
            "new_category": "stationary",
            "new_use": "stationary_storage",
            "energy_wh": "30000",
        },
    ),
    (
        "item.assessed",
        WORKSHOP,
        "daily",
        {"item": RELEASED, "condition": "damaged_stable", "method": "visual"},
    ),
    (
        "incident.reported",
        CARRIER,
        "daily",
        {
            "item": MOVING,
            "incident": "drop",
            "injuries": False,
            "condition_after": "damaged_stable",
        },
    ),
    (
        "item.declared-waste",
        MAKER,
        "daily",
        {"items": [SOUND], "reason": "damaged", "stream": "whole_battery"},
    ),
    ("item.dismantled", RECYCLER, "daily", dismantling(AT_YARD, "X1", loss_kg="0.5")),
    ("consignment.offered", MAKER, "daily", offer_of("N1", SOUND)),
    ("consignment.offered", MAKER, "daily", offer_of("N2", WASTE, waste=waste())),
    (
        "consignment.offered",
        MAKER,
        "daily",
        offer_of("N3", WASTE, waste=waste(waste_class="hazardous", cretib="RTI")),
    ),
    ("consignment.collected", CARRIER, "daily", {"consignment": OFFER, "loaded": [OFFERED]}),
    ("consignment.delivered", CARRIER, "daily", {"consignment": MOVE, "at_site": "S1"}),
    ("consignment.received", RECYCLER, "daily", received(MOVING, MOVING2)),
    ("custody.released", MAKER, "daily", {"items": [SOUND], "to": WORKSHOP}),
    ("custody.accepted", WORKSHOP, "daily", {"items": [RELEASED], "released_by": MAKER}),
)


def completed(story: Story, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Fill in what depends on the ledger: keys, thumbprints, digests, what comes before."""
    prepare(story, kind)
    prepare_life(story, kind)
    prepare_sight(story, kind)
    prepare_claim(story, kind)
    prepare_assembly(story, kind)
    prepare_batch(story, kind)
    fields = prepared(story, kind, fields)
    party = fields.get("party", "")
    role = fields.pop("role", "")
    if kind == "party.registered":
        fields["card"] = party_card("https://new.example", ["collector"], story.audience)
    elif kind == "party.key-added":
        fields["key"] = key_card(party, "daily:2", story.audience)
    elif kind.startswith("party.key-"):
        fields["kid"] = fake_kid(key_name(party, role))
    elif kind == "label.applied":
        fields["label_kid"] = fake_kid(key_name(MAKER, "label"))
    elif kind == "ledger.heads-committed":
        fields |= {"size": story.world.size(), "root": "0" * 64}
    elif kind == "rulebook.adopted":
        fields["digest"] = "0" * 64
    elif kind in NEW_LIVES or kind == "item.decided":
        fields["assessment"] = story.item(fields["item"]).assessed["digest"]
    return fields


@pytest.mark.parametrize(
    ("kind", "actor", "key", "fields"), LAWFUL, ids=[f"{row[0]}-{row[2]}" for row in LAWFUL]
)
def test_what_is_lawful_is_found_lawful(
    kind: str, actor: str, key: str, fields: dict[str, Any]
) -> None:
    story = yard()
    if kind in ("passport.handed-over", "passport.ended"):
        # Responsibility moves when the pack is waste, and a passport ends with its pack.
        ends = kind == "passport.ended"
        story.world.edit_item(SOUND).life = "recycled" if ends else "waste"

    drafted = story.draft(kind, actor, by=key, **completed(story, kind, fields))

    assert [finding.message("en") for finding in story.judge(drafted)] == []


def test_entry_0_is_found_lawful() -> None:
    story = Story(opened=False)

    drafted = story.draft("ledger.opened", REGISTRAR, **story.opening())

    assert [finding.message("en") for finding in story.judge(drafted)] == []


def test_a_disposal_site_disposes_of_what_came_to_it() -> None:
    story = yard()
    story.tell("custody.released", MAKER, items=[WASTE], to=DISPOSAL)
    story.tell("custody.accepted", DISPOSAL, items=[WASTE], released_by=MAKER)

    drafted = story.draft(
        "item.disposed", DISPOSAL, item=WASTE, operation="confinamiento", mass_kg="400"
    )

    assert [finding.message("en") for finding in story.judge(drafted)] == []


def test_what_was_not_offered_is_received_as_surplus() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"].append({"item": SOUND, "outcome": "surplus", "mass_kg": "400"})
    fields["measured_mass_kg"] = "1200"

    drafted = story.draft("consignment.received", RECYCLER, **fields)

    assert [(one.code, one.subject) for one in story.judge(drafted)] == [("BP-C011", SOUND)]


def test_black_mass_needs_no_transport_decision() -> None:
    story = yard()
    black_mass = "https://recycler.example/i/ENDED-M1-B"
    line = {"item": black_mass, "condition": "serviceable", "mass_kg": "149.5"}
    fields = offer_of("B1", items=[line], consignee_site="S1", consignee=RECYCLER)
    fields["waste"] = waste(stream="black_mass", waste_class="hazardous", cretib="T")
    del fields["transport"]

    drafted = story.draft("consignment.offered", RECYCLER, **fields)

    assert [finding.message("en") for finding in story.judge(drafted)] == []
