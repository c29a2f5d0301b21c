"""Readings as passport attributes: the newest reading that has a value says it.

A reading may stand in clear, or sealed at the point of its tier; both count. What was corrected of
the last one is in the state of the item, of the earlier ones it is among the corrections.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.amending import corrections_about
from batterypass.app.passport_folded import Folded
from batterypass.domain.base import number_text
from batterypass.domain.clock import instant_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from batterypass.app.passport_entries import PassportEntry
    from batterypass.app.session import Session
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState

ASSESSED: Final = "item.assessed"
#: What a reading may measure, in clear or sealed.
READINGS: Final = (
    "soh_percent", "soc_percent", "capacity_ah", "resistance_mohm", "cycles", "temperature_celsius",
)  # fmt: skip
#: Methods whose state of health is the capacity that is left, in percent of the rated one.
_BY_CAPACITY: Final = frozenset({"capacity_test", "bms_reading"})
_MILLIONTH: Final = Decimal("0.000001")
_TENTH: Final = Decimal("0.1")


def measured_values(
    session: Session, item: ItemState, entries: Sequence[PassportEntry]
) -> dict[str, Folded]:
    """Give what the readings of an item say, attribute id -> value."""
    found: dict[str, Folded] = {}
    temperatures: list[dict[str, str]] = []
    for entry, read in readings(session, item, entries):
        for name, make in _MAKERS.items():
            value = make(item, read)
            if value:
                found[name] = Folded(value, entry.index, entry.event_time, "latest")
        if "temperature_celsius" in read:
            temperatures.append(
                {"time": entry.event_time, "value": str(read["temperature_celsius"])}
            )
            found["temperature_information"] = Folded(
                [*temperatures], entry.index, entry.event_time, "added"
            )
    return found


def readings(
    session: Session, item: ItemState, entries: Sequence[PassportEntry]
) -> Iterator[tuple[PassportEntry, Mapping[str, Any]]]:
    """Give the readings from the earliest to the latest, as corrected, whoever may see them."""
    corrected = _corrected(session, item)
    assessed = [one for one in entries if one.kind == ASSESSED]
    for entry in sorted(assessed, key=lambda one: instant_ms(one.event_time)):
        read = {
            name: entry.payload[name] for name in (*READINGS, "method") if name in entry.payload
        }
        for section in entry.sections.values():
            read.update({name: section[name] for name in READINGS if name in section})
        if item.assessed.get("digest") == entry.digest:
            # The state says it as it stands after every correction; one may take a value away.
            stands = {name: item.assessed[name] for name in READINGS if name in item.assessed}
            read = {
                name: value for name, value in read.items()
                if name not in entry.payload or name not in READINGS
            } | stands  # fmt: skip
        else:
            read.update(corrected.get(entry.digest, {}))
        yield entry, read


def _corrected(session: Session, item: ItemState) -> dict[str, dict[str, Any]]:
    """Give what corrections of readings say that hold: digest of the entry -> field -> new value."""
    found: dict[str, dict[str, Any]] = {}
    if not item.amendments:
        return found
    for one in corrections_about(session, item.item):
        if one.target_kind == ASSESSED and one.holds is not None and not one.annuls:
            fields = {str(field["field"]): field["new"] for field in one.fields if "new" in field}
            found.setdefault(one.target, {}).update(
                {name: value for name, value in fields.items() if name in READINGS}
            )
    return found


def _text(name: str) -> Callable[[ItemState, Mapping[str, Any]], Value]:
    return lambda item, read: str(read[name]) if name in read else ""


def _capacity_fade(item: ItemState, read: Mapping[str, Any]) -> Value:
    """Give (1 - C/C0) x 100 (Annex XIII, 4(a)), from the capacity or from a state of health by it."""
    if "capacity_ah" in read and item.capacity_ah and Decimal(item.capacity_ah):
        left = Decimal(str(read["capacity_ah"])) / Decimal(item.capacity_ah) * 100
    elif "soh_percent" in read and read.get("method") in _BY_CAPACITY:
        left = Decimal(str(read["soh_percent"]))
    else:
        return ""
    # A new pack often has a little more than its rated capacity: that is no loss.
    return number_text(max(Decimal(0), 100 - left).quantize(_TENTH))


def _resistance(item: ItemState, read: Mapping[str, Any]) -> Value:
    """Give ohms; a reading says milliohms."""
    if "resistance_mohm" not in read:
        return ""
    return number_text((Decimal(str(read["resistance_mohm"])) / 1000).quantize(_MILLIONTH))


#: Attribute -> what a reading says of it, empty where it says nothing.
_MAKERS: Final[Mapping[str, Callable[[ItemState, Mapping[str, Any]], Value]]] = {
    "state_of_certified_energy": _text("soh_percent"),
    "state_of_charge": _text("soc_percent"),
    "remaining_capacity": _text("capacity_ah"),
    "number_of_full_cycles": _text("cycles"),
    "capacity_fade": _capacity_fade,
    "internal_resistance_current": _resistance,
}
