"""What follows from a batch: the life of what was fed into it, and whether its masses balance.

``design/events.md``: an item's life is derived from the state of the batch that its ``batch.fed``
names. All sums are exact decimals, in kilograms.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from batterypass.domain.base import decimal_of, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.domain.states import BatchState, ItemState


class _Batches(Protocol):
    """Whatever can give the state of a batch."""

    def batch(self, subject: str) -> BatchState | None:
        """Give a batch, or None."""


def batch_of(world: _Batches, item: ItemState) -> BatchState | None:
    """Give the batch that an item was fed to, or None."""
    return world.batch(item.batch) if item.batch else None


def life_of(item: ItemState, batch: BatchState | None) -> str:
    """Give the life of an item; what was fed is recycled once its batch is closed."""
    is_done = batch is not None and item.batch == batch.subject and batch.state == "closed"
    return "recycled" if is_done else item.life


def add_up(sums: dict[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Add kilograms by element to sums that are number strings."""
    added = dict(sums)
    for element, kg in more.items():
        added[element] = number_text(decimal_of(added.get(element, "0")) + decimal_of(kg))
    return added


def total_kg(masses: Iterable[str]) -> Decimal:
    """Add number strings of kilograms."""
    return sum((decimal_of(one) for one in masses), Decimal(0))


def output_kg(batch: BatchState) -> Decimal:
    """Give the mass of all fractions that came out so far."""
    return total_kg(one["mass_kg"] for one in batch.outputs.values())


def output_elements_kg(batch: BatchState, uses: frozenset[str] | None = None) -> dict[str, Decimal]:
    """Give kilograms by element of the fractions, of all or of those for some uses."""
    found: dict[str, Decimal] = {}
    for one in batch.outputs.values():
        if uses is None or one["use"] in uses:
            _add(found, one["elements_kg"])
    return found


def _add(sums: dict[str, Decimal], more: Mapping[str, Any]) -> None:
    for element, kg in more.items():
        sums[element] = sums.get(element, Decimal(0)) + decimal_of(kg)


def fed_silently(batch: BatchState) -> tuple[Decimal, dict[str, Decimal]]:
    """Give the mass fed without any composition, and of each element of the input that without it.

    The second has also what names other elements and not this one.
    """
    silent = Decimal(0)
    unstated = dict.fromkeys(batch.input_elements_kg, Decimal(0))
    for line in batch.fed.values():
        kg, stated = decimal_of(line["mass_kg"]), line.get("elements_kg", {})
        silent += 0 if stated else kg
        for name in unstated.keys() - stated.keys():
            unstated[name] += kg
    return silent, unstated


def without_own(batch: BatchState) -> BatchState:
    """Give a batch without the fractions that went back into it: neither its input nor its output."""
    again = batch.fed.keys() & batch.outputs.keys()
    if not again:
        return batch
    found = copy(batch)
    found.outputs = {name: one for name, one in batch.outputs.items() if name not in again}
    found.fed = {name: one for name, one in batch.fed.items() if name not in again}
    found.inputs = len(found.fed)
    found.input_kg = number_text(total_kg(one["mass_kg"] for one in found.fed.values()))
    found.input_elements_kg = {}
    for one in found.fed.values():
        stated = one.get("elements_kg", {})
        found.input_elements_kg = add_up(found.input_elements_kg, stated)
    return found


@dataclass(frozen=True, slots=True)
class Balance:
    """The masses of a batch: in, out, lost, and what is left unexplained; all kilograms."""

    input_kg: Decimal
    output_kg: Decimal
    loss_kg: Decimal

    @property
    def difference_kg(self) -> Decimal:
        """Give what came out and was lost less what went in; negative where something is missing."""
        return self.output_kg + self.loss_kg - self.input_kg

    def is_over(self, percent: str) -> bool:
        """Tell whether more came out than went in, beyond a tolerance in percent of the input."""
        return self.difference_kg > self._limit(percent)

    def is_short(self, percent: str) -> bool:
        """Tell whether less came out and was lost than went in, beyond the tolerance."""
        return -self.difference_kg > self._limit(percent)

    def holds(self, percent: str) -> bool:
        """Tell whether the difference is within the tolerance."""
        return not (self.is_over(percent) or self.is_short(percent))

    def _limit(self, percent: str) -> Decimal:
        return self.input_kg * decimal_of(percent) / 100


def balance_of(batch: BatchState, *, losses: Iterable[str] = ()) -> Balance:
    """Give the balance of a batch, with further losses that would close it.

    What went back into the batch stands on neither side, so that the tolerance does not grow by it.
    """
    own = without_own(batch)
    lost = total_kg(losses) + decimal_of(batch.loss_kg or "0")
    return Balance(decimal_of(own.input_kg or "0"), output_kg(own), lost)
