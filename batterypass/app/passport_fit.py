"""What a passport's new values say against who and what the ledger has it for, and against its old values.

The ledger knows which pack, passport, maker and operator a passport is of: another one is refused where
it is given. Values that must fit each other are held together over every entry, not over one event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.regulations.attributes import PUBLIC
from batterypass.regulations.passport_checks import ORDERED, check_together
from batterypass.regulations.passport_problem import Problem, said
from batterypass.regulations.passport_shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.passport_record import Held
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.domain.world import World

_ISSUED: Final = "passport.issued"
_PREDECESSORS: Final = "predecessor_passports"


def identity_problems(
    world: World, item: ItemState, kind: str, own: Mapping[str, object], actor: str,
    values: Mapping[str, Value],
) -> Iterator[Problem]:  # fmt: skip
    """Give each value that names another pack, passport, maker, operator or state than the ledger.

    Whoever issues a passport answers for it. Of an enrolled pack no maker is known. Passports before
    this one that the ledger does not know may be right all the same.
    """
    is_issue = kind == _ISSUED
    passport = str(own.get("passport", "") or item.passport)
    known = {
        "battery_identifier": item.item,
        "battery_passport_identifier": passport,
        "operator_identifier": actor if is_issue else item.responsible_operator,
        "manufacturer_identifier": "" if item.enrolled else item.maker,
        "dpp_status": "archived" if item.passport_ended and not is_issue else "active",
    }
    for name, right in known.items():
        value = values.get(name)
        if value is not None and right and value != right:
            yield Problem("ledger", name, str(value), said("ledger-known", value=right), right)
    value = values.get(_PREDECESSORS)
    given = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    line = _line_of(world, item) - {passport}
    for one in given:
        if isinstance(one, str) and one not in line:
            # A passport does not come before itself, whoever says so.
            yield Problem(
                "ledger", _PREDECESSORS, one, said("ledger-line"), is_unusual=one != passport
            )


def laid_over(
    values: Mapping[str, Value], held: Mapping[str, Held], chemistry: str
) -> Iterator[Problem]:
    """Give what new values cannot be beside those that a passport has; sealed ones are not printed.

    Only what a new value has a part in is told, and not what the new values say among themselves.
    """
    told = set()
    for group in (*(one.attributes for one in shapes().sums), *ORDERED):
        new = {name: values[name] for name in group if name in values}
        old = {name: held[name] for name in group if name in held and name not in values}
        if not new or not old or check_together(new, chemistry):
            continue
        # In the order of the group: the check tells of its last one.
        both = {name: values[name] if name in new else old[name].value
                for name in group if name in new or name in old}  # fmt: skip
        listed = ", ".join(
            name if one.point != PUBLIC else f"{name} ({one.value})" for name, one in old.items()
        )
        for problem in check_together(both, chemistry):
            named = problem.attribute if problem.attribute in new else next(iter(new))
            if (named, problem.code, listed) not in told:
                told.add((named, problem.code, listed))
                expected, is_unusual = said("fit", listed=listed), problem.is_unusual
                found = str(values[named])
                yield Problem(problem.code, named, found, expected, is_unusual=is_unusual)


def _line_of(world: World, item: ItemState) -> set[str]:
    """Give every passport of an item and of those that it was made from, however far back."""
    found: set[str] = set()
    seen, open_ = {item.item}, [item]
    while open_:
        one = open_.pop()
        found.update(one.passports)
        for parent in one.parents:
            state = world.item(parent)
            if state is not None and parent not in seen:
                seen.add(parent)
                open_.append(state)
    return found
