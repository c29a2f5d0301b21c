"""BP-I005 to I008: nobody takes a name by which another item is found, and an id has one spelling.

``design/bytes.md`` 9 and ``design/architecture.md`` 6. Two ids that every reader takes for one are two
packs here, and the second would answer for the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from batterypass.domain.events.batch import BatchOutputWeighed
from batterypass.domain.events.enrolment import PackEnrolled
from batterypass.domain.events.item import ItemDismantled
from batterypass.domain.events.pack import PackManufactured, PassportIssued
from batterypass.domain.ids import parse_printed_id, prefix_in, printed_id
from batterypass.errors import InputError, MalformedError
from batterypass.regulations.identifiers.gs1_elements import encode_elements
from batterypass.regulations.identifiers.gs1_keys import gs1_number
from batterypass.regulations.identifiers.gs1_link import encode_link
from batterypass.regulations.identifiers.identifier import parse_identifier
from batterypass.regulations.identifiers.schemes import TABLE, Scheme, scheme_named
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.names import items_of_link, items_of_number, number_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.domain.events.pack import Alias
    from batterypass.regulations.identifiers.gs1_keys import Gs1Number
    from batterypass.rules.acts import JudgedAct

_PACKS = frozenset({PackManufactured.KIND.name, PackEnrolled.KIND.name})
_MAKING = _PACKS | {ItemDismantled.KIND.name, BatchOutputWeighed.KIND.name}
#: Whole printed ids as people write them, with something between the groups.
_PRINTED = re.compile(r"[0-9A-Za-z]{4}[- ][0-9A-Za-z]{4}[- ][0-9A-Za-z]{4}[- ][0-9A-Za-z]")
_COMPACT = re.compile(r"[0-9A-Za-z]{13}")
_LINKS = ("https://", "http://", "did:web:", "urn:epc:")
#: RFC 3986, 2.3: an escape of one of these says the same as the character.
_UNRESERVED = re.compile(r"%(?:2D|2E|5F|7E|3[0-9]|4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])")
_DOTS = frozenset({".", ".."})


def an_alias_is_no_name_of_the_ledger(act: JudgedAct) -> Findings:
    """An alias has not the form of a printed id, nor is it the link or passport of another item.

    A GS1 number is given as such (``SGTIN``, ``GIAI``), so that every spelling of it is found.
    """
    found = [
        act.breach("BP-I005", act.event.item, scheme=one.scheme, value=one.value, found=what)
        for one in act.event.aliases
        if (what := _imitated(act, one))
    ]
    return found or NONE


def another_items_number_is_told(act: JudgedAct) -> Findings:
    """Tell where an alias is the GS1 number of another item, or its own number another's alias (BP-I003)."""
    event, world = act.event, act.world
    found: list[Finding] = []
    for alias in event.aliases:
        number = _number_of(alias, _scheme_of(act, alias))
        others = sorted(set(items_of_number(world, number)) if number is not None else ())
        found += _told(act, alias.scheme, alias.value, others)
    own = act.once(_own_number)
    if own is not None:
        key = own.value("8004") or encode_elements(_plain(own))
        scheme = "GIAI" if own.value("8004") else "SGTIN"
        found += _told(act, scheme, key, world.pointed("alias", key))
    return found or NONE


def an_id_has_one_spelling(act: JudgedAct) -> Findings:
    """An id escapes what has to be escaped and nothing else, and has no dot segments (BP-I006)."""
    return [
        act.breach("BP-I006", name, expected=expected)
        for name in _made(act)
        if (expected := _spelled(name)) != name
    ] or NONE


def a_passport_has_a_name_of_its_own(act: JudgedAct) -> Findings:
    """The id of a passport is no item's, and no number of a battery (BP-I007)."""
    event = act.event
    if act.world.item(event.passport) is not None:
        return [act.breach("BP-I007", event.item, passport=event.passport, found="~name-item")]
    if prefix_in(event.passport) is not None or number_in(event.passport) is not None:
        return [act.breach("BP-I007", event.item, passport=event.passport, found="~name-gs1")]
    if _spelled(event.passport) != event.passport:
        return [act.breach("BP-I007", event.item, passport=event.passport, found="~name-spelled")]
    return NONE


def one_number_names_one_item(act: JudgedAct) -> Findings:
    """An id is not the number of an item under another domain, nor the id of a passport (BP-I008)."""
    found = []
    domains = act.actor.domains if act.actor is not None else ()
    for name in _made(act):
        number = act.once(_own_number) if act.event.kind in _PACKS else _battery_in(name)
        # Under other domains than the actor's nobody makes ids of this prefix (BP-P003).
        others = set(items_of_number(act.world, number, domains)) if number is not None else set()
        others |= set(act.world.pointed("passport", name))
        others.discard(name)
        found += [act.breach("BP-I008", name, other=other) for other in sorted(others)[:1]]
    return found or NONE


def _own_number(act: JudgedAct) -> Gs1Number | None:
    return _battery_in(act.event.item)


def _battery_in(url: str) -> Gs1Number | None:
    number = number_in(url)
    return number if number is not None and number.granularity == "item" else None


def _made(act: JudgedAct) -> list[str]:
    event = act.event
    if event.kind in _PACKS:
        return [event.item]
    made = event.fractions if event.kind == BatchOutputWeighed.KIND.name else event.children
    return [one.item for one in made]


def _imitated(act: JudgedAct, alias: Alias) -> str:
    """Say what an alias imitates, as a word of the catalogue; nothing for what imitates nothing."""
    value = alias.value.strip()
    if _PRINTED.fullmatch(value) or _COMPACT.fullmatch(value):
        try:
            printed = parse_printed_id(value)
        except InputError:
            return ""
        others = act.world.pointed("printed", printed.replace("-", ""))
        if printed == printed_id(act.event.item):
            return ""
        # Thirteen letters are often something else: they are refused where a pack has them.
        return "~name-printed" if others or not _COMPACT.fullmatch(value) else ""
    if not value.lower().startswith(_LINKS):
        return ""
    if _scheme_of(act, alias) is None and parse_identifier(value).number is not None:
        # Of a scheme that is known BP-I001 says how it is written.
        return "~name-gs1"
    others = [one for one in items_of_link(act.world, value) if one != act.event.item]
    return "~name-item" if others else ""


def _scheme_of(act: JudgedAct, alias: Alias) -> Scheme | None:
    table = act.regulations.tables.get(TABLE)
    return scheme_named(table, alias.scheme) if table is not None else None


def _number_of(alias: Alias, scheme: Scheme | None) -> Gs1Number | None:
    if scheme is None or scheme.check != "giai":
        return parse_identifier(alias.value).number
    try:
        return gs1_number({"8004": alias.value})
    except MalformedError:
        return None


def _plain(number: Gs1Number) -> Gs1Number:
    """Give a number without variant and lot: an alias of the scheme has neither."""
    serial = number.value("21")
    return gs1_number({"01": number.value("01"), "21": serial}) if serial else number


def _told(act: JudgedAct, scheme: str, value: str, others: list[str]) -> Iterator[Finding]:
    for other in [one for one in others if one != act.event.item][:1]:
        yield act.notice("BP-I003", act.event.item, scheme=scheme, value=value, other=other)


def _spelled(url: str) -> str:
    """Write an id the one way that a reader compares it."""
    text = _UNRESERVED.sub(lambda escape: unquote(escape[0]), url)
    host, *segments = text.removeprefix("https://").split("/")
    kept: list[str] = []
    for segment in segments:
        if segment not in _DOTS:
            kept.append(segment)
        elif segment == ".." and kept:
            kept.pop()
    text = "/".join([f"https://{host}", *kept])
    number = _battery_in(text)
    if number is None:
        return text
    # What a serial number has beside letters and figures is escaped in a link of GS1.
    tail = encode_link(number, "")
    start = f"https://{host}/{number.parts[0][0]}/"
    return f"https://{host}{tail}" if text.startswith(start) else text


RULES = (
    Rule("BP-I003", "notice", "item", _PACKS, another_items_number_is_told),
    Rule("BP-I005", "compliance", "item", _PACKS, an_alias_is_no_name_of_the_ledger),
    Rule("BP-I006", "compliance", "item", _MAKING, an_id_has_one_spelling),
    Rule(
        "BP-I007", "compliance", "item", frozenset({PassportIssued.KIND.name}),
        a_passport_has_a_name_of_its_own,
    ),
    Rule("BP-I008", "compliance", "item", _MAKING, one_number_names_one_item),
)  # fmt: skip
