"""The order in which statements that rest on each other can be recorded."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import orjson

from batterypass.errors import MalformedError
from batterypass.statements.cose import parse_statement

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Link(NamedTuple):
    subject: object
    lane: object
    seq: object
    prev: object


def in_order(statements: Sequence[bytes]) -> list[int]:
    """List the positions of statements so that each comes after what its links rest on.

    A main link rests on the statement whose digest is its ``prev``; a link of lane record rests on
    the main statement whose link it repeats. Where nothing of the kind decides, the given order
    stays: it is what tells that a key was registered before it signed.
    """
    before = _before(statements)
    order: list[int] = []
    entered: set[int] = set()
    done: set[int] = set()
    for first in range(len(statements)):
        # Depth first, and without recursion, since a chain may be as long as the file. Bytes that
        # rest on each other in a circle are nobody's honest work and come out in some order.
        path = [first]
        while path:
            place = path[-1]
            if place not in entered:
                entered.add(place)
                path += [one for one in reversed(before[place]) if one not in entered]
                continue
            path.pop()
            if place not in done:
                done.add(place)
                order.append(place)
    return order


def _before(statements: Sequence[bytes]) -> list[list[int]]:
    """List for each statement the positions of those that its links rest on."""
    links = [_links(raw) for raw in statements]
    by_digest: dict[object, int] = {}
    repeated: dict[_Link, int] = {}
    for place, raw in enumerate(statements):
        by_digest[sha256(raw).hexdigest()] = place
        for link in links[place]:
            if link.lane == "main":
                repeated.setdefault(link._replace(lane="record"), place)
    before = []
    for some in links:
        found = [by_digest[link.prev] for link in some if link.prev in by_digest]
        found += [repeated[link] for link in some if link in repeated]
        before.append(sorted(found))
    return before


def _links(raw: bytes) -> list[_Link]:
    """Give the links of a statement; none where it cannot be read, which is for a judge to say."""
    try:
        # Whether the payload has its one form is for the judge as well.
        return [_link_of(one) for one in orjson.loads(parse_statement(raw).payload)["subjects"]]
    except (MalformedError, ValueError, TypeError, KeyError, AttributeError):
        return []


def _link_of(one: dict[str, object]) -> _Link:
    link = _Link(one.get("subject"), one.get("lane"), one.get("seq"), one.get("prev"))
    # What cannot be looked up raises TypeError here.
    hash(link)
    return link
