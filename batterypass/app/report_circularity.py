"""The yearly report of what became of batteries: where material went, how sound they are, how long.

What moved, and where everything is, is the matter of :mod:`batterypass.app.report_flows`. ``stays`` are
those that ended in the year. The state of health is that of the last reading until the end of the year of
every pack that is still one; a reading whose values are sealed and not here is counted as sealed.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from batterypass.app.chronicle import Chronicle, year_of
from batterypass.app.entry_set import EntrySet
from batterypass.app.readings import ASSESSED, reading_of
from batterypass.app.report_circularity_tables import CircularityReport, Link, Reuse, Stay
from batterypass.app.report_flows import Flows
from batterypass.app.report_health import Health, quantile
from batterypass.app.report_model import Amount
from batterypass.app.soh_past import PastReadings
from batterypass.domain.base import is_number
from batterypass.domain.clock import day_of
from batterypass.domain.stages import ENDED, STAGES, TAKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.chronicle import Moved, Progress
    from batterypass.app.report_model import Asked, Basis
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState


def circularity_report(
    session: Session, asked: Asked, basis: Basis, progress: Progress | None = None
) -> CircularityReport:
    """Make the report; ``asked.party`` is a maker."""
    chronicle = Chronicle(session, asked.year)
    flows = Flows(chronicle, asked)
    watch = _Watch(session, flows, asked)
    chronicle.run([flows, watch], progress)
    watch.end()
    ongoing: Counter[str] = Counter()
    soh = Health()
    for item, facts, step in chronicle.now():
        flows.stands(item, facts, step)
        if facts.kind == "pack" and flows.is_mine(facts.maker):
            ongoing[step.stage] += 1
            if step.stage not in ENDED and step.stage != "built_in":
                soh.add(*watch.health.get(item, ("", step.entry)))
    return CircularityReport(
        asked,
        basis,
        tuple(Link(*link) for link in flows.sorted_links()),
        flows.standing(),
        soh.distribution(),
        tuple(
            _stay(
                stage,
                watch.days.get(stage, Counter()),
                ongoing[stage],
                watch.left.get(stage, EntrySet()),
            )
            for stage in STAGES
            if stage in watch.days or ongoing[stage]
        ),
        Reuse(watch.second_lives, watch.treated),
    )


class _Watch:
    """Counts stays, readings and reuse while the log goes by."""

    kinds = (ASSESSED,)
    late: frozenset[str] = frozenset()

    def __init__(self, session: Session, flows: Flows, asked: Asked) -> None:
        self._session = session
        self._is_mine = flows.is_mine
        self._year = asked.year
        self._until = asked.as_of
        self._past = PastReadings(session)
        self.days: dict[str, Counter[int]] = {}
        self._present: dict[str, tuple[str, bool]] = {}
        self.left: dict[str, EntrySet] = {}
        #: Pack -> its state of health as a number string or ``sealed``, and the entry of the reading.
        self.health: dict[str, tuple[str, int]] = {}
        self.second_lives = Amount()
        self.treated = Amount()

    def item(self, state: ItemState) -> None:
        if state.item_kind != "pack" or not state.assessed or not self._is_mine(state.maker):
            return
        self._past.want(state.item)
        if day_of(str(state.assessed.get("event_time", ""))) <= self._until:
            # Corrected as it is now.
            reading = reading_of(self._session, state)
            self._present[state.item] = reading.get("soh_percent"), bool(reading.closed)

    def end(self) -> None:
        """Take in what the last readings of the year said, and by which entries."""
        for item, entry in self._past.entries():
            percent, is_closed = self._present.get(item) or self._past.read(item)
            if percent and is_number(percent):
                self.health[item] = percent, entry
            elif is_closed:
                self.health[item] = "sealed", entry

    def moved(self, one: Moved) -> None:
        is_mine = one.facts.kind == "pack" and self._is_mine(one.facts.maker)
        if not is_mine or year_of(one.now.day) != self._year:
            return
        before = one.before
        if before is not None:
            stay = max(one.now.day - before.day, 0)
            self.days.setdefault(before.stage, Counter())[stay] += 1
            self.left.setdefault(before.stage, EntrySet()).add(one.now.entry)
        if one.now.stage == "second_life" != one.seen:
            self.second_lives.add(one.facts.kg, one.now.entry)
        elif is_treatment(one):
            # As in the report of its producer: by what a pack weighs, not by the scale at the batch.
            self.treated.add(one.facts.kg, one.now.entry)

    def entry(self, entry: int, day: str, payload: Mapping[str, Any]) -> None:
        self._past.see(entry, payload)


def is_treatment(one: Moved) -> bool:
    """Tell whether a waste pack is taken apart, fed to a batch or disposed of by a move."""
    if one.seen is None or one.seen == "in_batch":
        return False
    was_waste = one.seen == "waste" or one.seen in TAKEN
    return was_waste and one.now.stage in ("dismantled", "in_batch", "disposed")


def _stay(stage: str, days: Counter[int], ongoing: int, entries: EntrySet) -> Stay:
    figures: Counter[Decimal] = Counter({Decimal(day): count for day, count in days.items()})
    low, middle, high = (quantile(figures, Fraction(part, 4)) for part in (1, 2, 3))
    return Stay(stage, days.total(), low, middle, high, ongoing, entries)
