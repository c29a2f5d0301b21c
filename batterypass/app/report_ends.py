"""Where an item is at the end of a year, kilogram by kilogram: through the pack that it is in, and its parts.

What was taken apart is followed to its parts by their share of the mass, and these to theirs. What was
stated as lost there is ``loss``, and what neither came out nor was stated ``difference``. What is inside
a pack shares the end of that.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from batterypass.domain.base import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.chronicle import Apart, Chronicle, Step
    from batterypass.domain.stages import Stage

#: What is in no stage any more, since it is nowhere.
Gone = Literal["loss", "difference"]
_LEAST: Final = Decimal("0.000001")


class End(NamedTuple):
    """So many kilograms are in a stage, by an entry."""

    stage: Stage | Gone
    entry: int
    kg: Decimal


def ends_of(chronicle: Chronicle, item: str, step: Step, kg: Decimal) -> Iterator[End]:
    """Share the kilograms of an item out; they add up exactly.

    It comes to an end: parts move no earlier than they come out, and a pack is made of what was there.
    """
    waiting = [(item, step, kg)]
    while waiting:
        item, step, kg = waiting.pop()
        around = chronicle.last(chronicle.built.get(item, ""))
        if step.stage == "built_in" and around is not None:
            waiting.append((chronicle.built[item], around, kg))
            continue
        apart = chronicle.apart.get(item) if step.stage == "dismantled" else None
        if apart is None:
            yield End("difference" if step.stage == "dismantled" else step.stage, step.entry, kg)
            continue
        for name, share in _shares(chronicle, apart, kg):
            part = chronicle.last(name)
            if name == "loss" or part is None:
                yield End("loss" if name == "loss" else "difference", step.entry, share)
            else:
                waiting.append((name, part, share))


def _shares(chronicle: Chronicle, apart: Apart, kg: Decimal) -> Iterator[tuple[str, Decimal]]:
    """Share kilograms out by mass, cut to milligrams; the heaviest has what is left by that.

    Parts that are heavier than the whole was share it all the same.
    """
    masses = {name: chronicle.facts[name].kg for name in apart.parts if name in chronicle.facts}
    masses["loss"] = apart.loss_kg
    weighed = {name: decimal_of(mass) for name, mass in masses.items() if mass}
    told = sum(weighed.values(), Decimal(0))
    whole, left = max(decimal_of(apart.mass_kg), told), kg
    weighed["difference"] = whole - told
    *lighter, heaviest = sorted(
        weighed, key=lambda name: (weighed[name], name == "difference", name)
    )
    for name in lighter:
        if weighed[name]:
            share = (kg * weighed[name] / whole).quantize(_LEAST, ROUND_FLOOR)
            left -= share
            yield name, share
    yield heaviest, left
