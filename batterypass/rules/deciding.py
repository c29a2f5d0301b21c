"""BP-C033: who decides otherwise than was advised says why.

What was measured is sealed, so no rule repeats the advice: it compares what the person signed that
was shown with what the person decided (decision 40). That the assessment is the item's last is
BP-C010, that only the custodian decides BP-C008.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.decision import ItemDecided
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from batterypass.rules.acts import JudgedAct


def a_departure_from_the_advice_has_a_reason(act: JudgedAct) -> Findings:
    """A decision that is not what was advised names one of the reasons."""
    event = act.event
    if event.reason is not None or event.decision == event.advice.answer:
        return NONE
    return [
        act.breach(
            "BP-C033", event.item, found=f"~decided-{event.decision}",
            expected=f"~decided-{event.advice.answer}",
        )
    ]  # fmt: skip


RULES = (
    Rule(
        "BP-C033", "compliance", "item", frozenset({ItemDecided.KIND.name}),
        a_departure_from_the_advice_has_a_reason,
    ),
)  # fmt: skip
