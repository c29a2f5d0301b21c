"""The order of decisions from mild to severe, and the strictest of several.

``exempt`` (nothing) < ``marked`` (battery mark or a collection mark) < ``stated`` (mark and a line
on the air waybill) < ``regulated`` (class 9 with document, or its equivalent for vehicles and
units) < ``damaged`` < ``critical`` < undecided < ``forbidden``. Undecided (and refused) stands that high
because nothing may leave on it; forbidden is above it, because no answer makes it milder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.regulations.transport.decision import Decision

ORDER: Final = (
    "exempt", "marked", "stated", "regulated", "damaged", "critical", "undecided", "forbidden",
)  # fmt: skip
_RANK: Final = {word: place for place, word in enumerate(ORDER)}


def severity(decision: Decision) -> int:
    """Give the rank of a decision; a higher one is more severe."""
    if decision.outcome in ("undecided", "refused"):
        return _RANK["undecided"]
    return _RANK[decision.level]


def strictest(decisions: Iterable[Decision]) -> Decision:
    """Give the most severe of some decisions, the first of equals. Raises ValueError for none."""
    return max(decisions, key=severity)
