"""Whether a passport value can be what it says: shape, unit, range, chemistry; with the likely fix.

Pure functions over :mod:`batterypass.regulations.passport_shapes`. A value that has another shape,
or lies where nothing can lie, is wrong. One that is merely unusual may be right: whoever gives it
can say so. A plain text is taken in place of a list or a record, as a description.
"""

from __future__ import annotations

from decimal import Decimal
from difflib import get_close_matches
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from batterypass.domain.base import is_number, number_text
from batterypass.regulations import passport_scalars as scalars
from batterypass.regulations.passport_problem import Problem, said
from batterypass.regulations.passport_shapes import shapes
from batterypass.texts.unseen import has_unseen, without_unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.regulations.attributes import Attribute
    from batterypass.regulations.passport_shapes import Cells, Shape

#: Sorts of which a list is given, and the sort of its members.
_LISTS: Final = {
    "texts": "text", "multilingual": "text", "uris": "uri", "enums": "enum", "numbers": "number"
}  # fmt: skip
#: Up to this many cells in series a nominal voltage tells whether it is a whole number of them.
_FEW_CELLS: Final = 10
#: Members of a record that was given as a plain text.
_ALONE: Final = frozenset({"description", "uri"})
#: (lower, higher): the first is less than the second.
ORDERED: Final = (
    ("minimum_voltage", "nominal_voltage"),
    ("nominal_voltage", "maximum_voltage"),
    ("minimum_voltage", "maximum_voltage"),
    ("idle_temperature_min", "idle_temperature_max"),
)


def check_value(attribute: Attribute, value: Value, chemistry: str = "") -> list[Problem]:
    """List what is wrong with the value of one attribute; nothing where it is fine.

    ``chemistry`` is the ledger's word (``LFP``, ``NMC``, …), empty where it is not known.
    """
    shape = shapes().attributes.get(attribute.id)
    if shape is None:
        return []
    hidden = [one for one in _texts(value) if has_unseen(one)]
    if hidden:
        # Nothing else is said of it: who reads the message would be misled as well.
        return [
            Problem("hidden", attribute.id, one, said("hidden"), without_unseen(one))
            for one in hidden
        ]
    return list(_check(attribute.id, "", shape, shape.unit or attribute.unit, value, chemistry))


def as_record(attribute: str, text: str) -> dict[str, str]:
    """Give a plain text that stands for a record as one: a link, else a description."""
    shape = shapes().attributes.get(attribute)
    is_link = shape is not None and "uri" in shape.members and scalars.is_uri(text)
    return {"uri": text} if is_link else {"description": text}


def check_together(values: Mapping[str, Value], chemistry: str = "") -> list[Problem]:
    """List what cannot be true together: limits of voltage, of temperature, shares above 100 %."""
    numbers = {
        name: Decimal(value)
        for name, value in values.items()
        if isinstance(value, str) and is_number(value)
    }
    found = [*_order(numbers), *_shares(numbers)]
    told = {problem.attribute for problem in found}
    # What is above its upper neighbour is told once.
    return found + [one for one in _voltages(numbers, chemistry) if one.attribute not in told]


def _check(
    name: str, member: str, shape: Shape, unit: str, value: Value, chemistry: str
) -> Iterator[Problem]:
    sort = shape.sort
    if sort in ("record", "records"):
        yield from _check_records(name, shape, value, chemistry)
    elif sort == "multilingual" and isinstance(value, dict):
        for language in value:
            if not scalars.is_language(language):
                yield Problem("shape", name, language, said("multilingual"), member=language)
    elif sort in _LISTS and isinstance(value, list):
        for one in value:
            if isinstance(one, str):
                yield from _check_text(name, member, shape, unit, one, chemistry)
            else:
                yield Problem("shape", name, str(one), said(sort), member=member)
    elif isinstance(value, str):
        yield from _check_text(name, member, shape, unit, value, chemistry)
    else:
        expected = said(sort) if sort in _LISTS else said("text")
        yield Problem("shape", name, str(value), expected, member=member)


def _check_text(
    name: str, member: str, shape: Shape, unit: str, text: str, chemistry: str
) -> Iterator[Problem]:
    problem = scalars.check_text(name, member, shape, unit, text)
    if problem is not None:
        yield problem
    elif shape.voltage == "nominal" and chemistry in shapes().cells:
        yield from _check_cells(name, text, shapes().cells[chemistry], chemistry)


def _check_records(name: str, shape: Shape, value: Value, chemistry: str) -> Iterator[Problem]:
    if isinstance(value, str):
        # A description is taken as it is; who exports it says that it is no record.
        return
    if isinstance(value, dict) and shape.sort == "record":
        yield from _check_record(name, shape, value, chemistry)
        return
    wanted = said(shape.sort, listed=", ".join(shape.members))
    if not isinstance(value, list) or shape.sort == "record":
        yield Problem("shape", name, str(value), wanted)
        return
    for one in value:
        if isinstance(one, dict):
            yield from _check_record(name, shape, one, chemistry)
        elif not shape.takes_uris:
            yield Problem("shape", name, one, wanted)
        elif not scalars.is_uri(one):
            yield Problem("uri", name, one, said("uri"), scalars.likely_uri(one))


def _check_record(
    name: str, shape: Shape, record: Mapping[str, str], chemistry: str
) -> Iterator[Problem]:
    listed = ", ".join(shape.members)
    for member, text in record.items():
        known = shape.members.get(member)
        if known is None:
            near = get_close_matches(member, shape.members, n=1, cutoff=0.5)
            yield Problem(
                "member", name, member, said("member", listed=listed), "".join(near), member=member
            )
        else:
            yield from _check(name, member, known, known.unit, text, chemistry)
    if record and record.keys() <= _ALONE:
        # It says no more than the plain text that may stand here.
        return
    for member, known in shape.members.items():
        if known.is_required and member not in record:
            nothing = said("nothing")
            yield Problem("required", name, "", said("required"), member=member, nothing=nothing)


def _check_cells(name: str, text: str, cells: Cells, chemistry: str) -> Iterator[Problem]:
    """Hold a nominal voltage against whole cells: 12 V is no whole number of LFP cells."""
    volts, (low, high) = Decimal(text), cells.nominal
    fewest, most = ceil(volts / high), floor(volts / low)
    if fewest > _FEW_CELLS or fewest <= most:
        return
    likely = number_text(max(1, round(volts / cells.typical)) * cells.typical)
    expected = said("cells", chemistry=chemistry, low=number_text(low), high=number_text(high))
    volt = shapes().units["V"].name
    yield Problem("cells", name, text, expected, likely, volt, is_unusual=True)


def _order(numbers: Mapping[str, Decimal]) -> Iterator[Problem]:
    for lower, higher in ORDERED:
        if lower in numbers and higher in numbers and numbers[lower] > numbers[higher]:
            expected = said("below", name=higher, other=number_text(numbers[higher]))
            yield Problem("order", lower, number_text(numbers[lower]), expected)


def _voltages(numbers: Mapping[str, Decimal], chemistry: str) -> Iterator[Problem]:
    cells, nominal = shapes().cells.get(chemistry), numbers.get("nominal_voltage")
    if cells is None or not nominal:
        return
    for name, (low, high) in (
        ("minimum_voltage", cells.minimum),
        ("maximum_voltage", cells.maximum),
    ):
        volts = numbers.get(name)
        if volts is None or low * nominal <= volts <= high * nominal:
            continue
        expected = said(
            "limits", chemistry=chemistry, nominal=number_text(nominal),
            low=_short(low * nominal), high=_short(high * nominal),
        )  # fmt: skip
        yield Problem("limits", name, number_text(volts), expected, is_unusual=True)


def _shares(numbers: Mapping[str, Decimal]) -> Iterator[Problem]:
    """Add up shares of one whole.

    What makes up all of it may miss it by what each share was rounded: half of its last digit.
    """
    for one in shapes().sums:
        given = [name for name in one.attributes if name in numbers]
        total = sum((numbers[name] for name in given), Decimal(0))
        slack = Decimal(0)
        if one.usual_least is not None:
            slack = sum((_half_a_digit(numbers[name]) for name in given), slack)
        is_whole = len(given) == len(one.attributes)
        if len(given) > 1 and total > one.most + slack:
            # A credit for recycling that is still to come may take off what is too much.
            key, is_unusual = "sum", not is_whole and _may_be_less(one.attributes)
        elif is_whole and one.usual_least is not None and total < one.usual_least - slack:
            key, is_unusual = "sum-low", True
        else:
            continue
        last = given[-1]
        others = [f"{name} ({number_text(numbers[name])})" for name in given[:-1]]
        expected = said(key, limit=number_text(one.most), listed=", ".join(others))
        yield Problem("sum", last, number_text(numbers[last]), expected, is_unusual=is_unusual)


def _half_a_digit(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2


def _may_be_less(names: Iterable[str]) -> bool:
    """Tell whether one of some shares may be below nothing."""
    ranges = (shapes().attributes[name].hard for name in names)
    return any(one is not None and one[0] < 0 for one in ranges)


def _texts(value: Value) -> Iterator[str]:
    """Give every text in a value."""
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _short(value: Decimal) -> str:
    return number_text(value.quantize(Decimal("0.1")))
