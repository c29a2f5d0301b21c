"""The fold of the ledger itself, of parties and of their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import GRACE_DAYS, instant_ms
from batterypass.domain.events.ledger import LedgerOpened, RulebookAdopted, TimeMarked
from batterypass.domain.events.party import (
    KeyAdded,
    KeyCard,
    KeyConfirmed,
    KeyRevoked,
    PartyAmended,
    PartyCard,
    PartyRegistered,
    SiteClosed,
    SiteOpened,
)
from batterypass.domain.ids import audience_of, claims_of
from batterypass.domain.keyprint import thumbprint_of
from batterypass.domain.states import (
    LedgerState,
    PartyState,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batterypass.domain.events import Event
    from batterypass.domain.world import Position, WritableWorld


def key_entry(card: KeyCard, index: int, vouched: str) -> dict[str, Any]:
    """Give what the registry keeps of a key; ``holder`` and ``until`` where the card has them."""
    entry: dict[str, Any] = {
        "role": card.role,
        "alg": card.alg,
        "public": card.public,
        "added": index,
        "vouched": vouched,
    }
    if card.holder is not None:
        entry["holder"] = card.holder
    if card.until is not None:
        entry["until"] = card.until
    return entry


def _party_state(card: PartyCard, at: Position, world: WritableWorld) -> None:
    keys = {
        thumbprint_of(key.alg, key.public): key_entry(key, at.index, "self") for key in card.keys
    }
    world.create(
        card.party,
        PartyState(
            party=card.party,
            legal_name=card.legal_name or "",
            country=card.country,
            tax_id=card.tax_id or "",
            roles=list(card.roles),
            domains=list(card.domains),
            gs1_prefixes=list(card.gs1_prefixes),
            sites=[site.model_dump(exclude_none=True) for site in card.sites],
            registrations=[entry.model_dump() for entry in card.registrations],
            keys=keys,
            registered_index=at.index,
        ),
    )
    for kid in keys:
        world.point("key", kid, card.party)
    for claim in claims_of(card.domains, card.gs1_prefixes):
        world.point("name", claim, card.party)


def _ledger_opened(event: LedgerOpened, at: Position, world: WritableWorld) -> None:
    world.create(
        event.subjects[0].subject,
        LedgerState(
            origin=event.origin,
            audience=audience_of(event.origin, at.digest),
            profile=event.profile,
            registrar=event.registrar.party,
            checkpoint_key=event.checkpoint_key.public,
            operator_key=event.operator_key.public,
            receipt_key=event.receipt_key.public,
            operator_kid=thumbprint_of(event.operator_key.alg, event.operator_key.public),
            mark_ms=instant_ms(event.event_time),
            mark_index=at.index,
        ),
    )
    _party_state(event.registrar, at, world)


def _time_marked(event: TimeMarked, at: Position, world: WritableWorld) -> None:
    ledger = world.edit_ledger()
    ledger.mark_ms = instant_ms(event.event_time)
    ledger.mark_index = at.index


def _rulebook_adopted(event: RulebookAdopted, at: Position, world: WritableWorld) -> None:
    ledger = world.edit_ledger()
    ledger.rulebook = event.digest
    ledger.rulebook_version = event.rulebook_version


def _party_registered(event: PartyRegistered, at: Position, world: WritableWorld) -> None:
    _party_state(event.card, at, world)


def _party_amended(event: PartyAmended, at: Position, world: WritableWorld) -> None:
    party = world.edit_party(event.party)
    for name in ("legal_name", "tax_id", "roles", "domains", "gs1_prefixes"):
        value = getattr(event, name)
        if value is not None:
            setattr(party, name, value)
    if event.registrations is not None:
        party.registrations = [entry.model_dump() for entry in event.registrations]
    for claim in claims_of(event.domains or (), event.gs1_prefixes or ()):
        world.point("name", claim, event.party)


def _site_opened(event: SiteOpened, at: Position, world: WritableWorld) -> None:
    party = world.edit_party(event.party)
    site = event.opened.model_dump(exclude_none=True)
    others = [one for one in party.sites if one["site_id"] != site["site_id"]]
    party.sites = [*others, site]


def _site_closed(event: SiteClosed, at: Position, world: WritableWorld) -> None:
    party = world.edit_party(event.party)
    party.sites = [
        {**site, "closed_on": event.closed_on} if site["site_id"] == event.closed else site
        for site in party.sites
    ]


def _key_added(event: KeyAdded, at: Position, world: WritableWorld) -> None:
    party = world.edit_party(event.party)
    kid = thumbprint_of(event.key.alg, event.key.public)
    # A key that only the registrar vouches for cannot make another one the party's own word.
    signer = party.keys.get(at.kid) if event.actor == event.party else None
    vouched = str(signer["vouched"]) if signer is not None else "registrar"
    party.keys = {**party.keys, kid: key_entry(event.key, at.index, vouched)}
    world.point("key", kid, event.party)


def _key_confirmed(event: KeyConfirmed, at: Position, world: WritableWorld) -> None:
    party = world.edit_party(event.party)
    if event.kid in party.keys:
        party.keys = {**party.keys, event.kid: {**party.keys[event.kid], "vouched": "self"}}


def can_be_revoked(key: Mapping[str, Any], reason: str) -> bool:
    """Tell whether a revocation changes anything of a key.

    Once revoked, a rotation with its grace can still be cut short: who stole a key could have rotated
    it to go on signing. And of a key that was lost, or whose holder left, it can still come out that
    somebody else had used it before: that says nothing of the revocation, but disputes entries.
    """
    if not key or "revoked" not in key:
        return bool(key)
    if reason == "compromised":
        return bool(key["reason"] != "compromised")
    return bool(key["reason"] == "rotated" and reason != "rotated")


def _key_revoked(event: KeyRevoked, at: Position, world: WritableWorld) -> None:
    party = world.edit_party(event.party)
    key = dict(party.keys.get(event.kid, {}))
    if not can_be_revoked(key, event.reason):
        return
    key.pop("grace_days", None)
    key.update(revoked=at.index, reason=event.reason, mark_ms=at.mark_ms)
    key["revoked_ms"] = instant_ms(event.event_time)
    if event.reason == "rotated":
        key["grace_days"] = GRACE_DAYS if event.grace_days is None else event.grace_days
    if event.since_index is not None:
        key["since_index"] = event.since_index
    if event.since_time is not None:
        key["since_ms"] = instant_ms(event.since_time)
    party.keys = {**party.keys, event.kid: key}


PARTY_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    LedgerOpened: _ledger_opened,
    TimeMarked: _time_marked,
    RulebookAdopted: _rulebook_adopted,
    PartyRegistered: _party_registered,
    PartyAmended: _party_amended,
    SiteOpened: _site_opened,
    SiteClosed: _site_closed,
    KeyAdded: _key_added,
    KeyConfirmed: _key_confirmed,
    KeyRevoked: _key_revoked,
}
