"""Readings as passport attributes: the newest reading that has a value says it.

A reading may stand in clear, or sealed at the point of its tier; both count. Corrections of a
reading are among the entries of its item, and hold from the day that they are signed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.passport_folded import Folded
from batterypass.app.readings import ASSESSED, measured_in
from batterypass.domain.base import number_text
from batterypass.domain.clock import instant_ms
from batterypass.domain.events.amendment import EntryAmended
from batterypass.domain.events.item import MEASURED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from batterypass.app.passport_entries import PassportEntry
    from batterypass.domain.passport_values import Value

    #: Gives an attribute from the rated capacity and a reading; empty where that says nothing.
    _Maker = Callable[[str, Mapping[str, Any]], Value]

#: Methods whose state of health is the capacity that is left, in percent of the rated one.
_BY_CAPACITY: Final = frozenset({"capacity_test", "bms_reading"})
_MILLIONTH: Final = Decimal("0.000001")
_TENTH: Final = Decimal("0.1")


def measured_values(entries: Sequence[PassportEntry], rated_ah: str) -> dict[str, Folded]:
    """Give what the readings among the entries of an item say, attribute id -> value.

    ``rated_ah`` is the rated capacity of the item, empty where it is not known.
    """
    found: dict[str, Folded] = {}
    temperatures: list[dict[str, str]] = []
    for entry, read in readings(entries):
        for name, make in _MAKERS.items():
            value = make(rated_ah, read)
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
    entries: Sequence[PassportEntry],
) -> Iterator[tuple[PassportEntry, Mapping[str, Any]]]:
    """Give the readings from the earliest to the latest, as corrected, whoever may see them."""
    corrected = _corrected(entries)
    assessed = [one for one in entries if one.kind == ASSESSED]
    for entry in sorted(assessed, key=lambda one: instant_ms(one.event_time)):
        read = {
            name: entry.payload[name] for name in (*MEASURED, "method") if name in entry.payload
        }
        for section in entry.sections.values():
            read |= measured_in(section)
        yield entry, read | corrected.get(entry.digest, {})


def _corrected(entries: Sequence[PassportEntry]) -> dict[str, dict[str, Any]]:
    """Give what corrections of readings say: digest of the reading -> field -> new value.

    Nobody else has signed for a reading, so its signer's correction waits for nobody.
    """
    signers = {one.digest: one.payload.get("actor") for one in entries if one.kind == ASSESSED}
    found: dict[str, dict[str, Any]] = {}
    for one in entries:
        if one.kind == EntryAmended.KIND.name and one.payload["target_kind"] == ASSESSED:
            target = one.payload["target"]
            if signers.get(target) == one.payload.get("actor"):
                fields = {field["field"]: field["new"] for field in one.payload["fields"]}
                found.setdefault(target, {}).update(fields)
    return found


def _text(name: str) -> _Maker:
    return lambda rated_ah, read: str(read[name]) if name in read else ""


def _capacity_fade(rated_ah: str, read: Mapping[str, Any]) -> Value:
    """Give (1 - C/C0) x 100 (Annex XIII, 4(a)), from the capacity or from a state of health by it."""
    if "capacity_ah" in read and rated_ah and Decimal(rated_ah):
        left = Decimal(str(read["capacity_ah"])) / Decimal(rated_ah) * 100
    elif "soh_percent" in read and read.get("method") in _BY_CAPACITY:
        left = Decimal(str(read["soh_percent"]))
    else:
        return ""
    # A new pack often has a little more than its rated capacity: that is no loss.
    return number_text(max(Decimal(0), 100 - left).quantize(_TENTH))


def _resistance(rated_ah: str, read: Mapping[str, Any]) -> Value:
    """Give ohms; a reading says milliohms."""
    if "resistance_mohm" not in read:
        return ""
    return number_text((Decimal(str(read["resistance_mohm"])) / 1000).quantize(_MILLIONTH))


#: Attribute -> what a reading says of it, empty where it says nothing.
_MAKERS: Final[Mapping[str, _Maker]] = {
    "state_of_certified_energy": _text("soh_percent"),
    "state_of_charge": _text("soc_percent"),
    "remaining_capacity": _text("capacity_ah"),
    "number_of_full_cycles": _text("cycles"),
    "capacity_fade": _capacity_fade,
    "internal_resistance_current": _resistance,
}
