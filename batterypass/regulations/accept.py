"""Whether a site may take a waste on a day, by the authorisations that it holds.

``reference/waste-and-manifests.md`` 9.2. The answer is *authorised* (a government's word), never
*certified* (a private scheme's). Capacity is not judged here: it needs the whole ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from batterypass.domain.vocabulary import DAMAGED
from batterypass.regulations.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from batterypass.domain.states import AuthorisationState
    from batterypass.regulations.tables import Regulations, Table

Act = Literal["receive", "hold", "repurpose", "dismantle", "dispose"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which operations of a scope count, by scheme. Private certificates never do."""

    by_scheme: Mapping[str, frozenset[str]]
    #: The operations that count for a scheme without an entry of its own.
    others: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset({"VOLUNTARY"})

    def operations(self, scheme: str) -> frozenset[str]:
        """Give the scope operations that count for an authorisation of this scheme."""
        if scheme in self.certificates:
            return frozenset()
        return self.by_scheme.get(scheme, self.others)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The answer, why, and the authorisations it rests on (subjects).

    For ``no`` the first reason is that of the authorisation that came closest.
    """

    answer: Literal["yes", "no"]
    reasons: tuple[Reason, ...]
    evidence: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.answer == "yes"


def accepted_for(
    regulations: Regulations,
    jurisdiction: str,
    day: str,
    act: Act,
    waste_class: str,
    operation: str,
) -> Accepted:
    """Give what counts as authorised for an act in a jurisdiction on a day."""
    return _accepted_for(
        regulations.table("operations"),
        regulations.table("authorisation-scopes"),
        jurisdiction,
        day,
        act,
        waste_class,
        operation,
    )


def can_accept(
    authorisations: Iterable[AuthorisationState],
    site: str,
    stream: str,
    operation: str,
    waste_class: str,
    day: str,
    condition: str,
    *,
    chemistries: Collection[str] = (),
    accepted: Accepted | None = None,
) -> Acceptance:
    """Answer whether a site is authorised for a waste on a day, with every reason.

    ``condition`` is the worst of the items, empty where it is unknown. Without ``accepted`` any
    scheme but a private certificate counts if its scope names the very operation.
    """
    counted = accepted or Accepted(MappingProxyType({}), frozenset({operation}))
    evidence: list[str] = []
    yes: list[Reason] = []
    refused: list[tuple[int, Reason]] = []
    for held in authorisations:
        steps, code = _closeness(
            held, site, stream, waste_class, day, condition, chemistries, counted
        )
        reason = Reason(
            code,
            {
                "scheme": held.scheme,
                "number": held.number,
                "from": held.effective_from,
                "to": held.effective_to or "-",
                "at": held.holder_site,
            },
        )
        if code == "accept-yes":
            yes.append(reason)
            evidence.append(held.subject)
        else:
            refused.append((steps, reason))
    if yes:
        return Acceptance("yes", tuple(yes), tuple(evidence))
    if not refused:
        return Acceptance("no", (Reason("accept-none"),), ())
    refused.sort(key=lambda one: -one[0])
    return Acceptance("no", tuple(reason for _, reason in refused), ())


def _closeness(
    held: AuthorisationState,
    site: str,
    stream: str,
    waste_class: str,
    day: str,
    condition: str,
    chemistries: Collection[str],
    counted: Accepted,
) -> tuple[int, str]:
    """Give how many tests an authorisation passes, and the code of the first it fails."""
    operations = counted.operations(held.scheme)
    scopes = [scope for scope in held.scopes if scope["operation"] in operations]
    if not scopes:
        return 0, "accept-other-operation"
    scopes = [scope for scope in scopes if scope["waste_class"] in (waste_class, "any")]
    if not scopes:
        return 1, "accept-other-class"
    scopes = [scope for scope in scopes if stream in scope["streams"]]
    if not scopes:
        return 2, "accept-other-stream"
    scopes = [
        scope
        for scope in scopes
        if not scope["chemistries"] or all(one in scope["chemistries"] for one in chemistries)
    ]
    if not scopes:
        return 3, "accept-other-chemistry"
    if condition in DAMAGED and not any(scope["damaged_accepted"] for scope in scopes):
        return 4, "accept-not-damaged"
    if held.holder_site != site:
        return 5, "accept-other-site"
    if day < held.effective_from:
        return 6, "accept-not-yet"
    if held.effective_to and held.effective_to < day:
        return 7, "accept-expired"
    return 8, "accept-yes"


@lru_cache(maxsize=1024)
def _accepted_for(
    operations: Table,
    scopes: Table,
    jurisdiction: str,
    day: str,
    act: str,
    waste_class: str,
    operation: str,
) -> Accepted:
    certificates = frozenset(
        row["scheme"] for row in scopes.rows if row["covers_activity"] == "certification"
    )
    rows = [row for row in operations.in_force(day) if row["act"] == act]
    chosen = [
        row
        for row in rows
        if row["jurisdiction"] == jurisdiction
        and row["waste_class"] in (waste_class, "*")
        and row["operation"] in (operation, "*")
    ]
    own = any(row["jurisdiction"] == jurisdiction for row in rows)
    if not own:
        chosen = [row for row in rows if row["jurisdiction"] == "*"]
    # A row for the very operation stands before the row for all others.
    chosen.sort(key=lambda row: row["operation"] == "*")
    by_scheme: dict[str, frozenset[str]] = {}
    others: frozenset[str] = frozenset()
    for accepts in chosen[0]["accepts"] if chosen else ():
        counted = frozenset(operation if one == "=" else one for one in accepts["operations"])
        if accepts["scheme"] == "*":
            others = counted
        else:
            by_scheme[accepts["scheme"]] = counted
    return Accepted(MappingProxyType(by_scheme), others, certificates)
