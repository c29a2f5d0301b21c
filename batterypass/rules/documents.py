"""BP-C022: a paper is issued by who has a part in what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.item import DocumentIssued, DocumentPrepared
from batterypass.domain.states import parties_to
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from batterypass.domain.states import ConsignmentState, ItemState, PartyState
    from batterypass.rules.acts import JudgedAct

_PAPERS = frozenset({DocumentPrepared.KIND.name, DocumentIssued.KIND.name})
#: Who may issue a paper of anything: for a party that has lost its key, and at the roadside.
_FOR_OTHERS = frozenset({"registrar", "authority"})


def may_issue(actor: PartyState, consignment: ConsignmentState) -> bool:
    """Tell whether a registered party may issue a paper of a consignment."""
    return not _FOR_OTHERS.isdisjoint(actor.roles) or actor.party in parties_to(consignment)


def may_issue_of_item(actor: PartyState, item: ItemState) -> bool:
    """Tell whether a registered party may issue a paper of an item, its passport."""
    return not _FOR_OTHERS.isdisjoint(actor.roles) or actor.party in _parties_of(item)


def _parties_of(item: ItemState) -> list[str]:
    return [item.custodian, item.responsible_operator, item.maker]


def a_paper_is_issued_by_who_has_a_part_in_it(act: JudgedAct) -> Findings:
    """Of a consignment who sent, carries, carried or awaits it; of an item who has or made it.

    ``design/events.md``: ``document.prepared`` and ``document.issued`` are of whoever issues the
    paper, and bytes.md 9 lets its code speak for the ledger at the roadside.
    """
    event, actor = act.event, act.actor
    if actor is None or not _FOR_OTHERS.isdisjoint(actor.roles):
        # BP-K001 speaks of an actor that nobody registered.
        return NONE
    consignment = act.consignment(event.about)
    item = act.items.get(event.about)
    if consignment is not None:
        expected, may = parties_to(consignment), may_issue(actor, consignment)
    elif item is not None:
        expected, may = _parties_of(item), may_issue_of_item(actor, item)
    else:
        # BP-L005 says so.
        return NONE
    if may:
        return NONE
    parties = ", ".join(dict.fromkeys(party for party in expected if party))
    return [
        act.breach("BP-C022", event.about, kind=event.kind, actor=event.actor, expected=parties)
    ]


RULES = (
    Rule("BP-C022", "compliance", "party", _PAPERS, a_paper_is_issued_by_who_has_a_part_in_it),
)
