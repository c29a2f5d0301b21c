"""Recycling efficiency and recovery of materials, per year, against the targets of the day.

Annex XII to Regulation (EU) 2023/1542 as in ``reference/waste-and-manifests.md`` 8:

- ``r_RE = 100 * sum(m_output) / m_input`` per recycling process, chemistry group and calendar year;
- ``r_RM,i = 100 * m_output,i / m_input,i`` per recycler and calendar year, for cobalt, copper, lead,
  lithium and nickel.

A batch belongs to the calendar year in which it was closed. What counts as output is the matter of
:mod:`batterypass.regulations.recovery_chain`. Rates are compared exact; above 100 % something was
recorded wrong. Elements may be excluded from input and output alike; nothing is unless it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from batterypass.domain.base import number_text
from batterypass.regulations.recovery_targets import TARGET_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.regulations.recovery_chain import BatchFigures, Chain, Counted
    from batterypass.regulations.recovery_dismantled import DismantledYear
    from batterypass.regulations.recovery_targets import RecoveryTargets, Target

Outcome = Literal[
    "met", "not_met", "open", "no_target", "obligation", "no_data", "downstream", "impossible"
]
_NOTHING: Final = Fraction(0)
#: Figures that are written are cut here, never rounded up: 69.9999… does not read as 70.
_PLACES: Final = Decimal("0.000001")
_CUT: Final = Context(prec=60, rounding=ROUND_FLOOR)


@dataclass(frozen=True, slots=True)
class Rate:
    """A share in percent, exact. ``waiting`` might still be added to ``part``."""

    part: Fraction
    whole: Fraction
    waiting: Fraction = _NOTHING

    @property
    def percent(self) -> Fraction | None:
        """Give it in percent; None where there is nothing to divide by."""
        return 100 * self.part / self.whole if self.whole else None

    @property
    def text(self) -> str:
        """Give it as a number string, cut after six places; empty where there is none."""
        percent = self.percent
        return "" if percent is None else cut(percent)

    def against(self, target: Target | None) -> Outcome:
        """Compare it with a target, unrounded.

        ``open`` says that it is missed today and that what is waiting might still make it.
        """
        if not self.whole:
            return "no_data"
        if self.part > self.whole:
            return "impossible"
        if target is None or target.threshold is None:
            return "no_target"
        if target.is_obligation:
            return "obligation"
        needed = Fraction(target.threshold) * self.whole
        if 100 * self.part >= needed:
            return "met"
        return "open" if 100 * (self.part + self.waiting) >= needed else "not_met"


@dataclass(slots=True)
class ProcessYear:
    """A recycling process of a recycler in a year: what its closed batches took in and gave.

    ``input_kg`` is all that went in, ``own_kg`` the waste batteries of it. ``by_use`` has the masses
    that came out, ``counted`` what counts of the waste batteries here and downstream.
    """

    recycler: str
    site: str
    process_id: str
    chemistry_group: str
    year: int
    batches: list[str] = field(default_factory=list)
    input_kg: Fraction = _NOTHING
    own_kg: Fraction = _NOTHING
    loss_kg: Fraction = _NOTHING
    direct_kg: Fraction = _NOTHING
    downstream_kg: Fraction = _NOTHING
    waiting_kg: Fraction = _NOTHING
    excluded_in_kg: Fraction = _NOTHING
    excluded_out_kg: Fraction = _NOTHING
    #: Elements are left out, of inputs of which nobody said how much of them they held.
    is_partly_known: bool = False
    by_use: dict[str, Fraction] = field(default_factory=dict)

    @property
    def difference_kg(self) -> Fraction:
        """Give what neither came out nor was stated as lost; negative where more came out."""
        return self.input_kg - sum(self.by_use.values(), _NOTHING) - self.loss_kg

    @property
    def rate(self) -> Rate:
        """Give the recycling efficiency."""
        counted = self.direct_kg + self.downstream_kg - self.excluded_out_kg
        return Rate(counted, self.own_kg - self.excluded_in_kg, self.waiting_kg)

    def against(self, target: Target | None) -> Outcome:
        """Compare with a target; who was fed intermediates alone has no efficiency of its own.

        Of a batch that was fed nothing there is nothing to compare.
        """
        if self.input_kg and not self.own_kg:
            return "downstream"
        return "no_data" if self.is_partly_known else self.rate.against(target)


@dataclass(slots=True)
class ElementYear:
    """One element at a recycler in a year: what was in its waste batteries and what came of it."""

    recycler: str
    year: int
    element: str
    input_kg: Fraction = _NOTHING
    recovered_kg: Fraction = _NOTHING
    waiting_kg: Fraction = _NOTHING
    batches: list[str] = field(default_factory=list)
    #: Where the composition of the inputs was known from: assay, design, default, mixed.
    sources: list[str] = field(default_factory=list)
    #: Batches that were fed waste batteries and do not say of all of them how much of it they held.
    unknown: list[str] = field(default_factory=list)
    #: What was fed to all of these batches, and how much of that names the element.
    fed_kg: Fraction = _NOTHING
    stated_kg: Fraction = _NOTHING
    is_excluded: bool = False

    @property
    def stated(self) -> Rate:
        """Give the share of the mass fed that names the element: the input is known of no more."""
        return Rate(self.stated_kg, self.fed_kg)

    @property
    def rate(self) -> Rate:
        """Give the material recovery."""
        return Rate(self.recovered_kg, self.input_kg, self.waiting_kg)

    @property
    def is_partly_known(self) -> bool:
        """Tell whether more may have gone in than anybody said.

        More than was stated came out where some of the mass does not name the element: then it held it.
        """
        is_more = self.recovered_kg > self.input_kg and self.stated_kg < self.fed_kg
        return bool(self.unknown) or is_more

    def against(self, target: Target | None) -> Outcome:
        """Compare with a target; what was excluded is not compared, nor what is known in part."""
        if self.is_excluded:
            return "no_target"
        return "no_data" if self.is_partly_known else self.rate.against(target)


def processes_of(
    chain: Chain, year: int, *, excluded: Iterable[str] = ()
) -> list[ProcessYear]:  # fmt: skip
    """Give each process of each recycler in a year; only batches that were closed in it."""
    left_out = sorted(set(excluded))
    found: dict[tuple[str, str, str, str], ProcessYear] = {}
    for batch in _of_year(chain, year):
        key = (batch.recycler, batch.site, batch.process_id, batch.chemistry_group)
        row = found.setdefault(key, ProcessYear(*key, year))
        own, own_elements = chain.own_input(batch)
        counted = chain.counted(batch)
        row.batches.append(batch.subject)
        row.input_kg += Fraction(batch.input_kg)
        row.own_kg += own
        row.loss_kg += Fraction(batch.loss_kg or 0)
        _count_in(row, counted)
        row.is_partly_known |= bool(left_out and batch.silent_kg)
        for name in left_out:
            row.excluded_in_kg += own_elements.get(name, _NOTHING)
            row.excluded_out_kg += counted.elements.get(name, _NOTHING)
        for output in batch.outputs:
            row.by_use[output.use] = row.by_use.get(output.use, _NOTHING) + Fraction(output.kg)
    return [row for _, row in sorted(found.items())]


def elements_of(
    chain: Chain, year: int, *, excluded: Iterable[str] = ()
) -> list[ElementYear]:  # fmt: skip
    """Give each element with a target at each recycler in a year; all of its processes together."""
    left_out = frozenset(excluded)
    found: dict[tuple[str, str], ElementYear] = {}
    silent: list[BatchFigures] = []
    told: set[tuple[str, str, str]] = set()
    for batch in _of_year(chain, year):
        own, own_elements = chain.own_input(batch)
        if not own and batch.input_kg:
            continue
        if batch.silent_kg or not batch.input_elements:
            silent.append(batch)
        told |= {(batch.recycler, batch.chemistry_group, name) for name in own_elements}
        counted = chain.counted(batch)
        for name in TARGET_ELEMENTS:
            row = found.setdefault(
                (batch.recycler, name),
                ElementYear(batch.recycler, year, name, is_excluded=name in left_out),
            )
            recovered = counted.elements.get(name, _NOTHING)
            if name in own_elements:
                row.batches.append(batch.subject)
                row.fed_kg += Fraction(batch.input_kg)
                row.stated_kg += Fraction(batch.input_kg - batch.unstated_kg.get(name, Decimal(0)))
                row.input_kg += own_elements[name]
                row.recovered_kg += recovered
                row.waiting_kg += counted.waiting_elements.get(name, _NOTHING)
                if batch.composition_source not in ("", *row.sources):
                    row.sources = sorted([*row.sources, batch.composition_source])
            elif recovered or any(output.elements.get(name) for output in batch.outputs):
                # More came out than anybody said went in.
                row.unknown.append(batch.subject)
                row.fed_kg += Fraction(batch.input_kg)
    _note_silent(found, silent, told)
    return [
        row for _, row in sorted(found.items()) if row.input_kg or row.unknown or row.recovered_kg
    ]


def _note_silent(
    found: Mapping[tuple[str, str], ElementYear],
    silent: Iterable[BatchFigures],
    told: set[tuple[str, str, str]],
) -> None:
    """Note batches without a composition, or with a part without, where some of their chemistry named an element.

    That the rest held it too is not known, and not to be denied.
    """
    for batch in silent:
        for name in TARGET_ELEMENTS:
            row = found[(batch.recycler, name)]
            is_told = (batch.recycler, batch.chemistry_group, name) in told
            if is_told and batch.subject not in row.unknown:
                row.unknown.append(batch.subject)
                if batch.subject not in row.batches:
                    row.fed_kg += Fraction(batch.input_kg)


def efficiency_target(
    targets: RecoveryTargets, jurisdiction: str, row: ProcessYear | DismantledYear, as_of: str
) -> Target | None:
    """Give the target of a process on a day."""
    return targets.target(
        "recycling_efficiency", jurisdiction, as_of, chemistry=row.chemistry_group
    )


def recovery_target(
    targets: RecoveryTargets, jurisdiction: str, row: ElementYear, as_of: str
) -> Target | None:
    """Give the target of an element on a day."""
    return targets.target("material_recovery", jurisdiction, as_of, material=row.element)


def cut(value: Fraction) -> str:
    """Write an exact figure as a number string, cut after six places and never rounded up."""
    quotient = _CUT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return number_text(quotient.quantize(_PLACES, context=_CUT))


def cut_all(values: Mapping[str, Fraction]) -> dict[str, str]:
    """Write figures by name, in the order of the names."""
    return {name: cut(values[name]) for name in sorted(values)}


def _count_in(row: ProcessYear, counted: Counted) -> None:
    row.direct_kg += counted.direct
    row.downstream_kg += counted.downstream
    row.waiting_kg += counted.waiting


def _of_year(chain: Chain, year: int) -> list[BatchFigures]:
    return [
        chain.batches[name] for name in sorted(chain.batches) if chain.batches[name].year == year
    ]
