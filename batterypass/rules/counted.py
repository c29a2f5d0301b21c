"""BP-V013: the operator numbers its marks and heads as they stand in the log (decision 33).

Who has a part of the log sees by two numbers that follow each other that no mark stands between them.
That the numbers are true only who has the whole log can ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.ledger import HeadsCommitted, TimeMarked
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from batterypass.rules.acts import SignedAct


def the_number_is_the_next(act: SignedAct) -> Findings:
    """The number is one more than the lane record of the ledger has below."""
    event = act.event
    if event.number is None:
        return NONE
    subject = event.subjects[0].subject
    below = act.world.recorded(subject)
    if below is None or event.number == below + 1:
        return NONE
    values = {"expected": str(below + 1), "found": str(event.number)}
    return [act.broken("BP-V013", subject, **values)]


RULES = (
    Rule(
        "BP-V013",
        "integrity",
        "ledger",
        frozenset({TimeMarked.KIND.name, HeadsCommitted.KIND.name}),
        the_number_is_the_next,
    ),
)
