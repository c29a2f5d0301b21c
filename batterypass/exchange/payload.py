"""From the leaves of one document of a passport to a row: what every such format has in common.

Values that cannot be true together are left out; the energy of a pack that no leaf says is worked
out from what the others say; the report is complete.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from batterypass.domain.base import number_text
from batterypass.exchange.json_rows import JsonNumber
from batterypass.exchange.leaves import target_of
from batterypass.exchange.numbers import parse_json_number, scaled
from batterypass.exchange.rows import Row, clean
from batterypass.exchange.terms import chemistry_of
from batterypass.regulations.passport_checks import check_together

if TYPE_CHECKING:
    from batterypass.domain.passport_values import Value
    from batterypass.exchange.leaves import Leaves, ReportLine

_KILO: Final = Decimal(1000)
_MILLIONTH: Final = Decimal("0.000001")
_MOST: Final = Decimal(10**12)
#: Field -> the attribute that says the same, for what has to fit together.
_TOGETHER: Final = {"nominal_voltage_v": "nominal_voltage"}


def cleaned(value: object) -> object:
    """Give a document with clean texts and plain numbers."""
    if isinstance(value, dict):
        return {clean(name): cleaned(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    if isinstance(value, JsonNumber):
        return parse_json_number(value)
    if not isinstance(value, str):
        return value
    # An event holds texts of one line.
    return clean(value if value.isprintable() else _one_line(value))


def _one_line(text: str) -> str:
    """Give a text without line ends and other controls; each run of them is one blank."""
    return " ".join("".join(" " if sign < " " or sign == "\x7f" else sign for sign in text).split())


def as_number(text: str, factor: Decimal = Decimal(1)) -> tuple[str, bool]:
    """Give a number as an event holds one, and whether it was rounded; another text as it is.

    A number that no event holds (-1.797E308) stays as it is written, for the message about it.
    """
    try:
        value = Decimal(text) * factor
    except InvalidOperation:
        return text, False
    if not value.is_finite() or abs(value) >= _MOST:
        return text, False
    short = value.quantize(_MILLIONTH)
    return number_text(short), short != value


def give_number(
    leaves: Leaves, path: str, attribute: str, factor: Decimal = Decimal(1), key: str = "",
    **values: object,
) -> bool:  # fmt: skip
    """Give a leaf as a number to an attribute, times ``factor``; tell whether."""
    number, is_rounded = as_number(leaves.get(path), factor)
    return leaves.give(
        [path], attribute, number, key or ("why_rounded" if is_rounded else ""), **values
    )


def give_chemistry(leaves: Leaves, path: str, said: str) -> None:
    """Take a chemistry: our word for the pack, and the maker's own where it says more."""
    word = chemistry_of(said)
    if word is None or word == said:
        leaves.take(path, "chemistry")
        return
    if leaves.give([path], "battery_chemistry", said):
        leaves.cells["chemistry"], leaves.places["chemistry"] = word, path
        leaves.note(
            path, "mapped", f"chemistry, {target_of('battery_chemistry')}", word, "why_word"
        )


def finish(leaves: Leaves, *, works_out_energy: bool = False) -> tuple[Row, list[ReportLine]]:
    """Give the row of a document and what became of each leaf; what nobody took has no place.

    ``works_out_energy`` is for a format that has no place for the rated energy; in any other a pack
    without it is asked for it.
    """
    for path in leaves.open():
        leaves.leave(path, "why_no_place")
    _energy(leaves, works_out=works_out_energy)
    _fit(leaves)
    cells = leaves.cells
    places = {name: f"{name} ({path})" for name, path in leaves.places.items()}
    row = Row(
        leaves.line, tuple(cells), list(cells.values()), places=places, values=leaves.attributes
    )
    return row, leaves.report()


def _energy(leaves: Leaves, *, works_out: bool) -> None:
    """Give the pack its rated energy: what was certified, else voltage times capacity."""
    if "energy_wh" in leaves.cells:
        return
    certified = leaves.attributes.get("certified_usable_energy")
    if isinstance(certified, str):
        path, text = leaves.places["values.certified_usable_energy"], scaled(certified, _KILO)
        leaves.cells["energy_wh"], leaves.places["energy_wh"] = text, path
        target = f"energy_wh, {target_of('certified_usable_energy')}"
        leaves.note(path, "mapped", target, text, "why_unit", unit="kWh", to="Wh")
        return
    if not works_out:
        return
    try:
        energy = Decimal(leaves.cells["nominal_voltage_v"]) * Decimal(leaves.cells["capacity_ah"])
    except (KeyError, InvalidOperation):
        return
    if 0 < energy < _MOST:
        text = number_text(energy.quantize(_MILLIONTH))
        path = leaves.places["nominal_voltage_v"]
        leaves.cells["energy_wh"], leaves.places["energy_wh"] = text, path
        leaves.note(path, "mapped", "nominal_voltage_v, energy_wh", text, "why_computed")


def _fit(leaves: Leaves) -> None:
    """Leave out what cannot be true beside the rest, one after the other, until all of it fits."""
    while True:
        values: dict[str, Value] = dict(leaves.attributes)
        for field, attribute in _TOGETHER.items():
            if field in leaves.cells:
                values[attribute] = leaves.cells[field]
        # The nominal voltage is a fact of the pack: what is at odds with it goes.
        problems = [
            (one, place)
            for one in check_together(values)
            for place in (one.attribute, "maximum_voltage")
            if not one.is_unusual and place in leaves.attributes
        ]
        if not problems:
            return
        problem, attribute = problems[0]
        leaves.drop(attribute, "why_together", expected=problem.expected)
