"""Counters that are sealed: they only grow too, as far as their sections can be read here.

What stands in clear is judged by BP-C024 for everybody. A sealed counter no rule sees, so it is
compared where it is signed, and refused like the rule would, and again by ``verify`` where the
sections are, as a notice: who has other sections may see less. Decision 26.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.passport_entries import entries_of
from batterypass.domain.clock import instant_ms
from batterypass.domain.events.item import MEASURED_POINT
from batterypass.rules.base import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.app.passport_entries import PassportEntry
    from batterypass.app.session import Session
    from batterypass.domain.events.common import Event

#: Name of a counter in a reading or a passport -> the counter.
COUNTERS: Final[Mapping[str, str]] = {
    "cycles": "number_of_full_cycles",
    "number_of_full_cycles": "number_of_full_cycles",
    "energy_throughput": "energy_throughput",
    "capacity_throughput": "capacity_throughput",
    "deep_discharge_events": "deep_discharge_events",
    "overcharge_events": "overcharge_events",
}
CODE: Final = "BP-C024"


@dataclass(frozen=True, slots=True)
class Fall:
    """A counter that is lower at an entry than it was before; ``entry`` None for one not signed."""

    counter: str
    found: str
    before: str
    entry: int | None
    #: Whether it or what it is compared with was sealed: what stands in clear is for BP-C024.
    is_sealed: bool = False


def fallen_counters(
    session: Session, event: Event, private: Mapping[str, Mapping[str, Any]]
) -> list[Finding]:
    """Compare the counters that an event would seal with those that can be read here.

    Gives BP-C024 for each that falls, acknowledged where the event says so. Raises BrokenError for
    a section of the item that is damaged.
    """
    said = _counters(private.get(MEASURED_POINT, {}))
    item = session.world.item(str(getattr(event, "item", "")))
    if not said or item is None:
        return []
    time = instant_ms(event.event_time)
    known = _latest(entries_of(session, item), time)
    reasons = {one.rule: one.reason for one in event.acknowledged}
    found = []
    for name, value in said.items():
        before = known.get(name)
        if before is not None and value < before:
            finding = Finding(
                CODE, "compliance", item.item, {"found": f"{value}", "expected": f"{before}"}
            )
            found.append(finding.because(reasons[CODE]) if CODE in reasons else finding)
    return found


def falls_of(entries: Sequence[PassportEntry]) -> Iterator[Fall]:
    """Give every fall of a counter among the entries of one item, in clear or open here."""
    known: dict[str, tuple[Decimal, int, bool]] = {}
    for entry in sorted(entries, key=_order):
        if _restarts(entry):
            known.clear()
        for name, value in _said(entry).items():
            before = known.get(name)
            sealed = bool(entry.sections)
            # A later entry about the same moment replaces the one before it.
            if before is not None and value < before[0] and before[1] != _order(entry):
                yield Fall(
                    name, f"{value}", f"{before[0]}", entry.index, sealed or before[2]
                )  # fmt: skip
            known[name] = value, _order(entry), sealed


def _latest(entries: Sequence[PassportEntry], before_ms: int) -> dict[str, Decimal]:
    """Give the counters as they were last read before a time, since the last BMS."""
    known: dict[str, Decimal] = {}
    for entry in sorted(entries, key=_order):
        if _order(entry) >= before_ms:
            break
        if _restarts(entry):
            known.clear()
        known |= _said(entry)
    return known


def _order(entry: PassportEntry) -> int:
    return instant_ms(entry.event_time)


def _restarts(entry: PassportEntry) -> bool:
    return entry.payload.get("bms_replaced") is True


def _said(entry: PassportEntry) -> dict[str, Decimal]:
    found = _counters(entry.payload) if entry.kind == "item.assessed" else {}
    for section in entry.sections.values():
        found |= _counters(section)
    return found


def _counters(values: Mapping[str, Any]) -> dict[str, Decimal]:
    """Read the counters among some values; what is no number counts nothing."""
    found = {}
    for name, counter in COUNTERS.items():
        value = values.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            try:
                found[counter] = Decimal(value)
            except InvalidOperation:
                continue
    return found
