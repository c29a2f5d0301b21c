"""Every kind × every role × every state of a key: refused or found exactly as it should be.

What is expected is written down here once more, in plain sets, and not taken from the rules.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from batterypass.domain.events import KINDS
from batterypass.domain.vocabulary import ROLES
from rules.every_kind import ACTOR, KEY_STATES, fields_of, signed_with, world_for
from worlds import (
    OPERATOR,
    ORIGIN,
    REGISTRAR,
    Story,
    fake_kid,
    key_card,
    key_name,
    pack_fields,
    party_card,
)

OPERATOR_KINDS = ("ledger.time-marked", "ledger.heads-committed")
JUDGED = {
    "BP-K001", "BP-K002", "BP-K003", "BP-K006", "BP-K007", "BP-K101", "BP-P001", "BP-R001",
}  # fmt: skip

#: Kinds whose signer is a matter of integrity -> the roles that may sign them (bytes.md 4).
BINDING: dict[str, set[str]] = {
    "ledger.opened": {"registrar"},
    "ledger.time-marked": set(),
    "ledger.heads-committed": set(),
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
    "passport.updated": set(ROLES),
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
    "pack.repaired": {"workshop"},
    "pack.prepared-for-reuse": {"workshop", "repurposer", "remanufacturer"},
    "pack.repurposed": {"repurposer", "remanufacturer"},
    "pack.remanufactured": {"remanufacturer"},
    "pack.assembled": {"repurposer", "remanufacturer"},
    "item.assessed": {
        "manufacturer", "workshop", "repurposer", "remanufacturer", "recycler", "dismantler",
    },
    "content.claimed": {"manufacturer", "recycler"},
    "item.decided": {"workshop", "repurposer", "remanufacturer", "recycler", "dismantler"},
    "document.origin-named": {
        "manufacturer", "importer", "integrator", "repurposer", "remanufacturer",
    },
    "item.dismantled": {"dismantler", "recycler"},
    "item.disposed": {"disposal_site"},
    "batch.opened": {"recycler"},
    "batch.fed": {"recycler"},
    "batch.output-weighed": {"recycler"},
    "batch.closed": {"recycler"},
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
    if state in ("recovery", "label") or (kind in OPERATOR_KINDS and not unknown):
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
