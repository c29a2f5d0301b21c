"""Parts that a recycler took off by hand and fed to no batch: input, and by what they are output.

``reference/waste-and-manifests.md`` 8 (a reading of the project): the input of recycling are the waste
batteries as received, with casing and electronics; dismantled parts (cables, boards, housings) are a
part of it, and of the output that counts. What a part becomes is known by its material and by the waste
stream that was stated for it. A module that waits is input of which nothing has come yet; one that was
fed, taken apart again, used again or given away counts where that happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from batterypass.regulations.recovery import Outcome, Rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.regulations.recovery import ProcessYear
    from batterypass.regulations.recovery_targets import ChemistryGroup, Target

#: passed: counts elsewhere; waiting: nobody knows yet; product: counts; residue: never does.
PartFate = Literal["passed", "waiting", "product", "residue"]
#: Left out of the efficiency on both sides, by this word where elements are named.
DISMANTLED: Final = "dismantled"
#: Cables, boards and housings, and the metals that these are of.
_COUNTED: Final = frozenset({"aluminium", "copper", "steel", "cables", "electronics"})
_NEVER: Final = frozenset({"residue", "electrolyte"})
#: Material that is an element, or nearly.
_ELEMENT_OF: Final[Mapping[str, str]] = {
    "aluminium": "aluminium", "copper": "copper", "steel": "iron",
}  # fmt: skip
_LITHIUM: Final = frozenset({"LFP", "NMC", "NCA", "LCO", "LMO", "LTO", "LMFP", "NMC-LMO"})
_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part that came out: its material, kilograms, and the stream that was stated for it.

    ``is_battery`` is a module, cells or a pack; ``is_waste_here`` says that it is waste, whole, and still
    with who took it off. ``is_fed`` and ``is_disposed`` tell what became of it.
    """

    material: str
    kg: Fraction
    stream: str
    is_battery: bool
    is_fed: bool
    is_waste_here: bool = True
    is_disposed: bool = False

    @property
    def fate(self) -> PartFate:
        """Tell how it counts."""
        if self.is_fed or (self.is_battery and not self.is_waste_here and not self.is_disposed):
            return "passed"
        if self.is_disposed or (not self.is_battery and self.stream) or self.material in _NEVER:
            return "residue"
        return "product" if self.material in _COUNTED else "waiting"


@dataclass(slots=True)
class DismantledYear:
    """What a recycler dismantled at a site in a year, of a chemistry group, with its batches of the year.

    ``scale_kg`` is all that was taken apart, ``passed_kg`` its parts that count elsewhere. ``batch_own_kg``,
    ``batch_counted_kg`` and ``batch_waiting_kg`` are of the closed batches, as compared there.
    """

    recycler: str
    site: str
    chemistry_group: str
    year: int
    items: int = 0
    scale_kg: Fraction = _NOTHING
    passed_kg: Fraction = _NOTHING
    product_kg: Fraction = _NOTHING
    residue_kg: Fraction = _NOTHING
    unknown_kg: Fraction = _NOTHING
    loss_kg: Fraction = _NOTHING
    excluded_kg: Fraction = _NOTHING
    batch_own_kg: Fraction = _NOTHING
    batch_counted_kg: Fraction = _NOTHING
    batch_waiting_kg: Fraction = _NOTHING
    is_left_out: bool = False
    is_partly_known: bool = False

    @property
    def unfed_kg(self) -> Fraction:
        """Give what was dismantled and not fed to a batch: input beside that of the batches."""
        return self.scale_kg - self.passed_kg

    @property
    def difference_kg(self) -> Fraction:
        """Give what neither came out nor was stated as lost."""
        told = self.product_kg + self.residue_kg + self.unknown_kg + self.loss_kg
        return self.unfed_kg - told

    @property
    def rate(self) -> Rate:
        """Give the efficiency of all that was recycled there, by hand and in batches."""
        if self.is_left_out:
            return Rate(self.batch_counted_kg, self.batch_own_kg, self.batch_waiting_kg)
        return Rate(
            self.product_kg - self.excluded_kg + self.batch_counted_kg,
            self.unfed_kg - self.excluded_kg + self.batch_own_kg,
            self.unknown_kg + self.batch_waiting_kg,
        )

    def against(self, target: Target | None) -> Outcome:
        """Compare with a target, unrounded; open while what waits might still make it."""
        return "no_data" if self.is_partly_known else self.rate.against(target)

    def take(
        self, scale_kg: Fraction, loss_kg: Fraction, parts: Iterable[Part], excluded: Iterable[str]
    ) -> None:
        """Add something that was taken apart. ``excluded`` names elements, or :data:`DISMANTLED`."""
        left_out = frozenset(excluded)
        self.is_left_out = DISMANTLED in left_out
        self.items += 1
        self.scale_kg += scale_kg
        self.loss_kg += loss_kg
        for part in parts:
            fate = part.fate
            if fate == "passed":
                self.passed_kg += part.kg
            elif fate == "residue":
                self.residue_kg += part.kg
            elif fate == "waiting":
                self.unknown_kg += part.kg
            else:
                self.product_kg += part.kg
                if _ELEMENT_OF.get(part.material) in left_out:
                    self.excluded_kg += part.kg

    def take_process(self, one: ProcessYear) -> None:
        """Add a process of the same recycler, site, chemistry group and year."""
        if one.own_kg:
            rate = one.rate
            self.batch_own_kg += rate.whole
            self.batch_counted_kg += rate.part
            self.batch_waiting_kg += rate.waiting
            self.is_partly_known |= one.is_partly_known


def group_of(chemistry: str) -> ChemistryGroup:
    """Give the chemistry group of a battery (Annex XII Part B)."""
    return "lithium-based" if chemistry in _LITHIUM else "other"
