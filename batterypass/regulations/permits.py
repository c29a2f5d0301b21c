"""What a carrier of waste must hold for a class of waste and a road.

``reference/waste-and-manifests.md`` 12.5: in Mexico federal hazardous waste needs two papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from batterypass.regulations.accept import Accepted, can_accept
from batterypass.regulations.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.domain.states import AuthorisationState
    from batterypass.regulations.tables import Confidence, Regulations, Table


@dataclass(frozen=True, slots=True)
class Permit:
    """One paper that a row asks for."""

    scheme: str
    scope_code: str
    operations: frozenset[str]
    row: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class MissingPermit:
    """A paper that the carrier has not in force on the day, and what was found instead."""

    permit: Permit
    found: Reason


def permits_needed(
    regulations: Regulations, jurisdiction: str, day: str, waste_class: str, mode: str = "road"
) -> tuple[Permit, ...]:
    """List the papers that a carrier needs. Empty for what is not waste, or where no row asks."""
    table = regulations.table("carrier-permits")
    return _permits_needed(table, jurisdiction, day, waste_class, mode)


def missing_permits(
    regulations: Regulations,
    jurisdiction: str,
    day: str,
    waste_class: str,
    stream: str,
    authorisations: Iterable[AuthorisationState],
    mode: str = "road",
) -> tuple[tuple[MissingPermit, ...], tuple[str, ...]]:
    """List the papers that are missing on a day, and the authorisations that serve as evidence.

    A carrier's permit is the company's: its site does not matter.
    """
    held = list(authorisations)
    missing: list[MissingPermit] = []
    evidence: list[str] = []
    for permit in permits_needed(regulations, jurisdiction, day, waste_class, mode):
        of_scheme = [one for one in held if one.scheme == permit.scheme]
        counted = Accepted(MappingProxyType({permit.scheme: permit.operations}))
        best: Reason | None = None
        for one in of_scheme:
            answer = can_accept(
                [one], one.holder_site, stream, "transport", waste_class, day, "", accepted=counted
            )
            if answer:
                evidence += answer.evidence
                break
            best = best or answer.reasons[0]
        else:
            missing.append(MissingPermit(permit, best or Reason("accept-none")))
    return tuple(missing), tuple(evidence)


@lru_cache(maxsize=256)
def _permits_needed(
    table: Table, jurisdiction: str, day: str, waste_class: str, mode: str
) -> tuple[Permit, ...]:
    return tuple(
        Permit(
            need["scheme"],
            need["scope_code"],
            frozenset(need["operations"]),
            row["id"],
            row["confidence"],
        )
        for row in table.in_force(day)
        if row["jurisdiction"] == jurisdiction
        and row["waste_class"] == waste_class
        and row["mode"] == mode
        for need in row["needs"]
    )
