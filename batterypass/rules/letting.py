"""What is asked when a carrier lets another have the load: BP-C021, BP-R006 and BP-A013.

The law binds whoever loads (BP-R001, BP-A002 at the collection). What it will ask then is told here
already, while the load can still go to somebody else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from batterypass.domain.events.custody import ConsignmentCollected
from batterypass.domain.events.refusals import ConsignmentTransferred
from batterypass.rules.authorised import carries, load_of
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from batterypass.rules.acts import JudgedAct

_TRANSFERRED = frozenset({ConsignmentTransferred.KIND.name})
_CARRIERS = ConsignmentCollected.KIND.roles


def a_load_is_let_to_another(act: JudgedAct) -> Findings:
    """The next carrier is not the one that has the load."""
    event = act.event
    if event.to != event.actor:
        return NONE
    return [act.breach("BP-C021", event.consignment, carrier=event.to)]


def the_next_carrier_has_the_role(act: JudgedAct) -> Findings:
    """The next carrier will be able to sign that it collected the load."""
    event = act.event
    party = act.world.party(event.to)
    # One that nobody registered is BP-R003.
    if party is None or not _CARRIERS.isdisjoint(party.roles):
        return NONE
    return [
        act.notice(
            "BP-R006",
            event.consignment,
            carrier=event.to,
            roles=", ".join(f"~{role}" for role in sorted(_CARRIERS)),
            held=", ".join(f"~{role}" for role in party.roles) or "-",
        )
    ]


def the_next_carrier_may_carry_the_waste(act: JudgedAct) -> Findings:
    """The next carrier has every permit that will be asked for when it loads the waste."""
    event, load = act.event, load_of(act)
    if load is None or act.world.party(event.to) is None:
        return NONE
    missing, _ = carries(act, replace(load, carrier=event.to), act.authorisations(event.to))
    return [
        act.notice(
            "BP-A013",
            event.consignment,
            carrier=event.to,
            day=act.day,
            waste_class=f"~{load.waste_class}",
            permit=f"{one.permit.scheme} {one.permit.scope_code}",
            row=one.permit.row,
            found=f"~{one.found.code}",
            **one.found.values,
        )
        for one in missing
    ]


RULES = (
    Rule("BP-C021", "compliance", "consignment", _TRANSFERRED, a_load_is_let_to_another),
    Rule("BP-R006", "notice", "party", _TRANSFERRED, the_next_carrier_has_the_role),
    Rule("BP-A013", "notice", "consignment", _TRANSFERRED, the_next_carrier_may_carry_the_waste),
)
