"""Where an item is at the end of a year, kilogram by kilogram: through the pack that it is in, and its parts.

What was taken apart is followed to its parts by what they weigh, and these to theirs. What was stated as
lost there is ``loss``, and what of the mass on record neither came out nor was stated ``difference``. What
is inside a pack shares the end of that. What came out of a pack as it had gone in was never the pack's:
it is followed from where it came from.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from batterypass.domain.base import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.chronicle import Chronicle, Step
    from batterypass.domain.stages import Stage

#: What is in no stage any more, since it is nowhere.
Gone = Literal["loss", "difference"]
_LEAST: Final = Decimal("0.000001")
_NOTHING: Final = Decimal(0)


class End(NamedTuple):
    """So many kilograms are in a stage, by an entry; ``item`` has them."""

    stage: Stage | Gone
    entry: int
    kg: Decimal
    item: str


def ends_of(
    chronicle: Chronicle, item: str, step: Step, kg: Decimal,
    passed: dict[str, Decimal] | None = None,
) -> Iterator[End]:  # fmt: skip
    """Share the kilograms of an item out; they add up exactly.

    ``passed`` is told how many of them each pack got that they came through or to. It comes to an end:
    parts move no earlier than they come out, and a pack is made of what was there.
    """
    waiting = [(item, step, kg)]
    while waiting:
        name, step, kg = waiting.pop()
        if passed is not None and name != item and chronicle.facts[name].kind == "pack":
            passed[name] = passed.get(name, _NOTHING) + kg
        host = chronicle.built.get(name, "")
        around = chronicle.last(host) if step.stage == "built_in" else None
        if around is not None:
            inside = _entering(chronicle, host, around, kg)
            waiting.append((host, around, inside))
            if inside < kg:
                yield End("difference", around.entry, kg - inside, host)
        elif step.stage == "dismantled" and name in chronicle.apart:
            for part, share in _shares(chronicle, name, step, kg):
                last = chronicle.last(part)
                if part == "loss" or last is None:
                    gone: Gone = "loss" if part == "loss" else "difference"
                    yield End(gone, step.entry, share, name)
                else:
                    waiting.append((part, last, share))
        else:
            stage = "difference" if step.stage == "dismantled" else step.stage
            yield End(stage, step.entry, kg, name)


def came_back(chronicle: Chronicle, item: str, step: Step) -> list[str]:
    """List the parts that were items before a pack was taken apart: they had been built into it."""
    apart = chronicle.apart.get(item) if step.stage == "dismantled" else None
    found = []
    for part in apart.parts if apart is not None else ():
        steps = chronicle.steps(part)
        if steps and steps[0].entry < step.entry:
            found.append(part)
    return found


def mass_of(chronicle: Chronicle, item: str) -> Decimal:
    """Give the mass on record, 0 where there is none."""
    facts = chronicle.facts.get(item)
    return decimal_of(facts.kg) if facts is not None and facts.kg else _NOTHING


def own_mass(chronicle: Chronicle, item: str, step: Step) -> Decimal:
    """Give the mass of an item without the parts that came out of it as they had gone in."""
    back = sum((mass_of(chronicle, one) for one in came_back(chronicle, item, step)), _NOTHING)
    return max(mass_of(chronicle, item) - back, _NOTHING)


def _entering(chronicle: Chronicle, host: str, around: Step, kg: Decimal) -> Decimal:
    """Give how much of what was built into a pack is in it: parts that outweigh it share its mass."""
    if not chronicle.facts[host].kg:
        return kg
    inside = sum(
        (
            mass_of(chronicle, part)
            for part in chronicle.contents.get(host, ())
            if chronicle.built.get(part) == host and chronicle.stage(part) == "built_in"
        ),
        _NOTHING,
    )
    room = own_mass(chronicle, host, around)
    return kg if inside <= room else (kg * room / inside).quantize(_LEAST, ROUND_FLOOR)


def _shares(
    chronicle: Chronicle, item: str, step: Step, kg: Decimal
) -> Iterator[tuple[str, Decimal]]:
    """Share kilograms out by mass, cut to milligrams; the heaviest has what is left by that.

    Parts that are heavier than the whole share it all the same. Of a pack that nobody weighed before,
    the scale there tells.
    """
    apart = chronicle.apart[item]
    back = set(came_back(chronicle, item, step))
    weighed = {
        name: mass_of(chronicle, name)
        for name in apart.parts
        if name in chronicle.facts and name not in back
    }
    weighed["loss"] = decimal_of(apart.loss_kg or "0")
    told, left = sum(weighed.values(), _NOTHING), kg
    is_known = bool(chronicle.facts[item].kg)
    record = own_mass(chronicle, item, step) if is_known else decimal_of(apart.mass_kg)
    whole = max(record, told)
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
