"""What an audit says of sealed counters: where one falls, as far as the sections are here (BP-V102).

A notice, for who has other sections sees other counters, and both verdicts have to be the same for
everybody (``design/bytes.md`` 4). Entries are read again only of items that seal a counter.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.app.counters import COUNTERS, falls_of
from batterypass.app.passport_entries import PassportEntry
from batterypass.domain.events.item import MEASURED_POINT
from batterypass.errors import BrokenError, MalformedError
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from batterypass.app.verdict import Gathered
    from batterypass.domain.world import World
    from batterypass.ports import LedgerStore

_LANES = (LANE_MAIN, LANE_RECORD)
_NAMES = tuple(name.encode() for name in COUNTERS)


def check_counters(
    store: LedgerStore, found: Gathered, world: World, entry_of: Callable[[str], int | None]
) -> None:
    """Tell of every sealed counter that is lower than it was, unless another BMS counts since."""
    items: dict[str, None] = {}
    for section in store.sections():
        # Most sections seal no counter, and looking for its name is cheaper than reading one.
        if section.point == MEASURED_POINT and any(name in section.body for name in _NAMES):
            entry = entry_of(section.event_id)
            payload = None if entry is None else _payload(store, entry)
            if payload is not None and isinstance(payload.get("item"), str):
                items[payload["item"]] = None
    for name in items:
        item = world.item(name)
        taken_back = {
            one["target"]
            for one in (item.amendments if item is not None else ())
            if one.get("annuls") and "holds" in one
        }
        entries = [one for one in _entries(store, name) if one.digest not in taken_back]
        for fall in falls_of(entries):
            if fall.is_sealed and fall.entry.index is not None:
                found.tell(
                    "BP-V102", name, fall.entry.index,
                    counter=fall.counter, found=f"{fall.found}", expected=f"{fall.before}",
                )  # fmt: skip


def _entries(store: LedgerStore, item: str) -> Iterator[PassportEntry]:
    for index in store.entries_of(item, lanes=_LANES):
        payload = _payload(store, index)
        if payload is None:
            continue
        sections: dict[str, Mapping[str, object]] = {}
        digest = payload.get("sealed", {}).get(MEASURED_POINT)
        body = store.section(payload["event_id"], MEASURED_POINT) if digest else None
        if body is not None:
            try:
                opened = open_section(body, digest, payload["event_id"], MEASURED_POINT)
            except (BrokenError, MalformedError):
                # BP-V007 names it.
                continue
            sections[MEASURED_POINT] = opened
        yield PassportEntry(
            index, sha256(store.statement(index)).hexdigest(), payload, sections, ()
        )


def _payload(store: LedgerStore, entry: int) -> dict[str, Any] | None:
    try:
        return parse_payload(parse_statement(store.statement(entry)).payload)
    except MalformedError:
        # The entry itself was found to be broken.
        return None
