"""The figures of a producer's year, and their tables: where packs are, what happened, rates, origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, get_args

from batterypass.app.entry_set import EntrySet
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
from batterypass.regulations.recovery import Rate

if TYPE_CHECKING:
    from batterypass.regulations.recovery import Outcome
    from batterypass.regulations.recovery_targets import Target

#: Where a pack, or a part of it, is at the end of the year, for who answers for it. ``loss`` and
#: ``difference`` are what was lost and what is unexplained where it was taken apart.
Fate = Literal[
    "stock", "placed", "in_use", "removed", "second_life", "parts", "waste", "collected",
    "recycled", "disposed", "loss", "difference", "exported", "unknown",
]  # fmt: skip
FATES: Final[tuple[Fate, ...]] = get_args(Fate)
#: What happened to packs in the year.
Happening = Literal["placed", "collected", "second_life", "treated", "recycled", "exported"]
HAPPENINGS: Final[tuple[Happening, ...]] = get_args(Happening)


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
    """One producer. ``fates`` add up to ``all``; ``of_others`` is what of them is of parts of other packs."""

    party: str
    all: Amount = field(default_factory=Amount)
    fates: dict[Fate, Amount] = field(default_factory=dict)
    happened: dict[Happening, Amount] = field(default_factory=dict)
    countries: dict[str, Amount] = field(default_factory=dict)
    collection: tuple[CollectionRate, ...] = ()
    origin: Origin = field(default_factory=Origin)
    of_others: dict[Fate, Decimal] = field(default_factory=dict)

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
        """Give where packs are, of each and together, what happened, rates, countries, evidence of origin."""
        return (
            Table("fates", _FATE_COLUMNS, self._fates()),
            Table("together", (Column("fate", "word"), *AMOUNT_COLUMNS), self._together()),
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
                _fate_row(one.party, name, one.fates[name], one.of_others.get(name, Decimal(0)))
                for name in FATES
                if name in one.fates
            ]
            rows.append(
                _fate_row(one.party, "all", one.all, sum(one.of_others.values(), Decimal(0)))
            )
        return tuple(rows)

    def _together(self) -> tuple[dict[str, Cell], ...]:
        """Sum over the producers with every kilogram once; of one whose packs are all its own, nothing."""
        if len(self.producers) < 2 and not any(one.of_others for one in self.producers):
            return ()
        sums: dict[str, Amount] = {}
        for one in self.producers:
            for name, amount in one.fates.items():
                own = amount.kg - one.of_others.get(name, Decimal(0))
                for row in (name, "all"):
                    sums.setdefault(row, Amount()).take(
                        Amount(amount.units, own, amount.unweighed, amount.entries)
                    )
        return tuple(
            {"fate": name, **sums[name].cells()} for name in (*FATES, "all") if name in sums
        )

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


def _fate_row(party: str, fate: str, amount: Amount, of_others: Decimal) -> dict[str, Cell]:
    others = number_text(of_others)
    return {"producer": party, "fate": fate, **amount.cells(), "of_others_kg": others}


_FATE_COLUMNS: Final = _with_party(
    Column("fate", "word"), Column("units", "count"), Column("kg", "kg"),
    Column("of_others_kg", "kg"), Column("unweighed", "count"), Column("entries", "entries"),
)  # fmt: skip
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
