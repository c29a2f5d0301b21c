"""Which items a number or a link names: the same look-ups for rules and for whoever searches.

A GS1 number is looked for under the domains of whoever has registered its company prefix, among the
serial numbers, and among the aliases; nothing is searched through.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from batterypass.domain.ids import SHORTEST_PREFIX, digital_link, giai_link, prefix_claim
from batterypass.errors import MalformedError
from batterypass.regulations.identifiers.gs1_elements import encode_elements
from batterypass.regulations.identifiers.gs1_link import parse_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from batterypass.domain.world import World
    from batterypass.regulations.identifiers.gs1_keys import Gs1Number


def prefix_owners(world: World, digits: str) -> list[str]:
    """Give the parties that have registered a GS1 prefix with which the digits begin."""
    claims = [prefix_claim(digits[:end]) for end in range(SHORTEST_PREFIX, len(digits) + 1)]
    return [owner for claim in claims for owner in world.pointed("name", claim)]


def items_of_number(
    world: World, number: Gs1Number, domains: Iterable[str] | None = None
) -> Iterator[str]:
    """Give the items whose own id is a GS1 number of one item, whatever else stands in the link.

    ``domains`` are those to look under; without them those of whoever has registered the prefix.
    """
    if number.granularity != "item":
        return
    gtin, giai = number.value("01"), number.value("8004")
    serial = number.value("21") or number.value("235")
    for domain in _domains(world, gtin[1:] or giai) if domains is None else domains:
        name = digital_link(domain, gtin, serial) if gtin else giai_link(domain, giai)
        if world.item(name) is not None:
            yield name
    for name in world.pointed("serial", serial) if gtin else ():
        found = number_in(name)
        if found is not None and (found.value("01"), found.value("21")) == (gtin, serial):
            yield name


def items_aliased(world: World, number: Gs1Number) -> Iterator[str]:
    """Give the items that have a GS1 number as an alias, which is kept in one spelling."""
    for key in (number.value("8004"), encode_elements(number)):
        yield from world.pointed("alias", key) if key else ()


def items_of_link(world: World, url: str) -> list[str]:
    """Give the item whose id a link is, or whose passport; however its host is written."""
    plain = plain_url(url)
    return [plain] if world.item(plain) is not None else world.pointed("passport", plain)


def number_in(url: str) -> Gs1Number | None:
    """Give the GS1 number that a reader finds in a link, None where there is no right one."""
    return _read_link(url)[0]


def is_gs1_link(url: str) -> bool:
    """Tell whether a reader takes a link for one with a GS1 number, right or wrong."""
    return _read_link(url)[1]


# Several rules ask about the few ids of one event.
@lru_cache(maxsize=256)
def _read_link(url: str) -> tuple[Gs1Number | None, bool]:
    try:
        number = parse_link(url)
    except MalformedError:
        return None, True
    return number, number is not None


def plain_url(url: str) -> str:
    """Give a link as the id of an item would be written; as it is where it has no host."""
    if url[:8].lower() == "did:web:":
        return "https://" + url[8:].replace(":", "/")
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    return f"https://{(split.hostname or '').lower()}{split.path}"


def _domains(world: World, digits: str) -> Iterator[str]:
    for owner in dict.fromkeys(prefix_owners(world, digits)):
        party = world.party(owner)
        yield from party.domains if party is not None else ()
