"""BP-V012: what the operator commits to of everybody's chains is what the log has (D17).

Only who has the whole log can ask. A bundle shows what was committed, not that it is true
(``design/bytes.md`` 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.ledger import HeadsCommitted
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from batterypass.rules.acts import SignedAct


def the_heads_are_those_of_the_log(act: SignedAct) -> Findings:
    """The size is the entry's own index, and the root that over all chains below it."""
    event, index = act.event, act.at.index
    if event.size != index:
        expected, found = str(index), str(event.size)
    else:
        root = act.world.heads_root()
        if root is None or root.hex() == event.root:
            return NONE
        expected, found = root.hex(), event.root
    subject = event.subjects[0].subject
    return [act.broken("BP-V012", subject, size=str(index), expected=expected, found=found)]


RULES = (
    Rule(
        "BP-V012",
        "integrity",
        "ledger",
        frozenset({HeadsCommitted.KIND.name}),
        the_heads_are_those_of_the_log,
    ),
)
