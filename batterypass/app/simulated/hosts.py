"""A pack in its host, and what a reading of it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.app.simulated.country import Country, Pack, Step, act

if TYPE_CHECKING:
    from collections.abc import Generator

_HOSTS: Final = {
    "EV": "vehicle", "LMT": "light_vehicle", "stationary": "stationary_storage",
    "industrial": "machine",
}  # fmt: skip
_YEAR: Final = 365.25


def install(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Build a pack into its host."""
    fields = {"item": pack.item, "host_kind": _HOSTS[pack.category]}
    yield act("pack.installed", pack.holder, [pack.item], fields)


def worn_percent(country: Country, pack: Pack) -> float:
    """Give the state of health of a pack today, in percent; it falls with its age."""
    age = (country.now - pack.made).days / _YEAR
    worn = 100 - 22 * age / pack.model.scale - 6 * country.random.random()
    return max(35.0, min(100.0, worn))


def reading(country: Country, pack: Pack, method: str = "bms_reading") -> dict[str, Any]:
    """Give the fields of a reading; counters of a battery only grow (BP-C024)."""
    days = (country.now - pack.made).days
    pack.cycles = max(pack.cycles, days * 2 // 3)
    health = worn_percent(country, pack)
    return {
        "item": pack.item, "condition": pack.condition, "soh_percent": f"{health:.0f}",
        "soc_percent": str(country.random.randrange(15, 60)), "cycles": pack.cycles,
        "temperature_celsius": "22", "method": method,
    }  # fmt: skip
