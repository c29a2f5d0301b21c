"""BP-C012 to C014 and C023: steps that stand on paper, who says what is said afterwards, and when.

``design/events.md``, Custody: the other side has no tool; it is always shown as paper, and a finding
stands until it is countersigned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.clock import day_of
from batterypass.domain.events.manifest import (
    ExceptionReported,
    OriginalReturned,
    TreatmentCertified,
)
from batterypass.domain.events.on_paper import Countersigned, CustodyContested, RecordedOnPaper
from batterypass.domain.states import papers_of
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Collection

    from batterypass.domain.states import ItemState
    from batterypass.rules.acts import JudgedAct

_PAPER = frozenset({RecordedOnPaper.KIND.name})
_COUNTERSIGNED = Countersigned.KIND.name
_CONTESTED = CustodyContested.KIND.name
_OF_THE_CONSIGNOR = frozenset({OriginalReturned.KIND.name, ExceptionReported.KIND.name})
_AFTERWARDS = _OF_THE_CONSIGNOR | {_COUNTERSIGNED, _CONTESTED}


def what_stands_on_paper_is_told(act: JudgedAct) -> Findings:
    """Tell that a step has no signature of its own until the other side countersigns it."""
    event = act.event
    consignment = act.consignment(event.consignment)
    return [
        act.notice(
            "BP-C012",
            event.consignment,
            step=f"~step-{event.step}",
            name=event.side.name,
            actor=event.actor,
            consignment=consignment.consignment if consignment else event.consignment,
        )
    ]


def a_paper_names_its_scan(act: JudgedAct) -> Findings:
    """What was signed in ink is kept as a scan, and the entry names its digest."""
    event = act.event
    if event.documents:
        return NONE
    step, consignment = f"~step-{event.step}", act.consignment(event.consignment)
    number = consignment.consignment if consignment is not None else event.consignment
    return [
        act.breach(
            "BP-C013", event.consignment, step=step, name=event.side.name, consignment=number
        )
    ]


def who_speaks_afterwards_has_a_part_in_it(act: JudgedAct) -> Findings:
    """An original comes back to its consignor; a custodian, or who lost custody, countersigns."""
    event = act.event
    if event.kind in _OF_THE_CONSIGNOR:
        consignment = act.consignment(event.consignment)
        if consignment is None or consignment.consignor == event.actor:
            return NONE
        return [_no_part(act, event.consignment, consignment.consignor)]
    travelled = _on_its_paper(act) if event.kind == _COUNTERSIGNED else ()
    found = [
        _no_part(act, name, _who(event.kind, item))
        for name, item in act.items.items()
        if name not in travelled and not _may_answer(event.kind, item, event.actor)
    ]
    return found or NONE


def _on_its_paper(act: JudgedAct) -> Collection[str]:
    """Name the items of a step that the actor signed in ink, wherever these are by now."""
    event = act.event
    consignment = act.consignment(event.consignment)
    if consignment is None:
        return ()
    targets = {paper["digest"] for paper in papers_of(consignment, event.actor).values()}
    return consignment.items if event.target in targets else ()


def _may_answer(kind: str, item: ItemState, actor: str) -> bool:
    if item.contested_with == actor:
        return True
    return kind == _COUNTERSIGNED and item.custodian == actor and item.unconfirmed


def _who(kind: str, item: ItemState) -> str:
    unconfirmed = item.custodian if kind == _COUNTERSIGNED and item.unconfirmed else ""
    return item.contested_with or unconfirmed or "-"


def _no_part(act: JudgedAct, subject: str, expected: str) -> Finding:
    return act.breach(
        "BP-C014", subject, kind=act.event.kind, actor=act.event.actor, expected=expected
    )


def a_day_that_is_said_has_come(act: JudgedAct) -> Findings:
    """What is said of a manifest happened on a day between its step on the truck and the act.

    The clocks of ``manifest-deadlines.json`` start and stop on it.
    """
    event = act.event
    consignment = act.consignment(event.consignment)
    if consignment is None:
        return NONE
    field, step = _DAYS[event.kind]
    since = consignment.received_at if step == "received" else consignment.collected_at
    # An event that comes too early is BP-C004.
    first, said = day_of(since) if since else "", str(getattr(event, field))
    if first <= said <= act.day:
        return NONE
    return [
        act.breach(
            "BP-C023",
            event.consignment,
            kind=event.kind,
            found=said,
            expected=f"{first} / {act.day}" if first not in ("", act.day) else act.day,
            consignment=consignment.consignment,
        )
    ]


#: Kind -> the field that names a day, and the step before which it cannot be.
_DAYS = {
    OriginalReturned.KIND.name: ("returned_on", "received"),
    TreatmentCertified.KIND.name: ("treated_on", "received"),
    ExceptionReported.KIND.name: ("reported_on", "collected"),
}
RULES = (
    Rule("BP-C012", "notice", "consignment", _PAPER, what_stands_on_paper_is_told),
    Rule("BP-C013", "compliance", "consignment", _PAPER, a_paper_names_its_scan),
    Rule("BP-C023", "compliance", "consignment", frozenset(_DAYS), a_day_that_is_said_has_come),
    Rule("BP-C014", "compliance", "item", _AFTERWARDS, who_speaks_afterwards_has_a_part_in_it),
)
