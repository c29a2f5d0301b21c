"""Every name by which an item is found: its URL, what was made of it, and what others call it.

A look-up for each way, cheapest first; nothing is searched through. A GS1 number is looked for under
the domains of whoever has registered its company prefix, so one that was read from any other link,
bar code or URN finds the pack too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from batterypass.domain.ids import (
    SHORTEST_PREFIX,
    digital_link,
    giai_link,
    gtin_and_serial,
    parse_printed_id,
    prefix_claim,
    with_plain_host,
)
from batterypass.errors import InputError, MalformedError
from batterypass.regulations.identifiers.gs1_elements import encode_elements
from batterypass.regulations.identifiers.identifier import Identifier, parse_identifier
from batterypass.statements.label import parse_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

#: How a text named an item.
Way = Literal["url", "passport", "alias", "serial", "number", "printed", "beginning", ""]
_PRINTED_SHAPE = re.compile(r"[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]")
_WHOLE_PRINTED = 13
_PAGE = re.compile(r"(https://[^?#]+?)/(?:index(?:\.[a-z]{2})?\.html|record\.json)?")
_SHORT_PAGE = re.compile(
    r"https://[^/?#]+(?:/[^/?#]+)*/p/([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])"
)
#: One more than are ever shown, so that "more" can be said.
MOST = 6


class Named(NamedTuple):
    """The items that a text names, sorted by their URLs, and how it names them."""

    items: list[ItemState]
    way: Way
    #: None where the text is the id itself, as it stands.
    identifier: Identifier | None


def items_named(session: Session, text: str) -> Named:
    """Give every item that a text names; none where nothing here answers to it.

    Raises InputError for a whole printed id whose check character does not fit.
    """
    text = text.strip()
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        # Bytes of a scanner that were no UTF-8: nothing that is stored has such a name.
        return Named([], "", parse_identifier(text))
    url = _without_signature(with_plain_host(text))
    page = _of_page(session, url)
    if page != url:
        return items_named(session, page)
    item = session.world.item(url)
    if item is not None:
        return Named([item], "url", None)
    relations: tuple[Way, ...] = ("passport", "alias", "serial")
    pointed = {relation: session.world.pointed(relation, url) for relation in relations}
    names = {name for found in pointed.values() for name in found}
    way: Way = next((relation for relation in relations if pointed[relation]), "")
    identifier = parse_identifier(text)
    if not names:
        names = set(_by_number(session, identifier, url))
        way = "number" if names else ""
    if not names and not text.startswith("https://"):
        names = _by_printed_id(session, text)
        whole = len(text.replace("-", "").replace(" ", "")) == _WHOLE_PRINTED
        way = "" if not names else "printed" if whole else "beginning"
    items = [one for name in sorted(names) if (one := session.world.item(name)) is not None]
    return Named(items, way, identifier)


def prefix_owners(session: Session, digits: str) -> list[str]:
    """Give the parties that have registered a GS1 prefix with which the digits begin."""
    claims = [prefix_claim(digits[:end]) for end in range(SHORTEST_PREFIX, len(digits) + 1)]
    return [owner for claim in claims for owner in session.world.pointed("name", claim)]


def _without_signature(text: str) -> str:
    if not (text.startswith("https://") and "#" in text):
        return text
    try:
        return parse_label(text)[0]
    except MalformedError:
        return text.split("#", 1)[0]


def _of_page(session: Session, url: str) -> str:
    """Give the id of which a link is a page of the published site; any other link as it is.

    ``…/21/SERIAL/`` and ``…/21/SERIAL/index.en.html`` are pages of an item, ``/p/PRINTED-ID/`` leads there.
    """
    page = _PAGE.fullmatch(url)
    if page is None or session.world.item(url) is not None:
        return url
    short = _SHORT_PAGE.fullmatch(page[1])
    return short[1] if short is not None else page[1]


def _by_number(session: Session, identifier: Identifier, url: str) -> Iterator[str]:
    """Give items by a number that was understood: under its owners' domains, and as an alias."""
    world, number = session.world, identifier.number
    if number is not None and number.granularity == "item":
        gtin, giai, serial = number.value("01"), number.value("8004"), identifier.serial
        for domain in _domains(session, gtin[1:] or giai):
            name = digital_link(domain, gtin, serial) if gtin else giai_link(domain, giai)
            if world.item(name) is not None:
                yield name
        for key in (giai, encode_elements(number)):
            yield from world.pointed("alias", key) if key else ()
        for name in world.pointed("serial", serial) if gtin else ():
            found = gtin_and_serial(name)
            if found is not None and found[0] == gtin and unquote(found[1]) == serial:
                yield name
    elif identifier.scheme == "uuid":
        for domain in _all_domains(session):
            yield from world.pointed("passport", f"https://{domain}/passport/{identifier.normal}")
    elif identifier.scheme == "did_web":
        yield from _known(session, "https://" + identifier.normal[8:].replace(":", "/"))
    elif url.startswith(("http://", "https://", "HTTP")):
        yield from _known(session, _plain_url(url))
    elif identifier.valid and identifier.normal and identifier.scheme != "printed_id":
        yield from world.pointed("alias", identifier.normal)


def _plain_url(url: str) -> str:
    """Give a link as the id of an item would be written; as it is where it has no host."""
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    return f"https://{(split.hostname or '').lower()}{split.path}"


def _known(session: Session, url: str) -> list[str]:
    if session.world.item(url) is not None:
        return [url]
    return session.world.pointed("passport", url)


def _domains(session: Session, digits: str) -> Iterator[str]:
    for owner in dict.fromkeys(prefix_owners(session, digits)):
        party = session.world.party(owner)
        yield from party.domains if party is not None else ()


def _all_domains(session: Session) -> Iterator[str]:
    for row in session.store.subjects("P"):
        party = session.world.party(row.name)
        yield from party.domains if party is not None else ()


def _by_printed_id(session: Session, text: str) -> set[str]:
    try:
        prefix = parse_printed_id(text).replace("-", "")
    except InputError:
        # A serial number or a word: say "no such item" rather than lecture on printed ids, unless
        # it has the shape of one.
        if _PRINTED_SHAPE.fullmatch(text):
            raise
        return set()
    if not prefix:
        return set()
    return {pointer.subject for pointer in session.store.pointers("printed", prefix, MOST)}
