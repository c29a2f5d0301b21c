"""Every name by which an item is found: its URL, what was made of it, and what others call it.

A look-up for each way; nothing is searched through. A GS1 number is looked for under the domains of
whoever has registered its company prefix, so one that was read from any other link, bar code or URN
finds the pack too. The URL of an item is that item. Any other name is looked up in every way, so that
an alias never stands before the number or the printed id of another pack: both are listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from batterypass.domain.ids import parse_printed_id, with_plain_host
from batterypass.domain.lineage import as_lived
from batterypass.errors import InputError, MalformedError
from batterypass.regulations.identifiers.identifier import Identifier, parse_identifier
from batterypass.rules.names import items_aliased, items_of_link, items_of_number
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
#: From so many characters on a text is not the beginning of a printed id by accident.
_SURE = 8
_RELATIONS: tuple[Way, ...] = ("passport", "alias", "serial")
_NO_WAY: Way = ""
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
        return Named([as_lived(session.world, item)], "url", None)
    identifier = parse_identifier(text)
    ways: dict[Way, set[str]] = {
        relation: set(session.world.pointed(relation, url)) for relation in _RELATIONS
    }
    ways["number"] = set(_by_number(session, identifier, url))
    if not url.startswith("https://"):
        letters = len(text.replace("-", "").replace(" ", ""))
        # A serial number that happens to be the beginning of a printed id is a serial number.
        if letters >= _SURE or not ways["serial"]:
            whole: Way = "printed" if letters == _WHOLE_PRINTED else "beginning"
            ways[whole] = _by_printed_id(session, text, sure=not any(ways.values()))
    names = set().union(*ways.values())
    way = next((one for one in ways if ways[one]), _NO_WAY)
    items = [
        as_lived(session.world, one)
        for name in sorted(names)
        if (one := session.world.item(name)) is not None
    ]
    return Named(items, way, identifier)


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
        yield from items_of_number(world, number)
        yield from items_aliased(world, number)
    elif identifier.scheme == "uuid":
        for domain in _all_domains(session):
            yield from world.pointed("passport", f"https://{domain}/passport/{identifier.normal}")
    elif identifier.scheme == "did_web":
        yield from items_of_link(world, identifier.normal)
    elif url.startswith(("http://", "https://", "HTTP")):
        yield from items_of_link(world, url)
    elif identifier.valid and identifier.normal and identifier.scheme != "printed_id":
        yield from world.pointed("alias", identifier.normal)


def _all_domains(session: Session) -> Iterator[str]:
    for row in session.store.subjects("P"):
        party = session.world.party(row.name)
        yield from party.domains if party is not None else ()


def _by_printed_id(session: Session, text: str, *, sure: bool) -> set[str]:
    """Give items by a printed id or its beginning; ``sure``: nothing else has this name."""
    try:
        prefix = parse_printed_id(text).replace("-", "")
    except InputError:
        # A serial number or a word: say "no such item" rather than lecture on printed ids, unless
        # it has the shape of one.
        if sure and _PRINTED_SHAPE.fullmatch(text):
            raise
        return set()
    if not prefix:
        return set()
    return {pointer.subject for pointer in session.store.pointers("printed", prefix, MOST)}
