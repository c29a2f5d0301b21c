"""The yearly report of what became of batteries: where material went, how sound they are, how long.

``flows`` is the material that moved in the year, from node to node: made, in use, second life,
collected, batches, and what came out of these. Between two nodes it counts with the mass of the item,
into a batch with the mass on the scale. ``stays`` are those that ended in the year. The state of
health is that of the last reading until the end of the year of every pack that is still one; a
reading whose values are sealed and not here is counted as sealed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.chronicle import Chronicle, year_of
from batterypass.app.entry_set import EntrySet
from batterypass.app.readings import ASSESSED, reading_of
from batterypass.app.report_health import Health, SohDistribution, quantile
from batterypass.app.report_model import (
    AMOUNT_COLUMNS,
    Amount,
    Asked,
    Basis,
    Cell,
    Column,
    Table,
    share_text,
)
from batterypass.app.soh_past import PastReadings
from batterypass.domain.base import is_number, number_text
from batterypass.domain.clock import day_of
from batterypass.domain.stages import ENDED, STAGES, TAKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.chronicle import Moved, Progress
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

#: Kind that brings an item into being -> the node from which it comes.
_SOURCES: Final = {
    "pack.manufactured": "made", "pack.enrolled": "enrolled", "pack.assembled": "built_in",
    "item.dismantled": "dismantled", "batch.output-weighed": "in_batch",
}  # fmt: skip
#: The nodes in the order in which material passes them.
NODES: Final = (
    "made", "enrolled", "stock", "in_use", "removed", "built_in", "second_life", "waste",
    "collected", "dismantled", "in_batch", "intermediate", "product", "residue",
    "energy_recovery", "backfill", "loss", "disposed", "exported", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """Material that moved from one node to another in the year."""

    source: str
    target: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Node:
    """A node with all that came in and all that went out in the year."""

    name: str
    came: Amount
    went: Amount


@dataclass(frozen=True, slots=True)
class Stay:
    """How long packs stayed in a stage: those that left it in the year, in days."""

    stage: str
    ended: int
    quartile_1: str
    median: str
    quartile_3: str
    #: Packs that were in it at the end of the year.
    ongoing: int
    #: The entries by which they left it.
    entries: EntrySet


@dataclass(frozen=True, slots=True)
class Reuse:
    """Packs that began a second life in the year, and packs that were treated as waste."""

    second_lives: Amount
    treated: Amount

    @property
    def rate(self) -> str:
        """Give the share of second lives by number, per cent; empty of nothing."""
        return share_text(self.second_lives.units, self.second_lives.units + self.treated.units)

    @property
    def rate_by_mass(self) -> str:
        """Give the share of second lives by mass."""
        return share_text(self.second_lives.kg, self.second_lives.kg + self.treated.kg)


@dataclass(frozen=True, slots=True)
class CircularityReport:
    """The figures; ``standing`` is where all items were at the end of the year."""

    asked: Asked
    basis: Basis
    links: tuple[Link, ...]
    nodes: tuple[Node, ...]
    standing: Mapping[str, Amount]
    soh: SohDistribution
    stays: tuple[Stay, ...]
    reuse: Reuse

    def tables(self) -> tuple[Table, ...]:
        """Give flows, stages at the end of the year, stays, states of health and reuse."""
        return (
            Table(
                "flows",
                (Column("from_node", "word"), Column("to_node", "word"), *AMOUNT_COLUMNS),
                tuple(
                    {"from_node": one.source, "to_node": one.target, **one.amount.cells()}
                    for one in self.links
                ),
            ),
            Table(
                "standing",
                (Column("stage", "word"), *AMOUNT_COLUMNS),
                tuple({"stage": name, **one.cells()} for name, one in self.standing.items()),
            ),
            Table("stays", _STAY_COLUMNS, tuple(map(_stay_row, self.stays))),
            Table("soh", _SOH_COLUMNS, _soh_rows(self.soh)),
            Table("reuse", _REUSE_COLUMNS, (_reuse_row(self.reuse),)),
        )


_STAY_COLUMNS: Final = (
    Column("stage", "word"), Column("ended", "count"), Column("quartile_1", "days"),
    Column("median", "days"), Column("quartile_3", "days"), Column("ongoing", "count"),
    Column("entries", "entries"),
)  # fmt: skip
_SOH_COLUMNS: Final = (
    Column("soh", "word"), Column("packs", "count"), Column("share", "percent"),
    Column("entries", "entries"),
)  # fmt: skip
_REUSE_COLUMNS: Final = (
    Column("rate", "percent"), Column("rate_by_mass", "percent"),
    Column("second_lives", "count"), Column("second_lives_kg", "kg"),
    Column("treated", "count"), Column("treated_kg", "kg"),
    Column("second_life_entries", "entries"), Column("treated_entries", "entries"),
)  # fmt: skip


def circularity_report(
    session: Session, asked: Asked, basis: Basis, progress: Progress | None = None
) -> CircularityReport:
    """Make the report; ``asked.party`` is a maker."""
    watch = _Watch(session, asked)
    chronicle = Chronicle(session, asked.year)
    chronicle.run([watch], progress)
    watch.end()
    standing: dict[str, Amount] = {}
    ongoing: Counter[str] = Counter()
    soh = Health()
    for item, facts, step in chronicle.now():
        if not watch.is_mine(facts.maker):
            continue
        if facts.use and step.stage == "recycled":
            # It lives on in what was made of it, and is told there.
            continue
        # A product of a batch is stock that nobody drives; it is told by its use.
        name = facts.use if facts.use and step.stage in ("stock", "collected") else step.stage
        standing.setdefault(name, Amount()).add(facts.kg, step.entry)
        if facts.kind == "pack":
            ongoing[step.stage] += 1
            if step.stage not in ENDED and step.stage != "built_in":
                soh.add(*watch.health.get(item, ("", step.entry)))
    return CircularityReport(
        asked,
        basis,
        tuple(Link(*key, watch.links[key]) for key in sorted(watch.links, key=_place_of_link)),
        _nodes(watch.links),
        {name: standing[name] for name in sorted(standing, key=_place)},
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
    """Counts while the log goes by."""

    kinds = ("batch.closed", ASSESSED)
    late: frozenset[str] = frozenset()

    def __init__(self, session: Session, asked: Asked) -> None:
        self._session = session
        self._asked = asked
        self._until = asked.as_of
        self._past = PastReadings(session)
        self.links: dict[tuple[str, str], Amount] = {}
        self.days: dict[str, Counter[int]] = {}
        self._present: dict[str, tuple[str, bool]] = {}
        self.left: dict[str, EntrySet] = {}
        #: Pack -> its state of health as a number string or ``sealed``, and the entry of the reading.
        self.health: dict[str, tuple[str, int]] = {}
        self.second_lives = Amount()
        self.treated = Amount()

    def is_mine(self, maker: str) -> bool:
        return self._asked.party in ("", maker)

    def item(self, state: ItemState) -> None:
        if state.item_kind != "pack" or not state.assessed or not self.is_mine(state.maker):
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
        if year_of(one.now.day) != self._asked.year or not self.is_mine(one.facts.maker):
            return
        before = one.before
        source, target = _source(one), _node(one.facts.use, one.now.stage)
        if target != "recycled" and source != target:
            link = self.links.setdefault((source, target), Amount())
            link.add(one.kg, one.now.entry)
        if one.facts.kind != "pack":
            return
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
        if payload["kind"] == ASSESSED:
            self._past.see(entry, payload)
            return
        if day[:4] != f"{self._asked.year:04}" or not self.is_mine(payload["actor"]):
            return
        for loss in payload.get("losses", ()):
            self.links.setdefault(("in_batch", "loss"), Amount()).add(
                loss["mass_kg"], entry, units=0
            )


def is_treatment(one: Moved) -> bool:
    """Tell whether a waste pack is taken apart, fed to a batch or disposed of by a move."""
    if one.seen is None or one.seen == "in_batch":
        return False
    was_waste = one.seen == "waste" or one.seen in TAKEN
    return was_waste and one.now.stage in ("dismantled", "in_batch", "disposed")


def _source(one: Moved) -> str:
    if one.before is None:
        return _SOURCES.get(one.kind, "enrolled")
    return _node(one.facts.use, one.before.stage)


def _node(use: str, stage: str) -> str:
    return use if use and stage in ("stock", "collected") else stage


def _place(name: str) -> int:
    return NODES.index(name) if name in NODES else len(NODES)


def _place_of_link(key: tuple[str, str]) -> tuple[int, int]:
    return _place(key[0]), _place(key[1])


def _nodes(links: Mapping[tuple[str, str], Amount]) -> tuple[Node, ...]:
    came: dict[str, Amount] = {}
    went: dict[str, Amount] = {}
    for (source, target), amount in sorted(links.items()):
        went.setdefault(source, Amount()).take(amount)
        came.setdefault(target, Amount()).take(amount)
    return tuple(
        Node(name, came.get(name, Amount()), went.get(name, Amount()))
        for name in sorted({*came, *went}, key=_place)
    )


def _stay(stage: str, days: Counter[int], ongoing: int, entries: EntrySet) -> Stay:
    figures: Counter[Decimal] = Counter({Decimal(day): count for day, count in days.items()})
    low, middle, high = (quantile(figures, Fraction(part, 4)) for part in (1, 2, 3))
    return Stay(stage, days.total(), low, middle, high, ongoing, entries)


def _stay_row(one: Stay) -> dict[str, Cell]:
    return {
        "stage": one.stage, "ended": one.ended, "quartile_1": one.quartile_1,
        "median": one.median, "quartile_3": one.quartile_3, "ongoing": one.ongoing, "entries": one.entries,
    }  # fmt: skip


def _soh_rows(soh: SohDistribution) -> tuple[dict[str, Cell], ...]:
    rows: list[dict[str, Cell]] = [
        {
            "soh": f"{one.low}-{one.high}",
            "packs": one.packs,
            "share": share_text(one.packs, soh.readable),
            "entries": one.entries,
        }
        for one in soh.classes
        if one.packs
    ]
    rows += [
        {"soh": name, "packs": count, "share": "", "entries": entries}
        for name, count, entries in (
            ("sealed", soh.sealed, soh.sealed_entries),
            ("no_reading", soh.without, EntrySet()),
        )
        if count
    ]
    return tuple(rows)


def _reuse_row(one: Reuse) -> dict[str, Cell]:
    return {
        "rate": one.rate,
        "rate_by_mass": one.rate_by_mass,
        "second_lives": one.second_lives.units,
        "second_lives_kg": number_text(one.second_lives.kg),
        "treated": one.treated.units,
        "treated_kg": number_text(one.treated.kg),
        "second_life_entries": one.second_lives.entries,
        "treated_entries": one.treated.entries,
    }
