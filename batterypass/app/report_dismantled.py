"""The table of what recyclers dismantled and fed to no batch, told with their batches of the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.app.report_model import Cell, Column, Table
from batterypass.domain.base import number_text
from batterypass.regulations.recovery import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.entry_set import EntrySet
    from batterypass.app.recovery_dismantled import Dismantled
    from batterypass.regulations.recovery import Outcome
    from batterypass.regulations.recovery_targets import Target

#: A rate, its target and what came of it.
JUDGED: Final = (
    Column("rate", "percent"), Column("target", "percent"), Column("outcome", "word"),
    Column("applies_by"), Column("confidence", "word"),
)  # fmt: skip
_DISMANTLED_COLUMNS: Final = (
    Column("recycler", "party"), Column("site"), Column("chemistry_group", "word"), *JUDGED,
    Column("dismantled", "count"), Column("dismantled_kg", "kg"), Column("passed_kg", "kg"),
    Column("unfed_kg", "kg"), Column("product_kg", "kg"), Column("waste_kg", "kg"),
    Column("unknown_kg", "kg"), Column("loss_kg", "kg"), Column("difference_kg", "kg"),
    Column("batch_own_kg", "kg"), Column("batch_counted_kg", "kg"), Column("own_kg", "kg"),
    Column("waiting_kg", "kg"), Column("excluded_in_kg", "kg"), Column("excluded_out_kg", "kg"),
    Column("dismantled_entries", "entries"), Column("batch_entries", "entries"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DismantledFigures:
    """What a recycler dismantled in a year, with its batches, its target and its entries."""

    found: Dismantled
    target: Target | None
    batch_entries: EntrySet

    @property
    def outcome(self) -> Outcome:
        """Compare with the target."""
        return self.found.year.against(self.target)


def dismantled_table(rows: Sequence[DismantledFigures]) -> Table:
    """Give the table; of nothing that was dismantled it has no row."""
    return Table("dismantled", _DISMANTLED_COLUMNS, tuple(map(_dismantled_row, rows)))


def judged(rate: str, target: Target | None, outcome: str) -> dict[str, Cell]:
    """Give the cells of a rate against its target: those of :data:`JUDGED`."""
    has_number = target is not None and target.threshold is not None
    return {
        "rate": rate,
        "target": number_text(target.threshold) if target and target.threshold is not None else "",
        "outcome": outcome,
        "applies_by": target.applies_by if target is not None and has_number else "",
        "confidence": target.confidence if target is not None else "",
    }


def _dismantled_row(one: DismantledFigures) -> dict[str, Cell]:
    year = one.found.year
    rate = year.rate
    left_in = year.unfed_kg + year.batch_own_kg - rate.whole
    left_out = year.product_kg + year.batch_counted_kg - rate.part
    return {
        "recycler": year.recycler,
        "site": year.site,
        "chemistry_group": year.chemistry_group,
        **judged(rate.text, one.target, one.outcome),
        "dismantled": year.items,
        "dismantled_kg": cut(year.scale_kg),
        "passed_kg": cut(year.passed_kg),
        "unfed_kg": cut(year.unfed_kg),
        "product_kg": cut(year.product_kg),
        "waste_kg": cut(year.residue_kg),
        "unknown_kg": cut(year.unknown_kg),
        "loss_kg": cut(year.loss_kg),
        "difference_kg": cut(year.difference_kg),
        "batch_own_kg": cut(year.batch_own_kg),
        "batch_counted_kg": cut(year.batch_counted_kg),
        "own_kg": cut(year.unfed_kg + year.batch_own_kg),
        "waiting_kg": cut(rate.waiting),
        "excluded_in_kg": cut(left_in),
        "excluded_out_kg": cut(left_out),
        "dismantled_entries": one.found.entries,
        "batch_entries": one.batch_entries,
    }
