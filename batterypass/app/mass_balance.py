"""The mass balance of a batch as an auditor looks at it: in, out, lost, limit, what was recovered.

Only fractions of use ``product`` count as recovered; black mass and other intermediates count where
they become one (``reference/waste-and-manifests.md`` 8). All figures are exact; rounding is for show.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from batterypass.domain.base import decimal_of
from batterypass.domain.batches import balance_of, fed_silently, output_elements_kg, without_own
from batterypass.domain.clock import day_of
from batterypass.errors import UndecidedError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.tables import tolerance_percent

if TYPE_CHECKING:
    from batterypass.domain.states import BatchState
    from batterypass.regulations.tables import Regulations

#: balanced; open: something may still come out; explained: closed with a reason; broken: none of these.
Word = Literal["balanced", "open", "explained", "broken"]
_PRODUCT = frozenset({"product"})
_INTERMEDIATE = frozenset({"intermediate"})


@dataclass(frozen=True, slots=True)
class Recovered:
    """An element: kilograms in, in products and in intermediates, and the entries that say so.

    ``input_kg`` is None where nobody said what went in; ``methods`` are those of the assays.
    ``silent_kg`` is the mass that went in without any composition, ``unstated_kg`` that of all that does
    not name the element, of ``fed_kg`` in all.
    """

    element: str
    input_kg: Decimal | None
    product_kg: Decimal
    intermediate_kg: Decimal
    methods: tuple[str, ...]
    entries: tuple[int, ...]
    silent_kg: Decimal = Decimal(0)
    unstated_kg: Decimal = Decimal(0)
    fed_kg: Decimal = Decimal(0)

    @property
    def percent(self) -> Decimal | None:
        """Give what was recovered in products, percent of the input; None where that is unknown.

        What is known of a part of the input makes no better recovery (decision 41, 6).
        """
        if not self.input_kg or self.silent_kg:
            return None
        return self.product_kg * 100 / self.input_kg

    @property
    def stated_percent(self) -> Decimal | None:
        """Give the share of the mass fed that names the element; None where nothing was fed."""
        return (self.fed_kg - self.unstated_kg) * 100 / self.fed_kg if self.fed_kg else None


@dataclass(frozen=True, slots=True)
class Mass:
    """The balance of one batch; masses are kilograms."""

    batch: BatchState
    inputs: int
    input_kg: Decimal
    by_material: tuple[tuple[str, str, Decimal], ...]
    """Material, use and mass of what came out, in the order in which it came."""
    output_kg: Decimal
    recirculated_kg: Decimal
    """Mass of what came out and went back in; it stands on neither side."""
    loss_kg: Decimal
    difference_kg: Decimal
    tolerance_percent: str
    word: Word
    recovered: tuple[Recovered, ...]

    def percent_of_input(self, mass: Decimal) -> Decimal | None:
        """Give a mass as percent of the input; None where nothing went in."""
        return mass * 100 / self.input_kg if self.input_kg else None


def mass_of(batch: BatchState, regulations: Regulations, today: str) -> Mass:
    """Work out the balance of a batch, by the tolerance of the day on which it was closed.

    Raises UndecidedError where the tables have no tolerance for that day.
    """
    day = day_of(batch.closed_at) if batch.closed_at else today
    percent = tolerance_percent(regulations, "batch", day)
    if percent is None:
        raise refusal(UndecidedError, "batch.no-tolerance", day=day)
    balance, own = balance_of(batch), without_own(batch)
    sums: dict[tuple[str, str], Decimal] = {}
    for one in own.outputs.values():
        key = (one["material"], one["use"])
        sums[key] = sums.get(key, Decimal(0)) + decimal_of(one["mass_kg"])
    word: Word = "balanced"
    if balance.is_over(percent):
        word = "broken"
    elif batch.state == "open":
        word = "open"
    elif balance.is_short(percent):
        word = "explained" if batch.difference_reason else "broken"
    return Mass(
        batch=batch,
        inputs=own.inputs,
        input_kg=balance.input_kg,
        by_material=tuple((material, use, kg) for (material, use), kg in sums.items()),
        output_kg=balance.output_kg,
        recirculated_kg=decimal_of(batch.input_kg or "0") - balance.input_kg,
        loss_kg=balance.loss_kg,
        difference_kg=balance.difference_kg,
        tolerance_percent=percent,
        word=word,
        recovered=_recovered(own),
    )


def _recovered(batch: BatchState) -> tuple[Recovered, ...]:
    fed_kg = decimal_of(batch.input_kg or "0")
    silent, unstated = fed_silently(batch)
    products = output_elements_kg(batch, _PRODUCT)
    between = output_elements_kg(batch, _INTERMEDIATE)
    found = []
    for element in sorted({*products, *between, *batch.input_elements_kg}):
        sources = [one for one in batch.outputs.values() if element in one["elements_kg"]]
        known = batch.input_elements_kg.get(element)
        found.append(
            Recovered(
                element=element,
                input_kg=decimal_of(known) if known is not None else None,
                product_kg=products.get(element, Decimal(0)),
                intermediate_kg=between.get(element, Decimal(0)),
                methods=tuple(dict.fromkeys(one["assay"].get("method", "-") for one in sources)),
                entries=tuple(dict.fromkeys(int(one["entry"]) for one in sources)),
                silent_kg=silent,
                unstated_kg=unstated.get(element, fed_kg),
                fed_kg=fed_kg,
            )
        )
    return tuple(found)
