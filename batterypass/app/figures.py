"""Whether the figures of an event can be what they say: before it is signed, and while it is asked for.

The ranges are those of the passport (``passport-shapes.json``) and of an import
(``plausible-ranges.csv``): what a reading says is a value of the passport later, and a pack that was
typed is as good as one from a file. A figure is wrong, or unusual, which whoever gives it can accept.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import is_number, number_text
from batterypass.domain.events.assembly import PackAssembled
from batterypass.domain.events.enrolment import PackEnrolled
from batterypass.domain.events.item import ItemAssessed
from batterypass.domain.events.pack import PackManufactured, PackRepurposed
from batterypass.domain.events.renewal import PackRemanufactured

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.domain.states import ItemState
    from batterypass.regulations.passport_problem import Problem

#: Kinds whose figures are looked at.
FIGURES: Final = frozenset(
    one.KIND.name
    for one in (
        ItemAssessed,
        PackManufactured,
        PackAssembled,
        PackEnrolled,
        PackRepurposed,
        PackRemanufactured,
    )
)
#: Kind -> field -> the attribute whose range it has.
_OF_A_PACK: Final = {
    "nominal_voltage_v": "nominal_voltage", "capacity_ah": "rated_capacity",
    "mass_kg": "battery_mass",
}  # fmt: skip
_OF_A_READING: Final = {
    "soh_percent": "state_of_certified_energy", "soc_percent": "state_of_charge",
    "capacity_ah": "remaining_capacity", "cycles": "number_of_full_cycles",
}  # fmt: skip
_TEMPERATURE: Final = "temperature_celsius"
_RESISTANCE: Final = "resistance_mohm"
_NUMBERS: Final = ("nominal_voltage_v", "capacity_ah", "energy_wh", "mass_kg")
#: A new pack has a little more than its rated capacity; nothing has a fifth more.
_MOST_LEFT: Final = Decimal("1.2")
#: Usable energy of a further life over the rated one; less than a fifth is a slip of the unit.
_USABLE: Final = (Decimal("0.2"), Decimal("1.35"))
_SHIFTS: Final = (-3, 3, -2, 2, -1, 1)


def figure_problems(
    kind: str, said: Mapping[str, Any], item: ItemState | None, today: str
) -> list[Problem]:
    """List what is wrong with the figures of an event, or unusual; nothing where they are fine.

    ``said`` are its fields with those to be sealed, ``item`` the state of its item before it, ``today``
    the day of the event. ``Problem.attribute`` is the field.
    """
    if kind not in FIGURES:
        return []
    figures = {
        name: str(value)
        for name, value in said.items()
        if isinstance(value, str | int) and not isinstance(value, bool) and is_number(str(value))
    }
    if kind == ItemAssessed.KIND.name:
        return list(_reading(figures, item))
    chemistry = str(said.get("chemistry") or (item.chemistry if item is not None else ""))
    found = [
        one for name, attribute in _OF_A_PACK.items()
        if name in figures for one in _as_attribute(name, attribute, figures[name], chemistry)
    ]  # fmt: skip
    month = said.get("made_month")
    if isinstance(month, str) and month > today[:7]:
        found.append(_problem("future", "made_month", month, "past", day=today))
    if kind == PackRepurposed.KIND.name:
        found += _usable(figures, item)
    elif not found:
        found += _together(said, figures, item, chemistry)
    return found


def _reading(figures: Mapping[str, str], item: ItemState | None) -> Iterator[Problem]:
    for name, attribute in _OF_A_READING.items():
        if name in figures:
            yield from _as_attribute(name, attribute, figures[name], "")
    if _TEMPERATURE in figures:
        record = [{"time": "2000-01-01", "value": figures[_TEMPERATURE]}]
        yield from _as_attribute(_TEMPERATURE, "temperature_information", record, "")
    if _RESISTANCE in figures:
        ohms = number_text((Decimal(figures[_RESISTANCE]) / 1000).quantize(Decimal("0.000001")))
        yield from _as_attribute(_RESISTANCE, "internal_resistance_current", ohms, "")
    rated = Decimal(item.capacity_ah) if item is not None and item.capacity_ah else Decimal(0)
    left = Decimal(figures.get("capacity_ah", "0"))
    if rated and left > rated * _MOST_LEFT:
        most = number_text(rated * _MOST_LEFT)
        meant = _shifted(left, Decimal(0), rated * _MOST_LEFT)
        yield _problem("unusual", "capacity_ah", number_text(left), "rated", meant=meant,
                       rated=number_text(rated), high=most)  # fmt: skip


def _usable(figures: Mapping[str, str], item: ItemState | None) -> Iterator[Problem]:
    rated = Decimal(item.energy_wh) if item is not None and item.energy_wh else Decimal(0)
    energy = Decimal(figures.get("energy_wh", "0"))
    low, high = (rated * share for share in _USABLE)
    if rated and energy and not low <= energy <= high:
        yield _problem("unusual", "energy_wh", number_text(energy), "usable",
                       meant=_shifted(energy, low, high), rated=number_text(rated),
                       low=number_text(low), high=number_text(high))  # fmt: skip


def _together(
    said: Mapping[str, Any], figures: Mapping[str, str], item: ItemState | None, chemistry: str
) -> Iterator[Problem]:
    """Hold energy, mass, voltage and capacity against each other, as an import does."""
    from batterypass.exchange.plausible import doubt_about

    known = {
        name: figures.get(name) or (getattr(item, name) if item is not None else "")
        for name in _NUMBERS
    }
    category = str(said.get("category") or (item.category if item is not None else ""))
    if not (chemistry and category and all(known.values())):
        return
    if not all(Decimal(one) for one in known.values()):
        return
    doubt = doubt_about(
        chemistry=chemistry, category=category, voltage=known["nominal_voltage_v"],
        capacity=known["capacity_ah"], energy=known["energy_wh"], mass=known["mass_kg"],
    )  # fmt: skip
    if doubt is not None:
        yield _problem("unusual", doubt.field, known[doubt.field], doubt.key.replace("_", "-"),
                       meant=doubt.hint, **doubt.values)  # fmt: skip


def _as_attribute(name: str, attribute: str, value: Any, chemistry: str) -> Iterator[Problem]:  # noqa: ANN401
    """Give what is wrong with a field that has the range of an attribute, under its own name."""
    from batterypass.regulations.attributes import attributes
    from batterypass.regulations.passport_checks import check_value

    for one in check_value(attributes()[attribute], value, chemistry):
        yield replace(one, attribute=name, member="")


def _problem(code: str, name: str, found: str, key: str, meant: str = "", **values: str) -> Problem:
    from batterypass.regulations.passport_problem import Problem, said

    expected = said(key, **values)
    return Problem(code, name, found, expected, meant, is_unusual=code == "unusual")


def _shifted(number: Decimal, low: Decimal, high: Decimal) -> str:
    """Guess where the decimal point belongs; nothing where nobody can tell."""
    for places in _SHIFTS:
        if low <= (moved := number.scaleb(places)) <= high and moved:
            return number_text(moved)
    return ""
