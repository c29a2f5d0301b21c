"""The state of the simulated country that its stories share: stocks, numbers, chance, the law's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from math import log
from typing import TYPE_CHECKING, Final, TypeAlias

from batterypass.app.simulated.cast import YARD
from batterypass.app.simulated.desk import Act
from batterypass.domain.base import number_text
from batterypass.domain.ids import consignment_subject
from batterypass.regulations.classify import classify

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import datetime
    from random import Random

    from batterypass.app.simulated.cast import Cast, Party
    from batterypass.app.simulated.desk import Fields, Planted
    from batterypass.app.simulated.models import Model
    from batterypass.regulations.tables import Regulations, Table


@dataclass(frozen=True, slots=True)
class Wait:
    """A story goes on after so many days; ``of`` is a chain that nobody else goes on with."""

    days: float
    of: str = ""


#: What a story yields: something that is signed, of which it gets the digest, or a time to wait.
Step: TypeAlias = "Act | Wait"
Story: TypeAlias = "Generator[Step, str, None]"
_DAYS_A_YEAR: Final = 365.25


@dataclass(slots=True)
class Pack:
    """A pack as its story knows it; ``cycles`` only grow."""

    item: str
    model: Model
    maker: Party
    passport: str
    mass_kg: str
    holder: Party
    #: Who answers for its passport.
    responsible: Party
    made: datetime
    condition: str = "serviceable"
    cycles: int = 0
    lives: int = 1
    kind: str = "pack"
    stream: str = "whole_battery"
    category: str = ""
    #: Digest of its last reading.
    read: str = ""
    #: Of a module: the passport of the pack that it came out of.
    origin_passport: str = ""
    #: Of a fraction: kilograms of elements, as assayed.
    assayed: tuple[tuple[str, str], ...] = ()

    def energy(self) -> str:
        """Give its energy as it is declared in an offer."""
        return str(self.model.energy_wh)

    def elements(self) -> dict[str, str]:
        """Give the kilograms of each element in it, by its design."""
        return {
            name: number_text(Decimal(share) * Decimal(self.mass_kg))
            for name, share in self.model.elements.items()
        }


@dataclass(slots=True)
class Country:
    """What stories share. ``now`` is the simulated time."""

    seed: int
    cast: Cast
    random: Random
    regulations: Regulations
    thresholds: Table
    audience: str
    now: datetime
    end: datetime
    #: Packs that wait as waste, by the party that holds them.
    yards: dict[str, list[Pack]] = field(default_factory=dict)
    #: Good modules that wait to be built into something, by who holds them.
    shelves: dict[str, list[Pack]] = field(default_factory=dict)
    #: Packs made, by model.
    made: dict[str, int] = field(default_factory=dict)
    #: Stories that begin now, beside the one that asks for it.
    begun: list[Story] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """Give today."""
        return self.now.date().isoformat()

    def day_in(self, days: float) -> str:
        """Give the day in so many days."""
        return (self.now + timedelta(days=days)).date().isoformat()

    def number(self, name: str) -> int:
        """Give the next number of a series, from 1."""
        self._numbers[name] = self._numbers.get(name, 0) + 1
        return self._numbers[name]

    def is_likely(self, chance: float) -> bool:
        """Throw a coin that falls so with a chance of 0 to 1."""
        return self.random.random() < chance

    def weibull_days(self, shape: float, scale_years: float) -> float:
        """Draw a life in days."""
        drawn: float = scale_years * (-log(1.0 - self.random.random())) ** (1.0 / shape)
        # Rounded: the last places of a logarithm are not the same on every machine.
        return round(drawn * _DAYS_A_YEAR, 2)

    def one_of(self, sort: str) -> Party:
        """Choose a party of a sort."""
        return self.random.choice(self.cast.sorts[sort])

    def permitted(self, sort: str, days: float = 0) -> Party | None:
        """Choose a party of a sort whose permits are in force from today for so many days."""
        day, until = self.day, self.day_in(days)
        able = [one for one in self.cast.sorts[sort] if one.is_permitted(day, until)]
        return self.random.choice(able) if able else None

    def weighed(self, mass_kg: str, spread: float = 0.01) -> str:
        """Give what a scale says of a mass."""
        off = Decimal(round((self.random.random() * 2 - 1) * spread, 4))
        return number_text(round(Decimal(mass_kg) * (1 + off), 1) or Decimal("0.1"))

    def begin(self, story: Story) -> None:
        """Let another story begin now."""
        self.begun.append(story)


def act(
    kind: str,
    party: Party,
    subjects: Sequence[str],
    fields: Fields,
    *planted: Planted,
    ends: Sequence[str] = (),
) -> Act:
    """Give an act of a party with its present daily key."""
    return Act(kind, party.id, party.key, subjects, fields, planted, ends)


def transport(condition: str = "serviceable") -> Fields:
    """Give a person's decision about how batteries of a condition travel."""
    found: Fields = {
        "regime": "ADR", "edition": "2025", "un_number": "UN3480",
        "proper_shipping_name": "LITHIUM ION BATTERIES", "transport_class": "9",
        "packing_instruction": "P903", "determined_by": "person",
    }  # fmt: skip
    if condition != "serviceable":
        found |= {
            "packing_instruction": "P911" if condition == "damaged_critical" else "P908",
            "special_provisions": ["376"],
            "marks": ["DAMAGED/DEFECTIVE LITHIUM ION BATTERIES"],
        }
    return found


def waste_fields(
    country: Country, issuer: Party, stream: str, condition: str, operation: str, containers: int
) -> Fields:
    """Give the declaration of a load of waste, as the table of the day says."""
    found = classify(country.regulations, "MX", country.day, stream, condition, False)
    waste_class = found.declarable[0] if len(found.declarable) == 1 else "hazardous"
    number = country.number(f"manifest {issuer.id}")
    waste: Fields = {
        "manifest_no": f"SIM-{issuer.name}-{number:06d}", "issuer": issuer.id,
        "waste_class": waste_class, "regime": found.regime, "table_sha256": found.table_sha256,
        "stream": stream, "waste_name": _NAMES[stream], "operation": operation,
        "container_type": "tarima", "container_count": containers,
    }  # fmt: skip
    if waste_class == "hazardous":
        waste["cretib"] = "T"
    return {"waste": waste}


_NAMES: Final = {
    "whole_battery": "baterías de ion litio usadas",
    "cells_modules_offspec": "módulos de ion litio usados",
    "black_mass": "masa negra",
    "treatment_residue": "residuo de tratamiento",
}


def worst_of(packs: Sequence[Pack]) -> str:
    """Give the worst condition among packs."""
    order = ("serviceable", "damaged_stable", "damaged_critical")
    return max((one.condition for one in packs), key=order.index, default="serviceable")


def consignment_of(country: Country, consignor: Party) -> tuple[str, str]:
    """Give the number and the subject of a consignor's next consignment."""
    number = f"S-{country.number('consignment ' + consignor.id):06d}"
    return number, consignment_subject(consignor.id, number)


__all__ = [
    "YARD", "Country", "Mapping", "Pack", "Story", "Wait", "act", "consignment_of", "transport",
    "waste_fields", "worst_of",
]  # fmt: skip
