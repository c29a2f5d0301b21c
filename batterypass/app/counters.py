"""Counters that are sealed: they only grow too, as far as their sections can be read here.

What stands in clear is judged by BP-C024 for everybody. A sealed counter no rule sees, so it is
compared where it is signed, and refused like the rule would, and again by ``verify`` where the
sections are, as a notice: who has other sections may see less. Decision 26.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.passport_entries import PassportEntry, entries_of
from batterypass.domain.clock import instant_ms
from batterypass.domain.events.item import MEASURED_POINT
from batterypass.rules.base import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    """A counter that is lower in an entry than in an earlier one, ``than``; earlier by event time."""

    counter: str
    found: Decimal
    before: Decimal
    entry: PassportEntry
    than: PassportEntry

    @property
    def is_sealed(self) -> bool:
        """Tell whether one of the two was sealed: what stands in clear is for BP-C024."""
        return bool(self.entry.sections or self.than.sections)


def counted(
    payload: Mapping[str, Any], private: Mapping[str, Mapping[str, Any]]
) -> PassportEntry | None:
    """Give what is about to be signed as an entry, None where it says no counter and no other BMS."""
    values = private.get(MEASURED_POINT)
    sections: dict[str, Mapping[str, Any]] = {MEASURED_POINT: values} if values else {}
    entry = PassportEntry(None, "", payload, sections, ())
    return entry if _restarts(entry) or _said(entry) else None


def fallen_counters(
    session: Session, event: Event, said: PassportEntry, drafts: Sequence[PassportEntry]
) -> list[Finding]:
    """Compare the counters that an event says with those that can be read here, where one is sealed.

    ``drafts`` are those of the same item that will be signed before it. Gives BP-C024 for each that
    falls, acknowledged where the event says so. Raises BrokenError for a section that is damaged.
    """
    item = session.world.item(str(said.payload.get("item", "")))
    is_sealed = "sealed" in item.assessed if item is not None else False
    if item is None or not (is_sealed or any(one.sections for one in (*drafts, said))):
        # In clear after a reading in clear: the rule sees both.
        return []
    reasons = {one.rule: one.reason for one in event.acknowledged}
    found = []
    for fall in falls_of([*entries_of(session, item), *drafts, said]):
        if not fall.is_sealed or (fall.entry is not said and fall.than is not said):
            continue
        other = "earlier" if fall.entry is said else "later"
        values = (fall.found, fall.before) if fall.entry is said else (fall.before, fall.found)
        finding = Finding(
            CODE, "compliance", item.item,
            {
                "counter": f"~counter-{fall.counter}",
                "found": f"{values[0]}", "expected": f"{values[1]}", "other": f"~count-{other}",
            },
        )  # fmt: skip
        found.append(finding.because(reasons[CODE]) if CODE in reasons else finding)
    return found


def falls_of(entries: Sequence[PassportEntry]) -> Iterator[Fall]:
    """Give every fall of a counter among the entries of one item, in clear or open here.

    ``entries`` are in the order of the log. Each is held against the one before it by event time,
    since another BMS counts; of two about the same moment the log has the order.
    """
    known: dict[str, tuple[Decimal, PassportEntry]] = {}
    for entry in sorted(entries, key=_order):
        if _restarts(entry):
            known.clear()
        for name, value in _said(entry).items():
            before = known.get(name)
            if before is not None and value < before[0]:
                yield Fall(name, value, before[0], entry, before[1])
            known[name] = value, entry


def _order(entry: PassportEntry) -> int:
    return instant_ms(entry.event_time)


def _restarts(entry: PassportEntry) -> bool:
    return entry.payload.get("bms_replaced") is True


def _said(entry: PassportEntry) -> dict[str, Decimal]:
    found = _counters(entry.payload) if entry.kind == "item.assessed" else {}
    for values in (entry.payload.get("values", {}), *entry.sections.values()):
        found |= _counters(values)
    return found


def _counters(values: Mapping[str, Any]) -> dict[str, Decimal]:
    """Read the counters among some values; what is no number counts nothing."""
    found = {}
    for name, counter in COUNTERS.items():
        value = values.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            try:
                number = Decimal(value)
            except InvalidOperation:
                continue
            if number.is_finite():
                found[counter] = number
    return found
