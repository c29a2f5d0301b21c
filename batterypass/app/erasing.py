"""Erasing the sealed sections of an item for good (D7): values and salts go, the log stays.

What was signed names only digests of sections, each made with a salt that goes with it, so nothing
that is left tells the values, and everything still verifies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.app.passport_entries import payload_of
from batterypass.domain.base import is_number
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.regulations.passport_readers import POINTS
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

_LANES: Final = (LANE_MAIN, LANE_RECORD)
#: Points of a passport that are sealed, and the two that every event may have.
PASSPORT_POINTS: Final = tuple(point for point in POINTS if point != "public")
ALL_POINTS: Final = (*PASSPORT_POINTS, "personal", "commercial")


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """One sealed section: its entry and point, and names and values while it is here."""

    entry: int
    kind: str
    event_id: str
    point: str
    names: tuple[str, ...] = ()
    is_here: bool = True
    #: Its values as texts, while they are here: none of them may be told in what is kept.
    values: tuple[str, ...] = ()


def sealed_places(
    session: Session, item: ItemState, point: str = "", entry: int | None = None
) -> list[SealedPlace]:
    """List the sealed sections about an item alone, in the order of the log.

    Without ``point`` those of the passport's points; ``entry`` leaves the others out. What several
    items share, such as the driver of their consignment, is none of one item's. Raises InputError for
    a point that there is not, and BrokenError for an entry or a section that is damaged.
    """
    if point and point not in ALL_POINTS:
        raise refusal(InputError, "erase.no-point", found=point, listed=", ".join(ALL_POINTS))
    wanted = (point,) if point else PASSPORT_POINTS
    found = []
    for index in session.store.entries_of(item.item, lanes=_LANES):
        if entry is not None and index != entry:
            continue
        payload = payload_of(session.store.statement(index), index)
        if payload.get("item") != item.item:
            continue
        for place, digest in payload.get("sealed", {}).items():
            if place not in wanted:
                continue
            event_id = str(payload["event_id"])
            body = session.store.section(event_id, place)
            values = {} if body is None else open_section(body, digest, event_id, place)
            found.append(
                SealedPlace(
                    index, payload["kind"], event_id, place, tuple(values), body is not None,
                    tuple(_texts(list(values.values()))),
                )
            )  # fmt: skip
    return found


def check_reason(why: str, places: Sequence[SealedPlace]) -> None:
    """Refuse a reason that says again what is erased; raises InputError, which does not say it either.

    Values of one character are in every sentence and are let through.
    """
    for one in places:
        for value in one.values:
            if len(value) > 1 and re.search(
                rf"(?<!\w){re.escape(value)}(?!\w)", why, re.IGNORECASE
            ):
                raise refusal(InputError, "erase.why-value", entry=one.entry, point=one.point)


def _texts(found: object) -> Iterator[str]:
    """Give every text in a value; a number also as it is written with a decimal comma."""
    if isinstance(found, dict | list | tuple):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _texts(one)
    elif isinstance(found, str | int):
        yield str(found)
        if is_number(str(found)) and "." in str(found):
            yield str(found).replace(".", ",")


def erase(session: Session, places: Sequence[SealedPlace]) -> int:
    """Erase sections; give how many were here.

    One that is gone already is erased again: that clears what an interrupted call left in the WAL.
    Raises RefusedError at a replica, and ConflictError where another program still reads an older
    state of the file: call it again then.
    """
    if session.store.is_replica:
        raise refusal(RefusedError, "erase.replica")
    for one in places:
        session.store.erase_section(one.event_id, one.point)
    return sum(one.is_here for one in places)
