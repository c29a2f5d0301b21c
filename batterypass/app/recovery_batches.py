"""The recycling batches of a ledger as figures, with the entries that they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from batterypass.app.batches import batches
from batterypass.app.chronicle import year_in
from batterypass.app.entry_set import EntrySet
from batterypass.domain.amending import held_corrections
from batterypass.domain.annulling import annulments_in
from batterypass.domain.base import decimal_of
from batterypass.domain.batches import fed_silently
from batterypass.domain.states import BatchState, ItemState
from batterypass.ports import LANE_MAIN
from batterypass.projections.codec import parse_state
from batterypass.regulations.recovery_chain import FOLLOWED, BatchFigures, Output
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import read_canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from batterypass.app.session import Session


@dataclass(slots=True)
class BatchEntries:
    """The entries of a batch, by what they say of it."""

    opened: EntrySet = field(default_factory=EntrySet)
    fed: EntrySet = field(default_factory=EntrySet)
    weighed: EntrySet = field(default_factory=EntrySet)
    closed: EntrySet = field(default_factory=EntrySet)
    other: EntrySet = field(default_factory=EntrySet)

    def all(self) -> EntrySet:
        """Give all of them."""
        return EntrySet(
            number
            for part in (self.opened, self.fed, self.weighed, self.closed, self.other)
            for number in part.numbers
        )


class LedgerBatches:
    """Reads batches from the projection, as corrected."""

    def __init__(self, session: Session) -> None:
        """Say of which ledger."""
        self._session = session

    def states(self) -> Iterator[BatchState]:
        """Give every batch in the order of their names."""
        return batches(self._session)

    def figures(self, state: BatchState) -> BatchFigures:
        """Give a batch as figures, with where its fractions went since."""
        silent, unstated = fed_silently(state)
        return BatchFigures(
            subject=state.subject,
            recycler=state.recycler,
            site=state.site,
            process_id=state.process_id,
            chemistry_group=state.chemistry_group,
            year=year_in(state.closed_at) if state.state == "closed" else 0,
            input_kg=decimal_of(state.input_kg or "0"),
            input_elements=_decimals(state.input_elements_kg),
            outputs=tuple(self._output(name, one) for name, one in state.outputs.items()),
            loss_kg=decimal_of(state.loss_kg or "0"),
            composition_source=state.composition_source,
            silent_kg=silent,
            unstated_kg=unstated,
        )

    def entries(self, subject: str) -> BatchEntries:
        """Give the entries of a batch with those that correct them, without what was taken back."""
        found = BatchEntries()
        places = {
            "batch.opened": found.opened, "batch.fed": found.fed,
            "batch.output-weighed": found.weighed, "batch.closed": found.closed,
        }  # fmt: skip
        state = self._session.world.batch(subject)
        gone = {one["target"] for one in annulments_in(state) if "holds" in one}
        for entry in self._session.store.entries_of(subject, lanes=(LANE_MAIN,)):
            if self._session.digest_of(entry).hex() not in gone:
                places.get(self._payload(entry)["kind"], found.other).add(entry)
        for one in held_corrections(state):
            places.get(one["kind"], found.other).add(one["holds"])
        return found

    def _output(self, name: str, one: Mapping[str, Any]) -> Output:
        fed_to = ""
        line: Mapping[str, Any] = {}
        row = self._session.store.subject(name)
        state = parse_state("I", name, row.state) if row is not None and row.letter == "I" else None
        if isinstance(state, ItemState) and state.batch:
            fed_to = state.batch
            whole = self._session.world.batch(fed_to)
            line = whole.fed.get(name, {}) if whole is not None else {}
        return Output(
            item=name,
            use=str(one["use"]),
            kg=decimal_of(one["mass_kg"]),
            elements=_decimals(one.get("elements_kg", {})),
            fed_to=fed_to,
            fed_kg=decimal_of(line["mass_kg"]) if line else None,
            fed_elements=_decimals(line.get("elements_kg", {})),
        )

    def _payload(self, entry: int) -> dict[str, Any]:
        return read_canonical(parse_statement(self._session.store.statement(entry)).payload)


def later_batches(figures: Mapping[str, BatchFigures], batch: str) -> list[str]:
    """List the batches, in the order of their names, that made something of a batch's fractions."""
    found: set[str] = set()
    waiting = [batch]
    while waiting:
        for output in figures[waiting.pop()].outputs:
            name = output.fed_to
            if output.use in FOLLOWED and name in figures and name not in found:
                found.add(name)
                waiting.append(name)
    return sorted(found - {batch})


def _decimals(values: Mapping[str, str]) -> dict[str, Decimal]:
    return {name: decimal_of(kg) for name, kg in values.items()}
