"""Mishaps of integrity in detail: copied envelopes, forked chains, thieves and forged names."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from pydantic import ValidationError

from batterypass.rules import Finding
from rules.yard import (
    MOVE,
    MOVING,
    MOVING2,
    OFFER,
    OFFERED,
    PASSPORT,
    RELEASED,
    SOUND,
    WASTE,
    WORKSHOP,
    dismantling,
    offer_of,
    received,
    relinked,
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
    fake_proof,
    fake_public,
    grant,
    key_card,
    key_name,
    pack_fields,
    party_card,
    scope,
)

NEW = "https://maker.example/p/NEW"


def named(found: list[Finding], code: str) -> list[Finding]:
    return [one for one in found if one.code == code]


@pytest.mark.parametrize(
    ("changed", "claim"),
    [
        ({"issuer": CARRIER}, "iss"),
        ({"subject": SOUND}, "sub"),
        ({"audience": "ledger.example/mx"}, "aud"),
        ({"audience": "ledger.example/us#" + "0" * 64}, "aud"),
    ],
)
def test_a_statement_copied_into_another_envelope_is_found(
    changed: dict[str, Any], claim: str
) -> None:
    story = yard()
    drafted = story.draft("pack.manufactured", MAKER, **pack_fields(NEW))

    found = story.judge(replace(drafted, signed=replace(drafted.signed, **changed)))

    assert [one.values["claim"] for one in named(found, "BP-S003")] == [claim]


def test_nothing_stands_before_the_ledger_is_opened() -> None:
    story = Story(opened=False)
    event = yard().draft("pack.manufactured", MAKER, **pack_fields(NEW)).event

    assert {"BP-L006", "BP-S003", "BP-K001"} <= story.codes(story.seal(event))


@pytest.mark.parametrize("seq", [0, 1, 3])
def test_a_main_link_to_anything_but_the_head_is_refused(seq: int) -> None:
    story = yard()
    drafted = story.draft("custody.accepted", WORKSHOP, items=[RELEASED], released_by=MAKER)
    assert drafted.event.subjects[0].seq == 2

    assert "BP-L001" in story.codes(relinked(story, drafted, seq=seq))


def test_a_reading_may_name_an_older_main_statement_but_a_real_one() -> None:
    story = yard()
    reading = story.draft(
        "item.assessed", WORKSHOP, item=RELEASED, condition="serviceable", method="visual"
    )
    first = story.world.main_digest(RELEASED, 0)
    assert first is not None

    last = reading.event.subjects[0]
    assert (last.seq, last.prev) == (1, first.hex())

    oldest = relinked(story, reading, seq=0, prev=None)
    named = relinked(story, reading, seq=0, prev=first.hex())
    beyond = relinked(story, reading, seq=2, prev=story.world.mains[RELEASED, 1].hex())
    far = relinked(story, reading, seq=9)
    empty = relinked(story, reading, seq=1, prev=None)

    assert story.codes(oldest) == set()
    for wrong in (named, beyond, far, empty):
        assert story.codes(wrong) == {"BP-L002"}


def test_a_reading_in_the_main_lane_is_refused() -> None:
    story = yard()
    reading = story.draft(
        "item.assessed", WORKSHOP, item=RELEASED, condition="serviceable", method="visual"
    )
    chain = story.world.chain(RELEASED)
    assert chain is not None

    moved = relinked(story, reading, lane="main", seq=chain.seq + 1, prev=chain.head.hex())

    assert story.codes(moved) == {"BP-L003"}


def test_a_subject_left_out_or_out_of_order_is_found() -> None:
    story = yard()
    fields: dict[str, Any] = {"items": [SOUND, WASTE], "to": WORKSHOP}
    links = [
        asdict(link) for link in story.draft("custody.released", MAKER, **fields).event.subjects
    ]

    hidden = story.draft("custody.released", MAKER, links=links[:1], **fields)
    turned = story.draft("custody.released", MAKER, links=links[::-1], **fields)

    assert story.codes(hidden) == {"BP-L003"}
    assert story.codes(turned) == {"BP-L003"}
    assert "order" in named(story.judge(turned), "BP-L003")[0].message("en")


def test_a_signer_cannot_have_seen_more_than_there_is() -> None:
    story = yard()
    size = story.world.size()
    true_root = story.world.root_at(size).hex()

    def seen(size: int, root: str) -> set[str]:
        return story.codes(
            story.draft(
                "pack.manufactured", MAKER, seen={"size": size, "root": root}, **pack_fields(NEW)
            )
        )

    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert seen(size, true_root) == set()
    assert seen(0, empty) == set()
    assert seen(0, true_root) == {"BP-L004"}
    assert seen(size - 1, true_root) == {"BP-L004"}
    assert seen(size + 1, true_root) == {"BP-L004"}


@pytest.mark.parametrize(
    ("kind", "actor", "fields"),
    [
        ("custody.released", MAKER, {"items": ["https://maker.example/p/NOBODY"], "to": WORKSHOP}),
        ("consignment.delivered", CARRIER, {"consignment": SOUND, "at_site": "S1"}),
        ("party.key-confirmed", MAKER, {"party": SOUND, "kid": "0" * 64}),
        ("rulebook.adopted", REGISTRAR, {"ledger": "https://other.example", "rulebook_version": "1", "digest": "0" * 64}),
        ("item.dismantled", RECYCLER, dismantling("https://maker.example/p/AT-YARD", "ENDED-M1")),
    ],
)  # fmt: skip
def test_a_subject_that_is_unknown_or_of_another_sort_is_refused(
    kind: str, actor: str, fields: dict[str, Any]
) -> None:
    story = yard()

    assert "BP-L005" in story.codes(story.draft(kind, actor, **fields))


def test_a_carrier_that_was_not_named_is_told_how_it_gets_the_load() -> None:
    story = yard()
    number = story.world.edit_consignment(MOVE).consignment

    stranger = story.judge(
        story.draft("consignment.collected", WORKSHOP, consignment=MOVE, loaded=[MOVING, MOVING2])
    )
    by_consignment = [one for one in named(stranger, "BP-P002") if one.subject == MOVE]

    assert [one.values["next"] for one in by_consignment] == [
        f"ship transfer {number} --to {WORKSHOP} --as {CARRIER}"
    ]
    (not_yet,) = [
        one
        for one in story.judge(
            story.draft("consignment.collected", WORKSHOP, consignment=OFFER, loaded=[OFFERED])
        )
        if one.code == "BP-P002" and one.subject == OFFER
    ]
    assert not_yet.values["next"].startswith("manifest show ")


def test_only_the_custodian_offers_even_where_the_carrier_has_the_item() -> None:
    story = yard()

    by_carrier = story.draft("consignment.offered", RECYCLER, **offer_of("X", MOVING))

    assert "BP-P002" in story.codes(by_carrier)


@pytest.mark.parametrize(
    ("kind", "actor", "fields"),
    [
        ("consignment.collected", WORKSHOP, {"consignment": OFFER, "loaded": [OFFERED]}),
        ("consignment.delivered", RECYCLER, {"consignment": MOVE, "at_site": "S1"}),
        ("consignment.received", WORKSHOP, received(MOVING, MOVING2)),
        ("consignment.collected", CARRIER, {"consignment": OFFER, "loaded": [OFFERED, SOUND]}),
        ("custody.accepted", CARRIER, {"items": [RELEASED], "released_by": MAKER}),
        ("item.declared-waste", WORKSHOP, {"items": [SOUND], "reason": "damaged", "stream": "whole_battery"}),
    ],
)  # fmt: skip
def test_a_thief_moves_nothing(kind: str, actor: str, fields: dict[str, Any]) -> None:
    story = yard()

    assert "BP-P002" in story.codes(story.draft(kind, actor, **fields))


def test_a_line_that_is_not_called_surplus_lets_nobody_in() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"].append({"item": SOUND, "outcome": "received"})

    found = story.judge(story.draft("consignment.received", RECYCLER, **fields))

    assert [one.subject for one in named(found, "BP-P002")] == [SOUND]


@pytest.mark.parametrize(
    ("item", "is_own"),
    [
        ("https://maker.example/p/1", True),
        ("https://id.maker.example/01/09521234560104/21/A1", True),
        ("https://id.maker.example/01/19521234560101/21/A1", True),
        ("https://id.maker.example/01/09521235560104/21/A1", False),
        ("https://maker.example.evil.example/p/1", False),
        ("https://workshop.example/p/1", False),
    ],
)
def test_an_id_is_made_only_under_ones_own_domain_and_prefix(item: str, is_own: bool) -> None:
    story = yard()

    found = story.codes(story.draft("pack.manufactured", MAKER, **pack_fields(item)))

    assert (found == set()) is is_own
    assert ("BP-P003" in found) is not is_own


def test_a_passport_of_another_makers_pack_is_refused() -> None:
    story = yard()
    rival = story.register("https://rival.example", "manufacturer")

    drafted = story.draft(
        "passport.issued", rival, passport="https://rival.example/pass/1", item=SOUND,
        predecessors=[PASSPORT],
    )  # fmt: skip

    assert story.codes(drafted) == {"BP-P001"}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("passport.handed-over", {"passport": PASSPORT, "item": SOUND, "to": RECYCLER}),
        ("passport.ended", {"passport": PASSPORT, "item": SOUND, "reason": "replaced"}),
    ],
)
def test_only_the_responsible_operator_disposes_of_a_passport(
    kind: str, fields: dict[str, Any]
) -> None:
    story = yard()

    assert "BP-P001" in story.codes(story.draft(kind, RECYCLER, **fields))


def test_a_registrar_grants_nothing_of_its_own() -> None:
    story = yard()
    fields = grant(MAKER, "MX-STATE", scope("acopio"))
    source = {"source": "Padrón", "published_on": "2026-10-01", "digest": "0" * 64}

    own_word = story.draft("authorisation.granted", REGISTRAR, **fields)
    copied = story.draft("authorisation.granted", REGISTRAR, transcription=source, **fields)
    granted = story.draft("authorisation.granted", AUTHORITY, **fields)

    assert story.codes(own_word) == {"BP-P001"}
    assert story.codes(copied) == set()
    assert story.codes(granted) == set()


@pytest.mark.parametrize("key", ["checkpoint", "operator", "receipt"])
def test_no_party_registers_a_key_of_the_operator(key: str) -> None:
    story = yard()
    party = "https://new.example"
    card = party_card(party, ["carrier"], story.audience)
    public = fake_public(key_name(OPERATOR, key))
    proof = fake_proof("Ed25519", public, story.audience, party, "daily")
    card["keys"][0] = {"role": "daily", "alg": "Ed25519", "public": public, "proof": proof}

    assert story.codes(story.draft("party.registered", REGISTRAR, card=card)) == {"BP-K005"}


def test_the_p256_key_of_receipts_is_nobody_elses_either() -> None:
    story = Story(opened=False)
    fields = story.opening()
    public = fake_public("receipts", "P-256")
    fields["receipt_key"] = {"alg": "P-256", "public": public}
    story.tell("ledger.opened", REGISTRAR, **fields)
    party = "https://new.example"
    card = party_card(party, ["carrier"], story.audience)
    proof = fake_proof("P-256", public, story.audience, party, "daily")
    card["keys"][0] = {"role": "daily", "alg": "P-256", "public": public, "proof": proof}

    assert "BP-K005" in story.codes(story.draft("party.registered", REGISTRAR, card=card))


def test_a_key_given_twice_or_a_revoked_one_is_nobodys_to_add_again() -> None:
    story = yard()
    card = party_card("https://new.example", ["carrier"], story.audience)
    card["keys"].append(card["keys"][0])
    own = key_card(MAKER, "label", story.audience)

    twice = story.draft("party.registered", REGISTRAR, card=card)
    again = story.draft("party.key-added", MAKER, by="recovery", party=MAKER, key=own)

    assert story.codes(twice) == {"BP-K005"}
    assert story.codes(again) == {"BP-K005"}


@pytest.mark.parametrize("repeated", ["operator_key", "receipt_key"])
def test_the_operators_three_keys_are_three(repeated: str) -> None:
    story = Story(opened=False)
    fields = story.opening()
    fields[repeated] = fields["checkpoint_key"]

    assert story.codes(story.draft("ledger.opened", REGISTRAR, **fields)) == {"BP-K005"}


@pytest.mark.parametrize("field", ["role", "party", "audience"])
def test_a_proof_for_another_role_party_or_ledger_is_none(field: str) -> None:
    story = yard()
    values = {"audience": story.audience, "party": MAKER, "role": "daily"}
    other = {"audience": "other.example", "party": CARRIER, "role": "label"}[field]
    public = fake_public("a new key")
    proof = fake_proof("Ed25519", public, **{**values, field: other})
    key = {"role": "daily", "alg": "Ed25519", "public": public, "proof": proof}

    drafted = story.draft("party.key-added", MAKER, by="recovery", party=MAKER, key=key)

    assert story.codes(drafted) == {"BP-K004"}


def test_a_key_whose_length_does_not_fit_its_type_is_no_key_card() -> None:
    story = yard()
    key = {**key_card(MAKER, "daily:2", story.audience), "alg": "P-256"}

    with pytest.raises(ValidationError, match="43 characters do not make an P-256 key"):
        story.draft("party.key-added", MAKER, by="recovery", party=MAKER, key=key)


def test_a_p256_key_signs_with_its_own_algorithms() -> None:
    story = yard()
    key = key_card(MAKER, "daily:P", story.audience, alg="P-256")
    story.tell("party.key-added", MAKER, by="recovery", party=MAKER, key=key)
    event = story.draft("pack.manufactured", MAKER, **pack_fields(NEW)).event
    kid = next(
        kid for kid, known in story.world.edit_party(MAKER).keys.items() if known["alg"] == "P-256"
    )

    def codes(alg: int) -> set[str]:
        drafted = story.seal(event, alg=alg)
        signed = replace(drafted.signed, kid=kid)
        return story.codes(replace(drafted, signed=signed, at=replace(drafted.at, kid=kid)))

    assert codes(-9) == codes(-7) == set()
    assert codes(-19) == codes(-8) == {"BP-K006"}
