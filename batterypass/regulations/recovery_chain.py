"""What came of the inputs of a recycling batch, by the batches that its fractions went into since.

``reference/waste-and-manifests.md`` 8: output is what stops being waste and replaces primary material.
Energy recovery, backfill and landfill never count. Black mass that leaves recycler 1 is an
intermediate: what recycler 2 makes a product of it counts, for recycler 1, who answers for the whole
chain. A batch that took in several things made its products of all of them, so a product is
attributed to the inputs pro rata: by mass where masses are counted, and by the mass of the element
where elements are. What is open, or was fed to a batch that is open, is shown and not counted.
What was fed to the batch that it came out of, at once or by way of others, counts once.

All figures are exact (fractions of integers); nothing is rounded before it is compared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from batterypass.regulations.recovery_circles import groups_of, solve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

PRODUCT: Final = "product"
INTERMEDIATE: Final = "intermediate"
#: Uses of which a product may still come by a further batch.
FOLLOWED: Final = frozenset({INTERMEDIATE, "residue"})
_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Output:
    """A fraction of a batch. ``fed_to`` is the batch (subject) that it was fed to, empty for none.

    ``fed_kg`` and ``fed_elements`` are what that batch weighed in; kilograms, elements by name.
    """

    item: str
    use: str
    kg: Decimal
    elements: Mapping[str, Decimal] = field(default_factory=dict)
    fed_to: str = ""
    fed_kg: Decimal | None = None
    fed_elements: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchFigures:
    """A recycling batch as figures. ``year`` is that in which it was closed, 0 while it is open.

    ``silent_kg`` is the mass of the inputs of which nobody stated any element, ``unstated_kg`` that of
    those, and of the others that do not name an element that some input names.
    """

    subject: str
    recycler: str
    site: str
    process_id: str
    chemistry_group: str
    year: int
    input_kg: Decimal
    input_elements: Mapping[str, Decimal] = field(default_factory=dict)
    outputs: Sequence[Output] = ()
    loss_kg: Decimal | None = None
    composition_source: str = ""
    silent_kg: Decimal = Decimal(0)
    unstated_kg: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_closed(self) -> bool:
        """Tell whether its figures are final."""
        return self.year != 0


@dataclass(slots=True)
class Counted:
    """What counts as recovered of a batch's whole input, kilograms.

    ``direct`` came out of the batch itself, ``downstream`` of later ones. ``waiting`` is the mass of
    intermediates of which nobody has made anything yet, in the masses of this batch.
    """

    direct: Fraction = _NOTHING
    downstream: Fraction = _NOTHING
    waiting: Fraction = _NOTHING
    elements: dict[str, Fraction] = field(default_factory=dict)
    waiting_elements: dict[str, Fraction] = field(default_factory=dict)

    @property
    def mass(self) -> Fraction:
        """Give all that counts."""
        return self.direct + self.downstream

    @property
    def known_elements(self) -> set[str]:
        """Give the elements of which something counts or waits."""
        return {*self.elements, *self.waiting_elements}

    def take(self, part: Counted) -> None:
        """Add what a later batch made of some fractions."""
        self.downstream += part.mass
        self.waiting += part.waiting
        _add(self.elements, part.elements)
        _add(self.waiting_elements, part.waiting_elements)

    def scaled(self, share: Fraction, share_of: Mapping[str, Fraction]) -> Counted:
        """Give the part that belongs to a share of the input, by mass and by element."""
        return Counted(
            self.direct * share, self.downstream * share, self.waiting * share,
            {name: kg * share_of.get(name, _NOTHING) for name, kg in self.elements.items()},
            {name: kg * share_of.get(name, _NOTHING) for name, kg in self.waiting_elements.items()},
        )  # fmt: skip


class Chain:
    """All batches that are known, linked by the fractions that one made and another was fed.

    Fractions that went round in a circle count once (:mod:`batterypass.regulations.recovery_circles`).
    """

    def __init__(self, batches: Iterable[BatchFigures]) -> None:
        """Take the batches in."""
        self.batches = {batch.subject: batch for batch in batches}
        #: Batch -> masses that other batches had made of what it was fed.
        self._made_before: dict[str, Fraction] = defaultdict(Fraction)
        self._elements_before: dict[str, dict[str, Fraction]] = defaultdict(dict)
        for batch in self.batches.values():
            for output in batch.outputs:
                if output.fed_to:
                    self._made_before[output.fed_to] += Fraction(_fed_kg(output))
                    known = self._elements_before[output.fed_to]
                    for name, kg in _fed_elements(output).items():
                        known[name] = known.get(name, _NOTHING) + Fraction(kg)
        self._counted: dict[str, Counted] = {}
        later = {name: self._later(batch) for name, batch in self.batches.items()}
        for group in groups_of(later):
            if len(group) == 1 and group[0] not in later[group[0]]:
                self._counted[group[0]] = self._count(self.batches[group[0]])
            else:
                self._count_circle(group)

    def own_input(self, batch: BatchFigures) -> tuple[Fraction, dict[str, Fraction]]:
        """Give the mass and elements of the waste batteries that it was fed.

        What another batch had made is no waste battery: whoever fed those answers for it.
        """
        before = self._elements_before.get(batch.subject, {})
        elements = {
            name: max(Fraction(kg) - before.get(name, _NOTHING), _NOTHING)
            for name, kg in batch.input_elements.items()
        }
        own = Fraction(batch.input_kg) - self._made_before.get(batch.subject, _NOTHING)
        return max(own, _NOTHING), elements

    def counted(self, batch: BatchFigures) -> Counted:
        """Give what counts as recovered of its own input."""
        own, elements = self.own_input(batch)
        return self._counted[batch.subject].scaled(
            _share(own, batch.input_kg),
            {name: _share(kg, batch.input_elements[name]) for name, kg in elements.items()},
        )

    def _count(self, batch: BatchFigures, circle: Collection[str] = ()) -> Counted:
        """Count a batch of which all later ones are counted, without what went round in a circle.

        A product that was worked up again in the circle is none: it counts by what was made of it.
        """
        found = Counted()
        later: dict[str, list[Output]] = {}
        for output in batch.outputs:
            is_round = output.fed_to in circle
            if output.use == PRODUCT and not is_round:
                found.direct += Fraction(output.kg)
                _add(found.elements, output.elements)
            elif is_round or output.use in FOLLOWED:
                target = self.batches.get(output.fed_to)
                if target is not None and target.is_closed:
                    later.setdefault(output.fed_to, []).append(output)
                elif output.use in (PRODUCT, INTERMEDIATE):
                    found.waiting += Fraction(output.kg)
                    _add(found.waiting_elements, output.elements)
        # Once for each later batch and not for each fraction: sums of few fractions stay short.
        for subject, outputs in later.items():
            part = _Part.of(self.batches[subject], outputs)
            _add(found.waiting_elements, part.unknown)
            if subject not in circle:
                found.take(self._counted[subject].scaled(part.share, part.share_of))
        return found

    def _count_circle(self, circle: Sequence[str]) -> None:
        """Count batches that were fed of each other, or of themselves."""
        base = {name: self._count(self.batches[name], circle) for name in circle}
        parts: dict[str, dict[str, _Part]] = {name: {} for name in circle}
        for name in circle:
            fed: dict[str, list[Output]] = {}
            for output in self.batches[name].outputs:
                if output.fed_to in circle and self.batches[output.fed_to].is_closed:
                    fed.setdefault(output.fed_to, []).append(output)
            parts[name] = {one: _Part.of(self.batches[one], fed[one]) for one in fed}
        by_mass = {
            name: {one: part.share for one, part in row.items()} for name, row in parts.items()
        }
        mass = solve({name: base[name].mass for name in circle}, by_mass)
        waiting = solve({name: base[name].waiting for name in circle}, by_mass)
        for name in circle:
            found = base[name]
            own = 1 - by_mass[name].get(name, _NOTHING)
            # What went back into the batch that it came out of is no other batch's.
            found.direct = min(found.direct / own, mass[name]) if own > 0 else _NOTHING
            found.downstream, found.waiting = mass[name] - found.direct, waiting[name]
        for element in sorted({one for name in circle for one in base[name].known_elements}):
            shares = {
                name: {one: part.share_of.get(element, _NOTHING) for one, part in row.items()}
                for name, row in parts.items()
            }
            for which in ("elements", "waiting_elements"):
                sums = {name: getattr(base[name], which).get(element, _NOTHING) for name in circle}
                for name, kg in solve(sums, shares).items():
                    getattr(base[name], which)[element] = kg
        self._counted |= base

    def _later(self, batch: BatchFigures) -> list[str]:
        return sorted({one.fed_to for one in batch.outputs} & self.batches.keys())


@dataclass(frozen=True, slots=True)
class _Part:
    """Which part of the input of a batch some fractions were: by mass, and by element.

    ``unknown`` are the kilograms of elements of which that cannot be said.
    """

    share: Fraction
    share_of: Mapping[str, Fraction]
    unknown: Mapping[str, Fraction]

    @classmethod
    def of(cls, target: BatchFigures, outputs: Sequence[Output]) -> _Part:
        """Work it out."""
        elements: dict[str, Fraction] = {}
        for output in outputs:
            _add(elements, _fed_elements(output))
        # Of what is not known of the whole, no part is: nothing can be attributed.
        known = {
            name: kg
            for name, kg in elements.items()
            if target.input_elements.get(name) and not target.silent_kg
        }
        return cls(
            _share(sum((Fraction(_fed_kg(one)) for one in outputs), _NOTHING), target.input_kg),
            {name: _share(kg, target.input_elements[name]) for name, kg in known.items()},
            {name: kg for name, kg in elements.items() if name not in known},
        )


def _fed_kg(output: Output) -> Decimal:
    return output.kg if output.fed_kg is None else output.fed_kg


def _fed_elements(output: Output) -> Mapping[str, Decimal]:
    return output.fed_elements or output.elements


def _share(part: Fraction, whole: Decimal) -> Fraction:
    return part / Fraction(whole) if whole else _NOTHING


def _add(sums: dict[str, Fraction], more: Mapping[str, Decimal | Fraction]) -> None:
    for name, kg in more.items():
        sums[name] = sums.get(name, _NOTHING) + Fraction(kg)
