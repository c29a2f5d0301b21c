"""BP-I: the id of a pack and its other numbers are what they look like.

``design/architecture.md`` 6 and the schemes of ``id-schemes.json``. Whose an id is, is BP-P003.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batterypass.domain.events.assembly import PackAssembled
from batterypass.domain.events.enrolment import PackEnrolled
from batterypass.domain.events.pack import PackManufactured
from batterypass.domain.ids import gs1_path_problem
from batterypass.errors import MalformedError
from batterypass.regulations.identifiers.schemes import (
    TABLE,
    Scheme,
    scheme_in_force,
    scheme_named,
)
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.names import is_gs1_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.domain.events.pack import Alias
    from batterypass.regulations.tables import Table
    from batterypass.rules.acts import JudgedAct

_AT_START = re.compile(r"^https://[^/]+/(01|8004)/")
_KINDS = frozenset({PackManufactured.KIND.name, PackEnrolled.KIND.name, PackAssembled.KIND.name})


def an_alias_is_one_of_its_scheme(act: JudgedAct) -> Findings:
    """A number that says its scheme is written as numbers of that scheme are (BP-I001)."""
    if not act.event.aliases:
        return NONE
    wrong = _wrong_aliases(act)
    return [_of(act, alias, expected) for alias, expected, sure in wrong if sure] or NONE


def an_odd_alias_is_told(act: JudgedAct) -> Findings:
    """Where nobody is sure of the scheme's shape, another one is told and not refused (BP-I002)."""
    if not act.event.aliases:
        return NONE
    odd = [(alias, expected) for alias, expected, sure in _wrong_aliases(act) if not sure]
    return [
        act.notice(
            "BP-I002", act.event.item, scheme=alias.scheme, value=alias.value, expected=expected
        )
        for alias, expected in odd
    ] or NONE


def one_alias_of_two_packs_is_told(act: JudgedAct) -> Findings:
    """Tell where an alias is that of another item, under the same scheme (BP-I003).

    Such numbers are unique in their scheme, so one of the two is copied wrongly or is the same pack.
    Of a pack that is enrolled BP-C020 says so.
    """
    return [
        act.notice("BP-I003", act.event.item, scheme=alias.scheme, value=alias.value, other=other)
        for alias in act.event.aliases
        for other in _others_with(act, alias)[:1]
    ] or NONE


def a_gs1_path_names_one_battery(act: JudgedAct) -> Findings:
    """An id that a reader takes for GS1's is a right GS1 number of one battery, and nothing before it.

    The number stands at the beginning of the path (BP-I004): behind other words or by its short name it
    is read as well, so it would be the same number with another id.
    """
    item = act.event.item
    if gs1_path_problem(item):
        return [act.breach("BP-I004", item)]
    # Reading a whole link costs more; most ids have their number at the beginning.
    if _AT_START.match(item) or not is_gs1_link(item):
        return NONE
    return [act.breach("BP-I004", item)]


def _wrong_aliases(act: JudgedAct) -> Iterator[tuple[Alias, str, bool]]:
    """Give each alias that its scheme does not know so, how it should look, and how sure that is."""
    table = act.regulations.tables.get(TABLE)
    if table is None:
        # A rulebook that is older than the schemes says nothing of them.
        return
    for alias in act.event.aliases:
        scheme = scheme_in_force(table, alias.scheme, act.day)
        if scheme is None:
            continue
        expected = _expected(scheme, alias.value)
        if expected != alias.value:
            yield alias, expected, scheme.confidence != "low"


def _expected(scheme: Scheme, value: str) -> str:
    try:
        return scheme.parse(value)
    except MalformedError:
        return scheme.example


def _of(act: JudgedAct, alias: Alias, expected: str) -> Finding:
    return act.breach(
        "BP-I001", act.event.item, scheme=alias.scheme, value=alias.value, expected=expected
    )


def _others_with(act: JudgedAct, alias: Alias) -> list[str]:
    table = act.regulations.tables.get(TABLE)
    if table is None:
        return []
    found = []
    for name in act.world.pointed("alias", alias.value):
        item = act.world.item(name)
        schemes = {_scheme_of(table, one["scheme"]) for one in item.aliases} if item else set()
        if name != act.event.item and _scheme_of(table, alias.scheme) in schemes:
            found.append(name)
    return sorted(found)


def _scheme_of(table: Table, name: str) -> str:
    scheme = scheme_named(table, name)
    return scheme.scheme if scheme is not None else name


RULES = (
    Rule("BP-I001", "compliance", "item", _KINDS, an_alias_is_one_of_its_scheme),
    Rule("BP-I002", "notice", "item", _KINDS, an_odd_alias_is_told),
    Rule(
        "BP-I003",
        "notice",
        "item",
        frozenset({PackManufactured.KIND.name, PackAssembled.KIND.name}),
        one_alias_of_two_packs_is_told,
    ),
    Rule("BP-I004", "compliance", "item", _KINDS, a_gs1_path_names_one_battery),
)
