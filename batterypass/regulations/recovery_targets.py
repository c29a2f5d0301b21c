"""What a recycler or producer has to reach by a day, from ``recovery-targets.csv``.

A target applies from the day on which it has to be reached (``as_of >= applies_by``, the project's
reading of "no later than", ``reference/waste-and-manifests.md`` 8), and only the newest that applies
counts: what it supersedes does not. Targets are told beside yearly figures and no finding rests on
them, so the table is no part of a rulebook. Recycled content (Art. 8) is a metric of its own and
never mixed with what a recycler recovers (Annex XII).
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from batterypass.domain.base import is_number
from batterypass.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Mapping

Metric = Literal[
    "recycling_efficiency", "material_recovery", "collection_rate", "take_back",
    "recycled_content", "epr",
]  # fmt: skip
#: Groups of chemistries for which an efficiency is computed (Annex XII Part B).
ChemistryGroup = Literal["lithium-based", "nickel-cadmium", "lead-acid", "other"]

#: Elements for which there is a target (Annex XII Part C), in the order of the table.
TARGET_ELEMENTS: Final = ("cobalt", "copper", "lead", "lithium", "nickel")
#: What a chemistry of the table covers beside itself and ``all``.
_COVERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"other (incl. lithium)": frozenset({"lithium-based", "other"})}
)
#: Words of the table for a category -> categories of the ledger (stationary storage is industrial).
_CATEGORIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "industrial": frozenset({"industrial", "stationary"}),
        "industrial (includes EV traction)": frozenset({"industrial", "stationary", "EV"}),
        "industrial>2kWh": frozenset({"industrial", "stationary"}),
    }
)
#: Said where a law leaves categories to later acts: no number, for any category.
_ANY_CATEGORY = frozenset({"all", "to be set by REP agreements"})
_ABOVE = re.compile(r">([0-9]+)kWh$")
_DAY = re.compile(r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
_CONFIDENCES = ("high", "medium", "low")
_HEADINGS = (
    "jurisdiction", "instrument", "metric", "battery_category", "chemistry", "material",
    "threshold_pct", "applies_by", "obligated", "basis", "source_id", "confidence", "notes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """One row. ``threshold`` is per cent; None says that the law names no number."""

    jurisdiction: str
    instrument: str
    metric: Metric
    category: str
    chemistry: str
    material: str
    threshold: Decimal | None
    applies_by: str
    obligated: str
    basis: str
    source_id: str
    confidence: str
    notes: str

    @property
    def is_obligation(self) -> bool:
        """Tell whether it asks to take back all that is offered: no rate can show that."""
        return self.metric == "take_back"

    def covers_chemistry(self, chemistry: str) -> bool:
        """Tell whether it speaks of a chemistry group; empty asks nothing about it."""
        if not chemistry or self.chemistry in ("", "all", chemistry):
            return True
        return chemistry in _COVERS.get(self.chemistry, ())

    def covers_category(self, category: str, energy_wh: Decimal | None = None) -> bool:
        """Tell whether it speaks of a category of the ledger; empty asks nothing about it.

        A part of a category that begins above an energy is covered only where that is known.
        """
        if not category or self.category in _ANY_CATEGORY:
            return True
        for word in self.category.split(";"):
            if category != word and category not in _CATEGORIES.get(word, ()):
                continue
            above = _ABOVE.search(word)
            if above is None or (energy_wh is not None and energy_wh > int(above[1]) * 1000):
                return True
        return False


@dataclass(frozen=True, slots=True)
class RecoveryTargets:
    """All rows, in the order of the table."""

    rows: tuple[Target, ...]

    def jurisdictions(self) -> tuple[str, ...]:
        """List whose targets the table has, in its order."""
        return tuple(dict.fromkeys(row.jurisdiction for row in self.rows))

    def target(
        self, metric: Metric, jurisdiction: str, as_of: str, *, chemistry: str = "",
        category: str = "", material: str = "", energy_wh: Decimal | None = None,
    ) -> Target | None:  # fmt: skip
        """Give the target that applies on a day (``as_of``, YYYY-MM-DD): the newest, or None.

        A row without a number answers where no other does: the law is known to set none.
        """
        found = [
            row
            for row in self.rows
            if row.metric == metric
            and row.jurisdiction == jurisdiction
            and row.applies_by <= as_of
            and row.material == material
            and row.covers_chemistry(chemistry)
            and row.covers_category(category, energy_wh)
        ]
        # Of one day a row with a number says more than one without, and a narrow one than a wide.
        return max(
            found,
            key=lambda row: (row.applies_by, row.threshold is not None, row.chemistry == chemistry),
            default=None,
        )


def parse_recovery_targets(body: bytes) -> RecoveryTargets:
    """Read the table from the bytes of its file.

    Raises MalformedError that names the line where it is no such table.
    """
    try:
        reader = csv.DictReader(io.StringIO(body.decode("utf-8"), newline=""), strict=True)
        lines = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise MalformedError(f"recovery-targets: {error}") from error
    if tuple(reader.fieldnames or ()) != _HEADINGS:
        raise MalformedError(
            f"recovery-targets: headings {reader.fieldnames}, expected {_HEADINGS}"
        )
    return RecoveryTargets(tuple(_target(number, row) for number, row in enumerate(lines, 2)))


def _target(line: int, row: Mapping[str, str]) -> Target:
    where = f"recovery-targets: line {line}"
    if None in row or None in row.values():
        raise MalformedError(f"{where}: not as many cells as headings")
    if row["metric"] not in get_args(Metric):
        raise MalformedError(f"{where}: metric {row['metric']!r}, expected {get_args(Metric)}")
    if row["confidence"] not in _CONFIDENCES:
        raise MalformedError(f"{where}: confidence {row['confidence']!r}, expected {_CONFIDENCES}")
    threshold, day = row["threshold_pct"], row["applies_by"]
    if threshold and not (is_number(threshold) and 0 <= Decimal(threshold) <= 100):
        raise MalformedError(f"{where}: threshold_pct {threshold!r}, expected 0 to 100")
    if (day or threshold) and not _DAY.match(day):
        raise MalformedError(f"{where}: applies_by {day!r}, expected YYYY-MM-DD")
    return Target(
        jurisdiction=row["jurisdiction"],
        instrument=row["instrument"],
        metric=cast("Metric", row["metric"]),
        category=row["battery_category"],
        chemistry=row["chemistry"],
        material=row["material"],
        threshold=Decimal(threshold) if threshold else None,
        applies_by=day,
        obligated=row["obligated"],
        basis=row["basis"],
        source_id=row["source_id"],
        confidence=row["confidence"],
        notes=row["notes"],
    )
