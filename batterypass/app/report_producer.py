"""The yearly report of a producer: what became of everything that it made or placed on the market.

The producer of a pack is who first placed it on a market, and its maker until somebody has
(``reference/waste-and-manifests.md`` 11). Every pack is in exactly one place at the end of the year, and
so is every kilogram of it, so that the places add up to all: one that was built into another is where that
is, and one that was taken apart is where its parts are (:mod:`batterypass.app.report_ends`). What a pack has
of parts of other packs is told apart (:mod:`batterypass.app.report_once`), and out of every sum. A collection
rate is the mass collected in the year over the mean of what was placed on the market in it and the two
years before; a reuse rate is second lives begun over those and what was treated as waste. Where a pack
comes from is kept as evidence (``app/origin.py``): how many packs have some, and by which entries. Nothing
here is a verdict on the origin of goods.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.chronicle import Chronicle, year_of
from batterypass.app.entry_set import EntrySet
from batterypass.app.origin import KINDS as ORIGIN_KINDS
from batterypass.app.origin import evidence_in
from batterypass.app.report_circularity import is_treatment
from batterypass.app.report_ends import ends_of
from batterypass.app.report_model import Amount
from batterypass.app.report_once import Once
from batterypass.app.report_producer_tables import FATES, CollectionRate, Producer, ProducerReport
from batterypass.domain.stages import TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.app.chronicle import Facts, Moved, Progress, Step
    from batterypass.app.report_ends import Gone
    from batterypass.app.report_model import Asked, Basis
    from batterypass.app.report_producer_tables import Fate, Happening, Origin
    from batterypass.app.session import Session
    from batterypass.domain.stages import Stage
    from batterypass.domain.states import ItemState
    from batterypass.regulations.recovery_targets import RecoveryTargets, Target

_FATE_OF: Final[Mapping[Stage | Gone, Fate]] = {
    "stock": "parts", "in_use": "in_use", "removed": "removed", "second_life": "second_life",
    "built_in": "second_life", "waste": "waste", "collected": "collected",
    "in_batch": "collected", "recycled": "recycled", "disposed": "disposed",
    "exported": "exported", "unknown": "unknown", "loss": "loss", "difference": "difference",
}  # fmt: skip
#: The year of the report and the two before it.
YEARS: Final = 3
_PLACED: Final = "pack.placed-on-market"
#: The public value that says where a pack was made.
_PLACE_MADE: Final = "manufacturing_place"


def producer_report(
    session: Session, asked: Asked, basis: Basis, targets: RecoveryTargets,
    progress: Progress | None = None,
) -> ProducerReport:  # fmt: skip
    """Make the report; ``asked.party`` is a producer."""
    watch = _Watch(asked.year)
    chronicle = Chronicle(session, asked.year)
    chronicle.run([watch], progress)
    found: dict[str, Producer] = {}
    once = Once(chronicle)

    def producer_of(item: str, facts: Facts) -> Producer | None:
        placed = watch.placed.get(item)
        party = placed.party if placed is not None else facts.maker
        if asked.party not in ("", party):
            return None
        return found.setdefault(party, Producer(party))

    for item, facts, step in chronicle.now():
        if facts.kind != "pack" or (one := producer_of(item, facts)) is None:
            continue
        _count(one, facts, _fates(chronicle, once, item, step, watch))
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


def _fates(
    chronicle: Chronicle, once: Once, item: str, step: Step, watch: _Watch
) -> Iterator[tuple[Fate, int, Decimal, bool]]:
    """Give where a pack is, part by part, with the entry that says so; the kilograms add up.

    The last of each tells whether they are of other packs.
    """
    if not chronicle.facts[item].kg:
        # One that nobody weighed is shared out all the same, to find where most of it is.
        alone = ends_of(chronicle, item, step, Decimal(1))
        ends = [(end, False) for end in alone]
    else:
        ends = list(once.ends(item, step))
    for end, is_of_others in ends:
        fate, entry = _FATE_OF[end.stage], end.entry
        if end.stage == "stock" and chronicle.facts[end.item].kind == "pack":
            placed = watch.placed.get(end.item)
            fate, entry = ("placed", placed.entry) if placed is not None else ("stock", entry)
        yield fate, entry, end.kg, is_of_others


def _count(one: Producer, facts: Facts, found: Iterable[tuple[Fate, int, Decimal, bool]]) -> None:
    """Count a pack once, where most of it is, and its kilograms where each of them is."""
    amounts: dict[Fate, Amount] = {}
    for fate, entry, kg, is_of_others in found:
        amounts.setdefault(fate, Amount()).take(Amount(0, kg, 0, EntrySet([entry])))
        if is_of_others:
            one.of_others[fate] = one.of_others.get(fate, Decimal(0)) + kg
    main = max(amounts, key=lambda name: (amounts[name].kg, -FATES.index(name)))
    if not facts.kg:
        amounts = {main: Amount(0, Decimal(0), 1, amounts[main].entries)}
    amounts[main].units = 1
    for fate, amount in amounts.items():
        one.all.take(amount)
        one.fates.setdefault(fate, Amount()).take(amount)


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
