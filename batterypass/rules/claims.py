"""BP-D005: a domain and a GS1 prefix belong to one party.

``design/architecture.md`` 6: a party makes ids only under its own domains and prefixes (BP-P003). With
two owners of one name nobody could tell whose id it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.party import PartyAmended, PartyRegistered
from batterypass.domain.ids import SHORTEST_PREFIX, domain_claim, prefix_claim, under_claim
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.rules.acts import JudgedAct


def a_name_belongs_to_one_party(act: JudgedAct) -> Findings:
    """Nobody registers a domain of another party, nor a prefix that one of another's overlaps.

    A prefix overlaps every longer one that begins with it: both would own the same numbers.
    """
    party, domains, prefixes = _claimed(act)
    found = [
        _taken(act, party, domain, owner)
        for domain in domains
        for owner in _owners_of_domain(act, domain)
        if owner != party
    ]
    found += [
        _taken(act, party, prefix, owner)
        for prefix in prefixes
        for owner in _owners_of_prefix(act, prefix)
        if owner != party
    ]
    return found or NONE


def _claimed(act: JudgedAct) -> tuple[str, Sequence[str], Sequence[str]]:
    """Give the party and the names that the event gives it."""
    event = act.event
    if isinstance(event, PartyAmended):
        return event.party, event.domains or (), event.gs1_prefixes or ()
    return event.card.party, event.card.domains, event.card.gs1_prefixes


def _owners_of_domain(act: JudgedAct, domain: str) -> Iterator[str]:
    for owner in dict.fromkeys(act.world.pointed("name", domain_claim(domain))):
        # A look-up stays when a name is given up; the party's state says what is so now.
        party = act.world.party(owner)
        if party is not None and domain in party.domains:
            yield owner


def _owners_of_prefix(act: JudgedAct, prefix: str) -> Iterator[str]:
    shorter = (prefix[:end] for end in range(SHORTEST_PREFIX, len(prefix) + 1))
    claims = [*map(prefix_claim, shorter), under_claim(prefix)]
    owners = {owner for claim in claims for owner in act.world.pointed("name", claim)}
    for owner in sorted(owners):
        party = act.world.party(owner)
        own = party.gs1_prefixes if party is not None else []
        if any(one.startswith(prefix) or prefix.startswith(one) for one in own):
            yield owner


def _taken(act: JudgedAct, party: str, name: str, owner: str) -> Finding:
    return act.breach("BP-D005", party, party=party, name=name, owner=owner)


RULES = (
    Rule(
        "BP-D005",
        "compliance",
        "party",
        frozenset({PartyRegistered.KIND.name, PartyAmended.KIND.name}),
        a_name_belongs_to_one_party,
    ),
)
