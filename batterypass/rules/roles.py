"""BP-R: the signer has the role, the sites and the counterparts that the act speaks of.

``design/events.md``: each kind lists the roles that may sign it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events import KINDS
from batterypass.domain.events.assembly import PackAssembled
from batterypass.domain.events.authorisation import AuthorisationGranted
from batterypass.domain.events.custody import (
    ConsignmentDelivered,
    ConsignmentOffered,
    ConsignmentReceived,
    CustodyReleased,
)
from batterypass.domain.events.item import IncidentReported
from batterypass.domain.events.on_paper import RecordedOnPaper
from batterypass.domain.events.pack import (
    LabelApplied,
    MadePack,
    PackManufactured,
    PassportHandedOver,
)
from batterypass.domain.events.refusals import (
    ConsignmentPartiallyReceived,
    ConsignmentRejected,
    ConsignmentTransferred,
)
from batterypass.domain.ids import gtin_and_serial, host_of
from batterypass.rules.base import NONE, Findings, Rule
from batterypass.rules.keys import has_ended

if TYPE_CHECKING:
    from batterypass.domain.states import PartyState
    from batterypass.rules.acts import JudgedAct

_ALL = frozenset(KINDS)
_ROLES = {name: model.KIND.roles for name, model in KINDS.items()}
_WITH_ROLES = frozenset(
    name for name, model in KINDS.items() if model.KIND.roles and not model.KIND.signer_is_integrity
)


#: Kinds that name a site of their own.
_NAMING_SITES = frozenset(
    model.KIND.name
    for model in (
        PackManufactured,
        PackAssembled,
        ConsignmentOffered,
        ConsignmentReceived,
        ConsignmentPartiallyReceived,
        ConsignmentRejected,
        RecordedOnPaper,
        ConsignmentDelivered,
        AuthorisationGranted,
    )
)


_AT_THE_GATE = (ConsignmentReceived, ConsignmentPartiallyReceived, ConsignmentRejected)


def the_role_may_sign_the_kind(act: JudgedAct) -> Findings:
    """The signer has one of the roles that the kind lists."""
    event, actor = act.event, act.actor
    if actor is None or not _ROLES[act.kind].isdisjoint(actor.roles):
        # BP-K001 speaks of an actor that nobody registered.
        return NONE
    return [
        act.breach(
            "BP-R001",
            event.subjects[0].subject,
            actor=event.actor,
            kind=event.kind,
            roles=", ".join(f"~{role}" for role in sorted(event.KIND.roles)),
            held=", ".join(f"~{role}" for role in actor.roles),
        )
    ]


def a_site_is_its_partys(act: JudgedAct) -> Findings:
    """Every site that an event names is registered for the party that it is said to be of."""
    event = act.event
    if event.site is None and act.kind not in _NAMING_SITES:
        return NONE
    actor = act.actor
    named: list[tuple[str, str | None, PartyState | None]] = []
    if event.site is not None:
        named.append(("site", event.site, actor))
    if isinstance(event, MadePack):
        named.append(("plant", event.plant, actor))
    elif isinstance(event, ConsignmentOffered):
        named.append(("consignee_site", event.consignee_site, act.world.party(event.consignee)))
    elif isinstance(event, _AT_THE_GATE):
        named.append(("at_site", event.at_site, actor))
    elif isinstance(event, ConsignmentDelivered | RecordedOnPaper):
        consignment = act.consignment(event.consignment)
        if consignment is not None:
            named.append(("at_site", event.at_site, act.world.party(consignment.consignee)))
    elif isinstance(event, AuthorisationGranted):
        named.append(("holder_site", event.holder_site, act.world.party(event.holder)))
    return [
        act.breach(
            "BP-R002",
            event.subjects[0].subject,
            field=field,
            site=site,
            party=party.party,
            expected=", ".join(str(one["site_id"]) for one in party.sites) or "-",
        )
        for field, site, party in named
        # A counterpart that nobody registered is BP-R003.
        if site is not None
        and party is not None
        and not any(one["site_id"] == site for one in party.sites)
    ]


def a_counterpart_is_registered(act: JudgedAct) -> Findings:
    """The party that gets something to do or to hold is in the directory."""
    event = act.event
    if isinstance(event, ConsignmentOffered):
        named = [("carrier", event.carrier), ("consignee", event.consignee)]
    else:
        named = [("to", event.to)]
    return [
        act.breach("BP-R003", event.subjects[0].subject, field=field, party=party)
        for field, party in named
        if act.world.party(party) is None
    ]


def a_label_is_signed_by_the_owner_of_the_id(act: JudgedAct) -> Findings:
    """The label key is one in force of a party whose domain or prefix owns the id (bytes.md 9)."""
    event = act.event
    for owner in act.world.pointed("key", event.label_kid):
        party = act.world.party(owner)
        key = party.keys.get(event.label_kid) if party is not None else None
        if party is None or key is None or key["role"] != "label" or "revoked" in key:
            continue
        if has_ended(key, act.day, act.at.mark_ms):
            continue
        if owns(party, event.item):
            return NONE
    return [
        act.breach(
            "BP-R004", event.item, kid=event.label_kid, found=host_of(event.item), actor=event.actor
        )
    ]


def owns(party: PartyState, url: str) -> bool:
    """Tell whether an item URL stands under a domain or a GS1 prefix of a party (bytes.md 9)."""
    if host_of(url) in party.domains:
        return True
    numbers = gtin_and_serial(url)
    return numbers is not None and numbers[0][1:].startswith(tuple(party.gs1_prefixes or "-"))


def an_incident_is_reported_from_nearby(act: JudgedAct) -> Findings:
    """An incident changes the condition: its custodian tells it, or who carries or awaits it."""
    event = act.event
    item = act.items.get(event.item)
    if item is None or act.has_part_in(item):
        return NONE
    return [act.breach("BP-R005", event.item, actor=event.actor, expected=item.custodian)]


RULES = (
    Rule("BP-R001", "compliance", "party", _WITH_ROLES, the_role_may_sign_the_kind),
    Rule("BP-R002", "compliance", "party", _ALL, a_site_is_its_partys),
    Rule(
        "BP-R003",
        "compliance",
        "party",
        frozenset(
            {
                ConsignmentOffered.KIND.name,
                ConsignmentTransferred.KIND.name,
                CustodyReleased.KIND.name,
                PassportHandedOver.KIND.name,
            }
        ),
        a_counterpart_is_registered,
    ),
    Rule(
        "BP-R004",
        "compliance",
        "item",
        frozenset({LabelApplied.KIND.name}),
        a_label_is_signed_by_the_owner_of_the_id,
    ),
    Rule(
        "BP-R005",
        "compliance",
        "item",
        frozenset({IncidentReported.KIND.name}),
        an_incident_is_reported_from_nearby,
    ),
)
