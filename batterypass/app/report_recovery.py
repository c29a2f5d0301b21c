"""The yearly report of recycling efficiency and recovered materials, against the targets of the year.

By whom, where, by which process and of which chemistry group: what went in, what came out for what
use, what was lost; and per recycler and element, what was recovered of it (Annex XII). The rules are
those of :mod:`batterypass.regulations.recovery`; what later batches made is counted whenever that was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from batterypass.app.chronicle import year_in
from batterypass.app.entry_set import EntrySet
from batterypass.app.recovery_batches import BatchEntries, LedgerBatches, later_batches
from batterypass.app.recovery_dismantled import dismantled_of
from batterypass.app.report_dismantled import (
    JUDGED,
    DismantledFigures,
    dismantled_table,
    judged,
)
from batterypass.app.report_model import Asked, Basis, Cell, Column, Table
from batterypass.domain.batches import without_own
from batterypass.domain.vocabulary import FractionUse
from batterypass.regulations.recovery import (
    cut,
    efficiency_target,
    elements_of,
    processes_of,
    recovery_target,
)
from batterypass.regulations.recovery_chain import Chain
from batterypass.regulations.recovery_dismantled import DISMANTLED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.chronicle import Progress
    from batterypass.app.session import Session
    from batterypass.domain.states import BatchState
    from batterypass.regulations.recovery import ElementYear, Outcome, ProcessYear
    from batterypass.regulations.recovery_chain import BatchFigures
    from batterypass.regulations.recovery_targets import RecoveryTargets, Target

USES: Final[tuple[str, ...]] = get_args(FractionUse)
_PROCESS_COLUMNS: Final = (
    Column("recycler", "party"), Column("site"), Column("process_id"),
    Column("chemistry_group", "word"), *JUDGED,
    Column("batches", "count"), Column("input_kg", "kg"), Column("own_kg", "kg"),
    *(Column(f"{use}_kg", "kg") for use in USES),
    Column("loss_kg", "kg"), Column("difference_kg", "kg"),
    Column("downstream_kg", "kg"), Column("waiting_kg", "kg"),
    Column("excluded_in_kg", "kg"), Column("excluded_out_kg", "kg"),
    Column("input_entries", "entries"), Column("output_entries", "entries"),
    Column("loss_entries", "entries"), Column("downstream_entries", "entries"),
)  # fmt: skip
_ELEMENT_COLUMNS: Final = (
    Column("recycler", "party"), Column("element", "word"), *JUDGED,
    Column("batches", "count"), Column("unknown", "count"), Column("stated", "percent"),
    Column("input_kg", "kg"), Column("recovered_kg", "kg"), Column("waiting_kg", "kg"),
    Column("composition", "words"), Column("entries", "entries"),
)  # fmt: skip
_OPEN_COLUMNS: Final = (
    Column("recycler", "party"), Column("site"), Column("process_id"),
    Column("chemistry_group", "word"), Column("batch", "batch"), Column("input_kg", "kg"),
    Column("entries", "entries"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """A process in a year with its target, what came of it, and the entries of each part."""

    year: ProcessYear
    target: Target | None
    input_entries: EntrySet
    output_entries: EntrySet
    loss_entries: EntrySet
    downstream_entries: EntrySet

    @property
    def outcome(self) -> Outcome:
        """Compare with the target."""
        return self.year.against(self.target)


@dataclass(frozen=True, slots=True)
class ElementFigures:
    """An element at a recycler in a year with its target and its entries."""

    year: ElementYear
    target: Target | None
    entries: EntrySet

    @property
    def outcome(self) -> Outcome:
        """Compare with the target."""
        return self.year.against(self.target)


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """A batch that was not closed by the end of the year; it counts in no rate."""

    state: BatchState
    entries: EntrySet


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """The figures, in the order of recycler, site, process and chemistry group."""

    asked: Asked
    basis: Basis
    processes: tuple[ProcessFigures, ...]
    elements: tuple[ElementFigures, ...]
    open: tuple[OpenBatch, ...]
    dismantled: tuple[DismantledFigures, ...] = ()

    def tables(self) -> tuple[Table, ...]:
        """Give the processes, them with what was dismantled, the elements, and what is open."""
        return (
            Table("processes", _PROCESS_COLUMNS, tuple(map(_process_row, self.processes))),
            dismantled_table(self.dismantled),
            Table("elements", _ELEMENT_COLUMNS, tuple(map(_element_row, self.elements))),
            Table("open_batches", _OPEN_COLUMNS, tuple(map(_open_row, self.open))),
        )


def recovery_report(
    session: Session, asked: Asked, basis: Basis, targets: RecoveryTargets,
    progress: Progress | None = None,
) -> RecoveryReport:  # fmt: skip
    """Make the report; fractions that went round in a circle count once."""
    ledger = LedgerBatches(session)
    states = {state.subject: state for state in ledger.states()}
    figures: dict[str, BatchFigures] = {}
    for done, state in enumerate(states.values()):
        figures[state.subject] = ledger.figures(state)
        if progress is not None:
            progress(done, 2 * len(states))
    chain = Chain(figures.values())
    elements = tuple(one for one in asked.excluded if one != DISMANTLED)
    wanted = [
        row
        for row in processes_of(chain, asked.year, excluded=elements)
        if asked.party in ("", row.recycler) and asked.site in ("", row.site)
    ]
    entries = _Entries(ledger, figures)
    return RecoveryReport(
        asked,
        basis,
        tuple(
            ProcessFigures(
                row,
                efficiency_target(targets, asked.jurisdiction, row, asked.as_of),
                entries.of(row.batches, "fed"),
                entries.of(row.batches, "weighed"),
                entries.of(row.batches, "closed"),
                entries.of_all(entries.later(row.batches)),
            )
            for row in wanted
        ),
        tuple(
            ElementFigures(
                row,
                recovery_target(targets, asked.jurisdiction, row, asked.as_of),
                entries.of_all(sorted({*row.batches, *entries.later(row.batches)})),
            )
            for row in elements_of(chain, asked.year, excluded=elements)
            if asked.party in ("", row.recycler)
        ),
        tuple(
            OpenBatch(state, entries.of_all([state.subject]))
            for state in states.values()
            if _is_open(state, asked)
        ),
        tuple(
            DismantledFigures(
                one,
                efficiency_target(targets, asked.jurisdiction, one.year, asked.as_of),
                entries.of_all(sorted({*one.batches, *entries.later(one.batches)})),
            )
            for one in dismantled_of(session, asked, wanted)
        ),
    )


def _is_open(state: BatchState, asked: Asked) -> bool:
    """Tell whether a batch was open at the end of the year, as the log tells it now."""
    closed = year_in(state.closed_at) if state.state == "closed" else 0
    return (
        year_in(state.opened_at) <= asked.year
        and (not closed or closed > asked.year)
        and asked.party in ("", state.recycler)
        and asked.site in ("", state.site)
    )


class _Entries:
    """The entries of batches, each batch read once."""

    def __init__(self, ledger: LedgerBatches, figures: Mapping[str, BatchFigures]) -> None:
        self._ledger = ledger
        self._figures = figures
        self._known: dict[str, BatchEntries] = {}

    def of(self, batches: Sequence[str], part: str) -> EntrySet:
        found = EntrySet()
        for batch in batches:
            found.update(getattr(self._of(batch), part).numbers)
        return found

    def of_all(self, batches: Sequence[str]) -> EntrySet:
        found = EntrySet()
        for batch in batches:
            found.update(self._of(batch).all().numbers)
        return found

    def later(self, batches: Sequence[str]) -> list[str]:
        return sorted({one for batch in batches for one in later_batches(self._figures, batch)})

    def _of(self, batch: str) -> BatchEntries:
        if batch not in self._known:
            self._known[batch] = self._ledger.entries(batch)
        return self._known[batch]


def _process_row(one: ProcessFigures) -> dict[str, Cell]:
    year = one.year
    return {
        "recycler": year.recycler,
        "site": year.site,
        "process_id": year.process_id,
        "chemistry_group": year.chemistry_group,
        **judged(year.rate.text, one.target, one.outcome),
        "batches": len(year.batches),
        "input_kg": cut(year.input_kg),
        "own_kg": cut(year.own_kg),
        **{f"{use}_kg": cut(year.by_use[use]) if use in year.by_use else "0" for use in USES},
        "loss_kg": cut(year.loss_kg),
        "difference_kg": cut(year.difference_kg),
        "downstream_kg": cut(year.downstream_kg),
        "waiting_kg": cut(year.waiting_kg),
        "excluded_in_kg": cut(year.excluded_in_kg),
        "excluded_out_kg": cut(year.excluded_out_kg),
        "input_entries": one.input_entries,
        "output_entries": one.output_entries,
        "loss_entries": one.loss_entries,
        "downstream_entries": one.downstream_entries,
    }


def _known_rate(year: ElementYear) -> str:
    """Give the rate of what is known; none over 100 %, which is no rate of anything."""
    is_none = year.is_partly_known and year.recovered_kg > year.input_kg
    return "" if is_none else year.rate.text


def _element_row(one: ElementFigures) -> dict[str, Cell]:
    year = one.year
    return {
        "recycler": year.recycler,
        "element": year.element,
        **judged(_known_rate(year), one.target, one.outcome),
        "batches": len(year.batches),
        "unknown": len(year.unknown),
        "stated": year.stated.text,
        "input_kg": cut(year.input_kg),
        "recovered_kg": cut(year.recovered_kg),
        "waiting_kg": cut(year.waiting_kg),
        "composition": ", ".join(year.sources),
        "entries": one.entries,
    }


def _open_row(one: OpenBatch) -> dict[str, Cell]:
    state = one.state
    return {
        "recycler": state.recycler,
        "site": state.site,
        "process_id": state.process_id,
        "chemistry_group": state.chemistry_group,
        "batch": state.subject,
        "input_kg": without_own(state).input_kg or "0",
        "entries": one.entries,
    }
