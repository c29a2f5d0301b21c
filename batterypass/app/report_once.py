"""Which kilograms of a pack are of packs that were there before it, so that a sum has each of them once.

A pack that is built of parts of others weighs what they weigh, and these are followed to where it is
(:mod:`batterypass.app.report_ends`). So what it has of them is counted with them, and only what was
added to it is its own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from batterypass.app.report_ends import came_back, ends_of, mass_of, own_mass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.chronicle import Chronicle, Step
    from batterypass.app.report_ends import End

_NOTHING: Final = Decimal(0)


class Once:
    """Tells the kilograms of a pack from those that others brought into it."""

    def __init__(self, chronicle: Chronicle) -> None:
        """Follow the kilograms of every pack into those that were made of it, the oldest first."""
        self._chronicle = chronicle
        #: Pack -> kilograms in it that are of earlier packs.
        self._brought: dict[str, Decimal] = {}
        for _, item, step in sorted(self._passing()):
            own = own_mass(chronicle, item, step) - self._brought.get(item, _NOTHING)
            for _end in ends_of(chronicle, item, step, max(own, _NOTHING), self._brought):
                pass

    def ends(self, item: str, step: Step) -> Iterator[tuple[End, bool]]:
        """Give where the mass of a pack is, part by part, and whether that part is of other packs."""
        left = mass_of(self._chronicle, item)
        for part in came_back(self._chronicle, item, step):
            last = self._chronicle.last(part)
            kg = min(left, mass_of(self._chronicle, part))
            if last is not None and kg:
                left -= kg
                yield from ((end, True) for end in ends_of(self._chronicle, part, last, kg))
        brought = min(left, self._brought.get(item, _NOTHING))
        if brought:
            yield from ((end, True) for end in ends_of(self._chronicle, item, step, brought))
        if left > brought or not left:
            own = left - brought
            yield from ((end, False) for end in ends_of(self._chronicle, item, step, own))

    def _passing(self) -> Iterator[tuple[int, str, Step]]:
        """Give the packs whose kilograms are in other items, with the entry that made them."""
        chronicle = self._chronicle
        for item, facts in chronicle.facts.items():
            if facts.kind == "pack" and chronicle.stage(item) in ("dismantled", "built_in"):
                steps = chronicle.steps(item)
                yield steps[0].entry, item, steps[-1]
