"""BP-P001: who may sign the kinds that bind everybody (``design/bytes.md`` 4)."""

from __future__ import annotations

from batterypass.domain.amending import find_correction, signer_of, state_of
from batterypass.domain.annulling import signer_to_annul
from batterypass.domain.events import KINDS
from batterypass.domain.events.amendment import AmendmentAgreed, EntryAmended
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.domain.events.authorisation import (
    AuthorisationChange,
    AuthorisationGranted,
    ListTranscribed,
)
from batterypass.domain.events.ledger import LedgerOpened
from batterypass.domain.events.pack import (
    LabelApplied,
    PassportEnded,
    PassportHandedOver,
    PassportIssued,
    PassportUpdated,
)
from batterypass.domain.events.party import (
    AMENDED_BY_REGISTRAR,
    KeyConfirmed,
    PartyAmended,
    SiteClosed,
    SiteOpened,
)
from batterypass.rules.acts import OPERATOR_ROLE, SignedAct
from batterypass.rules.base import NONE, Findings, Rule
from batterypass.rules.keys import KEY_KINDS, OPERATOR_KINDS

_ABOUT_AN_ITEM = frozenset(
    {PassportIssued, PassportUpdated, PassportHandedOver, PassportEnded, LabelApplied}
)
#: A tuple made once: ``A | B`` would be made anew for every entry.
_OF_AN_AUTHORISATION = (AuthorisationGranted, AuthorisationChange, ListTranscribed)
_OF_A_PARTY = (PartyAmended, SiteOpened, SiteClosed)
_KINDS = frozenset(name for name, model in KINDS.items() if model.KIND.signer_is_integrity)


def the_kind_is_signed_by_who_may(act: SignedAct) -> Findings:
    """The signer has the role that the kind asks for, and the part in it that it asks for."""
    event = act.event
    roles = event.KIND.roles
    if roles and not _has_role(act, roles):
        return _refuse(act, "~role-of", ", ".join(f"~{role}" for role in sorted(roles)))
    expected = _part_that_is_missing(act)
    return _refuse(act, expected, "-") if expected else NONE


def _has_role(act: SignedAct, roles: frozenset[str]) -> bool:
    return act.actor is not None and not roles.isdisjoint(act.actor.roles)


def _refuse(act: SignedAct, expected: str, roles: str) -> Findings:
    event = act.event
    held = ", ".join(f"~{role}" for role in act.actor.roles) if act.actor is not None else "-"
    return [
        act.broken(
            "BP-P001",
            event.subjects[0].subject,
            actor=event.actor,
            kind=event.kind,
            expected=expected,
            roles=roles,
            held=held,
        )
    ]


def _part_that_is_missing(act: SignedAct) -> str:
    """Give the word for who should have signed, empty where the actor may."""
    event = act.event
    sort = type(event)
    if sort in _ABOUT_AN_ITEM:
        return _part_in_the_item(act)
    actor = event.actor
    if sort is LedgerOpened:
        card = event.registrar
        return "" if actor == card.party and "registrar" in card.roles else "~signer-registrar"
    if event.kind in OPERATOR_KINDS:
        is_operator = act.key is not None and act.key["role"] == OPERATOR_ROLE
        return "" if is_operator else "~signer-operator"
    if isinstance(event, KeyConfirmed):
        return "" if actor == event.party else "~signer-party"
    if event.kind in KEY_KINDS:
        return "" if actor == event.party or act.is_registrar else "~signer-party-or-registrar"
    if isinstance(event, _OF_AN_AUTHORISATION):
        return _part_in_the_authorisation(act)
    if isinstance(event, EntryAmended):
        signer = signer_of(act.world, event.amended_subject, event.target_kind, event.target)
        return "" if signer == actor else "~signer-of-target"
    if isinstance(event, EntryAnnulled):
        subject = event.annulled_subject
        signer = signer_to_annul(act.world, subject, event.target_kind, event.target)
        # BP-E006 speaks of an entry that is not the last one.
        return "" if signer in (None, actor) else "~signer-of-target"
    if isinstance(event, AmendmentAgreed):
        correction = find_correction(state_of(act.world, event.amended_subject), event.amendment)
        asked = (
            {*correction.get("waiting", ()), *correction.get("agreed", ())} if correction else ()
        )
        return "" if actor in asked else "~signer-asked"
    if isinstance(event, _OF_A_PARTY):
        return _part_in_the_party(act)
    return ""


def _part_in_the_authorisation(act: SignedAct) -> str:
    event = act.event
    if isinstance(event, AuthorisationChange):
        state = act.world.authorisation(event.authorisation)
        if state is not None and state.granted_by != event.actor:
            return "~signer-grantor"
    is_authority = act.actor is not None and "authority" in act.actor.roles
    return "" if is_authority or event.transcription else "~signer-transcription"


def _part_in_the_party(act: SignedAct) -> str:
    event = act.event
    if act.is_registrar:
        return ""
    if event.actor != event.party:
        return "~signer-party-or-registrar"
    of_registrar = isinstance(event, PartyAmended) and any(
        getattr(event, name) is not None for name in AMENDED_BY_REGISTRAR
    )
    return "~signer-registrar" if of_registrar else ""


def _part_in_the_item(act: SignedAct) -> str:
    event = act.event
    item = act.items.get(event.item)
    if item is None:
        # BP-L005 says so.
        return ""
    if type(event) is LabelApplied:
        may = event.actor in (item.custodian, item.maker)
        return "" if may else "~signer-custodian-or-maker"
    return "" if event.actor == item.responsible_operator else "~signer-responsible"


RULES = (Rule("BP-P001", "integrity", "party", _KINDS, the_kind_is_signed_by_who_may),)
