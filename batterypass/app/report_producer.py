"""The yearly report of a producer: what became of everything that it made or placed on the market.

The producer of a pack is who first placed it on a market, and its maker until somebody has
(``reference/waste-and-manifests.md`` 11). Every pack is in exactly one place at the end of the year, so
that the places add up to all; one that was built into another is where that is. A collection rate is the mass collected in the year over the mean of
what was placed on the market in it and the two years before; a reuse rate is second lives begun over
those and what was treated as waste. Where a pack comes from is kept as evidence (``app/origin.py``):
how many packs have some, and by which entries. Nothing here is a verdict on the origin of goods.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app.chronicle import Chronicle, year_of
from batterypass.app.entry_set import EntrySet
from batterypass.app.origin import KINDS as ORIGIN_KINDS
from batterypass.app.origin import evidence_in
from batterypass.app.report_circularity import is_treatment
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
from batterypass.domain.base import number_text
from batterypass.domain.stages import TAKEN
from batterypass.regulations.recovery import Rate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.chronicle import Facts, Moved, Progress
    from batterypass.app.session import Session
    from batterypass.domain.stages import Stage
    from batterypass.domain.states import ItemState
    from batterypass.regulations.recovery import Outcome
    from batterypass.regulations.recovery_targets import RecoveryTargets, Target

#: Where a pack is at the end of the year, for who answers for it.
Fate = Literal[
    "stock", "placed", "in_use", "removed", "second_life", "waste", "collected", "dismantled",
    "recycled", "disposed", "exported", "unknown",
]  # fmt: skip
#: What happened to packs in the year.
Happening = Literal["placed", "collected", "second_life", "treated", "recycled", "exported"]
FATES: Final[tuple[Fate, ...]] = (
    "stock", "placed", "in_use", "removed", "second_life", "waste", "collected", "dismantled",
    "recycled", "disposed", "exported", "unknown",
)  # fmt: skip
_FATE_OF: Final[Mapping[Stage, Fate]] = {
    "stock": "stock", "in_use": "in_use", "removed": "removed", "second_life": "second_life",
    "built_in": "second_life", "waste": "waste", "collected": "collected",
    "in_batch": "collected", "dismantled": "dismantled", "recycled": "recycled",
    "disposed": "disposed", "exported": "exported", "unknown": "unknown",
}  # fmt: skip
HAPPENINGS: Final[tuple[Happening, ...]] = (
    "placed", "collected", "second_life", "treated", "recycled", "exported",
)  # fmt: skip
#: The year of the report and the two before it.
YEARS: Final = 3
_PLACED: Final = "pack.placed-on-market"
#: The public value that says where a pack was made.
_PLACE_MADE: Final = "manufacturing_place"


@dataclass(frozen=True, slots=True)
class CollectionRate:
    """Mass collected in the year over the mean mass placed on the market in ``years`` years."""

    category: str
    collected: Amount
    placed: Amount
    years: int
    target: Target | None

    @property
    def rate(self) -> Rate:
        """Give the rate; more may be collected than was placed of late."""
        mean = Fraction(self.placed.kg) / self.years if self.years else Fraction(0)
        return Rate(Fraction(self.collected.kg), mean)

    @property
    def outcome(self) -> Outcome:
        """Compare with the target, unrounded; over 100 % is no error here."""
        found = self.rate.against(self.target)
        if found != "impossible":
            return found
        if self.target is None or self.target.threshold is None:
            return "no_target"
        return "obligation" if self.target.is_obligation else "met"


@dataclass(slots=True)
class Origin:
    """Packs with files that are evidence of origin, and without; they add up to all.

    A place of manufacture is told beside it: it is a public value, and no evidence by itself.
    """

    with_evidence: Amount = field(default_factory=Amount)
    without: Amount = field(default_factory=Amount)
    with_place: Amount = field(default_factory=Amount)


@dataclass(slots=True)
class Producer:
    """One producer. ``fates`` add up to ``all``."""

    party: str
    all: Amount = field(default_factory=Amount)
    fates: dict[Fate, Amount] = field(default_factory=dict)
    happened: dict[Happening, Amount] = field(default_factory=dict)
    countries: dict[str, Amount] = field(default_factory=dict)
    collection: tuple[CollectionRate, ...] = ()
    origin: Origin = field(default_factory=Origin)

    @property
    def reuse_rate(self) -> str:
        """Give second lives over second lives and what was treated, by number, per cent."""
        begun = self.happened.get("second_life", Amount()).units
        return share_text(begun, begun + self.happened.get("treated", Amount()).units)

    @property
    def reuse_rate_by_mass(self) -> str:
        """Give the same by mass."""
        begun = self.happened.get("second_life", Amount()).kg
        return share_text(begun, begun + self.happened.get("treated", Amount()).kg)


@dataclass(frozen=True, slots=True)
class ProducerReport:
    """The figures, by producer."""

    asked: Asked
    basis: Basis
    producers: tuple[Producer, ...]

    def tables(self) -> tuple[Table, ...]:
        """Give where packs are, what happened, rates, countries and evidence of origin."""
        return (
            Table("fates", _with_party(Column("fate", "word"), *AMOUNT_COLUMNS), self._fates()),
            Table(
                "happened", _with_party(Column("happening", "word"), *AMOUNT_COLUMNS),
                tuple(
                    {"producer": one.party, "happening": name, **one.happened[name].cells()}
                    for one in self.producers
                    for name in HAPPENINGS
                    if name in one.happened
                ),
            ),
            Table("rates", _RATE_COLUMNS, tuple(self._rates())),
            Table(
                "countries", _with_party(Column("country"), *AMOUNT_COLUMNS),
                tuple(
                    {"producer": one.party, "country": name, **one.countries[name].cells()}
                    for one in self.producers
                    for name in sorted(one.countries)
                ),
            ),
            Table("origin", _ORIGIN_COLUMNS, tuple(map(_origin_row, self.producers))),
        )  # fmt: skip

    def _fates(self) -> tuple[dict[str, Cell], ...]:
        rows: list[dict[str, Cell]] = []
        for one in self.producers:
            rows += [
                {"producer": one.party, "fate": name, **one.fates[name].cells()}
                for name in FATES
                if name in one.fates
            ]
            rows.append({"producer": one.party, "fate": "all", **one.all.cells()})
        return tuple(rows)

    def _rates(self) -> list[dict[str, Cell]]:
        rows: list[dict[str, Cell]] = []
        for one in self.producers:
            rows += [_collection_row(one.party, rate) for rate in one.collection]
            rows.append(
                {
                    "producer": one.party, "rate_of": "reuse", "category": "",
                    "rate": one.reuse_rate, "target": "", "outcome": "no_target",
                    "applies_by": "", "confidence": "",
                    "part_kg": number_text(one.happened.get("second_life", Amount()).kg),
                    "whole_kg": number_text(
                        one.happened.get("second_life", Amount()).kg
                        + one.happened.get("treated", Amount()).kg
                    ),
                    "years": 1,
                    "part_entries": one.happened.get("second_life", Amount()).entries,
                    "whole_entries": EntrySet(
                        entry
                        for part in ("second_life", "treated")
                        for entry in one.happened.get(part, Amount()).entries.numbers
                    ),
                }
            )  # fmt: skip
        return rows


def _with_party(*columns: Column) -> tuple[Column, ...]:
    return (Column("producer", "party"), *columns)


_RATE_COLUMNS: Final = _with_party(
    Column("rate_of", "word"), Column("category", "word"), Column("rate", "percent"),
    Column("target", "percent"), Column("outcome", "word"), Column("applies_by"),
    Column("confidence", "word"), Column("part_kg", "kg"), Column("whole_kg", "kg"),
    Column("years", "count"),
    Column("part_entries", "entries"),
    Column("whole_entries", "entries"),
)  # fmt: skip
_ORIGIN_COLUMNS: Final = _with_party(
    Column("with_evidence", "count"), Column("with_evidence_kg", "kg"),
    Column("without", "count"), Column("without_kg", "kg"), Column("with_place", "count"),
    Column("evidence_entries", "entries"), Column("without_entries", "entries"),
    Column("place_entries", "entries"),
)  # fmt: skip


def producer_report(
    session: Session, asked: Asked, basis: Basis, targets: RecoveryTargets,
    progress: Progress | None = None,
) -> ProducerReport:  # fmt: skip
    """Make the report; ``asked.party`` is a producer."""
    watch = _Watch(asked.year)
    chronicle = Chronicle(session, asked.year)
    chronicle.run([watch], progress)
    found: dict[str, Producer] = {}

    def producer_of(item: str, facts: Facts) -> Producer | None:
        placed = watch.placed.get(item)
        party = placed.party if placed is not None else facts.maker
        if asked.party not in ("", party):
            return None
        return found.setdefault(party, Producer(party))

    for item, facts, step in chronicle.now():
        if facts.kind != "pack" or (one := producer_of(item, facts)) is None:
            continue
        placed = watch.placed.get(item)
        step = chronicle.stands(item, step)
        fate = _FATE_OF[step.stage]
        if fate == "stock" and placed is not None:
            fate = "placed"
        entry = placed.entry if placed is not None and fate == "placed" else step.entry
        one.all.add(facts.kg, entry)
        one.fates.setdefault(fate, Amount()).add(facts.kg, entry)
        _add_origin(one.origin, facts, item, watch, chronicle.steps(item)[0].entry)
    sums = _Sums(asked.year)
    for item, placed in watch.placed.items():
        made = chronicle.facts.get(item)
        if made is None or (one := producer_of(item, made)) is None:
            continue
        sums.place(one.party, made, placed)
        if placed.year == asked.year:
            one.happened.setdefault("placed", Amount()).add(made.kg, placed.entry)
            for country, (year, entry) in sorted(placed.countries.items()):
                if year == asked.year:
                    one.countries.setdefault(country, Amount()).add(made.kg, entry)
    for name, item, entry in watch.happened:
        facts = chronicle.facts[item]
        if (one := producer_of(item, facts)) is not None:
            one.happened.setdefault(name, Amount()).add(facts.kg, entry)
            if name == "collected":
                sums.collect(one.party, facts, entry)
    for one in found.values():
        one.collection = sums.rates(one.party, asked, targets)
    return ProducerReport(asked, basis, tuple(found[name] for name in sorted(found)))


@dataclass(slots=True)
class _Placed:
    """Who first placed a pack on a market, when, and by which entry; and where since."""

    party: str
    year: int
    entry: int
    countries: dict[str, tuple[int, int]] = field(default_factory=dict)


class _Watch:
    """Counts while the log goes by."""

    kinds = tuple(sorted(ORIGIN_KINDS))
    #: Whoever signs in January says that it was placed in December.
    late = frozenset({_PLACED})

    def __init__(self, year: int) -> None:
        self._year = year
        self.placed: dict[str, _Placed] = {}
        self.happened: list[tuple[Happening, str, int]] = []
        #: Pack -> the first entry that names evidence of its origin.
        self.evidence: dict[str, int] = {}
        self.places: set[str] = set()

    def item(self, state: ItemState) -> None:
        if state.item_kind == "pack" and state.values.get(_PLACE_MADE):
            self.places.add(state.item)

    def moved(self, one: Moved) -> None:
        if one.facts.kind != "pack" or year_of(one.now.day) != self._year or one.before is None:
            return
        before, now = one.seen, one.now.stage
        names: list[Happening] = []
        if before not in TAKEN and (
            now in TAKEN or (before == "waste" and now in ("dismantled", "disposed"))
        ):
            names.append("collected")
        if now == "second_life" != before:
            names.append("second_life")
        if is_treatment(one):
            names.append("treated")
        if now == "recycled":
            names.append("recycled")
        if now == "exported":
            names.append("exported")
        self.happened += [(name, one.item, one.now.entry) for name in names]

    def entry(self, entry: int, day: str, payload: Mapping[str, Any]) -> None:
        if evidence_in(payload) and int(day[:4]) <= self._year:
            for named in payload.get("items") or [payload["item"]]:
                self.evidence.setdefault(named, entry)
        if payload["kind"] != _PLACED:
            return
        item, year = payload["item"], int(payload["placed_on"][:4])
        if year > self._year:
            return
        placed = self.placed.setdefault(item, _Placed(payload["actor"], year, entry))
        placed.countries.setdefault(payload["country"], (year, entry))


class _Sums:
    """Masses by producer and category, of the years that a collection rate looks at."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._placed: dict[tuple[str, str], Amount] = {}
        self._years: dict[tuple[str, str], int] = {}
        self._collected: dict[tuple[str, str], Amount] = {}

    def place(self, party: str, facts: Facts, placed: _Placed) -> None:
        key = (party, facts.category)
        self._years[key] = min(placed.year, self._years.get(key, placed.year))
        if self._year - YEARS < placed.year:
            self._placed.setdefault(key, Amount()).add(facts.kg, placed.entry)

    def collect(self, party: str, facts: Facts, entry: int) -> None:
        key = (party, facts.category)
        self._collected.setdefault(key, Amount()).add(facts.kg, entry)

    def rates(
        self, party: str, asked: Asked, targets: RecoveryTargets
    ) -> tuple[CollectionRate, ...]:  # fmt: skip
        keys = sorted(key for key in {*self._placed, *self._collected} if key[0] == party)
        return tuple(
            CollectionRate(
                category,
                self._collected.get((party, category), Amount()),
                self._placed.get((party, category), Amount()),
                # A producer that began a year ago is not measured against three years.
                min(YEARS, self._year - self._years.get((party, category), self._year) + 1),
                _collection_target(targets, asked, category),
            )
            for _, category in keys
        )


def _collection_target(targets: RecoveryTargets, asked: Asked, category: str) -> Target | None:
    if not category:
        return None
    for metric in ("collection_rate", "take_back"):
        found = targets.target(metric, asked.jurisdiction, asked.as_of, category=category)
        if found is not None:
            return found
    return None


def _add_origin(origin: Origin, facts: Facts, item: str, watch: _Watch, made: int) -> None:
    if item in watch.evidence:
        origin.with_evidence.add(facts.kg, watch.evidence[item])
    else:
        origin.without.add(facts.kg, made)
    if item in watch.places:
        origin.with_place.add(facts.kg, made)


def _origin_row(one: Producer) -> dict[str, Cell]:
    found = one.origin
    return {
        "producer": one.party,
        "with_evidence": found.with_evidence.units,
        "with_evidence_kg": number_text(found.with_evidence.kg),
        "without": found.without.units,
        "without_kg": number_text(found.without.kg),
        "with_place": found.with_place.units,
        "evidence_entries": found.with_evidence.entries,
        "without_entries": found.without.entries,
        "place_entries": found.with_place.entries,
    }


def _collection_row(party: str, one: CollectionRate) -> dict[str, Cell]:
    target = one.target
    number = target.threshold if target is not None and not target.is_obligation else None
    return {
        "producer": party,
        "rate_of": "collection",
        "category": one.category,
        "rate": one.rate.text,
        "target": "" if number is None else number_text(number),
        "outcome": one.outcome,
        "applies_by": target.applies_by if target is not None else "",
        "confidence": target.confidence if target is not None else "",
        "part_kg": number_text(one.collected.kg),
        "whole_kg": number_text(one.placed.kg),
        "years": one.years,
        "part_entries": one.collected.entries,
        "whole_entries": one.placed.entries,
    }
