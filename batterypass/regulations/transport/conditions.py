"""When a row of a table fits: conditions over facts, with "nobody has said" as a third answer."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from batterypass.errors import MalformedError

Fact = str | bool | int | Decimal | None
Facts = Mapping[str, Fact]
Check = tuple[str, Callable[[Any], bool]]
_COMPARED = re.compile(r"^(<=|>=|<|>)([0-9]+(?:\.[0-9]+)?)$")
_OPERATORS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt,
}  # fmt: skip


def compile_when(
    when: Mapping[str, object], known: frozenset[str], where: str
) -> tuple[Check, ...]:
    """Make the checks of a ``when``, in its order.

    A value is compared (``"<=400"``), looked up in a list, or must be equal. Raises MalformedError
    that names the row for a fact that nobody knows or a condition that nobody reads.
    """
    return tuple((_fact(name, known, where), _test(wanted, where)) for name, wanted in when.items())


def _fact(name: str, known: frozenset[str], where: str) -> str:
    if name not in known:
        raise MalformedError(f"{where}: {name!r} is no fact of a package")
    return name


def _test(wanted: object, where: str) -> Callable[[Any], bool]:
    if isinstance(wanted, list):
        return frozenset(wanted).__contains__
    if isinstance(wanted, bool):
        return lambda value: value is wanted
    if not isinstance(wanted, str):
        raise MalformedError(f"{where}: {wanted!r} is no condition")
    found = _COMPARED.match(wanted)
    if found is None:
        return lambda value: bool(value == wanted)
    compare, limit = _OPERATORS[found[1]], Decimal(found[2])
    return lambda value: compare(value, limit)


def judge(checks: tuple[Check, ...], facts: Facts) -> bool | str:
    """Tell whether all checks hold; the name of the first fact that is not known where that decides.

    One check that fails settles it, whatever is unknown beside it.
    """
    unknown = ""
    for name, test in checks:
        value = facts[name]
        if value is None:
            unknown = unknown or name
        elif not test(value):
            return False
    return unknown or True
