"""BP-L007, L008, C015 and C016: a step in parts is one step, complete when its last part is in.

``design/bytes.md`` 3: an event names at most 100 items, more are parts ``i/n``. How a step is cut into
events is a matter of form, so a part that does not fit is no entry at all (integrity); that nothing
else happens in between, and that all parts say the same, is judged like any other step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.events.custody import ConsignmentDelivered, ConsignmentOffered
from batterypass.domain.events.manifest import (
    ExceptionReported,
    OriginalReturned,
    TreatmentCertified,
)
from batterypass.domain.events.refusals import (
    ConsignmentReturned,
    ConsignmentTransferred,
)
from batterypass.domain.parting import ON_PAPER, PARTED, is_whole, step_of, unfinished
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.states import ConsignmentState
    from batterypass.rules.acts import JudgedAct, SignedAct

_OFFERED = ConsignmentOffered.KIND.name
#: What comes after an offer and is no part of a step that waits for its further parts.
_ONWARD = (PARTED - {_OFFERED}) | {
    model.KIND.name
    for model in (
        ConsignmentDelivered,
        ConsignmentTransferred,
        ConsignmentReturned,
        TreatmentCertified,
        OriginalReturned,
        ExceptionReported,
    )
}
#: Step -> the command that finishes it.
_FINISHED_BY = {
    "offered": "ship offer --id",
    "collected": "ship collect",
    "received": "receive",
    "voided": "ship void",
}
#: What every part of an offer says like the first one.
_HEAD = ("carrier", "consignee", "consignee_site", "mass_basis")


def a_part_is_one_of_its_whole(act: SignedAct) -> Findings:
    """A part and how many there are go together; there is no third part of two, and none of one."""
    event = act.event
    part, parts = event.part, event.parts
    if parts is None and part is None:
        return NONE
    names_items = event.kind != ON_PAPER or event.step != "delivered"
    if part is not None and parts is not None and part <= parts and parts > 1 and names_items:
        return NONE
    return [act.broken("BP-L007", act.names[0], kind=event.kind, found=_said(part, parts))]


def a_part_follows_the_one_before_it(act: SignedAct) -> Findings:
    """Parts come in their order, once each and all of one number; what is whole has no further one."""
    event = act.event
    part, parts = event.part, event.parts
    if parts is None:
        if event.kind == _OFFERED:
            # It makes the consignment: BP-L005.
            return NONE
        state = act.consignment(act.names[0])
        if state is None or not state.parts:
            return NONE
        record = state.parts.get(step_of(event))
        if record is None or is_whole(record):
            # Whether it can happen once more says BP-C004.
            return NONE
        return [_out_of_place(act, _next(record), "1/1")]
    if part is None:
        # BP-L007 says so.
        return NONE
    state = act.consignment(act.names[0])
    expected, found = _expected(step_of(event), state, parts), _said(part, parts)
    return NONE if found == expected else [_out_of_place(act, expected, found)]


def _expected(step: str, state: ConsignmentState | None, parts: int) -> str:
    """Give the part that can come next, ``-`` where none can."""
    if state is None:
        return _said(1, parts)
    if step == "offered" and state.state != "offering":
        return "-"
    record = state.parts.get(step)
    return _said(1, parts) if record is None else _next(record)


def _next(record: Mapping[str, Any]) -> str:
    return "-" if is_whole(record) else _said(len(record["at"]) + 1, record["of"])


def _said(part: int | None, parts: int | None) -> str:
    return f"{part or '-'}/{parts or '-'}"


def _out_of_place(act: SignedAct, expected: str, found: str) -> Finding:
    return act.broken("BP-L008", act.names[0], kind=act.event.kind, expected=expected, found=found)


def what_was_begun_in_parts_is_finished_first(act: JudgedAct) -> Findings:
    """Until all parts of a step are in it has not happened, so nothing can follow it.

    An offer can be taken back before its last part; nobody has to finish it for that.
    """
    state = act.consignment(act.event.consignment)
    if state is None or not state.parts:
        return NONE
    waiting = waits_for_parts(act, state)
    if waiting is None:
        return NONE
    step, record = waiting
    return [
        act.breach(
            "BP-C015",
            act.event.consignment,
            kind=act.event.kind,
            step=f"~step-{step}",
            found=str(len(record["at"])),
            expected=str(record["of"]),
            finish=f"{_FINISHED_BY[step]} {state.consignment}",
        )
    ]


def waits_for_parts(
    act: JudgedAct, state: ConsignmentState
) -> tuple[str, Mapping[str, Any]] | None:
    """Give the step that has to be finished before the act, with its record; None for none."""
    waiting = unfinished(state)
    if waiting is None:
        return None
    own = step_of(act.event)
    if own == waiting[0] or (own, waiting[0]) == ("voided", "offered"):
        return None
    return waiting


def the_parts_of_an_offer_are_one_offer(act: JudgedAct) -> Findings:
    """Every part names the same carrier, consignee, waste and transport as the first one."""
    event = act.event
    if event.parts is None or event.part == 1:
        return NONE
    state = act.consignment(act.names[0])
    if state is None:
        return NONE
    pairs = [(name, getattr(state, name), getattr(event, name)) for name in _HEAD]
    pairs.append(("site", state.offered_site, event.site or ""))
    for name, before, record in (
        ("waste", state.waste, event.waste),
        ("transport", state.transport, event.transport),
    ):
        now = record.model_dump(exclude_none=True) if record is not None else {}
        pairs += [
            (f"{name}.{field}", before.get(field), now.get(field)) for field in {**before, **now}
        ]
    return [
        act.breach(
            "BP-C016", act.names[0], field=name, part=_said(event.part, event.parts),
            expected=_text(before), found=_text(now),
        )
        for name, before, now in pairs
        if before != now
    ] or NONE  # fmt: skip


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return "-" if value in (None, "") else str(value)


RULES = (
    Rule("BP-L007", "integrity", "consignment", PARTED, a_part_is_one_of_its_whole),
    Rule("BP-L008", "integrity", "consignment", PARTED, a_part_follows_the_one_before_it),
    Rule(
        "BP-C015",
        "compliance",
        "consignment",
        _ONWARD,
        what_was_begun_in_parts_is_finished_first,
    ),
    Rule(
        "BP-C016",
        "compliance",
        "consignment",
        frozenset({_OFFERED}),
        the_parts_of_an_offer_are_one_offer,
    ),
)
