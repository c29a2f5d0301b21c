"""BP-C032 and W009: what left sight waits until it is found, and waste leaves with a consent.

``design/events.md``, Item life: ``pack.exported``, ``.lost``, ``.stolen`` and ``.found``. What happens
from a place (offered, dismantled, …) is refused by its place already (BP-C003); here is the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events import KINDS
from batterypass.domain.events.on_paper import CustodyClaimed
from batterypass.domain.events.sight import PackExported
from batterypass.domain.lineage import outermost
from batterypass.domain.sight import gone
from batterypass.rules.base import NONE, Findings, Rule
from batterypass.rules.life import PLACES

if TYPE_CHECKING:
    from batterypass.rules.acts import JudgedAct

#: Families that may speak of what is out of sight: papers, corrections, and what a gate signs.
_MAY_SPEAK = ("passport", "document", "entry", "amendment", "manifest", "treatment", "consignment")
_WHILE_GONE = frozenset(
    name
    for name, model in KINDS.items()
    if model.KIND.first == "I"
    and model.KIND.creates != "first"
    and name.split(".", 1)[0] not in _MAY_SPEAK
    and name not in (*PLACES, CustodyClaimed.KIND.name, "custody.contested")
)


def what_left_sight_is_found_first(act: JudgedAct) -> Findings:
    """Nobody reads, labels or decides about what was lost, stolen or exported, or is inside of it."""
    found = []
    for name, item in act.items.items():
        how = gone(outermost(act.world, item))
        if how is not None:
            found.append(act.breach("BP-C032", name, kind=act.event.kind, found=f"~gone-{how}"))
    return found or NONE


def waste_is_exported_with_a_consent(act: JudgedAct) -> Findings:
    """Waste crosses a border with the number of the consent that the table asks for."""
    event = act.event
    item = act.items.get(event.item)
    if item is None or item.life != "waste" or event.consent_no is not None:
        return NONE
    table = act.regulations.table("export-consents")
    asked = [
        row
        for row in table.in_force(act.day)
        if row["jurisdiction"] == act.jurisdiction
        and ("any" in row["streams"] or item.stream in row["streams"])
    ]
    return [
        act.breach(
            "BP-W009", event.item, country=event.country, stream=f"~{item.stream}",
            row=str(row["id"]), confidence=f"~confidence-{row['confidence']}",
        )
        for row in asked
    ] or NONE  # fmt: skip


RULES = (
    Rule("BP-C032", "compliance", "item", _WHILE_GONE, what_left_sight_is_found_first),
    Rule(
        "BP-W009", "compliance", "item", frozenset({PackExported.KIND.name}),
        waste_is_exported_with_a_consent,
    ),
)  # fmt: skip
