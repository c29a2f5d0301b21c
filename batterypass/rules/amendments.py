"""BP-E: corrections name what stands, are about an entry that is here, and wait for who has signed.

``design/events.md``, Corrections. Who may sign them is a matter of integrity (BP-P001).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.amending import (
    find_correction,
    is_about,
    plain,
    signer_of,
    state_of,
    what_stands,
    who_agrees,
)
from batterypass.domain.annulling import obstacle, who_agrees_to_annul
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.events.amendable import Nothing
from batterypass.domain.events.amendment import AmendmentAgreed, EntryAmended
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.domain.on_scale import is_apart, received_kg
from batterypass.domain.states import AuthorisationState, ConsignmentState
from batterypass.regulations.tables import tolerance_percent
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from batterypass.rules.acts import JudgedAct

_AMENDED = EntryAmended.KIND.name
_AGREED = AmendmentAgreed.KIND.name
_BOTH = frozenset({_AMENDED, _AGREED})
_WAITING = _BOTH | {EntryAnnulled.KIND.name}
#: Reasons for which there is nothing to compare with, as a message says them.
_NOTHING = {
    Nothing.NO_LINE: "~amend-no-line",
    Nothing.RESTATED: "~amend-restated",
}


def _correction(act: JudgedAct) -> Mapping[str, Any] | None:
    """Give what an agreement is to, as the state keeps it; None where that is not there."""
    event = act.event
    return find_correction(state_of(act.world, event.amended_subject), event.amendment)


def _said(act: JudgedAct) -> tuple[str, list[Mapping[str, Any]]]:
    """Give the kind and the fields of the correction that is made, or agreed to."""
    event = act.event
    if isinstance(event, EntryAmended):
        return event.target_kind, [one.model_dump(exclude_none=True) for one in event.fields]
    correction = _correction(act)
    if correction is None or correction.get("annuls"):
        return "", []
    return correction["kind"], correction["fields"]


def a_correction_names_what_stands(act: JudgedAct) -> Findings:
    """The old value of each field is the one that stands, when it is signed and when it is agreed."""
    event, (kind, fields) = act.event, _said(act)
    subject = event.amended_subject
    if not _is_there(act, kind):
        return NONE
    further = event.items if kind == "item.declared-waste" else ()
    found = []
    for name in (subject, *further):
        for one in fields:
            field = str(one["field"])
            stands = what_stands(act.world, name, kind, field, one.get("item"))
            if plain(kind, field, one.get("old")) != stands:
                shown = _NOTHING[stands] if isinstance(stands, Nothing) else _shown(stands)
                found.append(
                    act.breach(
                        "BP-E001", name, field=_path(one), expected=shown,
                        found=_shown(one.get("old")),
                    )
                )  # fmt: skip
    return found or NONE


def _is_there(act: JudgedAct, kind: str) -> bool:
    """Tell whether there is something to compare: else BP-E002 says what is not there."""
    event = act.event
    if isinstance(event, AmendmentAgreed):
        return bool(kind)
    state = state_of(act.world, event.amended_subject)
    if kind == "authorisation.granted":
        return isinstance(state, AuthorisationState)
    return signer_of(act.world, event.amended_subject, kind, event.target) is not None


def _path(one: Mapping[str, Any]) -> str:
    return f"{one['field']} ({one['item']})" if "item" in one else str(one["field"])


def _shown(value: object) -> str:
    return "-" if value is None else str(value)


def a_correction_is_about_an_entry_that_is_here(act: JudgedAct) -> Findings:
    """The subject has the entry that is corrected, and so has every further item; or the correction."""
    event = act.event
    subject = event.amended_subject
    if isinstance(event, AmendmentAgreed):
        correction = _correction(act)
        if correction is None:
            return [_not_here(act, subject, "entry.amended", event.amendment, "~amend-unknown")]
        if list(event.items) != correction.get("items", []):
            return [_not_here(act, subject, "entry.amended", event.amendment, "~amend-items")]
        return NONE
    kind, target = event.target_kind, event.target
    if signer_of(act.world, subject, kind, target) is None:
        return [_not_here(act, subject, kind, target, "~amend-unknown")]
    if kind != "item.declared-waste":
        return NONE
    found = [
        _not_here(act, name, kind, target, "~amend-items")
        for name in event.items
        if not is_about(act.world, name, kind, target)
    ]
    return found or NONE


def _not_here(act: JudgedAct, subject: str, kind: str, digest: str, found: str) -> Finding:
    return act.breach("BP-E002", subject, kind=kind, digest=digest[:16], found=found)


def a_correction_is_agreed_to_once(act: JudgedAct) -> Findings:
    """Who has agreed, has agreed."""
    event, correction = act.event, _correction(act)
    agreed = correction.get("agreed", {}) if correction is not None else {}
    if correction is None or event.actor not in agreed:
        return NONE
    holds = correction.get("holds")
    return [
        act.breach(
            "BP-E003", event.amended_subject, amendment=str(correction["entry"]), actor=event.actor,
            agreed=str(agreed[event.actor]), found="~amend-open" if holds is None else "~amend-holds",
        )
    ]  # fmt: skip


def a_correction_waits_for_who_has_signed(act: JudgedAct) -> Findings:
    """Tell who has to agree before a correction holds; until then the original governs."""
    event, world = act.event, act.world
    if isinstance(event, EntryAnnulled):
        return _annulment_waits(act)
    subject = event.amended_subject
    if isinstance(event, EntryAmended):
        signer = signer_of(world, subject, event.target_kind, event.target)
        waiting = who_agrees(world, subject, event.target_kind, signer) if signer else []
    else:
        correction = _correction(act)
        if correction is None or event.actor not in correction.get("waiting", ()):
            return NONE
        waiting = [party for party in correction["waiting"] if party != event.actor]
    if not waiting:
        return NONE
    return [act.notice("BP-E004", subject, waiting=", ".join(waiting))]


def _annulment_waits(act: JudgedAct) -> Findings:
    event = act.event
    subject, kind, target = event.annulled_subject, event.target_kind, event.target
    if obstacle(act.world, subject, kind, target, event.items) is not None:
        return NONE
    waiting = who_agrees_to_annul(act.world, subject, event.items)
    return [act.notice("BP-E004", subject, waiting=", ".join(waiting))] if waiting else NONE


def a_corrected_mass_is_compared(act: JudgedAct) -> Findings:
    """Tell where a corrected mass is further from its counterpart than the tolerance lets pass."""
    event = act.event
    state = act.consignment(event.amended_subject)
    if state is None or not state.measured_kg or not _is_there(act, event.target_kind):
        return NONE
    percent = tolerance_percent(act.regulations, "consignment", act.day)
    if percent is None:
        return NONE
    found = []
    for subject, declared, weighed in _masses(event, state):
        if is_apart(declared, weighed, percent):
            found.append(
                act.notice(
                    "BP-E005", subject, declared=number_text(declared), weighed=number_text(weighed),
                    difference=number_text(weighed - declared), tolerance=percent,
                    consignment=state.subject,
                )
            )  # fmt: skip
    return found or NONE


def _masses(event: EntryAmended, state: ConsignmentState) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Give subject, declared and weighed mass of whatever the correction changes of them."""
    name = "mass_kg" if event.target_kind == "consignment.offered" else "received_kg"
    new = {one.item: str(one.new) for one in event.fields if one.item and one.field == "mass_kg"}
    lines = {item: {**line, name: new[item]} if item in new else line
             for item, line in state.items.items()}  # fmt: skip
    for item in new:
        line = lines.get(item, {})
        if "mass_kg" in line and "received_kg" in line:
            yield item, decimal_of(line["mass_kg"]), decimal_of(line["received_kg"])
    whole = [str(one.new) for one in event.fields if one.field == "measured_mass_kg"]
    if whole or (new and name == "mass_kg"):
        weighed = decimal_of(whole[0] if whole else state.measured_kg)
        yield state.subject, received_kg(lines), weighed


RULES = (
    Rule("BP-E001", "compliance", "party", _BOTH, a_correction_names_what_stands),
    Rule("BP-E002", "compliance", "party", _BOTH, a_correction_is_about_an_entry_that_is_here),
    Rule(
        "BP-E003", "compliance", "party", frozenset({_AGREED}), a_correction_is_agreed_to_once
    ),
    Rule("BP-E004", "notice", "party", _WAITING, a_correction_waits_for_who_has_signed),
    Rule(
        "BP-E005", "notice", "consignment", frozenset({_AMENDED}), a_corrected_mass_is_compared
    ),
)  # fmt: skip
