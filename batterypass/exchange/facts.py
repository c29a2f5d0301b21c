"""What values of a passport say against what the ledger says of the pack, and days that cannot be.

The ledger's word stands in the record whatever else is given (:mod:`batterypass.app.passport_folds`), so
another one is refused where it is given, with what corrects the ledger. Pure functions.
"""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from batterypass.domain.base import is_number
from batterypass.exchange.terms import chemistry_of
from batterypass.regulations.passport_problem import Problem, said
from batterypass.regulations.passport_shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from batterypass.domain.passport_values import Value

#: Attribute -> the field of a pack that says the same, in the units of both.
FACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "battery_model_identifier": "model",
        "battery_serial_number": "serial",
        "battery_category": "category",
        "battery_mass": "mass_kg",
        "rated_capacity": "capacity_ah",
        "nominal_voltage": "nominal_voltage_v",
        "manufacturing_date": "made_month",
    }
)
#: Life of an item -> the word of Annex XIII, 4(c); what is recycled or disposed of was waste.
STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "original": "original",
        "reused": "re-used",
        "repurposed": "repurposed",
        "remanufactured": "remanufactured",
        "waste": "waste",
        "recycled": "waste",
        "disposed": "waste",
    }
)
_CHEMISTRY: Final = "battery_chemistry"
_STATUS: Final = "battery_status"
_IN_SERVICE: Final = "putting_into_service_date"
#: Days on which something happened, which is not to come.
_DAYS: Final = frozenset({"month", "day", "date_time"})
_APART: Final = re.compile(r"[\s,;/|()]+")
_UNKNOWN: Final = "other"


def contradictions(
    values: Mapping[str, Value],
    facts: Mapping[str, str],
    *,
    entry: int | None = None,
    amendable: Collection[str] = (),
) -> Iterator[Problem]:
    """Give each value that says something else than the fields of the pack (``facts``).

    ``facts`` may also have ``status``, the word of Annex XIII, 4(c). ``entry`` is where the ledger says
    it; None where both stand in one event. ``amendable`` are the fields that a correction may change there.
    """
    for attribute, field in FACTS.items():
        value, known = values.get(attribute), facts.get(field, "")
        if isinstance(value, str) and known and not _is_same(value, known):
            yield _problem(attribute, value, known, field, entry, amendable)
    chemistry, named = facts.get("chemistry", ""), values.get(_CHEMISTRY)
    if isinstance(named, str) and chemistry not in ("", _UNKNOWN):
        words = chemistries_in(named)
        if words and chemistry not in words:
            yield _problem(_CHEMISTRY, named, chemistry, "chemistry", entry, amendable)
    status, given = facts.get("status", ""), values.get(_STATUS)
    if isinstance(given, str) and status and given != status:
        yield Problem("ledger", _STATUS, given, said("ledger-status", value=status), status)


def unknown_chemistry(values: Mapping[str, Value]) -> Iterator[Problem]:
    """Give the chemistry of which no word is one of the table; the maker's full name has one."""
    named = values.get(_CHEMISTRY)
    if isinstance(named, str) and not chemistries_in(named):
        listed = ", ".join(shapes().cells)
        yield Problem("word", _CHEMISTRY, named, said("chemistries", listed=listed))


def impossible_days(values: Mapping[str, Value], made_month: str, today: str) -> Iterator[Problem]:
    """Give each day that is still to come on ``today`` (YYYY-MM-DD), and use before the making."""
    for name, value in values.items():
        shape = shapes().attributes.get(name)
        if shape is None or shape.sort not in _DAYS or not isinstance(value, str):
            continue
        if value[:10] > today[: len(value[:10])]:
            yield Problem("future", name, value, said("past", day=today))
    month = values.get(_IN_SERVICE)
    if isinstance(month, str) and made_month and month[:7] < made_month:
        yield Problem("order", _IN_SERVICE, month, said("since-made", month=made_month))


def chemistries_in(text: str) -> set[str]:
    """Give our words for the chemistries that a text names: ``LFP / graphite`` names LFP."""
    whole = chemistry_of(text)
    if whole is not None:
        return {whole}
    pieces = [*re.split(r"[,;/|()]", text), *_APART.split(text)]
    return {word for piece in pieces if (word := chemistry_of(piece.strip())) is not None}


def _is_same(value: str, known: str) -> bool:
    if is_number(value) and is_number(known):
        return Decimal(value) == Decimal(known)
    return value == known


def _problem(
    attribute: str, value: str, known: str, field: str, entry: int | None,
    amendable: Collection[str],
) -> Problem:  # fmt: skip
    if entry is None:
        return Problem("ledger", attribute, value, said("same-event", field=field, value=known))
    if field not in amendable:
        expected = said("ledger-fixed", value=known, entry=str(entry))
    else:
        expected = said("ledger", value=known, entry=str(entry), field=field)
    return Problem("ledger", attribute, value, expected)
