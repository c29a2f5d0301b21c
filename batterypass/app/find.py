"""Finding a thing by whatever a person has of it (``bytes.md`` 11).

Items answer to every name of :mod:`batterypass.app.item_names`; entries to their index or the beginning of the statement
digest; consignments to their own id; parties to their id or an unambiguous part of its host.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from batterypass.app.item_names import items_named
from batterypass.domain.ids import host_of
from batterypass.domain.states import ItemState
from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState, PartyState

_IN_CONSIGNMENT = "#consignment/"
_OF_BATCH = "#batch/"
_INDEX = re.compile(r"^#?([0-9]{1,16})$")
_PLACE = re.compile(r"^([1-9][0-9]{0,8})p$")
_DIGEST = re.compile(r"^(0x)?([0-9a-fA-F]{6,64})$")
#: How many candidates an "ambiguous" message lists.
_SHOWN = 5


def find_item(session: Session, text: str) -> ItemState:
    """Give the item that ``text`` names. Raises InputError that says what would name it."""
    text = text.strip()
    states = items_named(session, text).items
    if len(states) == 1:
        return states[0]
    if states:
        listed = ", ".join(state.item for state in states[:_SHOWN])
        raise InputError(
            f"{text!r} names {len(states)} items: {listed}; give the printed id or the URL of one",
            code="find.items", text=text, count=len(states), listed=listed,
        )  # fmt: skip
    raise InputError(
        f"no item here answers to {text!r}: expected its URL, its printed id or the beginning of it,"
        " an alias or its serial number; batterypass pack list shows the items",
        code="find.no-item", text=text,
    )  # fmt: skip


def parse_place(text: str) -> int:
    """Read a place of the outbox, ``12p``; 0 for what names something else."""
    match = _PLACE.match(text.strip())
    return int(match[1]) if match else 0


def names_entry(text: str) -> bool:
    """Tell whether a text has the form of an entry's number or of the beginning of its digest."""
    return bool(_INDEX.match(text.strip()) or _DIGEST.match(text.strip()))


def find_entry(session: Session, text: str) -> int:
    """Give the index of the entry that ``text`` names. Raises InputError."""
    text = text.strip()
    match = _INDEX.match(text)
    if match:
        index = int(match[1])
        size = session.logged
        if index < size:
            return index
        raise InputError(
            f"there is no entry {index}: the ledger has {size} (0 to {size - 1});"
            " put 0x before a digest that is all digits",
            code="find.no-index", index=index, size=size, last=size - 1,
        )  # fmt: skip
    match = _DIGEST.match(text)
    if not match:
        raise InputError(
            f"{text!r} names no entry: expected its number, or at least 6 hex digits of its digest",
            code="find.no-entry", text=text,
        )  # fmt: skip
    found = session.store.find_digest(match[2].lower())
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            f"{text!r} is the beginning of {len(found)} digests; give more digits",
            code="find.digests", text=text, count=len(found),
        )  # fmt: skip
    raise InputError(
        f"no entry has a digest that begins with {match[2].lower()}",
        code="find.no-digest", text=match[2].lower(),
    )  # fmt: skip


def find_named(session: Session, text: str) -> ItemState | ConsignmentState:
    """Give the item that ``text`` names, or else the consignment.

    Raises InputError as :func:`find_item` does, or where several consignments have the number.
    """
    if _IN_CONSIGNMENT in text:
        return find_consignment(session, text)
    try:
        return find_item(session, text)
    except InputError as error:
        if error.code == "find.no-item" and _is_consignment(session, text.strip()):
            return find_consignment(session, text)
        raise


def find_subject(session: Session, text: str) -> str:
    """Give the name of the chain that ``text`` names: of an item, a consignment or a batch.

    Raises InputError as :func:`find_named` does.
    """
    from batterypass.app.batches import find_batch

    if _OF_BATCH in text:
        return find_batch(session, text).subject
    try:
        return subject_of(find_named(session, text))
    except InputError as error:
        if error.code == "find.no-item" and session.world.pointed("batch", text.strip()):
            return find_batch(session, text).subject
        raise


def subject_of(state: ItemState | ConsignmentState) -> str:
    """Give the name of the chain that a state is of."""
    return state.item if isinstance(state, ItemState) else state.subject


def _is_consignment(session: Session, text: str) -> bool:
    numbers = session.store.pointers("manifest", "", 100_000)
    return bool(session.world.pointed("consignment", text)) or any(
        pointer.key.endswith(f" {text}") for pointer in numbers
    )


def find_consignment(session: Session, text: str) -> ConsignmentState:
    """Give the consignment that ``text`` names: its own id, its full name, or its manifest number."""
    text = text.strip()
    state = session.world.consignment(text)
    if state is not None:
        return state
    subjects = session.world.pointed("consignment", text)
    if not subjects:
        for pointer in session.store.pointers("manifest", "", 100_000):
            if pointer.key.endswith(f" {text}"):
                subjects.append(pointer.subject)
    states = [one for name in subjects if (one := session.world.consignment(name)) is not None]
    if len(states) == 1:
        return states[0]
    if states:
        listed = ", ".join(one.subject for one in states[:_SHOWN])
        raise InputError(
            f"{text!r} names {len(states)} consignments: {listed}; give the full name",
            code="find.consignments", text=text, count=len(states), listed=listed,
        )  # fmt: skip
    raise InputError(
        f"no consignment here answers to {text!r}; batterypass today shows the open ones",
        code="find.no-consignment", text=text,
    )  # fmt: skip


def find_party(session: Session, text: str) -> PartyState:
    """Give the party that ``text`` names: its id, or an unambiguous part of its host or name."""
    text = text.strip()
    state = session.world.party(text)
    if state is not None:
        return state
    wanted = text.casefold()
    parties = [
        party
        for row in session.store.subjects("P")
        if (party := session.world.party(row.name)) is not None
    ]
    matches = [
        party
        for party in parties
        if host_of(party.party).startswith(wanted) or wanted in party.legal_name.casefold()
    ]
    if len(matches) == 1:
        return matches[0]
    if matches:
        listed = ", ".join(party.party for party in matches[:_SHOWN])
        raise InputError(
            f"{text!r} names {len(matches)} parties: {listed}; give more of the id",
            code="find.parties", text=text, count=len(matches), listed=listed,
        )  # fmt: skip
    near = get_close_matches(text, [host_of(party.party) for party in parties], n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else ";"
    raise InputError(
        f"no party here answers to {text!r}{hint} batterypass party list shows them",
        code="find.near-party" if near else "find.no-party", text=text, near="".join(near),
    )  # fmt: skip
