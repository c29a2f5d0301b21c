"""BP-M: masses. A difference that is written down is told, never refused (``design/bytes.md`` 4).

Every rule here gives notices only; the tolerances are a packaged table. Where parts outweigh their
whole, nobody signs here without a reason in the event (decision 39).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.events.amendment import EntryAmended
from batterypass.domain.events.custody import ConsignmentReceived
from batterypass.domain.events.item import ItemDismantled, ItemDisposed
from batterypass.domain.events.refusals import ConsignmentPartiallyReceived, ConsignmentRejected
from batterypass.domain.on_scale import (
    NOT_TAKEN,
    Found,
    is_apart,
    outweigh,
    taken_before,
    taken_before_kg,
    taken_kg,
)
from batterypass.domain.parting import scale_kg
from batterypass.regulations.tables import tolerance_percent
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from batterypass.domain.events.assembly import PackAssembled
    from batterypass.domain.events.custody import SortedLine
    from batterypass.rules.acts import JudgedAct

_RECEPTIONS = (ConsignmentReceived, ConsignmentPartiallyReceived)
_RECEIVED = frozenset(model.KIND.name for model in _RECEPTIONS)
_AT_THE_GATE = (*_RECEPTIONS, ConsignmentRejected)
_DISMANTLED = ItemDismantled.KIND.name
_DISPOSED = ItemDisposed.KIND.name
#: Under which an item keeps what was said of its dismantling.
_WORD = "dismantled"
_OUTWEIGHED = frozenset({"BP-M001", "BP-H005"})
_NO_REASON = "~difference-none"


def reason_in(event: ItemDismantled | PackAssembled) -> str:
    """Give the reason that an event states for a difference, as a value of a finding."""
    return f"~difference-{event.difference_reason}" if event.difference_reason else _NO_REASON


def is_unexplained(finding: Finding) -> bool:
    """Tell whether parts outweigh their whole by a finding, and the event does not say why."""
    return finding.code in _OUTWEIGHED and finding.values["reason"] == _NO_REASON


def parts_weigh_no_more_than_the_whole(act: JudgedAct) -> Findings:
    """Parts and stated loss together do not exceed the weighed item beyond the tolerance.

    Nor do they by a correction of what the scale said.
    """
    event = act.event
    percent = tolerance_percent(act.regulations, "children", act.day)
    if isinstance(event, ItemDismantled):
        item, parts, whole, reason = event.item, _parts(event), event.mass_kg, reason_in(event)
    else:
        item, reason = event.amended_subject, f"~amended-{event.reason}"
        parts, whole = _as_corrected(act)
    if percent is None or not outweigh(parts, decimal_of(whole), percent):
        return NONE
    return [
        act.notice(
            "BP-M001", item, expected=whole, found=number_text(parts), tolerance=percent,
            reason=reason,
        )
    ]  # fmt: skip


def _as_corrected(act: JudgedAct) -> tuple[Decimal, str]:
    """Give what the parts of a dismantled item weigh and what it weighs, by a correction of that.

    Nothing and 0 for another correction, and where a part is not known here.
    """
    event = act.event
    state = act.world.item(event.amended_subject) if event.target_kind == _DISMANTLED else None
    if state is None or "mass_kg" not in state.said.get(_WORD, {}):
        return Decimal(0), "0"
    said = state.said[_WORD]
    new = {(one.item, one.field): str(one.new) for one in event.fields}
    parts = decimal_of(new.get((None, "loss_kg"), said.get("loss_kg", "0")))
    for name in state.children:
        item = act.world.item(name)
        if item is None:
            return Decimal(0), "0"
        parts += decimal_of(new.get((name, "mass_kg"), item.mass_kg))
    return parts, new.get((None, "mass_kg"), said["mass_kg"])


def _parts(event: ItemDismantled) -> Decimal:
    parts = sum((decimal_of(child.mass_kg) for child in event.children), Decimal(0))
    return parts + decimal_of(event.loss_kg or "0")


def a_difference_of_masses_is_told(act: JudgedAct) -> Findings:
    """What the scale says and what was declared differ by more than the tolerance."""
    event = act.event
    found: list[Finding] = []
    if isinstance(event, _AT_THE_GATE):
        _compare_reception(act, found)
    else:
        item = act.items.get(event.item)
        name = "children" if isinstance(event, ItemDismantled) else "consignment"
        if item is not None and item.mass_kg:
            _compare(act, found, name, event.item, decimal_of(item.mass_kg), event.mass_kg)
        if isinstance(event, ItemDismantled):
            whole, parts = decimal_of(event.mass_kg), _parts(event)
            if parts < whole:
                # More than the whole is BP-M001.
                _compare(act, found, name, event.item, whole, number_text(parts))
    return found or NONE


def _compare_reception(act: JudgedAct, found: list[Finding]) -> None:
    event = act.event
    consignment = act.consignment(event.consignment)
    if consignment is None:
        return
    rejected = isinstance(event, ConsignmentRejected)
    lines = () if rejected else event.lines
    declared = taken_kg(
        consignment, (Found(line.item, line.outcome, line.mass_kg or "") for line in lines)
    )
    for line in lines:
        known = consignment.items.get(line.item, {}).get("mass_kg")
        if line.outcome not in NOT_TAKEN and known is not None and line.mass_kg is not None:
            _compare(act, found, "consignment", line.item, decimal_of(known), line.mass_kg)
    if event.parts is None:
        if not rejected:
            _compare(act, found, "consignment", event.consignment, declared, event.measured_mass_kg)
        return
    if event.part != event.parts:
        # The truck is weighed as a whole, so it is compared with its last part.
        return
    declared += taken_before_kg(consignment)
    measured = scale_kg(consignment)
    if not rejected:
        measured += decimal_of(event.measured_mass_kg)
    if declared or measured:
        whole = number_text(measured)
        _compare(act, found, "consignment", event.consignment, declared, whole)


def _compare(
    act: JudgedAct, found: list[Finding], name: str, subject: str, declared: Decimal, weighed: str
) -> None:
    percent = tolerance_percent(act.regulations, name, act.day)
    difference = decimal_of(weighed) - declared
    if percent is None or not is_apart(declared, decimal_of(weighed), percent):
        return
    found.append(
        act.notice(
            "BP-M002",
            subject,
            expected=number_text(declared),
            found=weighed,
            difference=number_text(difference),
            percent=number_text(round(difference * 100 / declared, 1)) if declared else "-",
            tolerance=percent,
            # By which a correction of either is found.
            consignment=getattr(act.event, "consignment", ""),
        )
    )


def every_item_is_weighed_or_none(act: JudgedAct) -> Findings:
    """At a reception where some items were weighed one by one, those that were not are told."""
    lines = [line for line in act.event.lines if line.outcome not in NOT_TAKEN]
    without = [line for line in lines if line.mass_kg is None]
    if act.event.parts is not None:
        consignment = act.consignment(act.event.consignment)
        weighed = [
            "received_kg" in line
            for line in (taken_before(consignment) if consignment is not None else ())
        ]
        if all(weighed) and len(without) == len(lines) and weighed:
            # Earlier parts were weighed one by one, and nothing of this one.
            return _unweighed(act, without)
    if not without or len(without) == len(lines):
        return NONE
    return _unweighed(act, without)


def _unweighed(act: JudgedAct, lines: list[SortedLine]) -> Findings:
    return [act.notice("BP-M003", line.item, consignment=act.event.consignment) for line in lines]


RULES = (
    Rule(
        "BP-M001",
        "notice",
        "item",
        frozenset({_DISMANTLED, EntryAmended.KIND.name}),
        parts_weigh_no_more_than_the_whole,
    ),
    Rule(
        "BP-M002",
        "notice",
        "consignment",
        _RECEIVED | {ConsignmentRejected.KIND.name, _DISMANTLED, _DISPOSED},
        a_difference_of_masses_is_told,
    ),
    Rule(
        "BP-M003",
        "notice",
        "consignment",
        _RECEIVED,
        every_item_is_weighed_or_none,
    ),
)
