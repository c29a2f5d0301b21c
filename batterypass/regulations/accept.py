"""Whether a site may take a waste on a day, by the authorisations that it holds.

``reference/waste-and-manifests.md`` 9.2. The answer is *authorised* (a government's word), never
*certified* (a private scheme's). What was known when is decided before: by the states that are
given (:func:`batterypass.domain.standing.as_known`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.standing import standing_on
from batterypass.domain.vocabulary import DAMAGED
from batterypass.regulations.reasons import Reason
from batterypass.regulations.tables import limit_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from batterypass.domain.states import AuthorisationState
    from batterypass.regulations.tables import Regulations, Table

Act = Literal["receive", "hold", "repurpose", "dismantle", "recycle", "dispose"]
Answer = Literal["yes", "no", "pending", "unknown"]
#: Scheme of private certificates in the table of scopes; a certificate may be named by its own too.
_VOLUNTARY = "VOLUNTARY"
_KG_PER_T = 1000


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which operations of a scope count, by scheme. Private certificates never do."""

    by_scheme: Mapping[str, frozenset[str]]
    #: The operations that count for a scheme without an entry of its own.
    others: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset({_VOLUNTARY})
    #: Part of a yearly capacity from which on it is told; None: only past all of it.
    near_percent: Decimal | None = None

    def operations(self, scheme: str) -> frozenset[str]:
        """Give the scope operations that count for an authorisation of this scheme."""
        if scheme in self.certificates:
            return frozenset()
        return self.by_scheme.get(scheme, self.others)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The answer, why, and the authorisations (subjects) and entries that it rests on.

    ``pending`` is a renewal that was filed in time and is not decided; ``unknown`` is a site of
    which no authorisation is known at all. For ``no`` the first reason is that of the authorisation
    that came closest. Each reason names its ``entry``, where one says it. It is true where the
    waste may be taken: yes or pending.
    """

    answer: Answer
    reasons: tuple[Reason, ...]
    evidence: tuple[str, ...]
    entries: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self.answer in ("yes", "pending")

    @property
    def is_over_capacity(self) -> bool:
        """Tell whether only the yearly capacity stands against it."""
        return self.reasons[0].code == "accept-over-capacity"

    @property
    def near_capacity(self) -> Reason | None:
        """Give the reason that names the share of the yearly capacity, if it is worth telling."""
        return next((one for one in self.reasons if one.code == "accept-near-capacity"), None)


class _Judged:
    """One authorisation: how many tests it passes, and the reason that it stops or carries."""

    __slots__ = ("code", "distance", "entry", "held", "scopes", "since")

    def __init__(
        self,
        steps: int,
        code: str,
        held: AuthorisationState,
        entry: int,
        since: str,
        scopes: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.distance = -steps
        self.code = code
        self.held = held
        self.entry = entry
        self.since = since
        self.scopes = scopes

    @property
    def capacity_kg(self) -> Decimal | None:
        """The largest yearly capacity of the scopes that fit; None where one states none."""
        return _capacity_kg(self.held, self.scopes)

    @property
    def reason(self) -> Reason:
        """Say it; made only for those that the answer names, because it takes longest."""
        held = self.held
        values = {
            "scheme": held.scheme,
            "number": held.number,
            "from": held.effective_from,
            "to": held.effective_to or "-",
            "at": held.holder_site,
            "since": self.since or "-",
            "entry": str(self.entry),
        }
        return Reason(self.code, values)


#: The more tests it passes, the nearer it stands to the beginning.
_CLOSEST = attrgetter("distance")


def is_certificate(regulations: Regulations, scheme: str) -> bool:
    """Tell whether a scheme is a private one: what it says is *certified*, never *authorised*."""
    return scheme in _certificates(regulations.table("authorisation-scopes"))


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
        limit_on(regulations, "capacity_notice_percent", day),
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
    waste_code: str = "",
    mass_kg: Decimal | None = None,
    accepted_kg_year: Decimal | None = None,
    closed_on: str = "",
    accepted: Accepted | None = None,
) -> Acceptance:
    """Answer whether a site is authorised for a waste on a day, with every reason.

    ``condition`` is the worst of the items, empty where it is unknown. ``mass_kg`` comes on top of
    ``accepted_kg_year``, what the site has taken in the year of the day; the capacity is judged
    where both are given. ``closed_on`` is the day from which the site is closed. Without
    ``accepted`` any scheme but a private certificate counts if its scope names the very operation.
    """
    held = _without_copies(list(authorisations))
    if not held:
        return Acceptance("unknown", (Reason("accept-none"),), ())
    counted = accepted or Accepted(MappingProxyType({}), frozenset({operation}))
    judged = [
        _judge(one, site, stream, waste_class, day, condition, chemistries, waste_code, counted)
        for one in held
    ]
    if closed_on and closed_on <= day:
        closed = Reason("accept-site-closed", {"at": site, "from": closed_on, "entry": "-"})
        return Acceptance("no", (closed, *[one.reason for one in judged]), ())
    # Of equal closeness the first keeps its place.
    judged.sort(key=_CLOSEST)
    best = judged[0].code
    if best not in ("accept-yes", "accept-pending"):
        return Acceptance("no", tuple([one.reason for one in judged]), ())
    fitting = [one for one in judged if one.code == best]
    reasons = [one.reason for one in fitting]
    if mass_kg is not None and accepted_kg_year is not None:
        share = _share(fitting, accepted_kg_year, mass_kg, counted.near_percent)
        if share is not None and share.code == "accept-over-capacity":
            return Acceptance("no", (share, *reasons), ())
        reasons += [share] if share is not None else []
    return Acceptance(
        "yes" if best == "accept-yes" else "pending",
        tuple(reasons),
        tuple(one.held.subject for one in fitting),
        tuple(one.entry for one in fitting),
    )


def _without_copies(held: list[AuthorisationState]) -> list[AuthorisationState]:
    """Leave out copies of what the authority says here itself: its own word governs."""
    copies = [one for one in held if one.transcription]
    if not copies or len(copies) == len(held):
        return held
    own = {(one.scheme, one.number) for one in held if not one.transcription}
    return [one for one in held if not one.transcription or (one.scheme, one.number) not in own]


#: How an authorisation stands -> tests passed, and the reason.
_STANDINGS = {
    "in_force": (12, "accept-yes"),
    "pending": (11, "accept-pending"),
    "suspended": (10, "accept-suspended"),
    "expired": (9, "accept-expired"),
    "not_yet": (8, "accept-not-yet"),
    "revoked": (7, "accept-revoked"),
}


def _judge(
    held: AuthorisationState,
    site: str,
    stream: str,
    waste_class: str,
    day: str,
    condition: str,
    chemistries: Collection[str],
    waste_code: str,
    counted: Accepted,
) -> _Judged:
    """Put one authorisation to the tests, up to the first that it fails."""
    steps, code, scopes = _fitting_scopes(
        held, site, stream, waste_class, condition, chemistries, waste_code, counted
    )
    if code:
        return _Judged(steps, code, held, held.granted_index, "")
    standing = standing_on(held, day)
    steps, code = _STANDINGS[standing.word]
    return _Judged(steps, code, held, standing.entry, standing.since, scopes)


#: Tests that a scope passes, one after the other -> the code of the one that it fails.
_FAILED = (
    "accept-other-operation", "accept-other-class", "accept-other-stream", "accept-other-code",
    "accept-other-chemistry", "accept-not-damaged",
)  # fmt: skip


def _fitting_scopes(
    held: AuthorisationState,
    site: str,
    stream: str,
    waste_class: str,
    condition: str,
    chemistries: Collection[str],
    waste_code: str,
    counted: Accepted,
) -> tuple[int, str, Sequence[Mapping[str, Any]]]:
    """Give how many tests are passed, the code of the first that fails, and what still fits."""
    operations = counted.operations(held.scheme)
    if not operations:
        private = held.scheme in counted.certificates
        return -1, "accept-certificate" if private else "accept-other-scheme", ()
    most = 0
    fitting = []
    for scope in held.scopes:
        if scope["operation"] not in operations:
            passed = 0
        elif scope["waste_class"] not in (waste_class, "any"):
            passed = 1
        elif stream not in scope["streams"]:
            passed = 2
        elif waste_code and scope["waste_codes"] and waste_code not in scope["waste_codes"]:
            passed = 3
        elif scope["chemistries"] and not all(one in scope["chemistries"] for one in chemistries):
            passed = 4
        elif condition in DAMAGED and not scope["damaged_accepted"]:
            passed = 5
        else:
            fitting.append(scope)
            continue
        most = max(most, passed)
    if not fitting:
        return most, _FAILED[most], ()
    if held.holder_site != site:
        return 6, "accept-other-site", ()
    return 7, "", fitting


def _capacity_kg(held: AuthorisationState, scopes: Sequence[Mapping[str, Any]]) -> Decimal | None:
    """Give the largest yearly capacity of the scopes in kilograms; None where one states none."""
    stated = [str(scope.get("capacity_t_year") or held.capacity_t_year) for scope in scopes]
    if not all(stated):
        return None
    return max(decimal_of(one) for one in stated) * _KG_PER_T


def _share(
    fitting: Sequence[_Judged], before_kg: Decimal, mass_kg: Decimal, near: Decimal | None
) -> Reason | None:
    """Tell what part of the yearly capacity is taken; None where that is little or none is stated."""
    limits = [one.capacity_kg for one in fitting]
    known = [limit for limit in limits if limit is not None]
    if len(known) < len(limits):
        return None
    limit, total_kg = max(known), before_kg + mass_kg
    if total_kg * 100 < limit * (near if near is not None else 100):
        return None
    first = fitting[limits.index(limit)]
    values = {
        "scheme": first.held.scheme,
        "number": first.held.number,
        "capacity_kg": number_text(limit),
        "accepted_kg": number_text(before_kg),
        "mass_kg": number_text(mass_kg),
        "percent": number_text((total_kg * 100 / limit).quantize(Decimal("0.1"))) if limit else "-",
        "entry": str(first.entry),
    }
    return Reason("accept-over-capacity" if total_kg > limit else "accept-near-capacity", values)


@lru_cache(maxsize=64)
def _certificates(scopes: Table) -> frozenset[str]:
    """Give the words for private schemes: that of the table, and each certificate's own name."""
    rows = [row for row in scopes.rows if row["covers_activity"] == "certification"]
    return frozenset(row[name] for row in rows for name in ("scheme", "scope_code"))


@lru_cache(maxsize=1024)
def _accepted_for(
    operations: Table,
    scopes: Table,
    jurisdiction: str,
    day: str,
    act: str,
    waste_class: str,
    operation: str,
    near_percent: Decimal | None,
) -> Accepted:
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
    return Accepted(MappingProxyType(by_scheme), others, _certificates(scopes), near_percent)
