"""The fold: what one event changes. There is no other place where a state changes.

The fold trusts that the event is authentic, not that it is compliant: a breach that was recorded
knowingly has its effect like any other entry, except that nothing but ``custody.claimed`` and a
surplus line moves custody to a party that had no part in it (``design/bytes.md`` 4). It never fails
on an event that passed the integrity rules; on any other it raises BrokenError at most, where a
subject that it must change is unknown or of another sort.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import GRACE_DAYS, day_of, instant_ms
from batterypass.domain.events.authorisation import (
    AuthorisationChange,
    AuthorisationExtended,
    AuthorisationGranted,
    AuthorisationReinstated,
    AuthorisationRenewalFiled,
    AuthorisationRevoked,
    AuthorisationSuspended,
    ListTranscribed,
)
from batterypass.domain.events.enrolment import PackEnrolled
from batterypass.domain.events.item import (
    IncidentReported,
    ItemAssessed,
    ItemDeclaredWaste,
    ItemDismantled,
    ItemDisposed,
)
from batterypass.domain.events.ledger import LedgerOpened, RulebookAdopted, TimeMarked
from batterypass.domain.events.pack import (
    LabelApplied,
    PackInstalled,
    PackManufactured,
    PackPlacedOnMarket,
    PackRemoved,
    PackRepurposed,
    PassportEnded,
    PassportHandedOver,
    PassportIssued,
)
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
from batterypass.domain.fold_amendments import AMENDMENT_FOLDS
from batterypass.domain.fold_custody import CUSTODY_FOLDS
from batterypass.domain.fold_enrolment import pack_enrolled
from batterypass.domain.fold_help import known_ms, new_item, note_said, touch, worsen
from batterypass.domain.ids import audience_of, claims_of
from batterypass.domain.keyprint import thumbprint_of
from batterypass.domain.standing import TERMS, granted, take_change
from batterypass.domain.states import (
    Chain,
    ItemState,
    LedgerState,
    PartyState,
)
from batterypass.domain.undo import note_item

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batterypass.domain.events import Event
    from batterypass.domain.world import Position, WritableWorld


def fold(event: Event, at: Position, world: WritableWorld) -> None:
    """Apply one event of a known kind to the states of the subjects it changes."""
    step = _FOLDS.get(type(event))
    if step is not None:
        step(event, at, world)


def extend_chain(chain: Chain, lane: str, digest: bytes, event_ms: int) -> None:
    """Add a statement to one lane of a subject's chain (bytes.md 3 and 7)."""
    if lane == "main":
        chain.seq += 1
        chain.head = digest
        chain.last_ms = event_ms
        chain.main_count += 1
        chain.main_acc = sha256(chain.main_acc + digest).digest()
    elif lane == "record":
        chain.record_count += 1
        chain.record_acc = sha256(chain.record_acc + digest).digest()
    else:
        chain.acted_count += 1
        chain.acted_acc = sha256(chain.acted_acc + digest).digest()


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


def _said(event: Event, at: Position, names: tuple[str, ...]) -> dict[str, Any]:
    """Give what the state of an authorisation keeps of an entry about it."""
    said: dict[str, Any] = {
        "change": event.kind.rsplit(".", 1)[1],
        "entry": at.index,
        "mark_ms": at.mark_ms,
        "digest": at.digest.hex(),
        "by": event.actor,
    }
    for name in names:
        value = getattr(event, name)
        said[name] = "" if value is None else value
    copy = event.transcription  # type: ignore[attr-defined]
    said["transcription"] = copy.model_dump() if copy is not None else {}
    return said


def _authorisation_granted(event: AuthorisationGranted, at: Position, world: WritableWorld) -> None:
    subject = event.subjects[0].subject
    change = _said(event, at, _GRANTED)
    change["scopes"] = [scope.model_dump(exclude_none=True) for scope in event.scopes]
    world.create(subject, granted(subject, change))
    world.point("holder", event.holder, subject)
    world.point("number", f"{event.scheme} {event.number}", subject)


_GRANTED = tuple(name for name in TERMS if name not in ("scopes", "transcription"))


def _authorisation_changed(event: AuthorisationChange, at: Position, world: WritableWorld) -> None:
    change = _said(event, at, _SAID[type(event)])
    take_change(world.edit_authorisation(event.authorisation), change)


_SAID: dict[type[Event], tuple[str, ...]] = {
    AuthorisationExtended: ("effective_to",),
    AuthorisationRenewalFiled: ("filed_on",),
    AuthorisationSuspended: ("effective_from", "effective_to", "reason"),
    AuthorisationReinstated: ("effective_from",),
    AuthorisationRevoked: ("effective_from", "reason"),
}


def _list_transcribed(event: ListTranscribed, at: Position, world: WritableWorld) -> None:
    ledger = world.edit_ledger()
    copy = event.transcription
    known = ledger.lists.get(copy.source, {})
    if known.get("published_on", "") > copy.published_on:
        # An older list was looked at again: the newer one still says how fresh everything is.
        return
    new = {"published_on": copy.published_on, "entry": at.index, "not_listed": event.not_listed}
    ledger.lists = {**ledger.lists, copy.source: new}


def _pack_manufactured(event: PackManufactured, at: Position, world: WritableWorld) -> None:
    new_item(
        world,
        ItemState(
            item=event.item,
            item_kind="pack",
            life="original",
            place="in_stock",
            custodian=event.actor,
            responsible_operator=event.actor,
            maker=event.actor,
            created_index=at.index,
            model=event.model,
            serial=event.serial,
            chemistry=event.chemistry,
            category=event.category,
            nominal_voltage_v=event.nominal_voltage_v,
            capacity_ah=event.capacity_ah,
            energy_wh=event.energy_wh,
            mass_kg=event.mass_kg,
            made_month=event.made_month,
            un38_3=event.un38_3.article if event.un38_3 else "",
            condition="serviceable",
            condition_ms=known_ms(event, at),
            aliases=[alias.model_dump() for alias in event.aliases],
            values=dict(event.values),
            last_ms=instant_ms(event.event_time),
        ),
    )


def _passport_issued(event: PassportIssued, at: Position, world: WritableWorld) -> None:
    item = world.edit_item(event.item)
    item.passport = event.passport
    item.passports = [*item.passports, event.passport]
    item.passport_ended = False
    item.responsible_operator = event.actor
    item.values = {**item.values, **event.values}
    world.point("passport", event.passport, event.item)


def _passport_handed_over(event: PassportHandedOver, at: Position, world: WritableWorld) -> None:
    item = world.edit_item(event.item)
    if event.passport == item.passport:
        item.responsible_operator = event.to


def _passport_ended(event: PassportEnded, at: Position, world: WritableWorld) -> None:
    item = world.edit_item(event.item)
    if event.passport == item.passport:
        item.passport_ended = True


def _label_applied(event: LabelApplied, at: Position, world: WritableWorld) -> None:
    world.edit_item(event.item).labels += event.copies


def _placed_on_market(event: PackPlacedOnMarket, at: Position, world: WritableWorld) -> None:
    """Nothing changes by it; its state knows that it was the last thing said."""
    note_item(touch(event, event.item, world), event, event.subjects[0])


def _pack_installed(event: PackInstalled, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_item(item, event, event.subjects[0], item.place, item.host_kind)
    item.place = "in_use"
    item.host_kind = event.host_kind


def _pack_removed(event: PackRemoved, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_item(item, event, event.subjects[0], item.place, item.host_kind)
    item.place = "in_stock"
    item.host_kind = ""


def _pack_repurposed(event: PackRepurposed, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_said(item, event, event.subjects[0])
    item.life = "repurposed"
    item.category = event.new_category
    item.energy_wh = event.energy_wh
    item.responsible_operator = event.actor
    item.un38_3 = event.un38_3.article if event.un38_3 else ""
    item.stream = item.waste_reason = item.waste_on = ""


def _item_assessed(event: ItemAssessed, at: Position, world: WritableWorld) -> None:
    item = world.edit_item(event.item)
    read_ms = known_ms(event, at)
    if read_ms >= item.condition_ms:
        item.condition = event.condition
        item.condition_ms = read_ms
        if "worsened" in item.said:
            item.said = {name: one for name, one in item.said.items() if name != "worsened"}
    if read_ms < item.assessed_ms:
        # A reading that was recorded late is history, not the present.
        return
    item.assessed_ms = read_ms
    read = {name: getattr(event, name) for name in _READINGS}
    item.assessed = {name: value for name, value in read.items() if value is not None}
    item.assessed["digest"] = at.digest.hex()


#: What an item's state repeats of its last assessment.
_READINGS = (
    "event_time", "actor", "condition", "soh_percent", "soc_percent", "capacity_ah",
    "resistance_mohm", "cycles", "temperature_celsius", "method",
)  # fmt: skip


def _incident_reported(event: IncidentReported, at: Position, world: WritableWorld) -> None:
    worsen(world.edit_item(event.item), event.condition_after, known_ms(event, at))


def _declared_waste(event: ItemDeclaredWaste, at: Position, world: WritableWorld) -> None:
    for name, link in zip(event.items, event.subjects, strict=False):
        item = touch(event, name, world)
        note_item(
            item, event, link, item.life, item.stream, item.waste_reason, item.waste_on,
            item.said.get("declared-waste"),
        )  # fmt: skip
        note_said(item, event, link)
        if item.life != "waste":
            # How long it may lie there counts from the first time.
            item.waste_on = day_of(event.event_time)
        item.life = "waste"
        item.stream = event.stream
        item.waste_reason = event.reason


def _item_dismantled(event: ItemDismantled, at: Position, world: WritableWorld) -> None:
    parent = touch(event, event.item, world)
    note_said(parent, event, event.subjects[0], mass_kg=event.mass_kg, loss_kg=event.loss_kg)
    was_waste = parent.life == "waste"
    parent.place = "dismantled"
    parent.life = "recycled" if was_waste else parent.life
    parent.children = [child.item for child in event.children]
    for child in event.children:
        # Waste stays waste: what comes out of it is waste, whatever was left unsaid.
        is_waste = was_waste or child.stream is not None
        is_residue = child.item_kind == "fraction"
        stream = child.stream or ("treatment_residue" if is_residue else "cells_modules_offspec")
        new_item(
            world,
            ItemState(
                item=child.item,
                item_kind=child.item_kind,
                life="waste" if is_waste else "original",
                place="in_stock",
                custodian=parent.custodian,
                responsible_operator=event.actor,
                maker=parent.maker,
                created_index=at.index,
                serial=child.serial or "",
                chemistry=child.chemistry or parent.chemistry,
                material=child.material,
                mass_kg=child.mass_kg,
                parents=[event.item],
                condition="" if is_residue else parent.condition,
                condition_ms=0 if is_residue else parent.condition_ms,
                stream=stream if is_waste else "",
                waste_reason="treatment_residue" if is_waste else "",
                waste_on=day_of(event.event_time) if is_waste else "",
                last_ms=instant_ms(event.event_time),
            ),
        )


def _item_disposed(event: ItemDisposed, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_item(item, event, event.subjects[0], item.life)
    item.life = "disposed"


_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
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
    AuthorisationGranted: _authorisation_granted,
    AuthorisationExtended: _authorisation_changed,
    AuthorisationRenewalFiled: _authorisation_changed,
    AuthorisationSuspended: _authorisation_changed,
    AuthorisationReinstated: _authorisation_changed,
    AuthorisationRevoked: _authorisation_changed,
    ListTranscribed: _list_transcribed,
    **AMENDMENT_FOLDS,
    PackManufactured: _pack_manufactured,
    PackEnrolled: pack_enrolled,
    PassportIssued: _passport_issued,
    PassportHandedOver: _passport_handed_over,
    PassportEnded: _passport_ended,
    LabelApplied: _label_applied,
    PackPlacedOnMarket: _placed_on_market,
    PackInstalled: _pack_installed,
    PackRemoved: _pack_removed,
    PackRepurposed: _pack_repurposed,
    ItemAssessed: _item_assessed,
    IncidentReported: _incident_reported,
    ItemDeclaredWaste: _declared_waste,
    ItemDismantled: _item_dismantled,
    ItemDisposed: _item_disposed,
    **CUSTODY_FOLDS,
}

__all__ = ["can_be_revoked", "extend_chain", "fold", "key_entry"]
